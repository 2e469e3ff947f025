//! Walks the tree and numbers what it finds.

mod lists;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::analysis::{fold, is_stop_word};

use super::super::algebra::Expr;
use super::super::pieces::{self, Piece};
use super::super::tree::{self, Form, Kind, Nearness, Node, Phrase, TextField, Word};
use super::super::vocabulary;
use super::{Alternative, Leaf, Pattern, Plan, Surroundings, Test, Unit, Written, published};
use lists::some_of;

/// Plans a tree.
pub(super) fn run<'a>(root: &'a Node, around: &'a Surroundings<'_>) -> Option<Plan> {
    let mut planner = Planner {
        around,
        stop_language: String::new(),
        shouted: is_shouted(root),
        leaves: Numbered::default(),
        exprs: Numbered::default(),
        units: Vec::new(),
        passed_over: Vec::new(),
        lowered: Vec::new(),
        optional: Vec::new(),
        alternatives: Vec::new(),
        parts: Vec::new(),
        top: root.unweighted(),
    };
    planner.stop_language = planner.language_of(root);
    let place = Place {
        field: None,
        weight: 1.0,
        counts: true,
    };
    let test = planner.test(root, place)?;
    planner.note_lowered(root);
    let asks = |word: &String| vocabulary::asks(&fold(word));
    Some(Plan {
        operators: Vec::new(),
        question: planner.passed_over.iter().any(asks),
        leaves: planner.leaves.items,
        exprs: planner.exprs.items,
        parts: lists::parts_of(&test, planner.parts),
        test,
        units: planner.units,
        passed_over: planner.passed_over,
        lowered: planner.lowered,
        optional: planner.optional,
        alternatives: planner.alternatives,
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
    /// The whole query is typed in capitals, which then say nothing.
    shouted: bool,
    leaves: Numbered<Leaf>,
    exprs: Numbered<Expr>,
    units: Vec<Unit>,
    passed_over: Vec<String>,
    lowered: Vec<String>,
    optional: Vec<(String, Test)>,
    alternatives: Vec<Alternative>,
    parts: Vec<Written>,
    /// The root of the query.
    top: &'a Node,
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
                self.alternatives_of(node, place);
                Some(Test::Holds(self.unit(expr, place)))
            }
            Kind::AtLeast { times, inner } => {
                let expr = self.expr(inner, place.field)?;
                self.alternatives_of(inner, place);
                Some(Test::Often {
                    times: *times,
                    expr: self.unit(expr, place),
                })
            }
            Kind::List(clauses) => self.list(clauses, place),
            Kind::And(nodes) => self.all_of(node, nodes, place),
            Kind::Or(nodes) => {
                let tests = self.tests(nodes, place);
                if place.counts {
                    let parts = tests.iter().cloned().map(Alternative::Test);
                    self.alternatives.extend(parts);
                }
                some_of(1, tests)
            }
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
            Kind::In { .. } if is_any_byline(node) => {
                let leaf = self.leaves.number(Leaf {
                    pattern: Pattern::Starts(String::new()),
                    field: Some(TextField::Byline),
                });
                // No unit: whose articles these are does not rank or mark them.
                Some(Test::Holds(self.exprs.number(Expr::Leaf(leaf))))
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

    /// Notes the names that are words where a whole query is typed in capitals.
    fn note_lowered(&mut self, root: &Node) {
        if !self.shouted {
            return;
        }
        tree::walk(root, &mut |node| {
            if let Kind::Word(Word {
                text,
                form: Form::Stem,
            }) = &node.kind
                && vocabulary::NAMES.contains(&text.as_str())
                && !self.lowered.contains(text)
            {
                self.lowered.push(text.clone());
            }
        });
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

    /// Notes the parts of each OR within an expression.
    fn alternatives_of(&mut self, node: &Node, place: Place) {
        match &node.kind {
            _ if !place.counts => {}
            Kind::Or(nodes) => {
                for node in nodes {
                    let part = self.expr(node, place.field).map(Alternative::Expr);
                    self.alternatives.extend(part);
                }
            }
            Kind::In { field, inner } => {
                let field = Some(*field);
                self.alternatives_of(inner, Place { field, ..place });
            }
            Kind::Near {
                negated: true,
                left,
                ..
            } => self.alternatives_of(left, place),
            _ => node
                .children()
                .for_each(|child| self.alternatives_of(child, place)),
        }
    }

    fn is_common(&self, node: &Node) -> bool {
        match &node.unweighted().kind {
            Kind::Word(Word {
                text,
                form: Form::Stem,
            }) => {
                let pieces = pieces::of_text(&self.typed(text), false);
                !pieces.is_empty()
                    && pieces.iter().all(|piece| match &piece.pattern {
                        // U.S. and US are not us.
                        Pattern::Stem { key, spelling } => {
                            key == spelling && is_stop_word(&self.stop_language, key)
                        }
                        _ => false,
                    })
            }
            _ => false,
        }
    }

    /// The language of the index whose common words the query has most of; the index's own at a tie.
    fn language_of(&self, root: &Node) -> String {
        let mut words = Vec::new();
        tree::walk(root, &mut |node| {
            if let Kind::Word(Word {
                text,
                form: Form::Stem,
            }) = &node.kind
            {
                words.push(fold(text));
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

    /// A word as it is meant: in lower case, where the whole query stands in capitals.
    fn typed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.shouted {
            text.to_lowercase().into()
        } else {
            text.into()
        }
    }

    fn word(&mut self, word: &Word, field: Option<TextField>) -> Option<Expr> {
        let pieces = match word.form {
            Form::Stem => pieces::of_text(&self.typed(&word.text), false),
            Form::Exact => pieces::of_wild(&word.text, true),
            Form::Wild => pieces::of_wild(&word.text, false),
            Form::Fuzzy(edits) => pieces::of_fuzzy(&word.text, edits),
        };
        self.row(pieces, field)
    }

    fn phrase(&mut self, phrase: &Phrase, field: Option<TextField>) -> Option<Expr> {
        let text = if phrase.exact {
            Cow::Borrowed(phrase.text.as_str())
        } else {
            self.typed(&phrase.text)
        };
        let pieces = pieces::of_wild(&text, phrase.exact);
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

/// `byline:*`: has authors.
fn is_any_byline(node: &Node) -> bool {
    let Kind::In { field, inner } = &node.kind else {
        return false;
    };
    *field == TextField::Byline && matches!(inner.unweighted().kind, Kind::Everything)
}

/// Letters in a row that no initialism has.
const SHOUTED: usize = 7;

/// Whether a query is typed in capitals throughout: `PRIME MINISTER`, but not `US OR U.S. OR USA`.
fn is_shouted(root: &Node) -> bool {
    let (mut long, mut lower) = (false, false);
    tree::walk(root, &mut |node| {
        if let Kind::Word(Word { text, .. }) | Kind::Phrase(Phrase { text, .. }) = &node.kind {
            lower |= text.chars().any(char::is_lowercase);
            let words = text.split(|c: char| !c.is_uppercase());
            long |= words
                .into_iter()
                .any(|word| word.chars().count() >= SHOUTED);
        }
    });
    long && !lower
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
