//! What the session says about itself.

use crate::output::flow::{self, Marked};
use crate::output::{Look, Sheet};

const BEGINNING: &str =
    "Type words to search; each search makes a set. `.help query` tells all that a query can say.";

/// What can be typed, and what it does; an empty line stands between groups.
const LINES: [(&str, &str); 27] = [
    (
        "3, open 3",
        "read article 3 of the answer, at its best passage",
    ),
    ("more 3", "more passages of article 3"),
    ("why 3", "what the rank of article 3 is made of"),
    ("like 3", "articles like article 3"),
    (
        "n, p",
        "next page, page before: as many articles as the window has room for; those of other pages open by their numbers too. After an article, `n` opens the next one; after `facets person`, it shows the next values",
    ),
    ("", ""),
    (
        "/site:daily.example",
        "narrow the current set (also: refine WORDS); of several parts each must hold",
    ),
    (
        "facets, facets site",
        "count people, places, outlets and more over the current set; then a number narrows the set to that value",
    ),
    (
        "first",
        "the earliest article of each outlet in the current set",
    ),
    (
        "S1 AND S2 NOT S3",
        "combine sets, also with words: S1 AND council, -S1; NOT comes before AND, AND before OR. S1 alone goes back to it, diff S1 S2 compares two",
    ),
    ("history", "the sets so far"),
    ("back, undo", "the set before"),
    (
        "y",
        "take the query or command that was offered (or Enter alone)",
    ),
    ("", ""),
    (
        "save hits.csv",
        "write all of the answer on show, which after first or like is not the set: .csv .tsv .jsonl .ids .txt .md .bib; a name with blanks in quotes",
    ),
    ("export set.jsonl", "write its whole articles"),
    (
        ".output FILE",
        "answers go to a new file; .output alone ends that",
    ),
    (".read FILE", "run the lines of a file"),
    ("", ""),
    (
        ".limit 20",
        "articles a page, up to 1000; `n` shows the next ones, `save` writes all",
    ),
    (".passages 5", "passages an article, up to 1000; 0 for none"),
    (".sort date", "the order: relevance, date, oldest"),
    (".timer on", "the time of each answer: on, off"),
    (
        ".mode csv",
        "the form of answers: text, json, csv, tsv, ids, bibtex, csl-json, markdown",
    ),
    (".help, .quit", "also \\? and \\q"),
    ("", ""),
    (
        "\"history\"",
        "a word or number that is also a command is searched for in quotes; capitals make no difference to commands",
    ),
];

const KEYS: &str = "Ctrl-C clears the line, and during an answer abandons it; Ctrl-D leaves, Tab completes, Ctrl-R looks for an earlier line, a leading space keeps a line out of the history, a \\ at the end goes on in the next line.";

/// Columns of what can be typed.
const TYPED: usize = 21;

/// `.help`, for a window of so many columns.
pub(super) fn text(look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let width = look.text_width();
    flow::write(&mut sheet, &Marked::running(BEGINNING, &[]), 0, 0, width);
    sheet.end();
    for (typed, meaning) in LINES {
        if typed.is_empty() {
            sheet.end();
            continue;
        }
        flow::entry(&mut sheet, typed, &Marked::running(meaning, &[]), TYPED + 2);
    }
    sheet.end();
    flow::write(&mut sheet, &Marked::running(KEYS, &[]), 0, 0, width);
    sheet.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_fits_in_every_window() {
        for width in [20, 40, 60, 80, 200] {
            let look = Look {
                width,
                ..Look::default()
            };
            for line in text(look).lines() {
                assert!(flow::columns(line) <= width, "{width}: {line}");
            }
        }
    }
}
