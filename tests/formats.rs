//! Indexes as former versions have written them: those of today's format answer, all are rebuilt.
//!
//! `tests/formats/N` holds pages, the index that a version of format N has made of them (`newsdex index pages`), and what is in it: an article a line,
//! id, path and title. `N-records` has files of several records, pages that share an address, a replaced version and rules. A folder is never changed; a new format gets one of its own.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use harm::newsdex;
use newsdex::index::{FORMAT, Index, verify};
use tempfile::TempDir;

fn formats() -> Vec<(u32, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let number = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?;
        name.split('-').next()?.parse().ok()
    };
    entries
        .filter_map(|path| Some((number(&path)?, path)))
        .collect()
}

/// A copy that may be changed.
fn copy(from: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["pages", "index"] {
        let to = folder.path().join(part);
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(from.join(part)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    folder
}

fn run(folder: &Path, words: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = newsdex(folder).args(words).output().unwrap();
    let said = String::from_utf8_lossy(&stderr);
    assert_eq!(status.code(), Some(0), "{words:?}: {said}");
    String::from_utf8(stdout).unwrap()
}

/// What a rebuilding says on standard error.
fn rebuild(folder: &Path) -> String {
    let mut rebuild = newsdex(folder);
    let output = rebuild.args(["rebuild", "-q"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Path, title and text of each article, by its id.
fn articles(folder: &Path) -> BTreeMap<String, String> {
    let index = Index::open(&folder.join("index")).unwrap();
    harm::articles(&index)
}

/// Whether they are those of the list beside a fixture.
fn check(articles: &BTreeMap<String, String>, fixture: &Path) {
    let listed = fs::read_to_string(fixture.join("articles.txt")).unwrap();
    assert_eq!(articles.len(), listed.lines().count());
    for line in listed.lines() {
        let (id, rest) = line.split_once(' ').unwrap();
        let found = articles.get(id);
        assert!(
            found.is_some_and(|all| all.starts_with(&format!("{rest} "))),
            "{line}: {found:?}"
        );
    }
}

#[test]
fn there_is_an_index_of_the_format_of_today() {
    let known = formats().iter().any(|(format, _)| *format == FORMAT);
    assert!(
        known,
        "the format is {FORMAT}: index the pages of the last folder in tests/formats, and keep them and the index as tests/formats/{FORMAT}"
    );
}

#[test]
fn an_index_that_an_earlier_build_of_this_format_has_made_answers_and_goes_on() {
    for (_, fixture) in formats()
        .into_iter()
        .filter(|(format, _)| *format == FORMAT)
    {
        let folder = copy(&fixture);
        check(&articles(folder.path()), &fixture);
        assert_eq!(verify(&folder.path().join("index")).unwrap().faults, []);
        assert!(run(folder.path(), &["search", "lock AND weir"]).contains("Harrowgate"));
        assert!(run(folder.path(), &["entities"]).contains("Lake Torven"));
        run(folder.path(), &["index", "pages", "-q"]);
        check(&articles(folder.path()), &fixture);
    }
}

#[test]
fn an_index_of_any_former_format_is_rebuilt_with_its_files_or_without() {
    for (format, fixture) in formats() {
        let pages = names(&fixture.join("pages"));
        for gone in 0..=pages.len() {
            let folder = copy(&fixture);
            for name in pages.iter().rev().take(gone) {
                fs::remove_file(folder.path().join("pages").join(name)).unwrap();
            }
            let said = rebuild(folder.path());
            assert!(!said.contains("rules"), "format {format}: {said}");
            let now = articles(folder.path());
            check(&now, &fixture);
            assert!(
                now.values().all(|all| all.len() > 200),
                "format {format}: {now:?}"
            );
            assert_eq!(verify(&folder.path().join("index")).unwrap().faults, []);
        }
    }
}

#[test]
fn the_rules_of_an_index_of_a_former_format_go_on() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/8-records");
    let folder = copy(&fixture);
    rebuild(folder.path());
    let texts = articles(folder.path());
    assert!(
        !texts.values().any(|all| all.contains("Read more")),
        "{texts:?}"
    );
    let index = Index::open(&folder.path().join("index")).unwrap();
    let rules = String::from_utf8(index.rules().unwrap()).unwrap();
    assert!(rules.contains("Read more about *"), "{rules}");
}
