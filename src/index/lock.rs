//! One writer at a time: a lock of the system on a file that says who holds it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// The lock's file. It stays when the lock is given back; only the system's lock on it counts.
pub(super) const LOCK_FILE: &str = "writer.lock";

/// Held while an index is written; given back when dropped or when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct WriterLock {
    file: File,
    left: bool,
}

impl WriterLock {
    /// Takes the lock of the index in `folder`.
    ///
    /// # Errors
    /// [`Error::IndexBusy`] if somebody holds it, [`Error::Misuse`] if something else stands in its place, [`Error::Io`] if the file cannot be made.
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join(LOCK_FILE);
        let io = |source| Error::Io {
            action: "open",
            path: path.clone(),
            source,
        };
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|source| not_a_file(&path).unwrap_or_else(|| io(source)))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::IndexBusy {
                        path: folder.to_path_buf(),
                        holder: holder(&mut file),
                    });
                }
                Err(TryLockError::Error(source)) => return Err(io(source)),
            }
            // The folder may have been put in place of another one since the file was opened.
            if !is_at(&file, &path) {
                continue;
            }
            let left = file.metadata().map_err(io)?.len() > 0;
            sign(&mut file).map_err(io)?;
            return Ok(Self { file, left });
        }
    }

    /// Whether the one who held it before did not give it back: killed, or without power.
    pub(super) fn was_left(&self) -> bool {
        self.left
    }
}

/// What stands in the place of the file, if no writer can have made it: a folder, or a link to nothing.
fn not_a_file(path: &Path) -> Option<Error> {
    let own = path.symlink_metadata().ok()?.file_type();
    let what = if own.is_symlink() && !path.exists() {
        "a link to nothing"
    } else if path.is_dir() {
        "a folder"
    } else {
        return None;
    };
    Some(Error::Misuse {
        message: format!(
            "{} is {what}, and not the file that says who writes the index",
            path.display()
        ),
        hint: "take it away; the next run makes the file anew, and nothing of the index is in it"
            .to_owned(),
    })
}

/// Whether a path still leads to this file.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let here = file.metadata().map(place).ok();
    here.is_some() && here == path.metadata().map(place).ok()
}

/// An open file cannot be replaced there.
#[cfg(not(unix))]
pub(super) fn is_at(_: &File, _: &Path) -> bool {
    true
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // A file that cannot be emptied says something outdated, which nobody reads without the lock being held.
        let _ = self.file.set_len(0);
    }
}

/// Writes who we are.
fn sign(file: &mut File) -> std::io::Result<()> {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let now = jiff::Timestamp::now()
        .round(jiff::Unit::Second)
        .unwrap_or_default();
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    writeln!(file, "process {}", std::process::id())?;
    match host.trim() {
        "" => {}
        host => writeln!(file, "on {host}")?,
    }
    writeln!(file, "since {now}")
}

/// What the holder wrote, in one line; it may be reading or writing it just now.
fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.take(500).read_to_string(&mut text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        "another process".to_owned()
    } else {
        words.join(" ")
    }
}
