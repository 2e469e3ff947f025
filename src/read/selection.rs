//! Which files a person means.

use std::ffi::OsString;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use super::globs::Globs;
use crate::error::Result;

/// Which files to read: paths, and what to take and leave inside folders.
///
/// A file that is named itself is read whatever its extension, the globs and the ignore files say.
/// In folders, files of known extensions are taken, and what a `.newsdexignore` (the syntax is that of
/// `.gitignore`) lists is left.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Files and folders, in the order in which they are read; the inside of a folder is sorted by name.
    pub paths: Vec<PathBuf>,
    /// Read hidden files and folders too. Off by default.
    pub hidden: bool,
    /// Follow symbolic links inside folders. Off by default; a ring of links is reported and left.
    pub follow_links: bool,
    pub(super) shown_from: Option<PathBuf>,
    pub(super) include: Globs,
    pub(super) exclude: Globs,
}

impl Selection {
    /// These files and folders, with the defaults.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self {
            paths: paths.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Takes, in folders, only files that match one of the globs; no globs take all.
    ///
    /// A glob without `/` is matched with the file's name, one with `/` with its path below the folder
    /// that was named: `*.html`, `2026/**/*.txt`; and with its whole path, as the folder was written, from the root, and from
    /// the folder of [`Selection::shown_from`]: `pages/2026/a.html`.
    ///
    /// # Errors
    /// [`Error::Usage`](crate::error::Error::Usage) for a glob that cannot be read.
    pub fn include<S: AsRef<str>>(mut self, globs: &[S]) -> Result<Self> {
        self.include = Globs::read(globs)?;
        Ok(self)
    }

    /// Leaves, in folders, files and folders that match one of the globs; see [`Selection::include`].
    ///
    /// # Errors
    /// [`Error::Usage`](crate::error::Error::Usage) for a glob that cannot be read.
    pub fn exclude<S: AsRef<str>>(mut self, globs: &[S]) -> Result<Self> {
        self.exclude = Globs::read(globs)?;
        Ok(self)
    }

    /// Matches globs also with paths as they are from this folder.
    #[must_use]
    pub fn shown_from(mut self, folder: impl Into<PathBuf>) -> Self {
        self.shown_from = Some(folder.into());
        self
    }

    /// The first of the paths, if not one of them is there, as after a slip in a name.
    pub fn missing(&self) -> Option<&Path> {
        let is_missing = |path: &PathBuf| {
            let found = path.symlink_metadata();
            found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
        };
        let first = self.paths.first()?;
        self.paths.iter().all(is_missing).then_some(first)
    }

    /// Reads a list of paths: one a line, or divided by NUL if there is a NUL in the list. Blank
    /// lines are left out; the paths need not be UTF-8.
    ///
    /// ```
    /// # use newsdex::read::Selection;
    /// let paths = Selection::read_list(&b"\xef\xbb\xbfa.txt\r\nb c.html\n\n"[..])?;
    /// assert_eq!(paths, ["a.txt", "b c.html"].map(std::path::PathBuf::from));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// Whatever reading the list gives.
    pub fn read_list(mut list: impl BufRead) -> io::Result<Vec<PathBuf>> {
        let mut bytes = Vec::new();
        list.read_to_end(&mut bytes)?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let divider = if bytes.contains(&0) { 0 } else { b'\n' };
        let entries = bytes.split(|&byte| byte == divider);
        Ok(entries
            .map(|entry| without_return(entry, divider))
            .filter(|entry| !entry.trim_ascii().is_empty())
            .map(to_path)
            .collect())
    }
}

fn without_return(entry: &[u8], divider: u8) -> &[u8] {
    if divider == 0 {
        entry
    } else {
        entry.strip_suffix(b"\r").unwrap_or(entry)
    }
}

#[cfg(unix)]
fn to_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(OsString::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
fn to_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsString::from(String::from_utf8_lossy(bytes).into_owned()))
}
