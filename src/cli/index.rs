//! `newsdex index`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::input::InputSaid;
use super::progress::{AGAIN, Progress, Tick};
use super::rules::RulesSaid;
use super::waiting::when_free;
use super::{Outcome, Settings, Streams, scarce, size};
use crate::output::run::{self, RunRecord};
use crate::output::{problem, records};
use crate::pipeline::{self, Job, Prune, Report};

/// `newsdex index`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex index                              ./corpus into ./index
  newsdex index ~/pages --index ~/news       another folder, another index
  newsdex index ~/pages --dry-run            say what would happen
  newsdex index ~/pages --prune              also forget pages whose files have gone
  newsdex index ~/pages --exclude '*.amp.html' --exclude sport/live    leave files and folders
  newsdex index ~/pages --rules mine.toml    keep and cut what you say, now and in later runs
  zcat crawl.jsonl.gz | newsdex index - --map body=content,title=headline

Reads .txt, .html, .json, .jsonl, .warc, RSS and Atom feeds, each also as .gz and .zst. Files that \
have not changed are skipped. A file that was damaged, cut or emptied, or some of whose records cannot be read or lack a body, keeps its articles; --prune=all forgets what it no longer gives. Ctrl-C stops, keeps what is done and says so; the next run goes on \
from there. A second Ctrl-C leaves at once, with what was kept last.

`--rules` holds for later runs too, until other rules or `--no-rules` are given.

An article is known by its address. Without one it is known by its file, named from the folder in \
which the index lies (a file elsewhere by its absolute path), and in a file of many by the record's \
own id (id, _id, guid, uuid, or --map id=FIELD), else by its place; a file that is packed or unpacked where it lies (page.html, page.html.gz) keeps its articles with --prune; on standard input by the \
record's own id, else by its title and text. Of several pages of one address the newest is kept: by the day of change or publication that it states, else by the minute \
of its file; then the first by path, and in one file the last. But pages of one address that have neither their title nor a good part of their text in common are several articles: the one with \
the oldest page keeps the address, the others are known by where they came from. So a live blog that has got another title and hardly a sentence of what it said is a new article. Pages without an address are one article if all is the same that they say: outlet, \
headline, text, writers, dates, and the record's own id, or if they are of one outlet and the same to the byte. Files go before standard input: a newer copy that comes there \
replaces only what came there before.")]
pub struct IndexSaid {
    /// Files and folders [default: ./corpus]; `-` is JSON Lines on standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    input: InputSaid,
    #[command(flatten)]
    rules: RulesSaid,
    /// Forget articles whose files have gone from the folders named, or are left out by globs or an ignore file, or as hidden or linked; if a whole folder
    /// of several has gone or is empty, or nothing of a folder named would stay, only with =all
    #[arg(
        long,
        value_enum,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "gone"
    )]
    prune: Option<PruneSaid>,
    /// Say what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Do not look for people, organisations, places and other names: about twice as fast
    #[arg(long)]
    no_entities: bool,
    /// Find names with this model of `newsdex train entities`; setting `entity-model`
    /// [default: the one that ships]
    #[arg(long, value_name = "FILE", conflicts_with = "no_entities")]
    entity_model: Option<PathBuf>,
    /// Exit with code 2 if a page could not be read, in this run or before and not changed since
    #[arg(long)]
    strict: bool,
    /// Threads; setting `threads` [default: one a processor]
    #[arg(long, value_name = "N", value_parser = size::threads)]
    threads: Option<usize>,
    /// Memory for the index under construction, such as 300M; setting `memory` [default: 200 MB]
    #[arg(long, value_name = "SIZE", value_parser = size::memory)]
    memory: Option<u64>,
    /// Keep what is done about this often [default: 60]; a crash costs what came since, and the up to
    /// 6,000 pages under way
    #[arg(long, value_name = "SECONDS", value_parser = size::seconds)]
    commit_every: Option<Duration>,
    /// If another process writes the index, wait until it has finished
    #[arg(long)]
    wait: bool,
    /// The summary as one JSON object, all failed pages named
    #[arg(long)]
    json: bool,
}

