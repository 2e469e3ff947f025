//! Hits that carry their ids alone, or besides where their articles come from.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::DocId;

use crate::error::Result;
use crate::index::ArticleId;
use crate::search::order::Candidate;
use crate::search::passages::Shown;
use crate::search::request::{Carried, Hit};

use super::view::See;
use super::{Step, View};

/// Hits without words, scores and passages, by segment and article. A run over many topics asks for the same articles again and again,
/// and the store unpacks some dozens of them for each one read.
pub(super) type Origins = Mutex<FxHashMap<(usize, DocId), Arc<Hit>>>;

impl View {
    /// Tells of hits in their order: ids and scores, and where the articles come from, if they are to be placed.
    pub(super) fn bare(&self, page: &[Candidate], carried: Carried, see: See<'_>) -> Result<()> {
        let placed = carried == Carried::Origin;
        if placed {
            self.read_origins(page)?;
        }
        for candidate in page {
            let Some(segment) = self.segments.get(candidate.segment) else {
                continue;
            };
            let known = placed.then(|| self.origin(candidate)).flatten();
            let hit = match known {
                Some(known) => Hit {
                    score: candidate.score,
                    ..Hit::clone(&known)
                },
                None => Hit {
                    id: ArticleId(
                        segment
                            .ids()?
                            .get(candidate.doc as usize)
                            .copied()
                            .unwrap_or(0),
                    )
                    .to_string(),
                    score: candidate.score,
                    ..Hit::default()
                },
            };
            if see(Step::Hit(hit)).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn origin(&self, candidate: &Candidate) -> Option<Arc<Hit>> {
        let known = self.origins.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(candidate.segment, candidate.doc)).cloned()
    }

    /// Reads what is not known yet in the order in which it lies in the store.
    fn read_origins(&self, page: &[Candidate]) -> Result<()> {
        let mut missing: Vec<_> = page
            .iter()
            .filter(|candidate| self.origin(candidate).is_none())
            .map(|candidate| (candidate.segment, candidate.doc))
            .collect();
        missing.sort_unstable();
        for (segment, doc) in missing {
            self.stop.heed()?;
            let stored = self.brief(segment, doc)?;
            let hit = stored.hit(Shown::default(), 0.0)?;
            let hit = Hit {
                id: hit.id,
                path: hit.path,
                member: hit.member,
                record_id: hit.record_id,
                url: hit.url,
                ..Hit::default()
            };
            let mut known = self.origins.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert((segment, doc), Arc::new(hit));
        }
        Ok(())
    }
}
