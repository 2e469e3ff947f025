//! Pages without an address when all have come: what says the same is one article, and what says something else waits for none.
//!
//! While pages come in, a page is put beside those that are known so far; another one may since have taken an id, or have become another
//! article. So what each page says is compared once more with the article that it is or waits for.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::sink::Sink;
use crate::index::{ArticleId, Catalog, Fate, PageEntry};
use crate::read::STDIN;

/// A page by the path of its source and its number there.
type Place = (String, u32);

impl Sink<'_> {
    /// Makes one of articles that say the same, and has pages read again that wait for an article which says something else.
    pub(super) fn settle_twins(&mut self) {
        for doubles in doubles(&self.shared.catalog()).into_values() {
            self.join(doubles);
        }
        let astray = astray(&self.shared.catalog());
        for (path, at) in astray {
            if self.names.is_there(&path) {
                self.shared.catalog_mut().read_again(&path, at);
                self.changed = true;
            }
        }
    }

    /// Keeps one of articles that say the same: the one that was there before the run, of those whose files are there.
    fn join(&mut self, mut doubles: Vec<(Place, ArticleId)>) {
        doubles.sort_by_cached_key(|((path, at), id)| {
            let is_kept = self.shared.catalog().is_kept(path, *at);
            let is_there = self.names.is_there(path) && !is_kept;
            (!is_there, !self.tally.was_there(*id), path.clone(), *at)
        });
        let mut doubles = doubles.into_iter();
        let Some((_, first)) = doubles.next() else {
            return;
        };
        let twin = self.shared.catalog().page(first).map(|page| page.twin);
        self.twins.extend(twin.map(|twin| (twin, first)));
        for ((path, at), id) in doubles {
            self.shared.catalog_mut().wait_for(&path, at, first);
            self.let_go(id);
        }
    }
}

/// Pages that hold articles which say the same, by what they say.
fn doubles(catalog: &Catalog) -> BTreeMap<u64, Vec<(Place, ArticleId)>> {
    let mut first: FxHashMap<u64, (&str, u32, ArticleId)> = FxHashMap::default();
    let mut found: BTreeMap<u64, Vec<(Place, ArticleId)>> = BTreeMap::new();
    for (path, at, page) in pages(catalog) {
        let Fate::Indexed(id, _) = page.fate else {
            continue;
        };
        if page.is_again() {
            continue;
        }
        if let Some(&(path, at, id)) = first.get(&page.twin) {
            let known = found.entry(page.twin);
            known.or_insert_with(|| vec![((path.to_owned(), at), id)]);
        } else {
            first.insert(page.twin, (path, at, id));
        }
        if let Some(doubles) = found.get_mut(&page.twin) {
            doubles.push(((path.to_owned(), at), id));
        }
    }
    found
}

/// Pages that wait for an article which says something else.
fn astray(catalog: &Catalog) -> Vec<Place> {
    let is_astray = |page: &PageEntry| match page.fate {
        Fate::Deferred(id) if !page.is_again() => {
            let held = catalog.page(id);
            held.is_some_and(|held| held.twin != page.twin && !held.is_unread())
        }
        _ => false,
    };
    let pages =
        pages(catalog).filter(|(path, at, page)| is_astray(page) && !catalog.is_kept(path, *at));
    pages.map(|(path, at, _)| (path.to_owned(), at)).collect()
}

/// The pages of files that have no address, each with the path of its source and its number there.
fn pages(catalog: &Catalog) -> impl Iterator<Item = (&str, u32, &PageEntry)> {
    let files = catalog.iter().filter(|(path, _)| *path != STDIN);
    let pages = files.flat_map(|(path, entry)| {
        let pages = (0..).zip(&entry.pages);
        pages.map(move |(at, page)| (path, at, page))
    });
    pages.filter(|(.., page)| page.twin != 0)
}
