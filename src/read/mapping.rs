//! Which field of a record means what.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::Value;

use super::value;
use super::{Claim, Field, Origin};
use crate::error::{Error, Result};

/// What a field of a record can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The article or page itself.
    Body,
    /// A fact about it.
    Fact(Field),
}

/// Names of roles as a person writes them in a mapping.
const ROLES: [(&str, Role); 15] = [
    ("body", Role::Body),
    ("text", Role::Body),
    ("title", Role::Fact(Field::Title)),
    ("url", Role::Fact(Field::Url)),
    ("canonical", Role::Fact(Field::Canonical)),
    ("author", Role::Fact(Field::Author)),
    ("date", Role::Fact(Field::Published)),
    ("published", Role::Fact(Field::Published)),
    ("modified", Role::Fact(Field::Modified)),
    ("site", Role::Fact(Field::Site)),
    ("section", Role::Fact(Field::Section)),
    ("lang", Role::Fact(Field::Language)),
    ("language", Role::Fact(Field::Language)),
    ("description", Role::Fact(Field::Description)),
    ("id", Role::Fact(Field::Id)),
];

/// Names of fields that hold plain text, as they are compared: lower case, letters and digits only.
pub(super) const TEXT_NAMES: [&str; 14] = [
    "body",
    "content",
    "text",
    "articlebody",
    "fulltext",
    "maintext",
    "articletext",
    "bodytext",
    "cleanedtext",
    "plaintext",
    "story",
    "article",
    "contenttext",
    "paragraphs",
];

/// Names of fields that hold markup.
pub(super) const MARKUP_NAMES: [&str; 10] = [
    "html",
    "contenthtml",
    "bodyhtml",
    "articlehtml",
    "contentencoded",
    "rawhtml",
    "pagehtml",
    "rawcontent",
    "htmlbody",
    "page",
];

/// Names of fields that hold facts, the more telling first.
const FACT_NAMES: [(Field, &[&str]); 12] = [
    (
        Field::Title,
        &[
            "title",
            "headline",
            "articletitle",
            "pagetitle",
            "name",
            "heading",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "articleurl",
            "pageurl",
            "sourceurl",
            "weburl",
            "permalink",
            "uri",
            "href",
            "guid",
        ],
    ),
    (
        Field::Canonical,
        &[
            "canonicalurl",
            "canonicallink",
            "canonical",
            "mainentityofpage",
        ],
    ),
    (
        Field::Author,
        &[
            "authors",
            "author",
            "byline",
            "creator",
            "dccreator",
            "writers",
            "journalist",
        ],
    ),
    (
        Field::Published,
        &[
            "published",
            "publishedat",
            "datepublished",
            "datepublish",
            "pubdate",
            "publishdate",
            "publicationdate",
            "publishingdate",
            "publisheddate",
            "publishedtime",
            "publishedon",
            "publishtime",
            "webpublicationdate",
            "firstpublished",
            "articlepublishedtime",
            "date",
            "datetime",
            "dategmt",
            "timestamp",
            "created",
            "createdat",
            "time",
        ],
    ),
    (
        Field::Modified,
        &[
            "modified",
            "modifiedat",
            "datemodified",
            "datemodify",
            "updated",
            "updatedat",
            "lastmodified",
        ],
    ),
    (
        Field::Site,
        &[
            "site",
            "sitename",
            "publisher",
            "source",
            "sourcename",
            "domain",
            "sourcedomain",
            "outlet",
            "publication",
            "newspaper",
            "website",
            "host",
        ],
    ),
    (
        Field::Section,
        &[
            "section",
            "category",
            "categories",
            "articlesection",
            "sectionname",
            "rubric",
        ],
    ),
    (
        Field::Language,
        &["lang", "language", "inlanguage", "languagecode", "locale"],
    ),
    (
        Field::Description,
        &[
            "description",
            "summary",
            "abstract",
            "lead",
            "teaser",
            "excerpt",
            "standfirst",
            "subtitle",
        ],
    ),
    (Field::Id, &["id", "guid", "uuid", "articleid", "docid"]),
    (Field::CleanedBy, &["cleanedby"]),
];

/// Which fields of a record are body, title and so on.
///
/// By default fields are known by sensible names in any spelling (`full_text`, `fullText`,
/// `articleBody`). What is mapped by hand is taken from there alone; a dotted path leads into
/// objects and, by number, into arrays.
///
/// ```
/// use newsdex::read::Mapping;
/// let mapping: Mapping = "body=article.content.text, title=headline".parse()?;
/// assert!("bdy=content".parse::<Mapping>().is_err());
/// # Ok::<(), newsdex::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    by_hand: Arc<[(Role, String)]>,
}

