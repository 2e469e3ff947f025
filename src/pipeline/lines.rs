//! Records without an address and an id of their own: what they say tells which is which, before their places do.
//!
//! They are known by their places in a file. But a line more in front moves all behind it, and where a part of the file cannot be read a record
//! that took the id of its neighbour would take its article away too. So one that says what a record of the file has said is that one, wherever
//! it stands; one that says something like what stood at its place in the former run, or was first known by that place, is that, changed; and any other
//! one is new, with an id made of the place.

use std::cell::OnceCell;

use super::batch::Said;
use super::sink::Sink;
use crate::article::{Article, Gist};
use crate::index::{ArticleId, PageEntry};
use crate::read::STDIN;

/// Whether an article is known by its place among the records of a file.
fn is_by_place(article: &Article) -> bool {
    article.url.is_none() && article.member.is_some() && article.id == article.id_by_place()
}

impl Sink<'_> {
    /// Whether a page of this source has held an article and this run has not come to it: it may have moved.
    pub(super) fn is_to_come(&self, id: ArticleId, article: &Article) -> bool {
        let Some(open) = &self.open else { return false };
        if self.of_other_form(id).is_some() {
            return true;
        }
        let catalog = self.shared.catalog();
        // Of records of one file that state one id, which is the first says nothing.
        let was_here = |page: &PageEntry| article.url.is_none() && !page.is_unread();
        let was_here = article.member.is_some() && open.old_page(id).is_some_and(was_here);
        (is_by_place(article) || was_here)
            && open.path != STDIN
            && !open.held.contains_key(&id)
            && catalog.owner(id) == Some(open.path.as_str())
    }

    /// The id of a record that says what none of its file has said; that of its place, unless another one has it or had it in former runs.
    pub(super) fn at_place(&self, id: ArticleId, said: &Said, article: &Article) -> ArticleId {
        let twin = said.twin;
        let Some(open) = &self.open else { return id };
        if article.member.is_none() {
            return self.id_of_file(id, twin, article);
        }
        if said.states_id || !is_by_place(article) {
            return self.as_stated(id, said, article);
        }
        let gist = OnceCell::new();
        let is_version = |before: Gist| {
            let said: &Gist = gist.get_or_init(|| Gist::of(article));
            said.says_the_same(before)
        };
        let catalog = self.shared.catalog();
        let is_its_own = |id: ArticleId| {
            // A file that was moved has taken the ids of its old name along.
            let is_here = || catalog.owner(id) == Some(open.path.as_str());
            let is_free = |page: &PageEntry| {
                let may_be = || self.may_take(id, said) && is_here();
                page.twin == twin || may_be() && self.said_before(id).is_none_or(is_version)
            };
            catalog.page(id).is_none_or(is_free)
        };
        let stood_here = open.old.get(open.new.len()).and_then(PageEntry::article);
        let stood_here = stood_here.filter(|&id| {
            let is_of_lines = catalog.page(id).is_some_and(|page| page.twin != 0);
            is_of_lines
                && self.is_to_come(id, article)
                && self.said_before(id).is_some_and(is_version)
        });
        let others = (1..).map(|number| id.another(number));
        let mut ids = stood_here.into_iter().chain([id]).chain(others);
        let free = ids.find(|id| !open.held.contains_key(id) && is_its_own(*id));
        free.unwrap_or(id)
    }

    /// The id of a record that has one, of its own or as a line of an export: another one where an article of another source has it that
    /// says something else. Two archives may name a path alike, and the exports of both come into one index. So may one file have the
    /// lines of both.
    fn as_stated(&self, id: ArticleId, said: &Said, article: &Article) -> ArticleId {
        let Some(open) = &self.open else { return id };
        let catalog = self.shared.catalog();
        let is_version = |before: Gist| Gist::of(article).says_the_same(before);
        let is_line_of_it =
            |id: &ArticleId| !said.states_id || self.said_before(*id).is_none_or(is_version);
        let is_its_own = |id: &ArticleId| {
            if let Some(held) = open.held.get(id) {
                let is_version = |page: &PageEntry| {
                    page.is_unread() || self.words_now(*id, page) == Some(said.words)
                };
                return !said.states_id && open.new.get(*held).is_some_and(is_version);
            }
            let is_here = || catalog.owner(*id) == Some(open.path.as_str());
            let may_have = |page: &PageEntry| {
                let is_older = || self.words_now(*id, page) == Some(said.words);
                let may_be = || self.may_take(*id, said) || !said.states_id && is_older();
                page.twin == said.twin || is_here() && may_be() && is_line_of_it(id)
            };
            catalog.page(*id).is_none_or(may_have)
        };
        let others = (1..).map(|number| id.another(number));
        let mut ids = std::iter::once(id).chain(others);
        ids.find(is_its_own).unwrap_or(id)
    }

    /// Whether a page may take an article of its source which says something else, since that may be what it said before. When the run
    /// has read the source once, only if it is the page itself.
    fn may_take(&self, id: ArticleId, said: &Said) -> bool {
        let Some(open) = &self.open else { return false };
        let was_read = self.rereads && self.tally.has_looked(&open.path);
        let is_itself = |page: &PageEntry| page.digest == said.digest;
        !was_read || open.old_page(id).is_some_and(is_itself)
    }

    /// The words of an article as it is now, of which this is the page.
    fn words_now(&self, id: ArticleId, page: &PageEntry) -> Option<u64> {
        let now = self.words.get(&id).copied();
        now.or_else(|| self.words_before(id, page))
    }

    /// What an article said before this run.
    fn said_before(&self, id: ArticleId) -> Option<Gist> {
        match (&self.writer, &self.compared) {
            (Some(writer), _) => writer.said_before(id),
            (None, Some((index, former))) => former.said(index, id),
            (None, None) => None,
        }
    }
}
