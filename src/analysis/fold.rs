//! Folding: one key for the spellings that a reader takes for the same word.

use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};

use super::chars::{is_apostrophe, is_ignorable, is_mark};

/// The key of a word or name: lower case, accents of Latin and Greek letters left off, `ё` as `е`,
/// ligatures taken apart, apostrophes and vowel points dropped, digits of all scripts as ASCII.
///
/// Signs that make another letter stay: `й`, `ї`, the vowel signs of Indic scripts.
///
/// ```
/// use newsdex::analysis::fold;
/// assert_eq!(fold("Łódź"), "lodz");
/// assert_eq!(fold("Straße"), "strasse");
/// assert_eq!(fold("Моё"), "мое");
/// assert_eq!(fold("Київ"), "київ");
/// ```
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    fold_into(text, &mut key);
    key
}

/// As [`fold`], appended to `key`.
pub fn fold_into(text: &str, key: &mut String) {
    if text.is_ascii() {
        let from = key.len();
        key.extend(text.chars().filter(|&c| !is_apostrophe(c)));
        if let Some(added) = key.get_mut(from..) {
            added.make_ascii_lowercase();
        }
    } else if text.chars().all(is_settled) {
        text.chars().for_each(|c| push_lower_folded(c, key));
    } else {
        // Marks on both sides of what is dropped come to stand together: they are put in order after it has gone.
        let kept = text.chars().filter(|&c| !is_sign(c));
        kept.nfkc().for_each(|c| push_lower_folded(c, key));
    }
}

/// The spelling of a word: lower case, composed, apostrophes typed one way, what has no width left off.
pub(super) fn spelling_into(text: &str, spelling: &mut String) {
    if text.chars().all(is_settled) {
        text.chars().for_each(|c| push_spelling(c, spelling));
    } else {
        text.nfc().for_each(|c| push_spelling(c, spelling));
    }
}

/// The spelling of a word in capitals, which are kept: composed, what has no width left off.
pub(super) fn capitals_into(text: &str, spelling: &mut String) {
    spelling.extend(text.nfc().filter(|&c| !is_ignorable(c)));
}

fn push_spelling(c: char, spelling: &mut String) {
    match c {
        c if c.is_ascii() => spelling.push(c.to_ascii_lowercase()),
        c if is_apostrophe(c) => spelling.push('\''),
        c if is_ignorable(c) => {}
        c => spelling.extend(c.to_lowercase()),
    }
}

/// True for characters that no normal form changes or joins with a neighbour of the same class.
fn is_settled(c: char) -> bool {
    matches!(c,
        '\0'..='\u{9F}' | 'À'..='ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{2010}'..='\u{2016}' | '\u{2018}'..='\u{2020}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

fn push_lower_folded(c: char, key: &mut String) {
    match c {
        '"' => {}
        c if c.is_ascii() => {
            if !is_apostrophe(c) {
                key.push(c.to_ascii_lowercase());
            }
        }
        'а'..='я' | 'ђ'..='ќ' => key.push(c),
        c => c.to_lowercase().for_each(|c| push_folded(c, key)),
    }
}

fn push_folded(c: char, key: &mut String) {
    if is_dropped(c) || is_ignorable(c) || is_apostrophe(c) {
        return;
    }
    if let Some(plain) = special(c) {
        key.push_str(plain);
    } else if is_accented_script(c) {
        decompose_compatible(c, |part| match special(part) {
            Some(plain) => key.push_str(plain),
            None if is_mark(part) => {}
            None => key.push(part),
        });
    } else {
        key.push(digit(c).unwrap_or(c));
    }
}

/// Letters whose key is not found by taking accents off.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' | 'ǽ' => "ae",
        'œ' => "oe",
        'ø' | 'ǿ' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ς' => "σ",
        'ё' | 'ѐ' => "е",
        'ѝ' => "и",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        _ => return None,
    })
}

/// Latin and Greek with accents.
fn is_accented_script(c: char) -> bool {
    matches!(c, '\u{AA}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{1E00}'..='\u{1FFF}')
}

/// Accents, stress marks and vowel points, and points inside a word: never what tells two words apart.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '·' | '״' | 'ـ' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{655}' | '\u{670}'
        | '\u{20D0}'..='\u{20F0}')
}

/// What is dropped and is no mark on a letter.
fn is_sign(c: char) -> bool {
    matches!(c, '"' | '·' | '״' | 'ـ') || is_apostrophe(c) || is_ignorable(c)
}

/// Digits of other scripts as ASCII.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{966}'..='\u{96F}' => 0x966,
        '\u{9E6}'..='\u{9EF}' => 0x9E6,
        _ => return None,
    };
    char::from_digit(c as u32 - zero, 10)
}
