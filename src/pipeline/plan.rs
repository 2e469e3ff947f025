//! First stage: which sources have changed, and their pages.

use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crossbeam_channel::{RecvTimeoutError, Sender};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use super::batch::{Batch, Begun, Gatherer, Raw, SourceState, Step};
use super::kept::{Gaps, keeps_pages};
use super::left::LeftOut;
use super::marks;
use super::names::Names;
use super::rules::RunRules;
use super::shared::Shared;
use super::{Job, Prune};
use crate::error::Warning;
use crate::index::{Catalog, Fate, PageEntry, SourceEntry};
use crate::page;
use crate::read::{self, Digest, Limits, Mapping, Pages, RawPage, Source, reasons};

/// A file that was changed shortly before it was read may change again without another time.
const RESTLESS: Duration = Duration::from_secs(2);

pub(super) const NANOSECONDS_A_MINUTE: i64 = 60_000_000_000;

/// Pages of standard input that are read ahead of the batch.
const READ_AHEAD: usize = 4;
/// Time between two looks at the stop flag while standard input gives nothing.
const LOOK: Duration = Duration::from_millis(50);

/// What is read in one round.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) stdin: bool,
    pub(super) sources: Vec<Source>,
    pub(super) passed: Vec<Warning>,
    /// Read the sources whether or not they have changed, and work on pages that waited.
    pub(super) again: bool,
    /// What is there and left.
    pub(super) left: LeftOut,
    /// Files and folders that could not be looked at, by their names in the index.
    pub(super) unreadable: HashSet<String>,
    /// Globs that matched nothing.
    pub(super) unmatched: Vec<String>,
}

impl Plan {
    /// Lists what a job selects; a file that is selected in two ways comes once, page or none.
    pub(super) fn of(job: &Job, names: &mut Names, catalog: &Catalog, stop: &AtomicBool) -> Self {
        let mut plan = Self {
            stdin: job.stdin,
            ..Self::default()
        };
        let selection = job.selection.clone().shown_from(names.base());
        let mut seen = HashSet::new();
        let (names, left) = (RefCell::new(names), RefCell::new(LeftOut::default()));
        let leave = |path: &Path| {
            let name = names.borrow_mut().of(path);
            left.borrow_mut().note(name, path.is_dir(), catalog);
        };
        let mut walk = read::walk_telling(&selection, leave);
        for found in walk.by_ref().take_while(|_| !stop.load(Ordering::Relaxed)) {
            match found {
                Ok(mut source) => {
                    source.shown = names.borrow_mut().of(&source.path);
                    if seen.insert(source.shown.clone()) {
                        plan.sources.push(source);
                    }
                }
                // Mostly the one that is written; a dry run tells of it.
                Err(warning) if warning.reason == reasons::INDEX && !job.dry_run => {
                    log::info!("{}: {}", warning.path, warning.detail);
                }
                Err(warning) => {
                    let warning = names.borrow_mut().told(warning);
                    if warning.reason == reasons::UNREADABLE {
                        plan.unreadable.insert(warning.path.clone());
                    }
                    if seen.insert(warning.path.clone()) {
                        plan.passed.push(warning);
                    }
                }
            }
        }
        if !stop.load(Ordering::Relaxed) {
            plan.unmatched = walk.unmatched();
        }
        drop(walk);
        plan.left = left.take();
        plan
    }

    /// Sources whose pages wait for an article that nobody holds any more.
    pub(super) fn again(waiting: impl IntoIterator<Item = String>, names: &Names) -> Self {
        Self {
            again: true,
            ..Self::named(waiting, names)
        }
    }

    /// Sources by their names.
    pub(super) fn named(wanted: impl IntoIterator<Item = String>, names: &Names) -> Self {
        let mut plan = Self::default();
        for name in wanted {
            match Source::named(&names.path(&name)) {
                Ok(source) => plan.sources.push(Source {
                    shown: name,
                    ..source
                }),
                Err(warning) => plan.passed.push(Warning {
                    path: name,
                    ..warning
                }),
            }
        }
        plan
    }
}

