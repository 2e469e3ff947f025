//! `newsdex sites`: the outlets of an index.

use clap::Args;

use super::{Outcome, Settings, Streams};
use crate::output::records;
use crate::output::{Sheet, results};
use crate::search::{Facet, Request};

/// `newsdex sites`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex sites
  newsdex sites --json | jq -r .value")]
pub struct SitesSaid {
    /// Outlets to list at most, those with the most articles first
    #[arg(short = 'n', long, value_name = "N", default_value_t = 1000)]
    limit: usize,
    /// One JSON object a line: facet, value, count
    #[arg(long)]
    json: bool,
}

impl SitesSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let request = Request {
            query: super::stats::ALL.to_owned(),
            limit: 0,
            facets: vec![Facet::Site],
            facet_values: self.limit,
            ..Request::default()
        };
        let found = settings.searcher()?.search(&request)?;
        for counts in &found.facets {
            if self.json {
                let lines: String = records::facet_records(counts)
                    .map(|r| records::line(&r))
                    .collect();
                streams.answer(&lines)?;
            } else {
                let mut sheet = Sheet::new(streams.look);
                results::facet(&mut sheet, counts);
                streams.answer(&sheet.into_text())?;
            }
        }
        Ok(if found.total == 0 {
            Outcome::Nothing
        } else {
            Outcome::Done
        })
    }
}
