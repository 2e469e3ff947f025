//! Boosted trees over [`Columns`]: every level of a tree asks one question of all rows, so a tree
//! is a few byte comparisons over whole columns and one table of leaves.

use super::columns::{Column, Columns, GROUP, LEVELS, PAD};

/// Questions of a tree at most; it has two to the power of that many leaves.
pub const DEPTH: usize = 6;
/// A leaf of this value moves the score by one natural logarithm of the odds.
pub const UNIT: f32 = 4096.0;

/// Is the column's value, `offset` blocks further, above the threshold?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The column asked.
    pub column: Column,
    /// How many blocks further, -8 to 8.
    pub offset: i8,
    /// The highest value that answers no.
    pub threshold: u8,
}

/// One tree: the answers, read as binary digits with the first question lowest, choose the leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// At most [`DEPTH`] questions.
    pub questions: Vec<Question>,
    /// One value for each combination of answers, in [`UNIT`]s.
    pub leaves: Vec<i16>,
}

/// The sum of many trees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forest {
    /// The score before any tree, in [`UNIT`]s.
    pub base: i32,
    /// The trees.
    pub trees: Vec<Tree>,
}

impl Forest {
    /// The logarithm of the odds of each block.
    pub fn scores(&self, columns: &Columns) -> Vec<f32> {
        let rows = columns.rows();
        let mut sums = vec![[self.base; GROUP]; rows.div_ceil(GROUP)];
        for tree in &self.trees {
            tree.add(columns, &mut sums);
        }
        let sums = sums.as_flattened().iter().take(rows);
        sums.map(|sum| *sum as f32 / UNIT).collect()
    }
}

impl Tree {
    /// Adds the tree's opinion on all blocks to their sums. A group at once, so that each loop has a fixed length and the
    /// compiler makes a few wide instructions of it.
    fn add(&self, columns: &Columns, sums: &mut [[i32; GROUP]]) {
        let mut asked = [&[][..]; DEPTH];
        // A question that is not asked: no value is above the highest.
        let mut thresholds = [i8::MAX; DEPTH];
        let places = asked.iter_mut().zip(&mut thresholds);
        for ((values, threshold), question) in places.zip(&self.questions) {
            *values = columns.groups(question.column, question.offset);
            *threshold = question.threshold.min(LEVELS as u8) as i8;
        }
        for (group, sums) in sums.iter_mut().enumerate() {
            let values = asked.map(|values| values.get(group).unwrap_or(&[0; GROUP]));
            let leaf_of = leaf_of(values, thresholds);
            match self.leaves.first_chunk() {
                Some(leaves) => add_leaves(leaves, &leaf_of, sums),
                None => self.add_few_leaves(&leaf_of, sums),
            }
        }
    }

    /// As [`add_leaves`], of a tree that asks fewer questions than others.
    fn add_few_leaves(&self, leaf_of: &[u8; GROUP], sums: &mut [i32; GROUP]) {
        for (sum, leaf) in sums.iter_mut().zip(leaf_of) {
            let value = self.leaves.get(usize::from(*leaf)).copied();
            *sum += i32::from(value.unwrap_or_default());
        }
    }
}

/// The number of the leaf to which each block of a group comes: a binary digit a question, 1 if its value is above the threshold.
fn leaf_of(values: [&[u8; GROUP]; DEPTH], thresholds: [i8; DEPTH]) -> [u8; GROUP] {
    let mut leaf_of = [0; GROUP];
    for (level, (values, threshold)) in values.iter().zip(thresholds).enumerate() {
        for (leaf, value) in leaf_of.iter_mut().zip(*values) {
            // Levels are small, and signs are what the machine compares at once.
            *leaf |= if *value as i8 > threshold {
                1 << level
            } else {
                0
            };
        }
    }
    leaf_of
}

fn add_leaves(leaves: &[i16; 1 << DEPTH], leaf_of: &[u8; GROUP], sums: &mut [i32; GROUP]) {
    // Two loops take half the time of one: the first only looks up, the second adds many at once.
    let mut found = [0; GROUP];
    for (value, leaf) in found.iter_mut().zip(leaf_of) {
        *value = leaves[usize::from(*leaf) % (1 << DEPTH)];
    }
    for (sum, value) in sums.iter_mut().zip(found) {
        *sum += i32::from(value);
    }
}

/// Bytes are not a forest of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the weights are damaged or of another version")]
pub struct DamagedForest;

impl Forest {
    /// Appends the forest to `out`: base, number of trees, and of each tree the number of questions,
    /// the questions and the leaves; little endian.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.base.to_le_bytes());
        out.extend((self.trees.len() as u16).to_le_bytes());
        for tree in &self.trees {
            out.push(tree.questions.len() as u8);
            for question in &tree.questions {
                out.extend([
                    question.column as u8,
                    question.offset.to_le_bytes()[0],
                    question.threshold,
                ]);
            }
            out.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
    }

    /// Reads a forest from the beginning of `bytes` and moves them behind it.
    ///
    /// # Errors
    ///
    /// [`DamagedForest`] if the bytes end early or name a column, offset or depth that does not exist.
    pub fn read(bytes: &mut &[u8]) -> Result<Self, DamagedForest> {
        let base = i32::from_le_bytes(take(bytes)?);
        let count = u16::from_le_bytes(take(bytes)?);
        let trees = (0..count)
            .map(|_| Tree::read(bytes))
            .collect::<Result<_, _>>()?;
        Ok(Self { base, trees })
    }
}

impl Tree {
    fn read(bytes: &mut &[u8]) -> Result<Self, DamagedForest> {
        let [depth] = take(bytes)?;
        if depth as usize > DEPTH {
            return Err(DamagedForest);
        }
        let questions = (0..depth)
            .map(|_| Question::read(bytes))
            .collect::<Result<_, _>>()?;
        let leaves = (0..1 << depth)
            .map(|_| take(bytes).map(i16::from_le_bytes))
            .collect::<Result<_, _>>()?;
        Ok(Self { questions, leaves })
    }
}

impl Question {
    fn read(bytes: &mut &[u8]) -> Result<Self, DamagedForest> {
        let [column, offset, threshold] = take(bytes)?;
        let column = *Column::ALL.get(column as usize).ok_or(DamagedForest)?;
        let offset = i8::from_le_bytes([offset]);
        if offset.unsigned_abs() as usize > PAD {
            return Err(DamagedForest);
        }
        Ok(Self {
            column,
            offset,
            threshold,
        })
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], DamagedForest> {
    let (head, rest) = bytes.split_first_chunk::<N>().ok_or(DamagedForest)?;
    *bytes = rest;
    Ok(*head)
}
