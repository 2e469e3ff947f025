//! Records without an address and an id of their own: what they say tells which is which, before their places do.
//!
//! They are known by their places in a file. But a line more in front moves all behind it, and where a part of the file cannot be read a record
//! that took the id of its neighbour would take its article away too. So one that says what a record of the file has said is that one, wherever
//! it stands; one that says something like what was said at its place is that, changed; and any other one is new, with an id made of the place.

use super::sink::Sink;
use crate::article::{Article, Gist};
use crate::index::ArticleId;
use crate::read::STDIN;

/// Whether an article is known by its place among the records of a file.
fn is_by_place(article: &Article) -> bool {
    article.url.is_none() && article.member.is_some() && article.id == article.id_by_place()
}

impl Sink<'_> {
    /// Whether a page of this source has held an article and this run has not come to it: it may have moved.
    pub(super) fn is_to_come(&self, id: ArticleId, article: &Article) -> bool {
        let Some(open) = &self.open else { return false };
        let catalog = self.shared.catalog();
        is_by_place(article)
            && open.path != STDIN
            && !open.held.contains_key(&id)
            && catalog.owner(id) == Some(open.path.as_str())
    }

    /// The id of a record that says what none of its file has said; that of its place, unless another one has it or had it in former runs.
    pub(super) fn at_place(&self, id: ArticleId, twin: u64, article: &Article) -> ArticleId {
        let Some(open) = self.open.as_ref().filter(|_| is_by_place(article)) else {
            return id;
        };
        let mut gist = None;
        let mut is_its_own = |id: ArticleId| {
            let catalog = self.shared.catalog();
            let Some(page) = catalog.page(id) else {
                return true;
            };
            let before = || self.writer.as_ref()?.said_before(id);
            let says_the_same = |before: Gist| {
                let said = *gist.get_or_insert_with(|| Gist::of(article));
                said.says_the_same(before)
            };
            page.twin == twin || before().is_none_or(says_the_same)
        };
        let others = (1..).map(|number| id.another(number));
        let mut ids = std::iter::once(id).chain(others);
        let free = ids.find(|id| !open.held.contains_key(id) && is_its_own(*id));
        free.unwrap_or(id)
    }
}
