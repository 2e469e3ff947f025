//! Lines that say when: dates, clocks, durations, in the forms of some thirty languages.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::fold::{Folded, is_unspaced};
use crate::clean::calendar::{self, DateWord, digit};

/// How far a line is a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateLine {
    /// No date in it, or a date among many words.
    No,
    /// A date with a few other words: a place, an agency, a name.
    Mixed,
    /// Nothing but a date.
    Pure,
}

/// Words of the longest line that counts as a date.
const DATE_WORDS: usize = 18;

/// Bytes of the longest line that counts as a date.
const DATE_BYTES: usize = 240;

/// False for most lines that are no date, told before they are folded.
pub fn may_be_date(text: &str) -> bool {
    text.len() <= DATE_BYTES && has_number(text)
}

/// A text with its digits of other scripts in ASCII.
fn in_plain_digits(text: &str) -> Cow<'_, str> {
    let is_other = |c: char| !c.is_ascii() && digit(c).is_some();
    if text.is_ascii() || !text.contains(is_other) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| digit(c).map_or(c, |value| char::from(b'0' + value));
    Cow::Owned(text.chars().map(plain).collect())
}

/// `6 ม.ค. 2569`: without their points the letters are no words.
fn has_short_thai_month(text: &str) -> bool {
    let starts = |c: char| matches!(c, 'ค' | 'พ' | 'ย');
    !text.is_ascii()
        && text.match_indices('.').any(|(at, _)| {
            let (before, behind) = text.split_at(at);
            behind.get(1..).is_some_and(|rest| rest.starts_with(starts))
                && before.ends_with(|c: char| matches!(c, '\u{e01}'..='\u{e4e}'))
        })
}

/// True if the text holds a digit or another number of any script.
fn has_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || !text.is_ascii() && text.contains(|c: char| c.is_numeric() || c == '年')
}

/// Whether a line is a date.
pub fn date_line(text: &str, folded: &Folded) -> DateLine {
    // Every number of the text is a `0` of the folded one, which is found at once.
    let numbered = || {
        memchr::memchr(b'0', folded.text.as_bytes()).is_some()
            || !text.is_ascii() && text.contains('年')
    };
    if folded.words > DATE_WORDS || text.len() > DATE_BYTES || !numbered() {
        return DateLine::No;
    }
    let plain = in_plain_digits(text);
    let text = plain.as_ref();
    if has_han_date(text) {
        let pure = text
            .chars()
            .filter(|c| {
                is_unspaced(*c) && !"年月日时時分星期一二三四五六更新发布時間时间於于".contains(*c)
            })
            .count();
        return if pure == 0 {
            DateLine::Pure
        } else if pure <= 12 {
            DateLine::Mixed
        } else {
            DateLine::No
        };
    }
    let count = count_date_words(folded);
    let dated = count.numbers > 0
        && (count.months > 0
            || count.ago > 0
            || has_short_thai_month(text)
            || has_numeric_date(text)
            || has_clock(text) && count.fillers + count.weekdays > 0);
    match count.others {
        _ if !dated => DateLine::No,
        0 => DateLine::Pure,
        1..=4 if count.others <= count.numbers + count.months + count.weekdays + count.fillers => {
            DateLine::Mixed
        }
        _ => DateLine::No,
    }
}

/// True for a time that counts back from now. `ago` is a month too, in Spanish.
pub fn is_age(text: &str, folded: &Folded) -> bool {
    let mut words = folded.text.split(' ');
    date_line(text, folded) == DateLine::Pure
        && words.clone().any(is_duration)
        && (words.any(|word| word == "ago" || is_back(word)) || counts_back(&folded.text))
}

fn is_back(word: &str) -> bool {
    calendar::word(word) == Some(DateWord::Ago)
}

/// True for words that count back only together and before a number: each of them says other things elsewhere.
fn counts_back(folded: &str) -> bool {
    ["il y a 0", "ha 0"].iter().any(|words| {
        let at = folded.find(words);
        at.is_some_and(|at| {
            folded
                .get(..at)
                .is_some_and(|b| b.is_empty() || b.ends_with(' '))
        })
    })
}

#[derive(Default)]
struct DateCount {
    numbers: usize,
    months: usize,
    weekdays: usize,
    fillers: usize,
    ago: usize,
    others: usize,
}

fn count_date_words(folded: &Folded) -> DateCount {
    let mut count = DateCount::default();
    for word in folded.text.split(' ') {
        let slot = match calendar::word(word) {
            Some(DateWord::Month(_) | DateWord::Jalali(_)) => &mut count.months,
            Some(DateWord::Weekday) => &mut count.weekdays,
            Some(DateWord::Filler) => &mut count.fillers,
            Some(DateWord::Ago) => &mut count.ago,
            None if word.starts_with('0') && word.len() <= 5 => &mut count.numbers,
            None if is_duration(word) => &mut count.fillers,
            None => &mut count.others,
        };
        *slot += 1;
    }
    count.ago += usize::from(counts_back(&folded.text));
    count
}

