//! Tokens to a tree. Total: any text gives a tree of what could be read, and problems for the rest.

use std::ops::Range;

use crate::error::Problem;

use super::lexer::{Lexed, Token, TokenKind, lex};
use super::tree::{Clause, Form, Kind, Nearness, Node, Phrase, Query, Sign, ValueField, Word};
use super::{limits, reading, validate};

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
        parts.extend(first);
        while self.peek() == Some(operator) {
            let span = self.here();
            self.next += 1;
            let next = part(self);
            if missing || next.is_none() {
                let side = if missing { "left" } else { "right" };
                let hint = format!(
                    "to search for the word itself, write \"{}\"",
                    name.to_lowercase()
                );
                self.trouble(span, format!("{name} has nothing on its {side}"), hint);
            }
            missing = next.is_none();
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

    fn unweighted(&mut self) -> Option<Node> {
        let Token { kind, span } = self.tokens.get(self.next)?.clone();
        match kind {
            TokenKind::Word(text) => self.word(text, Form::Stem),
            TokenKind::Quoted(text) => self.phrase(text, false),
            TokenKind::Exactly => self.exactly(),
            TokenKind::Raw(text) => self.raw(text),
            TokenKind::Regex(text) => self.regex(text),
            TokenKind::Open => self.group(),
            TokenKind::Text(field) => self.wrapped(|inner| Kind::In { field, inner }, field.name()),
            TokenKind::AtLeast(times) => {
                self.wrapped(|inner| Kind::AtLeast { times, inner }, "atleast")
            }
            TokenKind::First(words) => self.wrapped(|inner| Kind::First { words, inner }, "first"),
            TokenKind::AnyOf(least) => self.any_of(least),
            TokenKind::Value(field) => self.value(field),
            TokenKind::Date(test) => self.special(|text| reading::date(test, text)),
            TokenKind::Words => self.special(reading::words),
            TokenKind::Macro(name) => self.saved(name, span),
            _ => None,
        }
    }

    /// Counts a word; false once there are too many.
    fn room(&mut self) -> bool {
        self.words += 1;
        if self.words == limits::WORDS + 1 {
            let message = format!("more than {} words", limits::WORDS);
            self.trouble(self.here(), message, "shorten the query");
        }
        self.words <= limits::WORDS
    }

    fn word(&mut self, text: String, form: Form) -> Option<Node> {
        let start = self.here();
        self.next += 1;
        let room = self.room();
        let wild = reading::is_wild(&text);
        let mut form = if wild && form == Form::Stem {
            Form::Wild
        } else {
            form
        };
        if let Some(&TokenKind::Edits(edits)) = self.peek() {
            self.next += 1;
            form = self.fuzzy(&start, edits, form);
        }
        let kind = match (form, text.chars().all(|c| c == '*')) {
            (Form::Wild, true) => Kind::Everything,
            _ => Kind::Word(Word { text, form }),
        };
        room.then(|| Node::new(kind, self.since(start.start)))
    }

    fn fuzzy(&mut self, word: &Range<usize>, edits: u32, form: Form) -> Form {
        if form != Form::Stem {
            self.trouble(
                word.clone(),
                "~ does not go with * or =",
                "one of them: minist*, minister~1, =minister",
            );
            return form;
        }
        if !(1..=2).contains(&edits) {
            let hint = "word~1 or word~2; for nearness: \"two words\"~5";
            self.trouble(word.clone(), "a word takes ~1 or ~2", hint);
            return form;
        }
        Form::Fuzzy(edits as u8)
    }

    fn phrase(&mut self, text: String, exact: bool) -> Option<Node> {
        let start = self.here();
        self.next += 1;
        let room = self.room();
        let within = match self.peek() {
            Some(&TokenKind::Edits(steps)) => {
                self.next += 1;
                if !(1..=limits::NEARNESS).contains(&steps) {
                    let message = format!("a distance is from 1 to {} words", limits::NEARNESS);
                    self.trouble(start.clone(), message, "\"two words\"~5");
                }
                Some(steps.clamp(1, limits::NEARNESS))
            }
            _ => None,
        };
        if !text.chars().any(|c| c.is_alphanumeric() || c == '*') {
            self.trouble(
                start,
                "there is no word between the quotes",
                "\"two words\"",
            );
            return None;
        }
        room.then(|| {
            Node::new(
                Kind::Phrase(Phrase {
                    text,
                    exact,
                    within,
                }),
                self.since(start.start),
            )
        })
    }

    fn exactly(&mut self) -> Option<Node> {
        let start = self.here();
        self.next += 1;
        let node = match self.peek().cloned() {
            Some(TokenKind::Word(text)) => self.word(text, Form::Exact),
            Some(TokenKind::Quoted(text)) => self.phrase(text, true),
            _ => {
                self.trouble(
                    start.clone(),
                    "= stands before a word or phrase",
                    "=word, =\"two words\"",
                );
                None
            }
        }?;
        Some(Node::new(node.kind, start.start..node.span.end))
    }

    fn raw(&mut self, text: String) -> Option<Node> {
        let span = self.here();
        self.next += 1;
        let field = self.value_of?;
        self.room().then(|| {
            Node::new(
                Kind::Value {
                    field,
                    text,
                    exact: false,
                },
                span,
            )
        })
    }

    fn regex(&mut self, text: String) -> Option<Node> {
        let span = self.here();
        self.next += 1;
        if let Err((message, hint)) = reading::regex(&text) {
            self.trouble(span, message, hint);
            return None;
        }
        self.room().then(|| Node::new(Kind::Regex(text), span))
    }

    /// `( … )`.
    fn group(&mut self) -> Option<Node> {
        let open = self.here();
        self.next += 1;
        if self.depth >= limits::DEPTH {
            self.too_deep(open);
            self.skip_group();
            return None;
        }
        self.depth += 1;
        let node = self.or();
        self.depth -= 1;
        if !self.eat(&TokenKind::Close) {
            self.trouble(
                open.clone(),
                "this ( is not closed",
                "put a ) where the group ends",
            );
        } else if node.is_none() {
            self.trouble(
                self.since(open.start),
                "there is nothing between the parentheses",
                "remove them",
            );
        }
        node.map(|node| Node::new(node.kind, self.since(open.start)))
    }

    /// Passes everything up to the parenthesis that closes the group just opened.
    fn skip_group(&mut self) {
        let mut open = 1;
        while open > 0 && self.next < self.tokens.len() {
            match self.peek() {
                Some(TokenKind::Open) => open += 1,
                Some(TokenKind::Close) => open -= 1,
                _ => {}
            }
            self.next += 1;
        }
    }

    /// A part behind a field or function.
    fn wrapped(&mut self, kind: impl FnOnce(Box<Node>) -> Kind, name: &str) -> Option<Node> {
        let start = self.here();
        self.next += 1;
        if self.depth >= limits::DEPTH {
            self.too_deep(start);
            return None;
        }
        self.depth += 1;
        let inner = self.unweighted();
        self.depth -= 1;
        let Some(inner) = inner else {
            self.trouble(
                start,
                format!("there is nothing for {name} to work on"),
                "title:word, title:(two words), first/50(word)",
            );
            return None;
        };
        Some(Node::new(kind(Box::new(inner)), self.since(start.start)))
    }

    /// `any2(a b c)`.
    fn any_of(&mut self, least: u32) -> Option<Node> {
        let node = self.wrapped(
            |inner| Kind::AnyOf {
                least,
                of: vec![*inner],
            },
            "any",
        )?;
        let Kind::AnyOf { of, .. } = node.kind else {
            return None;
        };
        let of: Vec<Node> = of.into_iter().flat_map(members).collect();
        if of.len() < least as usize {
            let message = format!("{least} of {} cannot be", of.len());
            self.trouble(node.span.clone(), message, "any2(a b c)");
        }
        Some(Node::new(Kind::AnyOf { least, of }, node.span))
    }

    /// `site:value`, `site:"value"`, `site:(a b)`.
    fn value(&mut self, field: ValueField) -> Option<Node> {
        let start = self.here();
        self.next += 1;
        let exact = self.eat(&TokenKind::Exactly);
        match self.peek().cloned() {
            Some(TokenKind::Raw(text) | TokenKind::Quoted(text)) => {
                self.next += 1;
                let room = self.room();
                if !text.chars().any(|c| c.is_alphanumeric() || c == '*') {
                    self.trouble(
                        start,
                        "there is no value here",
                        format!("{}:\"…\"", field.name()),
                    );
                    return None;
                }
                room.then(|| Node::new(Kind::Value { field, text, exact }, self.since(start.start)))
            }
            Some(TokenKind::Open) if !exact => {
                let outer = self.value_of.replace(field);
                let node = self.group();
                self.value_of = outer;
                node
            }
            _ => {
                self.trouble(
                    start,
                    format!("{} needs a value", field.name()),
                    format!("{}:value", field.name()),
                );
                None
            }
        }
    }

    /// A field with values of its own form: dates and lengths.
    fn special(
        &mut self,
        read: impl FnOnce(&str) -> Result<Kind, (String, String)>,
    ) -> Option<Node> {
        let start = self.here();
        self.next += 1;
        let text = match self.peek().cloned() {
            Some(TokenKind::Raw(text) | TokenKind::Quoted(text)) => {
                self.next += 1;
                text
            }
            _ => String::new(),
        };
        self.eat_edits(&start);
        match read(&text) {
            Ok(kind) => self
                .room()
                .then(|| Node::new(kind, self.since(start.start))),
            Err((message, hint)) => {
                self.trouble(self.since(start.start), message, hint);
                None
            }
        }
    }

    fn eat_edits(&mut self, span: &Range<usize>) {
        if let Some(TokenKind::Edits(_)) = self.peek() {
            self.next += 1;
            self.trouble(span.clone(), "~ goes with words and phrases only", "word~1");
        }
    }

    fn saved(&mut self, name: String, span: Range<usize>) -> Option<Node> {
        self.next += 1;
        if self.level >= limits::MACRO_DEPTH {
            self.trouble(
                span,
                format!("@{name} leads back to itself"),
                "break the circle in the settings",
            );
            return None;
        }
        let Some(text) = (self.macros)(&name) else {
            let hint = format!("define it in the settings, or search for the text: \"{name}\"");
            self.trouble(span, format!("there is no saved query @{name}"), hint);
            return None;
        };
        let (query, problems) = read(&text, self.macros, self.level + 1);
        if let Some(first) = problems.first() {
            let hint = first.hint.clone().unwrap_or_default();
            self.trouble(span.clone(), format!("in @{name}: {}", first.message), hint);
        }
        self.words += reading::count_words(query.root.as_ref());
        let inner = Box::new(query.root?);
        self.room()
            .then(|| Node::new(Kind::Macro { name, inner }, span))
    }
}

/// The members of a group that `any2(…)` counts.
fn members(node: Node) -> Vec<Node> {
    match node.kind {
        Kind::List(clauses) if clauses.iter().all(|clause| clause.sign == Sign::May) => {
            clauses.into_iter().map(|clause| clause.node).collect()
        }
        Kind::Or(nodes) => nodes,
        kind => vec![Node::new(kind, node.span)],
    }
}
