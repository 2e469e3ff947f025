//! Years that are counted from elsewhere: Buddhist, Persian, Japanese, of the Republic of China.

use std::ops::RangeInclusive;

use jiff::{ToSpan, civil::Date};

/// Which years a text writes besides common ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Era {
    /// Nothing is known.
    #[default]
    Common,
    /// The text is Thai: a year of two digits is Buddhist from 40 on.
    Thai,
    /// The text has Arabic letters or digits: a year may be Persian wherever it stands.
    Persian,
}

/// Buddhist years of 1900 to 2100.
const BUDDHIST: RangeInclusive<u64> = 2443..=2643;
/// Years from the Buddhist to the common year.
const BUDDHIST_AHEAD: u64 = 543;
/// Persian years of 1922 to 2042.
const PERSIAN: RangeInclusive<u64> = 1301..=1420;

/// Eras that stand before a year of one to three digits, and the common year before their first.
const EAST: &[(&str, u64)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("民國", 1911),
    ("民国", 1911),
];

impl Era {
    /// What the letters and digits of a text tell.
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Common;
        }
        let is = |c: &char| matches!(c, '\u{e01}'..='\u{e7f}' | '\u{620}'..='\u{64a}' | '\u{67e}'..='\u{6f9}');
        match text.chars().find(is) {
            Some('\u{e01}'..='\u{e7f}') => Self::Thai,
            Some(_) => Self::Persian,
            None => Self::Common,
        }
    }

    /// The common year that so many digits mean; two are of 1970 to 2069.
    pub fn year(self, value: u64, digits: usize) -> Option<u64> {
        match digits {
            4 if BUDDHIST.contains(&value) => Some(value - BUDDHIST_AHEAD),
            4 => Some(value),
            2 if self == Self::Thai && value >= 40 => Some(2500 + value - BUDDHIST_AHEAD),
            2 if value < 70 => Some(2000 + value),
            2 => Some(1900 + value),
            _ => None,
        }
    }

    /// Whether a year is Persian; without Persian letters or digits only if a stroke stands behind it, as in `1404/10/16`.
    pub fn is_persian(self, year: u64, divider: char) -> bool {
        PERSIAN.contains(&year) && (self == Self::Persian || divider == '/')
    }
}

/// The common year of a year behind the name of its era: `令和8`, `民國115`; a year without one is what it is.
pub(super) fn eastern(before: Option<&str>, year: u64) -> u64 {
    let era = before
        .filter(|_| year < 200)
        .and_then(|word| EAST.iter().find(|(era, _)| word.ends_with(era)));
    era.map_or(year, |(_, zero)| zero + year)
}

/// The day of the Persian calendar, whose years begin in March.
pub(super) fn persian(year: u64, month: u64, day: u64) -> Option<Date> {
    let longest = if month <= 6 { 31 } else { 30 };
    if !(1..=12).contains(&month) || !(1..=longest).contains(&day) || !PERSIAN.contains(&year) {
        return None;
    }
    let year = i64::try_from(year).ok()?;
    let behind_new_year = (month - 1) * 30 + (month - 1).min(6) + day - 1;
    let behind =
        days_before(year) - days_before(NEW_YEAR.0) + i64::try_from(behind_new_year).ok()?;
    NEW_YEAR.1.checked_add(behind.days()).ok()
}

/// A Persian year and the day on which it began.
const NEW_YEAR: (i64, Date) = (1404, jiff::civil::date(2025, 3, 21));

/// Days before a year, counted from any day: eight years of 33 are longer by one.
fn days_before(year: i64) -> i64 {
    let year = year + 1595;
    365 * year + year / 33 * 8 + (year % 33 + 3) / 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn persian_years_begin_when_spring_does() {
        for (year, day) in [
            (1357, date(1978, 3, 21)),
            (1371, date(1992, 3, 21)),
            (1375, date(1996, 3, 20)),
            (1387, date(2008, 3, 20)),
            (1391, date(2012, 3, 20)),
            (1395, date(2016, 3, 20)),
            (1399, date(2020, 3, 20)),
            (1400, date(2021, 3, 21)),
            (1403, date(2024, 3, 20)),
            (1405, date(2026, 3, 21)),
        ] {
            assert_eq!(persian(year, 1, 1), Some(day), "{year}");
        }
        assert_eq!(persian(1404, 10, 16), Some(date(2026, 1, 6)));
        assert_eq!(persian(1403, 12, 30), Some(date(2025, 3, 20)));
        assert_eq!(persian(1404, 7, 31), None);
        assert_eq!(persian(1404, 13, 1), None);
    }
}
