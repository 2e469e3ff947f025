//! What is stored of an article beside its title and text.

use serde::{Deserialize, Serialize};

use crate::article::{Article, Stated};
use crate::enrich::{Enriched, Entity};

/// Everything about an article that is stored but has no column of its own; the `record` field as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Record {
    /// The file it came from.
    pub path: String,
    /// The place in a file of many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The id that its record gives itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_id: Option<String>,
    /// The lasting address, else the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Persons who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// First publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Stated>,
    /// Last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Stated>,
    /// The outlet.
    pub site: String,
    /// Section or category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Language as declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_language: Option<String>,
    /// Language as found.
    pub language: String,
    /// True if this is only what stands before a paywall.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stub: bool,
    /// Scalar values that were cut as not being the article.
    #[serde(default)]
    pub cut_chars: u64,
    /// The named things with their mentions.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "super::named")]
    pub entities: Vec<Entity>,
}

/// What a list of hits shows of a [`Record`]; the rest is passed over while it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct RecordHead {
    /// As in the record.
    pub path: String,
    /// As in the record.
    #[serde(default)]
    pub member: Option<String>,
    /// As in the record.
    #[serde(default)]
    pub record_id: Option<String>,
    /// As in the record.
    #[serde(default)]
    pub url: Option<String>,
    /// As in the record.
    #[serde(default)]
    pub byline: Vec<String>,
    /// As in the record.
    #[serde(default)]
    pub published: Option<Stated>,
    /// As in the record.
    pub site: String,
    /// As in the record.
    #[serde(default)]
    pub section: Option<String>,
    /// As in the record.
    pub language: String,
    /// As in the record.
    #[serde(default)]
    pub stub: bool,
}

impl Record {
    /// The record of an article.
    pub fn of(enriched: &Enriched) -> Self {
        let article = &enriched.article;
        Self {
            path: article.path.clone(),
            member: article.member.clone(),
            record_id: article.record_id.clone(),
            url: article.url.clone(),
            byline: article.byline.clone(),
            published: article.published.clone(),
            modified: article.modified.clone(),
            site: article.site.clone(),
            section: article.section.clone(),
            declared_language: article.declared_language.clone(),
            language: enriched.language.clone(),
            stub: article.stub,
            cut_chars: article.cut_chars,
            entities: enriched.entities.clone(),
        }
    }

    /// The article again, from its record and the fields that are stored beside it.
    pub fn into_enriched(self, id: String, title: String, text: String) -> Enriched {
        let article = Article {
            id,
            path: self.path,
            member: self.member,
            record_id: self.record_id,
            url: self.url,
            title,
            byline: self.byline,
            published: self.published,
            modified: self.modified,
            site: self.site,
            section: self.section,
            declared_language: self.declared_language,
            text,
            stub: self.stub,
            cut_chars: self.cut_chars,
        };
        Enriched {
            article,
            language: self.language,
            entities: self.entities,
        }
    }
}
