//! Citations of a search: what was asked of which state of the index, and what it found, to be checked later.

use serde::{Deserialize, Serialize};

use super::results::{grouped, plural};
use super::{records, safe};
use crate::index::{ArticleId, Identity};
use crate::search::Request;

/// One citation: the line that `search --cite` prints and `cite check` reads.
///
/// The digest is over the ids of all articles that match, so it does not depend on order, page or form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// What it is; [`MARK`].
    pub citation: String,
    /// The query as it was understood, macros written out.
    pub query: String,
    /// Outlets.
    #[serde(default)]
    pub site: Vec<String>,
    /// Languages.
    #[serde(default)]
    pub lang: Vec<String>,
    /// People, all of whom must be named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub person: Vec<String>,
    /// Organisations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub org: Vec<String>,
    /// Places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<String>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misc: Vec<String>,
    /// First day of publication.
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
    /// Only what later generations than this added or changed.
    pub since: Option<u64>,
    /// Articles that matched.
    pub total: u64,
    /// The generation of the index that answered.
    pub index_generation: u64,
    /// The identity of that index, if it was known.
    #[serde(default)]
    pub index_identity: Option<Identity>,
    /// [`digest`] of the ids of the articles that matched.
    pub digest: String,
}

/// What a citation says it is.
pub const MARK: &str = "newsdex search";

/// How a cited search comes out now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Whether it finds exactly the same articles.
    pub same: bool,
    /// The query.
    pub query: String,
    /// Articles that matched then.
    pub total: u64,
    /// Articles that match now.
    pub total_now: u64,
    /// The generation then.
    pub index_generation: u64,
    /// The generation now.
    pub index_generation_now: u64,
    /// Whether this is another index than then, or was made anew since.
    pub another_index: bool,
    /// Articles that match now and were added or changed since.
    pub added_or_changed: Vec<String>,
    /// How many of those of then are gone or were changed since.
    pub gone_or_changed: u64,
}

/// `blake3:` and 32 hexadecimal digits over ids in ascending order.
pub fn digest(ids: &[ArticleId]) -> String {
    let mut hasher = blake3::Hasher::new();
    for id in ids {
        hasher.update(&id.0.to_be_bytes());
    }
    let hex = hasher.finalize().to_hex();
    format!("blake3:{}", hex.as_str().get(..32).unwrap_or_default())
}

impl Citation {
    /// The citation of a request that was read as `query` and found these articles; `index` is generation and identity.
    pub fn new(
        request: &Request,
        query: &str,
        ids: &[ArticleId],
        index: (u64, Option<Identity>),
    ) -> Self {
        Self {
            citation: MARK.to_owned(),
            query: query.to_owned(),
            site: request.sites.clone(),
            lang: request.languages.clone(),
            person: request.people.clone(),
            org: request.orgs.clone(),
            place: request.places.clone(),
            misc: request.misc.clone(),
            from: request.from.clone(),
            to: request.to.clone(),
            since: request.since,
            total: ids.len() as u64,
            index_generation: index.0,
            index_identity: index.1,
            digest: digest(ids),
        }
    }

    /// The citation in a line of text: alone, behind other words, or among other JSON. `None` if there is none.
    pub fn find(line: &str) -> Option<Self> {
        let object = line.get(line.find('{')?..=line.rfind('}')?)?;
        let found: Self = serde_json::from_str(object).ok()?;
        Some(found).filter(|found| found.citation == MARK)
    }

    /// The request that was cited.
    pub fn request(&self) -> Request {
        Request {
            query: self.query.clone(),
            sites: self.site.clone(),
            languages: self.lang.clone(),
            people: self.person.clone(),
            orgs: self.org.clone(),
            places: self.place.clone(),
            misc: self.misc.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            since: self.since,
            ..Request::default()
        }
    }

    /// Whether an index is another one than that which was cited.
    pub fn is_of_another(&self, identity: Option<Identity>) -> bool {
        self.index_identity.is_some() && self.index_identity != identity
    }

    /// What became of it: all that match now, and those of them that are new since; `index` is generation and identity.
    pub fn check(
        &self,
        now: &[ArticleId],
        new: &[ArticleId],
        index: (u64, Option<Identity>),
    ) -> Check {
        let kept = now.len().saturating_sub(new.len()) as u64;
        Check {
            same: digest(now) == self.digest,
            query: self.query.clone(),
            total: self.total,
            total_now: now.len() as u64,
            index_generation: self.index_generation,
            index_generation_now: index.0,
            another_index: self.is_of_another(index.1),
            added_or_changed: new.iter().map(ToString::to_string).collect(),
            gone_or_changed: self.total.saturating_sub(kept),
        }
    }
}

impl Check {
    /// In a line or two, harmless to a terminal: `same     52 articles (generation 3, now 5): flood`.
    pub fn line(&self) -> String {
        let query = safe::line(&self.query);
        let generations = format!(
            "generation {}, now {}{}",
            self.index_generation,
            self.index_generation_now,
            if self.another_index {
                " of another index"
            } else {
                ""
            }
        );
        if self.same {
            let total = plural(self.total, "article");
            return format!("same     {total} ({generations}): {query}\n");
        }
        let what = if self.another_index {
            "the digest differs: the index was made anew since, or is another one".to_owned()
        } else if self.added_or_changed.is_empty() && self.gone_or_changed == 0 {
            "the digest differs, though as many are found and none was added since: another index, or a citation that was altered".to_owned()
        } else {
            format!(
                "the digest differs: {} added or changed since; at least {} of those of then gone or changed",
                grouped(self.added_or_changed.len() as u64),
                grouped(self.gone_or_changed)
            )
        };
        format!(
            "changed  {} then, {} now ({generations}): {query}\n         {what}\n",
            plural(self.total, "article"),
            grouped(self.total_now),
        )
    }
}

/// The line of a citation.
pub fn line(citation: &Citation) -> String {
    records::line(citation)
}
