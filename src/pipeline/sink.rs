//! Third stage: what came out, into index, catalog and report, in the order of the sources.

use std::path::Path;
use std::time::Instant;

use rustc_hash::FxHashMap;

use super::alike::Alike;
use super::batch::{Batch, Begun, Done, Measured, Outcome, SourceState, Step};
use super::claims::{touched_age, twins};
use super::guard::Guard;
use super::kept::bodyless_before;
use super::marks;
use super::names::Names;
use super::open::Open;
use super::rules::RunRules;
use super::settle::Settled;
use super::shared::Shared;
use super::tally::{Found, Tally};
use super::{Job, Report};
use crate::error::{Result, Warning};
use crate::index::{Age, ArticleId, Fate, Former, Index, Measure, PageEntry, SourceEntry, Writer};
use crate::read::reasons;
use crate::shipped;

/// The index of a run.
pub(super) enum Target {
    Written(Box<Writer>),
    /// By a dry run.
    Compared(Box<Index>),
    /// A dry run where there is none.
    Nothing,
}

/// The third stage at work.
pub(super) struct Sink<'r> {
    pub(super) job: &'r Job,
    pub(super) shared: &'r Shared<'r>,
    pub(super) rules: &'r RunRules,
    pub(super) names: Names,
    pub(super) writer: Option<Writer>,
    /// The index with which a dry run compares.
    pub(super) compared: Option<(Index, Former)>,
    pub(super) report: Report,
    /// What is read now was read or passed over before in this run: what stays as it was is not counted again.
    pub(super) rereads: bool,
    pub(super) open: Option<Open>,
    pub(super) guard: Guard,
    /// Articles without an address by what they say.
    pub(super) twins: FxHashMap<u64, ArticleId>,
    /// What articles of records with ids say that this run has put in, see [`Said`](super::batch::Said).
    pub(super) words: FxHashMap<ArticleId, u64>,
    pub(super) alike: Alike,
    /// Where the articles of forgotten sources were, with the digests of their content.
    pub(super) forgotten: FxHashMap<ArticleId, (String, u64)>,
    /// What is known of articles that share an address.
    pub(super) settled: Settled,
    pub(super) tally: Tally,
    pub(super) changed: bool,
    pub(super) committed: Instant,
    /// When the batch that is under way was begun.
    pub(super) begun: Instant,
}

impl<'r> Sink<'r> {
    /// Without a writer nothing is written.
    pub(super) fn new(
        job: &'r Job,
        shared: &'r Shared<'r>,
        rules: &'r RunRules,
        target: Target,
    ) -> Self {
        let (writer, compared) = match target {
            Target::Written(writer) => (Some(*writer), None),
            Target::Compared(index) => (None, Some((*index, Former::default()))),
            Target::Nothing => (None, None),
        };
        let name = rules.rules.name();
        let report = Report {
            recovered: writer.as_ref().is_some_and(Writer::after_unclean_stop),
            relisted: writer.as_ref().is_some_and(Writer::has_listed_again),
            dry_run: job.dry_run,
            rules: (!rules.rules.is_empty()).then(|| name.to_owned()),
            ..Report::default()
        };
        let names = Names::new(&job.index);
        Self {
            job,
            shared,
            rules,
            writer,
            compared,
            report,
            rereads: false,
            open: None,
            twins: twins(&shared.catalog()),
            words: FxHashMap::default(),
            alike: Alike::of(&shared.catalog(), job, &names),
            names,
            settled: Settled::new(&shared.catalog()),
            tally: Tally::new(&shared.catalog()),
            forgotten: FxHashMap::default(),
            guard: Guard::default(),
            changed: false,
            committed: Instant::now(),
            begun: Instant::now(),
        }
    }

    /// Takes a batch in; commits if the last time is long ago.
    pub(super) fn take(&mut self, batch: Batch<Done>) -> Result<()> {
        self.begun = Instant::now();
        for step in batch.steps {
            self.step(step)?;
        }
        self.shared.call();
        self.commit_if_due()
    }

