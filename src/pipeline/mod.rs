//! Wires the rooms together: threads, back pressure, progress.
//!
//! In: a [`Job`]. Out: a [`Report`], and an index that holds what the job selects. Invariant: what
//! is indexed depends on the sources and on what was indexed before, not on threads or time.
//!
//! Three stages run side by side, each at most one batch ahead of the next: the planner asks the
//! catalog which sources have changed and reads their pages; the workshop turns pages into
//! articles on all threads; the sink puts them into index and catalog in the order of the sources.

mod alike;
mod article;
mod audit;
mod batch;
mod claims;
mod cuts;
mod guard;
mod job;
mod kept;
mod leaving;
mod left;
mod lines;
mod marks;
mod names;
mod open;
mod packed;
mod passing;
mod plan;
mod rebuild;
mod roots;
mod rules;
mod seats;
mod seed;
mod settle;
mod shared;
mod sink;
mod sites;
mod stopping;
mod tally;
mod twins;
mod vacant;
mod versions;
mod why;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::clean::SiteMemory;
use crate::error::{Error, Result};
use crate::index::{Catalog, Index, Unread, Writer, WriterOptions};
use crate::read::STDIN;

use batch::{Batch, Done, Raw};
use plan::{Plan, Planner};
use roots::{Roots, is_below};
use rules::RunRules;
use shared::Shared;
use sink::{Sink, Target};
use stopping::Stopping;
use tally::Found;
use vacant::Vacant;
use work::Workshop;

pub use audit::{Sources, compare_sources};
pub use cuts::{Became, Cuts, Reread};
pub use job::{Bodyless, FormerFailure, Job, Progress, Prune, Report, VacantFolder};
pub use names::Names;
pub use rebuild::{Rebuild, Rebuilt, rebuild};
pub use rules::{RulesChoice, remembered_rules};
pub use sites::{Doubt, SiteAccount, short_chars, site_accounts};

/// Indexes what a job selects.
///
/// `progress` is called often and from several threads. When `stop` becomes true, no source is opened any more;
/// what has been read is finished within [`Job::finish_within`], what is done is kept, and the report says that it was interrupted.
///
/// # Errors
/// [`Error::NoSource`] if nothing is there of what is selected, [`Error::AllGone`] and [`Error::AllLeftOut`] if pruning would forget a whole
/// folder, before anything is written. When the
/// index cannot be opened or written, see [`Writer::open`] and [`Writer::commit`]. Trouble with
/// single sources and pages is no error; it stands in the report.
pub fn run(job: &Job, progress: &(dyn Fn(Progress) + Sync), stop: &AtomicBool) -> Result<Report> {
    let started = Instant::now();
    look_for_sources(job)?;
    let (target, known) = open(job)?;
    let shared = Shared::new(known.catalog, known.memory, progress);
    shared.call();
    let pool = pool(job.threads)?;
    let run = Run {
        job,
        shared: &shared,
        stop: Stopping::new(stop, job.finish_within),
        workshop: Workshop::new(job, &known.rules),
        rules: &known.rules,
        pool,
    };
    let sink = run.all(Sink::new(job, &shared, &known.rules, target))?;
    let mut report = sink.finish(stop.load(Ordering::Relaxed))?;
    report.seconds = started.elapsed().as_secs_f64();
    shared.call();
    Ok(report)
}

/// Fails if not one of the paths is there, as after a slip in a name. With [`Prune::All`] they may have gone.
fn look_for_sources(job: &Job) -> Result<()> {
    let may_have_gone = || job.prune != Prune::Nothing && Index::open(&job.index).is_ok();
    match job.selection.missing() {
        Some(path) if !job.stdin && !may_have_gone() => Err(Error::NoSource {
            path: path.to_owned(),
        }),
        _ => Ok(()),
    }
}

/// What an index knows.
#[derive(Default)]
struct Known {
    catalog: Catalog,
    memory: SiteMemory,
    rules: RunRules,
}

