//! Sources of an index that are there and left now, by globs and ignore files or as hidden or linked: their articles stay until they are pruned.

use std::collections::{BTreeSet, HashSet};

use super::roots::folders;
use crate::index::Catalog;

/// What was left of the folders selected, by its names.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Files that the index knows.
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl LeftOut {
    /// Notes a file or folder; files that the index does not know are no matter, and there may be millions.
    pub(super) fn note(&mut self, name: String, is_folder: bool, catalog: &Catalog) {
        if is_folder {
            self.folders.insert(name);
        } else if catalog.get(&name).is_some() {
            self.files.insert(name);
        }
    }

    /// The sources among them that no other part of the selection lists.
    pub(super) fn sources(&self, listed: &BTreeSet<String>, catalog: &Catalog) -> BTreeSet<String> {
        if self.files.is_empty() && self.folders.is_empty() {
            return BTreeSet::new();
        }
        let known = catalog.iter().map(|(path, _)| path);
        let left = known.filter(|&path| self.holds(path) && !listed.contains(path));
        left.map(str::to_owned).collect()
    }

    fn holds(&self, path: &str) -> bool {
        self.files.contains(path) || folders(path).any(|folder| self.folders.contains(folder))
    }
}
