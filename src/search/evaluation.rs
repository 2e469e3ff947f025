//! How good answers are: measures over a run and judgments, as TREC writes both. Pure.
//!
//! ```
//! use newsdex::search::evaluation::{Judgments, Run, evaluate};
//! let judged = Judgments::parse("q1 0 a 1\nq1 0 b 0\n").unwrap();
//! let run = Run::parse("q1 Q0 b 1 2.5 mine\nq1 Q0 a 2 1.5 mine\n").unwrap();
//! let report = evaluate(&run, &judged);
//! assert_eq!(report.queries[0].reciprocal_rank, 0.5);
//! ```

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

/// Hits that nDCG looks at.
const DEPTH: usize = 10;

/// Samples drawn for an interval.
const SAMPLES: usize = 1000;

/// Grades of documents, by query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgments(BTreeMap<String, FxHashMap<String, i32>>);

/// Ranked documents, by query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Run(BTreeMap<String, Vec<(String, f32)>>);

/// A line that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not {expected}")]
pub struct Malformed {
    /// Its number, from 1.
    pub line: usize,
    /// What was expected.
    pub expected: &'static str,
}

/// The measures of one query, each from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueryScores {
    /// The query's name.
    pub query: String,
    /// Discounted gain of the first ten beside the best possible; gain is the grade.
    pub ndcg10: f64,
    /// Mean precision at the relevant documents.
    pub average_precision: f64,
    /// One over the rank of the first relevant document.
    pub reciprocal_rank: f64,
    /// 1 if the first document is relevant.
    pub success1: f64,
    /// Share of relevant documents among the first ten places, filled or not.
    pub precision10: f64,
    /// Share of the relevant documents that were found.
    pub recall: f64,
}

/// A mean with the interval in which it lies 95 times in 100, by resampling queries.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The measures of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Over all judged queries.
    pub ndcg10: Mean,
    /// Over all judged queries.
    pub average_precision: Mean,
    /// Over all judged queries.
    pub reciprocal_rank: Mean,
    /// Over all judged queries.
    pub success1: Mean,
    /// Over all judged queries.
    pub precision10: Mean,
    /// Over all judged queries.
    pub recall: Mean,
    /// Judged queries that have a relevant document.
    pub judged: usize,
    /// Those of them that the run answers with any document.
    pub answered: usize,
    /// Query by query, in order of their names.
    pub queries: Vec<QueryScores>,
}

/// Two runs over the same queries.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Comparison {
    /// How much more nDCG the second run has.
    pub difference: Mean,
    /// Queries on which the second run is better.
    pub better: usize,
    /// Queries on which it is worse.
    pub worse: usize,
    /// How often signs thrown at random give as large a difference.
    pub p_value: f64,
}

impl Judgments {
    /// Reads `query 0 document grade` lines, or `query document grade` ones below a header that begins with `query-id`.
    ///
    /// # Errors
    /// The first line that has fewer fields or a grade that is no number.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let mut found = Self::default();
        let short = text.starts_with("query-id");
        let lines = text.lines().enumerate().skip(usize::from(short));
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let read = match fields.as_slice() {
                [query, document, grade] if short => Some((query, document, grade)),
                [query, _, document, grade, ..] if !short => Some((query, document, grade)),
                _ => None,
            };
            let read = read.and_then(|(query, document, grade)| {
                Some((*query, *document, grade.parse::<i32>().ok()?))
            });
            let Some((query, document, grade)) = read else {
                return Err(Malformed {
                    line: at + 1,
                    expected: "`query 0 document grade`",
                });
            };
            let grades = found.0.entry(query.to_owned()).or_default();
            grades.insert(document.to_owned(), grade);
        }
        Ok(found)
    }

    /// The names of the queries, in order.
    pub fn queries(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The grade of a document for a query; 0 if it was not judged.
    pub fn grade(&self, query: &str, document: &str) -> i32 {
        self.0
            .get(query)
            .and_then(|grades| grades.get(document))
            .copied()
            .unwrap_or(0)
    }
}

impl Run {
    /// Reads `query Q0 document rank score name` lines. As `trec_eval` does, ranks are not looked at: the order is by score
    /// in single precision, and of equal scores the document whose name is greater comes first.
    ///
    /// # Errors
    /// The first line that has fewer fields, a score that is no number, or a document that its query had before.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let mut found = Self::default();
        let mut seen = FxHashSet::default();
        for (at, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let score = fields
                .get(4)
                .and_then(|score| score.parse::<f32>().ok())
                .filter(|score| score.is_finite());
            let (Some(query), Some(document), Some(score)) = (fields.first(), fields.get(2), score)
            else {
                return Err(Malformed {
                    line: at + 1,
                    expected: "`query Q0 document rank score name`",
                });
            };
            if !seen.insert((*query, *document)) {
                return Err(Malformed {
                    line: at + 1,
                    expected: "a document that its query has not had before",
                });
            }
            found.add(query, document, score);
        }
        let by_score = |documents: &mut Vec<(String, f32)>| {
            documents.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
        };
        found.0.values_mut().for_each(by_score);
        Ok(found)
    }

    /// Adds the next document of a query, which comes behind those that it has.
    fn add(&mut self, query: &str, document: &str, score: f32) {
        self.0
            .entry(query.to_owned())
            .or_default()
            .push((document.to_owned(), score));
    }
}