    fn commit_if_due(&mut self) -> Result<()> {
        if self.committed.elapsed() >= self.job.commit_every {
            self.commit(false)
        } else {
            Ok(())
        }
    }

    fn step(&mut self, step: Step<Done>) -> Result<()> {
        match step {
            Step::Same(state) => self.same(&state),
            Step::Touched(state) => self.touched(&state),
            Step::Begin(begun) => self.begin(begun),
            Step::Page(done) => self.page(done)?,
            Step::Known(entry) => self.known_with_marks(entry),
            Step::Trouble(warning) => self.trouble(warning),
            Step::End(state) => {
                self.end(&state);
                // Else at the end of the batch, which is near and has more to keep.
                if self.begun.elapsed() >= self.job.commit_every {
                    self.commit_if_due()?;
                }
            }
            Step::Passed(warning) => self.report.warn(warning, self.job.max_warnings),
        }
        Ok(())
    }

    fn same(&mut self, state: &SourceState) {
        self.report.sources += 1;
        let catalog = self.shared.catalog();
        let Some(entry) = catalog.get(&state.path) else {
            return;
        };
        self.report
            .bodyless
            .extend(bodyless_before(&state.path, entry, &catalog));
        let pages = marks::found(&entry.pages, &catalog);
        let found = Found::kept(pages, false);
        self.tally.note_looked(&state.path, found);
        for page in entry.pages.iter().take(pages) {
            if let Fate::Skipped(reason) = page.fate {
                self.skip_again(&state.path, catalog.reason(reason));
            }
        }
    }

    /// Counts what a former run said of a page.
    fn skip_again(&mut self, path: &str, reason: &str) {
        if reasons::is_in_part(reason) {
            self.report.part(reason);
        } else {
            self.report.skip_again(path, reason, self.job.max_warnings);
        }
    }

    fn touched(&mut self, state: &SourceState) {
        let entry = self
            .shared
            .entry(&state.path, SourceEntry::clone)
            .unwrap_or_default();
        let mut pages = entry.pages;
        for page in &mut pages {
            page.age = touched_age(page, state.saved);
        }
        let touched = SourceEntry {
            mapping: entry.mapping,
            ..entry_of(state, pages)
        };
        self.shared.catalog_mut().put(&state.path, touched);
        self.changed = true;
        self.same(state);
    }

    fn begin(&mut self, begun: Begun) {
        let known = self.shared.entry(&begun.path, SourceEntry::clone);
        if known.is_none() {
            self.tally.note_came(&begun.path);
        }
        let mapping = self.shared.catalog_mut().mapping_number(&begun.mapping);
        let open = Open::of(begun, mapping, known.unwrap_or_default());
        self.open = Some(open.with_marks(&self.shared.catalog()));
    }

    fn page(&mut self, done: Done) -> Result<()> {
        let (mut age, mut twin, mut raw, mut address) = (Age::default(), 0, 0, None);
        let fate = match done.outcome {
            Outcome::Left => {
                if let Some(open) = &mut self.open {
                    open.left = true;
                }
                return Ok(());
            }
            Outcome::Known(entry) => {
                self.known_with_marks(entry);
                return Ok(());
            }
            Outcome::Article(enriched, mut said) => {
                let is_anew = done.again || self.rules.again.holds(&done.measured.site);
                said.twin = self.alike.twin(&said, is_anew);
                (age, address) = (self.age(&enriched), said.address);
                (twin, raw) = (said.twin, said.raw);
                let fate = self.article(*enriched, said, age, done.again)?;
                if self.is_older_version(fate, twin) {
                    twin = 0;
                }
                fate
            }
            Outcome::None(reason) => {
                self.report.skip(reason);
                self.skipped(reason)
            }
            Outcome::Failed(warning) => {
                let fate = self.skipped(warning.reason);
                self.report.warn(warning, self.job.max_warnings);
                fate
            }
        };
        self.report.pages += u64::from(!self.rereads);
        self.report.cleaned_again += u64::from(done.again);
        let measure = self.measure(&done.measured);
        self.push(PageEntry {
            digest: done.digest,
            fate,
            measure,
            age,
            twin,
            raw,
            again: false,
            address: address.filter(|_| !matches!(fate, Fate::Skipped(_))),
        });
        for warning in done.in_part {
            self.push(marks::mark(done.digest, self.reason_number(warning.reason)));
            // What is read again in this run was counted before.
            if !self.rereads {
                self.report.warn_of_part(warning, self.job.max_warnings);
            }
        }
        Ok(())
    }

