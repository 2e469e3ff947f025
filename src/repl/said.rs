//! What a line of the session says.

use super::command;

/// One line, read. Whatever is no command is a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing but blanks.
    Nothing,
    /// Search for this; the answer becomes a set.
    Query(String),
    /// Search within the current set.
    Refine(String),
    /// Go back to this set.
    Set(usize),
    /// What two sets have in common and what not.
    Diff(usize, usize),
    /// Show the article with this number, or take the value with this number after `facets`.
    Number(usize),
    /// Show the article with this number.
    Open(usize),
    /// More passages of the article with this number.
    More(usize),
    /// What the rank of the article with this number is made of.
    Why(usize),
    /// Articles like the one with this number.
    Like(usize),
    /// Take the query that was offered.
    Yes,
    /// The next page of hits.
    Next,
    /// The page before.
    Previous,
    /// Count columns over the current set; all, or the one named.
    Facets(Option<String>),
    /// The earliest article of each outlet in the current set.
    First,
    /// The sets so far.
    History,
    /// Back to the set before.
    Back,
    /// Change a setting: its name and value, or ask for it.
    Change(Setting, Option<String>),
    /// Write all hits of the current set to a file.
    Save(String),
    /// Write the whole articles of the current set to a file.
    Export(String),
    /// Write the answers from now on to a file, or to the screen again.
    Output(Option<String>),
    /// Run the lines of a file.
    Read(String),
    /// What can be said; or of a query.
    Help(Option<String>),
    /// Leave.
    Quit,
    /// A line that begins like a command but is none.
    Wrong {
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
}

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// The form of answers.
    Mode,
    /// Hits a page.
    Limit,
    /// Passages a hit.
    Passages,
    /// `relevance` or `date`.
    Sort,
    /// Whether the time of each answer is shown.
    Timer,
}

/// The commands that begin with a dot; a blank at the end says that something follows.
pub(super) const DOTTED: [&str; 11] = [
    "help",
    "quit",
    "mode ",
    "limit ",
    "passages ",
    "sort ",
    "timer ",
    "output ",
    "read ",
    "save ",
    "export ",
];

impl Said {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Self {
        let line = line.trim();
        if line.is_empty() {
            return Self::Nothing;
        }
        if let Some(command) = line.strip_prefix(['.', '\\']) {
            return command::dotted(command);
        }
        if line == "/" {
            return Self::wrong("`/` needs words to narrow the set to", "write `/tram`");
        }
        if let Some(within) = line.strip_prefix('/').filter(|rest| !is_regex(rest)) {
            return Self::Refine(within.trim().to_owned());
        }
        if let Some(number) = set(line) {
            return Self::Set(number);
        }
        if let Some(number) = command::number(line) {
            return Self::Number(number);
        }
        let (word, rest) = halves(line);
        command::read(word, rest).unwrap_or_else(|| Self::Query(line.to_owned()))
    }

    /// A line that cannot be obeyed, and what to write instead.
    pub(super) fn wrong(message: &str, hint: &str) -> Self {
        Self::Wrong {
            message: message.to_owned(),
            hint: Some(hint.to_owned()),
        }
    }
}

/// Whether what follows a `/` is the rest of a regular expression such as `/colou?r/`.
///
/// A regular expression holds no blank, and nothing but a blank, a bracket or a weight follows it.
fn is_regex(rest: &str) -> bool {
    let Some((inside, behind)) = rest.split_once('/') else {
        return false;
    };
    let ends = behind.is_empty() || behind.starts_with([' ', '\t', ')', '^']);
    ends && !inside.is_empty() && !inside.contains(char::is_whitespace)
}

/// The lines of a text; one that ends with a `\\` goes on in the next.
pub(super) fn lines(text: &str) -> Vec<String> {
    let (mut all, mut begun) = (Vec::new(), String::new());
    for line in text.lines() {
        match line.strip_suffix('\\') {
            Some(start) => begun.extend([start, " "]),
            None => all.push(std::mem::take(&mut begun) + line),
        }
    }
    if !begun.is_empty() {
        all.push(begun);
    }
    all
}

/// The lines of bytes, see [`lines`]; of one that is not UTF-8 the first byte that is none, from 1.
pub(super) fn lines_of(bytes: &[u8]) -> Vec<Result<String, usize>> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return lines(text).into_iter().map(Ok).collect();
    }
    let (mut all, mut begun) = (Vec::new(), Vec::new());
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        begun.extend(line);
        if !goes_on(line) {
            all.extend(read(&std::mem::take(&mut begun)));
        }
    }
    all.extend(read(&begun));
    all
}

