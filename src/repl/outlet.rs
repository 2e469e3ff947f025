//! A new file of the user's: written beside its place and put there when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::files::expanded;
use super::form;
use crate::error::Error;

/// A file under construction. Dropped before it is finished, it leaves nothing.
#[derive(Debug)]
pub(super) struct Outlet {
    path: PathBuf,
    /// Where it is written meanwhile.
    part: PathBuf,
    file: BufWriter<File>,
    /// Whether anything was written.
    begun: bool,
}

impl Outlet {
    /// Begins a new file; one that is there already is left alone.
    pub(super) fn create(path: &str) -> Result<Self, Error> {
        let path = expanded(path);
        if let Some(ending) = bare_ending(&path) {
            return Err(Error::Misuse {
                message: format!("{ending} is an ending without a name"),
                hint: format!("write a name before it: hits{ending}"),
            });
        }
        if fs::symlink_metadata(&path).is_ok() {
            return Err(taken(&path));
        }
        let part = beside(&path);
        let made = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&part);
        let file = made.map_err(|source| Error::unwritten(path.clone(), source))?;
        Ok(Self {
            path,
            part,
            file: BufWriter::new(file),
            begun: false,
        })
    }

    /// Where it will be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether anything was written yet.
    pub(super) fn begun(&self) -> bool {
        self.begun
    }

    /// Adds to it.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Error> {
        self.begun = true;
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|source| Error::unwritten(self.path.clone(), source))
    }

    /// Puts it in its place and tells where that is.
    pub(super) fn finish(mut self) -> Result<PathBuf, Error> {
        let whole = self
            .file
            .flush()
            .and_then(|()| self.file.get_ref().sync_all());
        whole.map_err(|source| Error::unwritten(self.path.clone(), source))?;
        // A link is refused where a file has come meanwhile; where there are no links, a look must do.
        match fs::hard_link(&self.part, &self.path) {
            Ok(()) => Ok(self.path.clone()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(taken(&self.path)),
            Err(_) => {
                let moved = fs::rename(&self.part, &self.path);
                moved.map_err(|source| Error::unwritten(self.path.clone(), source))?;
                Ok(self.path.clone())
            }
        }
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        // What cannot be removed does not stand under the name that was asked for.
        let _ = fs::remove_file(&self.part);
    }
}

/// `.csv` alone would be a hidden file that nobody meant.
fn bare_ending(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    (name.rfind('.') == Some(0) && form::of_file(name).is_some()).then_some(name)
}

/// `.hits.csv.4711.part`.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

fn taken(path: &Path) -> Error {
    Error::Usage(format!(
        "{} is there already; name a new file",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_when_it_is_whole_and_not_before() -> Result<(), Error> {
        let Ok(folder) = tempfile::tempdir() else {
            return Ok(());
        };
        let path = folder.path().join("hits.csv");
        let names = || fs::read_dir(folder.path()).map_or(0, Iterator::count);
        let mut outlet = Outlet::create(&path.to_string_lossy())?;
        outlet.write("a")?;
        assert!(!path.exists());
        drop(outlet);
        assert_eq!(names(), 0);
        let mut outlet = Outlet::create(&path.to_string_lossy())?;
        outlet.write("ab")?;
        outlet.finish()?;
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some("ab"));
        assert_eq!(names(), 1);
        assert!(Outlet::create(&path.to_string_lossy()).is_err());
        for bare in [".csv", ".TXT"] {
            let path = folder.path().join(bare);
            assert!(Outlet::create(&path.to_string_lossy()).is_err(), "{bare}");
        }
        assert_eq!(names(), 1);
        Ok(())
    }
}
