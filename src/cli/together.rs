//! `newsdex together`.

use clap::Args;

use super::entities::KindSaid;
use super::filters::FilterSaid;
use super::stats::ALL;
use super::{Outcome, Settings, Streams, size};
use crate::output::names::{self, CompanionRecord};
use crate::output::{records, results};
use crate::search::Request;

/// `newsdex together`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex together 'Maarja Tamberg'                who and what stands with her
  newsdex together 'Maarja Tamberg' --among ferry  in the articles on a ferry
  newsdex together Riga --kind place --json

Each line: articles with both, of how many that name it, kind, name, and how surely the two belong \
together (log-likelihood ratio against all articles; from 10.8 on, chance does it once in 1,000 times).")]
pub struct TogetherSaid {
    /// A person, organisation, place or other thing, in any spelling; several words are one name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// What NAME is, if several things are called so
    #[arg(long, value_enum)]
    kind: Option<KindSaid>,
    /// Only among the articles that this query finds [default: all articles]
    #[arg(long, value_name = "QUERY", default_value = ALL, hide_default_value = true)]
    among: String,
    /// Names to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = size::count::<usize>)]
    limit: usize,
    #[command(flatten)]
    filters: FilterSaid,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

impl TogetherSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let request = Request {
            limit: self.limit,
            ..self.filters.request(self.among.clone(), &searcher, streams)
        };
        let kind = self.kind.map(KindSaid::kind);
        let found = searcher.together(kind, &self.name.join(" "), &request)?;
        if self.json {
            for companion in &found.companions {
                streams.answer(&records::line(&CompanionRecord::new(companion)))?;
            }
        } else {
            streams.answer(&names::company(&found, streams.look))?;
            let of: Vec<&str> = found.of.iter().map(|(_, name)| name.as_str()).collect();
            let articles = results::plural(found.articles, "article");
            streams.note(&format!("{articles} with {}", of.join(", ")));
        }
        Ok(if found.companions.is_empty() {
            Outcome::Nothing
        } else {
            Outcome::Done
        })
    }
}
