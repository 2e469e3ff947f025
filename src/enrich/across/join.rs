//! Which values mean one thing, before the ledger renames and merges.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::super::EntityKind;
use super::super::merge;
use super::language::{self, Own};
use super::ledger::Early;
use super::values::{Texts, Values};
use super::{Why, prefixed, readings, same};

/// Values that were found to mean one thing so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub kind: EntityKind,
    /// The value that gives the name.
    pub first: u32,
    /// Why `first` is one of its names: its own, until a rule calls the thing otherwise.
    pub why: Why,
    pub others: Vec<(u32, Why)>,
    /// Articles of all values, those that have two of them counted twice.
    pub articles: u64,
    /// Line of the rule that moved it to another kind or gave it its name.
    pub ruled: Option<usize>,
    /// The name that a rule gave it, or that it is known to have in the language of the index.
    pub called: Option<String>,
}

impl Group {
    /// A value by itself.
    pub fn of(kind: EntityKind, value: u32, articles: u64) -> Self {
        Self {
            kind,
            first: value,
            why: Why::Own,
            others: Vec::new(),
            articles,
            ruled: None,
            called: None,
        }
    }

    /// All its values.
    pub fn forms(&self) -> impl Iterator<Item = (u32, Why)> {
        [(self.first, self.why)]
            .into_iter()
            .chain(self.others.iter().copied())
    }

    /// Joins the values of another group, for a reason.
    pub fn take(&mut self, other: &Self, why: Why) {
        let own = |(value, was): (u32, Why)| (value, if was == Why::Own { why } else { was });
        self.others.extend(other.forms().map(own));
        self.articles += other.articles;
        self.ruled = self.ruled.or(other.ruled);
    }
}

/// What the joining steps look at: the values, and the folded name of each.
pub(super) struct Names<'v> {
    values: &'v Values,
    keys: Texts,
}

impl Names<'_> {
    /// The folded name of the value that gives a group its name.
    pub fn key(&self, group: &Group) -> &str {
        self.key_of(group.first)
    }

    /// The folded name of a value.
    pub fn key_of(&self, value: u32) -> &str {
        self.keys.get(value as usize).unwrap_or_default()
    }

    /// How many articles have a value.
    pub fn articles_of(&self, value: u32) -> u64 {
        let value = self.values.get(value as usize);
        value.map_or(0, |value| value.articles)
    }

    /// That name as articles have it.
    pub fn printed(&self, group: &Group) -> &str {
        self.printed_of(group.first)
    }

    /// A value as articles have it.
    pub fn printed_of(&self, value: u32) -> &str {
        let value = self.values.get(value as usize);
        value.map_or("", |value| value.name)
    }
}

/// Joins the values, but for those that a rule forbids, moved to the kinds that rules say.
pub(super) fn join(values: &Values, early: &Early) -> Vec<Group> {
    let mut keys = Texts::default();
    for value in values.iter() {
        keys.push(&merge::key(value.name));
    }
    let names = Names { values, keys };
    let mut groups = admitted(values, early);
    if !early.moved.is_empty() {
        // Those of one column are in the order of their names.
        groups.sort_by(|a, b| names.printed(a).cmp(names.printed(b)));
    }
    groups.sort_by_key(|group| (group.kind, Reverse(group.articles)));
    let groups = by_key(groups, Why::Spelling, |group| match names.key(group) {
        "" => None,
        key => Some((group.kind, key)),
    });
    let own = Own::of_most(values);
    let mut groups = by_key(groups, Why::Known, |group| {
        let (printed, key) = (names.printed(group), names.key(group));
        let is_meant = group.kind != EntityKind::Place || own.means(printed, key);
        same::number(group.kind, key).filter(|_| is_meant)
    });
    language::prefer(&mut groups, &names, &own);
    let groups = prefixed::join(groups, &names);
    let groups = readings::join(groups, &names);
    let groups = by_short_name(groups, &names, 2);
    let mut groups = by_short_name(groups, &names, 1);
    groups.sort_unstable_by_key(|group| group.first);
    groups
}

