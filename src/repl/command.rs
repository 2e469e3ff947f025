//! Lines that begin with a command's word: what they say, or what is wrong with them.
//!
//! A command that is mistyped must not become a search in silence: what follows the word decides.

use super::form::{self, FORMS};
use super::said::{Said, Setting, halves, set};
use super::settings::ORDERS;
use crate::query::edits::Edits;

/// What follows the word of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Nothing.
    Nothing,
    /// The number of an article on show.
    Article,
    /// The name of a column, or nothing.
    Column,
    /// A part of a query.
    Within,
    /// Two sets.
    Sets,
    /// A new file.
    File,
    /// What help is wanted on, or nothing.
    Topic,
}

/// A command that is a word.
struct Command {
    /// Its words, the usual one first.
    words: &'static [&'static str],
    takes: Takes,
    /// What it needs, as an error says it.
    needs: &'static str,
    /// How it is written.
    example: &'static str,
}

const fn command(
    words: &'static [&'static str],
    takes: Takes,
    needs: &'static str,
    example: &'static str,
) -> Command {
    Command {
        words,
        takes,
        needs,
        example,
    }
}

const ALONE: &str = "stands alone";
const ARTICLE: &str = "needs the number of an article, from 1";

const COMMANDS: [Command; 17] = [
    command(&["open"], Takes::Article, ARTICLE, "open 3"),
    command(&["more"], Takes::Article, ARTICLE, "more 3"),
    command(&["why"], Takes::Article, ARTICLE, "why 3"),
    command(&["like"], Takes::Article, ARTICLE, "like 3"),
    command(
        &["facets"],
        Takes::Column,
        "takes one column",
        "facets person",
    ),
    command(&["first"], Takes::Nothing, ALONE, "first"),
    command(
        &["refine"],
        Takes::Within,
        "needs words to narrow the set to",
        "refine tram",
    ),
    command(&["history", "sets"], Takes::Nothing, ALONE, "history"),
    command(&["back", "undo"], Takes::Nothing, ALONE, "back"),
    command(&["diff"], Takes::Sets, "needs two sets", "diff S1 S2"),
    command(
        &["save"],
        Takes::File,
        "needs the name of one new file; a name with blanks stands in quotes",
        "save \"my hits.csv\"",
    ),
    command(
        &["export"],
        Takes::File,
        "needs the name of one new file; a name with blanks stands in quotes",
        "export \"my articles.jsonl\"",
    ),
    command(&["next", "n"], Takes::Nothing, ALONE, "n"),
    command(&["prev", "previous", "p"], Takes::Nothing, ALONE, "p"),
    command(
        &["help", "?"],
        Takes::Topic,
        "knows one topic",
        "help query",
    ),
    command(&["quit", "exit"], Takes::Nothing, ALONE, "quit"),
    command(&["y", "yes"], Takes::Nothing, ALONE, "y"),
];

/// The words that a line can begin with, a blank behind those that need more; single letters are not worth completing.
pub(super) fn words() -> impl Iterator<Item = String> {
    let needy = |takes: Takes| {
        let alone = matches!(takes, Takes::Nothing | Takes::Column | Takes::Topic);
        if alone { "" } else { " " }
    };
    COMMANDS.iter().flat_map(move |command| {
        let long = command.words.iter().filter(|word| word.len() > 2);
        long.map(move |word| format!("{word}{}", needy(command.takes)))
    })
}

/// What a line says that begins with this word, in whatever capitals; `None` if it is a query that happens to begin so.
pub(super) fn read(word: &str, rest: &str) -> Option<Said> {
    let lower = word.to_lowercase();
    let Some(command) = called(&lower) else {
        return undotted(&lower, rest);
    };
    obeyed(command, rest)
        .or_else(|| unclear(command.takes, rest).then(|| misused(command, &lower, rest)))
}

