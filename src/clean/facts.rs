//! What can be counted in the text of one block, in one pass over its characters.

use super::topic::BlockWords;
use super::words;

/// Letters of a word that count for comparing: endings change with grammar.
const STEM_CHARS: usize = 6;

/// Counts over the text of one block; all are scalar values or words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Scalar values without white space.
    pub chars: u32,
    /// Words; a character of Han, Kana or Thai counts half.
    pub words: u32,
    /// Letters of any script.
    pub letters: u32,
    /// Upper-case letters.
    pub upper: u32,
    /// Digits.
    pub digits: u32,
    /// Words that begin with an upper-case letter.
    pub capitalised: u32,
    /// Words that carry grammar rather than content, lower case only, in any of the languages known.
    pub function_words: u32,
    /// Full stops, question and exclamation marks that end a word of three letters or more.
    pub sentence_marks: u32,
    /// Commas of any script.
    pub commas: u32,
    /// Quotation marks.
    pub quotes: u32,
    /// Bars, bullets, arrows, slashes: what divides menu entries.
    pub dividers: u32,
    /// The longest word.
    pub longest_word: u32,
    /// Numbers that could be a year, 1900 to 2099.
    pub years: u32,
    /// Times of day such as `14:30`.
    pub clock_times: u32,
    /// Addresses, `@`, `#`, `©` and their like.
    pub symbols: u32,
    /// Words of an outlet that speaks to its readers: `we`, `our`, `you`.
    pub appeals: u32,
    /// How the text begins, see [`first_class`].
    pub first: u8,
    /// How the text ends, see [`last_class`].
    pub last: u8,
}

impl Facts {
    /// Counts `text` and notes its content words.
    pub fn of(text: &str, words: &mut BlockWords) -> Self {
        let mut facts = Self {
            first: first_class(text),
            last: last_class(text),
            ..Self::default()
        };
        for run in text.split(' ') {
            facts.take(run, words.open());
        }
        words.close();
        facts.words = facts.words.div_ceil(2);
        facts
    }

    /// Adds one run between spaces; `words` counts halves until the end.
    fn take(&mut self, run: &str, content: &mut Vec<u32>) {
        let word = run.trim_matches(|c: char| !c.is_alphanumeric());
        if run.is_ascii() {
            self.take_ascii(run);
        } else {
            self.take_unicode(run);
        }
        let Some(first) = word.chars().next() else {
            return;
        };
        let grammar = words::is_function_word(word);
        self.capitalised += u32::from(first.is_uppercase());
        self.function_words += u32::from(grammar);
        self.appeals += u32::from(words::is_appeal(word));
        if !grammar {
            note(word, content);
        }
        if word.len() >= 3
            && run.ends_with(['.', '!', '?', '"', '”', '»', '…', '।', '؟'])
            && !first.is_ascii_digit()
        {
            self.sentence_marks += 1;
        }
        self.take_number(word);
        if run.contains("://")
            || run.starts_with("www.")
            || run.starts_with(['@', '#', '©'])
            || run.contains('@')
        {
            self.symbols += 1;
        }
    }

    fn take_number(&mut self, word: &str) {
        let bytes = word.as_bytes();
        let Some(b'0'..=b'9') = bytes.first() else {
            return;
        };
        match bytes {
            [b'1', b'9', c, d] | [b'2', b'0', c, d] if c.is_ascii_digit() && d.is_ascii_digit() => {
                self.years += 1;
            }
            [_, b':', ..] | [_, _, b':', ..] => self.clock_times += 1,
            _ if bytes.len() >= 8
                && bytes
                    .iter()
                    .filter(|b| matches!(b, b'-' | b'/' | b'.'))
                    .count()
                    == 2 =>
            {
                self.years += 1;
            }
            _ => {}
        }
    }

    fn take_ascii(&mut self, run: &str) {
        let mut alphanumeric = 0;
        for byte in run.bytes() {
            match byte {
                b'a'..=b'z' => self.letters += 1,
                b'A'..=b'Z' => {
                    self.letters += 1;
                    self.upper += 1;
                }
                b'0'..=b'9' => self.digits += 1,
                b',' => self.commas += 1,
                b'"' => self.quotes += 1,
                b'|' | b'/' | b'*' | b'>' | b'<' | b'=' | b'_' => self.dividers += 1,
                _ => {}
            }
            alphanumeric += u32::from(byte.is_ascii_alphanumeric());
        }
        self.chars += run.len() as u32;
        self.words += 2 * u32::from(alphanumeric > 0);
        self.longest_word = self.longest_word.max(alphanumeric);
    }

