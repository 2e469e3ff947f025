//! Which values mean one thing, before the ledger renames and merges.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::EntityKind;
use super::super::merge::{self, Sex};
use super::language::{self, Own};
use super::ledger::{Early, Ledger};
use super::values::{Texts, Values};
use super::{Why, people, prefixed, readings, same};

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

/// Joins the values; then things that a rule forbids are left out, and others moved to the kinds that rules say. Gives what rules said, too.
pub(super) fn join(values: &Values, ledger: &Ledger) -> (Vec<Group>, Early) {
    let names = Names {
        values,
        keys: keys(values),
    };
    let groups = things(&names);
    let early = ledger.early(values, &groups);
    let mut groups = heeding(groups, &early, &names);
    groups.sort_unstable_by_key(|group| group.first);
    (groups, early)
}

/// Each value a group of its own, then the steps.
fn things(names: &Names<'_>) -> Vec<Group> {
    let numbered = (0_u32..).zip(names.values.iter());
    let mut groups: Vec<Group> = numbered
        .map(|(number, value)| Group::of(value.kind, number, value.articles))
        .collect();
    groups.sort_by_key(|group| (group.kind, Reverse(group.articles)));
    let groups = by_key(groups, Why::Spelling, |group| match names.key(group) {
        "" => None,
        key => Some((group.kind, key)),
    });
    let own = Own::of_most(names.values);
    let mut groups = by_key(groups, Why::Known, |group| {
        let (printed, key) = (names.printed(group), names.key(group));
        let is_meant = group.kind != EntityKind::Place || own.means(printed, key);
        same::number(group.kind, key).filter(|_| is_meant)
    });
    language::prefer(&mut groups, names, &own);
    let groups = prefixed::join(groups, names);
    let groups = readings::join(groups, names);
    let groups = by_short_name(groups, names, 2);
    by_short_name(groups, names, 1)
}

/// The folded names of values; those of a man and a woman with the same names are made two.
fn keys(values: &Values) -> Texts {
    let folded: Vec<String> = values.iter().map(|value| merge::key(value.name)).collect();
    let sex = |at: usize| {
        let value = values
            .get(at)
            .filter(|value| value.kind == EntityKind::Person)?;
        Some((Sex::of(value.name)?, value.articles))
    };
    let mut counts: FxHashMap<&str, [u64; 3]> = FxHashMap::default();
    for (at, key) in folded.iter().enumerate() {
        if let Some((sex, articles)) = sex(at) {
            counts.entry(key).or_default()[sex as usize] += articles;
        }
    }
    let are_two = |key: &str| {
        let counts = counts.get(key);
        counts.is_some_and(|&[men, women, either]| merge::apart(men, women, either))
    };
    let mut keys = Texts::default();
    for (at, key) in folded.iter().enumerate() {
        match sex(at) {
            Some((Sex::Woman | Sex::Either, _)) if are_two(key) => {
                keys.push(&merge::key_of_woman(key));
            }
            _ => keys.push(key),
        }
    }
    keys
}

/// Things without those that are forbidden; one that is moved to another kind joins those that are spelled so there.
fn heeding(mut groups: Vec<Group>, early: &Early, names: &Names<'_>) -> Vec<Group> {
    if !early.forbidden.is_empty() {
        groups.retain(|group| !early.forbids(group.first));
    }
    if early.moved.is_empty() {
        return groups;
    }
    for group in &mut groups {
        if let Some((kind, line)) = early.moved(group.first) {
            group.kind = kind;
            group.ruled = Some(line);
        }
    }
    groups.sort_by_key(|group| (group.kind, Reverse(group.articles), group.first));
    let spelled = |group: &Group| (group.kind, names.key(group).to_owned());
    let met: FxHashSet<(EntityKind, String)> = groups
        .iter()
        .filter(|group| group.ruled.is_some())
        .map(spelled)
        .filter(|(_, key)| !key.is_empty())
        .collect();
    by_key(groups, Why::Spelling, |group| {
        Some(spelled(group)).filter(|key| met.contains(key))
    })
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
/// And not if it stands alone in so many times more articles: then it is somebody whom everybody knows by that name, or a word. In 5,000 American
/// news the right ones have up to five times those of the full name; Bob is no Jim Bob and Xi no Cindy Xi.
const MOST_TIMES: u64 = 6;
/// A rare name with a whole word in its middle is another one than a name that is so much more frequent: Michael Evans-Brown.
const MOST_TIMES_IN_FULL: u64 = 20;
/// A name whose middle is a given name is somebody else if both it and the name without stand in so many articles: John Quincy Adams.
const OFTEN: u64 = 3;

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

/// The surnames of a group as other scripts have them.
fn elsewhere(group: &Group, names: &Names<'_>) -> Vec<String> {
    let carried = group
        .others
        .iter()
        .filter(|(_, why)| *why == Why::Transliteration);
    let read = carried.filter_map(|&(value, _)| {
        let key = readings::likely(names.printed_of(value), names.key_of(value));
        let (_, last) = key.rsplit_once(' ')?;
        Some(last.to_owned())
    });
    let mut read: Vec<String> = read.collect();
    read.sort_unstable();
    read.dedup();
    read
}

/// The groups of people by their surnames.
struct People<'k> {
    /// The folded name of each group, in the one way of writing it; empty for what is no person.
    keys: Vec<std::borrow::Cow<'k, str>>,
    /// Groups of names of several words, by the last one.
    by_last: FxHashMap<String, Vec<usize>>,
    /// Groups of names whose family name stands first, by it.
    eastern: FxHashMap<String, Vec<usize>>,
}

