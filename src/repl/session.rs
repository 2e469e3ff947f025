//! The state of a session, and what each line does to it.

use std::time::Instant;

use super::answer::{Answer, Part};
use super::columns;
use super::command;
use super::expand::{expand, missing};
use super::form;
use super::help;
use super::offer::{Before, Offer};
use super::outlet::Outlet;
use super::paint::Known;
use super::said::Said;
use super::sets::{Set, Sets, filters};
use super::values::Values;
use super::window::Counted;
use crate::error::Error;
use crate::output::listing::Form;
use crate::output::{Look, Sheet, flow, problem, results};
use crate::search::{Hit, Request, Results, Searcher};

/// What the answer on show is an answer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum View {
    /// The current set.
    #[default]
    Set,
    /// Which articles are like this one.
    Like {
        /// Its id.
        id: String,
        /// The number it was called by.
        number: usize,
        /// How many are.
        total: u64,
    },
    /// The earliest articles of the current set's outlets.
    First {
        /// How many outlets there are.
        total: u64,
    },
}

/// A session: its sets, the answer on show, its settings.
///
/// It knows no terminal: a line goes in, an [`Answer`] comes out.
#[derive(Debug)]
pub struct Session<'a> {
    pub(super) searcher: &'a Searcher,
    /// The request on show; its query is the current set's.
    pub(super) request: Request,
    pub(super) look: Look,
    pub(super) form: Form,
    pub(super) timer: bool,
    /// Whether a person sits at the keys.
    pub(super) attended: bool,
    /// What was offered in place of the line before.
    pub(super) offered: Option<Offer>,
    /// Rows of the window.
    pub(super) rows: Option<usize>,
    /// What its user asked for in numbers, whatever the window.
    pub(super) counted: Counted,
    /// Where the pages before the one on show begin.
    pub(super) earlier: Vec<usize>,
    /// What is on show.
    pub(super) view: View,
    pub(super) sets: Sets,
    pub(super) hits: Vec<Hit>,
    /// Values that a number would take, after `facets`.
    pub(super) values: Values,
    /// Where answers go, if not to the screen.
    pub(super) outlet: Option<Outlet>,
    /// The article that was read last, if nothing else was asked for since.
    pub(super) opened: Option<usize>,
    /// Why the index cannot be looked at any more.
    pub(super) lost: Option<String>,
    /// Files that are being read, one within another.
    pub(super) reading: usize,
    query_help: &'a str,
    begun: Instant,
}

impl<'a> Session<'a> {
    /// A session without sets; every search starts from `request`. `query_help` is what `.help query` says.
    pub fn new(searcher: &'a Searcher, request: Request, look: Look, query_help: &'a str) -> Self {
        Self {
            searcher,
            request: Request {
                advice: true,
                ..request
            },
            look,
            form: Form::default(),
            timer: false,
            attended: false,
            offered: None,
            rows: None,
            counted: Counted::default(),
            earlier: Vec::new(),
            view: View::default(),
            sets: Sets::default(),
            hits: Vec::new(),
            values: Values::default(),
            outlet: None,
            opened: None,
            lost: None,
            reading: 0,
            query_help,
            begun: Instant::now(),
        }
    }

    /// A person is at the keys: answers show their time, and an empty line takes the query that was offered.
    #[must_use]
    pub fn attended(mut self) -> Self {
        self.timer = true;
        self.attended = true;
        self
    }

    /// The line that was offered in place of a query that found nothing, or of a mistyped command; `y` takes it, and so does an empty line of a person.
    pub fn offered(&self) -> Option<&str> {
        match self.offered.as_ref()? {
            Offer::Query(line) | Offer::Command { line, .. } => Some(line),
        }
    }

    /// Answers are made for a window of so many columns and rows from now on: a page of hits fits in it.
    pub fn fit(&mut self, columns: usize, rows: usize) {
        self.look.width = columns;
        self.rows = Some(rows);
    }

    /// What the prompt shows: the current set's number, size and filters.
    pub fn current(&self) -> Option<(usize, u64, Vec<&str>)> {
        let (number, set) = self.sets.current()?;
        Some((number, set.total, set.within()))
    }

    /// What a line can name now.
    pub(super) fn known(&self) -> Known {
        Known {
            sets: self.sets.clone(),
            articles: self.total(),
        }
    }

    /// Does what a line says. Trouble is part of the answer.
    pub fn answer(&mut self, line: &str) -> Answer {
        self.begun = Instant::now();
        let news = self.news();
        let said = self.meant(line);
        let stop = self.searcher.stop();
        let done = self.obey(said).and_then(|answer| {
            stop.heed()?;
            self.delivered(answer)
        });
        news.then(done.unwrap_or_else(|error| self.trouble(&error)))
    }

    /// As [`Session::answer`], for a line that may not be UTF-8: of such a one the first byte that is none, from 1.
    pub(super) fn answer_if_read(&mut self, line: Result<String, usize>) -> Answer {
        match line {
            Ok(line) => self.answer(line.trim_end()),
            Err(byte) => self.trouble(&Error::Misuse {
                message: format!(
                    "the line is not UTF-8 at its byte {byte}, and nothing was searched for"
                ),
                hint: "save what is read as UTF-8".to_owned(),
            }),
        }
    }

