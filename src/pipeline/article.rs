//! An article that came out of a page, into the index.

use super::batch::Said;
use super::claims::Claim;
use super::settle::Way;
use super::sink::Sink;
use super::why;
use crate::enrich::Enriched;
use crate::error::{Error, Result};
use crate::index::{Age, ArticleId, Fate, content_of};
use crate::read::STDIN;

impl Sink<'_> {
    /// What becomes of an article. `is_known` says that its page is as it was, and at its place.
    pub(super) fn article(
        &mut self,
        mut enriched: Enriched,
        said: Said,
        age: Age,
        is_known: bool,
    ) -> Result<Fate> {
        let mut id = ArticleId::parse(&enriched.article.id).ok_or_else(|| {
            Error::Engine(format!("{} is no id of an article", enriched.article.id))
        })?;
        let stated = id;
        let twin = self.twin_of(id, &said, &enriched.article);
        let twin = twin.or_else(|| self.former_twin(&said, &enriched.article));
        if let Some(other) = twin.filter(|other| !self.is_to_come(*other, &enriched.article)) {
            return Ok(self.deferred(other));
        }
        if said.twin != 0 {
            id = twin.unwrap_or_else(|| self.at_place(id, &said, &enriched.article));
            self.twins.insert(said.twin, id);
        }
        let (mut way, mut content) = (Way::ByAge, said.content);
        if let Some(address) = said.address {
            (id, way) = self.seat(address, said.digest);
        }
        if id != stated {
            enriched.article.id = id.to_string();
            content = content_of(&enriched);
        }
        if way == Way::Waits {
            return Ok(self.deferred(id));
        }
        if self.is_as_in_other_form(id, &enriched) {
            return self.move_form(id, &enriched, content);
        }
        match self.claim(id, (said.digest, content), age, way) {
            Claim::New => {}
            Claim::Unchanged => {
                // It may stand at another place now.
                if enriched.article.member.is_some() && !is_known && !self.rereads {
                    self.put_as_before(id, &enriched)?;
                }
                return Ok(self.hold_words(id, content, said.words));
            }
            Claim::Deferred => return Ok(self.deferred(id)),
            Claim::Changed => self.delete(id),
        }
        let url = enriched.article.url.as_deref();
        self.settled.tell(said.address, id, url);
        let before = self.open.as_ref().and_then(|open| open.old_content(id));
        if before == Some(content) && !self.rereads {
            self.put_as_before(id, &enriched)?;
        } else {
            self.add(id, &enriched)?;
        }
        Ok(self.hold_words(id, content, said.words))
    }

    /// Notes that the page at hand holds an article, and what it says.
    fn hold_words(&mut self, id: ArticleId, content: u64, words: u64) -> Fate {
        if words != 0 {
            self.words.insert(id, words);
        }
        self.hold(id, content)
    }

    pub(super) fn hold(&mut self, id: ArticleId, content: u64) -> Fate {
        if let Some(open) = &mut self.open {
            open.hold(id);
        }
        Fate::Indexed(id, content)
    }

    /// A page that waits for the article of another one. Standard input cannot be read again, so its pages do not wait.
    pub(super) fn deferred(&self, id: ArticleId) -> Fate {
        match &self.open {
            Some(open) if open.path == STDIN => self.skipped(why::DUPLICATE),
            _ => Fate::Deferred(id),
        }
    }

    /// Puts in an article that says what it said, perhaps at another place of its source: for whoever asks what is new, it is not.
    pub(super) fn put_as_before(&mut self, id: ArticleId, enriched: &Enriched) -> Result<()> {
        self.changed = true;
        self.guard.take(id);
        self.guard.put(id, false);
        match &self.writer {
            Some(writer) => writer.move_to(id, enriched),
            None => Ok(()),
        }
    }
}
