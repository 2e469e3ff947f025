//! People that lists of names make sure.
//!
//! In: tokens that the tagger has for something else. Out: the person that a given name and a surname are.

use super::{Found, View};
use crate::enrich::EntityKind;
use crate::enrich::document::LineCase;
use crate::enrich::gazetteer::{self, Marks};
use crate::enrich::language::Family;
use crate::enrich::listed::Listed;
use crate::enrich::word::Case;

/// Surnames that end the names of things: `Victoria Day`.
static ENDS_OF_THINGS: Listed = Listed::new("Day Prize Cup Award Act Law Bell Castle Way");

const GIVEN: Marks = gazetteer::FIRST_NAME | gazetteer::LISTED_FIRST_NAME;
const FAMILY: Marks = gazetteer::SURNAME | gazetteer::LISTED_SURNAME;
/// What else the words of a person's name may be said to be by a list.
const OF_OTHERS: Marks = gazetteer::PLACES
    | gazetteer::ORG
    | gazetteer::TEAM
    | gazetteer::MEDIA
    | gazetteer::CALENDAR
    | gazetteer::DEMONYM
    | gazetteer::ORG_WORD
    | gazetteer::PLACE_WORD
    | gazetteer::WORK;

impl View<'_> {
    /// `Prime Minister Boris Johnson`, `Elon Musk`, taken for a thing: nothing stands there but titles and a name of which lists have both words.
    pub(super) fn person_in_thing(self, first: usize, last: usize) -> Option<Found> {
        let at = (first..last).find(|&at| self.family_name(at) == Some(last))?;
        let line = self.document.line_of(at)?;
        let are_titles = (first..at).all(|before| self.is_titular(before));
        // Without a title only names that are known well enough to stand on the short lists.
        let is_known = at > first
            || self.marks(at) & gazetteer::FIRST_NAME != 0 && self.marks(last) & OF_OTHERS == 0;
        let is_person = line.1 == LineCase::Sentence
            && self.document.family != Family::Cyrillic
            && are_titles
            && is_known
            && !self.is_quoted(first, last)
            && !self.goes_on(last)
            && self.lists(at, last) == 0;
        is_person.then_some((at, last, EntityKind::Person))
    }

    /// The surname behind the given name `at`, with at most an initial between them.
    fn family_name(self, at: usize) -> Option<usize> {
        if self.word(at).marks & GIVEN == 0 || self.word(at).case != Case::Capital {
            return None;
        }
        let last = at + 1 + usize::from(self.is_initial(at + 1));
        let is_family = self.same_line(at, last)
            && self.word(last).marks & FAMILY != 0
            && !ENDS_OF_THINGS.has(self.of(last))
            && matches!(self.word(last).case, Case::Capital | Case::Mixed);
        is_family.then_some(last)
    }

    /// `J.`
    pub(super) fn is_initial(self, at: usize) -> bool {
        let mut letters = self.of(at).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
    }

    fn is_titular(self, at: usize) -> bool {
        self.marks(at) & gazetteer::TITLE != 0 || matches!(self.of(at), "Prime" | "Vice" | "First")
    }

    /// Whether a quote begins right before these words and ends right behind them.
    fn is_quoted(self, first: usize, last: usize) -> bool {
        let is_sign = |at: usize| matches!(self.of(at), "\"" | "“" | "”" | "„" | "«" | "‘" | "'");
        first.checked_sub(1).is_some_and(is_sign)
            && matches!(self.of(last + 1), "\"" | "”" | "“" | "»" | "’" | "'")
    }

    fn goes_on(self, last: usize) -> bool {
        self.same_line(last, last + 1) && self.word(last + 1).case.is_namelike()
    }
}
