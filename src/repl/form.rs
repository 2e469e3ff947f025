//! The forms in which a session gives its answers.

use crate::enrich::Enriched;
use crate::output::listing::{Form, Listing};
use crate::output::records::{self, ArticleRecord};
use crate::output::tables::Table;
use crate::output::{Look, article};
use crate::search::{FacetCounts, Request, Results};

/// The forms by the names they are asked for.
pub(super) const FORMS: [(&str, Form); 8] = [
    ("text", Form::Text),
    ("json", Form::Json),
    ("csv", Form::Table(Table::Csv)),
    ("tsv", Form::Table(Table::Tsv)),
    ("ids", Form::Table(Table::Ids)),
    ("bibtex", Form::Bibtex),
    ("csl-json", Form::Csl),
    ("markdown", Form::Markdown),
];

/// Endings of files by the forms they ask for.
const ENDINGS: [(&str, &str); 7] = [
    ("txt", "text"),
    ("jsonl", "json"),
    ("ndjson", "json"),
    ("bib", "bibtex"),
    ("json", "csl-json"),
    ("md", "markdown"),
    ("markdown", "markdown"),
];

/// The form of a name.
pub(super) fn named(name: &str) -> Option<Form> {
    let known = FORMS.iter().find(|(known, _)| *known == name);
    known.map(|(_, form)| form.clone())
}

/// The name a form is asked for.
pub(super) fn name(form: &Form) -> &'static str {
    let known = FORMS.iter().find(|(_, known)| known == form);
    known.map_or("text", |(name, _)| name)
}

/// The form that the ending of a file's name asks for.
pub(super) fn of_file(file: &str) -> Option<Form> {
    let ending = file.rsplit_once('.')?.1.to_ascii_lowercase();
    let known = ENDINGS.iter().find(|(known, _)| *known == ending);
    named(known.map_or(ending.as_str(), |(_, name)| name))
}

/// A page of hits with what stands before and behind them; a table without its header where that was written before.
pub(super) fn page(
    form: &Form,
    found: &Results,
    request: &Request,
    header: bool,
    look: Look,
) -> String {
    let mut listing = Listing::new(form.clone(), look, request.offset);
    listing.header = header || !matches!(form, Form::Table(_));
    let mut out = listing.head(found, &request.query, request);
    for hit in &found.hits {
        out.push_str(&listing.hit(hit));
    }
    out + listing.foot()
}

/// Counted columns for programs; `None` where they are shown for reading.
pub(super) fn counts(form: &Form, columns: &[FacetCounts]) -> Option<String> {
    let lines = columns.iter().flat_map(records::facet_records);
    (*form == Form::Json).then(|| lines.map(|record| records::line(&record)).collect())
}

/// An article; `marks` are those of the headline and those of the text.
pub(super) fn whole(
    form: &Form,
    found: &Enriched,
    marks: &[Vec<(usize, usize)>; 2],
    look: Look,
) -> String {
    match form {
        Form::Json => records::line(&ArticleRecord::new(found, &marks[1])),
        _ => article::article(found, marks, look),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_ending_chooses_its_form() {
        assert_eq!(of_file("a/hits.CSV"), Some(Form::Table(Table::Csv)));
        assert_eq!(of_file("hits.jsonl"), Some(Form::Json));
        assert_eq!(of_file("hits.txt"), Some(Form::Text));
        assert_eq!(of_file("refs.bib"), Some(Form::Bibtex));
        assert_eq!(of_file("notes.md"), Some(Form::Markdown));
        assert_eq!(of_file("hits.odt"), None);
        assert_eq!(of_file("hits"), None);
    }
}
