//! Storms, court cases and prizes that bear the names of people: `Ian` beside `Hurricane Ian`, `Roe` beside `Roe v. Wade`.
//!
//! In: tagged spans. Out: the same, where such a name is a thing in all places of the article. A word that is part of somebody's full name
//! there is left as the tagger has it.

use rustc_hash::FxHashSet;

use super::document::{Document, Reading};
use super::gazetteer::{self, Marks, hash};
use super::listed::Listed;
use super::tagger::Span;

/// The tagger's numbers for people and for things.
const PERSON: usize = 0;
const THING: usize = 3;

/// Words before the name of a storm.
static STORMS: Listed = Listed::new("Hurricane Typhoon Cyclone Storm Supertyphoon");

/// Prizes that have a given name.
static PRIZES: Listed = Listed::new("Oscar Emmy Tony Grammy");

/// Words before such a prize, and words behind it.
static BEFORE_PRIZES: Listed = Listed::new(
    "a an the first second third actor actress picture director one two three four five his her best another",
);
static BEHIND_PRIZES: Listed = Listed::new(
    "nominee nominees nominated nomination nominations winner winners winning award awards Awards season race history voters ceremony \
    night buzz contender contenders",
);

/// What is in no article without such a thing: hashes of the words in small letters.
const SIGNS: [u32; 11] = [
    hash("hurricane"),
    hash("typhoon"),
    hash("cyclone"),
    hash("storm"),
    hash("supertyphoon"),
    hash("v"),
    hash("v."),
    hash("oscar"),
    hash("emmy"),
    hash("tony"),
    hash("grammy"),
];

/// Lists whose words are no names of storms and parties.
const KNOWN: Marks = gazetteer::PLACES
    | gazetteer::ORG
    | gazetteer::TEAM
    | gazetteer::MEDIA
    | gazetteer::ORG_WORD
    | gazetteer::PLACE_WORD
    | gazetteer::CALENDAR;

/// The spans with things in their right kind, and the first tokens of those that need no other proof.
#[derive(Debug, Default)]
pub struct Events {
    /// All spans of the article, in order.
    pub spans: Vec<Span>,
    sure: FxHashSet<usize>,
}

impl Events {
    /// Looks through an article.
    pub fn told(spans: Vec<Span>, document: &Document, text: &str) -> Self {
        let mut told = Self {
            spans,
            sure: FxHashSet::default(),
        };
        let has_sign = |word: &super::word::Word| SIGNS.contains(&word.key);
        if document.words.iter().any(has_sign) {
            let view = View(Reading { document, text });
            view.join_cases(&mut told);
            view.retype(&mut told);
        }
        told
    }

    /// Whether the name that begins with this token is a thing, whatever lists say of its words.
    pub fn is_sure(&self, first: usize) -> bool {
        self.sure.contains(&first)
    }
}

struct View<'d>(Reading<'d>);

