//! The catalog: what is known of each source that was read.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::ArticleId;
use crate::read::STDIN;

mod addressed;
mod bytes;

pub use addressed::Addressed;

/// The reason of a mark that stands before the pages of a source that were kept of former runs, since it was read in part.
pub const KEPT: &str = "kept from former runs";

/// The content digest of an article whose own page was not read yet.
const UNREAD: u64 = 0;

/// Whether the first of two pages of one article, each with the path of its source, is the one that is kept: one of a file before
/// one of standard input, then the newer one, then the first by path.
pub fn goes_before((one, age): (&str, Age), (other, other_age): (&str, Age)) -> bool {
    let rank = |path: &str, age: Age| (path == STDIN, Reverse(age));
    (rank(one, age), one) < (rank(other, other_age), other)
}

impl PageEntry {
    /// Whether it is the page of this article in the index.
    pub fn holds(&self, id: ArticleId) -> bool {
        matches!(self.fate, Fate::Indexed(found, _) if found == id)
    }

    /// Whether an article was handed over to it that is still the text of another page.
    pub fn is_unread(&self) -> bool {
        self.is_again() && matches!(self.fate, Fate::Indexed(_, UNREAD))
    }

    /// Whether it has to be read again, whatever it says: it was not read, or it is something else than it seemed.
    pub fn is_again(&self) -> bool {
        self.again || self.digest == 0
    }

    /// The page as one to which an article is handed over; it has to be read again.
    #[must_use]
    pub fn unread(self, id: ArticleId) -> Self {
        Self {
            again: true,
            fate: Fate::Indexed(id, UNREAD),
            ..self
        }
    }
}

/// What became of one page of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is the article of this id; the digest is that of its content.
    Indexed(ArticleId, u64),
    /// It is the same article as one of another place, which comes first.
    Deferred(ArticleId),
    /// It gave no article; the number is that of the reason in the catalog, see [`Catalog::reason`].
    Skipped(u16),
}

/// One page of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageEntry {
    /// Digest of the page as it was read; 0 for a place that could not be read.
    pub digest: u64,
    /// It has to be read again. An index keeps no digest of such a page.
    pub again: bool,
    /// What became of it.
    pub fate: Fate,
    /// Its outlet and its size.
    pub measure: Measure,
    /// Of two pages of one article the newer one is kept.
    pub age: Age,
    /// Of a page without an address, a digest of what it says: where another page says the same, they are one article. 0 for a
    /// page with an address or without an article.
    pub twin: u64,
    /// Of such a page, a digest of its bytes and its outlet, whatever cleaning left of it: where another page has the same, it says the
    /// same. 0 if an earlier version has read it.
    pub raw: u64,
    /// What tells it from other pages of its address; `None` for a page without an address or without an article, and for one
    /// that an earlier version has read.
    pub address: Option<Addressed>,
}

/// How new a page is: the later one is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Age {
    /// The last change or publication that the page states, else the time of its file, in seconds since 1970.
    pub stated: i64,
    /// The time of its file in minutes since 1970; 0 if there is none.
    pub saved: i64,
}

/// The outlet of a page, and what cleaning left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// The number of its outlet in the catalog, see [`Catalog::site`]; 0 if nobody knows.
    pub site: u32,
    /// Scalar values of the article's text; 0 without an article.
    pub kept: u32,
    /// Scalar values that were cut; 0 without an article.
    pub cut: u32,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceEntry {
    /// Size in bytes, packed.
    pub bytes: u64,
    /// Time of last change in nanoseconds since 1970; 0 if it cannot be trusted, so that the digest decides.
    pub modified_ns: i64,
    /// Digest of its bytes; 0 if it was not read to its end, so that it is read again.
    pub digest: u128,
    /// The number in the catalog of the mapping it was read with, see [`Catalog::mapping`]; 0 for none.
    pub mapping: u32,
    /// Its pages, in order.
    pub pages: Vec<PageEntry>,
}

/// A page that has to be read for an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// The path of its source.
    pub path: String,
    /// The article.
    pub article: ArticleId,
    /// Its number among the pages of its source.
    pub at: u32,
}

