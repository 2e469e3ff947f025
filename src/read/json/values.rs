//! Cuts a stream of JSON into values without looking at what they say.

use std::io::{self, BufRead, Cursor, Read};

use super::list;
use crate::read::stream::{Piece, Stream};

/// Cuts a stream of JSON into values: those at the top, or the elements of an array at the top.
pub(super) struct Values {
    stream: Stream,
    limit: u64,
    in_array: bool,
    /// True inside an array that was found in an object: what follows it is of no interest.
    ends_with_array: bool,
    /// Line of the stream, from 1.
    line: u64,
    /// Where the value that was too long stands, until its rest is passed over.
    unfinished: Option<Scan>,
}

impl Values {
    pub(super) fn new(stream: Stream, limit: u64) -> Self {
        Self {
            stream,
            limit,
            in_array: false,
            ends_with_array: false,
            line: 1,
            unfinished: None,
        }
    }

    /// Line at which the stream stands, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// True if the last value was an element of an array at the top.
    pub(super) fn is_in_array(&self) -> bool {
        self.in_array
    }

    /// After a value that was too long: if its beginning, as far as it was taken, leads into an
    /// array of records, that array is read next; else the rest of the value is passed over.
    pub(super) fn enter_list(&mut self, beginning: &[u8]) -> io::Result<bool> {
        let Some(mut scan) = self.unfinished.take() else {
            return Ok(false);
        };
        let found = if self.in_array {
            None
        } else {
            list::start(beginning)
        };
        if let Some(start) = found {
            let rest = beginning.get(start + 1..).unwrap_or_default();
            self.line -= count_lines(rest);
            let empty: Stream = Box::new(io::empty());
            let after = std::mem::replace(&mut self.stream, empty);
            self.stream = Box::new(Cursor::new(rest.to_vec()).chain(after));
            self.in_array = true;
            self.ends_with_array = true;
            return Ok(true);
        }
        self.advance(&mut scan, |_| true)?;
        Ok(false)
    }

    /// Takes the next value. Of one that is too long the beginning is taken, and
    /// [`Values::enter_list`] must follow.
    pub(super) fn take(&mut self, out: &mut Vec<u8>) -> io::Result<Piece> {
        loop {
            match self.next_byte()? {
                None if self.in_array => {
                    let detail = "the file ends inside its array";
                    return Err(io::Error::new(io::ErrorKind::UnexpectedEof, detail));
                }
                None => return Ok(Piece::End),
                Some(b'[') if !self.in_array => {
                    self.in_array = true;
                    self.skip(1);
                }
                Some(b']') if self.ends_with_array => return Ok(Piece::End),
                Some(b']') if self.in_array => {
                    self.in_array = false;
                    self.skip(1);
                }
                Some(b',') => self.skip(1),
                Some(_) => return self.value(out),
            }
        }
    }

    /// The next byte that is no white space and no byte order mark.
    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let blank =
                |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf);
            let used = buffer
                .iter()
                .position(|byte| !blank(byte))
                .unwrap_or(buffer.len());
            let found = buffer.get(used).copied();
            self.skip_counted(used);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.stream.consume(bytes);
    }

    fn skip_counted(&mut self, bytes: usize) {
        if let Ok(buffer) = self.stream.fill_buf() {
            self.line +=
                memchr::memchr_iter(b'\n', buffer.get(..bytes).unwrap_or_default()).count() as u64;
        }
        self.stream.consume(bytes);
    }

    fn value(&mut self, out: &mut Vec<u8>) -> io::Result<Piece> {
        let mut scan = Scan::default();
        let limit = self.limit;
        self.advance(&mut scan, |part| {
            out.extend_from_slice(part);
            out.len() as u64 <= limit
        })?;
        if out.len() as u64 <= limit {
            return Ok(Piece::Whole);
        }
        self.unfinished = Some(scan);
        Ok(Piece::TooLong)
    }

    /// Goes on in a value, to its end or until `take` has enough.
    fn advance(&mut self, scan: &mut Scan, mut take: impl FnMut(&[u8]) -> bool) -> io::Result<()> {
        while !scan.done {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let used = scan.advance(buffer);
            let goes_on = take(buffer.get(..used).unwrap_or_default());
            self.skip_counted(used);
            if !goes_on {
                break;
            }
        }
        Ok(())
    }
}

pub(super) fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Finds the end of a JSON value without looking at what it says.
#[derive(Default)]
struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
    done: bool,
}

impl Scan {
    /// Bytes of the buffer that belong to the value; `done` is set at its end.
    fn advance(&mut self, buffer: &[u8]) -> usize {
        for (at, &byte) in buffer.iter().enumerate() {
            if self.escaped {
                self.escaped = false;
            } else if self.in_string {
                self.escaped = byte == b'\\';
                self.in_string = byte != b'"';
                self.done = !self.in_string && self.depth == 0;
            } else {
                match byte {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' if self.depth > 1 => self.depth -= 1,
                    b'}' | b']' if self.depth == 1 => self.done = true,
                    // The end of a bare word or number, which belongs to what is around it.
                    b',' | b'}' | b']' | b'\n' if self.depth == 0 => {
                        self.done = true;
                        return at;
                    }
                    _ => {}
                }
            }
            if self.done {
                return at + 1;
            }
        }
        buffer.len()
    }
}
