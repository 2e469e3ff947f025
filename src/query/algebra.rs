//! The algebra of positions: which spans of an article prove an expression.
//!
//! One evaluator serves searching (positions from postings) and marking (positions from the tokens
//! of the stored text): both fill [`Places`]. An expression holds for an article if it has a
//! span there. All choices count: a span of `a w/5 b` is the stretch from an `a` to a `b` that
//! stand that near and do not overlap, for every such pair.

mod pairs;

use std::ops::Range;

use pairs::Pairs;

use super::stop::{Effort, Stop};
use super::tree::Nearness;

/// Where the text below the headline starts. The headline's words count from 0; no distance bridges the gap.
pub const BODY: u32 = 1 << 24;

/// Where the names of the authors start.
pub const BYLINE: u32 = 1 << 28;

/// A stretch of words, from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Position of the first word.
    pub start: u32,
    /// Position behind the last word.
    pub end: u32,
}

impl Span {
    fn word(position: u32) -> Self {
        Self {
            start: position,
            end: position + 1,
        }
    }

    fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Where the leaves of an expression stand in one article.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// For each leaf its positions, ascending, without repeats; text below the headline from [`BODY`].
    pub leaves: Vec<Vec<u32>>,
    /// Positions at which sentences start, ascending, counted like the leaves.
    pub sentences: Vec<u32>,
    /// Positions at which paragraphs start.
    pub paragraphs: Vec<u32>,
    /// While it is up nothing is near anything: whoever raised it does not want the answer, and asks the flag before using one.
    pub stop: Stop,
    /// Counts the pairs that are looked at. When it is spent nothing is near anything: whoever set a bound heeds it before using an
    /// answer.
    pub effort: Effort,
}

impl Places {
    /// Whether nobody wants the answer any more.
    fn is_over(&self) -> bool {
        self.stop.is_up() || self.effort.is_spent()
    }

    fn leaf(&self, leaf: usize) -> &[u32] {
        self.leaves.get(leaf).map_or(&[], Vec::as_slice)
    }

    /// The sentence or paragraph that a position stands in; the headline is one of each, and so is the byline.
    fn unit(starts: &[u32], position: u32) -> Range<u32> {
        if position < BODY {
            return 0..BODY;
        }
        if position >= BYLINE {
            return BYLINE..u32::MAX;
        }
        let after = starts.partition_point(|&start| start <= position);
        let start = after
            .checked_sub(1)
            .and_then(|at| starts.get(at))
            .copied()
            .unwrap_or(BODY);
        start.max(BODY)..starts.get(after).copied().unwrap_or(BYLINE)
    }
}

/// An expression over the places of words. Leaves are numbers into [`Places::leaves`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Expr {
    /// One word, in any of its forms.
    Leaf(usize),
    /// Words in a row; each part with its distance from the first word. Gaps are any words.
    Row {
        /// Distance from the start, and leaf.
        parts: Vec<(u32, usize)>,
        /// Words from the start to behind the end.
        width: u32,
    },
    /// Any of them.
    Any(Vec<Expr>),
    /// The left near the right.
    Near {
        /// How near.
        nearness: Nearness,
        /// The left where the right is not that near.
        negated: bool,
        /// What is looked for.
        left: Box<Expr>,
        /// Its partner.
        right: Box<Expr>,
    },
    /// Within so many words from the start of the text.
    First {
        /// How many.
        words: u32,
        /// What.
        inner: Box<Expr>,
    },
}

impl Expr {
    /// The spans that prove it, ascending, without repeats.
    pub fn spans(&self, places: &Places) -> Vec<Span> {
        if places.is_over() {
            return Vec::new();
        }
        match self {
            Self::Leaf(leaf) => places
                .leaf(*leaf)
                .iter()
                .map(|&at| Span::word(at))
                .collect(),
            Self::Row { parts, width } => row(parts, *width, places),
            Self::Any(parts) => sorted(parts.iter().flat_map(|part| part.spans(places)).collect()),
            Self::Near {
                nearness,
                negated,
                left,
                right,
            } => {
                let (left, right) = (left.spans(places), right.spans(places));
                let pairs = Pairs {
                    nearness: *nearness,
                    places,
                    left: &left,
                    right: &right,
                };
                if *negated {
                    pairs.lonely()
                } else {
                    pairs.hulls()
                }
            }
            Self::First { words, inner } => {
                let mut spans = inner.spans(places);
                spans.retain(|span| span.start >= BODY && span.end <= BODY.saturating_add(*words));
                spans
            }
        }
    }

    /// True if there is a span; cheaper than asking for all.
    pub fn holds(&self, places: &Places) -> bool {
        match self {
            Self::Leaf(leaf) => !places.leaf(*leaf).is_empty(),
            Self::Any(parts) => parts.iter().any(|part| part.holds(places)),
            Self::Near {
                nearness,
                negated: false,
                left,
                right,
            } => {
                let (left, right) = (left.spans(places), right.spans(places));
                Pairs {
                    nearness: *nearness,
                    places,
                    left: &left,
                    right: &right,
                }
                .exist()
            }
            _ => !self.spans(places).is_empty(),
        }
    }

    /// How often it holds: the most spans that can be chosen so that none overlap.
    pub fn count(&self, places: &Places) -> usize {
        disjoint(&self.spans(places))
    }

    /// How often it holds in the headline and below it, counted as [`count`](Self::count) does.
    pub fn times(&self, places: &Places) -> (u32, u32) {
        if let Some(times) = self.times_of_two(places) {
            return times;
        }
        let spans = self.spans(places);
        let below = spans.partition_point(|span| span.start < BODY);
        let (title, body) = spans.split_at(below);
        (disjoint(title) as u32, disjoint(body) as u32)
    }

