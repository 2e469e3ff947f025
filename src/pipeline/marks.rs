//! What the catalog keeps of pages and sources that were read in part.
//!
//! Behind the entry of such a page comes another one for each limit that it has reached, with the page's digest and the limit as its
//! reason. So a run with other limits finds the sources to read again, and one that reads nothing again still counts them.
//! Behind the pages that were found of a source that was read in part comes a mark before those of former runs that were kept.

use super::open::Open;
use super::sink::Sink;
use crate::index::{Age, Catalog, Fate, KEPT, Measure, PageEntry};
use crate::read::reasons;

/// The mark of a page with this digest, by the number of its reason.
pub(super) fn mark(digest: u64, reason: u16) -> PageEntry {
    PageEntry {
        digest,
        fate: Fate::Skipped(reason),
        measure: Measure::default(),
        age: Age::default(),
        twin: 0,
        raw: 0,
        again: false,
        address: None,
    }
}

/// Whether an entry is a mark, and no page.
pub(super) fn is_mark(page: &PageEntry, catalog: &Catalog) -> bool {
    is_limit(page, catalog) || is_before_kept(page, catalog)
}

/// Whether it is the mark of a page that was read in part.
pub(super) fn is_limit(page: &PageEntry, catalog: &Catalog) -> bool {
    matches!(page.fate, Fate::Skipped(reason) if reasons::is_in_part(catalog.reason(reason)))
}

fn is_before_kept(page: &PageEntry, catalog: &Catalog) -> bool {
    matches!(page.fate, Fate::Skipped(reason) if catalog.reason(reason) == KEPT)
}

/// How many of the pages of a source, its first ones, were found when it was read last; the others were kept.
pub(super) fn found(pages: &[PageEntry], catalog: &Catalog) -> usize {
    let kept = pages.iter().position(|page| is_before_kept(page, catalog));
    kept.unwrap_or(pages.len())
}

impl Sink<'_> {
    /// The pages of a source, with those of former runs that still stand.
    pub(super) fn pages_with_old(&self, open: &Open) -> Vec<PageEntry> {
        let mut kept = open.standing().peekable();
        let reason = || self.shared.catalog_mut().reason_number(KEPT);
        let before_kept = kept.peek().is_some().then(|| mark(0, reason()));
        let found = open.new.iter().copied();
        found.chain(before_kept).chain(kept).collect()
    }

    /// A page that was known, with what was said of it.
    pub(super) fn known_with_marks(&mut self, entry: PageEntry) {
        self.known(entry);
        let Some(open) = &mut self.open else { return };
        let Some(marks) = open.marks.get(&entry.digest) else {
            return;
        };
        open.new.extend(marks);
        let catalog = self.shared.catalog();
        for mark in marks.iter().filter(|_| !self.rereads) {
            if let Fate::Skipped(reason) = mark.fate {
                self.report.part(catalog.reason(reason));
            }
        }
    }
}