/// The index to write, or to compare with, and what it knows.
fn open(job: &Job) -> Result<(Target, Known)> {
    if !job.dry_run {
        let options = WriterOptions {
            memory: job.memory,
            ..WriterOptions::default()
        };
        let writer = Writer::open(&job.index, &options)?;
        let known = known(job, writer.index())?;
        return Ok((Target::Written(Box::new(writer)), known));
    }
    match Index::open(&job.index) {
        Ok(index) => {
            let known = known(job, &index)?;
            Ok((Target::Compared(Box::new(index)), known))
        }
        Err(Error::NoIndex { .. }) => {
            let rules = RunRules::of_job(job, None)?;
            Ok((
                Target::Nothing,
                Known {
                    rules,
                    ..Known::default()
                },
            ))
        }
        Err(error) => Err(error),
    }
}

fn known(job: &Job, index: &Index) -> Result<Known> {
    Ok(Known {
        catalog: index.catalog()?,
        memory: remembered_sites(index)?,
        rules: RunRules::of_job(job, Some(index))?,
    })
}

/// What an index knows of its sites; nothing before its first commit.
///
/// # Errors
/// [`Error::IndexDamaged`] if it cannot be read, [`Error::Io`].
pub fn remembered_sites(index: &Index) -> Result<SiteMemory> {
    let bytes = index.memory()?;
    if bytes.is_empty() {
        return Ok(SiteMemory::new());
    }
    SiteMemory::load(&bytes).map_err(|_| Error::IndexDamaged {
        path: index.folder().to_path_buf(),
        detail: "the site memory cannot be read".to_owned(),
    })
}

/// More threads than any machine of one user has processors: thousands only take its memory.
pub const MOST_THREADS: usize = 512;

/// So many threads that work on pages, or one a processor for 0.
///
/// # Errors
/// [`Error::Misuse`] if they cannot be started.
pub fn pool(threads: usize) -> Result<ThreadPool> {
    let threads = threads.min(MOST_THREADS);
    let built = ThreadPoolBuilder::new().num_threads(threads).build();
    built.map_err(Error::no_thread)
}

/// How often a source is read again in one run, at most.
const READ_AGAIN: usize = 3;
/// How often a run reads sources again, at most. What is still to be read then is left to the next run.
const MOST_ROUNDS: usize = 16;

/// A run: rounds of the three stages.
struct Run<'r> {
    job: &'r Job,
    shared: &'r Shared<'r>,
    stop: Stopping<'r>,
    workshop: Workshop,
    rules: &'r RunRules,
    pool: ThreadPool,
}

