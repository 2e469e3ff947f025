//! `newsdex repl`: opens the interactive session.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::{Outcome, Settings, Streams};
use crate::index::Index;
use crate::repl::{self, Opening};
use crate::search::{Request, Searcher};

/// What `newsdex repl --help` ends with.
pub(super) const HELP: &str = "\
Examples:
  newsdex repl
  printf 'tram council\\nfacets person\\n' | newsdex repl

With piped input there is no banner, no prompt and no colour.";

/// Runs a session with whoever is on standard input.
pub(super) fn run(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
    let index = Index::open(&settings.index)?;
    let searcher = Searcher::open(&index)?;
    let conversation = io::stdin().is_terminal() && io::stdout().is_terminal();
    let pager = settings.pager.clone();
    let opening = Opening {
        searcher: &searcher,
        index: settings.index.display().to_string(),
        articles: index.catalog()?.articles() as u64,
        request: Request {
            limit: settings.results,
            passages: settings.passages,
            ..Request::default()
        },
        look: streams.look,
        history: history(),
    };
    let show: repl::Show<'_> = &mut |answer| {
        if answer.long && conversation {
            streams.page(&answer.text, pager.as_deref())
        } else {
            streams.answer_now(&answer.text)
        }
    };
    if conversation {
        repl::converse(opening, show)?;
    } else {
        repl::answer_lines(opening, io::stdin().lock(), show)?;
    }
    Ok(Outcome::Done)
}

/// Where lines are remembered: the state folder of the user, if there is one.
fn history() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(state.join("newsdex").join("history"))
}
