//! Sizes and other numbers as people write them: `32M`, `1.5G`, `4096`.

use std::str::FromStr;
use std::time::Duration;

use crate::pipeline::MOST_THREADS;

/// Bytes meant by a number with an optional unit of 1024s: `K`, `M`, `G`, `T`, also with `B` or `iB` behind.
///
/// # Errors
///
/// When it is no such size, or zero.
pub(super) fn bytes(said: &str) -> Result<u64, String> {
    let said = said.trim();
    let digits = said
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(said.len());
    let (number, unit) = said.split_at(digits);
    let power = match unit
        .trim()
        .to_ascii_lowercase()
        .trim_end_matches("ib")
        .trim_end_matches('b')
    {
        "" => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        _ => return Err(expected()),
    };
    let number: f64 = number.parse().map_err(|_| expected())?;
    let size = number * 1024_f64.powi(power);
    if (1.0..1e18).contains(&size) {
        Ok(size as u64)
    } else {
        Err(expected())
    }
}

/// Memory for an index under construction, see [`bytes`].
///
/// # Errors
///
/// When it is no size, or less than the engine takes.
pub(super) fn memory(said: &str) -> Result<u64, String> {
    match bytes(said)? {
        size if size < 16 << 20 => Err("expected at least 16M".to_owned()),
        size => Ok(size),
    }
}

/// A count, such as one of articles to show: a whole number from 0.
///
/// # Errors
///
/// When it is no such number, or one beyond the type.
pub(super) fn count<T: FromStr>(said: &str) -> Result<T, String> {
    let number = said.trim().parse();
    number.map_err(|_| "expected a whole number from 0".to_owned())
}

/// A span of time in seconds, from 0.
///
/// # Errors
///
/// When it is no number, negative, or longer than anybody lives.
pub(super) fn seconds(said: &str) -> Result<Duration, String> {
    let number = said.trim().parse().ok();
    let span = number.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    span.ok_or_else(|| "expected a number of seconds from 0, such as 60 or 0.5".to_owned())
}

/// A number of threads.
///
/// # Errors
///
/// When it is no number, zero, or more than [`MOST_THREADS`].
pub(super) fn threads(said: &str) -> Result<usize, String> {
    let number = said.trim().parse().ok();
    let number = number.filter(|number| (1..=MOST_THREADS).contains(number));
    number.ok_or_else(|| format!("expected a number of threads from 1 to {MOST_THREADS}"))
}

/// A bound on how many: a whole number from 1.
///
/// # Errors
///
/// When it is no such number, or zero.
pub(super) fn from_one(said: &str) -> Result<usize, String> {
    let number = said.trim().parse().ok().filter(|&number| number > 0);
    number.ok_or_else(|| "expected a whole number from 1".to_owned())
}

/// Bytes as one would write them: `32M`, or `1000` where no unit divides them.
pub(super) fn shown(bytes: u64) -> String {
    const UNITS: [(u64, char); 4] = [(40, 'T'), (30, 'G'), (20, 'M'), (10, 'K')];
    let unit = UNITS
        .into_iter()
        .find(|(power, _)| bytes > 0 && bytes.is_multiple_of(1 << power));
    unit.map_or_else(
        || bytes.to_string(),
        |(power, unit)| format!("{}{unit}", bytes >> power),
    )
}

fn expected() -> String {
    "expected a size such as 32M, 1.5G or 4096".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_what_is_expected() {
        assert_eq!(count::<usize>("10"), Ok(10));
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        assert!(from_one("3") == Ok(3) && from_one("0").is_err());
        for said in ["-1", "1.5", "", "ten", "99999999999999999999999"] {
            let expected = "expected a whole number from 0".to_owned();
            assert_eq!(count::<u64>(said), Err(expected), "{said}");
        }
        for said in ["-3", "", "soon", "nan", "inf", "1e300"] {
            assert!(seconds(said).is_err(), "{said}");
        }
    }

    #[test]
    fn sizes_are_read_as_written() {
        for (said, meant) in [
            ("4096", 4096),
            ("32M", 32 << 20),
            ("32 MiB", 32 << 20),
            ("1.5g", 3 << 29),
            ("10kb", 10 << 10),
        ] {
            assert_eq!(bytes(said), Ok(meant), "{said}");
            assert_eq!(bytes(&shown(meant)), Ok(meant), "{said}");
        }
        assert_eq!([shown(32 << 20), shown(1000)], ["32M", "1000"]);
        for said in ["", "M", "0", "-1", "1x", "1.2.3M", "nan", "9e99"] {
            assert!(bytes(said).is_err(), "{said}");
        }
    }
}
