//! XML and JSON in any character set as UTF-8.

use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::stream::Stream;
use super::utf16::unmarked_utf16;

/// Places that are no UTF-8 from which on a character set can be told by detection.
const SURE_PLACES: usize = 12;
/// Such places for each sound letter of UTF-8, at least: East Asian sets have many sequences that are sound by accident.
const BAD_PER_SOUND: usize = 3;
/// Bytes that are decoded at a time.
const CHUNK_BYTES: usize = 16 << 10;

/// The character set that the beginning of an XML file declares; UTF-8 if it declares none.
pub(super) fn declared(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    match head {
        [b'<', 0, b'?', 0, ..] => UTF_16LE,
        [0, b'<', 0, b'?', ..] => UTF_16BE,
        _ => label(head).and_then(Encoding::for_label).unwrap_or(UTF_8),
    }
}

/// The order of bytes of a file that begins in UTF-16, with its mark or without.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    marked
        .filter(|encoding| *encoding != UTF_8)
        .or_else(|| unmarked_utf16(head))
}

/// JSON that is no UTF-8 as UTF-8, if its bytes are surely letters of another set: there are many of them, or no letter beside them is sound.
/// Damaged UTF-8 stays as it is.
pub(super) fn legacy(json: &[u8]) -> Option<String> {
    let (mut sound, mut bad) = (0, 0);
    for chunk in json.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let sure = bad >= SURE_PLACES && sound * BAD_PER_SOUND <= bad;
    if bad == 0 || !sure && sound > 0 {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(json, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling_and_without_replacement(json)?;
    Some(text.into_owned())
}

/// The value of `encoding="…"` in the XML declaration.
fn label(head: &[u8]) -> Option<&[u8]> {
    let head = head.trim_ascii_start();
    let end = head.iter().position(|&byte| byte == b'>')?;
    let declaration = head.get(..end)?.strip_prefix(b"<?xml")?;
    let after = memchr::memmem::find(declaration, b"encoding")? + b"encoding".len();
    let value = declaration
        .get(after..)?
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let (quote, value) = value.split_first()?;
    value.split(|byte| byte == quote).next()
}

/// A stream as UTF-8; what cannot be decoded is U+FFFD.
pub(super) struct Utf8 {
    inner: Stream,
    decoder: Decoder,
    decoded: Vec<u8>,
    used: usize,
    ended: bool,
}

impl Utf8 {
    pub(super) fn new(inner: Stream, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder(),
            decoded: Vec::new(),
            used: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.used = 0;
        self.decoded.clear();
        while self.decoded.is_empty() && !self.ended {
            let buffer = self.inner.fill_buf()?;
            let chunk = buffer.get(..CHUNK_BYTES).unwrap_or(buffer);
            let last = chunk.is_empty();
            let room = self
                .decoder
                .max_utf8_buffer_length(chunk.len())
                .unwrap_or(CHUNK_BYTES * 4);
            self.decoded.resize(room, 0);
            let (_, read, written, _) = self.decoder.decode_to_utf8(chunk, &mut self.decoded, last);
            self.decoded.truncate(written);
            self.inner.consume(read);
            self.ended = last;
        }
        Ok(())
    }
}

impl BufRead for Utf8 {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used >= self.decoded.len() {
            self.refill()?;
        }
        Ok(self.decoded.get(self.used..).unwrap_or_default())
    }

    fn consume(&mut self, bytes: usize) {
        self.used = self.decoded.len().min(self.used + bytes);
    }
}

impl Read for Utf8 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut decoded = self.fill_buf()?;
        let read = decoded.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
