//! The countries, continents and large cities of the world as some ninety languages name them, and more cities in scripts without capitals.
//!
//! In: `data/places.zst`, which `scripts/place_lists.py` makes from open lists. Out: what a name means in a language, and the names that mean one
//! place everywhere.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::case_forms::{are_forms, letters_alike, start_of};
use super::merge::Name;
use super::support;

use crate::shipped;

/// The lists, packed.
const PACKED: &[u8] = include_bytes!("data/places.zst");

/// The lists as text: `[code]` opens a language, a line under it is a territory's code and its names, or `@` and the
/// English name of a city and its names; `[cities]` opens more cities.
fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| shipped::text(PACKED))
}

/// What tells these lists from those of other releases.
pub fn digest() -> u64 {
    xxhash_rust::xxh3::xxh3_64(PACKED)
}

/// A name of a territory or a city.
#[derive(Debug)]
struct Named {
    /// Folded.
    words: Vec<String>,
    /// The name that stands first for the same place.
    first: &'static str,
    is_city: bool,
}

/// One language's names of territories and large cities.
#[derive(Debug)]
pub struct Territories {
    named: Vec<Named>,
    /// Names by the beginning of their first word.
    by_start: FxHashMap<String, Vec<usize>>,
    language: String,
    is_inflected: bool,
}

impl Territories {
    fn read(language: &str, section: &'static str) -> Self {
        let mut read = Self {
            named: Vec::new(),
            by_start: FxHashMap::default(),
            language: language.to_owned(),
            is_inflected: support::is_inflected(language) || language == "de",
        };
        for (code, names) in section.lines().filter_map(|line| line.split_once(' ')) {
            let names = names.split(", ");
            let first = names.clone().next().unwrap_or_default();
            names.for_each(|name| read.add(name, first, code.starts_with(CITY)));
        }
        read
    }

    fn add(&mut self, name: &str, first: &'static str, is_city: bool) {
        self.add_words(Name::read(name).words, first, is_city);
        // `Иерусалим` looks like a case form itself, so that its own have another stem.
        let ends_hard = name
            .chars()
            .next_back()
            .is_some_and(|c| "бвгджзклмнпрстфхцчшщ".contains(c));
        if matches!(self.language.as_str(), "ru" | "uk") && ends_hard && !name.contains(' ') {
            let stem = Name::read(name).words;
            let forms =
                ["а", "у", "е", "і", "ом"].map(|end| Name::read(&format!("{name}{end}")).words);
            let others = forms.into_iter().filter(|words| *words != stem);
            others
                .take(1)
                .for_each(|words| self.add_words(words, first, is_city));
        }
    }

    fn add_words(&mut self, words: Vec<String>, first: &'static str, is_city: bool) {
        if let Some(word) = words.first() {
            let start = start_of(word);
            self.by_start
                .entry(start)
                .or_default()
                .push(self.named.len());
            self.named.push(Named {
                words,
                first,
                is_city,
            });
        }
    }

    /// Whether the folded name of a place of one word begins so, and ends soon after.
    pub fn has_beginning(&self, beginning: &str) -> bool {
        const REST: usize = 4;
        self.of_start(beginning).any(|named| {
            let [only] = named.words.as_slice() else {
                return false;
            };
            let rest = only.strip_prefix(beginning);
            rest.is_some_and(|rest| rest.chars().count() <= REST)
        })
    }

    fn of_start(&self, word: &str) -> impl DoubleEndedIterator<Item = &Named> {
        let of_start = self.by_start.get(&start_of(word));
        let numbers = of_start.into_iter().flatten();
        numbers.filter_map(|&number| self.named.get(number))
    }

    /// The usual name of the territory or city that these folded words name, in any case form where the language has cases.
    pub fn named(&self, words: &[String]) -> Option<&'static str> {
        self.found(words).map(|found| found.first)
    }

    /// The same for territories alone.
    pub fn territory(&self, words: &[String]) -> Option<&'static str> {
        let found = self.found(words).filter(|found| !found.is_city);
        found.map(|found| found.first)
    }

    fn found(&self, words: &[String]) -> Option<&Named> {
        let same = |listed: &str, seen: &str| {
            listed == seen || self.is_inflected && are_forms(listed, seen, &self.language)
        };
        let fits = |named: &&Named| {
            let listed = &named.words;
            listed.len() == words.len() && listed.iter().zip(words).all(|(l, s)| same(l, s))
        };
        // `Nigerii` is nearer to Nigeria than to Niger.
        let alike = |named: &&Named| {
            let common = named.words.iter().zip(words);
            let common = common.map(|(l, s)| letters_alike(l, s));
            (common.sum::<usize>(), named.words == words, !named.is_city)
        };
        let fitting = || {
            self.of_start(words.first().map_or("", String::as_str))
                .rev()
                .filter(fits)
        };
        let found = fitting().max_by_key(alike)?;
        // One name of two territories names neither.
        let is_other = |other: &Named| {
            other.words == found.words
                && other.first != found.first
                && other.is_city == found.is_city
        };
        (!fitting().any(is_other)).then_some(found)
    }
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

/// Name of the section of more cities.
const CITIES: &str = "cities";
/// The Americas, whose name is that of the United States in many languages.
pub const AMERICAS: &str = "019";
/// The United States.
pub const STATES: &str = "US";
/// What the code of a city begins with.
const CITY: char = '@';

/// Code of each section, and its lines.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    text()
        .split("\n[")
        .skip(1)
        .filter_map(|section| section.split_once("]\n"))
}

/// All names of one place.
#[derive(Debug)]
pub struct Place {
    /// Code of the territory, or that of a city as the lists have it; empty for one of the section of more cities.
    pub code: &'static str,
    /// Its names, the English ones first.
    pub names: Vec<&'static str>,
    /// How many of them are English.
    pub english: usize,
}

/// All places with their names.
pub fn same() -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut by_code: FxHashMap<&str, usize> = FxHashMap::default();
    let mut cities: FxHashMap<&str, usize> = FxHashMap::default();
    for (language, lines) in sections().filter(|(language, _)| *language != CITIES) {
        for (code, names) in lines.lines().filter_map(|line| line.split_once(' ')) {
            let number = *by_code.entry(code).or_insert(found.len());
            if number == found.len() {
                cities.extend(code.strip_prefix(CITY).map(|city| (city, number)));
                found.push(Place {
                    code,
                    names: Vec::new(),
                    english: 0,
                });
            }
            found[number].names.extend(names.split(", "));
            if language == "en" {
                found[number].english = found[number].names.len();
            }
        }
    }
    for line in sections().filter(|(language, _)| *language == CITIES) {
        for names in line.1.lines().map(|line| line.split(", ")) {
            let city = names.clone().next().map(|name| name.replace(' ', "_"));
            match city.and_then(|city| cities.get(&*city).copied()) {
                Some(number) => found[number].names.extend(names),
                None => found.push(Place {
                    code: "",
                    names: names.collect(),
                    english: 1,
                }),
            }
        }
    }
    found
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
            ("ru", "Нигерии", Some("Нигерия")),
            ("ru", "Нигере", Some("Нигер")),
            ("ru", "Алжире", Some("Алжир")),
            ("zz", "Poland", None),
        ];
        for (language, name, expected) in table {
            let found = territories(language).and_then(|t| t.named(&Name::read(name).words));
            assert_eq!(found, expected, "{language} {name}");
        }
    }
}
