//! Dates and times as pages write them, in many forms and languages.

use jiff::civil;
use jiff::tz::Offset;

use super::scan::{Token, has_digit, scan};
use super::zones::{is_american, zone};
use crate::clean::calendar;

/// Which of two small numbers divided by slashes is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// `6/1/2026` is the sixth of January.
    #[default]
    DayFirst,
    /// `1/6/2026` is the sixth of January.
    MonthFirst,
}

/// A day, perhaps with a time of day, perhaps with its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day as written; 1600 or later.
    pub day: civil::Date,
    /// The time of day as written.
    pub time: Option<civil::Time>,
    /// The distance from UTC, if a zone was written.
    pub offset: Option<Offset>,
}

/// From here seconds count.
const EPOCH: civil::DateTime = civil::date(1970, 1, 1).at(0, 0, 0, 0);

/// The earliest year that is believed.
const EARLIEST_YEAR: i16 = 1600;

/// Longest text that is looked at, in bytes; more is cut off.
const LONGEST: usize = 300;

impl Moment {
    /// Seconds since 1970-01-01T00:00:00Z; a missing time is midnight, a missing zone UTC.
    pub fn seconds(&self) -> i64 {
        // Counted, not asked of a timestamp: that one ends some hours before the last day of 9999.
        let time = self.time.unwrap_or(civil::Time::midnight());
        let local = self.day.to_datetime(time);
        let offset = self.offset.map_or(0, |offset| i64::from(offset.seconds()));
        local.duration_since(EPOCH).as_secs() - offset
    }

    /// As in RFC 3339, with what is known: `2026-01-06`, `2026-01-06T14:03:00`, `2026-01-06T14:03:00+02:00`.
    pub fn text(&self) -> String {
        let day = self.day.to_string();
        let Some(time) = self.time else { return day };
        let clock = format!(
            "{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        );
        match self.offset {
            None => format!("{day}T{clock}"),
            Some(Offset::UTC) => format!("{day}T{clock}Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                format!(
                    "{day}T{clock}{sign}{:02}:{:02}",
                    minutes.abs() / 60,
                    minutes.abs() % 60
                )
            }
        }
    }
}

/// The first date in a text with the time that belongs to it; `None` if it holds no full, possible date.
///
/// A year alone, a month alone and a weekday alone are no dates. Two-digit years are read as 1970 to 2069.
///
/// ```
/// use newsdex::article::dates::{Order, parse};
/// let text = |s: &str| parse(s, Order::DayFirst).map(|moment| moment.text());
/// assert_eq!(text("Опубликовано 6 января 2026, 14:03 МСК").as_deref(), Some("2026-01-06T14:03:00+03:00"));
/// assert_eq!(text("Jan. 6, 2026 2:03 p.m. ET").as_deref(), Some("2026-01-06T14:03:00"));
/// assert_eq!(text("31.02.2026"), None);
/// ```
pub fn parse(text: &str, order: Order) -> Option<Moment> {
    let end = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| *end <= LONGEST)
        .last()?;
    let text = text.get(..end)?;
    if !has_digit(text) {
        return None;
    }
    let tokens = scan(text);
    if let [Token::Number { value, digits, .. }] = tokens.as_slice() {
        return bare_number(*value, *digits);
    }
    let order = if is_american(&tokens) {
        Order::MonthFirst
    } else {
        order
    };
    let (day, start, end) = (0..tokens.len()).find_map(|at| day_at(&tokens, at, order))?;
    let (time, offset) = clock(&tokens, start, end);
    Some(Moment { day, time, offset })
}

/// A number alone: seconds or milliseconds since 1970, or the digits of a date run together.
fn bare_number(value: u64, digits: usize) -> Option<Moment> {
    let epoch = |seconds: u64| {
        let stamp = jiff::Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
        let local = Offset::UTC.to_datetime(stamp);
        Some(Moment {
            day: local.date(),
            time: Some(local.time()),
            offset: Some(Offset::UTC),
        })
    };
    let day = |packed: u64| date(packed / 10_000, packed / 100 % 100, packed % 100);
    match digits {
        9 | 10 => epoch(value),
        13 => epoch(value / 1000),
        8 => Some(Moment {
            day: day(value)?,
            time: None,
            offset: None,
        }),
        12 => Some(Moment {
            day: day(value / 10_000)?,
            time: time(value / 100 % 100, value % 100, 0),
            offset: None,
        }),
        14 => Some(Moment {
            day: day(value / 1_000_000)?,
            time: time(value / 10_000 % 100, value / 100 % 100, value % 100),
            offset: None,
        }),
        _ => None,
    }
}

