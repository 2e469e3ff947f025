//! What Tab offers: commands, fields, and values of the index.

use std::cell::RefCell;
use std::collections::HashMap;

use super::columns;
use super::command;
use super::form::FORMS;
use super::said::DOTTED;
use super::settings::ORDERS;
use crate::analysis::fold;
use crate::output::{flow, results, safe};
use crate::search::{Facet, Request, Searcher};

/// The names before a colon.
const FIELDS: [&str; 16] = [
    "title", "body", "lead", "byline", "site", "section", "lang", "url", "person", "org", "place",
    "misc", "words", "date", "after", "before",
];

/// Values of a column that are kept, the most frequent ones.
const KEPT: usize = 20_000;

/// Offers at most: in two columns they fit in a small window.
const OFFERED: usize = 20;

/// Columns of an offer in the list at most, so that several stand side by side.
const WIDEST: usize = 34;

/// What stands for an offer in the list: a value without its field.
pub(super) fn shown(offer: &str) -> String {
    let value = offer.split_once(':').map_or(offer, |(_, value)| value);
    let value = if value.is_empty() { offer } else { value };
    flow::cut_to(value.trim_matches('"'), WIDEST)
}

/// Values of the index's columns, read when first needed.
#[derive(Debug)]
pub(super) struct Values<'a> {
    searcher: &'a Searcher,
    known: RefCell<HashMap<Facet, Vec<String>>>,
}

impl<'a> Values<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> Self {
        Self {
            searcher,
            known: RefCell::default(),
        }
    }

    /// The index whose values they are.
    pub(super) fn searcher(&self) -> &'a Searcher {
        self.searcher
    }

    /// Forgets all; the index has changed.
    pub(super) fn forget(&self) {
        self.known.borrow_mut().clear();
    }

    /// The values of a column of which a word begins so, the most frequent first.
    pub(super) fn beginning(&self, column: Facet, start: &str, most: usize) -> Vec<String> {
        let mut known = self.known.borrow_mut();
        let values = known.entry(column).or_insert_with(|| self.all(column));
        let start = fold(start);
        let fits = |value: &&String| {
            let folded = fold(value);
            folded.starts_with(&start) || folded.contains(&format!(" {start}"))
        };
        values.iter().filter(fits).take(most).cloned().collect()
    }

    fn all(&self, column: Facet) -> Vec<String> {
        let request = Request {
            query: "*".to_owned(),
            limit: 0,
            facets: vec![column],
            facet_values: KEPT,
            ..Request::default()
        };
        let found = self.searcher.search(&request).map(|found| found.facets);
        let counts = found
            .unwrap_or_default()
            .into_iter()
            .flat_map(|counts| counts.values);
        // Only what can be typed back as it is shown.
        let plain = |value: &String| !value.contains('"') && safe::line(value) == *value;
        counts.map(|(value, _)| value).filter(plain).collect()
    }
}

/// Where the word before the cursor begins, and what could stand there instead.
pub(super) fn offers(before: &str, values: &Values<'_>) -> (usize, Vec<String>) {
    if let Some(found) = of_command(before) {
        return found;
    }
    let start = word_start(before);
    let word = &before[start..];
    if let Some((column, name, value)) = in_column(word) {
        let found = values.beginning(column, value, OFFERED);
        let bare = |value: &str| {
            value
                .chars()
                .all(|c| c.is_alphanumeric() || ".-".contains(c))
        };
        let written = |value: String| {
            if bare(&value) {
                format!("{name}:{value}")
            } else {
                format!("{name}:\"{value}\"")
            }
        };
        return (start, found.into_iter().map(written).collect());
    }
    if let Some(name) = word.strip_prefix('@') {
        let macros = values.searcher.macros().keys().map(String::as_str);
        return (start + 1, beginning(name, macros));
    }
    let fields = FIELDS.iter().map(|field| format!("{field}:"));
    let commands = command::words().filter(|_| start == 0);
    let fits = |offer: &String| !word.is_empty() && offer.starts_with(word);
    (start, commands.chain(fields).filter(fits).collect())
}

/// Offers within a command; `None` for a query.
fn of_command(before: &str) -> Option<(usize, Vec<String>)> {
    let dotted = before.strip_prefix('.').map(|rest| (1, rest, &DOTTED[..]));
    if let Some((at, rest, names)) = dotted.filter(|(_, rest, _)| !rest.contains(' ')) {
        return Some((at, beginning(rest, names.iter().copied())));
    }
    let (command, rest) = before.split_once(' ')?;
    let at = before.len() - rest.len();
    match command {
        ".mode" => Some((at, beginning(rest, FORMS.iter().map(|(name, _)| *name)))),
        ".sort" => Some((at, beginning(rest, ORDERS.iter().map(|(name, _)| *name)))),
        ".timer" => Some((at, beginning(rest, ["on", "off"].into_iter()))),
        "facets" => Some((at, beginning(rest, columns::names()))),
        _ => None,
    }
}

fn beginning<'n>(start: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    names
        .filter(|name| name.starts_with(start))
        .map(str::to_owned)
        .collect()
}

/// Where the word at the end begins; blanks and brackets within quotes belong to it.
fn word_start(before: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in before.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        let divides = c.is_whitespace()
            || "()+".contains(c)
            || c == '/' && at == 0
            || c == '-' && at == start;
        if divides && !quoted {
            start = at + c.len_utf8();
        }
    }
    start
}

/// The column, its name and the beginning of a value: `person:"Eli`.
fn in_column(word: &str) -> Option<(Facet, &str, &str)> {
    let (name, value) = word.split_once(':')?;
    let column = match name {
        "date" => Facet::Month,
        _ => columns::COLUMNS
            .into_iter()
            .find(|c| results::facet_name(*c) == name)?,
    };
    Some((column, name, value.trim_start_matches(['=', '"'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_begins_behind_blanks_brackets_and_signs() {
        let table = [
            ("", 0),
            ("tra", 0),
            ("tram cou", 5),
            ("(a OR per", 6),
            ("-sit", 1),
            ("/sit", 1),
            ("t-shirt", 0),
        ];
        for (before, start) in table {
            assert_eq!(word_start(before), start, "{before}");
        }
        assert_eq!(word_start("tram person:\"Elin S"), 5);
    }

    #[test]
    fn commands_offer_what_they_know() {
        assert_eq!(of_command(".li"), Some((1, vec!["limit ".to_owned()])));
        assert_eq!(of_command(".sort d"), Some((6, vec!["date".to_owned()])));
        assert_eq!(
            of_command("facets p"),
            Some((7, vec!["person".to_owned(), "place".to_owned()]))
        );
        assert_eq!(of_command("tram p"), None);
    }

    #[test]
    fn a_column_is_known_by_its_field() {
        assert_eq!(
            in_column("person:\"Eli"),
            Some((Facet::Person, "person", "Eli"))
        );
        assert_eq!(in_column("date:20"), Some((Facet::Month, "date", "20")));
        assert_eq!(in_column("title:tram"), None);
    }
}
