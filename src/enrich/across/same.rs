//! Names that mean the same in all languages of a corpus.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use crate::enrich::{EntityKind, merge, places};

/// The table of countries and bodies in several languages; a line a thing.
const TABLE: &str = include_str!("../data/same.txt");

/// The numbers of things that folded names mean, by kind.
type Table = FxHashMap<EntityKind, FxHashMap<String, u32>>;

/// Numbers of the places of the open lists begin here.
const FIRST_OF_PLACES: u32 = 1 << 20;
/// Shorter names mean too many things.
const LEAST_LETTERS: usize = 3;

/// The number of the thing that a folded name means everywhere, if it is known.
pub fn number(kind: EntityKind, key: &str) -> Option<u32> {
    table().get(&kind)?.get(key).copied()
}

/// The folded names of a kind that mean the thing with this number, in order.
pub fn keys(kind: EntityKind, number: u32) -> Vec<&'static str> {
    let of_kind = table().get(&kind).into_iter().flatten();
    let keys = of_kind.filter(|&(_, &of)| of == number);
    let mut keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    keys
}

/// What tells the names that are known from those of other releases.
pub fn digest() -> u64 {
    let mut digest = Xxh3::with_seed(places::digest());
    for line in TABLE
        .lines()
        .chain(DOUBTFUL.lines())
        .chain(merge::alias_lines())
    {
        digest.update(line.as_bytes());
        digest.update(b"\n");
    }
    digest.digest()
}

fn table() -> &'static Table {
    static SHIPPED: OnceLock<Table> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut table = Table::default();
        let lines = TABLE.lines().chain(merge::alias_lines());
        for (number, line) in lines.enumerate().filter(|(_, line)| !line.starts_with('#')) {
            add(&mut table, number as u32, line);
        }
        add_places(&mut table);
        table
    })
}

/// A line that shares a name with a former one means the same.
fn add(table: &mut Table, number: u32, line: &str) {
    let Some((kind, names)) = line.split_once(' ') else {
        return;
    };
    let kind = match kind {
        "place" => EntityKind::Place,
        "org" => EntityKind::Org,
        "misc" => EntityKind::Misc,
        _ => return,
    };
    let keys: Vec<String> = names
        .split([',', ':'])
        .map(|name| merge::key(name.trim()))
        .filter(|key| !key.is_empty())
        .collect();
    let table = table.entry(kind).or_default();
    let known = keys.iter().find_map(|key| table.get(key).copied());
    for key in keys {
        table.entry(key).or_insert(known.unwrap_or(number));
    }
}

/// Places in many languages. A name that two of them share means neither, unless one is the English name; one that the table knows keeps its
/// meaning, and America is the United States.
fn add_places(table: &mut Table) {
    let table = table.entry(EntityKind::Place).or_default();
    let places: Vec<(places::Place, Vec<String>)> = places::same()
        .into_iter()
        .map(|place| {
            let keys = place.names.iter().map(|name| merge::key(name)).collect();
            (place, keys)
        })
        .collect();
    let mut english: FxHashMap<&str, u32> = FxHashMap::default();
    let mut numbers: Vec<u32> = Vec::with_capacity(places.len());
    for (own, (place, keys)) in (FIRST_OF_PLACES..).zip(&places) {
        let known = |key: &String| {
            table
                .get(key)
                .or_else(|| english.get(key.as_str()))
                .copied()
        };
        let number = keys.first().and_then(known).unwrap_or(own);
        numbers.push(number);
        for key in keys.iter().take(place.english) {
            english.entry(key).or_insert(number);
        }
    }
    let mut meant: FxHashMap<&str, Option<(u32, &str)>> = FxHashMap::default();
    for (&number, (place, keys)) in numbers.iter().zip(&places) {
        for key in keys.iter().filter(|key| is_long(key)) {
            let entry = meant.entry(key).or_insert(Some((number, place.code)));
            *entry = match (*entry, place.code) {
                (Some((_, places::AMERICAS)), places::STATES) => Some((number, place.code)),
                (Some((other, places::STATES)), places::AMERICAS) => Some((other, places::STATES)),
                (other, _) => other.filter(|&(other, _)| other == number),
            };
        }
    }
    for (key, number) in meant {
        let number = english
            .get(key)
            .copied()
            .or(number.map(|(number, _)| number));
        if let Some(number) = number {
            table.entry(key.to_owned()).or_insert(number);
        }
    }
}

fn is_long(key: &str) -> bool {
    !key.is_ascii() || key.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST_LETTERS
}

/// Names of places that are words or names of other things, too; the head of the file tells its form.
const DOUBTFUL: &str = include_str!("../data/doubtful_places.txt");

/// Whether a name of a place means it only where the language that calls it so is meant: `Island` is a word, `DACA` an initialism, and neither is
/// Iceland or Dhaka in English.
pub fn is_doubtful(printed: &str, key: &str) -> bool {
    static LISTED: OnceLock<FxHashSet<String>> = OnceLock::new();
    let listed = LISTED.get_or_init(|| {
        let lines = DOUBTFUL.lines().filter(|line| !line.starts_with('#'));
        lines
            .flat_map(str::split_whitespace)
            .map(merge::key)
            .collect()
    });
    // `França` is no word of English, `franca` is a name.
    printed.is_ascii() && listed.contains(key) || is_chance(printed, key)
}

/// Whether a name is an initialism whose letters are by chance those of a place in some language.
pub fn is_chance(printed: &str, key: &str) -> bool {
    is_initialism(printed) && !own_capitals().contains(key)
}

/// Up to five Latin capitals.
fn is_initialism(printed: &str) -> bool {
    const MOST: usize = 5;
    let mut letters = printed.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() <= MOST && letters.all(|c| c.is_ascii_uppercase())
}

/// Folded names that are letters themselves (`USA`), that the short tables have, or that are English.
fn own_capitals() -> &'static FxHashSet<String> {
    static SHIPPED: OnceLock<FxHashSet<String>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let lines = TABLE.lines().chain(merge::alias_lines());
        let named = lines.filter_map(|line| line.strip_prefix("place "));
        let by_hand = named
            .flat_map(|names| names.split([',', ':']))
            .map(str::trim);
        let listed = places::same().into_iter().flat_map(|place| {
            let english = place.english;
            let names = place.names.into_iter().enumerate();
            names.filter(move |(at, name)| *at < english || is_initialism(name))
        });
        by_hand
            .chain(listed.map(|(_, name)| name))
            .map(merge::key)
            .collect()
    })
}
