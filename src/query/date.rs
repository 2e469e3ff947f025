//! Days, months and years as people write them.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::months;

/// Examples of every form, for messages.
pub const FORMS: &str = "2026-01-06, 2026-01, 2026, 2025..2026-03, today, yesterday, \"last week\", \"6 January 2026\", 2026-Q1, 2026-W10, monday, 30d";

/// Days from the first to the last, both included; `None` at an end means open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

/// Reads a period; `*` is one without ends, in which every day lies. `today` is what `yesterday` and `last week` count from. No day of it lies before the year 1.
///
/// ```
/// use jiff::civil::date;
/// let period = newsdex::query::date::period("2026-02", date(2026, 3, 1)).unwrap();
/// assert_eq!(period.last, Some(date(2026, 2, 28)));
/// ```
pub fn period(text: &str, today: Date) -> Option<Period> {
    let text = text.trim();
    if text == "*" {
        return Some(Period {
            first: None,
            last: None,
        });
    }
    if let Some((from, to)) = text.split_once("..") {
        return range(from.trim(), to.trim_start_matches('.').trim(), today);
    }
    open(text, today).or_else(|| closed(text, today))
}

/// A period with both its ends, in one piece.
fn closed(text: &str, today: Date) -> Option<Period> {
    let lower = text.to_lowercase();
    absolute(text)
        .or_else(|| named(&lower, today))
        .or_else(|| relative(&lower, today))
        .or_else(|| weekday(&lower, today))
        .or_else(|| before_now(&lower, today))
        .or_else(|| quarter(&lower))
        .or_else(|| week(&lower))
        .or_else(|| written(&lower))
        .filter(|found| found.first.is_none_or(|first| first.year() >= 1))
}

/// The days of a period that is counted from today, such as `last week`; `None` for others.
pub fn fixed(text: &str, today: Date) -> Option<String> {
    let found = period(text, today)?;
    // Whoever says the day means the same a year before.
    let before = today.checked_sub(1.year()).ok()?;
    if period(text, before) == Some(found) {
        return None;
    }
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    Some(format!("{}..{}", day(found.first), day(found.last)))
}

/// `since 2020`, `until yesterday`.
fn open(text: &str, today: Date) -> Option<Period> {
    let (word, rest) = text.split_once(' ')?;
    let found = || closed(rest.trim(), today);
    match word.to_lowercase().as_str() {
        "since" | "from" => Some(Period {
            last: None,
            ..found()?
        }),
        "until" | "till" => Some(Period {
            first: None,
            ..found()?
        }),
        _ => None,
    }
}

fn range(from: &str, to: &str, today: Date) -> Option<Period> {
    let end = |text: &str| {
        if text.is_empty() || text == "*" {
            Some(None)
        } else {
            // An end is no stretch itself, however many of them somebody writes in a row.
            closed(text, today).map(Some)
        }
    };
    let (from, to) = (end(from)?, end(to)?);
    let found = Period {
        first: from.and_then(|p| p.first),
        last: to.and_then(|p| p.last),
    };
    match (found.first, found.last) {
        (None, None) => None,
        (Some(first), Some(last)) if first > last => None,
        _ => Some(found),
    }
}

fn days(first: Date, last: Date) -> Period {
    Period {
        first: Some(first),
        last: Some(last),
    }
}

fn month(year: i16, month: i8) -> Option<Period> {
    let first = Date::new(year, month, 1).ok()?;
    Some(days(first, first.last_of_month()))
}

fn year(year: i16) -> Option<Period> {
    Some(days(
        Date::new(year, 1, 1).ok()?,
        Date::new(year, 12, 31).ok()?,
    ))
}

