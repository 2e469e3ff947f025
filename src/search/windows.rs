//! The best stretches of an article for a query, from positions alone.

use std::ops::Range;

use crate::query::algebra::{BODY, BYLINE, Expr, Places};
use crate::query::plan::Plan;

use super::scoring::{Ranking, Rarity};

/// Words from which on a single sentence is enough to read.
const ENOUGH: u32 = 12;

/// Somewhere a unit of the query holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    start: u32,
    end: u32,
    unit: usize,
}

/// A run of whole sentences.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Window {
    /// The numbers of its sentences.
    pub sentences: Range<usize>,
    /// Its positions.
    pub positions: Range<u32>,
    pub score: f32,
}

/// Scores the windows of articles for one query.
pub(super) struct Windows<'a> {
    exprs: Vec<(&'a Expr, f32)>,
    ranking: &'a Ranking,
    whole: f32,
}

impl<'a> Windows<'a> {
    pub fn new(plan: &'a Plan, rarity: &Rarity, ranking: &'a Ranking) -> Self {
        let weigh = |unit: &crate::query::plan::Unit| {
            plan.exprs
                .get(unit.expr)
                .map(|expr| (expr, unit.weight * rarity.get(unit.expr)))
        };
        let exprs: Vec<_> = plan.units.iter().filter_map(weigh).collect();
        let whole = exprs
            .iter()
            .map(|(_, weight)| weight)
            .sum::<f32>()
            .max(f32::MIN_POSITIVE);
        Self {
            exprs,
            ranking,
            whole,
        }
    }

    /// The best windows, best first, none overlapping; empty if the text holds nothing of the query.
    pub fn best(&self, places: &Places, words: u32, most: usize) -> Vec<Window> {
        let mut windows = self.all(places, words);
        windows.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.positions.start.cmp(&b.positions.start))
        });
        let mut chosen: Vec<Window> = Vec::new();
        for window in windows {
            if chosen.len() == most {
                break;
            }
            let overlaps = |other: &Window| {
                window.sentences.start < other.sentences.end
                    && other.sentences.start < window.sentences.end
            };
            if !chosen.iter().any(overlaps) {
                chosen.push(window);
            }
        }
        chosen
    }

    /// The score of the best window. Where the sentences are not known, steps of some words stand for them.
    pub fn best_score(&self, places: &mut Places, words: u32) -> f32 {
        if self.ranking.step > 0 && places.sentences.is_empty() {
            let starts = (0..words).step_by(self.ranking.step as usize);
            places.sentences = starts.map(|at| BODY.saturating_add(at)).collect();
        }
        self.all(places, words)
            .iter()
            .map(|window| window.score)
            .fold(0.0, f32::max)
    }

    fn places(&self, places: &Places) -> Vec<Place> {
        let mut found = Vec::new();
        for (unit, (expr, _)) in self.exprs.iter().enumerate() {
            let spans = expr
                .spans(places)
                .into_iter()
                .filter(|span| (BODY..BYLINE).contains(&span.start));
            found.extend(spans.map(|span| Place {
                start: span.start,
                end: span.end,
                unit,
            }));
        }
        found.sort_unstable();
        found
    }

    /// Every window that begins with a sentence that holds something and ends with one that does.
    fn all(&self, places: &Places, words: u32) -> Vec<Window> {
        let found = self.places(places);
        let starts = &places.sentences;
        let end_of = |sentence: usize| {
            starts
                .get(sentence + 1)
                .copied()
                .unwrap_or(BODY.saturating_add(words))
        };
        let mut windows = Vec::new();
        let mut from = 0;
        while let Some(first) = found.get(from) {
            let sentence = starts
                .partition_point(|&start| start <= first.start)
                .saturating_sub(1);
            let begin = starts.get(sentence).copied().unwrap_or(BODY);
            self.growing(
                &found,
                from,
                sentence,
                begin,
                &end_of,
                starts.len(),
                &mut windows,
            );
            let end = end_of(sentence).max(first.start + 1);
            from += found
                .get(from..)
                .unwrap_or_default()
                .partition_point(|place| place.start < end);
        }
        windows
    }

    #[allow(clippy::too_many_arguments)]
    fn growing(
        &self,
        found: &[Place],
        from: usize,
        sentence: usize,
        begin: u32,
        end_of: &dyn Fn(usize) -> u32,
        sentences: usize,
        windows: &mut Vec<Window>,
    ) {
        let mut tally = Tally::new(self.exprs.len());
        let mut next = from;
        for last in sentence..sentences.max(sentence + 1) {
            let end = end_of(last);
            if last > sentence && end - begin > self.ranking.passage_words {
                break;
            }
            let before = next;
            while let Some(place) = found.get(next).filter(|place| place.start < end) {
                tally.add(place, &self.exprs, self.ranking.nearness);
                next += 1;
            }
            if next > before {
                let score = self.score(&tally, begin, end, last - sentence);
                windows.push(Window {
                    sentences: sentence..last + 1,
                    positions: begin..end,
                    score,
                });
            }
        }
    }

    fn score(&self, tally: &Tally, begin: u32, end: u32, more: usize) -> f32 {
        let length = end.saturating_sub(begin);
        let short = if length < ENOUGH { 0.9 } else { 1.0 };
        let share = tally.held / self.whole;
        let at = (begin - BODY) as f32;
        let lead = self.ranking.lead * self.whole * share / (1.0 + at / 50.0);
        let cost = 1.0 - self.ranking.sentence_cost * more as f32;
        let held = tally.held * share.powf(self.ranking.passage_coverage);
        let whole = self.ranking.whole_passage * self.ranking.whole(tally.held, self.whole);
        (held + whole + tally.repeated * self.ranking.repeats + tally.near) * short * cost.max(0.1)
            + lead
    }
}

/// What a window holds so far.
struct Tally {
    times: Vec<u32>,
    held: f32,
    repeated: f32,
    near: f32,
    last: Option<Place>,
}

impl Tally {
    fn new(units: usize) -> Self {
        Self {
            times: vec![0; units],
            held: 0.0,
            repeated: 0.0,
            near: 0.0,
            last: None,
        }
    }

    fn add(&mut self, place: &Place, exprs: &[(&Expr, f32)], nearness: f32) {
        let weight = |unit: usize| exprs.get(unit).map_or(0.0, |&(_, weight)| weight);
        let own = weight(place.unit);
        if let Some(times) = self.times.get_mut(place.unit) {
            *times += 1;
            if *times == 1 {
                self.held += own;
            } else {
                self.repeated += own / (*times as f32);
            }
        }
        if let Some(last) = self.last.filter(|last| last.unit != place.unit) {
            let gap = place.start.saturating_sub(last.end) as f32;
            self.near += nearness * own.min(weight(last.unit)) / ((1.0 + gap) * (1.0 + gap));
        }
        self.last = Some(*place);
    }
}
