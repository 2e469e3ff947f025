//! Whether text that was decoded reads like text: what a wrong character set makes of words.
//!
//! A wrong set of one byte a letter gives words that no language has: capitals behind small letters, two alphabets in one word,
//! signs between letters. A wrong set of two bytes gives characters that hardly anybody writes. Nothing here knows a language.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, WINDOWS_1251, X_MAC_CYRILLIC,
};

/// A declared set is given up from this share of odd words or characters on, if another set leaves hardly any.
/// All limits were tuned on texts of 15 languages, each in every set that can hold it and read in 18 others.
const ODD: f64 = 0.15;
/// As much is odd in Ukrainian that is read as Russian of the same family.
const ODD_IN_FAMILY: f64 = 0.05;
/// As much must be odd where the bytes are without a fault in the declared set of two bytes a character: GBK, Big5 and EUC take nearly all
/// bytes of each other, and a wrong word of a page is better believed than a right one doubted.
const ODD_BUT_SOUND: f64 = 0.4;
/// What the other set may leave odd.
const FINE: f64 = 0.02;
/// Fewer odd words than this are no evidence, unless all others are in capitals.
const FEWEST_ODD: usize = 3;
/// Fewer words or characters outside ASCII than this are none either.
const FEWEST: usize = 4;
/// Share of words in capitals, beside odd ones, that no text has.
const SHOUTING: f64 = 0.8;
/// Letters that are the most frequent ones of an alphabet make up at least this share of a text.
const COMMON_SHARE: f64 = 0.58;
/// Fewer letters than this have no frequencies.
const FEWEST_LETTERS: usize = 40;

/// Whether bytes that are declared to be in one set are evidently in the other one, which was detected.
pub(super) fn outdoes(found: &'static Encoding, declared: &'static Encoding, bytes: &[u8]) -> bool {
    if found == declared {
        return false;
    }
    let (said, other) = (Doubt::of(declared, bytes), Doubt::of(found, bytes));
    let least = if are_of_a_family(found, declared) {
        ODD_IN_FAMILY
    } else if usual_pairs(found).is_some() && is_sound_in_pairs(declared, bytes) {
        ODD_BUT_SOUND
    } else {
        ODD
    };
    other.places >= FEWEST && other.share() <= FINE && said.share() >= least && said.is_enough()
}

/// Whether bytes are without a fault in a set of two bytes a character.
fn is_sound_in_pairs(declared: &'static Encoding, bytes: &[u8]) -> bool {
    // A sample may end within a character.
    let bytes = &bytes[..bytes.len().saturating_sub(2)];
    usual_pairs(declared).is_some()
        && declared
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
}