impl<'k> People<'k> {
    fn of(groups: &[Group], names: &'k Names<'_>) -> Self {
        let keys = groups.iter().map(|group| match group.kind {
            EntityKind::Person => readings::likely(names.printed(group), names.key(group)),
            _ => "".into(),
        });
        let keys: Vec<_> = keys.collect();
        let mut by_last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut eastern: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, key) in keys.iter().enumerate() {
            let Some((rest, last)) = key.rsplit_once(' ') else {
                continue;
            };
            if people::is_eastern(key) {
                let family = rest.split(' ').next().unwrap_or_default().to_owned();
                eastern.entry(family).or_default().push(number);
                continue;
            }
            match by_last.get_mut(last) {
                Some(of) => of.push(number),
                None => drop(by_last.insert(last.to_owned(), vec![number])),
            }
            // Трамп alone is he whom other articles in his script call Дональд Трамп.
            for last in groups
                .get(number)
                .into_iter()
                .flat_map(|g| elsewhere(g, names))
            {
                let of = by_last.entry(last).or_default();
                if of.last() != Some(&number) {
                    of.push(number);
                }
            }
        }
        Self {
            keys,
            by_last,
            eastern,
        }
    }

    /// The one person whom a name of `length` words surely means.
    fn meant_by(&self, short: usize, length: usize, groups: &[Group]) -> Option<usize> {
        let own = self.keys.get(short).filter(|key| !key.is_empty())?;
        (own.split(' ').count() == length).then_some(())?;
        let first = own.split(' ').next();
        let key = |number: usize| self.keys.get(number).map_or("", |key| key);
        let articles = |number: usize| groups.get(number).map_or(0, |group| group.articles);
        let of_last = self.by_last.get(own.rsplit(' ').next().unwrap_or_default());
        let of_last = of_last.into_iter().flatten().copied();
        let eastern = self.eastern.get(&**own).filter(|_| length == 1);
        let eastern = eastern.into_iter().flatten().copied();
        let long: Vec<usize> = of_last
            .filter(|&number| {
                let words = key(number).split(' ');
                words.clone().count() > length && (length == 1 || words.clone().next() == first)
            })
            .chain(eastern)
            .collect();
        let all: u64 = long.iter().copied().map(articles).sum();
        let best = long
            .into_iter()
            .max_by_key(|&at| (articles(at), Reverse(at)))?;
        let often = articles(short).min(articles(best)) >= OFTEN;
        let is_meant = if length == 1 {
            let is_eastern = people::is_eastern(key(best)) && key(best).split(' ').next() == first;
            let is_family = !is_eastern && people::is_family(own);
            let most = if is_family { 1 } else { MOST_TIMES };
            articles(short) <= most.saturating_mul(articles(best))
                && (is_eastern || is_family || !people::is_given(own))
        } else {
            let key = key(best);
            let is_other = people::is_eastern(key)
                || people::is_son(key)
                || often && people::has_given_middle(key);
            let is_near = often || articles(short) <= MOST_TIMES_IN_FULL * articles(best);
            !is_other && (is_near || people::has_initials(key))
        };
        (is_meant && articles(best) as f64 >= SHARE * all as f64).then_some(best)
    }
}
