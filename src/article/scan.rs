//! Numbers, words and signs of a short text.

use crate::clean::calendar;
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
        } else if first.is_alphabetic() {
            let end = word_end(rest);
            tokens.push(Token::Word(fold(rest.get(..end).unwrap_or_default()).text));
            end
        } else {
            if !first.is_whitespace() && !is_hidden(first) {
                tokens.push(Token::Sign { sign: first });
            }
            first.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    tokens
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
            .fold(0, |value, digit| value * 10 + digit);
        tokens.push(Token::Number { value, digits });
    }
    end
}

/// Where a year ends that a time or another number was glued to, behind day and month: `Dec 23, 202310:30 AM`.
fn glued_year(text: &str, end: usize, tokens: &[Token]) -> Option<usize> {
    let year = matches!(end, 5 | 6) && (text.starts_with("19") || text.starts_with("20"));
    let is_month =
        |token: &Token| matches!(token, Token::Word(word) if calendar::month(word).is_some());
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
        || !text.is_ascii() && text.chars().any(|c| digit(c).is_some())
}

/// The value of a decimal digit: ASCII, Arabic, Persian, full width.
fn digit(c: char) -> Option<u64> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u64::from(u32::from(c) - u32::from(zero)))
}

/// Letters and the marks on them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}')
}

/// Signs that steer the direction of writing.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
