//! What the tagger gets wrong in regular ways, put right rule by rule.
//!
//! In: tagged spans. Out: spans of tokens with their kinds, in order, none inside another.

mod dashes;
mod frame;
mod glued;
mod known;
mod pairs;
mod people;
mod shape;
mod states;
mod sure;
mod words;

use super::EntityKind;
use super::document::Document;
use super::gazetteer::{self, Marks};
use super::language::Family;
use super::tagger::Span;
use super::word::{Case, Word};

/// First token, last token, kind.
pub type Found = (usize, usize, EntityKind);

/// Names in lines on who made the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Makers {
    /// They are none of what the article is about.
    LeftOut,
    /// They are names all the same.
    Kept,
}

/// The spans as they should have been, and names that a rule alone finds.
pub fn corrected(spans: &[Span], document: &Document, text: &str, makers: Makers) -> Vec<Found> {
    let view = View { document, text };
    let mut found: Vec<Found> = Vec::with_capacity(spans.len());
    let mut from = 0;
    for span in spans {
        view.untagged(from, span.first, &mut found);
        from = span.last + 1;
        if let Some(kind) = kind(span.kind) {
            found.extend(view.parts(span.first, span.last, kind));
            from = found.last().map_or(from, |f| from.max(f.1 + 1));
        } else {
            found.extend(view.in_thing(span.first, span.last));
        }
    }
    view.untagged(from, document.tokens.len(), &mut found);
    view.pair_ends(&mut found);
    view.settle_states(&mut found);
    view.places_in_brackets(&mut found);
    let mut found = view.with_their_places(found);
    found.retain(|&(first, last, kind)| {
        !view.is_picture_credit(first, last)
            && (makers == Makers::Kept || !view.is_of_makers(first, last, kind))
    });
    found
}

fn kind(number: usize) -> Option<EntityKind> {
    [EntityKind::Person, EntityKind::Org, EntityKind::Place]
        .get(number)
        .copied()
}

/// An article's tokens and their text.
#[derive(Clone, Copy)]
struct View<'d> {
    document: &'d Document,
    text: &'d str,
}