/// `2026`, `2026-01`, `2026-01-06`, and the same with `/` or `.`; also `06.01.2026`, `1/2026`, `20260106`, a day with its time, and
/// `25/12/2026` or `12/25/2026`, of which only one order is a day.
fn absolute(text: &str) -> Option<Period> {
    if let Some((date, time)) = text.split_once('T') {
        let clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z');
        return absolute(date)
            .filter(|_| date.len() == 10 && time.contains(':') && time.chars().all(clock));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let number = |at: usize| {
        parts
            .get(at)
            .filter(|part| part.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|part| part.parse::<i16>().ok())
    };
    let (first, second, third) = (number(0), number(1), number(2));
    let long = |at: usize| parts.get(at).is_some_and(|part| part.len() == 4);
    match (parts.len(), first, second, third) {
        (1, Some(y), None, None) if long(0) => year(y),
        (1, None, None, None) if text.len() == 8 && text.is_ascii() => {
            let number = |from, to| text.get(from..to)?.parse::<i16>().ok();
            day(number(0, 4)?, number(4, 6)?, number(6, 8)?)
        }
        (2, Some(y), Some(m), None) if long(0) => month(y, i8::try_from(m).ok()?),
        (2, Some(m), Some(y), None) if long(1) => month(y, i8::try_from(m).ok()?),
        (3, Some(y), Some(m), Some(d)) if long(0) => day(y, m, d),
        (3, Some(d), Some(m), Some(y)) if long(2) && text.contains('.') => day(y, m, d),
        (3, Some(a), Some(b), Some(y)) if long(2) && (a > 12 || b > 12 || a == b) => {
            day(y, b, a).or_else(|| day(y, a, b))
        }
        _ => None,
    }
}

/// The two days that `1/6/2026` may be: the sixth of January, the first of June.
pub(super) fn two_days(text: &str) -> Option<[Date; 2]> {
    let mut parts = text.trim().split(['/', '-']);
    let mut number = || parts.next()?.parse::<i16>().ok();
    let (first, second, year) = (number()?, number()?, number()?);
    let of = |month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok()
    };
    (year >= 1000 && parts.next().is_none()).then_some([of(first, second)?, of(second, first)?])
}

/// Whether a text is a day in figures whose year has but two of them: `15.3.22`.
pub(super) fn is_short(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
    let figures =
        |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.len(), 1 | 3) && parts.iter().all(figures)
}

fn day(year: i16, month: i16, day: i16) -> Option<Period> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(days(date, date))
}

/// `today`, `yesterday`, `this week`, `last month`.
fn named(text: &str, today: Date) -> Option<Period> {
    let yesterday = today.yesterday().ok()?;
    let monday = today
        .checked_sub(i64::from(today.weekday().since(Weekday::Monday)).days())
        .ok()?;
    match text {
        "today" | "now" => Some(days(today, today)),
        "yesterday" => Some(days(yesterday, yesterday)),
        "this week" => Some(days(monday, monday.checked_add(6.days()).ok()?)),
        "last week" => Some(days(
            monday.checked_sub(7.days()).ok()?,
            monday.yesterday().ok()?,
        )),
        "this month" => Some(days(today.first_of_month(), today.last_of_month())),
        "last month" => {
            let last = today.first_of_month().yesterday().ok()?;
            Some(days(last.first_of_month(), last))
        }
        "this year" => year(today.year()),
        "last year" => year(today.year() - 1),
        _ => None,
    }
}

/// `monday`: the last one, today if it is one. `last monday`: the last one before today.
fn weekday(text: &str, today: Date) -> Option<Period> {
    let (name, before) = match text.strip_prefix("last ") {
        Some(name) => (name, true),
        None => (text, false),
    };
    let wanted = match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    };
    let back = match i64::from(today.weekday().since(wanted)) {
        0 if before => 7,
        back => back,
    };
    let found = today.checked_sub(back.days()).ok()?;
    Some(days(found, found))
}

/// `now-30d`, `now-1y/d`: a day as Elasticsearch counts it.
fn before_now(text: &str, today: Date) -> Option<Period> {
    let back = text.strip_prefix("now-")?.trim_end_matches("/d");
    let (count, unit) = counted(back, false)?;
    let found = today.checked_sub(step(unit, count)?).ok()?;
    Some(days(found, found))
}

