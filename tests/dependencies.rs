//! What the program is built from, held against `deny.toml`: the gate needs no other program for it.
//!
//! Looked at are the crates of the platform that the tests run on; `cargo deny check` looks at those of all platforms.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its lists should stop"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What a command prints.
fn printed(program: &str, words: &[&str]) -> String {
    let mut command = Command::new(program);
    let ran = command
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{program}: {said}");
    String::from_utf8(ran.stdout).unwrap()
}

/// The crates of the program on this platform.
fn crates() -> Vec<Value> {
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = printed(&compiler, &["-vV"]);
    let platform = version.lines().find_map(|line| line.strip_prefix("host: "));
    let words = ["metadata", "--format-version", "1", "--offline", "--locked"];
    let words = [&words[..], &["--filter-platform", platform.unwrap()]].concat();
    let mut all: Value = serde_json::from_str(&printed(env!("CARGO"), &words)).unwrap();
    let found = all["packages"].as_array_mut().map(std::mem::take).unwrap();
    assert!(
        found.iter().any(|one| one["name"] == "tantivy"),
        "the crates were not read"
    );
    found
}

/// A list of `deny.toml`.
fn listed(section: &str, key: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    let rules: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let names = rules[section][key].as_array().unwrap().iter();
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

/// Whether a licence expression leaves a choice that is allowed: `AND` binds closer than `OR`, and old crates write `/` for `OR`.
fn may_be_used(licence: &str, allowed: &BTreeSet<String>) -> bool {
    let licence = licence.replace('/', " OR ");
    parts(&licence, " OR ").iter().any(|choice| {
        let needed = parts(choice, " AND ");
        match needed.as_slice() {
            [one] => match one
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'))
            {
                Some(inner) => may_be_used(inner, allowed),
                None => allowed.contains(*one),
            },
            all => all.iter().all(|one| may_be_used(one, allowed)),
        }
    })
}

/// The parts of an expression outside of brackets.
fn parts<'a>(expression: &'a str, between: &str) -> Vec<&'a str> {
    let (mut found, mut begin, mut depth) = (Vec::new(), 0, 0);
    for (at, sign) in expression.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && at >= begin && expression[at..].starts_with(between) => {
                found.push(expression[begin..at].trim());
                begin = at + between.len();
            }
            _ => {}
        }
    }
    found.push(expression[begin..].trim());
    found
}

#[test]
fn licences_are_read_as_they_are_written() {
    let allowed = BTreeSet::from(["MIT", "Zlib", "Apache-2.0"].map(str::to_owned));
    let readings = [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("GPL-3.0/MIT", true),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("(GPL-3.0 OR MIT) AND MPL-2.0", false),
        ("MPL-2.0 AND MIT OR Zlib", true),
        ("Apache-2.0 WITH LLVM-exception", false),
    ];
    for (licence, usable) in readings {
        assert_eq!(may_be_used(licence, &allowed), usable, "{licence}");
    }
}

#[test]
fn every_crate_may_be_shipped_and_none_opens_a_socket() {
    let (allowed, denied) = (listed("licenses", "allow"), listed("bans", "deny"));
    assert!(!denied.is_empty(), "nothing is banned");
    let mut wrong = Vec::new();
    for one in crates() {
        let (name, licence) = (&one["name"], one["license"].as_str().unwrap_or_default());
        if !may_be_used(licence, &allowed) {
            wrong.push(format!("{name}: licence {licence}"));
        }
        if denied.contains(name.as_str().unwrap()) {
            wrong.push(format!("{name} is banned"));
        }
        // The program itself has no source.
        let source = one["source"].as_str().unwrap_or("registry");
        if !source.starts_with("registry") {
            wrong.push(format!("{name}: from {source}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
