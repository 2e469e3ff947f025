//! One form for all spellings: lower case, no accents, every number `0`, single spaces.

use std::ops::Deref;

use crate::clean::scripts::{LETTERS_OF_WORD, is_run_together};
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A text folded for comparison with the tables.
#[derive(Debug, Default)]
pub struct Folded {
    /// Lower-case words without accents, a space between; a run of digits is `0`; of signs only `©` stays.
    pub text: String,
    /// Number of words; two Han or Kana characters count as one, so do four of Thai and its like.
    pub words: usize,
    /// Length of `text` before the first colon, bar, slash or dash that divides it: where a lead-in ends.
    pub lead: Option<usize>,
    /// Byte offsets in `text` at which words end, the first sixteen.
    pub ends: Ends,
}

/// Words whose ends are kept; the longest phrase of the tables is shorter.
const KEPT_ENDS: usize = 16;

/// Where the first words of a text end; a slice of byte offsets.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ends {
    at: [usize; KEPT_ENDS],
    count: usize,
}

impl Ends {
    fn push(&mut self, end: usize) {
        if let Some(place) = self.at.get_mut(self.count) {
            *place = end;
            self.count += 1;
        }
    }
}

impl Deref for Ends {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        self.at.get(..self.count).unwrap_or_default()
    }
}

/// Folds a text. Linear; any text is accepted.
///
/// ```
/// let folded = newsdex::clean::cues::fold::fold("  Größe: 1.234 Ç");
/// assert_eq!(folded.text, "grosse 0 c");
/// assert_eq!(folded.lead, Some(6));
/// ```
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    fold_into(text, &mut folded);
    folded
}

/// As [`fold`], in place of what `folded` held.
pub fn fold_into(text: &str, folded: &mut Folded) {
    folded.clear();
    folded.text.reserve(text.len());
    let mut folder = Folder {
        out: folded,
        unspaced: 0,
        together: 0,
        previous: ' ',
    };
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        folder.push(c);
        if c.is_ascii_alphabetic() {
            let plain = folder.plain(rest.as_str());
            rest = rest.as_str().get(plain..).unwrap_or_default().chars();
        }
    }
    folder.finish();
}

impl Folded {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.count = 0;
        self.words = 0;
        self.lead = None;
    }
}

/// True for characters of scripts that write words without spaces between them.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{2ffff}')
}

/// Signs of Indic and South-East Asian scripts that make another syllable of a letter; the dot below makes only another spelling.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        && is_combining_mark(c)
        && !matches!(c, '\u{93c}' | '\u{9bc}' | '\u{a3c}' | '\u{b3c}')
}

struct Folder<'f> {
    out: &'f mut Folded,
    unspaced: usize,
    /// Letters of scripts whose words stand without spaces, several letters each.
    together: usize,
    previous: char,
}

impl Folder<'_> {
    fn push(&mut self, c: char) {
        match c {
            'a'..='z' | 'а'..='я' => self.letter(c),
            'A'..='Z' => self.letter(c.to_ascii_lowercase()),
            '0'..='9' => self.digit(),
            'А'..='Я' => self.letter(lower_cyrillic(c)),
            '\u{ad}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{feff}' | '\u{640}' => return,
            '©' => {
                self.space();
                self.letter('©');
                self.space();
            }
            '.' | ',' if self.previous.is_numeric() => {}
            ':' | '：' | '|' | '/' | '／' | '–' | '—' => self.divider(),
            _ if c.is_ascii() => self.space(),
            _ if is_vowel_sign(c) => self.out.text.push(c),
            _ if is_combining_mark(c) => return,
            _ if c.is_numeric() => self.digit(),
            _ if c.is_alphabetic() => self.other_letter(c),
            _ => self.space(),
        }
        self.previous = c;
    }

    /// Takes the plain letters at the start of `rest` and the single spaces between them at once, and
    /// returns how many bytes they are; a letter came before.
    fn plain(&mut self, rest: &str) -> usize {
        let from = self.out.text.len();
        let bytes = rest.as_bytes();
        let mut at = 0;
        loop {
            match bytes.get(at) {
                Some(b'a'..=b'z') => at += 1,
                Some(b' ') if bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase) => {
                    self.end_word_at(from + at);
                    at += 2;
                }
                _ => break,
            }
        }
        self.out.text.push_str(rest.get(..at).unwrap_or_default());
        at
    }

    fn letter(&mut self, c: char) {
        if self.previous == '.' || self.previous == ',' {
            self.space();
        }
        self.out.text.push(c);
    }

    fn digit(&mut self) {
        let joined = self.previous.is_numeric()
            || matches!(self.previous, '.' | ',') && self.out.text.ends_with('0');
        if !joined {
            self.out.text.push('0');
        }
    }

    fn other_letter(&mut self, c: char) {
        self.unspaced += usize::from(is_unspaced(c) && !matches!(c, '\u{ac00}'..='\u{d7af}'));
        self.together += usize::from(is_run_together(c));
        if self.previous == '.' || self.previous == ',' {
            self.space();
        }
        for lower in c.to_lowercase() {
            fold_letter(lower, &mut self.out.text);
        }
    }

    fn divider(&mut self) {
        self.space();
        if self.out.lead.is_none() {
            self.out.lead = Some(self.out.text.trim_end().len());
        }
    }

    fn space(&mut self) {
        if self.out.text.is_empty() || self.out.text.ends_with(' ') {
            return;
        }
        self.end_word();
        self.out.text.push(' ');
    }

    fn end_word(&mut self) {
        self.end_word_at(self.out.text.len());
    }

    fn end_word_at(&mut self, end: usize) {
        self.out.words += 1;
        self.out.ends.push(end);
    }

    fn finish(mut self) {
        if self.out.text.ends_with(' ') {
            self.out.text.pop();
        } else if !self.out.text.is_empty() {
            self.end_word();
        }
        self.out.words += self.unspaced / 2 + self.together / LETTERS_OF_WORD as usize;
    }
}

/// Small letter of a capital from А to Я.
fn lower_cyrillic(c: char) -> char {
    char::from_u32(u32::from(c) + 0x20).unwrap_or(c)
}

fn fold_letter(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'æ' => out.push('a'),
        'ł' => out.push('l'),
        'đ' => out.push('d'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        'ё' => out.push('е'),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
            decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    out.push(part);
                }
            });
        }
        '\u{958}'..='\u{95f}' | '\u{9dc}'..='\u{9df}' | '\u{a33}'..='\u{a5e}' => {
            let first = out.len();
            decompose_canonical(c, |part| {
                if out.len() == first {
                    out.push(part);
                }
            });
        }
        'Ａ'..='ｚ' => decompose_width(c, out),
        _ if is_combining_mark(c) => {}
        _ => out.push(c),
    }
}

/// Full-width Latin letters to plain ones.
fn decompose_width(c: char, out: &mut String) {
    let plain = u32::from(c)
        .checked_sub(0xfee0)
        .and_then(char::from_u32)
        .unwrap_or(c);
    out.push(plain.to_ascii_lowercase());
}
