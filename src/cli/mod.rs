//! Room `cli`: the command line.
//!
//! In: the words after `newsdex`, `NEWSDEX_*` and the settings file. Out: answers on standard
//! output, everything else on standard error, an [`Outcome`]. What the user said (the `…Said`
//! types, parsed by clap, no reading of files) is one thing; what it means ([`Settings`], a request, a job)
//! another. Invariant: nothing here decides what matches, what is cut or how text looks.

mod backup;
mod batch;
mod cite;
mod clean;
mod codes;
mod complete;
mod completions;
mod config;
mod count;
mod cut;
mod days;
mod demo;
mod entities;
mod eval;
mod explain;
mod export;
mod facets;
mod filters;
mod first;
mod format;
mod groups;
mod help;
mod index;
mod input;
mod interrupts;
mod limits;
mod man;
mod minus;
mod progress;
mod rebuild;
mod rules;
mod said;
mod saved;
mod scarce;
mod search;
mod session;
mod settings;
mod show;
mod similar;
mod since;
mod sites;
mod size;
mod state;
mod stats;
mod streams;
mod terminal;
mod together;
mod topics;
mod train;
mod verify;
mod waiting;

use std::process::ExitCode;

use crate::error::Error;
use crate::shipped;

pub use said::Said;
pub use settings::{Keys, Origin, SavedSearch, Settings, Told};
pub use streams::Streams;

/// How a command ended, as programs around it see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done; for a search: something was found.
    Done,
    /// Nothing was found.
    Nothing,
    /// Done in part: some pages failed and the user asked to be told.
    Failed,
    /// Stopped by Ctrl-C.
    Interrupted,
}

impl Outcome {
    /// How a search ended that found so much.
    fn of(total: u64) -> Self {
        if total == 0 {
            Self::Nothing
        } else {
            Self::Done
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Nothing => 1,
            Outcome::Failed => 2,
            Outcome::Interrupted => 130,
        })
    }
}

/// Reads what the user said.
///
/// # Errors
///
/// The exit code of a call that ends here: help was asked for, or the words could not be understood.
pub fn parse() -> Result<Said, ExitCode> {
    if let Some(said) = session::unsaid() {
        return Ok(said);
    }
    let words = minus::guarded(std::env::args_os());
    let matches = groups::program().try_get_matches_from(words);
    let said =
        matches.and_then(|matches| <Said as clap::FromArgMatches>::from_arg_matches(&matches));
    said.map_err(|error| {
        let unread = |failed: std::io::Error| failed.kind() != std::io::ErrorKind::BrokenPipe;
        let failed = error.print().is_err_and(unread) || error.use_stderr();
        if failed {
            Outcome::Failed.into()
        } else {
            Outcome::Done.into()
        }
    })
}

/// Runs what the user said.
///
/// # Errors
///
/// When the command could not do its work: bad settings, no index, a query that cannot be read, a
/// stream that cannot be written. A closed pipe is such an error too; see [`is_closed_pipe`].
pub fn run(said: &Said) -> anyhow::Result<Outcome> {
    interrupts::fail_at_the_longest_file();
    let settings = Settings::resolve(&said.global)?;
    let mut streams = Streams::open(&settings);
    let outcome = match said.command.run(&settings, &mut streams) {
        Err(error) => nothing_there(error, &mut streams)?,
        Ok(outcome) => outcome,
    };
    streams.flush()?;
    // What was said last may lack names or words that lists would have given.
    shipped::whole()?;
    Ok(outcome)
}

/// What was named is not there: that is nothing found, and no error.
fn nothing_there(error: anyhow::Error, streams: &mut Streams) -> anyhow::Result<Outcome> {
    match error.downcast_ref::<Error>() {
        Some(Error::NothingThere(text)) => {
            streams.note(text);
            Ok(Outcome::Nothing)
        }
        _ => Err(error),
    }
}

/// Whether an error only says that the reader of our output has left, as `head` does.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |e: &std::io::Error| e.kind() == std::io::ErrorKind::BrokenPipe;
    error
        .chain()
        .any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(closed))
}

/// Writes an error and its hint to standard error.
pub fn report(said: &Said, error: &anyhow::Error) {
    streams::report(
        terminal::look_of_stderr(settings::stated_colour(&said.global)),
        error,
    );
}
