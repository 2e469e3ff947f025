//! The state of a session, and what each line does to it.

use std::time::Instant;

use super::help::HELP;
use super::said::{Said, Setting};
use super::sets::Sets;
use crate::error::Error;
use crate::output::{Look, Role, Sheet, article, flow, problem, results};
use crate::search::{Facet, FacetCounts, Hit, Request, Results, Searcher, Sort};

/// What a line led to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What to show.
    pub text: String,
    /// Whether it is an article to read at leisure, in a pager if there is one.
    pub long: bool,
    /// Whether the user wants to leave.
    pub leave: bool,
}

/// A session: its sets, the answer on show, its settings.
#[derive(Debug)]
pub struct Session<'a> {
    searcher: &'a Searcher,
    /// The request on show; its query is the current set's.
    request: Request,
    look: Look,
    sets: Sets,
    hits: Vec<Hit>,
    /// Values that a number would take, after `facets`.
    values: Vec<(Facet, String)>,
    timer: bool,
}

impl<'a> Session<'a> {
    /// A session without sets; every search starts from `request`.
    pub fn new(searcher: &'a Searcher, request: Request, look: Look) -> Self {
        Self {
            searcher,
            request,
            look,
            sets: Sets::default(),
            hits: Vec::new(),
            values: Vec::new(),
            timer: false,
        }
    }

    /// Shows the time of each answer.
    #[must_use]
    pub fn timed(mut self, timer: bool) -> Self {
        self.timer = timer;
        self
    }

    /// The current set's number and size, for the prompt.
    pub fn current(&self) -> Option<(usize, u64)> {
        self.sets.current().map(|(number, set)| (number, set.total))
    }

    /// Does what a line says. Trouble is part of the answer.
    pub fn answer(&mut self, line: &str) -> Answer {
        let begun = Instant::now();
        let said = Said::read(line);
        let mut answer = self.obey(said);
        if self.timer && !answer.text.is_empty() && !answer.long && !answer.leave {
            let mut sheet = Sheet::new(self.look);
            sheet
                .put(
                    Role::Aside,
                    &format!("{:.1} ms", begun.elapsed().as_secs_f64() * 1000.0),
                )
                .end();
            answer.text += &sheet.into_text();
        }
        answer
    }

    fn obey(&mut self, said: Said) -> Answer {
        let done = match said {
            Said::Nothing => Ok(String::new()),
            Said::Quit => {
                return Answer {
                    leave: true,
                    ..Answer::default()
                };
            }
            Said::Open(number) => return self.open(number),
            Said::Number(number) => match self.values.get(number - 1).cloned() {
                Some((facet, value)) => self.narrow(&as_query(facet, &value)),
                None => return self.open(number),
            },
            Said::Query(query) => self.search(query),
            Said::Refine(within) => self.narrow(&within),
            Said::Sets(parts) => match self.sets.combined(&parts) {
                Ok(_) if parts.len() == 1 => self.revisit(parts[0].set),
                Ok(query) => self.search(query),
                Err(number) => Err(Error::Usage(format!("there is no set S{number}"))),
            },
            Said::More(number) => self.more(number),
            Said::Next => self.turn(true),
            Said::Previous => self.turn(false),
            Said::Facets(column) => self.facets(column.as_deref()),
            Said::History => Ok(self.history()),
            Said::Back => self.back(),
            Said::Set(setting, value) => self.set(setting, value.as_deref()),
            Said::Read(file) => self.read(&file),
            Said::Help => Ok(HELP.to_owned()),
            Said::Wrong(message) => Err(Error::Usage(message)),
        };
        let text = done.unwrap_or_else(|error| problem::error(&error, self.look));
        Answer {
            text,
            ..Answer::default()
        }
    }

    fn search(&mut self, query: String) -> Result<String, Error> {
        let request = Request {
            query,
            offset: 0,
            facets: Vec::new(),
            ..self.request.clone()
        };
        let found = self.searcher.search(&request)?;
        self.request = request;
        self.sets.add(self.request.query.clone(), found.total);
        Ok(self.shown(found))
    }

    fn narrow(&mut self, within: &str) -> Result<String, Error> {
        match self.sets.refined(within) {
            Some(query) => self.search(query),
            None => self.search(within.to_owned()),
        }
    }

    /// Shows the current request again.
    fn again(&mut self) -> Result<String, Error> {
        let found = self.searcher.search(&self.request)?;
        Ok(self.shown(found))
    }

    fn revisit(&mut self, number: usize) -> Result<String, Error> {
        self.sets.visit(number);
        self.show_current()
    }

