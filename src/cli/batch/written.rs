//! The answers to many queries in their form, one after the other.

use std::collections::HashSet;

use super::{Answering, BatchForm};
use crate::output::batch::{self, Answer};
use crate::output::listing::{Form, Listing};
use crate::output::tables::Docno;
use crate::output::{Look, safe};

/// Writes answers in order.
#[derive(Debug)]
pub(super) struct Writer {
    form: BatchForm,
    count: bool,
    docno: Docno,
    /// The entries of a bibliography, in which an article stands once, whatever finds it.
    entries: Listing,
    told: HashSet<String>,
}

impl Writer {
    pub(super) fn new(answering: &Answering<'_>) -> Self {
        let form = match answering.form {
            BatchForm::Bibtex => Form::Bibtex,
            _ => Form::Csl,
        };
        Self {
            form: answering.form,
            count: answering.count,
            docno: answering.docno.into(),
            entries: Listing::new(form, Look::default(), 0),
            told: HashSet::new(),
        }
    }

    /// What stands before the first answer.
    pub(super) fn head(&self) -> String {
        match self.form {
            BatchForm::Tsv => batch::head(self.count, "\t"),
            BatchForm::Csv => batch::head(self.count, ","),
            BatchForm::CslJson => "[\n".to_owned(),
            _ => String::new(),
        }
    }

    /// The next answer.
    pub(super) fn answer(&mut self, answer: &Answer) -> String {
        match self.form {
            BatchForm::Jsonl if self.count => batch::count_line(answer),
            BatchForm::Jsonl => batch::line(answer),
            BatchForm::Trec => batch::run(answer, self.docno),
            BatchForm::Tsv => batch::rows(answer, self.count, "\t"),
            BatchForm::Csv => batch::rows(answer, self.count, ","),
            BatchForm::Ids => batch::ids(answer),
            BatchForm::Markdown => section(answer),
            BatchForm::Bibtex | BatchForm::CslJson => {
                let (told, entries) = (&mut self.told, &mut self.entries);
                let new = answer.hits.iter().filter(|hit| told.insert(hit.id.clone()));
                new.map(|hit| entries.hit(hit)).collect()
            }
        }
    }

    /// What stands behind the last answer.
    pub(super) fn foot(&self) -> &'static str {
        match self.form {
            BatchForm::CslJson => self.entries.foot(),
            _ => "",
        }
    }

    /// Whether the form has no place for what is told of a query.
    pub(super) fn hides_hints(&self) -> bool {
        self.form != BatchForm::Jsonl
    }

    /// Whether the form has no place for the trouble of a query, so that it must be told beside the answers.
    pub(super) fn hides_trouble(&self) -> bool {
        !matches!(
            self.form,
            BatchForm::Jsonl | BatchForm::Tsv | BatchForm::Csv | BatchForm::Markdown
        )
    }
}

/// An answer below a heading.
fn section(answer: &Answer) -> String {
    let mut list = Listing::new(Form::Markdown, Look::default(), answer.offset);
    let query = safe::line(&answer.query).replace('`', "'");
    let mut out = format!("## {}: `{query}`\n\n", safe::line(&answer.id));
    out.extend(answer.hits.iter().map(|hit| list.hit(hit)));
    if let Some(trouble) = &answer.trouble {
        out.extend(["not answered: ", &safe::line(&trouble.message), "\n\n"]);
    } else if answer.hits.is_empty() {
        out.push_str("no articles\n\n");
    }
    out
}
