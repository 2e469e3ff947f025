//! Names that run on over a dash between blanks: `Mohamed Bazoum - qui`, but not `ХМАО — Югра`.
//!
//! In: a name's tokens. Out: the names on both sides, or the one before the dash alone, if it should not have run on.

use super::{Found, View};
use crate::enrich::EntityKind;
use crate::enrich::across;
use crate::enrich::gazetteer;
use crate::enrich::language::Family;

/// So many tokens tell whether a text writes blanks before all its signs.
const LOOKED_AT: usize = 500;

impl View<'_> {
    /// The names that one with a dash between blanks should have been. Tokens that were put together with blanks say nothing by them.
    pub(super) fn at_dash(self, first: usize, last: usize, kind: EntityKind) -> Option<Vec<Found>> {
        let is_dash = |&at: &usize| {
            matches!(self.of(at), "-" | "–" | "—") && !self.glued(at) && !self.glued(at + 1)
        };
        let dash = (first + 1..last).find(is_dash)?;
        if self.is_one_name(dash, last, kind) || self.writes_blanks_before_signs() {
            return None;
        }
        // `Moon Jae - in`, as some write it, is one name.
        let words = (first..=last).filter(|at| !is_dash(at));
        let words: Vec<String> = words.map(|at| self.of(at).to_lowercase()).collect();
        if kind == EntityKind::Person && across::is_eastern(&words.join(" ")) {
            return None;
        }
        let mut found = self.parts(first, dash - 1, kind);
        let is_name = dash + 2 <= last && self.are_namelike(dash + 1, last);
        if is_name {
            found.extend(self.parts(dash + 1, last, kind));
        }
        Some(found)
    }

    /// `University of Maryland - College Park`, `Assistance publique – Hôpitaux de Paris`: a body or place whose own name has the dash. A hyphen
    /// with one word behind it has only names in Cyrillic letters, and of places: elsewhere the word begins what follows (`Morning Report - Witness transcripts`).
    fn is_one_name(self, dash: usize, last: usize, kind: EntityKind) -> bool {
        let behind = dash + 1;
        let is_lone = behind == last;
        let is_long = self.of(dash) != "-" || self.document.family == Family::Cyrillic;
        let is_place = || self.word(behind).marks & gazetteer::PLACES != 0;
        kind != EntityKind::Person
            && self.word(behind).case.is_namelike()
            && (!is_lone || is_long || kind == EntityKind::Place && is_place())
    }

    fn are_namelike(self, first: usize, last: usize) -> bool {
        (first..=last).all(|at| self.word(at).case.is_namelike())
    }

    /// Whether more commas stand apart from the word before them than beside it: the text was cut into tokens and put together again.
    fn writes_blanks_before_signs(self) -> bool {
        let tokens = self.document.tokens.len().min(LOOKED_AT);
        let commas = (0..tokens).filter(|&at| self.of(at) == ",");
        let (glued, apart): (Vec<usize>, Vec<usize>) = commas.partition(|&at| self.glued(at));
        apart.len() > glued.len()
    }
}