fn date(year: u64, month: u64, day: u64) -> Option<civil::Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| *year >= EARLIEST_YEAR)?;
    civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn time(hour: u64, minute: u64, second: u64) -> Option<civil::Time> {
    let small = |value: u64| i8::try_from(value).ok();
    // Leap seconds and midnight written as 24:00 are no times of their own here.
    civil::Time::new(small(hour)?, small(minute)?, small(second.min(59))?, 0).ok()
}

/// A day and a month divided by a stroke, or by another sign that is no point, with the year behind them: `6/1/26`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Divided {
    first: u64,
    second: u64,
    year: u64,
}

/// The first such date in a text, if the text begins no other date before it.
pub(super) fn divided(text: &str) -> Option<Divided> {
    let tokens = scan(text.get(..LONGEST).unwrap_or(text));
    let at = (0..tokens.len()).find(|&at| {
        day_at(&tokens, at, Order::DayFirst).is_some()
            || day_at(&tokens, at, Order::MonthFirst).is_some()
    })?;
    let (first, digits) = number(&tokens, at)?;
    let divider = sign(&tokens, at + 1).filter(|sign| *sign != '.')?;
    let (second, _) = number(&tokens, at + 2)?;
    (digits <= 2 && sign(&tokens, at + 3)? == divider).then_some(())?;
    let (year, digits) = number(&tokens, at + 4)?;
    let year = year_of(year, digits)?;
    Some(Divided {
        first,
        second,
        year,
    })
}

/// The day that is meant if the parts stand in this order; nothing if there is none.
pub(super) fn reading(date: Divided, order: Order) -> Option<civil::Date> {
    let Divided {
        first,
        second,
        year,
    } = date;
    match order {
        Order::DayFirst => self::date(year, second, first),
        Order::MonthFirst => self::date(year, first, second),
    }
}

/// Whether a text names a zone of the United States.
pub(super) fn has_american_zone(text: &str) -> bool {
    is_american(&scan(text.get(..LONGEST).unwrap_or(text)))
}

/// The date that begins with the token `at`, and the range of its tokens.
fn day_at(tokens: &[Token], at: usize, order: Order) -> Option<(civil::Date, usize, usize)> {
    match tokens.get(at)? {
        Token::Number { .. } => numeric(tokens, at, order).or_else(|| with_signs(tokens, at)),
        Token::Word(word) => named(tokens, at, calendar::month(word)?),
        Token::Sign { .. } => None,
    }
}

/// `2026-01-06`, `06.01.2026`, `6/1/26`, `2026. 01. 06`, `20260106T…`.
fn numeric(tokens: &[Token], at: usize, order: Order) -> Option<(civil::Date, usize, usize)> {
    let (first, digits) = number(tokens, at)?;
    if digits == 8 && matches!(tokens.get(at + 1), Some(Token::Word(word)) if word == "t") {
        return Some((
            date(first / 10_000, first / 100 % 100, first % 100)?,
            at,
            at + 1,
        ));
    }
    let divider = sign(tokens, at + 1).filter(|c| matches!(c, '-' | '/' | '.' | '‑' | '–'))?;
    let (second, _) = number(tokens, at + 2)?;
    (sign(tokens, at + 3)? == divider).then_some(())?;
    let (third, third_digits) = number(tokens, at + 4)?;
    let day = if digits == 4 {
        date(first, second, third)
    } else {
        let year = year_of(third, third_digits)?;
        let month_first = order == Order::MonthFirst && divider != '.';
        let (day, month) = if (month_first && first <= 12) || second > 12 {
            (second, first)
        } else {
            (first, second)
        };
        date(year, month, day)
    };
    Some((day?, at, at + 5))
}

