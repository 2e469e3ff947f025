//! `newsdex repair` and `newsdex rebuild`: a new index in the place of the old one.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::index::{interruptible, tick};
use super::limits::LimitsSaid;
use super::progress::Progress;
use super::waiting::when_free;
use super::{Outcome, Settings, Streams, scarce};
use crate::output::{health, records};
use crate::pipeline::{self, Job, Rebuild};
use crate::read::Selection;

/// `newsdex repair`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex repair              after `newsdex verify` named damage
  newsdex repair --json       what was kept, read and lost, for a program

Keeps every article that can be read, reads the others again from the files they came from, and says \
which are lost. If something is lost, or it cannot be told, the old index is kept as INDEX.damaged and the exit code is 2. The new index is made beside the old one and takes its place at the end in one step; \
until then the old one stays as it is.")]
pub struct RepairSaid {
    #[command(flatten)]
    limits: LimitsSaid,
    /// If another process writes the index, wait until it has finished
    #[arg(long)]
    wait: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// `newsdex rebuild`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex rebuild              all files that the index knows
  newsdex rebuild ~/pages      these too, as for an index of another version that names none

Reads all files again. Articles whose file has gone or gives none any more are kept as they are stored. The new index is made \
beside the old one, which answers meanwhile, and takes its place at the end in one step.")]
pub struct RebuildSaid {
    /// Files and folders to read beside those that the index knows
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Do not look for people, organisations, places and other names: about twice as fast
    #[arg(long)]
    no_entities: bool,
    /// Find names with this model of `newsdex train entities`; setting `entity-model`
    /// [default: the one that ships]
    #[arg(long, value_name = "FILE", conflicts_with = "no_entities")]
    entity_model: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitsSaid,
    /// If another process writes the index, wait until it has finished
    #[arg(long)]
    wait: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

impl RepairSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let job = job(settings, Vec::new(), None, &self.limits)?;
        make(
            &job,
            Rebuild::Repair,
            (self.wait, self.json),
            settings,
            streams,
        )
    }
}

impl RebuildSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let model = self.entity_model.as_deref();
        let mut job = job(settings, self.paths.clone(), model, &self.limits)?;
        job.entities = !self.no_entities;
        make(
            &job,
            Rebuild::Anew,
            (self.wait, self.json),
            settings,
            streams,
        )
    }
}

fn job(
    settings: &Settings,
    paths: Vec<PathBuf>,
    model: Option<&Path>,
    limits: &LimitsSaid,
) -> crate::Result<Job> {
    let mut job = Job::new(&settings.index, Selection::new(paths));
    job.threads = settings.threads.unwrap_or(0);
    job.enricher = settings.enricher(model)?;
    let limits = limits.meaning(settings);
    (job.read_limits, job.page_limits) = (limits.source, limits.page);
    Ok(job)
}

fn make(
    job: &Job,
    how: Rebuild,
    (wait, json): (bool, bool),
    settings: &Settings,
    streams: &mut Streams,
) -> anyhow::Result<Outcome> {
    scarce::tell(streams);
    let progress = Arc::new(Progress::new(
        settings.quiet,
        std::io::stderr().is_terminal(),
    ));
    let stop = interruptible(&progress, "stopping; the old index stays as it is");
    let done = when_free(wait, &progress, &stop, || {
        pipeline::rebuild(job, how, &|now| progress.tick(&tick(&now)), &stop)
    });
    progress.finish();
    let Some(done) = done?.filter(|done| !done.interrupted) else {
        streams.note("stopped; the old index stands as it was");
        return Ok(Outcome::Interrupted);
    };
    let text = if json {
        records::line(&done)
    } else {
        health::rebuilt(&done, streams.look)
    };
    if json || !settings.quiet {
        streams.answer(&text)?;
    }
    if done.rules_lost {
        streams.hint("the rules of the index could not be read; give them again with `newsdex index --rules FILE`");
    }
    if let Some(old) = &done.old {
        streams.hint(&format!("the old index is kept as {old}; `newsdex index FOLDER` reads what is missing from its files"));
    }
    Ok(if done.is_whole() {
        Outcome::Done
    } else {
        Outcome::Failed
    })
}
