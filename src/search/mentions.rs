//! Where an article names the people, organisations and places that a query asks for.
//!
//! In: the values that `person:`, `org:` and `place:` mean, and a stored article. Out: their mentions in its text and headline, and the sentences
//! around them. They prove the match as words do, so they are marked, and shown where the query has no words.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::analysis::Tokens;
use crate::enrich::{Enriched, Entity};
use crate::query::ValueField;
use crate::query::algebra::{BODY, Places};
use crate::query::plan::Test;

use super::things;
use super::windows::Window;

/// Sentences that are looked at for showing: an article may have thousands.
const MOST_WINDOWS: usize = 32;
/// Words from which on a sentence is shown alone.
const ENOUGH: u32 = 12;

/// The names that a query asks for, as values of columns; those that it excludes are not here.
#[derive(Debug, Default)]
pub(super) struct Asked<'a> {
    names: Vec<FxHashSet<(ValueField, &'a str)>>,
}

/// Their places in one article, in bytes.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Mentions {
    /// In the text, in order, each with the number of the name that was asked for.
    pub text: Vec<(Range<usize>, usize)>,
    /// In the headline.
    pub title: Vec<Range<usize>>,
}

impl<'a> Asked<'a> {
    pub fn of(test: &'a Test) -> Self {
        let mut asked = Self::default();
        asked.add(test);
        asked
    }

    fn add(&mut self, test: &'a Test) {
        match test {
            Test::Named { of, .. } => self.names.push(
                of.iter()
                    .map(|(field, name)| (*field, name.as_str()))
                    .collect(),
            ),
            Test::All(tests) | Test::Better(tests) | Test::Some { of: tests, .. } => {
                for test in tests {
                    self.add(test);
                }
            }
            _ => {}
        }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Where the article names them.
    pub fn mentions(&self, article: &Enriched) -> Mentions {
        let text = &article.article.text;
        let mut found = Mentions::default();
        let mut named = Vec::new();
        for (number, names) in self.names.iter().enumerate() {
            let is_asked = |entity: &&Entity| {
                names.contains(&(things::field(entity.kind), entity.name.as_str()))
            };
            for entity in article.entities.iter().filter(is_asked) {
                named.push(entity.name.as_str());
                let ranges = entity
                    .mentions
                    .iter()
                    .map(|&(start, end)| start as usize..end as usize);
                found.text.extend(
                    ranges
                        .filter(|range| text.get(range.clone()).is_some())
                        .map(|range| (range, number)),
                );
            }
        }
        found
            .text
            .sort_by_key(|(range, number)| (range.start, range.end, *number));
        let spellings = found
            .text
            .iter()
            .filter_map(|(range, _)| text.get(range.clone()));
        found.title = in_title(&article.article.title, named.into_iter().chain(spellings));
        found
    }
}

/// The headline's mentions are only counted when it is indexed, so they are looked for by the names and the spellings of the text.
fn in_title<'n>(title: &str, spellings: impl Iterator<Item = &'n str>) -> Vec<Range<usize>> {
    let mut spellings: Vec<&str> = spellings.collect();
    spellings.sort_unstable();
    spellings.dedup();
    let is_word = |range: &Range<usize>| {
        let before = title[..range.start].chars().next_back();
        let behind = title[range.end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    };
    let places = spellings
        .iter()
        .flat_map(|spelling| title.match_indices(spelling));
    places
        .map(|(start, found)| start..start + found.len())
        .filter(is_word)
        .collect()
}

impl Mentions {
    /// The mentions in the text alone.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        self.text.iter().map(|(range, _)| range)
    }

    /// The sentences that name the most of those asked for, else the first ones.
    pub fn windows(&self, body: &str, places: &Places, words: u32) -> Vec<Window> {
        let mut sentences: Vec<(usize, u64)> = Vec::new();
        for (position, number) in self.positions(body) {
            let sentence = places
                .sentences
                .partition_point(|&start| start <= BODY.saturating_add(position))
                .saturating_sub(1);
            let bit = 1 << number.min(63);
            match sentences.last_mut() {
                Some((last, named)) if *last == sentence => *named |= bit,
                _ => sentences.push((sentence, bit)),
            }
        }
        sentences
            .sort_by_key(|&(sentence, named)| (std::cmp::Reverse(named.count_ones()), sentence));
        let mut windows: Vec<Window> = Vec::new();
        for window in sentences
            .iter()
            .filter_map(|&(sentence, _)| around(sentence, places, words))
        {
            if windows.len() == MOST_WINDOWS {
                break;
            }
            if !windows.iter().any(|other| other.overlaps(&window)) {
                windows.push(window);
            }
        }
        windows
    }

    /// Positions of the tokens at which the mentions begin, and the numbers of the names.
    fn positions(&self, body: &str) -> Vec<(u32, usize)> {
        let mut tokens = Tokens::new(body);
        let mut next_token = || tokens.next_token().map(|token| (token.end, token.position));
        let mut next = next_token();
        let mut found = Vec::with_capacity(self.text.len());
        for (range, number) in &self.text {
            while next.is_some_and(|(end, _)| end <= range.start) {
                next = next_token();
            }
            found.extend(next.map(|(_, position)| (position, *number)));
        }
        found
    }
}

/// A sentence, with those behind it as long as it is short.
fn around(sentence: usize, places: &Places, words: u32) -> Option<Window> {
    let starts = &places.sentences;
    let start = *starts.get(sentence)?;
    let end_of = |sentence: usize| {
        starts
            .get(sentence + 1)
            .copied()
            .unwrap_or(BODY.saturating_add(words))
    };
    let mut last = sentence;
    while last + 1 < starts.len() && end_of(last).saturating_sub(start) < ENOUGH {
        last += 1;
    }
    (start < end_of(last)).then(|| Window::plain(sentence..last + 1, start..end_of(last)))
}
