//! Hits that show what another one shows: an agency's article in several outlets.

use std::hash::{DefaultHasher, Hash, Hasher};

use std::collections::HashMap;

use crate::search::Hit;

/// Letters of passages that are not the same by chance.
const TELLING: usize = 80;

/// Hits that are remembered: the listing of a whole archive takes no more memory than that of a page.
const REMEMBERED: usize = 4096;

/// The hits of a listing so far.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// Rank by what was shown.
    shown: HashMap<u64, usize>,
}

impl Copies {
    /// The rank of an earlier hit whose passages are word for word those of this one.
    pub fn before(&mut self, hit: &Hit, rank: usize) -> Option<usize> {
        let letters: usize = hit.passages.iter().map(|passage| passage.text.len()).sum();
        if letters < TELLING {
            return None;
        }
        if self.shown.len() >= REMEMBERED {
            self.shown.clear();
        }
        let mut hasher = DefaultHasher::new();
        for passage in &hit.passages {
            passage.text.hash(&mut hasher);
        }
        let first = *self.shown.entry(hasher.finish()).or_insert(rank);
        (first != rank).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Passage;

    fn hit(text: &str) -> Hit {
        let passage = Passage {
            text: text.to_owned(),
            ..Passage::default()
        };
        Hit {
            passages: vec![passage],
            ..Hit::default()
        }
    }

    #[test]
    fn a_copy_is_told_by_the_first_that_shows_the_same() {
        let (long, other) = ("The ferry is back. ".repeat(9), "No ferry ran. ".repeat(9));
        let mut copies = Copies::default();
        let texts = [&long, &other, &long, &long, "He said no.", "He said no."];
        let told: Vec<_> = (1..)
            .zip(texts)
            .map(|(rank, text)| copies.before(&hit(text), rank))
            .collect();
        assert_eq!(told, [None, None, Some(1), Some(1), None, None]);
        assert_eq!(copies.before(&Hit::default(), 7), None);
    }
}