    fn back(&mut self) -> Result<String, Error> {
        if self.sets.back() {
            self.show_current()
        } else {
            Err(Error::Usage("there is no set before this one".to_owned()))
        }
    }

    fn show_current(&mut self) -> Result<String, Error> {
        if let Some((_, set)) = self.sets.current() {
            self.request.query.clone_from(&set.query);
            self.request.offset = 0;
        }
        self.again()
    }

    /// Keeps the hits for later lines and shows them.
    fn shown(&mut self, found: Results) -> String {
        self.values.clear();
        let mut text = results::page(&found, self.request.offset, self.look);
        let mut sheet = Sheet::new(self.look);
        let set = self.sets.current().map_or(0, |(number, _)| number);
        sheet
            .put(
                Role::Aside,
                &format!("S{set}: {}", results::summary(&found, self.request.offset)),
            )
            .end();
        for advice in &found.hints {
            problem::hint(&mut sheet, advice);
        }
        text += &sheet.into_text();
        self.hits = found.hits;
        text
    }

    fn turn(&mut self, forward: bool) -> Result<String, Error> {
        let total = self.sets.current().map_or(0, |(_, set)| set.total);
        let (offset, limit) = (self.request.offset, self.request.limit.max(1));
        let to = if forward {
            offset.checked_add(limit)
        } else {
            offset.checked_sub(limit)
        };
        match to.filter(|to| (*to as u64) < total) {
            Some(to) => {
                self.request.offset = to;
                self.again()
            }
            None if forward => Err(Error::Usage("this is the last page".to_owned())),
            None => Err(Error::Usage("this is the first page".to_owned())),
        }
    }

    /// The hit with a number as shown, counted from 1 over the whole answer.
    fn hit(&self, number: usize) -> Result<&Hit, Error> {
        let at = number.checked_sub(self.request.offset + 1);
        at.and_then(|at| self.hits.get(at))
            .ok_or_else(|| Error::Usage(format!("there is no article {number} on show")))
    }

    fn open(&self, number: usize) -> Answer {
        let look = self.look;
        let opened = self
            .hit(number)
            .and_then(|hit| self.searcher.article(&hit.id).map(|found| (hit, found)));
        match opened {
            Ok((_, Some(found))) => {
                let marks = self
                    .searcher
                    .marks(&found.article.id, &self.request.query)
                    .unwrap_or_default();
                Answer {
                    text: article::article(&found, &marks, look),
                    long: true,
                    leave: false,
                }
            }
            Ok((hit, None)) => {
                let gone = Error::Usage(format!("the article {} has gone from the index", hit.id));
                Answer {
                    text: problem::error(&gone, look),
                    ..Answer::default()
                }
            }
            Err(error) => Answer {
                text: problem::error(&error, look),
                ..Answer::default()
            },
        }
    }

    fn more(&self, number: usize) -> Result<String, Error> {
        let id = self.hit(number)?.id.clone();
        let request = Request {
            passages: MORE,
            facets: Vec::new(),
            ..self.request.clone()
        };
        let found = self.searcher.search(&request)?;
        let mut sheet = Sheet::new(self.look);
        for hit in found.hits.iter().filter(|hit| hit.id == id) {
            results::hit(&mut sheet, hit, number);
        }
        Ok(sheet.into_text())
    }

    fn facets(&mut self, column: Option<&str>) -> Result<String, Error> {
        if self.sets.current().is_none() {
            return Err(Error::Usage(
                "there is no set to count over; search first".to_owned(),
            ));
        }
        let facets = match column {
            None => FACETS.to_vec(),
            Some(name) => vec![facet(name)?],
        };
        let request = Request {
            facets,
            limit: 0,
            ..self.request.clone()
        };
        let found = self.searcher.search(&request)?;
        self.values = found.facets.iter().flat_map(values).collect();
        let mut sheet = Sheet::new(self.look);
        let mut number = 0;
        for counts in found
            .facets
            .iter()
            .filter(|counts| !counts.values.is_empty())
        {
            listed(&mut sheet, counts, &mut number);
        }
        Ok(sheet.into_text())
    }

    fn history(&self) -> String {
        let mut sheet = Sheet::new(self.look);
        let current = self.current().map(|(number, _)| number);
        for (number, set) in self.sets.iter() {
            let mark = if Some(number) == current { "*" } else { " " };
            let name = format!("{mark}S{number}");
            sheet.put(Role::Number, &format!("{name:<5}"));
            sheet.put(
                Role::Aside,
                &format!("{:>9}  ", results::grouped(set.total)),
            );
            sheet.put(Role::Text, &set.query).end();
        }
        sheet.into_text()
    }

