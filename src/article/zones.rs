//! Zones of time as pages write them.

use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;

use super::clock::minute_sign;
use super::dates::{number, sign, word};
use super::scan::Token;

/// Zones of the United States: where they stand, the month stands first.
const AMERICAN_ZONES: &[&str] = &[
    "et", "est", "edt", "ct", "cdt", "mst", "mdt", "pt", "pst", "pdt",
];

/// Whether a zone of the United States is named.
pub(super) fn is_american(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| matches!(token, Token::Word(word) if AMERICAN_ZONES.contains(&word.as_str())))
}

/// Names of zones that mean one distance from UTC, in minutes. `IST`, `CST` and the like mean several and give none.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("jst", 540),
    ("kst", 540),
    ("hkt", 480),
    ("sgt", 480),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("sast", 120),
    ("wib", 420),
    ("wita", 480),
    ("wit", 540),
    ("ict", 420),
    ("pkt", 300),
    ("brt", -180),
];

/// The first year of the rule by which the United States set their clocks today.
const AMERICAN_RULE: i16 = 2007;

/// The distance from UTC that `ET`, `CT`, `MT` or `PT` behind `a.m.` or `p.m.` means on a day; elsewhere the letters are words.
pub(super) fn american(tokens: &[Token], day: Date) -> Option<Offset> {
    let after_half = |at: &usize| {
        let before = at.saturating_sub(3)..*at;
        before
            .into_iter()
            .any(|at| matches!(word(tokens, at), Some("am" | "pm" | "m")))
    };
    let hours = |at: usize| match word(tokens, at)? {
        "et" => Some(-5),
        "ct" => Some(-6),
        "mt" => Some(-7),
        "pt" => Some(-8),
        _ => None,
    };
    let hours = (1..tokens.len()).filter(after_half).find_map(hours)?;
    let sunday = |month: i8, which: i8| {
        let first = Date::new(day.year(), month, 1).ok()?;
        first.nth_weekday_of_month(which, Weekday::Sunday).ok()
    };
    let is_summer = day >= sunday(3, 2)? && day < sunday(11, 1)?;
    (day.year() >= AMERICAN_RULE)
        .then(|| Offset::from_hours(hours + i8::from(is_summer)).ok())
        .flatten()
}

/// The zone that is written at a place.
pub(super) fn zone(tokens: &[Token], at: usize) -> Option<Offset> {
    let at = at + usize::from(matches!(sign(tokens, at), Some('(')));
    let at = at + usize::from(matches!(word(tokens, at), Some("uhr" | "h" | "uur")));
    let named = word(tokens, at).and_then(|name| ZONES.iter().find(|(zone, _)| *zone == name));
    let at = at + usize::from(named.is_some());
    let minutes = distance(tokens, at).or(named.map(|(_, minutes)| *minutes))?;
    Offset::from_seconds(minutes * 60).ok()
}

/// `+02:00`, `+0200`, `-5`.
fn distance(tokens: &[Token], at: usize) -> Option<i32> {
    let direction = match sign(tokens, at)? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let (value, digits) = number(tokens, at + 1)?;
    let value = i32::try_from(value).ok()?;
    let minutes = match digits {
        4 => value / 100 * 60 + value % 100,
        1 | 2 => {
            let rest = number(tokens, at + 3)
                .filter(|(_, digits)| *digits == 2 && minute_sign(tokens, at + 2));
            value * 60 + rest.map_or(0, |(minutes, _)| i32::try_from(minutes).unwrap_or(0))
        }
        _ => return None,
    };
    (minutes <= 14 * 60).then_some(direction * minutes)
}
