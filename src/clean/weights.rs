//! The trained weights: three forests and a checksum.

use xxhash_rust::xxh3::xxh3_64;

use super::columns::{Column, Columns};
use super::evidence::Evidence;
use super::forest::{DamagedForest, Forest};
use super::second;

const MAGIC: &[u8; 4] = b"NDCW";
const FORMAT: u8 = 1;

/// What training makes and judging reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// Body or not, by the block, its neighbours and its place.
    pub first: Forest,
    /// The same, knowing what the first thinks of the neighbours and of the whole page.
    pub second: Forest,
    /// A copy of the headline or not.
    pub headline: Forest,
}

/// What the forests say of each block, as probabilities.
#[derive(Debug, Clone, Default)]
pub struct Opinion {
    /// That it is body.
    pub body: Vec<f32>,
    /// That it is the headline.
    pub headline: Vec<f32>,
}

impl Weights {
    /// Judges a page's blocks one by one.
    pub fn judge(&self, evidence: &mut Evidence) -> Opinion {
        let first = self.first.scores(&evidence.columns);
        second::fill(evidence, &first);
        let probabilities = |forest: &Forest, columns: &Columns| {
            forest.scores(columns).into_iter().map(logistic).collect()
        };
        Opinion {
            body: probabilities(&self.second, &evidence.columns),
            headline: probabilities(&self.headline, &evidence.columns),
        }
    }

    /// The weights as bytes.
    pub fn save(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend([FORMAT, Column::ALL.len() as u8]);
        for forest in [&self.first, &self.second, &self.headline] {
            forest.write(&mut out);
        }
        out.extend(xxh3_64(&out).to_le_bytes());
        out
    }

    /// Reads what [`Weights::save`] wrote.
    ///
    /// # Errors
    ///
    /// [`DamagedForest`] for any other bytes, or if they were made for other columns.
    pub fn load(bytes: &[u8]) -> Result<Self, DamagedForest> {
        let (body, checksum) = bytes.split_last_chunk::<8>().ok_or(DamagedForest)?;
        if xxh3_64(body).to_le_bytes() != *checksum {
            return Err(DamagedForest);
        }
        let mut rest = body.strip_prefix(MAGIC).ok_or(DamagedForest)?;
        rest = rest
            .strip_prefix(&[FORMAT, Column::ALL.len() as u8])
            .ok_or(DamagedForest)?;
        let weights = Self {
            first: Forest::read(&mut rest)?,
            second: Forest::read(&mut rest)?,
            headline: Forest::read(&mut rest)?,
        };
        if rest.is_empty() {
            Ok(weights)
        } else {
            Err(DamagedForest)
        }
    }
}

/// A probability from the logarithm of its odds.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
