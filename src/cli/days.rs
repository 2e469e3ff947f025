//! Days as people write them after `--from` and `--to`.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// The end of a span of time at which a day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// `--from`: `2026-01` is its first day.
    First,
    /// `--to`: `2026-01` is its last day.
    Last,
}

/// The day or moment meant by `2026`, `2026-01`, `2026-01-06` or a full time stamp, in the form of
/// [`Stated::text`](crate::article::Stated::text).
///
/// # Errors
///
/// When it is none of these.
pub(super) fn stated(said: &str, end: End) -> Result<String, String> {
    let said = said.trim();
    if said.contains(['T', ' ']) {
        let moment: Timestamp = said.parse().map_err(|_| expected(said))?;
        return Ok(moment.to_string());
    }
    let mut parts = said.split('-');
    let mut next = |digits: usize| parts.next().map(|p| number(p, digits)).transpose();
    let (year, month, day) = (next(4), next(2), next(2));
    let meant = match (year, month, day) {
        (Ok(Some(year)), Ok(month), Ok(day)) if said.matches('-').count() < 3 => calendar(year, month, day, end),
        _ => None,
    };
    meant.map(|date| date.to_string()).ok_or_else(|| expected(said))
}

/// A number of exactly so many digits.
fn number(part: &str, digits: usize) -> Result<i16, ()> {
    let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
    if fits { part.parse().map_err(|_| ()) } else { Err(()) }
}

fn calendar(year: i16, month: Option<i16>, day: Option<i16>, end: End) -> Option<Date> {
    let first = Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).ok()?;
    let span = match (month, day) {
        (None, _) => 1.year(),
        (_, None) => 1.month(),
        _ => 1.day(),
    };
    match end {
        End::First => Some(first),
        End::Last => first.checked_add(span).ok()?.checked_sub(1.day()).ok(),
    }
}

fn expected(said: &str) -> String {
    format!("`{said}` is no day; expected 2026, 2026-01, 2026-01-06 or 2026-01-06T14:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_have_two_ends() {
        let table = [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-12", "2026-12-01", "2026-12-31"),
            ("2026-01-06", "2026-01-06", "2026-01-06"),
            ("2026-01-06T14:03:00+02:00", "2026-01-06T12:03:00Z", "2026-01-06T12:03:00Z"),
        ];
        for (said, first, last) in table {
            assert_eq!(stated(said, End::First).as_deref(), Ok(first));
            assert_eq!(stated(said, End::Last).as_deref(), Ok(last));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for said in ["", "26", "2026-13", "2026-02-30", "2026-1-6", "2026-01-06-07", "yesterday", "2026T", "２０２６"] {
            assert!(stated(said, End::First).is_err(), "{said}");
        }
    }
}
