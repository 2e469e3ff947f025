//! The targets of the fuzzer without a fuzzer: their seeds, and some hundred changes of them by chance.
//!
//! `NEWSDEX_SEED` makes other chance, `NEWSDEX_ROUNDS` more of it. docs/reliability.md tells of the long runs.

#[path = "../fuzz/src/lib.rs"]
mod targets;

mod harm;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use harm::Chance;

/// Runs a target over its seeds, then over as many changed ones.
fn try_out(name: &str, target: fn(&[u8]), rounds: u64) {
    let seeds = seeds(name);
    assert!(seeds.len() > 4, "seeds of {name}");
    for seed in &seeds {
        call(name, target, seed);
    }
    let mut chance = Chance::new(harm::seed(20_261_122));
    for _ in 0..harm::number_of("NEWSDEX_ROUNDS", rounds) {
        call(name, target, &changed(&seeds, &mut chance));
    }
}

/// The seeds of a target: those of its folder, and those that other tests have already.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = fs::read_dir(root.join("fuzz/seeds").join(name)).unwrap();
    let mut files: Vec<_> = own.map(|entry| entry.unwrap().path()).collect();
    let others = include_str!("../fuzz/seeds/elsewhere.txt").lines();
    let of_target =
        others.filter_map(|line| line.split_once(' ').filter(|(target, _)| *target == name));
    files.extend(of_target.map(|(_, path)| root.join(path)));
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// What the target says is told with the input that made it.
fn call(name: &str, target: fn(&[u8]), input: &[u8]) {
    let held = catch_unwind(AssertUnwindSafe(|| target(input))).is_ok();
    assert!(
        held,
        "{name} does not hold for b\"{}\"",
        input.escape_ascii()
    );
}

/// A seed, changed in some places.
fn changed(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(6) {
        let from = chance.below(bytes.len() + 1);
        let to = (from + chance.below(40)).min(bytes.len());
        let piece = match chance.below(6) {
            0 => Vec::new(),
            1 => bytes[from..to].repeat(1 + chance.below(3)),
            2 => vec![chance.next() as u8; chance.below(4)],
            3 => signs(chance),
            4 => piece(&seeds[chance.below(seeds.len())], chance),
            _ => bytes[from..to].iter().rev().copied().collect(),
        };
        bytes.splice(from..to, piece);
    }
    bytes
}

/// Signs that something begins or ends with.
fn signs(chance: &mut Chance) -> Vec<u8> {
    const SIGNS: [&str; 16] = [
        "<", ">", "\"", "(", ")", "&", "\n", "\r\n\r\n", "\u{0}", "\u{202e}", "\u{301}", "🙂", "{",
        "]]>", "9999", "日",
    ];
    SIGNS[chance.below(SIGNS.len())].as_bytes().to_vec()
}

fn piece(of: &[u8], chance: &mut Chance) -> Vec<u8> {
    let from = chance.below(of.len() + 1);
    let to = (from + chance.below(60)).min(of.len());
    of[from..to].to_vec()
}

#[test]
fn html() {
    try_out("html", targets::html, 40);
}

#[test]
fn text_dump() {
    try_out("text_dump", targets::text_dump, 40);
}

#[test]
fn json_lines() {
    try_out("json_lines", targets::json_lines, 300);
}

#[test]
fn warc() {
    try_out("warc", targets::warc, 300);
}

#[test]
fn feed() {
    try_out("feed", targets::feed, 300);
}

#[test]
fn dates() {
    try_out("dates", targets::dates, 1000);
}

#[test]
fn query() {
    try_out("query", targets::query, 400);
}

#[test]
fn model() {
    try_out("model", targets::model, 150);
}

#[test]
fn index_files() {
    try_out("index_files", targets::index_files, 400);
}

#[test]
fn matcher() {
    try_out("matcher", targets::matcher, 300);
}
