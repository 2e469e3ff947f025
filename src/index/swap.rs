//! One folder in the place of another.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder;
use super::lock::WriterLock;
use crate::error::{Error, Result};

/// The folder beside an index in which another one is made that will take its place.
pub fn beside(index: &Path) -> PathBuf {
    let mut name = index.file_name().unwrap_or_default().to_owned();
    name.push(".rebuild");
    index.with_file_name(name)
}

/// Keeps other writers away from an index while another one is made beside it.
#[derive(Debug)]
pub struct Replacing {
    folder: PathBuf,
    _lock: WriterLock,
}

impl Replacing {
    /// Takes the lock of the index in a folder, and makes room beside it.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if there is no folder, [`Error::NotAnIndex`], [`Error::IndexBusy`], [`Error::Io`].
    pub fn begin(index: &Path) -> Result<Self> {
        // A link to the folder stays where it is.
        let folder = index.canonicalize().map_err(|_| Error::NoIndex {
            path: index.to_path_buf(),
        })?;
        match folder::look(&folder) {
            Ok(folder::State::Empty) => return Err(Error::NoIndex { path: folder }),
            Ok(_) | Err(Error::IndexDamaged { .. } | Error::IndexFormat { .. }) => {}
            Err(error) => return Err(error),
        }
        let lock = WriterLock::take(&folder)?;
        let replacing = Self {
            folder,
            _lock: lock,
        };
        remove(&replacing.beside())?;
        Ok(replacing)
    }

    /// The folder of the index.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder in which the new one is made.
    pub fn beside(&self) -> PathBuf {
        beside(&self.folder)
    }

    /// Puts the new index in the place of the old one in one step, and removes the old one.
    ///
    /// # Errors
    /// [`Error::Io`]; then the old one is still there.
    pub fn finish(self) -> Result<()> {
        let new = self.beside();
        exchange(&new, &self.folder).map_err(|source| Error::Io {
            action: "replace",
            path: self.folder.clone(),
            source,
        })?;
        if let Some(parent) = self.folder.parent() {
            folder::sync(parent)?;
        }
        remove(&new)
    }
}

/// Removes the folder of an index that is not wanted any more.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::Io {
            action: "remove",
            path: folder.to_path_buf(),
            source: error,
        }),
        _ => Ok(()),
    }
}

/// Exchanges two folders in one step where the system can do so.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(_) => exchange_in_steps(one, other),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    exchange_in_steps(one, other)
}

/// Some file systems know no exchange: then there is a moment without `other`.
fn exchange_in_steps(one: &Path, other: &Path) -> io::Result<()> {
    let mut aside = other.as_os_str().to_owned();
    aside.push(".former");
    fs::rename(other, &aside)?;
    fs::rename(one, other)?;
    fs::rename(&aside, one)
}
