//! `open` and `more`: from a hit to its article.

use super::answer::{Answer, Part};
use super::form;
use super::session::{MANY, Session, View};
use crate::enrich::Enriched;
use crate::error::Error;
use crate::output::first::{self, FirstRecord};
use crate::output::listing::Form;
use crate::output::why::{self, Neighbours};
use crate::output::{Look, Role, Sheet, article, records, results};
use crate::search::{First, Hit, Like, Request, Sort};

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
        let mut request = Request {
            passages: MORE,
            ..self.request.clone()
        };
        if self.view == View::First {
            // It need not be on the page; it is among the earliest of its outlet.
            request.sites = vec![self.hit(number)?.site.clone()];
            request.sort = Sort::Oldest;
        }
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

    /// Which outlets have it, and the earliest article of each.
    pub(super) fn first(&mut self) -> Result<Answer, Error> {
        self.begin()?;
        let request = Request {
            offset: 0,
            limit: MANY,
            ..self.request.clone()
        };
        let found = self.searcher.first(&request)?;
        self.request.offset = 0;
        self.view = View::First;
        self.values.clear();
        let hit = |first: &First| Hit {
            id: first.article.id.clone(),
            title: first.article.title.clone(),
            site: first.article.site.clone(),
            ..Hit::default()
        };
        self.hits = found.iter().map(hit).collect();
        if self.form == Form::Json {
            let lines = found
                .iter()
                .map(|first| records::line(&FirstRecord::new(first)));
            return Ok(Answer::text(lines.collect::<String>()));
        }
        let mut sheet = Sheet::new(self.look());
        let outlets = results::plural(found.len() as u64, "outlet");
        let told = format!("{outlets}, the earliest first{}", self.timing());
        sheet.put(Role::Aside, &told).end();
        Ok(Answer::text(
            first::list(&found, self.look()) + &sheet.into_text(),
        ))
    }

    /// What the rank of an article on show is made of.
    pub(super) fn why(&self, number: usize) -> Result<Answer, Error> {
        let hit = self.hit(number)?;
        if matches!(self.view, View::Like { .. }) {
            let message =
                "`why` explains a search; these articles are ordered by what they share with one";
            return Err(Error::Usage(message.to_owned()));
        }
        let Some(why) = self.searcher.why(&hit.id, &self.request)? else {
            return Err(gone(&hit.id));
        };
        let beside = |number: usize| Some((number, self.hit(number).ok()?));
        let near = match self.view {
            View::Set => Neighbours {
                above: beside(number - 1),
                below: beside(number + 1),
            },
            View::First | View::Like { .. } => Neighbours::default(),
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
