//! Web archives (WARC 1.0 and 1.1): the pages among their records.

use std::io::{self, Read};

use super::http::{self, BodyTrouble};
use super::stream::{Piece, Stream, take_line, trouble};
use super::{Claim, Field, Form, Limits, Origin, RawPage, reasons};
use crate::error::Warning;

/// Longest line of a record's header; longer ones are damage.
const MAX_LINE_BYTES: u64 = 64 << 10;
/// Most lines of a record's header.
const MAX_HEADERS: usize = 1000;

/// The pages of a web archive.
pub(super) struct Warc {
    stream: Stream,
    path: String,
    limits: Limits,
    number: u64,
    /// True once bytes between records were reported, until a record is found.
    lost: bool,
    done: bool,
}

/// A record's header.
struct Record {
    headers: Vec<(String, String)>,
    bytes: u64,
}

impl Record {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The address; some writers put it in angle brackets.
    fn address(&self) -> Option<String> {
        let address = self
            .header("warc-target-uri")?
            .trim_start_matches('<')
            .trim_end_matches('>')
            .trim();
        (!address.is_empty()).then(|| address.to_owned())
    }

    /// True for the kinds of record that carry what was on the web.
    fn is_content(&self) -> bool {
        let kind = self.header("warc-type").unwrap_or_default();
        let of_the_web = |address: String| !address.starts_with("dns:");
        ["response", "resource", "conversion"].contains(&kind)
            && self.address().is_none_or(of_the_web)
    }

    /// The kind of content that a record says which is no response.
    fn content_type(&self) -> (String, Option<String>) {
        http::content_type(self.header("content-type").unwrap_or_default())
    }

    fn is_response(&self) -> bool {
        self.header("warc-type") == Some("response")
    }
}

fn form_of(content_type: &str) -> Option<Form> {
    match content_type {
        "text/html" | "application/xhtml+xml" => Some(Form::Html),
        "text/plain" => Some(Form::Text),
        _ => None,
    }
}

impl Warc {
    pub(super) fn new(stream: Stream, path: String, limits: Limits) -> Self {
        Self {
            stream,
            path,
            limits,
            number: 0,
            lost: false,
            done: false,
        }
    }

    fn warning(
        &self,
        record: Option<&Record>,
        reason: &'static str,
        detail: impl Into<String>,
    ) -> Warning {
        let member = record
            .and_then(Record::address)
            .unwrap_or_else(|| format!("record {}", self.number));
        Warning {
            path: self.path.clone(),
            member: Some(member),
            reason,
            detail: detail.into(),
        }
    }

    /// One step: a record, or what lies between two.
    fn step(&mut self) -> io::Result<Option<Result<RawPage, Warning>>> {
        let mut line = Vec::new();
        match take_line(&mut self.stream, MAX_LINE_BYTES, &mut line)? {
            Piece::End => {
                self.done = true;
                return Ok(None);
            }
            Piece::Whole if line.is_empty() => return Ok(None),
            Piece::Whole if line.starts_with(b"WARC/") => {}
            Piece::Whole | Piece::TooLong => return Ok(self.report_lost()),
        }
        self.number += 1;
        self.lost = false;
        let Some(record) = self.header()? else {
            return Ok(Some(Err(self.warning(
                None,
                reasons::DAMAGED,
                "the record's header has no end or no length",
            ))));
        };
        self.payload(&record)
    }

    /// Bytes between records are reported once; the search for the next record goes on.
    fn report_lost(&mut self) -> Option<Result<RawPage, Warning>> {
        if std::mem::replace(&mut self.lost, true) {
            return None;
        }
        Some(Err(self.warning(
            None,
            reasons::DAMAGED,
            "what follows this record is no record",
        )))
    }

