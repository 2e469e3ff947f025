//! The engine's files on the disk: checked when they are read, lasting when they are written.
//!
//! Three things the engine leaves to its directory are done here. Bytes are checked before they are believed, see
//! [`sums`]. The folder is synced after the meta file was renamed and before files of the former commit are removed:
//! else a loss of power could keep the removal and forget the rename. And a file that is replaced is written under a
//! fixed name beside it, with the rights of any other file, so that a killed run leaves nothing that piles up.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

use super::sums::{self, Checked, Summing};
use crate::error::{Error, Result};

/// The engine's file that says which segments there are; replacing it is the commit.
pub(super) const META: &str = "meta.json";

/// A directory of the engine with checks and order around it.
#[derive(Debug, Clone)]
pub struct Disk {
    files: Box<dyn Directory>,
}

impl Disk {
    /// The files of a folder.
    pub(super) fn folder(folder: &Path) -> tantivy::Result<Self> {
        Ok(Self::over(Folder {
            path: folder.to_path_buf(),
            maps: MmapDirectory::open(folder)?,
        }))
    }

    /// Any files; for tests that lose some of them.
    pub fn over(files: impl Directory) -> Self {
        Self {
            files: Box::new(files),
        }
    }

    /// Reads one of our own files.
    pub(super) fn get(&self, name: &str) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(Path::new(name))
    }

    /// Writes one of our own files and waits until its bytes are on the disk. Its name is there after [`Disk::sync`].
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let written = self.files.atomic_write(Path::new(name), bytes);
        written.map_err(|source| Error::Io {
            action: "write",
            path: PathBuf::from(name),
            source,
        })
    }

    /// Removes one of our own files. One that cannot be removed stays until an index is opened for writing again.
    pub(super) fn remove(&self, name: &str) {
        let _ = self.files.delete(Path::new(name));
    }

    /// A segment's file, its end checked.
    pub(super) fn checked(&self, path: &Path) -> Result<Checked, OpenReadError> {
        let file = self.files.get_file_handle(path)?;
        let length = file.len();
        let opened = file
            .read_bytes(0..length)
            .and_then(|bytes| Checked::open(path, &bytes));
        opened.map_err(|error| OpenReadError::wrap_io_error(error, path.to_path_buf()))
    }
}

impl Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.checked(path)?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let inner = self.files.open_write(path)?.into_inner();
        let inner = inner.map_err(|error| {
            OpenWriteError::wrap_io_error(error.into_error(), path.to_path_buf())
        })?;
        Ok(BufWriter::new(Box::new(Summing::new(path, inner))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.files.atomic_read(path)?;
        sums::unsealed(path, file)
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_path_buf()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.files.atomic_write(path, &sums::sealed(data))?;
        if path == Path::new(META) {
            self.files.sync_directory()?;
        }
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    /// Who may not write the folder may read it all the same.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(error)) if is_reading(lock) && may_not_write(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(watch_callback)
    }
}

/// The lock that a reader holds while it opens the files of a commit, so that they are not removed meanwhile.
fn is_reading(lock: &Lock) -> bool {
    lock.filepath == META_LOCK.filepath
}

fn may_not_write(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// A folder of the system.
#[derive(Debug, Clone)]
struct Folder {
    path: PathBuf,
    maps: MmapDirectory,
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.maps.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.maps.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.maps.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.maps.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.maps.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        replace(&self.path.join(path), data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.maps.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.maps.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.maps.watch(watch_callback)
    }
}

/// What a file is called while it is written.
pub(super) const PARTIAL: &str = ".partial";

/// Writes a file beside the one of that name, waits until its bytes are on the disk, and renames it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(PARTIAL);
    let mut file = File::create(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(partial, path)
}
