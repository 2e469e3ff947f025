//! The user's own rules, as `index` and `clean` are told.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::clean::Rules;
use crate::error::{Error, Result};
use crate::pipeline::RulesChoice;

/// The options that say whose rules hold.
#[derive(Debug, Args)]
pub struct RulesSaid {
    /// Keep and cut what this TOML file of yours says (docs/cleaning.md) [default: the rules that the
    /// index remembers]
    #[arg(long, value_name = "FILE", conflicts_with = "no_rules")]
    rules: Option<PathBuf>,
    /// Follow no rules of yours, not even those that the index remembers
    #[arg(long)]
    no_rules: bool,
}

impl RulesSaid {
    /// What was said.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, [`Error::Rules`] for the first mistake in it.
    pub(super) fn choice(&self) -> Result<RulesChoice> {
        Ok(match &self.rules {
            Some(path) => RulesChoice::These(read(path)?),
            None if self.no_rules => RulesChoice::These(Rules::default()),
            None => RulesChoice::Remembered,
        })
    }
}

/// The text of a file of rules or settings.
///
/// # Errors
/// What the system says; a pipe is refused, for nobody may ever write into it.
pub(super) fn text_of(path: &Path) -> std::io::Result<String> {
    let of = std::fs::metadata(path)?.file_type();
    if is_pipe(of) {
        let message = "it is a pipe; write what comes out of it to a file, and name that";
        return Err(std::io::Error::new(
            std::io::ErrorKind::InvalidInput,
            message,
        ));
    }
    std::fs::read_to_string(path)
}

#[cfg(unix)]
fn is_pipe(of: std::fs::FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&of)
}

#[cfg(not(unix))]
fn is_pipe(_: std::fs::FileType) -> bool {
    false
}

fn read(path: &Path) -> Result<Rules> {
    let text = text_of(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    })?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let rules = Rules::parse(&name.to_string_lossy(), &text);
    let rules = rules.and_then(|rules| rules.excess().map_or(Ok(rules), Err));
    rules.map_err(|wrong| Error::Rules {
        path: path.display().to_string(),
        line: wrong.line,
        message: wrong.message,
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_is_refused_and_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("rules.toml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let said = read(&pipe).unwrap_err().to_string();
        assert!(said.contains("it is a pipe"), "{said}");
        let said = text_of(&pipe).unwrap_err().to_string();
        assert!(said.starts_with("it is a pipe"), "{said}");
        assert_eq!(text_of(Path::new("/dev/null")).unwrap(), "");
    }
}