impl<'r> Run<'r> {
    /// What is selected; then what has gone; then pages that waited for an article that has gone with it.
    fn all(&self, mut sink: Sink<'r>) -> Result<Sink<'r>> {
        let mut names = Names::new(&self.job.index);
        let plan = {
            let catalog = self.shared.catalog();
            Plan::of(self.job, &mut names, &catalog, self.stop.flag())
        };
        let listed: BTreeSet<String> = plan
            .sources
            .iter()
            .map(|source| source.shown.clone())
            .collect();
        sink.report.unmatched_globs.clone_from(&plan.unmatched);
        let mut left_out = plan.left.sources(&listed, &self.shared.catalog());
        left_out.retain(|path| !names.is_gone(path));
        let unreadable = Roots::new(plan.unreadable.iter().cloned());
        let emptied = match self.job.prune {
            Prune::Gone => self.refuse_to_empty(&listed, &left_out, &mut names)?,
            _ => Vec::new(),
        };
        self.round(plan, &mut sink)?;
        if self.stopped() {
            return Ok(sink);
        }
        if !self.rules.again.is_nowhere() {
            self.clean_again(&listed, &names, &mut sink)?;
        }
        if self.stopped() {
            return Ok(sink);
        }
        let roots = self.roots(&mut names);
        let gone = self.missing(&roots, &listed, &names);
        self.forget_gone(gone, (&roots, &emptied), &names, &mut sink);
        self.note_unreadable(&unreadable, (&listed, &left_out), &names, &mut sink);
        self.forget_left_out(&left_out, &mut sink);
        sink.pass_on();
        sink.rereads = true;
        self.read_again(&names, &mut sink)?;
        Ok(sink)
    }

    /// Reads sources again whose pages waited for an article that nobody holds any more, and those whose pages turned out to be other
    /// articles than they seemed when they came.
    fn read_again(&self, names: &Names, sink: &mut Sink<'r>) -> Result<()> {
        let mut tried: BTreeMap<String, usize> = BTreeMap::new();
        // A page that stays unread though it was tried is not tried again.
        let mut unread: BTreeSet<Unread> = BTreeSet::new();
        // A repair may not know all pages of an address, and moves no article for that.
        let may_settle = self.job.rebuild != Some(Rebuild::Repair);
        for _ in 0..MOST_ROUNDS {
            if self.stopped() {
                break;
            }
            sink.settle_twins();
            let mut waiting: BTreeSet<String> = sink
                .settle(|path| {
                    may_settle
                        && tried.get(path).is_none_or(|times| *times < READ_AGAIN)
                        && names.is_there(path)
                })
                .into_iter()
                .collect();
            for path in &waiting {
                *tried.entry(path.clone()).or_default() += 1;
            }
            let tried_before = std::mem::replace(&mut unread, self.shared.catalog().unread());
            let fresh = unread.difference(&tried_before);
            // One whose file has gone and is kept stays as it is until the file is back or pruned.
            let fresh = fresh.filter(|page| !names.is_gone(&page.path));
            waiting.extend(fresh.map(|page| page.path.clone()));
            if waiting.is_empty() {
                break;
            }
            self.shared.begin_again();
            self.round(Plan::again(waiting, names), sink)?;
        }
        Ok(())
    }

    /// Reads the sources that were not selected as well, since the rules have changed for them too.
    fn clean_again(
        &self,
        listed: &BTreeSet<String>,
        names: &Names,
        sink: &mut Sink<'r>,
    ) -> Result<()> {
        let others: Vec<String> = {
            let catalog = self.shared.catalog();
            let others = catalog.iter().map(|(path, _)| path);
            others
                .filter(|&path| !listed.contains(path))
                .map(str::to_owned)
                .collect()
        };
        let (there, gone): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|name| name != STDIN && names.path(name).is_file());
        sink.report.kept_old_rules = gone.len() as u64;
        self.round(Plan::named(there, names), sink)
    }

    fn stopped(&self) -> bool {
        self.stop.is_up()
    }

    fn round(&self, plan: Plan, sink: &mut Sink<'r>) -> Result<()> {
        self.shared.add_totals(
            plan.sources.len() as u64,
            plan.sources.iter().map(|source| source.bytes).sum(),
        );
        let (to_work, raw) = crossbeam_channel::bounded(1);
        let (to_sink, done) = crossbeam_channel::bounded(1);
        std::thread::scope(|scope| {
            let planner =
                Planner::new(self.job, self.shared, self.rules, self.stop.flag(), to_work);
            let thread = std::thread::Builder::new;
            thread()
                .spawn_scoped(scope, move || planner.run(plan))
                .map_err(Error::no_thread)?;
            thread()
                .spawn_scoped(scope, move || self.work(&raw, &to_sink))
                .map_err(Error::no_thread)?;
            // Leaving early drops the receiver, which ends the other stages.
            done.into_iter().try_for_each(|batch| sink.take(batch))
        })
    }

    /// The second stage. When the run is stopped, what has been read is finished, as far as there is time.
    fn work(&self, from: &Receiver<Batch<Raw>>, to: &Sender<Batch<Done>>) {
        for batch in from.iter().take_while(|_| !self.stop.is_over()) {
            let done = self
                .pool
                .install(|| self.workshop.work(batch, self.shared, &self.stop));
            if to.send(done).is_err() {
                break;
            }
        }
    }