    /// The same for two words at a distance, found in one walk along both.
    fn times_of_two(&self, places: &Places) -> Option<(u32, u32)> {
        let Self::Near {
            nearness,
            negated: false,
            left,
            right,
        } = self
        else {
            return None;
        };
        let (&Self::Leaf(left), &Self::Leaf(right)) = (&**left, &**right) else {
            return None;
        };
        let (steps, ordered) = match *nearness {
            Nearness::Within(steps) => (steps, false),
            Nearness::Before(steps) => (steps, true),
            Nearness::Sentence | Nearness::Paragraph => return None,
        };
        let words = [places.leaf(left), places.leaf(right)];
        Some(pairs::times_of_words(words, steps, ordered))
    }

    /// What proves it: every word, and every row of words whole, that takes part in some span; with
    /// its last leaf.
    pub fn proof(&self, places: &Places) -> Vec<(Span, usize)> {
        let mut found = Vec::new();
        self.prove(places, &self.spans(places), &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Adds what proves the given spans, which are spans of this expression.
    fn prove(&self, places: &Places, spans: &[Span], found: &mut Vec<(Span, usize)>) {
        if spans.is_empty() {
            return;
        }
        match self {
            Self::Leaf(leaf) => found.extend(spans.iter().map(|&span| (span, *leaf))),
            Self::Row { parts, .. } => {
                if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
                    // Gaps at the ends are any words, and none of the query's.
                    let inner = |span: &Span| Span {
                        start: span.start + first.0,
                        end: span.start + last.0 + 1,
                    };
                    found.extend(spans.iter().map(|span| (inner(span), last.1)));
                }
            }
            Self::Any(parts) => {
                for part in parts {
                    let mut own = part.spans(places);
                    own.retain(|span| spans.binary_search(span).is_ok());
                    part.prove(places, &own, found);
                }
            }
            Self::Near {
                negated: true,
                left: inner,
                ..
            }
            | Self::First { inner, .. } => inner.prove(places, spans, found),
            Self::Near {
                nearness,
                left,
                right,
                ..
            } => {
                let (lefts, rights) = (left.spans(places), right.spans(places));
                let pairs = Pairs {
                    nearness: *nearness,
                    places,
                    left: &lefts,
                    right: &rights,
                };
                let (lefts, rights) = pairs.making(spans);
                left.prove(places, &lefts, found);
                right.prove(places, &rights, found);
            }
        }
    }

    /// The leaves it is made of, in order, with repeats; not those of what must be absent.
    pub fn leaves(&self, found: &mut Vec<usize>) {
        match self {
            Self::Leaf(leaf) => found.push(*leaf),
            Self::Row { parts, .. } => found.extend(parts.iter().map(|&(_, leaf)| leaf)),
            Self::Any(parts) => parts.iter().for_each(|part| part.leaves(found)),
            Self::Near {
                negated,
                left,
                right,
                ..
            } => {
                left.leaves(found);
                if !negated {
                    right.leaves(found);
                }
            }
            Self::First { inner, .. } => inner.leaves(found),
        }
    }

    /// All leaves, those of what must be absent too.
    pub fn all_leaves(&self, found: &mut Vec<usize>) {
        match self {
            Self::Near { left, right, .. } => {
                left.all_leaves(found);
                right.all_leaves(found);
            }
            Self::Any(parts) => parts.iter().for_each(|part| part.all_leaves(found)),
            Self::First { inner, .. } => inner.all_leaves(found),
            Self::Leaf(_) | Self::Row { .. } => self.leaves(found),
        }
    }
}

fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The most spans without overlap: always the one that ends first.
fn disjoint(spans: &[Span]) -> usize {
    let mut by_end = Vec::new();
    let sorted = if spans.is_sorted_by_key(|span| span.end) {
        spans
    } else {
        by_end.extend_from_slice(spans);
        by_end.sort_unstable_by_key(|span: &Span| span.end);
        &by_end
    };
    let mut count = 0;
    let mut free = 0;
    for span in sorted {
        if span.start >= free {
            count += 1;
            free = span.end;
        }
    }
    count
}

/// Starts at which every part stands at its distance, looked for from the rarest part.
fn row(parts: &[(u32, usize)], width: u32, places: &Places) -> Vec<Span> {
    let Some(&(offset, rarest)) = parts
        .iter()
        .min_by_key(|&&(_, leaf)| places.leaf(leaf).len())
    else {
        return Vec::new();
    };
    let starts = places
        .leaf(rarest)
        .iter()
        .filter_map(|&at| at.checked_sub(offset));
    let mut cursors = vec![0; parts.len()];
    let mut spans = Vec::new();
    for start in starts {
        let end = start.saturating_add(width);
        // A row may not begin before the text it ends in.
        let whole = start >= BODY || end <= BODY;
        let stands = parts
            .iter()
            .zip(&mut cursors)
            .all(|(&(offset, leaf), cursor)| {
                reaches(places.leaf(leaf), cursor, start.saturating_add(offset))
            });
        if whole && stands {
            spans.push(Span { start, end });
        }
    }
    spans
}

/// Moves a cursor to the first position not below `target`; true if it is `target`.
fn reaches(positions: &[u32], cursor: &mut usize, target: u32) -> bool {
    let mut step = 1;
    while positions.get(*cursor + step).is_some_and(|&at| at < target) {
        *cursor += step;
        step *= 2;
    }
    while positions.get(*cursor).is_some_and(|&at| at < target) {
        *cursor += 1;
    }
    positions.get(*cursor) == Some(&target)
}
