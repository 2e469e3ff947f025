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

/// The articles of an export, without what tells where they came from.
fn articles(export: &[u8]) -> BTreeMap<String, Value> {
    let lines = std::str::from_utf8(export).unwrap().lines();
    let records = lines.map(|line| {
        let mut record: Value = serde_json::from_str(line).unwrap();
        let fields = record.as_object_mut().unwrap();
        for place in ["path", "member"] {
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
    let into_their_own = index("-", "first", File::open(&file).unwrap().into());
    assert_eq!(articles(&into_their_own), first);
    let beside = index("all.jsonl", "first", Stdio::null());
    assert_eq!(articles(&beside), first);
}

/// Records as somebody keeps them: with ids of their own and without, with addresses and without.
fn records() -> String {
    let prose = |what: &str| {
        format!(
            "The council of Kullby voted on Friday to buy {what}, and the mayor said that it would be there in spring. Nobody who spoke of {what} was against it, and the vote was over before noon."
        )
    };
    let records = [
        serde_json::json!({"id": "r-1", "title": "A ferry", "text": prose("a new ferry for the harbour")}),
        serde_json::json!({"id": "r-2", "title": "A bridge", "text": prose("stones for an old bridge"), "url": "https://kullby.example/bridge"}),
        serde_json::json!({"title": "A school", "text": prose("the empty school of the village")}),
        serde_json::json!({"title": "A train", "text": prose("a train that nobody wanted"), "url": "https://kullby.example/train"}),
    ];
    records.map(|record| format!("{record}\n")).concat()
}

/// What a line of an export is known by, sorted.
fn names(export: &[u8]) -> Vec<[Value; 4]> {
    let lines = std::str::from_utf8(export).unwrap().lines();
    let mut names: Vec<_> = lines
        .map(|line| {
            let record: Value = serde_json::from_str(line).unwrap();
            ["title", "id", "record_id", "url"].map(|name| record[name].clone())
        })
        .collect();
    names.sort_by_key(|[title, ..]| title.to_string());
    names
}

#[test]
fn articles_keep_their_ids_and_those_of_their_records_from_copy_to_copy() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("pages")).unwrap();
    fs::write(folder.join("pages/a.jsonl"), records()).unwrap();
    let mut source = "pages".to_owned();
    let mut generations = Vec::new();
    for generation in ["one", "two", "three"] {
        newsdex(
            folder,
            &[
                "index",
                "-q",
                "--no-entities",
                &source,
                "--index",
                generation,
            ],
            Stdio::null(),
        );
        let export = newsdex(folder, &["export", "--index", generation], Stdio::null());
        source = format!("{generation}.jsonl");
        fs::write(folder.join(&source), &export).unwrap();
        generations.push(names(&export));
    }
    let own = generations[0].iter().map(|[_, _, own, _]| own.clone());
    let own: Vec<Value> = own.collect();
    assert_eq!(own, ["r-2".into(), "r-1".into(), Value::Null, Value::Null]);
    assert_eq!(generations[1], generations[0]);
    assert_eq!(generations[2], generations[0]);
    for lines in ["one.jsonl", "two.jsonl", "three.jsonl"] {
        for input in [lines, "-"] {
            let stream = File::open(folder.join(lines)).unwrap().into();
            newsdex(
                folder,
                &["index", "-q", "--no-entities", input, "--index", "one"],
                stream,
            );
            let export = newsdex(folder, &["export", "--index", "one"], Stdio::null());
            assert_eq!(names(&export), generations[0], "{lines} as {input}");
        }
    }
}

#[test]
fn exports_of_two_archives_with_paths_of_one_name_hide_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let theirs = records()
        .replace("Kullby", "Norrby")
        .replace("kullby", "norrby")
        .replace(
            "on Friday to",
            "after many years of debate and two days of rain to",
        );
    let index = |source: &str, into: &str, input: Stdio| {
        newsdex(
            folder,
            &["index", "-q", "--no-entities", source, "--index", into],
            input,
        );
        newsdex(folder, &["export", "--index", into], Stdio::null())
    };
    for (who, lines) in [("ours", records()), ("theirs", theirs)] {
        fs::create_dir_all(folder.join("pages")).unwrap();
        fs::write(folder.join("pages/a.jsonl"), lines).unwrap();
        let export = index("pages", who, Stdio::null());
        fs::write(folder.join(format!("{who}.jsonl")), export).unwrap();
    }
    let ids = |export: &[u8]| -> std::collections::BTreeSet<String> {
        let ids = names(export).into_iter().map(|[_, id, ..]| id.to_string());
        ids.collect()
    };
    // The folder holds their pages now.
    let orders = [
        ["pages", "ours.jsonl"],
        ["ours.jsonl", "pages"],
        ["ours.jsonl", "theirs.jsonl"],
        ["theirs.jsonl", "ours.jsonl"],
    ];
    for (number, order) in orders.iter().enumerate() {
        let into = format!("both-{number}");
        for _ in 0..2 {
            for source in order {
                let export = index(source, &into, Stdio::null());
                assert!(ids(&export).len() >= 4, "{order:?}");
            }
        }
        let export = newsdex(folder, &["export", "--index", &into], Stdio::null());
        assert_eq!(ids(&export).len(), 8, "{order:?}");
    }
    let both = ["ours", "theirs"].map(|who| fs::read(folder.join(format!("{who}.jsonl"))).unwrap());
    fs::write(folder.join("both.jsonl"), both.concat()).unwrap();
    for input in ["both.jsonl", "-"] {
        let stream = File::open(folder.join("both.jsonl")).unwrap().into();
        let export = index(input, &format!("of-{input}"), stream);
        assert_eq!(ids(&export).len(), 8, "{input}");
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
