//! Names that mean the same in all languages of a corpus.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
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
    for line in TABLE.lines().chain(merge::alias_lines()) {
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

/// Places in many languages. A name that two of them share means neither, and one that the table knows keeps its meaning.
fn add_places(table: &mut Table) {
    let table = table.entry(EntityKind::Place).or_default();
    let mut meant: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for (number, names) in (FIRST_OF_PLACES..).zip(places::same()) {
        let keys: Vec<String> = names.iter().map(|name| merge::key(name)).collect();
        let known = |key: &String| table.get(key).copied();
        let number = keys.first().and_then(known).unwrap_or(number);
        let is_long = |key: &String| {
            !key.is_ascii() || key.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST_LETTERS
        };
        for key in keys.into_iter().filter(is_long) {
            let entry = meant.entry(key).or_insert(Some(number));
            *entry = entry.filter(|&other| other == number);
        }
    }
    for (key, number) in meant {
        if let Some(number) = number {
            table.entry(key).or_insert(number);
        }
    }
}
