//! What an article says of a name in all its places together.
//!
//! In: names as the tagger and the rules have them. Out: the same, where one name has one kind, and without names of a headline whose words
//! the text writes in small letters.

use rustc_hash::{FxHashMap, FxHashSet};

use super::EntityKind;
use super::document::{Document, LineCase};
use super::gazetteer::{self, Marks};
use super::slips::Found;
use super::word::Case;

/// Words that are rightly of two kinds in one article: a town and its team.
const OF_BOTH: Marks = gazetteer::PLACES | gazetteer::LISTED_PLACE | gazetteer::TEAM;
/// What says that a lone word is more than a surname.
const OTHERWISE: Marks = gazetteer::PLACES | gazetteer::ORG | gazetteer::TEAM | gazetteer::MEDIA;

/// The names, each with the kind that the article as a whole gives it.
pub fn settled(found: Vec<Found>, document: &Document) -> Vec<Found> {
    let view = View { document };
    let kinds = view.kinds(&found);
    let surnames = view.surnames(&found);
    let lone = view.lone_people(&found);
    let small = view.small_words(&found);
    let kept = found
        .into_iter()
        .filter(|&(first, last, _)| !view.is_only_cased(first, last, &small));
    let settled = kept.map(|(first, last, kind)| {
        let kind = view.usual(first, last, kind, &kinds);
        let kind = view.of_family(first, last, kind, &surnames);
        (first, last, view.full_name(first, last, kind, &lone))
    });
    settled.collect()
}

struct View<'d> {
    document: &'d Document,
}

/// How often each kind stands in the article.
type Times = [u32; 4];

