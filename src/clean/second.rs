//! Columns of the second look: what the first forest thinks of a block, its neighbours and its page.

use rustc_hash::FxHashMap;

use super::columns::{Column, Columns, log, share, signed};
use super::evidence::Evidence;
use super::segment;
use super::surroundings::Sums;
use super::topic::shared;
use super::weights::logistic;

/// Fills the columns from the first forest's scores, one a block.
pub fn fill(evidence: &mut Evidence, scores: &[f32]) {
    let rows = scores.len();
    let body: Vec<f32> = scores.iter().map(|score| logistic(*score)).collect();
    let chars: Vec<usize> = evidence
        .reading
        .facts
        .iter()
        .map(|f| f.chars as usize + 4)
        .collect();
    let expected = || {
        body.iter()
            .zip(&chars)
            .map(|(p, chars)| (p * *chars as f32) as usize)
    };
    let (mass, all) = (Sums::of(expected()), Sums::of(chars.iter().copied()));
    let likely = |i: usize| scores.get(i).is_some_and(|score| *score > 0.0);
    let topic = shared(&evidence.reading.words, rows, likely);
    let columns = &mut evidence.columns;
    columns.fill(
        Column::Score,
        scores
            .iter()
            .map(|score| (32.0 + score * 5.0).clamp(1.0, 63.0) as u8),
    );
    for (column, reach) in [(Column::ScoreNear, 2), (Column::ScoreAround, 6)] {
        let window = |i: usize| i.saturating_sub(reach)..i + reach + 1;
        columns.fill(
            column,
            (0..rows).map(|i| share(mass.over(window(i)), all.over(window(i)))),
        );
    }
    columns.fill(
        Column::BodyBefore,
        (0..rows).map(|i| share(mass.over(0..i + 1), mass.total())),
    );
    columns.flat(Column::BodySize, log(mass.total() / 16));
    let worth = body
        .iter()
        .zip(&chars)
        .map(|(p, chars)| ((p - 0.5) * (*chars).min(400) as f32) as i32);
    let run = segment::best(worth);
    columns.fill(Column::BodyStart, (0..rows).map(|i| signed(run.start, i)));
    columns.fill(
        Column::BodyEnd,
        (0..rows).map(|i| signed(run.end.saturating_sub(1), i)),
    );
    columns.fill(Column::BodyTopic, topic.into_iter());
    since(columns, Column::SinceBody, (0..rows).collect(), likely);
    since(
        columns,
        Column::UntilBody,
        (0..rows).rev().collect(),
        likely,
    );
    means(
        columns,
        Column::ContainerScore,
        &evidence.containers,
        &body,
        &chars,
    );
    means(columns, Column::StyleScore, &evidence.styles, &body, &chars);
}

/// Blocks since the last likely one, in the given order.
fn since(columns: &mut Columns, column: Column, order: Vec<usize>, likely: impl Fn(usize) -> bool) {
    let mut last = None;
    for (step, i) in order.into_iter().enumerate() {
        if let Some(cell) = columns.get_mut(column).get_mut(i) {
            *cell = last.map_or(63, |at| log(step - at));
        }
        if likely(i) {
            last = Some(step);
        }
    }
}

/// The mean over all blocks of the same group; nothing without groups (a text dump).
fn means(columns: &mut Columns, column: Column, groups: &[u32], body: &[f32], chars: &[usize]) {
    let mut sums: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for ((group, p), chars) in groups.iter().zip(body).zip(chars) {
        let sum = sums.entry(*group).or_default();
        *sum = (sum.0 + (p * *chars as f32) as usize, sum.1 + chars);
    }
    let mean = |group: &u32| {
        sums.get(group)
            .map_or(1, |(part, whole)| share(*part, *whole))
    };
    columns.fill(column, groups.iter().map(mean));
}
