//! Names that Cyrillic letters write by their sound: Donald Trump is Дональд Трамп, Xi Jinping is Си Цзиньпин, Boris Johnson is Борис Джонсон.
//!
//! In: groups of names. Out: fewer of them: a full name in Cyrillic joins the one full name in Latin letters that is spelled so somewhere. The
//! sound does not say the spelling, and the spelling does not say the sound; so each sign in Cyrillic has the spellings that it may stand
//! for, and two names are one if these lay out the other to its last letter. Invariant: no two names in Latin letters are joined by it.

use std::cmp::Reverse;
use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::super::Why;
use super::super::join::{Group, Names, SHARE};
use super::scripts::Script;
use super::spelled::{initial, initials, may_be};
use super::{EntityKind, Printed};

/// Joins each person in Cyrillic to the one in Latin letters who has nearly all articles of those that may be meant.
pub(super) fn join(groups: Vec<Group>, names: &Names<'_>) -> Vec<Group> {
    let foreign: Vec<usize> = (0..groups.len())
        .filter(|&at| groups.get(at).is_some_and(|group| is_foreign(group, names)))
        .collect();
    if foreign.is_empty() {
        return groups;
    }
    let latin = Latin::of(&groups, names);
    let mut first_of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for at in foreign {
        let Some(meant) = groups
            .get(at)
            .and_then(|g| latin.meant_by(g, &groups, names))
        else {
            continue;
        };
        let first = first_of.entry(meant).or_insert(meant);
        *first = (*first).min(at);
        pairs.push((at, meant));
    }
    // Who comes first has the most articles and gives the name.
    let first = |meant: usize| first_of.get(&meant).copied().unwrap_or(meant);
    let mut to: HashMap<usize, usize> = first_of.keys().map(|&m| (m, first(m))).collect();
    to.extend(pairs.iter().map(|&(at, meant)| (at, first(meant))));
    to.retain(|at, first| at != first);
    let mut slots: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    for at in 0..slots.len() {
        let Some(&first) = to.get(&at) else { continue };
        let Some(group) = slots.get_mut(at).and_then(Option::take) else {
            continue;
        };
        if let Some(Some(into)) = slots.get_mut(first) {
            into.take(&group, Why::Transliteration);
        }
    }
    slots.into_iter().flatten().collect()
}

/// A full name of a person of which all forms are in Cyrillic.
fn is_foreign(group: &Group, names: &Names<'_>) -> bool {
    let in_cyrillic = |value| Script::of(names.printed_of(value)) == Some(Script::Cyrillic);
    group.kind == EntityKind::Person
        && names.key(group).contains(' ')
        && group.forms().all(|(value, _)| in_cyrillic(value))
}

/// A full name in Latin letters.
struct Spelled<'k> {
    at: usize,
    key: &'k str,
    /// What its first and last word begin with, see [`initial`]: most names are told apart by these alone.
    ends: [u32; 2],
}

/// Full names in Latin letters by what hardly changes on the way.
struct Latin<'k> {
    by_frame: FxHashMap<u64, Vec<Spelled<'k>>>,
}

impl<'k> Latin<'k> {
    fn of(groups: &[Group], names: &'k Names<'_>) -> Self {
        let mut by_frame: FxHashMap<u64, Vec<Spelled<'_>>> = FxHashMap::default();
        for (at, group) in groups.iter().enumerate() {
            let key = names.key(group);
            let Some((_, last)) = key.rsplit_once(' ') else {
                continue;
            };
            let is_plain = key.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
            if group.kind == EntityKind::Person && is_plain {
                let ends = [initial(key), initial(last)];
                let of_frame = by_frame.entry(frame(key)).or_default();
                of_frame.push(Spelled { at, key, ends });
            }
        }
        Self { by_frame }
    }

    /// The one of them that a name in Cyrillic means.
    fn meant_by(&self, group: &Group, groups: &[Group], names: &Names<'_>) -> Option<usize> {
        let printed = Printed::new(names.printed(group), names.key(group));
        let lower = printed.lower().replace(['\'', '’'], "");
        let words: Vec<&str> = lower.split(' ').collect();
        let [begin, end] = [words.first()?, words.last()?].map(|word| initials(word));
        let may_fit = |ends: [u32; 2]| ends[0] & begin != 0 && ends[1] & end != 0;
        let fits = |key: &str| {
            let spelled: Vec<&str> = key.split(' ').collect();
            spelled.len() == words.len()
                && words.iter().zip(&spelled).rev().all(|(w, s)| may_be(w, s))
        };
        let articles = |at: usize| groups.get(at).map_or(0, |group| group.articles);
        let of_frame = self.by_frame.get(&frame(&lower))?.iter();
        let found = of_frame.filter(|name| may_fit(name.ends) && fits(name.key));
        let found: Vec<usize> = found.map(|name| name.at).collect();
        let all: u64 = found.iter().copied().map(articles).sum();
        // The first of equals, so that the order of the articles does not matter.
        let best = found
            .into_iter()
            .max_by_key(|&at| (articles(at), Reverse(at)))?;
        (articles(best) as f64 >= SHARE * all as f64).then_some(best)
    }
}

/// A number for the letters of a name that each spelling keeps, in their order. An `r` at the end of a word may be silent, as in Didier.
fn frame(name: &str) -> u64 {
    let number = |c: char| match c {
        'b' | 'б' => 1,
        'l' | 'л' => 2,
        'm' | 'м' => 3,
        'n' | 'н' => 4,
        'r' | 'р' => 5,
        _ => 0,
    };
    let mut sum = 0_u64;
    for word in name.split(' ') {
        let word = word.trim_end_matches('e').trim_end_matches(['r', 'р']);
        let mut last = 0;
        for c in word.chars() {
            let now = number(c);
            if now != 0 && now != last {
                sum = sum.wrapping_mul(7).wrapping_add(now);
            }
            last = now;
        }
        sum = sum.wrapping_mul(7).wrapping_add(6);
    }
    sum
}
