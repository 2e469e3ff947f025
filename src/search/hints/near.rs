//! What is spelled almost like a word or a value.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::{fold, fold_into};
use crate::error::Result;
use crate::query::ValueField;
use crate::query::edits::Edits;
use crate::search::columns;
use crate::search::segment::Segment;
use crate::search::values::column;

/// Spellings offered for one word.
pub(super) const OFFERED: usize = 3;

/// The values of a column that are spelled most like a text, in small letters without accents; of a name also so many of its
/// words as the text has, of an outlet also its name without the end of its address.
pub(in crate::search) fn values(
    field: ValueField,
    text: &str,
    segments: &[Segment],
) -> Result<Vec<String>> {
    if field == ValueField::Url {
        return Ok(Vec::new());
    }
    let mut near = Near::to(&fold(text));
    let mut key = String::new();
    for segment in segments {
        if let Some(values) = columns::strings(&segment.reader, column(field))? {
            columns::values(&values, |value| {
                key.clear();
                fold_into(value, &mut key);
                near.offer_value(field, &key);
            })?;
        }
    }
    let near = near.first(OFFERED);
    Ok(near.into_iter().map(|spelling| spelling.text).collect())
}

/// A spelling that is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Spelling {
    pub text: String,
    /// How far it is off.
    pub edits: usize,
    /// The articles that hold it, about.
    pub articles: u32,
}

/// Whether a word has letters enough for others to be near it: of one or two letters everything short is.
pub(super) fn is_telling(word: &str) -> bool {
    word.chars().nth(2).is_some()
}

/// What is near a word, as it is found.
pub(super) struct Near {
    pub edits: Edits,
    /// For each spelling its edits and its articles.
    found: BTreeMap<String, (usize, u32)>,
}

impl Near {
    pub(super) fn to(word: &str) -> Self {
        let most = if word.chars().nth(4).is_none() { 1 } else { 2 };
        Self {
            edits: Edits::new(word, most),
            found: BTreeMap::new(),
        }
    }

    pub(super) fn offer(&mut self, other: &str, articles: u32) {
        if let Some(edits) = self.edits.to(other) {
            self.add(other, edits, articles);
        }
    }

    fn add(&mut self, other: &str, edits: usize, articles: u32) {
        if let Some((least, sum)) = self.found.get_mut(other) {
            *least = edits.min(*least);
            *sum = sum.saturating_add(articles);
        } else {
            self.found.insert(other.to_owned(), (edits, articles));
        }
    }

    /// Offers a value whose whole or part is near.
    fn offer_value(&mut self, field: ValueField, value: &str) {
        self.offer(value, 1);
        match field {
            ValueField::Site => {
                let ends = value.match_indices('.').map(|(at, _)| at);
                let near = |end: usize| self.edits.to(&value[..end]);
                if let Some(edits) = ends.filter_map(near).min() {
                    self.add(value, edits, 0);
                }
                let asked: String = self.edits.word().iter().collect();
                if holds(value, &asked) {
                    self.add(value, 0, 0);
                }
            }
            field if field.is_of_names() => {
                let asked = self.edits.word().iter().filter(|c| **c == ' ').count();
                for part in runs(value, asked + 1).filter(|part| *part != value) {
                    self.offer(part, 0);
                }
            }
            _ => {}
        }
    }

    /// The nearest, the most frequent first among the equally near.
    pub(super) fn first(self, most: usize) -> Vec<Spelling> {
        let found = self.found.into_iter();
        let mut all: Vec<Spelling> = found
            .map(|(text, (edits, articles))| Spelling {
                text,
                edits,
                articles,
            })
            .collect();
        all.sort_by_key(|spelling| (spelling.edits, Reverse(spelling.articles)));
        all.truncate(most);
        all
    }
}

/// Whether the words of one text stand side by side in another: `new york times` in `new york times - news`, `cnn` in `edition.cnn.com`.
fn holds(text: &str, asked: &str) -> bool {
    let words = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(|word| format!(" {word}")).collect::<String>() + " "
    };
    let asked = words(asked);
    asked.len() > 2 && words(text).contains(&asked)
}

/// So many words of a text that stand side by side, each run of them.
fn runs(text: &str, words: usize) -> impl Iterator<Item = &str> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let ends = text.match_indices(' ').map(|(at, _)| at);
    let ends = ends.chain([text.len()]).skip(words - 1);
    starts
        .zip(ends)
        .filter_map(|(start, end)| text.get(start..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_known_by_the_words_of_its_name() {
        for (text, asked, expected) in [
            ("new york times - news", "new york times", true),
            ("edition.cnn.com", "cnn", true),
            ("cnn (web news)", "cnn", true),
            ("cnnews.example", "cnn", false),
            ("a.example", "-", false),
        ] {
            assert_eq!(holds(text, asked), expected, "{text}");
        }
    }

    #[test]
    fn words_side_by_side_are_runs() {
        let of = |text, words| runs(text, words).collect::<Vec<_>>();
        assert_eq!(of("elin sjoberg holt", 1), ["elin", "sjoberg", "holt"]);
        assert_eq!(of("elin sjoberg holt", 2), ["elin sjoberg", "sjoberg holt"]);
        assert_eq!(of("elin", 2), [""; 0]);
    }
}
