//! Samples turned into lines of numbered features with the labels they should get.

use rustc_hash::FxHashMap;

use super::corpus::Sample;
use crate::enrich::decode::{self, Label, OUTSIDE, Part};
use crate::enrich::document::Document;
use crate::enrich::features::{self, DISTANCES, Line};
use crate::enrich::language::Family;
use crate::enrich::model::{LABELS, Model};
use crate::enrich::tagger;
use crate::enrich::word::Studied;

/// A set of labels, one bit each.
pub type Allowed = u32;

/// One line to learn from.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// Number of its sample.
    pub sample: usize,
    /// Number of the line in its document.
    pub line: usize,
    /// Labels each token may have.
    pub allowed: Vec<Allowed>,
    /// Where each token's features end in `features`.
    pub ends: Vec<u32>,
    /// Numbers of features.
    pub features: Vec<u32>,
    /// The same for the second pass.
    pub vote_ends: Vec<u32>,
    /// Features of the second pass.
    pub votes: Vec<u32>,
    /// How much it counts.
    pub weight: f32,
}

/// Features that occur often enough, numbered.
pub struct Bank {
    numbers: FxHashMap<u32, u32>,
    hashes: Vec<u32>,
}

impl Bank {
    /// Reads all samples: the features that occur at least `rarest` times, and the examples.
    pub fn gather(samples: &[Sample], rarest: u32) -> (Self, Vec<Example>) {
        let mut examples: Vec<Example> = samples
            .iter()
            .enumerate()
            .flat_map(|(number, sample)| examples_of(number, sample))
            .collect();
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for hash in examples.iter().flat_map(|e| &e.features) {
            *counts.entry(*hash).or_default() += 1;
        }
        let mut hashes: Vec<u32> = counts
            .into_iter()
            .filter(|&(_, n)| n >= rarest)
            .map(|(hash, _)| hash)
            .collect();
        hashes.sort_unstable();
        let numbers = hashes
            .iter()
            .enumerate()
            .map(|(number, &hash)| (hash, number as u32))
            .collect();
        let bank = Self { numbers, hashes };
        for example in &mut examples {
            bank.renumber(example);
        }
        (bank, examples)
    }

    fn renumber(&self, example: &mut Example) {
        let (mut kept, mut start) = (Vec::with_capacity(example.features.len()), 0);
        for end in &mut example.ends {
            kept.extend(
                example.features[start..*end as usize]
                    .iter()
                    .filter_map(|hash| self.numbers.get(hash)),
            );
            start = *end as usize;
            *end = kept.len() as u32;
        }
        kept.shrink_to_fit();
        example.features = kept;
    }

    fn number(&mut self, hash: u32) -> u32 {
        *self.numbers.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            self.hashes.len() as u32 - 1
        })
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The hash of a feature.
    pub fn hash(&self, number: usize) -> u32 {
        self.hashes[number]
    }
}

/// A sample as the tagger would read it.
pub fn document(sample: &Sample) -> Document {
    Document::read(
        &sample.text,
        Family::of(&sample.language),
        &mut Studied::default(),
    )
}

fn examples_of(number: usize, sample: &Sample) -> Vec<Example> {
    let document = document(sample);
    let gold = labels(&document, sample);
    let wanted = wanted_lines(sample);
    let lines = (0..document.lines.len()).filter(|&line| {
        wanted.is_none_or_contains(document.tokens[document.lines[line].0.start].start as usize)
    });
    lines
        .map(|line| example(number, sample, &document, line, &gold))
        .collect()
}

/// Byte ranges of the lines to train on; none means all.
struct Wanted(Option<Vec<std::ops::Range<usize>>>);

impl Wanted {
    fn is_none_or_contains(&self, byte: usize) -> bool {
        self.0
            .as_ref()
            .is_none_or(|ranges| ranges.iter().any(|r| r.contains(&byte)))
    }
}

fn wanted_lines(sample: &Sample) -> Wanted {
    if sample.only_lines.is_empty() {
        return Wanted(None);
    }
    let mut at = 0;
    let mut ranges = Vec::new();
    for (number, line) in sample.text.split_inclusive('\n').enumerate() {
        if sample.only_lines.contains(&number) {
            ranges.push(at..at + line.len());
        }
        at += line.len();
    }
    Wanted(Some(ranges))
}

fn example(
    number: usize,
    sample: &Sample,
    document: &Document,
    line: usize,
    gold: &[Label],
) -> Example {
    let range = document.lines[line].0.clone();
    let places = Line::new(document, line);
    let mut example = Example {
        sample: number,
        line,
        weight: sample.weight,
        ..Example::default()
    };
    for token in range.clone() {
        let features = &mut example.features;
        for distance in DISTANCES {
            if let Some(at) = token
                .checked_add_signed(distance as isize)
                .filter(|at| range.contains(at))
            {
                features::word(document.word(at), distance, document.family, &mut |f| {
                    features.push(f);
                });
            }
        }
        places.place(token, &mut |f| features.push(f));
        example.ends.push(example.features.len() as u32);
        example.allowed.push(allowed(gold[token], sample.partial));
    }
    example
}

fn allowed(label: Label, partial: bool) -> Allowed {
    let fourth = (1 << LABELS) - (1 << decode::label(3, Part::Begin));
    if partial && label == OUTSIDE {
        1 | fourth
    } else {
        1 << label
    }
}

/// The right label of every token.
pub fn labels(document: &Document, sample: &Sample) -> Vec<Label> {
    let mut labels = vec![OUTSIDE; document.tokens.len()];
    for &(start, end, kind) in &sample.names {
        let first = document.tokens.partition_point(|t| t.end as usize <= start);
        let behind = document
            .tokens
            .partition_point(|t| (t.start as usize) < end);
        for (at, slot) in labels.iter_mut().enumerate().take(behind).skip(first) {
            let part = match (at == first, at + 1 == behind) {
                (true, true) => Part::Unit,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            *slot = decode::label(kind, part);
        }
    }
    labels
}

/// Gives each example the features of the second pass, from labels by `model_for(sample)`.
pub fn add_votes<'m>(
    samples: &[Sample],
    examples: &mut [Example],
    bank: &mut Bank,
    model_for: impl Fn(usize) -> &'m Model,
) {
    for (number, sample) in samples.iter().enumerate() {
        let document = document(sample);
        let first = tagger::first_labels(&document, model_for(number));
        let votes = features::votes(&document, &first);
        let from = examples.partition_point(|e| e.sample < number);
        let to = examples.partition_point(|e| e.sample <= number);
        for example in &mut examples[from..to] {
            let range = document.lines[example.line].0.clone();
            for token in range.clone() {
                let given = &mut example.votes;
                features::second_pass(
                    &document,
                    token,
                    (range.start, range.end),
                    &first,
                    &votes,
                    &mut |f| given.push(bank.number(f)),
                );
                example.vote_ends.push(example.votes.len() as u32);
            }
        }
    }
}