/// Measures a run; a judged query without an answer counts as 0.
pub fn evaluate(run: &Run, judgments: &Judgments) -> Report {
    let none = Vec::new();
    let score = |(query, grades): (&String, &FxHashMap<String, i32>)| {
        of_query(query, run.0.get(query).unwrap_or(&none), grades)
    };
    let queries: Vec<QueryScores> = judgments
        .0
        .iter()
        .filter(|(_, grades)| grades.values().any(|&grade| grade > 0))
        .map(score)
        .collect();
    let mean = |measure: fn(&QueryScores) -> f64| {
        interval(&queries.iter().map(measure).collect::<Vec<_>>())
    };
    Report {
        ndcg10: mean(|scores| scores.ndcg10),
        average_precision: mean(|scores| scores.average_precision),
        reciprocal_rank: mean(|scores| scores.reciprocal_rank),
        success1: mean(|scores| scores.success1),
        precision10: mean(|scores| scores.precision10),
        recall: mean(|scores| scores.recall),
        judged: queries.len(),
        answered: queries
            .iter()
            .filter(|scores| run.0.contains_key(&scores.query))
            .count(),
        queries,
    }
}

/// Compares two reports over the same judgments by nDCG.
pub fn compare(first: &Report, second: &Report) -> Comparison {
    let pairs = first
        .queries
        .iter()
        .zip(&second.queries)
        .filter(|(a, b)| a.query == b.query);
    let differences: Vec<f64> = pairs.map(|(a, b)| b.ndcg10 - a.ndcg10).collect();
    Comparison {
        difference: interval(&differences),
        better: differences.iter().filter(|&&d| d > 1e-9).count(),
        worse: differences.iter().filter(|&&d| d < -1e-9).count(),
        p_value: sign_flips(&differences),
    }
}

fn of_query(
    query: &str,
    documents: &[(String, f32)],
    grades: &FxHashMap<String, i32>,
) -> QueryScores {
    let gains: Vec<i32> = documents
        .iter()
        .map(|(document, _)| grades.get(document).copied().unwrap_or(0).max(0))
        .collect();
    let mut best: Vec<i32> = grades
        .values()
        .copied()
        .filter(|&grade| grade > 0)
        .collect();
    best.sort_unstable_by_key(|grade| -grade);
    let relevant = best.len().max(1) as f64;
    let mut hits = 0;
    let mut precisions = 0.0;
    for (rank, _) in gains.iter().enumerate().filter(|&(_, &gain)| gain > 0) {
        hits += 1;
        precisions += f64::from(hits) / (rank + 1) as f64;
    }
    let first = gains.iter().position(|&gain| gain > 0);
    QueryScores {
        query: query.to_owned(),
        ndcg10: discounted(&gains) / discounted(&best).max(f64::MIN_POSITIVE),
        average_precision: precisions / relevant,
        reciprocal_rank: first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64),
        success1: f64::from(u8::from(first == Some(0))),
        precision10: gains.iter().take(DEPTH).filter(|&&gain| gain > 0).count() as f64
            / DEPTH as f64,
        recall: f64::from(hits) / relevant,
    }
}

fn discounted(gains: &[i32]) -> f64 {
    let first = gains.iter().take(DEPTH).enumerate();
    first
        .map(|(rank, &gain)| f64::from(gain) / (rank as f64 + 2.0).log2())
        .sum()
}

/// A small generator of even numbers' worth: the same numbers on every machine.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

fn mean_of(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}

fn interval(values: &[f64]) -> Mean {
    let mean = mean_of(values.iter().copied());
    let mut draws = Draws(0x9E37_79B9_7F4A_7C15);
    let many = values.len();
    let mut one = |_: usize| {
        values
            .get((draws.next() % many.max(1) as u64) as usize)
            .copied()
            .unwrap_or(0.0)
    };
    let mut means: Vec<f64> = (0..SAMPLES)
        .map(|_| mean_of((0..many).map(&mut one)))
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| {
        means
            .get((share * SAMPLES as f64) as usize)
            .copied()
            .unwrap_or(mean)
    };
    Mean {
        mean,
        low: at(0.025),
        high: at(0.975),
    }
}

fn sign_flips(differences: &[f64]) -> f64 {
    let observed = differences.iter().sum::<f64>().abs();
    let mut draws = Draws(0x2545_F491_4F6C_DD1D);
    let flip = |d: &f64, draws: &mut Draws| if draws.next() >> 63 == 0 { *d } else { -*d };
    let as_large = (0..SAMPLES)
        .filter(|_| {
            differences
                .iter()
                .map(|d| flip(d, &mut draws))
                .sum::<f64>()
                .abs()
                >= observed - 1e-12
        })
        .count();
    (as_large + 1) as f64 / (SAMPLES + 1) as f64
}
