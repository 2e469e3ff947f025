//! The options that say in which form an answer is written, and the writing itself.

use std::io;
use std::ops::ControlFlow;

use clap::{Args, ValueEnum};

use super::batch::BatchForm;
use super::{Settings, Streams, minus};
use crate::error::Error;
use crate::output::citation::{self, Citation};
use crate::output::fields::Field;
use crate::output::listing::{Form, Listing, VERSION};
use crate::output::results;
use crate::output::tables::Table;
use crate::output::template::Template;
use crate::search::{Carried, Request, Results, Searcher, Step};

/// In which form an answer is written.
#[derive(Debug, Clone, Default, Args)]
pub struct FormatSaid {
    /// A header line, then one JSON object an article; short for --format jsonl
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Form of the answer
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    format: Formatting,
    /// Only these fields, in this order: of --format jsonl, csv and tsv
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = Field::named)]
    fields: Vec<Field>,
    /// A line of your own for each article, such as '{published} {site}: {title}'
    #[arg(long, value_name = "TEXT", value_parser = template, allow_hyphen_values = true, conflicts_with_all = ["json", "format", "fields"])]
    template: Option<Template>,
    /// No header line in --format jsonl, csv and tsv
    #[arg(long)]
    no_header: bool,
    /// Write JSON as this version of the program's JSON; 1 has no header line
    #[arg(long, value_name = "N", default_value_t = VERSION, value_parser = clap::value_parser!(u8).range(1..=i64::from(VERSION)))]
    format_version: u8,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Formatting {
    /// For reading
    #[default]
    Text,
    /// A header line, then one JSON object an article
    #[value(alias = "json")]
    Jsonl,
    /// Comma-separated, with a header
    Csv,
    /// Tab-separated, with a header
    Tsv,
    /// A TREC run
    Trec,
    /// Identifiers
    Ids,
    /// `BibTeX` entries
    Bibtex,
    /// An array of CSL JSON, for programs that manage references
    CslJson,
    /// A numbered list in Markdown
    Markdown,
}

impl FormatSaid {
    /// Whether the answer is JSON Lines.
    pub(super) fn is_json(&self) -> bool {
        self.form() == Form::Json
    }

    /// Whether somebody reads advice: beside the answer, or in it.
    pub(super) fn advised(&self, settings: &Settings) -> bool {
        self.is_json() || !settings.quiet
    }

    /// What hits must carry: for some forms identifiers and scores are all that is written.
    pub(super) fn carried(&self) -> Carried {
        match self.form() {
            Form::Table(Table::Trec | Table::Ids) => Carried::Id,
            _ => Carried::All,
        }
    }

    /// The form of answers to many queries.
    ///
    /// # Errors
    ///
    /// When it is one for a single answer.
    pub(super) fn of_many(&self) -> Result<BatchForm, Error> {
        match self.form() {
            Form::Json => Ok(BatchForm::Jsonl),
            Form::Table(Table::Csv) => Ok(BatchForm::Csv),
            Form::Table(Table::Tsv) => Ok(BatchForm::Tsv),
            Form::Table(Table::Trec) => Ok(BatchForm::Trec),
            Form::Table(Table::Ids) => Ok(BatchForm::Ids),
            Form::Bibtex => Ok(BatchForm::Bibtex),
            Form::Csl => Ok(BatchForm::CslJson),
            Form::Markdown => Ok(BatchForm::Markdown),
            Form::Text | Form::Template(_) => Err(Error::Misuse {
                message: "an answer to one query is read, or takes a template; this answers many"
                    .to_owned(),
                hint: "--topics goes with --format trec, ids, jsonl, csv, tsv, bibtex, csl-json or markdown"
                    .to_owned(),
            }),
        }
    }

    fn form(&self) -> Form {
        if let Some(template) = &self.template {
            return Form::Template(template.clone());
        }
        match self.format {
            Formatting::Jsonl => Form::Json,
            Formatting::Text if self.json => Form::Json,
            Formatting::Text => Form::Text,
            Formatting::Csv => Form::Table(Table::Csv),
            Formatting::Tsv => Form::Table(Table::Tsv),
            Formatting::Trec => Form::Table(Table::Trec),
            Formatting::Ids => Form::Table(Table::Ids),
            Formatting::Bibtex => Form::Bibtex,
            Formatting::CslJson => Form::Csl,
            Formatting::Markdown => Form::Markdown,
        }
    }

