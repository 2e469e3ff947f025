//! The terminal side of a session: prompt, line editing, history.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::history::MemHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{
    Cmd, ColorMode, CompletionType, ConditionalEventHandler, Config, Context, EditMode, Editor,
    Event, EventContext, EventHandler, Helper, KeyEvent,
};

use super::complete::{self, Values};
use super::history::{History, REMEMBERED};
use super::{Doing, Opening, Part, Session, Show};
use super::{paint, said};
use crate::output::{Role, flow, results, safe};

/// Columns that the filters take in the prompt, at most.
const FILTERS: usize = 36;

type Line<'a> = Editor<Aid<'a>, MemHistory>;

/// Runs a session on a terminal; see [`converse`](super::converse).
pub(super) fn run(opening: &Opening<'_>, show: Show<'_>) -> io::Result<()> {
    std::thread::scope(|threads| {
        show(&Part::Note(super::banner(opening)))?;
        // What cannot be read is told by the answers. Without a thread for it the first of them takes longer.
        let _ = std::thread::Builder::new().spawn_scoped(threads, || opening.searcher.warm());
        lines(opening, show)
    })
}

fn lines(opening: &Opening<'_>, show: Show<'_>) -> io::Result<()> {
    let colour = opening.look.colour;
    let (mut history, remembered) = History::open(opening.history.as_deref());
    let cleared = Cleared::default();
    let mut editor = editor(opening, &remembered, &cleared).map_err(io::Error::other)?;
    let mut session = opening.session().attended();
    let stop = opening.searcher.stop();
    let at = || (opening.searcher.identity(), opening.searcher.generation());
    let mut known = at();
    loop {
        opening.moment.begin(Doing::Waiting);
        let typed = editor.readline(&prompt(&opening.index, &session, colour));
        stop.lower();
        opening.moment.begin(Doing::Answering);
        let line = match typed {
            Ok(_) if cleared.take() => continue,
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            // What follows must not stand on the line of the prompt.
            Err(ReadlineError::Eof) => {
                show(&Part::Note("\n".to_owned()))?;
                return session.end().parts.iter().try_for_each(&mut *show);
            }
            Err(error) => return Err(io::Error::other(error)),
        };
        if let Some((columns, rows)) = editor.dimensions() {
            session.fit(usize::from(columns), usize::from(rows));
        }
        // Lines that were pasted together are lines all the same.
        let mut lines = said::lines(&line);
        if lines.is_empty() {
            lines.push(String::new());
        }
        for line in &lines {
            remember(&mut editor, line, &mut history);
            // What is remembered can be found again as it was taken.
            if let (true, Some(offered)) = (line.is_empty(), session.offered()) {
                remember(&mut editor, offered, &mut history);
            }
            let answer = session.answer(line);
            // What stopped the work must not stop what is said about it; the next one stops that too.
            stop.lower();
            for part in &answer.parts {
                show(part)?;
                if stop.is_up() {
                    break;
                }
            }
            if let Some(why) = history.trouble() {
                session.remark(&why).parts.iter().try_for_each(&mut *show)?;
            }
            if answer.leave {
                return Ok(());
            }
            if stop.is_up() {
                break;
            }
        }
        if let Some(aid) = editor.helper_mut() {
            aid.offered = session.offered().map(str::to_owned);
            aid.known = session.known();
        }
        if at() != known {
            known = at();
            editor
                .helper()
                .into_iter()
                .for_each(|aid| aid.values.forget());
        }
    }
}

/// `index S3 (52) person:="Elin Sjöberg"> `, without and with colour.
fn prompt(index: &str, session: &Session<'_>, colour: bool) -> (String, String) {
    let index = safe::line(index);
    let (mut set, mut within) = (String::new(), String::new());
    if let Some((number, total, filters)) = session.current() {
        set = format!(" S{number} ({})", results::grouped(total));
        if !filters.is_empty() {
            within = format!(" {}", newest(&filters));
        }
    }
    let plain = format!("{index}{set}{within}> ");
    if !colour {
        return (plain.clone(), plain);
    }
    let styled = |role: Role, text: &str| {
        format!(
            "{}{text}{}",
            role.style().render(),
            role.style().render_reset()
        )
    };
    let coloured = [
        styled(Role::Title, &index),
        styled(Role::Number, &set),
        styled(Role::Site, &within),
        styled(Role::Title, "> "),
    ];
    (plain, coloured.concat())
}

/// What a set was narrowed to last, with as much of what came before as there is room for.
fn newest(filters: &[&str]) -> String {
    let Some((last, before)) = filters.split_last() else {
        return String::new();
    };
    let mut shown = (*last).to_owned();
    let mut left = before.len();
    for filter in before.iter().rev() {
        let longer = format!("{filter} / {shown}");
        let ahead = if left > 1 { flow::columns(AHEAD) } else { 0 };
        if flow::columns(&longer) + ahead > FILTERS {
            break;
        }
        shown = longer;
        left -= 1;
    }
    if left == 0 {
        return flow::cut_to(&shown, FILTERS);
    }
    let room = FILTERS.saturating_sub(flow::columns(AHEAD));
    format!("{AHEAD}{}", flow::cut_to(&shown, room))
}

/// What stands for filters that there is no room for.
const AHEAD: &str = "… / ";