/// Where a page is: the number of its source, and its place among the source's pages. A source may have a million pages, so that none is
/// looked for among the others.
type Place = (u32, u32);

/// The sources of an index by path, and the owner of each article.
///
/// Invariant: an article's owner is the source with the page that is [`Fate::Indexed`] under its id; there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    paths: FxHashMap<Box<str>, u32>,
    entries: Vec<Option<(Box<str>, SourceEntry)>>,
    owners: FxHashMap<u64, Place>,
    /// Pages that are deferred, by their article.
    waiting: FxHashMap<u64, BTreeSet<Place>>,
    /// Pages whose article is not the one that is known by their address, by the id of that.
    apart: FxHashMap<u64, BTreeSet<Place>>,
    /// Where the mark before its kept pages stands, by the number of a source.
    kept_from: FxHashMap<u32, u32>,
    reasons: Vec<String>,
    sites: Vec<String>,
    site_numbers: FxHashMap<String, u32>,
    mappings: Vec<String>,
}

impl Catalog {
    /// The entry of a source.
    pub fn get(&self, path: &str) -> Option<&SourceEntry> {
        let number = *self.paths.get(path)?;
        self.entry(number).map(|(_, entry)| entry)
    }

    /// The path of the source that owns an article.
    pub fn owner(&self, id: ArticleId) -> Option<&str> {
        let (number, _) = *self.owners.get(&id.0)?;
        self.entry(number).map(|(path, _)| path)
    }

    /// The content digest of an article, as its owner holds it.
    pub fn content(&self, id: ArticleId) -> Option<u64> {
        match self.page(id)?.fate {
            Fate::Indexed(_, content) => Some(content),
            _ => None,
        }
    }

    /// All articles with the digests of their content, in no order.
    pub fn contents(&self) -> impl Iterator<Item = (ArticleId, u64)> {
        let pages = self.owners.values().filter_map(|&place| self.at(place));
        pages.filter_map(|(_, page)| match page.fate {
            Fate::Indexed(id, content) => Some((id, content)),
            _ => None,
        })
    }

    /// Number of sources.
    pub fn sources(&self) -> usize {
        self.paths.len()
    }

    /// Number of articles.
    pub fn articles(&self) -> usize {
        self.owners.len()
    }

