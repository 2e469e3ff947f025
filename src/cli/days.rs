//! Days as people write them after `--from` and `--to`.

use jiff::{Timestamp, Zoned, civil::Date};

use crate::query::date;

/// The end of a span of time at which a day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// `--from`: `2026-01` is its first day.
    First,
    /// `--to`: `2026-01` is its last day.
    Last,
}

/// The day or moment meant, in the form of [`Stated::text`](crate::article::Stated::text): a time stamp, or any period that a
/// query knows (`2026`, `2026-01`, `yesterday`, `30d`).
///
/// # Errors
///
/// When it is none of these.
pub(super) fn stated(said: &str, end: End) -> Result<String, String> {
    meant(said.trim(), end, Zoned::now().date())
}

/// `--recent`: a half-life in days, from `30d`, `2w`, `6m`, `1y` or a bare number of days.
///
/// # Errors
///
/// When it is none of these, or none at all.
pub(super) fn half_life(said: &str) -> Result<u32, String> {
    let said = said.trim();
    let digits = said.trim_end_matches(['d', 'w', 'm', 'y']);
    let unit = match said.get(digits.len()..) {
        Some("" | "d") => Some(1),
        Some("w") => Some(7),
        Some("m") => Some(30),
        Some("y") => Some(365),
        _ => None,
    };
    let days = unit.and_then(|unit: u32| digits.parse::<u32>().ok()?.checked_mul(unit));
    days.filter(|&days| days > 0).ok_or_else(|| {
        format!("`{said}` is no length of time; expected 30d, 2w, 6m or 1y: days, weeks, months or years")
    })
}

fn meant(said: &str, end: End, today: Date) -> Result<String, String> {
    if let Ok(moment) = said.parse::<Timestamp>() {
        return Ok(moment.to_string());
    }
    let period = date::period(said, today);
    let day = period.and_then(|p| if end == End::First { p.first } else { p.last });
    day.map(|day| day.to_string()).ok_or_else(|| {
        format!(
            "`{said}` is no day; expected {}, or 2026-01-06T14:00:00Z",
            date::FORMS
        )
    })
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
            ("yesterday", "2026-03-09", "2026-03-09"),
            (
                "2026-01-06T14:03:00+02:00",
                "2026-01-06T12:03:00Z",
                "2026-01-06T12:03:00Z",
            ),
        ];
        let today = Date::constant(2026, 3, 10);
        for (said, first, last) in table {
            assert_eq!(meant(said, End::First, today).as_deref(), Ok(first));
            assert_eq!(meant(said, End::Last, today).as_deref(), Ok(last));
        }
    }

    #[test]
    fn a_half_life_is_a_number_of_days() {
        let table = [
            ("30d", 30),
            ("30", 30),
            ("2w", 14),
            ("6m", 180),
            ("1y", 365),
        ];
        for (said, days) in table {
            assert_eq!(half_life(said), Ok(days), "{said}");
        }
        for said in ["", "d", "0d", "-3d", "3dd", "3h", "99999999y", "1.5y"] {
            assert!(half_life(said).is_err(), "{said}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for said in ["", "26", "2026-13", "2026-02-30", "soon", "2026T"] {
            assert!(stated(said, End::First).is_err(), "{said}");
        }
    }
}
