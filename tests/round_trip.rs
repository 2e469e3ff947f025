//! What is exported can be indexed again, and is what it was.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

fn newsdex(folder: &Path, arguments: &[&str], input: Stdio) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    command.current_dir(folder).args(arguments).stdin(input);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    output.stdout
}

/// The articles of an export, without what tells where they came from; those without an address by what they say.
fn articles(export: &[u8]) -> BTreeMap<String, Value> {
    let lines = std::str::from_utf8(export).unwrap().lines();
    let records = lines.map(|line| {
        let mut record: Value = serde_json::from_str(line).unwrap();
        let fields = record.as_object_mut().unwrap();
        for place in ["id", "path", "member", "record_id"] {
            fields.remove(place);
        }
        (record.to_string(), record)
    });
    records.collect()
}

#[test]
fn an_export_of_the_corpus_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let index = |from: &str, into: &str, input: Stdio| {
        newsdex(
            folder,
            &["index", "-q", "--no-entities", from, "--index", into],
            input,
        );
        newsdex(folder, &["export", "--index", into], Stdio::null())
    };
    let first = index(&corpus.to_string_lossy(), "first", Stdio::null());
    let file = folder.join("all.jsonl");
    fs::write(&file, &first).unwrap();
    let second = index("-", "second", File::open(&file).unwrap().into());
    let third = index("all.jsonl", "third", Stdio::null());
    let first = articles(&first);
    assert!(first.len() > 290, "{}", first.len());
    for (which, again) in [("stream", articles(&second)), ("file", articles(&third))] {
        for said in first.keys() {
            assert!(
                again.contains_key(said),
                "{which}: {said}\n{:?}",
                closest(said, &again)
            );
        }
        assert_eq!(again.len(), first.len(), "{which}");
    }
}

/// The article of the same headline.
fn closest<'a>(said: &str, all: &'a BTreeMap<String, Value>) -> Option<&'a Value> {
    let said: Value = serde_json::from_str(said).unwrap();
    all.values().find(|other| other["title"] == said["title"])
}

#[test]
fn a_record_is_kept_as_it_is_only_where_newsdex_has_cleaned_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let text = "Kullby wins\nKullby wins\n27 - 24\n<p>a</p> <p>b</p>\nThe council of Kullby voted on Friday to buy a new ferry for the harbour, and the mayor said that it would sail in spring.\nShare this article\nRead more";
    let record = |by: &str| {
        let line = serde_json::json!({"title": "Kullby wins", "site": "kullby.example", "stub": true, "text": text, "cleaned_by": by});
        fs::write(folder.join("a.jsonl"), format!("{line}\n")).unwrap();
        let json = newsdex(folder, &["clean", "a.jsonl", "--json"], Stdio::null());
        serde_json::from_slice::<Value>(&json).unwrap()
    };
    let kept = record("newsdex");
    assert_eq!(
        (kept["text"].as_str(), &kept["kind"]),
        (Some(text), &"stub".into())
    );
    let cleaned = record("somebody");
    assert_ne!(cleaned["text"].as_str(), Some(text));
}
