//! Web archives.

use newsdex::read::{Field, Form, reasons as why};

use super::{gzip, read_bytes, reasons, stated, text};

fn record(kind: &str, address: &str, content_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-03T04:05:06Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        payload.len()
    );
    [head.as_bytes(), payload, b"\r\n\r\n"].concat()
}

fn response(address: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let payload = [format!("HTTP/1.1 {headers}\r\n\r\n").as_bytes(), body].concat();
    record(
        "response",
        address,
        "application/http; msgtype=response",
        &payload,
    )
}

const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=Windows-1251";

#[test]
fn pages_come_out_and_everything_else_stays_in() {
    let archive = [
        record(
            "warcinfo",
            "",
            "application/warc-fields",
            b"software: none\r\n",
        ),
        record(
            "request",
            "https://a.example/1",
            "application/http; msgtype=request",
            b"GET /1 HTTP/1.1\r\n\r\n",
        ),
        response("https://a.example/1", HTML, b"<p>\xcf\xf0\xe8\xe2\xe5\xf2"),
        response(
            "https://a.example/2",
            "404 Not Found\r\nContent-Type: text/html",
            b"<p>no",
        ),
        response(
            "https://a.example/3.png",
            "200 OK\r\nContent-Type: image/png",
            b"\x89PNG",
        ),
        record("resource", "<https://a.example/4>", "text/html", b"<p>four"),
        record(
            "conversion",
            "https://a.example/5",
            "text/plain",
            "fünf".as_bytes(),
        ),
    ];
    let whole = archive.concat();
    let by_record: Vec<u8> = archive.iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [
        ("a.warc", whole.clone()),
        ("a.warc.gz", gzip(&whole)),
        ("a.warc.gz", by_record),
    ] {
        let (pages, warnings) = read_bytes(name, bytes);
        let told: Vec<_> = warnings
            .iter()
            .map(|warning| (warning.reason, &*warning.detail))
            .collect();
        let expected = [
            (why::NO_PAGE_STATUS, "status 404"),
            (why::OTHER_CONTENT, "image/png"),
        ];
        assert_eq!(told, expected, "{name}");
        assert!(warnings.iter().all(|warning| why::is_skip(warning.reason)));
        let found: Vec<_> = pages
            .iter()
            .map(|page| {
                (
                    page.member.as_deref().unwrap(),
                    page.form,
                    page.charset.as_deref(),
                )
            })
            .collect();
        let expected = [
            ("https://a.example/1", Form::Html, Some("windows-1251")),
            ("https://a.example/4", Form::Html, None),
            ("https://a.example/5", Form::Text, Some("utf-8")),
        ];
        assert_eq!(found, expected);
        assert_eq!(stated(&pages[0], Field::Url), ["https://a.example/1"]);
        assert_eq!(
            pages[0].claims.len(),
            1,
            "the crawl date is not the article's"
        );
        assert_eq!(pages[0].bytes, b"<p>\xcf\xf0\xe8\xe2\xe5\xf2");
    }
}

#[test]
fn bodies_are_joined_and_unpacked() {
    let chunked = b"4;x=y\r\n<p>o\r\n2\r\nne\r\n0\r\n\r\n";
    let chunked_gzip = {
        let packed = gzip(b"<p>one");
        [
            format!("{:x}\r\n", packed.len()).as_bytes(),
            &packed,
            b"\r\n0\r\n\r\n",
        ]
        .concat()
    };
    for (headers, body) in [
        ("Transfer-Encoding: chunked", chunked.to_vec()),
        ("transfer-encoding: Chunked", b"<p>one".to_vec()),
        ("Content-Encoding: gzip", gzip(b"<p>one")),
        ("Content-Encoding: gzip", b"<p>one".to_vec()),
        (
            "Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
            chunked_gzip,
        ),
        ("Content-Encoding: br", b"<p>one".to_vec()),
    ] {
        let (pages, warnings) = read_bytes(
            "a.warc",
            response(
                "https://a.example/1",
                &format!("{HTML}\r\n{headers}"),
                &body,
            ),
        );
        assert_eq!(
            (reasons(&warnings), text(&pages[0])),
            (vec![], "<p>one".to_owned()),
            "{headers}"
        );
    }
    let brotli = response(
        "https://a.example/1",
        &format!("{HTML}\r\nContent-Encoding: br"),
        b"\x0b\x02\x80",
    );
    assert_eq!(
        reasons(&read_bytes("a.warc", brotli).1),
        [why::CONTENT_CODING]
    );
}

#[test]
fn a_packed_body_that_is_cut_short_is_named_and_left_out() {
    let body: String = (0..500).map(|n| format!("<p>{n} boats")).collect();
    let packed = gzip(body.as_bytes());
    for cut in [4, packed.len() / 2, packed.len() - 5] {
        let headers = format!("{HTML}\r\nContent-Encoding: gzip");
        let archive = [
            response(
                "https://a.example/1",
                &headers,
                &packed[..packed.len() - cut],
            ),
            response("https://a.example/2", HTML, b"<p>two"),
        ]
        .concat();
        let (pages, warnings) = read_bytes("a.warc", archive);
        assert_eq!(pages.len(), 1, "{cut}");
        assert_eq!(text(&pages[0]), "<p>two");
        assert_eq!(warnings[0].member.as_deref(), Some("https://a.example/1"));
        assert_eq!(reasons(&warnings), [why::TRUNCATED], "{cut}");
        assert!(
            warnings[0]
                .detail
                .starts_with("the packed body ends early, after ")
        );
    }
}

#[test]
fn a_truncated_archive_gives_what_is_whole() {
    let whole = [
        response("https://a.example/1", HTML, b"<p>one"),
        response("https://a.example/2", HTML, b"<p>two and more"),
    ]
    .concat();
    for cut in [3, 20, 60] {
        let (pages, warnings) = read_bytes("a.warc", &whole[..whole.len() - cut - 4]);
        assert_eq!(
            (pages.len(), reasons(&warnings)),
            (1, vec![why::TRUNCATED]),
            "{cut}"
        );
    }
    let packed = [
        gzip(&whole[..whole.len() / 2]),
        gzip(&whole[whole.len() / 2..]),
    ]
    .concat();
    let (pages, warnings) = read_bytes("a.warc.gz", &packed[..packed.len() - 40]);
    assert_eq!((pages.len(), reasons(&warnings)), (1, vec![why::TRUNCATED]));
}

#[test]
fn garbage_between_records_is_reported_once_and_the_next_record_is_found() {
    let one = response("https://a.example/1", HTML, b"<p>one");
    let archive = [
        &one[..],
        b"garbage\nmore garbage\n",
        &one,
        b"WARC/1.0\r\nno length\r\n\r\n",
        &one,
    ]
    .concat();
    let (pages, warnings) = read_bytes("a.warc", archive);
    assert_eq!(
        (pages.len(), reasons(&warnings)),
        (3, vec![why::DAMAGED, why::DAMAGED])
    );
    assert_eq!(warnings[0].member.as_deref(), Some("record 1"));
}
