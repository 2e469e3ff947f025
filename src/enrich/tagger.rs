//! Two passes over an article: the first labels each line, the second sees what the first said of the same words elsewhere.

use super::decode::{self, Best, Edges, Label, OUTSIDE, Part, Steps};
use super::document::{Document, LineCase};
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
}

impl Recent {
    /// Words that are kept, as a power of two; about 300 bytes each. News repeats itself: nine words in ten are found.
    const BITS: u32 = 14;

    /// Room for some thousands of words. The default has none: it keeps nothing.
    pub fn new() -> Self {
        Self {
            slots: vec![None; 1 << Self::BITS],
        }
    }

    fn scores(&mut self, word: &Word, family: Family, asked: &Asked) -> WordScores {
        let spelling = word.out_of_article();
        let at = spelling.exact.wrapping_mul(0x9e37_79b1) >> (32 - Self::BITS);
        let Some(slot) = self.slots.get_mut(at as usize) else {
            return word_scores(word, family, asked.model);
        };
        match slot {
            Some((known, of, by, scores))
                if *known == spelling && *of == family && *by == asked.number =>
            {
                *scores
            }
            _ => {
                let scores = word_scores(word, family, asked.model);
                slot.insert((spelling, family, asked.number, scores)).3
            }
        }
    }
}

/// The weights that read an article.
#[derive(Debug, Clone, Copy)]
pub struct Weights<'m> {
    /// For lines in which capitals begin sentences and names.
    pub sentences: &'m Model,
    /// For lines in title case and in capitals.
    pub headlines: &'m Model,
    /// Tells them from other weights that are asked with the same [`Recent`].
    pub number: u8,
}

impl<'m> From<&'m Model> for Weights<'m> {
    /// One model for all lines.
    fn from(model: &'m Model) -> Self {
        Self {
            sentences: model,
            headlines: model,
            number: 0,
        }
    }
}

/// A model that is asked, with what it makes of labels behind one another.
struct Asked<'m> {
    model: &'m Model,
    steps: Steps<'m>,
    number: u8,
}

/// Those for sentences and for headlines.
struct Both<'m>([Asked<'m>; 2]);

impl<'m> Both<'m> {
    fn new(weights: Weights<'m>) -> Self {
        let asked = |model: &'m Model, nth: u8| Asked {
            model,
            steps: Steps::new(&model.transitions),
            number: 2 * weights.number + nth,
        };
        Self([asked(weights.sentences, 0), asked(weights.headlines, 1)])
    }

    /// The one for a line, and its place among both.
    fn of(&self, document: &Document, line: usize) -> (usize, &Asked<'m>) {
        let place = usize::from(document.lines[line].1 != LineCase::Sentence);
        (place, &self.0[place])
    }
}

/// The names in an article, in order.
pub fn tag(document: &Document, weights: Weights, recent: &mut Recent) -> Vec<Span> {
    let (both, runs) = (Both::new(weights), runs::runs(document));
    let mut scores = first_scores(document, &runs, &both, recent);
    let first = labels(document, &runs, &scores, &both);
    let second = second_labels(document, &runs, &mut scores, &first, &both);
    spans(&second)
}

/// Labels of the first pass alone.
pub fn first_labels(document: &Document, model: &Model) -> Vec<Label> {
    let (both, runs) = (Both::new(model.into()), runs::runs(document));
    let scores = first_scores(document, &runs, &both, &mut Recent::default());
    labels(document, &runs, &scores, &both)
}

fn labels(document: &Document, runs: &[Run], scores: &[Scores], both: &Both) -> Vec<Label> {
    let mut labels = vec![OUTSIDE; document.tokens.len()];
    let mut table = Vec::new();
    for run in runs {
        let (_, asked) = both.of(document, run.line);
        label(run, scores, &asked.steps, &mut table, &mut labels);
    }
    labels
}

/// By token; zeros outside of the runs.
fn first_scores(
    document: &Document,
    runs: &[Run],
    both: &Both,
    recent: &mut Recent,
) -> Vec<Scores> {
    let mut words = [WordRows::default(), WordRows::default()];
    let mut scores = vec![[0; LANES]; document.tokens.len()];
    let mut features = Vec::new();
    for of_line in runs.chunk_by(|a, b| a.line == b.line) {
        let Some(Run { line: number, .. }) = of_line.first() else {
            continue;
        };
        let range = &document.lines[*number].0;
        let line = Line::new(document, *number);
        let (place, asked) = both.of(document, *number);
        for token in of_line.iter().flat_map(|run| run.tokens.clone()) {
            let sum = &mut scores[token];
            for (nth, &distance) in DISTANCES.iter().enumerate() {
                if let Some(at) = token
                    .checked_add_signed(distance as isize)
                    .filter(|at| range.contains(at))
                {
                    let rows = words[place].of(at, document, asked, recent);
                    add(sum, &rows[nth]);
                }
            }
            features.clear();
            line.place(token, &mut |feature| features.push(feature));
            asked.model.add_all(&features, sum);
        }
    }
    scores
}

/// What the words of one article say by one model, summed when first asked for.
#[derive(Default)]
struct WordRows {
    /// By word the place in `rows`; [`Self::UNKNOWN`] if it was not asked for. Empty until the first word is.
    numbers: Vec<u32>,
    rows: Vec<WordScores>,
}

impl WordRows {
    const UNKNOWN: u32 = u32::MAX;

    fn of(
        &mut self,
        token: usize,
        document: &Document,
        asked: &Asked,
        recent: &mut Recent,
    ) -> &WordScores {
        if self.numbers.is_empty() {
            self.numbers.resize(document.words.len(), Self::UNKNOWN);
        }
        let word = document.word_of[token] as usize;
        if self.numbers[word] == Self::UNKNOWN {
            self.numbers[word] = self.rows.len() as u32;
            let scores = recent.scores(&document.words[word], document.family, asked);
            self.rows.push(scores);
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
    both: &Both,
) -> Vec<Label> {
    let votes = features::votes(document, first);
    let mut labels = first.to_vec();
    let (mut table, mut features) = (Vec::new(), Vec::new());
    for run in runs {
        let line = &document.lines[run.line].0;
        let (_, asked) = both.of(document, run.line);
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
            asked.model.add_all(&features, &mut scores[token]);
        }
        if touched {
            label(run, scores, &asked.steps, &mut table, &mut labels);
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
