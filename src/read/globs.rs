//! Globs, and what they are matched with.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::error::{Error, Result};

/// Globs, in the order in which they were said.
#[derive(Debug, Clone, Default)]
pub(super) struct Globs {
    said: Vec<String>,
    /// All of them, and those with a `/`, each with its place among all.
    all: GlobSet,
    deep: GlobSet,
    deep_places: Vec<usize>,
}

impl Globs {
    /// # Errors
    /// [`Error::Usage`] for one that cannot be read.
    pub(super) fn read<S: AsRef<str>>(globs: &[S]) -> Result<Self> {
        let said: Vec<String> = globs.iter().map(|glob| glob.as_ref().to_owned()).collect();
        let is_deep = |glob: &&String| bare(glob).contains('/');
        let places = said.iter().enumerate().filter(|(_, glob)| is_deep(glob));
        Ok(Self {
            all: set(said.iter())?,
            deep: set(said.iter().filter(is_deep))?,
            deep_places: places.map(|(at, _)| at).collect(),
            said,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    pub(super) fn said(&self) -> &[String] {
        &self.said
    }

    /// The places of those that match a path below a folder, which has itself these paths; none if none does.
    pub(super) fn matching(&self, below: &Path, folder: &[PathBuf]) -> Vec<usize> {
        let mut found = Vec::new();
        if self.all.is_match(below) {
            found = self.all.matches(below);
        }
        if !self.deep.is_empty() {
            let wholes = folder.iter().map(|folder| folder.join(below));
            for whole in wholes.filter(|whole| self.deep.is_match(whole)) {
                let places = self.deep.matches(&whole).into_iter();
                found.extend(places.filter_map(|at| self.deep_places.get(at)));
            }
        }
        found
    }
}

/// The paths of a folder with which globs are matched: as it was written, from the root, and from the folder from which it is shown.
pub(super) fn paths_of(folder: &Path, shown_from: Option<&Path>) -> Vec<PathBuf> {
    let shown = shown_from.and_then(|base| {
        let (folder, base) = (folder.canonicalize().ok()?, base.canonicalize().ok()?);
        Some(folder.strip_prefix(base).ok()?.to_path_buf())
    });
    let whole = std::path::absolute(folder).ok();
    let paths = [Some(folder.to_path_buf()), whole, shown];
    let mut paths: Vec<PathBuf> = paths
        .into_iter()
        .flatten()
        .map(|path| plain(&path))
        .collect();
    // Below the folder is looked anyway.
    paths.retain(|path| !path.as_os_str().is_empty());
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// A path without the root and without `.`, as globs are.
fn plain(path: &Path) -> PathBuf {
    let parts = path.components();
    let parts = parts.filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    parts.collect()
}

/// A glob without what says where it begins.
fn bare(glob: &str) -> &str {
    glob.trim_start_matches("./").trim_matches('/')
}

fn set<'g>(globs: impl Iterator<Item = &'g String>) -> Result<GlobSet> {
    let unreadable = |glob: &str, error: &globset::Error| {
        Error::Usage(format!(
            "the glob `{glob}` cannot be read: {}",
            error.kind()
        ))
    };
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        let bare = bare(glob);
        let anywhere = if bare.contains('/') {
            bare.to_owned()
        } else {
            format!("**/{bare}")
        };
        let built = GlobBuilder::new(&anywhere)
            .literal_separator(true)
            .build()
            .map_err(|e| unreadable(glob, &e))?;
        builder.add(built);
    }
    builder.build().map_err(|e| unreadable("", &e))
}
