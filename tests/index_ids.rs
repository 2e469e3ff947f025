//! What a record without an address is known by: its own id, its content, its place.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A body whose every sentence has the word.
fn body(word: &str) -> String {
    let sentence = format!(
        "The {word} was repaired on Thursday, the council said in a statement, and will be open again before the end of the month."
    );
    format!(
        "{sentence}\n\n{sentence} A second crew is to follow.\n\n{sentence} Residents had asked for it."
    )
}

/// A record about the word, with these fields beside.
fn record(word: &str, beside: Value) -> String {
    let Value::Object(mut fields) = beside else {
        unreachable!("{beside} is no object")
    };
    fields.insert("title".to_owned(), format!("Council: {word}").into());
    fields.insert("text".to_owned(), body(word).into());
    Value::Object(fields).to_string()
}

/// Indexes, and says what is new, updated, unchanged and removed, and how many articles there are.
fn index(folder: &TempDir, source: &str, stdin: &str) -> [u64; 5] {
    index_with(folder, &[source], stdin)
}

fn index_with(folder: &TempDir, words: &[&str], stdin: &str) -> [u64; 5] {
    let mut process = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .current_dir(folder.path())
        .arg("index")
        .args(words)
        .args(["--json", "--index", "index"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = process.stdin.take().unwrap();
    input.write_all(stdin.as_bytes()).unwrap();
    drop(input);
    let output = process.wait_with_output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    ["new", "updated", "unchanged", "removed", "articles"]
        .map(|field| report[field].as_u64().unwrap())
}

/// The id of each article, by its title.
fn ids(folder: &TempDir) -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .current_dir(folder.path())
        .args(["export", "--index", "index"])
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let articles = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    articles
        .filter(|article| article["id"].is_string())
        .map(|article| (text(&article["title"]), text(&article["id"])))
        .collect()
}

#[test]
fn records_of_another_stream_replace_only_those_of_the_same_id() {
    let folder = tempfile::tempdir().unwrap();
    let first = [
        record("weir", json!({"id": 1})),
        record("ferry", json!({"_id": {"$oid": "a2"}})),
    ];
    let second = [
        record("orchard", json!({"guid": "a3"})),
        record("foundry", json!({"id": 1})),
    ];
    assert_eq!(index(&folder, "-", &first.join("\n")), [2, 0, 0, 0, 2]);
    assert_eq!(index(&folder, "-", &second.join("\n")), [1, 1, 0, 0, 3]);
    let titles: Vec<String> = ids(&folder).into_keys().collect();
    assert_eq!(
        titles,
        ["Council: ferry", "Council: foundry", "Council: orchard"]
    );
}

#[test]
fn records_of_a_stream_without_id_and_address_are_known_by_their_content() {
    let folder = tempfile::tempdir().unwrap();
    let of = |words: &[&str]| {
        let records = words.iter().map(|word| record(word, json!({})));
        records.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        index(&folder, "-", &of(&["weir", "ferry"])),
        [2, 0, 0, 0, 2]
    );
    assert_eq!(
        index(&folder, "-", &of(&["orchard", "weir"])),
        [1, 0, 1, 0, 3]
    );
}

#[test]
fn a_record_keeps_its_id_wherever_it_stands_in_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    let records = [
        record("weir", json!({"uuid": "w"})),
        record("ferry", json!({"uuid": "f"})),
    ];
    fs::write(&file, records.join("\n")).unwrap();
    assert_eq!(index(&folder, "all.jsonl", ""), [2, 0, 0, 0, 2]);
    let before = ids(&folder);
    let first = record("orchard", json!({"uuid": "o"}));
    fs::write(&file, format!("{first}\n{}", records.join("\n"))).unwrap();
    assert_eq!(index(&folder, "all.jsonl", ""), [1, 0, 2, 0, 3]);
    let after = ids(&folder);
    assert!(
        before
            .iter()
            .all(|(title, id)| after.get(title) == Some(id))
    );
}

