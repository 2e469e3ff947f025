//! From a selection to sources, folder by folder, in sorted order.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::vec;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use super::globs::Globs;
use super::selection::Selection;
use super::source::{Source, shown, warning};
use super::{format, globs, reasons};
use crate::error::Warning;

/// Name of the file that lists what to leave, in the syntax of `.gitignore`.
const IGNORE_FILE: &str = ".newsdexignore";

/// The file that makes a folder an index.
pub(crate) const INDEX_MARKER: &str = "newsdex.json";

/// The sources of a selection: its paths in the given order, the inside of folders sorted by name.
/// Nothing is opened. A path that is named twice comes once.
pub fn walk(selection: &Selection) -> Walk<'static> {
    walk_telling(selection, |_| {})
}

/// As [`walk`], and `left` is told of every file and folder that is there and left: by globs or an ignore file, or as hidden or a link.
/// It is not told of what lies in such a folder.
pub fn walk_telling<'w>(selection: &Selection, left: impl FnMut(&Path) + 'w) -> Walk<'w> {
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
        left: Box::new(left),
        used: Used {
            include: vec![false; selection.include.said().len()],
            exclude: vec![false; selection.exclude.said().len()],
        },
    }
}

/// The iterator that [`walk`] returns.
pub struct Walk<'w> {
    selection: Selection,
    paths: vec::IntoIter<PathBuf>,
    folder: Option<Folder>,
    left: Box<dyn FnMut(&Path) + 'w>,
    used: Used,
}

/// Which globs have matched anything.
struct Used {
    include: Vec<bool>,
    exclude: Vec<bool>,
}

impl Walk<'_> {
    /// The globs that have matched nothing so far, as they were said.
    pub fn unmatched(&self) -> Vec<String> {
        let include = self.selection.include.said().iter().zip(&self.used.include);
        let exclude = self.selection.exclude.said().iter().zip(&self.used.exclude);
        let unmatched = include.chain(exclude).filter(|(_, used)| !**used);
        unmatched.map(|(glob, _)| glob.clone()).collect()
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<Source, Warning>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = &mut self.folder {
                match folder.next(&self.selection, &mut self.used, &mut self.left) {
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
    /// Its paths with which globs are matched.
    paths: Vec<PathBuf>,
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
        let has_globs = !selection.include.is_empty() || !selection.exclude.is_empty();
        let shown_from = selection.shown_from.as_deref();
        let paths = has_globs.then(|| globs::paths_of(&root, shown_from));
        Self {
            paths: paths.unwrap_or_default(),
            root,
            entries,
            ignores: Vec::new(),
            pending: None,
        }
    }

    fn next(
        &mut self,
        selection: &Selection,
        used: &mut Used,
        left: &mut dyn FnMut(&Path),
    ) -> Option<Result<Source, Warning>> {
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
            let is_hidden = is_hidden(&entry, selection);
            let mut is_left = || self.is_left(&entry, is_folder, selection, used);
            if entry.depth() > 0 && (is_hidden || is_left()) {
                if is_folder {
                    self.entries.skip_current_dir();
                }
                left(entry.path());
            } else if is_folder && entry.path().join(INDEX_MARKER).is_file() {
                self.entries.skip_current_dir();
                return Some(Err(warning(
                    entry.path(),
                    reasons::INDEX,
                    "it holds an index, and no pages",
                )));
            } else if is_folder {
                self.enter(&entry);
            } else if !self.is_included(&entry, selection, used) {
                left(entry.path());
            } else {
                if entry.file_type().is_symlink() {
                    left(entry.path());
                }
                return Some(file(&entry));
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
        // Else a bracket that is not closed is read as a letter, without a word.
        builder.allow_unclosed_class(false);
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

    /// Excluded or ignored.
    fn is_left(
        &self,
        entry: &DirEntry,
        is_folder: bool,
        selection: &Selection,
        used: &mut Used,
    ) -> bool {
        let globs = &selection.exclude;
        self.matches(globs, entry, &mut used.exclude) || self.is_ignored(entry.path(), is_folder)
    }

    fn is_included(&self, entry: &DirEntry, selection: &Selection, used: &mut Used) -> bool {
        let globs = &selection.include;
        globs.is_empty() || self.matches(globs, entry, &mut used.include)
    }

    fn matches(&self, globs: &Globs, entry: &DirEntry, used: &mut [bool]) -> bool {
        let found = globs.matching(self.below(entry.path()), &self.paths);
        for &at in &found {
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
        !found.is_empty()
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

    fn below<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

fn is_hidden(entry: &DirEntry, selection: &Selection) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    hidden && (!selection.hidden || entry.file_name() == IGNORE_FILE)
}

/// A file in a folder, as a source if it looks like one.
fn file(entry: &DirEntry) -> Result<Source, Warning> {
    let path = entry.path();
    if entry.file_type().is_symlink() {
        let detail = "links are followed only if asked for";
        return Err(warning(path, reasons::LINK, detail));
    }
    if !entry.file_type().is_file() {
        let detail = "only regular files are read";
        return Err(warning(path, reasons::SPECIAL_FILE, detail));
    }
    if format::of_name(path).is_none() {
        let detail = "its extension is none of those that are read in folders";
        return Err(warning(path, reasons::OTHER_FORMAT, detail));
    }
    let metadata = entry.metadata().map_err(|error| walk_trouble(&error))?;
    Ok(Source::from_metadata(path.to_path_buf(), &metadata, false))
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
