//! Numbered sets: each search of a session, to come back to and to combine.

use std::ops::Range;

use super::expand::expand;
use crate::error::Error;
use crate::query::{self, Clause, Kind, Query, Sign};

/// A part of a query as it was typed, and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// As it was typed: `S1 NOT S2`.
    pub typed: String,
    /// With the sets' queries in the places of their names.
    pub query: String,
    /// Those names, with the bytes of the queries.
    pub sets: Called,
}

/// Names of parts of a query, with their bytes in it.
pub(super) type Called = Vec<(Range<usize>, String)>;

/// One search and what it found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Set {
    /// What was searched for first.
    base: Said,
    /// What it was narrowed to since, in order.
    filters: Vec<Said>,
    /// Articles found.
    pub total: u64,
    /// Whether the index has changed since they were counted.
    stale: bool,
}

impl Set {
    /// A set that is not narrowed yet, of a query that was typed as it is.
    #[cfg(test)]
    pub(super) fn new(query: String) -> Self {
        Self::of(Said {
            typed: query.clone(),
            query,
            sets: Called::new(),
        })
    }

    /// A set that is not narrowed yet.
    pub(super) fn of(base: Said) -> Self {
        Self {
            base,
            ..Self::default()
        }
    }

    /// The same, narrowed to what also passes these [`filters`].
    pub(super) fn narrowed(&self, filters: Vec<Said>) -> Self {
        let mut set = self.clone();
        set.filters.extend(filters);
        set
    }

    /// What it was narrowed to, as it was typed.
    pub(super) fn within(&self) -> Vec<&str> {
        let filters = self.filters.iter();
        filters.map(|part| part.typed.as_str()).collect()
    }

    /// The whole query.
    pub(super) fn query(&self) -> String {
        self.asked().0
    }

    /// The whole query, and what its parts are called by whoever typed them.
    pub(super) fn asked(&self) -> (String, Called) {
        if self.filters.is_empty() {
            return (self.base.query.clone(), self.base.sets.clone());
        }
        let (mut query, mut called) = (String::new(), Called::new());
        for part in std::iter::once(&self.base).chain(&self.filters) {
            if !query.is_empty() {
                query.push_str(" AND ");
            }
            let start = query.len();
            match part.query.strip_prefix(NOT) {
                Some(out) => query.extend([NOT, "(", out, ")"]),
                None => query.extend(["(", &part.query, ")"]),
            }
            called.push((start..query.len(), part.typed.clone()));
        }
        (query, called)
    }

    /// As the history shows it: `council / person:="Elin Sjöberg"`.
    pub(super) fn told(&self) -> String {
        let parts = std::iter::once(self.base.typed.as_str()).chain(self.within());
        parts.collect::<Vec<_>>().join(" / ")
    }
}

/// What a filter begins with that leaves articles out.
const NOT: &str = "NOT ";

/// What `/…` narrows a set to, part by part.
///
/// Words side by side are alternatives in a query; whoever narrows wants each of them.
///
/// # Errors
///
/// [`Error::Misuse`] for a set that there is not.
pub(super) fn filters(within: &str, read: &Query, sets: &Sets) -> Result<Vec<Said>, Error> {
    let typed: Vec<String> = match read.root.as_ref().map(|root| &root.kind) {
        Some(Kind::List(clauses)) => clauses
            .iter()
            .map(|clause| filter(within, clause))
            .collect(),
        Some(Kind::Not(inner)) => vec![format!("{NOT}{inner}")],
        _ => vec![within.to_owned()],
    };
    let said = |typed: String| Ok(expand(&typed, sets)?.said(typed));
    typed.into_iter().map(said).collect()
}

/// One part, as it was typed if that can be cut out.
fn filter(within: &str, clause: &Clause) -> String {
    let node = &clause.node;
    let typed = within.get(node.span.clone()).map(str::trim);
    let same = |text: &&str| query::parse(text).0.root.as_ref() == Some(node);
    let text = typed
        .filter(same)
        .map_or_else(|| node.to_string(), str::to_owned);
    match clause.sign {
        Sign::Not => format!("{NOT}{text}"),
        Sign::May | Sign::Must => text,
    }
}

/// The sets of a session, and which is the current one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sets {
    all: Vec<Set>,
    /// Numbers of the sets that were current, the current one last.
    visited: Vec<usize>,
}

