//! `newsdex export`.

use std::ops::ControlFlow;

use clap::Args;

use super::filters::FilterSaid;
use super::{Outcome, Settings, Streams, minus};
use crate::output::records::{self, ArticleRecord};

/// `newsdex export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex export > all.jsonl
  newsdex export ferry --site harbourledger.example --from 2026-01 | gzip > flood.jsonl.gz
  newsdex export --since 12 >> mirror.jsonl
  newsdex export | newsdex index - --index copy

Each line is an article as `newsdex show --json` writes it: text, title, authors, dates, outlet and \
entities. A line says `\"cleaned_by\": \"newsdex\"`, and is indexed again as it is, with its ids. The order is the index's. Memory does not grow with the number of articles.")]
pub struct ExportSaid {
    /// Only what this query matches; several words are one query
    #[arg(value_name = "QUERY", value_parser = minus::unguarded)]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterSaid,
}

impl ExportSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let query = asked(&self.query);
        let request = self.filters.request(query, &searcher, streams);
        let (mut total, mut written) = (0, Ok(()));
        searcher.articles(&request, &mut |article| {
            total += 1;
            written = streams.answer(&records::line(&ArticleRecord::new(&article, &[])));
            if written.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        written?;
        if total == 0 {
            streams.note("nothing found");
        }
        Ok(Outcome::of(total))
    }
}

/// The words of a query as one; without any, every article.
pub(super) fn asked(words: &[String]) -> String {
    if words.is_empty() {
        return super::stats::ALL.to_owned();
    }
    words.join(" ")
}