#[test]
fn an_id_that_comes_twice_in_a_file_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        record("weir", json!({"id": 0})),
        record("ferry", json!({"id": 0})),
        record("weir", json!({"id": 0})),
    ];
    fs::write(folder.path().join("all.jsonl"), lines.join("\n")).unwrap();
    assert_eq!(index(&folder, "all.jsonl", ""), [2, 0, 0, 0, 2]);
    assert_eq!(index(&folder, "all.jsonl", ""), [0, 0, 2, 0, 2]);
}

#[test]
fn the_id_may_be_mapped_and_stand_beside_the_wrapper() {
    let folder = tempfile::tempdir().unwrap();
    let mapped = ["-", "--map", "id=key"];
    let line = |word, key| record(word, json!({"id": 1, "key": key}));
    assert_eq!(
        index_with(&folder, &mapped, &line("weir", 7)),
        [1, 0, 0, 0, 1]
    );
    assert_eq!(
        index_with(&folder, &mapped, &line("ferry", 8)),
        [1, 0, 0, 0, 2]
    );
    let wrapped = |word| {
        format!(
            "{{\"_id\": \"x\", \"_source\": {}}}",
            record(word, json!({}))
        )
    };
    assert_eq!(index(&folder, "-", &wrapped("orchard")), [1, 0, 0, 0, 3]);
    assert_eq!(index(&folder, "-", &wrapped("foundry")), [0, 1, 0, 0, 3]);
}

#[test]
fn an_item_of_a_feed_without_a_link_is_known_by_its_guid() {
    let folder = tempfile::tempdir().unwrap();
    let item = |word: &str| {
        format!(
            "<item><title>Council: {word}</title><guid isPermaLink=\"false\">{word}-7</guid><description>{}</description></item>",
            body(word)
        )
    };
    let feed = |items: &[&str]| {
        let items: String = items.iter().map(|word| item(word)).collect();
        format!("<rss><channel><title>The Wick</title>{items}</channel></rss>")
    };
    let file = folder.path().join("feed.xml");
    fs::write(&file, feed(&["weir", "ferry"])).unwrap();
    assert_eq!(index(&folder, "feed.xml", ""), [2, 0, 0, 0, 2]);
    let before = ids(&folder);
    fs::write(&file, feed(&["orchard", "weir", "ferry"])).unwrap();
    assert_eq!(index(&folder, "feed.xml", ""), [1, 0, 2, 0, 3]);
    let after = ids(&folder);
    assert!(
        before
            .iter()
            .all(|(title, id)| after.get(title) == Some(id))
    );
}

#[test]
fn a_record_is_known_by_its_own_address_before_that_of_its_markup() {
    let folder = tempfile::tempdir().unwrap();
    let html = |canonical: &str| {
        let paragraphs = body("quay").replace("\n\n", "</p><p>");
        format!(
            "<html><head><link rel=canonical href={canonical}></head><body><h1>Council: quay</h1><p>{paragraphs}</p></body></html>"
        )
    };
    let line = |beside: Value, canonical: &str| {
        let mut record = beside;
        record["html"] = html(canonical).into();
        record.to_string()
    };
    let own = "https://record.example/a?id=7";
    let lines = [
        line(json!({"url": own}), "https://one.example/a"),
        line(json!({"url": own}), "https://two.example/a"),
        line(json!({"id": "x"}), "https://three.example/a"),
        line(
            json!({"url": "https://record.example/amp/b", "canonical_url": "https://record.example/b"}),
            "https://four.example/a",
        ),
    ];
    fs::write(folder.path().join("a.jsonl"), lines.join("\n")).unwrap();
    assert_eq!(index(&folder, "a.jsonl", "")[4], 3);
    let found = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .current_dir(folder.path())
        .args(["search", "*", "--template", "{url}"])
        .output()
        .unwrap();
    let found = String::from_utf8(found.stdout).unwrap();
    let mut urls: Vec<&str> = found.lines().collect();
    urls.sort_unstable();
    assert_eq!(
        urls,
        [own, "https://record.example/b", "https://three.example/a"]
    );
}
