//! How much of the disk an index takes, part by part.

use std::fs;
use std::path::Path;

use serde::Serialize;

use super::Index;
use crate::error::{Error, Result};

/// Bytes on the disk by what they are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// The dictionary of words.
    pub words: u64,
    /// Which article has which word.
    pub postings: u64,
    /// Where in the article.
    pub positions: u64,
    /// Columns for ranking, facets and sorting.
    pub columns: u64,
    /// The articles' text and facts.
    pub store: u64,
    /// The catalog of sources.
    pub catalog: u64,
    /// The site memory.
    pub memory: u64,
    /// Which names mean one thing.
    pub names: u64,
    /// Everything else.
    pub other: u64,
}

impl Sizes {
    /// All parts together.
    pub fn total(&self) -> u64 {
        self.parts().iter().map(|(_, bytes)| bytes).sum()
    }

    /// Every part with its name, in the order of the fields.
    pub fn parts(&self) -> [(&'static str, u64); 9] {
        [
            ("words", self.words),
            ("postings", self.postings),
            ("positions", self.positions),
            ("columns", self.columns),
            ("store", self.store),
            ("catalog", self.catalog),
            ("memory", self.memory),
            ("names", self.names),
            ("other", self.other),
        ]
    }

    /// The part that a file of the index belongs to, by its name.
    fn part(&mut self, name: &str) -> &mut u64 {
        let extension = Path::new(name).extension().and_then(|e| e.to_str());
        match extension {
            Some("term") => &mut self.words,
            Some("idx") => &mut self.postings,
            Some("pos") => &mut self.positions,
            Some("fast" | "fieldnorm") => &mut self.columns,
            Some("store") => &mut self.store,
            _ if name.starts_with("catalog-") => &mut self.catalog,
            _ if name.starts_with("names-") => &mut self.names,
            _ if name.starts_with("memory-") => &mut self.memory,
            _ => &mut self.other,
        }
    }
}

impl Index {
    /// What its folder takes on the disk. A file that goes meanwhile counts nothing.
    ///
    /// # Errors
    /// [`Error::Io`] if the folder cannot be listed.
    pub fn sizes(&self) -> Result<Sizes> {
        let failed = |source| Error::Io {
            action: "list",
            path: self.folder().to_path_buf(),
            source,
        };
        let mut sizes = Sizes::default();
        for entry in fs::read_dir(self.folder()).map_err(failed)?.flatten() {
            if let Ok(metadata) = entry.metadata() {
                *sizes.part(&entry.file_name().to_string_lossy()) += metadata.len();
            }
        }
        Ok(sizes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_counts_for_one_part() {
        let mut sizes = Sizes::default();
        for name in [
            "a.term",
            "a.idx",
            "a.pos",
            "a.fast",
            "a.fieldnorm",
            "a.store",
            "catalog-3",
            "memory-3",
            "names-3",
            "meta.json",
            ".lock",
        ] {
            *sizes.part(name) += 1;
        }
        assert_eq!(
            sizes.parts().map(|part| part.1),
            [1, 1, 1, 2, 1, 1, 1, 1, 2]
        );
        assert_eq!(sizes.total(), 11);
    }
}
