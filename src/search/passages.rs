//! Passages and marks of one article, cut out of its text.

use std::ops::Range;

use crate::query::algebra::{BODY, BYLINE, Places};
use crate::query::plan::{Pattern, Plan};

use super::request::Passage;
use super::text::{self, Scalars};
use super::windows::{Window, Windows};

/// Words of the start of a text that are shown if nothing of the query stands in it.
const OPENING: u32 = 30;

/// What is shown of one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shown {
    pub title_marks: Vec<(usize, usize)>,
    pub passages: Vec<Passage>,
}

/// Where the query's proof stands: position, and whether only the first character of its token counts.
pub(super) type Proof = Vec<(u32, bool)>;

/// The words that prove these expressions.
pub(super) fn proof(plan: &Plan, proving: &[usize], places: &Places) -> Proof {
    let mut found = Vec::new();
    for expr in proving.iter().filter_map(|&expr| plan.exprs.get(expr)) {
        found.extend(expr.proof(places));
    }
    let single = |leaf: usize| matches!(plan.leaves.get(leaf).map(|leaf| &leaf.pattern), Some(Pattern::Starts(key)) if key.chars().count() == 1);
    let mut found: Proof = found
        .into_iter()
        .map(|(position, leaf)| (position, single(leaf)))
        .collect();
    found.sort_unstable();
    // Where a whole token counts, its first character alone says nothing more.
    found.dedup_by_key(|(position, _)| *position);
    found
}

pub(super) fn split(proof: &Proof) -> (Proof, Proof) {
    let title = proof.iter().copied().filter(|&(at, _)| at < BODY).collect();
    let body = proof
        .iter()
        .filter(|&&(at, _)| (BODY..BYLINE).contains(&at))
        .map(|&(at, one)| (at - BODY, one))
        .collect();
    (title, body)
}

/// The marks of a headline or a whole text, in scalar values.
pub(super) fn marks(text: &str, positions: &[(u32, bool)]) -> Vec<(usize, usize)> {
    let mut scalars = Scalars::new(text);
    text::merged(text::bytes_of(text, positions))
        .iter()
        .map(|range| scalars.range(range))
        .collect()
}

/// All marks: of the headline, and of the text.
pub(super) fn all_marks(
    plan: &Plan,
    found: &Found,
    title: &str,
    body: &str,
) -> [Vec<(usize, usize)>; 2] {
    let (in_title, in_body) = split(&proof(plan, &found.proving, &found.places));
    [marks(title, &in_title), marks(body, &in_body)]
}

/// What is known of one article that matches.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub places: Places,
    /// The numbers of the expressions that prove the match.
    pub proving: Vec<usize>,
    /// Words of its text.
    pub words: u32,
}

/// Marks the headline and cuts out the best passages.
pub(super) fn show(
    plan: &Plan,
    windows: &Windows<'_>,
    found: &Found,
    title: &str,
    body: &str,
    most: usize,
) -> Shown {
    let Found {
        places,
        proving,
        words,
    } = found;
    let (in_title, in_body) = split(&proof(plan, proving, places));
    let title_marks = marks(title, &in_title);
    if most == 0 {
        return Shown {
            title_marks,
            passages: Vec::new(),
        };
    }
    let mut best = windows.best(places, *words, most);
    if best.is_empty() {
        best.extend(opening(places, *words));
    }
    let cutter = Cutter::new(body, &best, &in_body);
    let passages = best
        .iter()
        .filter_map(|window| cutter.cut(window))
        .collect();
    Shown {
        title_marks,
        passages,
    }
}

/// The first sentences, for articles that match by headline or values alone.
fn opening(places: &Places, words: u32) -> Option<Window> {
    if words == 0 {
        return None;
    }
    let starts = &places.sentences;
    let end_of = |sentence: usize| starts.get(sentence + 1).copied().unwrap_or(BODY + words);
    let mut last = 0;
    while last + 1 < starts.len() && end_of(last) - BODY < OPENING {
        last += 1;
    }
    Some(Window {
        sentences: 0..last + 1,
        positions: BODY..end_of(last),
        score: 0.0,
    })
}

/// A text with the bytes of the tokens that its passages need, found in one reading.
struct Cutter<'a> {
    body: &'a str,
    proof: &'a Proof,
    /// Positions, ascending, with their bytes.
    bytes: Vec<(u32, Range<usize>)>,
}

/// The first and the last position of a window.
fn ends(window: &Window) -> (u32, u32) {
    let first = window.positions.start.saturating_sub(BODY);
    (
        first,
        window.positions.end.saturating_sub(BODY + 1).max(first),
    )
}

impl<'a> Cutter<'a> {
    fn new(body: &'a str, windows: &[Window], proof: &'a Proof) -> Self {
        let mut wanted = Proof::new();
        for (first, last) in windows.iter().map(ends) {
            wanted.extend(
                proof
                    .iter()
                    .filter(|&&(at, _)| (first..=last).contains(&at)),
            );
            wanted.extend([(first, false), (last, false)]);
        }
        // Where an end is a mark of one character, the mark decides.
        wanted.sort_unstable_by_key(|&(at, one)| (at, !one));
        wanted.dedup_by_key(|(at, _)| *at);
        let found = text::bytes_of(body, &wanted);
        let bytes = wanted.into_iter().map(|(at, _)| at).zip(found).collect();
        Self { body, proof, bytes }
    }

    fn bytes(&self, position: u32) -> Option<Range<usize>> {
        let at = self
            .bytes
            .binary_search_by_key(&position, |&(at, _)| at)
            .ok()?;
        self.bytes.get(at).map(|(_, range)| range.clone())
    }

    fn cut(&self, window: &Window) -> Option<Passage> {
        let (first, last) = ends(window);
        let from = self.bytes(first)?.start;
        // A column that knows of more words than the text has: the text's last word then.
        let to = self
            .bytes(last)
            .or_else(|| self.bytes.last().map(|(_, range)| range.clone()))?
            .start;
        let range = text::sentences_around(self.body, from, to.max(from));
        let marked = self
            .proof
            .iter()
            .filter(|&&(at, _)| (first..=last).contains(&at));
        let marks = text::merged(marked.filter_map(|&(at, _)| self.bytes(at)).collect());
        let mut scalars = Scalars::new(self.body);
        let before = self.body.get(..range.start)?;
        Some(Passage {
            text: self.body.get(range.clone())?.to_owned(),
            paragraph: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            start: scalars.before(range.start),
            byte_start: range.start,
            marks: marks.iter().map(|mark| scalars.range(mark)).collect(),
            end: scalars.before(range.end),
        })
    }
}
