//! Where sentences and paragraphs begin in a body, as token positions.

use super::varint;
use crate::analysis::{Tokens, sentences};

/// The token positions at which the sentences of a body begin, those that begin a paragraph marked.
///
/// As bytes: for each sentence twice the distance to the former one, plus one for a paragraph, in
/// seven-bit groups, low groups first, the high bit set on all but the last. A sentence without a
/// token is left out, so positions rise strictly; the first is 0 unless the body has no token.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Boundaries {
    /// First token position of each sentence, rising.
    pub sentences: Vec<u32>,
    /// First token position of each paragraph, rising; each is in `sentences` too.
    pub paragraphs: Vec<u32>,
}

impl Boundaries {
    /// The boundaries of a body whose paragraphs are its lines, with the number of its tokens.
    pub fn of(body: &str) -> (Self, u32) {
        Self::seen(body, |_| ())
    }

    /// The same, telling each token as it stands in the body.
    pub(super) fn seen<'b>(body: &'b str, mut see: impl FnMut(&'b str)) -> (Self, u32) {
        let mut found = Self::default();
        let mut starts = sentences(body)
            .into_iter()
            .map(|range| range.start)
            .peekable();
        let mut tokens = Tokens::places(body);
        let mut paragraph = Lines {
            text: body.as_bytes(),
            read: 0,
        };
        let mut new_paragraph = true;
        let mut count = 0;
        while let Some(token) = tokens.next_token() {
            count = token.position + 1;
            see(body.get(token.start..token.end).unwrap_or_default());
            let mut begins = false;
            while starts.next_if(|&start| start <= token.start).is_some() {
                begins = true;
            }
            if begins {
                new_paragraph |= paragraph.line_ends_before(token.start);
                found.push(token.position, std::mem::take(&mut new_paragraph));
            }
        }
        (found, count)
    }

    fn push(&mut self, position: u32, paragraph: bool) {
        self.sentences.push(position);
        if paragraph {
            self.paragraphs.push(position);
        }
    }

    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.sentences.len() + self.sentences.len() / 8);
        let mut paragraphs = self.paragraphs.iter().peekable();
        let mut last = 0;
        for &position in &self.sentences {
            let paragraph = paragraphs.next_if_eq(&&position).is_some();
            varint::push(
                u64::from(position - last) * 2 + u64::from(paragraph),
                &mut bytes,
            );
            last = position;
        }
        bytes
    }

    /// From bytes; what cannot be read ends the list.
    pub fn from_bytes(mut bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let mut last = 0_u32;
        while let Some(value) = varint::take(&mut bytes) {
            let Some(position) = u32::try_from(value / 2)
                .ok()
                .and_then(|step| last.checked_add(step))
            else {
                break;
            };
            found.push(position, value % 2 == 1);
            last = position;
        }
        found
    }
}

/// Line ends of a text, read forwards once.
struct Lines<'t> {
    text: &'t [u8],
    read: usize,
}

impl Lines<'_> {
    /// Whether a line ended between the former call's place and `at`.
    fn line_ends_before(&mut self, at: usize) -> bool {
        let passed = self.text.get(self.read..at).unwrap_or_default();
        self.read = at;
        memchr::memchr(b'\n', passed).is_some()
    }
}
