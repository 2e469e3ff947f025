//! Lines that say the same: copies of a headline on its page, and texts that share their words.

use rustc_hash::FxHashSet;

use crate::clean::Reading;
use crate::page::Page;

/// Lines that stand more than once on the page: a teaser list and a caption often repeat the headline.
#[derive(Default)]
pub(super) struct Copies<'r> {
    /// Folded lines that stand more than once, or with which another line begins.
    repeated: FxHashSet<&'r str>,
    /// Folded lines that go on after another line's words: a headline with a credit glued to it.
    extended: FxHashSet<&'r str>,
}

/// Bytes below which a block can be a copied line.
const COPIED_BYTES: usize = 300;

/// Shorter lines are often repeated by chance.
const COPIED_WORDS: usize = 4;

impl<'r> Copies<'r> {
    pub fn of(page: &Page, reading: &'r Reading) -> Self {
        let blocks = page.blocks.iter().enumerate();
        let short = blocks.filter(|(_, block)| block.text.len() < COPIED_BYTES);
        let folded = short.filter_map(|(at, _)| reading.line(at).map(|line| line.text));
        let mut lines: Vec<&str> = folded
            .filter(|text| words_of(text) >= COPIED_WORDS)
            .collect();
        // A space sorts before every letter, so a line comes right before those that begin with its words.
        lines.sort_unstable();
        let mut copies = Self::default();
        let mut beginnings: Vec<&str> = Vec::new();
        for line in lines {
            if beginnings.last() == Some(&line) {
                copies.repeated.insert(line);
                continue;
            }
            while beginnings.last().is_some_and(|last| !begins(line, last)) {
                beginnings.pop();
            }
            if let Some(beginning) = beginnings.last() {
                copies.repeated.insert(beginning);
                copies.extended.insert(line);
            }
            beginnings.push(line);
        }
        copies
    }

    pub fn score(&self, folded: &str) -> i32 {
        let repeated = if self.repeated.contains(folded) {
            20
        } else {
            0
        };
        let extended = if self.extended.contains(folded) {
            30
        } else {
            0
        };
        repeated - extended
    }
}

/// True if the first words of `line` are those of `words`, and more follow.
fn begins(line: &str, words: &str) -> bool {
    line.strip_prefix(words)
        .is_some_and(|rest| rest.starts_with(' '))
}

/// Words between single spaces.
fn words_of(folded: &str) -> usize {
    1 + memchr::memchr_iter(b' ', folded.as_bytes()).count()
}

/// The share of words that two folded texts have in common, 0 to 1.
pub(super) fn alike(a: &str, b: &str) -> f64 {
    Compared::of(a).alike(b)
}

/// A folded text that is compared with others.
pub(super) struct Compared<'t> {
    text: &'t str,
    words: FxHashSet<&'t str>,
}

impl<'t> Compared<'t> {
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            words: text.split(' ').collect(),
        }
    }

    /// The share of words that both have in common, 0 to 1.
    pub fn alike(&self, other: &str) -> f64 {
        if self.text == other {
            return 1.0;
        }
        let mut theirs: Vec<&str> = other.split(' ').collect();
        theirs.sort_unstable();
        theirs.dedup();
        let common = theirs.iter().filter(|w| self.words.contains(*w)).count();
        common as f64 / theirs.len().max(self.words.len()) as f64
    }

    /// True if that share is `least` or more; most texts have too few words, which is told at once.
    pub fn is_alike(&self, other: &str, least: f64) -> bool {
        let most = words_of(other) as f64 / self.words.len() as f64;
        most >= least && self.alike(other) >= least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_by_the_words_they_share() {
        let cases = [
            ("a b c", "a b c", 1.0),
            ("a b c d", "d c b a", 1.0),
            ("a b c d", "a b x y", 0.5),
            ("a b", "a a a b b", 1.0),
            ("a b c d", "a", 0.25),
            ("a", "", 0.0),
        ];
        for (one, other, share) in cases {
            let compared = Compared::of(one);
            assert!(
                (compared.alike(other) - share).abs() < 1e-9,
                "{one} / {other}"
            );
            for least in [0.2, 0.5, 0.8] {
                assert_eq!(
                    compared.is_alike(other, least),
                    share >= least,
                    "{one} / {other}"
                );
            }
        }
    }

    #[test]
    fn a_line_begins_another_only_with_whole_words() {
        assert!(begins("storm hits the coast again", "storm hits the coast"));
        assert!(!begins(
            "storm hits the coastal road",
            "storm hits the coast"
        ));
        assert!(!begins("storm hits the coast", "storm hits the coast"));
    }
}
