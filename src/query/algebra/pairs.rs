//! The pairs of spans that stand near each other.

use std::ops::Range;

use super::super::tree::Nearness;
use super::{BODY, Places, Span, sorted};

/// Pairs of one nearness in one article that are all looked at. Beyond it, from each place only the
/// nearest partner on either side counts: an article of a million equal words stays affordable.
const MAX_PAIRS: usize = 1 << 20;

/// What it costs to find the partners of one span among so many, in pairs that are looked at. Tuned on
/// `(*a* w/1000 *e*) w/1000 (*i* w/1000 *o*)`, whose time goes into finding, not into pairs.
const LOOKUPS: u64 = 32;

/// What it costs to write a hull down and put it in its place, in pairs that are looked at.
const HULL: u64 = 4;

/// The pairs of two lists of spans that stand near each other.
pub(super) struct Pairs<'a> {
    pub nearness: Nearness,
    pub places: &'a Places,
    pub left: &'a [Span],
    pub right: &'a [Span],
}

impl Pairs<'_> {
    /// Latest start, and latest end, of a span behind `first` that is still near it.
    fn reach(&self, first: Span) -> Option<(u32, u32)> {
        let unit = match self.nearness {
            Nearness::Within(steps) | Nearness::Before(steps) => {
                return Some((first.end.saturating_add(steps - 1), u32::MAX));
            }
            Nearness::Sentence => Places::unit(&self.places.sentences, first.start),
            Nearness::Paragraph => Places::unit(&self.places.paragraphs, first.start),
        };
        (first.end <= unit.end).then(|| (unit.end - 1, unit.end))
    }

    /// The indices of the spans of `second` that start behind `first` and near it.
    fn partners(&self, first: Span, second: &[Span]) -> (Range<usize>, u32) {
        let Some((last_start, last_end)) = self.reach(first) else {
            return (0..0, 0);
        };
        let from = second.partition_point(|span| span.start < first.end);
        let near = second.get(from..).unwrap_or_default();
        let many = near.partition_point(|span| span.start <= last_start);
        (from..from + many, last_end)
    }

    fn ordered(&self) -> bool {
        matches!(self.nearness, Nearness::Before(_))
    }

    /// Calls `tell` with every pair, left first; stops when it says so.
    fn each(&self, tell: &mut dyn FnMut(Span, Span) -> bool) {
        if self.places.is_over() {
            return;
        }
        let tight = self.too_many();
        let mut seen = 0;
        let mut run = |first: &[Span], second: &[Span], swapped: bool| {
            for &x in first {
                let (range, last_end) = self.partners(x, second);
                let near = second
                    .get(range)
                    .unwrap_or_default()
                    .iter()
                    .filter(|y| y.end <= last_end);
                for &y in near.take(if tight { 1 } else { usize::MAX }) {
                    seen += 1;
                    let more = if swapped { tell(y, x) } else { tell(x, y) };
                    if !more {
                        return false;
                    }
                }
            }
            true
        };
        if run(self.left, self.right, false) && !self.ordered() {
            run(self.right, self.left, true);
        }
        self.places.effort.add(seen);
    }

    fn too_many(&self) -> bool {
        let most = self.left.len().saturating_mul(self.right.len());
        if most <= MAX_PAIRS {
            return false;
        }
        let spans = (self.left.len() + self.right.len()) as u64;
        self.places.effort.add(spans.saturating_mul(LOOKUPS));
        let count = |first: &[Span], second: &[Span]| -> usize {
            first
                .iter()
                .map(|&x| self.partners(x, second).0.len())
                .sum()
        };
        let backward = if self.ordered() {
            0
        } else {
            count(self.right, self.left)
        };
        count(self.left, self.right) + backward > MAX_PAIRS
    }

    pub fn exist(&self) -> bool {
        let mut found = false;
        self.each(&mut |_, _| {
            found = true;
            false
        });
        found
    }

    pub fn hulls(&self) -> Vec<Span> {
        if self.places.is_over() {
            return Vec::new();
        }
        let tight = self.too_many();
        let mut spans = Vec::new();
        self.hulls_of(self.left, self.right, tight, &mut spans);
        if !self.ordered() {
            self.hulls_of(self.right, self.left, tight, &mut spans);
        }
        self.places.effort.add(spans.len() as u64 * HULL);
        // Each half is nearly in order, which this sort is quick with.
        spans.sort();
        spans.dedup();
        spans
    }

    /// Adds the hulls of the pairs in which `first` stands before `second`. A hull is a start of the one and an end of the
    /// other, so of all first ones that start together each end is looked at once: not every pair, which are many more.
    fn hulls_of(&self, first: &[Span], second: &[Span], tight: bool, spans: &mut Vec<Span>) {
        let mut ends = Ends::of(second);
        let mut seen = 0;
        for together in first.chunk_by(|a, b| a.start == b.start) {
            let mut looked_at = 0;
            ends.forget();
            for &x in together {
                let (range, last_end) = self.partners(x, second);
                let from = if tight {
                    range.start
                } else {
                    range.start.max(looked_at)
                };
                looked_at = looked_at.max(range.end);
                let near = (from..range.end).zip(second.get(from..range.end).unwrap_or_default());
                let near = near.filter(|(_, y)| y.end <= last_end);
                for (at, y) in near.take(if tight { 1 } else { usize::MAX }) {
                    seen += 1;
                    if ends.is_new(at) {
                        spans.push(Span {
                            start: x.start,
                            end: y.end,
                        });
                    }
                }
            }
        }
        self.places.effort.add(seen);
    }

    /// The left spans without a partner.
    pub fn lonely(&self) -> Vec<Span> {
        let mut accompanied = Vec::new();
        self.each(&mut |left, _| {
            accompanied.push(left);
            true
        });
        let accompanied = sorted(accompanied);
        self.left
            .iter()
            .copied()
            .filter(|span| accompanied.binary_search(span).is_err())
            .collect()
    }

    /// The left and right spans of the pairs whose hulls are given.
    pub fn making(&self, hulls: &[Span]) -> (Vec<Span>, Vec<Span>) {
        let (mut lefts, mut rights) = (Vec::new(), Vec::new());
        self.each(&mut |left, right| {
            if hulls.binary_search(&left.hull(right)).is_ok() {
                lefts.push(left);
                rights.push(right);
            }
            true
        });
        (sorted(lefts), sorted(rights))
    }
}

