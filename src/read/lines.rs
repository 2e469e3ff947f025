//! JSON Lines: a record a line, one line in memory at a time.

use serde_json::Value;

use super::stream::{Piece, Stream, take_line, trouble};
use super::{Limits, Mapping, RawPage, reasons, record, repair, transcode};
use crate::error::Warning;

/// Bad lines that are named one by one; a file that is no JSON Lines at all would fill the screen.
const MAX_NAMED: u64 = 50;

/// The records of a stream of JSON Lines.
pub(super) struct Lines {
    pub(super) stream: Stream,
    pub(super) path: String,
    pub(super) limits: Limits,
    pub(super) mapping: Mapping,
    line: Vec<u8>,
    number: u64,
    bad: u64,
    done: bool,
}

impl Lines {
    pub(super) fn new(stream: Stream, path: String, limits: Limits, mapping: Mapping) -> Self {
        Self {
            stream,
            path,
            limits,
            mapping,
            line: Vec::new(),
            number: 0,
            bad: 0,
            done: false,
        }
    }

    fn member(&self) -> String {
        format!("line {}", self.number)
    }

    fn warning(&self, reason: &'static str, detail: String) -> Warning {
        Warning {
            path: self.path.clone(),
            member: Some(self.member()),
            reason,
            detail,
        }
    }

    /// The page of the line that has been taken; `None` for a line that says nothing.
    fn page(&mut self) -> Option<Result<RawPage, Warning>> {
        let mut line = self.line.trim_ascii();
        if self.number == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        // The lines of an array that was written an element a line.
        line = line.strip_suffix(b",").unwrap_or(line).trim_ascii();
        if matches!(line, b"" | b"[" | b"]") {
            return None;
        }
        let found = match parse(line) {
            Ok(value) => record::page(&value, &self.mapping, &self.path, Some(self.member())),
            Err(error) => {
                let detail = format!("{} in column {}", said(&error), error.column());
                Err(self.warning(reasons::INVALID_JSON, detail))
            }
        };
        if found
            .as_ref()
            .is_err_and(|warning| warning.reason == reasons::INVALID_JSON)
        {
            self.bad += 1;
            return (self.bad <= MAX_NAMED).then_some(found);
        }
        Some(found)
    }

    fn finish(&mut self) -> Option<Result<RawPage, Warning>> {
        self.done = true;
        let unnamed = self.bad.checked_sub(MAX_NAMED + 1)? + 1;
        let detail = format!("{unnamed} more lines are no JSON");
        Some(Err(Warning {
            path: self.path.clone(),
            member: None,
            reason: reasons::INVALID_JSON,
            detail,
        }))
    }
}

impl Iterator for Lines {
    type Item = Result<RawPage, Warning>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.number += 1;
            match take_line(&mut self.stream, self.limits.page_bytes, &mut self.line) {
                Ok(Piece::Whole) => {
                    if let Some(found) = self.page() {
                        return Some(found);
                    }
                }
                Ok(Piece::TooLong) => {
                    let detail = self.limits.too_long("the line");
                    return Some(Err(self.warning(reasons::PAGE_TOO_LONG, detail)));
                }
                Ok(Piece::End) => return self.finish(),
                Err(error) => {
                    self.done = true;
                    return Some(Err(trouble(&self.path, Some(self.member()), &error)));
                }
            }
        }
        None
    }
}

/// What is wrong with a JSON value, without the place: its lines are not those of the file.
pub(super) fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// A JSON value, repaired if that is what it takes.
///
/// # Errors
/// What is wrong with it as it stands.
pub(super) fn parse(json: &[u8]) -> serde_json::Result<Value> {
    if std::str::from_utf8(json).is_err()
        && let Some(text) = transcode::legacy(json)
    {
        return parse(text.as_bytes());
    }
    serde_json::from_slice(json)
        .or_else(|error| serde_json::from_str(&repair::repair(json)).map_err(|_| error))
}