/// What is told beside the answer to a query that begins like a command.
pub(super) fn beside(line: &str) -> Option<String> {
    let (word, rest) = halves(line.trim());
    let command = called(&word.to_lowercase()).filter(|_| word.len() > 1 && !rest.is_empty())?;
    let alone = if command.takes == Takes::Nothing {
        " alone"
    } else {
        ""
    };
    Some(format!(
        "these words were searched for; the command is `{}`{alone}",
        command.example
    ))
}

/// The command that a line may have meant whose first word is within one letter of a command's: `histroy`, `opne 3`.
pub(super) fn meant(line: &str) -> Option<String> {
    let (typed, rest) = halves(line.trim());
    let word = typed.to_lowercase();
    let letters = word.chars().all(char::is_alphabetic);
    if !letters || called(&word).is_some() || word.chars().count() < SHORTEST {
        return None;
    }
    let edits = Edits::new(&word, 1);
    let mut near = Vec::new();
    for command in &COMMANDS {
        for known in command.words.iter().filter(|known| known.len() >= SHORTEST) {
            let Some(edits) = edits.to(known) else {
                continue;
            };
            // Of a short word much is within one letter, so what follows it must be what the command needs.
            let clear = known.len() > SHORTEST || !rest.is_empty();
            if clear && obeyed(command, rest).is_some() {
                near.push((edits, *known));
            }
        }
    }
    let (_, known) = near.into_iter().min_by_key(|(edits, _)| *edits)?;
    Some(format!("{known} {rest}").trim_end().to_owned())
}

/// Letters of the shortest command that is looked for behind a mistyped word.
const SHORTEST: usize = 3;

fn called(word: &str) -> Option<&'static Command> {
    COMMANDS
        .iter()
        .find(|command| command.words.contains(&word))
}

/// A command that is written as it should be.
fn obeyed(command: &Command, rest: &str) -> Option<Said> {
    let word = command.words.first().copied().unwrap_or_default();
    Some(match command.takes {
        Takes::Nothing => match word {
            _ if !rest.is_empty() => return None,
            "first" => Said::First,
            "history" => Said::History,
            "back" => Said::Back,
            "next" => Said::Next,
            "prev" => Said::Previous,
            "quit" => Said::Quit,
            _ => Said::Yes,
        },
        Takes::Article => {
            let number = number(rest)?;
            match word {
                "open" => Said::Open(number),
                "more" => Said::More(number),
                "why" => Said::Why(number),
                _ => Said::Like(number),
            }
        }
        Takes::Column if rest.is_empty() => Said::Facets(None),
        Takes::Column if !rest.contains(' ') => Said::Facets(Some(rest.to_owned())),
        Takes::Within if !rest.is_empty() => Said::Refine(rest.to_owned()),
        Takes::Sets => {
            let (first, second) = halves(rest);
            Said::Diff(set(first)?, set(second)?)
        }
        Takes::File => {
            let file = quoted(rest).or_else(|| plain_file(rest))?;
            match word {
                "export" => Said::Export(file),
                _ => Said::Save(file),
            }
        }
        Takes::Topic if rest.is_empty() => Said::Help(None),
        Takes::Topic if rest.eq_ignore_ascii_case("query") => Said::Help(Some(rest.to_owned())),
        Takes::Column | Takes::Within | Takes::Topic => return None,
    })
}

/// Whether what follows a command's word is no clear query either.
fn unclear(takes: Takes, rest: &str) -> bool {
    let first = rest
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric());
    let counted = first.is_empty() || first.bytes().all(|b| b.is_ascii_digit());
    let mut words = rest.split_whitespace();
    counted
        || set(first).is_some()
        || takes == Takes::Nothing && called(rest).is_some_and(|again| again.takes == takes)
        || takes == Takes::File && words.any(is_path)
        || takes == Takes::Column && super::columns::named(first).is_ok()
}

/// Whether a word looks like a part of a path, or like the beginning of a quoted one.
fn is_path(word: &str) -> bool {
    word.contains(['/', '\'', '"']) || word.starts_with('~') || form::of_file(word).is_some()
}

