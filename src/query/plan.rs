//! A query's tree to what is run: leaves over the words of an index, expressions over their places, tests over articles.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::analysis::is_stop_word;

use super::algebra::Expr;
use super::date::{self, Period};
use super::pieces::{self, Piece};
use super::tree::{
    Clause, Comparison, DateTest, Form, Kind, Nearness, Node, Phrase, Query, Sign, TextField,
    ValueField, Word,
};

/// What a plan depends on beside the query.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// The languages of the index, most articles first.
    pub languages: &'a [String],
    /// What `yesterday` counts from.
    pub today: Date,
}

/// Which terms of an index a leaf means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Every form with the same stem.
    Stem {
        /// The folded word.
        key: String,
        /// The word in lower case, with its accents.
        spelling: String,
    },
    /// Every spelling of one folded word.
    Key(String),
    /// One term as it is stored.
    Term(String),
    /// Every key that begins so.
    Starts(String),
    /// Every key that fits, `*` for any letters and `?` for one.
    Wild(String),
    /// Every key within so many edits.
    Fuzzy {
        /// The folded word.
        key: String,
        /// Letters inserted, removed, replaced or swapped.
        edits: u8,
    },
    /// Every key that a regular expression matches.
    Regex(String),
}

/// A pattern in a part of the article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// Which terms.
    pub pattern: Pattern,
    /// Where; `None` for headline and text.
    pub field: Option<TextField>,
}

/// What an article must be to match.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Every article.
    Everything,
    /// The expression with this number has a span.
    Holds(usize),
    /// It has so many, without overlap.
    Often {
        /// How many.
        times: u32,
        /// The number of the expression.
        expr: usize,
    },
    /// All hold; so does an empty list.
    All(Vec<Test>),
    /// At least so many hold.
    Some {
        /// How many.
        least: usize,
        /// Of what.
        of: Vec<Test>,
    },
    /// It does not hold.
    Not(Box<Test>),
    /// Always passes; those that hold make the article better.
    Better(Vec<Test>),
    /// A value fits.
    Value {
        /// Which.
        field: ValueField,
        /// As written.
        text: String,
        /// This value and no other.
        exact: bool,
    },
    /// Published at or after the first second and before the second one.
    Published {
        /// Seconds since 1970.
        from: Option<i64>,
        /// Seconds since 1970.
        until: Option<i64>,
    },
    /// The number of words of the text.
    Words(Comparison, u32),
}

/// An expression that counts for the order of the hits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// The number of the expression.
    pub expr: usize,
    /// Its weight; 1 unless boosted.
    pub weight: f32,
}

/// What is run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The leaves, each different.
    pub leaves: Vec<Leaf>,
    /// The expressions, each different; their leaves are numbers into `leaves`.
    pub exprs: Vec<Expr>,
    /// What an article must be.
    pub test: Test,
    /// What counts for the order, and what is marked; nothing that stands under NOT.
    pub units: Vec<Unit>,
    /// Words of a list that were passed over because they are too common to find anything.
    pub passed_over: Vec<String>,
}

/// Plans a query; `None` if no word is left in it.
pub fn plan(query: &Query, around: &Surroundings<'_>) -> Option<Plan> {
    let root = query.root.as_ref()?;
    let mut planner = Planner {
        around,
        stop_language: String::new(),
        leaves: Numbered::default(),
        exprs: Numbered::default(),
        units: Vec::new(),
        passed_over: Vec::new(),
    };
    planner.stop_language = planner.language_of(root);
    let test = planner.test(
        root,
        Place {
            field: None,
            weight: 1.0,
            counts: true,
        },
    )?;
    Some(Plan {
        leaves: planner.leaves.items,
        exprs: planner.exprs.items,
        test,
        units: planner.units,
        passed_over: planner.passed_over,
    })
}

/// Different items by number.
#[derive(Debug)]
struct Numbered<T> {
    items: Vec<T>,
    numbers: FxHashMap<T, usize>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            numbers: FxHashMap::default(),
        }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    fn number(&mut self, item: T) -> usize {
        let next = self.items.len();
        *self.numbers.entry(item).or_insert_with_key(|item| {
            self.items.push(item.clone());
            next
        })
    }
}

/// Where a node stands.
#[derive(Clone, Copy)]
struct Place {
    field: Option<TextField>,
    weight: f32,
    /// False under NOT.
    counts: bool,
}

struct Planner<'a> {
    around: &'a Surroundings<'a>,
    stop_language: String,
    leaves: Numbered<Leaf>,
    exprs: Numbered<Expr>,
    units: Vec<Unit>,
    passed_over: Vec<String>,
}

