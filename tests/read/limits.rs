//! Sources that are empty, torn, too large, or made to do harm.

use std::io::{BufReader, Read};

use newsdex::read::{self, Limits, Mapping, reasons as why};
use proptest::prelude::*;

use super::{Folder, gzip, read_all, read_bytes, read_with, reasons, text, zstd};

#[test]
fn empty_and_binary_files_are_named() {
    for (name, bytes, reason) in [
        ("a.txt", &b""[..], why::EMPTY_FILE),
        ("a.html", b"", why::EMPTY_FILE),
        ("a.jsonl", b"", why::EMPTY_FILE),
        ("a.jsonl", b"\xef\xbb\xbf", why::EMPTY_FILE),
        ("a.json", b"\xff\xfe", why::EMPTY_FILE),
        ("a.txt", b"\xfe\xff", why::EMPTY_FILE),
        (
            "a.txt",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
            why::BINARY,
        ),
        (
            "a.txt",
            b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>",
            why::BINARY,
        ),
    ] {
        let (pages, warnings) = read_bytes(name, bytes);
        assert_eq!(
            (pages.len(), reasons(&warnings)),
            (0, vec![reason]),
            "{name}"
        );
    }
    assert_eq!(
        reasons(&read_bytes("a.txt.gz", gzip(b"")).1),
        [why::EMPTY_FILE]
    );
}

#[test]
fn a_stray_nul_and_utf16_are_no_binary() {
    let utf16: Vec<u8> = "\u{feff}Привет"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [&b"a page of text, with one \0 in it"[..], &utf16] {
        assert_eq!(read_bytes("a.txt", bytes).0[0].bytes, bytes);
    }
}

#[test]
fn a_truncated_archive_gives_the_pages_that_are_whole() {
    let lines: Vec<u8> = (0..20_000)
        .flat_map(|n: u64| {
            format!(
                "{{\"text\": \"number {} {n}\"}}\n",
                n.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            )
            .into_bytes()
        })
        .collect();
    for (name, packed) in [("a.jsonl.gz", gzip(&lines)), ("a.jsonl.zst", zstd(&lines))] {
        let (pages, warnings) = read_bytes(name, &packed[..packed.len() / 2]);
        assert!(pages.len() > 1000, "{name}: {}", pages.len());
        assert!(text(pages.last().unwrap()).ends_with(&format!(" {}", pages.len() - 1)));
        assert_eq!(reasons(&warnings), [why::TRUNCATED], "{name}");
    }
    for (name, packed) in [("a.txt.gz", gzip(&lines)), ("a.txt.zst", zstd(&lines))] {
        let (pages, warnings) = read_bytes(name, &packed[..packed.len() / 2]);
        assert_eq!(
            (pages.len(), reasons(&warnings)),
            (0, vec![why::TRUNCATED]),
            "{name}"
        );
    }
}

#[test]
fn damaged_archives_are_named() {
    let mut packed =
        gzip("a plain text that is long enough to be packed, packed, packed".as_bytes());
    let middle = packed.len() / 2;
    packed[middle..].fill(0x55);
    let (pages, warnings) = read_bytes("a.txt.gz", &packed);
    assert_eq!((pages.len(), reasons(&warnings)), (0, vec![why::DAMAGED]));
    let mut packed = zstd(&b"words and other words ".repeat(50));
    let middle = packed.len() / 2;
    packed[middle..].fill(0x55);
    let reason = reasons(&read_bytes("a.txt.zst", &packed).1);
    assert!(
        reason == [why::DAMAGED] || reason == [why::TRUNCATED],
        "{reason:?}"
    );
}

#[test]
fn a_zip_bomb_stops_at_the_limit_and_says_so() {
    let folder = Folder::new();
    let page = b"{\"text\": \"whole\"}\n";
    // 300 MB of zeros, 300 kB packed.
    let mut packed = gzip(page);
    let mut encoder = flate2::read::GzEncoder::new(
        std::io::repeat(b'0').take(300 << 20),
        flate2::Compression::fast(),
    );
    encoder.read_to_end(&mut packed).unwrap();
    let path = folder.write("a.jsonl.gz", packed);
    for (limits, reasons_expected) in [
        (
            Limits {
                unpacked_ratio: 20,
                ..Limits::default()
            },
            vec![why::PAGE_TOO_LONG, why::UNPACKED_LIMIT],
        ),
        (
            Limits {
                unpacked_bytes: 1 << 20,
                ..Limits::default()
            },
            vec![why::UNPACKED_LIMIT],
        ),
    ] {
        let (pages, warnings) = read_with(&path, &limits, &Mapping::default());
        assert_eq!(pages.len(), 1);
        assert!(
            reasons_expected.ends_with(&reasons(&warnings)),
            "{warnings:?}"
        );
        assert!(
            warnings
                .last()
                .unwrap()
                .detail
                .contains("the rest was left")
        );
    }
}

