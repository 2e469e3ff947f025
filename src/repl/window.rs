//! A page of hits in a window: so many of them, and so much of each, that an answer is seen at a glance.

use super::session::Session;
use crate::output::copies::Copies;
use crate::output::listing::Form;
use crate::output::{CUT, Sheet, excerpt, results};
use crate::search::{Hit, Results};

/// Rows below a page of hits: its summary, and the prompt with what is typed there.
const BELOW: usize = 3;

/// Hits that a window should show at least.
const SEEN: usize = 4;

/// Columns before a passage, about: its paragraph among so many.
const BEFORE: usize = 13;

/// What the user asked for in numbers, so that it is not for the window to decide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// Hits a page.
    pub hits: bool,
    /// Passages a hit.
    pub passages: bool,
}

/// How much of a hit is shown.
#[derive(Debug, Clone, Copy)]
struct Share {
    passages: usize,
    /// Lines of each passage; `None` for all.
    lines: Option<usize>,
}

impl Session<'_> {
    /// Leaves as many hits as fit in the window with what stands below them, so that the best one does not scroll away; true
    /// if less of them is left than was asked for.
    pub(super) fn cut_to_window(&self, found: &mut Results) -> bool {
        let (Some(rows), Form::Text, None, false) =
            (self.rows, &self.form, &self.outlet, self.counted.hits)
        else {
            return false;
        };
        let rows = rows.saturating_sub(BELOW);
        let enough = SEEN.min(found.hits.len());
        let mut shares = shares(if self.counted.passages {
            0
        } else {
            self.request.passages
        });
        let mut hits = found.hits.clone();
        let mut fitting = self.fitting(&hits, rows);
        while fitting < enough
            && let Some(share) = shares.next()
        {
            hits = found
                .hits
                .iter()
                .map(|hit| self.shared(hit, share))
                .collect();
            fitting = self.fitting(&hits, rows);
        }
        let shown = fitting.max(1);
        let less = found
            .hits
            .iter()
            .zip(&hits)
            .take(shown)
            .any(|(found, hit)| found != hit);
        hits.truncate(shown);
        found.hits = hits;
        less
    }

    /// How many hits fit in so many rows.
    fn fitting(&self, hits: &[Hit], rows: usize) -> usize {
        let (mut used, mut copies) = (0, Copies::default());
        let fits = |(at, hit): &(usize, &Hit)| {
            let mut sheet = Sheet::new(self.look);
            let rank = self.request.offset + at + 1;
            results::hit(&mut sheet, hit, rank, copies.before(hit, rank));
            used += sheet.into_text().lines().count() + 1;
            used <= rows
        };
        hits.iter().enumerate().take_while(fits).count()
    }

    /// How many entries fit in the window with what stands below them; at least one, and all where pages are counted.
    pub(super) fn rows_for(&self, entries: &[String]) -> usize {
        let (Some(rows), None, false) = (self.rows, &self.outlet, self.counted.hits) else {
            return entries.len();
        };
        let mut used = BELOW;
        let fits = |entry: &&String| {
            used += entry.lines().count();
            used <= rows
        };
        entries.iter().take_while(fits).count().max(1)
    }

    fn shared(&self, hit: &Hit, share: Share) -> Hit {
        let columns = self.look.text_width().saturating_sub(BEFORE);
        let cut = self.look.sign(CUT);
        let mut hit = hit.clone();
        hit.passages.truncate(share.passages);
        if let Some(lines) = share.lines {
            for passage in &mut hit.passages {
                *passage = excerpt::shortened(passage, columns, lines, cut);
            }
        }
        hit
    }
}

/// Less and less of each hit: fewer passages, then the best one in a few lines.
fn shares(passages: usize) -> impl Iterator<Item = Share> {
    let whole = (1..passages).rev().map(|passages| Share {
        passages,
        lines: None,
    });
    let few = [3, 2].map(|lines| Share {
        passages: 1,
        lines: Some(lines),
    });
    whole.chain(few.into_iter().filter(move |_| passages > 0))
}
