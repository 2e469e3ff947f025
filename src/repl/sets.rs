//! Numbered sets: each search of a session, to come back to and to combine.

use super::said::{Join, Part};

/// One search and what it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    /// The query, in the query language.
    pub query: String,
    /// Articles found.
    pub total: u64,
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
    pub(super) fn add(&mut self, query: String, total: u64) -> usize {
        self.all.push(Set { query, total });
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
            let next = format!("({})", set.query);
            query = match part.join {
                _ if query.is_empty() => next,
                Join::And => format!("({query} AND {next})"),
                Join::Or => format!("({query} OR {next})"),
                Join::Not => format!("({query} AND NOT {next})"),
            };
        }
        Ok(query)
    }

    /// The query for what of the current set also matches `within`.
    pub(super) fn refined(&self, within: &str) -> Option<String> {
        self.current()
            .map(|(_, set)| format!("({}) AND ({within})", set.query))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Sets {
        let mut sets = Sets::default();
        for query in ["tram OR bus", "council", "strike"] {
            sets.add(query.to_owned(), 1);
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
        assert_eq!(
            three().refined("date:2026").as_deref(),
            Some("(strike) AND (date:2026)")
        );
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
