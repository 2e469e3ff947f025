//! The best stretches of an article for a query, from positions alone.

use std::ops::Range;

use crate::query::algebra::{BODY, BYLINE, Expr, Places, Span};
use crate::query::plan::Plan;

use super::rarity::Rarity;
use super::scoring::Ranking;
use super::starts::{Starts, Text};

/// What a passage that shows a part of the query that no better one shows is worth more, for the whole of the query. Set by hand, by
/// reading lists of `a AND b` and `a w/p b`; the first passage does not depend on it.
const NEW: f32 = 2.0;

/// The bit of a unit, or of the far end of it. Units beyond the room share the last.
fn bit(unit: usize, far: bool) -> Shows {
    let at = (unit * 2 + usize::from(far)).min(63);
    1 << at
}

/// Words from which on a single sentence is enough to read.
const ENOUGH: u32 = 12;

/// Somewhere a unit of the query holds.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    start: u32,
    end: u32,
    unit: usize,
    /// Whether it is the far end of something that no window holds whole.
    far: bool,
    /// The run of words in the order of the query that ends here.
    run: Run,
}

/// Words in the order of the query, each not far from the former.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Run {
    /// Position of its first word.
    from: u32,
    /// The weight of its words.
    weight: f32,
}

/// A run of whole sentences.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Window {
    /// The numbers of its sentences.
    pub sentences: Range<usize>,
    /// Its positions.
    pub positions: Range<u32>,
    pub score: f32,
    /// What it shows of the query, one bit each.
    shows: Shows,
}

/// A set of units, one bit each; of things too long for a window, the far end has a bit of its own.
type Shows = u64;

impl Window {
    /// A window that was not chosen for anything in it.
    pub fn plain(sentences: Range<usize>, positions: Range<u32>) -> Self {
        Self {
            sentences,
            positions,
            score: 0.0,
            shows: 0,
        }
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.sentences.start < other.sentences.end && other.sentences.start < self.sentences.end
    }
}

