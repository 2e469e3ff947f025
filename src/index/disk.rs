//! The engine's files on the disk: checked when they are read, lasting when they are written.
//!
//! Three things the engine leaves to its directory are done here. Bytes are checked before they are believed, see
//! [`sums`]. The folder is synced after the meta file was renamed and before files of the former commit are removed:
//! else a loss of power could keep the removal and forget the rename. And a file that is replaced is written under a
//! fixed name beside it, with the rights of any other file, so that a killed run leaves nothing that piles up.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory,
    TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

use super::sums::{self, Checked, Harm, Summing};
use crate::error::{Error, Result};

/// The engine's file that says which segments there are; replacing it is the commit.
pub(super) const META: &str = "meta.json";

/// The engine's list of its files. Without it the engine goes on, and forgets those that it is to remove.
pub(super) const FILES: &str = ".managed.json";

/// A directory of the engine with checks and order around it.
#[derive(Debug, Clone)]
pub struct Disk {
    files: Box<dyn Directory>,
    failure: Failure,
    harm: Harm,
}

/// The first file that could not be opened or written, and why. The engine writes in threads of its own, whose errors it tells without a cause.
#[derive(Debug, Clone, Default)]
struct Failure(Arc<Mutex<Option<(PathBuf, i32)>>>);

impl Failure {
    fn note(&self, path: &Path, error: &io::Error) {
        if let (Some(code), Ok(mut first)) = (error.raw_os_error(), self.0.lock()) {
            first.get_or_insert_with(|| (path.to_path_buf(), code));
        }
    }
}

/// A file whose failure is noted.
struct Watched {
    to: Box<dyn TerminatingWrite + Send + Sync>,
    path: PathBuf,
    failure: Failure,
}

impl Watched {
    fn noted<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.inspect_err(|error| self.failure.note(&self.path, error))
    }
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.to.write(bytes);
        self.noted(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.to.flush();
        self.noted(done)
    }
}

impl TerminatingWrite for Watched {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let done = self.to.terminate_ref(token);
        self.noted(done)
    }
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
            failure: Failure::default(),
            harm: Harm::default(),
        }
    }

    /// What was found damaged first when it was read, also by a thread of the engine.
    pub(super) fn harm(&self) -> Option<&str> {
        self.harm.found()
    }

    /// The first file of the engine that could not be opened or written, by its name, and why.
    pub(super) fn failure(&self) -> Option<(PathBuf, io::Error)> {
        let first = self.failure.0.lock().ok()?;
        let (path, code) = first.as_ref()?;
        Some((path.clone(), io::Error::from_raw_os_error(*code)))
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
        let file = self.files.get_file_handle(path).inspect_err(|error| {
            if let OpenReadError::IoError { io_error, .. } = error {
                self.failure.note(path, io_error);
            }
        })?;
        let length = file.len();
        let opened = file
            .read_bytes(0..length)
            .and_then(|bytes| Checked::open(path, &bytes))
            .inspect_err(|error| self.harm.note(error))
            .map(|file| file.noting(&self.harm));
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
        let opened = self.files.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                self.failure.note(path, io_error);
            }
        });
        let inner = opened?.into_inner();
        let inner = inner.map_err(|error| {
            OpenWriteError::wrap_io_error(error.into_error(), path.to_path_buf())
        })?;
        let watched = Watched {
            to: inner,
            path: path.to_path_buf(),
            failure: self.failure.clone(),
        };
        Ok(BufWriter::new(Box::new(Summing::new(
            path,
            Box::new(watched),
        ))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.files.atomic_read(path)?;
        sums::unsealed(path, file)
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_path_buf()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let written = self.files.atomic_write(path, &sums::sealed(data));
        written.inspect_err(|error| self.failure.note(path, error))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(28))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl TerminatingWrite for Full {
        fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn why_a_file_could_not_be_written_is_kept() {
        let disk = Disk::over(tantivy::directory::RamDirectory::create());
        assert!(disk.failure().is_none());
        let mut file = Watched {
            to: Box::new(Full),
            path: "a.store".into(),
            failure: disk.clone().failure,
        };
        assert!(file.write_all(b"bytes").is_err() && file.flush().is_ok());
        let (path, error) = disk.failure().unwrap_or_else(|| unreachable!());
        assert_eq!(
            (path.as_path(), error.raw_os_error()),
            (Path::new("a.store"), Some(28))
        );
    }
}
