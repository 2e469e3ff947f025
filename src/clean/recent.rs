//! Lines that were read lately and may come again on the next page of the site.

use xxhash_rust::xxh3::xxh3_64;

use super::cues::Cue;
use super::facts::Facts;

/// Lines that are kept, one a slot. The frame of a site has some hundreds; sites follow one another.
const SLOTS: usize = 4096;
/// Lines of which only the hash is kept, to know a line that comes again: most never do.
const ONCE: usize = 16_384;

/// What a line says.
#[derive(Debug)]
pub(super) struct Known {
    pub text: Box<str>,
    pub facts: Facts,
    pub words: Box<[u32]>,
    pub print: u32,
    pub cue: Option<Cue>,
    pub folded: Box<str>,
    pub folded_words: u32,
}

/// The lines, by their hashes. A new one takes the place of an old one.
#[derive(Debug)]
pub(super) struct Recent {
    known: Vec<Option<Box<Known>>>,
    once: Vec<u64>,
}

impl Recent {
    /// Lines of fewer bytes are kept; longer ones are hardly ever repeated.
    pub const LONGEST: usize = 300;

    pub fn new() -> Self {
        let mut known = Vec::new();
        known.resize_with(SLOTS, || None);
        Self {
            known,
            once: vec![0; ONCE],
        }
    }

    pub fn hash(text: &str) -> u64 {
        xxh3_64(text.as_bytes())
    }

    /// What the line says, if it is kept.
    pub fn find(&self, hash: u64, text: &str) -> Option<&Known> {
        let known = self.known.get(slot(hash, SLOTS))?.as_deref()?;
        (*known.text == *text).then_some(known)
    }

    /// Whether a line of this hash was asked for before, not long ago.
    pub fn is_second(&mut self, hash: u64) -> bool {
        let Some(last) = self.once.get_mut(slot(hash, ONCE)) else {
            return false;
        };
        std::mem::replace(last, hash) == hash
    }

    pub fn keep(&mut self, hash: u64, known: Known) {
        if let Some(slot) = self.known.get_mut(slot(hash, SLOTS)) {
            *slot = Some(Box::new(known));
        }
    }
}

fn slot(hash: u64, slots: usize) -> usize {
    hash as usize % slots
}
