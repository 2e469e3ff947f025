//! `newsdex stats`: what is in an index.

use clap::Args;

use super::{Outcome, Settings, Streams};
use crate::index::Index;
use crate::output::records;
use crate::output::stats::{NamesIn, Stats};
use crate::search::{Facet, FacetCounts, Request, Searcher};

/// `newsdex stats`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex stats
  newsdex stats --json | jq .bytes")]
pub struct StatsSaid {
    /// One JSON object
    #[arg(long)]
    json: bool,
}

impl StatsSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let stats = gathered(&Index::open(&settings.index)?, settings)?;
        let text = if self.json {
            records::line(&stats)
        } else {
            stats.shown(streams.look)
        };
        streams.answer(&text)?;
        Ok(Outcome::Done)
    }
}

/// The query that every article matches.
pub(super) const ALL: &str = "*";

/// Months of publication that are asked for: more than any archive has.
const MONTHS: usize = 12 * 500;

fn gathered(index: &Index, settings: &Settings) -> crate::Result<Stats> {
    let facets = vec![Facet::Site, Facet::Lang, Facet::Month];
    let request = Request {
        query: ALL.to_owned(),
        limit: 0,
        facets,
        facet_values: MONTHS,
        ..Request::default()
    };
    let found = Searcher::open(index)?.search(&request)?;
    let column = |facet| found.facets.iter().find(|counts| counts.facet == facet);
    let months = column(Facet::Month).map(|c| c.values.iter().map(|v| &v.0));
    let dated = column(Facet::Month).map_or(0, |c| c.values.iter().map(|v| v.1).sum());
    let languages = column(Facet::Lang).map_or_else(Vec::new, |c: &FacetCounts| c.values.clone());
    // A model that is not there any more was there when the index was made.
    let enricher = settings.enricher(None).unwrap_or_default();
    let generation = index.generation()?;
    let bytes = index.sizes()?;
    // Where names were found, what they mean is kept; after a run that was stopped it may be missing.
    let named = bytes.names > 0 || has_names(&Searcher::open(index)?)?;
    let names = if named { languages.as_slice() } else { &[] };
    Ok(Stats {
        articles: found.total,
        sources: index.catalog()?.sources() as u64,
        sites: column(Facet::Site).map_or(0, |c| c.distinct),
        names: NamesIn::new(names, |language| enricher.support(language)),
        languages,
        first_month: months.clone().and_then(Iterator::min).cloned(),
        last_month: months.and_then(Iterator::max).cloned(),
        undated: found.total.saturating_sub(dated),
        bytes,
        generation: generation.number,
        identity: generation.identity,
    })
}

/// Whether any article names anything.
fn has_names(searcher: &Searcher) -> crate::Result<bool> {
    let request = Request {
        query: ALL.to_owned(),
        limit: 0,
        facets: vec![Facet::Person, Facet::Org, Facet::Place, Facet::Misc],
        facet_values: 1,
        ..Request::default()
    };
    let found = searcher.search(&request)?;
    Ok(found.facets.iter().any(|counts| counts.distinct > 0))
}
