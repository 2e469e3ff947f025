//! Bytes to text: what the page says about its character set, checked against its bytes.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_2022_JP, ISO_8859_2, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC, X_USER_DEFINED,
};

use super::plausible;
use crate::read::unmarked_utf16;

/// A declaration inside the page stands in its first bytes; generous, since real heads are long.
const DECLARATION_WITHIN: usize = 16 * 1024;
/// The detector needs no more than this many bytes around the first letters outside ASCII.
const DETECT_WITHIN: usize = 256 * 1024;
/// A page is UTF-8 with damage, not another set, if it has this many sound sequences for each bad one.
const SOUND_PER_BAD: usize = 4;
/// Another set outdoes a declaration of UTF-8 only if its bytes hold this many bad places for each sound sequence.
/// Letters of Western and Cyrillic sets hardly ever make a sequence; of East Asian ones each fourth does.
const BAD_PER_SOUND_SINGLE: usize = 20;
const BAD_PER_SOUND_EAST_ASIAN: usize = 3;
/// Below this many bad places no detection is sure, but a Western letter in a word of ASCII is read as one.
const SURE_PLACES: usize = 12;
/// A quotation mark or dash of UTF-8 is odd text in every other set, so it counts as several letters.
const MARK_WEIGHT: usize = 4;
/// Up to this many sequences, bytes that are valid UTF-8 can be valid East Asian text by accident.
const ACCIDENT: usize = 8;
/// Western text has few letters outside ASCII; above this share of all letters it was another alphabet.
const WESTERN_SHARE: f64 = 0.4;

/// Decodes a page.
///
/// In order of trust: byte-order mark, bytes that are sound UTF-8, the carrier's statement, the
/// page's own declaration, detection. Labels are those of the Encoding Standard. A declaration that
/// the bytes contradict is not believed. Returns the text and the name of the set, lower case.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    carrier: Option<&str>,
    top_domain: Option<&str>,
) -> (Cow<'b, str>, &'static str) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return finish(encoding, bytes);
    }
    let declared: Vec<&'static Encoding> = carrier
        .and_then(label)
        .into_iter()
        .chain(declared_inside(bytes))
        .collect();
    if let Ok(text) = std::str::from_utf8(bytes) {
        let is_japanese = || switches_to_japanese(text).then_some(ISO_2022_JP);
        let other = declared
            .into_iter()
            .find(|encoding| outdoes_utf8(encoding, text))
            .or_else(is_japanese);
        return other.map_or((Cow::Borrowed(text), "utf-8"), |encoding| {
            finish(encoding, bytes)
        });
    }
    let evidence = Evidence::of(bytes);
    if evidence.is_damaged_utf8() {
        return finish(UTF_8, bytes);
    }
    let says_utf8 = declared.contains(&UTF_8);
    let believed = declared
        .into_iter()
        .find(|e| *e != UTF_8 && believable(e, bytes));
    let found = detect(bytes, top_domain);
    let is_evident = |said| {
        let is_macintosh = found == X_MAC_CYRILLIC && said == WINDOWS_1251;
        is_macintosh || plausible::outdoes(found, said, sample(bytes))
    };
    let other = believed.filter(|said| !is_evident(said)).unwrap_or(found);
    let is_other = || evidence.outdoes_declared_utf8(other, believed.is_some());
    if says_utf8 && !is_other() && !is_evident(UTF_8) {
        return finish(UTF_8, bytes);
    }
    finish(other, bytes)
}

fn finish<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> (Cow<'b, str>, &'static str) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text, lower_name(encoding))
}

/// The Encoding Standard's names in lower case, as static text.
fn lower_name(encoding: &'static Encoding) -> &'static str {
    const NAMES: &[&str] = &[
        "utf-8",
        "ibm866",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-8-i",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "macintosh",
        "windows-874",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
        "x-mac-cyrillic",
        "gbk",
        "gb18030",
        "big5",
        "euc-jp",
        "iso-2022-jp",
        "shift_jis",
        "euc-kr",
        "utf-16be",
        "utf-16le",
    ];
    NAMES
        .iter()
        .find(|name| name.eq_ignore_ascii_case(encoding.name()))
        .copied()
        .unwrap_or("utf-8")
}

/// The set that a label names; the ones that no page can mean count as nothing said.
fn label(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().trim_matches(['"', '\'']);
    let encoding = Encoding::for_label(name.as_bytes()).or_else(|| nickname(name))?;
    match encoding {
        e if e == REPLACEMENT || e == X_USER_DEFINED => None,
        // Bytes that hold a readable declaration cannot be UTF-16.
        e if e == UTF_16BE || e == UTF_16LE => Some(UTF_8),
        e => Some(e),
    }
}

/// Names that old pages use and the Encoding Standard does not list.
fn nickname(name: &str) -> Option<&'static Encoding> {
    let bare: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .take(16)
        .collect();
    let known = match bare.strip_prefix("win").unwrap_or(&bare) {
        "macroman" => "macintosh",
        "maccyrillic" => "x-mac-cyrillic",
        "1250" | "dows1250" | "cp1250" => "windows-1250",
        "1251" | "dows1251" | "cp1251" => "windows-1251",
        "1252" | "dows1252" | "cp1252" => "windows-1252",
        "koi8" => "koi8-r",
        _ => return None,
    };
    Encoding::for_label(known.as_bytes())
}

