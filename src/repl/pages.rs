//! `n`, `p`: the pages of an answer, as many hits or values at a time as the window has room for.

use super::answer::Answer;
use super::session::{Session, View};
use crate::error::Error;

impl Session<'_> {
    /// How many articles or outlets the answer on show has.
    pub(super) fn total(&self) -> u64 {
        match &self.view {
            View::Like { total, .. } | View::First { total } => *total,
            View::Set => self.sets.current().map_or(0, |(_, set)| set.total),
        }
    }

    /// From an article that was read to the next one, else to the next page; or back.
    pub(super) fn go(&mut self, opened: Option<usize>, forward: bool) -> Result<Answer, Error> {
        match opened {
            None if !self.values.is_empty() => self.turn_values(forward),
            None => self.turn(forward),
            Some(number) if forward => self.open(number + 1),
            Some(1) => Err(Error::Usage("this is the first article".to_owned())),
            Some(number) => self.open(number - 1),
        }
    }

    /// The next page of what is on show, or the one before.
    pub(super) fn turn(&mut self, forward: bool) -> Result<Answer, Error> {
        let total = self.total();
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
}
