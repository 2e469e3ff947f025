//! Shingle precision, recall and F1, as the evaluation of the sets defines them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Word tokens; Chinese and Japanese a token a character.
pub fn tokens(text: &str) -> Vec<&str> {
    let single = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
    let mut found = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices() {
        let word = c.is_alphanumeric() || c == '_';
        if (!word || single(c))
            && let Some(from) = start.take()
        {
            found.push(&text[from..i]);
        }
        if single(c) {
            found.push(&text[i..i + c.len_utf8()]);
        } else if word && start.is_none() {
            start = Some(i);
        }
    }
    found.extend(start.map(|from| &text[from..]));
    found
}

/// Four tokens in a row, counted.
pub fn shingles(text: &str) -> HashMap<u64, u32> {
    let tokens = tokens(text);
    let mut counts = HashMap::new();
    let width = tokens.len().min(4);
    if width == 0 {
        return counts;
    }
    for window in tokens.windows(width) {
        let mut hasher = DefaultHasher::new();
        window.hash(&mut hasher);
        *counts.entry(hasher.finish()).or_default() += 1;
    }
    counts
}

/// Precision and recall of one page.
pub fn page(gold: &str, kept: &str) -> (f64, f64) {
    let (gold, kept) = (shingles(gold), shingles(kept));
    let both: u32 = gold
        .iter()
        .map(|(s, n)| kept.get(s).map_or(0, |k| *k.min(n)))
        .sum();
    let share = |whole: u32, other: u32| {
        if whole > 0 {
            f64::from(both) / f64::from(whole)
        } else {
            f64::from(u8::from(other == 0))
        }
    };
    let (gold, kept) = (gold.values().sum(), kept.values().sum());
    (share(kept, gold), share(gold, kept))
}

pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}

/// Sums over the pages of a set.
#[derive(Default)]
pub struct Score {
    pub pages: usize,
    precision: f64,
    recall: f64,
    pub disasters: usize,
}

impl Score {
    pub fn add(&mut self, gold: &str, kept: &str) {
        let (p, r) = page(gold, kept);
        self.pages += 1;
        self.precision += p;
        self.recall += r;
        self.disasters += usize::from(f1(p, r) < 0.5);
    }

    /// Precision, recall and F1 of the means.
    pub fn means(&self) -> (f64, f64, f64) {
        let n = self.pages.max(1) as f64;
        let (p, r) = (self.precision / n, self.recall / n);
        (p, r, f1(p, r))
    }
}
