//! Hits in the form that was asked for, told one by one.

use std::fmt::Write;

use serde::Serialize;

use super::bibliography;
use super::copies::Copies;
use super::fields::{COLUMNS, Field};
use super::filters::Filters;
use super::records::{self, HitRecord};
use super::tables::Table;
use super::template::Template;
use super::{Look, Sheet, results};
use crate::index::Identity;
use crate::search::{FacetCounts, Hit, Request, Results};

/// The version of the JSON that is written if nobody asks for another.
///
/// A version grows when a line or a field goes away or changes its meaning; fields may be added within a version.
/// 1 has no header line; 2 begins with one.
pub const VERSION: u8 = 2;

/// A form for hits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Form {
    /// For reading.
    #[default]
    Text,
    /// JSON Lines.
    Json,
    /// A line a hit.
    Table(Table),
    /// BibTeX entries.
    Bibtex,
    /// An array of CSL JSON.
    Csl,
    /// A numbered list in Markdown.
    Markdown,
    /// A line of the user's own.
    Template(Template),
}

/// How an answer is written, and how much of it was.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The form.
    pub form: Form,
    /// The fields of tables and JSON; empty for the usual ones.
    pub fields: Vec<Field>,
    /// Whether there is a header, where the form has one.
    pub header: bool,
    /// The version of the JSON.
    pub version: u8,
    look: Look,
    /// The rank of the hit that was written last.
    rank: usize,
    written: usize,
    /// What was shown for reading.
    copies: Copies,
}

/// What a search was asked for; see the first line of `search --json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Header<'a> {
    /// [`VERSION`].
    pub format_version: u8,
    /// The generation of the index that answered.
    pub index_generation: u64,
    /// The identity of that index, or `null`.
    pub index_identity: Option<Identity>,
    /// The query as it was given.
    pub query: &'a str,
    /// The query as it was understood, macros written out.
    pub read_as: &'a str,
    /// What the answer was kept within.
    pub filters: Filters<'a>,
    /// Articles that match, all of them.
    pub total: u64,
    /// Hits that were passed over first.
    pub offset: usize,
    /// The unit of `start`, `end` and `marks`.
    pub offsets: &'static str,
    /// The unit of `byte_start`, `byte_end` and `byte_marks`.
    pub byte_offsets: &'static str,
    /// What of the query may not mean what its writer thinks, and why an answer is empty; left out where nothing is told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

impl Listing {
    /// A listing that begins behind `offset` hits.
    pub fn new(form: Form, look: Look, offset: usize) -> Self {
        Self {
            form,
            fields: Vec::new(),
            header: true,
            version: VERSION,
            look,
            rank: offset,
            written: 0,
            copies: Copies::default(),
        }
    }

    /// Hits written so far.
    pub fn written(&self) -> usize {
        self.written
    }

    /// What stands before the first hit; `query` as it was given, the filters those of `request`.
    pub fn head(&self, found: &Results, query: &str, request: &Request) -> String {
        match &self.form {
            Form::Json if self.header && self.version > 1 => records::line(&Header {
                format_version: self.version,
                index_generation: found.generation,
                index_identity: found.identity,
                query,
                read_as: &found.read_as,
                filters: Filters::of(request),
                total: found.total,
                offset: self.rank,
                offsets: "unicode scalar values",
                byte_offsets: "utf-8 bytes",
                hints: found.remarks(),
            }),
            Form::Table(table) if self.header => table.head(self.columns()).unwrap_or_default(),
            Form::Csl => "[\n".to_owned(),
            _ => String::new(),
        }
    }

    /// The next hit.
    pub fn hit(&mut self, hit: &Hit) -> String {
        self.rank += 1;
        self.written += 1;
        let rank = self.rank;
        match &self.form {
            Form::Text => {
                let mut sheet = Sheet::new(self.look);
                let shown = self.copies.before(hit, rank);
                results::hit(&mut sheet, hit, rank, shown);
                sheet.end();
                sheet.into_text()
            }
            Form::Json if self.fields.is_empty() => records::line(&HitRecord::new(hit, rank)),
            Form::Json => self.chosen(hit, rank),
            Form::Table(table) => table.row(self.columns(), hit, rank),
            Form::Bibtex => bibliography::bibtex(hit),
            Form::Csl => {
                let comma = if self.written > 1 { ",\n" } else { "" };
                format!("{comma}{}", bibliography::csl(hit))
            }
            Form::Markdown => bibliography::markdown(hit, rank),
            Form::Template(template) => template.fill(hit, rank),
        }
    }

    /// Counted columns, behind the hits; only for reading and in JSON.
    pub fn facets(&self, facets: &[FacetCounts]) -> String {
        match self.form {
            Form::Text => results::facets(facets, self.look),
            Form::Json => facets
                .iter()
                .flat_map(records::facet_records)
                .map(|record| records::line(&record))
                .collect(),
            _ => String::new(),
        }
    }

    /// What stands behind the last hit.
    pub fn foot(&self) -> &'static str {
        match self.form {
            Form::Csl if self.written > 0 => "\n]\n",
            Form::Csl => "]\n",
            _ => "",
        }
    }

    fn columns(&self) -> &[Field] {
        if self.fields.is_empty() {
            &COLUMNS
        } else {
            &self.fields
        }
    }

    fn chosen(&self, hit: &Hit, rank: usize) -> String {
        let mut out = String::from("{");
        for (at, field) in self.fields.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let _ = write!(out, "{comma}\"{}\":{}", field.name(), field.json(hit, rank));
        }
        out.push('}');
        records::escaped(&out)
    }
}
