//! Holds the transcripts in `tests/cli/`: commands as a user types them, and exactly what comes back.
//!
//! A line that begins with `$ ` is a command for a POSIX shell; each transcript runs in a folder of its own
//! that holds a copy of `tests/cli/pages`. What follows is standard output, then standard error with `2> ` before each line,
//! then `[exit N]` if it is not 0. Times, rates, sizes on disk, weights and identities are shown as `#`, ESC as `␛`.
//! `SNAPSHOTS=overwrite cargo test --test transcripts` writes all anew for review.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use regex::Regex;
use snapbox::Data;

fn transcripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    found.sort();
    found
}

/// Copies a folder with all that is in it, as if it had been there for a while: a file that was just written is not
/// trusted to stay as it is.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
            let copied = fs::OpenOptions::new().append(true).open(target).unwrap();
            copied
                .set_modified(UNIX_EPOCH + Duration::from_secs(1_700_000_000))
                .unwrap();
        }
    }
}

/// Runs one command line and shows what came back.
fn answered(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_newsdex")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", path.as_str()), ("LANG", "C.UTF-8")])
        .env("HOME", folder.join("home"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    // On a slow machine a run says how far it is, also where a transcript joins the two streams.
    let progress = |line: &str| line.starts_with("indexing: ") || line.starts_with("listing: ");
    let mut text = String::from_utf8(output.stdout).unwrap();
    if text.lines().any(progress) {
        let lines = text.split_inclusive('\n');
        text = lines.filter(|line| !progress(line)).collect();
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str("⏎\n");
    }
    let said = String::from_utf8(output.stderr).unwrap();
    for line in said.lines().filter(|line| !progress(line)) {
        writeln!(text, "2> {line}").unwrap();
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => writeln!(text, "[exit {code}]").unwrap(),
        None => text.push_str("[killed]\n"),
    }
    text
}

/// Replaces what differs from run to run and from machine to machine.
fn steadied(text: &str, folder: &Path) -> String {
    let text = text
        .replace(&folder.display().to_string(), "/folder")
        .replace('\u{1b}', "␛");
    let number = r"[0-9][0-9,]*(\.[0-9]+)?";
    let measured =
        Regex::new(&format!(r"\b{number}( ?)(s|ms|MB/s|kB/s|B/s|[kKMG]?i?B)\b")).unwrap();
    let keyed = Regex::new(r#"("(?:seconds|megabytes_per_second|bytes|score)[a-z_]*":)[0-9.e+-]+"#)
        .unwrap();
    let weight = Regex::new(r"(?m)^([+-] [a-z-]+ +)[01]\.[0-9]{2} ").unwrap();
    let drawn = Regex::new(r#"(identity(?:":"| +))[0-9a-f]{16}\b"#).unwrap();
    let text = drawn.replace_all(&text, "$1#");
    let text = measured.replace_all(&text, "#$2$3");
    let text = weight.replace_all(&text, "$1#.## ");
    keyed.replace_all(&text, "$1#").into_owned()
}

fn run(transcript: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/pages");
    copy(&pages, &folder.path().join("pages"));
    let said = fs::read_to_string(transcript).unwrap();
    let mut shown = String::new();
    let mut blank = "";
    for line in said
        .lines()
        .filter(|line| line.starts_with("$ ") || line.starts_with("# "))
    {
        shown.push_str(blank);
        shown.push_str(line);
        shown.push('\n');
        if let Some(command) = line.strip_prefix("$ ") {
            shown.push_str(&steadied(&answered(command, folder.path()), folder.path()));
        }
        blank = "\n";
    }
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(Data::text(shown), Data::read_from(transcript, None).raw());
}

#[test]
fn the_program_answers_as_the_transcripts_say() {
    for transcript in transcripts() {
        run(&transcript);
    }
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
