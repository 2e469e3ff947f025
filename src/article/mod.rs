//! Room `article`: title, byline, dates, site, section, address and clean text of one article.
//!
//! In: a [`Page`](crate::page::Page) with its [`Cleaned`](crate::clean::Cleaned). Out: an [`Article`]. Invariant: the same article at the
//! same address (or, without one, the same path) has the same [`Article::id`] on every machine.

use serde::{Deserialize, Serialize};

pub use crate::page::Origin;

/// A point in time as an article states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// RFC 3339 with what is known: `2026-01-06`, `2026-01-06T14:03:00Z`, `2026-01-06T14:03:00+02:00`.
    pub text: String,
    /// Seconds since 1970-01-01T00:00:00Z; midnight UTC if only the day is known.
    pub seconds: i64,
    /// Where it was stated.
    pub origin: Origin,
}

/// One clean article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// 16 lower-case hexadecimal digits, a digest of the canonical address, else of path and member.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// The place in a file of many.
    pub member: Option<String>,
    /// The lasting address, else the address, if one is known.
    pub url: Option<String>,
    /// Headline; may be empty.
    pub title: String,
    /// Persons who wrote it, in order.
    pub byline: Vec<String>,
    /// First publication.
    pub published: Option<Stated>,
    /// Last change.
    pub modified: Option<Stated>,
    /// The outlet: host without `www.`, else the declared name, else the folder.
    pub site: String,
    /// Section or category.
    pub section: Option<String>,
    /// Language as declared, primary subtag, lower case.
    pub declared_language: Option<String>,
    /// The clean text: a paragraph a line, divided by `\n`.
    pub text: String,
    /// True if this is only what stands before a paywall.
    pub stub: bool,
    /// Scalar values that were cut as not being the article.
    pub cut_chars: u64,
}
