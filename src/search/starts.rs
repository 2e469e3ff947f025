//! Where the sentences of a text start: as stored, or one every so many words.

use crate::query::algebra::BODY;

/// Where the sentences of a text start.
pub(super) enum Starts<'a> {
    /// As stored.
    Known(&'a [u32]),
    /// One every so many words.
    Steps(u32),
}

/// The sentences of a text.
pub(super) struct Text<'a> {
    pub starts: Starts<'a>,
    /// Position behind the last word.
    pub end: u32,
}

impl<'a> Text<'a> {
    pub fn new(starts: &'a [u32], words: u32) -> Self {
        Self {
            starts: Starts::Known(starts),
            end: BODY.saturating_add(words),
        }
    }

    pub fn count(&self) -> usize {
        match self.starts {
            Starts::Known(starts) => starts.len(),
            Starts::Steps(step) => (self.end - BODY).div_ceil(step) as usize,
        }
    }

    pub fn start_of(&self, sentence: usize) -> u32 {
        match self.starts {
            Starts::Known(starts) => starts.get(sentence).copied().unwrap_or(BODY),
            Starts::Steps(step) => BODY.saturating_add(step.saturating_mul(sentence as u32)),
        }
    }

    pub fn end_of(&self, sentence: usize) -> u32 {
        if sentence + 1 < self.count() {
            self.start_of(sentence + 1)
        } else {
            self.end
        }
    }

    /// Words of the sentences over a span.
    pub fn sentences_over(&self, start: u32, end: u32) -> u32 {
        let last = self.end_of(self.sentence_of(end.saturating_sub(1)));
        last.saturating_sub(self.start_of(self.sentence_of(start)))
    }

    /// The sentence in which a position stands.
    pub fn sentence_of(&self, position: u32) -> usize {
        match self.starts {
            Starts::Known(starts) => starts
                .partition_point(|&start| start <= position)
                .saturating_sub(1),
            Starts::Steps(step) => {
                let at = ((position - BODY) / step) as usize;
                at.min(self.count().saturating_sub(1))
            }
        }
    }
}
