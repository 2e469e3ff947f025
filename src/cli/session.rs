//! `newsdex repl`: opens the interactive session.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use clap::Parser;

use super::{Keys, Outcome, Said, Settings, Streams, help, interrupts, minus, state, terminal};
use crate::index::Index;
use crate::repl::{self, Doing, Opening, Part};
use crate::search::Request;

/// What `newsdex repl --help` ends with.
pub(super) const HELP: &str = "\
Examples:
  newsdex repl
  printf 'dockers ferry\\nfacets person\\n' | newsdex repl

`newsdex` alone does the same on a terminal with an index at hand, and so does `newsdex --index DIR`. With piped input there is no banner, \
no prompt and no colour; trouble and news go to standard error.";

/// Runs a session with whoever is on standard input.
pub(super) fn run(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
    let searcher = settings.searcher()?;
    let query_help = help::query(streams.look);
    let opening = Opening {
        searcher: &searcher,
        index: name(&settings.index),
        request: Request {
            limit: settings.results,
            passages: settings.passages,
            ..Request::default()
        },
        look: streams.look,
        history: state::folder().map(|folder| folder.join("history")),
        query_help: &query_help,
        moment: Arc::default(),
        vi: settings.keys.map(|keys| keys == Keys::Vi),
    };
    if terminals() {
        converse(&opening, settings, streams)?;
        return Ok(Outcome::Done);
    }
    let obeyed = repl::answer_lines(&opening, io::stdin().lock(), &mut |part| match part {
        Part::Text(text) | Part::Article { text, .. } => streams.answer_now(text),
        Part::Note(text) => {
            streams.aside(text);
            Ok(())
        }
    })?;
    Ok(if obeyed {
        Outcome::Done
    } else {
        Outcome::Failed
    })
}

fn converse(opening: &Opening<'_>, settings: &Settings, streams: &mut Streams) -> io::Result<()> {
    let stop = opening.searcher.stop();
    interrupts::heed(Arc::clone(&opening.moment), stop.clone());
    repl::converse(opening, &mut |part| match part {
        Part::Text(text) | Part::Note(text) => streams.answer_until(text, &stop),
        Part::Article { text, line } => {
            // Not so far down that the end of the article would leave the window half empty.
            let fitting =
                terminal::height().map_or(0, |height| text.lines().count().saturating_sub(height));
            let line = fitting.min(*line);
            let pager = settings
                .pager
                .as_deref()
                .map(|pager| beginning_at(pager, line));
            opening.moment.begin(Doing::Paging);
            let shown = streams.page(text, pager.as_deref());
            opening.moment.begin(Doing::Answering);
            shown
        }
    })
}

/// What `newsdex` without a command says: a session, if someone sits there and an index is at hand or was named.
pub(super) fn unsaid() -> Option<Said> {
    if !terminals() {
        return None;
    }
    let words = minus::guarded(std::env::args_os());
    let commandless = |kind| {
        use clap::error::ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand, MissingSubcommand};
        matches!(
            kind,
            MissingSubcommand | DisplayHelpOnMissingArgumentOrSubcommand
        )
    };
    let error = Said::try_parse_from(&words).err()?;
    if !commandless(error.kind()) {
        return None;
    }
    let said = Said::try_parse_from(words.into_iter().chain(["repl".into()])).ok()?;
    let settings = Settings::resolve(&said.global).ok()?;
    let named = said.global.index.is_some();
    (named || Index::open(&settings.index).is_ok()).then_some(said)
}

fn terminals() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The index's name in the prompt: that of its folder.
fn name(folder: &Path) -> String {
    let named = folder.file_name().map(ToOwned::to_owned);
    // `.` and `..` have no name of their own.
    let whole = || {
        folder
            .canonicalize()
            .ok()?
            .file_name()
            .map(ToOwned::to_owned)
    };
    let name = named.or_else(whole).unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The command of a pager that begins at a line, counted from 0; only `less` is known to be able to.
fn beginning_at(pager: &str, line: usize) -> String {
    let program = pager.split_whitespace().next().unwrap_or_default();
    let less = program.rsplit('/').next() == Some("less");
    if less && line > 0 {
        // Some lines before it, for the headline or the paragraph before.
        return format!("{pager} +{}", line.saturating_sub(FEW) + 2);
    }
    pager.to_owned()
}

/// Lines that stay in sight before the passage.
const FEW: usize = 3;