/// The one line that bytes are, if they are any.
fn read(bytes: &[u8]) -> Option<Result<String, usize>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => lines(text).pop().map(Ok),
        Err(error) => Some(Err(error.valid_up_to() + 1)),
    }
}

/// Whether a line, perhaps with its end, goes on in the next.
pub(super) fn goes_on(line: impl AsRef<[u8]>) -> bool {
    let line = line.as_ref();
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line).ends_with(b"\\")
}

/// The first word and what follows it.
pub(super) fn halves(line: &str) -> (&str, &str) {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (word, rest.trim())
}

/// The number of a set from its name: 3 from `S3`.
pub(super) fn set(word: &str) -> Option<usize> {
    let digits = word.strip_prefix(['S', 's'])?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && *n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_not_utf_8_is_told_with_its_byte_and_spoils_no_other() {
        let of = |bytes: &[u8]| lines_of(bytes);
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(of(b"tram\nbus\n"), [ok("tram"), ok("bus")]);
        assert_eq!(
            of(b"tram\ncaf\xe9\n\nbus"),
            [ok("tram"), Err(4), ok(""), ok("bus")]
        );
        assert_eq!(of(b"a \\\nb\n\xff \\\nc\n"), [ok("a  b"), Err(1)]);
        assert_eq!(of(b""), []);
    }

    #[test]
    fn lines_are_read_as_commands_or_queries() {
        let query = |text: &str| Said::Query(text.to_owned());
        let refine = |text: &str| Said::Refine(text.to_owned());
        let table = [
            ("  ", Said::Nothing),
            ("tram council", query("tram council")),
            ("3", Said::Number(3)),
            ("+3", query("+3")),
            ("2026", query("2026")),
            ("0", query("0")),
            ("open 3", Said::Open(3)),
            ("open letter", query("open letter")),
            ("more 2", Said::More(2)),
            ("more money", query("more money")),
            ("why 2", Said::Why(2)),
            ("why not", query("why not")),
            ("y", Said::Yes),
            ("first", Said::First),
            ("first aid", query("first aid")),
            ("like 2", Said::Like(2)),
            ("like water", query("like water")),
            ("n", Said::Next),
            ("n w/5 council", query("n w/5 council")),
            ("undo", Said::Back),
            ("history of trams", query("history of trams")),
            ("/date:2026", refine("date:2026")),
            ("/url:/2026/", refine("url:/2026/")),
            ("/tram w/5 council", refine("tram w/5 council")),
            ("/colou?r/", query("/colou?r/")),
            ("/colou?r/ tram", query("/colou?r/ tram")),
            ("refine tram", refine("tram")),
            ("facets person", Said::Facets(Some("person".to_owned()))),
            ("save energy", query("save energy")),
            ("save hits.csv", Said::Save("hits.csv".to_owned())),
            ("diff S1 s2", Said::Diff(1, 2)),
            ("diff of opinions", query("diff of opinions")),
            (
                ".limit 5",
                Said::Change(Setting::Limit, Some("5".to_owned())),
            ),
            (".output", Said::Output(None)),
            (".help query", Said::Help(Some("query".to_owned()))),
            ("\\q", Said::Quit),
            ("\\?", Said::Help(None)),
            ("s1", Said::Set(1)),
            ("S1 council", query("S1 council")),
            ("S1 AND S12 NOT s3", query("S1 AND S12 NOT s3")),
            ("S", query("S")),
        ];
        for (line, said) in table {
            assert_eq!(Said::read(line), said, "{line}");
        }
    }

    #[test]
    fn every_listed_command_is_read_as_one() {
        for word in DOTTED {
            let said = [
                Said::read(&format!(".{}", word.trim_end())),
                Said::read(&format!(".{word} x")),
            ];
            let unknown = |said: &Said| matches!(said, Said::Wrong { message, .. } if message.starts_with("there is no"));
            assert!(!said.iter().any(unknown), "{word}");
        }
        for word in command::words() {
            let lines = ["", " 1", " person", " S1 S2", " a.csv"]
                .map(|rest| format!("{}{rest}", word.trim_end()));
            assert!(
                lines
                    .iter()
                    .any(|line| !matches!(Said::read(line), Said::Query(_) | Said::Wrong { .. })),
                "{word}"
            );
        }
    }

    #[test]
    fn lines_go_on_behind_a_backslash() {
        let table: [(&str, &[&str]); 4] = [
            ("", &[]),
            ("tram\nbus", &["tram", "bus"]),
            ("tram \\\nNOT bus\nferry", &["tram  NOT bus", "ferry"]),
            ("tram\\", &["tram "]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }
}
