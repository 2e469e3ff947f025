//! The lasting names of sources: the same file has the same name from whatever folder it is indexed.
//!
//! A file below the folder in which the index lies is named from there, so that an archive can be
//! moved together with its index, or copied to another machine, and every article keeps its id. Any
//! other file has its absolute path.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::error::Warning;
use crate::read::{self, STDIN};

/// Names sources, and finds named sources again.
#[derive(Debug, Clone)]
pub struct Names {
    base: PathBuf,
    folders: HashMap<PathBuf, PathBuf>,
}

impl Names {
    /// Names for the sources of the index in this folder.
    pub fn new(index: &Path) -> Self {
        let index = resolved(index);
        Self {
            base: index.parent().unwrap_or(&index).to_path_buf(),
            folders: HashMap::new(),
        }
    }

    /// The folder from which files below it are named.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// The name of a file or folder, as text; `.` for the folder in which the index lies.
    pub fn of(&mut self, path: &Path) -> String {
        let whole = self.whole(path);
        match whole.strip_prefix(&self.base) {
            Ok(rest) if rest.as_os_str().is_empty() => ".".to_owned(),
            Ok(rest) => read::shown(rest),
            Err(_) => read::shown(&whole),
        }
    }

    /// Names a file in trouble as its pages are named, however it was written.
    pub fn told(&mut self, warning: Warning) -> Warning {
        let written = PathBuf::from(&warning.path);
        let path = match read::unshown(&warning.path) {
            Some(bytes) if written.symlink_metadata().is_err() => bytes,
            _ => written,
        };
        Warning {
            path: self.of(&path),
            ..warning
        }
    }

    /// The name of what was selected; of a link to a folder, that of the folder, from which its files are named.
    pub(super) fn of_selected(&mut self, path: &Path) -> String {
        if path.is_dir() {
            self.of(&resolved(path))
        } else {
            self.of(path)
        }
    }

    /// Whether a name is an absolute path: that of a file outside the folder in which the index lies.
    pub(super) fn is_outside(name: &str) -> bool {
        Path::new(name).is_absolute()
    }

    /// The file that has a name; its bytes may be other than UTF-8, which the name has as `\xNN`.
    pub fn path(&self, name: &str) -> PathBuf {
        let path = self.base.join(name);
        match read::unshown(name) {
            Some(bytes) if path.symlink_metadata().is_err() => self.base.join(bytes),
            _ => path,
        }
    }

    /// Whether there is a file of that name to be read.
    pub(super) fn is_there(&self, name: &str) -> bool {
        name != STDIN && self.path(name).is_file()
    }

    /// Whether the system says that there is no such file.
    pub(super) fn is_gone(&self, name: &str) -> bool {
        let found = self.path(name).symlink_metadata();
        name != STDIN && found.is_err_and(|error| error.kind() == ErrorKind::NotFound)
    }

    /// The absolute path; the last part may be a link and stays what it is. The system is asked once a folder.
    fn whole(&mut self, path: &Path) -> PathBuf {
        let Some(Component::Normal(name)) = path.components().next_back() else {
            return resolved(path);
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        if let Some(known) = self.folders.get(folder) {
            known.join(name)
        } else {
            let known = resolved(folder);
            let whole = known.join(name);
            self.folders.insert(folder.to_path_buf(), known);
            whole
        }
    }
}

/// The absolute path without links; of what is not there, the part that is, and the rest as written.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    });
    let absolute = absolute.unwrap_or_else(|_| path.to_path_buf());
    let found = absolute.ancestors().find_map(|above| {
        let known = above.canonicalize().ok()?;
        Some(match absolute.strip_prefix(above) {
            Ok(rest) if !rest.as_os_str().is_empty() => known.join(rest),
            _ => known,
        })
    });
    found.unwrap_or(absolute)
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_name_leads_back_to_a_file_whose_bytes_are_no_text() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().canonicalize().unwrap();
        let mut names = Names::new(&base.join("index"));
        for (bytes, name) in [
            (&b"a\xff.txt"[..], "a\\xff.txt"),
            (b"\xc3\xa4\xc3.txt", "\u{e4}\\xc3.txt"),
            (b"back\\x41slash.txt", "back\\x41slash.txt"),
            (b"letters\\xff.txt", "letters\\xff.txt"),
        ] {
            let path = base.join(std::ffi::OsStr::from_bytes(bytes));
            std::fs::write(&path, "a page").unwrap();
            assert_eq!(names.of(&path), name);
            assert_eq!(names.path(name), path);
            assert!(names.is_there(name), "{name}");
        }
    }

    #[test]
    fn a_file_has_one_name_however_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(base.join("pages/sub")).unwrap();
        let mut names = Names::new(&base.join("index"));
        for (path, name) in [
            ("pages/a.txt", "pages/a.txt"),
            ("pages/sub/../a.txt", "pages/a.txt"),
            ("./pages/sub/b.txt", "pages/sub/b.txt"),
            ("pages/sub/.", "pages/sub"),
            ("pages/away/c.txt", "pages/away/c.txt"),
            (".", "."),
        ] {
            let path = base.join(path);
            assert_eq!(names.of(&path), name, "{}", path.display());
            assert_eq!(resolved(&names.path(name)), resolved(&path));
        }
        let outside = base.with_file_name("elsewhere").join("a.txt");
        assert_eq!(names.of(&outside), outside.to_string_lossy());
        assert_eq!(names.path(&outside.to_string_lossy()), outside);
    }
}
