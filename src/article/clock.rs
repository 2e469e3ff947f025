//! The time of day that stands beside a date.

use jiff::civil;
use jiff::tz::Offset;

use super::dates::{number, sign, time, word};
use super::scan::Token;
use super::zones::zone;

/// The time of day that belongs to a date: the first behind it, else the last before it.
pub(super) fn clock(
    tokens: &[Token],
    start: usize,
    end: usize,
) -> (Option<civil::Time>, Option<Offset>) {
    if let Some(time) = packed(tokens, end) {
        return (Some(time), zone(tokens, end + 2));
    }
    let behind = (end..tokens.len())
        .take(FARTHEST_TIME)
        .find_map(|at| time_at(tokens, at, end));
    let found = behind.or_else(|| {
        (start.saturating_sub(FARTHEST_TIME)..start)
            .rev()
            .find_map(|at| time_at(tokens, at, end))
    });
    found.map_or((None, None), |(time, offset)| (Some(time), offset))
}

/// `T140300` or `T1403` right behind a date.
fn packed(tokens: &[Token], at: usize) -> Option<civil::Time> {
    word(tokens, at).filter(|word| *word == "t")?;
    match number(tokens, at + 1)? {
        (value, 6) => time(value / 10_000, value / 100 % 100, value % 100),
        (value, 4) => time(value / 100, value % 100, 0),
        _ => None,
    }
}

/// Tokens between a date and its time, at most.
const FARTHEST_TIME: usize = 12;

/// `14:03`, `14:03:00.000`, `14.03 Uhr`, `kl. 14.03`, `14h03`, `2 p.m.`, `2:03 pm`, with the zone behind it.
fn time_at(tokens: &[Token], at: usize, date_end: usize) -> Option<(civil::Time, Option<Offset>)> {
    let (hour, digits) =
        number(tokens, at).filter(|(value, digits)| *digits <= 2 && *value <= 24)?;
    let inside = at
        .checked_sub(1)
        .is_some_and(|before| sign(tokens, before) == Some(':'))
        && at
            .checked_sub(2)
            .is_some_and(|before| number(tokens, before).is_some());
    if inside {
        return None;
    }
    let divided = |c: char| {
        sign(tokens, at + 1) == Some(c) || c == 'h' && word(tokens, at + 1).is_some_and(is_hour)
    };
    // `2時3分` has one digit where a colon is followed by two.
    let is_counted = word(tokens, at + 3).is_some_and(|word| word.starts_with(['分', '분']));
    let minutes = number(tokens, at + 2)
        .filter(|(value, digits)| (*digits == 2 || is_counted) && *value < 60)
        .map(|(value, _)| value);
    let half_before = at
        .checked_sub(1)
        .and_then(|before| half_day_before(tokens, before));
    let (minute, mut next) = match minutes {
        Some(minute) if divided(':') || divided('h') => (minute, at + 3),
        Some(minute) if divided('.') && digits <= 2 && says_time(tokens, at, date_end) => {
            (minute, at + 3)
        }
        _ if hour <= 12 && half_day(tokens, at + 1).is_some() => (0, at + 1),
        _ if divided('h') && minutes.is_none() => (0, at + 2),
        _ => return None,
    };
    let mut second = 0;
    if minute_sign(tokens, next)
        && let Some((value, 2)) = number(tokens, next + 1)
    {
        (second, next) = (value, next + 2);
        if matches!(sign(tokens, next), Some('.' | ',')) && number(tokens, next + 1).is_some() {
            next += 2;
        }
    }
    let (hour, next) = match half_day(tokens, next) {
        Some((afternoon, next)) => (of_half(hour, afternoon), next),
        None => (
            half_before.map_or(hour, |afternoon| of_half(hour, afternoon)),
            next,
        ),
    };
    Some((time(hour % 24, minute, second)?, zone(tokens, next)))
}

/// The hour of the day from that of a half day; one beyond 12 is of the day already.
fn of_half(hour: u64, afternoon: bool) -> u64 {
    match (hour, afternoon) {
        (13.., _) => hour,
        (12, afternoon) => {
            if afternoon {
                12
            } else {
                0
            }
        }
        (hour, afternoon) => hour + if afternoon { 12 } else { 0 },
    }
}

