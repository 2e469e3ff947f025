//! The tagger's weights: which features exist, and what each says about each label.
//!
//! A feature is known by a 32-bit hash. The table is a set of buckets of eight; a bucket holds the low half of its features'
//! hashes and, beside them, one row of sixteen 8-bit weights for each. A feature that training never saw is nearly always told apart by its
//! hash and costs one look, and no label gets a chance weight from it. `O` has no weights: it is the zero from which the others are measured.

use std::io::Read as _;

/// Labels with weights: begin, inside, last, unit of each of the four kinds.
pub const LANES: usize = 16;
/// All labels: `O` and the sixteen.
pub const LABELS: usize = LANES + 1;
/// Rows in a bucket.
const BUCKET: usize = 8;
/// Features that are looked up before their rows are added.
const AT_ONCE: usize = 64;
/// First bytes of a file of weights; the digit is the version of the features.
const MAGIC: &[u8; 8] = b"ndxent1\n";
/// No weights are larger than this when unpacked: stops a damaged file from eating memory.
const MAX_BYTES: u64 = 32 << 20;

/// Sums of weights for one token.
pub type Scores = [i16; LANES];

/// The weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    bits: u32,
    prints: Vec<[u16; BUCKET]>,
    rows: Vec<[[i8; LANES]; BUCKET]>,
    /// `transitions[from][to]`, in the unit of the rows.
    pub transitions: [[i16; LABELS]; LABELS],
}

/// Why bytes are not a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadModel {
    /// The bytes do not unpack, or end early, or go on.
    #[error("the entity model is damaged")]
    Damaged,
    /// The bytes are something else, or another version.
    #[error("expected an entity model of version 1, got something else")]
    Foreign,
}

impl Model {
    /// An empty model with room for `8 * 2^bits` features.
    pub fn with_bits(bits: u32) -> Self {
        let buckets = 1 << bits.min(20);
        let (prints, rows) = (
            vec![[0; BUCKET]; buckets],
            vec![[[0; LANES]; BUCKET]; buckets],
        );
        Self {
            bits: bits.min(20),
            prints,
            rows,
            transitions: [[0; LABELS]; LABELS],
        }
    }

    /// Puts a feature in; false if its bucket is full.
    pub fn insert(&mut self, feature: u32, row: [i8; LANES]) -> bool {
        let (bucket, print) = self.place(feature);
        let Some(free) = self.prints[bucket]
            .iter()
            .position(|&p| p == 0 || p == print)
        else {
            return false;
        };
        self.prints[bucket][free] = print;
        self.rows[bucket][free] = row;
        true
    }

    /// The mean of two, in which these weights count `share` (0 to 1) and the others the rest. A feature of the other for which its bucket
    /// has no room is left out. None if they are not of one size.
    ///
    /// A field's score is a sum of weights, so the mean of the weights is the mean of what both say.
    pub fn blended(&self, other: &Self, share: f32) -> Option<Self> {
        if self.bits != other.bits {
            return None;
        }
        let mut both = self.clone();
        for bucket in 0..both.prints.len() {
            both.blend_bucket(bucket, other, share);
        }
        let pairs = both.transitions.iter_mut().flatten();
        for (to, &from) in pairs.zip(other.transitions.iter().flatten()) {
            let mean = f32::from(*to) * share + f32::from(from) * (1.0 - share);
            *to = mean.round() as i16;
        }
        Some(both)
    }

    fn blend_bucket(&mut self, bucket: usize, other: &Self, share: f32) {
        let (prints, rows) = (&mut self.prints[bucket], &mut self.rows[bucket]);
        let mut sums = rows.map(|row| row.map(|weight| f32::from(weight) * share));
        for (&print, row) in other.prints[bucket].iter().zip(&other.rows[bucket]) {
            let place = prints.iter().position(|&p| p == print);
            let place = place.or_else(|| prints.iter().position(|&p| p == 0));
            let Some(slot) = place.filter(|_| print != 0) else {
                continue;
            };
            prints[slot] = print;
            for (sum, &weight) in sums[slot].iter_mut().zip(row) {
                *sum += f32::from(weight) * (1.0 - share);
            }
        }
        *rows = sums.map(|row| row.map(|sum| sum.round() as i8));
    }

    /// Adds the weights of features to `scores`. First all are looked up, then all rows are added: neither step waits
    /// for the other, and nothing is guessed about which features there are.
    pub fn add_all(&self, features: &[u32], scores: &mut Scores) {
        let rows = self.rows.as_flattened();
        let mut sum = *scores;
        for some in features.chunks(AT_ONCE) {
            let mut found = [0_usize; AT_ONCE];
            let mut count = 0;
            for &feature in some {
                let (bucket, slot) = self.slot(feature);
                if let Some(place) = found.get_mut(count) {
                    *place = (bucket * BUCKET + slot).wrapping_sub(1);
                }
                count += usize::from(slot > 0);
            }
            for row in found.iter().take(count).filter_map(|&at| rows.get(at)) {
                // By value, so that all lanes are added at once.
                let before = sum;
                sum = std::array::from_fn(|lane| before[lane] + i16::from(row[lane]));
            }
        }
        *scores = sum;
    }

    /// The bucket of a feature, and its place there from 1; 0 if it has none.
    #[inline]
    fn slot(&self, feature: u32) -> (usize, usize) {
        let (bucket, print) = self.place(feature);
        let prints = self.prints.get(bucket).copied().unwrap_or_default();
        let own: [u16; BUCKET] = std::array::from_fn(|at| {
            if prints[at] == print {
                at as u16 + 1
            } else {
                0
            }
        });
        (bucket, usize::from(own.iter().sum::<u16>()))
    }