    pub(super) fn known(&mut self, mut entry: PageEntry) {
        if let Some(open) = &self.open {
            // The file may have been written on since; what is as new as its file is so still.
            entry.age = touched_age(&entry, open.saved);
        }
        self.report.pages += u64::from(!self.rereads);
        self.pass_seat(&entry);
        let fate = match entry.fate {
            Fate::Indexed(id, content) if self.still_holds(id) => self.hold(id, content),
            Fate::Indexed(id, _) | Fate::Deferred(id) if self.has_come_into(id, &entry) => {
                self.take_back(id, &entry);
                self.hold(id, 0);
                return self.push(entry.unread(id));
            }
            Fate::Indexed(id, _) | Fate::Deferred(id) => {
                let (fate, again) = (self.deferred(id), self.waits_in_vain(id, &entry));
                return self.push(PageEntry {
                    again,
                    fate,
                    ..entry
                });
            }
            Fate::Skipped(_) if self.rereads => entry.fate,
            Fate::Skipped(reason) => {
                let path = self.open.as_ref().map_or("", |open| &open.path);
                let catalog = self.shared.catalog();
                let reason = catalog.reason(reason);
                self.report.skip_again(path, reason, self.job.max_warnings);
                entry.fate
            }
        };
        self.push(PageEntry { fate, ..entry });
    }

    fn trouble(&mut self, warning: Warning) {
        let reason = self.reason_number(warning.reason);
        if self.is_news(&warning) {
            self.report.warn(warning, self.job.max_warnings);
        }
        self.push(marks::mark(0, reason));
    }

    fn measure(&self, measured: &Measured) -> Measure {
        Measure {
            site: self.shared.catalog_mut().site_number(&measured.site),
            kept: u32::try_from(measured.kept).unwrap_or(u32::MAX),
            cut: u32::try_from(measured.cut).unwrap_or(u32::MAX),
        }
    }

    pub(super) fn skipped(&self, reason: &str) -> Fate {
        Fate::Skipped(self.reason_number(reason))
    }

    fn reason_number(&self, reason: &str) -> u16 {
        self.shared.catalog_mut().reason_number(reason)
    }

    fn push(&mut self, entry: PageEntry) {
        if let Some(open) = &mut self.open {
            open.new.push(entry);
        }
    }

    fn end(&mut self, state: &SourceState) {
        if self.open.as_ref().is_some_and(|open| open.left) {
            self.leave_unfinished();
        }
        let Some(mut open) = self.open.take() else {
            return;
        };
        let found = open.new.len();
        let gave_pages = open.new.iter().any(|page| page.digest != 0);
        let state = &self.keep_not_found(&mut open, state);
        self.note_found(&open.path, Found::kept(found, state.unreadable));
        if (gave_pages || !state.unreadable) && !self.rereads {
            self.report.sources += 1;
            self.report.bytes += state.bytes;
        }
        self.tell_bodyless(&open, state);
        if state.keeps_old {
            return self.end_in_part(&open, state);
        }
        let gone = self.owned(&open, open.gone());
        let (other_words, held) = (open.says_otherwise(), open.held);
        let entry = SourceEntry {
            mapping: open.mapping,
            ..entry_of(state, open.new)
        };
        self.put(&entry, &state.path);
        for id in gone {
            self.let_go(id);
        }
        for (id, twin) in other_words {
            self.shared.catalog_mut().release_twins(id, twin);
        }
        for id in held.into_keys() {
            self.yield_to_newer(id);
        }
    }

