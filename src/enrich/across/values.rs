//! The values of the columns of names: a list in order, in one piece of memory.

use std::cmp::Ordering;
use std::ops::Range;

use xxhash_rust::xxh3::Xxh3;

use super::EntityKind;

/// A value of a column of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given<'a> {
    /// Its column.
    pub kind: EntityKind,
    /// The name that articles have for it.
    pub name: &'a str,
    /// How many have it.
    pub articles: u64,
}

/// Many short texts in one piece of memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    text: String,
    /// Where each ends in `text`.
    ends: Vec<usize>,
}

impl Texts {
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let before = number.checked_sub(1).and_then(|at| self.ends.get(at));
        self.text.get(before.copied().unwrap_or(0)..end)
    }
}

/// Values by kind, then by the bytes of their names; none stands twice. A value's place is its number.
#[derive(Debug, Clone, Default)]
pub struct Values {
    names: Texts,
    articles: Vec<u64>,
    /// How many values each kind and those before it have.
    until: [usize; EntityKind::ALL.len()],
}

impl Values {
    /// The values in any order; articles of a value that comes twice are added up.
    pub fn of(mut given: Vec<Given<'_>>) -> Self {
        given.sort_unstable_by(order);
        let mut values = Self::default();
        let mut given = given.into_iter().peekable();
        while let Some(mut value) = given.next() {
            while let Some(same) = given.next_if(|next| order(next, &value).is_eq()) {
                value.articles += same.articles;
            }
            values.push(value);
        }
        values
    }

    /// Several lists as one; articles of a value that stands in several are added up.
    pub fn merged(mut lists: Vec<Self>) -> Self {
        if lists.len() < 2 {
            return lists.pop().unwrap_or_default();
        }
        let mut merged = Self::default();
        let mut at = vec![0; lists.len()];
        loop {
            let heads = || lists.iter().zip(&at).filter_map(|(list, &at)| list.get(at));
            let Some(mut least) = heads().min_by(order) else {
                return merged;
            };
            least.articles = 0;
            for (list, at) in lists.iter().zip(&mut at) {
                if let Some(head) = list.get(*at).filter(|head| order(head, &least).is_eq()) {
                    least.articles += head.articles;
                    *at += 1;
                }
            }
            merged.push(least);
        }
    }

    /// Puts a value behind the others; it must come after them in their order.
    pub fn push(&mut self, value: Given<'_>) {
        self.names.push(value.name);
        self.articles.push(value.articles);
        for until in self.until.iter_mut().skip(value.kind as usize) {
            *until = self.articles.len();
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The value with a number.
    pub fn get(&self, number: usize) -> Option<Given<'_>> {
        Some(Given {
            kind: self.kind(number)?,
            name: self.names.get(number)?,
            articles: *self.articles.get(number)?,
        })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Given<'_>> {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// The numbers of the values of a kind.
    pub fn of_kind(&self, kind: EntityKind) -> Range<usize> {
        let until = |at: usize| self.until.get(at).copied().unwrap_or_default();
        let from = (kind as usize).checked_sub(1).map_or(0, until);
        from..until(kind as usize)
    }

    /// The number of a value.
    pub fn find(&self, kind: EntityKind, name: &str) -> Option<usize> {
        let Range { mut start, mut end } = self.of_kind(kind);
        while start < end {
            let middle = usize::midpoint(start, end);
            match self.names.get(middle)?.cmp(name) {
                Ordering::Equal => return Some(middle),
                Ordering::Less => start = middle + 1,
                Ordering::Greater => end = middle,
            }
        }
        None
    }

    /// What tells these values from others; numbers of articles count too.
    pub fn digest(&self) -> u64 {
        let mut digest = Xxh3::new();
        digest.update(self.names.text.as_bytes());
        for &number in self.names.ends.iter().chain(&self.until) {
            digest.update(&(number as u64).to_le_bytes());
        }
        for number in &self.articles {
            digest.update(&number.to_le_bytes());
        }
        digest.digest()
    }

    fn kind(&self, number: usize) -> Option<EntityKind> {
        let kinds = EntityKind::ALL.into_iter().zip(self.until);
        let mut after = kinds.filter(|&(_, until)| number < until);
        after.next().map(|(kind, _)| kind)
    }
}

fn order(one: &Given<'_>, other: &Given<'_>) -> Ordering {
    one.kind
        .cmp(&other.kind)
        .then_with(|| one.name.cmp(other.name))
}

/// Looks up names of one kind that come in order, without searching for each.
#[derive(Debug)]
pub struct Walk<'v> {
    values: &'v Values,
    left: Range<usize>,
}

impl<'v> Walk<'v> {
    /// At the first value of a kind.
    pub fn new(values: &'v Values, kind: EntityKind) -> Self {
        let left = values.of_kind(kind);
        Self { values, left }
    }

    /// The number of a value; each name must come after the one before.
    pub fn find(&mut self, name: &str) -> Option<usize> {
        while let Some(number) = self.left.next() {
            match self.values.names.get(number)?.cmp(name) {
                Ordering::Less => {}
                Ordering::Equal => return Some(number),
                Ordering::Greater => {
                    self.left.start = number;
                    return None;
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Org, EntityKind::Place];

    fn values(given: &[(usize, &'static str, u64)]) -> Values {
        let given = given.iter().map(|&(kind, name, articles)| Given {
            kind: KINDS[kind],
            name,
            articles,
        });
        Values::of(given.collect())
    }

    fn shown(values: &Values) -> Vec<String> {
        let shown = values.iter();
        let shown = shown.map(|v| format!("{:?} {} {}", v.kind, v.name, v.articles));
        shown.collect()
    }

    #[test]
    fn values_stand_in_order_and_once() {
        let found = values(&[
            (2, "Rome", 1),
            (0, "Émile", 2),
            (0, "Anna", 3),
            (2, "Rome", 4),
        ]);
        assert_eq!(
            shown(&found),
            ["Person Anna 3", "Person Émile 2", "Place Rome 5"]
        );
        assert_eq!(found.find(KINDS[2], "Rome"), Some(2));
        assert_eq!(found.find(KINDS[1], "Rome"), None);
        assert_eq!(found.of_kind(KINDS[1]), 2..2);
    }

    #[test]
    fn lists_are_merged_as_if_they_had_been_one() {
        let parts: [&[(usize, &str, u64)]; 4] = [
            &[(0, "Anna", 1), (1, "Acme", 2)],
            &[],
            &[(0, "Anna", 4), (0, "Bob", 1), (2, "Rome", 1)],
            &[(2, "Rome", 1)],
        ];
        let merged = Values::merged(parts.iter().map(|part| values(part)).collect());
        let at_once = values(&parts.concat());
        assert_eq!(shown(&merged), shown(&at_once));
        assert_eq!(merged.digest(), at_once.digest());
        assert_ne!(merged.digest(), values(parts[0]).digest());
    }

    #[test]
    fn a_walk_finds_what_a_search_finds() {
        let found = values(&[(0, "B", 1), (0, "D", 1), (0, "E", 1), (1, "A", 1)]);
        let mut walk = Walk::new(&found, KINDS[0]);
        for name in ["A", "B", "C", "D", "F", "G"] {
            assert_eq!(walk.find(name), found.find(KINDS[0], name), "{name}");
        }
    }
}