/// What `--prune` may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PruneSaid {
    /// Files that have gone or are left out, from a folder in which others are left
    Gone,
    /// Also when all files of a folder have gone or are left out, or a file that is there is empty, damaged or read in part
    All,
}

impl PruneSaid {
    fn meaning(self) -> Prune {
        match self {
            Self::Gone => Prune::Gone,
            Self::All => Prune::All,
        }
    }
}

/// Failed pages that are named on standard error if nobody asks for more.
const NAMED: usize = 20;

impl IndexSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let job = self.job(settings)?;
        scarce::tell(streams);
        let progress = Arc::new(Progress::new(
            settings.quiet,
            std::io::stderr().is_terminal(),
        ));
        let stop = interruptible(&progress, self.stopping());
        let report = when_free(self.wait, &progress, &stop, || {
            pipeline::run(&job, &|now| progress.tick(&tick(&now)), &stop)
        });
        progress.finish();
        let Some(report) = report? else {
            streams.note("stopped while waiting; nothing was written");
            return Ok(Outcome::Interrupted);
        };
        self.tell(&report, settings, streams)?;
        Ok(self.outcome(&report))
    }

    /// What is said when Ctrl-C is pressed.
    fn stopping(&self) -> &'static str {
        if self.dry_run {
            "stopping; Ctrl-C again leaves at once"
        } else {
            "stopping, and keeping what is done; Ctrl-C again leaves at once"
        }
    }

    /// The job that was meant.
    fn job(&self, settings: &Settings) -> crate::Result<Job> {
        let mut paths = self.paths.clone();
        if paths.is_empty() && !self.input.names_a_list() {
            paths.push(PathBuf::from("corpus"));
        }
        let input = self.input.meaning(&paths, settings)?;
        let memory = self.memory.or(settings.memory);
        let mut job = Job::new(&settings.index, input.selection);
        job.stdin = input.stdin;
        job.mapping = input.mapping;
        (job.read_limits, job.page_limits) = (input.limits.source, input.limits.page);
        job.rules = self.rules.choice()?;
        job.prune = self.prune.map_or(Prune::Nothing, PruneSaid::meaning);
        job.dry_run = self.dry_run;
        job.entities = !self.no_entities;
        job.enricher = settings.enricher(self.entity_model.as_deref())?;
        job.commit_every = self.commit_every.unwrap_or(job.commit_every);
        job.threads = self.threads.or(settings.threads).unwrap_or(0);
        job.memory = memory.map_or(job.memory, |bytes| {
            usize::try_from(bytes).unwrap_or(usize::MAX)
        });
        Ok(job)
    }

    fn tell(
        &self,
        report: &Report,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<()> {
        if self.json {
            streams.answer(&records::line(&RunRecord::new(report)))?;
            return Ok(());
        }
        let named = if settings.verbosity > 0 {
            usize::MAX
        } else {
            NAMED
        };
        name_failures(report, named, streams);
        name_parts(report, named, streams);
        if self.strict || settings.verbosity > 0 {
            name_former_failures(report, named, streams);
        }
        if !settings.quiet {
            streams.answer(&format!("{}\n", run::summary(report)))?;
        }
        if report.recovered {
            streams.note("the run before this one was cut off; the index was checked and is sound");
        }
        if report.relisted {
            streams.note("the index lacked .managed.json, the list of its files; it was written anew, and nothing is lost");
        }
        if let Some(said) = run::moved(report.moved) {
            streams.note(&said);
        }
        if report.interrupted {
            streams.note(run::interrupted(report));
        }
        if has_done_nothing(report) && report.failed == 0 && !report.interrupted {
            streams.hint("nothing was read; name a folder of saved pages: `newsdex index FOLDER`");
        }
        if let Some(said) = run::rules(report) {
            streams.note(&said);
        }
        if report.kept_old_rules > 0 {
            streams.hint(&run::kept_old_rules(report.kept_old_rules));
        }
        for hint in run::too_long(report) {
            streams.hint(hint);
        }
        let index = &settings.index;
        if let Some(said) = run::known_by_absolute_path(report.known_by_absolute_path, index) {
            streams.hint(&said);
        }
        if let Some(said) = run::shared_addresses(&report.shared_addresses) {
            streams.note(&said);
        }
        if let Some(said) = run::bodyless(&report.bodyless) {
            streams.hint(&said);
        }
        let gaps = report.kept.saturating_sub(report.kept_unreadable);
        if gaps > 0 {
            streams.hint(&run::kept(gaps));
        }
        if let Some(said) = run::kept_unreadable(report.kept_unreadable) {
            streams.hint(&said);
        }
        if let Some(said) = run::vacant(&report.vacant) {
            streams.hint(&said);
        } else if report.missing > 0 {
            streams.hint(&run::missing(report.missing));
        }
        if let Some(said) = run::unmatched(&report.unmatched_globs) {
            streams.hint(&said);
        }
        if report.left_out > 0 {
            streams.hint(&run::left_out(report.left_out));
        }
        Ok(())
    }

    /// A run that was told to read something and could read nothing at all has failed, strict or not.
    fn outcome(&self, report: &Report) -> Outcome {
        let nothing = has_done_nothing(report);
        if report.interrupted {
            Outcome::Interrupted
        } else if self.strict && report.failing() > 0 || nothing && report.failed > 0 {
            Outcome::Failed
        } else {
            Outcome::Done
        }
    }
}

