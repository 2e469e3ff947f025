//! UTF-16 without its mark: told by what its units would mean in either order of bytes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are looked at.
const SAMPLE_BYTES: usize = 64 << 10;
/// Fewer units than this tell nothing.
const FEWEST: usize = 4;
/// Hundredths of the units that are of the Latin script, common to all scripts, or of the one other script.
const COHERENT: usize = 90;
/// Hundredths that are letters; the rest is markup, digits, spaces.
const LETTERS: usize = 40;
/// Hundredths with a high byte of NUL (spaces, markup, Latin letters) that no text in bytes has.
const LATIN: usize = 10;
/// Hundredths above which lone surrogates are damage, not a sign of another set.
const SURELY_LATIN: usize = 70;
/// Hundredths of units in one alphabet that are proof as well, for scripts without spaces.
const ALPHABET: usize = 50;
/// Hundredths of units that are kana or wide punctuation, which East Asian text never lacks.
const KANA_OR_STOPS: usize = 2;
/// Hundredths of the units that are no UTF-8: few stray bytes are damage.
const NOT_UTF8: usize = 5;

/// The order of bytes, if the bytes are UTF-16 that no byte order mark announces.
///
/// At least one NUL must be the high byte of a unit, as of a space or a line's end: no other set has any.
pub(crate) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    memchr::memchr(0, sample)?;
    let (pairs, _) = sample.as_chunks::<2>();
    let cut = sample.len() < bytes.len();
    let little = Tally::of(pairs.iter().map(|pair| u16::from_le_bytes(*pair)), cut);
    let big = Tally::of(pairs.iter().map(|pair| u16::from_be_bytes(*pair)), cut);
    let orders = [(little, UTF_16LE), (big, UTF_16BE)];
    let sound = orders
        .into_iter()
        .filter(|(tally, _)| tally.is_text(sample));
    sound
        .max_by_key(|(tally, _)| tally.coherent())
        .map(|(_, encoding)| encoding)
}

/// What the units of a sample are.
#[derive(Default)]
struct Tally {
    units: usize,
    latin: usize,
    common: usize,
    letters: usize,
    kana_or_stops: usize,
    lone_surrogates: usize,
    /// How many are of each other script.
    scripts: [usize; SCRIPTS],
}

impl Tally {
    fn of(units: impl Iterator<Item = u16>, cut: bool) -> Self {
        let mut tally = Self::default();
        let mut ends_lone = false;
        for decoded in char::decode_utf16(units) {
            ends_lone = decoded.is_err();
            match decoded {
                Ok(c) => tally.take(c),
                Err(_) => tally.lone_surrogates += 1,
            }
            tally.units += 1;
        }
        tally.lone_surrogates -= usize::from(cut && ends_lone);
        tally
    }

    fn take(&mut self, c: char) {
        self.letters += usize::from(c.is_alphabetic());
        self.kana_or_stops +=
            usize::from(matches!(c, '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ff65}'));
        match script(c) {
            Script::Latin => self.latin += 1,
            Script::Common => self.common += 1,
            Script::Other(number) => {
                if let Some(count) = self.scripts.get_mut(number) {
                    *count += 1;
                }
            }
            Script::None => {}
        }
    }

    fn is_text(&self, sample: &[u8]) -> bool {
        let reaches = |count: usize, hundredths: usize| count * 100 >= self.units * hundredths;
        self.units >= FEWEST
            && self.latin > 0
            && reaches(self.coherent(), COHERENT)
            && reaches(self.letters, LETTERS)
            && (self.lone_surrogates == 0 || reaches(self.latin, SURELY_LATIN))
            && (reaches(self.latin, LATIN)
                || reaches(self.alphabet(), ALPHABET)
                || reaches(self.kana_or_stops, KANA_OR_STOPS)
                    && reaches(not_utf8(sample), NOT_UTF8))
    }

    /// Units that one text in one language can hold.
    fn coherent(&self) -> usize {
        self.latin + self.common + self.scripts.iter().max().copied().unwrap_or(0)
    }

    /// Units of the most frequent alphabet.
    fn alphabet(&self) -> usize {
        let alphabets = self.scripts.iter().take(ALPHABETS);
        alphabets.max().copied().unwrap_or(0)
    }
}

/// What a character says about the script of a text.
enum Script {
    /// U+0020 to U+00FF without control characters: the high byte is NUL.
    Latin,
    /// Stands in texts of every script.
    Common,
    /// One of the others, by a number below [`SCRIPTS`].
    Other(usize),
    /// In no text: control characters, private use, or rare enough to be a sign of another set.
    None,
}

/// Alphabets are numbered by blocks of 128 characters from U+0300 to U+10FF.
const ALPHABETS: usize = 0x1c;
const IDEOGRAPHS: usize = ALPHABETS;
const HANGUL: usize = ALPHABETS + 1;
const SCRIPTS: usize = ALPHABETS + 2;

fn script(c: char) -> Script {
    match c {
        '\t' | '\n' | '\r' | '\u{c}' | ' '..='~' | '\u{a0}'..='\u{ff}' => Script::Latin,
        '\u{100}'..='\u{36f}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{2000}'..='\u{22ff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{feff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{10000}'.. => Script::Common,
        // Greek, Cyrillic and Arabic letters beyond the first block count with it.
        '\u{1f00}'..='\u{1fff}' => Script::Other(1),
        '\u{400}'..='\u{52f}' => Script::Other(2),
        '\u{600}'..='\u{6ff}' => Script::Other(6),
        '\u{300}'..='\u{10ff}' => Script::Other((c as usize - 0x300) / 0x80),
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
            Script::Other(IDEOGRAPHS)
        }
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Script::Other(HANGUL),
        _ => Script::None,
    }
}

/// Places at which bytes are no UTF-8.
fn not_utf8(sample: &[u8]) -> usize {
    let chunks = sample.utf8_chunks();
    chunks.filter(|chunk| !chunk.invalid().is_empty()).count()
}
