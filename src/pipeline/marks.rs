//! What the catalog keeps of pages that were read in part.
//!
//! Behind the entry of such a page comes another one for each limit that it has reached, with the page's digest and the limit as its
//! reason. So a run with other limits finds the sources to read again, and one that reads nothing again still counts them.

use super::sink::Sink;
use crate::index::{Age, Catalog, Fate, Measure, PageEntry};
use crate::read::reasons;

/// The mark of a page with this digest, by the number of its reason.
pub(super) fn mark(digest: u64, reason: u16) -> PageEntry {
    PageEntry {
        digest,
        fate: Fate::Skipped(reason),
        measure: Measure::default(),
        age: Age::default(),
        twin: 0,
        again: false,
        address: None,
    }
}

/// Whether an entry is a mark, and no page.
pub(super) fn is_mark(page: &PageEntry, catalog: &Catalog) -> bool {
    matches!(page.fate, Fate::Skipped(reason) if reasons::is_in_part(catalog.reason(reason)))
}

impl Sink<'_> {
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