/// Somebody took the receiving end away: the run has failed elsewhere.
struct Gone;

/// The first stage at work.
pub(super) struct Planner<'r> {
    job: &'r Job,
    shared: &'r Shared<'r>,
    /// The rules have changed: pages are looked at again although they are known.
    reclean: bool,
    /// The mapping that the user has said for this run.
    mapping: Option<String>,
    /// The run has other limits than the usual ones: what was left because of those is read again.
    other_limits: bool,
    stop: &'r AtomicBool,
    gatherer: Gatherer,
    to: Sender<Batch<Raw>>,
    again: bool,
}

impl<'r> Planner<'r> {
    pub(super) fn new(
        job: &'r Job,
        shared: &'r Shared<'r>,
        rules: &RunRules,
        stop: &'r AtomicBool,
        to: Sender<Batch<Raw>>,
    ) -> Self {
        Self {
            job,
            shared,
            reclean: !rules.again.is_nowhere(),
            mapping: job.mapping.as_ref().map(Mapping::to_string),
            other_limits: job.read_limits != Limits::default()
                || job.page_limits != page::Limits::default(),
            stop,
            gatherer: Gatherer::default(),
            to,
            again: false,
        }
    }

    /// Sends the steps of a plan, in order; ends early if the run was stopped or failed.
    pub(super) fn run(mut self, plan: Plan) {
        self.again = plan.again;
        let _ = self.steps(plan);
    }

