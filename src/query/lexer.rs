//! Text to tokens. Quotes, dashes and signs of other scripts and keyboards count as the plain ones.

mod compared;
mod habits;
mod neighbours;
mod runs;

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use jiff::civil::Date;

use crate::error::Problem;

use super::date;
use super::tree::{Nearness, TextField, ValueField};
use super::vocabulary;

/// The smallest piece of a query that means something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A word with the signs around it cut off, wildcards kept.
    Word(String),
    /// A number of edits behind a word: `~1`.
    Edits(u32),
    /// The text between quotes.
    Quoted(String),
    Regex(String),
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// `=` before a word or phrase.
    Exactly,
    Near {
        nearness: Nearness,
        negated: bool,
    },
    /// `^2`, in hundredths.
    Boost(u32),
    Macro(String),
    Text(TextField),
    /// `hlead:`: headline and first paragraph.
    TitleAndLead,
    /// A value field; a [`TokenKind::Raw`], [`TokenKind::Quoted`] or [`TokenKind::Open`] follows.
    Value(ValueField),
    Date(super::tree::DateTest),
    Words,
    /// A value as it stands, up to the next blank.
    Raw(String),
    AtLeast(u32),
    First(u32),
    AnyOf(u32),
}

/// A character of the text with the plain sign it stands for.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    at: usize,
    plain: char,
}

/// Reads tokens from left to right.
pub(super) struct Lexer<'a> {
    text: &'a str,
    glyphs: Vec<Glyph>,
    next: usize,
    /// Depth of parentheses, and the depth above which words are values (`site:(a b)`).
    depth: usize,
    values_above: Option<usize>,
    tokens: Vec<Token>,
    pub problems: Vec<Problem>,
    pub advice: Vec<Problem>,
}

/// The tokens of a text.
pub(super) struct Lexed {
    pub tokens: Peekable<IntoIter<Token>>,
    pub problems: Vec<Problem>,
    pub advice: Vec<Problem>,
}

