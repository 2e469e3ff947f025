//! What a session offers in place of the line before, and what taking it does.

use super::answer::Answer;
use super::session::{Session, View};
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
        /// What the line before took the place of.
        before: Box<Before>,
    },
}

/// What was on show before a search.
#[derive(Debug)]
pub(super) struct Before {
    pub request: Request,
    pub view: View,
}

/// Articles up to which a search found little, so that a mistyped command is likelier.
pub(super) const LITTLE: u64 = 10;

impl Session<'_> {
    /// Offers a command in place of the search that was just made.
    pub(super) fn offer(&mut self, line: String, before: Before) -> Answer {
        let advice = format!(
            "did you mean the command `{line}`? ({} takes it)",
            self.key()
        );
        let before = Box::new(before);
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
