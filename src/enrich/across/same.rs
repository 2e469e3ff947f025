//! Names that mean the same in all languages of a corpus.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::enrich::EntityKind;
use crate::enrich::merge::{self, Name};

/// The table of countries and bodies in several languages; a line a thing.
const TABLE: &str = include_str!("../data/same.txt");

/// The number of the thing that a name means everywhere, if it is known.
pub fn number(kind: EntityKind, name: &Name) -> Option<u32> {
    table().get(&(kind, name.key())).copied()
}

fn table() -> &'static FxHashMap<(EntityKind, String), u32> {
    static SHIPPED: OnceLock<FxHashMap<(EntityKind, String), u32>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut table = FxHashMap::default();
        let lines = TABLE.lines().chain(merge::alias_lines());
        for (number, line) in lines.enumerate().filter(|(_, line)| !line.starts_with('#')) {
            add(&mut table, number as u32, line);
        }
        table
    })
}

/// A line that shares a name with a former one means the same.
fn add(table: &mut FxHashMap<(EntityKind, String), u32>, number: u32, line: &str) {
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
