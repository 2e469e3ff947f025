//! What can go wrong: [`Error`] stops a command, [`Warning`] is collected and reported while the run goes on.

use std::path::PathBuf;

use serde::Serialize;

/// The result of an operation that can stop a command.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure that stops the command it happened in.
///
/// The message says what happened to what, and what was expected; [`Error::hint`] says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb: `open`, `read`, `write`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Nothing is there of what should be read.
    #[error("no file or folder at {}", path.display())]
    NoSource {
        /// The first path that was named.
        path: PathBuf,
    },
    /// None of the files is left that an index knows in a folder, so they are not forgotten.
    #[error("nothing is left of the {sources} file{} that the index knows in {}: nothing was forgotten", if *sources == 1 { "" } else { "s" }, path.display())]
    AllGone {
        /// The folder, as it was named.
        path: PathBuf,
        /// How many of its files the index knows.
        sources: usize,
    },
    /// All the files that an index knows in a folder are left now, so they are not forgotten.
    #[error("all of the {sources} file{} that the index knows in {} would be left out, by globs or ignore files or as hidden or linked: nothing was forgotten", if *sources == 1 { "" } else { "s" }, path.display())]
    AllLeftOut {
        /// The folder, as it was named.
        path: PathBuf,
        /// How many of its files the index knows.
        sources: usize,
    },
    /// There is no index where one was expected.
    #[error("no index at {}", path.display())]
    NoIndex {
        /// The folder that was looked into.
        path: PathBuf,
    },
    /// The folder holds other files and no index, so none is made there.
    #[error("{} is not an index: it holds {found}", path.display())]
    NotAnIndex {
        /// The folder.
        path: PathBuf,
        /// The name of a file in it that belongs to no index.
        found: String,
    },
    /// The index was made by a version with another format.
    #[error("the index at {} has format {found}, this version reads format {expected}", path.display())]
    IndexFormat {
        /// The folder of the index.
        path: PathBuf,
        /// The format found in the index.
        found: u32,
        /// The format this version reads and writes.
        expected: u32,
    },
    /// Another process is writing this index.
    #[error("the index at {} is being written by {holder}", path.display())]
    IndexBusy {
        /// The folder of the index.
        path: PathBuf,
        /// Who holds it, as far as the lock file tells: process and start time.
        holder: String,
    },
    /// A file of the index is damaged or half-written.
    #[error("the index at {} is damaged: {detail}", path.display())]
    IndexDamaged {
        /// The folder of the index.
        path: PathBuf,
        /// What is wrong, naming the file.
        detail: String,
    },
    /// The query could not be read; faces draw a caret under each problem's span.
    #[error("the query cannot be read: {}", problems.first().map_or("", |p| p.message.as_str()))]
    Query {
        /// The query's text, as given.
        text: String,
        /// What is wrong and where; never empty.
        problems: Vec<crate::error::Problem>,
    },
    /// A rules file says something that cannot be followed.
    #[error("{path}:{line}: {message}")]
    Rules {
        /// The file, as it was named.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// The user did not want to wait for the end of an answer.
    #[error("stopped before the answer was complete")]
    Stopped,
    /// An option or argument does not fit.
    #[error("{0}")]
    Usage(String),
    /// An option, argument or line does not say what is wanted, and it can be said what to write instead.
    #[error("{message}")]
    Misuse {
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: String,
    },
    /// What was named, an article or a name, is not in the index.
    #[error("{0}")]
    NothingThere(String),
    /// The search engine underneath failed.
    #[error("the index engine failed: {0}")]
    Engine(String),
}

impl Error {
    /// What the user can do about it, if that can be said; lower case, no full stop.
    ///
    /// The hints of a query's problems stand in [`Problem::hint`], not here.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoIndex { .. } => {
                "make one with `newsdex index FOLDER`, or name another with `--index DIR`"
            }
            Self::NoSource { .. } => "name a folder of saved pages: `newsdex index FOLDER`",
            Self::AllGone { .. } => {
                "check that its disk is mounted and it was not moved; `--prune=all` forgets them all the same"
            }
            Self::AllLeftOut { .. } => {
                "check `--include`, `--exclude`, `--hidden`, `--follow` and .newsdexignore; `--prune=all` forgets them all the same"
            }
            Self::NotAnIndex { .. } => "name an empty or new folder with `--index DIR`",
            Self::IndexFormat {
                found, expected, ..
            } if found > expected => "use the newsdex that made it, or a later one",
            Self::IndexFormat { .. } => {
                "`newsdex rebuild` makes it anew from its files; the old one answers to the newsdex that made it until then"
            }
            Self::IndexBusy { .. } => {
                "`--wait` waits until it has finished; searches go on meanwhile"
            }
            Self::IndexDamaged { .. } => {
                "`newsdex verify` names all that is damaged, `newsdex repair` keeps every readable article"
            }
            Self::Engine(_) => "`newsdex verify` tells whether the index is damaged",
            Self::Query { .. } => "see `newsdex help query`",
            Self::Rules { .. } => {
                "nothing was changed; a rule is `[[rule]]`, then `cut = \"text\"` or `keep = \"text\"`, perhaps `site = \"host\"`"
            }
            Self::Io { source, .. } => return hint_of_system(source),
            Self::Misuse { hint, .. } => hint,
            Self::Usage(_) | Self::NothingThere(_) | Self::Stopped => return None,
        };
        Some(hint.to_owned())
    }
}

