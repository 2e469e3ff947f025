//! Positions back to places in a text: bytes by the tokenizer, scalar values by counting.

use std::ops::Range;

use crate::analysis::{TokenKind, Tokens, sentences};

/// The bytes of the tokens at some positions (ascending); what is not there is left out.
///
/// A position with `true` stands for the first character of its token only: a single character
/// searched for in a script that is stored as pairs.
pub(super) fn bytes_of(text: &str, positions: &[(u32, bool)]) -> Vec<Range<usize>> {
    let mut tokens = Tokens::new(text);
    let mut wanted = positions.iter().peekable();
    let mut found = Vec::with_capacity(positions.len());
    while wanted.peek().is_some() {
        let Some(token) = tokens.next_token() else {
            break;
        };
        while let Some(&(_, first_only)) =
            wanted.next_if(|&&(position, _)| position <= token.position)
        {
            let one = first_only && token.kind == TokenKind::Pair;
            let width = text
                .get(token.start..token.end)
                .and_then(|t| t.chars().next())
                .map_or(0, char::len_utf8);
            found.push(token.start..if one { token.start + width } else { token.end });
        }
    }
    found
}

/// Ranges that touch or overlap become one.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut found: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match found.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

/// Scalar values of one sentence that are shown whole at most, and of a passage of several.
pub(super) const LONGEST_SENTENCE: usize = 600;
pub(super) const LONGEST_PASSAGE: usize = 1200;
/// Scalar values that are shown of what is longer: about sixty words.
const ROOM: usize = 400;
/// Those of them that stand before the first mark.
const BEFORE: usize = 80;
/// Marks that are tried as the first one that is shown.
const TRIED: usize = 1000;

/// The part of a passage that is shown: the whole, or, of one of more than `longest` scalar values, what stands about
/// most of its marks (in order, never overlapping). It begins and ends between words, where there are spaces.
pub(super) fn shortened(
    text: &str,
    whole: Range<usize>,
    marks: &[Range<usize>],
    longest: usize,
) -> Range<usize> {
    if ahead(text, whole.start, longest) >= whole.end {
        return whole;
    }
    let held = |at: usize, first: &Range<usize>| {
        let end = ahead(text, first.start, ROOM - BEFORE);
        marks
            .partition_point(|mark| mark.end <= end)
            .saturating_sub(at)
    };
    let tried = marks.iter().enumerate().take(TRIED);
    let first = tried
        .rev()
        .max_by_key(|&(at, first)| held(at, first))
        .map(|(_, mark)| mark.start);
    let start = first.map_or(whole.start, |at| behind(text, at, BEFORE).max(whole.start));
    let end = ahead(text, start, ROOM).min(whole.end);
    let first = first.unwrap_or(start);
    let last = marks.iter().rev().find(|mark| mark.end <= end);
    let last = last.map_or(first, |mark| mark.end.max(first));
    let start = if start > whole.start {
        behind_space(text, start..first)
    } else {
        start
    };
    let end = if end < whole.end {
        before_space(text, last..end)
    } else {
        end
    };
    start..end.max(start)
}

/// The byte so many scalar values behind another one.
fn ahead(text: &str, from: usize, scalars: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.char_indices()
        .nth(scalars)
        .map_or(text.len(), |(at, _)| from + at)
}

/// The byte so many scalar values before another one.
fn behind(text: &str, from: usize, scalars: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    let nth = before.char_indices().rev().take(scalars).last();
    nth.map_or(from, |(at, _)| at)
}

/// The first word that begins in a stretch; its start if there is no space.
fn behind_space(text: &str, stretch: Range<usize>) -> usize {
    let inside = text.get(stretch.clone()).unwrap_or_default();
    let Some(space) = inside.find(char::is_whitespace) else {
        return stretch.start;
    };
    let rest = inside.get(space..).unwrap_or_default();
    stretch.end - rest.trim_start().len()
}

/// Behind the last word that ends in a stretch; its end if there is no space.
fn before_space(text: &str, stretch: Range<usize>) -> usize {
    let inside = text.get(stretch.clone()).unwrap_or_default();
    match inside.rfind(char::is_whitespace) {
        Some(space) => stretch.start + inside.get(..space).unwrap_or_default().trim_end().len(),
        None => stretch.end,
    }
}

/// The whole sentences from the one at byte `from` to the one at byte `to`; never across a line end by themselves.
pub(super) fn sentences_around(text: &str, from: usize, to: usize) -> Range<usize> {
    let first = Line::at(text, from);
    let start = first.sentence(from).start;
    let end = if first.holds(to) {
        first.sentence(to).end
    } else {
        Line::at(text, to).sentence(to).end
    };
    start..end.max(start)
}

/// A line of a text with its sentences, as bytes of the text.
struct Line {
    bytes: Range<usize>,
    sentences: Vec<Range<usize>>,
}

impl Line {
    fn at(text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        Self {
            bytes: start..start + line.len(),
            sentences: sentences(line)
                .into_iter()
                .map(|range| start + range.start..start + range.end)
                .collect(),
        }
    }

    fn holds(&self, at: usize) -> bool {
        self.bytes.contains(&at)
    }

    /// The sentence at a byte of the line; the line itself behind the last one.
    fn sentence(&self, at: usize) -> Range<usize> {
        let inside = self.sentences.iter().find(|range| at < range.end);
        inside.unwrap_or(&self.bytes).clone()
    }
}

/// Counts scalar values at rising byte offsets of one text.
pub(super) struct Scalars<'t> {
    text: &'t str,
    at: usize,
    count: usize,
}

impl<'t> Scalars<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            count: 0,
        }
    }

    /// Scalar values before a byte offset.
    pub fn before(&mut self, offset: usize) -> usize {
        if offset < self.at {
            *self = Self::new(self.text);
        }
        let passed = self
            .text
            .as_bytes()
            .get(self.at..offset)
            .unwrap_or_default();
        // Every scalar value has exactly one byte that does not continue another.
        self.count += passed.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        self.at = offset;
        self.count
    }

    /// A range of bytes in scalar values.
    pub fn range(&mut self, bytes: &Range<usize>) -> (usize, usize) {
        (self.before(bytes.start), self.before(bytes.end))
    }
}
