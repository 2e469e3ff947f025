//! What the general options mean: flag, then `NEWSDEX_*`, then the settings file, then the default.

use std::path::PathBuf;

use super::config::{self, Config, MarksSaid};
use super::said::{Global, When};
use crate::output::PlainMarks;

/// The settings that hold for this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folder of the index.
    pub index: PathBuf,
    /// When to use colour.
    pub colour: When,
    /// When to use terminal hyperlinks.
    pub hyperlinks: When,
    /// What sets matched words apart without colour.
    pub plain_marks: PlainMarks,
    /// The program that shows long articles; `None` for none.
    pub pager: Option<String>,
    /// Hits a page of a search.
    pub results: usize,
    /// Passages a hit.
    pub passages: usize,
    /// Threads of an indexing run, if said.
    pub threads: Option<usize>,
    /// Memory of an indexing run in MiB, if said.
    pub memory_mib: Option<u64>,
    /// Say nothing but answers and errors.
    pub quiet: bool,
    /// How much to say: 0 to 2.
    pub verbosity: u8,
}

impl Settings {
    /// The settings that what was said, the environment and the settings file give together.
    ///
    /// Flags and environment arrive together in `global`: clap reads both, flags first.
    ///
    /// # Errors
    ///
    /// When the settings file cannot be read.
    pub fn resolve(global: &Global) -> anyhow::Result<Self> {
        let pager = std::env::var("NEWSDEX_PAGER")
            .or_else(|_| std::env::var("PAGER"))
            .ok();
        Ok(Self::merge(global, config::load()?, pager))
    }

    /// `pager` is what the environment says; the settings file goes before `PAGER`'s default only.
    fn merge(global: &Global, config: Config, pager: Option<String>) -> Self {
        let pager = pager
            .or(config.pager)
            .unwrap_or_else(|| "less -R".to_owned());
        Self {
            index: global
                .index
                .clone()
                .or(config.index)
                .unwrap_or_else(|| PathBuf::from("index")),
            colour: global.color.or(config.color).unwrap_or_default(),
            hyperlinks: config.hyperlinks.unwrap_or_default(),
            plain_marks: match config.marks {
                Some(MarksSaid::Off) => PlainMarks::Off,
                Some(MarksSaid::Stars) | None => PlainMarks::Stars,
            },
            pager: Some(pager).filter(|p| !p.trim().is_empty()),
            results: config.results.unwrap_or(10),
            passages: config.passages.unwrap_or(3),
            threads: config.threads,
            memory_mib: config.memory,
            quiet: global.quiet,
            verbosity: global.verbose,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_goes_before_the_file_and_the_file_before_the_default() {
        let config = || Config {
            index: Some("file".into()),
            results: Some(7),
            ..Config::default()
        };
        let said = Global {
            index: Some("flag".into()),
            ..Global::default()
        };
        assert_eq!(
            Settings::merge(&said, config(), None).index,
            PathBuf::from("flag")
        );
        let unsaid = Settings::merge(&Global::default(), config(), None);
        assert_eq!((unsaid.index, unsaid.results), (PathBuf::from("file"), 7));
        let default = Settings::merge(&Global::default(), Config::default(), None);
        assert_eq!(
            (default.index, default.results),
            (PathBuf::from("index"), 10)
        );
    }

    #[test]
    fn an_empty_pager_means_none() {
        assert_eq!(
            Settings::merge(&Global::default(), Config::default(), Some(String::new())).pager,
            None
        );
    }
}
