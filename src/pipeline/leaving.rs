//! Articles that leave the index, or pass to another page first.

use super::sink::Sink;
use crate::index::{ArticleId, Fate};

impl Sink<'_> {
    /// Forgets a source and its articles.
    pub(super) fn forget(&mut self, path: &str) {
        let entry = self.shared.catalog_mut().remove(path).unwrap_or_default();
        self.changed = true;
        for page in entry.pages {
            if let Fate::Indexed(id, content) = page.fate {
                self.forgotten.insert(id, (path.to_owned(), content));
                self.let_go(id);
            }
        }
    }

    /// Deletes an article that its source holds no longer. If another source has a page of it, the article stays until that page
    /// was read: so it is never missing from a commit.
    pub(super) fn let_go(&mut self, id: ArticleId) {
        self.join_twins(id);
        let can_read = |path: &str| self.names.is_there(path);
        let handed_over = self.shared.catalog_mut().hand_over(id, can_read);
        if !handed_over {
            self.delete(id);
        }
    }

    /// Deletes an article.
    pub(super) fn delete(&mut self, id: ArticleId) {
        self.changed = true;
        self.words.remove(&id);
        self.guard.take(id);
        if let Some(writer) = &self.writer {
            writer.delete(id);
        }
    }
}
