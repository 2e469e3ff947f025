//! Grows forests: gradient boosting with logistic loss over byte histograms.

use newsdex::clean::columns::{Column, Columns, LEVELS, PAD};
use newsdex::clean::forest::{DEPTH, Forest, Question, Tree, UNIT};
use rayon::prelude::*;

/// How a forest is grown.
#[derive(Debug, Clone, Copy)]
pub struct Growth {
    pub trees: usize,
    pub rate: f32,
    /// Share of the features that each level may choose from.
    pub features: f32,
    /// Added to the weight in each leaf.
    pub damping: f32,
    pub seed: u64,
}

/// All rows of all pages, a column after the other, zeros between the pages.
pub struct Table {
    columns: Vec<Vec<u8>>,
    /// Where each row lies in the columns.
    pub at: Vec<u32>,
    /// The page of each row.
    pub page: Vec<u32>,
}

impl Table {
    pub fn of<'a>(pages: impl Iterator<Item = &'a Columns>) -> Self {
        let mut table = Self {
            columns: vec![vec![0; PAD]; Column::ALL.len()],
            at: Vec::new(),
            page: Vec::new(),
        };
        for (number, page) in pages.enumerate() {
            table.add(number, page);
        }
        table
    }

    fn add(&mut self, number: usize, page: &Columns) {
        let start = self.columns[0].len();
        for (all, column) in self.columns.iter_mut().zip(Column::ALL) {
            all.extend(page.get(*column, 0));
            all.extend([0; PAD]);
        }
        self.at
            .extend((start..start + page.rows()).map(|at| at as u32));
        self.page
            .extend(std::iter::repeat_n(number as u32, page.rows()));
    }

    fn column(&self, column: Column, offset: i8) -> &[u8] {
        &self.columns[column as usize][(PAD as isize + isize::from(offset)) as usize..]
    }
}

/// What a row should be: 1 or 0, and how much it counts (0: not at all).
#[derive(Debug, Clone, Copy)]
pub struct Target {
    pub is: f32,
    pub weight: f32,
}

type Pair = (f32, f32);
const LEAVES: usize = 1 << DEPTH;
/// Rows with the steepest gradients are always taken, of the others a share.
const STEEP: f32 = 0.12;
const OTHERS: f32 = 0.12;

/// Grows a forest on the rows whose weight is not 0.
pub fn forest(
    table: &Table,
    targets: &[Target],
    features: &[(Column, i8)],
    growth: Growth,
) -> Forest {
    let rows: Vec<usize> = (0..targets.len())
        .filter(|r| targets[*r].weight > 0.0)
        .collect();
    let mean = rows.iter().map(|r| targets[*r].weight).sum::<f32>() / rows.len().max(1) as f32;
    let positive: f32 = rows
        .iter()
        .map(|r| targets[*r].weight * targets[*r].is)
        .sum::<f32>()
        / mean
        / rows.len() as f32;
    let base = (positive / (1.0 - positive)).ln();
    let mut scores = vec![base; rows.len()];
    let mut forest = Forest {
        base: (base * UNIT) as i32,
        trees: Vec::new(),
    };
    let mut random = Random(growth.seed | 1);
    for _ in 0..growth.trees {
        let slopes: Vec<Pair> = rows
            .iter()
            .zip(&scores)
            .map(|(r, s)| slope(targets[*r], *s, mean))
            .collect();
        let picked = pick(&slopes, &mut random);
        let tree = grow(table, &rows, &picked, features, growth, &mut random);
        let values: Vec<f32> = tree
            .leaves
            .iter()
            .map(|leaf| f32::from(*leaf) / UNIT)
            .collect();
        let leaves = leaves_of(table, &rows, &tree.questions);
        scores
            .par_iter_mut()
            .zip(&leaves)
            .for_each(|(score, leaf)| *score += values[*leaf as usize]);
        forest.trees.push(tree);
    }
    forest
}

/// First and second derivative of the loss.
fn slope(target: Target, score: f32, mean: f32) -> Pair {
    let p = 1.0 / (1.0 + (-score).exp());
    let weight = target.weight / mean;
    ((target.is - p) * weight, p * (1.0 - p) * weight)
}

/// The rows that one tree learns from, with their slopes.
fn pick(slopes: &[Pair], random: &mut Random) -> Vec<(u32, Pair)> {
    let mut sorted: Vec<f32> = slopes.iter().map(|s| s.0.abs()).collect();
    let cut = ((1.0 - STEEP) * sorted.len() as f32) as usize;
    let (_, steep, _) = sorted.select_nth_unstable_by(cut.min(slopes.len() - 1), f32::total_cmp);
    let steep = *steep;
    let mut take = |(row, slope): (usize, &Pair)| {
        if slope.0.abs() >= steep {
            Some((row as u32, *slope))
        } else {
            (random.share() < OTHERS).then_some((row as u32, (slope.0 / OTHERS, slope.1 / OTHERS)))
        }
    };
    slopes.iter().enumerate().filter_map(&mut take).collect()
}

