//! The names of a whole corpus joined to things: one Zelensky, one United States, whatever the articles call them.
//!
//! In: the values of the facet columns with their numbers of articles, and the user's [`Ledger`]. Out: [`Things`]. Each step joins only
//! where one partner fits: spellings that differ in case, accents or ending; the table of names that mean the same in other languages;
//! transliterations; a surname to the full name that has nearly all articles of that surname. Then the ledger has the last word.
//! What was joined may be kept, see [`Joined`]; it is never needed: the same columns and ledger give the same things, so that a ledger is
//! taken back by deleting its line.

mod initials;
mod join;
mod joined;
mod known;
mod language;
mod ledger;
mod people;
mod prefixed;
mod readings;
mod same;
mod values;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use self::join::Group;
pub use self::joined::Joined;
use self::ledger::Early;
pub use self::ledger::{Ledger, Rule};
pub(super) use self::people::is_eastern;
pub use self::values::{Given, Values, Walk};
use super::EntityKind;
use super::merge;

/// Why a name belongs to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is the name that is shown.
    Own,
    /// The same but for case, accents or ending.
    Spelling,
    /// Known to mean the same, as `США` and `United States` do.
    Known,
    /// The same name in another script, or carried over from one in another way.
    Transliteration,
    /// The surname of one person, or the name without what stands in the middle.
    Short,
    /// A rule of the ledger, with its line, counted from 1.
    Ledger(usize),
}

/// One of the names of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<'a> {
    /// The value in the column.
    pub given: Given<'a>,
    /// Why it is here.
    pub why: Why,
}

/// A named thing of the corpus.
#[derive(Debug, Clone, Copy)]
pub struct Thing<'a> {
    /// Its place among all.
    pub number: usize,
    /// What it is.
    pub kind: EntityKind,
    /// The name that is shown.
    pub name: &'a str,
    /// Line of the rule that gave it its name or kind, if one did.
    pub ruled: Option<usize>,
    values: &'a Values,
    forms: &'a [(u32, Why)],
}

impl<'a> Thing<'a> {
    /// All its names, that with the most articles first. An article may have several.
    pub fn forms(&self) -> impl Iterator<Item = Form<'a>> + use<'a> {
        let values = self.values;
        self.forms.iter().filter_map(move |&(value, why)| {
            let given = values.get(value as usize)?;
            Some(Form { given, why })
        })
    }

    /// The name that is shown, and all others.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let name = self.name;
        let forms = self.forms().map(|form| form.given.name);
        [name]
            .into_iter()
            .chain(forms.filter(move |&form| form != name))
    }
}

/// Things by kind and folded name.
type ByKey = FxHashMap<(EntityKind, String), Vec<u32>>;

/// All named things of a corpus; each has a number, its place in their order.
#[derive(Debug, Default)]
pub struct Things {
    values: Values,
    heads: Vec<Head>,
    /// Values with their reasons, thing after thing.
    forms: Vec<(u32, Why)>,
    /// The thing of each value; [`NO_THING`] if it is forbidden.
    of_value: Vec<u32>,
    /// Names that rules gave, and known ones that no article has.
    called: FxHashMap<u32, String>,
    /// Lines of rules that gave a name or a kind.
    ruled: FxHashMap<u32, usize>,
    /// Values with the lines of the rules that forbid them.
    forbidden: Vec<(u32, usize)>,
    /// Lines of rules that changed nothing.
    idle: Vec<usize>,
    /// Made when so many names were asked for that it pays.
    by_key: OnceLock<ByKey>,
    asked: AtomicUsize,
}

/// What there is of each thing.
#[derive(Debug, Clone, Copy)]
struct Head {
    kind: EntityKind,
    /// The value that gives the name.
    first: u32,
    /// Where its forms end.
    end: u32,
}

const NO_THING: u32 = u32::MAX;
/// So many names are looked for one by one before all are taken apart, which takes some 20 times longer than to look for one.
const ONE_BY_ONE: usize = 20;

impl Things {
    /// The things of these values under the rules of a ledger. What was joined before is taken if it fits, else it is joined now.
    pub fn of(values: Values, ledger: &Ledger, kept: Option<&Joined>) -> Self {
        let kept = kept.filter(|kept| kept.fits(&values, ledger));
        let (mut groups, early) = kept
            .and_then(|kept| kept.groups(&values))
            .unwrap_or_else(|| join::join(&values, ledger));
        let applied = ledger::apply(ledger, &values, &mut groups);
        let idle = ledger.idle(&early, &applied);
        Self {
            idle,
            ..Self::listed(values, groups, early)
        }
    }