/// What speaks for UTF-8 in bytes that are not UTF-8 throughout, and what against it.
#[derive(Debug, Default)]
struct Evidence {
    /// Sound sequences outside ASCII; those of punctuation weigh more.
    sound: usize,
    /// Places that are no UTF-8.
    bad: usize,
}

impl Evidence {
    fn of(bytes: &[u8]) -> Self {
        let mut evidence = Self::default();
        let mut rest = bytes;
        while let Some(chunk) = rest.utf8_chunks().next() {
            let valid = chunk.valid();
            let marks = memchr::memmem::find_iter(valid.as_bytes(), b"\xe2\x80").count();
            evidence.sound += sequences(valid) + (MARK_WEIGHT - 1) * marks;
            let after = &rest[valid.len()..];
            let known = known_slip(after);
            evidence.bad += usize::from(known == 0 && !after.is_empty());
            rest = &after[known.max(chunk.invalid().len())..];
        }
        evidence
    }

    /// Whether the bytes are UTF-8 for the most part: cut in the middle of a letter, or with a comment in another set.
    fn is_damaged_utf8(&self) -> bool {
        self.sound >= SOUND_PER_BAD * self.bad
    }

    /// Whether the bytes are so clearly of another set that the page is wrong about itself.
    fn outdoes_declared_utf8(&self, other: &'static Encoding, declared: bool) -> bool {
        let per_sound = if other.is_single_byte() {
            BAD_PER_SOUND_SINGLE
        } else {
            BAD_PER_SOUND_EAST_ASIAN
        };
        let is_sure = declared || other == WINDOWS_1252 || self.bad >= SURE_PLACES;
        is_sure && self.sound * per_sound <= self.bad
    }
}

/// Length of what careless programs write for UTF-8: half a surrogate pair, or a NUL in two bytes. It speaks for UTF-8
/// rather than against it.
fn known_slip(bytes: &[u8]) -> usize {
    match bytes {
        [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..] => 3,
        [0xc0, 0x80, ..] => 2,
        _ => 0,
    }
}

/// Scalar values outside ASCII.
fn sequences(text: &str) -> usize {
    text.bytes().filter(|b| *b >= 0xc0).count()
}

/// Whether a declared set is to be believed although the bytes are sound UTF-8: ISO-2022-JP is
/// written in ASCII, and two or three Chinese characters can be sound UTF-8 by accident.
fn outdoes_utf8(encoding: &'static Encoding, text: &str) -> bool {
    if encoding == ISO_2022_JP {
        return text.is_ascii() && text.contains('\u{1b}');
    }
    if encoding.is_single_byte() || encoding == UTF_8 {
        return false;
    }
    (1..=ACCIDENT).contains(&sequences(text)) && mostly_ideographs(encoding, text.as_bytes())
}

/// Whether a text in ASCII switches to Japanese and back by the escapes of ISO-2022-JP, which no other text holds, whatever it declares.
fn switches_to_japanese(text: &str) -> bool {
    let holds = |escapes: [&str; 2]| escapes.iter().any(|escape| text.contains(escape));
    text.contains('\u{1b}')
        && text.is_ascii()
        && holds(["\u{1b}$B", "\u{1b}$@"])
        && holds(["\u{1b}(B", "\u{1b}(J"])
        && ISO_2022_JP
            .decode_without_bom_handling_and_without_replacement(text.as_bytes())
            .is_some_and(|text| !text.is_ascii())
}

fn mostly_ideographs(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let sample = sample(bytes);
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(sample) else {
        return false;
    };
    let common = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}');
    let utf8 = String::from_utf8_lossy(sample);
    text.chars().filter(|c| !c.is_ascii()).all(common)
        && !utf8.chars().filter(|c| !c.is_ascii()).any(common)
}

/// Whether the bytes can be what a declaration of a legacy set says.
fn believable(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(sample(bytes));
    let (mut letters, mut foreign, mut bad) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        letters += usize::from(c.is_alphabetic());
        foreign += usize::from(!c.is_ascii() && c.is_alphabetic());
        bad += usize::from(c == '\u{fffd}');
    }
    let western = encoding == WINDOWS_1252 || encoding.name() == "ISO-8859-15";
    bad * 20 <= foreign + 20 && !(western && foreign as f64 > WESTERN_SHARE * letters as f64)
}

