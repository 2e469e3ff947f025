//! What a run counts of articles and copies: how the catalog of its end differs from that of its beginning.
//!
//! Within a run an article may pass from page to page, go, and come back. None of that is counted: an article is new if the index did not have
//! it before the run, removed if it has it no longer, and updated if it says something else, or comes from elsewhere. So the counts agree with
//! what is in the index, whatever the order in which pages came.

use rustc_hash::FxHashMap;

use super::names::Names;
use super::sink::Sink;
use super::why;
use crate::index::{ArticleId, Catalog, Fate, PageEntry};
use crate::read::STDIN;

/// What is noted for the counts of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The articles before the run with the digests of their content, sorted.
    before: Vec<(ArticleId, u64)>,
    /// The sources that the run has looked at.
    looked: FxHashMap<String, Found>,
    /// Articles that are but for the names of their files what they were.
    moved: FxHashMap<ArticleId, u64>,
}

/// What was found of a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The number of its pages.
    pub(super) pages: usize,
    /// Whether those that stand behind them, of former runs, are kept because it was read in part; else they are yet to be read.
    pub(super) keeps: bool,
}

/// The counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) new: u64,
    pub(super) updated: u64,
    pub(super) unchanged: u64,
    pub(super) removed: u64,
    pub(super) kept: u64,
    pub(super) moved: u64,
    pub(super) copies: u64,
    pub(super) known_by_absolute_path: u64,
}

impl Tally {
    pub(super) fn new(catalog: &Catalog) -> Self {
        Self {
            before: contents(catalog),
            ..Self::default()
        }
    }

    /// Notes what was found of a source that the run looks at.
    pub(super) fn note_looked(&mut self, path: &str, found: Found) {
        self.looked.insert(path.to_owned(), found);
    }

    /// Notes what was found of a source that is read once more. One that the run does not look at otherwise is none of its sources.
    pub(super) fn note_reread(&mut self, path: &str, found: Found) {
        if let Some(looked) = self.looked.get_mut(path) {
            *looked = found;
        }
    }

    /// Notes an article that is but for the name of its file what it was.
    pub(super) fn note_moved(&mut self, id: ArticleId, content: u64) {
        self.moved.insert(id, content);
    }

    /// Whether an article was there before the run.
    pub(super) fn was_there(&self, id: ArticleId) -> bool {
        has(&self.before, id)
    }

    /// The counts of a run that has left this catalog.
    pub(super) fn counts(&self, catalog: &Catalog) -> Counts {
        let mut counts = Counts::default();
        let after = contents(catalog);
        counts.removed = self
            .before
            .iter()
            .filter(|(id, _)| !has(&after, *id))
            .count() as u64;
        for &(id, content) in &after {
            self.count_article(id, content, catalog, &mut counts);
        }
        for (path, looked) in &self.looked {
            let pages = catalog.get(path).map(|entry| entry.pages.as_slice());
            let pages = pages.unwrap_or_default();
            let (found, others) = pages.split_at(looked.pages.min(pages.len()));
            for page in found {
                self.count_found(page, catalog, &mut counts);
            }
            let holds = |page: &&PageEntry| matches!(page.fate, Fate::Indexed(..));
            if looked.keeps && path != STDIN {
                counts.kept += others.iter().filter(holds).count() as u64;
            }
        }
        counts
    }

    fn count_article(&self, id: ArticleId, content: u64, catalog: &Catalog, counts: &mut Counts) {
        if !has(&self.before, id) {
            counts.new += 1;
            let by_path = catalog.page(id).is_some_and(|page| page.address.is_none())
                && catalog.owner(id).is_some_and(Names::is_outside);
            counts.known_by_absolute_path += u64::from(by_path);
        } else if self.moved.get(&id) == Some(&content) {
            counts.moved += 1;
        } else if self.is_updated(id, content) {
            counts.updated += 1;
        }
    }

    fn count_found(&self, page: &PageEntry, catalog: &Catalog, counts: &mut Counts) {
        match page.fate {
            Fate::Indexed(id, content) => {
                let is_so = has(&self.before, id) && !self.is_updated(id, content);
                counts.unchanged += u64::from(is_so);
            }
            Fate::Deferred(_) => counts.copies += 1,
            Fate::Skipped(reason) => {
                counts.copies += u64::from(catalog.reason(reason) == why::DUPLICATE);
            }
        }
    }

    /// Whether an article that was there says something else now, or comes from elsewhere.
    fn is_updated(&self, id: ArticleId, content: u64) -> bool {
        let before = self.before.binary_search_by_key(&id, |(id, _)| *id);
        let before = before.ok().and_then(|at| self.before.get(at));
        // What is not read yet is in the index as it was.
        let is_other = before.is_some_and(|&(_, before)| before != content && content != 0);
        is_other && self.moved.get(&id) != Some(&content)
    }
}

/// The articles with the digests of their content, sorted.
fn contents(catalog: &Catalog) -> Vec<(ArticleId, u64)> {
    let pages = catalog.iter().flat_map(|(_, entry)| &entry.pages);
    let mut held: Vec<_> = pages
        .filter_map(|page| match page.fate {
            Fate::Indexed(id, content) => Some((id, content)),
            _ => None,
        })
        .collect();
    held.sort_unstable();
    held
}

fn has(articles: &[(ArticleId, u64)], id: ArticleId) -> bool {
    articles.binary_search_by_key(&id, |(id, _)| *id).is_ok()
}

impl Sink<'_> {
    /// Puts what the run has done to articles into the report.
    pub(super) fn count(&mut self) {
        let catalog = self.shared.catalog();
        let counts = self.tally.counts(&catalog);
        let report = &mut self.report;
        report.new = counts.new;
        report.updated = counts.updated;
        report.unchanged = counts.unchanged;
        report.removed = counts.removed;
        report.kept = counts.kept;
        report.moved = counts.moved;
        report.known_by_absolute_path = counts.known_by_absolute_path;
        report.skipped.remove(why::DUPLICATE);
        if counts.copies > 0 {
            report
                .skipped
                .insert(why::DUPLICATE.to_owned(), counts.copies);
        }
    }
}
