//! A copy of an index: what is a folder for one, and what becomes of half a copy.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use newsdex::Error;
use newsdex::index::{Catalog, Index, Writer, WriterOptions, backup};
use tempfile::TempDir;

const MARK: &str = "newsdex.copying";

/// An index, and where its backup is to be.
fn places() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    let mut writer = Writer::open(&index, &WriterOptions::default()).unwrap();
    writer.commit(&Catalog::default(), &[]).unwrap();
    writer.finish().unwrap();
    let copy = folder.path().join("copy");
    (folder, index, copy)
}

/// What a process leaves that is killed while it copies.
fn half(copy: &Path) {
    fs::create_dir(copy).unwrap();
    for name in [MARK, "newsdex.json.partial", "catalog-1", "names.toml"] {
        fs::write(copy.join(name), "half").unwrap();
    }
}

#[test]
fn half_a_backup_says_so_and_is_begun_anew() {
    let (_folder, index, copy) = places();
    half(&copy);
    let said = Index::open(&copy).unwrap_err();
    assert!(said.to_string().contains("half a backup"), "{said}");
    let said = Writer::open(&copy, &WriterOptions::default()).err();
    assert!(said.unwrap().to_string().contains("half a backup"));
    backup(&index, &copy, true).unwrap();
    let number = Index::open(&copy).unwrap().generation().unwrap().number;
    assert_eq!(number, 1);
    assert!(!copy.join(MARK).exists() && !copy.join("names.toml").exists());
}

#[test]
fn half_a_backup_with_a_file_of_somebody_stays_as_it_is() {
    let (_folder, index, copy) = places();
    half(&copy);
    fs::write(copy.join("notes.txt"), "mine").unwrap();
    let said = backup(&index, &copy, true).unwrap_err();
    assert!(said.to_string().contains("notes.txt"), "{said}");
    assert_eq!(fs::read(copy.join("catalog-1")).unwrap(), b"half");
}

#[test]
fn a_backup_leaves_one_alone_that_another_process_makes() {
    let (_folder, index, copy) = places();
    half(&copy);
    let other = File::open(copy.join(MARK)).unwrap();
    other.try_lock().unwrap();
    let said = backup(&index, &copy, true).unwrap_err();
    assert!(matches!(&said, Error::Misuse { .. }), "{said}");
    assert!(said.to_string().contains("another process"), "{said}");
    assert_eq!(fs::read(copy.join("catalog-1")).unwrap(), b"half");
}

#[test]
fn a_backup_that_fails_leaves_no_folder() {
    let (_folder, index, copy) = places();
    fs::remove_file(index.join("catalog-1")).unwrap();
    backup(&index, &copy, true).unwrap_err();
    assert!(!copy.exists());
}