fn editor<'a>(
    opening: &Opening<'a>,
    remembered: &[String],
    cleared: &Cleared,
) -> rustyline::Result<Line<'a>> {
    let config = Config::builder()
        .history_ignore_dups(true)?
        .history_ignore_space(true)
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .edit_mode(edit_mode(opening.vi))
        // Where colour is not wanted, the editor would keep from underlining too; `paint` leaves colour out itself.
        .color_mode(ColorMode::Forced)
        .build();
    let lines = MemHistory::with_config(&config);
    let mut editor = Editor::with_history(config, lines)?;
    editor.set_helper(Some(Aid {
        values: Values::new(opening.searcher),
        files: FilenameCompleter::new(),
        hints: HistoryHinter::new(),
        offered: None,
        known: paint::Known::default(),
        cleared: cleared.clone(),
        colour: opening.look.colour,
    }));
    editor.bind_sequence(
        KeyEvent::ctrl('C'),
        EventHandler::Conditional(Box::new(cleared.clone())),
    );
    editor.set_max_history_size(REMEMBERED)?;
    for line in remembered {
        editor.add_history_entry(line)?;
    }
    Ok(editor)
}

/// Whether the line that the editor gives back was cleared by Ctrl-C.
///
/// The editor's own way to tell so is an error, with which it forgets what was typed behind the key and already read.
#[derive(Debug, Clone, Default)]
struct Cleared(Arc<AtomicBool>);

impl Cleared {
    /// Whether it was; asked once a line.
    fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl ConditionalEventHandler for Cleared {
    fn handle(&self, _: &Event, _: u16, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.store(true, Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }
}

/// As the settings have it, else as the user's other programs: `set editing-mode vi` in the file of readline.
fn edit_mode(vi: Option<bool>) -> EditMode {
    if vi.unwrap_or_else(readline_is_vi) {
        EditMode::Vi
    } else {
        EditMode::Emacs
    }
}

fn readline_is_vi() -> bool {
    let named = std::env::var_os("INPUTRC").map(std::path::PathBuf::from);
    let at_home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".inputrc"));
    let text = named
        .or_else(at_home)
        .and_then(|file| std::fs::read_to_string(file).ok());
    let vi = |line: &str| line.split_whitespace().eq(["set", "editing-mode", "vi"]);
    text.is_some_and(|text| text.lines().any(vi))
}

/// Keeps a line for this session and, if that can be, for later ones; a line behind a blank is kept nowhere.
fn remember(editor: &mut Line<'_>, line: &str, history: &mut History) {
    let line = safe::line(line);
    if editor.add_history_entry(&*line).unwrap_or(false) {
        history.add(&line);
    }
}

/// What helps while a line is typed.
struct Aid<'a> {
    values: Values<'a>,
    files: FilenameCompleter,
    hints: HistoryHinter,
    /// The query that an empty line takes.
    offered: Option<String>,
    /// What the line can name.
    known: paint::Known,
    cleared: Cleared,
    colour: bool,
}

impl Helper for Aid<'_> {}

/// The commands that a file follows.
const BEFORE_FILES: [&str; 6] = [
    ".read ", ".output ", ".save ", "save ", ".export ", "export ",
];

/// Files that Tab offers at most.
const FILES: usize = 40;

impl Completer for Aid<'_> {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        if BEFORE_FILES.iter().any(|command| line.starts_with(command)) {
            let (start, mut pairs) = self.files.complete_path(line, pos)?;
            // More than a window full cannot be chosen from.
            pairs.truncate(FILES);
            return Ok((start, pairs));
        }
        let (start, offers) = complete::offers(&line[..pos], &self.values);
        let pair = |offer: String| Pair {
            display: complete::shown(&offer),
            replacement: offer,
        };
        Ok((start, offers.into_iter().map(pair).collect()))
    }
}

impl Hinter for Aid<'_> {
    type Hint = String;

    fn hint(&self, line: &str, pos: usize, context: &Context<'_>) -> Option<String> {
        if line.is_empty() {
            // Without colour it would look as if it had been typed.
            return self.offered.clone().filter(|_| self.colour);
        }
        self.hints.hint(line, pos, context)
    }
}

impl Highlighter for Aid<'_> {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let searcher = self.values.searcher();
        let read = |text: &str| searcher.read(text);
        Cow::Owned(paint::painted(line, &read, &self.known, self.colour))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        let style = Role::Aside.style();
        if self.colour {
            Cow::Owned(format!("{}{hint}{}", style.render(), style.render_reset()))
        } else {
            Cow::Borrowed(hint)
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        kind != CmdKind::MoveCursor
    }
}

impl Validator for Aid<'_> {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(
            if said::goes_on(context.input()) && !self.cleared.is_set() {
                ValidationResult::Incomplete
            } else {
                ValidationResult::Valid(None)
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_narrowing_is_in_sight() {
        let table: [(&[&str], &str); 5] = [
            (&["tram"], "tram"),
            (&["tram", "date:2026-02"], "tram / date:2026-02"),
            (
                &["person:=\"Ludmila Oksanen\"", "date:2026-02"],
                "… / date:2026-02",
            ),
            (
                &["person:=\"Ludmila Oksanen\"", "NOT bus", "date:2026-02"],
                "… / NOT bus / date:2026-02",
            ),
            (
                &["tram", "org:=\"Corporation of the Amber Coast Railways\""],
                "… / org:=\"Corporation of the Amber…",
            ),
        ];
        for (filters, shown) in table {
            let newest = newest(filters);
            assert_eq!(newest, shown);
            assert!(flow::columns(&newest) <= FILTERS, "{newest}");
        }
    }
}