fn misused(command: &Command, word: &str, rest: &str) -> Said {
    let (needs, example) = (command.needs, command.example);
    let quoted = format!("\"{word}\" {rest}");
    Said::Wrong {
        message: format!("`{word}` {needs}"),
        hint: Some(format!(
            "write `{example}`; to search for the word: {}",
            quoted.trim_end()
        )),
    }
}

/// A setting whose dot was left out.
fn undotted(word: &str, rest: &str) -> Option<Said> {
    if word == "clear" && rest.is_empty() {
        let hint = "Ctrl-L clears the window; to search for the word: \"clear\"";
        return Some(Said::wrong("there is no command `clear`", hint));
    }
    let meant = match word {
        "limit" | "passages" => number(rest).is_some(),
        "mode" => FORMS.iter().any(|(name, _)| *name == rest),
        "sort" => ORDERS.iter().any(|(name, _)| *name == rest),
        "timer" => ["on", "off"].contains(&rest),
        "output" | "read" => !rest.contains(' ') && is_path(rest),
        _ => false,
    };
    meant.then(|| Said::Wrong {
        message: format!("the command is `.{word} {rest}`, with a dot"),
        hint: Some(format!("to search for the words: \"{word}\" {rest}")),
    })
}

/// A file's name in quotes.
pub(super) fn quoted(rest: &str) -> Option<String> {
    let inside = ['"', '\''].iter().find_map(|quote| {
        let inside = rest.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inside.contains(*quote)).then_some(inside)
    });
    inside
        .filter(|inside| !inside.trim().is_empty())
        .map(str::to_owned)
}

/// A file's name that is one word; `save energy` is a query.
fn plain_file(rest: &str) -> Option<String> {
    let plain = rest.contains(['.', '/']) && !rest.contains([' ', '"', '\'']);
    plain.then(|| rest.to_owned())
}

/// Numbers up to here call hits and values; `2026` is a word.
const MOST: usize = 999;

/// The number of a hit or value.
pub(super) fn number(digits: &str) -> Option<usize> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|n| plain && (1..=MOST).contains(n))
}

