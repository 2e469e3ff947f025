//! English words that Snowball gives the stem of words with another sense: `housing` that of `house`.
//!
//! A closed table, a family a line; `families.txt` says how it was chosen. Words that are not in it keep
//! their stem, so of two senses mostly one is written down: `executive` is, `execute` and `execution` are not.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each word of a family and the stem of the family.
static STEMS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    families()
        .flat_map(|(stem, words)| words.map(move |word| (word, stem)))
        .collect()
});

/// Each family: its stem, and its words.
///
/// The stem is the first word with the colon behind it, so that no stem of Snowball is the same.
fn families() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let lines = include_str!("families.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let first = line.split_once(':')?.0;
        let stem = line.get(..=first.len())?;
        let others = line.get(stem.len()..)?.split_whitespace();
        Some((stem, std::iter::once(first).chain(others)))
    })
}

/// The stem of a lower-case word that is in the table.
pub(super) fn stem(word: &str) -> Option<&'static str> {
    STEMS.get(word).copied()
}

/// The words that have this stem; none, if it is not of the table.
pub(super) fn words(stem: &str) -> impl Iterator<Item = &'static str> {
    let found = stem.ends_with(':').then(families).into_iter().flatten();
    found
        .filter(move |&(of, _)| of == stem)
        .flat_map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_stand_in_order_and_a_word_is_in_one() {
        let all: Vec<_> = families().map(|(stem, _)| stem).collect();
        assert!(all.is_sorted(), "{all:?}");
        let count: usize = families().map(|(_, words)| words.count()).sum();
        assert_eq!(count, STEMS.len(), "a word stands twice");
    }

    #[test]
    fn a_word_of_a_family_is_no_irregular_form() {
        for (word, _) in STEMS.iter() {
            assert_eq!(crate::analysis::lemma("en", word), *word);
        }
    }

    #[test]
    fn the_words_of_a_stem_are_those_that_have_it() {
        for (of, all) in families() {
            assert!(all.eq(words(of)));
            assert!(words(of).all(|word| stem(word) == Some(of)));
        }
        assert_eq!(words("hous").count(), 0);
    }
}
