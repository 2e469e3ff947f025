//! Two passes over an article: the first labels each line, the second sees what the first said of the same words elsewhere.

use super::decode::{self, Best, Edges, Label, OUTSIDE, Part, Steps};
use super::document::Document;
use super::features::{self, DISTANCES, Line};
use super::language::Family;
use super::model::{LANES, Model, Scores};
use super::runs::{self, Run};
use super::word::Word;

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

/// What one word's own features say at each of the [`DISTANCES`].
type WordScores = [Scores; DISTANCES.len()];

/// The scores of words that came up lately: a word's own features say the same in every article, by each model.
#[derive(Debug, Default)]
pub struct Recent {
    slots: Vec<Option<(Word, Family, u8, WordScores)>>,
    /// The model that is asked, by the number that its user gives it.
    model: u8,
}

impl Recent {
    /// Words that are kept, as a power of two; about 300 bytes each. News repeats itself: nine words in ten are found.
    const BITS: u32 = 14;

    /// Room for some thousands of words. The default has none: it keeps nothing.
    pub fn new() -> Self {
        Self {
            slots: vec![None; 1 << Self::BITS],
            model: 0,
        }
    }

    /// Says which of several models is asked from now on.
    pub fn turn_to(&mut self, model: u8) {
        self.model = model;
    }

    fn scores(&mut self, word: &Word, family: Family, model: &Model) -> WordScores {
        let spelling = word.out_of_article();
        let at = spelling.exact.wrapping_mul(0x9e37_79b1) >> (32 - Self::BITS);
        let Some(slot) = self.slots.get_mut(at as usize) else {
            return word_scores(word, family, model);
        };
        match slot {
            Some((known, of, by, scores))
                if *known == spelling && *of == family && *by == self.model =>
            {
                *scores
            }
            _ => {
                let scores = word_scores(word, family, model);
                slot.insert((spelling, family, self.model, scores)).3
            }
        }
    }
}

/// The names in an article, in order.
pub fn tag(document: &Document, model: &Model, recent: &mut Recent) -> Vec<Span> {
    let runs = runs::runs(document);
    let mut scores = first_scores(document, &runs, model, recent);
    let steps = Steps::new(&model.transitions);
    let mut labels = vec![OUTSIDE; document.tokens.len()];
    let mut table = Vec::new();
    for run in &runs {
        label(run, &scores, &steps, &mut table, &mut labels);
    }
    spans(&second_labels(
        document,
        &runs,
        &mut scores,
        &labels,
        (model, &steps),
    ))
}

/// Labels of the first pass alone.
pub fn first_labels(document: &Document, model: &Model) -> Vec<Label> {
    let runs = runs::runs(document);
    let scores = first_scores(document, &runs, model, &mut Recent::default());
    let steps = Steps::new(&model.transitions);
    let mut labels = vec![OUTSIDE; document.tokens.len()];
    let mut table = Vec::new();
    for run in &runs {
        label(run, &scores, &steps, &mut table, &mut labels);
    }
    labels
}

/// By token; zeros outside of the runs.
fn first_scores(
    document: &Document,
    runs: &[Run],
    model: &Model,
    recent: &mut Recent,
) -> Vec<Scores> {
    let mut words = WordRows::new(document, model, recent);
    let mut scores = vec![[0; LANES]; document.tokens.len()];
    let mut features = Vec::new();
    for of_line in runs.chunk_by(|a, b| a.line == b.line) {
        let Some(Run { line: number, .. }) = of_line.first() else {
            continue;
        };
        let range = &document.lines[*number].0;
        let line = Line::new(document, *number);
        for token in of_line.iter().flat_map(|run| run.tokens.clone()) {
            let sum = &mut scores[token];
            for (nth, &distance) in DISTANCES.iter().enumerate() {
                if let Some(at) = token
                    .checked_add_signed(distance as isize)
                    .filter(|at| range.contains(at))
                {
                    add(sum, &words.of(at)[nth]);
                }
            }
            features.clear();
            line.place(token, &mut |feature| features.push(feature));
            model.add_all(&features, sum);
        }
    }
    scores
}

/// What the words of one article say, summed when first asked for.
struct WordRows<'a> {
    document: &'a Document,
    model: &'a Model,
    recent: &'a mut Recent,
    /// By word the place in `rows`; [`Self::UNKNOWN`] if it was not asked for.
    numbers: Vec<u32>,
    rows: Vec<WordScores>,
}

impl<'a> WordRows<'a> {
    const UNKNOWN: u32 = u32::MAX;

    fn new(document: &'a Document, model: &'a Model, recent: &'a mut Recent) -> Self {
        Self {
            document,
            model,
            recent,
            numbers: vec![Self::UNKNOWN; document.words.len()],
            rows: Vec::with_capacity(document.words.len() / 2),
        }
    }

    fn of(&mut self, token: usize) -> &WordScores {
        let word = self.document.word_of[token] as usize;
        if self.numbers[word] == Self::UNKNOWN {
            self.numbers[word] = self.rows.len() as u32;
            let (document, model) = (self.document, self.model);
            self.rows.push(
                self.recent
                    .scores(&document.words[word], document.family, model),
            );
        }
        &self.rows[self.numbers[word] as usize]
    }
}

/// Room for the features of one word.
const FEATURES: usize = 48;

fn word_scores(word: &Word, family: Family, model: &Model) -> WordScores {
    let mut features = Vec::with_capacity(FEATURES);
    DISTANCES.map(|distance| {
        let mut sum = [0; LANES];
        features.clear();
        features::word(word, distance, family, &mut |feature| {
            features.push(feature);
        });
        model.add_all(&features, &mut sum);
        sum
    })
}

fn add(sum: &mut Scores, more: &Scores) {
    let before = *sum;
    *sum = std::array::from_fn(|lane| before[lane] + more[lane]);
}

fn label(run: &Run, scores: &[Scores], steps: &Steps, table: &mut Vec<Best>, labels: &mut [Label]) {
    let edges = Edges {
        opens_line: run.opens_line,
        closes_line: run.closes_line,
    };
    let path = &mut labels[run.tokens.clone()];
    steps.best_path(&scores[run.tokens.clone()], edges, table, path);
}

fn second_labels(
    document: &Document,
    runs: &[Run],
    scores: &mut [Scores],
    first: &[Label],
    (model, steps): (&Model, &Steps),
) -> Vec<Label> {
    let votes = features::votes(document, first);
    let mut labels = first.to_vec();
    let (mut table, mut features) = (Vec::new(), Vec::new());
    for run in runs {
        let line = &document.lines[run.line].0;
        let mut touched = false;
        for token in run.tokens.clone() {
            features.clear();
            features::second_pass(
                document,
                token,
                (line.start, line.end),
                first,
                &votes,
                &mut |feature| features.push(feature),
            );
            touched |= !features.is_empty();
            model.add_all(&features, &mut scores[token]);
        }
        if touched {
            label(run, scores, steps, &mut table, &mut labels);
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
