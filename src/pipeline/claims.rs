//! Which page of an article is the one that is kept, when several come.
//!
//! Of pages with one address the newest is kept, see [`goes_before`], and of equally new ones in one source the last; what stands before a paywall counts as older than any page that has
//! the whole text. Of pages without an address that say the same the first
//! that came is kept. The others wait in the catalog. A page that should be kept and whose text is not at hand is marked in the
//! catalog, and read again at the end of the run.

use rustc_hash::FxHashMap;

use super::Rebuild;
use super::batch::Said;
use super::settle::Way;
use super::sink::Sink;
use crate::article::Article;
use crate::enrich::Enriched;
use crate::index::{Age, ArticleId, Catalog, Fate, PageEntry, goes_before};
use crate::read::STDIN;

/// What an article is to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    New,
    /// It takes the place of what is stored.
    Changed,
    Unchanged,
    /// Another page holds it, which goes before this one.
    Deferred,
}

/// Seconds by which a stub counts as older than it says: more than lie between any two dates.
const BEHIND: i64 = 1 << 40;

impl Sink<'_> {
    /// How new a page is: by what it states of itself, else by its file; see [`BEHIND`].
    pub(super) fn age(&self, enriched: &Enriched) -> Age {
        let saved = self.open.as_ref().map_or(0, |open| open.saved);
        age_of(&enriched.article, saved)
    }

    /// The article of another page that says the same as one without an address.
    pub(super) fn twin_of(
        &mut self,
        id: ArticleId,
        said: &Said,
        article: &Article,
    ) -> Option<ArticleId> {
        let twin = said.twin;
        let other = *self.twins.get(&twin).filter(|_| twin != 0)?;
        let held = self.open.as_mut().and_then(|open| open.held_page(other));
        let says_it = if let Some(page) = held {
            page.twin == twin
        } else if other == id {
            false
        } else {
            let catalog = self.shared.catalog();
            let page = catalog.page(other);
            // What a file that has gone is to be read for passes to this page, see `passing`.
            let has_gone = || {
                let owner = catalog.owner(other).filter(|_| self.job.rebuild.is_none());
                owner.is_some_and(|path| self.names.is_gone(path))
            };
            let is_at_hand = |page: &PageEntry| {
                !page.is_unread() || self.is_to_come(other, article) || has_gone()
            };
            page.is_some_and(|page| page.twin == twin && is_at_hand(page))
        };
        says_it.then_some(other)
    }

    /// The article of another page that is the same to the byte as one without an address, where the rules are others now: it is to be cleaned
    /// again, or its file has gone and this one came.
    pub(super) fn former_twin(&self, said: &Said, article: &Article) -> Option<ArticleId> {
        let other = *self.twins.get(&self.alike.before(said.raw)?)?;
        let catalog = self.shared.catalog();
        let is_alike = catalog.page(other).is_some_and(|page| page.raw == said.raw);
        if !is_alike {
            return None;
        }
        let (owner, here) = (catalog.owner(other)?, &self.open.as_ref()?.path);
        let has_come = || self.names.is_gone(owner) && self.tally.has_come(here);
        let waits_for_it = || {
            !self.rereads
                && self.job.rebuild.is_none()
                && owner != here
                && (self.names.is_there(owner) || has_come())
        };
        (self.is_to_come(other, article) || waits_for_it()).then_some(other)
    }

    /// What an article is to the index, when a page that says it comes.
    pub(super) fn claim(
        &mut self,
        id: ArticleId,
        (digest, content): (u64, u64),
        age: Age,
        way: Way,
    ) -> Claim {
        let Some(open) = &mut self.open else {
            return Claim::New;
        };
        if let Some(page) = open.held_page(id) {
            if age < page.age && way != Way::Holds {
                return Claim::Deferred;
            }
            self.overtake(id);
            return Claim::Changed;
        }
        let mut catalog = self.shared.catalog_mut();
        match catalog.owner(id) {
            None => Claim::New,
            Some(owner) if owner == open.path => {
                let old = open.old_page(id);
                // What came on standard input before is still there, and so is what this run has found; else a page of a file is not.
                let is_there = |old: &PageEntry| {
                    owner == STDIN
                        || self.rereads
                            && way != Way::Holds
                            && old.digest != digest
                            && !old.is_again()
                };
                if old.is_some_and(|old| old.age > age && is_there(old)) {
                    Claim::Deferred
                } else if open.old_content(id) == Some(content)
                    && (self.job.rebuild != Some(Rebuild::Anew) || self.guard.has_put(id))
                {
                    Claim::Unchanged
                } else {
                    Claim::Changed
                }
            }
            Some(owner)
                if way != Way::Holds
                    && goes_before(
                        (owner, catalog.page(id).map_or(age, |page| page.age)),
                        (&open.path, age),
                    ) =>
            {
                Claim::Deferred
            }
            Some(_) => {
                catalog.take_over(id);
                Claim::Changed
            }
        }
    }

    /// Takes an article away from the page of the same source that holds it: an older version of it.
    pub(super) fn overtake(&mut self, id: ArticleId) {
        let fate = self.deferred(id);
        let page = self.open.as_mut().and_then(|open| open.held_page(id));
        if let Some(page) = page {
            (page.fate, page.twin) = (fate, 0);
        }
    }

    /// The same for a page that is known. One of other words that has the article was taken for it since its own page had not come yet; it is
    /// read again, and is another article.
    pub(super) fn take_back(&mut self, id: ArticleId, entry: &PageEntry) {
        let is_version = entry.twin == 0 || self.is_version_of(id, entry);
        if is_version {
            return self.overtake(id);
        }
        let fate = self.deferred(id);
        let page = self.open.as_mut().and_then(|open| open.held_page(id));
        if let Some(page) = page {
            (page.fate, page.again) = (fate, true);
        }
        self.words.remove(&id);
    }

    /// Whether a page that held an article before the run said what the page says that holds it now, but for dates and writers.
    fn is_version_of(&self, id: ArticleId, entry: &PageEntry) -> bool {
        let now = self.words.get(&id);
        now.is_some_and(|now| self.words_before(id, entry) == Some(*now))
    }

    /// What an article said before this run, whose page is this one.
    pub(super) fn words_before(&self, id: ArticleId, page: &PageEntry) -> Option<u64> {
        let catalog = self.shared.catalog();
        let site = catalog.site(page.measure.site);
        match (&self.writer, &self.compared) {
            (Some(writer), _) => writer.words_before(id, site),
            (None, Some((index, former))) => former.words(index, id, site),
            (None, None) => None,
        }
    }

    /// Whether a page without an address waits for an article of its source that says something else: it is the same but for its dates and
    /// writers. Such a page has no digest of what it says, and waits as those with addresses do.
    pub(super) fn is_older_version(&mut self, fate: Fate, twin: u64) -> bool {
        let (Fate::Deferred(id), Some(open)) = (fate, &mut self.open) else {
            return false;
        };
        if twin == 0 {
            return false;
        }
        if let Some(page) = open.held_page(id) {
            return page.twin != twin;
        }
        let catalog = self.shared.catalog();
        catalog.owner(id) == Some(open.path.as_str())
            && catalog.page(id).is_some_and(|page| page.twin != twin)
    }

    /// Whether a page that is known, whose text is not at hand, should hold an article: it was handed over to its source in this
    /// run, or the page that holds it is older.
    pub(super) fn has_come_into(&mut self, id: ArticleId, entry: &PageEntry) -> bool {
        let Some(open) = &mut self.open else {
            return false;
        };
        if let Some(held) = open.held_page(id) {
            // Where pages are read again it is known which is to hold it.
            if self.rereads && held.address.is_some() {
                return false;
            }
            let is_newer = entry.age >= held.age && !entry.differs(held);
            let is_other = entry.holds(id) && entry.twin != held.twin;
            let (is_file, twin) = (open.path != STDIN, entry.twin);
            // One that says the same needs not to be read; one that shares only the id has held the article itself.
            let is_newer = is_newer && (twin == 0 || is_other);
            let is_its_own = || twin != 0 && is_other && !self.is_version_of(id, entry);
            return is_file && (is_newer || is_its_own());
        }
        let catalog = self.shared.catalog();
        let is_it = |page: &PageEntry| page.is_unread() && [0, entry.digest].contains(&page.digest);
        let handed_over = catalog.page(id).is_some_and(is_it);
        handed_over && catalog.owner(id) == Some(open.path.as_str())
    }

    /// Lets pages that wait for an article which is let go wait for the one that says the same and was read instead of it, under an
    /// id of its own: else the article would stand twice.
    pub(super) fn join_twins(&self, id: ArticleId) {
        let mut catalog = self.shared.catalog_mut();
        for (path, at, twin) in catalog.twins_waiting(id) {
            let other = self.twins.get(&twin).copied().filter(|&other| other != id);
            let says_it = |page: &PageEntry| page.twin == twin && !page.is_unread();
            if let Some(other) = other.filter(|&other| catalog.page(other).is_some_and(says_it)) {
                catalog.wait_for(&path, at, other);
            }
        }
    }

    /// Whether a page without an address waits for an article that says something else now, so that it has to be read.
    pub(super) fn waits_in_vain(&mut self, id: ArticleId, entry: &PageEntry) -> bool {
        let says_other = |page: &PageEntry| entry.twin != 0 && page.twin != entry.twin;
        let Some(open) = &mut self.open else {
            return false;
        };
        match open.held_page(id) {
            Some(page) => says_other(page),
            None => self.shared.catalog().page(id).is_some_and(says_other),
        }
    }

    pub(super) fn still_holds(&self, id: ArticleId) -> bool {
        let Some(open) = &self.open else { return false };
        !open.held.contains_key(&id) && self.shared.catalog().owner(id) == Some(open.path.as_str())
    }

    /// Gives an article to a newer page of another source that waits for it.
    pub(super) fn yield_to_newer(&mut self, id: ArticleId) {
        let mut catalog = self.shared.catalog_mut();
        let has_address = |page: &PageEntry| page.address.is_some();
        let is_settled = self.rereads && catalog.page(id).is_some_and(has_address);
        let can_read = |path: &str| self.names.is_there(path);
        if !is_settled && catalog.is_outranked(id, can_read) {
            catalog.take_over(id);
            catalog.hand_over(id, can_read);
            self.changed = true;
        }
    }
}

