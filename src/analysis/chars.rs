//! Classes of characters that decide where tokens begin and end.

use unicode_normalization::char::is_combining_mark;

/// Divides the folded key from the spelling in a term. No text contains it: it is a control character, never part of a word.
pub const SPELLING_MARK: char = '\u{1}';

/// Letters and digits; marks only continue a word, see [`is_mark`].
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c)
}

/// Combining marks stay in the word they follow.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// Characters without a width of their own that may stand inside a word and mean nothing for its identity.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
    )
}

/// Apostrophes as people type them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2BC}' | '\u{FF07}' | '\u{2032}' | '`' | '\u{55A}'
    )
}

/// Letters of scripts that set no spaces between words (and Hangul, whose particles stick to the word).
pub(super) fn is_unspaced(c: char) -> bool {
    c >= '\u{E00}'
        && matches!(c,
            '\u{E00}'..='\u{EFF}'        // Thai, Lao
            | '\u{1000}'..='\u{109F}'    // Myanmar
            | '\u{1100}'..='\u{11FF}'    // Hangul letters
            | '\u{1780}'..='\u{17FF}'    // Khmer
            | '\u{2E80}'..='\u{2FDF}'    // radicals
            | '\u{3005}'..='\u{3007}'
            | '\u{3031}'..='\u{3035}'
            | '\u{3041}'..='\u{318F}'    // Kana, Bopomofo, Hangul letters
            | '\u{31A0}'..='\u{31FF}'
            | '\u{3400}'..='\u{4DBF}'    // Han
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7FF}'    // Hangul
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF66}'..='\u{FFDC}'    // half-width Kana and Hangul
            | '\u{1B000}'..='\u{1B16F}'
            | '\u{20000}'..='\u{3FFFF}')
        && (c.is_alphanumeric() || is_mark(c))
}

/// Hebrew letters, between which a double quote is part of an initialism.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}')
}

/// The first character of `text` at byte `at`, if there is one.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
