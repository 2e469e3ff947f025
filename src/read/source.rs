//! A file that holds pages, known from its metadata, and the digest of its bytes.

use std::fmt::{self, Write};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use xxhash_rust::xxh3::Xxh3;

use super::reasons;
use super::stream::trouble;
use crate::error::Warning;

/// The path under which pages of standard input are known.
pub const STDIN: &str = "-";

/// A file that holds pages, as its metadata describes it; it has not been opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    /// The path as text, without a leading `./`; bytes that are not UTF-8 are shown as `\xNN`.
    pub shown: String,
    /// Size of the file in bytes, still packed.
    pub bytes: u64,
    /// Time of last change in nanoseconds since 1970-01-01T00:00:00Z; 0 if the system does not say.
    pub modified_ns: i128,
    /// True if somebody named this very file, so that it is read whatever its extension.
    pub named: bool,
}

impl Source {
    /// Looks at one file that was named by a person.
    ///
    /// # Errors
    /// A [`Warning`] if there is no such file, it cannot be looked at, or it is no regular file.
    pub fn named(path: &Path) -> Result<Self, Warning> {
        let metadata = fs::metadata(path).map_err(|error| trouble(&shown(path), None, &error))?;
        if !metadata.is_file() {
            return Err(warning(
                path,
                reasons::SPECIAL_FILE,
                "only regular files are read",
            ));
        }
        Ok(Self::from_metadata(path.to_path_buf(), &metadata, true))
    }

    pub(super) fn from_metadata(path: PathBuf, metadata: &fs::Metadata, named: bool) -> Self {
        Self {
            shown: shown(&path),
            path,
            bytes: metadata.len(),
            modified_ns: metadata.modified().map_or(0, nanoseconds),
            named,
        }
    }
}

pub(super) fn warning(path: &Path, reason: &'static str, detail: impl Into<String>) -> Warning {
    Warning {
        path: shown(path),
        member: None,
        reason,
        detail: detail.into(),
    }
}

fn nanoseconds(time: SystemTime) -> i128 {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}

/// A path as text, without a leading `./`: bytes that are not UTF-8 as `\xNN`, so that different
/// paths stay different.
///
/// ```
/// # use std::path::Path;
/// assert_eq!(newsdex::read::shown(Path::new("./corpus/a.txt")), "corpus/a.txt");
/// ```
pub fn shown(path: &Path) -> String {
    let path = path
        .strip_prefix(".")
        .ok()
        .filter(|rest| !rest.as_os_str().is_empty())
        .unwrap_or(path);
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}

/// The path whose [`shown`] text this is, if some of its bytes are not UTF-8 and the system has such names.
///
/// A name that holds `\xNN` as letters looks the same; see that there is no file of that name first.
pub fn unshown(text: &str) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split("\\x");
    bytes.extend_from_slice(parts.next()?.as_bytes());
    let mut found = false;
    for part in parts {
        let digits = part
            .get(..2)
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        // Only bytes beyond ASCII are ever written so.
        if let Some(byte) = byte.filter(|byte| !byte.is_ascii()) {
            bytes.push(byte);
            bytes.extend_from_slice(part.get(2..).unwrap_or_default().as_bytes());
            found = true;
        } else {
            bytes.extend_from_slice(b"\\x");
            bytes.extend_from_slice(part.as_bytes());
        }
    }
    found.then(|| of_bytes(bytes)).flatten()
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such names")]
fn of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn of_bytes(_: Vec<u8>) -> Option<PathBuf> {
    None
}

/// A digest of a source's bytes as they lie on disk: 128 bits of XXH3. It finds changes; it is no
/// defence against somebody who makes two files of one digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub u128);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Reads the file and digests it. For a source that is read anyway, [`Pages::digest`](super::Pages::digest) has the
/// same result without a second pass.
///
/// # Errors
/// A [`Warning`] if the file cannot be read.
pub fn digest(source: &Source) -> Result<Digest, Warning> {
    digest_file(&source.path).map_err(|error| trouble(&source.shown, None, &error))
}

fn digest_file(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(Digest(hash.digest128())),
            Ok(read) => hash.update(buffer.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
