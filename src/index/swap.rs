//! One folder in the place of another.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use super::folder::{self, REPLACEMENT, REPLACING};
use super::lock::WriterLock;
use crate::error::{Error, Result};

/// The folder beside an index in which another one is made that will take its place.
pub fn beside(index: &Path) -> PathBuf {
    let mut name = index.file_name().unwrap_or_default().to_owned();
    name.push(".rebuild");
    index.with_file_name(name)
}

/// Keeps other writers away from an index while another one is made beside it; what was made goes with it, unless it took the place.
#[derive(Debug)]
pub struct Replacing {
    folder: PathBuf,
    /// Whether what stands beside the index is to stay there: the old one, if it cannot be put elsewhere.
    stays: bool,
    token: String,
    _lock: WriterLock,
}

/// Removes what a process that was killed left beside an index; only who holds the lock of the index may do so.
pub(super) fn clear(index: &Path) -> Result<()> {
    let Ok(folder) = index.canonicalize() else {
        return Ok(());
    };
    if folder.join(REPLACING).symlink_metadata().is_err() {
        return Ok(());
    }
    if is_ours(&folder) {
        remove(&beside(&folder))?;
    }
    unmark(&folder);
    Ok(())
}

/// Whether what stands beside an index was begun, or put there, by the one who wrote the mark into the index.
fn is_ours(index: &Path) -> bool {
    let said = |path: PathBuf| fs::read(path).ok().filter(|said| !said.is_empty());
    let mark = said(index.join(REPLACING));
    mark.is_some() && mark == said(beside(index).join(REPLACEMENT))
}

/// Writes one of the marks.
fn mark(folder: &Path, name: &str, said: &str) -> Result<()> {
    let path = folder.join(name);
    disk::replace(&path, said.as_bytes()).map_err(|source| Error::Io {
        action: "write",
        path,
        source,
    })?;
    folder::sync(folder)
}

/// Removes the marks, as far as that can be done.
fn unmark(folder: &Path) {
    for name in [REPLACING, REPLACEMENT] {
        let _ = fs::remove_file(folder.join(name));
    }
}

/// What the marks of one rebuilding say, and those of no other.
fn token() -> String {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("{}-{}", std::process::id(), since.as_nanos())
}

impl Replacing {
    /// Takes the lock of the index in a folder, and makes room beside it.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if there is no folder, [`Error::NotAnIndex`] if it holds other things, [`Error::Misuse`] if something else stands beside it,
    /// [`Error::IndexFormat`] if a later version made it, [`Error::IndexBusy`], [`Error::Io`].
    pub fn begin(index: &Path) -> Result<Self> {
        // A link to the folder stays where it is.
        let folder = index.canonicalize().map_err(|_| Error::NoIndex {
            path: index.to_path_buf(),
        })?;
        match folder::look(&folder) {
            Ok(folder::State::Empty) => return Err(Error::NoIndex { path: folder }),
            Ok(_) | Err(Error::IndexDamaged { .. }) => {}
            Err(error @ Error::IndexFormat { .. }) if !folder::is_of_later(&error) => {}
            Err(error) => return Err(error),
        }
        let lock = WriterLock::take(&folder)?;
        make_sure_of_room(&folder)?;
        let token = token();
        // What is removed now is ours, or an empty folder.
        remove(&beside(&folder))?;
        mark(&folder, REPLACING, &token)?;
        let replacing = Self {
            folder,
            stays: false,
            token,
            _lock: lock,
        };
        folder::make(&replacing.beside())?;
        mark(&replacing.beside(), REPLACEMENT, &replacing.token)?;
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

    /// Puts the new index in the place of the old one in one step, with the files that its user keeps in the folder, and removes the
    /// old one; or keeps it, and says where.
    ///
    /// # Errors
    /// [`Error::Io`]; then the old one is still there.
    pub fn finish(mut self, keep: bool) -> Result<Option<PathBuf>> {
        let new = self.beside();
        self.carry_over(&new)?;
        // Whichever is in place when the process is killed then tells that the other one goes; one that is to be kept is never marked.
        if !keep {
            mark(&self.folder, REPLACEMENT, &self.token)?;
            mark(&new, REPLACING, &self.token)?;
        }
        let failed = |source| Error::Io {
            action: "replace",
            path: self.folder.clone(),
            source,
        };
        exchange(&new, &self.folder).map_err(failed)?;
        self.stays = keep;
        let aside = keep.then(|| free_name(&self.folder));
        if let Some(aside) = &aside {
            fs::rename(&new, aside).map_err(failed)?;
            unmark(aside);
        }
        if let Some(parent) = self.folder.parent() {
            folder::sync(parent)?;
        }
        Ok(aside)
    }

    /// Copies what is not the index's: rules of names, and what else lies there.
    fn carry_over(&self, new: &Path) -> Result<()> {
        let theirs = folder::names(&self.folder)?;
        for name in theirs.iter().filter(|name| !folder::is_own(name)) {
            let (from, to) = (self.folder.join(name), new.join(name));
            copy(&from, &to).map_err(|source| Error::Io {
                action: "copy",
                path: from,
                source,
            })?;
        }
        folder::sync(new)
    }
}

impl Drop for Replacing {
    /// What cannot be removed now is removed by the next writer.
    fn drop(&mut self) {
        if self.stays || remove(&self.beside()).is_ok() {
            unmark(&self.folder);
        }
    }
}

/// Refuses to remove what somebody else put where the other index is to be made: an index, a backup, or any other thing.
fn make_sure_of_room(index: &Path) -> Result<()> {
    let beside = beside(index);
    let is_free = match beside.symlink_metadata() {
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(_) => {
            is_ours(index)
                || beside.symlink_metadata().is_ok_and(|entry| entry.is_dir())
                    && matches!(folder::look(&beside), Ok(folder::State::Empty))
        }
    };
    if is_free {
        return Ok(());
    }
    Err(Error::Misuse {
        message: format!(
            "{} is in the way: the new index would be made there",
            beside.display()
        ),
        hint: "move it, or give it another name".to_owned(),
    })
}

/// Copies a file, a link, or a folder with all in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(from)?;
    if kind.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    } else if kind.is_symlink() {
        link(&fs::read_link(from)?, to)?;
    } else if kind.is_file() {
        fs::copy(from, to)?;
        File::open(to)?.sync_all()?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

/// Links may need rights that the user has not; the file is copied.
#[cfg(not(unix))]
fn link(target: &Path, at: &Path) -> io::Result<()> {
    fs::copy(target, at).map(|_| ())
}

/// Where an old index is kept: `INDEX.damaged`, or with the first number that is free behind it.
fn free_name(index: &Path) -> PathBuf {
    let named = |end: &str| {
        let mut name = index.file_name().unwrap_or_default().to_owned();
        name.push(end);
        index.with_file_name(name)
    };
    let numbered = (2..).map(|number| named(&format!(".damaged-{number}")));
    let mut names = std::iter::once(named(".damaged")).chain(numbered);
    let free = names.find(|path| path.symlink_metadata().is_err());
    free.unwrap_or_else(|| named(".damaged"))
}

/// Removes the folder of an index that is not wanted any more; the mark that says so goes last.
fn remove(folder: &Path) -> Result<()> {
    match remove_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::Io {
            action: "remove",
            path: folder.to_path_buf(),
            source: error,
        }),
        _ => Ok(()),
    }
}

fn remove_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == REPLACEMENT {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_dir_all(folder)
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