/// How often the first word stands at most so many steps from the second, in the headline and below it, without overlap.
///
/// The most spans are had by taking each that ends first. Which one that is, the last place of either word tells: both lists are
/// walked along together, and no pair is written down.
pub(super) fn times_of_words(words: [&[u32]; 2], steps: u32, ordered: bool) -> (u32, u32) {
    let [left, right] = words;
    let (mut l, mut r) = (0, 0);
    let (mut title, mut body) = (0, 0);
    // Where each word stood last since the last span; far away if it did not.
    let (mut last_left, mut last_right) = (FAR, FAR);
    loop {
        let (next_left, next_right) = (left.get(l).copied(), right.get(r).copied());
        let at = match (next_left, next_right) {
            (Some(left), Some(right)) => left.min(right),
            (Some(at), None) | (None, Some(at)) => at,
            (None, None) => return (title, body),
        };
        let (is_left, is_right) = (next_left == Some(at), next_right == Some(at));
        l += usize::from(is_left);
        r += usize::from(is_right);
        let place = i64::from(at);
        let ends = is_right && place - last_left <= i64::from(steps)
            || !ordered && is_left && place - last_right <= i64::from(steps);
        if ends {
            *(if at < BODY { &mut title } else { &mut body }) += 1;
            (last_left, last_right) = (FAR, FAR);
            continue;
        }
        last_left = if is_left { place } else { last_left };
        last_right = if is_right { place } else { last_right };
    }
}

/// Before every place, farther than any number of steps.
const FAR: i64 = i64::MIN / 2;

/// Tells which ends of some spans were seen since the last time it forgot.
struct Ends {
    /// The number of the end of each span among all different ends; empty if each span has its own.
    numbers: Vec<usize>,
    /// For each of these ends when it was last seen.
    seen: Vec<usize>,
    now: usize,
}

impl Ends {
    fn of(spans: &[Span]) -> Self {
        let mut numbers = Vec::new();
        let mut ends = Vec::new();
        if !spans.is_sorted_by(|a, b| a.end < b.end) {
            ends.extend(spans.iter().map(|span| span.end));
            ends.sort_unstable();
            ends.dedup();
            let number = |span: &Span| ends.partition_point(|&end| end < span.end);
            numbers.extend(spans.iter().map(number));
        }
        Self {
            numbers,
            seen: vec![0; ends.len()],
            now: 0,
        }
    }

    fn forget(&mut self) {
        self.now += 1;
    }

    /// Whether the end of the span at a place is seen for the first time.
    fn is_new(&mut self, at: usize) -> bool {
        let Some(last) = self
            .numbers
            .get(at)
            .and_then(|&number| self.seen.get_mut(number))
        else {
            return true;
        };
        std::mem::replace(last, self.now) != self.now
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::stop::Effort;
    use super::super::{BODY, Expr, Places};
    use super::*;

    #[test]
    fn a_thousand_words_near_each_other_end_within_one_article() {
        // Written out this takes a hundred million pairs a word.
        let leaves = (0..1000_u32).map(|leaf| (0..20_000).map(|at| BODY + leaf + at * 3).collect());
        let places = Places {
            leaves: leaves.collect(),
            effort: Effort::of(1_000_000),
            ..Places::default()
        };
        let near = |left, leaf| Expr::Near {
            nearness: Nearness::Within(1000),
            negated: false,
            left: Box::new(left),
            right: Box::new(Expr::Leaf(leaf)),
        };
        let row = (1..1000).fold(Expr::Leaf(0), near);
        assert!(!row.holds(&places));
        assert!(row.count(&places) == 0 && row.proof(&places).is_empty());
        assert!(places.effort.heed().is_err(), "it is told why");
    }
}