impl Sets {
    /// Adds a set, makes it the current one and returns its number, from 1.
    pub(super) fn add(&mut self, set: Set) -> usize {
        self.all.push(set);
        self.visited.push(self.all.len());
        self.all.len()
    }

    /// Takes back the set that was added last; what was current before is current again.
    pub(super) fn forget_last(&mut self) {
        let number = self.all.len();
        self.all.pop();
        self.visited.retain(|visited| *visited != number);
    }

    /// The number of the current set, and the set.
    pub(super) fn current(&self) -> Option<(usize, &Set)> {
        let number = *self.visited.last()?;
        Some((number, self.get(number)?))
    }

    /// A set by its number, from 1.
    pub(super) fn get(&self, number: usize) -> Option<&Set> {
        self.all.get(number.checked_sub(1)?)
    }

    /// Notes how many articles the current set has now.
    pub(super) fn count(&mut self, total: u64) {
        let current = self.visited.last().and_then(|number| number.checked_sub(1));
        if let Some(set) = current.and_then(|at| self.all.get_mut(at)) {
            set.total = total;
            set.stale = false;
        }
    }

    /// The index has changed: no count is right any more.
    pub(super) fn outdate(&mut self) {
        self.all.iter_mut().for_each(|set| set.stale = true);
    }

    /// Counts anew what was counted before the index changed.
    ///
    /// # Errors
    ///
    /// Those of `count`; what was counted until then stays.
    pub(super) fn recount(
        &mut self,
        mut count: impl FnMut(String) -> Result<u64, Error>,
    ) -> Result<(), Error> {
        for set in self.all.iter_mut().filter(|set| set.stale) {
            set.total = count(set.query())?;
            set.stale = false;
        }
        Ok(())
    }

    /// Makes a set the current one again.
    pub(super) fn visit(&mut self, number: usize) {
        self.visited.push(number);
    }

    /// Goes back to the set that was current before; false if there is none.
    pub(super) fn back(&mut self) -> bool {
        if self.visited.len() < 2 {
            return false;
        }
        self.visited.pop();
        true
    }

    /// All sets with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Set)> {
        (1..).zip(&self.all)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Three sets, for tests.
    pub(in crate::repl) fn three() -> Sets {
        let mut sets = Sets::default();
        for query in ["tram OR bus", "council", "strike"] {
            sets.add(Set::new(query.to_owned()));
        }
        sets
    }

    #[test]
    fn narrowing_again_and_again_nests_nothing() {
        let set = Set::new("strike".to_owned());
        let narrowed = |set: &Set, within: &str| {
            let parts = filters(within, &query::parse(within).0, &Sets::default());
            set.narrowed(parts.unwrap_or_default())
        };
        let set = narrowed(&narrowed(&set, "date:2026"), "a OR b");
        assert_eq!(set.query(), "(strike) AND (date:2026) AND (a OR b)");
        assert_eq!(set.told(), "strike / date:2026 / a OR b");
    }

    #[test]
    fn narrowing_asks_for_each_part() {
        let table = [
            (
                "site:a.example wages w/20 ferry",
                vec!["site:a.example", "wages w/20 ferry"],
            ),
            (
                "tram -bus \"city council\"",
                vec!["tram", "NOT bus", "\"city council\""],
            ),
            ("-bus", vec!["NOT bus"]),
            ("tram OR bus", vec!["tram OR bus"]),
            ("tram AND bus", vec!["tram AND bus"]),
            ("-S2 mayor", vec!["NOT S2", "mayor"]),
        ];
        for (within, parts) in table {
            let found = filters(within, &query::parse(within).0, &three()).unwrap_or_default();
            let typed: Vec<_> = found.iter().map(|part| part.typed.as_str()).collect();
            assert_eq!(typed, parts, "{within}");
            let set = Set::new("x".to_owned()).narrowed(found);
            assert_eq!(query::parse(&set.query()).1, [], "{within}");
        }
    }

    #[test]
    fn back_leads_through_what_was_current() {
        let mut sets = three();
        sets.visit(1);
        assert_eq!(sets.current().map(|c| c.0), Some(1));
        assert!(sets.back());
        assert_eq!(sets.current().map(|c| c.0), Some(3));
        assert!(sets.back() && sets.back() && !sets.back());
        assert_eq!(sets.current().map(|c| c.0), Some(1));
    }
}
