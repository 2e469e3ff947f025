//! Short lists of words for the rules of this room, written as one line each and looked up by hash.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// Words divided by white space.
pub struct Listed {
    words: &'static str,
    set: OnceLock<FxHashSet<&'static str>>,
}

impl Listed {
    /// A list that is read when it is first asked.
    pub const fn new(words: &'static str) -> Self {
        Self {
            words,
            set: OnceLock::new(),
        }
    }

    /// The words, as they are listed.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.split_whitespace()
    }

    /// Whether the word stands on a list in lower case, however it is cased itself.
    pub fn has_in_any_case(&self, word: &str) -> bool {
        self.has(&word.to_lowercase())
    }

    /// Whether the word stands on the list, spelled just so.
    pub fn has(&self, word: &str) -> bool {
        let read = || self.words.split_whitespace().collect();
        self.set.get_or_init(read).contains(word)
    }
}