impl FromStr for Mapping {
    type Err = Error;

    /// Reads `body=content,title=headline`.
    fn from_str(text: &str) -> Result<Self> {
        let pairs = text
            .split(',')
            .map(str::trim)
            .filter(|pair| !pair.is_empty());
        let by_hand = pairs.map(parse_pair).collect::<Result<Vec<_>>>()?;
        Ok(Self {
            by_hand: by_hand.into(),
        })
    }
}

impl fmt::Display for Mapping {
    /// Writes it so that reading gives the same mapping.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (role, path)) in self.by_hand.iter().enumerate() {
            let named = ROLES.iter().find(|(_, known)| known == role);
            let name = named.map_or("", |(name, _)| name);
            let comma = if number == 0 { "" } else { "," };
            write!(out, "{comma}{name}={path}")?;
        }
        Ok(())
    }
}

fn parse_pair(pair: &str) -> Result<(Role, String)> {
    let known = || ROLES.map(|(name, _)| name).join(", ");
    let Some((name, path)) = pair
        .split_once('=')
        .map(|(name, path)| (name.trim(), path.trim()))
    else {
        return Err(Error::Usage(format!(
            "`{pair}` is no mapping: write it as body=content"
        )));
    };
    let Some((_, role)) = ROLES
        .iter()
        .find(|(role, _)| role.eq_ignore_ascii_case(name))
    else {
        return Err(Error::Usage(format!(
            "`{name}` cannot be mapped: expected one of {}",
            known()
        )));
    };
    if path.is_empty() {
        return Err(Error::Usage(format!("`{pair}` names no field")));
    }
    Ok((*role, path.to_owned()))
}

impl Mapping {
    /// True if a field is mapped by hand to the body, so that no other is taken for it.
    pub(super) fn maps_body(&self) -> bool {
        self.paths(Role::Body).next().is_some()
    }

    /// True if a field is mapped by hand to the record's own id.
    pub(super) fn maps_id(&self) -> bool {
        self.paths(Role::Fact(Field::Id)).next().is_some()
    }

    /// The value that is mapped by hand to the body, if the record has it.
    pub(super) fn body_by_hand<'v>(&self, record: &'v Value) -> Option<&'v Value> {
        self.paths(Role::Body)
            .find_map(|path| value::at_path(record, path))
    }

    /// What the record's fields state. Facts by name are looked for in `record`, mapped ones in `whole`, the record
    /// before any wrapper was taken off.
    pub(super) fn claims(&self, whole: &Value, record: &Value) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (field, names) in FACT_NAMES {
            let mut paths = self.paths(Role::Fact(field)).peekable();
            let by_hand = paths.peek().is_some();
            let values: Vec<String> = if by_hand {
                paths
                    .filter_map(|path| value::at_path(whole, path))
                    .flat_map(|value| value::statements(field, value))
                    .collect()
            } else {
                // An id stands often beside the wrapper: `{"_id": 7, "_source": {…}}`.
                let outer = (field == Field::Id).then_some(whole);
                let places = std::iter::once(record).chain(outer);
                let candidates = places.flat_map(|place| {
                    let by_name = |name: &&str| value::by_name(place, name);
                    names.iter().filter_map(by_name)
                });
                candidates
                    .map(|value| value::statements(field, value))
                    .find(|found| !found.is_empty())
                    .unwrap_or_default()
            };
            let origin = if by_hand && field == Field::Site {
                Origin::Mapped
            } else {
                Origin::Record
            };
            claims.extend(values.into_iter().map(|value| Claim {
                field,
                value,
                origin,
            }));
        }
        claims.extend(lasting(&claims));
        claims
    }

    fn paths(&self, role: Role) -> impl Iterator<Item = &str> {
        self.by_hand
            .iter()
            .filter(move |(mapped, _)| *mapped == role)
            .map(|(_, path)| path.as_str())
    }
}

/// The address that a record gives of itself is its lasting one, if it names no other: its markup may state that of another page.
fn lasting(claims: &[Claim]) -> Option<Claim> {
    let of = |field: Field| claims.iter().find(move |claim| claim.field == field);
    let own = of(Field::Url).filter(|_| of(Field::Canonical).is_none())?;
    Some(Claim {
        field: Field::Canonical,
        ..own.clone()
    })
}
