//! Is this text at all?

use super::utf16::unmarked_utf16;

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
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if marked || unmarked_utf16(bytes).is_some() {
        return false;
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let control = |byte: &u8| usize::from(CONTROLS[usize::from(*byte)]);
    let controls: usize = sample.iter().map(control).sum();
    controls * 100 > sample.len() * CONTROL_HUNDREDTHS
}

/// 1 for each byte that is a control character of no text, so that they are counted without a branch.
const CONTROLS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_control(byte as u8) as u8;
        byte += 1;
    }
    table
};

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || byte == 0x7f
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
        let chinese: Vec<u8> =
            "政府今天宣布了新的措施，专家表示怀疑。\n一位市民正在等待消息，目前还不清楚具体情况。"
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect();
        for (bytes, expected) in [
            (
                &b"a plain line\nwith a \0 in it, and a good deal of text besides"[..],
                false,
            ),
            (&utf16, false),
            (&chinese, false),
            (&[0, 1, 2, 3, 0, 0, 0, 9, 200, 17], true),
            (b"%PDF-1.4\nlooks like text", true),
            (b"", false),
        ] {
            assert_eq!(is_binary(bytes), expected, "{bytes:?}");
        }
    }
}
