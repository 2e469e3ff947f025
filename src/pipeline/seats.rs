//! Which pages of one address are one article, and by what id it is known.
//!
//! From the oldest page on, each joins the article of whose pages it is a version, see [`Versions`], or is another article. The one with the
//! oldest page is known by the address, any other one by the place of its
//! own oldest page. Records of one file may state one id, and a web archive may have a page twice: of articles whose oldest pages have one
//! place, each but the oldest is known by that and a number. So the ids depend on the pages alone, not on the order in which they came, and
//! a newer page moves none.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::versions::Versions;
use crate::index::{Addressed, ArticleId, PageEntry};
use crate::read::STDIN;

/// What a page of a shared address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    /// Its article.
    pub id: ArticleId,
    /// Whether the article is to have its text; else it waits.
    pub holds: bool,
}

/// A page with the path of its source and its number there.
pub(super) type Member<'c> = (&'c str, u32, &'c PageEntry);

/// The seats of all pages of an address, in their order; nothing if something is not known of one of them.
pub(super) fn seats(members: &[Member]) -> Option<Vec<Seat>> {
    let addresses: Vec<Addressed> = members
        .iter()
        .map(|(.., page)| page.address)
        .collect::<Option<_>>()?;
    let articles = articles(members, &addresses);
    let at_home = *articles.get(at_home(members)?)?;
    let oldest = first_by(&articles, |at| members.get(at).map(oldest));
    let newest = first_by(&articles, |at| members.get(at).map(newest));
    let mut ids = Vec::with_capacity(oldest.len());
    // Articles are numbered from the oldest on.
    for article in 0..oldest.len() {
        let first = addresses.get(*oldest.get(&article)?)?;
        ids.push(if article == at_home {
            first.home
        } else {
            free(first.own, &ids)
        });
    }
    let seats = articles.iter().enumerate().map(|(at, article)| {
        Some(Seat {
            id: *ids.get(*article)?,
            holds: newest.get(article) == Some(&at),
        })
    });
    seats.collect()
}

/// An id, or another one in its place if it is taken.
fn free(own: ArticleId, taken: &[ArticleId]) -> ArticleId {
    let others = (1..).map(|number| own.another(number));
    let mut ids = std::iter::once(own).chain(others);
    ids.find(|id| !taken.contains(id)).unwrap_or(own)
}

/// The page whose article is known by the address: the oldest, unless one of standard input is, which nobody can read again under
/// another id.
fn at_home(members: &[Member]) -> Option<usize> {
    let stays = |(path, _, page): &Member| {
        let home = page.address.map(|address| address.home);
        *path == STDIN && home.is_some_and(|home| page.holds(home))
    };
    let oldest = || {
        members
            .iter()
            .enumerate()
            .min_by_key(|(_, member)| oldest(member))
    };
    let stays = members.iter().position(stays);
    stays.or_else(|| oldest().map(|(at, _)| at))
}

/// What sorts pages, those of files first.
fn oldest<'c>(&(path, at, page): &Member<'c>) -> impl Ord + use<'c> {
    (path == STDIN, page.age, path, at)
}

/// What sorts pages by which is kept, as [`goes_before`](crate::index::goes_before) does; of equally new ones in one source the last, since files
/// are mostly written on at their ends.
fn newest<'c>(&(path, at, page): &Member<'c>) -> impl Ord + use<'c> {
    (path == STDIN, Reverse(page.age), path, Reverse(at))
}

/// Of each article the page that comes first.
fn first_by<K: Ord>(articles: &[usize], key: impl Fn(usize) -> K) -> FxHashMap<usize, usize> {
    let mut first = FxHashMap::default();
    for (at, &article) in articles.iter().enumerate() {
        let found = first.entry(article).or_insert(at);
        if key(at) < key(*found) {
            *found = at;
        }
    }
    first
}

/// For each page the number of its article.
fn articles(members: &[Member], addresses: &[Addressed]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_cached_key(|&at| members.get(at).map(oldest));
    let mut versions = Versions::default();
    let mut articles = vec![0; members.len()];
    for at in order {
        if let (Some(address), Some(article)) = (addresses.get(at), articles.get_mut(at)) {
            let known = versions.find(address.gist);
            *article = versions.put(address.gist, known);
        }
    }
    articles
}

/// Articles of addresses that are known to be shared, found by what a page says, as far as a run has seen them.
#[derive(Debug, Default)]
pub(super) struct Kin(FxHashMap<ArticleId, Family>);

/// Articles of one address.
#[derive(Debug, Default)]
struct Family {
    versions: Versions,
    ids: Vec<ArticleId>,
    numbers: FxHashMap<ArticleId, usize>,
}

impl Kin {
    /// Notes the article of a page of a shared address.
    pub(super) fn add(&mut self, address: &Addressed, article: ArticleId) {
        let family = self.0.entry(address.home).or_default();
        let known = family.numbers.get(&article).copied();
        let number = family.versions.put(address.gist, known);
        if known.is_none() {
            family.ids.push(article);
            family.numbers.insert(article, number);
        }
    }

    /// The id by place of a page that is an article of its own.
    pub(super) fn apart(&self, address: &Addressed) -> ArticleId {
        let family = self.0.get(&address.home);
        free(address.own, family.map_or(&[], |family| &family.ids))
    }

    /// Whether the address is known to be shared.
    pub(super) fn shares(&self, address: &Addressed) -> bool {
        self.0.contains_key(&address.home)
    }

    /// An article of which it is a version.
    pub(super) fn find(&mut self, address: &Addressed) -> Option<ArticleId> {
        let family = self.0.get_mut(&address.home)?;
        let number = family.versions.find(address.gist)?;
        family.ids.get(number).copied()
    }
}
