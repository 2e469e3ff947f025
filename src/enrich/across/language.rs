//! Names of places in the language of most articles: Germany, not Deutschland, where most are English.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{EntityKind, merge, places};
use super::join::{Group, Names};
use super::{Why, same};

/// Gives each place the name that it has in the language whose names most articles have: one of its own, or the known one if it has none.
pub(super) fn prefer(groups: &mut [Group], names: &Names<'_>) {
    let Some(own) = Own::of_most(groups, names) else {
        return;
    };
    let is_place = |group: &&mut Group| group.kind == EntityKind::Place;
    for group in groups.iter_mut().filter(is_place) {
        own.rename(group, names);
        if !own.has(names.key(group))
            && let Some(name) = own.name_of(names.key(group))
        {
            group.called = Some(name.to_owned());
            group.why = Why::Known;
        }
    }
}

/// All names that places have in any language, in a fixed order: the number of a known name is its place here.
pub(super) fn known_names() -> impl Iterator<Item = &'static str> {
    places::by_language().flatten()
}

/// The places that one language names.
struct Own {
    /// As they are printed.
    printed: FxHashSet<&'static str>,
    /// Folded.
    keys: FxHashSet<String>,
    /// The usual name of each known place, by its number.
    by_number: FxHashMap<u32, &'static str>,
}

impl Own {
    /// The language whose names have the most articles.
    fn of_most(groups: &[Group], names: &Names<'_>) -> Option<Self> {
        let mut articles: FxHashMap<&str, u64> = FxHashMap::default();
        for group in groups.iter().filter(|g| g.kind == EntityKind::Place) {
            for (value, _) in group.forms() {
                *articles.entry(names.key_of(value)).or_default() += names.articles_of(value);
            }
        }
        let languages = places::by_language().map(|names| {
            let mut keyed: Vec<(String, &'static str)> =
                names.map(|name| (merge::key(name), name)).collect();
            keyed.retain(|(key, _)| !key.is_empty());
            keyed
        });
        let counted = languages.map(|keyed| {
            let keys: FxHashSet<&str> = keyed.iter().map(|(key, _)| key.as_str()).collect();
            let of = keys.iter().filter_map(|key| articles.get(key));
            (of.sum::<u64>(), keyed)
        });
        // Of equals the last one is taken: English.
        let most = counted.max_by_key(|&(articles, _)| articles)?;
        (most.0 > 0).then(|| Self::read(most.1))
    }

    fn read(keyed: Vec<(String, &'static str)>) -> Self {
        let mut by_number = FxHashMap::default();
        for (key, name) in &keyed {
            if let Some(number) = same::number(EntityKind::Place, key).filter(|_| is_usual(name)) {
                by_number.entry(number).or_insert(*name);
            }
        }
        Self {
            printed: keyed.iter().map(|(_, name)| *name).collect(),
            keys: keyed.into_iter().map(|(key, _)| key).collect(),
            by_number,
        }
    }

    fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    fn name_of(&self, key: &str) -> Option<&'static str> {
        let number = same::number(EntityKind::Place, key)?;
        self.by_number.get(&number).copied()
    }

    /// How well a value names a place in this language: `Séoul` is a name of the same letters, but `Seoul` is the English one.
    fn weight(&self, value: u32, names: &Names<'_>) -> u64 {
        const PRINTED: u64 = 2;
        if !self.has(names.key_of(value)) {
            return 0;
        }
        let is_printed = self.printed.contains(names.printed_of(value));
        names.articles_of(value) * if is_printed { PRINTED } else { 1 }
    }

    fn rename(&self, group: &mut Group, names: &Names<'_>) {
        let weight = |value: u32| self.weight(value, names);
        let better = group.others.iter_mut();
        let better = better.max_by_key(|(value, _)| weight(*value));
        let Some(better) = better.filter(|(value, _)| weight(*value) > weight(group.first)) else {
            return;
        };
        let former = std::mem::replace(&mut group.first, better.0);
        *better = (former, Why::Known);
    }
}

/// Names as lists write them to tell countries apart are not what a reader looks for: `Congo - Kinshasa`, `Myanmar (Burma)`.
fn is_usual(name: &str) -> bool {
    !(name.contains(" - ") || name.contains(['(', '&']))
}
