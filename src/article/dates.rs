//! Dates and times as pages write them, in many forms and languages.

use jiff::civil;
use jiff::tz::Offset;

use super::clock::clock;
use super::eras::{Era, eastern, persian};
use super::forms;
use super::scan::{Token, has_digit, scan};
use super::zones::{american, is_american};
use crate::clean::calendar::{self, DateWord};

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
/// A year alone, a month alone and a weekday alone are no dates. Two-digit years are read as 1970 to 2069, in the form of mail and
/// feeds (`Tue, 06 Jan 26 14:03 GMT`) as 1950 to 2049.
///
/// ```
/// use newsdex::article::dates::{Order, parse};
/// let text = |s: &str| parse(s, Order::DayFirst).map(|moment| moment.text());
/// assert_eq!(text("Опубликовано 6 января 2026, 14:03 МСК").as_deref(), Some("2026-01-06T14:03:00+03:00"));
/// assert_eq!(text("Jan. 6, 2026 2:03 p.m. ET").as_deref(), Some("2026-01-06T14:03:00-05:00"));
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
    let style = Style {
        order,
        era: Era::of(text),
    };
    let found = of_mail(&tokens).filter(|_| style.era == Era::Common);
    let found = found.or_else(|| (0..tokens.len()).find_map(|at| day_at(&tokens, at, style)));
    let (day, start, end) = found?;
    let (time, offset) = clock(&tokens, start, end);
    let offset = offset.or_else(|| american(&tokens, day).filter(|_| time.is_some()));
    Some(Moment { day, time, offset })
}

/// How a text writes its dates.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    order: Order,
    era: Era,
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