/// `2026-w10`: a week as ISO 8601 numbers it, from Monday to Sunday.
fn week(text: &str) -> Option<Period> {
    let (year, number) = text.split_once('w')?;
    let year = year.trim_end_matches(['-', ' ']);
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    let of = |weekday| ISOWeekDate::new(year, number.parse().ok()?, weekday).ok();
    Some(days(
        of(Weekday::Monday)?.date(),
        of(Weekday::Sunday)?.date(),
    ))
}

/// Small numbers in words, from one on.
const COUNTS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// `30d`, `2w`, `6m`, `1y`, `last 30 days`, `past week`: up to today. `3 days ago`, `two weeks ago`: that day.
fn relative(text: &str, today: Date) -> Option<Period> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let ago = text.strip_suffix(" ago");
    let body = ago.unwrap_or(text);
    let body = body
        .strip_prefix("last ")
        .or_else(|| body.strip_prefix("past "))
        .unwrap_or(body);
    let (count, unit) = counted(body, text.starts_with("past ") || ago.is_some())?;
    let start = today.checked_sub(step(unit.trim(), count)?).ok()?;
    match ago {
        Some(_) => Some(days(start, start)),
        None => Some(days(start.tomorrow().ok()?, today)),
    }
}

/// A number and what it counts: `30d`, `two weeks`; a unit alone, or behind `a`, is one of it where `one` is allowed.
fn counted(text: &str, one: bool) -> Option<(i64, &str)> {
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, unit) = text.split_at(split);
    let number = |word: &str| COUNTS.iter().position(|count| *count == word);
    let count = match unit.split_once(' ') {
        _ if !digits.is_empty() => digits.parse().ok()?,
        Some((word, unit)) if let Some(at) = number(word) => {
            return Some((i64::try_from(at + 1).ok()?, unit));
        }
        Some(("a" | "an", unit)) if one => return Some((1, unit)),
        None if one => 1,
        _ => return None,
    };
    (1..=36500).contains(&count).then_some((count, unit))
}

fn step(unit: &str, count: i64) -> Option<Span> {
    Some(match unit {
        "d" | "day" | "days" => count.days(),
        "w" | "week" | "weeks" => Span::new().try_weeks(count).ok()?,
        "m" | "month" | "months" => Span::new().try_months(count).ok()?,
        "y" | "year" | "years" => Span::new().try_years(count).ok()?,
        _ => return None,
    })
}

/// `2026-q1`, `q1 2026`.
fn quarter(text: &str) -> Option<Period> {
    let (before, after) = text.split_once('q')?;
    let (before, after) = (before.trim_end_matches([' ', '-', '/']), after.trim());
    let (number, year) = if before.is_empty() {
        after.split_once([' ', '-', '/'])?
    } else {
        (after, before)
    };
    let number: i8 = number.parse().ok().filter(|n| (1..=4).contains(n))?;
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    let first = Date::new(year, number * 3 - 2, 1).ok()?;
    let last = Date::new(year, number * 3, 1).ok()?;
    Some(days(first, last.last_of_month()))
}

/// `6 January 2026`, `January 6, 2026`, `6-Jan-2026`, `Jan 2026`.
fn written(text: &str) -> Option<Period> {
    let parts: Vec<&str> = text
        .split([' ', ',', '-'])
        .filter(|part| !matches!(*part, "" | "de" | "of"))
        .collect();
    let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let digits = |part: &str| Some(part).filter(is_number)?.parse::<i16>().ok();
    // 6th, 6.
    let ordinal = |part: &str| {
        let end = part.find(|c: char| !c.is_ascii_digit());
        let (number, sign) = part.split_at(end.unwrap_or(part.len()));
        let known = matches!(sign, "" | "." | "st" | "nd" | "rd" | "th" | "er");
        Some(number).filter(|_| known).and_then(digits)
    };
    match parts.as_slice() {
        [name, year] => month(
            digits(year).filter(|_| year.len() == 4)?,
            months::number(name)?,
        ),
        [first, second, year] if year.len() == 4 => {
            let (number, month) = match months::number(first) {
                Some(month) => (ordinal(second)?, month),
                None => (ordinal(first)?, months::number(second)?),
            };
            day(digits(year)?, i16::from(month), number)
        }
        _ => None,
    }
}
