//! `newsdex count`.

use std::path::PathBuf;

use clap::Args;

use super::batch::{self, Answering, BatchForm, InputForm};
use super::export::asked;
use super::filters::FilterSaid;
use super::{Outcome, Settings, Streams, minus, size};
use crate::output::records::{self, CountRecord};
use crate::search::Request;

/// `newsdex count`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex count flood --from 2026-01
  newsdex count                            articles in the index
  newsdex count --batch queries.txt > counts.tsv
  newsdex count flood --json               number, generation and identity of the index

The queries of --batch are read as by `newsdex batch`.")]
pub struct CountSaid {
    /// The query; several words are one query, none is every article
    #[arg(value_name = "QUERY", value_parser = minus::unguarded)]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterSaid,
    /// Count each query of this file; `-` is standard input
    #[arg(long, value_name = "QUERIES", conflicts_with = "query")]
    batch: Option<PathBuf>,
    /// How the lines of --batch are read
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        default_value_t,
        requires = "batch"
    )]
    input: InputForm,
    /// Queries that are counted at a time [default: one a processor]
    #[arg(long, value_name = "N", requires = "batch", value_parser = size::threads)]
    jobs: Option<usize>,
    /// One JSON object, or with --batch one a line
    #[arg(long)]
    json: bool,
}

impl CountSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        if let Some(file) = &self.batch {
            let answering = Answering {
                form: if self.json {
                    BatchForm::Jsonl
                } else {
                    BatchForm::Tsv
                },
                count: true,
                ..Answering::new(&searcher)
            };
            let basis = Request {
                advice: self.json || !settings.quiet,
                ..self.filters.request(String::new(), &searcher, streams)
            };
            return batch::run(&answering, file, self.input, &basis, self.jobs, streams);
        }
        let request = Request {
            limit: 0,
            advice: self.json || !settings.quiet,
            ..self.filters.request(asked(&self.query), &searcher, streams)
        };
        let found = searcher.search(&request)?;
        let text = if self.json {
            records::line(&CountRecord::new(&found))
        } else {
            format!("{}\n", found.total)
        };
        streams.answer(&text)?;
        found.remarks().iter().for_each(|hint| streams.hint(hint));
        Ok(Outcome::of(found.total))
    }
}
