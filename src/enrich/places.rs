//! The countries and continents of the world as some ninety languages name them, and large cities in scripts without capitals.
//!
//! In: `data/places.zst`, which `scripts/place_lists.py` makes from open lists. Out: what a name means in a language, and the names that mean one
//! place everywhere.

use std::io::Read as _;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::merge::Name;
use super::support;

/// The lists, packed.
const PACKED: &[u8] = include_bytes!("data/places.zst");
/// They are 0.6 MB.
const MOST_BYTES: u64 = 4 << 20;

/// The lists as text: `[code]` opens a language, a line under it is a territory's code and its names; `[cities]` opens the cities.
fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let mut text = String::new();
        let read = zstd::Decoder::new(PACKED)
            .and_then(|packed| packed.take(MOST_BYTES).read_to_string(&mut text));
        debug_assert!(read.is_ok(), "the shipped lists can be read");
        text
    })
}

/// What tells these lists from those of other releases.
pub fn digest() -> u64 {
    xxhash_rust::xxh3::xxh3_64(PACKED)
}

/// One language's names of territories.
#[derive(Debug)]
pub struct Territories {
    /// Folded words of a name, and the name that stands first for the same territory.
    named: Vec<(Vec<String>, &'static str)>,
    /// Names by the beginning of their first word.
    by_start: FxHashMap<String, Vec<usize>>,
    is_inflected: bool,
}

/// Letters at the beginning of a name that its case forms keep.
const START: usize = 3;

impl Territories {
    fn read(language: &str, section: &'static str) -> Self {
        let mut read = Self {
            named: Vec::new(),
            by_start: FxHashMap::default(),
            is_inflected: support::is_inflected(language),
        };
        for (_, names) in section.lines().filter_map(|line| line.split_once(' ')) {
            let names = names.split(", ");
            let first = names.clone().next().unwrap_or_default();
            names.for_each(|name| read.add(name, first));
        }
        read
    }

    fn add(&mut self, name: &str, first: &'static str) {
        let words = Name::read(name).words;
        if let Some(word) = words.first() {
            let start = start_of(word);
            self.by_start
                .entry(start)
                .or_default()
                .push(self.named.len());
            self.named.push((words, first));
        }
    }

    /// The usual name of the territory that these folded words name, in any case form where the language has cases.
    pub fn named(&self, words: &[String]) -> Option<&'static str> {
        let same = |listed: &str, seen: &str| {
            listed == seen || self.is_inflected && same_but_for_ending(listed, seen)
        };
        let of_start = self.by_start.get(&start_of(words.first()?))?;
        let fits = |number: &&usize| {
            self.named.get(**number).is_some_and(|(listed, _)| {
                listed.len() == words.len() && listed.iter().zip(words).all(|(l, s)| same(l, s))
            })
        };
        // `Nigerii` is nearer to Nigeria than to Niger.
        let alike = |number: &&usize| {
            let listed = &self.named[**number].0;
            let common = listed.iter().zip(words).map(|(l, s)| letters_alike(l, s));
            (common.sum::<usize>(), listed == words)
        };
        let fitting = || of_start.iter().rev().filter(fits);
        let found = fitting().max_by_key(alike)?;
        let (of_found, first) = self.named.get(*found)?;
        // Without its ending `Нигерия` is as `Нигер`: that names neither.
        let is_other = |number: &usize| {
            let other = self.named.get(*number);
            other.is_some_and(|(words, name)| words == of_found && name != first)
        };
        (!fitting().any(is_other)).then_some(*first)
    }
}

/// The letters by which case forms of a word are looked up.
pub fn start_of(word: &str) -> String {
    word.chars().take(START).collect()
}

