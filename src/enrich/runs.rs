//! Where in an article names may stand: near a capital letter. All else is outside of any name and is not scored.
//!
//! A run begins with a capitalised word, or with the small words that belong before one (`von der Leyen`, `al-Assad`), and goes on
//! over short gaps (`Bank of the West`, `Boeing 737`). In news it holds about a third of the words.

use std::ops::Range;

use super::document::Document;
use super::gazetteer;
use super::language::Family;
use super::word::Case;

/// Tokens of one line that are labelled together; what stands around them in the line is outside of any name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The number of their line.
    pub line: usize,
    /// The first token is the first of its line.
    pub opens_line: bool,
    /// The last token is the last of its line.
    pub closes_line: bool,
}

/// Signs and small words that are looked at before and behind a run.
const AROUND: usize = 3;

/// The longest gap without a capital that a name may have inside: `Universidad de las Islas`, `Ministry of Trade and of the Interior`.
fn gap(family: Family) -> usize {
    match family {
        Family::Cyrillic => 5,
        _ => 3,
    }
}

/// All runs of an article, in order.
pub fn runs(document: &Document) -> Vec<Run> {
    let gap = gap(document.family);
    let mut found = Vec::new();
    for (number, (line, _)) in document.lines.iter().enumerate() {
        let mut open: Option<Range<usize>> = None;
        for at in line.clone() {
            if !document.word(at).case.is_namelike() {
                continue;
            }
            match &mut open {
                Some(run) if at - run.end <= gap => run.end = at + 1,
                _ => {
                    if let Some(run) = open.take() {
                        add(&mut found, close(document, line, number, run));
                    }
                    let floor = found
                        .last()
                        .map_or(line.start, |run: &Run| run.tokens.end.max(line.start));
                    open = Some(with_particles(document, floor, at)..at + 1);
                }
            }
        }
        if let Some(run) = open {
            add(&mut found, close(document, line, number, run));
        }
    }
    found
}

/// Runs that touch are one: between two there is always a token outside of any name.
fn add(found: &mut Vec<Run>, run: Run) {
    match found.last_mut() {
        Some(before) if before.line == run.line && before.tokens.end == run.tokens.start => {
            before.tokens.end = run.tokens.end;
            before.closes_line = run.closes_line;
        }
        _ => found.push(run),
    }
}

/// The first of the small words before a capital that may belong to its name.
fn with_particles(document: &Document, floor: usize, capital: usize) -> usize {
    let mut first = capital;
    while first > floor && capital - first < AROUND {
        let before = document.word(first - 1);
        let glued = document.tokens[first].glued;
        let belongs = before.marks & gazetteer::PARTICLE != 0
            || glued && before.case == Case::None
            || glued && first < capital && before.case == Case::Lower;
        if !belongs {
            break;
        }
        first -= 1;
    }
    first
}

/// A run with what may end its last name: a number (`Formula 1`), a word behind a hyphen (`Jung Hae-in`), and, where names go on in
/// small letters, some words.
fn close(document: &Document, line: &Range<usize>, number: usize, run: Range<usize>) -> Run {
    let words = tail(document.family);
    let belongs = |at: usize| {
        at - run.end < words
            || document.word(at).case == Case::Digit
            || document.word(at).exact == HYPHEN
            || document.word(at - 1).exact == HYPHEN
    };
    let most = line.end.min(run.end + words.max(AROUND));
    let end = (run.end..most).find(|&at| !belongs(at)).unwrap_or(most);
    Run {
        opens_line: run.start == line.start,
        closes_line: end == line.end,
        tokens: run.start..end,
        line: number,
    }
}

const HYPHEN: u32 = gazetteer::hash("-");

/// Words in small letters that may end a name: `Верховный суд`, `Ministerio de educación`. On texts that no weights were trained on,
/// more of them changed nothing, and fewer lost .004 to .04 of F1.
fn tail(family: Family) -> usize {
    match family {
        Family::Cyrillic => 4,
        Family::Spanish | Family::Romance => 3,
        Family::German => 2,
        Family::English | Family::Other => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::word::Studied;

    /// Language, a line, and its runs as they are printed.
    const TABLE: &[(&str, &str, &[&str])] = &[
        ("en", "nothing here has a capital", &[]),
        (
            "en",
            "he met Anna Smith of the Bank of the West in a small and quiet street",
            &["Anna Smith of the Bank of the West"],
        ),
        (
            "en",
            "said Ursula von der Leyen, who won with van Gogh",
            &["Ursula von der Leyen", "van Gogh"],
        ),
        (
            "en",
            "talks with al-Assad and the Boeing 737 pilots in the town of Jung Hae-in was",
            &["al-Assad and the Boeing 737", "of Jung Hae-in"],
        ),
        (
            "ru",
            "решил Верховный суд в пятницу утром и днем",
            &["Верховный суд в пятницу утром"],
        ),
        (
            "en",
            "one line with Paris\nAnna in the next",
            &["Paris", "Anna"],
        ),
    ];

    #[test]
    fn runs_reach_over_what_a_name_may_hold() {
        for (language, text, expected) in TABLE {
            let document = Document::read(text, Family::of(language), &mut Studied::default());
            let printed = |run: &Run| {
                let first = document.tokens[run.tokens.start].start as usize;
                &text[first..document.tokens[run.tokens.end - 1].end as usize]
            };
            let found: Vec<&str> = runs(&document).iter().map(printed).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
