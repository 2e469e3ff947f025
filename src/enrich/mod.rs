//! Room `enrich`: the language of an article and the people, organisations and places in it.
//!
//! In: an [`Article`](crate::article::Article). Out: an [`Enriched`]. Invariant: pure; a mention's range always lies on
//! character boundaries of the text it points into.

use serde::{Deserialize, Serialize};

use crate::article::Article;

/// The kind of a named thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person or a family.
    Person,
    /// A company, body, party, team, outlet.
    Org,
    /// A place, region, country, building.
    Place,
}

/// A named thing in one article, its mentions merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name used in the article, titles left off.
    pub name: String,
    /// Where it is named in [`Article::text`], as byte ranges in order.
    pub mentions: Vec<(u32, u32)>,
    /// How often it is named in the headline.
    pub in_title: u32,
}

/// An article with what was found in its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enriched {
    /// The article.
    pub article: Article,
    /// ISO 639-1 code (639-3 where there is none), `und` if it cannot be told.
    pub language: String,
    /// The named things, most mentions first, then by name.
    pub entities: Vec<Entity>,
}
