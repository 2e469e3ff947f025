//! Is this text at all?

/// How many bytes are looked at.
const SAMPLE_BYTES: usize = 64 << 10;
/// Share of control characters, in hundredths, above which bytes are no text. Legacy pages hold a
/// few stray ones; executables, pictures and archives hold 15 and more.
const CONTROL_HUNDREDTHS: usize = 5;
/// First bytes of files that have long stretches of text before anything gives them away.
const MAGIC: [&[u8]; 9] = [
    b"%PDF-",
    b"\x89PNG",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3",
    b"\xd0\xcf\x11\xe0",
    b"MZ\x90",
];

/// True if the bytes are not text in any character set, UTF-16 included.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return true;
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    if looks_like_utf16(sample) {
        return false;
    }
    let controls = sample.iter().filter(|&&byte| is_control(byte)).count();
    controls * 100 > sample.len() * CONTROL_HUNDREDTHS
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || byte == 0x7f
}

/// A byte order mark, or a run of pairs of which one half is nearly always a small number: the high
/// byte of Latin (0), Greek (3), Cyrillic (4), Hebrew (5) and Arabic (6) letters, and 0 for each space.
fn looks_like_utf16(sample: &[u8]) -> bool {
    if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
        return true;
    }
    if memchr::memchr(0, sample).is_none() {
        return false;
    }
    let (pairs, _) = sample.as_chunks::<2>();
    let share = |test: &dyn Fn(&[u8; 2]) -> bool| {
        pairs.iter().filter(|pair| test(pair)).count() * 100 / pairs.len().max(1)
    };
    let is_text = |high: usize| {
        let low = 1 - high;
        share(&|pair| pair[high] == 0) >= 10
            && share(&|pair| pair[high] <= 7) >= 95
            && share(&|pair| pair[low] == 0) == 0
            && share(&|pair| is_control(pair[low])) <= 20
    };
    is_text(0) || is_text(1)
}

#[cfg(test)]
mod tests {
    use super::is_binary;

    #[test]
    fn text_with_a_stray_nul_is_text_and_machine_code_is_not() {
        let utf16: Vec<u8> = "Привет, мир 2026. One two"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, expected) in [
            (
                &b"a plain line\nwith a \0 in it, and a good deal of text besides"[..],
                false,
            ),
            (&utf16, false),
            (&[0, 1, 2, 3, 0, 0, 0, 9, 200, 17], true),
            (b"%PDF-1.4\nlooks like text", true),
            (b"", false),
        ] {
            assert_eq!(is_binary(bytes), expected, "{bytes:?}");
        }
    }
}
