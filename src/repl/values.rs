//! The values on show after `facets`: what a number takes, and where `n` and `p` lead.

use crate::error::Error;
use crate::search::{Facet, FacetCounts};

/// A column, the values before a page of it, and where the pages before that begin.
pub(super) type Turned = (Facet, usize, Vec<usize>);

/// Values with their numbers, from 1: those of all columns, or those of one column, page by page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Values {
    /// From the first page to the one on show: a number of an earlier page is taken all the same.
    seen: Vec<(Facet, String)>,
    /// The column that is turned over; `None` where all are looked over.
    column: Option<Facet>,
    /// How many of them stand on the pages before.
    before: usize,
    /// Where those pages begin.
    earlier: Vec<usize>,
    /// How many the column has.
    distinct: u64,
}

impl Values {
    /// Some values of all columns, in the order of their numbers.
    pub(super) fn of_all<'c>(columns: impl IntoIterator<Item = &'c FacetCounts>) -> Self {
        let of = |counts: &'c FacetCounts| {
            let values = counts.values.iter();
            values.map(|(value, _)| (counts.facet, value.clone()))
        };
        Self {
            seen: columns.into_iter().flat_map(of).collect(),
            ..Self::default()
        }
    }

    /// A page of one column: `counts` are its first values up to the end of that page.
    pub(super) fn of_one(counts: &FacetCounts, before: usize, earlier: Vec<usize>) -> Self {
        Self {
            column: Some(counts.facet),
            before,
            earlier,
            distinct: counts.distinct,
            ..Self::of_all([counts])
        }
    }

    /// Whether none is on show.
    pub(super) fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// The value with a number.
    pub(super) fn get(&self, number: usize) -> Option<&(Facet, String)> {
        self.seen.get(number.checked_sub(1)?)
    }

    /// Whether the column has more behind the page on show.
    pub(super) fn go_on(&self) -> bool {
        self.column.is_some() && self.number() < self.distinct
    }

    /// How many are on show, and on the pages before.
    pub(super) fn number(&self) -> u64 {
        self.seen.len() as u64
    }

    /// The column, where its next page begins or the one before, and where those before that begin; `None` where all columns are
    /// looked over.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] where there is no such page.
    pub(super) fn turned(&self, forward: bool) -> Option<Result<Turned, Error>> {
        Some(self.turned_in(self.column?, forward))
    }

    fn turned_in(&self, column: Facet, forward: bool) -> Result<Turned, Error> {
        let mut earlier = self.earlier.clone();
        if forward && self.go_on() {
            earlier.push(self.before);
            return Ok((column, self.seen.len(), earlier));
        }
        match earlier.pop() {
            Some(before) if !forward => Ok((column, before, earlier)),
            _ if forward => Err(Error::Usage("these are the last values".to_owned())),
            _ => Err(Error::Usage("these are the first values".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(values: usize) -> FacetCounts {
        FacetCounts {
            facet: Facet::Person,
            values: (1..=values).map(|n| (format!("person {n}"), 9)).collect(),
            distinct: 50,
        }
    }

    #[test]
    fn pages_lead_to_the_end_and_back() {
        let mut values = Values::of_one(&first(20), 0, Vec::new());
        let mut begins = Vec::new();
        while let Some(Ok((_, before, earlier))) = values.turned(true) {
            begins.push(before);
            values = Values::of_one(&first((before + 20).min(50)), before, earlier);
        }
        assert_eq!(begins, [20, 40]);
        assert!(!values.go_on());
        for number in [1, 20, 21, 50] {
            let value = values.get(number).map(|(_, value)| value.clone());
            assert_eq!(value, Some(format!("person {number}")));
        }
        assert_eq!(values.get(0), None);
        assert_eq!(values.get(51), None);
        while let Some(Ok((_, before, earlier))) = values.turned(false) {
            begins.push(before);
            values = Values::of_one(&first(before + 20), before, earlier);
        }
        assert_eq!(begins, [20, 40, 20, 0]);
    }

    #[test]
    fn all_columns_have_no_next_page() {
        let values = Values::of_all(&[first(3)]);
        assert!(!values.is_empty() && !values.go_on());
        assert!(values.turned(true).is_none() && values.turned(false).is_none());
        assert!(Values::default().is_empty());
    }
}