    fn listed(values: Values, groups: Vec<Group>, early: Early) -> Self {
        let mut found = Self {
            heads: Vec::with_capacity(groups.len()),
            forms: Vec::with_capacity(values.len()),
            of_value: vec![NO_THING; values.len()],
            forbidden: early.forbidden,
            values,
            ..Self::default()
        };
        for (number, group) in (0..).zip(groups) {
            found.enter(number, group);
        }
        found
    }

    fn enter(&mut self, number: u32, group: Group) {
        let from = self.forms.len();
        self.forms.extend(group.forms());
        let values = &self.values;
        if let Some(forms) = self.forms.get_mut(from..) {
            forms.sort_by_key(|&(value, _)| {
                let given = values.get(value as usize);
                given.map(|given| (std::cmp::Reverse(given.articles), given.name))
            });
            for &(value, _) in &*forms {
                if let Some(of) = self.of_value.get_mut(value as usize) {
                    *of = number;
                }
            }
        }
        self.called.extend(group.called.map(|name| (number, name)));
        self.ruled.extend(group.ruled.map(|line| (number, line)));
        self.heads.push(Head {
            kind: group.kind,
            first: group.first,
            end: self.forms.len() as u32,
        });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The thing with a number.
    pub fn get(&self, number: usize) -> Option<Thing<'_>> {
        let head = self.heads.get(number)?;
        let before = number.checked_sub(1).and_then(|at| self.heads.get(at));
        let from = before.map_or(0, |head| head.end) as usize;
        let of = &(number as u32);
        let name = match self.called.get(of) {
            Some(name) => name,
            None => self.values.get(head.first as usize)?.name,
        };
        Some(Thing {
            number,
            kind: head.kind,
            name,
            ruled: self.ruled.get(of).copied(),
            values: &self.values,
            forms: self.forms.get(from..head.end as usize)?,
        })
    }

    /// What the thing with a number is.
    pub fn kind_of(&self, number: usize) -> Option<EntityKind> {
        self.heads.get(number).map(|head| head.kind)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Thing<'_>> {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// The values that they are made of.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// The thing that the value with a number means; none if the ledger forbids it.
    pub fn of_value(&self, value: usize) -> Option<usize> {
        let number = *self.of_value.get(value)?;
        (number != NO_THING).then_some(number as usize)
    }

    /// The things of a kind that have a name, in any casing, with or without accents.
    pub fn named(&self, kind: EntityKind, name: &str) -> Vec<usize> {
        let key = merge::key_of(kind, name);
        let mut found = self.having(kind, &key);
        // The name that is shown goes before names that only lead to it.
        let is_shown = |&number: &usize| self.get(number).is_some_and(|t| t.name == name);
        if let Some(shown) = found.iter().copied().find(is_shown) {
            found = vec![shown];
        }
        found
    }

    /// The things of a kind with a folded name, ascending.
    fn having(&self, kind: EntityKind, key: &str) -> Vec<usize> {
        if self.by_key.get().is_none() && self.asked.fetch_add(1, Ordering::Relaxed) < ONE_BY_ONE {
            return self.search(kind, key);
        }
        let by_key = self.by_key.get_or_init(|| self.keys());
        let known = by_key.get(&(kind, key.to_owned()));
        known.into_iter().flatten().map(|&n| n as usize).collect()
    }

    /// Looks at all names.
    fn search(&self, kind: EntityKind, key: &str) -> Vec<usize> {
        let values = self.values.iter().zip(&self.of_value);
        let values = values.map(|(value, &thing)| (value.name, thing));
        let called = self
            .called
            .iter()
            .map(|(&thing, name)| (name.as_str(), thing));
        let is_meant = |&(name, thing): &(&str, u32)| {
            let head = self.heads.get(thing as usize);
            head.is_some_and(|head| head.kind == kind) && merge::has_key(name, key)
        };
        let meant = values.chain(called).filter(is_meant);
        let mut meant: Vec<usize> = meant.map(|(_, thing)| thing as usize).collect();
        meant.sort_unstable();
        meant.dedup();
        meant
    }

    fn keys(&self) -> ByKey {
        let mut found = ByKey::default();
        for thing in self.iter() {
            for name in thing.names() {
                let of = found.entry((thing.kind, merge::key(name))).or_default();
                if of.last() != Some(&(thing.number as u32)) {
                    of.push(thing.number as u32);
                }
            }
        }
        found
    }

    /// The lines of the user's rules that mean no thing of this corpus, or one that another rule has already.
    pub fn idle_rules(&self) -> &[usize] {
        &self.idle
    }

    /// Values that the ledger forbids, with the line of the rule.
    pub fn forbidden(&self) -> impl Iterator<Item = (Given<'_>, usize)> {
        let forbidden = self.forbidden.iter();
        forbidden.filter_map(|&(value, line)| Some((self.values.get(value as usize)?, line)))
    }
}

#[cfg(test)]
mod tests;
