//! Hits as tables: CSV, TSV, TREC runs and bare identifiers.

use std::path::Path;

use super::fields::Field;
use super::safe;
use crate::search::Hit;

/// A form of table; each hit is one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// RFC 4180 with a header line and `\n` as line end.
    ///
    /// A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`) gets a `'` before it.
    Csv,
    /// Tab-separated with a header line; tabs and line ends in values become spaces. Formulas as in CSV.
    Tsv,
    /// A TREC run: `1 Q0 id rank score newsdex`.
    Trec,
    /// Identifiers only.
    Ids,
}

impl Table {
    /// The header line, if the form has one.
    pub fn head(self, fields: &[Field]) -> Option<String> {
        let names: Vec<_> = fields.iter().map(|field| field.name()).collect();
        match self {
            Self::Csv => Some(names.join(",") + "\n"),
            Self::Tsv => Some(names.join("\t") + "\n"),
            Self::Trec | Self::Ids => None,
        }
    }

    /// The line of a hit at `rank`, counted from 1. TREC runs and identifiers have fields of their own.
    pub fn row(self, fields: &[Field], hit: &Hit, rank: usize) -> String {
        let values = || fields.iter().map(|field| harmless(*field, hit, rank));
        match self {
            Self::Csv => values().map(|v| quoted(&v)).collect::<Vec<_>>().join(",") + "\n",
            Self::Tsv => values().collect::<Vec<_>>().join("\t") + "\n",
            Self::Trec => trec("1", hit, rank, Docno::Id),
            Self::Ids => format!("{}\n", hit.id),
        }
    }
}

/// What names an article in a TREC run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Docno {
    /// Its identifier.
    Id,
    /// The file it came from.
    Path,
    /// That file's name without folders and ending.
    Name,
    /// Its place in a file of many.
    Member,
    /// The id that its record gives itself.
    Record,
    /// Its address.
    Url,
}

impl Docno {
    /// The name, in one piece; the identifier where an article has no such thing.
    fn of(self, hit: &Hit) -> String {
        let name = match self {
            Self::Id => None,
            Self::Path => Some(hit.path.as_str()),
            Self::Name => Path::new(&hit.path)
                .file_stem()
                .and_then(|stem| stem.to_str()),
            Self::Member => hit.member.as_deref(),
            Self::Record => hit.record_id.as_deref(),
            Self::Url => hit.url.as_deref(),
        };
        let name = safe::line(name.unwrap_or(&hit.id)).into_owned();
        // Blanks divide the fields of a run.
        name.replace(char::is_whitespace, "_")
    }
}

/// A line of a TREC run.
pub fn trec(query: &str, hit: &Hit, rank: usize, docno: Docno) -> String {
    let name = docno.of(hit);
    format!("{query} Q0 {name} {rank} {} newsdex\n", hit.score)
}

fn harmless(field: Field, hit: &Hit, rank: usize) -> String {
    let text = field.text(hit, rank);
    if field.is_foreign() {
        no_formula(text)
    } else {
        text
    }
}

/// A text that no spreadsheet takes for a formula.
pub fn no_formula(text: String) -> String {
    // Blanks are looked through, as spreadsheets do.
    let begins = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins { format!("'{text}") } else { text }
}

/// A value of CSV.
pub fn quoted(value: &str) -> String {
    let blank = |c: char| c.is_whitespace();
    if value.contains([',', '"', '\n', '\r']) || value.starts_with(blank) || value.ends_with(blank)
    {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}
