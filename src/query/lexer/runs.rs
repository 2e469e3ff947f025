//! What a run of characters without blanks is: a word, an operator, a field, a function.

use super::super::limits;
use super::super::tree::Nearness;
use super::super::vocabulary::{self, Field};
use super::{Lexer, Token, TokenKind};

impl Lexer<'_> {
    pub(super) fn word(&mut self) {
        let signs = self.next;
        self.pass_signs();
        let start = self.next;
        self.lone_sign(signs);
        self.signs_in_a_row(signs);
        let run =
            self.take_while(|c| !vocabulary::is_blank(c) && !matches!(c, '(' | ')' | '"' | '^'));
        if let Some(colon) = run.find(':')
            && self.field(
                start,
                run.get(..colon).unwrap_or_default(),
                run.get(colon + 1..).unwrap_or_default(),
            )
        {
            return;
        }
        if self.function(start, &run) || self.nearness(start, &run) {
            return;
        }
        self.habit(start, &run);
        let stop = self.next;
        let tilde = run.chars().position(|c| c == '~');
        if let Some(tilde) = tilde {
            self.next = start + tilde;
        }
        self.plain_word(start);
        if tilde.is_some() {
            self.edits();
            let after = self.next;
            if after < stop {
                let span = self.offset(after)..self.offset(stop);
                self.problem(span, "nothing can follow ~1 here", "put a blank behind it");
                self.next = stop;
            }
        }
    }

    /// Moves past signs that belong to no word, so that `…title:x` is read as `title:x` is.
    fn pass_signs(&mut self) {
        self.take_while(|c| {
            !belongs(c)
                && !vocabulary::is_blank(c)
                && !matches!(c, '?' | '~' | '(' | ')' | '"' | '^')
        });
    }

    /// Pushes the word between `start` and here without the signs around it.
    fn plain_word(&mut self, start: usize) {
        let glyphs = self.glyphs.get(start..self.next).unwrap_or_default();
        let first = glyphs
            .iter()
            .position(|g| belongs(g.plain) || g.plain == '?');
        let last = glyphs.iter().rposition(|g| belongs(g.plain));
        let (Some(first), Some(last)) = (first, last) else {
            return;
        };
        if first > last {
            return;
        }
        let (from, mut to) = (start + first, start + last + 1);
        // The last point of U.S. belongs to it.
        if is_initials(&self.slice(from, to))
            && glyphs.get(last + 1).is_some_and(|g| g.plain == '.')
        {
            to += 1;
        }
        let text = self.slice(from, to);
        let span = self.offset(from)..self.offset(to);
        if text.chars().all(|c| !c.is_alphanumeric() && c != '*') {
            return;
        }
        self.advise_truncation(&text, from, to);
        self.advise_signs(&text, from, to);
        self.advise_joined(&text, from, to);
        let kind = match text.as_str() {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            _ => TokenKind::Word(text),
        };
        self.tokens.push(Token { kind, span });
    }

    /// `name:` before something. Gives false if the run is a word after all.
    fn field(&mut self, start: usize, name: &str, rest: &str) -> bool {
        let behind = self.peek(0);
        let follows = !rest.is_empty() || matches!(behind, Some('(' | '"'));
        let Some(field) = vocabulary::field(name) else {
            return follows && self.unknown_field(start, name, rest);
        };
        let value = start + name.chars().count() + 1;
        if !follows {
            let message = format!("`{name}:` before a blank is read as a word");
            self.advise(
                start..value,
                message,
                format!("leave out the blank: {name}:…"),
            );
            return false;
        }
        self.next = value;
        match field {
            Field::Text(field) => self.push(TokenKind::Text(field), start),
            Field::TitleAndLead => self.push(TokenKind::TitleAndLead, start),
            Field::Value(field) => self.push(TokenKind::Value(field), start),
            Field::Date(test) => self.push(TokenKind::Date(test), start),
            Field::Words => self.push(TokenKind::Words, start),
        }
        match field {
            Field::Text(_) | Field::TitleAndLead => {}
            Field::Date(_) => self.day(),
            Field::Value(_) | Field::Words => self.value(),
        }
        true
    }

    /// What stands behind `site:`.
    fn value(&mut self) {
        if self.peek(0) == Some('=') {
            self.next += 1;
            self.push(TokenKind::Exactly, self.next - 1);
        }
        match self.peek(0) {
            Some('(') => self.values_above = Some(self.depth),
            Some('"') => {}
            Some('[' | '{') if self.is_bracket_range() => {}
            _ => self.raw(),
        }
    }

    /// What stands behind `date:`; `"6 January 2026".."9 January 2026"` is one value.
    fn day(&mut self) {
        let known = self.tokens.len();
        self.value();
        let (start, mut said) = match self.tokens.get(known) {
            Some(Token {
                kind: TokenKind::Raw(text) | TokenKind::Quoted(text),
                span,
            }) => (span.start, text.clone()),
            _ if self.peek(0) == Some('"') => {
                let start = self.offset(self.next);
                (start, self.between_quotes())
            }
            _ => return,
        };
        while self.peek(0) == Some('.') && self.peek(1) == Some('.')
            || said.ends_with("..") && self.peek(0) == Some('"')
        {
            said += &self.take_while(|c| c == '.');
            said += &if self.peek(0) == Some('"') {
                self.between_quotes()
            } else {
                self.until_weight()
            };
        }
        self.tokens.truncate(known);
        let span = start..self.offset(self.next);
        let kind = TokenKind::Quoted(said);
        self.tokens.push(Token { kind, span });
    }

    fn unknown_field(&mut self, start: usize, name: &str, rest: &str) -> bool {
        let like_a_name = name.len() > 1
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '_' || c == '.');
        if !like_a_name || rest.starts_with("//") || rest.starts_with(':') {
            return false;
        }
        let span = self.offset(start)..self.offset(start + name.len() + 1);
        if name == "exists_" && self.sign_before(start) == '_' {
            let span = self.offset(start - 1)..span.end;
            let hint = match vocabulary::field(rest) {
                Some(Field::Text(field)) => format!("for any value at all: {}:*", field.name()),
                Some(Field::Value(field)) => format!("for any value at all: {}:*", field.name()),
                Some(Field::Date(_)) => "for any date at all: date:*".to_owned(),
                _ => "for any value at all: byline:*, section:*, site:*".to_owned(),
            };
            self.problem(span, "there is no field `_exists_`", hint);
            return true;
        }
        let hint = vocabulary::field_elsewhere(name).map_or_else(
            || {
                format!(
                    "fields are {}; to search for the text, put it in quotes",
                    vocabulary::FIELDS
                )
            },
            str::to_owned,
        );
        self.problem(span, format!("there is no field `{name}`"), hint);
        true
    }

    /// `atleast3(`, `first/50(`, `any2 (`. Leaves the parenthesis to be read next.
    fn function(&mut self, start: usize, run: &str) -> bool {
        let blanks = self.blanks_before_group();
        let Some(blanks) = blanks else {
            return false;
        };
        let lower = run.to_ascii_lowercase();
        let split = lower
            .find(|c: char| c.is_ascii_digit() || c == '/')
            .unwrap_or(lower.len());
        let (name, number) = lower.split_at(split);
        let number = number.trim_start_matches('/');
        let make: fn(u32) -> TokenKind = match name {
            "atleast" | "atl" => TokenKind::AtLeast,
            "first" => TokenKind::First,
            "any" => TokenKind::AnyOf,
            _ => return false,
        };
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if number.is_empty() && name != "atleast" || blanks > 0 && !is_number {
            return false;
        }
        match number.parse() {
            Ok(number) if number > 0 => self.push(make(number), start),
            _ => {
                let span = self.since(start);
                self.problem(
                    span,
                    format!("{name} needs a number from 1 up"),
                    "atleast3(word), first/50(word), any2(a b c)",
                );
            }
        }
        self.next += blanks;
        true
    }

    /// The blanks between here and a parenthesis that opens; `None` if something else comes next.
    fn blanks_before_group(&self) -> Option<usize> {
        let ahead = self.glyphs.get(self.next..).unwrap_or_default();
        let blanks = ahead
            .iter()
            .take_while(|glyph| vocabulary::is_blank(glyph.plain))
            .count();
        (self.peek(blanks) == Some('(')).then_some(blanks)
    }

    /// `w/5`, `pre/3`, `w/s`, `not w/5` and their relatives.
    fn nearness(&mut self, start: usize, run: &str) -> bool {
        let bare = run.trim_end_matches(|c| !belongs(c));
        // `w/` alone is nearness without its number.
        let trimmed = if bare.contains('/') {
            bare
        } else {
            run.trim_end_matches(|c| !belongs(c) && c != '/')
        };
        let (nearness, negated_inside) = match vocabulary::nearness(trimmed) {
            vocabulary::Reading::None => return false,
            vocabulary::Reading::Near(nearness) => (nearness, false),
            vocabulary::Reading::NotNear(nearness) => (nearness, true),
            vocabulary::Reading::Wrong(message, hint) => {
                let span = self.since(start);
                self.problem(span, message, hint);
                return true;
            }
        };
        if self.sign_before(start) == '!' {
            let span = self.offset(start - 1)..self.offset(self.next);
            let hint = format!("a not {nearness} b");
            self.problem(span, "! does not turn a nearness round", hint);
            return true;
        }
        let range = 1..=limits::NEARNESS;
        if let Nearness::Within(steps) | Nearness::Before(steps) = nearness
            && !range.contains(&steps)
        {
            let span = self.since(start);
            self.problem(
                span,
                format!("a distance is from 1 to {} words", limits::NEARNESS),
                "w/p for the same paragraph",
            );
            return true;
        }
        let span = self.since(start);
        let exact = self.tokens.iter().rev().nth(1).map(|token| &token.kind);
        let exact = exact == Some(&TokenKind::Exactly);
        let negation = self.tokens.last().filter(|last| match &last.kind {
            // `=not w/3 a` asks for the word.
            _ if exact => false,
            TokenKind::Not => true,
            TokenKind::Word(word) => word == "not",
            _ => false,
        });
        let (span, negated) = match negation {
            Some(not) if !negated_inside => (not.span.start..span.end, true),
            _ => (span, negated_inside),
        };
        if negated && !negated_inside {
            self.tokens.pop();
        }
        self.tokens.push(Token {
            kind: TokenKind::Near { nearness, negated },
            span,
        });
        true
    }
}

/// Single letters divided by points, the last point left off: `U.S`.
fn is_initials(text: &str) -> bool {
    let mut parts = text.split('.');
    let single = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    text.contains('.') && parts.all(single)
}

/// Whether a sign can stand at the edge of a word.
pub(super) fn belongs(c: char) -> bool {
    c.is_alphanumeric() || vocabulary::is_mark(c) || c == '*'
}
