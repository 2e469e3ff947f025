//! Sees before each commit that every article which is put in or taken out is one that the catalog knows or knows no longer.
//!
//! An article that is in the documents and in no page of the catalog would stay for ever. No run should come to that; one that does
//! commits nothing.

use rustc_hash::FxHashMap;

use super::sink::Sink;
use crate::enrich::Enriched;
use crate::error::{Error, Result};
use crate::index::{ArticleId, Catalog};

/// What a run has put in and taken out.
#[derive(Debug, Default)]
pub(super) struct Guard(FxHashMap<ArticleId, Done>);

#[derive(Debug, Default)]
struct Done {
    is_there: bool,
    /// It was put in while it was there.
    twice: bool,
}

impl Guard {
    /// Whether the run has put an article in.
    pub(super) fn has_put(&self, id: ArticleId) -> bool {
        self.0.get(&id).is_some_and(|done| done.is_there)
    }

    /// Notes an article that is put in, and whether it was there before the run.
    pub(super) fn put(&mut self, id: ArticleId, was_there: bool) {
        let done = self.0.entry(id).or_insert(Done {
            is_there: was_there,
            twice: false,
        });
        done.twice |= done.is_there;
        done.is_there = true;
    }

    /// Notes one that is taken out.
    pub(super) fn take(&mut self, id: ArticleId) {
        self.0.insert(id, Done::default());
    }

    /// An article of which the documents would say something else than the catalog.
    pub(super) fn disagreement(&self, catalog: &Catalog) -> Option<ArticleId> {
        let wrong = self
            .0
            .iter()
            .filter(|(id, done)| done.twice || catalog.owner(**id).is_some() != done.is_there);
        wrong.map(|(id, _)| *id).min()
    }
}

impl Sink<'_> {
    /// Puts an article in, which is new or has changed.
    pub(super) fn add(&mut self, id: ArticleId, enriched: &Enriched) -> Result<()> {
        self.guard.put(id, self.tally.was_there(id));
        match &self.writer {
            Some(writer) => writer.add(enriched),
            None => Ok(()),
        }
    }

    /// Fails if the commit that is due would leave an index whose documents and catalog disagree.
    ///
    /// # Errors
    /// [`Error::Engine`] with the article.
    pub(super) fn see_that_it_agrees(&self) -> Result<()> {
        let wrong = self.guard.disagreement(&self.shared.catalog());
        match wrong {
            Some(id) if self.job.rebuild.is_none() => Err(Error::Engine(format!(
                "article {id} would not be in the documents as it is in the catalog, so nothing more was written; \
                 this is an error of the program, please report it; `newsdex rebuild` makes the index anew"
            ))),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Fate, PageEntry, SourceEntry};

    fn catalog(ids: &[u64]) -> Catalog {
        let page = |id: &u64| PageEntry {
            fate: Fate::Indexed(ArticleId(*id), 1),
            ..super::super::marks::mark(1, 0)
        };
        let mut catalog = Catalog::default();
        let entry = SourceEntry {
            pages: ids.iter().map(page).collect(),
            ..SourceEntry::default()
        };
        catalog.put("a.jsonl", entry);
        catalog
    }

    #[test]
    fn an_article_that_the_catalog_does_not_know_and_one_that_is_there_twice_are_seen() {
        let (one, two) = (ArticleId(1), ArticleId(2));
        let mut guard = Guard::default();
        guard.put(one, false);
        guard.take(two);
        assert_eq!(guard.disagreement(&catalog(&[1])), None);
        assert_eq!(guard.disagreement(&catalog(&[])), Some(one));
        assert_eq!(guard.disagreement(&catalog(&[1, 2])), Some(two));
        guard.put(two, true);
        assert_eq!(
            guard.disagreement(&catalog(&[1, 2])),
            None,
            "it was taken out before"
        );
        guard.put(one, false);
        assert_eq!(guard.disagreement(&catalog(&[1, 2])), Some(one));
        guard.take(one);
        guard.put(one, false);
        assert_eq!(guard.disagreement(&catalog(&[1, 2])), None);
        guard.put(ArticleId(3), true);
        assert_eq!(guard.disagreement(&catalog(&[1, 2, 3])), Some(ArticleId(3)));
    }
}
