//! Articles of files that have gone, which files that come say as well: these hold them from then on.
//!
//! A file that has another name now is known by its former one until somebody prunes. What it said must not be named by a file that
//! nobody can open, nor stand twice because a copy of it has gone. Files that were known before say nothing of what has become of
//! the others: there what has gone keeps its articles.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::sink::Sink;
use crate::index::{ArticleId, Catalog, Fate, PageEntry};

impl Sink<'_> {
    /// Gives such articles to the pages that wait for them.
    pub(super) fn pass_on(&mut self) {
        // A rebuilding keeps what the index had of files that have gone.
        if self.job.rebuild.is_some() {
            return;
        }
        let mut catalog = self.shared.catalog_mut();
        let can_read = |path: &str| self.names.is_there(path);
        for id in self.held_by_gone(&catalog) {
            catalog.take_over(id);
            catalog.hand_over(id, can_read);
            self.changed = true;
        }
    }

    /// The articles for which pages of files that came wait, and that a file holds which has gone; of known files, where it was not read.
    fn held_by_gone(&self, catalog: &Catalog) -> BTreeSet<ArticleId> {
        let mut gone: FxHashMap<&str, bool> = FxHashMap::default();
        let mut found = BTreeSet::new();
        for (path, page) in self.tally.found(catalog) {
            let Fate::Deferred(id) = page.fate else {
                continue;
            };
            let (Some(owner), Some(held)) = (catalog.owner(id), catalog.page(id)) else {
                continue;
            };
            let may_pass = self.tally.has_come(path) || held.is_unread();
            if may_pass
                && owner != path
                && says_it(page, held)
                && *gone
                    .entry(owner)
                    .or_insert_with(|| self.names.is_gone(owner))
            {
                found.insert(id);
            }
        }
        found
    }
}

/// Whether a page that waits says what the one says that holds the article, or something newer. One that is the same to the byte says it,
/// also where the rules were others when that was cleaned.
fn says_it(page: &PageEntry, held: &PageEntry) -> bool {
    if page.raw != 0 && page.raw == held.raw {
        return true;
    }
    if page.twin != 0 || held.twin != 0 {
        return page.twin == held.twin;
    }
    page.age >= held.age && !page.differs(held)
}
