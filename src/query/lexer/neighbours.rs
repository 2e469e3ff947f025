//! Words that would be operators in other languages, told by what stands beside them.

use jiff::civil::Date;

use crate::analysis::is_stop_word;
use crate::error::Problem;

use super::super::parser::problem;
use super::super::{date, vocabulary};
use super::{Token, TokenKind};

/// Words beyond which a text without any operator is a sentence, and its `and` a word.
const SENTENCE: usize = 6;

/// Looks at all tokens of a text: what it would be wrong to run is a problem, what may be meant otherwise gets advice.
pub(super) fn look(
    text: &str,
    tokens: &[Token],
    problems: &mut Vec<Problem>,
    advice: &mut Vec<Problem>,
) {
    let beside = Beside { text, tokens };
    for at in 0..tokens.len() {
        problems.extend(beside.span_of_days(at));
        advice.extend(beside.nearness(at));
        advice.extend(beside.without(at));
        advice.extend(beside.count_apart(at));
        advice.extend(beside.any_word(at));
        advice.extend(beside.year_compared(at));
        advice.extend(beside.single_quotes(at));
        advice.extend(beside.late_colon(at));
        advice.extend(beside.question_mark(at));
        advice.extend(beside.within_quotes(at));
        advice.extend(beside.steps_behind_plus(at));
        advice.extend(beside.field_of_all(at));
    }
    advice.extend(beside.small_operator());
}

