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
}

impl WriterLock {
    /// Takes the lock of the index in `folder`.
    ///
    /// # Errors
    /// [`Error::IndexBusy`] if somebody holds it, [`Error::Io`] if the file cannot be made.
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join(LOCK_FILE);
        let io = |source| Error::Io {
            action: "open",
            path: path.clone(),
            source,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(io)?;
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
        sign(&mut file).map_err(io)?;
        Ok(Self { file })
    }
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
