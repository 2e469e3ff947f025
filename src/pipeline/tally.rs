//! What a run counts of articles and copies: how the catalog of its end differs from that of its beginning.
//!
//! Within a run an article may pass from page to page, go, and come back. None of that is counted: an article is new if the index did not have
//! it before the run, removed if it has it no longer, and updated if it says something else, or comes from elsewhere. So the counts agree with
//! what is in the index, whatever the order in which pages came.

use rustc_hash::{FxHashMap, FxHashSet};

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
    /// Those of them that the index did not know.
    came: FxHashSet<String>,
    /// Files of which the run has told that they cannot be read.
    closed: FxHashSet<String>,
    /// Articles that are but for the names of their files what they were.
    moved: FxHashMap<ArticleId, u64>,
}

/// What was found of a source.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    /// The number of its pages.
    pub(super) pages: usize,
    /// Whether those that stand behind them, of former runs, are kept because it was read in part; else they are yet to be read.
    pub(super) keeps: bool,
    /// Whether they are kept because it cannot be read.
    pub(super) unreadable: bool,
}

impl Found {
    /// A source that gave so many pages, and keeps those of former runs.
    pub(super) fn kept(pages: usize, unreadable: bool) -> Self {
        Self {
            pages,
            keeps: true,
            unreadable,
        }
    }
}

/// The counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) new: u64,
    pub(super) updated: u64,
    pub(super) unchanged: u64,
    pub(super) removed: u64,
    pub(super) kept: u64,
    pub(super) kept_unreadable: u64,
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

    /// Whether the run has looked at a source.
    pub(super) fn has_looked(&self, path: &str) -> bool {
        self.looked.contains_key(path)
    }

    /// Notes a source that the index does not know.
    pub(super) fn note_came(&mut self, path: &str) {
        self.came.insert(path.to_owned());
    }

    /// Notes a file that cannot be read, and says whether that was not known.
    pub(super) fn note_closed(&mut self, path: &str) -> bool {
        self.closed.insert(path.to_owned())
    }

    /// Notes an article that is but for the name of its file what it was.
    pub(super) fn note_moved(&mut self, id: ArticleId, content: u64) {
        self.moved.insert(id, content);
    }

    /// Whether an article was there before the run.
    pub(super) fn was_there(&self, id: ArticleId) -> bool {
        content_in(&self.before, id).is_some()
    }

    /// Whether the index did not know a source before the run.
    pub(super) fn has_come(&self, path: &str) -> bool {
        self.came.contains(path)
    }

    /// The pages that were found of the sources that the run looked at, each with the path of its source.
    pub(super) fn found<'c>(
        &'c self,
        catalog: &'c Catalog,
    ) -> impl Iterator<Item = (&'c str, &'c PageEntry)> {
        self.looked.iter().flat_map(|(path, looked)| {
            let pages = catalog.get(path).map(|entry| entry.pages.as_slice());
            let found = pages.unwrap_or_default().iter().take(looked.pages);
            found.map(|page| (path.as_str(), page))
        })
    }

    /// The counts of a run that has left this catalog.
    pub(super) fn counts(&self, catalog: &Catalog) -> Counts {
        let mut counts = Counts::default();
        let mut articles = 0;
        for (id, content) in catalog.contents() {
            articles += 1;
            self.count_article(id, content, catalog, &mut counts);
        }
        let still_there = articles - counts.new;
        counts.removed = self.before.len() as u64 - still_there;
        for (path, looked) in &self.looked {
            let pages = catalog.get(path).map(|entry| entry.pages.as_slice());
            let pages = pages.unwrap_or_default();
            let (found, others) = pages.split_at(looked.pages.min(pages.len()));
            for page in found {
                self.count_found(page, catalog, &mut counts);
            }
            let holds = |page: &&PageEntry| matches!(page.fate, Fate::Indexed(..));
            if looked.keeps && path != STDIN {
                let kept = others.iter().filter(holds).count() as u64;
                counts.kept += kept;
                counts.kept_unreadable += if looked.unreadable { kept } else { 0 };
            }
        }
        counts
    }

    fn count_article(&self, id: ArticleId, content: u64, catalog: &Catalog, counts: &mut Counts) {
        match self.became(id, content) {
            Became::New => {
                counts.new += 1;
                let by_path = catalog.page(id).is_some_and(|page| page.address.is_none())
                    && catalog.owner(id).is_some_and(Names::is_outside);
                counts.known_by_absolute_path += u64::from(by_path);
            }
            Became::Updated => counts.updated += 1,
            Became::Unchanged => counts.moved += u64::from(self.has_moved(id, content)),
        }
    }

    fn count_found(&self, page: &PageEntry, catalog: &Catalog, counts: &mut Counts) {
        match page.fate {
            Fate::Indexed(id, content) => {
                let is_as_before = self.became(id, content) == Became::Unchanged;
                counts.unchanged += u64::from(is_as_before);
            }
            Fate::Deferred(_) => counts.copies += 1,
            Fate::Skipped(reason) => {
                counts.copies += u64::from(catalog.reason(reason) == why::DUPLICATE);
            }
        }
    }

    fn became(&self, id: ArticleId, content: u64) -> Became {
        match content_in(&self.before, id) {
            None => Became::New,
            // What is not read yet is in the index as it was.
            Some(before) if before == content || content == 0 => Became::Unchanged,
            Some(_) if self.has_moved(id, content) => Became::Unchanged,
            Some(_) => Became::Updated,
        }
    }

    fn has_moved(&self, id: ArticleId, content: u64) -> bool {
        self.moved.get(&id) == Some(&content)
    }
}

/// What became of an article in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    New,
    /// It says something else, or comes from elsewhere.
    Updated,
    Unchanged,
}

/// The articles with the digests of their content, sorted.
fn contents(catalog: &Catalog) -> Vec<(ArticleId, u64)> {
    let mut held: Vec<_> = catalog.contents().collect();
    held.sort_unstable();
    held
}

/// The digest of the content of an article.
fn content_in(articles: &[(ArticleId, u64)], id: ArticleId) -> Option<u64> {
    let at = articles.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    articles.get(at).map(|(_, content)| *content)
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
        report.kept_unreadable = counts.kept_unreadable;
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
