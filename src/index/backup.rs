//! A copy of an index, also while it is being written.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;
use tantivy::directory::{Directory as _, META_LOCK};

use super::disk::{self, FILES, META};
use super::folder::{self, COPYING};
use super::leftovers::segment_files;
use super::lock::is_at;
use super::names;
use super::open::{LEDGER, engine_error};
use super::sums;
use super::{Generation, Index};
use crate::error::{Error, Result};

/// What [`backup`] made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Backup {
    /// The generation that was copied.
    pub generation: u64,
    /// Files in it.
    pub files: u64,
    /// Bytes in them.
    pub bytes: u64,
    /// Files that share their bytes with the index, and so take no room.
    pub linked: u64,
}

/// Times that a commit may come in between. One takes longer than linking files does.
const TRIES: u32 = 100;

/// Copies the last commit of an index into a folder that is empty, not there, or half a backup that was cut off.
///
/// Files that the index never changes are linked, if `link` is set and both folders lie on one disk, else copied.
/// A writer may be at work meanwhile. The copy is half a backup, which nobody reads, until all of it is on the disk.
///
/// # Errors
/// [`Error::NoIndex`], [`Error::IndexDamaged`], [`Error::Usage`] if the folder holds files, [`Error::Misuse`] if another process makes a backup there,
/// [`Error::Io`].
pub fn backup(from: &Path, to: &Path, link: bool) -> Result<Backup> {
    let index = Index::open(from)?;
    let is_new = !to.exists();
    let half = Half::begin(to)?;
    let copy = Copy { index, to, link };
    let made = copy.made().inspect_err(|_| {
        // Half a copy is none; what cannot be removed the next one removes.
        let _ = copy.again();
    });
    let ended = half.end(to);
    if made.is_err() && is_new {
        let _ = fs::remove_dir(to);
    }
    let made = made?;
    ended.map(|()| made)
}

/// Lies in the folder of a backup until it is whole, and is locked by the process that makes it.
struct Half(File);

impl Half {
    /// Makes the folder, or empties one in which another process did not come to the end of this.
    fn begin(to: &Path) -> Result<Self> {
        folder::make(to)?;
        let path = to.join(COPYING);
        loop {
            let begun = folder::names(to)?;
            refuse_full(to, &begun)?;
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(io_error("write", &path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(is_busy(to)),
                Err(TryLockError::Error(source)) => return Err(io_error("lock", &path)(source)),
            }
            // The one who held it may have come to the end meanwhile.
            if !is_at(&file, &path) {
                continue;
            }
            empty(to)?;
            let written = file.write_all(NOTE.as_bytes());
            let written = written.and_then(|()| file.sync_all());
            written.map_err(io_error("write", &path))?;
            folder::sync(to)?;
            return Ok(Self(file));
        }
    }

    /// Says that what lies in the folder is a backup.
    fn end(self, to: &Path) -> Result<()> {
        let path = to.join(COPYING);
        fs::remove_file(&path).map_err(io_error("remove", &path))?;
        drop(self.0);
        folder::sync(to)
    }
}

/// What a person finds who looks into the file.
const NOTE: &str =
    "A backup was begun in this folder, and is not whole. `newsdex backup` into it begins anew.\n";

fn is_busy(to: &Path) -> Error {
    Error::Misuse {
        message: format!("another process makes a backup in {}", to.display()),
        hint: "wait until it has finished, or name another folder".to_owned(),
    }
}

/// Refuses a folder that holds anything but half a backup.
fn refuse_full(to: &Path, names: &[String]) -> Result<()> {
    let is_half = names.iter().any(|name| name == COPYING);
    let ours = |name: &str| folder::is_own(name) || name == LEDGER;
    match names.iter().find(|name| !(is_half && ours(name))) {
        None => Ok(()),
        Some(found) => Err(Error::Usage(format!(
            "{} is not empty, it holds {found}; a backup needs a folder of its own",
            to.display()
        ))),
    }
}

/// Removes all but the mark of half a backup.
fn empty(to: &Path) -> Result<()> {
    for name in folder::names(to)? {
        let path = to.join(&name);
        if name != COPYING {
            fs::remove_file(&path).map_err(io_error("remove", &path))?;
        }
    }
    Ok(())
}

fn io_error<'p>(action: &'static str, path: &'p Path) -> impl Fn(io::Error) -> Error + use<'p> {
    move |source| Error::Io {
        action,
        path: path.to_path_buf(),
        source,
    }
}

struct Copy<'a> {
    index: Index,
    to: &'a Path,
    link: bool,
}

