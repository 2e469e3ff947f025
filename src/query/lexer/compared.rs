//! Days and lengths as Nexis compares them: `date aft 2019`, `date(geq (1/1/2019) AND leq (2/1/2019))`, `LENGTH > 500`.

use jiff::civil::Date;

use crate::error::Problem;

use super::super::parser::problem;
use super::super::vocabulary::{self, Field};
use super::super::{date, tree::DateTest};
use super::{Token, TokenKind};

/// Tokens that are looked at behind a name.
const MOST: usize = 16;
/// Words that one day takes: `January 6 2026`.
const DAY_WORDS: usize = 3;

/// Words and signs that compare, with the sign here.
const COMPARING: &[(&str, &str)] = &[
    ("is", ""),
    ("=", ""),
    ("aft", ">"),
    ("after", ">"),
    (">", ">"),
    ("bef", "<"),
    ("before", "<"),
    ("<", "<"),
    ("geq", ">="),
    (">=", ">="),
    ("leq", "<="),
    ("<=", "<="),
];

/// What is told of comparisons that would be read as words.
pub(super) fn look(text: &str, tokens: &[Token]) -> Vec<Problem> {
    let found = (0..tokens.len()).filter_map(|at| Comparing { text, tokens, at }.told());
    found.collect()
}

struct Comparing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The place of the name.
    at: usize,
}

impl<'a> Comparing<'a> {
    fn told(&self) -> Option<Problem> {
        let of_days = match vocabulary::field(self.word(self.at)?)? {
            Field::Date(DateTest::In) => true,
            Field::Words => false,
            _ => return None,
        };
        let (tests, end) = self.tests(of_days)?;
        let name = if of_days { "date" } else { "words" };
        let written = match tests.as_slice() {
            [(">=", from), ("<=", to)] | [("<=", to), (">=", from)] => {
                format!("{name}:{from}..{to}")
            }
            tests => {
                let each = tests
                    .iter()
                    .map(|(sign, value)| format!("{name}:{sign}{value}"));
                each.collect::<Vec<_>>().join(" ")
            }
        };
        let start = self.tokens.get(self.at)?.span.start;
        let said = self.text.get(start..end)?;
        Some(problem(
            start..end,
            format!("`{said}` is read as words"),
            format!("to compare: {written}"),
        ))
    }

    /// Signs and values behind the name, and where they end.
    fn tests(&self, of_days: bool) -> Option<(Vec<(&'static str, String)>, usize)> {
        let mut tests = Vec::new();
        let (mut sign, mut depth) = (None, 0);
        let mut next = self.at + 1;
        while next < self.tokens.len().min(self.at + MOST) {
            if self.gap(next) == ":" {
                return None;
            }
            sign = comparing(self.gap(next)).or(sign);
            match &self.tokens.get(next)?.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth -= 1,
                TokenKind::And if depth > 0 => {}
                TokenKind::Word(word) if comparing(word).is_some() => sign = comparing(word),
                TokenKind::Word(_) => {
                    let (value, words) = self.value(next, of_days)?;
                    if depth == 0 && sign.is_none() && !self.stands_alone() {
                        return None;
                    }
                    tests.push((sign.take().unwrap_or(""), value));
                    next += words - 1;
                }
                _ => return None,
            }
            if depth == 0 && !tests.is_empty() {
                return Some((tests, self.tokens.get(next)?.span.end));
            }
            next += 1;
        }
        None
    }

    /// Whether no word stands before the name: `date 2022`, not `release date 2022`.
    fn stands_alone(&self) -> bool {
        let before = self.at.checked_sub(1);
        before.is_none_or(|at| self.word(at).is_none())
    }

    /// The value that begins at a token as it is written here, and its tokens.
    fn value(&self, at: usize, of_days: bool) -> Option<(String, usize)> {
        if !of_days {
            let count: u32 = self.word(at)?.parse().ok()?;
            return Some((count.to_string(), 1));
        }
        (1..=DAY_WORDS).rev().find_map(|words| {
            let said: Option<Vec<&str>> = (at..at + words).map(|at| self.word(at)).collect();
            Some((day(&said?.join(" "))?, words))
        })
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        match &self.tokens.get(at)?.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// What stands between a token and the one before it.
    fn gap(&self, at: usize) -> &'a str {
        let end = |at: usize| self.tokens.get(at).map(|token| token.span.end);
        let from = at.checked_sub(1).and_then(end).unwrap_or(0);
        let to = self.tokens.get(at).map_or(from, |token| token.span.start);
        self.text.get(from..to).unwrap_or_default().trim()
    }
}

fn comparing(word: &str) -> Option<&'static str> {
    let known = COMPARING.iter();
    let mut known = known.filter(|(name, _)| name.eq_ignore_ascii_case(word));
    known.next().map(|(_, sign)| *sign)
}

/// A day, month or year in figures; Nexis writes the month first: `2/1/2019`.
fn day(said: &str) -> Option<String> {
    let parts: Vec<&str> = said.split('/').collect();
    if let [month, day, year] = parts.as_slice()
        && year.len() == 4
    {
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        return Some(date.ok()?.to_string());
    }
    let period = date::period(said, Date::constant(2026, 1, 1))?;
    if !said.contains(' ') {
        return said
            .contains(|c: char| c.is_ascii_digit())
            .then(|| said.to_owned());
    }
    let (first, last) = (period.first?, period.last?);
    Some(if first == last {
        first.to_string()
    } else {
        first.strftime("%Y-%m").to_string()
    })
}
