//! Files that were packed or unpacked where they lie: their articles stay what they are, and only the name of the file is another one.
//!
//! The new file's pages say what those of the old one said, so they wait for its articles, and get them when the old name is forgotten.

use super::sink::Sink;
use crate::article::Article;
use crate::enrich::Enriched;
use crate::error::Result;
use crate::index::{ArticleId, Fate, PageEntry, content_of};
use crate::read::{STDIN, unpacked_name};

impl Sink<'_> {
    /// Whether an article was handed over to the source under way from its packed or unpacked form: the name of that, and the digest of
    /// the article there.
    pub(super) fn of_other_form(&self, id: ArticleId) -> Option<&(String, u64)> {
        let open = self.open.as_ref()?;
        let before = self.forgotten.get(&id)?;
        let catalog = self.shared.catalog();
        let is_handed_over = catalog.page(id).is_some_and(PageEntry::is_unread)
            && catalog.owner(id) == Some(open.path.as_str());
        let is_one = unpacked_name(&before.0) == unpacked_name(&open.path);
        (is_one && is_handed_over && !open.held.contains_key(&id)).then_some(before)
    }

    /// Whether such an article is but for the name of its file what it was.
    pub(super) fn is_as_in_other_form(&self, id: ArticleId, enriched: &Enriched) -> bool {
        self.of_other_form(id).is_some_and(|(path, content)| {
            let mut there = enriched.clone();
            there.article.path.clone_from(path);
            content_of(&there) == *content
        })
    }

    /// Puts in an article that says what it said before its file was packed or unpacked. It is counted as unchanged.
    pub(super) fn move_form(
        &mut self,
        id: ArticleId,
        enriched: &Enriched,
        content: u64,
    ) -> Result<Fate> {
        self.tally.note_moved(id, content);
        self.put_as_before(id, enriched)?;
        Ok(self.hold(id, content))
    }

    /// The id of the article without an address that is all of a file: the one it had, perhaps under the name before, else that of its path, unless
    /// another file has that from before.
    pub(super) fn id_of_file(&self, id: ArticleId, twin: u64, article: &Article) -> ArticleId {
        let is_file = article.url.is_none() && article.member.is_none();
        let Some(open) = self
            .open
            .as_ref()
            .filter(|open| is_file && open.path != STDIN)
        else {
            return id;
        };
        let catalog = self.shared.catalog();
        let is_own = |id: &ArticleId| catalog.owner(*id) == Some(open.path.as_str());
        let held = open.old.iter().filter(|page| {
            page.twin != 0 && !page.is_unread() && matches!(page.fate, Fate::Indexed(..))
        });
        let mut held = held.filter_map(PageEntry::article).filter(is_own);
        let is_free =
            |id: &ArticleId| is_own(id) || catalog.page(*id).is_none_or(|page| page.twin == twin);
        let others = (1..).map(|number| id.another(number));
        let mut free = std::iter::once(id).chain(others).filter(is_free);
        held.next().or_else(|| free.next()).unwrap_or(id)
    }
}