impl<'d> View<'d> {
    fn word(self, at: usize) -> &'d Word {
        self.document.word(at)
    }

    fn of(self, at: usize) -> &'d str {
        self.document
            .tokens
            .get(at)
            .map_or("", |token| token.of(self.text))
    }

    fn marks(self, at: usize) -> Marks {
        gazetteer::core(gazetteer::by_hand(self.word(at).marks))
    }

    /// Whether two tokens stand in one line.
    fn same_line(self, a: usize, b: usize) -> bool {
        let tokens = &self.document.tokens;
        b < tokens.len() && !(a + 1..=b).any(|at| tokens[at].opens_line)
    }

    fn glued(self, at: usize) -> bool {
        self.document
            .tokens
            .get(at)
            .is_some_and(|token| token.glued)
    }

    /// The spans that one span should have been: itself, none, or its parts.
    fn parts(self, first: usize, last: usize, kind: EntityKind) -> Vec<Found> {
        if self.is_party_and_state(first, last) {
            return vec![(last, last, EntityKind::Place)];
        }
        if let Some(dash) = self.dateline_ends(first, last) {
            // One capital behind it begins the sentence.
            let rest = (dash + 1 < last).then_some((dash + 1, last, kind));
            let place = (first, dash - 1, EntityKind::Place);
            return std::iter::once(place).chain(rest).collect();
        }
        if let Some(parted) = self.parted(first, last, kind) {
            return parted;
        }
        if self.are_bodies_in_a_row(first, last) {
            return (first..=last).map(|at| (at, at, EntityKind::Org)).collect();
        }
        if let Some(end) = self.place_before_outlet(first, last) {
            let outlet = (end + 1, last, EntityKind::Org);
            return vec![(first, end, EntityKind::Place), outlet];
        }
        if self.is_behind_secretary(first) && first < last {
            return self.parts(first + 1, last, EntityKind::Person);
        }
        let parts = self.split_at_hyphens(first, last);
        let all_on = |lists: Marks| {
            parts.len() > 1
                && parts
                    .iter()
                    .all(|&(a, b)| a == b && self.word(a).marks & lists != 0)
        };
        let each = |kind: EntityKind| parts.iter().map(|&(a, b)| (a, b, kind)).collect();
        // `U.S.-China` is two places, whatever it was taken for.
        if all_on(gazetteer::PLACES) {
            return each(EntityKind::Place);
        }
        if kind == EntityKind::Person && all_on(gazetteer::SURNAME) {
            return each(kind);
        }
        if let Some((office, person)) = self.office_inside(first, last, kind) {
            let mut found = Vec::new();
            if office > first {
                found = self.parts(first, office - 1, kind);
            }
            found.extend(self.parts(person, last, EntityKind::Person));
            return found;
        }
        let Some((first, last)) = self
            .within_quotes(first, last)
            .map(|(first, last)| self.trimmed(first, last, kind))
        else {
            return Vec::new();
        };
        if self.is_no_name(first, last, kind) {
            return Vec::new();
        }
        let end = self.extended(first, last, kind);
        let kind = if end == last + 1 && self.is_company_in_s(last) {
            EntityKind::Org
        } else {
            self.known_kind(first, end, kind)
        };
        vec![(first, self.closed(first, end), kind)]
    }

    /// What the lists know better than to be a thing.
    fn in_thing(self, first: usize, last: usize) -> Option<Found> {
        let person = || self.person_in_thing(first, last);
        self.known_in_thing(first, last).or_else(person)
    }

    /// Without what stands before or behind the name: `The Guardian`, `PM Johnson`, `Obama administration`.
    fn trimmed(self, mut first: usize, mut last: usize, kind: EntityKind) -> (usize, usize) {
        if kind == EntityKind::Person && self.opens_before_title(first, last) {
            first += 2;
        } else if kind == EntityKind::Person && self.opens_with_dean(first, last) {
            first += 1;
        }
        while first < last && self.is_outside(first, kind) {
            first += 1;
        }
        let is_along = first < last && words::TAKEN_ALONG.has(self.of(last));
        if is_along || self.ends_in_weekday(first, last, kind) {
            last -= 1;
        }
        (first, last)
    }

    /// Without what lies beyond a quote or bracket that only one side of the name has.
    fn within_quotes(self, first: usize, last: usize) -> Option<(usize, usize)> {
        // `НПО „Энергия“`: bodies have quotes in their names, of which one may not have been found.
        let with_next = last + 1 + usize::from(self.same_line(last, last + 1));
        let is_whole = || shape::lone_sign((first..with_next).map(|at| self.of(at))).is_none();
        if self.document.family == Family::Cyrillic || is_whole() {
            return Some((first, last));
        }
        match shape::lone_sign((first..=last).map(|at| self.of(at))) {
            None => Some((first, last)),
            // A sign at the end does no harm.
            Some(words) if first + words == last => Some((first, last)),
            Some(0) if first < last => self.within_quotes(first + 1, last),
            Some(0) => None,
            Some(words) => Some((first, first + words - 1)),
        }
    }

    /// Whether a sentence's first word and a title stand before the name: `Selon M. Dupont`.
    fn opens_before_title(self, first: usize, last: usize) -> bool {
        let opens = self
            .document
            .opens_sentence
            .get(first)
            .is_some_and(|opens| *opens);
        first + 2 <= last
            && opens
            && self.marks(first) & (gazetteer::FIRST_NAME | gazetteer::SURNAME) == 0
            && words::STOPPED_TITLES.has(self.of(first + 1))
    }

    fn is_outside(self, at: usize, kind: EntityKind) -> bool {
        match kind {
            EntityKind::Person => {
                words::TITLES_OUTSIDE.has(self.of(at)) && self.word(at + 1).case.is_namelike()
            }
            EntityKind::Org => self.of(at) == "The",
            EntityKind::Place | EntityKind::Misc => false,
        }
    }

    /// With what belongs to the name: `Kim Jong` of `Kim Jong-un`, `McDonald` of `McDonald's`.
    fn extended(self, first: usize, last: usize, kind: EntityKind) -> usize {
        let lower = self.of(last + 2);
        let is_given_name = kind == EntityKind::Person
            && first < last
            && self.glued(last + 1)
            && self.of(last + 1) == "-"
            && self.glued(last + 2)
            && (2..=6).contains(&lower.len())
            && lower.bytes().all(|b| b.is_ascii_lowercase())
            && !words::BEHIND_HYPHEN.has(lower);
        if is_given_name {
            return last + 2;
        }
        let is_company = kind == EntityKind::Org
            || kind == EntityKind::Place && first == last && self.marks(first) == 0;
        if is_company && self.is_company_in_s(last) {
            last + 1
        } else {
            self.with_quadrant(last, kind)
        }
    }

    /// `Sotheby's`
    fn is_company_in_s(self, last: usize) -> bool {
        self.glued(last + 1)
            && matches!(self.of(last + 1), "'s" | "’s")
            && words::ENDS_IN_S.has(&self.of(last).to_lowercase())
    }

    /// `House Judiciary Committee Chairman Jerry Nadler`, `Secretary of State John Kerry`: where the office stands, if the name of a
    /// body holds one, and where the person behind it begins.
    fn office_inside(self, first: usize, last: usize, kind: EntityKind) -> Option<(usize, usize)> {
        if kind != EntityKind::Org {
            return None;
        }
        // `Harvard president Claudine Gay`: inside, an office may be written small.
        let is_office = |at: &usize| {
            self.marks(*at) == gazetteer::TITLE
                && (*at > first || self.word(*at).case.is_namelike())
        };
        let is_given = |at: usize| {
            // Right behind an office the long lists will do, or an initial.
            let listed = self.word(at).marks & gazetteer::LISTED_FIRST_NAME != 0;
            let has_initial = at + 2 == last && self.is_initial(at + 1);
            self.marks(at) & gazetteer::FIRST_NAME != 0
                || (listed || has_initial) && is_office(&(at - 1))
        };
        let person = (first + 1..last).find(|&at| {
            is_given(at)
                && (is_office(&(at - 1)) || is_office(&first))
                && (at..=last).all(|at| self.word(at).case.is_namelike())
        })?;
        let office = (first..person).rev().find(is_office)?;
        Some((office, person))
    }

    /// What the words of a name say surely of its kind.
    fn known_kind(self, first: usize, last: usize, kind: EntityKind) -> EntityKind {
        if let Some(kind) = self.seat_of_power(first, last) {
            return kind;
        }
        // `Soviet Union` is no union, and `United Arab Emirates` no airline.
        if first < last && self.is_state(first, last) {
            return EntityKind::Place;
        }
        if let Some(kind) = self.sure_kind(first, last, kind) {
            return kind;
        }
        let marks = self.marks(first);
        let of_people = gazetteer::SURNAME | gazetteer::FIRST_NAME;
        let is_country = || self.lists(first, last) == gazetteer::COUNTRY;
        if first == last {
            // A lone `Kavanaugh` taken for a place is a person: the lists know it as a name of people only.
            let is_person = marks & of_people != 0 && marks & !of_people == 0;
            return match kind {
                EntityKind::Place if is_person => EntityKind::Person,
                EntityKind::Org if is_country() => EntityKind::Place,
                _ => kind,
            };
        }
        let last_word = self.of(last);
        let is_street = || marks & of_people == 0 && words::STREETS.has(last_word);
        let is_site = || words::SITES.has(last_word) || is_country();
        match kind {
            EntityKind::Person | EntityKind::Place if words::BODIES.has(last_word) => {
                EntityKind::Org
            }
            EntityKind::Person | EntityKind::Place
                if words::BODIES_BEFORE.has(self.of(first)) && !is_country() =>
            {
                EntityKind::Org
            }
            EntityKind::Person if is_street() => EntityKind::Place,
            EntityKind::Org if is_site() || words::ROADS.has(last_word) => EntityKind::Place,
            _ => kind,
        }
    }

    /// The lists that hold the name as a whole.
    fn lists(self, first: usize, last: usize) -> Marks {
        if first == last {
            return gazetteer::by_hand(self.word(first).marks);
        }
        let keys = (first..=last).map(|at| self.word(at).key);
        gazetteer::by_hand(gazetteer::Gazetteer::shipped().phrase(keys))
    }

    /// `(R-Ill.)` and `D-Minn.`: the state alone is a name.
    fn is_party_and_state(self, first: usize, last: usize) -> bool {
        last == first + 2
            && self.of(first + 1) == "-"
            && matches!(self.of(first), "R" | "D" | "I")
            && self.word(last).case.is_namelike()
    }

    /// The dash of `GDAŃSK - Dockers` at the start of a line: a place in capitals stands before it.
    fn dateline_ends(self, first: usize, last: usize) -> Option<usize> {
        let is_dash = |&at: &usize| !self.glued(at) && matches!(self.of(at), "-" | "–" | "—");
        let dash = (first + 1..last).find(is_dash)?;
        let starts_line = self.document.tokens.get(first)?.opens_line;
        let shouted = (first..dash).all(|at| self.word(at).case == Case::Upper);
        (starts_line && shouted).then_some(dash)
    }

    fn split_at_hyphens(self, first: usize, last: usize) -> Vec<(usize, usize)> {
        let mut parts = Vec::new();
        let mut start = first;
        for at in first..=last {
            if self.glued(at) && matches!(self.of(at), "-" | "–" | "/") {
                parts.extend((at > start).then(|| (start, at - 1)));
                start = at + 1;
            }
        }
        parts.extend((start <= last).then_some((start, last)));
        parts
    }

    /// Names between two spans that need no context: the state of `(R-Iowa)`, and `X` where only the platform can be meant.
    fn untagged(self, from: usize, until: usize, found: &mut Vec<Found>) {
        let until = until.min(self.document.tokens.len());
        let mut behind = from;
        for at in from..until {
            if at < behind {
                continue;
            }
            if let Some(known) = self.untagged_phrase(at, until) {
                behind = known.1 + 1;
                found.push(known);
            } else if self.is_state_of_member(at) {
                found.push((at, at, EntityKind::Place));
            } else if self.is_platform(at) || self.is_chamber(at) {
                found.push((at, at, EntityKind::Org));
            }
        }
    }

    fn is_state_of_member(self, at: usize) -> bool {
        at >= 3
            && self.glued(at)
            && self.of(at - 1) == "-"
            && matches!(self.of(at - 2), "R" | "D" | "I")
            && self.of(at - 3) == "("
            && self.same_line(at - 3, at)
            && self.word(at).case.is_namelike()
    }

    /// `on X`, `an X post`: the letter stands alone, and the words around it say what it is.
    fn is_platform(self, at: usize) -> bool {
        if self.of(at) != "X" || self.document.lines.is_empty() || self.glued(at) {
            return false;
        }
        let before = at
            .checked_sub(1)
            .filter(|&b| self.same_line(b, at))
            .map_or("", |b| self.of(b));
        let behind = if self.same_line(at, at + 1) && !self.glued(at + 1) {
            self.of(at + 1)
        } else {
            ""
        };
        let is_lone = !self.glued(at + 1) || !matches!(self.of(at + 1), "-" | "/");
        is_lone
            && (matches!(before, "on" | "On" | "via")
                || matches!(
                    behind,
                    "post" | "posts" | "account" | "users" | "user" | "thread"
                ))
    }

    /// Lone letters, months and weekdays, `I'll`, an office without a person (`Virginia Governor`), and people of a party or
    /// country (`Muslims`, `House Democrats`).
    fn is_no_name(self, first: usize, last: usize, kind: EntityKind) -> bool {
        let letters = self.of(first).chars().filter(|c| c.is_alphabetic());
        let lone_letter = first == last && letters.count() < 2 && kind != EntityKind::Org;
        let no_letters =
            (first..=last).all(|at| matches!(self.word(at).case, Case::None | Case::Digit));
        if no_letters || lone_letter || self.is_no_word_of_names(first, last, kind) {
            return true;
        }
        // `Starlink` taken for a company.
        let is_of_people = || self.lists(first, last) == gazetteer::WORK | gazetteer::DEMONYM;
        if self.is_listed_work(first, last, kind)
            || self.is_eve(first, last)
            || kind == EntityKind::Person && is_of_people()
        {
            return true;
        }
        let (marks, word) = (self.marks(last), self.of(last));
        let is_people = marks == gazetteer::DEMONYM
            && (word.ends_with('s') || (first == last && kind != EntityKind::Person));
        let is_office = marks == gazetteer::TITLE && kind != EntityKind::Org;
        let is_date = first == last && marks == gazetteer::CALENDAR;
        is_date
            || is_office
            || (is_people && (first == last || kind != EntityKind::Person))
            || (first == last && is_contraction(word))
    }

    /// Measures, codes, and kinds of things: `8TB SSD`, `LLMs`.
    fn is_no_word_of_names(self, first: usize, last: usize, kind: EntityKind) -> bool {
        let is_kind_of_thing = || {
            first == last && shape::is_plural_initialism(self.of(first)) && self.marks(first) == 0
        };
        let mut words = (first..=last).map(|at| self.of(at));
        shape::is_measure(self.of(first))
            || is_kind_of_thing()
            || kind == EntityKind::Person && words.any(shape::is_code)
    }
}

fn is_contraction(word: &str) -> bool {
    let behind = word
        .rsplit_once(['\'', '’'])
        .map(|(_, behind)| behind.to_lowercase());
    behind.is_some_and(|b| matches!(b.as_str(), "ll" | "re" | "ve" | "m" | "d" | "t"))
}

#[cfg(test)]
mod tests;
