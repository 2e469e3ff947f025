//! From scores to labels: the best path through one line (Viterbi) over begin, inside, last, unit and outside.

use super::model::{LABELS, Scores};

/// A label: 0 is outside; then begin, inside, last, unit of each kind in turn.
pub type Label = u8;
/// Outside of any name.
pub const OUTSIDE: Label = 0;

/// Kinds the tagger tells apart. Works, events and peoples are learned so that they are not taken for the others, and then dropped.
pub const KINDS: usize = 4;

/// The four parts a token can play in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// First of several.
    Begin = 0,
    /// Between.
    Inside = 1,
    /// Last of several.
    Last = 2,
    /// The whole name.
    Unit = 3,
}

/// The label of a part of a name of kind `kind` (below [`KINDS`]).
pub const fn label(kind: usize, part: Part) -> Label {
    (1 + 4 * kind + part as usize) as Label
}

/// Kind and part of a label; none for outside.
pub fn kind_and_part(label: Label) -> Option<(usize, Part)> {
    let inner = usize::from(label.checked_sub(1)?);
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Unit][inner % 4];
    Some((inner / 4, part))
}

/// Whether `to` may follow `from`: a name that has begun must go on until its last token.
pub fn may_follow(from: Label, to: Label) -> bool {
    let open = |l| {
        kind_and_part(l)
            .filter(|(_, part)| matches!(part, Part::Begin | Part::Inside))
            .map(|(kind, _)| kind)
    };
    let goes_on = |l| {
        kind_and_part(l)
            .filter(|(_, part)| matches!(part, Part::Inside | Part::Last))
            .map(|(kind, _)| kind)
    };
    open(from) == goes_on(to)
}

/// Whether a line may begin with this label.
pub fn may_open(label: Label) -> bool {
    may_follow(OUTSIDE, label)
}

/// Whether a line may end with this label.
pub fn may_close(label: Label) -> bool {
    may_follow(label, OUTSIDE)
}

const IMPOSSIBLE: i32 = i32::MIN / 4;
/// Labels after which a name is not open: outside, last, unit.
const CLOSED: [usize; 1 + 2 * KINDS] = [0, 3, 4, 7, 8, 11, 12, 15, 16];

/// What stands around the tokens that are labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edges {
    /// Nothing stands before them in their line; else a token that is outside.
    pub opens_line: bool,
    /// Nothing stands behind them in their line; else a token that is outside.
    pub closes_line: bool,
}

/// What a step from one token to the next costs, laid out so that all targets of a label are added at once.
#[derive(Debug, Clone)]
pub struct Steps<'m> {
    all: &'m [[i16; LABELS]; LABELS],
    /// From each of [`CLOSED`] to each of [`FRESH`].
    apart: [[i32; FRESH.len()]; CLOSED.len()],
}

/// Labels that may follow a closed one: outside, begin, unit.
const FRESH: [usize; 1 + 2 * KINDS] = [0, 1, 4, 5, 8, 9, 12, 13, 16];

/// The worth of the best way to each label of a token.
pub type Best = [i32; LABELS];

impl<'m> Steps<'m> {
    /// The steps of a model's transitions.
    pub fn new(all: &'m [[i16; LABELS]; LABELS]) -> Self {
        let apart = CLOSED.map(|from| FRESH.map(|to| i32::from(all[from][to])));
        Self { all, apart }
    }

    /// Writes the best labels for the scores of tokens that follow each other to `path`. What `table` held is forgotten.
    pub fn best_path(
        &self,
        scores: &[Scores],
        edges: Edges,
        table: &mut Vec<Best>,
        path: &mut [Label],
    ) {
        table.clear();
        for row in scores {
            let mut next = match table.last() {
                Some(best) => self.step(best),
                None => self.opening(edges),
            };
            for (value, &score) in next[1..].iter_mut().zip(row) {
                *value += i32::from(score);
            }
            table.push(next);
        }
        self.trace(table, edges, path);
    }

    fn opening(&self, edges: Edges) -> Best {
        let before = self.all[usize::from(OUTSIDE)];
        let mut start = [IMPOSSIBLE; LABELS];
        for to in FRESH {
            start[to] = if edges.opens_line {
                0
            } else {
                i32::from(before[to])
            };
        }
        start
    }

