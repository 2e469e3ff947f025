//! A user's own weights, with the languages they were learned from.
//!
//! In: the bytes of a file. Out: an [`OwnModel`]. Invariant: a file of which a single bit has changed is refused.

use std::sync::atomic::{AtomicU64, Ordering};

use xxhash_rust::xxh3::xxh3_128;

use super::model::{BadModel, Model};

/// First bytes of the file; the digit is the version of this frame, the weights have one of their own.
const MAGIC: &[u8; 8] = b"ndxmod1\n";
const CHECKSUM_BYTES: usize = 16;
/// More than all codes there are.
const MOST_LANGUAGES: usize = 1000;

/// Weights that are used for articles in some languages.
#[derive(Debug)]
pub struct OwnModel {
    languages: Vec<String>,
    model: Model,
    number: u64,
}

impl OwnModel {
    /// Reads what [`packed`] wrote.
    ///
    /// # Errors
    /// Any other bytes are a [`BadModel`].
    pub fn read(bytes: &[u8]) -> Result<Self, BadModel> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(BadModel::Foreign)?;
        let (checksum, body) = rest
            .split_at_checked(CHECKSUM_BYTES)
            .ok_or(BadModel::Damaged)?;
        if xxh3_128(body).to_le_bytes() != *checksum {
            return Err(BadModel::Damaged);
        }
        let line_ends = body.iter().position(|&byte| byte == b'\n');
        let (line, weights) = line_ends
            .and_then(|at| body.split_at_checked(at))
            .ok_or(BadModel::Damaged)?;
        let line = std::str::from_utf8(line).map_err(|_| BadModel::Damaged)?;
        let languages = line.split(' ').take(MOST_LANGUAGES).map(str::to_owned);
        Ok(Self {
            languages: languages.collect(),
            model: Model::from_bytes(weights.get(1..).unwrap_or_default())?,
            number: fresh_number(),
        })
    }

    /// The weights, if they were learned from texts in this language.
    pub fn of(&self, language: &str) -> Option<&Model> {
        let is_known = self.languages.iter().any(|known| known == language);
        is_known.then_some(&self.model)
    }

    /// A number that no other model of this process has; never 0.
    pub fn number(&self) -> u64 {
        self.number
    }
}

fn fresh_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// A file of weights with the languages, in codes, that they were learned from.
///
/// # Errors
/// When the packer fails.
pub fn packed(languages: &[String], model: &Model) -> std::io::Result<Vec<u8>> {
    let mut body = languages.join(" ").into_bytes();
    body.push(b'\n');
    body.extend(model.to_bytes()?);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(xxh3_128(&body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written_and_no_other_is() {
        let model = Model::with_bits(1);
        let bytes = packed(&["de".to_owned(), "pl".to_owned()], &model).unwrap();
        let read = OwnModel::read(&bytes).unwrap();
        assert_eq!(read.of("pl"), Some(&model));
        assert_eq!(read.of("en"), None);
        for at in MAGIC.len()..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(OwnModel::read(&damaged).unwrap_err(), BadModel::Damaged);
        }
        for end in [0, 7, 8, 20, bytes.len() - 1] {
            assert!(OwnModel::read(&bytes[..end]).is_err());
        }
        assert_eq!(
            OwnModel::read(b"PK\x03\x04").unwrap_err(),
            BadModel::Foreign
        );
    }
}
