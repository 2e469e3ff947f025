//! Room `read`: folders and containers to pages, one at a time.
//!
//! In: paths, globs, options ([`Selection`]). Out: [`RawPage`]s, in a deterministic order, each with its bytes
//! still undecoded, and a [`Warning`](crate::error::Warning) for each source, or place in a source, that gave none.
//! Invariant: a source is never held in memory whole unless it is a single page, and nothing here
//! looks at what the text says.
//!
//! [`walk`] lists the sources from metadata alone, so that a catalog can pass over what has not
//! changed; [`open`] streams the pages of one source; [`stdin_pages`] those of a stream.
//!
//! ```
//! use newsdex::read::{self, Limits, Mapping, Selection};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("a.txt"), "Mill reopens\n\nThe mill is open again.")?;
//! for source in read::walk(&Selection::new([folder.path()])) {
//!     let source = source.map_err(|warning| warning.detail)?;
//!     for page in read::open(&source, &Limits::default(), &Mapping::default()) {
//!         assert!(page.map_err(|warning| warning.detail)?.bytes.starts_with(b"Mill"));
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod binary;
mod feed;
mod format;
mod globs;
mod http;
mod ids;
mod json;
mod lines;
mod mapping;
mod pages;
pub mod reasons;
mod record;
mod repair;
mod selection;
mod source;
mod stream;
mod transcode;
mod utf16;
mod value;
mod walk;
mod warc;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use format::unpacked_name;
pub use mapping::Mapping;
pub use pages::{Pages, open, stdin_pages};
pub use selection::Selection;
pub use source::{Digest, STDIN, Source, digest, shown, unshown};
pub(crate) use utf16::unmarked_utf16;
pub(crate) use walk::INDEX_MARKER;
pub use walk::{Walk, walk, walk_telling};

/// The shape of a page's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Markup: HTML or XHTML.
    Html,
    /// Plain text as a scraper saved it, a block a line.
    Text,
}

/// Where a fact about the article was stated, from the most to the least trustworthy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A field of the record that the user has named for it: `--map site=outlet`. Only for the outlet, which an address tells otherwise.
    Mapped,
    /// A field of the record that carried the page (JSON Lines, feed, archive header).
    Record,
    /// JSON-LD or microdata.
    Structured,
    /// A meta or link element.
    Meta,
    /// The visible text of the page.
    Visible,
    /// The page's address.
    Url,
    /// The folder in which the page lies.
    Folder,
}

/// What a [`Claim`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The page's address.
    Url,
    /// The address that the page declares as its lasting one.
    Canonical,
    /// Headline of the article.
    Title,
    /// One author.
    Author,
    /// Time of first publication.
    Published,
    /// Time of last change.
    Modified,
    /// Name of the outlet.
    Site,
    /// Section or category.
    Section,
    /// Language, a BCP 47 tag.
    Language,
    /// A short description or standfirst.
    Description,
    /// The kind of page (`article`, `website`, `NewsArticle`, …).
    Kind,
    /// The record's own id. It names the page within its source, not beyond.
    Id,
    /// The program that has cleaned the text: what [`CLEANED_BY`] has cleaned is not cleaned again.
    CleanedBy,
    /// The id that the article of a line of an export has in the index that it came from: 16 hexadecimal digits.
    Identity,
}

/// A statement about the article, found somewhere on its way; the room `article` weighs them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is stated.
    pub field: Field,
    /// The statement, trimmed, as written.
    pub value: String,
    /// Where it was stated.
    pub origin: Origin,
}

/// What exports of newsdex say of their texts; see [`Field::CleanedBy`].
pub const CLEANED_BY: &str = "newsdex";

/// One page as it was found, bytes undecoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPage {
    /// The file, as text; bytes that are not UTF-8 are shown as `\xNN`. `-` for standard input.
    pub path: String,
    /// The page's place in a file of many: `line 17`, a record's address; `None` for a file of one.
    pub member: Option<String>,
    /// Markup or plain text.
    pub form: Form,
    /// The page.
    pub bytes: Vec<u8>,
    /// Character set stated by the carrier (archive header, XML declaration), if any; JSON gives `utf-8`.
    pub charset: Option<String>,
    /// What the carrier says about the article; origins are [`Origin::Record`].
    pub claims: Vec<Claim>,
}

/// How much of a source is read before it is given up; nothing is ever buffered beyond them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest page, and longest line or record of a file of many, in bytes after unpacking.
    pub page_bytes: u64,
    /// Most bytes that one compressed source may unpack to.
    pub unpacked_bytes: u64,
    /// Most bytes that may be unpacked from each packed byte. Counted from 64 MiB on, so that a
    /// small file of much repetition is still read.
    pub unpacked_ratio: u64,
}

impl Limits {
    /// What is said of a page, line or record that is longer than it may be: `the line is longer than 32 MiB`.
    fn too_long(&self, what: impl fmt::Display) -> String {
        const MIB: u64 = 1 << 20;
        match self.page_bytes {
            bytes if bytes.is_multiple_of(MIB) => {
                format!("{what} is longer than {} MiB", bytes / MIB)
            }
            bytes => format!("{what} is longer than {bytes} bytes"),
        }
    }
}

impl Default for Limits {
    /// 32 MiB a page, 256 GiB a source, 200 bytes from one. The pages of a site packed together
    /// come to about 30 from one.
    fn default() -> Self {
        Self {
            page_bytes: 32 << 20,
            unpacked_bytes: 256 << 30,
            unpacked_ratio: 200,
        }
    }
}