fn detect(bytes: &[u8], top_domain: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample(bytes), true);
    let top_domain = top_domain.filter(|t| t.bytes().all(|b| b.is_ascii_lowercase()));
    let found = detector.guess(top_domain.map(str::as_bytes), Utf8Detection::Deny);
    let is_central = found == WINDOWS_1250 || found == ISO_8859_2;
    if is_central && has_pounds(sample(bytes)) {
        return WINDOWS_1252;
    }
    // The detector never finds this one.
    let is_macintosh = || {
        plausible::outdoes(X_MAC_CYRILLIC, found, sample(bytes))
            || found == WINDOWS_1251 && has_macintosh_capitals(sample(bytes))
    };
    if found.is_single_byte() && is_macintosh() {
        return X_MAC_CYRILLIC;
    }
    found
}

/// Words that begin with a capital of the Macintosh's Cyrillic set, at least, before it is taken for that.
const MACINTOSH_CAPITALS: usize = 2;

/// Whether words begin with the bytes that are capitals in the Macintosh's Cyrillic set, and hardly one with those that are capitals in
/// windows-1251: the small letters of both are the same but for one, and the latter has quotation marks and rare letters there.
fn has_macintosh_capitals(bytes: &[u8]) -> bool {
    const QUOTES_AND_DASHES: [u8; 9] = [0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97];
    let (mut macintosh, mut windows) = (0_usize, 0_usize);
    let mut before = b' ';
    for pair in bytes.windows(2) {
        let &[first, second] = pair else { continue };
        let begins = before.is_ascii() && !before.is_ascii_alphanumeric() && second >= 0xe0;
        if begins && matches!(first, 0x80..=0x9f) && !QUOTES_AND_DASHES.contains(&first) {
            macintosh += 1;
        }
        windows += usize::from(begins && matches!(first, 0xc0..=0xde));
        before = first;
    }
    macintosh >= MACINTOSH_CAPITALS && windows * 10 <= macintosh
}

/// Of fewer letters outside ASCII among all than one in so many the text is in no Central European language: Polish and Czech have one in ten.
const ASCII_PER_LETTER: usize = 50;

/// Whether the byte that is £ in Western sets and Ł in Central European ones stands before digits each time, in a text of nearly nothing
/// but ASCII letters: `£3.4m`.
fn has_pounds(bytes: &[u8]) -> bool {
    const POUND: u8 = 0xA3;
    let followed = |at: usize| bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let mut pounds = memchr::memchr_iter(POUND, bytes).peekable();
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let is_letter = |b: &&u8| matches!(**b, 0x9C | 0x9F | 0xB3 | 0xB9 | 0xBF..);
    let others = bytes.iter().filter(is_letter).count();
    pounds.peek().is_some() && pounds.all(followed) && others * ASCII_PER_LETTER < letters
}

/// The part that is looked at: from the first byte outside ASCII on.
fn sample(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    // A little before it, so that a lone letter has its word around it.
    let start = start.saturating_sub(64);
    &bytes[start..bytes.len().min(start + DETECT_WITHIN)]
}

/// What the page itself declares: `<meta charset>`, `<meta http-equiv>`, or an XML declaration.
fn declared_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_WITHIN)];
    if let Some(rest) = head.strip_prefix(b"<?xml")
        && let Some(end) = rest.iter().position(|b| *b == b'>')
        && let Some(found) = value_after(&rest[..end], b"encoding")
    {
        return label(found);
    }
    let mut rest = head;
    while let Some(at) = memchr::memmem::find(rest, b"<") {
        rest = &rest[at + 1..];
        if let Some(skipped) = rest.strip_prefix(b"!--") {
            rest = memchr::memmem::find(skipped, b"-->").map_or(&[][..], |end| &skipped[end..]);
        } else if starts_with_word(rest, b"meta") {
            let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
            if let Some(found) = value_after(&rest[..end], b"charset").and_then(label) {
                return Some(found);
            }
        }
    }
    None
}

fn starts_with_word(bytes: &[u8], word: &[u8]) -> bool {
    bytes.len() > word.len()
        && bytes[..word.len()].eq_ignore_ascii_case(word)
        && !bytes[word.len()].is_ascii_alphanumeric()
}

/// The value that follows `name =` inside a tag.
fn value_after<'b>(tag: &'b [u8], name: &[u8]) -> Option<&'b str> {
    let at = tag
        .windows(name.len())
        .position(|w| w.eq_ignore_ascii_case(name))?;
    let rest = tag[at + name.len()..]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| matches!(b, b'"' | b'\'' | b';' | b'>' | b' ' | b'/' | b'?'))
        .unwrap_or(rest.len());
    std::str::from_utf8(&rest[..end]).ok()
}
