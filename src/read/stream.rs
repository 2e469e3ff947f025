//! The bytes of a source, counted, digested, unpacked and held to the limits on the way.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::bufread::GzDecoder;
use xxhash_rust::xxh3::Xxh3;

use super::source::Digest;
use super::{Limits, reasons};
use crate::error::Warning;

/// Buffer in front of a file and behind a decompressor.
const BUFFER_BYTES: usize = 64 << 10;
/// What a compressed source may unpack to before its ratio counts.
const RATIO_FREE_BYTES: u64 = 64 << 20;

/// Unpacked bytes of a source.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// Number and digest of the raw bytes that have passed, shared with the stream that feeds it.
#[derive(Clone, Default)]
pub(super) struct Tally(Arc<Mutex<(u64, Xxh3)>>);

impl Tally {
    pub(super) fn bytes(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    pub(super) fn digest(&self) -> Digest {
        Digest(
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .1
                .digest128(),
        )
    }

    fn add(&self, bytes: &[u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 += bytes.len() as u64;
        state.1.update(bytes);
    }
}

/// A reader whose bytes are told to a [`Tally`].
struct Tallied<R> {
    inner: R,
    tally: Tally,
}

impl<R: Read> Read for Tallied<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.tally.add(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// Opens a file and unpacks it; gzip and zstd are recognised by their first bytes, whatever the name says.
///
/// It is read as far as it reached when it was opened: one that this very run writes to would never end.
pub(super) fn open_file(path: &Path, limits: &Limits) -> io::Result<(Stream, Tally)> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    // Devices, and files that a system makes up as they are read, have no length.
    let most = if about.is_file() && about.len() > 0 {
        about.len()
    } else {
        u64::MAX
    };
    unpack(file.take(most), limits)
}

/// Unpacks a stream that may be gzip or zstd.
pub(super) fn unpack(
    raw: impl Read + Send + 'static,
    limits: &Limits,
) -> io::Result<(Stream, Tally)> {
    let tally = Tally::default();
    let raw = Tallied {
        inner: raw,
        tally: tally.clone(),
    };
    let (head, raw) = peek(raw)?;
    let raw = BufReader::with_capacity(BUFFER_BYTES, Cursor::new(head.clone()).chain(raw));
    let packed: Box<dyn Read + Send> = match head.as_slice() {
        [0x1f, 0x8b, ..] => Box::new(Members::new(raw)),
        [0x28, 0xb5, 0x2f, 0xfd] => Box::new(zstd::Decoder::with_buffer(raw)?),
        _ => return Ok((Box::new(raw), tally)),
    };
    let guarded = Guard {
        inner: packed,
        tally: tally.clone(),
        limits: *limits,
        unpacked: 0,
    };
    Ok((
        Box::new(BufReader::with_capacity(BUFFER_BYTES, guarded)),
        tally,
    ))
}

/// The members of a gzip file one after the other. Zeros behind the last, as tapes and some disks leave them, are no member.
struct Members<R> {
    /// The member that is being read; none at the end.
    current: Option<GzDecoder<R>>,
}

impl<R: BufRead> Members<R> {
    fn new(raw: R) -> Self {
        Self {
            current: Some(GzDecoder::new(raw)),
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.current {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let Some(mut raw) = self.current.take().map(GzDecoder::into_inner) else {
                break;
            };
            skip_zeros(&mut raw)?;
            if !raw.fill_buf()?.is_empty() {
                self.current = Some(GzDecoder::new(raw));
            }
        }
        Ok(0)
    }
}

fn skip_zeros(raw: &mut impl BufRead) -> io::Result<()> {
    loop {
        let waiting = raw.fill_buf()?;
        let zeros = waiting.iter().take_while(|&&byte| byte == 0).count();
        let all = zeros == waiting.len();
        raw.consume(zeros);
        if zeros == 0 || !all {
            return Ok(());
        }
    }
}

/// The first four bytes, or fewer if there are no more.
fn peek<R: Read>(mut raw: R) -> io::Result<(Vec<u8>, R)> {
    let mut head = Vec::with_capacity(4);
    raw.by_ref().take(4).read_to_end(&mut head)?;
    Ok((head, raw))
}

/// Stops unpacking at the limits.
struct Guard {
    inner: Box<dyn Read + Send>,
    tally: Tally,
    limits: Limits,
    unpacked: u64,
}

impl Guard {
    fn allowed(&self) -> u64 {
        let by_ratio = self
            .tally
            .bytes()
            .saturating_mul(self.limits.unpacked_ratio);
        by_ratio
            .max(RATIO_FREE_BYTES)
            .min(self.limits.unpacked_bytes)
    }
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.unpacked += read as u64;
        if self.unpacked > self.allowed() {
            return Err(io::Error::other(UnpackedLimit {
                packed: self.tally.bytes(),
                unpacked: self.unpacked,
            }));
        }
        Ok(read)
    }
}

/// A compressed source unpacks to more than its limits allow.
#[derive(Debug, thiserror::Error)]
#[error("{unpacked} bytes unpacked from {packed}, as from a zip bomb")]
struct UnpackedLimit {
    packed: u64,
    unpacked: u64,
}

/// What a failed read means for the source.
pub(super) fn trouble(path: &str, member: Option<String>, error: &io::Error) -> Warning {
    let limit = is_unpacked_limit(error);
    let reason = match error.kind() {
        _ if limit => reasons::UNPACKED_LIMIT,
        io::ErrorKind::UnexpectedEof => reasons::TRUNCATED,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => reasons::DAMAGED,
        // The zstd library gives its own errors no kind; the system's errors carry a number.
        io::ErrorKind::Other if error.raw_os_error().is_none() => reasons::DAMAGED,
        _ => reasons::UNREADABLE,
    };
    Warning {
        path: path.to_owned(),
        member,
        reason,
        detail: if limit {
            format!("{error}; the rest was left")
        } else {
            error.to_string()
        },
    }
}

/// As [`trouble`], for a source that is one page, of which nothing is kept.
pub(super) fn trouble_of_page(path: &str, error: &io::Error) -> Warning {
    let warning = trouble(path, None, error);
    if is_unpacked_limit(error) {
        let detail = format!("{error}; nothing of it was kept");
        return Warning { detail, ..warning };
    }
    warning
}

fn is_unpacked_limit(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<UnpackedLimit>)
}

/// What became of an attempt to take a bounded piece of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The piece is whole.
    Whole,
    /// The piece is longer than the limit, or stopped by another condition; the rest was passed over.
    TooLong,
    /// The stream has ended.
    End,
}

/// Takes a line without its line end; one longer than `limit` is passed over in bounded memory.
pub(super) fn take_line(
    stream: &mut dyn BufRead,
    limit: u64,
    line: &mut Vec<u8>,
) -> io::Result<Piece> {
    line.clear();
    let read = stream
        .take(limit.saturating_add(1))
        .read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Piece::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if read as u64 > limit {
        line.clear();
        stream.skip_until(b'\n')?;
        return Ok(Piece::TooLong);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Piece::Whole)
}
