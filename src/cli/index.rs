//! `newsdex index`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;

use super::input::InputSaid;
use super::progress::{Progress, Tick};
use super::{Outcome, Settings, Streams, size};
use crate::output::run;
use crate::pipeline::{self, Job, Report};

/// `newsdex index`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex index                              ./corpus into ./index
  newsdex index ~/pages --index ~/news       another folder, another index
  newsdex index ~/pages --dry-run            say what would happen
  newsdex index ~/pages --prune              also forget pages whose files have gone
  zcat crawl.jsonl.gz | newsdex index - --map body=content,title=headline

Reads .txt, .html, .json, .jsonl, .warc, RSS and Atom feeds, each also as .gz and .zst. Files that have not
changed are skipped. Ctrl-C finishes the batch, keeps it and stops; again, it leaves at once with the last
kept state.")]
pub struct IndexSaid {
    /// Files and folders [default: ./corpus]; `-` is JSON Lines on standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    input: InputSaid,
    /// Forget articles whose files have gone from the folders named
    #[arg(long)]
    prune: bool,
    /// Say what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Exit with code 2 if a page could not be read
    #[arg(long)]
    strict: bool,
    /// Threads [default: one a processor]
    #[arg(long, value_name = "N", env = "NEWSDEX_THREADS", hide_env = true)]
    threads: Option<usize>,
    /// Memory for the index under construction, such as 300M
    #[arg(long, value_name = "SIZE", env = "NEWSDEX_MEMORY", hide_env = true, value_parser = size::bytes)]
    memory: Option<u64>,
    /// The summary as one JSON object, all failed pages named
    #[arg(long)]
    json: bool,
}

/// Failed pages that are named on standard error if nobody asks for more.
const NAMED: usize = 20;

impl IndexSaid {
    pub(super) fn run(&self, settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let job = self.job(settings)?;
        let progress = Progress::new(settings.quiet, std::io::stderr().is_terminal());
        let stop = interruptible()?;
        let report = pipeline::run(&job, &|now| progress.tick(&tick(&now)), &stop);
        progress.finish();
        let report = report?;
        self.tell(&report, settings, streams)?;
        Ok(self.outcome(&report))
    }
}
