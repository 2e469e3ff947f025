//! Numbers, words and signs of a short text.

use unicode_normalization::char::is_combining_mark;

use super::forms;
use crate::clean::calendar::digit;
use crate::clean::cues::fold::fold;

/// A piece of a text that may hold a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A run of digits of any script.
    Number {
        /// Its value; a run of more than 18 digits is not kept.
        value: u64,
        /// How many digits it has.
        digits: usize,
    },
    /// A run of letters, folded.
    Word(String),
    /// A month that is no single word.
    Month(u8),
    /// Anything else that is not white space.
    Sign {
        /// The character.
        sign: char,
    },
}

/// Longest run of digits that is kept.
const MOST_DIGITS: usize = 18;

/// Cuts a text into its tokens. Linear.
pub(super) fn scan(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if digit(first).is_some() {
            number(rest, &mut tokens)
        } else if let Some((month, end)) = forms::shortened(rest) {
            tokens.extend(month.map(Token::Month));
            end
        } else if first.is_alphabetic() {
            word(rest, &mut tokens)
        } else {
            if !first.is_whitespace() && !is_hidden(first) {
                tokens.push(Token::Sign { sign: first });
            }
            first.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    forms::joined(tokens)
}

fn word(text: &str, tokens: &mut Vec<Token>) -> usize {
    let end = word_end(text);
    let (word, behind) = text.split_at(end);
    if let Some(parts) = forms::han(word) {
        tokens.extend(parts);
        return end;
    }
    let digits = behind.find(|c: char| !c.is_ascii_digit());
    let digits = behind
        .get(..digits.unwrap_or(behind.len()))
        .unwrap_or_default();
    // `Th1` is a month to Vietnamese pages.
    let month = digits.parse().ok().filter(|month| (1..=12).contains(month));
    if let Some(month) = month.filter(|_| word == "Th") {
        tokens.push(Token::Month(month));
        return end + digits.len();
    }
    tokens.push(Token::Word(fold(word).text));
    end
}

/// Where the word at the beginning of a text ends; words that were glued together (`GermanDec`, `PMTags`) count as two.
fn word_end(text: &str) -> usize {
    let mut before = ' ';
    let mut start_of_last = 0;
    for (at, c) in text.char_indices() {
        if !is_letter(c) || before.is_lowercase() && c.is_uppercase() {
            return at;
        }
        let shouted = start_of_last >= 2
            && text
                .get(..start_of_last)
                .is_some_and(|head| head.chars().all(char::is_uppercase));
        if shouted && before.is_uppercase() && c.is_lowercase() {
            return start_of_last;
        }
        (before, start_of_last) = (c, at);
    }
    text.len()
}

fn number(text: &str, tokens: &mut Vec<Token>) -> usize {
    let end = text
        .find(|c: char| digit(c).is_none())
        .unwrap_or(text.len());
    let end = glued_year(text, end, tokens).unwrap_or(end);
    let run = text.get(..end).unwrap_or_default();
    let digits = run.chars().count();
    if digits <= MOST_DIGITS {
        let value = run
            .chars()
            .filter_map(digit)
            .fold(0, |value, digit| value * 10 + u64::from(digit));
        tokens.push(Token::Number { value, digits });
    }
    end
}

/// Where a year ends that a time or another number was glued to, behind day and month: `Dec 23, 202310:30 AM`.
fn glued_year(text: &str, end: usize, tokens: &[Token]) -> Option<usize> {
    let year = matches!(end, 5 | 6) && (text.starts_with("19") || text.starts_with("20"));
    let is_month = |token: &Token| forms::month(token).is_some();
    let is_day = |token: &Token| matches!(token, Token::Number { digits: 1 | 2, .. });
    let mut before = tokens
        .iter()
        .rev()
        .filter(|token| !matches!(token, Token::Sign { .. }));
    let (last, second) = (before.next()?, before.next()?);
    let dated = is_month(last) && is_day(second) || is_day(last) && is_month(second);
    (year && dated).then_some(4)
}

/// True if a text holds a number; without one it holds no date.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || !text.is_ascii() && (text.contains('年') || text.chars().any(|c| digit(c).is_some()))
}

/// Letters and the marks on them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c) || matches!(c, '\u{200d}' | '○')
}

/// Signs that steer the direction of writing.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
