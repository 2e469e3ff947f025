//! Names that say something of the one beside them: `between Kullby and Hallby`, `Archdiocese of Rimouski`, `Ana Ruiz (ESP)`.
//!
//! In: the names of an article in order. Out: the same, some with another kind, some joined.

use super::{Found, View, words};
use crate::enrich::EntityKind;
use crate::enrich::gazetteer;
use crate::enrich::listed::Listed;

/// Bodies that are called by their place, as the last word before `of`. Of `Kroger Co. of Cincinnati` the place is none of the name.
static CALLED_BY_PLACE: Listed = Listed::new(
    "ACLU Archdiocese Army Assembly Bank Church Council Court Diocese Eparchy Eximbank Federation Forces Governor Ministry Parliament Port \
    Senate Tribe Tribunal University",
);

/// The letters of states in lists of results.
static STATES: Listed = Listed::new(
    "AFG ALB ALG AND ANG ARG ARM AUS AUT AZE BAH BAN BAR BEL BER BIH BLR BOL BOT BRA BRN BUL BUR CAN CHI CHN CIV CMR COL CRC CRO CUB CYP CZE \
    DEN DOM ECU EGY ERI ESP EST ETH FIJ FIN FRA GBR GEO GER GHA GRE GUA HKG HON HUN INA IND IRI IRL IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KOR \
    KSA KUW LAT LBN LTU LUX MAR MAS MDA MEX MGL MKD MLT MNE NAM NED NGR NOR NZL PAK PAN PAR PER PHI POL POR PRK PUR QAT ROU RSA RUS RWA SEN SGP \
    SLO SRB SRI SUI SVK SWE SYR THA TPE TUN TUR UAE UGA UKR URU USA UZB VEN VIE ZAM ZIM",
);

impl View<'_> {
    /// `between Kullby and Hallby`: if one end is a place and nothing is known of the other, both are.
    pub(super) fn pair_ends(self, found: &mut [Found]) {
        let is_of_people = |at: usize| {
            let marks = self.word(at).marks;
            marks & (gazetteer::SURNAME | gazetteer::FIRST_NAME | gazetteer::LISTED_PEOPLE) != 0
        };
        for pair in 1..found.len() {
            let (one, other) = (found[pair - 1], found[pair]);
            let are_lone = one.0 == one.1 && other.0 == other.1 && one.1 + 2 == other.0;
            let before = one.0.checked_sub(1).map_or("", |before| self.of(before));
            if !are_lone || !words::BETWEEN.has_in_any_case(before) {
                continue;
            }
            let is_and = words::AND.has(self.of(one.1 + 1));
            match (one.2, other.2) {
                (EntityKind::Place, EntityKind::Person) if is_and && !is_of_people(other.0) => {
                    found[pair].2 = EntityKind::Place;
                }
                (EntityKind::Person, EntityKind::Place) if is_and && !is_of_people(one.0) => {
                    found[pair - 1].2 = EntityKind::Place;
                }
                _ => {}
            }
        }
    }

    /// `Ana Ruiz (ESP)`: behind a person such letters are those of a state.
    pub(super) fn places_in_brackets(self, found: &mut [Found]) {
        for at in 1..found.len() {
            let (person, (first, last, kind)) = (found[at - 1], found[at]);
            let is_state = kind == EntityKind::Org && first == last && STATES.has(self.of(first));
            if is_state
                && person.2 == EntityKind::Person
                && person.1 + 2 == first
                && self.of(first - 1) == "("
                && self.of(last + 1) == ")"
            {
                found[at].2 = EntityKind::Place;
            }
        }
    }

    /// `Archdiocese of Rimouski`, `Council of the Philippines`: a body and its place are one name.
    pub(super) fn with_their_places(self, found: Vec<Found>) -> Vec<Found> {
        let mut joined: Vec<Found> = Vec::with_capacity(found.len());
        for name in found {
            match joined.last_mut() {
                Some(body) if self.is_called_by(*body, name) => body.1 = name.1,
                _ => joined.push(name),
            }
        }
        joined
    }

    fn is_called_by(self, body: Found, place: Found) -> bool {
        let between = body.1 + 1..place.0;
        let is_of = match between.len() {
            1 => self.of(between.start) == "of",
            2 => self.of(between.start) == "of" && self.of(between.start + 1) == "the",
            _ => false,
        };
        is_of
            && body.2 == EntityKind::Org
            && place.2 == EntityKind::Place
            && CALLED_BY_PLACE.has(self.of(body.1))
            && self.same_line(body.0, place.1)
    }
}
