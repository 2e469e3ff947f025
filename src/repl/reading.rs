//! `open` and `more`: from a hit to its article.

use super::answer::{Answer, Part};
use super::form;
use super::session::{Session, View};
use super::values::Values;
use crate::enrich::Enriched;
use crate::error::Error;
use crate::output::first::{self, FirstRecord};
use crate::output::listing::Form;
use crate::output::why::{self, Neighbours};
use crate::output::{Look, Sheet, article, flow, records, results};
use crate::search::{First, Hit, Like, Request, Results};

/// Passages that `more` shows at most.
const MORE: usize = 20;

impl Session<'_> {
    /// The hit with a number, counted from 1 over the whole answer. One that is not on the page is looked up.
    fn hit(&self, number: usize) -> Result<Hit, Error> {
        let at = number.checked_sub(self.request.offset + 1);
        // What is listed outlet by outlet has no passages.
        let whole = !matches!(self.view, View::First { .. });
        if let Some(hit) = at.and_then(|at| self.hits.get(at)).filter(|_| whole) {
            return Ok(hit.clone());
        }
        let looked_up = match self.sets.current() {
            Some(_) if number > 0 => self.found_at(number, self.request.passages)?,
            _ => None,
        };
        looked_up.ok_or_else(|| Error::Usage(format!("there is no article {number} on show")))
    }

    /// The hit at a place of the answer on show, from 1, with so many passages.
    fn found_at(&self, number: usize, passages: usize) -> Result<Option<Hit>, Error> {
        let request = Request {
            offset: number.saturating_sub(1),
            limit: 1,
            passages,
            ..self.request.clone()
        };
        let mut found = match self.of_view(&request)? {
            Some(found) => found.hits,
            None => self.searcher.search(&request)?.hits,
        };
        Ok(found.pop())
    }

    /// A page of the answer on show, where that is not the current set.
    pub(super) fn of_view(&self, request: &Request) -> Result<Option<Results>, Error> {
        Ok(match &self.view {
            View::Set => None,
            View::Like { id, .. } => Some(self.searcher.similar(Like::Article(id), request)?),
            View::First { .. } => Some(self.searcher.first_hits(request)?),
        })
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
        self.opened = Some(number);
        Ok(Answer::of(Part::Article { text, line }))
    }

    pub(super) fn more(&mut self, number: usize) -> Result<Answer, Error> {
        let shown = self.hit(number)?;
        let found = self.found_at(number, MORE)?;
        let Some(mut hit) = found.filter(|hit| hit.id == shown.id) else {
            return Err(gone(&shown.id));
        };
        if hit.passages.is_empty() {
            let message = format!("no passage of article {number} holds words of the query");
            return Err(Error::Misuse {
                message,
                hint: format!("`open {number}` shows all of it"),
            });
        }
        // In the order of the text, as one reads on.
        hit.passages.sort_by_key(|passage| passage.start);
        let mut sheet = Sheet::new(self.look());
        results::hit(&mut sheet, &hit, number, None);
        Ok(Answer::long(sheet.into_text()))
    }

    /// Articles like one on show. They can be opened as any others, but are no set: no query finds just them.
    pub(super) fn like(&mut self, number: usize) -> Result<Answer, Error> {
        let id = self.hit(number)?.id;
        let before = std::mem::take(&mut self.request.offset);
        let found = self.searcher.similar(Like::Article(&id), &self.request);
        if found.as_ref().is_ok_and(|found| found.total > 0) {
            return Ok(self.alike(found?, &id, number));
        }
        // What was on show still is.
        self.request.offset = before;
        found?;
        let still = self.on_show();
        Ok(self.remark(&format!(
            "no article shares enough words with article {number}; {still} is still on show"
        )))
    }

    /// A page of the articles like one.
    pub(super) fn likened(&mut self, id: &str, number: usize) -> Result<Answer, Error> {
        let found = self.searcher.similar(Like::Article(id), &self.request)?;
        Ok(self.alike(found, id, number))
    }

    fn alike(&mut self, found: Results, id: &str, number: usize) -> Answer {
        self.view = View::Like {
            id: id.to_owned(),
            number,
            total: found.total,
        };
        self.listed(found, &format!("like {number}"))
    }

    /// The name of the answer on show.
    fn on_show(&self) -> String {
        match &self.view {
            View::Set => format!("S{}", self.sets.current().map_or(0, |(number, _)| number)),
            View::Like { number, .. } => format!("`like {number}`"),
            View::First { .. } => "`first`".to_owned(),
        }
    }

    /// Which outlets have it, and the earliest article of each.
    pub(super) fn first(&mut self) -> Result<Answer, Error> {
        self.begin()?;
        self.request.offset = 0;
        self.earliest()
    }

    /// A page of the outlets, those that had it first before the others.
    pub(super) fn earliest(&mut self) -> Result<Answer, Error> {
        if !matches!(self.form, Form::Text | Form::Json) {
            let mut found = self.searcher.first_hits(&self.request)?;
            let none = Request {
                limit: 0,
                ..self.request.clone()
            };
            found
                .hints
                .extend(first::counted(self.searcher.first(&none)?.counted));
            self.view = View::First { total: found.total };
            return Ok(self.listed(found, "first"));
        }
        let offset = self.request.offset;
        let mut found = self.searcher.first(&self.request)?;
        self.view = View::First { total: found.total };
        self.values = Values::default();
        if self.form == Form::Json {
            self.hits = found.outlets.iter().map(of_first).collect();
            let lines = found
                .outlets
                .iter()
                .map(|first| records::line(&FirstRecord::new(first)));
            return Ok(Answer::text(lines.collect::<String>()));
        }
        let each = |(at, first)| first::one(first, offset + at + 1, self.look());
        let entries: Vec<String> = found.outlets.iter().enumerate().map(each).collect();
        let fitting = self.rows_for(&entries);
        found.outlets.truncate(fitting);
        self.hits = found.outlets.iter().map(of_first).collect();
        let shown = results::share(found.total, self.hits.len(), offset);
        let outlets = shown.replace("article", "outlet");
        let more = if self.attended && found.total > (offset + self.hits.len()) as u64 {
            " · n: more"
        } else {
            ""
        };
        let mut sheet = Sheet::new(self.look());
        let order = if found.total > 1 {
            ", the earliest first"
        } else {
            ""
        };
        let told = format!("{outlets}{order}{more}{}", self.timing());
        flow::aside(&mut sheet, &told);
        if let Some(counted) = first::counted(found.counted) {
            flow::aside(&mut sheet, &counted);
        }
        Ok(Answer::text(
            entries.into_iter().take(fitting).collect::<String>() + &sheet.into_text(),
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
        let (above, below) = (self.hit(number - 1).ok(), self.hit(number + 1).ok());
        let near = match self.view {
            View::Set => Neighbours {
                above: above.as_ref().map(|hit| (number - 1, hit)),
                below: below.as_ref().map(|hit| (number + 1, hit)),
            },
            View::First { .. } | View::Like { .. } => Neighbours::default(),
        };
        let sort = self.request.sort;
        Ok(Answer::long(match self.form {
            Form::Json => records::line(&why),
            _ => why::shown(&why, &hit, number, sort, near, self.look()),
        }))
    }
}

/// The article of an outlet as a hit.
fn of_first(first: &First) -> Hit {
    Hit {
        id: first.article.id.clone(),
        title: first.article.title.clone(),
        site: first.article.site.clone(),
        ..Hit::default()
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
