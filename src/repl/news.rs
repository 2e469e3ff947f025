//! What other processes did to the index since the line before.

use super::answer::Answer;
use super::session::Session;
use crate::error::Error;
use crate::index::Identity;
use crate::output::results;
use crate::search::Request;

impl Session<'_> {
    /// Says so if another process has changed the index or taken it away.
    pub(super) fn news(&mut self) -> Answer {
        let before = self.searcher.identity();
        let lost = match self.searcher.reload() {
            Ok(true) => {
                self.lost = None;
                return self.updated(before);
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

    /// `before` is the index that answered until now.
    fn updated(&mut self, before: Option<Identity>) -> Answer {
        self.sets.outdate();
        let everything = Request {
            query: "*".to_owned(),
            ..Request::default()
        };
        let articles = self.searcher.count(&everything).unwrap_or(0);
        let articles = results::plural(articles, "article");
        // An index of an earlier version has no name to be known by.
        let another = before.is_some() && before != self.searcher.identity();
        self.remark(&if another {
            format!(
                "another index is in this place now (rebuilt, restored or a different one): {articles}; \
                 sets keep their queries and are asked of it anew when shown"
            )
        } else {
            format!("the index was updated: {articles} now; sets are counted anew when shown")
        })
    }
}
