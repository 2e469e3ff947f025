//! Tagged spans made into mentions: what the tagger gets wrong in regular ways is put right here, rule by rule.

use super::EntityKind;
use super::document::Document;
use super::gazetteer::{self, Marks};
use super::merge::Mention;
use super::tagger::Span;
use super::word::Case;

/// The mentions in a document whose article text begins at byte `text_starts`; what stands before is the headline.
pub fn mentions<'t>(
    spans: &[Span],
    document: &Document,
    text: &'t str,
    text_starts: usize,
) -> Vec<Mention<'t>> {
    let mut found = Vec::with_capacity(spans.len());
    for span in spans {
        let Some(kind) = [EntityKind::Person, EntityKind::Org, EntityKind::Place]
            .get(span.kind)
            .copied()
        else {
            continue;
        };
        for (first, last, kind) in corrected(document, text, span.first, span.last, kind) {
            found.extend(mention(document, text, text_starts, (first, last), kind));
        }
    }
    found
}

fn mention<'t>(
    document: &Document,
    text: &'t str,
    text_starts: usize,
    (first, last): (usize, usize),
    kind: EntityKind,
) -> Option<Mention<'t>> {
    let (start, end) = (
        document.tokens.get(first)?.start as usize,
        document.tokens.get(last)?.end as usize,
    );
    let surface = text.get(start..end)?;
    let range = start
        .checked_sub(text_starts)
        .map(|from| (from as u32, (end - text_starts) as u32));
    Some(Mention {
        surface,
        kind,
        range,
    })
}

/// The spans that one span should have been: itself, none, or its parts.
fn corrected(
    document: &Document,
    text: &str,
    first: usize,
    last: usize,
    kind: EntityKind,
) -> Vec<(usize, usize, EntityKind)> {
    if is_party_and_state(document, text, first, last) {
        return vec![(last, last, EntityKind::Place)];
    }
    if let Some(dash) = dateline_ends(document, text, first, last) {
        // One capital behind it begins the sentence.
        let rest = (dash + 1 < last).then_some((dash + 1, last, kind));
        let place = (first, dash - 1, EntityKind::Place);
        return std::iter::once(place).chain(rest).collect();
    }
    let is_hyphen = |at: usize| {
        document.tokens[at].glued && matches!(document.tokens[at].of(text), "-" | "–" | "/")
    };
    let parts: Vec<(usize, usize)> = split_at(first, last, is_hyphen);
    let all_on = |lists: Marks| {
        parts.len() > 1
            && parts
                .iter()
                .all(|&(a, b)| a == b && document.word(a).marks & lists != 0)
    };
    // `U.S.-China` is two places, whatever it was taken for.
    if all_on(gazetteer::PLACES) {
        return parts
            .into_iter()
            .map(|(a, b)| (a, b, EntityKind::Place))
            .collect();
    }
    if kind == EntityKind::Person && all_on(gazetteer::SURNAME) {
        return parts.into_iter().map(|(a, b)| (a, b, kind)).collect();
    }
    if is_no_name(document, text, first, last, kind) {
        Vec::new()
    } else {
        vec![(first, last, known_kind(document, first, last, kind))]
    }
}

/// A lone `Kavanaugh` taken for a place is a person: the lists know it as a name of people only.
fn known_kind(document: &Document, first: usize, last: usize, kind: EntityKind) -> EntityKind {
    let marks = document.word(first).marks;
    let of_people = gazetteer::SURNAME | gazetteer::FIRST_NAME;
    if kind == EntityKind::Place
        && first == last
        && marks & of_people != 0
        && marks & !of_people == 0
    {
        EntityKind::Person
    } else {
        kind
    }
}

/// `(R-Ill.)` and `D-Minn.`: the state alone is a name.
fn is_party_and_state(document: &Document, text: &str, first: usize, last: usize) -> bool {
    last == first + 2
        && document.tokens[first + 1].of(text) == "-"
        && matches!(document.tokens[first].of(text), "R" | "D" | "I")
        && document.word(last).case.is_namelike()
}

/// The dash of `GDAŃSK - Dockers` at the start of a line: a place in capitals stands before it.
fn dateline_ends(document: &Document, text: &str, first: usize, last: usize) -> Option<usize> {
    let is_dash = |&at: &usize| {
        !document.tokens[at].glued && matches!(document.tokens[at].of(text), "-" | "–" | "—")
    };
    let dash = (first + 1..last).find(is_dash)?;
    let before = text.get(..document.tokens[first].start as usize)?;
    let starts_line = before.is_empty() || before.ends_with('\n');
    let shouted = (first..dash).all(|at| document.word(at).case == Case::Upper);
    (starts_line && shouted).then_some(dash)
}

fn split_at(first: usize, last: usize, is_border: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = first;
    for at in first..=last {
        if is_border(at) {
            parts.extend((at > start).then(|| (start, at - 1)));
            start = at + 1;
        }
    }
    parts.extend((start <= last).then_some((start, last)));
    parts
}

/// Lone letters, months and weekdays, `I'll`, an office without a person (`Virginia Governor`), and people of a party or
/// country (`Muslims`, `House Democrats`).
fn is_no_name(
    document: &Document,
    text: &str,
    first: usize,
    last: usize,
    kind: EntityKind,
) -> bool {
    let word = document.word(first);
    let lone_letter = document.tokens[first]
        .of(text)
        .chars()
        .filter(|c| c.is_alphabetic())
        .count()
        < 2;
    let no_letters =
        (first..=last).all(|at| matches!(document.word(at).case, Case::None | Case::Digit));
    if no_letters || (first == last && lone_letter && kind != EntityKind::Org) {
        return true;
    }
    let last_marks = document.word(last).marks;
    let last_text = document.tokens[last].of(text);
    let is_people = last_marks == gazetteer::DEMONYM
        && (last_text.ends_with('s') || (first == last && kind != EntityKind::Person));
    let is_office = last_marks == gazetteer::TITLE && kind != EntityKind::Org;
    let is_date = first == last && word.marks == gazetteer::CALENDAR;
    is_date
        || is_office
        || (is_people && (first == last || kind != EntityKind::Person))
        || (first == last && is_contraction(last_text))
}

fn is_contraction(word: &str) -> bool {
    let behind = word
        .rsplit_once(['\'', '’'])
        .map(|(_, behind)| behind.to_lowercase());
    behind.is_some_and(|b| matches!(b.as_str(), "ll" | "re" | "ve" | "m" | "d" | "t"))
}