    fn header(&mut self) -> io::Result<Option<Record>> {
        let mut headers = Vec::new();
        let mut line = Vec::new();
        for _ in 0..MAX_HEADERS {
            match take_line(&mut self.stream, MAX_LINE_BYTES, &mut line)? {
                Piece::Whole if line.is_empty() => break,
                Piece::Whole => headers.extend(http::header(&String::from_utf8_lossy(&line))),
                Piece::TooLong => {}
                Piece::End => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        let length = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .and_then(|(_, value)| value.parse().ok());
        Ok(length.map(|bytes| Record { headers, bytes }))
    }

    fn payload(&mut self, record: &Record) -> io::Result<Option<Result<RawPage, Warning>>> {
        if !record.is_content() {
            self.skip(record.bytes)?;
            return Ok(None);
        }
        let (kind, _) = record.content_type();
        if !record.is_response() && form_of(&kind).is_none() {
            self.skip(record.bytes)?;
            return Ok(Some(Err(self.other_content(record, kind))));
        }
        if record.bytes > self.limits.page_bytes {
            self.skip(record.bytes)?;
            let detail = format!("the record holds {} bytes", record.bytes);
            return Ok(Some(Err(self.warning(
                Some(record),
                reasons::PAGE_TOO_LONG,
                detail,
            ))));
        }
        let mut bytes = Vec::new();
        let read = self
            .stream
            .by_ref()
            .take(record.bytes)
            .read_to_end(&mut bytes)? as u64;
        if read < record.bytes {
            self.done = true;
            let detail = format!("{read} of {} bytes are there", record.bytes);
            return Ok(Some(Err(self.warning(
                Some(record),
                reasons::TRUNCATED,
                detail,
            ))));
        }
        Ok(Some(self.page(record, bytes)))
    }

    fn other_content(&self, record: &Record, kind: String) -> Warning {
        let kind = if kind.is_empty() {
            "it does not say what it is".to_owned()
        } else {
            kind
        };
        self.warning(Some(record), reasons::OTHER_CONTENT, kind)
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.stream.by_ref().take(bytes), &mut io::sink())?;
        if skipped < bytes {
            Err(io::ErrorKind::UnexpectedEof.into())
        } else {
            Ok(())
        }
    }

    fn page(&self, record: &Record, bytes: Vec<u8>) -> Result<RawPage, Warning> {
        if let Some(response) = http::parse(&bytes) {
            return self.response_page(record, &response);
        }
        let (kind, charset) = record.content_type();
        match form_of(&kind) {
            Some(form) if !record.is_response() => Ok(self.raw_page(record, form, bytes, charset)),
            _ => Err(self.other_content(record, kind)),
        }
    }

    fn response_page(
        &self,
        record: &Record,
        response: &http::Response<'_>,
    ) -> Result<RawPage, Warning> {
        if response.status != 200 {
            let detail = format!("status {}", response.status);
            return Err(self.warning(Some(record), reasons::NO_PAGE_STATUS, detail));
        }
        let (kind, charset) =
            http::content_type(response.header("content-type").unwrap_or("text/html"));
        let Some(form) = form_of(&kind) else {
            return Err(self.other_content(record, kind));
        };
        match response.plain_body(self.limits.page_bytes) {
            Ok(body) => Ok(self.raw_page(record, form, body, charset)),
            Err(BodyTrouble::Coding(coding)) => {
                Err(self.warning(Some(record), reasons::CONTENT_CODING, coding))
            }
            Err(BodyTrouble::TooLong) => Err(self.warning(
                Some(record),
                reasons::PAGE_TOO_LONG,
                "the body unpacks to more than a page",
            )),
            // The end of a page tells what belongs to it; half of one might take the place of a whole one.
            Err(BodyTrouble::CutShort(bytes)) => Err(self.warning(
                Some(record),
                reasons::TRUNCATED,
                format!("the packed body ends early, after {bytes} bytes of the page"),
            )),
            Err(BodyTrouble::Damaged) => Err(self.warning(
                Some(record),
                reasons::DAMAGED,
                "the body cannot be unpacked",
            )),
        }
    }

    fn raw_page(
        &self,
        record: &Record,
        form: Form,
        bytes: Vec<u8>,
        charset: Option<String>,
    ) -> RawPage {
        let address = record.address();
        // A conversion record is text that was made from the page, always UTF-8.
        let charset = charset.or_else(|| {
            (record.header("warc-type") == Some("conversion")).then(|| "utf-8".to_owned())
        });
        let claims = address.iter().map(|address| Claim {
            field: Field::Url,
            value: address.clone(),
            origin: Origin::Record,
        });
        RawPage {
            path: self.path.clone(),
            claims: claims.collect(),
            member: Some(address.unwrap_or_else(|| format!("record {}", self.number))),
            form,
            bytes,
            charset,
        }
    }
}

impl Iterator for Warc {
    type Item = Result<RawPage, Warning>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.step() {
                Ok(Some(found)) => return Some(found),
                Ok(None) => {}
                Err(error) => {
                    self.done = true;
                    return Some(Err(trouble(
                        &self.path,
                        Some(format!("record {}", self.number)),
                        &error,
                    )));
                }
            }
        }
        None
    }
}
