//! One source to its pages, whatever its format.

use std::io::{self, BufReader, Cursor, Read};
use std::iter;

use super::feed::Feed;
use super::format::{self, Format};
use super::ids::Ids;
use super::json::Json;
use super::lines::Lines;
use super::source::{self, Digest, STDIN, Source};
use super::stream::{self, Stream, Tally, trouble, trouble_of_page};
use super::warc::Warc;
use super::{Form, Limits, Mapping, RawPage, binary, reasons, transcode};
use crate::error::Warning;

/// Bytes that are looked at to know a format.
const HEAD_BYTES: u64 = 4 << 10;

type Found = Result<RawPage, Warning>;

/// The pages of one source, in order, with a warning for each place that gave none.
///
/// It holds one page at a time. After the last one, [`Pages::digest`] is known without another pass.
pub struct Pages {
    inner: Box<dyn Iterator<Item = Found> + Send>,
    tally: Tally,
    source: Option<Source>,
    ids: Ids,
}

impl Pages {
    /// Bytes of the source that have been read so far, still packed: for progress.
    pub fn bytes_read(&self) -> u64 {
        self.tally.bytes()
    }

    /// The digest of the source's bytes, for the catalog; `None` for standard input. If some of
    /// them have not been read, because a limit was hit or the iteration was left early, the file is read again.
    ///
    /// # Errors
    /// A [`Warning`] if the file cannot be read.
    pub fn digest(&self) -> Option<Result<Digest, Warning>> {
        let source = self.source.as_ref()?;
        Some(if self.tally.bytes() >= source.bytes {
            Ok(self.tally.digest())
        } else {
            source::digest(source)
        })
    }
}

impl Iterator for Pages {
    type Item = Found;

    fn next(&mut self) -> Option<Self::Item> {
        let mut found = self.inner.next()?;
        if let Ok(page) = &mut found {
            self.ids.settle(page);
        }
        Some(found)
    }
}

/// Opens a source and streams its pages.
///
/// Packed files are recognised by their bytes. A file that was named itself and whose extension says
/// nothing is known by its first bytes.
pub fn open(source: &Source, limits: &Limits, mapping: &Mapping) -> Pages {
    let path = source.shown.clone();
    let (inner, tally) = match stream::open_file(&source.path, limits) {
        Ok((stream, tally)) => (
            start(stream, format::of_name(&source.path), path, limits, mapping),
            tally,
        ),
        Err(error) => (only(Err(trouble(&path, None, &error))), Tally::default()),
    };
    Pages {
        inner,
        tally,
        source: Some(source.clone()),
        ids: Ids::default(),
    }
}

/// Streams the pages of JSON Lines from a stream, which is called `-`; it may be packed.
pub fn stdin_pages(input: impl Read + Send + 'static, limits: &Limits, mapping: &Mapping) -> Pages {
    let path = STDIN.to_owned();
    let (inner, tally) = match stream::unpack(input, limits) {
        Ok((stream, tally)) => (
            start(stream, Some(Format::JsonLines), path, limits, mapping),
            tally,
        ),
        Err(error) => (only(Err(trouble(&path, None, &error))), Tally::default()),
    };
    Pages {
        inner,
        tally,
        source: None,
        ids: Ids::by_content(),
    }
}

fn only(found: Found) -> Box<dyn Iterator<Item = Found> + Send> {
    Box::new(iter::once(found))
}

fn start(
    stream: Stream,
    format: Option<Format>,
    path: String,
    limits: &Limits,
    mapping: &Mapping,
) -> Box<dyn Iterator<Item = Found> + Send> {
    let (head, stream) = match peek(stream) {
        Ok(peeked) => peeked,
        Err(error) => return only(Err(trouble(&path, None, &error))),
    };
    if let Some(detail) = emptiness(&head) {
        return only(Err(Warning {
            path,
            member: None,
            reason: reasons::EMPTY_FILE,
            detail: detail.to_owned(),
        }));
    }
    if path == STDIN && format::is_markup(&head) {
        return only(Err(Warning {
            path,
            member: None,
            reason: reasons::INVALID_JSON,
            detail: "standard input is read as JSON Lines, and this is markup; name a file instead"
                .to_owned(),
        }));
    }
    let format = format.unwrap_or_else(|| format::of_bytes(&head));
    let stream = match (format, transcode::utf16(&head)) {
        (Format::Json | Format::JsonLines, Some(encoding)) => {
            Box::new(transcode::Utf8::new(stream, encoding))
        }
        _ => stream,
    };
    match format {
        Format::Text | Format::Html if format::is_feed(&head) => xml(stream, &head, path, limits),
        Format::Text if format::is_html(&head) => only(single(stream, Form::Html, path, limits)),
        Format::Text => only(single(stream, Form::Text, path, limits)),
        Format::Html => only(single(stream, Form::Html, path, limits)),
        Format::Json => Box::new(Json::new(stream, path, *limits, mapping.clone())),
        Format::JsonLines if is_spread(&head) => {
            Box::new(Json::new(stream, path, *limits, mapping.clone()))
        }
        Format::JsonLines => Box::new(Lines::new(stream, path, *limits, mapping.clone())),
        Format::Warc => Box::new(Warc::new(stream, path, *limits)),
        Format::Xml => xml(stream, &head, path, limits),
    }
}

