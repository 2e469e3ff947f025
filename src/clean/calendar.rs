//! Words of dates in some thirty languages: months, weekdays, and the words around them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word is in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWord {
    /// A month, 1 to 12.
    Month(u8),
    /// A day of the week.
    Weekday,
    /// A word that stands around dates: `updated`, `Uhr`, `опубликовано`, a zone.
    Filler,
    /// A word that makes a number relative to now: `ago`, `vor`, `назад`.
    Ago,
}

static WORDS: LazyLock<FxHashMap<&'static str, DateWord>> = LazyLock::new(|| {
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
                    words.entry(word).or_insert(kind);
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
        month => month.parse().map_or(DateWord::Filler, DateWord::Month),
    }
}

/// What a folded word (see [`fold`](super::cues::fold::fold)) is in a date, if it is a word of dates.
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
