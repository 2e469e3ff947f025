//! Our two ends: answers go to standard output, everything else to standard error.
//!
//! A standard output that was closed (`>&-`) cannot be told from /dev/null: the standard library opens that in its place before
//! `main`, and what runs earlier would need unsafe code.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::{Command, Stdio};

use super::{Settings, terminal};
use crate::error::Error;
use crate::output::{Look, Sheet, problem, safe};
use crate::search::Stop;

/// Bytes that are written to a terminal without a look at whether somebody wants them.
const CHUNK: usize = 4096;

/// Standard output and standard error with what is known about them.
#[derive(Debug)]
pub struct Streams {
    out: BufWriter<StdoutLock<'static>>,
    /// How answers look.
    pub look: Look,
    /// How messages look.
    pub message_look: Look,
    quiet: bool,
}

impl Streams {
    /// Takes standard output for this process.
    pub fn open(settings: &Settings) -> Self {
        Self {
            out: BufWriter::new(io::stdout().lock()),
            look: terminal::look_of_stdout(settings),
            message_look: terminal::look_of_stderr(settings.colour),
            quiet: settings.quiet,
        }
    }

    /// Writes a part of the answer.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written, or its reader has left.
    pub fn answer(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes what is buffered.
    ///
    /// # Errors
    ///
    /// As [`Streams::answer`].
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Tells the user something beside the answer, on a line of its own; nothing if quiet.
    pub fn note(&mut self, text: &str) {
        if !self.quiet {
            self.message(&format!("{}\n", safe::line(text)));
        }
    }

    /// Gives advice; nothing if quiet.
    pub fn hint(&mut self, text: &str) {
        if !self.quiet {
            let mut sheet = Sheet::new(self.message_look);
            problem::hint(&mut sheet, text);
            self.message(&sheet.into_text());
        }
    }

    /// Tells the user something beside the answer that is laid out already, quiet or not.
    pub fn aside(&mut self, text: &str) {
        self.message(text);
    }

    /// Writes to standard error behind all that was answered so far. Nobody to read it is no trouble.
    fn message(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Shows a long answer in a pager if there is a terminal that it does not fit, else just writes it.
    ///
    /// # Errors
    ///
    /// As [`Streams::answer`]. A pager that fails is no error: the answer is written then, and that is said.
    pub fn page(&mut self, text: &str, pager: Option<&str>) -> io::Result<()> {
        let long = terminal::height().is_some_and(|height| text.lines().count() >= height);
        let Some(pager) = pager.filter(|_| long && terminal::can_page()) else {
            return self.answer_now(text);
        };
        self.flush()?;
        let Err(why) = through(pager, text) else {
            return Ok(());
        };
        self.answer_now(text)?;
        self.hint(&format!(
            "the pager `{}` {why}; `newsdex config` tells where it is set",
            safe::line(pager)
        ));
        Ok(())
    }

    /// Writes a part of the answer, until the flag goes up.
    ///
    /// # Errors
    ///
    /// As [`Streams::answer`].
    pub fn answer_until(&mut self, text: &str, stop: &Stop) -> io::Result<()> {
        let mut unseen = 0;
        // Within a line colours and links may be open.
        for line in text.split_inclusive('\n') {
            if stop.is_up() {
                return self.answer_now("stopped\n");
            }
            self.answer(line)?;
            unseen += line.len();
            if unseen >= CHUNK {
                self.flush()?;
                unseen = 0;
            }
        }
        self.flush()
    }

    /// Writes a part of the answer and does not keep it back.
    ///
    /// # Errors
    ///
    /// As [`Streams::answer`].
    pub fn answer_now(&mut self, text: &str) -> io::Result<()> {
        self.answer(text)?;
        self.flush()
    }
}

/// What `less` is told where its user has told it nothing: colours, and a prompt that says how to get out.
const LESS: &str = "-R -Psq goes back, space goes on?e (end):?pB (%pB\\%)..$";

/// Pipes text through a pager.
///
/// The pager is a shell command line, as in `PAGER`. A reader who leaves early is no trouble.
///
/// # Errors
///
/// What became of it, when the text may not have been seen.
fn through(pager: &str, text: &str) -> Result<(), String> {
    let mut command = Command::new("sh");
    command.args(["-c", pager]).stdin(Stdio::piped());
    for (name, value) in [("LESSCHARSET", "utf-8"), ("LESS", LESS)] {
        if std::env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot be started ({error})"))?;
    if let Some(mut pipe) = child.stdin.take() {
        let _ = pipe.write_all(text.as_bytes());
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    match status.code() {
        // What a signal ended was ended by its reader.
        Some(0) | None => Ok(()),
        Some(126) => Err("cannot be run".to_owned()),
        Some(127) => Err("was not found".to_owned()),
        Some(code) => Err(format!("failed with {code}")),
    }
}

/// Writes an error to standard error.
pub(super) fn report(look: Look, error: &anyhow::Error) {
    let text = match error.downcast_ref::<Error>() {
        Some(known) => problem::error(known, look),
        None => unknown(look, error),
    };
    let _ = io::stderr().write_all(text.as_bytes());
}

/// An error from outside the library, with its causes on one line.
fn unknown(look: Look, error: &anyhow::Error) -> String {
    let mut sheet = Sheet::new(look);
    let causes: Vec<_> = error.chain().map(ToString::to_string).collect();
    problem::headed(&mut sheet, &causes.join(": "));
    sheet.into_text()
}
