//! The terminal side of a session: prompt, line editing, history.

use std::io;
use std::path::Path;

use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{Config, Editor};

use super::{Answer, Opening, Session, Show};
use crate::output::results;

/// Lines of history that are kept.
const REMEMBERED: usize = 2000;

/// Runs a session on a terminal; see [`converse`](super::converse).
pub(super) fn run(opening: Opening<'_>, show: Show<'_>) -> io::Result<()> {
    let mut editor = editor(opening.history.as_deref()).map_err(io::Error::other)?;
    let articles = results::plural(opening.articles, "article");
    let banner = format!("{articles} in {}; type a query, or .help\n", opening.index);
    show(&Answer {
        text: banner,
        ..Answer::default()
    })?;
    let mut session = Session::new(opening.searcher, opening.request, opening.look).timed(true);
    loop {
        let line = match editor.readline(&prompt(&opening.index, &session)) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(io::Error::other(error)),
        };
        if !line.starts_with(' ') {
            remember(&mut editor, &line, opening.history.as_deref());
        }
        let answer = session.answer(&line);
        show(&answer)?;
        if answer.leave {
            break;
        }
    }
    Ok(())
}

/// `index S3 (52)> `.
fn prompt(index: &str, session: &Session<'_>) -> String {
    match session.current() {
        Some((set, total)) => format!("{index} S{set} ({})> ", results::grouped(total)),
        None => format!("{index}> "),
    }
}

fn editor(history: Option<&Path>) -> rustyline::Result<Editor<(), DefaultHistory>> {
    let config = Config::builder().history_ignore_dups(true)?.build();
    let mut editor = Editor::with_config(config)?;
    editor.set_max_history_size(REMEMBERED)?;
    if let Some(file) = history {
        // The first session has no history yet, and a damaged one is not worth a word.
        let _ = editor.load_history(file);
    }
    Ok(editor)
}

/// Keeps a line for this session and, if that can be, for later ones.
fn remember(editor: &mut Editor<(), DefaultHistory>, line: &str, history: Option<&Path>) {
    let _ = editor.add_history_entry(line);
    let Some(file) = history else { return };
    if let Some(folder) = file.parent() {
        let _ = std::fs::create_dir_all(folder);
    }
    let _ = editor.append_history(file);
}
