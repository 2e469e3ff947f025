//! `facets`, `diff`, `history`: what the sets hold, seen from above.

use super::answer::Answer;
use super::expand::missing;
use super::session::Session;
use super::sets::Set;
use super::{columns, form};
use crate::error::Error;
use crate::output::{Role, Sheet, results};
use crate::search::Request;

/// Values of each column when all columns are counted, and of a column that was asked for by name.
const FEW: usize = 5;
pub(super) const MANY: usize = 20;

/// Rows that the count of articles and the prompt take.
const BELOW: usize = 3;

impl Session<'_> {
    /// How many values of a column there is room for, and whether no row is left to divide columns.
    fn room_for_values(&self, all: bool) -> (usize, bool) {
        let most = if all { FEW } else { MANY };
        let Some(rows) = self.rows.filter(|_| self.attended && self.outlet.is_none()) else {
            return (most, false);
        };
        let columns = if all { columns::COLUMNS.len() } else { 1 };
        let each = rows.saturating_sub(BELOW) / columns;
        let tight = each < most + 2;
        // Each has a line for its name.
        (each.saturating_sub(1).clamp(1, most), tight)
    }

    pub(super) fn facets(&mut self, column: Option<&str>) -> Result<Answer, Error> {
        self.begin()?;
        let facets = match column {
            None => columns::COLUMNS.to_vec(),
            Some(name) => vec![columns::named(name)?],
        };
        let (values, tight) = self.room_for_values(column.is_none());
        let request = Request {
            limit: 0,
            facet_values: values,
            facets,
            ..self.request.clone()
        };
        let found = self.searcher.search(&request)?;
        let pairs = found.facets.iter().flat_map(|counts| {
            let values = counts.values.iter();
            values.map(|(value, _)| (counts.facet, value.clone()))
        });
        self.values = pairs.collect();
        if let Some(lines) = form::counts(&self.form, &found.facets) {
            return Ok(Answer::text(lines));
        }
        let mut sheet = Sheet::new(self.look());
        columns::listed(&mut sheet, &found.facets, tight);
        let counted = format!(
            "over {}{}",
            results::plural(found.total, "article"),
            self.timing()
        );
        sheet.put(Role::Aside, &counted).end();
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

    pub(super) fn history(&self) -> String {
        let mut sheet = Sheet::new(self.look());
        let current = self.current().map(|(number, ..)| number);
        for (number, set) in self.sets.iter() {
            let mark = if Some(number) == current { "*" } else { " " };
            let name = format!("{mark}S{number}");
            sheet.put(Role::Number, &format!("{name:<5}"));
            let total = format!("{:>9}  ", results::grouped(set.total));
            sheet.put(Role::Aside, &total);
            sheet.put(Role::Text, &set.told()).end();
        }
        sheet.into_text()
    }
}
