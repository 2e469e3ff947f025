//! `newsdex search`.

use clap::{Args, ValueEnum};

use super::batch::{self, Answering, InputForm};
use super::days;
use super::filters::FilterSaid;
use super::format::{self, FormatSaid};
use super::topics::TopicsSaid;
use super::{Outcome, Settings, Streams, minus, size};
use crate::output::records::{self, CountRecord};
use crate::search::{Facet, Request, Results, Searcher, Sort};

/// `newsdex search`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex search dockers ferry           either word, both first
  newsdex search '\"amber line\" -strike'  the phrase, without strikes
  newsdex search ferry --site harbourledger.example --from 2026-01 --sort date
  newsdex search flood --facets=person,place -n 0
  newsdex search flood --json | jq -r 'select(.id) | [.published, .title] | @tsv'
  newsdex search flood --all --format csv --fields published,site,title > flood.csv
  newsdex search flood -n 3 --template '{published} {site}: {title}'
  newsdex search flood --recent 30d      an article a month older needs twice the score
  newsdex search --topics topics.txt --format trec > run.txt

`newsdex help query` explains all that a query can say.")]
pub struct SearchSaid {
    /// The query; several words are one query
    #[arg(required_unless_present = "topics", conflicts_with = "topics", value_name = "QUERY", value_parser = minus::unguarded)]
    query: Vec<String>,
    #[command(flatten)]
    topics: TopicsSaid,
    /// Articles to show; setting `results` [default: 10; with --topics 1000]
    #[arg(short = 'n', long, value_name = "N", value_parser = size::count::<usize>)]
    limit: Option<usize>,
    /// Articles to pass over first
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = size::count::<usize>)]
    offset: usize,
    /// Passages an article; setting `passages` [default: 3]
    #[arg(long, value_name = "K", value_parser = size::count::<usize>)]
    passages: Option<usize>,
    #[command(flatten)]
    filters: FilterSaid,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t)]
    sort: SortSaid,
    /// Newer articles first: the score is halved for each 30d, 2w, 6m or 1y of age
    #[arg(long, value_name = "HALF-LIFE", value_parser = days::half_life, conflicts_with = "sort")]
    recent: Option<u32>,
    /// Count who and what the matching articles name; all columns, or those listed after `=`
    #[arg(long, value_name = "COLUMNS", value_enum, num_args = 0.., require_equals = true, value_delimiter = ',')]
    facets: Option<Vec<FacetSaid>>,
    /// Values a column of --facets
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = size::count::<usize>)]
    facet_values: usize,
    /// Only say how many articles match
    #[arg(long, conflicts_with = "topics")]
    count: bool,
    /// All articles, however many; each is written as it is found
    #[arg(long, conflicts_with_all = ["limit", "offset", "count"])]
    all: bool,
    /// End with a line that cites the search: query, generation of the index, digest of all that match
    #[arg(long, conflicts_with = "count")]
    cite: bool,
    #[command(flatten)]
    format: FormatSaid,
}

/// `--sort`.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum SortSaid {
    /// Best first
    #[default]
    Relevance,
    /// Newest first
    Date,
    /// Oldest first
    Oldest,
}

/// A column to count.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FacetSaid {
    Person,
    Org,
    Place,
    Misc,
    Site,
    Section,
    Lang,
    Month,
    Year,
}

impl SearchSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let request = self.request(settings, &searcher, streams);
        if let Some(file) = &self.topics.topics {
            let answering = Answering {
                form: self.format.of_many()?,
                ..self.topics.answering(&searcher)
            };
            let basis = self.topics.basis(self.limit, request);
            return batch::run(&answering, file, InputForm::Topics, &basis, None, streams);
        }
        if self.count {
            let found = searcher.search(&request)?;
            streams.answer(&self.counted(&found))?;
            found.remarks().iter().for_each(|hint| streams.hint(hint));
            return Ok(Outcome::of(found.total));
        }
        let mut listing = self.format.listing(self.offset, streams)?;
        let found = format::told(&searcher, &request, &mut listing, streams)?;
        if self.cite {
            format::cited(&searcher, &request, &found, &listing, streams)?;
        }
        format::summed_up(&found, self.offset, &listing, streams);
        Ok(Outcome::of(found.total))
    }

    /// The request that was meant.
    fn request(&self, settings: &Settings, searcher: &Searcher, streams: &mut Streams) -> Request {
        let limit = match self.limit {
            _ if self.count => 0,
            _ if self.all => usize::MAX,
            limit => limit.unwrap_or(settings.results),
        };
        Request {
            limit,
            advice: self.format.advised(settings),
            offset: self.offset,
            passages: self.passages.unwrap_or(settings.passages),
            sort: self.sort.into(),
            carried: self.format.carried(),
            recent: self.recent,
            facets: self.facets.as_deref().map(columns).unwrap_or_default(),
            facet_values: self.facet_values,
            ..self
                .filters
                .request(self.query.join(" "), searcher, streams)
        }
    }

    fn counted(&self, found: &Results) -> String {
        if self.format.is_json() {
            return records::line(&CountRecord::new(found));
        }
        format!("{}\n", found.total)
    }
}

impl From<SortSaid> for Sort {
    fn from(said: SortSaid) -> Self {
        match said {
            SortSaid::Relevance => Self::Relevance,
            SortSaid::Date => Self::Date,
            SortSaid::Oldest => Self::Oldest,
        }
    }
}

impl FacetSaid {
    /// The column that is meant.
    pub(super) fn facet(self) -> Facet {
        match self {
            Self::Person => Facet::Person,
            Self::Org => Facet::Org,
            Self::Place => Facet::Place,
            Self::Misc => Facet::Misc,
            Self::Site => Facet::Site,
            Self::Section => Facet::Section,
            Self::Lang => Facet::Lang,
            Self::Month => Facet::Month,
            Self::Year => Facet::Year,
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
    said.iter().map(|&facet| facet.facet()).collect()
}
