//! `n`, `p`: the pages of an answer, as many hits at a time as the window has room for.

use super::answer::Answer;
use super::session::{Session, View};
use crate::error::Error;
use crate::output::listing::Form;
use crate::output::{Sheet, results};
use crate::search::Results;

/// Rows below a page of hits: its summary, and the prompt with what is typed there.
const BELOW: usize = 3;

impl Session<'_> {
    /// The next page of what is on show, or the one before.
    pub(super) fn turn(&mut self, forward: bool) -> Result<Answer, Error> {
        let total = match &self.view {
            View::Like { total, .. } => *total,
            View::Set => self.sets.current().map_or(0, |(_, set)| set.total),
            // All of them are on show.
            View::First => 0,
        };
        if total == 0 {
            let message = "there is no answer to turn the pages of";
            return Err(Error::Usage(message.to_owned()));
        }
        let (offset, earlier) = (self.request.offset, self.earlier.clone());
        if forward {
            let next = offset.saturating_add(self.hits.len().max(1));
            if next as u64 >= total {
                return Err(Error::Usage("this is the last page".to_owned()));
            }
            self.earlier.push(offset);
            self.request.offset = next;
        } else if offset == 0 {
            return Err(Error::Usage("this is the first page".to_owned()));
        } else {
            let before = self.earlier.pop().filter(|before| *before < offset);
            self.request.offset =
                before.unwrap_or(offset.saturating_sub(self.request.limit.max(1)));
        }
        let answer = self.again();
        if answer.is_err() {
            // The page that was on show still is.
            (self.request.offset, self.earlier) = (offset, earlier);
        }
        answer
    }

    /// Leaves as many hits as fit in the window with what stands below them, so that the best one does not scroll away.
    pub(super) fn cut_to_window(&self, found: &mut Results) {
        let (Some(rows), Form::Text, None, false) =
            (self.rows, &self.form, &self.outlet, self.counted)
        else {
            return;
        };
        let (mut used, mut fitting) = (BELOW, 0);
        for (at, hit) in found.hits.iter().enumerate() {
            let mut sheet = Sheet::new(self.look);
            results::hit(&mut sheet, hit, self.request.offset + at + 1);
            used += sheet.into_text().lines().count() + 1;
            fitting += usize::from(used <= rows);
        }
        found.hits.truncate(fitting.max(1));
    }
}
