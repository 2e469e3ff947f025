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
            .unwrap_or_else(|| {
                let early = ledger.early(&values);
                (join::join(&values, &early), early)
            });
        ledger::apply(ledger, &values, &mut groups);
        Self::listed(values, groups, early)
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
        let key = merge::key(name);
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

    /// Values that the ledger forbids, with the line of the rule.
    pub fn forbidden(&self) -> impl Iterator<Item = (Given<'_>, usize)> {
        let forbidden = self.forbidden.iter();
        forbidden.filter_map(|&(value, line)| Some((self.values.get(value as usize)?, line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: EntityKind = EntityKind::Person;
    const ORG: EntityKind = EntityKind::Org;
    const PLACE: EntityKind = EntityKind::Place;

    /// Everything about things.
    fn told(things: &Things) -> Vec<String> {
        let forbidden = things.forbidden().map(|forbidden| format!("{forbidden:?}"));
        let things = things.iter().map(|thing| {
            let forms: Vec<Form> = thing.forms().collect();
            format!(
                "{:?} {} {:?} {forms:?}",
                thing.kind, thing.name, thing.ruled
            )
        });
        things.chain(forbidden).collect()
    }

    fn things(given: &[(EntityKind, &str, u64)], ledger: &str) -> Vec<String> {
        let values = given.iter().map(|&(kind, name, articles)| Given {
            kind,
            name,
            articles,
        });
        let values = Values::of(values.collect());
        let ledger = Ledger::parse(ledger).unwrap();
        let kept = Joined::of(&values, &ledger);
        let things = Things::of(values.clone(), &ledger, None);
        let again = Things::of(values, &ledger, Some(&kept));
        assert_eq!(told(&again), told(&things), "kept");
        let mut shown: Vec<String> = things
            .iter()
            .map(|t| format!("{:?} {} {}", t.kind, t.name, t.forms().count()))
            .collect();
        shown.sort();
        shown
    }

    /// Values with their articles, and the things they are, each with its number of names.
    const TABLE: &[(&[(EntityKind, &str, u64)], &[&str])] = &[
        (
            &[
                (PLACE, "Deutschland", 5),
                (PLACE, "Germany", 2),
                (PLACE, "United States", 9),
            ],
            &["Place Germany 2", "Place United States 1"],
        ),
        (
            &[
                (PERSON, "Volodymyr Zelenskyy", 40),
                (PERSON, "Zelensky", 30),
                (PERSON, "Володимир Зеленський", 9),
                (PERSON, "Владимир Зеленский", 8),
                (PERSON, "Zelenskiy", 2),
                (PERSON, "Зеленский", 5),
            ],
            &["Person Volodymyr Zelenskyy 6"],
        ),
        (
            &[
                (PERSON, "Anna Smith", 5),
                (PERSON, "Bob Smith", 4),
                (PERSON, "Smith", 9),
            ],
            &[
                "Person Anna Smith 1",
                "Person Bob Smith 1",
                "Person Smith 1",
            ],
        ),
        (
            &[
                (PERSON, "Anna Smith", 95),
                (PERSON, "Bob Smith", 4),
                (PERSON, "Smith", 9),
            ],
            &["Person Anna Smith 2", "Person Bob Smith 1"],
        ),
        (
            &[(PERSON, "Smith", 90), (PERSON, "Anna Smith", 1)],
            &["Person Anna Smith 1", "Person Smith 1"],
        ),
        (
            &[
                (PERSON, "Donald Trump", 50),
                (PERSON, "Donald J. Trump", 9),
                (PERSON, "Trump", 30),
            ],
            &["Person Donald Trump 3"],
        ),
        (
            &[
                (PERSON, "George W. Bush", 5),
                (PERSON, "George H. W. Bush", 5),
                (PERSON, "George Bush", 5),
            ],
            &[
                "Person George Bush 1",
                "Person George H. W. Bush 1",
                "Person George W. Bush 1",
            ],
        ),
        (
            &[
                (PERSON, "Kelly Clark", 5),
                (PERSON, "Kelli Clark", 5),
                (PERSON, "John Hill", 1),
                (PERSON, "John Gill", 1),
            ],
            &[
                "Person John Gill 1",
                "Person John Hill 1",
                "Person Kelli Clark 1",
                "Person Kelly Clark 1",
            ],
        ),
        (
            &[
                (PLACE, "United States", 50),
                (PLACE, "США", 9),
                (PLACE, "Estados Unidos", 3),
                (PLACE, "USA", 1),
            ],
            &["Place United States 4"],
        ),
        (
            &[
                (PLACE, "Moscow", 50),
                (PLACE, "Москва", 9),
                (PLACE, "Moskau", 3),
                (PLACE, "Mosca", 1),
                (PLACE, "Vienna", 4),
                (PLACE, "Wien", 1),
                (PLACE, "Peking", 1),
                (PLACE, "Pékin", 1),
                (PLACE, "東京", 1),
                (PLACE, "Tokio", 1),
                (PLACE, "Σάμος", 1),
                (PLACE, "Σαμόα", 1),
            ],
            &[
                "Place Beijing 2",
                "Place Moscow 4",
                "Place Samoa 1",
                "Place Tokyo 2",
                "Place Vienna 2",
                "Place Σάμος 1",
            ],
        ),
        (
            &[
                (PLACE, "서울", 2),
                (PLACE, "Séoul", 1),
                (PLACE, "Seoul", 1),
                (PLACE, "Germany", 5),
                (PLACE, "Slowenien", 1),
                (ORG, "U.S. Air Force", 2),
                (ORG, "United States Air Force", 1),
                (ORG, "Department of Justice", 2),
                (ORG, "Justice Department", 3),
            ],
            &[
                "Org Justice Department 2",
                "Org U.S. Air Force 2",
                "Place Germany 1",
                "Place Seoul 3",
                "Place Slovenia 1",
            ],
        ),
        (
            &[
                (ORG, "José SA", 2),
                (ORG, "JOSE SA", 1),
                (PLACE, "Jose Sa", 1),
            ],
            &["Org José SA 2", "Place Jose Sa 1"],
        ),
    ];

    #[test]
    fn names_join_as_the_table_says() {
        for (given, expected) in TABLE {
            assert_eq!(things(given, ""), *expected, "{given:?}");
        }
    }

    #[test]
    fn the_ledger_has_the_last_word() {
        let given = &[
            (PERSON, "Meta", 3),
            (ORG, "Meta", 9),
            (ORG, "Facebook", 5),
            (ORG, "Getty Images", 7),
            (PLACE, "Foo Bar", 1),
        ];
        let ledger = "[[retype]]\nname = \"Meta\"\nfrom = \"person\"\nto = \"org\"\n[[merge]]\ninto = \"Meta\"\nnames = [\"facebook\"]\n[[forbid]]\nname = \"getty *\"\n[[rename]]\nname = \"Foo Bar\"\nto = \"Foobar\"\n";
        assert_eq!(things(given, ledger), ["Org Meta 3", "Place Foobar 1"]);
        assert_eq!(things(given, "").len(), 5);
    }

    #[test]
    fn a_name_of_any_spelling_finds_its_thing() {
        let values = [("Angela Merkel", 9), ("Merkel", 4)].map(|(name, articles)| Given {
            kind: PERSON,
            name,
            articles,
        });
        let things = Things::of(Values::of(values.to_vec()), &Ledger::default(), None);
        for name in ["merkel", "ANGELA MERKEL", "Merkel's"] {
            assert_eq!(things.named(PERSON, name), [0], "{name}");
        }
        assert_eq!(things.named(ORG, "Merkel"), [0_usize; 0]);
        let merkel = things.values().find(PERSON, "Merkel");
        assert_eq!(merkel.and_then(|value| things.of_value(value)), Some(0));
    }
}
