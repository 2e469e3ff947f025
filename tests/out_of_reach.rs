//! Articles whose files are there and are not read: hidden, linked, or in a folder that nobody may enter. Each is in one count of a run, and
//! none is in none.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod stories;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

use newsdex::pipeline::{Prune, Report};
use serde_json::Value;
use stories::STORIES;
use stories::archive::Archive;

/// A program that one test starts has for a moment what another has open, and with it the lock of its index.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A page without an address.
fn page(story: usize) -> String {
    let (title, text) = STORIES[story];
    format!("{title}\n\n{text}\n")
}

/// unchanged, removed, missing, `left_out`, kept, all articles
fn counts(report: &Report) -> [u64; 6] {
    [
        report.unchanged,
        report.removed,
        report.missing,
        report.left_out,
        report.kept,
        report.articles,
    ]
}

/// An archive of a plain page, a hidden one, one in a hidden folder and a linked one, all read.
fn archive() -> Archive {
    let archive = Archive::new();
    for (story, name) in ["a.txt", ".b.txt", ".c/c.txt", "../far.txt"]
        .iter()
        .enumerate()
    {
        archive.write(name, &page(story));
    }
    symlink("../far.txt", archive.path("d.txt")).unwrap();
    let all = archive.run_with(|job| {
        (job.selection.hidden, job.selection.follow_links) = (true, true);
    });
    assert_eq!(all.new, 4, "{all:?}");
    archive
}

#[test]
fn what_is_hidden_or_linked_now_is_left_out_until_it_is_pruned_or_asked_for() {
    let _alone = alone();
    for prune in [Prune::Gone, Prune::All] {
        let archive = archive();
        let plain = archive.run_with(|job| job.prune = Prune::Nothing);
        assert_eq!(counts(&plain), [1, 0, 0, 3, 0, 4]);
        let hidden = archive.run_with(|job| {
            (job.selection.hidden, job.prune) = (true, Prune::Nothing);
        });
        assert_eq!(counts(&hidden), [3, 0, 0, 1, 0, 4]);
        let foretold = archive.run_with(|job| (job.dry_run, job.prune) = (true, prune));
        assert_eq!(foretold.removed, 3);
        let pruned = archive.run_with(|job| job.prune = prune);
        assert_eq!(counts(&pruned), [1, 3, 0, 0, 0, 1]);
    }
}

#[test]
fn a_folder_that_is_a_link_now_is_left_out() {
    let _alone = alone();
    let archive = Archive::new();
    archive.write("a.txt", &page(0));
    archive.write("in/b.txt", &page(1));
    archive.run();
    fs::rename(archive.path("in"), archive.path("../away")).unwrap();
    symlink("../away", archive.path("in")).unwrap();
    let plain = archive.run_with(|job| job.prune = Prune::Nothing);
    assert_eq!(counts(&plain), [1, 0, 0, 1, 0, 2]);
}

/// Somebody who is not the administrator.
const NOBODY: u32 = 65_534;

/// Runs the program in a folder as somebody who may not read everything; nothing if it cannot be run so.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    command.current_dir(folder).env("HOME", folder);
    command.args(arguments);
    let is_administrator = fs::read_dir(folder.join("pages/no")).is_ok();
    if is_administrator {
        command.uid(NOBODY).gid(NOBODY);
    }
    let done = command.output();
    if let Err(error) = &done {
        eprintln!("not tried: nobody may not run the program here: {error}");
    }
    done.ok()
}

/// Lets anybody write the index of a folder.
fn open_to_all(folder: &Path) {
    for file in fs::read_dir(folder.join("index")).unwrap() {
        set_mode(&file.unwrap().path(), 0o666);
    }
    set_mode(&folder.join("index"), 0o777);
    set_mode(folder, 0o777);
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_cannot_be_read_is_kept_with_the_true_reason() {
    let _alone = alone();
    let archive = Archive::new();
    for (story, name) in ["a.txt", "no/b.txt", "no/c.txt", "d.txt"]
        .iter()
        .enumerate()
    {
        archive.write(name, &page(story));
    }
    archive.run();
    let folder = archive.folder.path();
    open_to_all(folder);
    archive.write("d.txt", &page(4));
    set_mode(&archive.path("d.txt"), 0o000);
    // Neither to be listed, or to be listed and not looked into.
    for mode in [0o000, 0o444] {
        set_mode(&archive.path("no"), mode);
        for prune in ["--quiet", "--prune", "--prune=all"] {
            let Some(run) = as_nobody(folder, &["index", "pages", "--json", prune]) else {
                break;
            };
            let report: Value = serde_json::from_slice(&run.stdout).unwrap();
            let counts = ["unchanged", "removed", "missing", "left_out", "kept"];
            let counts = counts.map(|count| report[count].as_u64().unwrap());
            assert_eq!(counts, [1, 0, 0, 0, 3], "{mode:o} {prune}: {report}");
            assert_eq!(report["kept_unreadable"], 3);
            assert_eq!(run.status.code(), Some(0));
        }
        for alone in ["pages/d.txt", "pages/no"] {
            let Some(run) = as_nobody(folder, &["index", alone, "--prune=all"]) else {
                break;
            };
            let said = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(2), "{alone}: {said}");
            assert!(said.contains("the right to read"), "{said}");
            assert!(!said.contains("--prune=all"), "{said}");
        }
    }
    set_mode(&archive.path("no"), 0o777);
}

#[test]
fn a_file_that_cannot_be_read_late_in_a_run_is_named_in_that_run() {
    let _alone = alone();
    let archive = Archive::new();
    let record = |story: usize| {
        let (title, text) = STORIES[story];
        let url = format!("https://kullby.example/{story}");
        format!(
            "{}\n",
            serde_json::json!({"title": title, "text": text, "url": url})
        )
    };
    archive.write_at("a.jsonl", &record(0), 60);
    archive.write_at("b.jsonl", &record(0), 120);
    archive.write_at("c.jsonl", &record(1), 180);
    // Whoever runs this is to be one who may not read everything.
    fs::create_dir(archive.path("no")).unwrap();
    archive.run();
    let folder = archive.folder.path();
    open_to_all(folder);
    set_mode(&archive.path("no"), 0o000);
    set_mode(&archive.path("a.jsonl"), 0o000);
    let leave = ["--prune=all", "--exclude", "b.jsonl", "--exclude", "no"];
    for run in 0..2 {
        let arguments = [&["index", "pages", "--strict"], leave.as_slice()].concat();
        let Some(run_of_it) = as_nobody(folder, &arguments) else {
            break;
        };
        let said = [run_of_it.stderr, run_of_it.stdout].concat();
        let said = String::from_utf8_lossy(&said);
        assert_eq!(run_of_it.status.code(), Some(2), "{run}: {said}");
        assert!(
            said.contains("1 skipped (1 cannot be read)"),
            "{run}: {said}"
        );
        assert!(said.contains("pages/a.jsonl"), "{run}: {said}");
    }
    set_mode(&archive.path("no"), 0o777);
}