    /// What a line says here: what was offered is taken by `y`, and by an empty line of a person.
    fn meant(&mut self, line: &str) -> Said {
        let said = Said::read(line);
        let takes = match said {
            Said::Yes => true,
            Said::Nothing => self.attended,
            _ => false,
        };
        match (takes, self.offered.take()) {
            (true, Some(Offer::Query(query))) => Said::Query(query),
            (true, Some(Offer::Command { line, before })) => {
                if let Some(before) = before {
                    self.unsearched(*before);
                }
                Said::read(&line)
            }
            _ => said,
        }
    }

    fn obey(&mut self, said: Said) -> Result<Answer, Error> {
        let opened = self.opened.take();
        match said {
            Said::Nothing => Ok(Answer::default()),
            Said::Quit => self.leave(),
            Said::Open(number) => self.open(number),
            Said::Number(number) => self.number(number),
            Said::Query(text) => self.asked(&text),
            Said::Refine(within) => self.narrow(&within),
            Said::Set(number) => self.revisit(number),
            Said::Diff(first, second) => self.diff(first, second),
            Said::More(number) => self.more(number),
            Said::Why(number) => self.why(number),
            Said::Like(number) => self.like(number),
            Said::Yes => Err(Error::Misuse {
                message: "nothing is offered".to_owned(),
                hint:
                    "`y` takes a query or command that was offered; to search for the letter: \"y\""
                        .to_owned(),
            }),
            Said::Next => self.go(opened, true),
            Said::Previous => self.go(opened, false),
            Said::Facets(column) => self.facets(column.as_deref()),
            Said::First => self.first(),
            Said::History => Ok(Answer::long(self.history()?)),
            Said::Back => self.back(),
            Said::Change(setting, value) => self.set(setting, value.as_deref()),
            Said::Save(file) => self.save(&file),
            Said::Export(file) => self.export(&file),
            Said::Output(file) => self.output(file.as_deref()),
            Said::Read(file) => self.read(&file),
            Said::Help(None) => Ok(Answer::long(help::text(self.look()))),
            Said::Help(Some(_)) => Ok(Answer::long(self.query_help)),
            Said::Wrong {
                message,
                hint: None,
            } => Err(Error::Usage(message)),
            Said::Wrong {
                message,
                hint: Some(hint),
            } => Err(Error::Misuse { message, hint }),
        }
    }

    pub(super) fn query(&mut self, text: &str) -> Result<Answer, Error> {
        let expanded = expand(text, &self.sets)?;
        let (_, problems) = self.searcher.read(&expanded.query);
        if !problems.is_empty() {
            return Err(expanded.typed(text, problems));
        }
        let set = Set::of(expanded.said(text.to_owned()));
        let before = Before {
            request: self.request.clone(),
            view: self.view.clone(),
        };
        let mut found = self.find(set)?;
        let better = found.correction.take();
        let command = self.mistyped(text, found.total)?;
        found.correction = better
            .filter(|_| command.is_none())
            .map(|better| expanded.named(text, &better));
        let mut answer = self.shown(found);
        if let Some(line) = command {
            answer = answer.then(self.offer(line, before));
        }
        let advice = expanded.advice.iter().cloned().chain(command::beside(text));
        Ok(advice.fold(answer, |answer, advice| answer.then(self.advised(&advice))))
    }

    /// Advice beside an answer.
    pub(super) fn advised(&self, advice: &str) -> Answer {
        let mut sheet = Sheet::new(self.note_look());
        problem::hint(&mut sheet, advice);
        Answer::note(sheet.into_text())
    }

    fn search(&mut self, set: Set) -> Result<Answer, Error> {
        let found = self.find(set)?;
        Ok(self.shown(found))
    }

    /// Makes a set and keeps it.
    fn find(&mut self, mut set: Set) -> Result<Results, Error> {
        let (query, called) = set.asked();
        let request = Request {
            query,
            called,
            offset: 0,
            ..self.request.clone()
        };
        let found = self.searcher.search(&request)?;
        self.request = request;
        set.total = found.total;
        self.sets.add(set);
        self.view = View::Set;
        Ok(found)
    }

    fn narrow(&mut self, within: &str) -> Result<Answer, Error> {
        // Trouble is shown in what was typed, not in the whole query that it becomes a part of.
        let expanded = expand(within, &self.sets)?;
        let (_, problems) = self.searcher.read(&expanded.query);
        if !problems.is_empty() {
            return Err(expanded.typed(within, problems));
        }
        match self.sets.current() {
            Some((_, set)) => {
                let (read, _) = self.searcher.read(within);
                self.search(set.narrowed(filters(within, &read, &self.sets)?))
            }
            None => self.query(within),
        }
    }

