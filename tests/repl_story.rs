//! A session of somebody who has never seen the program and asks who met whom, where, and who wrote of it first.
//!
//! It runs over those articles of the sample corpus that tell of the Amber Line.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Copies the sample articles that tell the story, each into the folder of its outlet.
fn story(to: &Path) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for outlet in fs::read_dir(corpus).unwrap().map(Result::unwrap) {
        let files = fs::read_dir(outlet.path()).into_iter().flatten();
        let told = files
            .map(Result::unwrap)
            .filter(|file| file.file_name().to_string_lossy().contains("amber"));
        for file in told {
            let folder = to.join(outlet.file_name());
            fs::create_dir_all(&folder).unwrap();
            fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
    }
}

fn newsdex(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    command
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder);
    command
}

/// What a session answers to some lines.
fn answered(folder: &Path, lines: &str) -> String {
    let mut session = newsdex(folder, &["repl"]);
    let mut child = session
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// The lines of the session, each with what its answer must hold. What is not asked about may change with the cleaning.
const SESSION: [(&str, &[&str]); 10] = [
    // What is it about, and who has to do with it?
    (
        "\"amber line\"",
        &["Estonia and Latvia open talks on", "S1: 1-10 of "],
    ),
    (
        "facets person",
        &["Maarja Tamberg", "Edgars Vilkasts", "Ludmila Oksanen"],
    ),
    // Who met in the second week of February, and where?
    (
        "/date:2026-02-09..2026-02-15",
        &["ministers meet at the Graz opera", "S2: 1 article\n"],
    ),
    (
        "open 1",
        &[
            "Maarja Tamberg and Edgars Vilkasts agreed",
            "\nplaces ",
            "Graz",
        ],
    ),
    // Which outlet wrote of it first?
    ("undo", &["S1: "]),
    (".limit 1", &[]),
    (
        ".sort oldest",
        &[
            "Rail ministers meet in Riga",
            "harbourledger.example · 2026-01-12",
        ],
    ),
    // Which articles of one outlet mention it near the quarrel over wages?
    (
        "/site:meridianpost.example",
        &["meridianpost.example", "S3: number 1 of "],
    ),
    (
        "/\"amber line\" w/p wages",
        &["quarrel over **wages**", "S4: 1 article\n"],
    ),
    (
        "history",
        &[
            "*S4          1  \"amber line\" / site:meridianpost.example / \"amber line\" w/p wages\n",
        ],
    ),
];

#[test]
fn who_met_whom_and_who_wrote_of_it_first() {
    let folder = tempfile::tempdir().unwrap();
    story(&folder.path().join("corpus"));
    let indexed = newsdex(folder.path(), &["index", "corpus", "-q"])
        .output()
        .unwrap();
    assert!(indexed.status.success());
    let (mut lines, mut before) = (String::new(), 0);
    for (line, expected) in SESSION {
        lines.extend([line, "\n"]);
        let all = answered(folder.path(), &lines);
        let answer = &all[before..];
        for text in expected {
            assert!(answer.contains(text), "{line}: no {text:?} in\n{answer}");
        }
        before = all.len();
    }
}
