//! Tables, poems and lists of a text dump: lines of which some were kept and some were not.
//!
//! A table with rows missing is worse than none, for nobody sees it. Markup tells which lines are set alike; in a dump they stand in a row.

use std::ops::Range;

use super::doubt::Doubt;
use super::evidence::Evidence;
use super::reason::Ground;
use super::{Label, Verdict};
use crate::page::{Form, Page};

/// Words of the longest row, and of the shortest sentence that is none.
const ROW_WORDS: u32 = 14;
const SENTENCE_WORDS: u32 = 9;
/// Rows that make a list.
const ROWS: usize = 3;
/// Rows of which one in so many is kept, if prose stands on both sides; of a table one in so many, and of what stands at an end.
const SHARE: usize = 3;
const SHARE_TABLE: usize = 4;
const SHARE_END: usize = 2;
/// Kept rows where prose does not stand on both sides.
const KEPT: usize = 3;
/// Below this the forests are sure that a line is none of the text; inside a verse or a table they know less.
const DOUBT: f32 = 0.1;
const DOUBT_END: f32 = 0.04;

/// Keeps the other rows where some were kept.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    if page.form != Form::Text {
        return;
    }
    let mut found = Vec::new();
    let list = Lines {
        doubt: Doubt::of(verdicts, page, evidence),
    };
    let mut at = 0;
    while at < verdicts.len() {
        let behind = (at..verdicts.len())
            .find(|next| !list.is_row(*next))
            .unwrap_or(verdicts.len());
        if let Some(rows) = list.rows(at..behind) {
            found.extend(rows.filter(|row| !list.doubt.is_kept(*row)));
        }
        at = behind + 1;
    }
    for at in found {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = true;
            verdict.label = Label::Body;
            verdict.reason =
                Ground::Place("one of a row of lines, of which others are kept").into();
        }
    }
}

struct Lines<'a> {
    doubt: Doubt<'a>,
}

impl Lines<'_> {
    /// Whether a short line is kept, or was cut for nothing but its looks.
    fn is_row(&self, at: usize) -> bool {
        let words = self.doubt.words(at);
        let sentence = words >= SENTENCE_WORDS && self.doubt.is_sentence(at);
        let short = words > 0 && words <= ROW_WORDS && !sentence;
        short
            && (self.doubt.is_kept(at)
                || self.doubt.probability(at) >= DOUBT_END && self.doubt.is_open(at, 0))
    }

    fn is_prose(&self, at: Option<usize>) -> bool {
        at.is_some_and(|at| self.doubt.is_kept(at) && !self.is_row(at))
    }

    /// The rows of a run that share one verdict.
    fn rows(&self, run: Range<usize>) -> Option<Range<usize>> {
        let is_kept = |at: &usize| self.doubt.is_kept(*at);
        let between = self.is_prose(run.start.checked_sub(1)) && self.is_prose(Some(run.end));
        let rows = if between { run } else { self.inside(run)? };
        let kept = rows.clone().filter(is_kept).count();
        let likely = |at: usize| self.doubt.is_kept(at) || self.doubt.probability(at) >= DOUBT;
        let alike = self.alike(rows.clone());
        let fits = if between {
            let share = if self.is_table(rows.clone()) {
                SHARE_TABLE
            } else {
                SHARE
            };
            kept * share >= rows.len() && alike * 2 + 1 >= rows.len() && rows.clone().all(likely)
        } else {
            kept >= KEPT && kept * SHARE_END >= rows.len() && alike + 1 == rows.len()
        };
        (rows.len() >= ROWS && kept > 0 && kept < rows.len() && fits).then_some(rows)
    }

    /// At an end of the text rows go from the blank line above the first kept one to that below the last.
    fn inside(&self, run: Range<usize>) -> Option<Range<usize>> {
        let kept = |at: &usize| self.doubt.is_kept(*at);
        let (first, last) = (run.clone().find(kept)?, run.clone().rev().find(kept)?);
        let blank = |at: &usize| {
            let block = self.doubt.page.blocks.get(*at);
            block.is_some_and(|block| block.blank_before > 0)
        };
        let start = (run.start..=first).rev().find(blank)?;
        let end = (last + 1..=run.end).find(blank)?;
        Some(start..end)
    }

    /// Rows that are like the one above them: they begin alike, and one is not far longer than the other.
    fn alike(&self, rows: Range<usize>) -> usize {
        rows.skip(1).filter(|at| self.is_like_above(*at)).count()
    }

    fn is_like_above(&self, at: usize) -> bool {
        let (below, above) = (self.doubt.words(at), self.doubt.words(at - 1));
        self.opens(at) == self.opens(at - 1) && below.max(above) <= 2 * below.min(above) + 1
    }

    /// With what a line begins: a letter, a number or a sign.
    fn opens(&self, at: usize) -> Option<(bool, bool)> {
        let block = self.doubt.page.blocks.get(at)?;
        let first = block.text.chars().next()?;
        Some((first.is_alphabetic(), first.is_numeric()))
    }

    /// Whether most rows hold a number.
    fn is_table(&self, rows: Range<usize>) -> bool {
        let facts = &self.doubt.evidence.reading.facts;
        let numbered = |at: &usize| facts.get(*at).is_some_and(|f| f.digits > 0);
        rows.clone().filter(numbered).count() * 3 >= rows.len() * 2
    }
}