impl View<'_> {
    fn before(&self, at: usize) -> &str {
        self.0.before(at).map_or("", |before| self.0.of(before))
    }

    fn behind(&self, at: usize) -> &str {
        self.0.behind(at).map_or("", |behind| self.0.of(behind))
    }

    fn is_known(&self, at: usize) -> bool {
        gazetteer::by_hand(self.0.marks(at)) & KNOWN != 0
    }

    /// `Roe v. Wade`, tagged as one thing, as two names or in part: one thing. Clubs that meet write it with `v` too.
    fn join_cases(&self, told: &mut Events) {
        let mut joined: Vec<Span> = Vec::with_capacity(told.spans.len());
        let spans = std::mem::take(&mut told.spans);
        let mut spans = spans.into_iter().peekable();
        while let Some(mut span) = spans.next() {
            if let Some(other) = self.other_side(&span) {
                let next = spans.next_if(|next| next.first == other);
                span.last = next.map_or(other, |next| next.last);
                span.kind = THING;
                told.sure.insert(span.first);
            }
            joined.push(span);
        }
        told.spans = joined;
    }

    /// Where the name behind `v.` begins, if this is one that may have gone to court.
    fn other_side(&self, span: &Span) -> Option<usize> {
        let may_be = span.kind == PERSON && span.first == span.last && !self.is_known(span.first);
        let other = self.behind_versus(span.last).filter(|_| may_be)?;
        let token = self.0.document.tokens.get(other)?;
        let is_name = !token.opens_line && self.0.document.word(other).case.is_namelike();
        is_name.then_some(other)
    }

    /// The token behind `v.`, if that stands behind this one.
    fn behind_versus(&self, last: usize) -> Option<usize> {
        match (self.behind(last), self.behind(last + 1)) {
            ("v.", _) => Some(last + 2),
            ("v", ".") => Some(last + 3),
            _ => None,
        }
    }

    /// Lone words that are storms, one side of a case, or prizes.
    fn retype(&self, told: &mut Events) {
        let people = told.spans.iter();
        let people = people.filter(|span| span.kind == PERSON && span.first < span.last);
        let of_people: FxHashSet<u32> = people
            .flat_map(|span| span.first..=span.last)
            .map(|at| self.0.stem(at))
            .collect();
        let mut named = self.storms();
        let cases = told.spans.iter().filter(|span| {
            span.kind == THING
                && self
                    .behind_versus(span.first)
                    .is_some_and(|b| b <= span.last)
        });
        named.extend(cases.map(|span| self.0.stem(span.first)));
        for span in &mut told.spans {
            let at = span.first;
            let is_lone = at == span.last && !of_people.contains(&self.0.stem(at));
            let is_event = named.contains(&self.0.stem(at)) && !self.is_known(at);
            if is_lone && (is_event || span.kind == PERSON && self.is_prize(at)) {
                span.kind = THING;
                told.sure.insert(at);
            }
        }
    }

    /// The names of storms, by their stems.
    fn storms(&self) -> FxHashSet<u32> {
        let tokens = 1..self.0.document.tokens.len();
        let is_storm = |&at: &usize| {
            let word = self.0.document.word(at);
            let given = gazetteer::FIRST_NAME | gazetteer::LISTED_FIRST_NAME;
            let before = self.before(at);
            word.case.is_namelike()
                && !self.is_known(at)
                && STORMS.has(before)
                // `Storm Center`
                && (before != "Storm" || word.marks & given != 0)
        };
        tokens.filter(is_storm).map(|at| self.0.stem(at)).collect()
    }

    fn is_prize(&self, at: usize) -> bool {
        let behind = match self.behind(at) {
            "-" => self.behind(at + 1),
            behind => behind,
        };
        PRIZES.has(self.0.of(at))
            && (BEFORE_PRIZES.has_in_any_case(self.before(at)) || BEHIND_PRIZES.has(behind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::language::Family;
    use crate::enrich::word::Studied;

    /// A text, spans as first token, last token and kind, and the same as they should be.
    type Row<'t> = (
        &'t str,
        &'t [(usize, usize, usize)],
        &'t [(usize, usize, usize)],
    );

    const TABLE: &[Row<'_>] = &[
        (
            "Hurricane Ian came . Then Ian went .",
            &[(0, 1, 3), (5, 5, 0)],
            &[(0, 1, 3), (5, 5, 3)],
        ),
        (
            "Hurricane Ian came . Ian Smith saw Ian .",
            &[(0, 1, 3), (4, 5, 0), (7, 7, 0)],
            &[(0, 1, 3), (4, 5, 0), (7, 7, 0)],
        ),
        (
            "Roe v. Wade fell . Roe was law .",
            &[(0, 0, 0), (3, 3, 0), (6, 6, 0)],
            &[(0, 3, 3), (6, 6, 3)],
        ),
        (
            "Roe v. Wade fell . Roe was law .",
            &[(0, 0, 0), (6, 6, 0)],
            &[(0, 3, 3), (6, 6, 3)],
        ),
        (
            "Chelsea v. Arsenal ended . Chelsea won .",
            &[(0, 0, 1), (3, 3, 1), (6, 6, 1)],
            &[(0, 0, 1), (3, 3, 1), (6, 6, 1)],
        ),
        (
            "She won an Oscar . Oscar won nothing .",
            &[(3, 3, 0), (5, 5, 0)],
            &[(3, 3, 3), (5, 5, 0)],
        ),
    ];

    #[test]
    fn things_with_names_of_people() {
        for (text, given, expected) in TABLE {
            let document = Document::read(text, Family::of("en"), &mut Studied::default());
            let span = |&(first, last, kind): &(usize, usize, usize)| Span { first, last, kind };
            let told = Events::told(given.iter().map(span).collect(), &document, text);
            let expected: Vec<Span> = expected.iter().map(span).collect();
            assert_eq!(told.spans, expected, "{text}");
        }
    }
}
