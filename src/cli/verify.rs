//! `newsdex verify`: is the index what was written, and does it know its sources?

use clap::Args;

use super::{Outcome, Settings, Streams};
use crate::index::{self, Health, Index};
use crate::output::{health, records};
use crate::pipeline::{self, Sources};

/// `newsdex verify`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex verify                       the index at hand
  newsdex verify --index copy --json   a backup, for a program

Reads every byte of the index and compares it with its checksums, documents with the catalog, and \
the catalog with the files it was made from. Changes nothing.")]
pub struct VerifySaid {
    /// One JSON object, everything named
    #[arg(long)]
    json: bool,
}

impl VerifySaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let health = index::verify(&settings.index)?;
        let sources = Index::open(&settings.index)
            .and_then(|index| pipeline::compare_sources(&index))
            .ok();
        if self.json {
            let record = health::HealthRecord::new(&health, sources.as_ref());
            streams.answer(&records::line(&record))?;
        } else {
            streams.answer(&health::health(&health, sources.as_ref(), streams.look))?;
            advise(&health, sources.as_ref(), streams);
        }
        Ok(outcome(&health, sources.as_ref()))
    }
}

fn advise(health: &Health, sources: Option<&Sources>, streams: &mut Streams) {
    if !health.is_sound() {
        streams.hint(
            "`newsdex repair` keeps every readable article and reads the others from their files",
        );
    } else if sources.is_some_and(|sources| !sources.changed.is_empty()) {
        streams.hint("`newsdex index` reads what has changed");
    } else if sources.is_some_and(|sources| !sources.unfinished.is_empty()) {
        streams.hint("`newsdex index` goes on where the last run was stopped");
    } else if sources.is_some_and(|sources| !sources.gone.is_empty()) {
        streams.hint("their articles are kept; `newsdex index --prune` forgets them");
    }
}

fn outcome(health: &Health, sources: Option<&Sources>) -> Outcome {
    if !health.is_sound() {
        Outcome::Failed
    } else if sources.is_some_and(|sources| !sources.are_known()) {
        Outcome::Nothing
    } else {
        Outcome::Done
    }
}
