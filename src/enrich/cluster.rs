//! Brown clusters: words that stand in the same company share the first bits of a path in a tree.
//!
//! Packed by the trainer from word lists of English, German and Spanish (see `docs/entities.md`), each language by itself: the hashes of its most frequent words in rising order, byte by byte, and the number of each word's cluster.

use std::io::Read as _;
use std::sync::OnceLock;

use super::language::Family;

use crate::shipped;

/// The packed lists.
const PACKED: &[u8] = include_bytes!("data/clusters.zst");
const MAX_BYTES: u64 = 16 << 20;

/// The way from the root of the tree to a word's cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path {
    bits: u32,
    length: u8,
}

impl Path {
    /// A path written as zeros and ones, at most 24 of them.
    pub fn parse(digits: &str) -> Option<Self> {
        let length = u8::try_from(digits.len()).ok().filter(|&n| n <= 24)?;
        Some(Self {
            bits: u32::from_str_radix(digits, 2).ok()?,
            length,
        })
    }

    /// The first `n` steps as one number; different lengths are different numbers.
    pub fn prefix(self, n: u8) -> u32 {
        let length = n.min(self.length);
        (1 << length) | (self.bits >> (self.length - length))
    }
}

/// The clusters of one language: an open table of word hashes.
#[derive(Debug, Default)]
pub struct Clusters {
    paths: Vec<Path>,
    slots: Vec<(u32, u16)>,
}

/// Languages in the packed lists.
const LANGUAGES: usize = 3;

/// The lists of a language family, unpacked at first use; none where there are none.
pub fn of(family: Family) -> Option<&'static Clusters> {
    static UNPACKED: [OnceLock<Option<Clusters>>; LANGUAGES] =
        [const { OnceLock::new() }; LANGUAGES];
    let number = match family {
        Family::English | Family::Romance | Family::Other => 0,
        Family::German => 1,
        Family::Spanish => 2,
        Family::Cyrillic => return None,
    };
    UNPACKED[number]
        .get_or_init(|| {
            let found = frame(PACKED, number).and_then(unpack);
            if found.is_none() {
                shipped::fell_short();
            }
            found
        })
        .as_ref()
}

impl Clusters {
    /// The cluster of a word as spelled.
    pub fn get(&self, hash: u32) -> Option<Path> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            match *self.slots.get(at)? {
                (_, u16::MAX) => return None,
                (found, cluster) if found == hash => {
                    return self.paths.get(usize::from(cluster)).copied();
                }
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn new(paths: Vec<Path>, words: &[(u32, u16)]) -> Self {
        let mut slots = vec![(0, u16::MAX); (words.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for &(hash, cluster) in words {
            let mut at = hash as usize & mask;
            while slots[at].1 != u16::MAX && slots[at].0 != hash {
                at = (at + 1) & mask;
            }
            slots[at] = (hash, cluster.min(u16::MAX - 1));
        }
        Self { paths, slots }
    }
}

/// Packs languages, each a list of (hash of the word, path): for each the length of its frame and the frame.
///
/// # Errors
/// When the packer fails.
pub fn pack(languages: &[Vec<(u32, Path)>]) -> std::io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    for words in languages {
        let frame = zstd::encode_all(raw(words).as_slice(), 19)?;
        packed.extend((frame.len() as u32).to_le_bytes());
        packed.extend(frame);
    }
    Ok(packed)
}

/// Numbers of paths and words, the paths, the words' hashes in rising order byte by byte, the number of each word's path.
fn raw(words: &[(u32, Path)]) -> Vec<u8> {
    let mut words = words.to_vec();
    words.sort_by_key(|w| w.0);
    words.dedup_by_key(|w| w.0);
    let mut paths: Vec<(u32, u8)> = words.iter().map(|(_, p)| (p.bits, p.length)).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut raw = Vec::new();
    raw.extend((paths.len() as u32).to_le_bytes());
    raw.extend((words.len() as u32).to_le_bytes());
    raw.extend(
        paths
            .iter()
            .flat_map(|(bits, length)| [bits.to_le_bytes().as_slice(), &[*length]].concat()),
    );
    for byte in 0..4 {
        raw.extend(words.iter().map(|w| w.0.to_be_bytes()[byte]));
    }
    raw.extend(words.iter().flat_map(|(_, p)| {
        (paths.binary_search(&(p.bits, p.length)).unwrap_or(0) as u16).to_le_bytes()
    }));
    raw
}

fn frame(packed: &[u8], number: usize) -> Option<&[u8]> {
    let (length, rest) = packed.split_first_chunk()?;
    let (frame, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    if number == 0 {
        Some(frame)
    } else {
        self::frame(rest, number - 1)
    }
}

fn unpack(frame: &[u8]) -> Option<Clusters> {
    let mut raw = Vec::new();
    zstd::Decoder::new(frame)
        .ok()?
        .take(MAX_BYTES)
        .read_to_end(&mut raw)
        .ok()?;
    let (head, rest) = raw.split_at_checked(8)?;
    let (paths_n, words_n) = (
        u32::from_le_bytes(*head.first_chunk()?) as usize,
        u32::from_le_bytes(*head.last_chunk()?) as usize,
    );
    let (paths, rest) = rest.split_at_checked(paths_n.checked_mul(5)?)?;
    let (hashes, rest) = rest.split_at_checked(words_n.checked_mul(4)?)?;
    let clusters = rest.split_at_checked(words_n.checked_mul(2)?)?.0;
    let paths = paths
        .as_chunks::<5>()
        .0
        .iter()
        .map(|&[a, b, c, d, length]| Path {
            bits: u32::from_le_bytes([a, b, c, d]),
            length: length.min(24),
        });
    let hash = |word: usize| {
        u32::from_be_bytes([0, 1, 2, 3].map(|byte| {
            hashes
                .get(byte * words_n + word)
                .copied()
                .unwrap_or_default()
        }))
    };
    let clusters = clusters
        .as_chunks::<2>()
        .0
        .iter()
        .map(|&c| u16::from_le_bytes(c));
    Some(Clusters::new(
        paths.collect(),
        &(0..words_n).map(hash).zip(clusters).collect::<Vec<_>>(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_clusters_hold_common_words_of_three_languages() {
        for (family, word) in [
            (Family::English, "London"),
            (Family::German, "Berlin"),
            (Family::Spanish, "Madrid"),
        ] {
            let clusters = of(family);
            assert!(
                clusters.is_some_and(|c| c.get(super::super::gazetteer::hash(word)).is_some()),
                "{word}"
            );
            assert!(
                clusters.is_some_and(|c| c.get(super::super::gazetteer::hash("qwxzzk")).is_none())
            );
        }
    }

    #[test]
    fn damaged_clusters_are_none() {
        assert!(frame(&PACKED[..3], 0).is_none());
        assert!(frame(&[255, 255, 255, 255, 1], 0).is_none());
        assert!(unpack(b"no frame").is_none());
    }
}
