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

fn read(path: &Path) -> Result<Rules> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    })?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    Rules::parse(&name.to_string_lossy(), &text).map_err(|wrong| Error::Rules {
        path: path.display().to_string(),
        line: wrong.line,
        message: wrong.message,
    })
}