    fn steps(&mut self, plan: Plan) -> Result<(), Gone> {
        for warning in plan.passed {
            self.send(Step::Passed(warning))?;
        }
        if plan.stdin {
            self.stdin()?;
        }
        for source in &plan.sources {
            if self.stopped() {
                break;
            }
            self.source(source)?;
        }
        let rest = self.gatherer.take();
        self.to.send(rest).map_err(|_| Gone)
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn send(&mut self, step: Step<Raw>) -> Result<(), Gone> {
        self.gatherer
            .add(step)
            .map_or(Ok(()), |batch| self.to.send(batch).map_err(|_| Gone))
    }

    fn source(&mut self, source: &Source) -> Result<(), Gone> {
        let state = state_of(source);
        let known = if self.again || self.reclean {
            None
        } else {
            self.known(&source.shown)
        };
        match known {
            Some(known) if known.is_same(&state) => {
                let state = SourceState {
                    digest: known.digest,
                    ..state
                };
                return self.send(Step::Same(state));
            }
            Some(known) if known.may_be_same(&state) => {
                let digest = read::digest(source).unwrap_or(Digest(0)).0;
                if digest == known.digest {
                    return self.send(Step::Touched(SourceState { digest, ..state }));
                }
            }
            _ => {}
        }
        let mapping = self.mapping(&source.shown);
        let pages = read::open(source, &self.job.read_limits, &mapping);
        self.read(pages, state, &mapping)
    }

    /// What is known of a source; nothing if it was read in another way than this run would read it.
    fn known(&self, path: &str) -> Option<Compared> {
        let catalog = self.shared.catalog();
        let entry = catalog.get(path)?;
        let said = self.mapping.as_deref();
        let same_mapping = said.is_none_or(|said| said == catalog.mapping(entry.mapping));
        let other_limits =
            self.other_limits && entry.pages.iter().any(|page| is_over_limit(page, &catalog));
        let forgets = self.job.prune == Prune::All && keeps_pages(entry, &catalog);
        (same_mapping && !other_limits && !forgets).then(|| compare(entry))
    }

    /// The mapping that was said, else the one with which a source was read before.
    fn mapping(&self, path: &str) -> Mapping {
        let remembered = || {
            let catalog = self.shared.catalog();
            let entry = catalog.get(path)?;
            catalog.mapping(entry.mapping).parse().ok()
        };
        let said = self.job.mapping.clone();
        said.or_else(remembered).unwrap_or_default()
    }

    /// Sends the pages of a file.
    fn read(
        &mut self,
        mut pages: Pages,
        mut state: SourceState,
        mapping: &Mapping,
    ) -> Result<(), Gone> {
        let next = || pages.next().map(|found| (found, pages.bytes_read()));
        if self.pages(&mut state, mapping, next)? {
            if let Some(Ok(digest)) = pages.digest() {
                state.digest = digest.0;
            }
            self.send(Step::End(state))?;
        }
        Ok(())
    }

    /// Sends the pages of standard input. A thread of its own reads them, because a run that is
    /// stopped must not wait for whoever writes there.
    fn stdin(&mut self) -> Result<(), Gone> {
        let limits = self.job.read_limits;
        let mapping = self.job.mapping.clone().unwrap_or_default();
        let (to, from) = crossbeam_channel::bounded(READ_AHEAD);
        std::thread::spawn(move || {
            let mut pages = read::stdin_pages(std::io::stdin(), &limits, &mapping);
            while let Some(found) = pages.next() {
                if to.send((found, pages.bytes_read())).is_err() {
                    break;
                }
            }
        });
        let stop = self.stop;
        let next = || {
            while !stop.load(Ordering::Relaxed) {
                match from.recv_timeout(LOOK) {
                    Err(RecvTimeoutError::Timeout) => {}
                    received => return received.ok(),
                }
            }
            None
        };
        let mut state = SourceState {
            path: read::STDIN.to_owned(),
            keeps_old: true,
            ..SourceState::default()
        };
        let is_whole = self.pages(&mut state, &Mapping::default(), next)?;
        // A stop ends the waiting for standard input, not standard input.
        if is_whole && !self.stopped() {
            self.send(Step::End(state))?;
        }
        Ok(())
    }

    /// Sends the pages of a source, each of which comes with the packed bytes read so far; false if
    /// it was left early. Such a source has no end: what is known of it is kept. A source whose last page was read
    /// when the run is stopped has its end.
    fn pages(
        &mut self,
        state: &mut SourceState,
        mapping: &Mapping,
        mut next: impl FnMut() -> Option<(Result<RawPage, Warning>, u64)>,
    ) -> Result<bool, Gone> {
        let mut known = self.known_pages(&state.path);
        self.send(Step::Begin(Begun {
            path: state.path.clone(),
            mapping: mapping.to_string(),
            saved: state.saved,
        }))?;
        let (mut packed, mut gaps) = (0, Gaps::default());
        while let Some((found, bytes)) = next() {
            if self.stopped() {
                return Ok(false);
            }
            let step = match found {
                Ok(page) => {
                    gaps.note_page();
                    self.page(page, &mut known, bytes.saturating_sub(packed))
                }
                Err(warning) => {
                    gaps.note(&warning);
                    Step::Trouble(warning)
                }
            };
            packed = packed.max(bytes);
            self.send(step)?;
        }
        state.keeps_old |= gaps.keep_old(self.job);
        state.unreadable = gaps.is_unreadable();
        state.bodyless = gaps.are_all();
        if state.path == read::STDIN {
            state.bytes = packed;
        }
        state.rest = state.bytes.saturating_sub(packed);
        Ok(true)
    }

    fn page(&self, page: RawPage, known: &mut KnownPages, packed: u64) -> Step<Raw> {
        let (digest, bare) = (digest(&page), digest_at(&page, ""));
        let known = known.take(digest);
        match known {
            Some(entry) if !self.reclean => {
                self.shared.count_page(packed);
                Step::Known(entry)
            }
            _ => Step::Page(Raw {
                page,
                digest,
                bare,
                packed,
                known,
            }),
        }
    }

    fn known_pages(&self, path: &str) -> KnownPages {
        let catalog = self.shared.catalog();
        let waits_for_none = |page: &PageEntry| matches!(page.fate, Fate::Deferred(id) if catalog.owner(id).is_none());
        let pages = catalog.get(path).map(|entry| entry.pages.as_slice());
        let pages = pages.unwrap_or_default();
        let marks = pages.iter().filter(|page| marks::is_limit(page, &catalog));
        let in_part: FxHashSet<u64> = marks.map(|mark| mark.digest).collect();
        let reread = |page: &PageEntry| self.other_limits && in_part.contains(&page.digest);
        let mut known = KnownPages::default();
        let pages = pages.iter().filter(|page| !marks::is_mark(page, &catalog));
        for page in pages.filter(|page| page.digest != 0) {
            let is_worked_on = page.again || reread(page) || self.again && waits_for_none(page);
            let digests = known.0.entry(page.digest).or_default();
            digests.push_back((!is_worked_on).then_some(*page));
        }
        known
    }
}

/// True of a page that was left, or read in part, because of the limits of its run.
fn is_over_limit(page: &PageEntry, catalog: &Catalog) -> bool {
    marks::is_limit(page, catalog)
        || matches!(page.fate, Fate::Skipped(reason) if reasons::is_limit(catalog.reason(reason)))
}

/// The pages of a source as they were in former runs; nothing of one that is to be worked on whatever it was. Of pages that are the
/// same to the byte each is known by its place among them.
#[derive(Default)]
struct KnownPages(FxHashMap<u64, VecDeque<Option<PageEntry>>>);

impl KnownPages {
    fn take(&mut self, digest: u64) -> Option<PageEntry> {
        self.0.get_mut(&digest)?.pop_front()?
    }
}

/// What decides whether a source has changed.
#[derive(Clone, Copy)]
struct Compared {
    bytes: u64,
    modified_ns: i64,
    digest: u128,
}

fn compare(entry: &SourceEntry) -> Compared {
    Compared {
        bytes: entry.bytes,
        modified_ns: entry.modified_ns,
        digest: entry.digest,
    }
}

impl Compared {
    fn is_same(&self, state: &SourceState) -> bool {
        self.may_be_same(state) && self.modified_ns != 0 && self.modified_ns == state.modified_ns
    }

