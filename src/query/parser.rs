//! Tokens to a tree. Total: any text gives a tree of what could be read, and problems for the rest.

mod operands;

use std::ops::Range;

use crate::error::Problem;

use super::lexer::{Lexed, Token, TokenKind, lex};
use super::tree::{Clause, Kind, Nearness, Node, Query, Sign, ValueField};
use super::{limits, precedence, validate};

/// Saved queries by name, for `@name`.
pub type Macros<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Reads a query. Without problems, the query may be run.
pub fn parse(text: &str) -> (Query, Vec<Problem>) {
    parse_with(text, &|_| None)
}

/// Reads a query that may use macros.
pub fn parse_with(text: &str, macros: Macros<'_>) -> (Query, Vec<Problem>) {
    let (mut query, mut problems) = read(text, macros, 0);
    if let Some(root) = &query.root {
        problems.extend(validate::problems(root));
        // Words that were meant otherwise are told first: they are no lists.
        if query.advice.is_empty() {
            query.advice = precedence::advice(root);
        }
    } else if problems.is_empty() {
        problems.push(problem(
            0..text.len(),
            "there is nothing to search for",
            "give a word, or * for everything",
        ));
    }
    problems.sort_by_key(|problem| (problem.start, problem.end));
    problems.dedup();
    problems.truncate(limits::PROBLEMS);
    query.advice.truncate(limits::PROBLEMS);
    (query, problems)
}

/// The names of the macros that a text uses, in order.
pub fn macros_in(text: &str) -> Vec<String> {
    let name = |token: Token| match token.kind {
        TokenKind::Macro(name) => Some(name),
        _ => None,
    };
    lex(text).tokens.filter_map(name).collect()
}

fn read(text: &str, macros: Macros<'_>, level: usize) -> (Query, Vec<Problem>) {
    if text.len() > limits::BYTES {
        let message = format!("the query is longer than {} bytes", limits::BYTES);
        return (
            Query::default(),
            vec![problem(
                0..0,
                message,
                "shorten it, or split it into several",
            )],
        );
    }
    let Lexed {
        tokens,
        problems,
        advice,
    } = lex(text);
    let mut parser = Parser {
        tokens: tokens.collect(),
        next: 0,
        end: text.len(),
        depth: 0,
        words: 0,
        value_of: None,
        in_both: false,
        macros,
        level,
        problems,
        advice,
    };
    let root = parser.all();
    (
        Query {
            root,
            advice: parser.advice,
        },
        parser.problems,
    )
}

