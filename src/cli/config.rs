//! The settings file: `$XDG_CONFIG_HOME/newsdex/config.toml`, or the file that `NEWSDEX_CONFIG` names.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use etcetera::BaseStrategy;
use serde::Deserialize;

use super::said::When;

/// What the settings file may say; every key may be left out, any other key is an error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// Folder of the index; a relative one counts from the working folder.
    pub index: Option<PathBuf>,
    /// When to use colour.
    pub color: Option<When>,
    /// When to use terminal hyperlinks.
    pub hyperlinks: Option<When>,
    /// What sets matched words apart without colour.
    pub marks: Option<MarksSaid>,
    /// The program that shows long articles; empty for none.
    pub pager: Option<String>,
    /// Hits a page of `search`.
    pub results: Option<usize>,
    /// Passages a hit.
    pub passages: Option<usize>,
    /// Threads of `index`.
    pub threads: Option<usize>,
    /// Memory of `index` in MiB.
    pub memory: Option<u64>,
}

/// What sets matched words apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum MarksSaid {
    /// `**word**`.
    Stars,
    /// Nothing.
    Off,
}

/// Reads the settings file if there is one.
///
/// # Errors
///
/// When the file cannot be read or says something unknown; the message names file and line.
pub(super) fn load() -> anyhow::Result<Config> {
    if let Some(named) = std::env::var_os("NEWSDEX_CONFIG").filter(|n| !n.is_empty()) {
        return read(Path::new(&named));
    }
    match place() {
        Some(path) if path.exists() => read(&path),
        _ => Ok(Config::default()),
    }
}

/// Where the settings file is looked for; `None` without a home folder.
fn place() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("newsdex").join("config.toml"))
}

fn read(path: &Path) -> anyhow::Result<Config> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the settings file {}", path.display()))?;
    parse(&text).map_err(|(line, message)| anyhow!("{}:{line}: {message}", path.display()))
}

/// The settings in a text, or the line (from 1) and what is wrong there.
fn parse(text: &str) -> Result<Config, (usize, String)> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start).min(text.len());
        let line = text.bytes().take(start).filter(|b| *b == b'\n').count() + 1;
        (line, error.message().lines().collect::<Vec<_>>().join("; "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let config =
            parse("index = \"a\"\ncolor = \"never\"\nmarks = \"off\"\nresults = 5\nmemory = 300\n")
                .unwrap();
        assert_eq!(config.index, Some(PathBuf::from("a")));
        assert_eq!(config.color, Some(When::Never));
        assert_eq!(config.marks, Some(MarksSaid::Off));
        assert_eq!((config.results, config.memory), (Some(5), Some(300)));
        assert_eq!(parse(""), Ok(Config::default()));
    }

    #[test]
    fn trouble_is_named_with_its_line() {
        let (line, message) = parse("results = 5\n\ncolour = \"auto\"\n").unwrap_err();
        assert_eq!(line, 3);
        assert!(message.contains("colour"), "{message}");
        assert_eq!(parse("results = 5\nresults = -1\n").unwrap_err().0, 2);
        assert_eq!(parse("a = \"\n").unwrap_err().0, 1);
    }
}
