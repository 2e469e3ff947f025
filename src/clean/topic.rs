//! Which words a block shares with others: with the article, with the title, with its own copies.

use std::ops::Range;

use super::columns::share;
use super::facts::words_of;
use super::{Cleaned, Reading};
use crate::page::Page;

/// Bits of a word set; a page's article has some hundreds of different words.
const BITS: usize = 1 << 14;

/// The content words of each block, as hashes.
#[derive(Debug, Default)]
pub(super) struct BlockWords {
    hashes: Vec<u32>,
    ends: Vec<usize>,
}

impl BlockWords {
    /// Where to add the words of the next block.
    pub fn open(&mut self) -> &mut Vec<u32> {
        &mut self.hashes
    }

    /// Ends the block.
    pub fn close(&mut self) {
        self.ends.push(self.hashes.len());
    }

    /// The words of block `i`.
    pub fn of(&self, i: usize) -> &[u32] {
        let start = i
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(i).copied().unwrap_or(start);
        self.hashes.get(start..end).unwrap_or_default()
    }
}

/// A set of word hashes that may hold a few too many.
pub(super) struct WordSet(Box<[u64; BITS / 64]>);

impl WordSet {
    pub fn new() -> Self {
        Self(Box::new([0; BITS / 64]))
    }

    /// Adds a word; true if it was there already.
    pub fn insert(&mut self, word: u32) -> bool {
        let (cell, bit) = Self::place(word);
        let Some(cell) = self.0.get_mut(cell) else {
            return false;
        };
        let known = *cell & bit != 0;
        *cell |= bit;
        known
    }

    pub fn contains(&self, word: u32) -> bool {
        let (cell, bit) = Self::place(word);
        self.0.get(cell).is_some_and(|cell| cell & bit != 0)
    }

    fn place(word: u32) -> (usize, u64) {
        let bit = word as usize % BITS;
        (bit / 64, 1 << (bit % 64))
    }

    /// The share of `words` in the set, as a level; 0 for a block without content words.
    pub fn level(&self, words: &[u32]) -> u8 {
        if words.is_empty() {
            return 0;
        }
        share(
            words.iter().filter(|w| self.contains(**w)).count(),
            words.len(),
        )
    }
}

/// For each block, the share of its words that the blocks `in_body` use elsewhere.
pub(super) fn shared(words: &BlockWords, rows: usize, in_body: impl Fn(usize) -> bool) -> Vec<u8> {
    let (mut once, mut twice) = (WordSet::new(), WordSet::new());
    for i in (0..rows).filter(|i| in_body(*i)) {
        // Two passes, so that a word that is twice in one block does not count as said elsewhere.
        let mut repeated = words.of(i).to_vec();
        repeated.retain(|w| once.contains(*w));
        for word in repeated {
            twice.insert(word);
        }
        for word in words.of(i) {
            once.insert(*word);
        }
    }
    (0..rows)
        .map(|i| {
            if in_body(i) {
                twice.level(words.of(i))
            } else {
                once.level(words.of(i))
            }
        })
        .collect()
}

/// As [`shared`], for a run of blocks.
pub(super) fn shared_with_run(words: &BlockWords, rows: usize, run: &Range<usize>) -> Vec<u8> {
    shared(words, rows, |i| run.contains(&i))
}

/// What the kept text of a page speaks of.
///
/// Words count by their first letters, so that a headline's `strikes` is the text's `strike`; short words and words of
/// grammar count for nothing.
pub struct Topic<'r> {
    reading: &'r Reading,
    levels: Vec<u8>,
    text: WordSet,
    opening: WordSet,
}

/// Kept blocks with which an article opens: what its headline says stands there again.
const OPENING: usize = 3;

impl<'r> Topic<'r> {
    /// The topic of what was kept of a page, or of its data if the text was taken from there.
    pub fn of(page: &Page, reading: &'r Reading, cleaned: &Cleaned) -> Self {
        let words = &reading.words;
        let kept = |i: usize| cleaned.verdicts.get(i).is_some_and(|v| v.kept);
        let rows = cleaned.verdicts.len();
        let mut text = WordSet::new();
        for i in (0..rows).filter(|i| kept(*i)) {
            for word in words.of(i) {
                text.insert(*word);
            }
        }
        let mut opening = WordSet::new();
        for block in (0..rows).filter(|i| kept(*i)).take(OPENING) {
            for word in words.of(block) {
                opening.insert(*word);
            }
        }
        let mut levels = shared(words, rows, kept);
        if let Some(data) = page.data_text.as_ref().filter(|_| cleaned.from_data) {
            for word in words_of(data) {
                text.insert(word);
            }
            levels = (0..rows).map(|i| text.level(words.of(i))).collect();
        }
        Self {
            reading,
            levels,
            text,
            opening,
        }
    }

    /// The share of a block's words that the first kept blocks use, 0 to 1; less for a block of few words.
    pub fn opening_share(&self, block: usize) -> f32 {
        let words = self.reading.words.of(block);
        let shared = words.iter().filter(|word| self.opening.contains(**word));
        shared.count() as f32 / (words.len() as f32 + 1.0)
    }

    /// The share of a block's words that the kept text uses elsewhere, 0 to 1; nothing for a block without such words.
    pub fn share(&self, block: usize) -> Option<f32> {
        let any = !self.reading.words.of(block).is_empty();
        let level = self.levels.get(block).filter(|_| any)?;
        Some(of_level(*level))
    }

    /// As [`Topic::share`], less for a block of few words: one word that both use says little, two say half of what many say.
    pub fn agreement(&self, block: usize) -> Option<f32> {
        let words = self.reading.words.of(block).len() as f32;
        Some(self.share(block)? * words / (words + 2.0))
    }

    /// The share of a text's words that the kept text uses, 0 to 1; nothing for a text without such words.
    pub fn share_of_text(&self, text: &str) -> Option<f32> {
        let words = words_of(text);
        (!words.is_empty()).then(|| of_level(self.text.level(&words)))
    }
}

/// The share for which a level stands, see [`share`].
fn of_level(level: u8) -> f32 {
    f32::from(level.saturating_sub(1)) / 40.0
}
