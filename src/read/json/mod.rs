//! A file of JSON: one object, several, or an array; the elements of an array are read one by one.
//!
//! An object that is longer than a page may be is searched for an array of records, which is then
//! read one by one too.

mod list;
mod values;

use std::collections::VecDeque;
use std::io;

use serde_json::Value;

use self::values::Values;
use super::lines::{parse, said};
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
        let values = Values::new(stream, limits.page_bytes);
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

    fn warning(&self, line: u64, reason: &'static str, detail: String) -> Warning {
        Warning {
            path: self.path.clone(),
            member: Some(format!("line {line}")),
            reason,
            detail,
        }
    }

    /// No value behind one that cannot be read can be told from the rest.
    fn no_json(&mut self, bytes: &[u8], error: &serde_json::Error) -> Warning {
        self.done = true;
        let first_line = self.values.line() - values::count_lines(bytes);
        let line = first_line + (error.line() as u64).saturating_sub(1);
        self.warning(line, reasons::INVALID_JSON, said(error))
    }

    fn too_long(&mut self, line: u64) -> Warning {
        self.record += 1;
        let detail = self
            .limits
            .too_long(format_args!("the value that begins on line {line}"));
        self.warning(self.values.line(), reasons::PAGE_TOO_LONG, detail)
    }

    fn stop(&mut self, error: &io::Error) -> Warning {
        self.done = true;
        trouble(&self.path, None, error)
    }

    /// Takes the next value of the file; `None` if there is none.
    fn refill(&mut self) -> Option<Result<(), Warning>> {
        let mut bytes = Vec::new();
        let first_line = self.values.line();
        Some(match self.values.take(&mut bytes) {
            Ok(Piece::End) => return None,
            Ok(Piece::TooLong) => match self.values.enter_list(&bytes) {
                Ok(true) => Ok(()),
                Ok(false) => Err(self.too_long(first_line)),
                Err(error) => Err(self.stop(&error)),
            },
            Ok(Piece::Whole) => match parse(&bytes) {
                Ok(value) if self.values.is_in_array() => {
                    self.waiting.push_back(value);
                    Ok(())
                }
                Ok(value) => {
                    self.waiting.extend(record::records(value, &self.mapping));
                    Ok(())
                }
                Err(error) => Err(self.no_json(&bytes, &error)),
            },
            Err(error) => Err(self.stop(&error)),
        })
    }
}

impl Iterator for Json {
    type Item = Result<RawPage, Warning>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(value) = self.waiting.pop_front() {
                self.record += 1;
                let alone =
                    self.record == 1 && self.waiting.is_empty() && !self.values.is_in_array();
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
