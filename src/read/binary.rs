//! Is this text at all?

/// How many bytes are looked at.
const SAMPLE_BYTES: usize = 64 << 10;
/// Share of control characters, in hundredths, above which bytes are no text. Legacy pages hold a
/// few stray ones; executables, pictures and archives hold 15 and more.
const CONTROL_HUNDREDTHS: usize = 5;
/// First bytes of files that have long stretches of text before anything gives them away.
const MAGIC: [&[u8]; 9] =
    [b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"MZ\x90"];

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

/// A byte order mark, or NULs at every second place only.
fn looks_like_utf16(sample: &[u8]) -> bool {
    if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
        return true;
    }
    let (mut even, mut odd, mut other) = (0_usize, 0_usize, 0_usize);
    for (at, &byte) in sample.iter().enumerate() {
        match byte {
            0 if at % 2 == 0 => even += 1,
            0 => odd += 1,
            _ if is_control(byte) => other += 1,
            _ => {}
        }
    }
    let (more, fewer) = (even.max(odd), even.min(odd));
    // Every space, digit and full stop has a NUL beside it in any script of two-byte letters. The
    // high bytes of Cyrillic (4) and Greek (3) are control characters, hence no test of `other` there.
    more * 10 > sample.len() && fewer * 20 < more && (other * 20 < sample.len() || more * 4 < sample.len())
}

#[cfg(test)]
mod tests {
    use super::is_binary;

    #[test]
    fn text_with_a_stray_nul_is_text_and_machine_code_is_not() {
        let utf16: Vec<u8> = "Привет, мир 2026. One two".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, expected) in [
            (&b"a plain line\nwith a \0 in it, and a good deal of text besides"[..], false),
            (&utf16, false),
            (&[0, 1, 2, 3, 0, 0, 0, 9, 200, 17], true),
            (b"%PDF-1.4\nlooks like text", true),
            (b"", false),
        ] {
            assert_eq!(is_binary(bytes), expected, "{bytes:?}");
        }
    }
}
