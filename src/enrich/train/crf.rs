//! A linear-chain conditional random field, trained line by line with `AdaGrad` and feature dropout.
//!
//! Each line's labels are a set a token, so that lines whose fourth kind is not marked teach only what is known. Weights are
//! the mean of those after each of the later epochs.

use super::examples::Example;
use crate::enrich::decode;
use crate::enrich::model::{LABELS, LANES};

/// What training depends on.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// Passes for the models that give votes.
    pub fold_epochs: usize,
    /// Step size.
    pub rate: f32,
    /// Share of features left out at each step.
    pub dropout: f32,
    /// Pull towards zero.
    pub decay: f32,
    /// Features that occur less often are left out.
    pub rarest: u32,
    /// Largest weight that 8 bits express.
    pub largest_weight: f32,
    /// Features whose weights are all smaller are not shipped.
    pub least_weight: f32,
    /// Weights are multiples of so many of the units that 8 bits hold: larger ones pack smaller.
    pub step: f32,
    /// Room in the model, as for `Model::with_bits`.
    pub bits: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 10,
            fold_epochs: 3,
            rate: 0.1,
            dropout: 0.15,
            decay: 0.0,
            rarest: 2,
            largest_weight: 3.0,
            least_weight: 0.05,
            step: 1.0,
            bits: 15,
        }
    }
}

/// A small generator of random numbers (xorshift), so that every run is the same.
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }
}

type Row = [f32; LANES];
type Table = [[f32; LABELS]; LABELS];

/// The field while it is trained.
pub struct Crf {
    rows: Vec<Row>,
    squares: Vec<Row>,
    transitions: Table,
    transition_squares: Table,
}

impl Crf {
    /// All weights zero.
    pub fn new(features: usize) -> Self {
        let rows = vec![[0.0; LANES]; features];
        Self {
            squares: rows.clone(),
            rows,
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[0.0; LABELS]; LABELS],
        }
    }

    /// Weights by feature.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Weights of one label behind another.
    pub fn transitions(&self) -> &Table {
        &self.transitions
    }

    /// Trains on examples.
    pub fn fit(
        &mut self,
        examples: &[&Example],
        settings: &Settings,
        epochs: usize,
        log: &mut dyn FnMut(String),
    ) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut random = Random::new(7);
        let mut sums: (Vec<Row>, Table, f32) = (Vec::new(), [[0.0; LABELS]; LABELS], 0.0);
        for epoch in 0..epochs {
            for i in (1..order.len()).rev() {
                order.swap(i, random.below(i as u64 + 1) as usize);
            }
            let loss: f64 = order
                .iter()
                .map(|&i| f64::from(self.learn(examples[i], settings, &mut random)))
                .sum();
            log(format!("epoch {epoch}: loss {loss:.0}"));
            if epoch * 2 >= epochs {
                self.add_to(&mut sums);
            }
        }
        self.take_mean(&sums);
    }

    fn add_to(&self, (rows, transitions, n): &mut (Vec<Row>, Table, f32)) {
        rows.resize(self.rows.len(), [0.0; LANES]);
        for (sum, w) in rows.iter_mut().flatten().zip(self.rows.iter().flatten()) {
            *sum += w;
        }
        for (sum, w) in transitions
            .iter_mut()
            .flatten()
            .zip(self.transitions.iter().flatten())
        {
            *sum += w;
        }
        *n += 1.0;
    }

    fn take_mean(&mut self, (rows, transitions, n): &(Vec<Row>, Table, f32)) {
        for (w, sum) in self.rows.iter_mut().flatten().zip(rows.iter().flatten()) {
            *w = sum / n;
        }
        for (w, sum) in self
            .transitions
            .iter_mut()
            .flatten()
            .zip(transitions.iter().flatten())
        {
            *w = sum / n;
        }
    }

    /// One step; returns the loss.
    fn learn(&mut self, example: &Example, settings: &Settings, random: &mut Random) -> f32 {
        let with_votes = random.below(2) == 0;
        let kept = keep(example, with_votes, settings.dropout, random);
        let scale = 1.0 / (1.0 - settings.dropout);
        let scores: Vec<[f32; LABELS]> = kept
            .iter()
            .map(|features| self.score(features, scale))
            .collect();
        let weights = potentials(&self.transitions);
        let (model, model_pairs, log_all) = marginals(&scores, &weights, None);
        let (gold, gold_pairs, log_gold) = marginals(&scores, &weights, Some(&example.allowed));
        for ((features, m), g) in kept.iter().zip(&model).zip(&gold) {
            self.update(features, m, g, scale * example.weight, settings);
        }
        self.update_transitions(&model_pairs, &gold_pairs, example.weight, settings);
        (log_all - log_gold) * example.weight
    }

    fn score(&self, features: &[u32], scale: f32) -> [f32; LABELS] {
        let mut sum = [0.0_f32; LANES];
        for &f in features {
            for (s, w) in sum.iter_mut().zip(&self.rows[f as usize]) {
                *s += w;
            }
        }
        let mut scores = [0.0; LABELS];
        for (to, s) in scores[1..].iter_mut().zip(sum) {
            *to = s * scale;
        }
        scores
    }

    fn update(
        &mut self,
        features: &[u32],
        model: &[f32; LABELS],
        gold: &[f32; LABELS],
        scale: f32,
        settings: &Settings,
    ) {
        let mut gradient = [0.0_f32; LANES];
        for (g, (m, w)) in gradient.iter_mut().zip(model[1..].iter().zip(&gold[1..])) {
            *g = (m - w) * scale;
        }
        if gradient.iter().all(|g| g.abs() < 1e-3) {
            return;
        }
        for &f in features {
            let (row, squares) = (&mut self.rows[f as usize], &mut self.squares[f as usize]);
            for ((w, square), g) in row.iter_mut().zip(squares).zip(&gradient) {
                let g = g + settings.decay * *w;
                *square += g * g;
                *w -= settings.rate * g / (square.sqrt() + 0.1);
            }
        }
    }

    fn update_transitions(&mut self, model: &Table, gold: &Table, scale: f32, settings: &Settings) {
        let all = self
            .transitions
            .iter_mut()
            .flatten()
            .zip(self.transition_squares.iter_mut().flatten());
        for ((w, square), (m, g)) in all.zip(model.iter().flatten().zip(gold.iter().flatten())) {
            let gradient = (m - g) * scale;
            *square += gradient * gradient;
            *w -= settings.rate * gradient / (square.sqrt() + 0.1);
        }
    }
}

