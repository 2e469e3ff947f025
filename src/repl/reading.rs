//! `open` and `more`: from a hit to its article.

use super::answer::{Answer, Part};
use super::form;
use super::session::{Session, View};
use crate::enrich::Enriched;
use crate::error::Error;
use crate::output::listing::Form;
use crate::output::why::{self, Neighbours};
use crate::output::{Look, Sheet, article, records, results};
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
            return Err(gone(&hit.id));
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
        self.request.offset = 0;
        self.likened(&id, number)
    }

    /// A page of the articles like one.
    pub(super) fn likened(&mut self, id: &str, number: usize) -> Result<Answer, Error> {
        let found = self.searcher.similar(Like::Article(id), &self.request)?;
        self.view = View::Like {
            id: id.to_owned(),
            number,
            total: found.total,
        };
        Ok(self.listed(found, &format!("like {number}")))
    }

    /// What the rank of an article on show is made of.
    pub(super) fn why(&self, number: usize) -> Result<Answer, Error> {
        let hit = self.hit(number)?;
        if self.view != View::Set {
            let message =
                "`why` explains a search; these articles are ordered by what they share with one";
            return Err(Error::Usage(message.to_owned()));
        }
        let Some(why) = self.searcher.why(&hit.id, &self.request)? else {
            return Err(gone(&hit.id));
        };
        let beside = |number: usize| Some((number, self.hit(number).ok()?));
        let near = Neighbours {
            above: beside(number - 1),
            below: beside(number + 1),
        };
        let sort = self.request.sort;
        Ok(Answer::text(match self.form {
            Form::Json => records::line(&why),
            _ => why::shown(&why, hit, number, sort, near, self.look()),
        }))
    }
}

fn gone(id: &str) -> Error {
    Error::Usage(format!("the article {id} has gone from the index"))
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