/// Nothing was read, and nothing forgotten either.
fn has_done_nothing(report: &Report) -> bool {
    report.sources == 0 && report.pages == 0 && report.removed == 0
}

/// Names what failed in this run, up to a number.
fn name_failures(report: &Report, named: usize, streams: &mut Streams) {
    for warning in report.warnings.iter().take(named) {
        streams.note(&problem::warning(warning));
    }
    let named = report.warnings.len().min(named) as u64;
    if report.failed > named {
        streams.note(&run::unnamed(report.failed - named));
    }
}

/// Names what was read in part in this run, up to a number.
fn name_parts(report: &Report, named: usize, streams: &mut Streams) {
    let all = &report.in_part_warnings;
    for warning in all.iter().take(named) {
        streams.note(&problem::warning(warning));
    }
    if all.len() > named {
        streams.note(&run::unnamed((all.len() - named) as u64));
    }
}

/// Names what failed before and has not changed since, up to a number.
fn name_former_failures(report: &Report, named: usize, streams: &mut Streams) {
    let mut told = 0;
    for failure in report.failed_before.iter().take(named) {
        streams.note(&run::failed_before(failure));
        told += failure.pages;
    }
    let all = report.failing().saturating_sub(report.failed);
    if all > told {
        streams.note(&run::unnamed(all - told));
    }
}

pub(super) fn tick(now: &pipeline::Progress) -> Tick {
    Tick {
        doing: if now.again {
            AGAIN
        } else if now.sources_total == 0 && now.pages == 0 {
            "listing files"
        } else {
            "indexing"
        },
        pages: now.pages,
        files: now.sources,
        of_files: now.sources_total,
        bytes: now.bytes,
        of_bytes: now.bytes_total,
    }
}

/// A flag that Ctrl-C raises, which says what follows; a second Ctrl-C leaves at once, since the last commit is safe.
///
/// Where no handler can be set, Ctrl-C leaves at once.
pub(super) fn interruptible(progress: &Arc<Progress>, said: &'static str) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let (raised, progress) = (Arc::clone(&stop), Arc::clone(progress));
    let handler = move || {
        if raised.swap(true, Ordering::SeqCst) {
            // Else it stays on the line of the next prompt.
            progress.finish();
            leave();
        }
        progress.say(said);
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        log::debug!("no handler for Ctrl-C: {error}");
    }
    stop
}

/// Leaves without finishing anything.
#[expect(
    clippy::exit,
    reason = "the user asked twice; threads may be in the middle of a long page"
)]
fn leave() {
    std::process::exit(130);
}
