//! What can be written but not mean anything: problems for combinations that no article can prove.

use crate::error::Problem;

use super::parser::problem;
use super::tree::{self, Form, Kind, Node, Sign, TextField, ValueField, Word};
use super::{limits, reading};

/// Where in the tree a node stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Inside an operator that needs places in the text, by its name.
    positional: Option<&'static str>,
    field: Option<TextField>,
}

/// Problems of a tree.
pub(super) fn problems(root: &Node) -> Vec<Problem> {
    let mut found = Vec::new();
    check(root, Place::default(), &mut found);
    found.extend(too_many_patterns(root));
    found
}

fn check(node: &Node, place: Place, found: &mut Vec<Problem>) {
    if let (Some(operator), Some(what)) = (place.positional, without_places(node)) {
        let hint = advice(node, operator);
        found.push(problem(
            node.span.clone(),
            format!("{what} cannot stand inside {operator}"),
            hint,
        ));
        return;
    }
    match &node.kind {
        Kind::Near { left, right, .. } if [left, right].iter().any(|side| is_name(side)) => {
            found.push(problem(
                node.span.clone(),
                "a name has no places to be near to",
                format!("write its words there: {}", with_words(node)),
            ));
        }
        Kind::Near { left, right, .. } => {
            let inside = Place {
                positional: Some("w/n"),
                ..place
            };
            check(left, inside, found);
            check(right, inside, found);
        }
        Kind::AtLeast { inner, .. } => check(
            inner,
            Place {
                positional: Some("atleast"),
                ..place
            },
            found,
        ),
        Kind::First { inner, .. } => check(
            inner,
            Place {
                positional: Some("first"),
                ..place
            },
            found,
        ),
        Kind::In { field, inner } => {
            if place.field.is_some_and(|outer| outer != *field) {
                let hint = "title:(a b) lead:(c d)";
                found.push(problem(
                    node.span.clone(),
                    "a field inside another field",
                    hint,
                ));
            }
            check(
                inner,
                Place {
                    field: Some(*field),
                    ..place
                },
                found,
            );
        }
        Kind::Value { .. } | Kind::Date { .. } | Kind::Words { .. } if place.field.is_some() => {
            found.push(problem(
                node.span.clone(),
                "this cannot stand inside a field of text",
                "title:(a b) site:c",
            ));
        }
        _ => node.children().for_each(|child| check(child, place, found)),
    }
}

/// Whether a node asks for someone or something by name.
fn is_name(node: &Node) -> bool {
    matches!(&node.kind, Kind::Value { field, .. } if field.is_of_names())
}

/// The words by which a text calls what a name means: of a person the last one, by which the full name is found too.
fn words_of(field: ValueField, text: &str) -> String {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    match field {
        ValueField::Person => last.to_owned(),
        _ if text.contains(char::is_whitespace) => format!("\"{text}\""),
        _ => text.to_owned(),
    }
}

/// A nearness with the words of the names that stand in it, and the names beside it: `(Berg w/5 strike) AND person:="Anna Berg"`.
fn with_words(near: &Node) -> String {
    let (mut written, mut names) = (near.to_string(), String::new());
    for side in near.children() {
        if let Kind::Value { field, text, .. } = &side.kind
            && field.is_of_names()
        {
            let name = side.to_string();
            written = written.replacen(&name, &words_of(*field, text), 1);
            names.push_str(" AND ");
            names.push_str(&name);
        }
    }
    format!("({written}){names}")
}

/// The name of what has no places in a text.
fn without_places(node: &Node) -> Option<&'static str> {
    Some(match &node.kind {
        Kind::Everything => "* alone",
        Kind::And(_) => "AND",
        Kind::Not(_) => "NOT",
        Kind::AnyOf { .. } => "any",
        Kind::AtLeast { .. } => "atleast",
        Kind::Value { field, .. } if field.is_of_names() => "a name",
        Kind::Value { .. } | Kind::Date { .. } | Kind::Words { .. } => "a field of values",
        Kind::List(clauses) if clauses.iter().any(|clause| clause.sign != Sign::May) => "+ or -",
        _ => return None,
    })
}

fn advice(node: &Node, operator: &str) -> String {
    // How the operator is written around a part.
    let around = |inner: &str| match operator {
        "first" => format!("first/50({inner})"),
        "atleast" => format!("atleast3({inner})"),
        _ => format!("(a w/5 {inner})"),
    };
    match &node.kind {
        Kind::And(_) => format!("put the AND outside: {} AND {}", around("b"), around("c")),
        Kind::Not(_) | Kind::List(_) if operator == "w/n" => {
            "a not w/5 b, or (a w/5 b) -c".to_owned()
        }
        Kind::Not(_) | Kind::List(_) => format!("put it outside: {} -c", around("b")),
        Kind::Everything if operator == "w/n" => "a pre/3 b allows any words between".to_owned(),
        Kind::Everything => format!("it needs a word: {}", around("word")),
        Kind::Value { field, text, .. } if field.is_of_names() => {
            let words = around(&words_of(*field, text));
            format!("write its words there: {words} AND {node}")
        }
        Kind::Value { .. } | Kind::Date { .. } | Kind::Words { .. } => {
            format!("put it outside: {} AND {node}", around("b"))
        }
        _ => format!("put it outside: {} AND …", around("b")),
    }
}

fn too_many_patterns(root: &Node) -> Option<Problem> {
    let mut count = 0;
    let mut beyond = None;
    tree::walk(root, &mut |node| {
        let pattern = match &node.kind {
            Kind::Word(Word {
                form: Form::Wild | Form::Fuzzy(_),
                ..
            })
            | Kind::Regex(_) => true,
            Kind::Word(word) => reading::is_wild(&word.text),
            Kind::Phrase(phrase) => phrase.text.contains(['*', '?']),
            _ => false,
        };
        count += usize::from(pattern);
        if count > limits::PATTERNS && beyond.is_none() {
            beyond = Some(node.span.clone());
        }
    });
    let message = format!(
        "more than {} words with *, ?, ~ or regular expressions",
        limits::PATTERNS
    );
    beyond.map(|span| problem(span, message, "write the words out, or split the query"))
}
