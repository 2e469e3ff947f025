//! Checksums behind the bytes of a file, one a block, so that a reader checks just what it reads.
//!
//! A file is its bytes; then for each block of [`BLOCK`] bytes the XXH3 of it; then the number of its bytes, the XXH3 of
//! all that stands behind them up to here and of the file's name, and [`MAGIC`]. All numbers have eight bytes, low ones first.
//! With the name in it, a file that is put in the place of another one is noticed, as sound as each is by itself.

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::HasLen;
use tantivy::directory::{AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Bytes that are checked together. A posting list of a few bytes costs one block, a microsecond; the sums take a
/// two-thousandth of the file.
const BLOCK: usize = 16 << 10;
const MAGIC: [u8; 8] = *b"ndxsums\x02";
/// Up to format 6 the name was not in the sum. `rebuild` reads such files.
const NAMELESS: [u8; 8] = *b"ndxsums\x01";
const NUMBER: usize = size_of::<u64>();
/// Length, checksum and magic.
const END: usize = 3 * NUMBER;

/// Writes a file and puts the checksums behind it.
pub(super) struct Summing {
    to: Box<dyn TerminatingWrite + Send + Sync>,
    name: String,
    block: Box<Xxh3>,
    in_block: usize,
    length: u64,
    sums: Vec<u8>,
}

impl Summing {
    /// Writes to `to` the file that is to be called `path`.
    pub(super) fn new(path: &Path, to: Box<dyn TerminatingWrite + Send + Sync>) -> Self {
        Self {
            to,
            name: name_of(path),
            block: Box::default(),
            in_block: 0,
            length: 0,
            sums: Vec::new(),
        }
    }

    fn add(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.in_block));
            self.block.update(now);
            self.in_block += now.len();
            if self.in_block == BLOCK {
                self.end_block();
            }
            bytes = later;
        }
    }

    fn end_block(&mut self) {
        self.sums.extend(self.block.digest().to_le_bytes());
        self.block.reset();
        self.in_block = 0;
    }

    fn end(&mut self) -> Vec<u8> {
        if self.in_block > 0 {
            self.end_block();
        }
        let mut end = std::mem::take(&mut self.sums);
        end.extend(self.length.to_le_bytes());
        end.extend(sum_with_name(&end, &self.name).to_le_bytes());
        end.extend(MAGIC);
        end
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn sum_with_name(bytes: &[u8], name: &str) -> u64 {
    let mut sum = Xxh3::new();
    sum.update(bytes);
    sum.update(name.as_bytes());
    sum.digest()
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.to.write(bytes)?;
        self.add(bytes.get(..count).unwrap_or(bytes));
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl TerminatingWrite for Summing {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let end = self.end();
        self.to.write_all(&end)?;
        self.to.terminate_ref(token)
    }
}

/// The first byte of any file that was not as it was written when it was read. The engine merges in threads of its own, and goes on without a merge
/// that fails.
#[derive(Debug, Clone, Default)]
pub(super) struct Harm(Arc<OnceLock<String>>);

impl Harm {
    /// What was found, with the name of the file.
    pub(super) fn found(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }

    /// Notes damage.
    pub(super) fn note(&self, error: &io::Error) {
        if error.kind() == io::ErrorKind::InvalidData {
            self.0.get_or_init(|| error.to_string());
        }
    }
}

/// A file that [`Summing`] wrote. What is read of it has been checked; a block is checked once.
pub(super) struct Checked {
    path: PathBuf,
    bytes: OwnedBytes,
    sums: OwnedBytes,
    /// A bit for each block that was found right.
    right: Vec<AtomicU64>,
    harm: Harm,
}

impl Checked {
    /// Takes a whole file, of which only the end is looked at here.
    ///
    /// # Errors
    /// If the end is not what [`Summing`] writes.
    pub(super) fn open(path: &Path, file: &OwnedBytes) -> io::Result<Self> {
        let end = file.len().checked_sub(END);
        let parts = end.and_then(|end| {
            let (rest, end) = file.as_slice().split_at_checked(end)?;
            let (length, end) = end.split_first_chunk::<NUMBER>()?;
            let (check, magic) = end.split_first_chunk::<NUMBER>()?;
            let size = usize::try_from(u64::from_le_bytes(*length)).ok()?;
            let sums = rest.get(size..)?;
            let nameless = *magic == NAMELESS;
            let fits = sums.len() == size.div_ceil(BLOCK) * NUMBER && (nameless || *magic == MAGIC);
            let behind = file.get(size..size + sums.len() + NUMBER)?;
            let name = if nameless {
                String::new()
            } else {
                name_of(path)
            };
            let sum = sum_with_name(behind, &name);
            (fits && sum.to_le_bytes() == *check).then_some((size, rest.len()))
        });
        let Some((size, end)) = parts else {
            let what = "its end is missing or not as it was written, or it is another file's";
            return Err(wrong(path, what));
        };
        let blocks = size.div_ceil(BLOCK);
        Ok(Self {
            path: path.to_path_buf(),
            bytes: file.slice(0..size),
            sums: file.slice(size..end),
            right: (0..blocks.div_ceil(64))
                .map(|_| AtomicU64::new(0))
                .collect(),
            harm: Harm::default(),
        })
    }

    /// The same file, whose damage is noted there too.
    pub(super) fn noting(self, harm: &Harm) -> Self {
        Self {
            harm: harm.clone(),
            ..self
        }
    }

    /// Checks all of it.
    ///
    /// # Errors
    /// If a byte is not as it was written.
    pub(super) fn check(&self) -> io::Result<()> {
        self.check_range(&(0..self.bytes.len()))
    }

    fn check_range(&self, range: &Range<usize>) -> io::Result<()> {
        if range.is_empty() {
            return Ok(());
        }
        (range.start / BLOCK..=(range.end - 1) / BLOCK)
            .try_for_each(|block| self.check_block(block))
            .inspect_err(|error| self.harm.note(error))
    }

    /// Checks some of it: so many bytes from a place on, or up to its end. How many that were.
    ///
    /// # Errors
    /// If a byte is not as it was written.
    pub(super) fn check_part(&self, from: u64, most: u64) -> io::Result<u64> {
        let end = self.bytes.len() as u64;
        let part = from.min(end)..from.saturating_add(most).min(end);
        self.check_range(&(part.start as usize..part.end as usize))?;
        Ok(part.end - part.start)
    }

    fn check_block(&self, block: usize) -> io::Result<()> {
        let bit = 1 << (block % 64);
        let Some(word) = self.right.get(block / 64) else {
            return Err(wrong(&self.path, "it ends too early"));
        };
        if word.load(Ordering::Relaxed) & bit != 0 {
            return Ok(());
        }
        let from = block * BLOCK;
        let bytes = self.bytes.get(from..self.bytes.len().min(from + BLOCK));
        let sum = self.sums.get(block * NUMBER..(block + 1) * NUMBER);
        if bytes
            .map(|bytes| xxh3_64(bytes).to_le_bytes())
            .as_ref()
            .map(<[u8; 8]>::as_slice)
            != sum
        {
            return Err(wrong(
                &self.path,
                &format!("bytes {from} and following are not as they were written"),
            ));
        }
        word.fetch_or(bit, Ordering::Relaxed);
        Ok(())
    }
}

fn wrong(path: &Path, what: &str) -> io::Error {
    let text = format!("{} is damaged: {what}", path.display());
    io::Error::new(io::ErrorKind::InvalidData, text)
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Checked({}, {} bytes)",
            self.path.display(),
            self.bytes.len()
        )
    }
}