    fn may_be_same(&self, state: &SourceState) -> bool {
        self.digest != 0 && self.bytes == state.bytes
    }
}

/// Whether a source is as the catalog knows it; asks for its digest only if size and time do not tell.
pub(super) fn is_unchanged(
    entry: &SourceEntry,
    source: &Source,
    digest: impl Fn() -> u128,
) -> bool {
    let (known, state) = (compare(entry), state_of(source));
    known.is_same(&state) || known.may_be_same(&state) && digest() == known.digest
}

fn state_of(source: &Source) -> SourceState {
    let modified_ns = i64::try_from(source.modified_ns).unwrap_or_default();
    let modified = SystemTime::UNIX_EPOCH + Duration::from_nanos(modified_ns.max(0) as u64);
    let settled = SystemTime::now()
        .duration_since(modified)
        .is_ok_and(|age| age > RESTLESS);
    SourceState {
        path: source.shown.clone(),
        bytes: source.bytes,
        modified_ns: if settled { modified_ns } else { 0 },
        saved: modified_ns / NANOSECONDS_A_MINUTE,
        ..SourceState::default()
    }
}

/// A digest of everything that can change what becomes of a page.
pub(super) fn digest(page: &RawPage) -> u64 {
    digest_at(page, page.member.as_deref().unwrap_or_default())
}

/// The same of a page that stands at another place of its source.
fn digest_at(page: &RawPage, member: &str) -> u64 {
    let mut hash = Xxh3::new();
    for part in [member, page.charset.as_deref().unwrap_or_default()] {
        hash.update(part.as_bytes());
        hash.update(&[0xFF]);
    }
    for claim in &page.claims {
        hash.update(&[claim.field as u8, claim.origin as u8]);
        hash.update(claim.value.as_bytes());
        hash.update(&[0xFF]);
    }
    hash.update(&[page.form as u8]);
    hash.update(&page.bytes);
    // 0 is the digest of a place that gave no page.
    hash.digest().max(1)
}
