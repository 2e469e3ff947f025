//! The facts of a hit by name, as tables, templates and chosen JSON show them.

use serde::Serialize;

use super::records::{HitRecord, byte_marks};
use super::safe;
use crate::search::Hit;

/// A fact of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Place in the answer, from 1.
    Rank,
    /// Identifier.
    Id,
    /// Score within the answer.
    Score,
    /// First publication.
    Published,
    /// Outlet.
    Site,
    /// Language.
    Lang,
    /// Headline.
    Title,
    /// Address.
    Url,
    /// File.
    Path,
    /// Place in a file of many.
    Member,
    /// The id that its record gives itself.
    RecordId,
    /// Who wrote it.
    Authors,
    /// Section or category.
    Section,
    /// Paragraphs in the article.
    Paragraphs,
    /// Whether only what stands before a paywall is there.
    Stub,
    /// The text of the best passage.
    Passage,
    /// All passages.
    Passages,
    /// What matched in the headline, in scalar values.
    TitleMarks,
    /// What matched in the headline, in bytes.
    TitleByteMarks,
}

/// The fields by the names they are asked for.
pub const FIELDS: [(&str, Field); 19] = [
    ("rank", Field::Rank),
    ("id", Field::Id),
    ("score", Field::Score),
    ("published", Field::Published),
    ("site", Field::Site),
    ("lang", Field::Lang),
    ("title", Field::Title),
    ("url", Field::Url),
    ("path", Field::Path),
    ("member", Field::Member),
    ("record_id", Field::RecordId),
    ("authors", Field::Authors),
    ("section", Field::Section),
    ("paragraphs", Field::Paragraphs),
    ("stub", Field::Stub),
    ("passage", Field::Passage),
    ("passages", Field::Passages),
    ("title_marks", Field::TitleMarks),
    ("title_byte_marks", Field::TitleByteMarks),
];

/// The columns of a table for which nobody chose any.
pub const COLUMNS: [Field; 10] = [
    Field::Rank,
    Field::Id,
    Field::Score,
    Field::Published,
    Field::Site,
    Field::Lang,
    Field::Title,
    Field::Url,
    Field::Path,
    Field::Passage,
];

impl Field {
    /// The field of a name.
    ///
    /// # Errors
    ///
    /// A message that lists the names there are.
    pub fn named(name: &str) -> Result<Self, String> {
        let known = FIELDS.iter().find(|(known, _)| *known == name.trim());
        known.map(|(_, field)| *field).ok_or_else(|| {
            let names = FIELDS.map(|(name, _)| name).join(", ");
            format!("there is no field `{name}`; there are {names}")
        })
    }

    /// The name it is asked for.
    pub fn name(self) -> &'static str {
        let known = FIELDS.iter().find(|(_, field)| *field == self);
        known.map_or("", |(name, _)| name)
    }

    /// Its value on one line, harmless to a terminal; empty if it is not known.
    pub fn text(self, hit: &Hit, rank: usize) -> String {
        let known = |fact: Option<&String>| fact.cloned().unwrap_or_default();
        let passages = || hit.passages.iter().map(|passage| passage.text.as_str());
        let text = match self {
            Self::Rank => rank.to_string(),
            Self::Id => hit.id.clone(),
            Self::Score => hit.score.to_string(),
            Self::Published => known(hit.published.as_ref()),
            Self::Site => hit.site.clone(),
            Self::Lang => hit.lang.clone(),
            Self::Title => hit.title.clone(),
            Self::Url => known(hit.url.as_ref()),
            Self::Path => hit.path.clone(),
            Self::Member => known(hit.member.as_ref()),
            Self::RecordId => known(hit.record_id.as_ref()),
            Self::Authors => hit.authors.join("; "),
            Self::Section => known(hit.section.as_ref()),
            Self::Paragraphs => hit.paragraphs.to_string(),
            Self::Stub => hit.stub.to_string(),
            Self::Passage => passages().next().unwrap_or_default().to_owned(),
            Self::Passages => passages().collect::<Vec<_>>().join(" … "),
            Self::TitleMarks => json(&hit.title_marks),
            Self::TitleByteMarks => json(&byte_marks(&hit.title, 0, 0, &hit.title_marks)),
        };
        safe::line(&text).into_owned()
    }

    /// Its value in JSON.
    pub(super) fn json(self, hit: &Hit, rank: usize) -> String {
        let record = HitRecord::new(hit, rank);
        match self {
            Self::Rank => json(&record.rank),
            Self::Id => json(&record.id),
            Self::Score => json(&record.score),
            Self::Published => json(&record.published),
            Self::Site => json(&record.site),
            Self::Lang => json(&record.lang),
            Self::Title => json(&record.title),
            Self::Url => json(&record.url),
            Self::Path => json(&record.path),
            Self::Member => json(&record.member),
            Self::RecordId => json(&record.record_id),
            Self::Authors => json(&record.authors),
            Self::Section => json(&record.section),
            Self::Paragraphs => json(&record.paragraphs),
            Self::Stub => json(&record.stub),
            Self::Passage => json(&hit.passages.first().map(|passage| &passage.text)),
            Self::Passages => json(&record.passages),
            Self::TitleMarks => json(&record.title_marks),
            Self::TitleByteMarks => json(&record.title_byte_marks),
        }
    }

    /// Whether its text was written by somebody else, so that a spreadsheet must not take it for a formula.
    pub(super) fn is_foreign(self) -> bool {
        !matches!(
            self,
            Self::Rank | Self::Id | Self::Score | Self::Paragraphs | Self::Stub
        )
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