/// Reads all of a text.
pub(super) fn lex(text: &str) -> Lexed {
    let glyphs = text
        .char_indices()
        .map(|(at, c)| Glyph {
            at,
            plain: vocabulary::plain(c),
        })
        .collect();
    let mut lexer = Lexer {
        text,
        glyphs,
        next: 0,
        depth: 0,
        values_above: None,
        tokens: Vec::new(),
        problems: Vec::new(),
        advice: Vec::new(),
    };
    while lexer.step() {}
    lexer.advice.extend(compared::look(text, &lexer.tokens));
    neighbours::look(text, &lexer.tokens, &mut lexer.problems, &mut lexer.advice);
    Lexed {
        tokens: lexer.tokens.into_iter().peekable(),
        problems: lexer.problems,
        advice: lexer.advice,
    }
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.glyphs.get(self.next + ahead).map(|glyph| glyph.plain)
    }

    fn offset(&self, index: usize) -> usize {
        self.glyphs
            .get(index)
            .map_or(self.text.len(), |glyph| glyph.at)
    }

    fn since(&self, start: usize) -> Range<usize> {
        self.offset(start)..self.offset(self.next)
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.glyphs
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|glyph| glyph.plain)
            .collect()
    }

    /// Moves on while `keep` holds and gives what was passed.
    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let start = self.next;
        while self.peek(0).is_some_and(&keep) {
            self.next += 1;
        }
        self.slice(start, self.next)
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let span = self.since(start);
        self.tokens.push(Token { kind, span });
    }

    fn problem(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(Problem {
            start: span.start,
            end: span.end,
            message: message.into(),
            hint: Some(hint.into()),
        });
    }

    /// Reads one token or passes one blank; false at the end.
    fn step(&mut self) -> bool {
        let Some(sign) = self.peek(0) else {
            return false;
        };
        let start = self.next;
        match sign {
            _ if vocabulary::is_blank(sign) => self.next += 1,
            '(' => {
                self.next += 1;
                self.depth += 1;
                self.push(TokenKind::Open, start);
            }
            ')' => self.close(),
            '"' => self.quoted(),
            '^' => self.boost(),
            '/' => self.regex(),
            '+' | '-' | '=' if self.is_prefix() => {
                self.next += 1;
                self.push(prefix(sign), start);
            }
            '|' | '&' if self.peek(1) == Some(sign) => {
                self.next += 2;
                self.push(
                    if sign == '|' {
                        TokenKind::Or
                    } else {
                        TokenKind::And
                    },
                    start,
                );
            }
            '[' | '{' if self.is_bracket_range() => self.bracket_range(),
            _ if self.values_above.is_some() => self.raw(),
            '@' if self.peek(1).is_some_and(char::is_alphanumeric) => self.saved(),
            _ => self.word(),
        }
        true
    }

    fn close(&mut self) {
        let start = self.next;
        self.next += 1;
        self.depth = self.depth.saturating_sub(1);
        if self.values_above.is_some_and(|above| self.depth <= above) {
            self.values_above = None;
        }
        self.push(TokenKind::Close, start);
    }

    /// A sign counts only before something and not inside a word: `C + D` and `wait --` have none.
    fn is_prefix(&self) -> bool {
        let before = self
            .next
            .checked_sub(1)
            .and_then(|at| self.glyphs.get(at))
            .map(|glyph| glyph.plain);
        let exact = self.peek(0) == Some('=');
        let opens = before.is_none_or(|c| {
            vocabulary::is_blank(c) || matches!(c, '(' | ':') || exact && matches!(c, '+' | '-')
        });
        let after = self.peek(1);
        opens
            && after.is_some_and(|c| {
                !vocabulary::is_blank(c) && !matches!(c, ')' | '-' | '+' | ',' | '.')
            })
            && !(exact && after == Some('='))
    }

    fn quoted(&mut self) {
        let start = self.next;
        let inside = self.between_quotes();
        self.push(TokenKind::Quoted(inside), start);
        self.edits();
    }

    /// The text between the quotes that begin here, blanks folded.
    fn between_quotes(&mut self) -> String {
        let start = self.next;
        self.next += 1;
        let inside = self.take_while(|c| c != '"');
        if self.peek(0).is_some() {
            self.next += 1;
        } else {
            let span = self.since(start);
            self.problem(span, "the quote is not closed", "put a \" at its end");
        }
        let folded = inside
            .split(vocabulary::is_blank)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>();
        folded.join(" ")
    }

    /// `~2` behind a word or phrase.
    fn edits(&mut self) {
        if self.peek(0) != Some('~') {
            return;
        }
        let start = self.next;
        self.next += 1;
        let digits = self.take_while(|c| c.is_ascii_digit());
        if let Ok(edits) = digits.parse() {
            self.push(TokenKind::Edits(edits), start);
        } else {
            let span = self.since(start);
            self.problem(
                span,
                "~ needs a number",
                "word~1 for one other letter, \"two words\"~5 for nearness",
            );
        }
    }

    fn boost(&mut self) {
        let start = self.next;
        self.next += 1;
        let number = self.take_while(|c| c.is_ascii_digit() || c == '.');
        if self.peek(0) == Some(',') && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            let rest = self.take_while(|c| c.is_ascii_digit() || c == ',');
            let point = format!("^{number}{}", rest.replace(',', "."));
            let span = self.since(start);
            self.problem(span, "a weight has a point, and no comma", point);
            return;
        }
        match number.parse::<f64>() {
            Ok(weight) if (0.01..=1000.0).contains(&weight) => {
                self.push(TokenKind::Boost((weight * 100.0).round() as u32), start);
                self.ends(start, "a weight", "put a blank behind it: word^2");
            }
            _ => {
                let span = self.since(start);
                self.problem(span, "^ needs a weight from 0.01 to 1000", "word^2");
            }
        }
    }

    /// `/…/`, closed before a blank, a parenthesis or the end.
    fn regex(&mut self) {
        let start = self.next;
        self.next += 1;
        let mut escaped = false;
        while let Some(c) = self.peek(0) {
            if c == '/' && !escaped {
                break;
            }
            escaped = c == '\\' && !escaped;
            self.next += 1;
        }
        if self.peek(0).is_none() {
            let span = self.since(start);
            let inside = self.slice(start + 1, self.next);
            let nearness = inside
                .split(vocabulary::is_blank)
                .next()
                .unwrap_or_default();
            let hint = match nearness {
                "s" | "p" => format!("for nearness: w/{nearness}; else put a / at its end"),
                _ if nearness.parse::<u32>().is_ok() => {
                    format!("for nearness: w/{nearness}; else put a / at its end")
                }
                _ if is_filter(nearness) => {
                    format!("to narrow to it: {nearness} without the /; else put a / at its end")
                }
                _ => "put a / at its end, or quotes around the text".to_owned(),
            };
            self.problem(span, "the regular expression is not closed", hint);
            return;
        }
        // Taken from the text itself: folding signs could change what it means.
        let inside = self
            .text
            .get(self.offset(start + 1)..self.offset(self.next))
            .unwrap_or_default()
            .to_owned();
        self.next += 1;
        self.push(TokenKind::Regex(inside), start);
        self.ends(
            start,
            "a regular expression",
            "put a blank behind it; small letters and capitals are always one",
        );
    }

    /// Letters glued to what ends here would be words of their own: `/a/i`, `a^1e9`.
    fn ends(&mut self, start: usize, what: &str, hint: &str) {
        let rest = self.take_while(char::is_alphanumeric);
        if !rest.is_empty() {
            let span = self.since(start);
            self.problem(span, format!("`{rest}` cannot follow {what}"), hint);
        }
    }

    fn saved(&mut self) {
        let start = self.next;
        self.next += 1;
        let name = self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        if matches!(self.peek(0), Some('*' | '?')) {
            self.next += 1;
            let span = self.since(start);
            let message = "the name of a saved query takes no * or ?";
            self.problem(span, message, format!("@{name}, or for words {name}*"));
            return;
        }
        self.push(TokenKind::Macro(name), start);
    }

    /// `[a TO b]` of other languages.
    fn is_bracket_range(&self) -> bool {
        let rest = self.glyphs.get(self.next..).unwrap_or_default();
        let inside: String = rest
            .iter()
            .take(80)
            .map(|glyph| glyph.plain)
            .take_while(|c| !matches!(c, ']' | '}'))
            .collect();
        inside.contains(" TO ")
    }

    fn bracket_range(&mut self) {
        let start = self.next;
        self.take_while(|c| !matches!(c, ']' | '}'));
        let inside = self.slice(start + 1, self.next);
        if self.peek(0).is_some() {
            self.next += 1;
        }
        let (from, to) = inside.split_once(" TO ").unwrap_or((&inside, ""));
        let hint = self.range_here(from.trim(), to.trim(), start);
        let span = self.since(start);
        self.problem(span, "ranges are not written in brackets", hint);
    }

    /// How the range in brackets that begins at `start` is written here.
    fn range_here(&self, from: &str, to: &str, start: usize) -> String {
        let (from, to) = (from.trim_matches('*'), to.trim_matches('*'));
        if let Some(TokenKind::Words) = self.tokens.last().map(|token| &token.kind) {
            return format!("words:{from}..{to}");
        }
        if from.is_empty() && to.is_empty() {
            return "for any date at all: date:*".to_owned();
        }
        let range = format!("{from}..{to}");
        let sign = |at: usize| self.glyphs.get(at).map(|glyph| glyph.plain);
        let last = self.next.checked_sub(1).and_then(sign);
        let without_ends = sign(start) == Some('{') && last == Some('}');
        if date::period(&range, Date::constant(2026, 1, 1)).is_none() {
            return format!("two days with two stops between: {}", date::FORMS);
        }
        if without_ends && !from.is_empty() && !to.is_empty() {
            format!("without the ends: date:>{from} date:<{to}")
        } else {
            format!("date:{range}, or words:>800 for lengths")
        }
    }

    /// A value as it stands, up to a blank or parenthesis.
    fn raw(&mut self) {
        let start = self.next;
        let text = self.until_weight();
        match text.as_str() {
            "AND" => self.push(TokenKind::And, start),
            "OR" => self.push(TokenKind::Or, start),
            "NOT" => self.push(TokenKind::Not, start),
            "" => self.next += 1,
            _ => self.push(TokenKind::Raw(text), start),
        }
    }
}

impl Lexer<'_> {
    /// The run up to a blank, parenthesis or quote; the weight at its end stays to be read: `a.example^2`.
    fn until_weight(&mut self) -> String {
        let start = self.next;
        let run = self.take_while(|c| !vocabulary::is_blank(c) && !matches!(c, '(' | ')' | '"'));
        let figures = |c: char| c.is_ascii_digit() || c == '.';
        let weight = run.rsplit_once('^').filter(|(value, number)| {
            !value.is_empty() && !number.is_empty() && number.chars().all(figures)
        });
        let Some((value, _)) = weight else {
            return run;
        };
        self.next = start + value.chars().count();
        value.to_owned()
    }
}

fn prefix(sign: char) -> TokenKind {
    match sign {
        '+' => TokenKind::Plus,
        '-' => TokenKind::Minus,
        _ => TokenKind::Exactly,
    }
}

/// Whether a text is a field and a value: `date:2026-01`.
fn is_filter(text: &str) -> bool {
    let (name, value) = text.split_once(':').unwrap_or_default();
    vocabulary::field(name).is_some() && !value.is_empty()
}
