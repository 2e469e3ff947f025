//! What a line of the session says.

/// One line, read. Whatever is no command is a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing but blanks.
    Nothing,
    /// Search for this; the answer becomes a set.
    Query(String),
    /// Search within the current set.
    Refine(String),
    /// Combine sets: `S1 AND S2 NOT S3`.
    Sets(Vec<Part>),
    /// Show the article with this number, or take the value with this number after `facets`.
    Number(usize),
    /// Show the article with this number.
    Open(usize),
    /// All passages of the article with this number.
    More(usize),
    /// The next page of hits.
    Next,
    /// The page before.
    Previous,
    /// Count columns over the current set; all, or the one named.
    Facets(Option<String>),
    /// The sets so far.
    History,
    /// Back to the set before.
    Back,
    /// Change a setting: its name and value, or ask for it.
    Set(Setting, Option<String>),
    /// Run the lines of a file.
    Read(String),
    /// What can be said.
    Help,
    /// Leave.
    Quit,
    /// A line that begins like a command but is none; what is wrong.
    Wrong(String),
}

/// A set in a combination, with how it joins what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// How it joins.
    pub join: Join,
    /// The set's number, from 1.
    pub set: usize,
}

/// How sets are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// In both.
    And,
    /// In either.
    Or,
    /// In the first, not in the second.
    Not,
}

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Hits a page.
    Limit,
    /// Passages a hit.
    Passages,
    /// `relevance` or `date`.
    Sort,
    /// Whether the time of each answer is shown.
    Timer,
}

impl Said {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Self {
        let line = line.trim();
        if line.is_empty() {
            return Self::Nothing;
        }
        if let Some(command) = line.strip_prefix(['.', '\\']) {
            return dotted(command);
        }
        if let Some(within) = line.strip_prefix('/').filter(|rest| !rest.contains('/')) {
            return Self::Refine(within.trim().to_owned());
        }
        if let Some(parts) = sets(line) {
            return Self::Sets(parts);
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        named(word, rest.trim()).unwrap_or_else(|| Self::Query(line.to_owned()))
    }
}

/// A command by its word; `None` if the line is a query that happens to begin with such a word.
fn named(word: &str, rest: &str) -> Option<Said> {
    let number = || rest.parse().ok().filter(|n| *n > 0);
    Some(match (word, rest) {
        ("n" | "next", "") => Said::Next,
        ("p" | "prev" | "previous", "") => Said::Previous,
        ("back", "") => Said::Back,
        ("history" | "sets", "") => Said::History,
        ("help", "") => Said::Help,
        ("quit" | "exit", "") => Said::Quit,
        ("facets", "") => Said::Facets(None),
        ("facets", column) if !column.contains(' ') => Said::Facets(Some(column.to_owned())),
        ("refine", within) if !within.is_empty() => Said::Refine(within.to_owned()),
        ("open", _) => Said::Open(number()?),
        ("more", _) => Said::More(number()?),
        (digits, "") => Said::Number(digits.parse().ok().filter(|n| (1..=MOST).contains(n))?),
        _ => return None,
    })
}

/// Numbers up to here call hits; `2026` is a word.
const MOST: usize = 999;

fn dotted(command: &str) -> Said {
    let (word, rest) = command
        .split_once(char::is_whitespace)
        .unwrap_or((command, ""));
    let value = Some(rest.trim().to_owned()).filter(|r| !r.is_empty());
    match (word, value) {
        ("help" | "h" | "?", _) => Said::Help,
        ("quit" | "q" | "exit", _) => Said::Quit,
        ("limit", value) => Said::Set(Setting::Limit, value),
        ("passages", value) => Said::Set(Setting::Passages, value),
        ("sort", value) => Said::Set(Setting::Sort, value),
        ("timer", value) => Said::Set(Setting::Timer, value),
        ("read", Some(file)) => Said::Read(file),
        ("read", None) => Said::Wrong(".read needs a file".to_owned()),
        _ => Said::Wrong(format!("there is no .{word}; see .help")),
    }
}

/// `S1`, or `S1 AND S2 NOT S3`; `None` if the line is anything else.
fn sets(line: &str) -> Option<Vec<Part>> {
    let mut words = line.split_whitespace();
    let mut parts = vec![Part {
        join: Join::And,
        set: set(words.next()?)?,
    }];
    while let Some(word) = words.next() {
        let join = match word {
            "AND" => Join::And,
            "OR" => Join::Or,
            "NOT" => Join::Not,
            _ => return None,
        };
        parts.push(Part {
            join,
            set: set(words.next()?)?,
        });
    }
    Some(parts)
}

fn set(word: &str) -> Option<usize> {
    let digits = word.strip_prefix(['S', 's'])?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && *n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_commands_or_queries() {
        let query = |text: &str| Said::Query(text.to_owned());
        let table = [
            ("  ", Said::Nothing),
            ("tram council", query("tram council")),
            ("3", Said::Number(3)),
            ("2026", query("2026")),
            ("0", query("0")),
            ("open 3", Said::Open(3)),
            ("open letter", query("open letter")),
            ("more 2", Said::More(2)),
            ("n", Said::Next),
            ("n w/5 council", query("n w/5 council")),
            ("/date:2026", Said::Refine("date:2026".to_owned())),
            ("/colou?r/", query("/colou?r/")),
            ("refine tram", Said::Refine("tram".to_owned())),
            ("facets person", Said::Facets(Some("person".to_owned()))),
            (".limit 5", Said::Set(Setting::Limit, Some("5".to_owned()))),
            ("\\q", Said::Quit),
            ("\\?", Said::Help),
            (
                ".nonsense",
                Said::Wrong("there is no .nonsense; see .help".to_owned()),
            ),
            (
                "s1",
                Said::Sets(vec![Part {
                    join: Join::And,
                    set: 1,
                }]),
            ),
            ("S1 council", query("S1 council")),
            ("S", query("S")),
        ];
        for (line, said) in table {
            assert_eq!(Said::read(line), said, "{line}");
        }
    }

    #[test]
    fn sets_are_combined_as_librarians_write_it() {
        let Said::Sets(parts) = Said::read("S1 AND S12 NOT s3") else {
            panic!("no sets")
        };
        let joins: Vec<_> = parts.iter().map(|p| (p.join, p.set)).collect();
        assert_eq!(joins, [(Join::And, 1), (Join::And, 12), (Join::Not, 3)]);
    }
}
