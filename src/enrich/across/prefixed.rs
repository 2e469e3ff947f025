//! Bodies with and without the letters of their state in front, and things in singular and plural: `US Food and Drug Administration`, `Emmys`.
//!
//! In: groups of values. Out: fewer. A body without letters is that of the state whose letters stand before its name in nine of ten
//! articles that put anything before it; so `Supreme Court` stays apart where several states have one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::EntityKind;
use super::Why;
use super::join::{Group, Names, SHARE};

/// And it has not so many times fewer articles than the name without.
const MOST_TIMES: u64 = 20;

/// Folded letters of states before the names of their bodies.
const LETTERS: [&str; 2] = ["us ", "uk "];
/// A name of two words is many a state's; so many articles must have it with letters.
const LEAST_OF_TWO_WORDS: u64 = 3;
/// Prizes are called with and without the word.
const BEHIND_PRIZES: [&str; 2] = [" award", " awards"];

/// Joins them.
pub fn join(groups: Vec<Group>, names: &Names<'_>) -> Vec<Group> {
    let mut pairs = bodies(&groups, names);
    pairs.extend(plurals(&groups, names));
    let mut slots: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    // Where a group is now: a word may have a plural and a prize behind it.
    let mut moved: FxHashMap<usize, usize> = FxHashMap::default();
    for (one, other) in pairs {
        let at = moved.get(&one).copied().unwrap_or(one);
        // Of a row of three (`Ba`, `Bas`, `Bass`) the middle one may have gone elsewhere.
        if at == other || slots[at].is_none() || slots[other].is_none() {
            continue;
        }
        let (Some(a), Some(b)) = (slots[at].take(), slots[other].take()) else {
            continue;
        };
        // The form that most articles have is shown.
        let own = |group: &Group| names.articles_of(group.first);
        let (mut shown, joined, home) = if own(&a) > own(&b) {
            (a, b, at)
        } else {
            (b, a, other)
        };
        shown.take(&joined, Why::Short);
        slots[home] = Some(shown);
        moved.insert(one, home);
        moved.insert(other, home);
    }
    slots.into_iter().flatten().collect()
}

/// Groups of a kind by their folded names.
fn by_key<'k>(
    groups: &[Group],
    names: &'k Names<'_>,
    kind: EntityKind,
) -> FxHashMap<&'k str, usize> {
    let numbered = groups.iter().enumerate();
    let of_kind = numbered.filter(|(_, group)| group.kind == kind);
    of_kind.map(|(at, group)| (names.key(group), at)).collect()
}

/// Bodies without letters, each with the one that has them.
fn bodies(groups: &[Group], names: &Names<'_>) -> Vec<(usize, usize)> {
    let by_key = by_key(groups, names, EntityKind::Org);
    let mut wanted: FxHashMap<&str, u64> = FxHashMap::default();
    let mut pairs: Vec<(&str, usize, usize)> = Vec::new();
    for (&key, &long) in &by_key {
        let rest = LETTERS.iter().find_map(|letters| key.strip_prefix(letters));
        let Some(rest) = rest.filter(|rest| rest.contains(' ')) else {
            continue;
        };
        if let Some(&short) = by_key.get(rest) {
            wanted.insert(rest, 0);
            pairs.push((rest, short, long));
        }
    }
    for (key, &at) in &by_key {
        let behind = key
            .match_indices(' ')
            .filter_map(|(at, _)| key.get(at + 1..));
        for rest in behind {
            if let Some(articles) = wanted.get_mut(rest) {
                *articles += groups[at].articles;
            }
        }
    }
    pairs.retain(|&(rest, short, long)| {
        let (short, long) = (groups[short].articles, groups[long].articles);
        let all = wanted.get(rest).copied().unwrap_or_default();
        let is_long = rest.matches(' ').count() > 1;
        long as f64 >= SHARE * all as f64
            && short <= MOST_TIMES.saturating_mul(long)
            && (is_long || long >= LEAST_OF_TWO_WORDS)
    });
    pairs.sort_unstable();
    pairs
        .into_iter()
        .map(|(_, short, long)| (short, long))
        .collect()
}

/// Things in the singular, each with its plural; prizes with what is also called so without the word.
fn plurals(groups: &[Group], names: &Names<'_>) -> Vec<(usize, usize)> {
    let by_key = by_key(groups, names, EntityKind::Misc);
    let mut joined: FxHashSet<usize> = FxHashSet::default();
    let mut pairs = Vec::new();
    let mut keys: Vec<(&str, usize)> = by_key.iter().map(|(&key, &at)| (key, at)).collect();
    keys.sort_unstable();
    for (key, at) in keys {
        let plural = format!("{key}s");
        let prizes = BEHIND_PRIZES.map(|behind| format!("{key}{behind}"));
        for other in std::iter::once(plural).chain(prizes) {
            if let Some(&other) = by_key.get(other.as_str())
                && joined.insert(other)
            {
                pairs.push((at, other));
            }
        }
    }
    pairs
}
