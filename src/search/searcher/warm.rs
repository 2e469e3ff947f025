//! What nearly every answer reads, read before the first question.

use crate::error::Result;
use crate::query::plain;
use crate::search::request::Request;

use super::Searcher;

/// Fits no word, so that every word is looked at and nothing found.
const NO_WORD: &str = "*qxzqxz";

impl Searcher {
    /// Reads what nearly every answer needs: words, lengths, columns, and by an answer or two the paths to all else. For a thread
    /// beside a user who is still typing.
    ///
    /// # Errors
    /// As [`search`](Self::search); the answers will say so themselves.
    pub fn warm(&self) -> Result<()> {
        let view = self.view();
        for (number, segment) in view.segments.iter().enumerate() {
            let Some(&first) = segment.alive().first() else {
                continue;
            };
            let headline = view.stored(number, first)?.article.title;
            self.search(&Request {
                query: plain(&headline),
                ..Request::default()
            })?;
        }
        self.search(&Request {
            query: NO_WORD.to_owned(),
            ..Request::default()
        })?;
        Ok(())
    }
}
