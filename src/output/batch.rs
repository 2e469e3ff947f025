//! Answers to many queries, as programs read them.

use serde::Serialize;

use super::fields::Field;
use super::records::{self, HitRecord};
use super::safe;
use super::tables::{Docno, no_formula, quoted, trec};
use crate::error::{Error, Problem};
use crate::index::Identity;
use crate::search::Hit;

/// The answer to one query of a batch.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The query's name.
    pub id: String,
    /// The query as it was given.
    pub query: String,
    /// The query as it was understood.
    pub read_as: String,
    /// Articles that match.
    pub total: u64,
    /// The generation that answered.
    pub generation: u64,
    /// The identity of the index that answered.
    pub identity: Option<Identity>,
    /// Hits that were passed over.
    pub offset: usize,
    /// The hits.
    pub hits: Vec<Hit>,
    /// What is told beside the answer, a line each.
    pub hints: Vec<String>,
    /// Why there is no answer.
    pub trouble: Option<Trouble>,
}

/// Why a query has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// In one line.
    pub message: String,
    /// The parts of the query that cannot be read.
    pub problems: Vec<Problem>,
}

impl Answer {
    /// The answer to a query that nobody has answered yet.
    pub fn of(id: String, query: &str) -> Self {
        Self {
            id,
            query: query.to_owned(),
            ..Self::default()
        }
    }

    /// Whether something was found.
    pub fn found(&self) -> bool {
        self.total > 0
    }
}

/// An error as the trouble of one query.
pub fn trouble(error: &Error) -> Trouble {
    let problems = match error {
        Error::Query { problems, .. } => problems.clone(),
        _ => Vec::new(),
    };
    Trouble {
        message: error.to_string(),
        problems,
    }
}

/// One line of `newsdex batch`.
#[derive(Debug, Serialize)]
struct AnswerRecord<'a> {
    id: &'a str,
    query: &'a str,
    read_as: &'a str,
    total: u64,
    index_generation: u64,
    index_identity: Option<Identity>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hints: &'a [String],
    hits: Vec<HitRecord<'a>>,
}

/// The line of a query that could not be answered.
#[derive(Debug, Serialize)]
struct TroubleRecord<'a> {
    id: &'a str,
    query: &'a str,
    error: &'a str,
    problems: &'a [Problem],
}

/// One line of `newsdex count --batch --json`.
#[derive(Debug, Serialize)]
struct CountedRecord<'a> {
    id: &'a str,
    query: &'a str,
    count: u64,
    generation: u64,
    identity: Option<Identity>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hints: &'a [String],
}

/// The line of an answer in JSON.
pub fn line(answer: &Answer) -> String {
    trouble_line(answer).unwrap_or_else(|| {
        let ranked = answer.hits.iter().zip(answer.offset + 1..);
        records::line(&AnswerRecord {
            id: &answer.id,
            query: &answer.query,
            read_as: &answer.read_as,
            total: answer.total,
            index_generation: answer.generation,
            index_identity: answer.identity,
            hints: &answer.hints,
            hits: ranked
                .map(|(hit, rank)| HitRecord::new(hit, rank))
                .collect(),
        })
    })
}

/// The line of a count in JSON.
pub fn count_line(answer: &Answer) -> String {
    trouble_line(answer).unwrap_or_else(|| {
        records::line(&CountedRecord {
            id: &answer.id,
            query: &answer.query,
            count: answer.total,
            generation: answer.generation,
            identity: answer.identity,
            hints: &answer.hints,
        })
    })
}

fn trouble_line(answer: &Answer) -> Option<String> {
    let trouble = answer.trouble.as_ref()?;
    Some(records::line(&TroubleRecord {
        id: &answer.id,
        query: &answer.query,
        error: &trouble.message,
        problems: &trouble.problems,
    }))
}

/// The part of a TREC run that answers one query.
pub fn run(answer: &Answer, docno: Docno) -> String {
    // Blanks divide the fields of a run.
    let name = safe::line(&answer.id).replace(char::is_whitespace, "_");
    let ranked = answer.hits.iter().zip(answer.offset + 1..);
    ranked
        .map(|(hit, rank)| trec(&name, hit, rank, docno))
        .collect()
}

/// A line a hit: the query's name, a tab, the article's identifier.
pub fn ids(answer: &Answer) -> String {
    let name = safe::line(&answer.id);
    let line = |hit: &Hit| format!("{name}\t{}\n", hit.id);
    answer.hits.iter().map(line).collect()
}

/// The columns of hits in a table of answers, behind `query`.
const COLUMNS: [Field; 8] = [
    Field::Rank,
    Field::Id,
    Field::Score,
    Field::Published,
    Field::Site,
    Field::Title,
    Field::Url,
    Field::Passage,
];

/// The header of a table of answers or counts.
pub fn head(count: bool, divider: &str) -> String {
    let mut names = vec!["query_id"];
    if count {
        names.extend(["count", "query"]);
    } else {
        names.extend(COLUMNS.map(Field::name));
    }
    names.push("error");
    names.join(divider) + "\n"
}

/// The rows of an answer: its count, or its hits. Trouble is a row with a last column.
pub fn rows(answer: &Answer, count: bool, divider: &str) -> String {
    let name = no_formula(safe::line(&answer.id).into_owned());
    let trouble = answer
        .trouble
        .as_ref()
        .map(|trouble| safe::line(&trouble.message).into_owned());
    let row = |cells: Vec<String>| {
        let cell = |cell: String| if divider == "," { quoted(&cell) } else { cell };
        cells
            .into_iter()
            .map(cell)
            .collect::<Vec<_>>()
            .join(divider)
            + "\n"
    };
    if count {
        let total = if trouble.is_some() {
            String::new()
        } else {
            answer.total.to_string()
        };
        let query = no_formula(safe::line(&answer.query).into_owned());
        return row(vec![name, total, query, trouble.unwrap_or_default()]);
    }
    if let Some(trouble) = trouble {
        let empty = std::iter::repeat_n(String::new(), COLUMNS.len());
        return row([name].into_iter().chain(empty).chain([trouble]).collect());
    }
    let ranked = answer.hits.iter().zip(answer.offset + 1..);
    let of_hit = |(hit, rank): (&Hit, usize)| {
        let cells = COLUMNS.iter().map(|field| {
            let text = field.text(hit, rank);
            if field.is_foreign() {
                no_formula(text)
            } else {
                text
            }
        });
        row([name.clone()]
            .into_iter()
            .chain(cells)
            .chain([String::new()])
            .collect())
    };
    ranked.map(of_hit).collect()
}
