//! Room `read`: folders and containers to pages, one at a time.
//!
//! In: paths, globs, options. Out: [`RawPage`]s, in a deterministic order, each with its bytes
//! still undecoded, and a [`Warning`](crate::error::Warning) for each source that gave none.
//! Invariant: a source is never held in memory whole unless it is a single page, and nothing here
//! looks at what the text says.

use serde::{Deserialize, Serialize};

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
