//! Folders of which nothing is left: a disk that is not mounted looks like this, so they are not pruned with the rest, unless their
//! articles were found elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;

use rustc_hash::{FxHashMap, FxHashSet};

use super::job::VacantFolder;
use super::names::Names;
use super::roots::{Roots, is_below};
use crate::index::{Catalog, Fate};

/// Articles from which on a folder that was emptied is not pruned, of those that are nowhere else. One may well have been deleted by itself.
const SEVERAL: usize = 2;

/// Folders that have gone, or in which nothing is, each with the sources that the index knows of it.
#[derive(Debug, Default)]
pub(super) struct Vacant(BTreeMap<String, Left>);

/// What the index knows of a folder.
#[derive(Debug, Default)]
struct Left {
    sources: u64,
    articles: usize,
}

impl Vacant {
    /// The outermost such folders of these sources, which have gone, where they held several articles; of the roots those that are emptied.
    pub(super) fn among(
        gone: &[String],
        (roots, emptied): (&Roots, &[String]),
        names: &Names,
        catalog: &Catalog,
    ) -> Self {
        let all: FxHashSet<&str> = gone.iter().map(String::as_str).collect();
        let mut looked: FxHashMap<&str, bool> = FxHashMap::default();
        let mut found: BTreeMap<String, Left> = BTreeMap::new();
        for path in gone {
            let root = emptied.iter().find(|root| is_below(path, root));
            let root = root.map(|root| root.trim_end_matches('/'));
            let within = || {
                roots.folders_within(path).find(|&folder| {
                    let known = looked.entry(folder);
                    *known.or_insert_with(|| holds_nothing(folder, names))
                })
            };
            let Some(folder) = root.or_else(within) else {
                continue;
            };
            let left = found.entry(folder.to_owned()).or_default();
            left.sources += 1;
            left.articles += articles(path, &all, catalog);
        }
        found.retain(|_, left| left.articles >= SEVERAL);
        Self(found)
    }

    /// Whether a source lies in one of them.
    pub(super) fn holds(&self, path: &str) -> bool {
        let here = self.0.contains_key(".") && is_below(path, ".");
        let mut folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        here || folders.any(|folder| self.0.contains_key(folder))
    }

    /// How many sources lie in them.
    pub(super) fn sources(&self) -> u64 {
        self.0.values().map(|left| left.sources).sum()
    }

    pub(super) fn into_folders(self) -> Vec<VacantFolder> {
        let folders = self.0.into_iter();
        folders
            .map(|(path, left)| VacantFolder {
                path,
                sources: left.sources,
            })
            .collect()
    }
}

/// How many articles of a source are in no file but those that have gone.
fn articles(path: &str, gone: &FxHashSet<&str>, catalog: &Catalog) -> usize {
    let pages = catalog.get(path).map(|entry| entry.pages.as_slice());
    let pages = pages.unwrap_or_default().iter();
    let held = pages.filter_map(|page| match page.fate {
        Fate::Indexed(id, _) => Some(id),
        _ => None,
    });
    let is_elsewhere = |id| catalog.waiting_in(id).any(|path| !gone.contains(path));
    held.filter(|&id| !is_elsewhere(id)).count()
}

/// True if the folder has gone, or only hidden files are in it and what a file system puts there itself.
fn holds_nothing(folder: &str, names: &Names) -> bool {
    match fs::read_dir(names.path(folder)) {
        Ok(entries) => entries.flatten().all(|entry| {
            let name = entry.file_name();
            name.as_encoded_bytes().starts_with(b".") || name == "lost+found"
        }),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}