    /// Those of these articles whose page is one of this source.
    pub(super) fn owned(&self, open: &Open, mut ids: Vec<ArticleId>) -> Vec<ArticleId> {
        let catalog = self.shared.catalog();
        ids.retain(|id| catalog.owner(*id) == Some(open.path.as_str()));
        ids
    }

    pub(super) fn put(&mut self, entry: &SourceEntry, path: &str) {
        let unchanged = self.shared.entry(path, |old| old == entry).unwrap_or(false);
        if !unchanged {
            self.shared.catalog_mut().put(path, entry.clone());
            self.changed = true;
        }
    }

    /// Notes what this run has found of a source.
    pub(super) fn note_found(&mut self, path: &str, found: Found) {
        if self.rereads {
            self.tally.note_reread(path, found);
        } else {
            self.tally.note_looked(path, found);
        }
    }

    /// Writes down the source that is under way as unfinished, so that the next run reads it again
    /// and finds the pages that are done known. One without such a page stays what it was.
    fn put_unfinished(&mut self) {
        let Some(open) = self.open.as_ref().filter(|open| !open.new.is_empty()) else {
            return;
        };
        let entry = SourceEntry {
            mapping: open.mapping,
            pages: self.pages_with_old(open),
            ..SourceEntry::default()
        };
        let path = open.path.clone();
        self.put(&entry, &path);
    }

    /// Leaves the source that is under way as it is, if there is one: the run was stopped.
    fn leave_unfinished(&mut self) {
        self.put_unfinished();
        if let Some(open) = self.open.take() {
            let found = Found {
                pages: open.new.len(),
                ..Found::default()
            };
            self.note_found(&open.path, found);
        }
    }

    /// Commits if anything has changed, the source that is under way included.
    fn commit(&mut self, finished: bool) -> Result<()> {
        shipped::whole()?;
        self.put_unfinished();
        self.see_that_it_agrees()?;
        let rules = self.rules.to_keep(finished);
        if let Some(writer) = &mut self.writer
            && (self.changed || rules.is_some())
        {
            if let Some(rules) = rules {
                writer.set_rules(rules);
            }
            let memory = self.shared.memory().save();
            writer.commit(&self.shared.catalog(), &memory)?;
        }
        self.changed = false;
        self.committed = Instant::now();
        Ok(())
    }

    /// The last commit and the end of the merges; the report is complete but for its time. Merges
    /// of a run that was stopped are given up: they change nothing that is committed.
    pub(super) fn finish(mut self, stopped: bool) -> Result<Report> {
        self.leave_unfinished();
        self.commit(!stopped)?;
        self.count();
        self.tell_shared_addresses();
        self.report.articles = self.shared.catalog().articles() as u64;
        self.report.generation = match &self.writer {
            Some(writer) => writer.generation(),
            None => committed(&self.job.index),
        };
        self.report.identity = self.writer.as_ref().and_then(Writer::identity);
        self.report.interrupted = stopped;
        match self.writer {
            Some(writer) if !stopped => {
                // A rebuilding puts in what it keeps of the old index only after this.
                let agrees = match self.job.rebuild {
                    None => writer.agrees_with(&self.shared.catalog()),
                    Some(_) => Ok(()),
                };
                writer.finish()?;
                agrees?;
            }
            _ => {}
        }
        Ok(self.report)
    }
}

/// The generation of an index that is not written; 0 if there is none.
fn committed(index: &Path) -> u64 {
    let generation = Index::open(index).and_then(|index| index.generation());
    generation.map_or(0, |generation| generation.number)
}

pub(super) fn entry_of(state: &SourceState, pages: Vec<PageEntry>) -> SourceEntry {
    SourceEntry {
        bytes: state.bytes,
        modified_ns: state.modified_ns,
        digest: state.digest,
        mapping: 0,
        pages,
    }
}