/// What a command with a dot says.
pub(super) fn dotted(command: &str) -> Said {
    let (word, rest) = halves(command);
    let lower = word.to_lowercase();
    let word = lower.as_str();
    let value = Some(rest.to_owned()).filter(|r| !r.is_empty());
    let file = |name: String| quoted(&name).unwrap_or(name);
    match (word, value) {
        ("help" | "h" | "?", None) => Said::Help(None),
        ("help" | "h" | "?", Some(topic)) if topic.eq_ignore_ascii_case("query") => {
            Said::Help(Some(topic))
        }
        ("help" | "h" | "?", Some(_)) => Said::wrong(
            "help knows one topic: `.help query`",
            "`.help` lists all commands",
        ),
        ("quit" | "q" | "exit", _) => Said::Quit,
        ("mode", value) => Said::Change(Setting::Mode, value),
        ("limit", value) => Said::Change(Setting::Limit, value),
        ("passages", value) => Said::Change(Setting::Passages, value),
        ("sort", value) => Said::Change(Setting::Sort, value),
        ("timer", value) => Said::Change(Setting::Timer, value),
        ("output", name) => Said::Output(name.map(file)),
        ("read", Some(name)) => Said::Read(file(name)),
        ("save", Some(name)) => Said::Save(file(name)),
        ("export", Some(name)) => Said::Export(file(name)),
        ("read" | "save" | "export", None) => {
            Said::wrong(&format!(".{word} needs a file"), &format!(".{word} FILE"))
        }
        ("", _) => Said::wrong("a dot alone says nothing", "`.help` lists all commands"),
        _ if called(word).is_some() => Said::wrong(
            &format!("there is no .{word}"),
            &format!("the command is `{word}`, without a dot"),
        ),
        _ => Said::wrong(
            &format!("there is no .{word}"),
            "`.help` lists all commands",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_no_search() {
        let wrong = [
            "save",
            "save  a b.csv",
            "save my notes.md",
            "save \"q r.csv",
            "save ~/a b",
            "export",
            "export my a.jsonl",
            "refine",
            "/",
            "open",
            "open 0",
            "open 1000",
            "open #3",
            "open 3 4",
            "open S1",
            "why -1",
            "diff",
            "diff S1",
            "diff S1 S2 S3",
            "back 2",
            "undo undo",
            "clear",
            "n 3",
            "p S1",
            "first 10",
            "history 2026",
            "facets person site",
            "limit 5",
            "sort date",
            "mode csv",
            "output hits.csv",
            ".help nonsense",
            ".history",
        ];
        for line in wrong {
            let said = Said::read(line);
            assert!(matches!(said, Said::Wrong { .. }), "{line}: {said:?}");
        }
    }

    #[test]
    fn words_that_begin_like_a_command_are_searched_for_and_that_is_told() {
        let queries = [
            "save energy",
            "export ban",
            "open letter 2026",
            "first minister",
            "next election",
            "back pain",
            "diff of opinions",
            "read my lips",
            "facets of power",
            "help wanted",
            "limit arms sales",
        ];
        for line in queries {
            assert_eq!(Said::read(line), Said::Query(line.to_owned()), "{line}");
        }
        assert_eq!(
            beside("first minister").as_deref(),
            Some("these words were searched for; the command is `first` alone")
        );
        for line in ["\"first\" minister", "+first minister", "n korea", "tram"] {
            assert_eq!(beside(line), None, "{line}");
        }
    }

    #[test]
    fn a_word_within_one_letter_of_a_command_may_mean_it() {
        let table = [
            ("histroy", Some("history")),
            ("facts", Some("facets")),
            ("facts person", Some("facets person")),
            ("Facest", Some("facets")),
            ("Facets", None),
            ("opne 3", Some("open 3")),
            ("wyh 2", Some("why 2")),
            ("savee hits.csv", Some("save hits.csv")),
            ("firts", Some("first")),
            ("bakc", Some("back")),
            ("refin tram", Some("refine tram")),
            ("wyh", None),
            ("open letter", None),
            ("facts of life", None),
            ("opens the door", None),
            ("history", None),
            ("tram", None),
            ("hi", None),
        ];
        for (line, command) in table {
            assert_eq!(meant(line).as_deref(), command, "{line}");
        }
    }

    #[test]
    fn capitals_make_no_other_command() {
        for (line, said) in [
            ("OPEN 1", Said::Open(1)),
            ("First", Said::First),
            ("HISTORY", Said::History),
            ("Facets Person", Said::Facets(Some("Person".to_owned()))),
            ("Save A.csv", Said::Save("A.csv".to_owned())),
            ("N", Said::Next),
            ("Y", Said::Yes),
            (
                ".Limit 5",
                Said::Change(Setting::Limit, Some("5".to_owned())),
            ),
            ("\\Q", Said::Quit),
            ("First Minister", Said::Query("First Minister".to_owned())),
            ("\"First\"", Said::Query("\"First\"".to_owned())),
        ] {
            assert_eq!(Said::read(line), said, "{line}");
        }
        assert!(beside("First Minister").is_some());
    }

    #[test]
    fn a_file_stands_in_quotes_if_its_name_has_blanks() {
        let table = [
            ("save \"q r.csv\"", Said::Save("q r.csv".to_owned())),
            ("save 'q r.csv'", Said::Save("q r.csv".to_owned())),
            (".save q r.csv", Said::Save("q r.csv".to_owned())),
            (".output \"q r\"", Said::Output(Some("q r".to_owned()))),
            ("export a.jsonl", Said::Export("a.jsonl".to_owned())),
        ];
        for (line, said) in table {
            assert_eq!(Said::read(line), said, "{line}");
        }
    }
}
