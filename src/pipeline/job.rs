//! What to do, how far it is, and what was done.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use super::rebuild::Rebuild;
use super::rules::RulesChoice;
use super::why;
use crate::enrich::Enricher;
use crate::error::Warning;
use crate::index::Identity;
use crate::page;
use crate::read::{self, Mapping, Selection, reasons};

/// What to index, and how.
#[derive(Debug, Clone)]
pub struct Job {
    /// Folder of the index; it is made if it is not there.
    pub index: PathBuf,
    /// The files and folders to read.
    pub selection: Selection,
    /// Read JSON Lines from standard input, before the files. Its pages are kept under the path `-`; those of former runs stay.
    pub stdin: bool,
    /// Which fields of records mean what; `None` for what the index remembers of each source. A source that was read
    /// with another one is read again.
    pub mapping: Option<Mapping>,
    /// How much of a source is read.
    pub read_limits: read::Limits,
    /// How much of a page is read.
    pub page_limits: page::Limits,
    /// Which sources below the selection's paths are forgotten when they are no longer there.
    pub prune: Prune,
    /// The index is a new one that knows of each article what the one before knew, and is to get their texts; see
    /// [`rebuild`](super::rebuild), which sets this itself.
    pub rebuild: Option<Rebuild>,
    /// Do everything but write.
    pub dry_run: bool,
    /// Threads that clean pages; 0 is one a processor.
    pub threads: usize,
    /// Find people, organisations, places and other names.
    pub entities: bool,
    /// What finds them.
    pub enricher: Enricher,
    /// Bytes of memory for postings that are not on the disk yet. The pages under way take about 300 MB more.
    pub memory: usize,
    /// Which of the user's rules are followed. If they differ from those of the index, known pages of the sites
    /// concerned are cleaned again, selected or not.
    pub rules: RulesChoice,
    /// Time between two commits of a long run. A commit comes at the end of a batch, so a crash costs what came in this time
    /// and up to three batches of 2,000 pages.
    pub commit_every: Duration,
    /// How long pages that have been read may be worked on behind a request to stop; those that are not begun then are left to
    /// the next run.
    pub finish_within: Duration,
    /// Warnings that are kept in the report; all are counted.
    pub max_warnings: usize,
}

impl Job {
    /// Indexes what is selected into the folder `index`, with the defaults.
    pub fn new(index: impl Into<PathBuf>, selection: Selection) -> Self {
        Self {
            index: index.into(),
            selection,
            stdin: false,
            mapping: None,
            rebuild: None,
            read_limits: read::Limits::default(),
            page_limits: page::Limits::default(),
            prune: Prune::Nothing,
            dry_run: false,
            threads: 0,
            entities: true,
            enricher: Enricher::new(),
            memory: 200_000_000,
            rules: RulesChoice::Remembered,
            commit_every: Duration::from_mins(1),
            finish_within: Duration::from_secs(1),
            max_warnings: 10_000,
        }
    }
}

/// Which sources of an index a run forgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prune {
    /// None; they are counted in [`Report::missing`] and [`Report::left_out`].
    #[default]
    Nothing,
    /// Those that have gone, and those that are left now, by globs or ignore files or as hidden files or links. If a selected folder has gone whole, or nothing would stay of it, the run fails before
    /// it changes anything: a disk that is not mounted looks like this. A folder within that has gone or is empty and held
    /// several articles is kept and told, see [`Report::vacant`].
    Gone,
    /// Those that have gone or are left out, be it all of a folder; and the articles that files no longer give which are there but are
    /// damaged, cut, empty, or have records that cannot be read or lack a body: else they are kept, since none of this is a deletion.
    All,
}

/// How far a run is. Numbers only grow within a run, but for the totals, which are known when the files are listed; they begin anew each
/// time that something is read once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Sources that are done, unchanged ones too.
    pub sources: u64,
    /// Sources there are; 0 as long as they are being listed.
    pub sources_total: u64,
    /// Bytes of the sources that are done.
    pub bytes: u64,
    /// Bytes of all sources; 0 as long as they are being listed.
    pub bytes_total: u64,
    /// Pages that have been read.
    pub pages: u64,
    /// Sources are read once more, because several articles state one address or a page waited for an article that has gone.
    pub again: bool,
}

/// Trouble that a former run had with a source that has not changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormerFailure {
    /// The source, as the index names it.
    pub path: String,
    /// What happened, as it is counted in [`Report::skipped`].
    pub reason: String,
    /// How many of its pages it happened to. Which ones is not kept.
    pub pages: u64,
}

/// A source with records of which none has a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bodyless {
    /// The source, as the index names it.
    pub path: String,
    /// The mapping by which it was read; empty for the fields that newsdex knows.
    pub mapping: String,
    /// False if the mapping was said for this run and is forgotten, since the source gave articles by another one before.
    pub remembered: bool,
}

/// A folder below a selected one that has gone or is empty, and of which the index knows several articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VacantFolder {
    /// The folder, as the index names it.
    pub path: String,
    /// How many of its files the index knows.
    pub sources: u64,
}