/// How new the page of an article is whose file was written at this minute; see [`BEHIND`].
pub(super) fn age_of(article: &Article, saved: i64) -> Age {
    let stated = [&article.published, &article.modified];
    let stated = stated.into_iter().flatten();
    let stated = stated.map(|stated| stated.seconds).max();
    let stated = stated.unwrap_or(saved * 60);
    let behind = if article.stub { BEHIND } else { 0 };
    Age {
        stated: stated - behind,
        saved,
    }
}

/// How new a page is whose file has another time now and says what it said.
pub(super) fn touched_age(page: &PageEntry, saved: i64) -> Age {
    let Age { stated, saved: was } = page.age;
    let by_file = [was * 60, was * 60 - BEHIND].contains(&stated);
    Age {
        stated: if by_file {
            stated + (saved - was) * 60
        } else {
            stated
        },
        saved,
    }
}

/// The articles without an address by what they say.
pub(super) fn twins(catalog: &Catalog) -> FxHashMap<u64, ArticleId> {
    let pages = catalog.iter().flat_map(|(_, entry)| &entry.pages);
    let said = pages.filter_map(|page| match page.fate {
        Fate::Indexed(id, _) if page.twin != 0 => Some((page.twin, id)),
        _ => None,
    });
    said.collect()
}