/// Units that stand between a number and a word such as `ago`, folded, in the languages of `units.txt`.
static UNITS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("units.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once(": "));
    lists.flat_map(|(_, units)| units.split(' ')).collect()
});

fn is_duration(word: &str) -> bool {
    UNITS.contains(word)
}

/// True if a folded line holds a number, a unit of time and a word such as `ago`, close together.
pub fn holds_age(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    words
        .windows(AGE_WORDS)
        .chain([words.as_slice()])
        .any(|near| {
            near.len() <= AGE_WORDS
                && (near.iter().any(|word| *word == "ago" || is_back(word)) || counts_back(folded))
                && near.iter().any(|word| is_duration(word))
                && near.iter().any(|word| word.starts_with('0'))
        })
        || has_unspaced_age(folded)
}

/// Words of `il y a 0 heures`, the longest way to say it.
const AGE_WORDS: usize = 5;

/// True for `0小时前`, `0時間前`, `0시간 전`.
fn has_unspaced_age(folded: &str) -> bool {
    const FORMS: &[&str] = &[
        "0秒前",
        "0分前",
        "0分钟前",
        "0分鐘前",
        "0小时前",
        "0小時前",
        "0個小時前",
        "0时间前",
        "0時間前",
        "0天前",
        "0日前",
        "0周前",
        "0週前",
        "0週間前",
        "0个月前",
        "0個月前",
        "0ヶ月前",
        "0か月前",
        "0カ月前",
        "0年前",
        "0초 전",
        "0분 전",
        "0시간 전",
        "0일 전",
        "0주 전",
        "0개월 전",
        "0년 전",
    ];
    !folded.is_ascii() && FORMS.iter().any(|form| folded.contains(form))
}

fn has_han_date(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let Some(at) = text.find('年').or_else(|| text.find('월')) else {
        return text.contains('月') && text.contains('日') && text.len() < 40;
    };
    text.get(..at).is_some_and(|before| {
        before.ends_with(|c: char| c.is_numeric() || "一二三四五六七八九十〇元".contains(c))
    }) && (text.contains('月') || text.contains('월'))
}

/// True if the text holds `06.01.2026`, `2026-01-06`, `1/6/26` or the like.
fn has_numeric_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let end = numeric_run(bytes, at);
            if is_numeric_date(text.get(at..end).unwrap_or_default()) {
                return true;
            }
            at = end;
        }
        at += 1;
    }
    false
}

/// Whether a numeric date stands at the beginning, with other words behind it.
pub fn begins_with_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let (run, behind) = text.split_at(numeric_run(bytes, 0));
    is_numeric_date(run) && behind.contains(char::is_alphabetic)
}

fn numeric_run(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start
        + rest
            .iter()
            .position(|byte| !byte.is_ascii_digit() && !b"./-".contains(byte))
            .unwrap_or(rest.len())
}

fn is_numeric_date(run: &str) -> bool {
    let parts: Vec<&str> = run
        .split(['.', '/', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [a, b, c, ..] => {
            (a.len() <= 2 && b.len() <= 2 && matches!(c.len(), 2 | 4))
                || (a.len() == 4 && b.len() <= 2 && c.len() <= 2)
        }
        _ => false,
    }
}

/// True if the text holds `14:35`, `7.57 Uhr`, `14h30`.
fn has_clock(text: &str) -> bool {
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let signs = memchr::memchr3_iter(b':', b'h', b'.', text.as_bytes());
    let mut clocks = signs.filter(|at| {
        is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) && is_digit(Some(at + 2))
    });
    clocks.any(|at| text.as_bytes().get(at) != Some(&b'.') || !is_amount(text, at))
}

/// Whether the point at `at` is that of a price or a percentage: `225.86`, `-5.44%`, `$9.50`.
fn is_amount(text: &str, at: usize) -> bool {
    let (before, behind) = (
        text.get(..at).unwrap_or_default(),
        text.get(at + 3..).unwrap_or_default(),
    );
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() - bare.len() > 2
        || bare.ends_with(['-', '+', '−', '$', '€', '£', '¥', ','])
        || behind.starts_with(|c: char| c.is_ascii_digit())
        || behind.trim_start().starts_with(['%', '€', '$', '£'])
}

/// True if the text is a time of day and nothing else.
pub fn is_clock(folded: &Folded, text: &str) -> bool {
    folded.words <= 6
        && has_clock(text)
        && folded.text.split(' ').all(|word| {
            word.len() <= 5 && word.starts_with('0')
                || matches!(calendar::word(word), Some(DateWord::Filler))
        })
}
