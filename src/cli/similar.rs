//! `newsdex similar`.

use std::io::{self, Read};

use clap::Args;

use super::filters::FilterSaid;
use super::format::{self, FormatSaid};
use super::{Outcome, Settings, Streams, size};
use crate::error::Error;
use crate::search::{Like, Request};

/// `newsdex similar`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex similar 89e3                                articles like this one
  newsdex similar 89e3 --site harbourledger.example   how another outlet told it
  newsdex similar - < draft.txt                       articles like this text

An article is like another if it holds a good part of the words that tell that one from the rest.")]
pub struct SimilarSaid {
    /// An article's id or the beginning of it, or `-` for a text on standard input
    #[arg(value_name = "ID")]
    like: String,
    /// Articles to show; setting `results` [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = size::count::<usize>)]
    limit: Option<usize>,
    /// Passages an article
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = size::count::<usize>)]
    passages: usize,
    #[command(flatten)]
    filters: FilterSaid,
    #[command(flatten)]
    format: FormatSaid,
}

/// Bytes of standard input that are read: far more than any article has.
const LONGEST_TEXT: u64 = 4 << 20;

impl SimilarSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let request = Request {
            limit: self.limit.unwrap_or(settings.results),
            passages: self.passages,
            advice: self.format.advised(settings),
            ..self.filters.request(String::new(), &searcher, streams)
        };
        let text;
        let like = if self.like == "-" {
            text = given()?;
            Like::Text(&text)
        } else {
            Like::Article(&self.like)
        };
        let found = searcher.similar(like, &request)?;
        let mut listing = self.format.listing(0, streams)?;
        format::whole(
            &found,
            &format!("like {}", self.like),
            &request,
            &mut listing,
            streams,
        )?;
        format::summed_up(&found, 0, &listing, streams);
        Ok(Outcome::of(found.total))
    }
}

/// The text on standard input; bytes that are no UTF-8 are replaced.
fn given() -> crate::Result<String> {
    let mut bytes = Vec::new();
    let read = io::stdin()
        .lock()
        .take(LONGEST_TEXT)
        .read_to_end(&mut bytes);
    read.map_err(|source| Error::Io {
        action: "read",
        path: "-".into(),
        source,
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