    /// Takes a value or opens an article; a number that is neither may have been meant as a word.
    fn number(&mut self, number: usize) -> Result<Answer, Error> {
        let taken = if self.values.is_empty() {
            self.open(number)
        } else {
            self.drill(number)
        };
        taken.map_err(|error| match error {
            Error::Usage(message) => Error::Misuse {
                message,
                hint: format!("to search for the number: \"{number}\" or +{number}"),
            },
            other => other,
        })
    }

    fn drill(&mut self, number: usize) -> Result<Answer, Error> {
        let value = self.values.get(number);
        match value.map(|(column, value)| columns::as_query(*column, value)) {
            Some(within) => self.narrow(&within),
            None => Err(Error::Usage(format!(
                "there is no value {number} on show; `open {number}` reads an article"
            ))),
        }
    }

    /// Shows the current request again.
    pub(super) fn again(&mut self) -> Result<Answer, Error> {
        match self.view.clone() {
            View::Like { id, number, .. } => return self.likened(&id, number),
            View::First { .. } => return self.earliest(),
            View::Set => {}
        }
        let found = self.searcher.search(&self.request)?;
        self.sets.count(found.total);
        Ok(self.shown(found))
    }

    fn revisit(&mut self, number: usize) -> Result<Answer, Error> {
        self.sets.get(number).ok_or_else(|| missing(number))?;
        self.sets.visit(number);
        self.show_current()
    }

    fn back(&mut self) -> Result<Answer, Error> {
        if self.sets.back() {
            self.show_current()
        } else {
            Err(Error::Usage("there is no set before this one".to_owned()))
        }
    }

    fn show_current(&mut self) -> Result<Answer, Error> {
        self.view = View::Set;
        if let Some((_, set)) = self.sets.current() {
            (self.request.query, self.request.called) = set.asked();
            self.request.offset = 0;
        }
        self.again()
    }

    /// Shows what the current set holds.
    fn shown(&mut self, found: Results) -> Answer {
        let set = self.sets.current().map_or(0, |(number, _)| number);
        self.listed(found, &format!("S{set}"))
    }

    /// Keeps hits for later lines and shows them under a name.
    pub(super) fn listed(&mut self, mut found: Results, name: &str) -> Answer {
        self.values = Values::default();
        let offset = self.request.offset;
        let cut = self.cut_to_window(&mut found);
        let header = self.outlet.as_ref().is_none_or(|outlet| !outlet.begun());
        let text = form::page(&self.form, &found, &self.request, header, self.look());
        let mut sheet = Sheet::new(self.note_look());
        let more = self.attended && found.total > (offset + found.hits.len()) as u64;
        let passages = if cut {
            format!(" · more {}: more of it", offset + 1)
        } else {
            String::new()
        };
        let summary = format!(
            "{name}: {}{}{passages}{}",
            results::summary(&found, offset),
            if more { " · n: more" } else { "" },
            self.timing()
        );
        flow::aside(&mut sheet, &summary);
        for advice in &found.hints {
            problem::hint(&mut sheet, advice);
        }
        if let Some(better) = &found.correction {
            let key = self.key();
            problem::hint(
                &mut sheet,
                &format!("did you mean: {better} ({key} takes it)"),
            );
        }
        self.offered = found.correction.map(Offer::Query);
        self.hits = found.hits;
        let summary = match self.form {
            Form::Text => Answer::text(sheet.into_text()),
            _ => Answer::note(sheet.into_text()),
        };
        let mut answer = Answer::text(text).then(summary);
        answer.hits = true;
        answer
    }

    /// Before the first search, columns and outlets are those of the whole index.
    pub(super) fn begin(&mut self) -> Result<(), Error> {
        if self.sets.current().is_none() {
            self.query("*")?;
        }
        Ok(())
    }

    /// How answers look where they go to.
    pub(super) fn look(&self) -> Look {
        match self.outlet {
            None => self.look,
            Some(_) => plain(self.look),
        }
    }

    /// How notes look: nobody breaks the lines of a program's messages.
    pub(super) fn note_look(&self) -> Look {
        let width = if self.attended {
            self.look.width
        } else {
            usize::MAX
        };
        Look { width, ..self.look }
    }

    /// ` · 3.2 ms`, if it is to be shown.
    pub(super) fn timing(&self) -> String {
        let milliseconds = self.begun.elapsed().as_secs_f64() * 1000.0;
        let shown = self.timer.then(|| format!(" · {milliseconds:.1} ms"));
        shown.unwrap_or_default()
    }

    pub(super) fn trouble(&self, error: &Error) -> Answer {
        let text = match error {
            Error::Query { text, problems } => {
                let mut sheet = Sheet::new(self.note_look());
                problem::headed(&mut sheet, "the query cannot be read");
                problem::query(&mut sheet, text, problems);
                problem::hint(&mut sheet, "`.help query` tells what a query can say");
                sheet.into_text()
            }
            Error::Stopped => return self.remark("stopped"),
            other => problem::error(other, self.note_look()),
        };
        Answer {
            failed: true,
            ..Answer::of(Part::Note(text))
        }
    }
}

/// The look of a file.
pub(super) fn plain(look: Look) -> Look {
    Look {
        colour: false,
        links: false,
        ..look
    }
}
