//! Text that was not written as a query, such as the topics of a test collection, as a query of its words.

use super::vocabulary;

/// The words of a text as a query in which nothing is an operator. Signs become blanks; those between two letters or
/// digits stay where they belong to the word (`don't`, `1.5`, `15,000`). Of a text all in capitals the capitals are
/// no initialisms, so it is put in lower case.
///
/// ```
/// use newsdex::query::plain;
/// assert_eq!(plain("Who said: \"don't\" AND (why)?"), "Who said don't and why");
/// assert_eq!(plain("wide ＡＮＤ"), "wide ａｎｄ");
/// assert_eq!(plain("SYSTEMS OF DATA CODING"), "systems of data coding");
/// ```
pub fn plain(text: &str) -> String {
    let shouted = !text.chars().any(char::is_lowercase);
    let mut words = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let sign = match c {
            _ if c.is_alphanumeric() => c,
            _ if is_mark(c) && (before.is_alphanumeric() || is_mark(before)) => c,
            '\'' | '’' if before.is_alphabetic() && after.is_alphabetic() => '\'',
            '.' | ',' if before.is_numeric() && after.is_numeric() => c,
            _ => ' ',
        };
        words.push(sign);
        before = sign;
    }
    let each = words.split_whitespace().map(|word| match word {
        word if shouted || is_operator(word) => word.to_lowercase(),
        _ => word.to_owned(),
    });
    each.collect::<Vec<_>>().join(" ")
}

/// The capitals are what makes these operators, in wide letters too.
fn is_operator(word: &str) -> bool {
    ["AND", "OR", "NOT"]
        .iter()
        .any(|name| word.chars().map(vocabulary::plain).eq(name.chars()))
}

/// Signs that are written over or under a letter and belong to it.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x900..=0xDFF | 0xE31..=0xE4E)
        && !c.is_whitespace()
        && !matches!(c, '।' | '॥')
}
