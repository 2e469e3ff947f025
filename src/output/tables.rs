//! Hits as tables: CSV, TSV, TREC runs and bare identifiers.

use super::safe;
use crate::search::Hit;

/// A form of table; each hit is one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// RFC 4180 with a header line and `\n` as line end.
    Csv,
    /// Tab-separated with a header line; tabs and line ends in values become spaces.
    Tsv,
    /// A TREC run: `1 Q0 id rank score newsdex`.
    Trec,
    /// Identifiers only.
    Ids,
}

/// The columns of CSV and TSV, in order. `passage` is the text of the best passage.
pub const COLUMNS: [&str; 10] = [
    "rank",
    "id",
    "score",
    "published",
    "site",
    "lang",
    "title",
    "url",
    "path",
    "passage",
];

impl Table {
    /// The header line, if the form has one.
    pub fn head(self) -> Option<String> {
        match self {
            Self::Csv => Some(COLUMNS.join(",") + "\n"),
            Self::Tsv => Some(COLUMNS.join("\t") + "\n"),
            Self::Trec | Self::Ids => None,
        }
    }

    /// The line of a hit at `rank`, counted from 1.
    pub fn row(self, hit: &Hit, rank: usize) -> String {
        match self {
            Self::Csv => values(hit, rank).map(|v| quoted(&v)).join(",") + "\n",
            Self::Tsv => values(hit, rank).join("\t") + "\n",
            Self::Trec => format!("1 Q0 {} {rank} {} newsdex\n", hit.id, hit.score),
            Self::Ids => format!("{}\n", hit.id),
        }
    }
}

fn values(hit: &Hit, rank: usize) -> [String; COLUMNS.len()] {
    let passage = hit.passages.first().map_or("", |p| p.text.as_str());
    let texts = [
        hit.published.as_deref().unwrap_or(""),
        &hit.site,
        &hit.lang,
        &hit.title,
        hit.url.as_deref().unwrap_or(""),
        &hit.path,
        passage,
    ];
    let [published, site, lang, title, url, path, passage] =
        texts.map(|t| safe::line(t).into_owned());
    [
        rank.to_string(),
        hit.id.clone(),
        hit.score.to_string(),
        published,
        site,
        lang,
        title,
        url,
        path,
        passage,
    ]
}

fn quoted(value: &str) -> String {
    if value.contains([',', '"']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}