    /// The best way to each label over one more token.
    fn step(&self, best: &Best) -> Best {
        let mut fresh = [IMPOSSIBLE; FRESH.len()];
        for (from, costs) in CLOSED.iter().zip(&self.apart) {
            let before = best[*from];
            for (value, cost) in fresh.iter_mut().zip(costs) {
                *value = (*value).max(before + cost);
            }
        }
        let mut next = [IMPOSSIBLE; LABELS];
        for (to, value) in FRESH.into_iter().zip(fresh) {
            next[to] = value;
        }
        for begin in (1..LABELS).step_by(4) {
            for to in [begin + 1, begin + 2] {
                next[to] = self
                    .value(best, begin, to)
                    .max(self.value(best, begin + 1, to));
            }
        }
        next
    }

    fn value(&self, best: &Best, from: usize, to: usize) -> i32 {
        best[from] + i32::from(self.all[from][to])
    }

    /// The labels of the best path, read backwards; of equals the first counts.
    fn trace(&self, table: &[Best], edges: Edges, path: &mut [Label]) {
        let mut behind = None;
        for (slot, best) in path.iter_mut().zip(table).rev() {
            let label = match behind {
                None if edges.closes_line => first_best(CLOSED, |from| best[from]),
                None => first_best(CLOSED, |from| self.value(best, from, 0)),
                Some(to) if FRESH.contains(&to) => {
                    first_best(CLOSED, |from| self.value(best, from, to))
                }
                Some(to) => {
                    let begin = (to - 1) / 4 * 4 + 1;
                    first_best([begin, begin + 1], |from| self.value(best, from, to))
                }
            };
            *slot = label as Label;
            behind = Some(label);
        }
    }
}

fn first_best(labels: impl IntoIterator<Item = usize>, value: impl Fn(usize) -> i32) -> usize {
    let mut best = (i32::MIN, 0);
    for label in labels {
        let of = value(label);
        if of > best.0 {
            best = (of, label);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::model::LANES;
    use proptest::prelude::*;

    /// What a path is worth; none if it may not be.
    fn worth(
        path: &[Label],
        scores: &[Scores],
        all: &[[i16; LABELS]; LABELS],
        edges: Edges,
    ) -> Option<i32> {
        let mut before = OUTSIDE;
        let mut sum = 0;
        for (at, &label) in path.iter().enumerate() {
            if !may_follow(before, label) {
                return None;
            }
            if at > 0 || !edges.opens_line {
                sum += i32::from(all[usize::from(before)][usize::from(label)]);
            }
            sum += label
                .checked_sub(1)
                .map_or(0, |lane| i32::from(scores[at][usize::from(lane)]));
            before = label;
        }
        let end = if edges.closes_line {
            0
        } else {
            i32::from(all[usize::from(before)][0])
        };
        may_follow(before, OUTSIDE).then_some(sum + end)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_path_is_worth_more_than_the_best(
            scores in prop::collection::vec(prop::array::uniform16(-900_i16..900), 0..4),
            rows in prop::collection::vec(prop::collection::vec(-400_i16..400, LABELS), LABELS),
            (opens_line, closes_line) in any::<(bool, bool)>(),
        ) {
            prop_assert_eq!(LANES, 16);
            let mut all = [[0; LABELS]; LABELS];
            for (to, from) in all.iter_mut().flatten().zip(rows.iter().flatten()) {
                *to = *from;
            }
            let edges = Edges { opens_line, closes_line };
            let mut best = vec![OUTSIDE; scores.len()];
            Steps::new(&all).best_path(&scores, edges, &mut Vec::new(), &mut best);
            let mut paths: Vec<Vec<Label>> = vec![Vec::new()];
            for _ in &scores {
                paths = paths.iter().flat_map(|p| (0..LABELS as Label).map(move |l| [p.as_slice(), &[l]].concat())).collect();
            }
            let most = paths.iter().filter_map(|path| worth(path, &scores, &all, edges)).max();
            prop_assert_eq!(worth(&best, &scores, &all, edges), most);
        }
    }
}
