//! Words of dates in some sixty languages: months, weekdays, and the words around them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cues::fold::fold;

/// What a word is in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWord {
    /// A month, 1 to 12.
    Month(u8),
    /// A month of the Persian calendar, 1 to 12.
    Jalali(u8),
    /// A day of the week.
    Weekday,
    /// A word that stands around dates: `updated`, `Uhr`, `опубликовано`, a zone.
    Filler,
    /// A word that makes a number relative to now: `ago`, `vor`, `назад`.
    Ago,
}

static WORDS: LazyLock<FxHashMap<Box<str>, DateWord>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    let mut kind = DateWord::Filler;
    for line in include_str!("calendar.txt").lines() {
        if let Some(section) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            kind = section_kind(section);
        } else if !line.starts_with('#') {
            for group in line.split(" · ") {
                let tagged = group
                    .split_once(' ')
                    .filter(|(tag, _)| tag.len() == 2 && kind != DateWord::Ago);
                for word in tagged.map_or(group, |(_, rest)| rest).split(' ') {
                    let folded = fold(word).text.into_boxed_str();
                    words.entry(folded).or_insert(kind);
                }
            }
        }
    }
    words
});

fn section_kind(section: &str) -> DateWord {
    match section {
        "weekday" => DateWord::Weekday,
        "ago" => DateWord::Ago,
        month => match month.strip_prefix("jalali ") {
            Some(month) => month.parse().map_or(DateWord::Filler, DateWord::Jalali),
            None => month.parse().map_or(DateWord::Filler, DateWord::Month),
        },
    }
}

/// What a folded word (see [`fold`]) is in a date, if it is a word of dates.
///
/// ```
/// use newsdex::clean::calendar::{DateWord, word};
/// assert_eq!(word("января"), Some(DateWord::Month(1)));
/// assert_eq!(word("uhr"), Some(DateWord::Filler));
/// ```
pub fn word(folded: &str) -> Option<DateWord> {
    WORDS.get(folded).copied()
}

/// The number of a month from its folded name or abbreviation, 1 to 12.
pub fn month(folded: &str) -> Option<u8> {
    match word(folded) {
        Some(DateWord::Month(number)) => Some(number),
        _ => None,
    }
}

/// The value of a decimal digit of any script that news are written in.
pub fn digit(c: char) -> Option<u8> {
    const ZEROS: [char; 16] = [
        '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
        '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}', '\u{ff10}',
    ];
    if c.is_ascii() {
        return c.to_digit(10).and_then(|value| u8::try_from(value).ok());
    }
    let code = u32::from(c);
    let zero = ZEROS.iter().map(|zero| u32::from(*zero));
    let mut values = zero.filter_map(|zero| code.checked_sub(zero));
    let value = values.find(|value| *value < 10)?;
    u8::try_from(value).ok()
}
