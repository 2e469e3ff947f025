//! Words, phrases, groups, functions and fields: what operators stand between.

use std::ops::Range;

use super::super::lexer::{Token, TokenKind};
use super::super::tree::{Clause, Form, Kind, Node, Phrase, Sign, TextField, ValueField, Word};
use super::super::{limits, reading};
use super::{Parser, read};

impl Parser<'_> {
    pub(super) fn unweighted(&mut self) -> Option<Node> {
        let Token { kind, span } = self.tokens.get(self.next)?.clone();
        match kind {
            TokenKind::Word(text) => self.word(text, Form::Stem),
            TokenKind::Raw(text) => self.raw(text, false),
            TokenKind::Quoted(text) if self.value_of.is_some() => self.raw(text, false),
            TokenKind::Quoted(text) => self.phrase(text, false),
            TokenKind::Exactly => self.exactly(),
            TokenKind::Regex(text) => self.regex(text),
            TokenKind::Open => self.group(),
            TokenKind::Text(field) => self.wrapped(|inner| Kind::In { field, inner }, field.name()),
            TokenKind::TitleAndLead => self.title_and_lead(),
            TokenKind::AtLeast(times) => {
                self.wrapped(|inner| Kind::AtLeast { times, inner }, "atleast")
            }
            TokenKind::First(words) => self.wrapped(|inner| Kind::First { words, inner }, "first"),
            TokenKind::AnyOf(least) => self.any_of(least),
            TokenKind::Value(field) => self.value(field),
            TokenKind::Date(test) => self.special(DATE_SAID, |text| reading::date(test, text)),
            TokenKind::Words => self.special(WORDS_SAID, reading::words),
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
            let sign = self.here();
            self.next += 1;
            form = self.fuzzy(&sign, edits, form);
        }
        let kind = match (form, text.chars().all(|c| c == '*')) {
            (Form::Wild, true) => Kind::Everything,
            _ => Kind::Word(Word { text, form }),
        };
        room.then(|| Node::new(kind, self.since(start.start)))
    }

    fn fuzzy(&mut self, sign: &Range<usize>, edits: u32, form: Form) -> Form {
        if form != Form::Stem {
            self.trouble(
                sign.clone(),
                "~ does not go with * or =",
                "one of them: minist*, minister~1, =minister",
            );
            return form;
        }
        if !(1..=2).contains(&edits) {
            let hint = "word~1 or word~2; for nearness: \"two words\"~5";
            self.trouble(sign.clone(), "a word takes ~1 or ~2", hint);
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
        if !names_something(&text) {
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
            Some(TokenKind::Raw(text) | TokenKind::Quoted(text)) if self.value_of.is_some() => {
                self.raw(text, true)
            }
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

    /// A value within `site:(…)`, in quotes or without.
    fn raw(&mut self, text: String, exact: bool) -> Option<Node> {
        let span = self.here();
        self.next += 1;
        let field = self.value_of?;
        if !names_something(&text) {
            self.no_value(span, field);
            return None;
        }
        let text = ending(field, text, exact);
        self.room()
            .then(|| Node::new(Kind::Value { field, text, exact }, span))
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
        let known = self.problems.len();
        self.depth += 1;
        let node = self.or();
        self.depth -= 1;
        if !self.eat(&TokenKind::Close) {
            self.trouble(
                open.clone(),
                "this ( is not closed",
                "put a ) where the group ends",
            );
        } else if node.is_none() && self.problems.len() == known {
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

    /// `hlead:…`: in the headline or in the first paragraph.
    fn title_and_lead(&mut self) -> Option<Node> {
        let span = self.here();
        if std::mem::replace(&mut self.in_both, true) {
            self.trouble(span, "a field inside another field", "hlead:(a b)");
            self.next += 1;
            return None;
        }
        let title = |inner| Kind::In {
            field: TextField::Title,
            inner,
        };
        let node = self.wrapped(title, "hlead");
        self.in_both = false;
        let title = node?;
        let span = title.span.clone();
        let mut lead = title.clone();
        if let Kind::In { field, .. } = &mut lead.kind {
            *field = TextField::Lead;
        }
        self.words += reading::count_words(Some(&lead));
        Some(Node::new(Kind::Or(vec![title, lead]), span))
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
        let signed = of.first().filter(|_| least > 1);
        if let Some(hint) = signed.and_then(|group| signs_outside(least, group)) {
            let message = "+ and - count for nothing inside any";
            self.trouble(node.span.clone(), message, hint);
            return None;
        }
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
                if !names_something(&text) {
                    self.no_value(start, field);
                    return None;
                }
                let text = ending(field, text, exact);
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

    fn no_value(&mut self, span: Range<usize>, field: ValueField) {
        let hint = format!("{}:\"…\"", field.name());
        self.trouble(span, "there is no value here", hint);
    }

    /// A field with values of its own form: dates and lengths.
    fn special(
        &mut self,
        (name, several): (&str, &str),
        read: impl FnOnce(&str) -> Result<Kind, (String, String)>,
    ) -> Option<Node> {
        let start = self.here();
        self.next += 1;
        if self.eat(&TokenKind::Open) {
            self.skip_group();
            let span = self.since(start.start);
            self.trouble(span, format!("{name}: takes no group"), several);
            return None;
        }
        // `words:=500` is `words:500`.
        self.eat(&TokenKind::Exactly);
        let text = match self.peek().cloned() {
            Some(TokenKind::Raw(text) | TokenKind::Quoted(text)) => {
                self.next += 1;
                text
            }
            _ => String::new(),
        };
        if text.is_empty() && self.problems.iter().any(|p| p.start == start.end) {
            // What stands here has been refused already.
            return None;
        }
        self.eat_edits(&start);
        match read(&text) {
            Ok(kind) => {
                let span = self.since(start.start);
                let mut node = Node::new(kind, span.clone());
                node.place(&span);
                self.room().then_some(node)
            }
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
                format!("@{name} lies too deep in other macros, or leads back to itself"),
                format!("at most {} within each other", limits::MACRO_DEPTH),
            );
            return None;
        }
        // What is too long already need not be read: macros of macros grow fast.
        if self.words > limits::WORDS {
            return None;
        }
        let Some(text) = (self.macros)(&name) else {
            let small = name.to_lowercase();
            let hint = match (self.macros)(&small) {
                Some(_) => format!("there is @{small}"),
                None => format!(
                    "define it in the settings file under [macros]: {name} = \"…\"; to search for the text: \"{name}\""
                ),
            };
            self.trouble(span, format!("there is no saved query @{name}"), hint);
            return None;
        };
        let (query, problems) = read(&text, self.macros, self.level + 1);
        if let Some(first) = problems.first() {
            let hint = first.hint.clone().unwrap_or_default();
            self.trouble(span.clone(), format!("in @{name}: {}", first.message), hint);
        }
        self.words += reading::count_words(query.root.as_ref());
        let mut inner = Box::new(query.root?);
        // What is found wrong with it later is shown where its name stands.
        inner.place(&span);
        self.room()
            .then(|| Node::new(Kind::Macro { name, inner }, span))
    }
}

/// The value of a field: `site:.gov` asks for what ends so.
fn ending(field: ValueField, text: String, exact: bool) -> String {
    if field == ValueField::Site && !exact && text.starts_with('.') {
        format!("*{text}")
    } else {
        text
    }
}

/// The name of a field whose values take no group, and what to write for several of them.
const DATE_SAID: (&str, &str) = (
    "date",
    "date:2026-01..2026-03, or (date:2026-01 OR date:2026-03)",
);
const WORDS_SAID: (&str, &str) = ("words", "words:100..200, words:>800");

/// How `any2(-a b c)` is written, whose signs are of no part that could be counted.
fn signs_outside(least: u32, group: &Node) -> Option<String> {
    let Kind::List(clauses) = &group.kind else {
        return None;
    };
    let (bare, signed): (Vec<_>, Vec<_>) =
        clauses.iter().partition(|clause| clause.sign == Sign::May);
    if signed.is_empty() {
        return None;
    }
    let text = |clauses: &[&Clause]| {
        let each = clauses.iter().map(ToString::to_string);
        each.collect::<Vec<_>>().join(" ")
    };
    let signed = text(&signed);
    Some(match bare.len() {
        enough if enough >= least as usize => {
            format!("put them outside: +any{least}({}) {signed}", text(&bare))
        }
        _ => format!("put them outside: any2(a b c) {signed}"),
    })
}

/// The members of a group that `any2(…)` counts.
fn members(node: Node) -> Vec<Node> {
    match node.kind {
        Kind::List(clauses) if clauses.iter().all(|clause| clause.sign == Sign::May) => {
            clauses.into_iter().map(|clause| clause.node).collect()
        }
        Kind::Or(nodes) => nodes,
        // A weight of the group is one of each.
        Kind::Boost { hundredths, inner } if matches!(inner.kind, Kind::List(_) | Kind::Or(_)) => {
            let members = members(*inner).into_iter();
            members.map(|node| weighted(node, hundredths)).collect()
        }
        kind => vec![Node::new(kind, node.span)],
    }
}

/// A part with a weight; with that of its group, if it has one of its own.
fn weighted(node: Node, hundredths: u32) -> Node {
    let span = node.span.clone();
    let (hundredths, inner) = match node.kind {
        Kind::Boost {
            hundredths: own,
            inner,
        } => {
            let both = u64::from(own) * u64::from(hundredths) / 100;
            (both.clamp(1, u64::from(limits::WEIGHT)) as u32, inner)
        }
        kind => (hundredths, Box::new(Node::new(kind, span.clone()))),
    };
    Node::new(Kind::Boost { hundredths, inner }, span)
}

/// Whether a text has anything by which something could be found.
fn names_something(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() || c == '*')
}
