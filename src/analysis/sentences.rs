//! Sentences: where each begins and ends.

use std::ops::Range;

use super::abbreviations::{
    AFTER_NUMBER, BEFORE_NUMBER, BEFORE_ORDINAL, BEFORE_PLACE, BEHIND_DAY, MAY_BE_LAST, NEVER_LAST,
    OFTEN_LAST, PLACES, STARTERS, Words,
};
use super::chars::char_at;
use super::fold::fold;

/// The sentences of a text as byte ranges, white space around them left off; a line end always ends one.
///
/// Everything but white space is in exactly one range. A stop is taken for the end of a sentence
/// unless an abbreviation, initial, ordinal or number in any of the known languages explains it.
///
/// ```
/// use newsdex::analysis::sentences;
/// let text = "Mr. Lee paid $3.5 bn. “Too much!” he said.\nWhy?";
/// let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["Mr. Lee paid $3.5 bn.", "“Too much!” he said.", "Why?"]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = char_at(text, at) {
        let next = at + c.len_utf8();
        if start == at && c.is_whitespace() {
            (start, at) = (next, next);
        } else if c == '\n' {
            push_trimmed(text, start..at, &mut found);
            (start, at) = (next, next);
        } else if let Some(stop) = Stop::of(c) {
            let run = Run::read(text, at);
            at = run.stops_end;
            if stop.ends_sentence(text, start, &run) {
                push_trimmed(text, start..run.end, &mut found);
                (start, at) = (run.end, run.end);
            }
        } else {
            at = next_mark(text, next);
        }
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

/// Where the next line end or stop may be, from `at` on.
fn next_mark(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let mark = rest.iter().position(|byte| MAY_MARK[usize::from(*byte)]);
    at + mark.unwrap_or(rest.len())
}

/// The first bytes of line ends and stops.
const MAY_MARK: [bool; 256] = {
    let mut table = [false; 256];
    let firsts = [
        b'\n', b'.', b'!', b'?', 0xd6, 0xd8, 0xdb, 0xe0, 0xe1, 0xe2, 0xe3, 0xef,
    ];
    let mut at = 0;
    while at < firsts.len() {
        table[firsts[at] as usize] = true;
        at += 1;
    }
    table
};

/// One or more stops with the quotes and brackets that close behind them.
struct Run {
    start: usize,
    stops_end: usize,
    end: usize,
}

impl Run {
    fn read(text: &str, at: usize) -> Self {
        let length = |from: usize, part: fn(char) -> bool| {
            let rest = text.get(from..).unwrap_or_default();
            rest.find(|c| !part(c)).unwrap_or(rest.len())
        };
        let stops_end = at + length(at, |c| Stop::of(c).is_some());
        Self {
            start: at,
            stops_end,
            end: stops_end + length(stops_end, is_closer),
        }
    }
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let raw = text.get(range.clone()).unwrap_or_default();
    let begin = range.start + (raw.len() - raw.trim_start().len());
    let kept = raw.trim();
    if !kept.is_empty() {
        found.push(begin..begin + kept.len());
    }
}

/// The families of stops.
#[derive(Clone, Copy, PartialEq)]
enum Stop {
    /// `.`, which has other uses.
    Point,
    /// `!`, `?`, `…` and their like: white space must follow.
    Spaced,
    /// Full-width stops: nothing must follow.
    Wide,
}

impl Stop {
    fn of(c: char) -> Option<Self> {
        match c {
            '.' => Some(Self::Point),
            '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '։' | '፧' | '።' => {
                Some(Self::Spaced)
            }
            '。' | '！' | '？' | '｡' | '．' => Some(Self::Wide),
            _ => None,
        }
    }

    /// Whether the run of stops ends the sentence that began at `start`.
    fn ends_sentence(self, text: &str, start: usize, run: &Run) -> bool {
        let last = text
            .get(run.start..run.stops_end)
            .and_then(|stops| stops.chars().next_back())
            .and_then(Self::of);
        if self == Self::Wide || last == Some(Self::Wide) {
            return true;
        }
        let next = Next::of(text.get(run.end..).unwrap_or_default());
        match next {
            Next::Nothing => true,
            Next::Glued | Next::Lower => false,
            Next::Initial | Next::Word(_) | Next::Other => {
                let single = self == Self::Point && run.end == run.start + 1;
                !(single && is_explained(text.get(start..run.start).unwrap_or_default(), next))
            }
        }
    }
}

/// What follows a stop and its closing quotes.
#[derive(Clone, Copy, PartialEq)]
enum Next<'t> {
    /// The text or line ends.
    Nothing,
    /// No white space: the stop stands inside something.
    Glued,
    /// A word in lower case, or punctuation that carries the sentence on.
    Lower,
    /// An initial: a single capital with a stop of its own.
    Initial,
    /// A capitalised word, a number, or a word of a script without case.
    Word(&'t str),
    /// An opening quote, a sign.
    Other,
}

