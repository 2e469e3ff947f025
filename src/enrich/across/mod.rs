//! The names of a whole corpus joined to things: one Zelensky, one United States, whatever the articles call them.
//!
//! In: the values of the facet columns with their numbers of articles, and the user's [`Ledger`]. Out: [`Things`]. Each step joins only
//! where one partner fits: spellings that differ in case, accents or ending; the table of names that mean the same in other languages;
//! transliterations; a surname to the full name that has nearly all articles of that surname. Then the ledger has the last word.
//! Nothing is stored: the same columns and ledger give the same things, so that a ledger is taken back by deleting its line.

mod latin;
mod ledger;
mod same;

use std::cmp::Reverse;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use self::latin::Romanised;
pub use self::ledger::{Ledger, Rule};
use super::EntityKind;
use super::merge::Name;

/// A value of a facet column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its column.
    pub kind: EntityKind,
    /// The name that articles have for it.
    pub name: String,
    /// How many have it.
    pub articles: u64,
}

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The value in the column.
    pub given: Given,
    /// Why it is here.
    pub why: Why,
}

/// A named thing of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// What it is.
    pub kind: EntityKind,
    /// The name that is shown.
    pub name: String,
    /// All its names, that with the most articles first. An article may have several.
    pub forms: Vec<Form>,
    /// Line of the rule that gave it its name or kind, if one did.
    pub ruled: Option<usize>,
}

/// All named things of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Things {
    all: Vec<Thing>,
    of_form: FxHashMap<(EntityKind, String), u32>,
    /// Things by kind and folded name; made when first asked for, since counting needs none of it.
    of_key: OnceLock<FxHashMap<(EntityKind, String), Vec<u32>>>,
    forbidden: Vec<(Given, usize)>,
}

impl Things {
    /// Joins the values of the columns.
    pub fn join(given: Vec<Given>, ledger: &Ledger) -> Self {
        let (mut groups, forbidden) = admitted(given, ledger);
        groups.sort_by(|a, b| rank(a).cmp(&rank(b)));
        let groups = by_key(groups, Why::Spelling, |g| Some(g.name.key()));
        let groups = by_key(groups, Why::Known, |g| {
            same::number(g.kind, &g.name).map(|n| n.to_string())
        });
        let groups = latin::join(groups);
        let groups = by_short_name(groups, 2);
        let groups = by_short_name(groups, 1);
        let mut things: Vec<Thing> = groups.into_iter().map(Group::into_thing).collect();
        ledger::apply(ledger, &mut things);
        Self::indexed(things, forbidden)
    }

    fn indexed(things: Vec<Thing>, forbidden: Vec<(Given, usize)>) -> Self {
        let mut found = Self {
            all: things,
            forbidden,
            ..Self::default()
        };
        for (number, thing) in found.all.iter().enumerate() {
            for form in &thing.forms {
                let key = (form.given.kind, form.given.name.clone());
                found.of_form.insert(key, number as u32);
            }
        }
        found
    }

    fn keys(&self) -> &FxHashMap<(EntityKind, String), Vec<u32>> {
        self.of_key.get_or_init(|| {
            let mut found: FxHashMap<_, Vec<u32>> = FxHashMap::default();
            for (number, thing) in self.all.iter().enumerate() {
                let names = thing.forms.iter().map(|form| form.given.name.as_str());
                for name in names.chain([thing.name.as_str()]) {
                    let of = found
                        .entry((thing.kind, Name::read(name).key()))
                        .or_default();
                    if of.last() != Some(&(number as u32)) {
                        of.push(number as u32);
                    }
                }
            }
            found
        })
    }

    /// All of them; their place is their number.
    pub fn all(&self) -> &[Thing] {
        &self.all
    }

    /// The thing that a value of a column means; none if the ledger forbids it.
    pub fn of(&self, column: EntityKind, value: &str) -> Option<usize> {
        let found = self.of_form.get(&(column, value.to_owned()));
        found.map(|&number| number as usize)
    }

    /// The things of a kind that have a name, in any casing, with or without accents.
    pub fn named(&self, kind: EntityKind, name: &str) -> Vec<usize> {
        let known = self.keys().get(&(kind, Name::read(name).key()));
        let mut found: Vec<usize> = known.into_iter().flatten().map(|&n| n as usize).collect();
        // The name that is shown goes before names that only lead to it.
        if let Some(at) = found
            .iter()
            .position(|&n| self.all.get(n).is_some_and(|t| t.name == name))
        {
            found = vec![found[at]];
        }
        found
    }

    /// Values that the ledger forbids, with the line of the rule.
    pub fn forbidden(&self) -> &[(Given, usize)] {
        &self.forbidden
    }
}

/// Names that were found to mean one thing so far.
#[derive(Debug, Clone)]
struct Group {
    kind: EntityKind,
    /// The name of the first form.
    name: Name,
    forms: Vec<Form>,
    /// Line of the rule that moved it to another kind.
    ruled: Option<usize>,
}

impl Group {
    fn articles(&self) -> u64 {
        self.forms.iter().map(|form| form.given.articles).sum()
    }

    fn take(&mut self, other: Self, why: Why) {
        let forms = other.forms.into_iter().map(|form| match form.why {
            Why::Own => Form { why, ..form },
            _ => form,
        });
        self.forms.extend(forms);
        self.ruled = self.ruled.or(other.ruled);
    }

    fn into_thing(mut self) -> Thing {
        let name = self
            .forms
            .first()
            .map_or_else(String::new, |form| form.given.name.clone());
        self.forms.sort_by(|a, b| {
            b.given
                .articles
                .cmp(&a.given.articles)
                .then_with(|| a.given.name.cmp(&b.given.name))
        });
        Thing {
            kind: self.kind,
            name,
            forms: self.forms,
            ruled: self.ruled,
        }
    }
}