/// What is told of a file in which nothing stands, not even an empty line.
fn emptiness(head: &[u8]) -> Option<&'static str> {
    match head {
        [] => Some("it has no bytes"),
        b"\xef\xbb\xbf" | b"\xff\xfe" | b"\xfe\xff" => Some("it has nothing but a byte order mark"),
        _ => None,
    }
}

/// True of JSON whose values go over several lines, whatever the file is called: its first line, or the one behind
/// the `[` of an array, opens an object and no more, and a key or the end of it stands on the next one.
fn is_spread(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.filter(|line| !line.is_empty()).peekable();
    lines.next_if_eq(&&b"["[..]);
    let inside = |line: &[u8]| line.starts_with(b"\"") || line.starts_with(b"}");
    lines.next() == Some(b"{") && lines.next().is_some_and(inside)
}

/// The first bytes of a stream, and the stream from its beginning. Damage after some bytes comes out behind them.
fn peek(mut stream: Stream) -> io::Result<(Vec<u8>, Stream)> {
    let mut head = Vec::new();
    let whole = match stream.by_ref().take(HEAD_BYTES).read_to_end(&mut head) {
        Ok(_) => Cursor::new(head.clone()).chain(stream),
        Err(error) if head.is_empty() => return Err(error),
        Err(error) => {
            return Ok((
                head.clone(),
                Box::new(BufReader::new(Cursor::new(head).chain(Broken(Some(error))))),
            ));
        }
    };
    Ok((head, Box::new(whole)))
}

/// A reader that fails once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A source that is one page.
fn single(stream: Stream, form: Form, path: String, limits: &Limits) -> Found {
    let warning = |reason, detail: &str| Warning {
        path: path.clone(),
        member: None,
        reason,
        detail: detail.to_owned(),
    };
    let mut bytes = Vec::new();
    stream
        .take(limits.page_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| trouble_of_page(&path, &error))?;
    if bytes.len() as u64 > limits.page_bytes {
        return Err(warning(
            reasons::PAGE_TOO_LONG,
            &limits.too_long("the page"),
        ));
    }
    if binary::is_binary(&bytes) {
        return Err(warning(
            reasons::BINARY,
            "its bytes are no text in any character set",
        ));
    }
    Ok(RawPage {
        path,
        member: None,
        form,
        bytes,
        charset: None,
        claims: Vec::new(),
    })
}

/// A feed, an XHTML page, or XML of another kind.
fn xml(
    stream: Stream,
    head: &[u8],
    path: String,
    limits: &Limits,
) -> Box<dyn Iterator<Item = Found> + Send> {
    let encoding = transcode::declared(head);
    let (text, _, _) = encoding.decode(head);
    let root = root_name(&text).unwrap_or_default();
    match root.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf" => Box::new(Feed::new(
            transcode::Utf8::new(stream, encoding),
            path,
            *limits,
        )),
        "html" => only(single(stream, Form::Html, path, limits)),
        _ => {
            let detail = if root.is_empty() {
                "no XML element was found".to_owned()
            } else {
                format!("XML with the root element {root}")
            };
            only(Err(Warning {
                path,
                member: None,
                reason: reasons::OTHER_FORMAT,
                detail,
            }))
        }
    }
}

/// The local name of the first element.
fn root_name(xml: &str) -> Option<&str> {
    let start = xml
        .match_indices('<')
        .map(|(at, _)| xml.get(at + 1..).unwrap_or_default())
        .find(|rest| rest.starts_with(char::is_alphabetic))?;
    let name = start
        .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}
