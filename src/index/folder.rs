//! The folder of an index: what it is, and what lies in it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::FORMAT;
use super::disk::{self, FILES, META, PARTIAL};
use super::generation::is_generation_file;
use super::lock::LOCK_FILE;
use crate::error::{Error, Result};

/// Its format can be read whatever the version.
pub(super) use crate::read::INDEX_MARKER as MARKER;

#[derive(Debug, Serialize, Deserialize)]
struct Marker {
    format: u32,
    made_by: String,
    /// XXH3 of the others, from format 4 on.
    #[serde(default)]
    check: String,
}

impl Marker {
    fn sum(&self) -> String {
        let text = format!("{} {}", self.format, self.made_by);
        format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
    }
}

/// Lies in an index while another one is made beside it. What stands there is removed only if its [`REPLACEMENT`] says the same, so that
/// what a process leaves when it is killed is told from an index of somebody's own that happens to have that name.
pub(super) const REPLACING: &str = "replacing";
/// Lies in the folder beside an index that may be removed.
pub(super) const REPLACEMENT: &str = "replacement";

/// Lies in a folder as long as it is half a copy of an index, see [`backup`](super::backup()).
pub(super) const COPYING: &str = "newsdex.copying";

/// What a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// There is no folder, or nothing in it.
    Empty,
    /// An index was begun in it, but nothing was ever committed.
    Begun,
    /// An index.
    Index,
}

/// Looks at a folder.
///
/// # Errors
/// [`Error::NotAnIndex`] if it holds other files, [`Error::Misuse`] if it is half a backup, [`Error::IndexFormat`], [`Error::IndexDamaged`],
/// [`Error::Io`].
pub(super) fn look(folder: &Path) -> Result<State> {
    let names = names(folder)?;
    let has = |name: &str| names.iter().any(|n| n == name);
    if has(COPYING) {
        return Err(Error::Misuse {
            message: format!(
                "{} is half a backup: it was cut off, or is being made now",
                folder.display()
            ),
            hint: "`newsdex backup` into it again begins anew; the index it was to be a copy of is as it was".to_owned(),
        });
    }
    if !has(MARKER) {
        let of_engine = has(META) || names.iter().any(|name| is_segment_file(name));
        let is_ours = of_engine && names.iter().any(|name| is_generation_file(name));
        if is_ours {
            return Err(damaged(folder, &format!("{MARKER} is missing")));
        }
        return match names.iter().find(|name| !is_harmless(name)) {
            None => Ok(State::Empty),
            Some(other) => Err(Error::NotAnIndex {
                path: folder.to_path_buf(),
                found: other.clone(),
            }),
        };
    }
    check_marker(folder)?;
    if has(META) {
        return Ok(State::Index);
    }
    match names.iter().find(|name| is_generation_file(name)) {
        Some(_) => Err(damaged(folder, &format!("{META} is missing"))),
        None => Ok(State::Begun),
    }
}

fn is_harmless(name: &str) -> bool {
    let is_of_others = matches!(name, ".gitkeep" | ".gitignore" | ".DS_Store");
    is_of_others || is_note(name)
}

/// Whether a file is what one process tells others, or has not finished.
fn is_note(name: &str) -> bool {
    matches!(name, LOCK_FILE | REPLACING | REPLACEMENT | COPYING) || name.ends_with(PARTIAL)
}

/// Whether a file belongs to the index, and not to its user, who may keep rules of names and whatever else beside it.
pub(super) fn is_own(name: &str) -> bool {
    [MARKER, META, FILES].contains(&name)
        || is_note(name)
        || name.starts_with(".tantivy-")
        || is_generation_file(name)
        || is_segment_file(name)
}

/// `0123456789abcdef0123456789abcdef.store` and its like.
pub(super) fn is_segment_file(name: &str) -> bool {
    let id = name.split_once('.').map_or("", |(id, _)| id);
    id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit())
}