impl HasLen for Checked {
    fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl FileHandle for Checked {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.bytes.len() {
            return Err(wrong(&self.path, "it ends too early"));
        }
        self.check_range(&range)?;
        Ok(self.bytes.slice(range))
    }
}

/// A small file with its checksum behind it: a line of 16 hexadecimal digits.
pub(super) fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut sealed = bytes.to_vec();
    sealed.extend(format!("{:016x}\n", xxh3_64(bytes)).into_bytes());
    sealed
}

/// What was sealed.
///
/// # Errors
/// If it is not as it was written.
pub(super) fn unsealed(path: &Path, mut file: Vec<u8>) -> io::Result<Vec<u8>> {
    let size = file.len().saturating_sub(SEAL);
    let bytes = file.get(..size).unwrap_or_default();
    if format!("{:016x}\n", xxh3_64(bytes)).as_bytes() != file.get(size..).unwrap_or_default() {
        return Err(wrong(path, "it is not as it was written"));
    }
    file.truncate(size);
    Ok(file)
}

/// Bytes of a seal.
const SEAL: usize = 17;

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]
mod tests {
    use std::sync::{Arc, Mutex};

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl TerminatingWrite for Kept {
        fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(bytes: &[u8], piece: usize) -> Vec<u8> {
        let kept = Kept::default();
        let mut file = Summing::new(Path::new("a"), Box::new(kept.clone()));
        for part in bytes.chunks(piece) {
            file.write_all(part).unwrap();
        }
        file.terminate().unwrap();
        let whole = kept.0.lock().unwrap();
        whole.clone()
    }

    fn read(file: Vec<u8>, range: Range<usize>) -> io::Result<OwnedBytes> {
        Checked::open(Path::new("a"), &OwnedBytes::new(file))?.read_bytes(range)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_was_written_comes_back_and_a_flipped_or_missing_byte_never(
            bytes in prop::collection::vec(any::<u8>(), 0..3 * BLOCK),
            piece in 1_usize..2 * BLOCK,
            (one, other, flip) in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
        ) {
            let file = written(&bytes, piece);
            let ends = [one.index(bytes.len() + 1), other.index(bytes.len() + 1)];
            let range = ends[0].min(ends[1])..ends[0].max(ends[1]);
            let back = read(file.clone(), range.clone()).unwrap();
            prop_assert_eq!(back.as_slice(), &bytes[range.clone()]);
            let mut flipped = file.clone();
            let at = flip.index(file.len());
            flipped[at] ^= 1;
            let found = Checked::open(Path::new("a"), &OwnedBytes::new(flipped.clone()));
            prop_assert!(found.is_err() || found.unwrap().check().is_err());
            if let Ok(part) = read(flipped, range.clone()) {
                prop_assert_eq!(part.as_slice(), &bytes[range]);
            }
            prop_assert!(Checked::open(Path::new("a"), &OwnedBytes::new(file[..at].to_vec())).is_err());
        }
    }

    #[test]
    fn a_file_opens_only_under_its_name() {
        let file = OwnedBytes::new(written(b"some bytes", 3));
        assert!(Checked::open(Path::new("index/a"), &file).is_ok());
        assert!(Checked::open(Path::new("b"), &file).is_err());
    }

    #[test]
    fn a_sealed_file_opens_only_as_it_was() {
        let path = Path::new("meta.json");
        let file = sealed(b"{}\n");
        assert_eq!(unsealed(path, file.clone()).unwrap(), b"{}\n");
        for at in 0..file.len() {
            let mut flipped = file.clone();
            flipped[at] ^= 1;
            assert!(unsealed(path, flipped).is_err());
            assert!(unsealed(path, file[..at].to_vec()).is_err());
        }
    }
}
