//! `newsdex facets`.

use clap::Args;

use super::filters::FilterSaid;
use super::search::FacetSaid;
use super::stats::ALL;
use super::{Outcome, Settings, Streams, size};
use crate::output::records;
use crate::output::results;
use crate::search::{Facet, Request};

/// `newsdex facets`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex facets                                  who, what, where and when in the whole archive
  newsdex facets ferry --by person,place          of the articles on a ferry
  newsdex facets ferry --person 'Maarja Tamberg'  the same, of those that name her
  newsdex facets ferry --json | jq -r 'select(.facet == \"org\") | .value'

A count is the number of articles: exactly those that the same words find with --person, --org, --place, --misc, \
--site or --lang, or with date: for a month or year.")]
pub struct FacetsSaid {
    /// The query; several words are one query; none for all articles
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Columns to count [default: all but section]
    #[arg(long, value_name = "COLUMNS", value_enum, value_delimiter = ',')]
    by: Vec<FacetSaid>,
    /// Values a column
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10, value_parser = size::count::<usize>)]
    values: usize,
    #[command(flatten)]
    filters: FilterSaid,
    /// One JSON object a line: facet, value, count
    #[arg(long)]
    json: bool,
}

/// The columns that are counted if none is named.
const COLUMNS: [Facet; 8] = [
    Facet::Person,
    Facet::Org,
    Facet::Place,
    Facet::Misc,
    Facet::Site,
    Facet::Lang,
    Facet::Year,
    Facet::Month,
];

impl FacetsSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let query = if self.query.is_empty() {
            ALL.to_owned()
        } else {
            self.query.join(" ")
        };
        let searcher = settings.searcher()?;
        let request = Request {
            limit: 0,
            facets: if self.by.is_empty() {
                COLUMNS.to_vec()
            } else {
                self.by.iter().map(|&said| said.facet()).collect()
            },
            facet_values: self.values,
            ..self.filters.request(query, &searcher, streams)
        };
        let found = searcher.search(&request)?;
        if self.json {
            for value in found.facets.iter().flat_map(records::facet_records) {
                streams.answer(&records::line(&value))?;
            }
        } else {
            streams.answer(&results::page(&found, 0, streams.look))?;
            streams.note(&results::summary(&found, 0));
        }
        Ok(if found.total == 0 {
            Outcome::Nothing
        } else {
            Outcome::Done
        })
    }
}
