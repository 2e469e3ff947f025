//! Words that are more than a run of ASCII letters and digits: where they end, and their key and spelling.

use super::chars::{
    char_at, is_apostrophe, is_hebrew, is_ignorable, is_mark, is_unspaced, is_word,
};

/// Where a word ends, and where the search for the next one goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Extent {
    pub(super) end: usize,
    pub(super) resume: usize,
}

/// What stands before an apostrophe and is a word of its own: French, Italian and Catalan elisions, folded.
const ELISIONS: &[&str] = &[
    "all", "anch", "c", "ch", "coll", "com", "contr", "d", "dall", "degl", "dell", "dov", "entr",
    "gl", "grand", "j", "jusqu", "l", "lorsqu", "m", "n", "nell", "nessun", "presqu", "puisqu",
    "qu", "quand", "quell", "quelqu", "quest", "quoiqu", "s", "sant", "sull", "t", "tutt", "un",
    "v",
];

/// What stands behind an apostrophe and is no part of the word: the possessive and short auxiliaries.
const DROPPED: &[&str] = &["s", "ll", "re", "ve", "d", "m"];

/// A longer chain is a list; reading it again from each of its letters would not be linear.
const MAX_INITIALS: usize = 12;

/// Marks after a letter, and characters without width in a row, that are looked at.
const MAX_MARKS: usize = 8;

const LONGEST_ELISION: usize = 6;

/// The extent of the plain word that starts at `start`, joined over apostrophes inside it.
pub(super) fn extent(text: &str, start: usize) -> Extent {
    let mut end = start;
    let mut previous = '\0';
    let mut at = start;
    while let Some(c) = char_at(text, at) {
        let next = at + c.len_utf8();
        if is_unspaced(c) {
            break;
        } else if is_word(c) || is_mark(c) {
            end = next;
            previous = c;
        } else if is_apostrophe(c) {
            match after_apostrophe(text, start..at, next, previous) {
                After::Joined => {}
                After::Ends => break,
                After::Dropped(resume) => return Extent { end, resume },
            }
        } else if !(is_ignorable(c) || is_joiner(c, previous, char_at(text, next))) {
            break;
        }
        at = next;
    }
    Extent { end, resume: end }
}

enum After {
    Joined,
    Ends,
    Dropped(usize),
}

fn after_apostrophe(
    text: &str,
    before: std::ops::Range<usize>,
    after: usize,
    previous: char,
) -> After {
    let follows = char_at(text, after).is_some_and(|c| is_word(c) && !is_unspaced(c));
    if !follows || !previous.is_alphanumeric() && !is_mark(previous) {
        return After::Ends;
    }
    if let Some(resume) = dropped_end(text, after) {
        return After::Dropped(resume);
    }
    let digits_after = char_at(text, after).is_some_and(char::is_numeric);
    if digits_after || is_elision(text.get(before).unwrap_or_default()) {
        After::Ends
    } else {
        After::Joined
    }
}

fn is_elision(before: &str) -> bool {
    before.len() <= LONGEST_ELISION
        && ELISIONS
            .iter()
            .any(|elision| before.eq_ignore_ascii_case(elision))
}

/// The end of a dropped suffix that starts at `from`, if one does and the word ends with it.
pub(super) fn dropped_end(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(from..)?;
    let length = bytes
        .iter()
        .take(3)
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    let suffix = text.get(from..from + length)?;
    let known = DROPPED
        .iter()
        .any(|dropped| suffix.eq_ignore_ascii_case(dropped));
    let behind = text.get(from + length..).unwrap_or_default();
    let next = behind.chars().take(MAX_MARKS).find(|&c| !is_ignorable(c));
    let ends = next.is_none_or(|c| is_unspaced(c) || !(is_word(c) || is_mark(c)));
    (known && ends).then_some(from + length)
}

/// The point in Catalan `l·l`, the quote in Hebrew initialisms.
fn is_joiner(c: char, previous: char, next: Option<char>) -> bool {
    match c {
        '·' => {
            previous.eq_ignore_ascii_case(&'l')
                && next.is_some_and(|n| n.eq_ignore_ascii_case(&'l'))
        }
        '"' | '״' => is_hebrew(previous) && next.is_some_and(is_hebrew),
        _ => false,
    }
}

/// The end of single letters divided by points (`U.S.`, `z.B.`, `т.д`) that start at `start`.
pub(super) fn end_of_initials(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut letters = 0;
    while let Some(after) = single_letter_end(text, at) {
        letters += 1;
        if letters > MAX_INITIALS {
            return None;
        }
        at = after;
        if text.as_bytes().get(at) != Some(&b'.') {
            break;
        }
        at += 1;
    }
    let continued = char_at(text, at).is_some_and(|c| is_word(c) && !is_unspaced(c));
    (letters >= 2 && !continued).then_some(at)
}

fn single_letter_end(text: &str, at: usize) -> Option<usize> {
    let c =
        char_at(text, at).filter(|&c| c.is_alphabetic() && !is_unspaced(c) && !is_apostrophe(c))?;
    let mut end = at + c.len_utf8();
    while let Some(mark) = char_at(text, end).filter(|&c| is_mark(c)) {
        end += mark.len_utf8();
    }
    let alone = char_at(text, end).is_none_or(|c| !is_word(c) && !is_ignorable(c));
    alone.then_some(end)
}

/// The end of the unit at `at` in a script without spaces: a letter with its marks.
pub(super) fn unit_end(text: &str, at: usize) -> Option<usize> {
    let first = char_at(text, at).filter(|&c| is_unspaced(c))?;
    let mut end = at + first.len_utf8();
    // A letter with a thousand marks is no letter: the limit keeps a run of marks linear.
    for _ in 0..MAX_MARKS {
        match char_at(text, end) {
            Some(c) if is_mark(c) => end += c.len_utf8(),
            _ => break,
        }
    }
    Some(end)
}