    /// Sources with their paths, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SourceEntry)> {
        let mut sorted: Vec<_> = self.entries.iter().flatten().collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        sorted.into_iter().map(|(path, entry)| (&**path, entry))
    }

    /// The text of a reason.
    pub fn reason(&self, number: u16) -> &str {
        self.reasons
            .get(usize::from(number))
            .map_or("", String::as_str)
    }

    /// The number of a reason.
    pub fn reason_number(&mut self, reason: &str) -> u16 {
        let known = self.reasons.iter().position(|r| r == reason);
        let number = known.unwrap_or_else(|| {
            self.reasons.push(reason.to_owned());
            self.reasons.len() - 1
        });
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    /// The name of an outlet; empty for number 0.
    pub fn site(&self, number: u32) -> &str {
        let at = (number as usize).checked_sub(1);
        at.and_then(|at| self.sites.get(at))
            .map_or("", String::as_str)
    }

    /// The number of an outlet, from 1; 0 for the empty name.
    pub fn site_number(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return 0;
        }
        if let Some(&number) = self.site_numbers.get(name) {
            return number;
        }
        self.sites.push(name.to_owned());
        let number = self.sites.len() as u32;
        self.site_numbers.insert(name.to_owned(), number);
        number
    }

    /// A mapping of the fields of records, as it was said; empty for number 0.
    pub fn mapping(&self, number: u32) -> &str {
        let at = (number as usize).checked_sub(1);
        at.and_then(|at| self.mappings.get(at))
            .map_or("", String::as_str)
    }

    /// The number of a mapping, from 1; 0 for the empty one.
    pub fn mapping_number(&mut self, mapping: &str) -> u32 {
        if mapping.is_empty() {
            return 0;
        }
        let known = self.mappings.iter().position(|m| m == mapping);
        let at = known.unwrap_or_else(|| {
            self.mappings.push(mapping.to_owned());
            self.mappings.len() - 1
        });
        at as u32 + 1
    }

    /// Sets the entry of a source and takes over the ownership that its pages state.
    ///
    /// Articles that its former entry owned and the new one does not name are without owner afterwards.
    pub fn put(&mut self, path: &str, entry: SourceEntry) {
        let number = self.number(path);
        self.disown(number);
        for (at, page) in (0..).zip(&entry.pages) {
            self.enter((number, at), page);
        }
        if let Some(Some((_, slot))) = self.entries.get_mut(number as usize) {
            *slot = entry;
        }
    }

    /// Forgets a source; its articles are without owner.
    pub fn remove(&mut self, path: &str) -> Option<SourceEntry> {
        let number = *self.paths.get(path)?;
        self.disown(number);
        self.paths.remove(path);
        self.entries
            .get_mut(number as usize)?
            .take()
            .map(|(_, entry)| entry)
    }

    /// The owner's page of an article.
    pub fn page(&self, id: ArticleId) -> Option<&PageEntry> {
        let (_, page) = self.at(*self.owners.get(&id.0)?)?;
        page.holds(id).then_some(page)
    }

    /// Whether a page is one of those that were kept of former runs: it was not found when its source was read last.
    pub fn is_kept(&self, path: &str, at: u32) -> bool {
        let number = self.paths.get(path);
        number.is_some_and(|&number| self.is_kept_at((number, at)))
    }

    fn is_kept_at(&self, (number, at): Place) -> bool {
        self.kept_from.get(&number).is_some_and(|&from| from < at)
    }

    /// Whether a page of another source, of those that can be read, waits for an article and comes before its owner's, see [`goes_before`].
    pub fn is_outranked(&self, id: ArticleId, can_read: impl Fn(&str) -> bool) -> bool {
        let (Some(owner), Some(page)) = (self.owner(id), self.page(id)) else {
            return false;
        };
        // Which of two pages that say the same is kept makes no difference, and one that says something else is no newer version.
        let is_newer = |(path, waiting): (&str, &PageEntry)| {
            waiting.twin == 0
                && !page.differs(waiting)
                && goes_before((path, waiting.age), (owner, page.age))
        };
        let of_any = self.first_waiting(id, |_, _| true);
        let of_those = || self.first_waiting(id, self.readable(can_read));
        let is_newer =
            |place: Option<Place>| place.and_then(|at| self.at(at)).is_some_and(is_newer);
        is_newer(of_any) && is_newer(of_those())
    }

    /// The page that would hold an article if its owner let it go, of those in such sources.
    fn first_waiting(
        &self,
        id: ArticleId,
        is_wanted: impl Fn(Place, &str) -> bool,
    ) -> Option<Place> {
        let places = self.waiting.get(&id.0).into_iter().flatten();
        let pages = places.filter_map(|&place| Some((place, self.at(place)?)));
        pages
            .filter(|(place, (path, page))| {
                page.fate == Fate::Deferred(id) && is_wanted(*place, path)
            })
            .reduce(|first, next| {
                let [(path, page), (first_path, first_page)] = [next.1, first.1];
                // Of equally new ones in one source the last; of those that say the same any does.
                let is_later = path == first_path && page.age == first_page.age && page.twin == 0;
                if is_later || goes_before((path, page.age), (first_path, first_page.age)) {
                    next
                } else {
                    first
                }
            })
            .map(|(place, _)| place)
    }

    /// Tells of pages whether they can be read, if it is known of their sources.
    fn readable(&self, can_read: impl Fn(&str) -> bool) -> impl Fn(Place, &str) -> bool {
        move |place, path| !self.is_kept_at(place) && can_read(path)
    }

    /// A page and the path of its source.
    fn at(&self, (number, at): Place) -> Option<(&str, &PageEntry)> {
        let (path, entry) = self.entry(number)?;
        Some((path, entry.pages.get(at as usize)?))
    }

    /// A page and the entry of its source, to be changed.
    fn at_mut(&mut self, (number, at): Place) -> Option<(&mut u128, &mut PageEntry)> {
        let (_, entry) = self.entries.get_mut(number as usize)?.as_mut()?;
        Some((&mut entry.digest, entry.pages.get_mut(at as usize)?))
    }

    /// Pages that wait for an article because they said the same are to be read again, since it says something else now.
    pub fn release_twins(&mut self, id: ArticleId, twin: u64) {
        let places = self.waiting.get(&id.0).cloned().unwrap_or_default();
        for place in places {
            if let Some((digest, page)) = self.at_mut(place)
                && page.fate == Fate::Deferred(id)
                && page.twin != twin
            {
                (page.again, *digest) = (true, 0);
            }
        }
    }

    /// Takes an article away from its owner, whose page is deferred from now on.
    pub fn take_over(&mut self, id: ArticleId) {
        let Some(place) = self.owners.remove(&id.0) else {
            return;
        };
        if let Some((_, page)) = self.at_mut(place).filter(|(_, page)| page.holds(id)) {
            page.fate = Fate::Deferred(id);
            self.wait(id, place);
        }
    }

    /// Gives an article that lost its owner to the page that goes before the others that wait for it, see [`goes_before`], if there is one
    /// to one that can be read; false if there is none.
    ///
    /// What is stored stays until that page is read: the source is of those that [`Catalog::orphans`] names.
    pub fn hand_over(&mut self, id: ArticleId, can_read: impl Fn(&str) -> bool) -> bool {
        let first = self.first_waiting(id, self.readable(can_read));
        let Some(place) = first.or_else(|| self.first_waiting(id, |_, _| true)) else {
            return false;
        };
        if let Some((digest, page)) = self.at_mut(place) {
            *digest = 0;
            *page = page.unread(id);
        }
        if let Some(places) = self.waiting.get_mut(&id.0) {
            places.remove(&place);
        }
        self.owners.insert(id.0, place);
        true
    }

    /// Pages that have to be read: those that wait for an article which nobody owns any more or that says
    /// something else now, and those to which an article was handed over.
    pub fn unread(&self) -> BTreeSet<Unread> {
        let live = self.entries.iter().flatten();
        let files = live.filter(|(path, _)| &**path != STDIN);
        let pages = files.flat_map(|(path, entry)| {
            let pages = (0..).zip(&entry.pages);
            let wanted = pages.filter_map(|(at, page)| Some((at, self.wanted(page)?)));
            wanted.map(|(at, article)| Unread {
                path: path.to_string(),
                article,
                at,
            })
        });
        pages.collect()
    }

    /// The article for which a page has to be read.
    fn wanted(&self, page: &PageEntry) -> Option<ArticleId> {
        match page.fate {
            Fate::Deferred(id) if page.is_again() || !self.owners.contains_key(&id.0) => Some(id),
            Fate::Indexed(id, _) if page.is_unread() => Some(id),
            _ => None,
        }
    }

    /// Paths of sources with a page that has to be read, see [`Catalog::unread`].
    pub fn orphans(&self) -> BTreeSet<String> {
        let pages = self.unread().into_iter();
        pages.map(|page| page.path).collect()
    }

    fn entry(&self, number: u32) -> Option<(&str, &SourceEntry)> {
        self.entries
            .get(number as usize)?
            .as_ref()
            .map(|(path, entry)| (&**path, entry))
    }

    fn number(&mut self, path: &str) -> u32 {
        if let Some(&number) = self.paths.get(path) {
            return number;
        }
        let number = self.entries.len() as u32;
        self.paths.insert(path.into(), number);
        self.entries
            .push(Some((path.into(), SourceEntry::default())));
        number
    }

    /// Pages of standard input wait for nothing, since nobody can read them again.
    fn wait(&mut self, id: ArticleId, place: Place) {
        if self.entry(place.0).is_some_and(|(path, _)| path == STDIN) {
            return;
        }
        self.waiting.entry(id.0).or_default().insert(place);
    }

    fn disown(&mut self, number: u32) {
        let Some(Some((_, entry))) = self.entries.get_mut(number as usize) else {
            return;
        };
        let pages = std::mem::take(&mut entry.pages);
        for (at, page) in (0..).zip(&pages) {
            self.leave((number, at), page);
        }
        if let Some(Some((_, entry))) = self.entries.get_mut(number as usize) {
            entry.pages = pages;
        }
    }
}