/// Whether two words are likely forms of one name: `Polska` and `Polsce`, `Iran` and `Iranu`, but not `Mali` and `Malina`.
pub fn same_but_for_ending(listed: &str, seen: &str) -> bool {
    let common = letters_alike(listed, seen);
    let (listed, seen) = (listed.chars().count(), seen.chars().count());
    match listed {
        0..=3 => false,
        4 => common == 4 && seen <= 5 || common == 3 && seen == 4,
        _ => common >= 4 && listed - common <= 2 && seen - common <= 3,
    }
}

/// Letters at the beginning that two words share.
fn letters_alike(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(a, b)| a == b).count()
}

/// The territories as a language names them, if they are known.
pub fn territories(language: &str) -> Option<&'static Territories> {
    type Sections = FxHashMap<&'static str, (&'static str, OnceLock<Territories>)>;
    static SECTIONS: OnceLock<Sections> = OnceLock::new();
    let sections = SECTIONS.get_or_init(|| {
        let split = sections().filter(|(code, _)| *code != CITIES);
        split
            .map(|(code, lines)| (code, (lines, OnceLock::new())))
            .collect()
    });
    let (code, (lines, read)) = sections.get_key_value(language)?;
    Some(read.get_or_init(|| Territories::read(code, lines)))
}

/// Name of the section of cities.
const CITIES: &str = "cities";

/// Code of each section, and its lines.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    text()
        .split("\n[")
        .skip(1)
        .filter_map(|section| section.split_once("]\n"))
}

/// All names of one place each: the English one first.
pub fn same() -> Vec<Vec<&'static str>> {
    let mut by_code: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    let mut codes = Vec::new();
    let mut found = Vec::new();
    for (language, lines) in sections() {
        for line in lines.lines() {
            if language == CITIES {
                found.push(line.split(", ").collect());
            } else if let Some((code, names)) = line.split_once(' ') {
                let of = by_code.entry(code).or_insert_with(|| {
                    codes.push(code);
                    Vec::new()
                });
                of.extend(names.split(", "));
            }
        }
    }
    codes
        .iter()
        .filter_map(|code| by_code.remove(code))
        .chain(found)
        .collect()
}

/// The names of all territories, a language after the other, English last.
pub fn by_language() -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    let english = sections().filter(|(code, _)| *code == "en");
    let others = sections().filter(|(code, _)| *code != "en" && *code != CITIES);
    let names = |(_, lines): (&str, &'static str)| {
        let lines = lines.lines().filter_map(|line| line.split_once(' '));
        lines.flat_map(|(_, names)| names.split(", "))
    };
    others.chain(english).map(names)
}

/// The names to look for in texts of a language without capitals: its own for territories, and all for cities.
pub fn in_text(language: &str) -> Vec<&'static str> {
    let lines = |wanted: &str| {
        let section = sections().find(|(code, _)| *code == wanted);
        section.map_or("", |(_, lines)| lines).lines()
    };
    let territories = lines(language).filter_map(|line| line.split_once(' '));
    let territories = territories.flat_map(|(_, names)| names.split(", "));
    let cities = lines(CITIES).flat_map(|line| line.split(", ").skip(1));
    territories.chain(cities).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_territory_is_known_by_its_names_and_case_forms() {
        let table = [
            ("pl", "Polsce", Some("Polska")),
            ("pl", "Wielkiej Brytanii", Some("Wielka Brytania")),
            ("pl", "Stanach Zjednoczonych", Some("Stany Zjednoczone")),
            ("pl", "Malina", None),
            ("cs", "Ukrajině", Some("Ukrajina")),
            ("el", "Ελλάδας", Some("Ελλάδα")),
            ("it", "Germania", Some("Germania")),
            ("it", "Germanico", None),
            ("pl", "Nigerii", Some("Nigeria")),
            ("pl", "Nigerze", Some("Niger")),
            ("ru", "Нигерии", None),
            ("ru", "Алжире", Some("Алжир")),
            ("zz", "Poland", None),
        ];
        for (language, name, expected) in table {
            let found = territories(language).and_then(|t| t.named(&Name::read(name).words));
            assert_eq!(found, expected, "{language} {name}");
        }
    }
}
