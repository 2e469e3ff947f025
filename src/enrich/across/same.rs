//! Names that mean the same in all languages of a corpus.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::enrich::merge::{self, Name};
use crate::enrich::{EntityKind, places};

/// The table of countries and bodies in several languages; a line a thing.
const TABLE: &str = include_str!("../data/same.txt");

/// Numbers of things by kind and folded name.
type Table = FxHashMap<(EntityKind, String), u32>;

/// Numbers of the places of the open lists begin here.
const FIRST_OF_PLACES: u32 = 1 << 20;
/// Shorter names mean too many things.
const LEAST_LETTERS: usize = 3;

/// The number of the thing that a name means everywhere, if it is known.
pub fn number(kind: EntityKind, name: &Name) -> Option<u32> {
    table().get(&(kind, name.key())).copied()
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
        _ => return,
    };
    let keys: Vec<String> = names
        .split([',', ':'])
        .map(|name| Name::read(name.trim()).key())
        .filter(|key| !key.is_empty())
        .collect();
    let known = keys
        .iter()
        .find_map(|key| table.get(&(kind, key.clone())).copied());
    for key in keys {
        table.entry((kind, key)).or_insert(known.unwrap_or(number));
    }
}

/// Places in many languages. A name that two of them share means neither, and one that the table knows keeps its meaning.
fn add_places(table: &mut Table) {
    let mut meant: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for (number, names) in (FIRST_OF_PLACES..).zip(places::same()) {
        let keys: Vec<String> = names.iter().map(|name| Name::read(name).key()).collect();
        let known = |key: &String| table.get(&(EntityKind::Place, key.clone())).copied();
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
            table.entry((EntityKind::Place, key)).or_insert(number);
        }
    }
}