/// Sets that differ in the letters of one language only.
fn are_of_a_family(one: &'static Encoding, other: &'static Encoding) -> bool {
    let both = |family: fn(&'static Encoding) -> bool| family(one) && family(other);
    both(|set| set.name().starts_with("KOI8"))
        || both(|set| set == WINDOWS_1251 || set == X_MAC_CYRILLIC)
}

/// How odd the text is that a set makes of bytes.
#[derive(Debug, Default)]
struct Doubt {
    /// Words or characters outside ASCII.
    places: usize,
    /// How many of them no language has.
    odd: usize,
    /// Words in capitals.
    shouting: usize,
    /// Letters of the other alphabets, and those of them that are common there.
    letters: usize,
    common: usize,
}

impl Doubt {
    fn of(encoding: &'static Encoding, bytes: &[u8]) -> Self {
        if let Some(usual) = usual_pairs(encoding) {
            return Self::of_pairs(bytes, usual, encoding == EUC_JP);
        }
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let mut doubt = Self::default();
        let mut word = Word::default();
        for c in text.chars() {
            match Sign::of(c) {
                Sign::Between => doubt.take(&std::mem::take(&mut word)),
                sign => word.take(c, &sign),
            }
        }
        doubt.take(&word);
        doubt
    }

    /// `threes`: the byte 8F and two others are a character.
    fn of_pairs(bytes: &[u8], usual: fn(u8, u8) -> bool, threes: bool) -> Self {
        let mut doubt = Self::default();
        let mut rest = bytes;
        while let [first, after @ ..] = rest {
            rest = after;
            if first.is_ascii() {
                continue;
            }
            doubt.places += 1;
            match after {
                [0xa1..=0xfe, 0xa1..=0xfe, behind @ ..] if threes && *first == 0x8f => {
                    rest = behind;
                }
                [second, behind @ ..] if usual(*first, *second) => rest = behind,
                [second, behind @ ..] => {
                    doubt.odd += 1;
                    if !second.is_ascii() {
                        rest = behind;
                    }
                }
                [] => {}
            }
        }
        doubt
    }

    fn take(&mut self, word: &Word) {
        self.letters += word.letters_elsewhere;
        self.common += word.common;
        if word.foreign == 0 && word.signs == 0 {
            return;
        }
        self.places += 1;
        if word.is_odd() {
            self.odd += 1;
        } else if word.capitals > 1 && word.capitals == word.letters {
            self.shouting += 1;
        }
    }

    /// The share that is odd; letters that are rarely used are odd too.
    fn share(&self) -> f64 {
        let places = self.places.max(1) as f64;
        let mut share = self.odd as f64 / places;
        let shouting = (self.shouting + self.odd) as f64 / places;
        if self.odd > 0 && shouting >= SHOUTING {
            share = share.max(0.5);
        }
        if self.letters >= FEWEST_LETTERS {
            let common = self.common as f64 / self.letters as f64;
            share += (COMMON_SHARE - common).max(0.0) * 2.0;
        }
        share
    }

    fn is_enough(&self) -> bool {
        let by_letters = self.letters >= FEWEST_LETTERS && self.odd * 2 < self.places;
        self.odd >= FEWEST_ODD || self.odd > 0 && self.shouting >= FEWEST || by_letters
    }
}

/// A run of letters and of signs that do not belong between them.
#[derive(Default)]
struct Word {
    letters: usize,
    /// Letters outside ASCII.
    foreign: usize,
    capitals: usize,
    /// Letters of other alphabets than the Latin one, and the common ones among them.
    letters_elsewhere: usize,
    common: usize,
    /// Signs within the word, or characters that no text has.
    signs: usize,
    /// The last sign, and how often another one follows.
    last_sign: Option<char>,
    changes: usize,
    /// A sign stands at its end so far.
    pending: bool,
    odd: bool,
    last: Option<char>,
}

impl Word {
    fn take(&mut self, c: char, sign: &Sign) {
        match sign {
            Sign::Letter(script) => self.letter(c, *script),
            Sign::Odd => {
                self.signs += 1;
                // One sign many times is a rule or a rating.
                let other = self.last_sign.replace(c).is_some_and(|last| last != c);
                self.changes += usize::from(other);
                self.pending |= self.letters > 0;
            }
            Sign::Never => {
                self.signs += 1;
                self.odd = true;
            }
            Sign::Between => {}
        }
    }

    fn letter(&mut self, c: char, script: Script) {
        self.letters += 1;
        self.foreign += usize::from(!c.is_ascii());
        self.capitals += usize::from(c.is_uppercase());
        if let Some(common) = script.common() {
            self.letters_elsewhere += 1;
            self.common += usize::from(common.contains(c.to_lowercase().next().unwrap_or(c)));
        }
        self.odd |= std::mem::take(&mut self.pending);
        if let Some(last) = self.last.replace(c) {
            let beyond = !c.is_ascii() || !last.is_ascii();
            let turns = last.is_lowercase() && c.is_uppercase();
            let mixes = script.mixes_with(Script::of(last));
            self.odd |= beyond && (turns || mixes);
        }
    }

    fn is_odd(&self) -> bool {
        let is_latin = self.letters_elsewhere == 0;
        let no_plain = self.letters >= 4 && self.foreign == self.letters;
        let script = self.last.map_or(Script::Other, Script::of);
        self.odd || self.changes >= 2 || is_latin && no_plain && script == Script::Latin
    }
}

/// What a character is to a word.
enum Sign {
    Letter(Script),
    /// Ends the word: blanks, ASCII that is no letter, quotation marks and dashes.
    Between,
    /// Belongs into no word: a currency, a fraction, part of a box.
    Odd,
    /// Belongs into no text.
    Never,
}

impl Sign {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' => Self::Letter(Script::Latin),
            '\u{80}'..='\u{9f}' | '\u{fffd}' => Self::Never,
            c if c.is_ascii() || is_between(c) => Self::Between,
            'ª' | 'µ' | 'º' => Self::Odd,
            c if c.is_alphabetic() => Self::Letter(Script::of(c)),
            c if is_mark(c) => Self::Between,
            _ => Self::Odd,
        }
    }
}

/// Blanks, quotation marks, dashes, and accents that stand by themselves.
fn is_between(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '«' | '»' | '·' | '\u{2000}'..='\u{206f}' | '\u{300}'..='\u{36f}')
}

/// Marks of Hebrew and Arabic, and wide punctuation.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5c7}' | '\u{600}'..='\u{6ff}' | '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ffef}')
}

/// Alphabets that do not stand in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Other,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}' => Self::Arabic,
            _ => Self::Other,
        }
    }

    fn mixes_with(self, other: Self) -> bool {
        self != other && self != Self::Other && other != Self::Other
    }

    /// The letters that make up most of a text in this alphabet.
    fn common(self) -> Option<&'static str> {
        match self {
            Self::Greek => Some("αοιετσνηυρπκμλςάέήίόύώ"),
            Self::Cyrillic => Some("оеаинтсрвлкміду"),
            Self::Hebrew => Some("יוהלאמתרבשנםע"),
            Self::Arabic => Some("اليمونرتبةعدسفهكحأ"),
            Self::Latin | Self::Other => None,
        }
    }
}

/// Whether two bytes are a character of every day in a set of two bytes a character; nothing for other sets.
fn usual_pairs(encoding: &'static Encoding) -> Option<fn(u8, u8) -> bool> {
    // Beside the characters of every day: punctuation, and the other alphabets that the sets hold. Kana are of a Japanese set.
    let usual: fn(u8, u8) -> bool = match encoding {
        e if e == GBK || e == GB18030 => |first, second| match first {
            0xa8 => second >= 0x40,
            0xa1..=0xa3 | 0xa6 | 0xa7 | 0xa9 | 0xb0..=0xd7 => second >= 0xa1,
            _ => false,
        },
        e if e == EUC_KR => {
            |first, second| matches!(first, 0xa1..=0xa9 | 0xac | 0xb0..=0xc8) && second >= 0xa1
        }
        e if e == EUC_JP => {
            |first, second| matches!(first, 0x8e | 0xa1..=0xa8 | 0xb0..=0xcf) && second >= 0xa1
        }
        e if e == SHIFT_JIS => {
            |first, second| matches!(first, 0x81..=0x84 | 0x87..=0x97) && second >= 0x40
        }
        e if e == BIG5 => |first, second| {
            matches!(first, 0xa1..=0xc7) && matches!(second, 0x40..=0x7e | 0xa1..=0xfe)
        },
        _ => return None,
    };
    Some(usual)
}
