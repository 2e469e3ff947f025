//! Which pages of one address are one article, and by what id it is known.
//!
//! Pages that say the same are one article, see [`Gist::says_the_same`](crate::article::Gist::says_the_same), and so are pages that
//! are joined by others between them. The article with the oldest page is known by the address, any other one by the place of its
//! own oldest page. So the ids depend on the pages alone, not on the order in which they came, and a page that comes later moves none.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

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
    let articles = articles(&addresses);
    let at_home = *articles.get(at_home(members)?)?;
    let oldest = first_by(&articles, |at| members.get(at).map(oldest));
    let newest = first_by(&articles, |at| members.get(at).map(newest));
    let places = articles.iter().zip(&addresses).enumerate();
    let seats = places.map(|(at, (article, address))| {
        let first = addresses.get(*oldest.get(article)?)?;
        Some(Seat {
            id: if *article == at_home {
                address.home
            } else {
                first.own
            },
            holds: newest.get(article) == Some(&at),
        })
    });
    seats.collect()
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

/// What sorts pages by which is kept, as [`goes_before`](crate::index::goes_before) does.
fn newest<'c>(&(path, at, page): &Member<'c>) -> impl Ord + use<'c> {
    (path == STDIN, Reverse(page.age), path, at)
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

/// For each page the number of a page of the same article, the same for all of them.
fn articles(addresses: &[Addressed]) -> Vec<usize> {
    let mut above: Vec<usize> = (0..addresses.len()).collect();
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    for (at, address) in addresses.iter().enumerate() {
        for key in address.gist.keys() {
            let other = *first.entry(key).or_insert(at);
            let (one, other) = (top(&mut above, at), top(&mut above, other));
            if let Some(place) = above.get_mut(one.max(other)) {
                *place = one.min(other);
            }
        }
    }
    (0..addresses.len()).map(|at| top(&mut above, at)).collect()
}

/// The page at the top of those above one; the way there is shortened.
fn top(above: &mut [usize], mut at: usize) -> usize {
    loop {
        let next = above.get(at).copied().unwrap_or(at);
        if next == at {
            return at;
        }
        let beyond = above.get(next).copied().unwrap_or(next);
        if let Some(place) = above.get_mut(at) {
            *place = beyond;
        }
        at = beyond;
    }
}

/// Articles of addresses that are known to be shared, found by what a page says, as far as a run has seen them.
#[derive(Debug, Default)]
pub(super) struct Kin {
    /// By the id of the address and a key of a gist.
    articles: FxHashMap<(ArticleId, u64), ArticleId>,
    shared: rustc_hash::FxHashSet<ArticleId>,
}

impl Kin {
    /// Notes the article of a page of a shared address.
    pub(super) fn add(&mut self, address: &Addressed, article: ArticleId) {
        self.shared.insert(address.home);
        for key in address.gist.keys() {
            self.articles.entry((address.home, key)).or_insert(article);
        }
    }

    /// Whether the address is known to be shared.
    pub(super) fn shares(&self, address: &Addressed) -> bool {
        self.shared.contains(&address.home)
    }

    /// An article of which it is a version.
    pub(super) fn find(&self, address: &Addressed) -> Option<ArticleId> {
        let mut keys = address.gist.keys();
        keys.find_map(|key| self.articles.get(&(address.home, key)).copied())
    }
}
