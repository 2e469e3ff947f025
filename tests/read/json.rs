//! JSON and JSON Lines: fields by sensible names, by hand, and what is nearly JSON.

use std::io::Cursor;

use newsdex::read::{self, Field, Form, Limits, Mapping, reasons as why};

use super::{Folder, gzip, read_bytes, read_with, reasons, stated, text};

#[test]
fn fields_are_known_by_sensible_names() {
    let record = r#"{"id": 7, "headline": "Mill reopens", "articleBody": "The mill is open.", "canonical_url": "https://a.example/mill",
        "author": [{"name": "Ann Lee"}, "Bo Ek"], "datePublished": "2026-01-06T14:03:00Z", "publisher": {"name": "The Wick"},
        "articleSection": "Local", "inLanguage": "en"}"#;
    let (pages, warnings) = read_bytes("a.json", record);
    assert_eq!(warnings, []);
    let page = &pages[0];
    assert_eq!(
        (text(page).as_str(), page.form, page.charset.as_deref()),
        ("The mill is open.", Form::Text, Some("utf-8"))
    );
    for (field, expected) in [
        (Field::Title, &["Mill reopens"][..]),
        (Field::Canonical, &["https://a.example/mill"]),
        (Field::Author, &["Ann Lee", "Bo Ek"]),
        (Field::Published, &["2026-01-06T14:03:00Z"]),
        (Field::Site, &["The Wick"]),
        (Field::Section, &["Local"]),
        (Field::Language, &["en"]),
        (Field::Url, &[]),
    ] {
        assert_eq!(stated(page, field), expected, "{field:?}");
    }
}

#[test]
fn records_of_many_writers_are_understood() {
    for (record, title, body, form) in [
        (
            r#"{"title": {"rendered": "A"}, "content": {"rendered": "<p>One.</p><p>Two.</p>"}}"#,
            "A",
            "<p>One.</p><p>Two.</p>",
            Form::Html,
        ),
        (
            r#"{"_source": {"title": "A", "text": "One."}}"#,
            "A",
            "One.",
            Form::Text,
        ),
        (
            r#"{"article": {"title": "A", "body": "One."}, "text": ""}"#,
            "A",
            "One.",
            Form::Text,
        ),
        (
            r#"{"title": "A", "paragraphs": ["One.", "Two."]}"#,
            "A",
            "One.\nTwo.",
            Form::Text,
        ),
        (
            r#"{"title": "A", "raw_html": "<html><p>One."}"#,
            "A",
            "<html><p>One.",
            Form::Html,
        ),
        (
            r#"{"Title": "A", "Full-Text": "One.", "html": null}"#,
            "A",
            "One.",
            Form::Text,
        ),
        (
            r#"{"title": "A", "content": "Short… [+2312 chars]", "html": "<p>Long and whole.</p><p>To the end.</p>"}"#,
            "A",
            "<p>Long and whole.</p><p>To the end.</p>",
            Form::Html,
        ),
    ] {
        let (pages, warnings) = read_bytes("a.jsonl", record);
        assert_eq!(warnings, [], "{record}");
        assert_eq!(
            (
                stated(&pages[0], Field::Title),
                text(&pages[0]).as_str(),
                pages[0].form
            ),
            (vec![title], body, form)
        );
    }
}

