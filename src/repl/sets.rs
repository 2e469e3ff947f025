//! Numbered sets: each search of a session, to come back to and to combine.

use super::said::{Join, Part, set};
use crate::query::{self, Clause, Kind, Query, Sign};

/// One search and what it found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Set {
    /// What was typed first, in the query language.
    pub base: String,
    /// What it was narrowed to since, in order.
    pub filters: Vec<String>,
    /// Articles found.
    pub total: u64,
}

impl Set {
    /// A set that is not narrowed yet.
    pub(super) fn new(base: String) -> Self {
        Self {
            base,
            ..Self::default()
        }
    }

    /// The same, narrowed to what also passes these [`filters`].
    pub(super) fn narrowed(&self, filters: Vec<String>) -> Self {
        let mut set = self.clone();
        set.filters.extend(filters);
        set
    }

    /// The whole query.
    pub(super) fn query(&self) -> String {
        if self.filters.is_empty() {
            return self.base.clone();
        }
        let part = |part: &String| match part.strip_prefix(NOT) {
            Some(out) => format!("NOT ({out})"),
            None => format!("({part})"),
        };
        let parts = std::iter::once(&self.base).chain(&self.filters);
        parts.map(part).collect::<Vec<_>>().join(" AND ")
    }

    /// As the history shows it: `council / person:="Elin Sjöberg"`.
    pub(super) fn told(&self) -> String {
        let parts =
            std::iter::once(self.base.as_str()).chain(self.filters.iter().map(String::as_str));
        parts.collect::<Vec<_>>().join(" / ")
    }
}

/// What a filter begins with that leaves articles out.
const NOT: &str = "NOT ";

/// What `/…` narrows a set to, part by part.
///
/// Words side by side are alternatives in a query; whoever narrows wants each of them.
pub(super) fn filters(within: &str, read: &Query) -> Vec<String> {
    match read.root.as_ref().map(|root| &root.kind) {
        Some(Kind::List(clauses)) => clauses
            .iter()
            .map(|clause| filter(within, clause))
            .collect(),
        Some(Kind::Not(inner)) => vec![format!("{NOT}{inner}")],
        _ => vec![within.to_owned()],
    }
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
        }
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

    /// The query that a combination of sets means, read from the left.
    ///
    /// # Errors
    ///
    /// The number of a set that there is not.
    pub(super) fn combined(&self, parts: &[Part]) -> Result<String, usize> {
        let mut query = String::new();
        for part in parts {
            let set = self.get(part.set).ok_or(part.set)?;
            let next = format!("({})", set.query());
            query = match part.join {
                _ if query.is_empty() => next,
                Join::And => format!("({query} AND {next})"),
                Join::Or => format!("({query} OR {next})"),
                Join::Not => format!("({query} AND NOT {next})"),
            };
        }
        Ok(query)
    }

    /// A query in which sets stand beside words, as in `S1 AND (council OR S2)`, with the sets' queries in their places.
    ///
    /// Only a name beside an operator is a set; anywhere else `S5` is a word.
    ///
    /// # Errors
    ///
    /// The number of a set that there is not.
    pub(super) fn expanded(&self, line: &str) -> Result<String, usize> {
        if line.contains('"') {
            return Ok(line.to_owned());
        }
        let words: Vec<&str> = line.split(' ').collect();
        let operator = |at: Option<usize>| {
            let word = at.and_then(|at| words.get(at));
            word.is_some_and(|word| ["AND", "OR", "NOT"].contains(word))
        };
        let mut out = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let name = word.trim_matches(['(', ')']);
            let named = set(name).filter(|_| name.starts_with('S'));
            match named.filter(|_| operator(at.checked_sub(1)) || operator(Some(at + 1))) {
                Some(number) => {
                    let query = self.get(number).ok_or(number)?.query();
                    out.push(word.replace(name, &format!("({query})")));
                }
                None => out.push((*word).to_owned()),
            }
        }
        Ok(out.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Sets {
        let mut sets = Sets::default();
        for query in ["tram OR bus", "council", "strike"] {
            sets.add(Set::new(query.to_owned()));
        }
        sets
    }

    #[test]
    fn combinations_bracket_their_parts() {
        let part = |join, set| Part { join, set };
        let parts = [part(Join::And, 1), part(Join::And, 2), part(Join::Not, 3)];
        assert_eq!(
            three().combined(&parts).as_deref(),
            Ok("(((tram OR bus) AND (council)) AND NOT (strike))")
        );
        assert_eq!(three().combined(&[part(Join::And, 4)]), Err(4));
    }

    #[test]
    fn sets_stand_beside_words() {
        let table = [
            ("S1 AND mayor", Ok("(tram OR bus) AND mayor")),
            (
                "mayor NOT (S2 OR S3)",
                Ok("mayor NOT ((council) OR (strike))"),
            ),
            ("audi S5", Ok("audi S5")),
            ("\"S1 AND\" mayor", Ok("\"S1 AND\" mayor")),
            ("S9 AND mayor", Err(9)),
        ];
        for (line, expected) in table {
            assert_eq!(
                three().expanded(line).as_deref().map_err(|n| *n),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn narrowing_again_and_again_nests_nothing() {
        let set = Set::new("strike".to_owned());
        let narrowed =
            |set: &Set, within: &str| set.narrowed(filters(within, &query::parse(within).0));
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
        ];
        for (within, parts) in table {
            let found = filters(within, &query::parse(within).0);
            assert_eq!(found, parts, "{within}");
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
