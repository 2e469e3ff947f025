//! The tokenizer: a stream of [`Token`]s, nothing allocated for a token.

use super::chars::{SPELLING_MARK, char_at, is_apostrophe, is_mark, is_unspaced, is_word};
use super::fold::{capitals_into, fold_into, spelling_into};
use super::numbers;
use super::words::{self, Extent};

/// Bytes of a key or a spelling; what is longer (encoded data, a wall of letters) is cut there, in texts and queries alike.
const MAX_PART: usize = 120;

/// Letters of a word in capitals that keeps them in its spelling: as many as initialisms have.
pub(super) const CAPITALS: std::ops::RangeInclusive<usize> = 2..=6;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, an initialism, or letters with digits.
    Word,
    /// A number, perhaps with letters behind it: `15,000`, `3.5bn`, `2026`.
    Number,
    /// Two neighbouring characters of a script without spaces; the next token starts at the second.
    Pair,
    /// The last character of such a run.
    Last,
}

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Byte offset of its first byte in the text.
    pub start: usize,
    /// Byte offset behind its last byte. Pairs overlap the next token by one character.
    pub end: usize,
    /// Its number in the text, from 0.
    pub position: u32,
    /// What is stored for it, see the [module](crate::analysis#terms); at most 241 bytes.
    pub term: &'a str,
    /// What it is.
    pub kind: TokenKind,
}

/// The folded key of a term: all of it, or what stands before the spelling.
pub fn key_of(term: &str) -> &str {
    term.split_once(SPELLING_MARK).map_or(term, |(key, _)| key)
}

/// The spelling of a term: all of it, or what stands behind the key. Lower case, but for two to six letters in capitals (`US`).
pub fn spelling_of(term: &str) -> &str {
    term.split_once(SPELLING_MARK)
        .map_or(term, |(_, spelling)| spelling)
}

/// The tokens of a text, in order.
///
/// Not an [`Iterator`], because a token borrows the buffer that the next one overwrites.
///
/// ```
/// use newsdex::analysis::Tokens;
/// let mut tokens = Tokens::new("Kyiv’s 15,000 cafés");
/// let mut seen = Vec::new();
/// while let Some(token) = tokens.next_token() {
///     seen.push((token.start, token.end, token.term.to_owned()));
/// }
/// assert_eq!(seen[0], (0, 4, "kyiv".to_owned()));
/// assert_eq!(seen[1], (9, 15, "15000\u{1}15,000".to_owned()));
/// assert_eq!(seen[2], (16, 22, "cafes\u{1}cafés".to_owned()));
/// ```
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    position: u32,
    terms: bool,
    term: String,
    spelling: String,
}

/// What the byte at the end of an ASCII word means for it.
const LETTER: u8 = 1;
const UPPER: u8 = 2;
const LOWER: u8 = 16;
const DIGIT: u8 = 4;
const HIGH: u8 = 8;
const WORD: u8 = LETTER | DIGIT;

const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = match byte {
            b'a'..=b'z' => LETTER | LOWER,
            b'A'..=b'Z' => LETTER | UPPER,
            b'0'..=b'9' => DIGIT,
            0x80.. => HIGH,
            _ => 0,
        };
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
}

fn class(byte: u8) -> u8 {
    CLASSES[byte as usize]
}

/// Whether the term lies in the text as it is or had to be written.
enum Found {
    /// The bytes of the token are its term.
    AsIs(Extent),
    /// The term is in the buffer.
    Written(Extent),
}