impl Error {
    /// A thread that could not be started, for want of memory or because the system gives no more of them.
    pub(crate) fn no_thread(said: impl std::fmt::Display) -> Self {
        Self::Misuse {
            message: format!("a thread could not be started: {said}"),
            hint: "there are too many processes (`ulimit -u`) or too little memory (`ulimit -v`): allow more, or ask for fewer with `--threads 1`; what was committed before is kept"
                .to_owned(),
        }
    }

    /// A file of the user's own, none of an index, that cannot be written. Nothing of it was left under its name.
    pub fn unwritten(path: std::path::PathBuf, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let hint = match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                "make room on that disk, or name a file on another; nothing was left under this name"
            }
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                "name a place where you may write"
            }
            ErrorKind::NotFound => "its folder is not there; make it first, or name another",
            _ => {
                return Self::Io {
                    action: "write",
                    path,
                    source,
                };
            }
        };
        Self::Misuse {
            message: format!("cannot write {}: {source}", path.display()),
            hint: hint.to_owned(),
        }
    }
}

/// What to do about an error of the system.
fn hint_of_system(error: &std::io::Error) -> Option<String> {
    use std::io::ErrorKind;
    // The engine wraps what the system said, and its kind is lost; the number stands in the words.
    let kind = match (error.kind(), code_of(error)) {
        (ErrorKind::Other, Some(code)) => std::io::Error::from_raw_os_error(code).kind(),
        (kind, _) => kind,
    };
    let hint = match kind {
        ErrorKind::FileTooLarge => {
            "allow longer files with `ulimit -f unlimited`, or use another disk, and run it again; what was committed before is kept"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "make room on the disk and run it again; what was committed before is kept"
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            "check the rights of the folder, or name another index with `--index DIR`"
        }
        ErrorKind::OutOfMemory => {
            "allow the process more memory with `ulimit -v unlimited`, or index with `--threads 1 --memory 20M`; what was committed before is kept"
        }
        _ if is_out_of_handles(error) => {
            "allow more open files with `ulimit -n 1024` and run it again; what was committed before is kept"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

/// The system's number of an error: its own, or the one that its words end in.
fn code_of(error: &std::io::Error) -> Option<i32> {
    let in_words = || {
        let said = error.to_string();
        code_in(&said)
    };
    error.raw_os_error().or_else(in_words)
}

/// The system's number in words that the engine has put around them.
fn code_in(words: &str) -> Option<i32> {
    let (_, behind) = words.rsplit_once("(os error ")?;
    let digits = behind.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The system's error that words of the engine tell of, if they do.
pub(crate) fn of_system(words: &str) -> Option<std::io::Error> {
    code_in(words).map(std::io::Error::from_raw_os_error)
}

/// Whether words of the engine tell of a thread that could not be started.
pub(crate) fn is_of_threads(words: &str) -> bool {
    const EAGAIN: i32 = 11;
    words.contains("Failed to spawn") || cfg!(target_os = "linux") && code_in(words) == Some(EAGAIN)
}

/// The process, or the system, has as many files open as it may.
fn is_out_of_handles(error: &std::io::Error) -> bool {
    const ENFILE: i32 = 23;
    const EMFILE: i32 = 24;
    cfg!(unix) && matches!(code_of(error), Some(ENFILE | EMFILE))
}

/// One part of a text that could not be read, with what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Byte offset of the first byte concerned.
    pub start: usize,
    /// Byte offset behind the last byte concerned; equal to `start` for something missing.
    pub end: usize,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// What to write instead, if that can be said.
    pub hint: Option<String>,
}

/// Trouble with one source or page: counted and reported, it never stops a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The file, as text; bytes that are not UTF-8 are shown as `\xNN`.
    pub path: String,
    /// The place inside the file: `line 17`, `record 3`, or nothing.
    pub member: Option<String>,
    /// What happened, as a short fixed text by which trouble is counted: `not valid JSON`.
    pub reason: &'static str,
    /// The details for a person who looks into it.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_of_ones_own_has_nothing_to_do_with_commits() {
        for (number, told) in [
            (28, "make room"),
            (13, "where you may write"),
            (2, "make it first"),
        ] {
            let source = std::io::Error::from_raw_os_error(number);
            let error = Error::unwritten("hits.csv".into(), source);
            let hint = error.hint().unwrap_or_default();
            assert!(hint.contains(told) && !hint.contains("commit"), "{hint}");
            assert!(
                error.to_string().starts_with("cannot write hits.csv: "),
                "{error}"
            );
        }
    }

    #[test]
    fn a_thread_that_could_not_be_started_has_nothing_to_do_with_damage() {
        for said in [
            "System error.'Failed to spawn segment updater thread'",
            "System error.'Failed to spawn segment merging thread'",
        ] {
            assert!(is_of_threads(said), "{said}");
        }
        assert!(!is_of_threads("System error.'no such field'"));
        let error = Error::no_thread("Failed to spawn segment updater thread");
        let hint = error.hint().unwrap_or_default();
        assert!(
            hint.contains("--threads 1") && !hint.contains("verify"),
            "{hint}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_full_disk_is_told_from_the_words_of_the_engine_too() {
        let said = "Internal error: 'No space left on device (os error 28)'";
        let kind = of_system(said).map(|error| error.kind());
        assert_eq!(kind, Some(std::io::ErrorKind::StorageFull));
        assert!(of_system("Internal error: 'no merge'").is_none());
        let wrapped = std::io::Error::other("cannot write: No space left on device (os error 28)");
        for source in [std::io::Error::from_raw_os_error(28), wrapped] {
            let error = Error::Io {
                action: "use",
                path: "index".into(),
                source,
            };
            let hint = error.hint().unwrap_or_default();
            assert!(
                hint.contains("make room") && hint.contains("committed"),
                "{hint}"
            );
        }
    }
}