    fn take_unicode(&mut self, run: &str) {
        let (mut alphanumeric, mut ideographs) = (0, 0);
        for c in run.chars() {
            self.chars += 1;
            match c {
                ',' | '،' | '、' | '\u{ff0c}' => self.commas += 1,
                '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' => {
                    self.quotes += 1;
                }
                '|' | '/' | '*' | '>' | '<' | '=' | '_' | '•' | '·' | '›' | '‹' | '→' | '▸'
                | '►' | '\u{ff5c}' => self.dividers += 1,
                '。' | '\u{ff01}' | '\u{ff1f}' => self.sentence_marks += 1,
                '©' | '®' | '™' => self.symbols += 1,
                _ if c.is_numeric() => self.digits += 1,
                _ if c.is_alphabetic() => {
                    self.letters += 1;
                    self.upper += u32::from(c.is_uppercase());
                    if words::is_unspaced(c) {
                        ideographs += 1;
                        self.function_words += u32::from(words::is_function_character(c));
                    }
                }
                _ => {}
            }
            alphanumeric += u32::from(c.is_alphanumeric());
        }
        self.words += ideographs + 2 * u32::from(alphanumeric > ideographs);
        self.longest_word = self.longest_word.max(alphanumeric - ideographs);
    }

    /// How much the block looks like running text: words counted positive for prose, a small
    /// negative number for anything else.
    pub fn prose(&self) -> i32 {
        let sentence = self.last >= ENDS_SENTENCE || self.sentence_marks >= 2;
        let grammar = self.function_words * 6 >= self.words;
        match self.words {
            0..=3 => -6,
            4..=9 if sentence && grammar => 4,
            4..=9 => -5,
            10..=19 if sentence || grammar => 10,
            10..=19 => -4,
            words if sentence || grammar => words.min(80) as i32,
            _ => -2,
        }
    }
}

/// The content words of a text, as hashes.
pub(super) fn words_of(text: &str) -> Vec<u32> {
    let mut words = BlockWords::default();
    Facts::of(text, &mut words);
    words.of(0).to_vec()
}

/// Notes the hash of a word of four bytes or more; of scripts without spaces, of each pair of characters.
fn note(word: &str, content: &mut Vec<u32>) {
    if word.chars().next().is_some_and(words::is_unspaced) {
        let pairs = word.chars().zip(word.chars().skip(1));
        content.extend(pairs.map(|(a, b)| mix(mix(SEED, a as u32), b as u32)));
    } else if word.is_ascii() && word.len() >= 4 {
        let letters = word.bytes().take(STEM_CHARS);
        content.push(letters.fold(SEED, |hash, b| mix(hash, u32::from(b.to_ascii_lowercase()))));
    } else if word.len() >= 4 {
        let letters = word.chars().take(STEM_CHARS).flat_map(char::to_lowercase);
        content.push(letters.fold(SEED, |hash, c| mix(hash, c as u32)));
    }
}

const SEED: u32 = 0x811c_9dc5;

fn mix(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// The least value of [`Facts::last`] that ends a sentence.
pub(super) const ENDS_SENTENCE: u8 = 7;

/// 0 nothing, 1 lower case, 2 upper case, 3 digit, 4 quotation mark, 5 bullet or dash, 6 bracket, 7 other.
fn first_class(text: &str) -> u8 {
    match text.chars().next() {
        None => 0,
        Some('"' | '“' | '„' | '«' | '\'' | '‘' | '「' | '『') => 4,
        Some('-' | '–' | '—' | '•' | '·' | '*' | '>' | '›' | '»' | '|' | '►') => 5,
        Some('(' | '[') => 6,
        Some(c) if c.is_uppercase() => 2,
        Some(c) if c.is_numeric() => 3,
        Some(c) if c.is_alphabetic() => 1,
        Some(_) => 7,
    }
}

/// 0 nothing, 1 letter, 2 digit, 3 divider, 4 colon, 5 comma, 6 ellipsis, 7 bracket, 8 quotation mark, 9 `!` or `?`, 10 full stop.
fn last_class(text: &str) -> u8 {
    match text.chars().next_back() {
        None => 0,
        Some('…') => 6,
        Some('.' | '。' | '।') => {
            if text.ends_with("...") {
                6
            } else {
                10
            }
        }
        Some('!' | '?' | '\u{ff01}' | '\u{ff1f}' | '؟') => 9,
        Some('"' | '”' | '»' | '“' | '’' | '」' | '』') => 8,
        Some(')' | ']') => 7,
        Some(',' | ';' | '、') => 5,
        Some(':' | '\u{ff1a}') => 4,
        Some('|' | '/' | '>' | '›' | '•' | '·' | '→') => 3,
        Some(c) if c.is_numeric() => 2,
        Some(_) => 1,
    }
}
