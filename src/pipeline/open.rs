//! The source whose pages are being put into index and catalog.

use rustc_hash::{FxHashMap, FxHashSet};

use super::batch::Begun;
use super::marks;
use crate::index::{Addressed, ArticleId, Catalog, Fate, PageEntry, SourceEntry};

/// The source whose steps are under way.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub path: String,
    /// The number of the mapping it is read with.
    pub mapping: u32,
    /// The time of its file in minutes since 1970; 0 if there is none.
    pub saved: i64,
    /// What the catalog knew of it, but for its pages.
    pub before: SourceEntry,
    /// Its pages of former runs, and those of this one.
    pub old: Vec<PageEntry>,
    pub new: Vec<PageEntry>,
    /// The places of its old pages by their articles and by their digests.
    by_article: FxHashMap<ArticleId, usize>,
    by_digest: FxHashMap<u64, Vec<usize>>,
    /// What was said of its pages of former runs that were read in part, by the digest of the page.
    pub marks: FxHashMap<u64, Vec<PageEntry>>,
    /// Articles that it holds in this run, each with the place of its page.
    pub held: FxHashMap<ArticleId, usize>,
    /// The run was stopped before all its pages were done.
    pub left: bool,
}

impl Open {
    /// A source of which so much is known.
    pub fn of(begun: Begun, mapping: u32, mut before: SourceEntry) -> Self {
        let old = std::mem::take(&mut before.pages);
        let (mut by_article, mut by_digest) = (FxHashMap::default(), FxHashMap::default());
        for (at, page) in old.iter().enumerate() {
            let places: &mut Vec<usize> = by_digest.entry(page.digest).or_default();
            places.push(at);
            if let Fate::Indexed(id, _) = page.fate {
                by_article.entry(id).or_insert(at);
            }
        }
        Self {
            mapping,
            path: begun.path,
            saved: begun.saved,
            before,
            old,
            by_article,
            by_digest,
            ..Self::default()
        }
    }

    /// Finds the marks among its pages of former runs.
    pub fn with_marks(mut self, catalog: &Catalog) -> Self {
        for mark in self
            .old
            .iter()
            .filter(|page| marks::is_limit(page, catalog))
        {
            let marks = self.marks.entry(mark.digest).or_default();
            if marks.iter().all(|known| known.fate != mark.fate) {
                marks.push(*mark);
            }
        }
        self
    }

    pub fn old_content(&self, id: ArticleId) -> Option<u64> {
        match self.old_page(id)?.fate {
            Fate::Indexed(_, content) => Some(content),
            _ => None,
        }
    }

    /// The page that held an article in former runs.
    pub fn old_page(&self, id: ArticleId) -> Option<&PageEntry> {
        self.old.get(*self.by_article.get(&id)?)
    }

    /// Its pages of before that were the same to the byte as one with this digest.
    pub fn old_pages(&self, digest: u64) -> impl Iterator<Item = &PageEntry> {
        let places = self.by_digest.get(&digest).into_iter().flatten();
        places.filter_map(|&at| self.old.get(at))
    }

    /// The page that holds an article in this run.
    pub fn held_page(&mut self, id: ArticleId) -> Option<&mut PageEntry> {
        let at = *self.held.get(&id)?;
        self.new.get_mut(at)
    }

    /// The page that comes next holds this article.
    pub fn hold(&mut self, id: ArticleId) {
        self.held.insert(id, self.new.len());
    }

    /// Articles that it still holds, but with other words than before, each with the digest of those.
    pub fn says_otherwise(&self) -> Vec<(ArticleId, u64)> {
        let held = self.held.iter();
        let pages = held.filter_map(|(&id, &at)| Some((id, self.old_page(id)?, self.new.get(at)?)));
        pages
            .filter(|(_, old, new)| old.twin != 0 && old.twin != new.twin)
            .map(|(id, _, new)| (id, new.twin))
            .collect()
    }

    /// Articles that it held before and does not hold now.
    pub fn gone(&self) -> Vec<ArticleId> {
        let ids = self.old.iter().filter_map(|page| match page.fate {
            Fate::Indexed(id, _) => Some(id),
            _ => None,
        });
        ids.filter(|id| !self.held.contains_key(id)).collect()
    }

    /// The article that a page was before, at the same place and with the same to say.
    pub fn old_article(&self, address: &Addressed) -> Option<ArticleId> {
        let is_it = |known: &Addressed| {
            (known.home, known.own) == (address.home, address.own)
                && known.gist.says_the_same(address.gist)
        };
        let mut pages = self.old.iter();
        let page = pages.find(|page| page.address.as_ref().is_some_and(is_it))?;
        page.article()
    }

    /// Pages of articles that it held before and does not hold now, if it gives fewer than before: it is no page of an article any
    /// more, too long now, or the like. One that gives as many gives others in their place.
    pub fn not_found(&self) -> Vec<PageEntry> {
        let articles = |pages: &[PageEntry]| {
            let digests = pages.iter().filter(|page| page.article().is_some());
            digests.map(|page| page.digest).collect::<Vec<u64>>()
        };
        let found = articles(&self.new);
        if found.len() >= articles(&self.old).len() {
            return Vec::new();
        }
        let found: FxHashSet<u64> = found.into_iter().filter(|&digest| digest != 0).collect();
        let is_missing = |page: &&PageEntry| match page.fate {
            Fate::Indexed(id, _) => !self.held.contains_key(&id) && !found.contains(&page.digest),
            _ => false,
        };
        self.old.iter().filter(is_missing).copied().collect()
    }

    /// Articles that it held before, whose pages are others now or are those of other articles.
    pub fn given_up(&self) -> Vec<ArticleId> {
        // A page that only waits for an article does not hold it.
        let holds = |page: PageEntry| match page.fate {
            Fate::Indexed(id, _) => Some(id),
            _ => None,
        };
        let standing: FxHashSet<ArticleId> = self.standing().filter_map(holds).collect();
        let mut gone = self.gone();
        gone.retain(|id| !standing.contains(id));
        gone
    }

    /// Pages of former runs that this one has not replaced.
    pub fn standing(&self) -> impl Iterator<Item = PageEntry> {
        // 0 is the digest of what gave no page, and of pages that are still to be read.
        let digests = self.new.iter().map(|page| page.digest);
        let seen: FxHashSet<u64> = digests.filter(|&digest| digest != 0).collect();
        // A page that is read again because it turned out to be another article is known by its place, and by what it says if there are several.
        let place = |page: &PageEntry| page.address.as_ref().map(|at| (at.home, at.own));
        let mut places: FxHashMap<_, Vec<&PageEntry>> = FxHashMap::default();
        for page in &self.new {
            if let Some(place) = place(page) {
                places.entry(place).or_default().push(page);
            }
        }
        let is_there = move |page: &PageEntry| {
            let pages = place(page).and_then(|place| places.get(&place));
            pages.is_some_and(|pages| pages.iter().any(|new| !new.differs(page)))
        };
        let is_replaced = move |page: &PageEntry| {
            seen.contains(&page.digest) || page.digest == 0 && is_there(page)
        };
        let stands = move |page: &PageEntry| match page.fate {
            Fate::Indexed(id, _) | Fate::Deferred(id) => {
                !self.held.contains_key(&id) && !is_replaced(page)
            }
            Fate::Skipped(_) => !is_replaced(page) && self.marks.contains_key(&page.digest),
        };
        self.old.iter().copied().filter(stands)
    }
}