pub(super) fn problem(
    span: Range<usize>,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Problem {
    Problem {
        start: span.start,
        end: span.end,
        message: message.into(),
        hint: Some(hint.into()),
    }
}

struct Parser<'a> {
    tokens: Vec<Token>,
    next: usize,
    end: usize,
    depth: usize,
    words: usize,
    /// Inside `site:(…)`: the field whose values the words are.
    value_of: Option<ValueField>,
    /// Inside `hlead:`, which means its part twice.
    in_both: bool,
    macros: Macros<'a>,
    level: usize,
    problems: Vec<Problem>,
    advice: Vec<Problem>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn here(&self) -> Range<usize> {
        self.tokens
            .get(self.next)
            .map_or(self.end..self.end, |token| token.span.clone())
    }

    /// From `start` to the end of the last token read.
    fn since(&self, start: usize) -> Range<usize> {
        let end = self
            .next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |token| token.span.end);
        start..end.max(start)
    }

    fn eat(&mut self, kind: &TokenKind) -> bool {
        let found = self.peek() == Some(kind);
        self.next += usize::from(found);
        found
    }

    fn trouble(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        if self.problems.len() < limits::PROBLEMS {
            self.problems.push(problem(span, message, hint));
        }
    }

    /// The whole text; a parenthesis too many is reported and passed.
    fn all(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while self.next < self.tokens.len() {
            parts.extend(self.or());
            if self.peek() == Some(&TokenKind::Close) {
                self.trouble(
                    self.here(),
                    "this ) closes nothing",
                    "remove it, or put a ( before",
                );
                self.next += 1;
            }
        }
        if parts.len() < 2 {
            return parts.pop();
        }
        let span = 0..self.end;
        let clauses = parts
            .into_iter()
            .map(|node| Clause {
                sign: Sign::May,
                node,
            })
            .collect();
        Some(Node::new(Kind::List(clauses), span))
    }

    fn or(&mut self) -> Option<Node> {
        self.chain(&TokenKind::Or, "OR", Self::and, Kind::Or)
    }

    fn and(&mut self) -> Option<Node> {
        self.chain(&TokenKind::And, "AND", Self::list, Kind::And)
    }

    /// `part (OP part)*`.
    fn chain(
        &mut self,
        operator: &TokenKind,
        name: &str,
        part: fn(&mut Self) -> Option<Node>,
        kind: fn(Vec<Node>) -> Kind,
    ) -> Option<Node> {
        let start = self.here().start;
        let mut parts = Vec::new();
        let first = part(self);
        let mut missing = first.is_none();
        let mut from = start;
        parts.extend(first);
        while self.peek() == Some(operator) {
            let span = self.here();
            let end = span.end;
            self.next += 1;
            let next = part(self);
            // What was refused beside it is told already.
            let refused = |p: &Problem| p.start >= from && p.end <= self.here().start.max(from);
            let told = self.problems.iter().any(refused);
            if (missing || next.is_none()) && !told {
                let side = if missing { "left" } else { "right" };
                let hint = format!(
                    "to search for the word itself, write \"{}\"",
                    name.to_lowercase()
                );
                self.trouble(span, format!("{name} has nothing on its {side}"), hint);
            }
            missing = next.is_none();
            from = end;
            parts.extend(next);
        }
        if parts.len() < 2 {
            return parts.pop();
        }
        Some(Node::new(kind(parts), self.since(start)))
    }

    /// Parts side by side, with their signs.
    fn list(&mut self) -> Option<Node> {
        let start = self.here().start;
        let mut clauses: Vec<Clause> = Vec::new();
        loop {
            let sign_span = self.here();
            let sign = self.sign();
            match self.near() {
                Some(node) => clauses.push(Clause {
                    sign: sign.unwrap_or(Sign::May),
                    node,
                }),
                None if sign.is_some() => {
                    self.trouble(
                        sign_span,
                        "this sign stands before nothing",
                        "put it before a word: -word, +word, NOT word",
                    );
                }
                None if self.recover() => {}
                None => break,
            }
        }
        if clauses.len() > 1 {
            return Some(Node::new(Kind::List(clauses), self.since(start)));
        }
        let Clause { sign, node } = clauses.pop()?;
        Some(match sign {
            Sign::Not => Node::new(Kind::Not(Box::new(node)), self.since(start)),
            Sign::May | Sign::Must => node,
        })
    }

    /// `+`, `-`, NOT and any number of them; two negations are none.
    fn sign(&mut self) -> Option<Sign> {
        let mut sign = None;
        loop {
            let negated = match self.peek() {
                Some(TokenKind::Plus) => false,
                Some(TokenKind::Minus | TokenKind::Not) => true,
                _ => return sign,
            };
            self.next += 1;
            sign = Some(match (sign, negated) {
                (Some(Sign::Not), true) => Sign::Must,
                (Some(Sign::Not), false) | (_, true) => Sign::Not,
                _ => Sign::Must,
            });
        }
    }

    /// Passes a token that cannot stand where a part should start; false if the list just ends.
    fn recover(&mut self) -> bool {
        let (message, hint) = match self.peek() {
            None | Some(TokenKind::Close | TokenKind::And | TokenKind::Or) => return false,
            Some(TokenKind::Near { nearness, .. }) => (
                format!("{nearness} has nothing on its left"),
                format!("word {nearness} word"),
            ),
            Some(TokenKind::Boost(_)) => {
                ("^ stands behind nothing".to_owned(), "word^2".to_owned())
            }
            Some(TokenKind::Edits(_)) => (
                "~ stands behind nothing".to_owned(),
                "word~1, or \"two words\"~5; for groups: (a b) w/5 (c d)".to_owned(),
            ),
            Some(_) => (
                "this stands before nothing".to_owned(),
                "put a word or \"phrase\" behind it".to_owned(),
            ),
        };
        self.trouble(self.here(), message, hint);
        self.next += 1;
        true
    }

    /// `part (w/n part)*`, from the left.
    fn near(&mut self) -> Option<Node> {
        let start = self.here().start;
        let mut left = self.single()?;
        let mut chained = 0;
        while let Some(TokenKind::Near { nearness, negated }) = self.peek().cloned() {
            let span = self.here();
            self.next += 1;
            chained += 1;
            let Some(right) = self.single() else {
                self.missing_right(span, nearness);
                continue;
            };
            if chained + self.depth > limits::DEPTH {
                self.too_deep(span);
                continue;
            }
            let kind = Kind::Near {
                nearness,
                negated,
                left: Box::new(left),
                right: Box::new(right),
            };
            left = Node::new(kind, self.since(start));
        }
        Some(left)
    }

    fn missing_right(&mut self, span: Range<usize>, nearness: Nearness) {
        let negated = matches!(self.peek(), Some(TokenKind::Not | TokenKind::Minus));
        let hint = if negated {
            format!("a not {nearness} b")
        } else {
            format!("word {nearness} word")
        };
        self.trouble(
            span,
            format!("{nearness} has nothing to be near to on its right"),
            hint,
        );
    }

    fn too_deep(&mut self, span: Range<usize>) {
        let message = format!("more than {} groups within each other", limits::DEPTH);
        self.trouble(span, message, "write it flatter");
    }

    /// A word, phrase, group, field or function, with its weight.
    fn single(&mut self) -> Option<Node> {
        let start = self.here().start;
        let mut node = self.unweighted()?;
        while let Some(&TokenKind::Boost(hundredths)) = self.peek() {
            self.next += 1;
            let span = self.since(start);
            if matches!(node.kind, Kind::Boost { .. }) {
                self.trouble(span, "two weights on one part", "word^2");
                continue;
            }
            node = Node::new(
                Kind::Boost {
                    hundredths,
                    inner: Box::new(node),
                },
                span,
            );
        }
        Some(node)
    }
}