impl Copy<'_> {
    fn made(&self) -> Result<Backup> {
        for _ in 0..TRIES {
            if let Some(made) = self.attempt()? {
                return Ok(made);
            }
        }
        Err(Error::Engine(
            "the index was committed to again and again while it was copied".to_owned(),
        ))
    }

    /// Copies what is committed now; nothing if something else was committed meanwhile.
    fn attempt(&self) -> Result<Option<Backup>> {
        let from = self.index.folder();
        // The writer removes no segment while this is held.
        let _reading = self
            .index
            .engine()
            .directory()
            .acquire_lock(&META_LOCK)
            .map_err(|error| engine_error(from, error.into()))?;
        let meta = self.read(META)?;
        let managed = self.read(FILES)?;
        let generation = self.index.generation()?;
        let files = segment_files(&self.index)?;
        let own = generation.files().map(str::to_owned);
        let mut made = Backup {
            generation: generation.number,
            ..Backup::default()
        };
        for name in files.into_iter().chain(own) {
            match self.file(&name, &mut made) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    // Nothing removes a file of the last commit: only one that came meanwhile explains it.
                    if self.read(META)? == meta {
                        return Err(folder::damaged(from, &format!("{name} is missing")));
                    }
                    return self.again();
                }
                other => other.map_err(io_error("copy", &from.join(&name)))?,
            }
        }
        for name in [&*names::file_of(generation.number), LEDGER] {
            match self.file(name, &mut made) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(io_error("copy", &from.join(name))(error));
                }
                _ => {}
            }
        }
        if self.read(META)? != meta {
            return self.again();
        }
        let meta = self.as_copy(meta, generation)?;
        for (name, bytes) in [(FILES, managed), (META, meta)] {
            let path = self.to.join(name);
            disk::replace(&path, &bytes).map_err(io_error("write", &path))?;
            made.files += 1;
            made.bytes += bytes.len() as u64;
        }
        folder::begin(self.to)?;
        made.files += 1;
        Ok(Some(made))
    }

    /// The engine's meta file with a payload that says it is a copy.
    fn as_copy(&self, meta: Vec<u8>, generation: Generation) -> Result<Vec<u8>> {
        let from = self.index.folder();
        let unreadable = |detail: String| folder::damaged(from, &format!("{META}: {detail}"));
        let meta = sums::unsealed(Path::new(META), meta);
        let meta = meta.map_err(|error| unreadable(error.to_string()))?;
        let mut meta: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(&meta).map_err(|error| unreadable(error.to_string()))?;
        let copied = Generation {
            copied: true,
            ..generation
        };
        let engine = |error: serde_json::Error| Error::Engine(error.to_string());
        let payload = serde_json::to_string(&copied).map_err(engine)?;
        meta.insert("payload".to_owned(), payload.into());
        Ok(sums::sealed(&serde_json::to_vec(&meta).map_err(engine)?))
    }

    fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.index.folder().join(name);
        fs::read(&path).map_err(io_error("read", &path))
    }

    /// Empties the folder for the next attempt.
    fn again(&self) -> Result<Option<Backup>> {
        empty(self.to)?;
        Ok(None)
    }

    fn file(&self, name: &str, made: &mut Backup) -> io::Result<()> {
        let (from, to) = (self.index.folder().join(name), self.to.join(name));
        made.bytes += fs::metadata(&from)?.len();
        made.files += 1;
        // The ledger is its user's, who may write into it.
        if self.link && name != LEDGER && fs::hard_link(&from, &to).is_ok() {
            made.linked += 1;
            return Ok(());
        }
        fs::copy(&from, &to)?;
        File::open(&to)?.sync_all()
    }
}
