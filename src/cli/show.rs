//! `newsdex show`: one article of the index.

use clap::Args;

use super::{Outcome, Settings, Streams};
use crate::index::Index;
use crate::output::article;
use crate::output::records::{self, ArticleRecord};
use crate::search::Searcher;

/// `newsdex show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex show 3f2a9c0d11e4b7a6
  newsdex show 3f2a --highlight 'tram council'
  newsdex show 3f2a --json | jq -r .text")]
pub struct ShowSaid {
    /// Its id, as `search` shows it, or as much of the beginning as no other article has
    #[arg(value_name = "ID")]
    id: String,
    /// Mark what this query matches
    #[arg(long, value_name = "QUERY")]
    highlight: Option<String>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}
