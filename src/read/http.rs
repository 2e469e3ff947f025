//! An HTTP response as a web archive keeps it: status, headers, and the body made plain.

use std::io::{ErrorKind, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Longest header that is looked at.
const MAX_HEAD_BYTES: usize = 64 << 10;

/// The parts of a response that matter.
pub(super) struct Response<'b> {
    /// The status code; 0 if the first line has none.
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    /// What follows the headers, still chunked and coded.
    pub(super) body: &'b [u8],
}

/// Splits a response; `None` if it does not begin like one.
pub(super) fn parse(bytes: &[u8]) -> Option<Response<'_>> {
    let first_line = bytes.get(..5)?;
    if !first_line.eq_ignore_ascii_case(b"HTTP/") {
        return None;
    }
    let (head, body) = split_head(bytes);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines
        .next()?
        .split_ascii_whitespace()
        .nth(1)
        .and_then(|code| code.parse().ok())
        .unwrap_or(0);
    Some(Response {
        status,
        headers: lines.filter_map(header).collect(),
        body,
    })
}

/// Headers and what follows them; lines may end without the carriage return.
fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    let window = bytes.get(..MAX_HEAD_BYTES).unwrap_or(bytes);
    let crlf = memchr::memmem::find(window, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(window, b"\n\n").map(|at| (at, at + 2));
    let first = [crlf, lf].into_iter().flatten().min();
    let (end, body) = first.unwrap_or((window.len(), bytes.len()));
    (
        bytes.get(..end).unwrap_or(bytes),
        bytes.get(body..).unwrap_or_default(),
    )
}

/// A header's name, lower case, and its value.
pub(super) fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// `text/html; charset=…` to type and charset, both lower case.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']).to_ascii_lowercase())
    });
    (kind, charset.filter(|charset| !charset.is_empty()))
}

/// Why a body could not be made plain.
pub(super) enum BodyTrouble {
    /// The coding is not known here.
    Coding(String),
    /// It unpacks to more than the limit.
    TooLong,
    /// It ends before its end; so many bytes could be unpacked.
    CutShort(usize),
    /// It is not what its header says.
    Damaged,
}

impl Response<'_> {
    /// The value of a header, by its lower-case name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body without chunks and content coding, of at most `limit` bytes.
    pub(super) fn plain_body(&self, limit: u64) -> Result<Vec<u8>, BodyTrouble> {
        let chunked = self
            .header("transfer-encoding")
            .is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        let unchunked = if chunked {
            join_chunks(self.body)
        } else {
            None
        };
        let bytes = unchunked.unwrap_or_else(|| self.body.to_vec());
        let coding = self
            .header("content-encoding")
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        match coding.as_str() {
            "" | "identity" | "none" => Ok(bytes),
            // Some writers store the body unpacked and keep the header.
            "gzip" | "x-gzip" if !bytes.starts_with(&[0x1f, 0x8b]) => Ok(bytes),
            "gzip" | "x-gzip" => unpack(MultiGzDecoder::new(bytes.as_slice()), limit),
            "deflate" if bytes.first().is_some_and(|first| first & 0x0f == 8) => {
                unpack(ZlibDecoder::new(bytes.as_slice()), limit)
            }
            "deflate" if bytes.trim_ascii_start().starts_with(b"<") => Ok(bytes),
            "deflate" => unpack(DeflateDecoder::new(bytes.as_slice()), limit),
            "zstd" => match zstd::Decoder::new(bytes.as_slice()) {
                Ok(decoder) => unpack(decoder, limit),
                Err(_) => Err(BodyTrouble::Damaged),
            },
            _ if bytes.trim_ascii_start().starts_with(b"<") => Ok(bytes),
            _ => Err(BodyTrouble::Coding(coding)),
        }
    }
}

fn unpack(packed: impl Read, limit: u64) -> Result<Vec<u8>, BodyTrouble> {
    let mut bytes = Vec::new();
    let outcome = packed.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    if bytes.len() as u64 > limit {
        return Err(BodyTrouble::TooLong);
    }
    match outcome {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            Err(BodyTrouble::CutShort(bytes.len()))
        }
        Err(_) => Err(BodyTrouble::Damaged),
    }
}

/// The chunks joined; `None` if the first is none, as where the writer has joined them and kept the header.
fn join_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(rest.len());
    loop {
        let Some((size, after)) = chunk_head(rest) else {
            return (!joined.is_empty()).then_some(joined);
        };
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(after.get(..size).unwrap_or(after));
        rest = after.get(size..).unwrap_or_default();
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
}

/// Size of the chunk that begins here, and its bytes onwards.
fn chunk_head(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', bytes.get(..64).unwrap_or(bytes))?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let digits = line.split(';').next()?.trim();
    Some((
        usize::from_str_radix(digits, 16).ok()?,
        bytes.get(end + 1..)?,
    ))
}
