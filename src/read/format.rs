//! What a source is, by its name and by its first bytes.

use std::path::Path;

/// What a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One page of plain text.
    Text,
    /// One page of markup.
    Html,
    /// One JSON value: a record, or records in an array.
    Json,
    /// A record a line.
    JsonLines,
    /// A web archive.
    Warc,
    /// A feed, an XHTML page, or other XML.
    Xml,
}

/// Extensions that are read in folders, lower case.
const EXTENSIONS: [(&str, Format); 17] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("xht", Format::Html),
    ("shtml", Format::Html),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("jsonlines", Format::JsonLines),
    ("warc", Format::Warc),
    ("wet", Format::Warc),
    ("xml", Format::Xml),
    ("rss", Format::Xml),
    ("atom", Format::Xml),
    ("rdf", Format::Xml),
];

/// Extensions of packed files; the one before them says what is inside.
const PACKED: [&str; 4] = ["gz", "gzip", "zst", "zstd"];

/// The name of a file without the ending that says it is packed: `a.html` of `a.html.gz`.
pub fn unpacked_name(name: &str) -> &str {
    let packed = |(plain, ending): &(&str, &str)| {
        let is = |known: &&str| ending.eq_ignore_ascii_case(known);
        PACKED.iter().any(is) && !plain.is_empty()
    };
    name.rsplit_once('.')
        .filter(packed)
        .map_or(name, |(plain, _)| plain)
}

/// The format that a file's name promises.
///
/// `news.JSONL.gz` is JSON Lines; `notes.md` and `page` are nothing.
pub(super) fn of_name(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let (stem, extension) = name.rsplit_once('.')?;
    let extension = if PACKED.contains(&extension) {
        stem.rsplit_once('.')?.1
    } else {
        extension
    };
    EXTENSIONS
        .iter()
        .find(|(known, _)| *known == extension)
        .map(|(_, format)| *format)
}

/// The format of bytes whose name says nothing.
pub(super) fn of_bytes(head: &[u8]) -> Format {
    let head = trimmed(head);
    if head.starts_with(b"WARC/1.") {
        Format::Warc
    } else if is_html(head) {
        Format::Html
    } else if starts_with_any(head, &["<?xml"]) || is_feed(head) {
        Format::Xml
    } else if head.starts_with(b"[") && json_follows(head) {
        Format::Json
    } else if head.starts_with(b"{") && json_follows(head) {
        if first_line_is_record(head) {
            Format::JsonLines
        } else {
            Format::Json
        }
    } else {
        Format::Text
    }
}

/// True if markup begins here, so that a page saved as `.txt` or `.xml` is still read as one.
pub(super) fn is_html(head: &[u8]) -> bool {
    let head = after_declaration(trimmed(head));
    starts_with_any(head, &["<!doctype html", "<html", "<head", "<body"])
}

/// True of what begins as no JSON does, but markup.
pub(super) fn is_markup(head: &[u8]) -> bool {
    trimmed(head).starts_with(b"<")
}

/// True if a feed begins here, whatever prefix its names have: `<rss`, `<feed`, `<rdf:RDF`, `<a:feed`.
pub(super) fn is_feed(head: &[u8]) -> bool {
    let mut rest = after_declaration(trimmed(head));
    while let Some(comment) = rest.strip_prefix(b"<!--") {
        let end = memchr::memmem::find(comment, b"-->");
        rest = trimmed(end.map_or(&[][..], |at| comment.get(at + 3..).unwrap_or_default()));
    }
    let Some(tag) = rest.strip_prefix(b"<") else {
        return false;
    };
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
    let Some(end) = tag.iter().position(ends) else {
        return false;
    };
    let name = tag.get(..end).unwrap_or_default();
    let local = name.rsplit(|&byte| byte == b':').next().unwrap_or(name);
    let is_named = |known: &[u8]| local.eq_ignore_ascii_case(known);
    is_named(b"rss") || is_named(b"feed") || name.eq_ignore_ascii_case(b"rdf:rdf")
}

fn after_declaration(head: &[u8]) -> &[u8] {
    if !starts_with_any(head, &["<?xml"]) {
        return head;
    }
    let end = head
        .iter()
        .position(|&byte| byte == b'>')
        .map_or(head.len(), |at| at + 1);
    trimmed(head.get(end..).unwrap_or_default())
}

/// Without byte order mark and white space in front.
fn trimmed(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start()
}

fn starts_with_any(head: &[u8], texts: &[&str]) -> bool {
    texts.iter().any(|text| {
        head.get(..text.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(text.as_bytes()))
    })
}

fn json_follows(head: &[u8]) -> bool {
    matches!(
        head.get(1..).unwrap_or_default().trim_ascii_start().first(),
        Some(b'"' | b'{' | b'[' | b'}' | b']')
    )
}

fn first_line_is_record(head: &[u8]) -> bool {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.trim_ascii_end().ends_with(b"}") || line.len() == head.len()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Format, of_bytes, of_name};

    #[test]
    fn names_are_read_in_any_case_and_packed_twice() {
        for (name, expected) in [
            ("a.TXT", Some(Format::Text)),
            ("a.b.JSONL.Gz", Some(Format::JsonLines)),
            ("feed.rss.zst", Some(Format::Xml)),
            ("README.md", None),
            ("a.gz", None),
            ("txt", None),
        ] {
            assert_eq!(of_name(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn bytes_without_a_name_are_recognised() {
        for (bytes, expected) in [
            (&b"\xef\xbb\xbf <!DOCTYPE HTML><p>"[..], Format::Html),
            (b"<?xml version='1.0'?>\n<html>", Format::Html),
            (b"<?xml version='1.0'?>\n<rss>", Format::Xml),
            (b"<!-- made by hand --><a:feed xmlns:a='x'>", Format::Xml),
            (b"<feedback> of readers", Format::Text),
            (b"WARC/1.1\r\n", Format::Warc),
            (b"{\"a\": 1}\n{\"a\": 2}\n", Format::JsonLines),
            (b"{\n \"a\": 1}", Format::Json),
            (b"[{}]", Format::Json),
            (b"[Moscow] The minister", Format::Text),
        ] {
            assert_eq!(
                of_bytes(bytes),
                expected,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
