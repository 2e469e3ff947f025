//! Names of several words that the short lists have for one kind alone.
//!
//! In: tokens that the tagger has for a thing, or for no name. Out: the body or place that they are: `Liberal Democrats`, `United Kingdom`.

use super::{Found, View};
use crate::enrich::EntityKind;
use crate::enrich::document::LineCase;
use crate::enrich::gazetteer::{self, Gazetteer, Marks};
use crate::enrich::listed::Listed;

/// Words behind a chamber's name: `House Speaker`, `Senate Republicans`.
static BEHIND_CHAMBERS: Listed = Listed::new(
    "Speaker Republican Republicans Democrat Democrats Majority Minority GOP seat seats floor members lawmakers leaders leadership",
);

/// Words behind which a seat of power is a building.
static AT: Listed = Listed::new("at At in In outside Outside inside Inside near Near to from");

const BODIES: Marks = gazetteer::ORG | gazetteer::TEAM | gazetteer::MEDIA;

impl View<'_> {
    /// The body or place that the lists have under this name, and nothing else.
    pub(super) fn listed_kind(self, first: usize, last: usize) -> Option<EntityKind> {
        let marks = gazetteer::core(self.lists(first, last));
        let works = self.lists(first, last) & gazetteer::WORK;
        match marks {
            0 => None,
            _ if works != 0 => None,
            _ if marks & !BODIES == 0 => Some(EntityKind::Org),
            _ if marks & !gazetteer::PLACES == 0 => Some(EntityKind::Place),
            _ => None,
        }
    }

    /// A thing that is a listed body or place: `Chicago Fire`.
    pub(super) fn known_in_thing(self, first: usize, last: usize) -> Option<Found> {
        let kind = self.listed_kind(first, last).filter(|_| first < last)?;
        Some((first, last, kind))
    }

    /// The longest listed name of two words or more that begins here.
    pub(super) fn untagged_phrase(self, at: usize, until: usize) -> Option<Found> {
        let word = self.word(at);
        let longest = usize::from(word.longest_phrase);
        if longest < 2 || !word.case.is_namelike() {
            return None;
        }
        let ends = (at + 1..until.min(at + longest)).rev();
        let (last, kind) = ends
            .filter(|&last| self.same_line(at, last))
            .find_map(|last| Some((last, self.listed_kind(at, last)?)))?;
        let is_cased = self.word(last).case.is_namelike();
        (is_cased && self.stands_alone(at, last)).then_some((at, last, kind))
    }

    /// Whether no word with a capital stands beside these, in a line where capitals say anything.
    fn stands_alone(self, first: usize, last: usize) -> bool {
        let is_name = |at: usize| self.word(at).case.is_namelike();
        let before = first
            .checked_sub(1)
            .filter(|&before| self.same_line(before, first));
        let behind = Some(last + 1).filter(|&behind| self.same_line(last, behind));
        let line = self.document.line_of(first);
        if line.is_some_and(|(_, case)| *case != LineCase::Sentence) {
            return true;
        }
        !before.is_some_and(is_name) && !behind.is_some_and(is_name)
    }

    /// The House of `House Speaker Nancy Pelosi`.
    pub(super) fn is_chamber(self, at: usize) -> bool {
        matches!(self.of(at), "House" | "Senate")
            && self.same_line(at, at + 1)
            && !self.glued(at + 1)
            && BEHIND_CHAMBERS.has(self.of(at + 1))
            && !at
                .checked_sub(1)
                .is_some_and(|before| self.same_line(before, at) && self.of(before) == "White")
    }

    /// `the White House said`, `at the White House`: people, or where they sit.
    pub(super) fn seat_of_power(self, first: usize, last: usize) -> Option<EntityKind> {
        if last != first + 1 || self.of(first) != "White" || self.of(last) != "House" {
            return None;
        }
        let is_the = |at: usize| matches!(self.of(at), "the" | "The");
        let before = first.checked_sub(1)?;
        let before = if is_the(before) {
            before.checked_sub(1)?
        } else {
            before
        };
        let is_place = self.same_line(before, first) && AT.has(self.of(before));
        Some(if is_place {
            EntityKind::Place
        } else {
            EntityKind::Org
        })
    }

    /// `Facebook Twitter Pinterest`: bodies that stand in a row, each of them listed.
    pub(super) fn are_bodies_in_a_row(self, first: usize, last: usize) -> bool {
        const LEAST: usize = 3;
        let is_body = |at: usize| {
            let marks = gazetteer::core(gazetteer::by_hand(self.word(at).marks));
            marks != 0 && marks & !BODIES == 0
        };
        last + 1 >= first + LEAST
            && (first..=last).all(is_body)
            && self.listed_kind(first, last).is_none()
    }

    /// `Hong Kong CNN —`, at the start of a line: where the place ends.
    pub(super) fn place_before_outlet(self, first: usize, last: usize) -> Option<usize> {
        let opens = self.document.tokens.get(first)?.opens_line;
        let is_dash = matches!(self.of(last + 1), "-" | "–" | "—" | ")");
        let is_outlet = |at: usize| {
            let keys = (at..=last).map(|at| self.word(at).key);
            let listed = if at == last {
                self.word(at).marks
            } else {
                Gazetteer::shipped().phrase(keys)
            };
            listed & gazetteer::MEDIA != 0
        };
        let is_place = |last: usize| self.listed_kind(first, last) == Some(EntityKind::Place);
        let mut ends = first..last;
        ends.find(|&end| opens && is_dash && is_place(end) && is_outlet(end + 1))
    }
}