impl<'t> Next<'t> {
    fn of(after: &'t str) -> Self {
        let trimmed = after.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        let Some(first) = trimmed.chars().next() else {
            return Self::Nothing;
        };
        if first == '\n' {
            return Self::Nothing;
        }
        if trimmed.len() == after.len() {
            return Self::Glued;
        }
        if first.is_lowercase() || matches!(first, ',' | ';' | ':' | ')' | '/') {
            return Self::Lower;
        }
        // A dash says nothing by itself; the letter behind it does.
        if matches!(first, '–' | '—' | '-') {
            let lower = trimmed
                .chars()
                .take(4)
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_lowercase);
            return if lower { Self::Lower } else { Self::Other };
        }
        if first.is_alphanumeric() {
            let end = trimmed
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(trimmed.len());
            let (word, rest) = trimmed.split_at(end);
            return if first.is_uppercase() && end == first.len_utf8() && rest.starts_with('.') {
                Self::Initial
            } else {
                Self::Word(word)
            };
        }
        Self::Other
    }
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '(' | '[')
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '“'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '》'
            | '】'
            | '〉'
    )
}

/// Bytes of a sentence that are looked at before a stop.
const LOOK_BACK: usize = 48;

/// Whether the word before a single point explains it as something other than the end of the sentence.
fn is_explained(before: &str, next: Next<'_>) -> bool {
    let near = before
        .get(before.ceil_char_boundary(before.len().saturating_sub(LOOK_BACK))..)
        .unwrap_or(before);
    let mut words = near.rsplit(|c: char| c.is_whitespace() || is_opener(c));
    let word = behind_hyphen(words.next().unwrap_or_default());
    let previous = words.next().unwrap_or_default();
    if is_number(word) {
        return before.len() == word.len()
            || (word.len() <= 2 && goes_with_number(next))
            || (word.len() <= 3 && is_ordinal(previous, words.next().unwrap_or_default(), next));
    }
    let starter = matches!(next, Next::Word(word) if STARTERS.contains(word));
    let number = matches!(next, Next::Word(word) if word.starts_with(char::is_numeric));
    let capital = word.starts_with(char::is_uppercase);
    if is_initial(word) {
        // `в г. Москве`, `в м. Києві`
        if PLACES.contains(word) && BEFORE_PLACE.contains(&fold(previous)) {
            return !starter;
        }
        // `in 2026 г.`, `и т. д.`: a capital behind them begins a sentence.
        return !starter && (capital || number || !(is_number(previous) || is_initial(previous)));
    }
    // `EE. UU.`, `FF. AA.`
    if is_doubled(word) && matches!(next, Next::Word(next) if is_doubled(next)) {
        return true;
    }
    let folded = fold(word);
    let is_in = |list: &Words| list.contains(&folded);
    if is_in(&NEVER_LAST) {
        return capital || !starter;
    }
    if is_in(&BEFORE_NUMBER) || is_in(&OFTEN_LAST) {
        return number || goes_with_number(next);
    }
    let dotted = folded.contains('.') && folded.split('.').all(|part| part.chars().count() <= 2);
    (is_in(&MAY_BE_LAST) && capital || dotted) && !starter
}

/// The abbreviation of `Japan-U.S`; other words whole.
fn behind_hyphen(word: &str) -> &str {
    let last = word.rsplit(['-', '–', '/']).next().unwrap_or(word);
    if last.contains('.') { last } else { word }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// A single letter: of a name (`J.`), or of an abbreviation with spaces (`z. B.`, `т. д.`).
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().filter(|&c| c != '-' && c != '.');
    let only = letters.next();
    only.is_some_and(|c| c.is_uppercase() || c.is_lowercase()) && letters.next().is_none()
}

/// Whether a number with a stop is a German ordinal (`in seiner 3. Sitzung`): an article or the like stands before it and a
/// noun behind it.
fn is_ordinal(previous: &str, before: &str, next: Next<'_>) -> bool {
    let Next::Word(noun) = next else { return false };
    // `I am 15. My father …`
    let english = previous == "am" && before == "I";
    let begins = STARTERS.contains(noun) || BEHIND_DAY.contains(noun);
    !english
        && noun.starts_with(char::is_uppercase)
        && BEFORE_ORDINAL.contains(&previous.to_lowercase())
        && !begins
}

/// Two of the same capital, as in Spanish plurals of initials.
fn is_doubled(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().filter(|c| c.is_uppercase());
    first.is_some() && letters.next() == first && letters.next().is_none()
}

fn goes_with_number(next: Next<'_>) -> bool {
    matches!(next, Next::Word(word) if AFTER_NUMBER.contains(&fold(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stop_is_passed_over() {
        for c in ('\0'..=char::MAX).filter(|c| *c == '\n' || Stop::of(*c).is_some()) {
            let text = format!("word{c}");
            assert_eq!(next_mark(&text, 1), 4, "{c:?}");
        }
    }
}