/// What a run did. Articles are counted for `new`, `updated`, `unchanged` and `removed`; pages and files for `skipped`.
#[expect(clippy::struct_excessive_bools, reason = "each tells another thing")]
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// Articles that were not in the index.
    pub new: u64,
    /// Articles whose content has changed.
    pub updated: u64,
    /// Articles that are as they were.
    pub unchanged: u64,
    /// Articles that have gone from their source, or whose source has gone.
    pub removed: u64,
    /// Articles of former runs that were kept although they were not found, since their source is damaged, could be read only in part, or has
    /// records without a body; each run tells them until the source is whole, and [`Prune::All`] forgets them. Those whose file or folder cannot be
    /// read are kept whatever is pruned.
    pub kept: u64,
    /// Those of them whose file or folder cannot be read.
    pub kept_unreadable: u64,
    /// Sources none of whose records has a body, though a mapping says where it is or former runs have found some. A mapping that was
    /// said for this run is not remembered of such a source if it had articles.
    pub bodyless: Vec<Bodyless>,
    /// Sources of the index below the selected paths that are no longer there but were kept; [`Job::prune`] forgets them.
    pub missing: u64,
    /// Sources of the index that are there and left now, by globs or ignore files or as hidden files or links, but that were kept; [`Job::prune`] forgets them.
    pub left_out: u64,
    /// Globs of the selection that matched nothing in the folders that were read.
    pub unmatched_globs: Vec<String>,
    /// Folders of which nothing is left, whose sources were kept although others that have gone were forgotten; see
    /// [`Prune::Gone`]. Their sources count as missing.
    pub vacant: Vec<VacantFolder>,
    /// Pages and files that gave no article, by reason, failures included.
    pub skipped: BTreeMap<String, u64>,
    /// Pages that reached a limit and were read in part, or flatter than they are, by the limit; what became of them counts elsewhere.
    pub in_part: BTreeMap<String, u64>,
    /// Those of this run, in order; not more than [`Job::max_warnings`].
    pub in_part_warnings: Vec<Warning>,
    /// How many of the skipped failed in this run, as against what is passed over on purpose or failed before.
    pub failed: u64,
    /// What failed, in order; not more than [`Job::max_warnings`].
    pub warnings: Vec<Warning>,
    /// What failed in a former run and has not changed since; not more than [`Job::max_warnings`].
    pub failed_before: Vec<FormerFailure>,
    /// Sources that were looked at; those that could not be opened are not among them.
    pub sources: u64,
    /// Pages that were read; those that were read once more in the same run count once.
    pub pages: u64,
    /// Bytes of the sources that were read, packed; each source counts once.
    pub bytes: u64,
    /// The user's rules that were followed, by the name of their file.
    pub rules: Option<String>,
    /// Known pages that were cleaned again because the rules have changed.
    pub cleaned_again: u64,
    /// Sources that have gone or came on standard input, so that former rules go on in their articles.
    pub kept_old_rules: u64,
    /// Articles that this run has added and that are known by their absolute path: they have no address, and their files lie
    /// outside the folder in which the index lies. Moved, they are other articles.
    pub known_by_absolute_path: u64,
    /// Articles whose file was packed or unpacked since, and that say what they said; they count as unchanged too.
    pub moved: u64,
    /// Addresses that are stated by articles which are no versions of each other, and how many of those this run has put in that
    /// are known by the places they came from instead. The article of which the oldest page is known is the one that keeps the address.
    pub shared_addresses: BTreeMap<String, u64>,
    /// Articles in the index now.
    pub articles: u64,
    /// Wall time.
    pub seconds: f64,
    /// The generation of the index now; 0 if there is none.
    pub generation: u64,
    /// The identity of the index.
    pub identity: Option<Identity>,
    /// True if somebody stopped the run; what was done until then is kept.
    pub interrupted: bool,
    /// True if the run before was killed; the index was checked then, and what it had left behind was removed.
    pub recovered: bool,
    /// True if the engine's list of its files had gone; it was written anew.
    pub relisted: bool,
    /// True if nothing was written because nothing should be.
    pub dry_run: bool,
}

impl Report {
    /// Pages and files that gave no article.
    pub fn skipped_total(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// How many of the skipped failed, in this run or in a former one and have not changed since.
    pub fn failing(&self) -> u64 {
        let failures = self
            .skipped
            .iter()
            .filter(|(reason, _)| why::is_failure(reason));
        failures.map(|(_, count)| count).sum()
    }

    pub(super) fn skip(&mut self, reason: &str) {
        count(&mut self.skipped, reason);
    }

    /// Counts a page that was read in part, in this run or in a former one.
    pub(super) fn part(&mut self, reason: &str) {
        count(&mut self.in_part, reason);
    }

    /// Counts a page that this run has read in part, and keeps what is said of it.
    pub(super) fn warn_of_part(&mut self, warning: Warning, max_warnings: usize) {
        self.part(warning.reason);
        if self.in_part_warnings.len() < max_warnings {
            self.in_part_warnings.push(warning);
        }
    }

    /// Counts a page that was skipped in a former run.
    pub(super) fn skip_again(&mut self, path: &str, reason: &str, max_warnings: usize) {
        self.skip(reason);
        if !why::is_failure(reason) {
            return;
        }
        let told = self
            .failed_before
            .last_mut()
            .filter(|told| told.path == path && told.reason == reason);
        if let Some(told) = told {
            told.pages += 1;
        } else if self.failed_before.len() < max_warnings {
            self.failed_before.push(FormerFailure {
                path: path.to_owned(),
                reason: reason.to_owned(),
                pages: 1,
            });
        }
    }

    pub(super) fn warn(&mut self, warning: Warning, max_warnings: usize) {
        self.skip(warning.reason);
        if reasons::is_skip(warning.reason) {
            return;
        }
        self.failed += 1;
        if self.warnings.len() < max_warnings {
            self.warnings.push(warning);
        }
    }
}

fn count(counts: &mut BTreeMap<String, u64>, reason: &str) {
    match counts.get_mut(reason) {
        Some(count) => *count += 1,
        None => {
            counts.insert(reason.to_owned(), 1);
        }
    }
}
