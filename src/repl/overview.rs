//! `facets`, `diff`, `history`: what the sets hold, seen from above.

use super::answer::Answer;
use super::expand::missing;
use super::grid::{self, Grid};
use super::session::Session;
use super::sets::Set;
use super::values::Values;
use super::{columns, form};
use crate::error::Error;
use crate::output::flow::{self, Marked};
use crate::output::{Role, Sheet, results};
use crate::search::{Facet, Request, Results};

/// Values of each column when all columns are counted, and of a column that was asked for by name, where there is no window to fill.
const FEW: usize = 5;
pub(super) const MANY: usize = 20;

/// Columns that the text of a set needs to stand beside its size; else it stands below, so far in.
const LEAST: usize = 16;
const INDENT: usize = 4;

/// Rows that the count of articles and the prompt take.
const BELOW: usize = 3;

impl Session<'_> {
    /// Rows for values in a person's window; `None` where nobody counts rows.
    fn rows_for_values(&self) -> Option<usize> {
        let rows = self.rows.filter(|_| self.attended && self.outlet.is_none());
        rows.map(|rows| rows.saturating_sub(BELOW))
    }

    /// All columns, or the first page of the one that is named.
    pub(super) fn facets(&mut self, column: Option<&str>) -> Result<Answer, Error> {
        let column = column.map(columns::named).transpose()?;
        self.begin()?;
        match column {
            Some(column) => self.values_of(column, 0, &[]),
            None => self.all_columns(),
        }
    }

    /// The next page of a column's values, or the one before.
    pub(super) fn turn_values(&mut self, forward: bool) -> Result<Answer, Error> {
        let Some(turned) = self.values.turned(forward) else {
            let set = self.sets.current().map_or(0, |(number, _)| number);
            return Err(Error::Misuse {
                message: "all columns are on show, and there is no page behind them".to_owned(),
                hint: format!(
                    "`facets person` shows one column, and `n` then its next values; `S{set}` shows the articles again"
                ),
            });
        };
        let (column, before, earlier) = turned?;
        self.values_of(column, before, &earlier)
    }

    fn all_columns(&mut self) -> Result<Answer, Error> {
        let rows = self.rows_for_values();
        // All columns are looked over; one that is read through is asked for by name.
        let most = rows.map_or(FEW, |rows| grid::most(rows, self.look, false).min(MANY));
        let found = self.counted(columns::COLUMNS.to_vec(), most)?;
        if let Some(lines) = form::counts(&self.form, &found.facets) {
            self.values = Values::of_all(&found.facets);
            return Ok(Answer::text(lines));
        }
        let mut more = "";
        let mut sheet = Sheet::new(self.look());
        if let Some(rows) = rows {
            let all: u64 = found.facets.iter().map(|counts| counts.distinct).sum();
            let grid = Grid::new(found.facets, rows, 0, self.look);
            grid.write(&mut sheet);
            self.values = Values::of_all(grid.cells());
            if self.values.number() < all {
                more = "facets person: more";
            }
        } else {
            columns::listed(&mut sheet, &found.facets, 0);
            self.values = Values::of_all(&found.facets);
        }
        Ok(self.over(sheet, found.total, more))
    }

    /// A page of a column's values, behind so many; where the pages before that begin.
    fn values_of(
        &mut self,
        column: Facet,
        before: usize,
        earlier: &[usize],
    ) -> Result<Answer, Error> {
        let rows = self.rows_for_values();
        let page = rows.map_or(MANY, |rows| grid::most(rows, self.look, true));
        let found = self.counted(vec![column], before.saturating_add(page))?;
        let mut counted = found.facets;
        for counts in &mut counted {
            self.values = Values::of_one(counts, before, earlier.to_vec());
            counts.values.drain(..before.min(counts.values.len()));
        }
        if let Some(lines) = form::counts(&self.form, &counted) {
            return Ok(Answer::text(lines));
        }
        let mut sheet = Sheet::new(self.look());
        match rows {
            Some(rows) => Grid::new(counted, rows, before, self.look).write(&mut sheet),
            None => columns::listed(&mut sheet, &counted, before),
        }
        let more = if self.values.go_on() { "n: more" } else { "" };
        Ok(self.over(sheet, found.total, more))
    }

    /// Counts the first values of columns over the current set.
    fn counted(&self, facets: Vec<Facet>, most: usize) -> Result<Results, Error> {
        self.searcher.search(&Request {
            limit: 0,
            facet_values: most,
            facets,
            ..self.request.clone()
        })
    }

    /// Values, with what they were counted over and what a person can type to see more of them.
    fn over(&self, mut sheet: Sheet, articles: u64, more: &str) -> Answer {
        let keys = match (self.attended && !self.values.is_empty(), more) {
            (false, _) => String::new(),
            (true, "") => " · a number narrows to it".to_owned(),
            (true, more) => format!(" · a number narrows to it · {more}"),
        };
        let counted = format!(
            "over {}{keys}{}",
            results::plural(articles, "article"),
            self.timing()
        );
        flow::aside(&mut sheet, &counted);
        Answer::text(sheet.into_text())
    }

    pub(super) fn diff(&mut self, first: usize, second: usize) -> Result<Answer, Error> {
        let mut sheet = Sheet::new(self.look());
        let [a, b] =
            [first, second].map(|n| self.sets.get(n).map(Set::query).ok_or_else(|| missing(n)));
        let (a, b) = (a?, b?);
        let rows = [
            (
                format!("S{first} AND S{second}"),
                format!("({a}) AND ({b})"),
            ),
            (
                format!("S{first} NOT S{second}"),
                format!("({a}) AND NOT ({b})"),
            ),
            (
                format!("S{second} NOT S{first}"),
                format!("({b}) AND NOT ({a})"),
            ),
        ];
        for (name, query) in rows {
            let request = Request {
                query,
                ..self.request.clone()
            };
            let count = results::grouped(self.searcher.count(&request)?);
            sheet.put(Role::Number, &format!("{count:>9}  "));
            sheet.put(Role::Text, &name).end();
        }
        Ok(Answer::text(sheet.into_text()))
    }

    /// The sets with their sizes now.
    pub(super) fn history(&mut self) -> Result<String, Error> {
        let (searcher, request) = (self.searcher, &self.request);
        self.sets.recount(|query| {
            searcher.count(&Request {
                query,
                ..request.clone()
            })
        })?;
        let mut sheet = Sheet::new(self.look());
        let current = self.current().map(|(number, ..)| number);
        for (number, set) in self.sets.iter() {
            let mark = if Some(number) == current { "*" } else { " " };
            let name = format!("{mark}S{number}");
            sheet.put(Role::Number, &format!("{name:<5}"));
            let total = format!("{:>9}  ", results::grouped(set.total));
            sheet.put(Role::Aside, &total);
            let (told, before) = (set.told(), 5 + flow::columns(&total));
            let width = sheet.look().width;
            let before = if before + LEAST > width {
                sheet.end().indent(INDENT);
                INDENT
            } else {
                before
            };
            flow::write(
                &mut sheet,
                &Marked::running(&told, &[]),
                before,
                before,
                width,
            );
        }
        Ok(sheet.into_text())
    }
}
