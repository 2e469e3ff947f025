//! The most common words in a row, as terms of their own.
//!
//! `of the` stands in nearly every article, at one of a hundred of their words. To find the phrase, all places of both words would
//! have to be compared. So two and three such words in a row are terms too, a [chain](chain), of which the index keeps only in
//! which articles they stand and how often.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::chars::SPELLING_MARK;
use super::tokens::{CAPITALS, key_of};

/// The words by language, the most common of news, in plain letters. Chosen for size: chains of these words take .01 of the
/// text. A list for an index that is there already cannot be changed without a new number of its format.
const LINKS: &[(&str, &str)] = &[
    (
        "de",
        "auf das dem den der des die ein eine im in ist mit nicht sich und von zu",
    ),
    (
        "en",
        "a an and are as at be but by for from has have he his in is it not of on one that the this to was with",
    ),
    (
        "es",
        "al con de del el en es la las los no para por que se su un una y",
    ),
    (
        "fr",
        "au d de des du en est et il l la le les ne par pas pour que qui sur un une",
    ),
    (
        "it",
        "che con da dei del della di e gli i il in la le non per si un una",
    ),
    ("nl", "dat de een en het in is met niet op te van voor"),
    (
        "pt",
        "a as com da de do e em na no o os para por que um uma",
    ),
    ("sv", "att av den det en i med och om som till"),
];

/// Bytes of the longest of them.
const LONGEST: usize = 5;

/// Stands between the terms of a chain.
const CHAIN_MARK: char = '\u{2}';

/// Stands between chains.
const CHAIN_END: char = '\n';

/// A word as a number, by which it is looked up without being hashed byte by byte; nothing for a longer word.
fn number_of(word: impl ExactSizeIterator<Item = u8>) -> Option<u64> {
    // The 1 in front tells words of different lengths apart, whatever their bytes.
    let number = |before: u64, byte: u8| before << 8 | u64::from(byte);
    (word.len() <= LONGEST).then(|| word.fold(1, number))
}

fn is_listed(word: impl ExactSizeIterator<Item = u8>) -> bool {
    static LISTED: OnceLock<FxHashSet<u64>> = OnceLock::new();
    let listed = LISTED.get_or_init(|| {
        let words = LINKS.iter().flat_map(|(_, words)| words.split(' '));
        words.filter_map(|word| number_of(word.bytes())).collect()
    });
    number_of(word).is_some_and(|number| listed.contains(&number))
}

/// Whether rows of a term are terms too: it is one of the most common words, in small letters or in capitals.
pub fn is_link(term: &str) -> bool {
    let key = key_of(term);
    let spelling = term.strip_prefix(key).unwrap_or_default();
    is_listed(key.bytes())
        && spelling
            .strip_prefix(SPELLING_MARK)
            .map_or(spelling.is_empty(), |spelling| {
                in_capitals(spelling) && spelling.eq_ignore_ascii_case(key)
            })
}

fn in_capitals(text: &str) -> bool {
    CAPITALS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The term of some terms in a row.
pub fn chain(terms: &[&str]) -> String {
    let mut joined = String::new();
    for (at, term) in terms.iter().enumerate() {
        if at > 0 {
            joined.push(CHAIN_MARK);
        }
        joined.push_str(term);
    }
    joined
}

/// Collects the chains of a text, which is told word by word.
#[derive(Debug, Default)]
pub struct Chains<'t> {
    found: String,
    /// The words before, the last one last, if they are links.
    last: [Option<&'t str>; 2],
}

impl<'t> Chains<'t> {
    /// Takes the next word as it stands in the text.
    pub fn see(&mut self, word: &'t str) {
        let listed = is_listed(word.bytes().map(|byte| byte.to_ascii_lowercase()));
        let [second, first] = self.last;
        if !listed {
            self.last = [None, None];
            return;
        }
        if let Some(first) = first {
            if let Some(second) = second {
                self.add(&[second, first, word]);
            }
            self.add(&[first, word]);
        }
        self.last = [first, Some(word)];
    }

    fn add(&mut self, words: &[&str]) {
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                self.found.push(CHAIN_MARK);
            }
            self.found
                .extend(word.chars().map(|c| c.to_ascii_lowercase()));
            if in_capitals(word) {
                self.found.push(SPELLING_MARK);
                self.found.push_str(word);
            }
        }
        self.found.push(CHAIN_END);
    }

    /// All of them, as [`ChainTokenizer`](super::ChainTokenizer) reads them.
    pub fn into_text(self) -> String {
        self.found
    }
}

/// The chains of such a text, in order, with repeats.
pub fn chains(text: &str) -> impl Iterator<Item = &str> {
    text.split_terminator(CHAIN_END)
}
