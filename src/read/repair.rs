//! Makes JSON that is only nearly right readable: one bad byte should not cost the record.

use std::borrow::Cow;
use std::fmt::Write;

/// Words that some writers put where a number is missing.
const NOT_NUMBERS: [&str; 4] = ["NaN", "Infinity", "-Infinity", "nan"];

/// Replaces lone surrogate escapes and bytes that are not UTF-8 by U+FFFD, control characters inside
/// strings by their escapes, and `NaN` and its like by `null`. Whatever else is wrong stays wrong.
///
/// Linear in the length of the text.
pub(super) fn repair(json: &[u8]) -> String {
    let text: Cow<'_, str> = String::from_utf8_lossy(json);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.as_ref();
    let mut in_string = false;
    while let Some(first) = rest.chars().next() {
        let used = match first {
            '\\' if in_string => escape(rest, &mut out),
            '"' => {
                in_string = !in_string;
                keep(first, &mut out)
            }
            control if in_string && control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
                control.len_utf8()
            }
            'N' | 'I' | '-' | 'n' if !in_string => not_a_number(first, rest, &mut out),
            other => keep(other, &mut out),
        };
        rest = rest.get(used..).unwrap_or_default();
    }
    out
}

fn keep(character: char, out: &mut String) -> usize {
    out.push(character);
    character.len_utf8()
}

fn not_a_number(first: char, rest: &str, out: &mut String) -> usize {
    match NOT_NUMBERS.iter().find(|word| rest.starts_with(**word)) {
        Some(word) => {
            out.push_str("null");
            word.len()
        }
        None => keep(first, out),
    }
}

/// Copies one escape, or the two of a surrogate pair; returns the bytes used.
fn escape(rest: &str, out: &mut String) -> usize {
    let used = match code_unit(rest) {
        Some(0xD800..=0xDBFF)
            if matches!(rest.get(6..).and_then(code_unit), Some(0xDC00..=0xDFFF)) =>
        {
            12
        }
        Some(0xD800..=0xDFFF) => {
            out.push_str("\\ufffd");
            return 6;
        }
        Some(_) => 6,
        None => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
    };
    out.push_str(rest.get(..used).unwrap_or(rest));
    used
}

/// The code unit of an escape `\uNNNN`.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn only_what_is_broken_changes() {
        for (given, expected) in [
            (&br#"{"a":"x\ud83dy"}"#[..], r#"{"a":"x\ufffdy"}"#),
            (br#"{"a":"\ude00\ud83d"}"#, r#"{"a":"\ufffd\ufffd"}"#),
            (br#"{"a":"\ud83d\ude00"}"#, r#"{"a":"\ud83d\ude00"}"#),
            (br#"{"a":"\\ud83d"}"#, r#"{"a":"\\ud83d"}"#),
            (b"{\"a\":\"x\ty\"}", r#"{"a":"x\u0009y"}"#),
            (
                b"{\"a\":NaN,\"b\":-Infinity,\"c\":-1,\"d\":\"NaN\",\"e\":null}",
                r#"{"a":null,"b":null,"c":-1,"d":"NaN","e":null}"#,
            ),
            (b"{\"a\":\"\xff\"}", "{\"a\":\"\u{fffd}\"}"),
            (b"\"\\", "\"\\"),
        ] {
            assert_eq!(repair(given), expected);
        }
    }
}
