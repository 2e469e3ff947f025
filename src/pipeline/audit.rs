//! The sources of an index, compared with what it knows of them.

use serde::Serialize;

use super::names::Names;
use super::plan;
use crate::error::Result;
use crate::index::Index;
use crate::read::{self, STDIN, Source};

/// How the sources of an index are now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sources {
    /// As they were when they were indexed.
    pub same: u64,
    /// Changed since.
    pub changed: Vec<String>,
    /// Not read to their end, because a run was stopped or they could not be read.
    pub unfinished: Vec<String>,
    /// Not there, or not readable.
    pub gone: Vec<String>,
}

impl Sources {
    /// Whether the index knows its sources as they are.
    pub fn are_known(&self) -> bool {
        self.changed.is_empty() && self.unfinished.is_empty() && self.gone.is_empty()
    }
}

/// Compares the sources of an index with its catalog: by size and time, by their bytes where those do not tell.
///
/// # Errors
/// If the catalog cannot be read.
pub fn compare_sources(index: &Index) -> Result<Sources> {
    let names = Names::new(index.folder());
    let catalog = index.catalog()?;
    let mut found = Sources::default();
    for (name, entry) in catalog.iter().filter(|(name, _)| *name != STDIN) {
        let Ok(source) = Source::named(&names.path(name)) else {
            found.gone.push(name.to_owned());
            continue;
        };
        if entry.digest == 0 {
            found.unfinished.push(name.to_owned());
            continue;
        }
        let digest = || read::digest(&source).map_or(0, |digest| digest.0);
        if plan::is_unchanged(entry, &source, digest) {
            found.same += 1;
        } else {
            found.changed.push(name.to_owned());
        }
    }
    Ok(found)
}
