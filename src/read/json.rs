//! A file of JSON: one object, several, or an array; the elements of an array are read one by one.

use std::collections::VecDeque;
use std::io;

use serde_json::Value;

use super::lines::parse;
use super::stream::{Piece, Stream, trouble};
use super::{Limits, Mapping, RawPage, reasons, record};
use crate::error::Warning;

/// The records of a JSON file.
pub(super) struct Json {
    values: Values,
    path: String,
    limits: Limits,
    mapping: Mapping,
    /// Records of the last value that are still to come out.
    waiting: VecDeque<Value>,
    record: u64,
    done: bool,
}

impl Json {
    pub(super) fn new(stream: Stream, path: String, limits: Limits, mapping: Mapping) -> Self {
        let values = Values {
            stream,
            limit: limits.page_bytes,
            in_array: false,
            line: 1,
        };
        Self {
            values,
            path,
            limits,
            mapping,
            waiting: VecDeque::new(),
            record: 0,
            done: false,
        }
    }

    fn fail(&mut self, reason: &'static str, detail: String) -> Warning {
        self.done = reason == reasons::INVALID_JSON;
        let member = Some(format!("line {}", self.values.line));
        Warning {
            path: self.path.clone(),
            member,
            reason,
            detail,
        }
    }

    /// Takes the next value of the file; `None` if there is none.
    fn refill(&mut self) -> Option<Result<(), Warning>> {
        let mut bytes = Vec::new();
        let first_line = self.values.line;
        Some(match self.values.take(&mut bytes) {
            Ok(Piece::End) => return None,
            Ok(Piece::TooLong) => {
                self.record += 1;
                let detail = format!(
                    "the value that begins on line {first_line} is longer than {} bytes",
                    self.limits.page_bytes
                );
                Err(self.fail(reasons::PAGE_TOO_LONG, detail))
            }
            Ok(Piece::Whole) => match parse(&bytes) {
                Ok(value) if self.values.in_array => {
                    self.waiting.push_back(value);
                    Ok(())
                }
                Ok(value) => {
                    self.waiting.extend(record::records(value, &self.mapping));
                    Ok(())
                }
                Err(error) => Err(self.fail(reasons::INVALID_JSON, error.to_string())),
            },
            Err(error) => {
                self.done = true;
                Err(trouble(&self.path, None, &error))
            }
        })
    }
}

impl Iterator for Json {
    type Item = Result<RawPage, Warning>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(value) = self.waiting.pop_front() {
                self.record += 1;
                let alone = self.record == 1 && self.waiting.is_empty() && !self.values.in_array;
                let member = (!alone).then(|| format!("record {}", self.record));
                return Some(record::page(&value, &self.mapping, &self.path, member));
            }
            if self.done {
                return None;
            }
            match self.refill() {
                Some(Ok(())) => {}
                Some(Err(warning)) => return Some(Err(warning)),
                None => self.done = true,
            }
        }
    }
}

/// Cuts a stream of JSON into values: those at the top, or the elements of an array at the top.
struct Values {
    stream: Stream,
    limit: u64,
    in_array: bool,
    /// Line of the stream, from 1.
    line: u64,
}

impl Values {
    fn take(&mut self, out: &mut Vec<u8>) -> io::Result<Piece> {
        loop {
            match self.next_byte()? {
                None => return Ok(Piece::End),
                Some(b'[') if !self.in_array => {
                    self.in_array = true;
                    self.skip(1);
                }
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
        let mut seen = 0_u64;
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let used = scan.advance(buffer);
            let part = buffer.get(..used).unwrap_or_default();
            seen += used as u64;
            if seen <= self.limit {
                out.extend_from_slice(part);
            }
            self.skip_counted(used);
            if scan.done {
                break;
            }
        }
        Ok(if seen <= self.limit {
            Piece::Whole
        } else {
            Piece::TooLong
        })
    }
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
