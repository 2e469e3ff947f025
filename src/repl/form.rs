//! The forms in which a session gives its answers.

use crate::enrich::Enriched;
use crate::output::records::{self, ArticleRecord, HitRecord};
use crate::output::tables::Table;
use crate::output::{Look, article, results};
use crate::search::{FacetCounts, Results};

/// `.mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// For reading.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
    /// A line a hit.
    Table(Table),
}

/// The forms by the names they are asked for.
pub(super) const FORMS: [(&str, Form); 5] = [
    ("text", Form::Text),
    ("json", Form::Json),
    ("csv", Form::Table(Table::Csv)),
    ("tsv", Form::Table(Table::Tsv)),
    ("ids", Form::Table(Table::Ids)),
];

impl Form {
    /// The form of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        FORMS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, form)| *form)
    }

    /// The name it is asked for.
    pub(super) fn name(self) -> &'static str {
        FORMS
            .iter()
            .find(|(_, form)| *form == self)
            .map_or("text", |(name, _)| name)
    }

    /// The form that the ending of a file's name asks for.
    pub(super) fn of_file(name: &str) -> Option<Self> {
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("jsonl" | "ndjson" | "json") => Some(Self::Json),
            Some("txt") => Some(Self::Text),
            Some(other) => Self::named(other),
            None => None,
        }
    }

    /// What stands before the first hit.
    pub(super) fn head(self) -> String {
        match self {
            Self::Table(table) => table.head().unwrap_or_default(),
            Self::Text | Self::Json => String::new(),
        }
    }

    /// A page of hits without a head.
    pub(super) fn hits(self, found: &Results, offset: usize, look: Look) -> String {
        let ranked = found.hits.iter().zip(offset + 1..);
        match self {
            Self::Text => results::page(found, offset, look),
            Self::Json => ranked
                .map(|(hit, rank)| records::line(&HitRecord::new(hit, rank)))
                .collect(),
            Self::Table(table) => ranked.map(|(hit, rank)| table.row(hit, rank)).collect(),
        }
    }

    /// Counted columns for programs; `None` where they are shown for reading.
    pub(super) fn counts(self, columns: &[FacetCounts]) -> Option<String> {
        let lines = columns.iter().flat_map(records::facet_records);
        (self == Self::Json).then(|| lines.map(|record| records::line(&record)).collect())
    }

    /// An article; `marks` are those of the headline and those of the text.
    pub(super) fn article(
        self,
        found: &Enriched,
        marks: &[Vec<(usize, usize)>; 2],
        look: Look,
    ) -> String {
        match self {
            Self::Json => records::line(&ArticleRecord::new(found, &marks[1])),
            Self::Text | Self::Table(_) => article::article(found, marks, look),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_ending_chooses_its_form() {
        assert_eq!(Form::of_file("a/hits.CSV"), Some(Form::Table(Table::Csv)));
        assert_eq!(Form::of_file("hits.jsonl"), Some(Form::Json));
        assert_eq!(Form::of_file("hits.txt"), Some(Form::Text));
        assert_eq!(Form::of_file("hits.odt"), None);
        assert_eq!(Form::of_file("hits"), None);
    }
}