fn grow(
    table: &Table,
    rows: &[usize],
    picked: &[(u32, Pair)],
    features: &[(Column, i8)],
    growth: Growth,
    random: &mut Random,
) -> Tree {
    let positions: Vec<u32> = picked
        .iter()
        .map(|(row, _)| table.at[rows[*row as usize]] - PAD as u32)
        .collect();
    let mut leaf = vec![0_u8; picked.len()];
    let mut questions = Vec::new();
    for level in 0..DEPTH {
        let offered: Vec<(Column, i8)> = features
            .iter()
            .copied()
            .filter(|_| random.share() < growth.features)
            .collect();
        let gains = offered.par_iter().map(|f| {
            best_threshold(
                table.column(f.0, f.1),
                &positions,
                picked,
                &leaf,
                1 << level,
                growth.damping,
            )
        });
        let gains: Vec<(f32, u8)> = gains.collect();
        let Some(best) = (0..gains.len()).max_by(|a, b| gains[*a].0.total_cmp(&gains[*b].0)) else {
            break;
        };
        if gains[best].0 <= 1e-6 {
            break;
        }
        let question = Question {
            column: offered[best].0,
            offset: offered[best].1,
            threshold: gains[best].1,
        };
        let column = table.column(question.column, question.offset);
        for (leaf, at) in leaf.iter_mut().zip(&positions) {
            *leaf |= u8::from(column[*at as usize] > question.threshold) << level;
        }
        questions.push(question);
    }
    let leaves = leaf_values(&leaf, picked, 1 << questions.len(), growth);
    Tree { questions, leaves }
}

fn best_threshold(
    column: &[u8],
    positions: &[u32],
    picked: &[(u32, Pair)],
    leaf: &[u8],
    leaves: usize,
    damping: f32,
) -> (f32, u8) {
    let mut histogram = vec![(0.0, 0.0); leaves * LEVELS];
    for ((at, (_, slope)), leaf) in positions.iter().zip(picked).zip(leaf) {
        let cell = &mut histogram[*leaf as usize * LEVELS + column[*at as usize] as usize];
        cell.0 += slope.0;
        cell.1 += slope.1;
    }
    let gain = |(g, h): Pair| g * g / (h + damping);
    let mut gains = [0.0_f32; LEVELS];
    for cells in histogram.chunks_exact(LEVELS) {
        let whole = cells
            .iter()
            .fold((0.0, 0.0), |sum: Pair, c| (sum.0 + c.0, sum.1 + c.1));
        let (mut low, all) = ((0.0, 0.0), gain(whole));
        for (total, cell) in gains.iter_mut().zip(cells) {
            low = (low.0 + cell.0, low.1 + cell.1);
            *total += gain(low) + gain((whole.0 - low.0, whole.1 - low.1)) - all;
        }
    }
    let best = (0..LEVELS - 1)
        .max_by(|a, b| gains[*a].total_cmp(&gains[*b]))
        .unwrap_or(0);
    (gains[best], best as u8)
}

fn leaf_values(leaf: &[u8], picked: &[(u32, Pair)], leaves: usize, growth: Growth) -> Vec<i16> {
    let mut sums = [(0.0, 0.0); LEAVES];
    for (leaf, (_, slope)) in leaf.iter().zip(picked) {
        let sum: &mut Pair = &mut sums[*leaf as usize];
        *sum = (sum.0 + slope.0, sum.1 + slope.1);
    }
    let value = |(g, h): &Pair| {
        (g / (h + growth.damping) * growth.rate * UNIT).clamp(-32000.0, 32000.0) as i16
    };
    sums[..leaves].iter().map(value).collect()
}

fn leaves_of(table: &Table, rows: &[usize], questions: &[Question]) -> Vec<u8> {
    let columns: Vec<(&[u8], u8)> = questions
        .iter()
        .map(|q| (table.column(q.column, q.offset), q.threshold))
        .collect();
    let leaf = |row: &usize| {
        let at = table.at[*row] as usize - PAD;
        columns
            .iter()
            .enumerate()
            .fold(0, |leaf, (level, (column, threshold))| {
                leaf | u8::from(column[at] > *threshold) << level
            })
    };
    rows.par_iter().map(leaf).collect()
}

/// A small generator, so that training is the same everywhere.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to 1.
    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}