/// Each value a group of its own, without those that are forbidden.
fn admitted(values: &Values, early: &Early) -> Vec<Group> {
    let numbered = (0_u32..).zip(values.iter());
    let mut groups: Vec<Group> = numbered
        .map(|(number, value)| Group::of(value.kind, number, value.articles))
        .collect();
    for &(value, kind, line) in &early.moved {
        if let Some(group) = groups.get_mut(value as usize) {
            group.kind = kind;
            group.ruled = Some(line);
        }
    }
    if !early.forbidden.is_empty() {
        groups.retain(|group| !early.forbids(group.first));
    }
    groups
}

/// Joins groups that share a key; the first of them gives the name.
pub(super) fn by_key<K: std::hash::Hash + Eq>(
    groups: Vec<Group>,
    why: Why,
    key: impl Fn(&Group) -> Option<K>,
) -> Vec<Group> {
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    let mut numbers: FxHashMap<K, usize> = FxHashMap::default();
    for group in groups {
        let number = match key(&group) {
            Some(key) => *numbers.entry(key).or_insert(kept.len()),
            None => kept.len(),
        };
        match kept.get_mut(number) {
            Some(first) => first.take(&group, why),
            None => kept.push(group),
        }
    }
    kept
}

/// A surname goes to the full name that has so many of the articles of all full names with it.
pub(super) const SHARE: f64 = 0.9;
/// And not if it stands alone in so many times more articles: then it is somebody whom everybody knows by that name, or a word.
pub(super) const MOST_TIMES: u64 = 20;

/// Gives names of so many words to the one person whom they mean: two without a middle one, or a surname.
fn by_short_name(groups: Vec<Group>, names: &Names<'_>, length: usize) -> Vec<Group> {
    let people = People::of(&groups, names);
    let targets: Vec<Option<usize>> = (0..groups.len())
        .map(|short| people.meant_by(short, length, &groups))
        .collect();
    drop(people);
    let mut slots: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    for (short, target) in targets.into_iter().enumerate() {
        // A target has more words than what goes to it, so it is never gone itself.
        let Some(group) = target.and_then(|_| slots.get_mut(short)?.take()) else {
            continue;
        };
        let Some(long) = target.and_then(|long| slots.get_mut(long)?.as_mut()) else {
            continue;
        };
        if length > 1 && group.articles > long.articles {
            // The name without its middle is the usual one.
            let old = std::mem::replace(long, group);
            long.take(&old, Why::Short);
        } else {
            long.take(&group, Why::Short);
        }
    }
    slots.into_iter().flatten().collect()
}

/// The groups of people by their surnames.
struct People<'k> {
    /// The folded name of each group, in the one way of writing it; empty for what is no person.
    keys: Vec<std::borrow::Cow<'k, str>>,
    /// Groups of names of several words, by the last one.
    by_last: FxHashMap<String, Vec<usize>>,
}

impl<'k> People<'k> {
    fn of(groups: &[Group], names: &'k Names<'_>) -> Self {
        let keys = groups.iter().map(|group| match group.kind {
            EntityKind::Person => readings::likely(names.printed(group), names.key(group)),
            _ => "".into(),
        });
        let keys: Vec<_> = keys.collect();
        let mut by_last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, key) in keys.iter().enumerate() {
            let Some((_, last)) = key.rsplit_once(' ') else {
                continue;
            };
            match by_last.get_mut(last) {
                Some(of) => of.push(number),
                None => drop(by_last.insert(last.to_owned(), vec![number])),
            }
        }
        Self { keys, by_last }
    }

    /// The one person whom a name of `length` words surely means.
    fn meant_by(&self, short: usize, length: usize, groups: &[Group]) -> Option<usize> {
        let own = self.keys.get(short).filter(|key| !key.is_empty())?;
        (own.split(' ').count() == length).then_some(())?;
        let first = own.split(' ').next();
        let articles = |number: usize| groups.get(number).map_or(0, |group| group.articles);
        let long = || {
            let of = self.by_last.get(own.rsplit(' ').next().unwrap_or_default());
            of.into_iter().flatten().copied().filter(|&number| {
                let key = self.keys.get(number).map_or("", |key| key);
                key.split(' ').count() > length && (length == 1 || key.split(' ').next() == first)
            })
        };
        let all: u64 = long().map(articles).sum();
        let best = long().max_by_key(|&number| (articles(number), Reverse(number)))?;
        let is_sure = articles(best) as f64 >= SHARE * all as f64
            && articles(short) <= MOST_TIMES.saturating_mul(articles(best));
        is_sure.then_some(best)
    }
}