pub(super) fn names(folder: &Path) -> Result<Vec<String>> {
    let io = |source| Error::Io {
        action: "read",
        path: folder.to_path_buf(),
        source,
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(
            entry
                .map_err(io)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    names.sort_unstable();
    Ok(names)
}

/// The first format whose marker has a checksum.
const FIRST_SEALED: u32 = 5;

/// Every version seals its marker in this way, so that a later one is told from a damaged one.
fn check_marker(folder: &Path) -> Result<()> {
    let path = folder.join(MARKER);
    let unreadable = || damaged(folder, &format!("{MARKER} cannot be read"));
    let text = match fs::read(&path) {
        Err(source) if source.kind() == std::io::ErrorKind::PermissionDenied => {
            return Err(Error::Io {
                action: "read",
                path,
                source,
            });
        }
        other => other.map_err(|_| unreadable())?,
    };
    let marker: Marker = serde_json::from_slice(&text).map_err(|_| unreadable())?;
    let sealed = marker.format >= FIRST_SEALED || !marker.check.is_empty();
    if sealed && marker.check != marker.sum() {
        return Err(unreadable());
    }
    check_format(folder, marker.format)
}

pub(super) fn check_format(folder: &Path, found: u32) -> Result<()> {
    if found == FORMAT {
        return Ok(());
    }
    Err(Error::IndexFormat {
        path: folder.to_path_buf(),
        found,
        expected: FORMAT,
    })
}

/// Whether an index was made by a later version than this one.
pub(super) fn is_of_later(error: &Error) -> bool {
    matches!(error, Error::IndexFormat { found, expected, .. } if found > expected)
}

/// Makes the folder, and those above it that are not there.
pub(super) fn make(folder: &Path) -> Result<()> {
    let above = folder.ancestors();
    let missing = above.take_while(|path| !path.as_os_str().is_empty() && !path.exists());
    let missing: Vec<&Path> = missing.collect();
    fs::create_dir_all(folder).map_err(|source| Error::Io {
        action: "make",
        path: folder.to_path_buf(),
        source,
    })?;
    // Their names must be on the disk before anything in them counts. A folder above that may not be read need not be.
    for parent in missing.iter().filter_map(|made| made.parent()) {
        let here = parent.as_os_str().is_empty();
        let _ = sync(if here { Path::new(".") } else { parent });
    }
    Ok(())
}

/// Makes the folder and its marker.
pub(super) fn begin(folder: &Path) -> Result<()> {
    make(folder)?;
    mark(folder)?;
    sync(folder)
}

/// Writes the marker.
pub(super) fn mark(folder: &Path) -> Result<()> {
    let mut marker = Marker {
        format: FORMAT,
        made_by: concat!("newsdex ", env!("CARGO_PKG_VERSION")).to_owned(),
        check: String::new(),
    };
    marker.check = marker.sum();
    let path = folder.join(MARKER);
    let text = serde_json::to_vec(&marker).unwrap_or_default();
    disk::replace(&path, &text).map_err(|source| Error::Io {
        action: "write",
        path,
        source,
    })
}

/// Waits until the names in the folder are on the disk.
pub(super) fn sync(folder: &Path) -> Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let synced = File::open(folder).and_then(|file| file.sync_all());
    #[cfg(test)]
    tests::note(folder);
    synced.map_err(|source| Error::Io {
        action: "sync",
        path: folder.to_path_buf(),
        source,
    })
}

pub(super) fn damaged(folder: &Path, detail: &str) -> Error {
    Error::IndexDamaged {
        path: PathBuf::from(folder),
        detail: detail.to_owned(),
    }
}

#[cfg(all(test, not(unix)))]
mod tests {
    pub(super) fn note(_: &std::path::Path) {}
}

#[cfg(all(test, unix))]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use super::super::{Catalog, Writer, WriterOptions, backup};
    use super::*;

    thread_local! {
        /// The folders that this thread has synced.
        static SYNCED: RefCell<BTreeSet<PathBuf>> = const { RefCell::new(BTreeSet::new()) };
    }

    pub(super) fn note(folder: &Path) {
        let place = folder.canonicalize().unwrap_or_default();
        SYNCED.with_borrow_mut(|synced| synced.insert(place));
    }

    /// What a loss of power leaves of a path: it ends where a folder has not kept the next name.
    fn left_of(path: &Path, base: &Path) -> PathBuf {
        let inside = path.strip_prefix(base).unwrap_or(path);
        let mut left = base.to_path_buf();
        for name in inside {
            if !SYNCED.with_borrow(|synced| synced.contains(&left)) {
                break;
            }
            left.push(name);
        }
        left
    }

    #[test]
    fn a_loss_of_power_leaves_a_new_index_or_backup_where_it_was_made() -> Result<()> {
        let Ok(guard) = tempfile::tempdir() else {
            return Ok(());
        };
        let base = guard.path().canonicalize().unwrap_or_default();
        let index = base.join("years/2026/index");
        let mut writer = Writer::open(&index, &WriterOptions::default())?;
        writer.commit(&Catalog::default(), &[])?;
        writer.finish()?;
        assert_eq!(left_of(&index, &base), index);
        SYNCED.with_borrow_mut(BTreeSet::clear);
        let copy = base.join("copies/of/2026");
        backup(&index, &copy, true)?;
        for name in names(&copy)? {
            let file = copy.join(name);
            assert_eq!(left_of(&file, &base), file);
        }
        assert!(!copy.join(COPYING).exists());
        Ok(())
    }
}