impl Planner<'_> {
    fn test(&mut self, node: &Node, place: Place) -> Option<Test> {
        match &node.kind {
            Kind::Everything => Some(Test::Everything),
            Kind::Word(_)
            | Kind::Phrase(_)
            | Kind::Regex(_)
            | Kind::Near { .. }
            | Kind::First { .. } => {
                let expr = self.expr(node, place.field)?;
                self.nearest_spelling(node, place);
                Some(Test::Holds(self.unit(expr, place)))
            }
            Kind::AtLeast { times, inner } => {
                let expr = self.expr(inner, place.field)?;
                Some(Test::Often {
                    times: *times,
                    expr: self.unit(expr, place),
                })
            }
            Kind::List(clauses) => self.list(clauses, place),
            Kind::And(nodes) => some_all(self.tests(nodes, place)),
            Kind::Or(nodes) => some_of(1, self.tests(nodes, place)),
            Kind::AnyOf { least, of } => some_of(*least as usize, self.tests(of, place)),
            Kind::Not(inner) => {
                let inner = self.test(
                    inner,
                    Place {
                        counts: false,
                        ..place
                    },
                )?;
                Some(Test::Not(Box::new(inner)))
            }
            Kind::In { field, inner } => self.test(
                inner,
                Place {
                    field: Some(*field),
                    ..place
                },
            ),
            Kind::Boost { hundredths, inner } => {
                let weight = place.weight * (*hundredths as f32) / 100.0;
                self.test(inner, Place { weight, ..place })
            }
            Kind::Macro { inner, .. } => self.test(inner, place),
            Kind::Value { field, text, exact } => Some(Test::Value {
                field: *field,
                text: text.clone(),
                exact: *exact,
            }),
            Kind::Date { test, text } => published(*test, text, self.around.today),
            Kind::Words { comparison, count } => Some(Test::Words(*comparison, *count)),
        }
    }

    fn tests(&mut self, nodes: &[Node], place: Place) -> Vec<Test> {
        nodes
            .iter()
            .filter_map(|node| self.test(node, place))
            .collect()
    }

    fn unit(&mut self, expr: Expr, place: Place) -> usize {
        let number = self.exprs.number(expr);
        if place.counts {
            match self.units.iter_mut().find(|unit| unit.expr == number) {
                Some(unit) => unit.weight = unit.weight.max(place.weight),
                None => self.units.push(Unit {
                    expr: number,
                    weight: place.weight,
                }),
            }
        }
        number
    }

    /// The word as typed counts on top of the spellings near it, so that it comes first.
    fn nearest_spelling(&mut self, node: &Node, place: Place) {
        if let Kind::Word(Word {
            text,
            form: Form::Fuzzy(_),
        }) = &node.kind
        {
            let same = Word {
                text: text.clone(),
                form: Form::Stem,
            };
            if let Some(expr) = self.word(&same, place.field) {
                self.unit(expr, place);
            }
        }
    }

    fn list(&mut self, clauses: &[Clause], place: Place) -> Option<Test> {
        let (mut must, mut may) = (Vec::new(), Vec::new());
        let telling = clauses
            .iter()
            .any(|clause| clause.sign != Sign::Not && !self.is_common(&clause.node));
        for clause in clauses {
            if telling && clause.sign == Sign::May && self.is_common(&clause.node) {
                self.passed_over.push(clause.node.to_string());
                continue;
            }
            let counts = place.counts && clause.sign != Sign::Not;
            let Some(test) = self.test(&clause.node, Place { counts, ..place }) else {
                continue;
            };
            match clause.sign {
                Sign::May => may.push(test),
                Sign::Must => must.push(test),
                Sign::Not => must.push(Test::Not(Box::new(test))),
            }
        }
        let required = clauses.iter().any(|clause| clause.sign == Sign::Must);
        if required && !may.is_empty() {
            must.push(Test::Better(may));
        } else {
            must.extend(some_of(1, may));
        }
        some_all(must)
    }

    fn is_common(&self, node: &Node) -> bool {
        match &node.kind {
            Kind::Word(Word {
                text,
                form: Form::Stem,
            }) => {
                let pieces = pieces::of_text(text, false);
                !pieces.is_empty()
                    && pieces.iter().all(|piece| match &piece.pattern {
                        Pattern::Stem { key, .. } => is_stop_word(&self.stop_language, key),
                        _ => false,
                    })
            }
            _ => false,
        }
    }

    /// The language of the index whose common words the query has most of; the index's own at a tie.
    fn language_of(&self, root: &Node) -> String {
        let mut words = Vec::new();
        super::tree::walk(root, &mut |node| {
            if let Kind::Word(Word {
                text,
                form: Form::Stem,
            }) = &node.kind
            {
                words.push(crate::analysis::fold(text));
            }
        });
        let mut best: Option<(usize, &String)> = None;
        for language in self.around.languages {
            let common = words
                .iter()
                .filter(|word| is_stop_word(language, word))
                .count();
            if best.is_none_or(|(most, _)| common > most) {
                best = Some((common, language));
            }
        }
        best.map(|(_, language)| language.clone())
            .unwrap_or_default()
    }

    fn expr(&mut self, node: &Node, field: Option<TextField>) -> Option<Expr> {
        match &node.kind {
            Kind::Word(word) => self.word(word, field),
            Kind::Phrase(phrase) => self.phrase(phrase, field),
            Kind::Regex(text) => {
                let leaf = self.leaves.number(Leaf {
                    pattern: Pattern::Regex(text.clone()),
                    field,
                });
                Some(Expr::Leaf(leaf))
            }
            Kind::Or(nodes) => any(nodes
                .iter()
                .filter_map(|node| self.expr(node, field))
                .collect()),
            Kind::List(clauses) => any(clauses
                .iter()
                .filter_map(|clause| self.expr(&clause.node, field))
                .collect()),
            Kind::Near {
                nearness,
                negated,
                left,
                right,
            } => {
                let left = self.expr(left, field)?;
                self.expr(right, field)
                    .map(|right| near(*nearness, *negated, left, right))
            }
            Kind::First { words, inner } => Some(Expr::First {
                words: *words,
                inner: Box::new(self.expr(inner, field)?),
            }),
            Kind::In { field, inner } => self.expr(inner, Some(*field)),
            Kind::Boost { inner, .. } | Kind::Macro { inner, .. } => self.expr(inner, field),
            _ => None,
        }
    }

    fn word(&mut self, word: &Word, field: Option<TextField>) -> Option<Expr> {
        let pieces = match word.form {
            Form::Stem => pieces::of_text(&word.text, false),
            Form::Exact => pieces::of_text(&word.text, true),
            Form::Wild => pieces::of_wild(&word.text, false),
            Form::Fuzzy(edits) => pieces::of_fuzzy(&word.text, edits),
        };
        self.row(pieces, field)
    }

    fn phrase(&mut self, phrase: &Phrase, field: Option<TextField>) -> Option<Expr> {
        let pieces = pieces::of_wild(&phrase.text, phrase.exact);
        let Some(steps) = phrase.within else {
            return self.row(pieces, field);
        };
        let mut words = pieces.into_iter().map(|piece| {
            Expr::Leaf(self.leaves.number(Leaf {
                pattern: piece.pattern,
                field,
            }))
        });
        let first = words.next()?;
        Some(words.fold(first, |left, right| {
            near(Nearness::Within(steps), false, left, right)
        }))
    }

    fn row(&mut self, pieces: Vec<Piece>, field: Option<TextField>) -> Option<Expr> {
        let start = pieces.first()?.position;
        let width = pieces.last()?.position + 1 - start;
        let mut parts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let leaf = self.leaves.number(Leaf {
                pattern: piece.pattern,
                field,
            });
            parts.push((piece.position - start, leaf));
        }
        Some(match parts.as_slice() {
            [(0, leaf)] => Expr::Leaf(*leaf),
            _ => Expr::Row { parts, width },
        })
    }
}

