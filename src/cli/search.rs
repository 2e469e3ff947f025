//! `newsdex search`.

use clap::{Args, ValueEnum};

use super::filters::FilterSaid;
use super::{Outcome, Settings, Streams, minus};
use crate::output::records::{self, CountRecord, HitRecord};
use crate::output::results;
use crate::output::tables::Table;
use crate::search::{Facet, Request, Results, Sort};

/// `newsdex search`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex search tram council            either word, both first
  newsdex search '\"tram line\" -strike'   the phrase, without strikes
  newsdex search flood --site daily.example --from 2026-01 --sort date
  newsdex search flood --facets=person,place -n 0
  newsdex search flood --json | jq -r '[.published, .title] | @tsv'

`newsdex help query` explains all that a query can say. Exit code: 0 found, 1 nothing found, 2 error.")]
pub struct SearchSaid {
    /// The query; several words are one query
    #[arg(required = true, value_name = "QUERY", value_parser = minus::unguarded)]
    query: Vec<String>,
    /// Articles to show
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
    /// Articles to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Passages an article
    #[arg(long, value_name = "K")]
    passages: Option<usize>,
    #[command(flatten)]
    filters: FilterSaid,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t)]
    sort: SortSaid,
    /// Count who and what the matching articles name; all columns, or those listed after `=`
    #[arg(long, value_name = "COLUMNS", value_enum, num_args = 0.., require_equals = true, value_delimiter = ',')]
    facets: Option<Vec<FacetSaid>>,
    /// Values a column of --facets
    #[arg(long, value_name = "N", default_value_t = 10)]
    facet_values: usize,
    /// Only say how many articles match
    #[arg(long)]
    count: bool,
    /// One JSON object a line; short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Form of the answer
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    format: FormatSaid,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum SortSaid {
    /// Best first
    #[default]
    Relevance,
    /// Newest first
    Date,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FacetSaid {
    Person,
    Org,
    Place,
    Site,
    Section,
    Lang,
    Month,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FormatSaid {
    /// For reading
    #[default]
    Text,
    /// One JSON object an article
    Json,
    /// Comma-separated, with a header
    Csv,
    /// Tab-separated, with a header
    Tsv,
    /// A TREC run
    Trec,
    /// Identifiers
    Ids,
}

impl SearchSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let request = self.request(settings);
        let found = searcher.search(&request)?;
        self.answer(&found, streams)?;
        if found.total == 0 {
            found.hints.iter().for_each(|hint| streams.hint(hint));
            return Ok(Outcome::Nothing);
        }
        Ok(Outcome::Done)
    }

    /// The request that was meant.
    fn request(&self, settings: &Settings) -> Request {
        Request {
            limit: if self.count {
                0
            } else {
                self.limit.unwrap_or(settings.results)
            },
            offset: self.offset,
            passages: self.passages.unwrap_or(settings.passages),
            sort: match self.sort {
                SortSaid::Relevance => Sort::Relevance,
                SortSaid::Date => Sort::Date,
            },
            facets: self.facets.as_deref().map(columns).unwrap_or_default(),
            facet_values: self.facet_values,
            ..self.filters.request(self.query.join(" "))
        }
    }

    fn answer(&self, found: &Results, streams: &mut Streams) -> anyhow::Result<()> {
        let format = if self.json {
            FormatSaid::Json
        } else {
            self.format
        };
        if self.count {
            return count(found, format, streams);
        }
        match format.table() {
            Some(table) => tabulate(found, self.offset, table, streams),
            None if format == FormatSaid::Json => record(found, self.offset, streams),
            None => {
                streams.answer(&results::page(found, self.offset, streams.look))?;
                streams.note(&results::summary(found, self.offset));
                Ok(())
            }
        }
    }
}

impl FormatSaid {
    fn table(self) -> Option<Table> {
        match self {
            Self::Text | Self::Json => None,
            Self::Csv => Some(Table::Csv),
            Self::Tsv => Some(Table::Tsv),
            Self::Trec => Some(Table::Trec),
            Self::Ids => Some(Table::Ids),
        }
    }
}

/// The columns that were named; all of them if none was.
fn columns(said: &[FacetSaid]) -> Vec<Facet> {
    let said = if said.is_empty() {
        FacetSaid::value_variants()
    } else {
        said
    };
    said.iter()
        .map(|facet| match facet {
            FacetSaid::Person => Facet::Person,
            FacetSaid::Org => Facet::Org,
            FacetSaid::Place => Facet::Place,
            FacetSaid::Site => Facet::Site,
            FacetSaid::Section => Facet::Section,
            FacetSaid::Lang => Facet::Lang,
            FacetSaid::Month => Facet::Month,
        })
        .collect()
}

fn count(found: &Results, format: FormatSaid, streams: &mut Streams) -> anyhow::Result<()> {
    let text = match format {
        FormatSaid::Json => records::line(&CountRecord {
            count: found.total,
            generation: found.generation,
        }),
        _ => format!("{}\n", found.total),
    };
    Ok(streams.answer(&text)?)
}

fn record(found: &Results, offset: usize, streams: &mut Streams) -> anyhow::Result<()> {
    for (at, hit) in found.hits.iter().enumerate() {
        streams.answer(&records::line(&HitRecord::new(hit, offset + at + 1)))?;
    }
    for value in found.facets.iter().flat_map(records::facet_records) {
        streams.answer(&records::line(&value))?;
    }
    Ok(())
}

fn tabulate(
    found: &Results,
    offset: usize,
    table: Table,
    streams: &mut Streams,
) -> anyhow::Result<()> {
    if let Some(head) = table.head() {
        streams.answer(&head)?;
    }
    for (at, hit) in found.hits.iter().enumerate() {
        streams.answer(&table.row(hit, offset + at + 1))?;
    }
    Ok(())
}
