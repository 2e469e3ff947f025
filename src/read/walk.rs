//! From a selection to sources, folder by folder, in sorted order.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::vec;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use super::selection::Selection;
use super::source::{Source, shown, warning};
use super::{format, reasons};
use crate::error::Warning;

/// Name of the file that lists what to leave, in the syntax of `.gitignore`.
const IGNORE_FILE: &str = ".newsdexignore";

/// The file that makes a folder an index.
pub(crate) const INDEX_MARKER: &str = "newsdex.json";

/// The sources of a selection: its paths in the given order, the inside of folders sorted by name.
/// Nothing is opened. A path that is named twice comes once.
pub fn walk(selection: &Selection) -> Walk {
    let mut seen = HashSet::new();
    let paths: Vec<PathBuf> = selection
        .paths
        .iter()
        .filter(|path| seen.insert(*path))
        .cloned()
        .collect();
    Walk {
        selection: selection.clone(),
        paths: paths.into_iter(),
        folder: None,
    }
}

/// The iterator that [`walk`] returns.
pub struct Walk {
    selection: Selection,
    paths: vec::IntoIter<PathBuf>,
    folder: Option<Folder>,
}

impl Iterator for Walk {
    type Item = Result<Source, Warning>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = &mut self.folder {
                match folder.next(&self.selection) {
                    Some(found) => return Some(found),
                    None => self.folder = None,
                }
            }
            let path = self.paths.next()?;
            if !path.is_dir() {
                return Some(Source::named(&path));
            }
            self.folder = Some(Folder::new(path, &self.selection));
        }
    }
}

/// One folder that was named, and where the walk through it stands.
struct Folder {
    root: PathBuf,
    entries: walkdir::IntoIter,
    /// Ignore files of the folders above the current entry, with their depth.
    ignores: Vec<(usize, Gitignore)>,
    /// A warning that must come out before the walk goes on.
    pending: Option<Warning>,
}

impl Folder {
    fn new(root: PathBuf, selection: &Selection) -> Self {
        let entries = WalkDir::new(&root)
            .follow_links(selection.follow_links)
            .sort_by_file_name()
            .into_iter();
        Self {
            root,
            entries,
            ignores: Vec::new(),
            pending: None,
        }
    }

    fn next(&mut self, selection: &Selection) -> Option<Result<Source, Warning>> {
        loop {
            if let Some(warning) = self.pending.take() {
                return Some(Err(warning));
            }
            let entry = match self.entries.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(Err(walk_trouble(&error))),
            };
            // The folder that was named may be a link to one.
            let is_folder = entry.depth() == 0 || entry.file_type().is_dir();
            self.ignores.retain(|(depth, _)| *depth < entry.depth());
            if entry.depth() > 0 && self.is_left(&entry, is_folder, selection) {
                if is_folder {
                    self.entries.skip_current_dir();
                }
            } else if is_folder && entry.path().join(INDEX_MARKER).is_file() {
                self.entries.skip_current_dir();
                return Some(Err(warning(
                    entry.path(),
                    reasons::INDEX,
                    "it holds an index, and no pages",
                )));
            } else if is_folder {
                self.enter(&entry);
            } else if let Some(found) = self.file(&entry, selection) {
                return Some(found);
            }
        }
    }

    /// Reads the folder's ignore file, if it has one.
    fn enter(&mut self, folder: &DirEntry) {
        let file = folder.path().join(IGNORE_FILE);
        if !file.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(folder.path());
        let partly = builder.add(&file);
        match builder.build() {
            Ok(matcher) => self.ignores.push((folder.depth(), matcher)),
            Err(error) => {
                self.pending = Some(warning(&file, reasons::UNREADABLE, error.to_string()));
            }
        }
        if let Some(error) = partly {
            self.pending = Some(warning(&file, reasons::UNREADABLE, error.to_string()));
        }
    }

    /// Hidden, excluded or ignored.
    fn is_left(&self, entry: &DirEntry, is_folder: bool, selection: &Selection) -> bool {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        (hidden && (!selection.hidden || entry.file_name() == IGNORE_FILE))
            || selection.exclude.is_match(self.below(entry.path()))
            || self.is_ignored(entry.path(), is_folder)
    }

    /// The innermost ignore file that says anything about the path decides.
    fn is_ignored(&self, path: &Path, is_folder: bool) -> bool {
        let decided = self
            .ignores
            .iter()
            .rev()
            .map(|(_, matcher)| matcher.matched(path, is_folder));
        decided
            .into_iter()
            .find(|verdict| !verdict.is_none())
            .is_some_and(|verdict| verdict.is_ignore())
    }

    fn file(&self, entry: &DirEntry, selection: &Selection) -> Option<Result<Source, Warning>> {
        let path = entry.path();
        if selection
            .include
            .as_ref()
            .is_some_and(|globs| !globs.is_match(self.below(path)))
        {
            return None;
        }
        if entry.file_type().is_symlink() {
            return Some(Err(warning(
                path,
                reasons::LINK,
                "links are followed only if asked for",
            )));
        }
        if !entry.file_type().is_file() {
            return Some(Err(warning(
                path,
                reasons::SPECIAL_FILE,
                "only regular files are read",
            )));
        }
        if format::of_name(path).is_none() {
            return Some(Err(warning(
                path,
                reasons::OTHER_FORMAT,
                "its extension is none of those that are read in folders",
            )));
        }
        Some(match entry.metadata() {
            Ok(metadata) => Ok(Source::from_metadata(path.to_path_buf(), &metadata, false)),
            Err(error) => Err(walk_trouble(&error)),
        })
    }

    fn below<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

fn walk_trouble(error: &walkdir::Error) -> Warning {
    let path = error.path().map_or_else(String::new, shown);
    if let Some(ancestor) = error.loop_ancestor() {
        let detail = format!("it leads back to {}", shown(ancestor));
        return Warning {
            path,
            member: None,
            reason: reasons::LINK_LOOP,
            detail,
        };
    }
    let detail = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    Warning {
        path,
        member: None,
        reason: reasons::UNREADABLE,
        detail,
    }
}
