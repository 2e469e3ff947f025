//! Tests on what an article carries beside its text: outlet, people, day, length, address.

use tantivy::DocId;
use tantivy::schema::Value as _;

use crate::analysis::{Tokens, fold, key_of};
use crate::enrich::language_code;
use crate::error::Result;
use crate::query::plan::Test;
use crate::query::{Comparison, ValueField, forms};

use super::segment::{Segment, shown_time};
use super::{columns, engine, things};

/// Those of the articles that pass.
pub(super) fn passing(segment: &Segment, test: &Test, docs: Vec<DocId>) -> Result<Vec<DocId>> {
    segment.stop.heed()?;
    match test {
        Test::Value {
            field: ValueField::Url,
            text,
            exact,
        } => by_address(segment, text, *exact, docs),
        Test::Value { field, text, exact } => by_value(segment, *field, text, *exact, docs),
        Test::Named { of, .. } => things::having(segment, of, docs),
        Test::Published { from, until } => published(segment, *from, *until, docs),
        Test::Words(comparison, count) => by_length(segment, *comparison, u64::from(*count), docs),
        Test::AddedAfter(generation) => added_after(segment, *generation, docs),
        _ => Ok(docs),
    }
}

/// The column of a field.
pub(super) fn column(field: ValueField) -> &'static str {
    field.name()
}

fn by_value(
    segment: &Segment,
    field: ValueField,
    text: &str,
    exact: bool,
    mut docs: Vec<DocId>,
) -> Result<Vec<DocId>> {
    let Some(column) = columns::strings(&segment.reader, column(field))? else {
        return Ok(Vec::new());
    };
    let wanted = Wanted::new(field, text, exact);
    let mut fitting = Vec::new();
    columns::values(&column, |value| fitting.push(wanted.fits(value)))?;
    if !fitting.contains(&true) {
        return Ok(Vec::new());
    }
    docs.retain(|&doc| {
        column
            .term_ords(doc)
            .any(|ord| fitting.get(ord as usize) == Some(&true))
    });
    Ok(docs)
}

/// A wanted value, made ready for comparing.
pub(super) struct Wanted {
    field: ValueField,
    folded: String,
    pattern: Option<Vec<char>>,
    /// The words of the pattern, for names.
    word_patterns: Vec<Vec<char>>,
    words: Vec<String>,
    exact: bool,
}

impl Wanted {
    pub fn new(field: ValueField, text: &str, exact: bool) -> Self {
        let text = &meant(field, text.trim());
        let folded = fold(text);
        let wild = !exact && folded.contains(['*', '?']);
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let word_patterns = if wild {
            folded.split_whitespace().map(chars).collect()
        } else {
            Vec::new()
        };
        Self {
            field,
            pattern: wild.then(|| chars(&folded)),
            word_patterns,
            words: words(text),
            folded,
            exact,
        }
    }

    /// Whether a run of a name's words fits the words of the pattern.
    fn has_words_like(&self, value: &str) -> bool {
        let of_words = self.field == ValueField::Section || self.field.is_of_names();
        if !of_words || self.word_patterns.is_empty() {
            return false;
        }
        let fit = |run: &[String]| {
            let mut pairs = run.iter().zip(&self.word_patterns);
            pairs.all(|(word, pattern)| forms::fits(pattern, word))
        };
        words(value).windows(self.word_patterns.len()).any(fit)
    }

    /// Whether a value is meant.
    pub fn fits(&self, value: &str) -> bool {
        let folded = fold(value);
        if let Some(pattern) = &self.pattern {
            return forms::fits(pattern, &folded) || self.has_words_like(value);
        }
        if folded == self.folded {
            return true;
        }
        match self.field {
            _ if self.exact => false,
            // An outlet holds its subdomains.
            ValueField::Site => folded
                .strip_suffix(&self.folded)
                .is_some_and(|before| before.ends_with('.')),
            ValueField::Lang => false,
            ValueField::Url => folded.contains(&self.folded),
            // A name is meant by any run of its words: Scholz, Olaf Scholz.
            ValueField::Section
            | ValueField::Person
            | ValueField::Org
            | ValueField::Place
            | ValueField::Misc => {
                let words = words(value);
                !self.words.is_empty()
                    && words.windows(self.words.len()).any(|run| run == self.words)
            }
        }
    }
}