impl<'t> Tokens<'t> {
    /// The tokens of `text`.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            position: 0,
            terms: true,
            term: String::new(),
            spelling: String::new(),
        }
    }

    /// The tokens of `text` for their places alone: most terms are left empty, which saves half the time.
    pub(crate) fn places(text: &'t str) -> Self {
        Self {
            terms: false,
            ..Self::new(text)
        }
    }

    /// The next token, or nothing at the end of the text.
    pub fn next_token(&mut self) -> Option<Token<'_>> {
        let start = self.next_start()?;
        let (found, kind) = self.read(start);
        let (extent, as_is) = match found {
            Found::AsIs(extent) => (extent, true),
            Found::Written(extent) => (extent, false),
        };
        // Every branch moves on; a token without bytes would stop the stream here rather than loop.
        let end = extent.end.max(start + 1);
        self.at = extent.resume.max(start + 1);
        let position = self.position;
        self.position += 1;
        let term = if as_is {
            self.text.get(start..end).unwrap_or_default()
        } else {
            self.term.as_str()
        };
        Some(Token {
            start,
            end,
            position,
            term,
            kind,
        })
    }

    fn next_start(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            let class = class(*bytes.get(at)?);
            if class & WORD != 0 {
                return Some(at);
            }
            if class == 0 {
                at += 1;
                continue;
            }
            let c = char_at(self.text, at)?;
            if is_word(c) || is_unspaced(c) {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }

    fn read(&mut self, start: usize) -> (Found, TokenKind) {
        let bytes = self.text.as_bytes();
        let mut seen = 0;
        let mut end = start;
        while let Some(&byte) = bytes.get(end) {
            let class = class(byte);
            if class & WORD == 0 {
                break;
            }
            seen |= class;
            end += 1;
        }
        let kind = if bytes.get(start).is_some_and(u8::is_ascii_digit) {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        match self.plain_end(start, end, seen) {
            Some(extent) if end > start => (self.ascii(start, extent, seen), kind),
            _ => self.read_slowly(start, kind),
        }
    }

    /// The extent of the ASCII run, if what follows cannot join it.
    fn plain_end(&self, start: usize, end: usize, seen: u8) -> Option<Extent> {
        let bytes = self.text.as_bytes();
        let here = Extent { end, resume: end };
        if end - start > MAX_PART {
            return None;
        }
        match bytes.get(end) {
            Some(b'.') => {
                let next = bytes.get(end + 1).map_or(0, |&b| class(b));
                let joins = if seen & LETTER == 0 {
                    next & DIGIT != 0
                } else {
                    end - start == 1 && next & (LETTER | HIGH) != 0
                };
                (!joins).then_some(here)
            }
            Some(b',') => {
                let joins =
                    seen & LETTER == 0 && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
                (!joins).then_some(here)
            }
            Some(b'\'' | b'`') => self.before_apostrophe(here, seen, end + 1),
            Some(0x80..) => self.before_high(here, seen),
            _ => Some(here),
        }
    }

    fn before_apostrophe(&self, here: Extent, seen: u8, after: usize) -> Option<Extent> {
        let next = self.text.as_bytes().get(after).map_or(0, |&b| class(b));
        if next & (WORD | HIGH) == 0 {
            return Some(here);
        }
        let resume = words::dropped_end(self.text, after).filter(|_| seen & LETTER != 0)?;
        Some(Extent { resume, ..here })
    }

    fn before_high(&self, here: Extent, seen: u8) -> Option<Extent> {
        let c = char_at(self.text, here.end)?;
        match c {
            '\u{2019}' => self.before_apostrophe(here, seen, here.end + c.len_utf8()),
            '\u{A0}' | '\u{2013}' | '\u{2014}' | '\u{201C}' | '\u{201D}' | '\u{2018}'
            | '\u{2026}' => Some(here),
            c if is_unspaced(c) => Some(here),
            _ => None,
        }
    }

    fn ascii(&mut self, start: usize, extent: Extent, seen: u8) -> Found {
        if seen & UPPER == 0 {
            return Found::AsIs(extent);
        }
        if !self.terms {
            return Found::Written(extent);
        }
        self.term.clear();
        self.term
            .push_str(self.text.get(start..extent.end).unwrap_or_default());
        self.term.make_ascii_lowercase();
        if seen & (LOWER | DIGIT) == 0 && CAPITALS.contains(&(extent.end - start)) {
            self.term.push(SPELLING_MARK);
            self.term
                .push_str(self.text.get(start..extent.end).unwrap_or_default());
        }
        Found::Written(extent)
    }

    fn read_slowly(&mut self, start: usize, kind: TokenKind) -> (Found, TokenKind) {
        if let Some(unit) = words::unit_end(self.text, start) {
            return self.read_unspaced(start, unit);
        }
        self.term.clear();
        self.spelling.clear();
        if let Some(end) = words::end_of_initials(self.text, start) {
            return (Found::Written(self.initials(start, end)), TokenKind::Word);
        }
        let number = if kind == TokenKind::Number {
            numbers::end_of_joined(self.text.as_bytes(), start)
        } else {
            None
        };
        let digits = number.unwrap_or(start);
        let extent = words::extent(self.text, digits);
        let (end, resume) = (extent.end.max(digits), extent.resume.max(digits));
        if !self.terms {
            return (Found::Written(Extent { end, resume }), kind);
        }
        let text = self.text.get(start..end).unwrap_or_default();
        let cut = cut(text);
        numbers::push_key(cut.get(..digits - start).unwrap_or(""), &mut self.term);
        fold_into(
            cut.get(digits - start..).unwrap_or_default(),
            &mut self.term,
        );
        if in_capitals(cut) {
            capitals_into(cut, &mut self.spelling);
        } else {
            spelling_into(cut, &mut self.spelling);
        }
        self.join_spelling();
        (Found::Written(Extent { end, resume }), kind)
    }

    fn initials(&mut self, start: usize, end: usize) -> Extent {
        let text = cut(self.text.get(start..end).unwrap_or_default());
        for letter in text.split('.').filter(|letter| !letter.is_empty()) {
            fold_into(letter, &mut self.term);
            spelling_into(letter, &mut self.spelling);
            self.spelling.push('.');
        }
        self.join_spelling();
        let suffix = char_at(self.text, end).filter(|&c| is_apostrophe(c));
        let resume = suffix.and_then(|c| words::dropped_end(self.text, end + c.len_utf8()));
        Extent {
            end,
            resume: resume.unwrap_or(end),
        }
    }

    fn read_unspaced(&mut self, start: usize, unit: usize) -> (Found, TokenKind) {
        let pair = words::unit_end(self.text, unit);
        let end = pair.unwrap_or(unit);
        let text = self.text.get(start..end).unwrap_or_default();
        self.term.clear();
        self.spelling.clear();
        fold_into(text, &mut self.term);
        spelling_into(text, &mut self.spelling);
        self.join_spelling();
        let kind = if pair.is_some() {
            TokenKind::Pair
        } else {
            TokenKind::Last
        };
        (Found::Written(Extent { end, resume: unit }), kind)
    }

    /// Completes the term. A word that folds to nothing (marks alone) is its own key.
    fn join_spelling(&mut self) {
        if self.term.is_empty() {
            self.term.push_str(&self.spelling);
        }
        shorten(&mut self.term);
        shorten(&mut self.spelling);
        if self.term != self.spelling {
            self.term.push(SPELLING_MARK);
            self.term.push_str(&self.spelling);
        }
    }
}

/// Whether a word is two to six letters, all of them capitals.
fn in_capitals(text: &str) -> bool {
    let mut letters = text.chars();
    let capitals = letters.by_ref().take_while(|c| c.is_uppercase()).count();
    CAPITALS.contains(&capitals) && text.chars().nth(capitals).is_none()
}

/// The part of a word that can matter for a term: folding makes at most a third of the bytes out of a character's.
fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(4 * MAX_PART))
        .unwrap_or(text)
}

fn shorten(part: &mut String) {
    if part.len() > MAX_PART {
        part.truncate(part.floor_char_boundary(MAX_PART));
        while part.chars().next_back().is_some_and(is_mark) {
            part.pop();
        }
    }
}
