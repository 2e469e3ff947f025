//! Sizes as people write them: `32M`, `1.5G`, `4096`.

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

/// A number of threads.
///
/// # Errors
///
/// When it is no number, or zero.
pub(super) fn threads(said: &str) -> Result<usize, String> {
    let number = said.trim().parse().ok().filter(|&number| number > 0);
    number.ok_or_else(|| "expected a number of threads from 1".to_owned())
}

fn expected() -> String {
    "expected a size such as 32M, 1.5G or 4096".to_owned()
}

#[cfg(test)]
mod tests {
    use super::bytes;

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
        }
        for said in ["", "M", "0", "-1", "1x", "1.2.3M", "nan", "9e99"] {
            assert!(bytes(said).is_err(), "{said}");
        }
    }
}
