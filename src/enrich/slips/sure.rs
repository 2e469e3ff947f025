//! What one word of a name, or the word beside it, says surely.
//!
//! In: a name's tokens. Out: where it ends, or what it is.

use super::View;
use crate::enrich::EntityKind;
use crate::enrich::document::LineCase;
use crate::enrich::gazetteer::{self, Marks};
use crate::enrich::listed::Listed;
use crate::enrich::word::Case;

/// Last words of streets that no person bears.
static SURE_ROADS: Listed =
    Listed::new("Ave. Ave Avenue Blvd. Blvd Boulevard Hwy. Hwy Highway Pkwy. Parkway");

/// Parts of a town behind its streets: `K St NW`.
static QUADRANTS: Listed = Listed::new("NW NE SW SE N.W. N.E. S.W. S.E.");

/// Last words of streets before a part of a town.
static CUT_STREETS: Listed = Listed::new("St St. Street Ave Ave. Avenue Rd Rd. Road Dr Dr. Drive");

/// Days that end no name of a body. Sheffield has a club by the one that is left out.
static WEEKDAYS: Listed = Listed::new("Monday Tuesday Thursday Friday Saturday Sunday");

const OF_PEOPLE: Marks = gazetteer::FIRST_NAME | gazetteer::SURNAME | gazetteer::LISTED_PEOPLE;

impl View<'_> {
    /// `ABC Thursday`: a body that the lists know, and the day on which it does something.
    pub(super) fn ends_in_weekday(self, first: usize, last: usize, kind: EntityKind) -> bool {
        const BODIES: Marks = gazetteer::ORG | gazetteer::TEAM | gazetteer::MEDIA;
        first < last
            && kind == EntityKind::Org
            && WEEKDAYS.has(self.of(last))
            && self.lists(first, last - 1) & BODIES != 0
    }

    /// `K St NW`: where the name of a street ends.
    pub(super) fn with_quadrant(self, last: usize, kind: EntityKind) -> usize {
        let is_street = kind == EntityKind::Place && CUT_STREETS.has(self.of(last));
        let goes_on = is_street
            && self.same_line(last, last + 1)
            && !self.glued(last + 1)
            && QUADRANTS.has(self.of(last + 1));
        let behind_comma = is_street
            && self.same_line(last, last + 2)
            && self.of(last + 1) == ","
            && QUADRANTS.has(self.of(last + 2));
        match (goes_on, behind_comma) {
            (true, _) => last + 1,
            (false, true) => last + 2,
            (false, false) => last,
        }
    }

    /// Whether the lists have the name for a country or one of its parts, and for nothing else.
    pub(super) fn is_state(self, first: usize, last: usize) -> bool {
        let lists = self.lists(first, last);
        lists & (gazetteer::COUNTRY | gazetteer::REGION) != 0 && lists & !gazetteer::PLACES == 0
    }

    /// The State of `Secretary of State Antony Blinken`.
    pub(super) fn is_behind_secretary(self, first: usize) -> bool {
        first >= 2
            && self.of(first) == "State"
            && self.of(first - 1) == "of"
            && self.of(first - 2) == "Secretary"
    }

    /// `Dean Emma Dench`: an office that is also a given name, before a full name.
    pub(super) fn opens_with_dean(self, first: usize, last: usize) -> bool {
        first + 2 <= last
            && self.of(first) == "Dean"
            && self.word(first + 1).marks & (gazetteer::FIRST_NAME | gazetteer::LISTED_FIRST_NAME)
                != 0
    }

    /// The Eve of New Year's Eve.
    pub(super) fn is_eve(self, first: usize, last: usize) -> bool {
        let before = first.checked_sub(1).map_or("", |before| self.of(before));
        first == last && self.of(first) == "Eve" && matches!(before, "'s" | "’s")
    }

    /// `Star Wars`, taken for a person or a body: the list of works has it, and no other.
    pub(super) fn is_listed_work(self, first: usize, last: usize, kind: EntityKind) -> bool {
        matches!(kind, EntityKind::Person | EntityKind::Org)
            && (first < last || kind == EntityKind::Org)
            && self.lists(first, last) == gazetteer::WORK
    }

    /// The kind that a road, the name of a body or capitals give, if they do.
    pub(super) fn sure_kind(
        self,
        first: usize,
        last: usize,
        kind: EntityKind,
    ) -> Option<EntityKind> {
        match kind {
            EntityKind::Person if first < last && SURE_ROADS.has(self.of(last)) => {
                Some(EntityKind::Place)
            }
            EntityKind::Person if first == last && self.is_initialism(first) => {
                Some(EntityKind::Org)
            }
            EntityKind::Place if first < last && self.is_body(last) => Some(EntityKind::Org),
            _ => None,
        }
    }

    /// `HGSU` in a sentence, where nobody shouts. `G.K.` is a person.
    fn is_initialism(self, at: usize) -> bool {
        let word = self.word(at);
        let line = self.document.line_of(at);
        word.case == Case::Upper
            && (3..=6).contains(&self.of(at).chars().count())
            && self.of(at).chars().all(char::is_alphabetic)
            && word.marks & OF_PEOPLE == 0
            && line.is_some_and(|(_, case)| *case == LineCase::Sentence)
    }

    /// The last word of `Iowa GOP`, but not of `Sydney Opera House`. The first word says little: `Allianz Riviera` is a stadium.
    fn is_body(self, at: usize) -> bool {
        self.marks(at) == gazetteer::ORG && self.of(at) != "House"
    }
}
