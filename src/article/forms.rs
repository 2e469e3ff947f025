//! Forms of dates that are no single words: shortened Thai months, months of two words, numbers written as Han characters.

use super::scan::Token;
use crate::clean::calendar;

/// Months as Thai pages shorten them, which are alike without their vowel signs and points.
const THAI_MONTHS: [&str; 12] = [
    "ม.ค",
    "ก.พ",
    "มี.ค",
    "เม.ย",
    "พ.ค",
    "มิ.ย",
    "ก.ค",
    "ส.ค",
    "ก.ย",
    "ต.ค",
    "พ.ย",
    "ธ.ค",
];

/// Signs of an era that stand before a year: Buddhist, common.
const THAI_ERAS: [&str; 2] = ["พ.ศ", "ค.ศ"];

/// The month that a text in Thai begins with, or none for the sign of an era, and its bytes with the last point.
pub(super) fn shortened(text: &str) -> Option<(Option<u8>, usize)> {
    let first = text.chars().next()?;
    if !('\u{e01}'..='\u{e40}').contains(&first) {
        return None;
    }
    let month = (1..)
        .zip(THAI_MONTHS)
        .map(|(number, name)| (Some(number), name));
    let mut names = month.chain(THAI_ERAS.map(|era| (None, era)));
    names.find_map(|(month, name)| {
        let rest = text.strip_prefix(name)?;
        let goes_on = rest.starts_with(|c: char| c.is_alphabetic());
        let point = usize::from(rest.starts_with('.'));
        (!goes_on).then_some((month, name.len() + point))
    })
}

/// Makes one token of what means one month: `كانون الثاني`, `tháng 1`, `يناير / كانون الثاني`.
pub(super) fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let token = match (&token, rest.peek()) {
            (Token::Word(first), Some(Token::Word(second))) => {
                match calendar::month(&format!("{first} {second}")) {
                    Some(month) => {
                        rest.next();
                        Token::Month(month)
                    }
                    None => token,
                }
            }
            (Token::Word(word), Some(Token::Number { digits: 4, .. })) => {
                match behind_day(joined.last())
                    .then(|| common_word(word))
                    .flatten()
                {
                    Some(month) => Token::Month(month),
                    None => token,
                }
            }
            (Token::Word(word), Some(Token::Number { value, .. }))
                if word == VIETNAMESE && (1..=12).contains(value) =>
            {
                let month = *value as u8;
                rest.next();
                Token::Month(month)
            }
            _ => token,
        };
        joined.push(token);
        drop_second_name(&mut joined);
    }
    joined
}

fn behind_day(before: Option<&Token>) -> bool {
    matches!(before, Some(Token::Number { digits: 1 | 2, .. }))
}

/// Months whose names mean something else in many languages: they count between a day and a year only.
fn common_word(word: &str) -> Option<u8> {
    match word {
        "mac" => Some(3),
        "des" => Some(12),
        _ => None,
    }
}

/// `month`, before its number.
const VIETNAMESE: &str = "thang";

/// Drops the other name of a month behind a stroke.
fn drop_second_name(tokens: &mut Vec<Token>) {
    if let [.., first, Token::Sign { sign: '/' }, second] = tokens.as_slice()
        && month(second).is_some()
        && month(first) == month(second)
    {
        tokens.truncate(tokens.len() - 2);
    }
}

/// The month that a token names.
pub(super) fn month(token: &Token) -> Option<u8> {
    match token {
        Token::Month(month) => Some(*month),
        Token::Word(word) => calendar::month(word),
        _ => None,
    }
}

/// A run of Han characters with its numbers read: `二〇二六年一月六日` is five tokens; `令和元年` is year 1 of its era.
///
/// Only numbers right before the signs for year, month and day count.
pub(super) fn han(word: &str) -> Option<Vec<Token>> {
    if !word.contains(['年', '月']) || !word.contains(|c| numeral(c).is_some()) {
        return None;
    }
    let mut tokens = Vec::new();
    let mut start = 0;
    for (at, sign) in word.match_indices(['年', '月', '日']) {
        let part = word.get(start..at).unwrap_or_default();
        let numerals = part.trim_start_matches(|c| numeral(c).is_none());
        if numerals.is_empty() {
            continue;
        }
        let before = part.strip_suffix(numerals).unwrap_or_default();
        if !before.is_empty() {
            tokens.push(Token::Word(before.to_owned()));
        }
        let (value, digits) = value(numerals)?;
        tokens.push(Token::Number { value, digits });
        tokens.push(Token::Word(sign.to_owned()));
        start = at + sign.len();
    }
    let rest = word.get(start..).unwrap_or_default();
    if !rest.is_empty() {
        tokens.push(Token::Word(rest.to_owned()));
    }
    (tokens.len() > 1).then_some(tokens)
}

/// What a Han character counts as a number; ten is 10, the first year of an era 1.
fn numeral(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '廿' => 20,
        _ => return None,
    })
}

/// `二〇二六` by its digits, `二十六` by its tens; nothing for more than four characters.
fn value(numerals: &str) -> Option<(u64, usize)> {
    let values: Vec<u64> = numerals.chars().filter_map(numeral).collect();
    let number = match values.as_slice() {
        [20, ones] => 20 + ones,
        [10] => 10,
        [10, ones] if *ones < 10 => 10 + ones,
        [tens, 10] if *tens < 10 => tens * 10,
        [tens, 10, ones] if *tens < 10 && *ones < 10 => tens * 10 + ones,
        [_, _, _, _] | [_] | [_, _] if values.iter().all(|value| *value < 10) => {
            values.iter().fold(0, |number, value| number * 10 + value)
        }
        _ => return None,
    };
    let digits = if values.len() == 4 { 4 } else { 2 };
    Some((number, digits))
}
