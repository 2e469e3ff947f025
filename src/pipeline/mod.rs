//! Wires the rooms together: threads, back pressure, progress.
//!
//! In: a [`Job`]. Out: a [`Report`], and an index that holds what the job selects. Invariant: what
//! is indexed depends on the sources and on what was indexed before, not on threads or time.
//!
//! Three stages run side by side, each at most one batch ahead of the next: the planner asks the
//! catalog which sources have changed and reads their pages; the workshop turns pages into
//! articles on all threads; the sink puts them into index and catalog in the order of the sources.

mod batch;
mod job;
mod names;
mod plan;
mod shared;
mod sink;
mod why;
mod work;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::clean::SiteMemory;
use crate::error::{Error, Result};
use crate::index::{Catalog, Index, Writer, WriterOptions};

use batch::{Batch, Done, Raw};
use names::Names;
use plan::{Plan, Planner};
use shared::Shared;
use sink::Sink;
use work::Workshop;

pub use job::{Job, Progress, Report};

/// Indexes what a job selects.
///
/// `progress` is called often and from several threads. When `stop` becomes true, the pages that
/// are under way are finished and kept, and the report says that it was interrupted.
///
/// # Errors
/// When the index cannot be opened or written, see [`Writer::open`] and [`Writer::commit`]. Trouble
/// with sources and pages is no error; it stands in the report.
pub fn run(job: &Job, progress: &(dyn Fn(Progress) + Sync), stop: &AtomicBool) -> Result<Report> {
    let started = Instant::now();
    let (writer, catalog, memory) = open(job)?;
    let shared = Shared::new(catalog, memory, progress);
    shared.call();
    let pool = pool(job.threads)?;
    let run = Run {
        job,
        shared: &shared,
        stop,
        workshop: Workshop::new(job),
        pool,
    };
    let sink = run.all(Sink::new(job, &shared, writer))?;
    let mut report = sink.finish()?;
    report.interrupted = stop.load(Ordering::Relaxed);
    report.seconds = started.elapsed().as_secs_f64();
    shared.call();
    Ok(report)
}

/// The index to write, or to compare with, and what it knows.
fn open(job: &Job) -> Result<(Option<Writer>, Catalog, SiteMemory)> {
    if !job.dry_run {
        let options = WriterOptions {
            memory: job.memory,
            ..WriterOptions::default()
        };
        let writer = Writer::open(&job.index, &options)?;
        let (catalog, memory) = known(writer.index())?;
        return Ok((Some(writer), catalog, memory));
    }
    match Index::open(&job.index) {
        Ok(index) => known(&index).map(|(catalog, memory)| (None, catalog, memory)),
        Err(Error::NoIndex { .. }) => Ok((None, Catalog::default(), SiteMemory::new())),
        Err(error) => Err(error),
    }
}

fn known(index: &Index) -> Result<(Catalog, SiteMemory)> {
    let bytes = index.memory()?;
    let damaged = |_| Error::IndexDamaged {
        path: index.folder().to_path_buf(),
        detail: "the site memory cannot be read".to_owned(),
    };
    let memory = if bytes.is_empty() {
        SiteMemory::new()
    } else {
        SiteMemory::load(&bytes).map_err(damaged)?
    };
    Ok((index.catalog()?, memory))
}

fn pool(threads: usize) -> Result<ThreadPool> {
    let built = ThreadPoolBuilder::new().num_threads(threads).build();
    built.map_err(|error| Error::Engine(format!("threads cannot be started: {error}")))
}

/// A run: rounds of the three stages.
struct Run<'r> {
    job: &'r Job,
    shared: &'r Shared<'r>,
    stop: &'r AtomicBool,
    workshop: Workshop,
    pool: ThreadPool,
}

impl<'r> Run<'r> {
    /// What is selected; then what has gone; then pages that waited for an article that has gone with it.
    fn all(&self, mut sink: Sink<'r>) -> Result<Sink<'r>> {
        let mut names = Names::new(&self.job.index);
        let plan = Plan::of(self.job, &mut names, self.stop);
        let listed: BTreeSet<String> = plan
            .sources
            .iter()
            .map(|source| source.shown.clone())
            .collect();
        self.round(plan, &mut sink)?;
        if self.stopped() {
            return Ok(sink);
        }
        let missing = self.missing(&listed, &mut names);
        if self.job.prune {
            for path in &missing {
                sink.forget(path);
            }
        } else {
            sink.report.missing = missing.len() as u64;
        }
        let mut tried = BTreeSet::new();
        while !self.stopped() {
            let waiting: Vec<String> = self
                .shared
                .catalog()
                .orphans()
                .into_iter()
                .filter(|path| tried.insert(path.clone()))
                .collect();
            if waiting.is_empty() {
                break;
            }
            self.round(Plan::again(waiting, &names), &mut sink)?;
        }
        Ok(sink)
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn round(&self, plan: Plan, sink: &mut Sink<'r>) -> Result<()> {
        self.shared.add_totals(
            plan.sources.len() as u64,
            plan.sources.iter().map(|source| source.bytes).sum(),
        );
        let (to_work, raw) = crossbeam_channel::bounded(1);
        let (to_sink, done) = crossbeam_channel::bounded(1);
        std::thread::scope(|scope| {
            let planner = Planner::new(self.job, self.shared, self.stop, to_work);
            scope.spawn(move || planner.run(plan));
            scope.spawn(move || self.work(&raw, &to_sink));
            // Leaving early drops the receiver, which ends the other stages.
            done.into_iter().try_for_each(|batch| sink.take(batch))
        })
    }

    /// The second stage. When the run is stopped, batches that are not begun are let go.
    fn work(&self, from: &Receiver<Batch<Raw>>, to: &Sender<Batch<Done>>) {
        for batch in from.iter().take_while(|_| !self.stopped()) {
            let done = self.pool.install(|| self.workshop.work(batch, self.shared));
            if to.send(done).is_err() {
                break;
            }
        }
    }

    /// Sources of the index below the selected paths that were not listed and are no longer there.
    fn missing(&self, listed: &BTreeSet<String>, names: &mut Names) -> Vec<String> {
        let roots: Vec<String> = self
            .job
            .selection
            .paths
            .iter()
            .map(|path| names.of(path))
            .collect();
        let below = |path: &str| roots.iter().any(|root| is_below(path, root));
        let catalog = self.shared.catalog();
        let candidates = catalog
            .iter()
            .map(|(path, _)| path)
            .filter(|&path| !listed.contains(path) && below(path));
        candidates
            .filter(|path| is_gone(path, names))
            .map(str::to_owned)
            .collect()
    }
}

fn is_below(path: &str, root: &str) -> bool {
    let root = root.trim_end_matches('/');
    match root {
        "." => !path.starts_with('/') && !path.starts_with("../"),
        _ => path
            .strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

/// True only if the system says that there is no such file. A path that is not UTF-8 cannot be asked for.
fn is_gone(name: &str, names: &Names) -> bool {
    let asked = !name.contains("\\x") && name != "-";
    let found = names.path(name).symlink_metadata();
    asked && found.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}
