//! Room `repl`: the interactive session.
//!
//! In: lines from a terminal or a pipe, and a [`Searcher`]. Out: [`Answer`]s, part by part. Every line becomes the
//! same [`Request`] that the command line makes. Invariant: with piped input there is no banner, no prompt and no
//! colour, and nothing from a page reaches a terminal raw.
//!
//! [`Session`] is the core and knows no terminal: `said` reads a line, `sets` keeps what was found, `reading`, `pages`,
//! `columns`, `files` and `settings` do what the line asks for, `form` gives the answer its form. `prompt` is the face: it edits
//! lines with the help of `complete` and `paint`.

mod answer;
mod columns;
mod command;
mod complete;
mod expand;
mod files;
mod form;
mod grid;
mod help;
mod history;
mod moment;
mod news;
mod offer;
mod outlet;
mod overview;
mod pages;
mod paint;
mod prompt;
mod reading;
mod said;
mod session;
mod sets;
mod settings;
mod slash;
mod values;
mod window;

use std::io::{self, BufRead};
use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::fold;
use crate::output::flow::{self, Marked};
use crate::output::{Look, Role, Sheet, results};
use crate::search::{Facet, Request, Results, Searcher};

pub use answer::{Answer, Part};
pub use moment::{Doing, Moment};
pub use session::Session;

/// What a session needs to begin.
#[derive(Debug)]
pub struct Opening<'a> {
    /// What answers.
    pub searcher: &'a Searcher,
    /// The name of the index in the prompt.
    pub index: String,
    /// The request that every line starts from: limit, passages, order.
    pub request: Request,
    /// How answers look.
    pub look: Look,
    /// Where lines are remembered across sessions, if anywhere.
    pub history: Option<PathBuf>,
    /// What `.help query` says.
    pub query_help: &'a str,
    /// What the session does at any moment.
    pub moment: Arc<Moment>,
    /// Whether the keys are those of vi; `None` for those of the user's other programs.
    pub vi: Option<bool>,
}

impl<'a> Opening<'a> {
    fn session(&self) -> Session<'a> {
        Session::new(
            self.searcher,
            self.request.clone(),
            self.look,
            self.query_help,
        )
    }
}

/// Shows a part of an answer to the user: an article through a pager if there is one.
pub type Show<'a> = &'a mut dyn FnMut(&Part) -> io::Result<()>;

/// Runs a session on a terminal until its user leaves.
///
/// # Errors
///
/// When the terminal cannot be read or written.
pub fn converse(opening: &Opening<'_>, show: Show<'_>) -> io::Result<()> {
    prompt::run(opening, show)
}

/// Answers lines from a pipe, in order, until they end or one says `.quit`; true if all could be obeyed.
///
/// A line that is not UTF-8 is refused. The last line is answered too if it ends with a backslash.
///
/// # Errors
///
/// When the lines cannot be read or the answers cannot be written.
pub fn answer_lines(
    opening: &Opening<'_>,
    mut lines: impl BufRead,
    show: Show<'_>,
) -> io::Result<bool> {
    let mut session = opening.session();
    let (mut bytes, mut obeyed) = (Vec::new(), true);
    loop {
        let ended = lines.read_until(b'\n', &mut bytes)? == 0;
        if said::goes_on(&bytes) && !ended {
            continue;
        }
        for line in said::lines_of(&bytes) {
            let answer = session.answer_if_read(line);
            answer.parts.iter().try_for_each(&mut *show)?;
            obeyed &= !answer.failed;
            if answer.leave {
                return Ok(obeyed);
            }
        }
        bytes.clear();
        if ended {
            break;
        }
    }
    let end = session.end();
    end.parts.iter().try_for_each(&mut *show)?;
    obeyed &= !end.failed;
    Ok(obeyed)
}

/// What `.help` says: the lines that can be typed, and the keys.
pub fn help(look: Look) -> String {
    help::text(look)
}

/// The values of a column that begin so, or of which a word begins so where none does, the most frequent first and so many at
/// most; those that can be typed back as they are shown.
pub fn values_beginning(
    searcher: &Searcher,
    column: Facet,
    start: &str,
    most: usize,
) -> Vec<String> {
    let mut values = complete::Values::new(searcher).beginning(column, start, most);
    let begins = |value: &String| fold(value).starts_with(&fold(start));
    if values.iter().any(begins) {
        values.retain(begins);
    }
    values
}

/// What a session on a terminal begins with: what is there, and what to type first.
pub fn banner(opening: &Opening<'_>) -> String {
    let request = Request {
        query: "*".to_owned(),
        limit: 0,
        facets: vec![Facet::Site, Facet::Month],
        facet_values: usize::from(u16::MAX),
        ..Request::default()
    };
    let mut sheet = Sheet::new(opening.look);
    let Ok(found) = opening.searcher.search(&request) else {
        return String::new();
    };
    let (told, examples) = (extent(&found), examples(&found));
    let title = Marked {
        role: Role::Title,
        ..Marked::running(&told, &[])
    };
    flow::write(&mut sheet, &title, 0, 0, opening.look.width);
    let width = examples.iter().map(|(line, _)| flow::columns(line)).max();
    for (line, meaning) in &examples {
        let meaning = Marked {
            role: Role::Aside,
            ..Marked::running(meaning, &[])
        };
        flow::entry(&mut sheet, line, &meaning, width.unwrap_or(0) + 4);
    }
    sheet.into_text()
}

/// Columns that the name of an outlet has in an example at most.
const SITE: usize = 22;

/// Lines to begin with, and what they do. They name what is in this index.
fn examples(found: &Results) -> Vec<(String, &'static str)> {
    let first = |facet: Facet| {
        let counts = found.facets.iter().find(|counts| counts.facet == facet);
        counts
            .and_then(|counts| counts.values.first())
            .map(|(value, _)| value.as_str())
    };
    let mut lines = vec![
        (
            "any words".to_owned(),
            "searches; then `1` opens the first article",
        ),
        (
            "\"two words\" w/20 third".to_owned(),
            "a phrase, and a word within 20 words of it",
        ),
    ];
    if let Some(month) = first(Facet::Month) {
        lines.push((
            format!("/date:{month}-01..{month}-07"),
            "narrows what was found to a week",
        ));
    }
    if let Some(site) = first(Facet::Site).filter(|site| flow::columns(site) <= SITE) {
        lines.push((
            columns::as_query(Facet::Site, site).replacen("site", "/site", 1),
            "or to an outlet",
        ));
    }
    lines.extend([
        (
            "facets".to_owned(),
            "who, where, when; a number narrows to one",
        ),
        ("first".to_owned(), "which outlet wrote of it first"),
        ("undo".to_owned(), "back; `S1` goes back to the first set"),
        (".help".to_owned(), "all the rest; Ctrl-D leaves"),
    ]);
    lines
}

/// `306 articles of 13 outlets, 2026-01 to 2026-03`.
fn extent(found: &Results) -> String {
    let mut told = results::plural(found.total, "article");
    for counts in &found.facets {
        let months = || counts.values.iter().map(|(value, _)| value.as_str());
        match (counts.facet, months().min(), months().max()) {
            (Facet::Month, Some(first), Some(last)) if first == last => told.extend([", ", first]),
            (Facet::Month, Some(first), Some(last)) => told.extend([", ", first, " to ", last]),
            (Facet::Site, Some(_), _) => {
                told.extend([" of ", &results::plural(counts.distinct, "outlet")]);
            }
            _ => {}
        }
    }
    told
}