impl View<'_> {
    fn stem(&self, at: usize) -> u32 {
        self.document.word(at).stem
    }

    fn name(&self, first: usize, last: usize) -> Vec<u32> {
        (first..=last).map(|at| self.stem(at)).collect()
    }

    fn kinds(&self, found: &[Found]) -> FxHashMap<Vec<u32>, Times> {
        let mut kinds: FxHashMap<Vec<u32>, Times> = FxHashMap::default();
        for &(first, last, kind) in found {
            if let Some(times) = kinds
                .entry(self.name(first, last))
                .or_default()
                .get_mut(kind as usize)
            {
                *times += 1;
            }
        }
        kinds
    }

    /// The kind that a name has in at least two places of three, unless its words are a town's and a team's.
    fn usual(
        &self,
        first: usize,
        last: usize,
        kind: EntityKind,
        kinds: &FxHashMap<Vec<u32>, Times>,
    ) -> EntityKind {
        let Some(times) = kinds.get(&self.name(first, last)) else {
            return kind;
        };
        let all: u32 = times.iter().sum();
        let usual = EntityKind::ALL
            .into_iter()
            .zip(times)
            .find(|&(other, &n)| other != kind && n * 3 >= all * 2);
        let is_both = || (first..=last).any(|at| self.document.word(at).marks & OF_BOTH != 0);
        match usual {
            Some((other, _))
                if kind == EntityKind::Person || other == EntityKind::Person || !is_both() =>
            {
                other
            }
            _ => kind,
        }
    }

    /// Last words of people's full names.
    fn surnames(&self, found: &[Found]) -> FxHashSet<u32> {
        let full = found
            .iter()
            .filter(|&&(first, last, kind)| kind == EntityKind::Person && first < last);
        full.map(|&(_, last, _)| self.stem(last)).collect()
    }

    /// `Zamanian`, taken for a place where the article has a Kaveh Zamanian, is that person, if no list knows better.
    fn of_family(
        &self,
        first: usize,
        last: usize,
        kind: EntityKind,
        surnames: &FxHashSet<u32>,
    ) -> EntityKind {
        let is_surname = first == last
            && surnames.contains(&self.stem(first))
            && self.document.word(first).marks & OTHERWISE == 0;
        if is_surname { EntityKind::Person } else { kind }
    }

    /// People of one word, by what the article mostly has them for.
    fn lone_people(&self, found: &[Found]) -> FxHashMap<u32, Times> {
        let mut lone: FxHashMap<u32, Times> = FxHashMap::default();
        for &(first, _, kind) in found.iter().filter(|&&(first, last, _)| first == last) {
            if let Some(times) = lone
                .entry(self.stem(first))
                .or_default()
                .get_mut(kind as usize)
            {
                *times += 1;
            }
        }
        lone
    }

    /// `Elon Musk`, taken for a body where the article has Musk for a person again and again, is that person, if it begins with a given name.
    fn full_name(
        &self,
        first: usize,
        last: usize,
        kind: EntityKind,
        lone: &FxHashMap<u32, Times>,
    ) -> EntityKind {
        const MOST_WORDS: usize = 3;
        const GIVEN: Marks = gazetteer::FIRST_NAME | gazetteer::LISTED_FIRST_NAME;
        let is_long = first == last || last - first >= MOST_WORDS;
        if is_long || !matches!(kind, EntityKind::Org | EntityKind::Place) {
            return kind;
        }
        let is_person = lone.get(&self.stem(last)).is_some_and(|times| {
            let people = times[EntityKind::Person as usize];
            people > 1 && people == times.iter().sum::<u32>()
        });
        let may_be = self.document.word(first).marks & GIVEN != 0
            && self.document.word(last).marks & OTHERWISE == 0;
        if is_person && may_be {
            EntityKind::Person
        } else {
            kind
        }
    }

    fn in_headline(&self, at: usize) -> bool {
        let line = self.document.line_of(at);
        line.is_some_and(|(_, case)| *case != LineCase::Sentence)
    }

    /// Words that stand in small letters somewhere, but not behind a hyphen: `Covid-positive` says nothing of `Positive`.
    fn small_words(&self, found: &[Found]) -> FxHashSet<u32> {
        if !found.iter().any(|&(first, ..)| self.in_headline(first)) {
            return FxHashSet::default();
        }
        let tokens = self.document.tokens.iter().enumerate();
        let small = tokens
            .filter(|&(at, token)| !token.glued && self.document.word(at).case == Case::Lower);
        small.map(|(at, _)| self.stem(at)).collect()
    }

    /// Whether a headline alone gives the name its capitals: the text has all its words in small letters, and never with a capital inside
    /// a sentence.
    fn is_only_cased(&self, first: usize, last: usize, small: &FxHashSet<u32>) -> bool {
        let is_small = |at: usize| {
            small.contains(&self.stem(at)) && self.document.habit(at).capital_inside == 0
        };
        !small.is_empty() && self.in_headline(first) && (first..=last).all(is_small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::language::Family;
    use crate::enrich::word::Studied;

    const PERSON: EntityKind = EntityKind::Person;
    const ORG: EntityKind = EntityKind::Org;
    const PLACE: EntityKind = EntityKind::Place;

    /// A text, the first tokens of names with their lengths and kinds, and the kinds that are left.
    type Row<'t> = (&'t str, &'t [(usize, usize, EntityKind)], &'t [EntityKind]);

    const TABLE: &[Row<'_>] = &[
        (
            "Xanto fell . Xanto rose . Xanto fell .",
            &[(0, 1, ORG), (3, 1, ORG), (6, 1, PLACE)],
            &[ORG, ORG, ORG],
        ),
        (
            "Chelsea won . Chelsea lost . In Chelsea .",
            &[(0, 1, ORG), (3, 1, ORG), (7, 1, PLACE)],
            &[ORG, ORG, PLACE],
        ),
        (
            "Kaveh Zamanian said . But Zamanian knew .",
            &[(0, 2, PERSON), (5, 1, PLACE)],
            &[PERSON, PERSON],
        ),
        (
            "Elon Musk said . Musk rose , and Musk fell .",
            &[(0, 2, ORG), (4, 1, PERSON), (8, 1, PERSON)],
            &[PERSON, PERSON, PERSON],
        ),
        (
            "Hidden Max Power Costs Taylor Farms\nThe power had a max and taylor farms .",
            &[(1, 2, PERSON), (4, 2, ORG)],
            &[],
        ),
        (
            "Hidden Max Power Costs Taylor Farms\nThe power and Max .",
            &[(1, 2, PERSON)],
            &[PERSON],
        ),
    ];

    #[test]
    fn the_whole_article_settles_the_kind() {
        for (text, given, expected) in TABLE {
            let document = Document::read(text, Family::of("en"), &mut Studied::default());
            let found = given
                .iter()
                .map(|&(first, words, kind)| (first, first + words - 1, kind));
            let kinds: Vec<EntityKind> = settled(found.collect(), &document)
                .into_iter()
                .map(|(_, _, kind)| kind)
                .collect();
            assert_eq!(kinds, *expected, "{text}");
        }
    }
}