/// A value in the form in which articles carry it: `lang:German` is `de`, `lang:en-GB` is `en`, `site:https://www.bbc.com/` is `bbc.com`.
fn meant(field: ValueField, text: &str) -> String {
    match field {
        ValueField::Lang => language_code(text).unwrap_or_else(|| text.to_owned()),
        ValueField::Site => {
            let bare = text.split_once("://").map_or(text, |(_, rest)| rest);
            let host = bare.split('/').next().unwrap_or(bare);
            // `NEREL/Wikinews` is the name of an outlet, no address.
            let is_address = bare.len() < text.len() || host.contains('.');
            let host = if is_address { host } else { bare };
            let www = host
                .get(..4)
                .is_some_and(|start| start.eq_ignore_ascii_case("www."));
            let host = if www {
                host.get(4..).unwrap_or(host)
            } else {
                host
            };
            host.to_owned()
        }
        _ => text.to_owned(),
    }
}

fn words(text: &str) -> Vec<String> {
    let mut tokens = Tokens::new(text);
    let mut found = Vec::new();
    while let Some(token) = tokens.next_token() {
        found.push(key_of(token.term).to_owned());
    }
    found
}

/// Addresses have no column: each record is read, after everything else has narrowed the articles.
fn by_address(segment: &Segment, text: &str, exact: bool, docs: Vec<DocId>) -> Result<Vec<DocId>> {
    let wanted = Wanted::new(ValueField::Url, text, exact);
    let store = segment.reader.get_store_reader(4).map_err(engine)?;
    let mut found = Vec::new();
    for doc in docs {
        segment.stop.heed()?;
        let stored: tantivy::TantivyDocument = store.get(doc).map_err(engine)?;
        let record = stored
            .get_first(segment.fields.record)
            .and_then(|value| value.as_str());
        let url = record
            .and_then(|json| serde_json::from_str::<crate::index::Record>(json).ok())
            .and_then(|record| record.url);
        if url.is_some_and(|url| wanted.fits(&url)) {
            found.push(doc);
        }
    }
    Ok(found)
}

fn published(
    segment: &Segment,
    from: Option<i64>,
    until: Option<i64>,
    mut docs: Vec<DocId>,
) -> Result<Vec<DocId>> {
    let column = segment.published()?;
    docs.retain(|&doc| {
        shown_time(column, doc).is_some_and(|at| {
            from.is_none_or(|from| at >= from) && until.is_none_or(|until| at < until)
        })
    });
    Ok(docs)
}

fn added_after(segment: &Segment, generation: u64, mut docs: Vec<DocId>) -> Result<Vec<DocId>> {
    let column = segment
        .reader
        .fast_fields()
        .u64("generation")
        .map_err(engine)?;
    docs.retain(|&doc| column.first(doc).is_some_and(|added| added > generation));
    Ok(docs)
}

fn by_length(
    segment: &Segment,
    comparison: Comparison,
    count: u64,
    mut docs: Vec<DocId>,
) -> Result<Vec<DocId>> {
    let column = segment.words()?;
    let passes = |words: u64| match comparison {
        Comparison::Less => words < count,
        Comparison::AtMost => words <= count,
        Comparison::Equal => words == count,
        Comparison::AtLeast => words >= count,
        Comparison::More => words > count,
    };
    docs.retain(|&doc| passes(column.first(doc).unwrap_or(0)));
    Ok(docs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_meant_by_its_name_and_by_its_address() {
        for (asked, site, expected) in [
            ("NEREL/Wikinews", "NEREL/Wikinews", true),
            ("nerel/wikinews", "NEREL/Wikinews", true),
            ("https://www.bbc.com/news", "bbc.com", true),
            ("bbc.com/news", "bbc.com", true),
            ("cnn.com", "edition.cnn.com", true),
            ("El Pais", "El País", true),
            ("edition.cnn.com", "cnn.com", false),
        ] {
            let wanted = Wanted::new(ValueField::Site, asked, false);
            assert_eq!(wanted.fits(site), expected, "{asked} {site}");
        }
    }
}