#[test]
fn a_line_of_300_megabytes_is_passed_over_and_the_next_is_read() {
    let line = std::io::repeat(b'x').take(300 << 20);
    let input = (&b"{\"text\": \"one\"}\n{\"text\": \""[..])
        .chain(line)
        .chain(&b"\"}\n{\"text\": \"three\"}\n"[..]);
    let pages: Vec<_> = read::stdin_pages(
        BufReader::new(input),
        &Limits::default(),
        &Mapping::default(),
    )
    .collect();
    assert_eq!(pages.len(), 3);
    let warning = pages[1].as_ref().unwrap_err();
    assert_eq!(
        (warning.reason, warning.member.as_deref()),
        (why::PAGE_TOO_LONG, Some("line 2"))
    );
    assert_eq!(text(pages[2].as_ref().unwrap()), "three");
}

#[test]
fn pages_and_records_of_every_format_are_held_to_the_limit() {
    let limits = Limits {
        page_bytes: 2000,
        ..Limits::default()
    };
    let long = "x".repeat(5000);
    let item =
        |body: &str| format!("<item><title>A</title><description>{body}</description></item>");
    let short = "a ".repeat(300);
    for (name, bytes, pages_expected) in [
        ("a.txt", long.clone(), 0),
        ("a.html", long.clone(), 0),
        (
            "a.json",
            format!("[{{\"text\": \"{long}\"}}, {{\"text\": \"b\"}}]"),
            1,
        ),
        (
            "a.jsonl",
            format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"b\"}}"),
            1,
        ),
        (
            "a.rss",
            format!("<rss><channel>{}{}", item(&short), item(&long)),
            1,
        ),
        (
            "a.warc",
            format!(
                "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n{long}\r\n\r\n"
            ),
            0,
        ),
    ] {
        let folder = Folder::new();
        let (pages, warnings) = read_with(&folder.write(name, bytes), &limits, &Mapping::default());
        assert_eq!(
            (pages.len(), reasons(&warnings)),
            (pages_expected, vec![why::PAGE_TOO_LONG]),
            "{name}"
        );
    }
}

#[test]
fn an_object_that_is_too_long_is_read_by_its_list() {
    let limits = Limits {
        page_bytes: 2000,
        ..Limits::default()
    };
    let records: Vec<String> = (0..100)
        .map(|n| format!("\n{{\"text\": \"number {n} ]}} \\\" {}\"}}", "x".repeat(50)))
        .collect();
    let list = records.join(",");
    for (json, pages_expected, reasons_expected) in [
        (
            format!("{{\"status\": \"ok\", \"articles\": [{list}], \"total\": 100}}"),
            100,
            vec![],
        ),
        (
            format!("{{\"hits\": {{\"max\": 1, \"hits\": [{list}]}}}}"),
            100,
            vec![],
        ),
        (
            format!("{{\"tags\": [{list}]}} {{\"text\": \"next\"}}"),
            1,
            vec![why::PAGE_TOO_LONG],
        ),
        (
            format!("{{\"articles\": [{list}, {{\"text\": oops}}]}}"),
            100,
            vec![why::INVALID_JSON],
        ),
    ] {
        let folder = Folder::new();
        let path = folder.write("a.json", json);
        let (pages, warnings) = read_with(&path, &limits, &Mapping::default());
        assert_eq!(
            (pages.len(), reasons(&warnings)),
            (pages_expected, reasons_expected)
        );
        if let Some(warning) = warnings
            .iter()
            .find(|warning| warning.reason == why::INVALID_JSON)
        {
            assert_eq!(warning.member.as_deref(), Some("line 101"));
        }
    }
}

#[test]
fn the_largest_page_that_is_allowed_is_read() {
    let folder = Folder::new();
    let limits = Limits {
        page_bytes: 2000,
        ..Limits::default()
    };
    for (length, expected) in [(2000, 1), (2001, 0)] {
        let path = folder.write("a.txt", "x".repeat(length));
        assert_eq!(
            read_with(&path, &limits, &Mapping::default()).0.len(),
            expected
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_under_any_name_stop_the_reader(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'<'), Just(b'{'), Just(b'"'), Just(b'\n')], 0..400),
        head in prop::sample::select(vec!["", "{\"text\": \"", "<rss><channel><item>", "WARC/1.0\r\nContent-Length: 9\r\n", "\x1f\u{8b}"]),
    ) {
        let folder = Folder::new();
        let bytes = [head.as_bytes(), &bytes].concat();
        for name in ["a.txt", "b.html", "c.json", "d.jsonl", "e.warc", "f.xml", "g.txt.gz", "h.jsonl.zst"] {
            folder.write(name, &bytes);
        }
        let (pages, warnings) = read_all(folder.path());
        prop_assert!(pages.len() + warnings.len() >= 1);
    }

    #[test]
    fn cutting_a_jsonl_file_loses_only_what_is_cut(cut in 0_usize..1200) {
        let lines = (0..50).fold(String::new(), |lines, n| format!("{lines}{{\"text\": \"number {n:02}\"}}\n"));
        let kept = &lines.as_bytes()[..cut.min(lines.len())];
        let whole = kept.split(|&byte| byte == b'\n').filter(|line| line.ends_with(b"}")).count();
        let (pages, warnings) = read_bytes("a.jsonl", kept);
        prop_assert_eq!(pages.len(), whole);
        prop_assert!(warnings.len() <= 1);
    }
}
