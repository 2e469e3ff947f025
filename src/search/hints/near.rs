//! What is spelled almost like a word or a value.

use std::cmp::Reverse;

use crate::analysis::fold;
use crate::error::Result;
use crate::query::{ValueField, forms};
use crate::search::columns;
use crate::search::segment::Segment;
use crate::search::values::column;

/// Spellings offered for one word.
const OFFERED: usize = 3;

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
    for segment in segments {
        if let Some(values) = columns::strings(&segment.reader, column(field))? {
            columns::values(&values, |value| near.offer_value(field, &fold(value)))?;
        }
    }
    Ok(near.first())
}

/// What is near a word, as it is found.
pub(super) struct Near {
    word: Vec<char>,
    most: usize,
    found: Vec<(usize, Reverse<u32>, String)>,
}

impl Near {
    pub(super) fn to(word: &str) -> Self {
        let word: Vec<char> = word.chars().collect();
        Self {
            most: if word.len() < 5 { 1 } else { 2 },
            word,
            found: Vec::new(),
        }
    }

    pub(super) fn offer(&mut self, other: &str, articles: u32) {
        if let Some(edits) = forms::distance(&self.word, other, self.most) {
            let articles = Reverse(articles);
            self.found.push((edits, articles, other.to_owned()));
        }
    }

    /// Offers a value whose whole or part is near.
    fn offer_value(&mut self, field: ValueField, value: &str) {
        self.offer(value, 1);
        match field {
            ValueField::Site => {
                let ends = value.match_indices('.').map(|(at, _)| at);
                let near = |end: usize| forms::distance(&self.word, &value[..end], self.most);
                if let Some(edits) = ends.filter_map(near).min() {
                    self.found.push((edits, Reverse(0), value.to_owned()));
                }
            }
            field if field.is_of_names() => {
                let words: Vec<&str> = value.split(' ').collect();
                let asked = self.word.iter().filter(|c| **c == ' ').count() + 1;
                if words.len() > asked {
                    words
                        .windows(asked)
                        .for_each(|part| self.offer(&part.join(" "), 0));
                }
            }
            _ => {}
        }
    }

    pub(super) fn first(mut self) -> Vec<String> {
        self.found.sort();
        let mut offered: Vec<String> = Vec::new();
        for (_, _, other) in self.found {
            if offered.len() < OFFERED && !offered.contains(&other) {
                offered.push(other);
            }
        }
        offered
    }
}
