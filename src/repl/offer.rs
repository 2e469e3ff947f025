//! What a session offers in place of the line before, and what taking it does.

use super::answer::Answer;
use super::said::halves;
use super::session::{Session, View};
use super::{columns, command};
use crate::analysis::fold;
use crate::error::Error;
use crate::search::Request;

/// What one key takes in place of the line before.
#[derive(Debug)]
pub(super) enum Offer {
    /// A query that finds something.
    Query(String),
    /// A command, which the line before mistyped.
    Command {
        /// The command.
        line: String,
        /// What the line before took the place of, if it was searched for.
        before: Option<Box<Before>>,
    },
}

/// What was on show before a search.
#[derive(Debug)]
pub(super) struct Before {
    pub request: Request,
    pub view: View,
}

/// Articles up to which a search found little, so that a mistyped command is likelier.
const LITTLE: u64 = 10;

impl Session<'_> {
    /// Searches for a line, unless it can hardly be anything but a mistyped command: `opne 3` is offered as one and leaves all as it was.
    pub(super) fn asked(&mut self, text: &str) -> Result<Answer, Error> {
        let (word, rest) = halves(text.trim());
        let meant = command::meant(text).filter(|_| calls(rest));
        match meant {
            Some(line) if !self.stands_here(word)? => {
                let hint = format!(
                    "{}; to search for the words: +{word} {rest}",
                    self.question(&line)
                );
                self.offered = Some(Offer::Command { line, before: None });
                Err(Error::Misuse {
                    message: format!("`{word}` is no command and stands in no article"),
                    hint,
                })
            }
            _ => self.query(text),
        }
    }

    /// The command that a line may mean which found so many articles.
    pub(super) fn mistyped(&self, text: &str, found: u64) -> Result<Option<String>, Error> {
        let Some(line) = command::meant(text) else {
            return Ok(None);
        };
        let (word, rest) = halves(text.trim());
        let likely =
            found <= LITTLE || calls(rest) || !rest.is_empty() && !self.stands_here(word)?;
        Ok(likely.then_some(line))
    }

    /// Whether a word of letters stands in any article, however it is spelled.
    fn stands_here(&self, word: &str) -> Result<bool, Error> {
        // Signs would mean something else between the slashes; the query itself tells of them.
        if !word.chars().all(char::is_alphabetic) {
            return Ok(true);
        }
        let request = Request {
            query: format!("/{}/", fold(word)),
            ..Request::default()
        };
        Ok(self.searcher.count(&request)? > 0)
    }

    fn question(&self, line: &str) -> String {
        format!(
            "did you mean the command `{line}`? ({} takes it)",
            self.key()
        )
    }

    /// Offers a command in place of the search that was just made.
    pub(super) fn offer(&mut self, line: String, before: Before) -> Answer {
        let advice = self.question(&line);
        let before = Some(Box::new(before));
        self.offered = Some(Offer::Command { line, before });
        self.advised(&advice)
    }

    /// The key that takes what is offered.
    pub(super) fn key(&self) -> &'static str {
        if self.attended { "Enter" } else { "y" }
    }

    /// Takes back a search that was none: what stood before it is on show again.
    pub(super) fn unsearched(&mut self, before: Before) {
        self.sets.forget_last();
        self.request = before.request;
        self.view = before.view;
        self.hits.clear();
        if self.sets.current().is_some() {
            // What cannot be found again is told by the command.
            let _ = self.again();
        }
    }
}

/// Whether what follows a word calls an article or a column, and looks for nothing.
fn calls(rest: &str) -> bool {
    command::number(rest).is_some() || columns::named(rest).is_ok()
}
