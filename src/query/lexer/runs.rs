//! What a run of characters without blanks is: a word, an operator, a field, a function.

use std::ops::Range;

use crate::error::Problem;

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
        let kind = match text.as_str() {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            _ => TokenKind::Word(text),
        };
        self.tokens.push(Token { kind, span });
    }

    /// `sanction!` and `!word` are habits from elsewhere.
    fn advise_truncation(&mut self, text: &str, from: usize, to: usize) {
        let is_mark = |at: usize| self.glyphs.get(at).is_some_and(|glyph| glyph.plain == '!');
        let (behind, before) = (is_mark(to), from > 0 && is_mark(from - 1));
        if behind {
            let hint = format!("for every ending: {text}*");
            self.advise(
                from..to,
                format!("the ! behind `{text}` is read as punctuation"),
                hint,
            );
        }
        if before {
            let span = self.offset(from - 1)..self.offset(to);
            self.problem(span, "! does not exclude a word", format!("-{text}"));
        }
    }

    /// `C++` and `50%`: signs at the edge of a word are not searched for.
    fn advise_signs(&mut self, text: &str, from: usize, to: usize) {
        let sign = |at: usize| self.glyphs.get(at).map_or(' ', |glyph| glyph.plain);
        let before = from.checked_sub(1).map_or(' ', sign);
        let behind = match sign(to) {
            '+' if sign(to + 1) == '+' => "++",
            '#' => "#",
            '%' => "%",
            _ => "",
        };
        let before = if is_currency(before)
            || before == '.' && (from < 2 || vocabulary::is_blank(sign(from - 2)))
        {
            before.to_string()
        } else {
            String::new()
        };
        if before.is_empty() && behind.is_empty() || !text.chars().all(char::is_alphanumeric) {
            return;
        }
        let written = format!("{before}{text}{behind}");
        self.advise(
            from - before.len().min(1)..to + behind.len(),
            format!("`{written}` is read as `{text}`: signs are not searched for"),
            format!("a word near it narrows: {text} w/5 …"),
        );
    }

    /// Says of a stretch of glyphs that it may not mean what its writer thinks.
    fn advise(&mut self, glyphs: Range<usize>, message: String, hint: String) {
        self.advice.push(Problem {
            start: self.offset(glyphs.start),
            end: self.offset(glyphs.end),
            message,
            hint: Some(hint),
        });
    }

    /// `a & b` and `a | b`.
    fn lone_sign(&mut self, start: usize) {
        let name = match self.slice(start, self.next).as_str() {
            "&" => "AND",
            "|" => "OR",
            _ => return,
        };
        if self.peek(0).is_none_or(vocabulary::is_blank) {
            let message = "a single sign is read as punctuation".to_owned();
            self.advise(start..self.next, message, format!("write {name}"));
        }
    }

    /// Spellings of other languages that would be read as words: `headline(a b)`, `atleast3 a`, `a AROUND(5) b`, `length>800`.
    fn habit(&mut self, start: usize, run: &str) {
        let glyphs = start..self.next;
        let before_group = self.peek(0) == Some('(');
        let said = |what: &str| format!("`{what}` is read as a word");
        let lower = run.to_ascii_lowercase();
        let counts = |name: &str| {
            let rest = lower.strip_prefix(name).unwrap_or_default();
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
        };
        if before_group && lower == "around" {
            let span = self.since(start);
            self.problem(span, "AROUND is not a word of this language", "a w/5 b");
        } else if before_group && vocabulary::field(run).is_some() && run.len() > 4 {
            self.advise(glyphs, said(run), format!("to look there: {lower}:(…)"));
        } else if !before_group && counts("atleast") {
            self.advise(glyphs, said(run), format!("to count: {lower}(word)"));
        } else if let Some((name, _)) = run.split_once(['<', '>', '='])
            && vocabulary::field(name).is_some()
        {
            let rest = run.get(name.len()..).unwrap_or_default();
            self.advise(glyphs, said(run), format!("to compare: {name}:{rest}"));
        }
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
            Field::Value(field) => self.push(TokenKind::Value(field), start),
            Field::Date(test) => self.push(TokenKind::Date(test), start),
            Field::Words => self.push(TokenKind::Words, start),
        }
        if !matches!(field, Field::Text(_)) {
            self.value();
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

    fn unknown_field(&mut self, start: usize, name: &str, rest: &str) -> bool {
        let like_a_name = name.len() > 1
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '_' || c == '.');
        if !like_a_name || rest.starts_with("//") || rest.starts_with(':') {
            return false;
        }
        let span = self.offset(start)..self.offset(start + name.len() + 1);
        let hint = format!(
            "fields are {}; to search for the text, put it in quotes",
            vocabulary::FIELDS
        );
        self.problem(span, format!("there is no field `{name}`"), hint);
        true
    }

    /// `atleast3(`, `first/50(`, `any2(`. Leaves the parenthesis to be read next.
    fn function(&mut self, start: usize, run: &str) -> bool {
        if self.peek(0) != Some('(') {
            return false;
        }
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
        if number.is_empty() && name != "atleast" {
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
        true
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
        let negation = self.tokens.last().filter(|last| match &last.kind {
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

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '\u{20A0}'..='\u{20CF}')
}

/// Whether a sign can stand at the edge of a word.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || vocabulary::is_mark(c) || c == '*'
}