/// Scores the windows of articles for one query.
pub(super) struct Windows<'a> {
    exprs: Vec<(&'a Expr, f32)>,
    ranking: &'a Ranking,
    whole: f32,
    question: bool,
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
            question: plan.question,
        }
    }

    /// The best windows, best first, none overlapping; empty if the text holds nothing of the query.
    pub fn best(&self, places: &Places, words: u32, most: usize) -> Vec<Window> {
        let mut windows = Vec::new();
        let text = Text::new(&places.sentences, words);
        self.each(places, &text, &mut Scratch::default(), &mut |window| {
            windows.push(window);
        });
        windows.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.positions.start.cmp(&b.positions.start))
        });
        let mut chosen: Vec<Window> = Vec::new();
        let mut shown: Shows = 0;
        while chosen.len() < most && !windows.is_empty() {
            let mut window = windows.swap_remove(self.next(&windows, shown));
            if self.question {
                window = self.with_surroundings(window, &text, &chosen);
            }
            shown |= window.shows;
            windows.retain(|other| !other.overlaps(&window));
            chosen.push(window);
        }
        chosen
    }

    /// The number of the window to show next: the best, or one that is not much worse and shows what none has shown yet.
    fn next(&self, windows: &[Window], shown: Shows) -> usize {
        let value = |window: &Window| {
            let new = self.weight(window.shows & !shown) / self.whole;
            window.score * (1.0 + NEW * new)
        };
        let better = |best: usize, at: usize| {
            let (old, new) = (&windows[best], &windows[at]);
            let order = value(new)
                .total_cmp(&value(old))
                .then(old.positions.start.cmp(&new.positions.start));
            if order.is_gt() { at } else { best }
        };
        if shown == 0 {
            // They are in order of score then.
            return 0;
        }
        (1..windows.len()).fold(0, better)
    }

    fn weight(&self, shows: Shows) -> f32 {
        let weights = self.exprs.iter().enumerate();
        let shown = weights.map(|(unit, &(_, weight))| {
            let bits = shows & (bit(unit, false) | bit(unit, true));
            weight * bits.count_ones() as f32
        });
        shown.sum()
    }

    /// A window with the sentences before and behind it, as many as there is room for beside the others: the answer
    /// to a question has none of the question's words, and mostly stands next to them.
    fn with_surroundings(&self, mut window: Window, text: &Text<'_>, others: &[Window]) -> Window {
        let taken = |sentence: usize| {
            let holds = |other: &Window| other.sentences.contains(&sentence);
            others.iter().any(holds)
        };
        let fits = |sentences: &Range<usize>| {
            let end = text.end_of(sentences.end.saturating_sub(1));
            end.saturating_sub(text.start_of(sentences.start)) <= self.ranking.question_words
        };
        loop {
            let before = window.sentences.clone();
            let earlier = before.start.checked_sub(1).filter(|&at| !taken(at));
            if let Some(wider) = earlier.map(|at| at..before.end).filter(fits) {
                window.sentences = wider;
            }
            let end = window.sentences.end;
            if end < text.count() && !taken(end) {
                let wider = window.sentences.start..end + 1;
                if fits(&wider) {
                    window.sentences = wider;
                }
            }
            if window.sentences == before {
                break;
            }
        }
        let Range { start, end } = window.sentences;
        window.positions = text.start_of(start)..text.end_of(end.saturating_sub(1));
        window
    }

    /// The score of the best window. Where the sentences are not known, steps of some words stand for them.
    pub fn best_score(&self, places: &Places, words: u32, scratch: &mut Scratch) -> f32 {
        let text = if self.ranking.step > 0 && places.sentences.is_empty() {
            Text {
                starts: Starts::Steps(self.ranking.step),
                end: BODY.saturating_add(words),
            }
        } else {
            Text::new(&places.sentences, words)
        };
        let mut best = 0.0_f32;
        self.each(places, &text, scratch, &mut |window| {
            best = best.max(window.score);
        });
        best
    }

    /// Whether headline and text together hold all of the query.
    pub fn is_whole(&self, places: &Places) -> bool {
        self.exprs.iter().all(|(expr, _)| match expr {
            Expr::Leaf(leaf) => places.leaves.get(*leaf).is_some_and(|at| !at.is_empty()),
            _ => !expr.spans(places).is_empty(),
        })
    }

    fn places(&self, places: &Places, text: &Text<'_>, found: &mut Vec<Place>) {
        found.clear();
        for (unit, (expr, _)) in self.exprs.iter().enumerate() {
            let place = |start, end, far| Place {
                start,
                end,
                unit,
                far,
                run: Run::default(),
            };
            if let Expr::Leaf(leaf) = expr {
                let positions = places.leaves.get(*leaf).into_iter().flatten();
                found.extend(positions.map(|&at| place(at, at + 1, false)));
                continue;
            }
            for Span { start, end } in expr.spans(places) {
                if start < BODY || text.sentences_over(start, end) <= self.longest() {
                    found.push(place(start, end, false));
                } else {
                    found.push(place(start, start + 1, false));
                    found.push(place(end - 1, end, true));
                }
            }
        }
        found.retain(|place| (BODY..BYLINE).contains(&place.start));
        if self.exprs.len() > 1 {
            found.sort_unstable_by_key(|place| (place.start, place.end, place.unit));
            self.add_runs(found);
        }
    }

    /// Words of a window at most: more than one has by itself, so that what began in it can end in it.
    fn longest(&self) -> u32 {
        self.ranking.passage_words * 2
    }

    /// Finds for each place the heaviest run of words in the order of the query that ends there.
    fn add_runs(&self, found: &mut [Place]) {
        for at in 0..found.len() {
            let (before, rest) = found.split_at_mut(at);
            let Some(place) = rest.first_mut() else {
                break;
            };
            let near = |other: &&Place| {
                place.start.saturating_sub(other.end) < self.ranking.order_gap
                    && place.start >= BODY
            };
            let former = before
                .iter()
                .rev()
                .take_while(near)
                .filter(|other| other.unit < place.unit && other.end <= place.start)
                .map(|other| other.run)
                .max_by(|a, b| a.weight.total_cmp(&b.weight));
            let own = self.exprs.get(place.unit).map_or(0.0, |&(_, own)| own);
            place.run = match former {
                Some(run) => Run {
                    weight: run.weight + own,
                    ..run
                },
                None => Run {
                    from: place.start,
                    weight: own,
                },
            };
        }
    }

    /// Every window that begins with a sentence that holds something and ends with one that does.
    fn each(
        &self,
        places: &Places,
        text: &Text<'_>,
        scratch: &mut Scratch,
        see: &mut dyn FnMut(Window),
    ) {
        let Scratch { found, tally } = scratch;
        self.places(places, text, found);
        let mut rest = found.as_slice();
        while let Some(first) = rest.first() {
            let sentence = text.sentence_of(first.start);
            tally.clear(self.exprs.len(), text.start_of(sentence));
            self.growing(rest, text, sentence, tally, see);
            let end = text.end_of(sentence).max(first.start + 1);
            let passed = rest.iter().take_while(|place| place.start < end).count();
            rest = rest.get(passed..).unwrap_or_default();
        }
    }

    /// The windows that begin with one sentence.
    fn growing(
        &self,
        found: &[Place],
        text: &Text<'_>,
        sentence: usize,
        tally: &mut Tally,
        see: &mut dyn FnMut(Window),
    ) {
        let begin = text.start_of(sentence);
        let mut rest = found.iter().peekable();
        // What begins in the window and ends behind it.
        let mut open: Vec<&Place> = Vec::new();
        for last in sentence..text.count().max(sentence + 1) {
            let end = text.end_of(last);
            let most = if open.is_empty() {
                self.ranking.passage_words
            } else {
                self.longest()
            };
            let nothing_more = rest.peek().is_none() && open.is_empty();
            if last > sentence && (end - begin > most || nothing_more) {
                break;
            }
            let before = tally.added;
            open.retain(|place| place.end > end || !tally.add(place, self));
            while let Some(place) = rest.next_if(|place| place.start < end) {
                if place.end > end && last + 1 < text.count() {
                    open.push(place);
                } else {
                    tally.add(place, self);
                }
            }
            if tally.added > before {
                see(Window {
                    sentences: sentence..last + 1,
                    positions: begin..end,
                    score: self.score(tally, begin, end, last - sentence),
                    shows: tally.shows,
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
        let ordered = self.ranking.in_order * self.ranking.whole(tally.run, self.whole);
        (tally.complete + tally.repeated * self.ranking.repeats + tally.near + ordered)
            * short
            * cost.max(0.1)
            + lead
    }

    /// What a window gets for the weight of the words that it holds.
    fn completeness(&self, held: f32) -> f32 {
        let share = held / self.whole;
        let whole = self.ranking.whole_passage * self.ranking.whole(held, self.whole);
        held * share.powf(self.ranking.passage_coverage) + whole
    }
}

/// What is used again from article to article.
#[derive(Default)]
pub(super) struct Scratch {
    found: Vec<Place>,
    tally: Tally,
}

/// What a window holds so far.
#[derive(Default)]
struct Tally {
    times: Vec<u32>,
    held: f32,
    /// What completeness gives for what is held.
    complete: f32,
    repeated: f32,
    near: f32,
    /// The weight of the heaviest run.
    run: f32,
    begin: u32,
    last: Option<Place>,
    shows: Shows,
    /// Places that were added.
    added: usize,
}

impl Tally {
    fn clear(&mut self, units: usize, begin: u32) {
        let mut times = std::mem::take(&mut self.times);
        times.clear();
        times.resize(units, 0);
        *self = Self {
            times,
            begin,
            ..Self::default()
        };
    }

    /// Adds a place that the window holds whole; true, for the places that wait for it.
    fn add(&mut self, place: &Place, windows: &Windows<'_>) -> bool {
        self.added += 1;
        self.shows |= bit(place.unit, place.far);
        let weight = |unit: usize| windows.exprs.get(unit).map_or(0.0, |&(_, weight)| weight);
        let own = weight(place.unit);
        if let Some(times) = self.times.get_mut(place.unit) {
            *times += 1;
            if *times == 1 {
                self.held += own;
                self.complete = windows.completeness(self.held);
            } else {
                self.repeated += own / (*times as f32);
            }
        }
        if let Some(last) = self.last.filter(|last| last.unit != place.unit) {
            let gap = place.start.saturating_sub(last.end) as f32;
            let nearness = windows.ranking.nearness * own.min(weight(last.unit));
            self.near += nearness / ((1.0 + gap) * (1.0 + gap));
        }
        if place.run.from >= self.begin {
            self.run = self.run.max(place.run.weight);
        }
        self.last = Some(*place);
        true
    }
}
