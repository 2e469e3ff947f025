//! `newsdex show`: one article of the index.

use clap::Args;

use super::{Outcome, Settings, Streams};
use crate::output::article;
use crate::output::records::{self, ArticleRecord};

/// `newsdex show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex show 89e3f120a1f9d5f4
  newsdex show 89e3 --highlight 'dockers ferry'
  newsdex show 89e3 --json | jq -r .text")]
pub struct ShowSaid {
    /// Its id, as `search` shows it, or as much of the beginning as no other article has
    #[arg(value_name = "ID", value_parser = id)]
    id: String,
    /// Mark what this query matches
    #[arg(long, value_name = "QUERY")]
    highlight: Option<String>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

impl ShowSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let Some(found) = searcher.article(&self.id)? else {
            streams.note(&format!("no article has the id {}", self.id));
            return Ok(Outcome::Nothing);
        };
        let marks = match &self.highlight {
            Some(query) => searcher.marks(&found.article.id, query)?,
            None => [Vec::new(), Vec::new()],
        };
        if self.json {
            streams.answer(&records::line(&ArticleRecord::new(&found, &marks[1])))?;
        } else {
            let text = article::article(&found, &marks, streams.look);
            streams.page(&text, settings.pager.as_deref())?;
        }
        Ok(Outcome::Done)
    }
}

/// The beginning of an id, or all of it.
fn id(said: &str) -> Result<String, String> {
    let fits = (1..=16).contains(&said.len()) && said.bytes().all(|b| b.is_ascii_hexdigit());
    fits.then(|| said.to_ascii_lowercase())
        .ok_or_else(|| "expected 1 to 16 hexadecimal digits".to_owned())
}
