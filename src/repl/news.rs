//! What other processes did to the index since the line before.

use super::answer::Answer;
use super::session::Session;
use crate::error::Error;
use crate::output::results;
use crate::search::Request;

impl Session<'_> {
    /// Says so if another process has changed the index or taken it away.
    pub(super) fn news(&mut self) -> Answer {
        let lost = match self.searcher.reload() {
            Ok(true) => {
                self.lost = None;
                return self.updated();
            }
            Ok(false) => None,
            Err(Error::Stopped) => return Answer::default(),
            Err(error) => Some(error.to_string()),
        };
        if self.lost == lost {
            return Answer::default();
        }
        let text = match &lost {
            Some(trouble) => format!("{trouble}; answers are from what was there before"),
            None => "the index is there again, as it was".to_owned(),
        };
        self.lost = lost;
        self.remark(&text)
    }

    fn updated(&mut self) -> Answer {
        self.sets.outdate();
        let everything = Request {
            query: "*".to_owned(),
            ..Request::default()
        };
        let articles = self.searcher.count(&everything).unwrap_or(0);
        let articles = results::plural(articles, "article");
        self.remark(&format!(
            "the index was updated: {articles} now; sets are counted anew when shown"
        ))
    }
}
