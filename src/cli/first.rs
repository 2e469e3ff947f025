//! `newsdex first`.

use clap::Args;

use super::filters::FilterSaid;
use super::{Outcome, Settings, Streams, minus, size};
use crate::output::{first, records, results};
use crate::search::Request;

/// `newsdex first`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex first '\"amber line\" w/s dockers'
  newsdex first flood --from 2026 -n 5
  newsdex first flood --json | jq -r '[.published, .origin, .site] | @tsv'

Of several words side by side, articles with all of them are looked at if there are any, and that is said; `a OR b` asks \
for any. A date that the page's data do not state is followed by what does. `origin` in the JSON tells where each \
date was found, from the most to the least trustworthy: record (of a feed, archive or JSON line), structured \
(the page's data), meta, visible (its text), url, folder.")]
pub struct FirstSaid {
    /// The query; several words are one query
    #[arg(required = true, value_name = "QUERY", value_parser = minus::unguarded)]
    query: Vec<String>,
    /// Outlets to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = size::count::<usize>)]
    limit: usize,
    #[command(flatten)]
    filters: FilterSaid,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

impl FirstSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let request = Request {
            limit: self.limit,
            ..self
                .filters
                .request(self.query.join(" "), &searcher, streams)
        };
        let found = searcher.first(&request)?;
        if self.json {
            for each in &found.outlets {
                streams.answer(&records::line(&first::FirstRecord::new(each)))?;
            }
        } else {
            streams.answer(&first::list(&found.outlets, streams.look))?;
        }
        if found.total == 0 {
            streams.note("nothing found");
        } else if !self.json {
            let shown = results::share(found.total, found.outlets.len(), 0);
            streams.note(&shown.replace("article", "outlet"));
        }
        if let Some(counted) = first::counted(found.counted) {
            streams.note(&counted);
        }
        Ok(Outcome::of(found.total))
    }
}