/// The features of each token that survive the dropout.
fn keep(example: &Example, with_votes: bool, dropout: f32, random: &mut Random) -> Vec<Vec<u32>> {
    let cut = (f64::from(dropout) * 65536.0) as u64;
    let mut start = (0, 0);
    let mut kept = Vec::with_capacity(example.ends.len());
    for (i, &end) in example.ends.iter().enumerate() {
        let mut features: Vec<u32> = example.features[start.0..end as usize]
            .iter()
            .copied()
            .filter(|_| random.next() & 0xffff >= cut)
            .collect();
        start.0 = end as usize;
        if let Some(&votes_end) = example.vote_ends.get(i) {
            if with_votes {
                features.extend_from_slice(&example.votes[start.1..votes_end as usize]);
            }
            start.1 = votes_end as usize;
        }
        kept.push(features);
    }
    kept
}

fn potentials(transitions: &Table) -> Table {
    let mut weights = [[0.0; LABELS]; LABELS];
    for (from, row) in weights.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            if decode::may_follow(from as u8, to as u8) {
                *weight = transitions[from][to].exp();
            }
        }
    }
    weights
}

type Marginals = (Vec<[f32; LABELS]>, Table, f32);

/// Chances of each label of each token and of each pair, summed over the line, and the logarithm of the sum over all paths (scaled forward-backward).
fn marginals(scores: &[[f32; LABELS]], weights: &Table, allowed: Option<&[u32]>) -> Marginals {
    let n = scores.len();
    let mut log_sum = 0.0;
    let mut local = Vec::with_capacity(n);
    for (i, row) in scores.iter().enumerate() {
        let largest = row.iter().fold(f32::MIN, |m, s| m.max(*s));
        log_sum += largest;
        let mask = allowed.map_or(u32::MAX, |a| a[i]);
        let mut out = [0.0_f32; LABELS];
        for (l, value) in out.iter_mut().enumerate() {
            let open = mask >> l & 1 == 1
                && (i > 0 || decode::may_open(l as u8))
                && (i + 1 < n || decode::may_close(l as u8));
            *value = if open {
                (row[l] - largest).exp().max(1e-30)
            } else {
                0.0
            };
        }
        local.push(out);
    }
    let mut forward = local.clone();
    let mut scales = vec![1.0_f32; n];
    for i in 0..n {
        if i > 0 {
            let mut sum = [0.0_f32; LABELS];
            for (before, row) in forward[i - 1].iter().zip(weights) {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += before * w;
                }
            }
            for (f, s) in forward[i].iter_mut().zip(sum) {
                *f *= s;
            }
        }
        scales[i] = forward[i].iter().sum::<f32>().max(1e-30);
        log_sum += scales[i].ln();
        forward[i].iter_mut().for_each(|f| *f /= scales[i]);
    }
    let mut pairs = [[0.0; LABELS]; LABELS];
    let mut behind = [1.0_f32; LABELS];
    let mut chances = vec![[0.0; LABELS]; n];
    for i in (0..n).rev() {
        for (c, (f, b)) in chances[i].iter_mut().zip(forward[i].iter().zip(&behind)) {
            *c = f * b;
        }
        if i == 0 {
            break;
        }
        let mut reach = [0.0_f32; LABELS];
        for (r, (l, b)) in reach.iter_mut().zip(local[i].iter().zip(&behind)) {
            *r = l * b / scales[i];
        }
        for (from, row) in weights.iter().enumerate() {
            let before = forward[i - 1][from];
            let mut sum = 0.0;
            for (to, w) in row.iter().enumerate() {
                let value = w * reach[to];
                sum += value;
                pairs[from][to] += before * value;
            }
            behind[from] = sum;
        }
    }
    (chances, pairs, log_sum)
}
