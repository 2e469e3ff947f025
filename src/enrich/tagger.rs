//! Two passes over an article: the first labels each line, the second sees what the first said of the same words elsewhere.

use std::sync::OnceLock;

use super::decode::{self, Label, Part};
use super::document::{Document, Word};
use super::features::{self, DISTANCES, Line};
use super::language::Family;
use super::model::{BadModel, LANES, Model, Scores};

/// The trained weights, packed.
const WEIGHTS: &[u8] = include_bytes!("data/weights.bin");

/// A tagged name: tokens `first..=last` and the number of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// 0 person, 1 organisation, 2 place, 3 anything else.
    pub kind: usize,
}

/// The shipped weights, unpacked at first use (about 10 ms).
///
/// # Errors
/// When the program was built with damaged weights.
pub fn shipped() -> Result<&'static Model, BadModel> {
    static SHIPPED: OnceLock<Result<Model, BadModel>> = OnceLock::new();
    SHIPPED
        .get_or_init(|| Model::from_bytes(WEIGHTS))
        .as_ref()
        .map_err(|&bad| bad)
}

/// What one word's own features say at each of the [`DISTANCES`].
type WordScores = [Scores; DISTANCES.len()];

/// The scores of words that came up lately, for one model: a word's own features say the same in every article.
#[derive(Debug, Default)]
pub struct Recent {
    slots: Vec<Option<(Word, Family, WordScores)>>,
}

impl Recent {
    /// Words that are kept, as a power of two; about 300 bytes each. News repeats itself: nine words in ten are found.
    const BITS: u32 = 13;

    /// Room for some thousands of words. The default has none: it keeps nothing.
    pub fn new() -> Self {
        Self {
            slots: vec![None; 1 << Self::BITS],
        }
    }

    fn scores(&mut self, word: &Word, family: Family, model: &Model) -> WordScores {
        let spelling = word.out_of_article();
        let at = spelling.exact.wrapping_mul(0x9e37_79b1) >> (32 - Self::BITS);
        let Some(slot) = self.slots.get_mut(at as usize) else {
            return word_scores(word, family, model);
        };
        match slot {
            Some((known, of, scores)) if *known == spelling && *of == family => *scores,
            _ => {
                slot.insert((spelling, family, word_scores(word, family, model)))
                    .2
            }
        }
    }
}

/// The names in an article, in order.
pub fn tag(document: &Document, model: &Model, recent: &mut Recent) -> Vec<Span> {
    let scores = first_scores(document, model, recent);
    let first = label_lines(document, &scores, model);
    spans(&second_labels(document, scores, &first, model))
}

#[cfg(feature = "train")]
/// Labels of the first pass alone.
pub fn first_labels(document: &Document, model: &Model) -> Vec<Label> {
    label_lines(
        document,
        &first_scores(document, model, &mut Recent::default()),
        model,
    )
}

fn first_scores(document: &Document, model: &Model, recent: &mut Recent) -> Vec<Scores> {
    let by_word: Vec<WordScores> = document
        .words
        .iter()
        .map(|word| recent.scores(word, document.family, model))
        .collect();
    let mut scores = vec![[0; LANES]; document.tokens.len()];
    for number in 0..document.lines.len() {
        let range = document.lines[number].0.clone();
        let line = Line::new(document, number);
        for token in range.clone() {
            let sum = &mut scores[token];
            for (nth, &distance) in DISTANCES.iter().enumerate() {
                if let Some(at) = token
                    .checked_add_signed(distance as isize)
                    .filter(|at| range.contains(at))
                {
                    add(sum, &by_word[document.word_of[at] as usize][nth]);
                }
            }
            line.place(token, &mut |feature| model.add(feature, sum));
        }
    }
    scores
}

fn word_scores(word: &Word, family: Family, model: &Model) -> WordScores {
    DISTANCES.map(|distance| {
        let mut sum = [0; LANES];
        features::word(word, distance, family, &mut |feature| {
            model.add(feature, &mut sum);
        });
        sum
    })
}

fn add(sum: &mut Scores, more: &Scores) {
    let before = *sum;
    *sum = std::array::from_fn(|lane| before[lane] + more[lane]);
}

fn label_lines(document: &Document, scores: &[Scores], model: &Model) -> Vec<Label> {
    document
        .lines
        .iter()
        .flat_map(|(range, _)| decode::best_path(&scores[range.clone()], &model.transitions))
        .collect()
}

fn second_labels(
    document: &Document,
    mut scores: Vec<Scores>,
    first: &[Label],
    model: &Model,
) -> Vec<Label> {
    let votes = features::votes(document, first);
    let mut labels = Vec::with_capacity(first.len());
    for (range, _) in &document.lines {
        let mut touched = false;
        for token in range.clone() {
            features::second_pass(
                document,
                token,
                (range.start, range.end),
                first,
                &votes,
                &mut |feature| {
                    model.add(feature, &mut scores[token]);
                    touched = true;
                },
            );
        }
        if touched {
            labels.extend(decode::best_path(
                &scores[range.clone()],
                &model.transitions,
            ));
        } else {
            labels.extend_from_slice(&first[range.clone()]);
        }
    }
    labels
}

/// Names from labels.
pub fn spans(labels: &[Label]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut first = 0;
    for (at, &label) in labels.iter().enumerate() {
        match decode::kind_and_part(label) {
            Some((_, Part::Begin)) => first = at,
            Some((kind, Part::Unit)) => found.push(Span {
                first: at,
                last: at,
                kind,
            }),
            Some((kind, Part::Last)) => found.push(Span {
                first,
                last: at,
                kind,
            }),
            Some((_, Part::Inside)) | None => {}
        }
    }
    found
}
