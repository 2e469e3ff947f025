//! Pages without an address that are the same to the byte.
//!
//! What cleaning leaves of a page depends on what was seen of its site. So of two copies that come far from each other one may keep a line
//! that the other loses, and by what they say they would be two articles. What the first of them said is what each of them says.

use rustc_hash::{FxHashMap, FxHashSet};

use super::batch::Said;
use super::names::Names;
use super::{Job, Rebuild};
use crate::index::Catalog;

/// What pages without an address say, by their bytes.
#[derive(Debug, Default)]
pub(super) struct Alike {
    twins: FxHashMap<u64, u64>,
    /// What pages said before this run that say something else now.
    before: FxHashMap<u64, u64>,
    /// Bytes of pages that were cleaned again in this run.
    anew: FxHashSet<u64>,
    /// All pages are cleaned again.
    is_anew: bool,
}

impl Alike {
    /// The pages of a catalog.
    pub(super) fn of(catalog: &Catalog, job: &Job, names: &Names) -> Self {
        let pages = catalog
            .iter()
            .flat_map(|(path, entry)| entry.pages.iter().map(move |page| (path, page)));
        let pages = pages.filter(|(_, page)| page.raw != 0 && page.twin != 0);
        let mut twins = FxHashMap::default();
        for (path, page) in pages {
            let known = *twins.entry(page.raw).or_insert(page.twin);
            // What has gone, or came on standard input, says what former rules left of it.
            if known != page.twin && names.is_there(path) {
                twins.insert(page.raw, page.twin);
            }
        }
        Self {
            twins,
            is_anew: job.rebuild == Some(Rebuild::Anew),
            ..Self::default()
        }
    }

    /// The digest of what a page says: that of the first page with its bytes. Where the rules or the program are others now, of the first that is cleaned
    /// again; so pages become one article, or several, as in a new index.
    pub(super) fn twin(&mut self, said: &Said, is_cleaned_again: bool) -> u64 {
        if said.raw == 0 {
            return said.twin;
        }
        if (is_cleaned_again || self.is_anew) && self.anew.insert(said.raw) {
            let before = self.twins.insert(said.raw, said.twin);
            if let Some(before) = before.filter(|&before| before != said.twin) {
                self.before.insert(said.raw, before);
            }
        }
        *self.twins.entry(said.raw).or_insert(said.twin)
    }

    /// What pages with these bytes said before the run, if that is something else.
    pub(super) fn before(&self, raw: u64) -> Option<u64> {
        self.before.get(&raw).copied()
    }
}