    /// Bucket and print of a feature; a print is never zero, which marks a free row.
    #[inline]
    fn place(&self, feature: u32) -> (usize, u16) {
        let bucket = (feature >> 16) & ((1 << self.bits) - 1);
        (bucket as usize, (feature as u16).max(1))
    }

    /// The packed form: magic, bits, transitions, prints, then the weights lane by lane (which packs best).
    ///
    /// # Errors
    /// When the packer fails.
    pub fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = vec![self.bits as u8];
        raw.extend(
            self.transitions
                .iter()
                .flatten()
                .flat_map(|t| t.to_le_bytes()),
        );
        raw.extend(self.prints.iter().flatten().flat_map(|p| p.to_le_bytes()));
        raw.extend(self.rows.iter().flatten().flatten().map(|&w| w as u8));
        let mut bytes = MAGIC.to_vec();
        bytes.extend(zstd::encode_all(raw.as_slice(), 19)?);
        Ok(bytes)
    }

    /// Reads what [`Model::to_bytes`] wrote.
    ///
    /// # Errors
    /// Any other bytes are a [`BadModel`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let packed = bytes.strip_prefix(MAGIC).ok_or(BadModel::Foreign)?;
        let mut raw = Vec::new();
        let reader = zstd::Decoder::new(packed).map_err(|_| BadModel::Damaged)?;
        reader
            .take(MAX_BYTES)
            .read_to_end(&mut raw)
            .map_err(|_| BadModel::Damaged)?;
        Self::from_raw(&raw).ok_or(BadModel::Damaged)
    }

    fn from_raw(raw: &[u8]) -> Option<Self> {
        let (&bits, rest) = raw.split_first()?;
        let buckets = 1_usize
            .checked_shl(u32::from(bits))
            .filter(|_| bits <= 20)?;
        let (transitions, rest) = rest.split_at_checked(LABELS * LABELS * 2)?;
        let (prints, rows) = rest.split_at_checked(buckets * BUCKET * 2)?;
        if rows.len() != buckets * BUCKET * LANES {
            return None;
        }
        let mut model = Self {
            bits: u32::from(bits),
            prints: Vec::new(),
            rows: Vec::new(),
            transitions: [[0; LABELS]; LABELS],
        };
        for (to, from) in model
            .transitions
            .iter_mut()
            .flatten()
            .zip(transitions.as_chunks::<2>().0)
        {
            *to = i16::from_le_bytes(*from);
        }
        model.prints = prints
            .as_chunks::<2>()
            .0
            .as_chunks::<BUCKET>()
            .0
            .iter()
            .map(|b| b.map(u16::from_le_bytes))
            .collect();
        model.rows = rows
            .as_chunks::<LANES>()
            .0
            .as_chunks::<BUCKET>()
            .0
            .iter()
            .map(|b| b.map(|row| row.map(|w| w as i8)))
            .collect();
        Some(model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_model_are_an_error() {
        assert_eq!(Model::from_bytes(b""), Err(BadModel::Foreign));
        assert_eq!(Model::from_bytes(b"ndxent9\nabc"), Err(BadModel::Foreign));
        assert_eq!(Model::from_bytes(MAGIC), Err(BadModel::Damaged));
        for raw in [&[][..], &[3], &[63; 4000], &[255; 4000]] {
            let bytes = [MAGIC.as_slice(), &zstd::encode_all(raw, 1).unwrap()].concat();
            assert_eq!(Model::from_bytes(&bytes), Err(BadModel::Damaged));
        }
    }

    #[test]
    fn blended_weights_are_the_mean_of_both() {
        let (mut ours, mut others) = (Model::with_bits(1), Model::with_bits(1));
        let [shared, own, foreign] = [1, 2, 3];
        assert!(ours.insert(shared, [40; LANES]) && ours.insert(own, [-8; LANES]));
        assert!(others.insert(shared, [-20; LANES]) && others.insert(foreign, [100; LANES]));
        (ours.transitions[1][2], others.transitions[1][2]) = (10, 30);
        let both = ours.blended(&others, 0.75).unwrap();
        let said = [shared, own, foreign, 4].map(|feature| {
            let mut scores = [0; LANES];
            both.add_all(&[feature], &mut scores);
            scores[0]
        });
        assert_eq!(said, [25, -6, 25, 0]);
        assert_eq!(both.transitions[1][2], 15);
        assert_eq!(ours.blended(&Model::with_bits(2), 0.5), None);
    }

    #[test]
    fn a_full_bucket_keeps_what_it_has() {
        let (mut ours, mut others) = (Model::with_bits(0), Model::with_bits(0));
        for feature in 1..=BUCKET as u32 {
            assert!(ours.insert(feature, [10; LANES]));
        }
        assert!(others.insert(99, [50; LANES]) && others.insert(1, [20; LANES]));
        let both = ours.blended(&others, 0.5).unwrap();
        let mut scores = [0; LANES];
        both.add_all(&[1, 99], &mut scores);
        assert_eq!(scores, [15; LANES]);
    }

    #[test]
    fn a_model_survives_packing() {
        let mut model = Model::with_bits(2);
        model.transitions[3][5] = -7;
        assert!(model.insert(0xabcd_1234, [5; LANES]));
        assert_eq!(Model::from_bytes(&model.to_bytes().unwrap()), Ok(model));
    }
}
