//! Files of many pages: every place gives a page, or a warning with its reason.

use std::io::{Cursor, Write};

use newsdex::error::Warning;
use newsdex::page;
use newsdex::read::{self, Limits, Mapping, RawPage, Source, reasons};

use super::page::assert_sound;

/// Low enough for short inputs to come against them.
const LIMITS: Limits = Limits {
    page_bytes: 2048,
    unpacked_bytes: 1 << 20,
    unpacked_ratio: 200,
};

type Found = Result<RawPage, Warning>;

/// JSON Lines from a stream and from a file, and the same bytes as one JSON file.
pub fn json_lines(data: &[u8]) {
    let input = Cursor::new(data.to_vec());
    let lines: Vec<Found> = read::stdin_pages(input, &LIMITS, &Mapping::default()).collect();
    assert_found(data, &lines);
    if !is_packed(data) && !data.is_empty() {
        assert_line_by_line(data, &lines);
    }
    from_file(".jsonl", data);
    from_file(".json", data);
}

/// A web archive.
pub fn warc(data: &[u8]) {
    from_file(".warc", data);
}

/// A feed, or whatever else a file of XML may be.
pub fn feed(data: &[u8]) {
    from_file(".xml", data);
}

/// Reads the bytes from a file of that name, twice.
fn from_file(suffix: &str, data: &[u8]) {
    let mut file = tempfile::Builder::new()
        .suffix(suffix)
        .tempfile()
        .expect("a file");
    file.write_all(data).expect("room for it");
    let source = Source::named(file.path()).expect("a regular file");
    let mut pages = read::open(&source, &LIMITS, &Mapping::default());
    let found: Vec<Found> = pages.by_ref().collect();
    assert_found(data, &found);
    assert_eq!(pages.digest(), Some(read::digest(&source)));
    let again: Vec<Found> = read::open(&source, &LIMITS, &Mapping::default()).collect();
    assert!(again == found, "the same bytes gave other pages");
}

fn is_packed(data: &[u8]) -> bool {
    data.starts_with(&[0x1f, 0x8b]) || data.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
}

fn assert_found(data: &[u8], found: &[Found]) {
    let unpacked = if is_packed(data) {
        LIMITS.unpacked_bytes
    } else {
        data.len() as u64
    };
    assert!(found.len() as u64 <= unpacked + 1, "more pages than bytes");
    assert!(!data.is_empty() || found.len() == 1);
    for found in found {
        match found {
            Ok(raw) => assert_page(raw),
            Err(warning) => assert_warning(warning),
        }
    }
}

fn assert_page(raw: &RawPage) {
    // A bad byte of a record becomes a sign of three bytes.
    assert!(
        raw.bytes.len() as u64 <= 3 * LIMITS.page_bytes,
        "a page of {} bytes",
        raw.bytes.len()
    );
    assert!(raw.claims.iter().all(|claim| !claim.value.is_empty()));
    assert_sound(&page::parse(raw.clone(), &page::Limits::default()));
}

fn assert_warning(warning: &Warning) {
    const REASONS: [&str; 15] = [
        reasons::EMPTY_FILE,
        reasons::BINARY,
        reasons::PAGE_TOO_LONG,
        reasons::UNPACKED_LIMIT,
        reasons::TRUNCATED,
        reasons::DAMAGED,
        reasons::INVALID_JSON,
        reasons::NO_BODY,
        reasons::INVALID_FEED,
        reasons::FEED_SUMMARY,
        reasons::CONTENT_CODING,
        reasons::OTHER_FORMAT,
        reasons::NO_PAGE_STATUS,
        reasons::OTHER_CONTENT,
        reasons::UNREADABLE,
    ];
    assert!(REASONS.contains(&warning.reason), "{}", warning.reason);
    assert!(!warning.path.is_empty() && !warning.detail.is_empty());
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Each line that says something is a page or is named; of those that are no JSON the first fifty are.
fn assert_line_by_line(data: &[u8], found: &[Found]) {
    let says_something = |line: &&[u8]| {
        let line = line.strip_suffix(b",").unwrap_or(line).trim_ascii();
        !matches!(line, b"" | b"[" | b"]")
    };
    if let [Err(warning)] = found
        && warning.reason == reasons::EMPTY_FILE
    {
        let marks: [&[u8]; 4] = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
        assert!(marks.contains(&data), "something is said");
        return;
    }
    let lines = data
        .split(|&byte| byte == b'\n')
        .enumerate()
        .map(|(number, line)| match number {
            0 => without_mark(line.trim_ascii()),
            _ => line.trim_ascii(),
        })
        .filter(says_something);
    if lines.clone().next().map(<[u8]>::trim_ascii) == Some(b"{") {
        // Values that go over several lines are read as one file of JSON.
        assert!(!found.is_empty(), "something is said");
        return;
    }
    if without_mark(data).trim_ascii_start().starts_with(b"<") && matches!(found, [Err(_)]) {
        // Markup is told once, whatever its lines are.
        return;
    }
    let lines = lines.count();
    let invalid = |found: &&Found| {
        found
            .as_ref()
            .is_err_and(|w| w.reason == reasons::INVALID_JSON)
    };
    let is_marked = [b"\xff\xfe", b"\xfe\xff"]
        .iter()
        .any(|mark| data.starts_with(*mark));
    if is_marked || data.contains(&0) {
        // Two bytes may be one letter then, and its lines are others.
        let of_blanks = |byte: &u8| byte.is_ascii_whitespace() || b"\0\xff\xfe[],".contains(byte);
        let blank = data.iter().all(of_blanks);
        assert!(
            blank || found.is_empty() == (lines == 0),
            "something is said"
        );
    } else if found.iter().filter(invalid).count() <= 50 {
        assert_eq!(found.len(), lines, "lines that say something");
    } else {
        assert!(found.len() <= lines + 1);
    }
}
