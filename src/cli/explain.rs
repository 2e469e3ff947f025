//! `newsdex explain`.

use clap::Args;

use super::filters::FilterSaid;
use super::{Outcome, Settings, Streams, minus};
use crate::output::explanation;
use crate::output::filters::Filters;
use crate::output::records::{self, ExplanationRecord};

/// `newsdex explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex explain 'minist* w/5 table'
  newsdex explain 'ferry AND tramm'          what kills it, and what is spelled alike
  newsdex explain dockers ferry --json | jq -r '.parts[] | [.text, .articles] | @tsv'

The articles of a part are those that match it alone, whatever the filters.")]
pub struct ExplainSaid {
    /// The query; several words are one query
    #[arg(required = true, value_name = "QUERY", value_parser = minus::unguarded)]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterSaid,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

impl ExplainSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let query = self.query.join(" ");
        let request = self.filters.request(query, &searcher, streams);
        let found = searcher.explain(&request)?;
        let text = if self.json {
            records::line(&ExplanationRecord {
                explanation: &found,
                filters: Filters::of(&request),
            })
        } else {
            explanation::shown(&found, &request.query, streams.look)
        };
        streams.answer(&text)?;
        Ok(Outcome::Done)
    }
}