/// True for a word between hours and minutes: `14h03`, `14時03分`; not of `2時間`, two hours.
fn is_hour(word: &str) -> bool {
    matches!(word, "h" | "u" | "ч" | "gio")
        || word.starts_with(['時', '时', '시', '點', '点'])
            && !word.starts_with("時間")
            && !word.starts_with("시간")
}

/// What stands before an hour where the half of the day comes first: `오후 2:03`, `午後2時`; true for the afternoon.
fn half_day_before(tokens: &[Token], at: usize) -> Option<bool> {
    const HALVES: &[(&str, bool)] = &[
        ("오후", true),
        ("오전", false),
        ("午後", true),
        ("午前", false),
        ("下午", true),
        ("晚上", true),
        ("上午", false),
        ("凌晨", false),
        ("早上", false),
    ];
    let word = word(tokens, at)?;
    let half = HALVES.iter().find(|(half, _)| word.ends_with(half));
    let english = || {
        let of_number = at
            .checked_sub(1)
            .is_some_and(|at| number(tokens, at).is_some() && !ends_date(tokens, at));
        match word {
            "pm" if !of_number => Some(true),
            "am" if !of_number => Some(false),
            _ => None,
        }
    };
    half.map(|(_, afternoon)| *afternoon).or_else(english)
}

/// Whether the number at a place is a part of a date, as in `2026.01.06 PM 2:03`.
fn ends_date(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|at| sign(tokens, at))
        .is_some_and(|sign| matches!(sign, '.' | '-' | '/'))
}

pub(super) fn minute_sign(tokens: &[Token], at: usize) -> bool {
    sign(tokens, at) == Some(':')
}

/// True if the words around `14.03` say that it is a time.
fn says_time(tokens: &[Token], at: usize, date_end: usize) -> bool {
    const BEFORE: &[&str] = &[
        "kl",
        "klo",
        "um",
        "ore",
        "alle",
        "at",
        "o",
        "godz",
        "ora",
        "klockan",
        "ob",
        "u",
        "в",
        "о",
        "uur",
        "klokken",
        "στισ",
        "เวลา",
        "pukul",
        "jam",
        "saat",
        "ساعت",
        "الساعة",
        "בשעה",
        "luc",
        "ώρα",
        "ωρα",
        "ժամը",
    ];
    const AFTER: &[&str] = &[
        "uhr", "uur", "h", "hod", "am", "pm", "gmt", "cet", "cest", "est", "bst", "edt", "น",
        "wib", "wita", "wit",
    ];
    let before = at
        .checked_sub(1)
        .and_then(|at| word(tokens, at).or_else(|| word(tokens, at.checked_sub(1)?)));
    let after = word(tokens, at + 3);
    before.is_some_and(|w| BEFORE.contains(&w))
        || after.is_some_and(|w| AFTER.contains(&w))
        || (date_end..=date_end + 1).contains(&at)
}

/// True for the afternoon, false for the morning, and the place behind.
fn half_day(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    match word(tokens, at)? {
        "pm"
        | "μμ"
        | "م"
        | "오후"
        | "مساء"
        | "مساءا"
        | "ظهرا"
        | "عصرا"
        | "عصر"
        | "شام"
        | "পিএম"
        | "अपराह्न" => Some((true, at + 1)),
        "am" | "πμ" | "ص" | "오전" | "صباحا" | "صبح" | "এএম" | "पूर्वाह्न" => {
            Some((false, at + 1))
        }
        half @ ("ب" | "ق")
            if sign(tokens, at + 1) == Some('.') && word(tokens, at + 2) == Some("ظ") =>
        {
            Some((half == "ب", at + 3))
        }
        half @ ("p" | "a" | "μ" | "π")
            if sign(tokens, at + 1) == Some('.')
                && matches!(word(tokens, at + 2), Some("m" | "μ")) =>
        {
            let end = at + 3 + usize::from(sign(tokens, at + 3) == Some('.'));
            Some((matches!(half, "p" | "μ"), end))
        }
        _ => None,
    }
}
