//! Programs that get little memory (`ulimit -v`) do their work whole, or fail and say why.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use harm::text;

/// Runs the program with so many KiB of memory.
fn run(folder: &Path, kib: u64, said: &str) -> Output {
    let program = harm::newsdex(folder);
    let program = program.get_program().to_str().unwrap();
    let line = format!("ulimit -c 0; ulimit -v {kib}; exec '{program}' {said}");
    let mut shell = Command::new("sh");
    let shell = shell.args(["-c", &line]).current_dir(folder);
    shell.env("RUST_BACKTRACE", "0").output().unwrap()
}

/// From less than the program needs to start, to more than it needs at all.
fn limits() -> impl Iterator<Item = u64> {
    let steps = std::iter::successors(Some(60_000), |kib| Some(kib + kib / 5));
    steps.take_while(|kib| *kib < 1_500_000)
}

/// An error says that memory or a thread was wanting, and does not call the index damaged.
fn check_reason(errors: &str) {
    let error = errors.lines().find(|line| line.starts_with("error:"));
    let error = error.unwrap_or_default().to_lowercase();
    let why = error.contains("memory") || error.contains("thread");
    assert!(why && !errors.contains("verify"), "{errors}");
}

/// What a command gives with much memory, and whether it gives the same or fails with a reason with less. How often it said the reason.
fn check(folder: &Path, said: &str) -> usize {
    let whole = run(folder, 8_000_000, said);
    assert_eq!(whole.status.code(), Some(0), "{said}");
    let mut told = 0;
    for kib in limits() {
        let output = run(folder, kib, said);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => assert_eq!(output.stdout, whole.stdout, "{said} with {kib} KiB"),
            Some(2) => {
                check_reason(&errors);
                told += 1;
            }
            // The system ends what cannot start; the allocator, what gets nothing.
            Some(127) | None => {}
            Some(other) => panic!("{said} with {kib} KiB: {other}, {errors}"),
        }
    }
    told
}

#[test]
fn names_and_articles_are_whole_or_there_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let page = text("p1v1") + "\nMayor Maria Holt of Bremen met Angela Merkel in Kyiv.\n";
    fs::write(folder.path().join("page.txt"), page).unwrap();
    let told = check(folder.path(), "entities tag page.txt --json")
        + check(folder.path(), "clean page.txt --json");
    assert!(told > 0, "no limit was short of the lists");
}

#[test]
fn an_index_is_whole_or_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    fs::write(pages.join("page.txt"), text("p1v1")).unwrap();
    for kib in limits() {
        let output = run(folder.path(), kib, "index pages -q --threads 2");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.code() == Some(2) {
            check_reason(&errors);
        } else if output.status.code() == Some(0) {
            let found = harm::newsdex(folder.path())
                .args(["count", "bridge"])
                .output();
            assert_eq!(found.unwrap().stdout, b"1\n", "{kib} KiB");
        }
        let _ = fs::remove_dir_all(folder.path().join("index"));
    }
}