fn near(nearness: Nearness, negated: bool, left: Expr, right: Expr) -> Expr {
    Expr::Near {
        nearness,
        negated,
        left: Box::new(left),
        right: Box::new(right),
    }
}

fn any(mut parts: Vec<Expr>) -> Option<Expr> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Expr::Any(parts)),
    }
}

fn some_all(mut tests: Vec<Test>) -> Option<Test> {
    match tests.len() {
        0 | 1 => tests.pop(),
        _ => Some(Test::All(tests)),
    }
}

fn some_of(least: usize, mut of: Vec<Test>) -> Option<Test> {
    match (of.len(), least) {
        (0, _) => None,
        (1, 1) => of.pop(),
        _ => Some(Test::Some { least, of }),
    }
}

/// The seconds that a test of the day of publication spans, days counted in UTC.
pub fn published(test: DateTest, text: &str, today: Date) -> Option<Test> {
    let Period { first, last } = date::period(text, today)?;
    let start = |day: Date| {
        day.to_zoned(jiff::tz::TimeZone::UTC)
            .ok()
            .map(|day| day.timestamp().as_second())
    };
    let (begin, until) = (
        first.and_then(start),
        last.and_then(|day| day.tomorrow().ok()).and_then(start),
    );
    Some(match test {
        DateTest::In => Test::Published { from: begin, until },
        DateTest::After => Test::Published {
            from: begin,
            until: None,
        },
        DateTest::Before => Test::Published {
            from: None,
            until: begin,
        },
    })
}
