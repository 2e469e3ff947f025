//! A written word or phrase cut into the patterns of single tokens, by the tokenizer of the texts.

use crate::analysis::{TokenKind, Tokens, fold, key_of, spelling_of};

use super::plan::Pattern;

/// One token of a written word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub pattern: Pattern,
    /// Its place among the others.
    pub position: u32,
}

/// The tokens of a text without wildcards.
pub(super) fn of_text(text: &str, exact: bool) -> Vec<Piece> {
    let mut tokens = Tokens::new(text);
    let mut pieces = Vec::new();
    let mut pair_end = None;
    while let Some(token) = tokens.next_token() {
        let position = token.position;
        // The last character of a run stands in a text's next pair too: only alone does it say something.
        if token.kind == TokenKind::Last && pair_end == Some(token.end) {
            continue;
        }
        pair_end = (token.kind == TokenKind::Pair).then_some(token.end);
        let key = key_of(token.term).to_owned();
        let pattern = match token.kind {
            TokenKind::Last => Pattern::Starts(key),
            _ if exact => Pattern::Term(token.term.to_owned()),
            TokenKind::Word => Pattern::Stem {
                key,
                spelling: spelling_of(token.term).to_owned(),
            },
            TokenKind::Number | TokenKind::Pair => Pattern::Key(key),
        };
        pieces.push(Piece { pattern, position });
    }
    pieces
}

/// The tokens of a text that may hold wildcards. A `*` alone is any one word.
pub(super) fn of_wild(text: &str, exact: bool) -> Vec<Piece> {
    if !text.contains(['*', '?']) {
        return of_text(text, exact);
    }
    let mut pieces = Vec::new();
    let mut next = 0;
    for part in text.split(|c: char| !(is_inside(c) || matches!(c, '*' | '?'))) {
        let part = part.trim_end_matches('?');
        if part.is_empty() {
            continue;
        }
        if part.bytes().all(|b| b == b'*') {
            next += 1;
        } else if part.contains(['*', '?']) {
            pieces.push(Piece {
                pattern: Pattern::Wild(folded(part)),
                position: next,
            });
            next += 1;
        } else {
            let plain = of_text(part, exact);
            let after = plain.last().map_or(next, |last| next + last.position + 1);
            pieces.extend(plain.into_iter().map(|piece| Piece {
                position: next + piece.position,
                ..piece
            }));
            next = after;
        }
    }
    pieces
}

/// The token of a word with edits; words of several tokens are taken as written.
pub(super) fn of_fuzzy(text: &str, edits: u8) -> Vec<Piece> {
    let mut pieces = of_text(text, false);
    if let [Piece { pattern, .. }] = pieces.as_mut_slice()
        && let Pattern::Stem { key, .. } | Pattern::Key(key) = pattern
    {
        *pattern = Pattern::Fuzzy {
            key: std::mem::take(key),
            edits,
        };
    }
    pieces
}

/// Characters that do not end a word in the tokenizer either.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\'' | '’' | 'ʼ')
        || unicode_normalization::char::is_combining_mark(c)
}

/// A wildcard pattern in folded letters; several `*` in a row are one.
fn folded(part: &str) -> String {
    let mut found = String::new();
    for run in part.split_inclusive(['*', '?']) {
        let literal = run.trim_end_matches(['*', '?']);
        found.extend(fold(literal).chars().filter(|&c| c != '\''));
        match run.chars().next_back() {
            Some('*') if !found.ends_with('*') => found.push('*'),
            Some('?') => found.push('?'),
            _ => {}
        }
    }
    found
}
