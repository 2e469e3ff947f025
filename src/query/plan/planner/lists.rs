//! Parts side by side, and parts that AND joins.

use super::super::super::tree::{Clause, Kind, Node, Sign, ValueField};
use super::super::{Test, Written};
use super::{Place, Planner, is_any_byline};

/// A test with the nodes that it is of.
struct Part<'n> {
    test: Test,
    sign: Sign,
    nodes: Vec<&'n Node>,
}

impl<'n> Part<'n> {
    fn of(test: Test, sign: Sign, node: &'n Node) -> Self {
        Self {
            test,
            sign,
            nodes: vec![node],
        }
    }

    /// One of several parts with the nodes of all of them.
    fn joined(parts: Vec<Self>, joined: impl FnOnce(Vec<Test>) -> Option<Test>) -> Option<Self> {
        let (mut tests, mut nodes) = (Vec::new(), Vec::new());
        for part in parts {
            tests.push(part.test);
            nodes.extend(part.nodes);
        }
        Some(Self {
            test: joined(tests)?,
            sign: Sign::May,
            nodes,
        })
    }

    fn written(&self) -> Option<Written> {
        let text = |node: &&Node| match node.kind {
            Kind::And(_) | Kind::Or(_) | Kind::List(_) => format!("({node})"),
            _ => node.to_string(),
        };
        let texts: Vec<String> = self.nodes.iter().map(text).collect();
        let sign = if self.sign == Sign::Not { "-" } else { "" };
        Some(Written {
            span: self.nodes.first()?.span.start..self.nodes.last()?.span.end,
            text: format!("{sign}{}", texts.join(" ")),
        })
    }
}

/// How the parts of a test are written, if these are its parts.
pub(super) fn parts_of(test: &Test, written: Vec<Written>) -> Vec<Written> {
    match test {
        Test::All(tests) if tests.len() == written.len() => written,
        _ => Vec::new(),
    }
}

impl Planner<'_> {
    /// What AND joins.
    pub(super) fn all_of(&mut self, whole: &Node, nodes: &[Node], place: Place) -> Option<Test> {
        let mut parts = Vec::new();
        for node in nodes {
            let test = self.test(node, place);
            parts.extend(test.map(|test| Part::of(test, Sign::May, node)));
        }
        let top = std::ptr::eq(self.top, whole);
        self.required(parts, top)
    }

    /// All of some parts; of those at the top it is noted how they are written.
    fn required(&mut self, parts: Vec<Part<'_>>, top: bool) -> Option<Test> {
        if top {
            self.parts = parts.iter().filter_map(Part::written).collect();
        }
        some_all(parts.into_iter().map(|part| part.test).collect())
    }

    /// Words side by side are any of them, unless all are wanted; values of articles among them narrow.
    pub(super) fn list(&mut self, clauses: &[Clause], place: Place) -> Option<Test> {
        let top =
            matches!(&self.top.kind, Kind::List(all) if std::ptr::eq(all.as_slice(), clauses));
        let (mut must, mut may) = (Vec::new(), Vec::new());
        let mut values: Vec<(ValueField, Vec<Part<'_>>)> = Vec::new();
        let telling = clauses.iter().any(|Clause { sign, node }| {
            *sign != Sign::Not && !self.is_common(node) && narrows(node).is_none()
        });
        for Clause { sign, node } in clauses {
            if telling && *sign == Sign::May && self.is_common(node) {
                self.passed_over.push(node.to_string());
                continue;
            }
            let counts = place.counts && *sign != Sign::Not;
            let Some(test) = self.test(node, Place { counts, ..place }) else {
                continue;
            };
            let part = Part::of(test, *sign, node);
            match (sign, narrows(node)) {
                (Sign::May, Some(Narrows::With(field))) => {
                    match values.iter_mut().find(|(known, _)| *known == field) {
                        Some((_, parts)) => parts.push(part),
                        None => values.push((field, vec![part])),
                    }
                }
                (Sign::May, None) => {
                    if top {
                        let written = (node.to_string(), part.test.clone());
                        self.optional.push(written);
                    }
                    may.push(part);
                }
                (Sign::May, Some(Narrows::Alone)) | (Sign::Must, _) => must.push(part),
                (Sign::Not, _) => must.push(Part {
                    test: Test::Not(Box::new(part.test)),
                    ..part
                }),
            }
        }
        let values = values.into_iter();
        must.extend(values.filter_map(|(_, of)| Part::joined(of, |tests| some_of(1, tests))));
        let required = clauses.iter().any(|clause| clause.sign == Sign::Must);
        if required && !may.is_empty() {
            must.extend(Part::joined(may, |tests| Some(Test::Better(tests))));
        } else if self.around.all_words && place.counts {
            must.extend(may);
        } else {
            must.extend(Part::joined(may, |tests| some_of(1, tests)));
        }
        self.required(must, top)
    }
}

/// How a value narrows the list it stands in.
enum Narrows {
    /// Any of the values of this field.
    With(ValueField),
    /// By itself, as days do.
    Alone,
}

/// How a part of a list narrows it; `None` for what speaks of the text.
fn narrows(node: &Node) -> Option<Narrows> {
    match &node.kind {
        Kind::Value { field, .. } => Some(Narrows::With(*field)),
        Kind::Date { .. } | Kind::Words { .. } => Some(Narrows::Alone),
        Kind::In { .. } if is_any_byline(node) => Some(Narrows::Alone),
        Kind::Macro { inner, .. } | Kind::Boost { inner, .. } => narrows(inner),
        Kind::Not(inner) => narrows(inner).map(|_| Narrows::Alone),
        Kind::And(_) | Kind::Or(_) | Kind::List(_) => node
            .children()
            .all(|node| narrows(node).is_some())
            .then_some(Narrows::Alone),
        _ => None,
    }
}

fn some_all(mut tests: Vec<Test>) -> Option<Test> {
    match tests.len() {
        0 | 1 => tests.pop(),
        _ => Some(Test::All(tests)),
    }
}

pub(super) fn some_of(least: usize, mut of: Vec<Test>) -> Option<Test> {
    match (of.len(), least) {
        (0, _) => None,
        (1, 1) => of.pop(),
        _ => Some(Test::Some { least, of }),
    }
}