    /// Fails if there is a selected folder of whose sources none is left, and nothing else is there. Those that hold other files are given
    /// back: whether their articles are in these is known when they are read. Files that were named themselves may go.
    fn refuse_to_empty(
        &self,
        listed: &BTreeSet<String>,
        left_out: &BTreeSet<String>,
        names: &mut Names,
    ) -> Result<Vec<String>> {
        let mut emptied = Vec::new();
        let catalog = self.shared.catalog();
        for path in &self.job.selection.paths {
            let root = names.of_selected(path);
            if listed.contains(&root) || catalog.get(&root).is_some() {
                continue;
            }
            let known: Vec<&str> = catalog
                .iter()
                .map(|(path, _)| path)
                .filter(|path| is_below(path, &root))
                .collect();
            let stays = |path: &&str| {
                listed.contains(*path) || !left_out.contains(*path) && !names.is_gone(path)
            };
            if known.is_empty() || known.iter().any(stays) {
                continue;
            }
            let any_left_out = known.iter().any(|path| left_out.contains(*path));
            if !any_left_out && listed.iter().any(|path| is_below(path, &root)) {
                emptied.push(root);
                continue;
            }
            let (path, sources) = (path.clone(), known.len());
            return Err(if any_left_out {
                Error::AllLeftOut { path, sources }
            } else {
                Error::AllGone { path, sources }
            });
        }
        Ok(emptied)
    }

    /// What was selected, as it is named.
    fn roots(&self, names: &mut Names) -> Roots {
        Roots::new(
            self.job
                .selection
                .paths
                .iter()
                .map(|path| names.of_selected(path)),
        )
    }

    /// Forgets what has gone from the folders selected, or counts it. `emptied` are those of whose sources none is left.
    fn forget_gone(
        &self,
        mut missing: Vec<String>,
        (roots, emptied): (&Roots, &[String]),
        names: &Names,
        sink: &mut Sink<'r>,
    ) {
        if self.job.prune == Prune::Nothing {
            sink.report.missing = missing.len() as u64;
            return;
        }
        if self.job.prune == Prune::Gone {
            let vacant = Vacant::among(&missing, (roots, emptied), names, &self.shared.catalog());
            missing.retain(|path| !vacant.holds(path));
            sink.report.missing = vacant.sources();
            sink.report.vacant = vacant.into_folders();
        }
        for path in &missing {
            sink.forget(path);
        }
    }

    /// Counts what lies in folders that cannot be read, or cannot be looked at itself: nobody knows what has become of it, so it is kept.
    fn note_unreadable(
        &self,
        unreadable: &Roots,
        (listed, left_out): (&BTreeSet<String>, &BTreeSet<String>),
        names: &Names,
        sink: &mut Sink<'r>,
    ) {
        let catalog = self.shared.catalog();
        let known = catalog.iter().map(|(path, _)| path);
        let is_passed = |path: &str| listed.contains(path) || left_out.contains(path);
        let kept = known.filter(|&path| unreadable.hold(path) && !is_passed(path));
        for path in kept.filter(|path| !names.is_gone(path)) {
            sink.tally.note_looked(path, Found::kept(0, true));
        }
    }

    /// Forgets what is left, or counts it.
    fn forget_left_out(&self, left_out: &BTreeSet<String>, sink: &mut Sink<'r>) {
        if self.job.prune == Prune::Nothing {
            sink.report.left_out = left_out.len() as u64;
            return;
        }
        for path in left_out {
            sink.forget(path);
        }
    }

    /// Sources of the index below the selected paths that were not listed and are no longer there.
    fn missing(&self, roots: &Roots, listed: &BTreeSet<String>, names: &Names) -> Vec<String> {
        let catalog = self.shared.catalog();
        let candidates = catalog
            .iter()
            .map(|(path, _)| path)
            .filter(|&path| !listed.contains(path) && roots.hold(path));
        candidates
            .filter(|path| names.is_gone(path))
            .map(str::to_owned)
            .collect()
    }
}
