//! Room `page`: text dumps to blocks and claims.

use newsdex::page::{self, Field, Form, Limits, Origin, Page};
use newsdex::read::RawPage;

fn parse(text: &str) -> Page {
    let raw = RawPage {
        path: "a.txt".into(),
        member: None,
        form: Form::Text,
        bytes: text.as_bytes().to_vec(),
        charset: None,
        claims: Vec::new(),
    };
    page::parse(raw, &Limits::default())
}

fn texts(page: &Page) -> Vec<&str> {
    page.blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect()
}

#[test]
fn each_line_is_a_block_that_knows_its_place() {
    let page = parse("\u{feff}\r\nPolitics\r\n\r\n\r\n  A\ttabbed   line \rnext\u{c}last\n");
    let got: Vec<_> = page
        .blocks
        .iter()
        .map(|b| (b.line, b.blank_before, b.text.as_str()))
        .collect();
    assert_eq!(
        got,
        [
            (1, 1, "Politics"),
            (4, 2, "A tabbed line"),
            (5, 0, "next"),
            (6, 0, "last")
        ]
    );
    assert!(page.elements.is_empty() && page.claims.is_empty());
}

#[test]
fn an_empty_dump_has_no_blocks() {
    for text in ["", "\n\n", " \u{0}\t\u{200b}\n"] {
        assert_eq!(texts(&parse(text)), [""; 0], "{text:?}");
    }
}

const WRAPPED: &str = "\
Storm closes the harbour

The harbour of the old town stayed closed on Monday after a
night of heavy wind, the port authority said, and more than
forty ships waited outside the bay for the weather to turn.
Nobody was hurt.
Crews had tied down the cranes on Sunday evening, when the
first warnings came in, and the ferry company cancelled all
crossings until Tuesday. A spokesman said that the well-
known pier at the western end had lost part of its railing
and would need repairs before the season begins in April.

The wind is expected to fall tonight.
";

#[test]
fn lines_broken_at_a_fixed_width_become_paragraphs() {
    let page = parse(WRAPPED);
    let texts = texts(&page);
    assert_eq!(texts.len(), 4, "{texts:#?}");
    assert!(
        texts[1].starts_with("The harbour of") && texts[1].ends_with("to turn. Nobody was hurt.")
    );
    assert!(texts[2].contains("that the well-known pier"));
    assert_eq!(page.blocks[2].line, 6);
}

#[test]
fn lists_of_headlines_are_not_joined() {
    let headlines: String = (0..20)
        .map(|n| {
            format!(
                "{}\n",
                "Minister says that talks will go on next week"[..28 + n % 17].trim()
            )
        })
        .collect();
    assert_eq!(parse(&headlines).blocks.len(), 20);
}

#[test]
fn a_head_of_statements_becomes_claims() {
    let page = parse(
        "URL: https://news.example/a\nTitle: Storm\nDate: 2026-01-06\nTags: a, b\n\nIt rained.",
    );
    let claims: Vec<_> = page
        .claims
        .iter()
        .map(|c| (c.field, c.value.as_str(), c.origin))
        .collect();
    assert_eq!(
        claims,
        [
            (Field::Url, "https://news.example/a", Origin::Record),
            (Field::Title, "Storm", Origin::Record),
            (Field::Published, "2026-01-06", Origin::Record),
        ]
    );
    assert_eq!(texts(&page), ["It rained."]);
    assert_eq!((page.blocks[0].line, page.blocks[0].blank_before), (5, 1));
}

#[test]
fn front_matter_becomes_claims() {
    let page = parse(
        "---\ntitle: \"Storm\"\ntags:\n  - a\nsource: https://news.example/a\n---\nIt rained.\nTitle: no claim",
    );
    let claims: Vec<_> = page
        .claims
        .iter()
        .map(|c| (c.field, c.value.as_str()))
        .collect();
    assert_eq!(
        claims,
        [
            (Field::Title, "Storm"),
            (Field::Url, "https://news.example/a")
        ]
    );
    assert_eq!(texts(&page), ["It rained.", "Title: no claim"]);
}

#[test]
fn text_that_only_looks_like_a_head_stays() {
    for text in [
        "Date: Tuesday\nIt rained.",
        "---\nIt rained.\n---",
        "Note: a\nTitle: b\nURL: x",
        "Title: b",
    ] {
        let page = parse(text);
        assert!(page.claims.is_empty(), "{text}");
        assert_eq!(page.blocks.len(), text.lines().count(), "{text}");
    }
}

#[test]
fn references_in_the_text_of_a_record_are_read_and_those_in_a_file_stay() {
    let text = "AT&amp;T said &quot;no&quot; to the caf&eacute; &amp; left.";
    let read = |member: Option<&str>| {
        let raw = RawPage {
            path: "a".into(),
            member: member.map(str::to_owned),
            form: Form::Text,
            bytes: text.as_bytes().to_vec(),
            charset: None,
            claims: Vec::new(),
        };
        texts(&page::parse(raw, &Limits::default())).join("\n")
    };
    assert_eq!(read(Some("line 1")), "AT&T said \"no\" to the café & left.");
    assert_eq!(read(None), text);
}

#[test]
fn a_capital_alone_on_its_line_begins_the_word_below() {
    let going_on = "uring the night the river rose by two metres and took the old bridge with it.";
    let joined = format!("D{going_on}");
    let table = [
        (
            format!("Storm\nD\n{going_on}"),
            vec!["Storm", joined.as_str()],
        ),
        (format!("X\n{going_on}"), vec!["X", going_on]),
        ("A\ntagi: wisła".to_owned(), vec!["A", "tagi: wisła"]),
        (format!("AP\n{going_on}"), vec!["AP", going_on]),
    ];
    for (text, expected) in table {
        assert_eq!(texts(&parse(&text)), expected, "{text}");
    }
}
