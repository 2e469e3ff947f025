//! `facets`, `diff`, `history`: what the sets hold, seen from above.

use super::answer::Answer;
use super::expand::missing;
use super::grid::{self, Grid};
use super::session::Session;
use super::sets::Set;
use super::{columns, form};
use crate::error::Error;
use crate::output::flow::{self, Marked};
use crate::output::{Role, Sheet, results};
use crate::search::{Facet, FacetCounts, Request};

/// Values of each column when all columns are counted, and of a column that was asked for by name, where there is no window to fill.
const FEW: usize = 5;
pub(super) const MANY: usize = 20;

/// Columns that the text of a set needs to stand beside its size; else it stands below, so far in.
const LEAST: usize = 16;
const INDENT: usize = 4;

/// Rows that the count of articles and the prompt take.
const BELOW: usize = 3;

/// The values in the order of their numbers.
fn numbered<'c>(columns: impl IntoIterator<Item = &'c FacetCounts>) -> Vec<(Facet, String)> {
    let of = |counts: &'c FacetCounts| {
        let values = counts.values.iter();
        values.map(|(value, _)| (counts.facet, value.clone()))
    };
    columns.into_iter().flat_map(of).collect()
}

impl Session<'_> {
    /// Rows for values in a person's window; `None` where nobody counts rows.
    fn rows_for_values(&self) -> Option<usize> {
        let rows = self.rows.filter(|_| self.attended && self.outlet.is_none());
        rows.map(|rows| rows.saturating_sub(BELOW))
    }

    pub(super) fn facets(&mut self, column: Option<&str>) -> Result<Answer, Error> {
        self.begin()?;
        let facets = match column {
            None => columns::COLUMNS.to_vec(),
            Some(name) => vec![columns::named(name)?],
        };
        let rows = self.rows_for_values();
        let alone = column.is_some();
        let usual = if alone { MANY } else { FEW };
        let request = Request {
            limit: 0,
            facet_values: rows.map_or(usual, |rows| match grid::most(rows, self.look, alone) {
                most if alone => most,
                // All columns are looked over; one that is read through is asked for by name.
                most => most.min(MANY),
            }),
            facets,
            ..self.request.clone()
        };
        let found = self.searcher.search(&request)?;
        if let Some(lines) = form::counts(&self.form, &found.facets) {
            self.values = numbered(&found.facets);
            return Ok(Answer::text(lines));
        }
        let mut sheet = Sheet::new(self.look());
        if let Some(rows) = rows {
            let grid = Grid::new(found.facets, rows, self.look);
            grid.write(&mut sheet);
            self.values = numbered(grid.cells());
        } else {
            columns::listed(&mut sheet, &found.facets);
            self.values = numbered(&found.facets);
        }
        let counted = format!(
            "over {}{}",
            results::plural(found.total, "article"),
            self.timing()
        );
        flow::aside(&mut sheet, &counted);
        Ok(Answer::text(sheet.into_text()))
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
