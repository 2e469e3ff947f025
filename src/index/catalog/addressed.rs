//! Pages of one address: what they say tells versions of one article from several articles.

use std::collections::BTreeSet;

use super::{Catalog, Fate, KEPT, PageEntry, Place};
use crate::article::Gist;
use crate::index::ArticleId;

/// What a page with an address is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressed {
    /// The id of the article that is known by its address.
    pub home: ArticleId,
    /// Its own id by path and place, which it has if that is another article.
    pub own: ArticleId,
    /// What it says.
    pub gist: Gist,
}

impl PageEntry {
    /// The article that it is, or of which it is another page.
    pub fn article(&self) -> Option<ArticleId> {
        match self.fate {
            Fate::Indexed(id, _) | Fate::Deferred(id) => Some(id),
            Fate::Skipped(_) => None,
        }
    }

    /// The id of the article that is known by its address, if it is not that one.
    pub(super) fn home_apart(&self) -> Option<ArticleId> {
        let (address, article) = (self.address?, self.article()?);
        (address.home != article).then_some(address.home)
    }

    /// Whether both say what they say of themselves, and that is not the same.
    pub fn differs(&self, other: &Self) -> bool {
        let said = self.address.zip(other.address);
        said.is_some_and(|(one, other)| !one.gist.says_the_same(other.gist))
    }
}

impl Catalog {
    /// Ids by address of which several pages are known.
    pub fn shared_addresses(&self) -> BTreeSet<ArticleId> {
        let waiting = self.waiting.values().filter_map(|places| {
            // Pages also wait for articles that are apart from their address; those are looked at with it.
            let mut pages = places.iter().filter_map(|&place| self.at(place));
            pages.find_map(|(_, page)| page.address)
        });
        let homes = waiting.map(|address| address.home);
        homes.chain(self.addresses_apart()).collect()
    }

    /// Ids by address of which the pages are several articles.
    pub fn addresses_apart(&self) -> impl Iterator<Item = ArticleId> {
        let apart = self.apart.iter().filter(|(_, places)| !places.is_empty());
        apart.map(|(home, _)| ArticleId(*home))
    }

    /// All pages of an address, each with the path of its source and its number there, in the order of paths.
    pub fn pages_at(&self, home: ArticleId) -> Vec<(&str, u32, &PageEntry)> {
        let of = |places: Option<&BTreeSet<Place>>| places.cloned().unwrap_or_default();
        let mut places = of(self.waiting.get(&home.0));
        places.extend(self.owners.get(&home.0));
        places.append(&mut of(self.apart.get(&home.0)));
        let pages = places.into_iter().filter_map(|place| {
            let (path, page) = self.at(place)?;
            Some((path, place.1, page))
        });
        let mut pages: Vec<_> = pages.collect();
        pages.sort_unstable_by_key(|&(path, at, _)| (path, at));
        pages
    }

    /// Makes a page that waits for one article wait for another one.
    pub fn wait_for(&mut self, path: &str, at: u32, id: ArticleId) {
        self.change(path, at, |page| page.fate = Fate::Deferred(id));
    }

    /// The pages without an address that wait for an article: the path of each, its number there, and the digest of what it says.
    pub fn twins_waiting(&self, id: ArticleId) -> Vec<(String, u32, u64)> {
        let places = self.waiting.get(&id.0).into_iter().flatten();
        let pages = places.filter_map(|&place| {
            let (path, page) = self.at(place)?;
            let waits = page.fate == Fate::Deferred(id) && page.twin != 0;
            waits.then(|| (path.to_owned(), place.1, page.twin))
        });
        pages.collect()
    }

    /// The sources with a page that waits for an article.
    pub fn waiting_in(&self, id: ArticleId) -> impl Iterator<Item = &str> {
        let places = self.waiting.get(&id.0).into_iter().flatten();
        places.filter_map(|&place| self.at(place).map(|(path, _)| path))
    }

    /// Says that a page is to be read again, whatever it is.
    pub fn read_again(&mut self, path: &str, at: u32) {
        self.change(path, at, |page| page.again = true);
        if let Some(&number) = self.paths.get(path)
            && let Some(Some((_, entry))) = self.entries.get_mut(number as usize)
        {
            entry.digest = 0;
        }
    }

    /// Changes what is known of the page of an article, but not what becomes of it.
    pub fn amend(&mut self, id: ArticleId, change: impl FnOnce(&mut PageEntry)) {
        let Some(&(number, at)) = self.owners.get(&id.0) else {
            return;
        };
        let path = self.entry(number).map(|(path, _)| path.to_owned());
        self.change(&path.unwrap_or_default(), at, change);
    }

    fn change(&mut self, path: &str, at: u32, change: impl FnOnce(&mut PageEntry)) {
        let Some(&number) = self.paths.get(path) else {
            return;
        };
        let place = (number, at);
        let Some((_, page)) = self.at_mut(place) else {
            return;
        };
        let before = *page;
        change(page);
        let after = *page;
        self.leave(place, &before);
        self.enter(place, &after);
    }

    /// Notes where a page is, by its article and its address.
    pub(super) fn enter(&mut self, place: Place, page: &PageEntry) {
        if let Some(home) = page.home_apart() {
            self.apart.entry(home.0).or_default().insert(place);
        }
        match page.fate {
            Fate::Indexed(id, _) => drop(self.owners.insert(id.0, place)),
            Fate::Deferred(id) => self.wait(id, place),
            Fate::Skipped(reason) if self.reason(reason) == KEPT => {
                self.kept_from.insert(place.0, place.1);
            }
            Fate::Skipped(_) => {}
        }
    }

    /// Forgets what [`Catalog::enter`] has noted.
    pub(super) fn leave(&mut self, place: Place, page: &PageEntry) {
        if let Some(home) = page.home_apart()
            && let Some(places) = self.apart.get_mut(&home.0)
        {
            places.remove(&place);
        }
        match page.fate {
            Fate::Indexed(id, _) if self.owners.get(&id.0).is_some_and(|owner| *owner == place) => {
                self.owners.remove(&id.0);
            }
            Fate::Deferred(id) => {
                if let Some(places) = self.waiting.get_mut(&id.0) {
                    places.remove(&place);
                }
            }
            Fate::Skipped(reason) if self.reason(reason) == KEPT => {
                self.kept_from.remove(&place.0);
            }
            _ => {}
        }
    }
}
