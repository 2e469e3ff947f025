//! Columns that tell where a block lies: its place, the prose around it, the main run.

use std::ops::Range;

use super::columns::{Column, Columns, log, share, signed};
use super::facts::Facts;

/// Least value of [`Facts::prose`] for a block to count as prose.
const PROSE: i32 = 8;
/// Blocks of fewer words are short.
const SHORT_WORDS: u32 = 8;

/// Sums of a value over any range of blocks.
pub(super) struct Sums(Vec<u64>);

impl Sums {
    pub fn of(values: impl Iterator<Item = usize>) -> Self {
        let mut sums = vec![0];
        let mut sum = 0;
        sums.extend(values.map(|value| {
            sum += value as u64;
            sum
        }));
        Self(sums)
    }

    /// The sum over `range`, which may reach beyond the end.
    pub fn over(&self, range: Range<usize>) -> usize {
        let at = |i: usize| self.0.get(i.min(self.0.len() - 1)).copied().unwrap_or(0);
        (at(range.end) - at(range.start.min(range.end))) as usize
    }

    pub fn total(&self) -> usize {
        self.over(0..usize::MAX)
    }
}

/// Fills the columns of place and surroundings. `run` is the main run.
pub(super) fn fill(columns: &mut Columns, facts: &[Facts], run: &Range<usize>) {
    let rows = facts.len();
    let chars = Sums::of(facts.iter().map(|f| f.chars as usize));
    let prose = Sums::of(facts.iter().map(prose_chars));
    columns.fill(Column::FromStart, (0..rows).map(log));
    columns.fill(Column::FromEnd, (0..rows).rev().map(log));
    columns.fill(Column::Place, (0..rows).map(|i| share(i, rows)));
    columns.fill(
        Column::CharPlace,
        (0..rows).map(|i| share(chars.over(0..i), chars.total())),
    );
    columns.flat(Column::PageBlocks, log(rows));
    columns.flat(Column::PageProse, log(prose.total() / 16));
    columns.fill(
        Column::ProseBefore,
        (0..rows).map(|i| share(prose.over(0..i + 1), prose.total())),
    );
    for (column, reach) in [
        (Column::ProseNear, 2),
        (Column::ProseAround, 6),
        (Column::ProseWide, 15),
    ] {
        columns.fill(
            column,
            (0..rows).map(|i| log(prose.over(i.saturating_sub(reach)..i + reach + 1) / 4)),
        );
    }
    columns.fill(Column::RunStart, (0..rows).map(|i| signed(run.start, i)));
    columns.fill(
        Column::RunEnd,
        (0..rows).map(|i| signed(run.end.saturating_sub(1), i)),
    );
    columns.flat(
        Column::RunShare,
        share(prose.over(run.clone()), prose.total()),
    );
    nearest_prose(columns, facts);
    short_runs(columns, facts);
    alike(columns, facts);
}

fn prose_chars(facts: &Facts) -> usize {
    if facts.prose() >= PROSE {
        facts.chars as usize
    } else {
        0
    }
}

/// Distance to and length of the nearest prose on both sides.
fn nearest_prose(columns: &mut Columns, facts: &[Facts]) {
    let rows = facts.len();
    let sides: [(Column, Column, Box<dyn Iterator<Item = usize>>); 2] = [
        (Column::SinceProse, Column::LastProse, Box::new(0..rows)),
        (
            Column::UntilProse,
            Column::NextProse,
            Box::new((0..rows).rev()),
        ),
    ];
    for (distance, length, order) in sides {
        let mut last = None;
        for (step, i) in order.enumerate() {
            let (far, long) = last.map_or((0, 0), |(at, chars)| (log(step - at), log(chars)));
            set(columns, distance, i, far);
            set(columns, length, i, long);
            let chars = facts.get(i).map_or(0, prose_chars);
            if chars > 0 {
                last = Some((step, chars));
            }
        }
    }
}

fn set(columns: &mut Columns, column: Column, row: usize, value: u8) {
    if let Some(cell) = columns.get_mut(column).get_mut(row) {
        *cell = value;
    }
}

/// How many short blocks stand together.
fn short_runs(columns: &mut Columns, facts: &[Facts]) {
    let mut start = 0;
    while start < facts.len() {
        let short = facts
            .iter()
            .skip(start)
            .take_while(|f| f.words < SHORT_WORDS)
            .count();
        if let Some(cells) = columns
            .get_mut(Column::ShortRun)
            .get_mut(start..start + short)
        {
            cells.fill(log(short));
        }
        if let Some(cell) = columns.get_mut(Column::ShortRun).get_mut(start + short) {
            *cell = 1;
        }
        start += short + 1;
    }
}

/// How many of the five blocks on either side are about as long.
fn alike(columns: &mut Columns, facts: &[Facts]) {
    let all: Vec<u32> = facts.iter().map(|f| f.words).collect();
    let near = |(i, words): (usize, &u32)| {
        let first = i.saturating_sub(5);
        let around = all.get(first..all.len().min(first + 11));
        let is_alike = |other: &&u32| other.abs_diff(*words) * 3 <= *words;
        around.unwrap_or_default().iter().filter(is_alike).count() as u8
    };
    columns.fill(Column::Alike, all.iter().enumerate().map(near));
}
