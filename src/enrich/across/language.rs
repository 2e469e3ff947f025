//! Names of places in the language of most articles: Germany, not Deutschland, where most are English.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{EntityKind, merge, places};
use super::join::{Group, Names};
use super::values::Values;
use super::{Why, same};

/// Gives each place the name that it has in the language whose names most articles have: one of its own, or the known one if it has none.
pub(super) fn prefer(groups: &mut [Group], names: &Names<'_>, own: &Own) {
    let is_place = |group: &&mut Group| group.kind == EntityKind::Place;
    for group in groups.iter_mut().filter(is_place) {
        own.rename(group, names);
        let key = names.key(group);
        if !own.has(key)
            && own.means(names.printed(group), key)
            && let Some(name) = own.name_of(key)
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
#[derive(Debug, Default)]
pub(super) struct Own {
    /// As they are printed.
    printed: FxHashSet<&'static str>,
    /// Folded.
    keys: FxHashSet<String>,
    /// The usual name of each known place, by its number.
    by_number: FxHashMap<u32, &'static str>,
}

/// Names of a language, folded and as they are printed.
type Keyed = Vec<(String, &'static str)>;

/// The names of each language, English last.
fn languages() -> &'static [Keyed] {
    static LANGUAGES: OnceLock<Vec<Keyed>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let keyed = |name: &'static str| (merge::key(name), name);
        let languages = places::by_language().map(|names| names.map(keyed));
        languages
            .map(|keyed| keyed.filter(|(key, _)| !key.is_empty()).collect())
            .collect()
    })
}

impl Own {
    /// The language whose names have the most articles, as they are printed: folded names are those of many languages.
    pub fn of_most(values: &Values) -> Self {
        let mut articles: FxHashMap<&str, u64> = FxHashMap::default();
        for value in values.iter().filter(|v| v.kind == EntityKind::Place) {
            *articles.entry(value.name).or_default() += value.articles;
        }
        let of_name = |name: &str| articles.get(name).copied().unwrap_or_default();
        let counted = languages().iter().map(|keyed| {
            let names: FxHashSet<&str> = keyed.iter().map(|(_, name)| *name).collect();
            names.into_iter().map(of_name).sum::<u64>()
        });
        // Of equals the last one is taken: English.
        let most = counted
            .zip(languages())
            .max_by_key(|&(articles, _)| articles);
        most.filter(|&(articles, _)| articles > 0)
            .map_or_else(Self::default, |(_, keyed)| Self::read(keyed))
    }

    fn read(keyed: &Keyed) -> Self {
        let mut by_number = FxHashMap::default();
        for (key, name) in keyed {
            if let Some(number) = same::number(EntityKind::Place, key).filter(|_| is_usual(name)) {
                by_number.entry(number).or_insert(*name);
            }
        }
        Self {
            printed: keyed.iter().map(|(_, name)| *name).collect(),
            keys: keyed.iter().map(|(key, _)| key.clone()).collect(),
            by_number,
        }
    }

    /// Whether the language names a place so.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Whether the name of a place in whatever language means that place in this index.
    pub fn means(&self, printed: &str, key: &str) -> bool {
        self.has(key) || !same::is_doubtful(printed, key)
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