#[test]
fn a_mapping_by_hand_leads_through_objects_and_arrays() {
    let mapping: Mapping = "body=article.content.text,title=meta.titles.0,date=when"
        .parse()
        .unwrap();
    let folder = Folder::new();
    let path = folder.write("a.jsonl", r#"{"article": {"content": {"text": "One."}}, "meta": {"titles": ["A", "B"]}, "title": "no", "when": 1767708180, "text": "no"}"#);
    let (pages, _) = read_with(&path, &Limits::default(), &mapping);
    assert_eq!(text(&pages[0]), "One.");
    assert_eq!(stated(&pages[0], Field::Title), ["A"]);
    assert_eq!(
        stated(&pages[0], Field::Published),
        ["2026-01-06T14:03:00Z"]
    );

    let elsewhere: Mapping = "body=nowhere".parse().unwrap();
    assert_eq!(
        reasons(&read_with(&path, &Limits::default(), &elsewhere).1),
        [why::NO_BODY]
    );
}

#[test]
fn a_bad_mapping_says_what_was_expected() {
    for (mapping, part) in [
        ("bdy=content", "expected one of body"),
        ("body", "write it as body=content"),
        ("body=", "names no field"),
    ] {
        let message = mapping.parse::<Mapping>().unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn an_invalid_line_is_named_and_the_rest_is_read() {
    let mut lines: Vec<String> = (1..=30)
        .map(|n| format!("{{\"text\": \"number {n}\"}}"))
        .collect();
    lines[16] = "{\"text\": \"cut o".to_owned();
    lines[20] = String::new();
    lines[22] = "{\"title\": \"only\"}".to_owned();
    let (pages, warnings) = read_bytes("a.jsonl", lines.join("\n"));
    assert_eq!(pages.len(), 27);
    assert_eq!(pages[16].member.as_deref(), Some("line 18"));
    let found: Vec<_> = warnings
        .iter()
        .map(|w| (w.member.as_deref().unwrap(), w.reason))
        .collect();
    assert_eq!(
        found,
        [("line 17", why::INVALID_JSON), ("line 23", why::NO_BODY)]
    );
    assert_eq!(warnings[1].detail, "its fields are title");
    assert!(warnings[0].path.ends_with("a.jsonl"));
}

#[test]
fn a_file_that_is_no_json_lines_does_not_fill_the_screen() {
    let (pages, warnings) = read_bytes("a.jsonl", "prose, not JSON\n".repeat(1000));
    assert_eq!((pages.len(), warnings.len()), (0, 51));
    assert_eq!(warnings[50].detail, "950 more lines are no JSON");
}

#[test]
fn nearly_json_is_read() {
    for (record, expected) in [
        (&br#"{"text": "a \ud83d b"}"#[..], "a \u{fffd} b"),
        (br#"{"text": "a \ud83d\ude00 b", "author": NaN}"#, "a 😀 b"),
        (b"{\"text\": \"a\tb\"}", "a\tb"),
        (b"{\"text\": \"a \\u0000 b\"}", "a \u{0} b"),
        (b"\xef\xbb\xbf{\"text\": \"a\"}", "a"),
        (b"{\"text\": \"caf\xe9\"}", "café"),
        // Beside a sound letter it is damage.
        (b"{\"text\": \"na\xc3\xafve caf\xe9\"}", "naïve caf\u{fffd}"),
    ] {
        for name in ["a.jsonl", "a.json"] {
            let (pages, warnings) = read_bytes(name, record);
            assert_eq!((warnings, text(&pages[0])), (vec![], expected.to_owned()));
        }
    }
}

#[test]
fn a_json_file_holds_one_record_or_many() {
    for (json, members) in [
        (r#"{"text": "a"}"#, &[None][..]),
        (
            r#" [{"text": "a"}, {"text": "]}\"["}]"#,
            &[Some("record 1"), Some("record 2")],
        ),
        (
            r#"{"status": "ok", "articles": [{"text": "a"}, {"text": "b"}]}"#,
            &[Some("record 1"), Some("record 2")],
        ),
        (
            r#"{"hits": {"total": 2, "hits": [{"_source": {"text": "a"}}, {"_source": {"text": "b"}}]}}"#,
            &[Some("record 1"), Some("record 2")],
        ),
        (r#"{"response": {"results": [{"text": "a"}]}}"#, &[None]),
        (
            "{\"text\": \"a\"}\n{\"text\": \"b\"}",
            &[None, Some("record 2")],
        ),
        ("[]", &[]),
        (
            r#"{"id0": {"text": "a"}, "id1": {"text": "b"}}"#,
            &[Some("record 1"), Some("record 2")],
        ),
    ] {
        let (pages, warnings) = read_bytes("a.json", json);
        assert_eq!(warnings, [], "{json}");
        let found: Vec<Option<&str>> = pages.iter().map(|page| page.member.as_deref()).collect();
        assert_eq!(found, members, "{json}");
    }
}

#[test]
fn json_over_several_lines_is_read_whatever_its_file_is_called() {
    for (json, texts) in [
        (
            "[\n  {\n    \"text\": \"a\"\n  },\n  {\n    \"text\": \"b\"\n  }\n]\n",
            2,
        ),
        ("{\n  \"text\": \"a\"\n}\n{\n  \"text\": \"b\"\n}\n", 2),
        ("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", 2),
        ("[\n{\"text\": \"a\"},\n{\"text\": \"b\"}\n]\n", 2),
    ] {
        let (pages, warnings) = read_bytes("a.jsonl", json);
        assert_eq!((pages.len(), warnings), (texts, vec![]), "{json}");
    }
}

#[test]
fn invalid_json_in_a_file_is_named_by_line_after_what_is_whole() {
    let (pages, warnings) = read_bytes("a.json", "[\n{\"text\": \"a\"},\n{\"text\": oops}\n]");
    assert_eq!(
        (pages.len(), reasons(&warnings)),
        (1, vec![why::INVALID_JSON])
    );
    assert_eq!(warnings[0].member.as_deref(), Some("line 3"));
    let (_, warnings) = read_bytes(
        "a.json",
        "\n{\"text\": \"a\",\n\"title\": oops,\n\"n\": 1\n}",
    );
    assert_eq!(warnings[0].member.as_deref(), Some("line 3"));
    assert_eq!(warnings[0].detail, "expected value");
    let (pages, warnings) = read_bytes("a.json", "[{\"text\": \"a\"},\n{\"text\": \"b\"},\n");
    assert_eq!((pages.len(), reasons(&warnings)), (2, vec![why::TRUNCATED]));
    assert_eq!(
        reasons(&read_bytes("a.json", "nothing of the kind").1),
        [why::INVALID_JSON]
    );
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let (pages, warnings) = read_bytes("a.jsonl", &deep);
    assert_eq!(
        (pages.len(), reasons(&warnings)),
        (0, vec![why::INVALID_JSON])
    );
    assert_eq!(reasons(&read_bytes("a.json", &deep).1), [why::INVALID_JSON]);
}

#[test]
fn standard_input_is_json_lines_packed_or_not() {
    let lines = b"{\"text\": \"a\"}\n{\"text\": \"b\"}".to_vec();
    for input in [gzip(&lines), lines] {
        let pages = read::stdin_pages(Cursor::new(input), &Limits::default(), &Mapping::default());
        let found: Vec<_> = pages
            .map(|page| page.unwrap())
            .map(|page| (page.path, page.member.unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                ("-".to_owned(), "line 1".to_owned()),
                ("-".to_owned(), "line 2".to_owned())
            ]
        );
    }
}

#[test]
fn records_in_other_character_sets_are_read() {
    let body = "Жители города ждут ответа уже две недели, сообщили в правительстве в понедельник.";
    let line = format!("{{\"title\": \"Ответ\", \"body\": \"{body}\"}}\n");
    let lines = line.repeat(3);
    let units =
        |order: fn(u16) -> [u8; 2]| lines.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(&lines);
    let marked = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
    for (name, bytes) in [
        (
            "UTF-16 of PowerShell",
            marked(b"\xff\xfe", units(u16::to_le_bytes)),
        ),
        (
            "the other order",
            marked(b"\xfe\xff", units(u16::to_be_bytes)),
        ),
        ("without a mark", units(u16::to_le_bytes)),
        ("windows-1251", cyrillic.into_owned()),
        (
            "UTF-8 with a mark",
            marked(b"\xef\xbb\xbf", lines.clone().into_bytes()),
        ),
    ] {
        for file in ["a.jsonl", "a.json"] {
            let (pages, warnings) = read_bytes(file, &bytes);
            assert!(warnings.is_empty(), "{name} {file}: {warnings:?}");
            let texts: Vec<_> = pages
                .iter()
                .map(|page| String::from_utf8_lossy(&page.bytes))
                .collect();
            assert_eq!(texts, [body; 3], "{name} {file}");
        }
    }
}