    fn set(&mut self, setting: Setting, value: Option<&str>) -> Result<String, Error> {
        match setting {
            Setting::Limit => self.request.limit = number(value, 1)?.unwrap_or(self.request.limit),
            Setting::Passages => {
                self.request.passages = number(value, 0)?.unwrap_or(self.request.passages);
            }
            Setting::Sort => self.request.sort = sort(value)?.unwrap_or(self.request.sort),
            Setting::Timer => self.timer = switch(value)?.unwrap_or(self.timer),
        }
        Ok(self.settings())
    }

    fn settings(&self) -> String {
        let sort = if self.request.sort == Sort::Date {
            "date"
        } else {
            "relevance"
        };
        let timer = if self.timer { "on" } else { "off" };
        let (limit, passages) = (self.request.limit, self.request.passages);
        format!("limit {limit}, passages {passages}, sort {sort}, timer {timer}\n")
    }

    fn read(&mut self, file: &str) -> Result<String, Error> {
        let failed = |source| Error::Io {
            action: "read",
            path: file.into(),
            source,
        };
        let lines = std::fs::read_to_string(file).map_err(failed)?;
        let mut text = String::new();
        for line in lines
            .lines()
            .filter(|line| !line.trim_start().starts_with(".read"))
        {
            let answer = self.answer(line);
            text += &answer.text;
            if answer.leave {
                break;
            }
        }
        Ok(text)
    }
}

/// Passages that `more` shows at most.
const MORE: usize = 20;

/// The columns in the order of `facets`.
const FACETS: [Facet; 7] = [
    Facet::Person,
    Facet::Org,
    Facet::Place,
    Facet::Site,
    Facet::Section,
    Facet::Lang,
    Facet::Month,
];

fn facet(name: &str) -> Result<Facet, Error> {
    let singular = name.strip_suffix('s').unwrap_or(name);
    let known = FACETS
        .into_iter()
        .find(|f| [name, singular].contains(&results::facet_name(*f)));
    known.ok_or_else(|| {
        let names: Vec<_> = FACETS.into_iter().map(results::facet_name).collect();
        Error::Usage(format!(
            "there is no column `{name}`; there are {}",
            names.join(", ")
        ))
    })
}

fn values(counts: &FacetCounts) -> impl Iterator<Item = (Facet, String)> + '_ {
    counts
        .values
        .iter()
        .map(|(value, _)| (counts.facet, value.clone()))
}

/// A facet with a number before each value, counted on from `number`.
fn listed(sheet: &mut Sheet, counts: &FacetCounts, number: &mut usize) {
    sheet
        .put(Role::Title, results::facet_name(counts.facet))
        .end();
    let room = sheet.look().text_width().saturating_sub(18).max(8);
    for (value, count) in &counts.values {
        *number += 1;
        sheet.put(Role::Number, &format!("{number:>4}  "));
        sheet.put(Role::Aside, &format!("{:>9}  ", results::grouped(*count)));
        sheet.put(Role::Text, &flow::cut_to(value, room)).end();
    }
}

/// The query that stays within a facet's value.
fn as_query(facet: Facet, value: &str) -> String {
    let value = value.replace('"', " ");
    match facet {
        Facet::Month => format!("date:{value}"),
        Facet::Person | Facet::Org | Facet::Place => {
            format!("{}:=\"{value}\"", results::facet_name(facet))
        }
        Facet::Site | Facet::Section | Facet::Lang => {
            format!("{}:\"{value}\"", results::facet_name(facet))
        }
    }
}

fn number(value: Option<&str>, least: usize) -> Result<Option<usize>, Error> {
    let Some(value) = value else { return Ok(None) };
    let number = value.parse().ok().filter(|n| (least..=1000).contains(n));
    number
        .map(Some)
        .ok_or_else(|| Error::Usage(format!("expected a number from {least} to 1000")))
}

fn sort(value: Option<&str>) -> Result<Option<Sort>, Error> {
    match value {
        None => Ok(None),
        Some("date") => Ok(Some(Sort::Date)),
        Some("relevance") => Ok(Some(Sort::Relevance)),
        Some(_) => Err(Error::Usage("expected relevance or date".to_owned())),
    }
}

fn switch(value: Option<&str>) -> Result<Option<bool>, Error> {
    match value {
        None => Ok(None),
        Some("on") => Ok(Some(true)),
        Some("off") => Ok(Some(false)),
        Some(_) => Err(Error::Usage("expected on or off".to_owned())),
    }
}
