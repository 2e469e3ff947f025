//! Files that a writer left behind when it was killed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory as _, META_LOCK};
use tantivy::index::{SegmentComponent, SegmentMeta};

use super::Index;
use super::disk::{FILES, META, PARTIAL};
use super::folder;
use super::generation::is_generation_file;
use super::names;
use super::open::engine_error;
use crate::error::{Error, Result};

/// Removes what belongs to no commit; only the one writer may do so. A file that cannot be removed stays until the next time.
///
/// # Errors
/// If it cannot be told what belongs to the commit.
pub(super) fn remove(index: &Index) -> Result<()> {
    let failed = |error| engine_error(index.folder(), error);
    // A reader may be about to open the files of a former commit.
    let _reading = index
        .engine()
        .directory()
        .acquire_lock(&META_LOCK)
        .map_err(|error| failed(error.into()))?;
    for name in find(index)? {
        let _ = fs::remove_file(index.folder().join(name));
    }
    Ok(())
}

/// The files of an index that belong to no commit, by name.
///
/// # Errors
/// As [`remove`].
pub(super) fn find(index: &Index) -> Result<Vec<String>> {
    let mut live = segment_files(index)?;
    let generation = index.generation()?;
    live.extend(generation.files().map(str::to_owned));
    live.insert(names::file_of(generation.number));
    let mut found = folder::names(index.folder())?;
    found.retain(|name| is_ours(name) && !live.contains(name));
    Ok(found)
}

/// The files of the segments of the last commit that are not there, by name.
pub(super) fn missing(index: &Index) -> Result<Vec<String>> {
    let mut files = segment_files(index)?;
    for name in folder::names(index.folder())? {
        files.remove(&name);
    }
    Ok(files.into_iter().collect())
}

/// The files of the segments of the last commit, by name.
pub(super) fn segment_files(index: &Index) -> Result<BTreeSet<String>> {
    let metas = index.engine().load_metas();
    let metas = metas.map_err(|error| engine_error(index.folder(), error))?;
    let files = metas.segments.iter().flat_map(files_of);
    Ok(files
        .map(|path| path.to_string_lossy().into_owned())
        .collect())
}

fn files_of(segment: &SegmentMeta) -> Vec<PathBuf> {
    let mut parts = vec![
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::Terms,
        SegmentComponent::Store,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
    ];
    if segment.has_deletes() {
        parts.push(SegmentComponent::Delete);
    }
    parts
        .into_iter()
        .map(|part| segment.relative_path(part))
        .collect()
}

/// What is wanted of a segment to read its articles.
#[derive(Debug)]
pub(super) struct Part {
    /// The stored articles.
    pub store: PathBuf,
    /// The list of those that are not deleted, if any is.
    pub deleted: Option<PathBuf>,
    /// How many are not deleted.
    pub articles: u64,
}

/// The stored articles of each segment of the last commit.
pub(super) fn segment_parts(index: &Index) -> Result<Vec<Part>> {
    let metas = index.engine().load_metas();
    let metas = metas.map_err(|error| engine_error(index.folder(), error))?;
    let parts = |segment: &SegmentMeta| {
        let deleted = segment.relative_path(SegmentComponent::Delete);
        Part {
            store: segment.relative_path(SegmentComponent::Store),
            deleted: segment.has_deletes().then_some(deleted),
            articles: segment.num_docs().into(),
        }
    };
    Ok(metas.segments.iter().map(parts).collect())
}

/// Writes the engine's list of its files anew if it has gone; true if so. Only the one writer may do so.
pub(super) fn list_again(index: &Index) -> Result<bool> {
    let list = Path::new(FILES);
    let failed = |source| Error::Io {
        action: "write",
        path: index.folder().join(FILES),
        source,
    };
    if !matches!(index.disk().exists(list), Ok(false)) {
        return Ok(false);
    }
    let mut files = segment_files(index)?;
    files.insert(META.to_owned());
    let mut bytes = serde_json::to_vec(&files).unwrap_or_default();
    bytes.push(b'\n');
    index.disk().atomic_write(list, &bytes).map_err(failed)?;
    index.disk().sync_directory().map_err(failed)?;
    Ok(true)
}

/// Whether a file is of the kinds that come and go with commits.
fn is_ours(name: &str) -> bool {
    name.ends_with(PARTIAL) || is_generation_file(name) || folder::is_segment_file(name)
}
