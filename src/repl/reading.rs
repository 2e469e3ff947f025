//! `open` and `more`: from a hit to its article.

use super::answer::{Answer, Part};
use super::form;
use super::session::Session;
use crate::enrich::Enriched;
use crate::error::Error;
use crate::output::{Look, Sheet, article, results};
use crate::search::{Hit, Like, Request};

/// Passages that `more` shows at most.
const MORE: usize = 20;

impl Session<'_> {
    /// The hit with a number as shown, counted from 1 over the whole answer.
    fn hit(&self, number: usize) -> Result<&Hit, Error> {
        let at = number.checked_sub(self.request.offset + 1);
        at.and_then(|at| self.hits.get(at))
            .ok_or_else(|| Error::Usage(format!("there is no article {number} on show")))
    }

    pub(super) fn open(&mut self, number: usize) -> Result<Answer, Error> {
        let hit = self.hit(number)?;
        let Some(found) = self.searcher.article(&hit.id)? else {
            let message = format!("the article {} has gone from the index", hit.id);
            return Err(Error::Usage(message));
        };
        let marks = self.searcher.marks(&hit.id, &self.request.query)?;
        let look = self.look();
        let passage = hit.passages.first().map_or(0, |passage| passage.start);
        let line = line_of(&found, &marks, passage, look);
        let text = form::whole(&self.form, &found, &marks, look);
        Ok(Answer::of(Part::Article { text, line }))
    }

    pub(super) fn more(&mut self, number: usize) -> Result<Answer, Error> {
        let id = self.hit(number)?.id.clone();
        let request = Request {
            passages: MORE,
            ..self.request.clone()
        };
        let found = self.searcher.search(&request)?;
        let mut sheet = Sheet::new(self.look());
        for hit in found.hits.iter().filter(|hit| hit.id == id) {
            let mut hit = hit.clone();
            // In the order of the text, as one reads on.
            hit.passages.sort_by_key(|passage| passage.start);
            results::hit(&mut sheet, &hit, number);
        }
        Ok(Answer::text(sheet.into_text()))
    }

    /// Articles like one on show. They can be opened as any others, but are no set: no query finds just them.
    pub(super) fn like(&mut self, number: usize) -> Result<Answer, Error> {
        let id = self.hit(number)?.id.clone();
        let request = Request {
            offset: 0,
            ..self.request.clone()
        };
        let found = self.searcher.similar(Like::Article(&id), &request)?;
        self.request.offset = 0;
        Ok(self.listed(found, &format!("like {number}")))
    }
}

/// The line, from 0, on which the paragraph at `start` stands once the article is laid out; `start` in scalar values.
fn line_of(found: &Enriched, marks: &[Vec<(usize, usize)>; 2], start: usize, look: Look) -> usize {
    let text = &found.article.text;
    let byte = text
        .char_indices()
        .nth(start)
        .map_or(text.len(), |(at, _)| at);
    let paragraph = text[..byte].rfind('\n');
    let mut before = found.clone();
    before.article.text.truncate(paragraph.unwrap_or(0));
    before.entities.clear();
    article::article(&before, marks, look).lines().count() + 1
}