    /// The listing that was meant, behind `offset` hits.
    ///
    /// # Errors
    ///
    /// When fields are asked for in a form that has none to choose.
    pub(super) fn listing(&self, offset: usize, streams: &Streams) -> Result<Listing, Error> {
        let form = self.form();
        let choosable = matches!(form, Form::Json | Form::Table(Table::Csv | Table::Tsv));
        if !self.fields.is_empty() && !choosable {
            let message = "--fields goes with --format jsonl, csv or tsv; for other lines there is --template";
            return Err(Error::Usage(message.to_owned()));
        }
        let mut listing = Listing::new(form, streams.look, offset);
        let twice =
            |(at, field): &(usize, &Field)| self.fields.iter().take(*at).any(|f| f == *field);
        if let Some((_, field)) = self.fields.iter().enumerate().find(twice) {
            return Err(Error::Usage(format!(
                "--fields names {} twice",
                field.name()
            )));
        }
        listing.fields.clone_from(&self.fields);
        listing.header = !self.no_header;
        listing.version = self.format_version;
        Ok(listing)
    }
}

/// Writes an answer hit by hit as it is found, and returns what there is to know beside the hits.
///
/// # Errors
///
/// As [`Searcher::search`], and when the answer cannot be written.
pub(super) fn told(
    searcher: &Searcher,
    request: &Request,
    listing: &mut Listing,
    streams: &mut Streams,
) -> anyhow::Result<Results> {
    let (mut head, mut written) = (None, Ok(()));
    searcher.each(request, &mut |step| {
        let text = match step {
            Step::Head(found) => {
                let text = listing.head(&found, &request.query, request);
                head = Some(found);
                text
            }
            Step::Hit(hit) => listing.hit(&hit),
        };
        written = streams.answer(&text);
        if written.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    written?;
    let found = head.unwrap_or_else(nothing);
    ended(&found, listing, streams)?;
    Ok(found)
}

/// Writes an answer that is there as a whole.
///
/// # Errors
///
/// When it cannot be written.
pub(super) fn whole(
    found: &Results,
    query: &str,
    request: &Request,
    listing: &mut Listing,
    streams: &mut Streams,
) -> io::Result<()> {
    streams.answer(&listing.head(found, query, request))?;
    for hit in &found.hits {
        streams.answer(&listing.hit(hit))?;
    }
    ended(found, listing, streams)
}

fn ended(found: &Results, listing: &Listing, streams: &mut Streams) -> io::Result<()> {
    streams.answer(listing.foot())?;
    streams.answer(&listing.facets(&found.facets))
}

/// Writes the citation of an answer as the last line of one for reading or in JSON; of others, on standard error.
///
/// # Errors
///
/// As [`Searcher::search`], and when it cannot be written.
pub(super) fn cited(
    searcher: &Searcher,
    request: &Request,
    found: &Results,
    listing: &Listing,
    streams: &mut Streams,
) -> anyhow::Result<()> {
    let (ids, generation) = searcher.ids(request)?;
    let citation = Citation::new(
        request,
        &found.read_as,
        &ids,
        (generation, searcher.identity()),
    );
    let line = citation::line(&citation);
    if matches!(listing.form, Form::Text | Form::Json) {
        streams.answer(&line)?;
    } else {
        streams.aside(&line);
    }
    Ok(())
}

/// Says how much was found and how much of it was shown.
pub(super) fn summed_up(found: &Results, offset: usize, listing: &Listing, streams: &mut Streams) {
    if listing.form == Form::Text {
        streams.note(&results::share(found.total, listing.written(), offset));
    }
    found.remarks().iter().for_each(|hint| streams.hint(hint));
}

fn nothing() -> Results {
    Results {
        total: 0,
        hits: Vec::new(),
        facets: Vec::new(),
        generation: 0,
        identity: None,
        read_as: String::new(),
        hints: Vec::new(),
        correction: None,
    }
}

/// A template as it was typed: it may begin with a minus sign, as a list does.
fn template(text: &str) -> Result<Template, String> {
    minus::unguarded(text).and_then(|text| Template::read(&text))
}
