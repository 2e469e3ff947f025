//! A reader that lets the tokenizer take breath.
//!
//! The tokenizer's states call each other directly from one attribute to the next, and come back only at the end of the
//! tag: a tag with some thousand attributes would use up the stack of a thread. An error of the reader makes
//! all of them return, and the tokenizer goes on where it was at its next call.

use html5gum::{Reader, StringReader};

/// Chunks of quoted values between two breaths; an attribute has two.
const CHUNKS: u8 = 64;
/// What ends a quoted value comes first among the bytes that the tokenizer looks for in it.
const QUOTE: Option<&u8> = Some(&b'"');

/// Not the end: the tokenizer is to be called again.
#[derive(Debug, thiserror::Error)]
#[error("the reader takes breath")]
pub(super) struct Breath;

/// Reads a string, with a [`Breath`] now and then.
pub(super) struct BreathingReader<'a> {
    string: StringReader<'a>,
    chunks: u8,
}

impl<'a> BreathingReader<'a> {
    pub(super) fn new(string: StringReader<'a>) -> Self {
        Self { string, chunks: 0 }
    }
}

/// What a reader of strings never reports.
fn never<T>(read: Result<T, std::convert::Infallible>) -> T {
    match read {
        Ok(read) => read,
        Err(never) => match never {},
    }
}

impl Reader for BreathingReader<'_> {
    type Error = Breath;

    fn read_byte(&mut self) -> Result<Option<u8>, Breath> {
        Ok(never(self.string.read_byte()))
    }

    fn try_read_string(&mut self, s: &[u8], case_sensitive: bool) -> Result<bool, Breath> {
        Ok(never(self.string.try_read_string(s, case_sensitive)))
    }

    /// A quoted value is the only place for a breath. Every attribute that calls the next one has it, and the tokenizer knows
    /// there which state it is in; elsewhere a state may hold a byte that it has read, which would be lost.
    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        char_buf: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Breath> {
        if needle.first() == QUOTE {
            self.chunks += 1;
            if self.chunks > CHUNKS {
                self.chunks = 0;
                return Err(Breath);
            }
        }
        Ok(never(self.string.read_until(needle, char_buf)))
    }
}
