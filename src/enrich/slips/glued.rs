//! Names that ran together with what stands beside them: `Joe BidenGOP`, `Медведев Сергей Иванов`.
//!
//! In: a name's tokens. Out: the names that it should have been, if it should have been others.

use super::{Found, View};
use crate::enrich::EntityKind;
use crate::enrich::gazetteer::{self, Gazetteer, Marks};
use crate::enrich::listed::Listed;
use crate::enrich::word::Case;

/// Parts of other names that begin with a small letter behind them: `McConnell`, `DeWine`.
static PREFIXES: Listed = Listed::new("mac fitz vander van der den del della los las saint sankt");

/// Ends of what a Russian or Ukrainian is called by the father's name.
const PATRONYMICS: [&str; 12] = [
    "вич",
    "вича",
    "вичу",
    "вичем",
    "виче",
    "вичі",
    "вна",
    "вны",
    "вне",
    "вной",
    "вну",
    "вною",
];

const GIVEN: Marks = gazetteer::FIRST_NAME | gazetteer::LISTED_FIRST_NAME;
const OF_PEOPLE: Marks = gazetteer::SURNAME | gazetteer::FIRST_NAME | gazetteer::LISTED_PEOPLE;

impl View<'_> {
    /// The names that one should have been that runs on too long; none if it is one.
    pub(super) fn parted(self, first: usize, last: usize, kind: EntityKind) -> Option<Vec<Found>> {
        if (first..=last).any(|at| is_run_together(self.of(at), kind)) {
            return Some(Vec::new());
        }
        if first == last {
            return None;
        }
        self.at_dash(first, last, kind)
            .or_else(|| self.of_party(first, last, kind))
            .or_else(|| self.of_two_people(first, last, kind))
            .or_else(|| self.behind_place(first, last, kind))
    }

    /// The state of `the Kentucky Republican`: somebody's party makes no body.
    fn of_party(self, first: usize, last: usize, kind: EntityKind) -> Option<Vec<Found>> {
        const ORGANS: [&str; 5] = ["House", "Senate", "GOP", "Congressional", "State"];
        let is_member = matches!(self.of(last), "Republican" | "Democrat")
            && !(self.same_line(last, last + 1) && self.word(last + 1).case.is_namelike());
        if kind == EntityKind::Place || !is_member {
            return None;
        }
        let front = last - 1;
        if self.lists(first, front) & gazetteer::PLACES != 0 {
            return Some(vec![(first, front, EntityKind::Place)]);
        }
        let is_organ = first == front && ORGANS.contains(&self.of(first));
        is_organ.then(Vec::new)
    }

    /// `Медведев Сергей Иванов` are two. A name that repeats its first word is left whole: Fayez Ramzy Fayez is one man.
    fn of_two_people(self, first: usize, last: usize, kind: EntityKind) -> Option<Vec<Found>> {
        if kind != EntityKind::Person || last < first + 2 {
            return None;
        }
        // `Иванов Иван Петрович` is one.
        let is_by_father = PATRONYMICS.iter().any(|end| self.of(last).ends_with(end));
        let is_surname = self.word(first).marks & (OF_PEOPLE | gazetteer::PARTICLE);
        let are_two = last == first + 2
            && self
                .of(first)
                .starts_with(|c: char| ('А'..='Я').contains(&c))
            && is_surname & GIVEN == 0
            && is_surname & OF_PEOPLE != 0
            && self.word(first + 1).marks & gazetteer::FIRST_NAME != 0
            && self.word(last).marks & GIVEN == 0
            && !is_by_father;
        are_two.then(|| {
            let mut found = self.parts(first, first, kind);
            found.extend(self.parts(first + 1, last, kind));
            found
        })
    }

    /// The town of the Italian `a Roma Emmanuel Macron`.
    fn behind_place(self, first: usize, last: usize, kind: EntityKind) -> Option<Vec<Found>> {
        const TOWNS: Marks = gazetteer::COUNTRY | gazetteer::CITY;
        let before = first
            .checked_sub(1)
            .filter(|&at| self.same_line(at, first))?;
        let is_town = kind == EntityKind::Person
            && last >= first + 2
            && self.word(before).case == Case::Lower
            && self.marks(before) & gazetteer::PLACE_PREPOSITION != 0
            && self.marks(first) & TOWNS != 0
            && self.marks(first) & (gazetteer::FIRST_NAME | gazetteer::SURNAME) == 0
            && self.marks(first + 1) & gazetteer::FIRST_NAME != 0;
        is_town.then(|| {
            let mut found = vec![(first, first, EntityKind::Place)];
            found.extend(self.parts(first + 1, last, kind));
            found
        })
    }

    /// With the quote that closes what the name opens: `ТОВ «Торгсервіс»`.
    pub(super) fn closed(self, first: usize, last: usize) -> usize {
        let lone = super::shape::lone_sign((first..=last).map(|at| self.of(at)));
        let opens = lone.map(|words| self.of(first + words));
        let is_closed = self.same_line(last, last + 1)
            && matches!(
                (opens, self.of(last + 1)),
                (Some("«"), "»") | (Some("„"), "“" | "”") | (Some("“"), "”")
            );
        last + usize::from(is_closed)
    }
}

/// `BidenGOP`, `KellyMORE`, `TrumpTrump`: a name of people and the next word without a blank.
fn is_run_together(word: &str, kind: EntityKind) -> bool {
    const LEAST: usize = 4;
    let mut before = ' ';
    let inner = word.char_indices().skip(1).find(|&(_, c)| {
        let begins = before.is_lowercase() && c.is_uppercase();
        before = c;
        begins
    });
    let Some(at) = inner.map(|(at, _)| at) else {
        return false;
    };
    // Of `McConnellGOP` the second capital is not yet the end.
    let shouted = word.trim_end_matches(char::is_uppercase).len();
    let at = if shouted < word.len() { shouted } else { at };
    let (head, rest) = word.split_at(at);
    let is_name = |part: &str| {
        let marks = Gazetteer::shipped().word(gazetteer::stem_key(part)).marks;
        marks & OF_PEOPLE != 0
    };
    let is_headline = match kind {
        EntityKind::Person => rest.chars().count() > 2 && shouted < word.len(),
        // `NumbersUSA` is a body.
        EntityKind::Org | EntityKind::Place | EntityKind::Misc => matches!(rest, "GOP" | "MORE"),
    };
    head.chars().count() >= LEAST
        && !PREFIXES.has_in_any_case(head)
        && (head == rest || is_headline && is_name(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_blank_between_them_are_told_from_names() {
        for word in ["BidenGOP", "TrumpTrump", "KellyMORE", "McConnellGOP"] {
            assert!(is_run_together(word, EntityKind::Person), "{word}");
        }
        for word in [
            "McConnell",
            "DeWine",
            "BuzzFeed",
            "YouTube",
            "FitzGerald",
            "MacKenzie",
            "PwC",
            "iPhone",
            "GOP",
            "Biden",
            "SpaceX",
            "LeBron",
            "JPMorgan",
        ] {
            assert!(!is_run_together(word, EntityKind::Person), "{word}");
        }
        assert!(!is_run_together("NumbersUSA", EntityKind::Org));
    }
}