/// Groups with more articles first; of equals, by name.
fn rank(group: &Group) -> (EntityKind, Reverse<u64>, &str) {
    let name = group
        .forms
        .first()
        .map_or("", |form| form.given.name.as_str());
    (group.kind, Reverse(group.articles()), name)
}

/// Each value a group of its own, without those that are forbidden.
fn admitted(given: Vec<Given>, ledger: &Ledger) -> (Vec<Group>, Vec<(Given, usize)>) {
    let (mut groups, mut forbidden) = (Vec::with_capacity(given.len()), Vec::new());
    for given in given {
        let name = Name::read(&given.name);
        if let Some(line) = ledger.forbids(&given, &name) {
            forbidden.push((given, line));
            continue;
        }
        let moved = ledger.retypes(&given, &name);
        groups.push(Group {
            kind: moved.map_or(given.kind, |(kind, _)| kind),
            name,
            forms: vec![Form {
                given,
                why: Why::Own,
            }],
            ruled: moved.map(|(_, line)| line),
        });
    }
    (groups, forbidden)
}

/// Joins groups of one kind that share a key; the first of them gives the name.
fn by_key(groups: Vec<Group>, why: Why, key: impl Fn(&Group) -> Option<String>) -> Vec<Group> {
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    let mut numbers: FxHashMap<(EntityKind, String), usize> = FxHashMap::default();
    for group in groups {
        let number = match key(&group) {
            Some(key) if !key.is_empty() => *numbers.entry((group.kind, key)).or_insert(kept.len()),
            _ => kept.len(),
        };
        match kept.get_mut(number) {
            Some(first) => first.take(group, why),
            None => kept.push(group),
        }
    }
    kept
}

/// A surname goes to the full name that has so many of the articles of all full names with it.
const SHARE: f64 = 0.9;
/// And not if it stands alone in so many times more articles: then it is somebody whom everybody knows by that name, or a word.
const MOST_TIMES: u64 = 20;

/// Gives names of so many words to the one person whom they mean: two without a middle one, or a surname.
fn by_short_name(groups: Vec<Group>, length: usize) -> Vec<Group> {
    let names: Vec<Romanised> = groups
        .iter()
        .map(|g| match g.kind {
            EntityKind::Person => latin::of(&g.name, g.forms.first()),
            _ => Romanised::default(),
        })
        .collect();
    let mut by_last: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (number, (group, name)) in groups.iter().zip(&names).enumerate() {
        if let (EntityKind::Person, [_, .., last]) = (group.kind, name.words.as_slice()) {
            by_last.entry(last).or_default().push(number);
        }
    }
    let articles: Vec<u64> = groups.iter().map(Group::articles).collect();
    let target = |short: usize| -> Option<usize> {
        let words = names.get(short)?.words.as_slice();
        let last = words
            .last()
            .filter(|_| groups[short].kind == EntityKind::Person && words.len() == length)?;
        let fits = |&&long: &&usize| {
            let of = names[long].words.as_slice();
            of.len() > words.len() && (words.len() == 1 || of.first() == words.first())
        };
        let long: Vec<usize> = by_last
            .get(last.as_str())?
            .iter()
            .filter(fits)
            .copied()
            .collect();
        let all: u64 = long.iter().map(|&n| articles[n]).sum();
        let best = long
            .into_iter()
            .max_by_key(|&n| (articles[n], Reverse(n)))?;
        let is_sure = articles[best] as f64 >= SHARE * all as f64
            && articles[short] <= MOST_TIMES * articles[best];
        is_sure.then_some(best)
    };
    let targets: Vec<Option<usize>> = (0..groups.len()).map(target).collect();
    let mut slots: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    for (short, target) in targets.into_iter().enumerate() {
        // A target has more words than what goes to it, so it is never gone itself.
        let Some(group) = target.and_then(|_| slots[short].take()) else {
            continue;
        };
        let Some(long) = target.and_then(|long| slots[long].as_mut()) else {
            continue;
        };
        if length > 1 && group.articles() > long.articles() {
            // The name without its middle is the usual one.
            let old = std::mem::replace(long, group);
            long.take(old, Why::Short);
        } else {
            long.take(group, Why::Short);
        }
    }
    slots.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: EntityKind = EntityKind::Person;
    const ORG: EntityKind = EntityKind::Org;
    const PLACE: EntityKind = EntityKind::Place;

    fn things(given: &[(EntityKind, &str, u64)], ledger: &str) -> Vec<String> {
        let values = given.iter().map(|&(kind, name, articles)| Given {
            kind,
            name: name.to_owned(),
            articles,
        });
        let ledger = Ledger::parse(ledger).unwrap();
        let things = Things::join(values.collect(), &ledger);
        let mut shown: Vec<String> = things
            .all()
            .iter()
            .map(|t| format!("{:?} {} {}", t.kind, t.name, t.forms.len()))
            .collect();
        shown.sort();
        shown
    }

    /// Values with their articles, and the things they are, each with its number of names.
    const TABLE: &[(&[(EntityKind, &str, u64)], &[&str])] = &[
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
            name: name.to_owned(),
            articles,
        });
        let things = Things::join(values.to_vec(), &Ledger::default());
        for name in ["merkel", "ANGELA MERKEL", "Merkel's"] {
            assert_eq!(things.named(PERSON, name), [0], "{name}");
        }
        assert_eq!(things.named(ORG, "Merkel"), [0_usize; 0]);
        assert_eq!(things.of(PERSON, "Merkel"), Some(0));
    }
}