fn year_of(value: u64, digits: usize) -> Option<u64> {
    match digits {
        4 => Some(value),
        2 if value < 70 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

/// `2026年1月6日`, `2026년 1월 6일`.
fn with_signs(tokens: &[Token], at: usize) -> Option<(civil::Date, usize, usize)> {
    let (year, _) = number(tokens, at)?;
    word(tokens, at + 1).filter(|w| w.starts_with(['年', '년']))?;
    let (month, _) = number(tokens, at + 2)?;
    word(tokens, at + 3).filter(|w| w.starts_with(['月', '월']))?;
    let (day, _) = number(tokens, at + 4)?;
    Some((date(year, month, day)?, at, at + 6))
}

/// A date around the name of a month: `6 January 2026`, `Jan. 6, 2026`, `2026. január 6.`, `06-Jan-26`.
fn named(tokens: &[Token], at: usize, month: u8) -> Option<(civil::Date, usize, usize)> {
    let month = u64::from(month);
    let before = small_number(tokens, behind(tokens, at));
    let next = ahead(tokens, at + 1);
    if let Some((day, start)) = before
        && let Some((year, digits)) = number(tokens, next)
        && (digits == 4
            || digits == 2 && sign(tokens, at + 1).is_some_and(|c| c == '-' || c == '\''))
        && let Some(found) = year_of(year, digits).and_then(|year| date(year, month, day))
    {
        return Some((found, start, next + 1));
    }
    let (day, day_at) = small_number(tokens, Some(next))?;
    let year_at = ahead(tokens, day_at + 1);
    if let Some((year, 4)) = number(tokens, year_at)
        && let Some(found) = date(year, month, day)
    {
        return Some((found, at, year_at + 1));
    }
    let (year, _) = number(tokens, behind(tokens, at)?).filter(|(_, digits)| *digits == 4)?;
    Some((date(year, month, day)?, at.saturating_sub(1), day_at + 1))
}

/// Words and signs that stand between the parts of a date.
fn is_joint(token: &Token) -> bool {
    match token {
        Token::Word(word) => JOINTS.contains(&word.as_str()),
        Token::Sign { sign, .. } => matches!(
            sign,
            '.' | ',' | '-' | '\'' | '’' | '/' | 'º' | '°' | '‑' | '،' | '–'
        ),
        Token::Number { .. } => false,
    }
}

const JOINTS: &[&str] = &[
    "de", "del", "di", "of", "the", "st", "nd", "rd", "th", "er", "ro", "a", "г", "року", "ας",
    "η", "lea", "do", "o", "ο", "ב", "ten", "m",
];

/// Joints between two parts of a date, at most.
const MOST_JOINTS: usize = 3;

fn ahead(tokens: &[Token], from: usize) -> usize {
    let joints = tokens
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take(MOST_JOINTS)
        .take_while(|token| is_joint(token))
        .count();
    from + joints
}

fn behind(tokens: &[Token], at: usize) -> Option<usize> {
    let joints = tokens
        .get(..at)?
        .iter()
        .rev()
        .take(MOST_JOINTS)
        .take_while(|token| is_joint(token))
        .count();
    at.checked_sub(joints + 1)
}

/// The day of a month at a place, and the place.
fn small_number(tokens: &[Token], at: Option<usize>) -> Option<(u64, usize)> {
    let at = at?;
    let (value, digits) = number(tokens, at)?;
    (digits <= 2 && (1..=31).contains(&value) && sign(tokens, at + 1) != Some(':'))
        .then_some((value, at))
}

pub(super) fn number(tokens: &[Token], at: usize) -> Option<(u64, usize)> {
    match tokens.get(at)? {
        Token::Number { value, digits, .. } => Some((*value, *digits)),
        _ => None,
    }
}

pub(super) fn sign(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)? {
        Token::Sign { sign, .. } => Some(*sign),
        _ => None,
    }
}

pub(super) fn word(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at)? {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

/// The time of day that belongs to a date: the first behind it, else the last before it.
fn clock(tokens: &[Token], start: usize, end: usize) -> (Option<civil::Time>, Option<Offset>) {
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
        sign(tokens, at + 1) == Some(c)
            || c == 'h'
                && matches!(
                    word(tokens, at + 1),
                    Some("h" | "u" | "ч" | "時" | "时" | "시" | "點" | "点")
                )
    };
    let minutes = number(tokens, at + 2)
        .filter(|(value, digits)| *digits == 2 && *value < 60)
        .map(|(value, _)| value);
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
        Some((true, next)) => (if hour < 12 { hour + 12 } else { hour }, next),
        Some((false, next)) => (hour % 12, next),
        None => (hour, next),
    };
    Some((time(hour % 24, minute, second)?, zone(tokens, next)))
}

pub(super) fn minute_sign(tokens: &[Token], at: usize) -> bool {
    sign(tokens, at) == Some(':')
}

/// True if the words around `14.03` say that it is a time.
fn says_time(tokens: &[Token], at: usize, date_end: usize) -> bool {
    const BEFORE: &[&str] = &[
        "kl", "klo", "um", "ore", "alle", "at", "o", "godz", "ora", "klockan", "ob", "u", "в", "о",
        "uur", "klokken", "στισ",
    ];
    const AFTER: &[&str] = &[
        "uhr", "uur", "h", "hod", "am", "pm", "gmt", "cet", "cest", "est", "bst", "edt",
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
        "pm" | "μμ" | "م" | "오후" => Some((true, at + 1)),
        "am" | "πμ" | "ص" | "오전" => Some((false, at + 1)),
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
