//! What can be counted in the text of one block, in one pass over its characters.

use super::scripts;
use super::topic::BlockWords;
use super::words;

/// Letters of a word that count for comparing: endings change with grammar.
const STEM_CHARS: usize = 6;

/// Counts over the text of one block; all are scalar values or words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Scalar values without white space.
    pub chars: u32,
    /// Words; a character of Han or Kana counts half, one of Thai and its like a quarter.
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
    /// Whether the text ends as a sentence does, with a quotation or not.
    pub fn ends_sentence(&self) -> bool {
        matches!(self.last, 8..=10)
    }

    /// Whether it ends with a question mark or an exclamation mark.
    pub fn asks_or_calls(&self) -> bool {
        self.last == 9
    }

    /// Counts `text` and notes its content words.
    pub fn of(text: &str, words: &mut BlockWords) -> Self {
        let mut facts = Self {
            first: first_class(text),
            last: last_class(text),
            ..Self::default()
        };
        let mut rest = Some(text);
        while let Some(text) = rest {
            let sum = Sum::until_space(text.as_bytes());
            let (run, behind) = text.split_at(sum.bytes);
            facts.take(run, sum, words.open());
            rest = behind.get(1..);
        }
        words.close();
        facts.words = facts.words.div_ceil(2);
        facts.without_stops(text);
        facts
    }

    /// A long block of a script without stops ends as a sentence does, and holds some.
    fn without_stops(&mut self, text: &str) {
        let sentences = self.letters / LETTERS_OF_SENTENCE;
        if sentences > 0
            && self.last == 1
            && text.chars().next_back().is_some_and(scripts::has_no_stops)
        {
            self.last = 10;
            self.sentence_marks += sentences;
        }
    }

    /// Adds one run between spaces; `words` counts halves until the end.
    fn take(&mut self, run: &str, sum: Sum, content: &mut Vec<u32>) {
        let signed = if sum.bytes > usize::from(u8::MAX) && run.is_ascii() {
            self.take_long(run.as_bytes())
        } else if sum.seen.is_ascii() {
            self.take_ascii(sum.bytes as u32, sum.counts)
        } else {
            self.take_unicode(run);
            true
        };
        let word = words::trimmed(run);
        let Some(first) = word.chars().next() else {
            return;
        };
        let grammar = words::grammar_of(word);
        self.capitalised += u32::from(words::is_upper(first));
        self.function_words += u32::from(grammar.function);
        self.appeals += u32::from(grammar.appeal);
        if !grammar.function {
            note(word, content);
        }
        if word.len() >= 3
            && word.len() < run.len()
            && !first.is_ascii_digit()
            && ends_strongly(run)
        {
            self.sentence_marks += 1;
        }
        self.take_number(word);
        if run.starts_with("www.") || signed && is_symbolic(run) {
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

    /// Counts a long run of ASCII; true if it holds a sign that may make it a symbol.
    fn take_long(&mut self, run: &[u8]) -> bool {
        let mut signed = false;
        let longest = self.longest_word;
        let (words, mut alphanumeric) = (self.words, 0);
        // No lane overflows within so many bytes.
        for part in run.chunks(usize::from(u8::MAX)) {
            let counts = part.iter().map(|byte| COUNTS[usize::from(*byte)]).sum();
            alphanumeric += of_lane(counts, ALPHANUMERIC);
            signed |= self.take_ascii(part.len() as u32, counts);
        }
        self.words = words + 2 * u32::from(alphanumeric > 0);
        self.longest_word = longest.max(alphanumeric);
        signed
    }

    /// Counts a run of so many ASCII bytes by the sum of their [`COUNTS`].
    fn take_ascii(&mut self, bytes: u32, counts: u64) -> bool {
        let alphanumeric = of_lane(counts, ALPHANUMERIC);
        self.chars += bytes;
        self.letters += of_lane(counts, LETTERS);
        self.upper += of_lane(counts, UPPER);
        self.words += 2 * u32::from(alphanumeric > 0);
        self.longest_word = self.longest_word.max(alphanumeric);
        if counts >> (8 * DIGITS) == 0 {
            return false;
        }
        self.digits += of_lane(counts, DIGITS);
        self.commas += of_lane(counts, COMMAS);
        self.quotes += of_lane(counts, QUOTES);
        self.dividers += of_lane(counts, DIVIDERS);
        of_lane(counts, SIGNS) > 0
    }

    fn take_unicode(&mut self, run: &str) {
        let (mut alphanumeric, mut ideographs, mut together) = (0, 0, 0);
        for c in run.chars() {
            self.chars += 1;
            match c {
                'a'..='z' | '\u{430}'..='\u{45f}' => {
                    self.letters += 1;
                    alphanumeric += 1;
                }
                'A'..='Z' | '\u{400}'..='\u{42f}' => {
                    self.letters += 1;
                    self.upper += 1;
                    alphanumeric += 1;
                }
                ',' | '،' | '、' | '\u{ff0c}' => self.commas += 1,
                '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' => {
                    self.quotes += 1;
                }
                '|' | '/' | '*' | '>' | '<' | '=' | '_' | '•' | '·' | '›' | '‹' | '→' | '▸'
                | '►' | '\u{ff5c}' => self.dividers += 1,
                '。' | '\u{ff01}' | '\u{ff1f}' => self.sentence_marks += 1,
                '©' | '®' | '™' => self.symbols += 1,
                _ if scripts::is_inner_stop(c) => self.sentence_marks += 1,
                '\u{2010}'..='\u{2027}' => {}
                _ if c.is_numeric() => {
                    self.digits += 1;
                    alphanumeric += 1;
                }
                _ if c.is_alphabetic() => {
                    self.letters += 1;
                    alphanumeric += 1;
                    self.upper += u32::from(c.is_uppercase());
                    if words::is_unspaced(c) {
                        ideographs += 1;
                        self.function_words += u32::from(words::is_function_character(c));
                    }
                    together += u32::from(scripts::is_run_together(c));
                }
                _ => {}
            }
        }
        if together > 0 {
            self.function_words += scripts::particles_in(run);
        }
        let counted = ideographs + together;
        self.words += ideographs + (2 * together).div_ceil(scripts::LETTERS_OF_WORD);
        self.words += 2 * u32::from(alphanumeric > counted);
        self.longest_word = self.longest_word.max(alphanumeric - counted);
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

/// Letters of a sentence in Thai and Lao; a headline has fewer.
const LETTERS_OF_SENTENCE: u32 = 75;

/// The bytes before the next space, read once.
#[derive(Clone, Copy, Default)]
struct Sum {
    bytes: usize,
    /// The sum of their [`COUNTS`]; of more bytes than a lane can count it is worth nothing.
    counts: u64,
    /// All bits that any of them has.
    seen: u8,
}

impl Sum {
    fn until_space(text: &[u8]) -> Self {
        let mut sum = Self::default();
        for &byte in text.iter().take_while(|byte| **byte != b' ') {
            sum.bytes += 1;
            sum.counts = sum.counts.wrapping_add(COUNTS[usize::from(byte)]);
            sum.seen |= byte;
        }
        sum
    }
}

fn of_lane(counts: u64, lane: u32) -> u32 {
    u32::from((counts >> (8 * lane)) as u8)
}

/// Lanes of a sum of [`COUNTS`], eight bits each.
const LETTERS: u32 = 0;
const UPPER: u32 = 1;
const ALPHANUMERIC: u32 = 2;
const DIGITS: u32 = 3;
const COMMAS: u32 = 4;
const QUOTES: u32 = 5;
const DIVIDERS: u32 = 6;
/// Signs that stand in addresses and handles.
const SIGNS: u32 = 7;

/// What a byte of ASCII counts for.
const COUNTS: [u64; 256] = counts();

const fn counts() -> [u64; 256] {
    const fn one(lane: u32) -> u64 {
        1 << (8 * lane)
    }
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => one(LETTERS) | one(ALPHANUMERIC),
            b'A'..=b'Z' => one(LETTERS) | one(UPPER) | one(ALPHANUMERIC),
            b'0'..=b'9' => one(DIGITS) | one(ALPHANUMERIC),
            b',' => one(COMMAS),
            b'"' => one(QUOTES),
            b'|' | b'/' | b'*' | b'>' | b'<' | b'=' | b'_' => one(DIVIDERS),
            b'@' | b'#' | b':' => one(SIGNS),
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// Whether a run ends as sentences do.
fn ends_strongly(run: &str) -> bool {
    run.ends_with([
        '.', '!', '?', '"', '”', '»', '…', '।', '؟', '۔', '։', '።', '፧',
    ])
}

/// Whether a run is an address, a handle, a tag or a copyright sign.
fn is_symbolic(run: &str) -> bool {
    run.starts_with(['#', '©'])
        || memchr::memchr(b'@', run.as_bytes()).is_some()
        || run.contains("://")
}

/// The content words of a text, as hashes.
pub(super) fn words_of(text: &str) -> Vec<u32> {
    let mut words = BlockWords::default();
    Facts::of(text, &mut words);
    words.of(0).to_vec()
}

/// Notes the hash of a word of four bytes or more; of scripts without spaces, of each pair of characters.
fn note(word: &str, content: &mut Vec<u32>) {
    let unspaced = |c| words::is_unspaced(c) || scripts::is_run_together(c);
    if word.is_ascii() {
        if word.len() >= 4 {
            let letters = word.bytes().take(STEM_CHARS);
            let small = letters.map(|b| u32::from(b.to_ascii_lowercase()));
            content.push(small.fold(SEED, mix));
        }
    } else if word.chars().next().is_some_and(unspaced) {
        let pairs = word.chars().zip(word.chars().skip(1));
        content.extend(pairs.map(|(a, b)| mix(mix(SEED, a as u32), b as u32)));
    } else if word.len() >= 4 {
        let hash = word.chars().take(STEM_CHARS).fold(SEED, |hash, c| match c {
            'a'..='z' | '\u{430}'..='\u{45f}' => mix(hash, c as u32),
            c => c.to_lowercase().fold(hash, |hash, c| mix(hash, c as u32)),
        });
        content.push(hash);
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
        Some(c) if c.is_uppercase() || scripts::is_caseless(c) && c.is_alphabetic() => 2,
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
        Some(c) if c == '.' || scripts::STOPS.contains(&c) => {
            if text.ends_with("...") {
                6
            } else {
                10
            }
        }
        Some('!' | '?' | '\u{ff01}' | '\u{ff1f}' | '؟' | '፧') => 9,
        Some('"' | '”' | '»' | '“' | '’' | '」' | '』') => 8,
        Some(')' | ']') => 7,
        Some(',' | ';' | '、') => 5,
        Some(':' | '\u{ff1a}') => 4,
        Some('|' | '/' | '>' | '›' | '•' | '·' | '→') => 3,
        Some(c) if c.is_numeric() => 2,
        Some(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the tables and lanes must come to, counted sign by sign.
    fn slow(text: &str) -> [u32; 5] {
        let count = |test: &dyn Fn(char) -> bool| text.chars().filter(|c| test(*c)).count() as u32;
        [
            count(&|c| c != ' '),
            count(&|c| c.is_alphabetic()),
            count(&|c| c.is_alphabetic() && c.is_uppercase()),
            count(&|c| c.is_numeric()),
            count(&|c| matches!(c, ',' | '،' | '、' | '\u{ff0c}')),
        ]
    }

    #[test]
    fn counts_are_those_of_the_signs() {
        let long = "aB,1".repeat(400);
        for text in [
            "Storm hits the coast, 12 hurt",
            "ШТОРМ на «Балтике»: 3 000 человек, ёлки",
            "Größe – 1.234 m², “Ähnlich”, œuvre",
            "ÅÄÖ ǅ ½ İstanbul",
            "東京、2026年1月6日。 서울은 EU는",
            &long,
        ] {
            let facts = Facts::of(text, &mut BlockWords::default());
            let found = [
                facts.chars,
                facts.letters,
                facts.upper,
                facts.digits,
                facts.commas,
            ];
            assert_eq!(found, slow(text), "{text}");
        }
    }

    #[test]
    fn words_of_grammar_are_known_in_any_script() {
        let grammar = |text: &str| Facts::of(text, &mut BlockWords::default()).function_words;
        assert_eq!(grammar("the ship and the port"), 3);
        assert_eq!(grammar("The Ship"), 0);
        assert_eq!(grammar("корабль и порт на море"), 2);
        assert_eq!(grammar("NATO는 서울에 있다"), 3);
    }
}
