//! The folder of an index: what it is, and files that survive a loss of power.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::FORMAT;
use super::generation::is_generation_file;
use super::lock::LOCK_FILE;
use crate::error::{Error, Result};

/// The file that makes a folder an index. Its format can be read whatever the version.
const MARKER: &str = "newsdex.json";
const ENGINE_META: &str = "meta.json";

#[derive(Debug, Serialize, Deserialize)]
struct Marker {
    format: u32,
    made_by: String,
}

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
/// [`Error::NotAnIndex`] if it holds other files, [`Error::IndexFormat`], [`Error::IndexDamaged`], [`Error::Io`].
pub(super) fn look(folder: &Path) -> Result<State> {
    let names = names(folder)?;
    let has = |name: &str| names.iter().any(|n| n == name);
    if !has(MARKER) {
        return match names.iter().find(|name| !is_harmless(name)) {
            None => Ok(State::Empty),
            Some(other) => Err(Error::NotAnIndex {
                path: folder.to_path_buf(),
                found: other.clone(),
            }),
        };
    }
    check_marker(folder)?;
    if has(ENGINE_META) {
        return Ok(State::Index);
    }
    match names.iter().find(|name| is_generation_file(name)) {
        Some(_) => Err(damaged(folder, &format!("{ENGINE_META} is missing"))),
        None => Ok(State::Begun),
    }
}

fn is_harmless(name: &str) -> bool {
    matches!(name, ".gitkeep" | ".gitignore" | ".DS_Store" | LOCK_FILE)
        || name.ends_with(".partial")
}

fn names(folder: &Path) -> Result<Vec<String>> {
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

fn check_marker(folder: &Path) -> Result<()> {
    let text = read(folder, MARKER)?;
    let marker: Marker = serde_json::from_slice(&text)
        .map_err(|_| damaged(folder, &format!("{MARKER} cannot be read")))?;
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

/// Makes the folder and its marker.
pub(super) fn begin(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|source| Error::Io {
        action: "make",
        path: folder.to_path_buf(),
        source,
    })?;
    let marker = Marker {
        format: FORMAT,
        made_by: concat!("newsdex ", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    let text = serde_json::to_vec(&marker).unwrap_or_default();
    let partial = format!("{MARKER}.partial");
    write(folder, &partial, &text)?;
    let to = folder.join(MARKER);
    fs::rename(folder.join(partial), &to).map_err(|source| Error::Io {
        action: "write",
        path: to,
        source,
    })?;
    sync(folder)
}

/// Reads a file of the index.
pub(super) fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(name);
    fs::read(&path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => damaged(folder, &format!("{name} is missing")),
        _ => Error::Io {
            action: "read",
            path,
            source,
        },
    })
}

/// Writes a file and waits until it is on the disk. Its name is on the disk after [`sync`].
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|source| Error::Io {
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
    synced.map_err(|source| Error::Io {
        action: "sync",
        path: folder.to_path_buf(),
        source,
    })
}

/// Removes our files of other generations. One that cannot be removed stays until the next commit.
pub(super) fn remove_others(folder: &Path, keep: &[&str]) {
    for name in names(folder).unwrap_or_default() {
        if is_generation_file(&name) && !keep.contains(&name.as_str()) {
            let _ = fs::remove_file(folder.join(name));
        }
    }
}

pub(super) fn damaged(folder: &Path, detail: &str) -> Error {
    Error::IndexDamaged {
        path: PathBuf::from(folder),
        detail: detail.to_owned(),
    }
}
