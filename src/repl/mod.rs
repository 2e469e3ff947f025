//! Room `repl`: the interactive session.
//!
//! In: lines from a terminal or a pipe, and a [`Searcher`]. Out: answers as text. Every line becomes the
//! same [`Request`] that the command line makes. Invariant: with piped input there is
//! no banner, no prompt and no colour.

mod help;
mod prompt;
mod said;
mod session;
mod sets;

use std::io::{self, BufRead};
use std::path::PathBuf;

use crate::output::Look;
use crate::search::{Request, Searcher};

pub use session::{Answer, Session};

/// What a session needs to begin.
#[derive(Debug)]
pub struct Opening<'a> {
    /// What answers.
    pub searcher: &'a Searcher,
    /// The name of the index in the prompt.
    pub index: String,
    /// Articles in the index.
    pub articles: u64,
    /// The request that every line starts from: limit, passages, order.
    pub request: Request,
    /// How answers look.
    pub look: Look,
    /// Where lines are remembered across sessions, if anywhere.
    pub history: Option<PathBuf>,
}

/// Shows an answer to the user, a long one through a pager if there is one.
pub type Show<'a> = &'a mut dyn FnMut(&Answer) -> io::Result<()>;

/// Runs a session on a terminal until its user leaves.
///
/// # Errors
///
/// When the terminal cannot be read or written.
pub fn converse(opening: Opening<'_>, show: Show<'_>) -> io::Result<()> {
    prompt::run(opening, show)
}

/// Answers lines from a pipe, in order, until they end or one says `.quit`.
///
/// # Errors
///
/// When the lines cannot be read or the answers cannot be written.
pub fn answer_lines(opening: Opening<'_>, lines: impl BufRead, show: Show<'_>) -> io::Result<()> {
    let mut session = Session::new(opening.searcher, opening.request, opening.look);
    for line in lines.lines() {
        let answer = session.answer(&line?);
        show(&answer)?;
        if answer.leave {
            break;
        }
    }
    Ok(())
}