struct Beside<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Beside<'_> {
    fn kind(&self, at: usize) -> Option<&TokenKind> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.kind(at)? {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// What stands between a token and the one before it.
    fn gap(&self, at: usize) -> &str {
        let end = |at: usize| self.tokens.get(at).map(|token| token.span.end);
        let from = at.checked_sub(1).and_then(end).unwrap_or(0);
        let to = self.tokens.get(at).map_or(from, |token| token.span.start);
        self.text.get(from..to).unwrap_or_default()
    }

    fn ends_a_part(&self, at: usize) -> bool {
        matches!(
            self.kind(at),
            Some(
                TokenKind::Word(_)
                    | TokenKind::Quoted(_)
                    | TokenKind::Regex(_)
                    | TokenKind::Close
                    | TokenKind::Edits(_)
                    | TokenKind::Boost(_)
                    | TokenKind::Raw(_)
                    | TokenKind::Macro(_)
            )
        )
    }

    fn begins_a_part(&self, at: usize) -> bool {
        match self.kind(at) {
            None
            | Some(
                TokenKind::Close
                | TokenKind::And
                | TokenKind::Or
                | TokenKind::Near { .. }
                | TokenKind::Edits(_)
                | TokenKind::Boost(_)
                | TokenKind::Raw(_),
            ) => false,
            Some(_) => true,
        }
    }

    fn is_between(&self, at: usize) -> bool {
        at > 0 && self.ends_a_part(at - 1) && self.begins_a_part(at + 1)
    }

    fn said(&self, at: usize, message: String, hint: String) -> Option<Problem> {
        let span = self.tokens.get(at)?.span.clone();
        Some(problem(span, message, hint))
    }

    /// `a NEAR b`, `a ADJ2 b`, `a WITHIN 5 b`.
    fn nearness(&self, at: usize) -> Option<Problem> {
        let word = self.word(at).filter(|_| self.is_between(at))?;
        let right = match self.word(at + 1).map(str::parse::<u32>) {
            Some(Ok(steps)) if is_within(word) => format!("w/{steps}"),
            // `the N5 road` is a road.
            _ if word.starts_with('N')
                && word.ends_with(|c: char| c.is_ascii_digit())
                && self
                    .word(at - 1)
                    .is_some_and(|word| is_stop_word("en", word)) =>
            {
                return None;
            }
            _ => vocabulary::nearness_elsewhere(word)?,
        };
        self.said(
            at,
            format!("`{word}` is read as a word"),
            format!("for nearness: {right}"),
        )
    }

    /// `a ANDNOT b`, `a BUTNOT b`, `a BUT NOT b`.
    fn without(&self, at: usize) -> Option<Problem> {
        let word = self
            .word(at)
            .filter(|_| at > 0 && self.ends_a_part(at - 1))?;
        let meant = match word {
            "ANDNOT" | "BUTNOT" => self.begins_a_part(at + 1),
            "BUT" => self.kind(at + 1) == Some(&TokenKind::Not),
            _ => false,
        };
        if !meant {
            return None;
        }
        self.said(
            at,
            format!("`{word}` is read as a word"),
            "to leave out a word: a AND NOT b, or a -b".to_owned(),
        )
    }

    /// `a * b`: a word between two in Google, every article here.
    fn any_word(&self, at: usize) -> Option<Problem> {
        if self.word(at)? != "*" {
            return None;
        }
        let (left, right) = (self.word(at.checked_sub(1)?)?, self.word(at + 1)?);
        self.said(
            at,
            "a lone * is every article".to_owned(),
            format!("for a word between the two: {left} pre/2 {right}"),
        )
    }

    /// `>2018`, without the name of what is compared.
    fn year_compared(&self, at: usize) -> Option<Problem> {
        let year = self.word(at)?;
        let sign = self.gap(at).trim_start();
        let named = at
            .checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|name| vocabulary::field(name).is_some());
        let is_year = year.len() == 4
            && year.starts_with(['1', '2'])
            && year.bytes().all(|b| b.is_ascii_digit());
        if named || !is_year || !matches!(sign, ">" | "<" | ">=" | "<=") {
            return None;
        }
        self.said(
            at,
            format!("`{sign}{year}` is read as the word {year}"),
            format!("for what was published then: date:{sign}{year}"),
        )
    }

    /// `'trade war'`: single quotes are apostrophes.
    fn single_quotes(&self, at: usize) -> Option<Problem> {
        let first = self.word(at)?;
        if !matches!(self.gap(at).trim_start(), "'" | "‘") {
            return None;
        }
        let mut words = vec![first];
        for next in at.. {
            let rest = self.text.get(self.tokens.get(next)?.span.end..)?;
            let behind = rest.strip_prefix(['\'', '’']);
            if behind.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
                break;
            }
            let blanks = self.gap(next + 1);
            if blanks.is_empty() || !blanks.chars().all(vocabulary::is_blank) {
                return None;
            }
            words.push(self.word(next + 1)?);
        }
        let phrase = words.join(" ");
        (words.len() > 1).then_some(())?;
        self.said(
            at,
            "words in single quotes are words side by side".to_owned(),
            format!("for a phrase: \"{phrase}\""),
        )
    }

    /// `atleast 3 (a)`, `atleast 3 a`, `any 2 (a b)`.
    fn count_apart(&self, at: usize) -> Option<Problem> {
        let name = self.word(at)?.to_ascii_lowercase();
        let number: u32 = self.word(at + 1)?.parse().ok()?;
        let hint = match name.as_str() {
            "atleast" | "atl" if self.begins_a_part(at + 2) => {
                format!("to count: atleast{number}(word)")
            }
            "any" if self.kind(at + 2) == Some(&TokenKind::Open) => {
                format!("for so many of several: any{number}(a b c)")
            }
            _ => return None,
        };
        self.said(at, format!("`{name} {number}` is read as words"), hint)
    }

    /// `a and b`, `a and not b`; said once.
    fn small_operator(&self) -> Option<Problem> {
        let only_words = self
            .tokens
            .iter()
            .all(|token| matches!(token.kind, TokenKind::Word(_)));
        if only_words && self.tokens.len() > SENTENCE {
            return None;
        }
        let meant = |at: &usize| match self.word(*at).map(str::to_ascii_lowercase).as_deref() {
            Some("and" | "or") => self.is_between(*at),
            Some("not") => self.begins_a_part(*at + 1),
            _ => false,
        };
        let at = (0..self.tokens.len()).find(meant)?;
        let word = self.word(at)?;
        self.said(
            at,
            format!("`{word}` is read as a word"),
            format!(
                "{} in capitals is an operator, as AND, OR and NOT are",
                word.to_ascii_uppercase()
            ),
        )
    }

    /// `title : storm`, `lang :en`.
    fn late_colon(&self, at: usize) -> Option<Problem> {
        let gap = self.gap(at);
        let before = at.checked_sub(1)?;
        let name = self.word(before).filter(|_| gap.trim() == ":")?;
        vocabulary::field(name)?;
        if gap.starts_with(':') {
            return None;
        }
        self.said(
            before,
            format!("`{name} :` with a blank is read as a word"),
            format!("leave out the blanks: {name}:…"),
        )
    }

    /// `date:2026-01-06 to 2026-01-10`: read as words, the end would ask for something else.
    fn span_of_days(&self, at: usize) -> Option<Problem> {
        let Some(TokenKind::Date(_)) = self.kind(at) else {
            return None;
        };
        let (TokenKind::Raw(from) | TokenKind::Quoted(from)) = self.kind(at + 1)? else {
            return None;
        };
        let until = self.word(at + 2)?;
        let joined = vocabulary::UNTIL.contains(&until.to_lowercase().as_str());
        let end = match joined {
            true => at + 3,
            false if self.gap(at + 2).trim() == "-" => at + 2,
            false => return None,
        };
        let (TokenKind::Word(to) | TokenKind::Quoted(to)) = self.kind(end)? else {
            return None;
        };
        date::period(to, Date::constant(2026, 1, 1))?;
        let span = self.tokens.get(at)?.span.start..self.tokens.get(end)?.span.end;
        let quote = if from.contains(' ') || to.contains(' ') {
            "\""
        } else {
            ""
        };
        Some(problem(
            span,
            "days from one to another are written with two stops",
            format!("date:{quote}{from}..{to}{quote}"),
        ))
    }

    /// `ferr? line`: the mark would be lost, unless it ends a question.
    fn question_mark(&self, at: usize) -> Option<Problem> {
        let word = self.word(at)?;
        let end = self.tokens.get(at)?.span.end;
        let asked = at + 1 == self.tokens.len() && self.tokens.len() > 2;
        let letters = word.chars().all(char::is_alphanumeric) && word.chars().count() > 1;
        if asked || !letters || !self.text.get(end..)?.starts_with('?') {
            return None;
        }
        self.said(
            at,
            format!("the ? behind `{word}` is read as a question mark"),
            format!("for one more letter: /{}./", word.to_lowercase()),
        )
    }

    /// `a +3 b`, `a +s b`: nearness in Westlaw.
    fn steps_behind_plus(&self, at: usize) -> Option<Problem> {
        let word = self.word(at + 1)?;
        let plus = *self.kind(at)? == TokenKind::Plus;
        if !plus || at == 0 || !self.ends_a_part(at - 1) || !self.begins_a_part(at + 2) {
            return None;
        }
        let right = match word {
            "s" | "p" => format!("w/{word}"),
            _ => format!("pre/{}", word.parse::<u32>().ok()?),
        };
        self.said(
            at,
            format!("`+{word}` requires the word `{word}`"),
            format!("for nearness: {right}"),
        )
    }

    /// `allintitle:a b`: the field holds for the first word.
    fn field_of_all(&self, at: usize) -> Option<Problem> {
        let TokenKind::Text(field) = self.kind(at)? else {
            return None;
        };
        let span = self.tokens.get(at)?.span.clone();
        let name = self.text.get(span)?;
        let all = name.get(..3)?.eq_ignore_ascii_case("all");
        let words: Vec<&str> = (at + 1..).map_while(|at| self.word(at)).collect();
        let (first, _) = words
            .split_first()
            .filter(|(_, rest)| all && !rest.is_empty())?;
        self.said(
            at,
            format!("{name} holds for `{first}` alone"),
            format!(
                "for all of them: {}:({})",
                field.name(),
                words.join(" AND ")
            ),
        )
    }

    /// `"amber (line OR row)"`: between quotes there are only words.
    fn within_quotes(&self, at: usize) -> Option<Problem> {
        let Some(TokenKind::Quoted(inside)) = self.kind(at) else {
            return None;
        };
        let capitals = !inside.contains(char::is_lowercase);
        let mut pieces = inside.split(' ');
        let piece = pieces.find(|piece| is_operator(piece, capitals))?;
        self.said(
            at,
            format!("`{piece}` between quotes is read as words"),
            "operators stand outside: \"a b\" w/1 (c OR d)".to_owned(),
        )
    }
}

/// `a within 5 b`, `a w/in 5 b`, `a AROUND 5 b`.
fn is_within(word: &str) -> bool {
    word.eq_ignore_ascii_case("within") || word.eq_ignore_ascii_case("w/in") || word == "AROUND"
}

/// Whether a piece of a phrase would be an operator outside. `capitals`: all of the phrase is in them.
fn is_operator(piece: &str, capitals: bool) -> bool {
    let bare = piece.trim_matches(['(', ')']);
    let edits = bare.rsplit_once('~').is_some_and(|(word, number)| {
        !word.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    });
    let regex = bare.len() > 2 && bare.starts_with('/') && bare.ends_with('/');
    let near = !matches!(vocabulary::nearness(bare), vocabulary::Reading::None);
    let joins = !capitals && matches!(bare, "AND" | "OR" | "NOT");
    edits || regex || near || joins
}