pub(super) fn time(hour: u64, minute: u64, second: u64) -> Option<civil::Time> {
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
    let era = Era::of(text);
    let orders = [Order::DayFirst, Order::MonthFirst];
    let begins = |at| orders.map(|order| day_at(&tokens, at, Style { order, era }).is_some());
    let at = (0..tokens.len()).find(|at| begins(*at).contains(&true))?;
    let (first, digits) = number(&tokens, at)?;
    let divider = sign(&tokens, at + 1).filter(|sign| *sign != '.')?;
    let (second, _) = number(&tokens, at + 2)?;
    (digits <= 2 && sign(&tokens, at + 3)? == divider).then_some(())?;
    let (year, digits) = number(&tokens, at + 4)?;
    let year = era.year(year, digits)?;
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
/// `Tue, 06 Jan 26 14:03:00 GMT`, the form of RFC 822 with the years that RFC 2822 makes of two digits (section 4.3). A number and a time
/// must stand behind the month: in `10 Mar 12:30` the number is an hour.
fn of_mail(tokens: &[Token]) -> Option<(civil::Date, usize, usize)> {
    let is_weekday = |word: &str| calendar::word(word) == Some(DateWord::Weekday);
    let weekday = usize::from(word(tokens, 0).is_some_and(is_weekday));
    let at = weekday + usize::from(weekday == 1 && sign(tokens, 1) == Some(','));
    let (day, _) = small_number(tokens, Some(at))?;
    let month = forms::month(tokens.get(at + 1)?)?;
    let (year, _) = number(tokens, at + 2).filter(|(_, digits)| *digits == 2)?;
    number(tokens, at + 3).filter(|(_, digits)| *digits <= 2)?;
    (sign(tokens, at + 4)? == ':').then_some(())?;
    let century = if year < 50 { 2000 } else { 1900 };
    Some((date(century + year, u64::from(month), day)?, at, at + 3))
}

fn day_at(tokens: &[Token], at: usize, style: Style) -> Option<(civil::Date, usize, usize)> {
    match tokens.get(at)? {
        Token::Number { .. } => numeric(tokens, at, style).or_else(|| with_signs(tokens, at)),
        Token::Word(word) => match calendar::word(word)? {
            DateWord::Month(month) => named(tokens, at, month, style.era),
            DateWord::Jalali(month) => named_in_persian(tokens, at, month),
            _ => None,
        },
        Token::Month(month) => named(tokens, at, *month, style.era),
        Token::Sign { .. } => None,
    }
}

/// `2026-01-06`, `06.01.2026`, `6/1/26`, `2026. 01. 06`, `20260106T…`, `1404/10/16`.
fn numeric(tokens: &[Token], at: usize, style: Style) -> Option<(civil::Date, usize, usize)> {
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
    let day = if digits == 4 && style.era.is_persian(first, divider) {
        persian(first, second, third)
    } else if digits == 4 {
        date(first, second, third)
    } else if third_digits == 4 && style.era == Era::Persian && style.era.is_persian(third, divider)
    {
        persian(third, second, first)
    } else {
        let year = style.era.year(third, third_digits)?;
        let month_first = style.order == Order::MonthFirst && divider != '.';
        let (day, month) = if (month_first && first <= 12) || second > 12 {
            (second, first)
        } else {
            (first, second)
        };
        date(year, month, day)
    };
    Some((day?, at, at + 5))
}

/// `2026年1月6日`, `2026년 1월 6일`, `令和8年1月6日`.
fn with_signs(tokens: &[Token], at: usize) -> Option<(civil::Date, usize, usize)> {
    let (year, _) = number(tokens, at)?;
    word(tokens, at + 1).filter(|w| w.starts_with(['年', '년']))?;
    let (month, _) = number(tokens, at + 2)?;
    word(tokens, at + 3).filter(|w| w.starts_with(['月', '월']))?;
    let (day, _) = number(tokens, at + 4)?;
    let before = at.checked_sub(1).and_then(|before| word(tokens, before));
    Some((date(eastern(before, year), month, day)?, at, at + 6))
}

/// A date around the name of a month: `6 January 2026`, `Jan. 6, 2026`, `2026. január 6.`, `06-Jan-26`.
fn named(tokens: &[Token], at: usize, month: u8, era: Era) -> Option<(civil::Date, usize, usize)> {
    let month = u64::from(month);
    let before = small_number(tokens, behind(tokens, at));
    let next = ahead(tokens, at + 1);
    if let Some((day, start)) = before
        && let Some((year, digits)) = number(tokens, next)
        && (digits == 4 || digits == 2 && is_short_year(tokens, at + 1, year, era))
        && let Some(found) = era
            .year(year, digits)
            .and_then(|year| date(year, month, day))
    {
        return Some((found, start, next + 1));
    }
    if let Some((day, day_at)) = small_number(tokens, Some(next)) {
        let year_at = ahead(tokens, day_at + 1);
        if let Some((year, 4)) = number(tokens, year_at)
            && let Some(found) = era.year(year, 4).and_then(|year| date(year, month, day))
        {
            return Some((found, at, year_at + 1));
        }
        if let Some((year, start)) = full_year(tokens, behind(tokens, at)) {
            return Some((date(year, month, day)?, start, day_at + 1));
        }
    }
    let (day, start) = before?;
    let (year, start) = full_year(tokens, behind(tokens, start))?;
    Some((date(year, month, day)?, start, at + 1))
}

/// Whether two digits behind a month are a year: a sign says so, or Thai letters.
fn is_short_year(tokens: &[Token], at: usize, year: u64, era: Era) -> bool {
    sign(tokens, at).is_some_and(|c| c == '-' || c == '\'') || era == Era::Thai && year >= 40
}

/// A year of four digits at a place, and the place.
fn full_year(tokens: &[Token], at: Option<usize>) -> Option<(u64, usize)> {
    let at = at?;
    let (year, _) = number(tokens, at).filter(|(_, digits)| *digits == 4)?;
    Some((year, at))
}

/// A date around the name of a Persian month: `16 دی 1404`.
fn named_in_persian(tokens: &[Token], at: usize, month: u8) -> Option<(civil::Date, usize, usize)> {
    let next = ahead(tokens, at + 1);
    let (year, _) = number(tokens, next).filter(|(_, digits)| *digits == 4)?;
    let (day, start) = small_number(tokens, behind(tokens, at))?;
    Some((persian(year, u64::from(month), day)?, start, next + 1))
}

/// Words and signs that stand between the parts of a date.
fn is_joint(token: &Token) -> bool {
    match token {
        Token::Word(word) => JOINTS.contains(&word.as_str()),
        Token::Sign { sign, .. } => matches!(
            sign,
            '.' | ',' | '-' | '\'' | '’' | '/' | 'º' | '°' | '‑' | '،' | '–'
        ),
        Token::Number { .. } | Token::Month(_) => false,
    }
}

const JOINTS: &[&str] = &[
    "de",
    "del",
    "di",
    "of",
    "the",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "ro",
    "a",
    "г",
    "року",
    "ας",
    "η",
    "lea",
    "do",
    "o",
    "ο",
    "ב",
    "ten",
    "m",
    "nam",
    "من",
    "م",
    "ماه",
    "سال",
    "წლის",
    "წელი",
    "თ",
    "թ",
    "թվականի",
    "gada",
    "оны",
    "ปี",
    "yil",
    "жылы",
    "жылғы",
    "ang",
    "को",
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
