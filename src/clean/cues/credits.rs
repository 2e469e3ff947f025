//! Who took the picture: agencies behind a slash, names behind a lead-in or a copyright sign, photographers in brackets.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::fold::{Folded, fold, is_unspaced};
use super::shape::is_name;
use super::{Cue, Strength, cue, table};
use crate::clean::Label;

static AGENCIES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    include_str!("agencies.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| fold(line).text)
        .collect()
});

/// Bytes of the longest of them, folded.
static LONGEST_AGENCY: LazyLock<usize> =
    LazyLock::new(|| AGENCIES.iter().map(String::len).max().unwrap_or(0));

/// True if the text, folded, is the name of a news or picture agency.
pub fn is_agency(text: &str) -> bool {
    AGENCIES.contains(fold(text).text.as_str())
}

/// Words of the longest line that is a credit alone; a longer one is a caption with its credit.
const CREDIT_WORDS: usize = 9;

/// The cue of a photo credit, or of a caption that ends in one.
pub(super) fn photo_credit(text: &str, folded: &Folded) -> Option<Cue> {
    let ascii = text.is_ascii();
    // `…＝2025年11月22日、佐藤健撮影` is how Japanese papers write it.
    let signed = ends_in_signature(text) || !ascii && text.contains('＝') && ends_in_taken(text);
    let credited = signed
        || ends_in_agency(text, folded)
        || ends_in_lead(text)
        || !ascii && (ends_in_holder(text) || ends_in_taken(text))
        || folded.text.starts_with("© ") && folded.words <= CREDIT_WORDS;
    credited.then_some(())?;
    if signed {
        Some(cue(
            Label::Caption,
            Strength::Sure,
            "a photographer in brackets at the end",
        ))
    } else if folded.words <= CREDIT_WORDS {
        Some(cue(Label::PhotoCredit, Strength::Strong, "a photo credit"))
    } else {
        Some(cue(
            Label::Caption,
            Strength::Strong,
            "a photo credit at the end",
        ))
    }
}

/// True if a caption ends in its photographer, in brackets: `… in Paris. (Jane Doe / AFP)`, `… (Foto: Anna Meier/dpa)`.
///
/// An agency alone in brackets may also end a report that it sent.
fn ends_in_signature(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ' ']);
    let Some(inside) = text.strip_suffix([')', '）']) else {
        return false;
    };
    let Some((before, credit)) = inside.rsplit_once(['(', '（']) else {
        return false;
    };
    if before.trim().is_empty() || credit.len() > LONGEST_CREDIT {
        return false;
    }
    let led = credit
        .split_once([':', '：'])
        .is_some_and(|(lead, _)| table::is_credit_lead(&fold(lead).text));
    led || ends_in_taken(credit) || names_photographer(credit)
}

/// Longest credit in brackets, in bytes.
const LONGEST_CREDIT: usize = 120;

/// True for `Jane Doe / AFP` and `Tom Archer / Coastline Pictures`: a person's name, and an agency's or another name.
fn names_photographer(credit: &str) -> bool {
    // In Chinese the writer signs so, behind the report.
    if credit.chars().any(is_unspaced) {
        return false;
    }
    let parts = credit.split(['/', '／', '|']);
    let mut parts = parts.map(|part| part.trim().trim_end_matches('.'));
    parts.next().is_some_and(is_name)
        && parts
            .next()
            .is_some_and(|holder| is_agency(holder) || is_name(holder))
        && parts.all(|holder| holder.split(' ').count() <= HOLDER_WORDS)
}

/// True if a text ends in the word for having taken a picture, as Chinese captions do: `王建国 摄`.
fn ends_in_taken(text: &str) -> bool {
    let text = text.trim_end_matches([')', '）', '。', ' ']);
    TAKEN.iter().any(|word| text.ends_with(word)) && text.len() <= LONGEST_TAKEN
}

/// Words for it in Chinese and Japanese.
const TAKEN: &[&str] = &["摄", "攝", "撮影", "写真"];

/// Longest caption that ends so, in bytes.
const LONGEST_TAKEN: usize = 400;

/// True for a sign that divides a caption from its credit.
const fn is_divider(c: char) -> bool {
    matches!(
        c,
        '/' | '|' | '©' | '(' | ':' | '•' | '–' | '—' | '\\' | '／' | '｜' | '（' | '【'
    )
}

/// The bytes that such a sign may end in.
const MAY_DIVIDE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 128 || is_divider(byte as u8 as char);
        byte += 1;
    }
    table
};

/// The last sign that divides, and where it stands.
fn last_divider(text: &str) -> Option<(usize, char)> {
    let may_be = |byte: &u8| MAY_DIVIDE[usize::from(*byte)];
    let end = 1 + text.as_bytes().iter().rposition(may_be)?;
    let rest = text.get(..end)?;
    rest.char_indices().rev().find(|(_, c)| is_divider(*c))
}

/// True if an agency stands behind the last dividing sign: `Ammar Awad / Reuters`, `(REUTERS)`.
fn ends_in_agency(text: &str, folded: &Folded) -> bool {
    let text = text.trim_end_matches([')', '.', ']', ' ']);
    let Some((at, divider)) = last_divider(text) else {
        // What was trimmed leaves no trace in the folded text.
        return folded.text.len() <= *LONGEST_AGENCY && AGENCIES.contains(&folded.text);
    };
    let tail = text
        .get(at + divider.len_utf8()..)
        .unwrap_or_default()
        .trim();
    let tail = tail.rsplit(" via ").next().unwrap_or(tail);
    !tail.is_empty() && tail.len() <= 60 && is_agency(tail) && !is_other_word(tail)
}

/// True for `ePA`: agencies write themselves `EPA`, `epa` or `Epa`.
fn is_other_word(tail: &str) -> bool {
    tail.starts_with(char::is_lowercase) && tail.contains(char::is_uppercase) && !tail.contains(' ')
}

/// True if the text ends in `© Jane Doe` or `© Jane Doe / Agency`; a year behind the sign is a site's copyright.
fn ends_in_holder(text: &str) -> bool {
    let Some((before, holder)) = text.rsplit_once('©') else {
        return false;
    };
    let mut words = holder.split_whitespace();
    !before.trim().is_empty()
        && words.clone().count() <= HOLDER_WORDS
        && words
            .clone()
            .any(|word| word.starts_with(char::is_uppercase))
        && !words.any(|word| word.contains(|c: char| c.is_ascii_digit()))
}

/// Most words of a picture's photographer and agency.
const HOLDER_WORDS: usize = 7;

/// True if the text ends in `Photo: Jane Doe` or the like.
fn ends_in_lead(text: &str) -> bool {
    if memchr::memchr(b':', text.as_bytes()).is_none() && (text.is_ascii() || !text.contains('：'))
    {
        return false;
    }
    let Some((before, behind)) = text.rsplit_once([':', '：']) else {
        return false;
    };
    let lead = before
        .rsplit(|c: char| c.is_whitespace() || c == '(' || c == '.')
        .next()
        .unwrap_or(before);
    behind.split_whitespace().count() <= 8
        && !behind.trim().is_empty()
        && table::is_credit_lead(&fold(lead).text)
}
