//! The examples of the help pages and of README.md find something in the sample corpus.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Commands that answer from the index alone, found or not.
const ASKING: [&str; 9] = [
    "search", "explain", "count", "first", "similar", "show", "facets", "together", "batch",
];

/// Files that examples name, with something to read in each.
const FILES: [(&str, &str); 4] = [
    ("queries.txt", "ferry\n"),
    ("queries.tsv", "q1\tferry\n"),
    ("topics.txt", "1\tferry dockers\n"),
    (
        "draft.txt",
        "Dockers and ministers sat at one table for the first time in the dispute over the Amber Line, \
         a planned night ferry for trains between Estonia and Latvia.\n",
    ),
];

fn run(line: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_newsdex")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", path.as_str()), ("LANG", "C.UTF-8")])
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The command of a line of examples, without the remark behind it and the programs it is piped to.
fn command(line: &str) -> Option<&str> {
    let line = line.trim();
    let line = line.strip_prefix("$ ").unwrap_or(line);
    let asked = line.strip_prefix("newsdex ")?.split(' ').next()?;
    if !ASKING.contains(&asked) || line.starts_with("newsdex batch -") {
        return None;
    }
    let line = line.split("  ").next()?;
    line.split(" | ").next()
}

/// A folder with the corpus and the files that examples name.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        &folder.path().join("corpus"),
    );
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn every_example_finds_something_in_the_sample_corpus() {
    let folder = archive();
    let indexed = run("newsdex index corpus", folder.path());
    assert!(indexed.status.success(), "{indexed:?}");
    let mut told =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for page in ["", "query", "cite"].iter().chain(&ASKING) {
        let help = run(&format!("newsdex help {page}"), folder.path());
        assert!(help.status.success(), "{page}");
        told.push_str(&String::from_utf8(help.stdout).unwrap());
    }
    let examples: Vec<&str> = told.lines().filter_map(command).collect();
    assert!(examples.len() > 30, "{examples:#?}");
    for example in examples {
        let output = run(example, folder.path());
        assert_eq!(output.status.code(), Some(0), "{example}\n{output:?}");
    }
}
