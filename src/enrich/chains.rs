//! Places that the words around them make sure: `Jackson, Mississippi`, `the city of Lincoln`.
//!
//! In: names with their kinds. Out: the same, where a lone word taken for a person is the town that it must be there, and in all places of an
//! article that names nobody by it in full.

use rustc_hash::FxHashSet;

use super::EntityKind;
use super::document::{Document, LineCase, Reading};
use super::gazetteer::{self, Marks};
use super::listed::Listed;
use super::slips::Found;

/// Words of which a town is the name: `the mayor of Jackson`.
static OF_TOWNS: Listed =
    Listed::new("city town village suburb municipality mayor residents downtown outskirts streets");

/// Words behind the name of a town.
static BEHIND_TOWNS: Listed = Listed::new("residents resident suburb metro");

/// The names, with towns as places.
pub fn placed(mut found: Vec<Found>, document: &Document, text: &str) -> Vec<Found> {
    let view = View(Reading { document, text });
    let is_person = |found: &Found| found.2 == EntityKind::Person;
    let is_lone = |found: &Found| found.0 == found.1 && is_person(found);
    let sure: Vec<usize> = (0..found.len())
        .filter(|&at| is_lone(&found[at]) && view.is_town(&found, at))
        .collect();
    if sure.is_empty() {
        return found;
    }
    let in_full = found.iter().filter(|f| is_person(f) && f.0 < f.1);
    let in_full: FxHashSet<u32> = in_full
        .flat_map(|f| f.0..=f.1)
        .map(|at| view.0.stem(at))
        .collect();
    let stems = sure.iter().map(|&at| view.0.stem(found[at].0));
    let towns: FxHashSet<u32> = stems.filter(|stem| !in_full.contains(stem)).collect();
    for at in sure {
        found[at].2 = EntityKind::Place;
    }
    for name in found.iter_mut().filter(|found| is_lone(found)) {
        if towns.contains(&view.0.stem(name.0)) {
            name.2 = EntityKind::Place;
        }
    }
    found
}

struct View<'d>(Reading<'d>);

impl View<'_> {
    fn is_town(&self, found: &[Found], nth: usize) -> bool {
        const TOWNS: Marks = gazetteer::PLACES | gazetteer::LISTED_PLACE;
        let at = found[nth].0;
        self.0.marks(at) & TOWNS != 0 && (self.is_in_state(found, nth) || self.is_called_town(at))
    }

    /// `Jackson, Mississippi`, but not `Jackson, Mississippi's governor`. Of a country, only behind `in` and the like: `Jackson, Georgia and
    /// others` may be a list.
    fn is_in_state(&self, found: &[Found], nth: usize) -> bool {
        let at = found[nth].0;
        let Some(&(first, last, EntityKind::Place)) = found.get(nth + 1) else {
            return false;
        };
        let is_chain = first == at + 2
            && self.0.of(at + 1) == ","
            && self.0.before(at + 1).is_some()
            && self.0.before(first).is_some();
        let is_owner = matches!(self.0.of(last + 1), "'s" | "’s" | "'" | "’");
        let of_place = |before: usize| self.0.marks(before) & gazetteer::PLACE_PREPOSITION != 0;
        let is_behind = self.0.before(at).is_some_and(of_place);
        let line = self.0.document.line_of(at);
        let in_sentence = line.is_some_and(|(_, case)| *case == LineCase::Sentence);
        let lists = self.lists(first, last);
        let is_region = lists & gazetteer::REGION != 0;
        is_chain
            && !is_owner
            && (is_behind && lists & gazetteer::PLACES != 0 || in_sentence && is_region)
    }

    /// `the mayor of Jackson`, `Jackson residents`.
    fn is_called_town(&self, at: usize) -> bool {
        let behind = self.0.behind(at);
        if behind.is_some_and(|behind| BEHIND_TOWNS.has(self.0.of(behind))) {
            return true;
        }
        let Some(before) = self.0.before(at) else {
            return false;
        };
        let of = self.0.before(before).filter(|_| self.0.of(before) == "of");
        of.is_some_and(|word| OF_TOWNS.has_in_any_case(self.0.of(word)))
            || matches!(self.0.of(before), "downtown" | "Downtown")
    }

    /// The lists that hold a name as a whole.
    fn lists(&self, first: usize, last: usize) -> Marks {
        if first == last {
            return gazetteer::by_hand(self.0.marks(first));
        }
        let keys = (first..=last).map(|at| self.0.document.word(at).key);
        gazetteer::by_hand(gazetteer::Gazetteer::shipped().phrase(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::language::Family;
    use crate::enrich::word::Studied;

    const PERSON: EntityKind = EntityKind::Person;
    const PLACE: EntityKind = EntityKind::Place;

    /// A text, the first and last tokens of names with their kinds, and the kinds that they should have.
    type Row<'t> = (&'t str, &'t [Found], &'t [EntityKind]);

    const TABLE: &[Row<'_>] = &[
        (
            "Those of Jackson , Mississippi , know . Later Jackson slept .",
            &[(2, 2, PERSON), (4, 4, PLACE), (9, 9, PERSON)],
            &[PLACE, PLACE, PLACE],
        ),
        (
            "Samuel Jackson spoke in Jackson , Mississippi . Later Jackson slept .",
            &[
                (0, 1, PERSON),
                (4, 4, PERSON),
                (6, 6, PLACE),
                (9, 9, PERSON),
            ],
            &[PERSON, PLACE, PLACE, PERSON],
        ),
        (
            "Yesterday Jackson , Mississippi's best , spoke .",
            &[(1, 1, PERSON), (3, 3, PLACE)],
            &[PERSON, PLACE],
        ),
        (
            "They named Jackson , Georgia and others .",
            &[(2, 2, PERSON), (4, 4, PLACE)],
            &[PERSON, PLACE],
        ),
        (
            "They live in Jackson , Georgia , still .",
            &[(3, 3, PERSON), (5, 5, PLACE)],
            &[PLACE, PLACE],
        ),
        ("The mayor of Lincoln spoke .", &[(3, 3, PERSON)], &[PLACE]),
        ("Many Lincoln residents left .", &[(1, 1, PERSON)], &[PLACE]),
        ("The wife of Lincoln spoke .", &[(3, 3, PERSON)], &[PERSON]),
    ];

    #[test]
    fn towns_with_names_of_people() {
        for (text, given, expected) in TABLE {
            let document = Document::read(text, Family::of("en"), &mut Studied::default());
            let found = placed(given.to_vec(), &document, text);
            let kinds: Vec<EntityKind> = found.into_iter().map(|(_, _, kind)| kind).collect();
            assert_eq!(kinds, *expected, "{text}");
        }
    }
}
