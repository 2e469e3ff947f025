//! The file in which lines are remembered across sessions.
//!
//! One line of the session is one line of the file, below a first line that names the form (that of version 2 of the line editor: a
//! backslash is written twice). Lines are only ever added, so sessions that run at the same time keep each other's, and a disk that
//! is full takes nothing away.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::output::safe;

/// Lines that are offered; the file is cut to them when it has twice as many.
pub(super) const REMEMBERED: usize = 2000;

/// Bytes of a file that is still read.
const MOST_BYTES: u64 = 16 << 20;

/// The first line of the file.
const FORM: &str = "#V2";

/// Where lines are remembered, if they can be.
#[derive(Debug)]
pub(super) struct History {
    file: Option<PathBuf>,
    /// What is wrong, until it was told.
    trouble: Option<String>,
}

impl History {
    /// The history in a file, and its lines, the oldest first; without a file nothing is remembered, and the reason is to be told.
    pub(super) fn open(file: Option<&Path>) -> (Self, Vec<String>) {
        let Some(file) = file else {
            let why = "there is no home folder; XDG_STATE_HOME can name another".to_owned();
            return (Self::without(&why), Vec::new());
        };
        match read(file) {
            Ok(text) => {
                let history = Self {
                    file: Some(file.to_owned()),
                    trouble: None,
                };
                let lines = lines(&text);
                if lines.len() > 2 * REMEMBERED {
                    // What cannot be cut stays long.
                    let _ = cut(file, &lines[lines.len() - REMEMBERED..]);
                }
                let lines = lines.into_iter().rev().take(REMEMBERED).rev();
                (history, lines.collect())
            }
            Err(source) => (Self::without(&why("read", file, source)), Vec::new()),
        }
    }

    fn without(why: &str) -> Self {
        Self {
            file: None,
            trouble: Some(why.to_owned()),
        }
    }

    /// Adds a line. At the first trouble no more are added, and [`History::trouble`] has it.
    pub(super) fn add(&mut self, line: &str) {
        let Some(file) = &self.file else { return };
        if let Err(source) = append(file, line) {
            *self = Self::without(&why("write", file, source));
        }
    }

    /// Why lines are not remembered; told once.
    pub(super) fn trouble(&mut self) -> Option<String> {
        let why = self.trouble.take()?;
        Some(format!("lines are not remembered: {why}"))
    }
}

fn why(action: &'static str, path: &Path, source: io::Error) -> String {
    let path = path.to_owned();
    Error::Io {
        action,
        path,
        source,
    }
    .to_string()
}

/// What the file holds; nothing if there is none yet.
fn read(file: &Path) -> io::Result<String> {
    let known = match fs::metadata(file) {
        Ok(known) => known,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(error),
    };
    // A device may never end.
    if !known.is_file() || known.len() > MOST_BYTES {
        return Err(io::Error::other("not a file of lines"));
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The lines in a file's text, harmless to a terminal, whoever wrote them.
fn lines(text: &str) -> Vec<String> {
    let (escaped, text) = match text.strip_prefix(FORM) {
        Some(rest) if rest.is_empty() || rest.starts_with('\n') => (true, rest),
        _ => (false, text),
    };
    let lines = text.lines().filter(|line| !line.is_empty());
    let line = |line: &str| {
        let line = if escaped {
            unescaped(line)
        } else {
            line.to_owned()
        };
        safe::line(&line).into_owned()
    };
    lines.map(line).collect()
}

/// A line without the signs that stand for others; a line of several becomes one.
fn unescaped(line: &str) -> String {
    line.replace("\\\\", "\0")
        .replace("\\n", " ")
        .replace('\0', "\\")
}

fn written(line: &str) -> String {
    line.replace('\\', "\\\\").replace('\n', "\\n") + "\n"
}

fn append(file: &Path, line: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = private();
    let mut out = options.read(true).append(true).open(file)?;
    let mut text = String::new();
    let before = out.seek(SeekFrom::End(0))?;
    if before == 0 {
        text.push_str(FORM);
        text.push('\n');
    } else if !ends_a_line(&mut out)? {
        // A full disk took only a part of the line before.
        text.push('\n');
    }
    text.push_str(&written(line));
    // At once, so that lines of two sessions do not mix.
    out.write_all(text.as_bytes())
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Leaves these lines in a file, in one step.
fn cut(file: &Path, lines: &[String]) -> io::Result<()> {
    let partial = file.with_extension("partial");
    let mut text = format!("{FORM}\n");
    text.extend(lines.iter().map(|line| written(line)));
    let mut out = private().write(true).truncate(true).open(&partial)?;
    out.write_all(text.as_bytes())
        .and_then(|()| fs::rename(&partial, file))
        .inspect_err(|_| {
            let _ = fs::remove_file(&partial);
        })
}

/// How a file is made that is nobody else's business.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/history");
        (folder, file)
    }

    #[test]
    fn what_is_added_is_there_the_next_time() {
        let (_folder, file) = place();
        let typed = ["tram", "/url:/\\d+\\/n/", "\\q", "Zürich 渡轮"];
        for line in typed {
            let (mut history, _) = History::open(Some(&file));
            history.add(line);
            assert_eq!(history.trouble(), None);
        }
        assert_eq!(History::open(Some(&file)).1, typed);
    }

    #[test]
    fn what_somebody_planted_is_harmless() {
        let table = [
            (
                "#V2\ntram \u{1b}]2;title\u{7}\u{9b}2J\n",
                vec!["tram \u{fffd}]2;title\u{fffd}\u{fffd}2J"],
            ),
            ("#V2\na\\nb\\\\n\n\nc", vec!["a b\\n", "c"]),
            ("old \\n form\n", vec!["old \\n form"]),
            ("", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_that_was_cut_off_spoils_no_other() {
        let (_folder, file) = place();
        History::open(Some(&file)).0.add("whole");
        let mut out = OpenOptions::new().append(true).open(&file).unwrap();
        out.write_all(b"par").unwrap();
        History::open(Some(&file)).0.add("next");
        assert_eq!(History::open(Some(&file)).1, ["whole", "par", "next"]);
    }

    #[test]
    fn a_long_history_is_cut() {
        let (_folder, file) = place();
        let mut history = History::open(Some(&file)).0;
        history.add("first");
        let many: String = (0..2 * REMEMBERED).map(|n| format!("line {n}\n")).collect();
        fs::write(&file, format!("#V2\nfirst\n{many}")).unwrap();
        let (_, offered) = History::open(Some(&file));
        assert_eq!(offered.len(), REMEMBERED);
        assert_eq!(offered.last().map(String::as_str), Some("line 3999"));
        let left = fs::read_to_string(&file).unwrap();
        assert_eq!(left.lines().count(), REMEMBERED + 1);
    }

    #[test]
    fn trouble_is_told_once() {
        let (folder, _) = place();
        fs::write(folder.path().join("state"), "a file").unwrap();
        let (mut history, lines) = History::open(Some(&folder.path().join("state/history")));
        assert!(lines.is_empty());
        history.add("tram");
        let told = history.trouble().unwrap();
        assert!(
            told.starts_with("lines are not remembered: cannot "),
            "{told}"
        );
        history.add("bus");
        assert_eq!(history.trouble(), None);
        let told = History::open(None).0.trouble().unwrap();
        assert!(told.contains("no home folder"), "{told}");
    }
}
