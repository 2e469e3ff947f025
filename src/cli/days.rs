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
    fn what_is_no_day_is_refused() {
        for said in ["", "26", "2026-13", "2026-02-30", "soon", "2026T"] {
            assert!(stated(said, End::First).is_err(), "{said}");
        }
    }
}
