//! `newsdex complete`, which shells ask while somebody types: the values that only the index and the settings file know.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};

use super::said::Global;
use super::{Outcome, Said, Settings, Streams};
use crate::output::fields::FIELDS;
use crate::output::safe;
use crate::repl;
use crate::search::Facet;

/// `newsdex complete`: for the scripts of `newsdex completions`, and not listed.
#[derive(Debug, Args)]
pub struct CompleteSaid {
    /// The words behind the program's name as they were typed, up to the one at the cursor
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}

/// What stands at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// A value of a column of the index.
    Value(Facet),
    /// The name of a saved search.
    Saved,
    /// A command, or `query`.
    Topic,
    /// Fields of a hit, with commas between them.
    Fields,
}

/// The options whose values are told here.
const OPTIONS: [(&str, Wanted); 7] = [
    ("--site", Wanted::Value(Facet::Site)),
    ("--lang", Wanted::Value(Facet::Lang)),
    ("--person", Wanted::Value(Facet::Person)),
    ("--org", Wanted::Value(Facet::Org)),
    ("--place", Wanted::Value(Facet::Place)),
    ("--misc", Wanted::Value(Facet::Misc)),
    ("--fields", Wanted::Fields),
];

impl CompleteSaid {
    /// Writes what could stand at the cursor, one a line; [`Outcome::Nothing`] where something else than such a value stands there.
    pub(super) fn run(&self, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let words: Vec<String> = self
            .words
            .iter()
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let Some((begun, before)) = words.split_last() else {
            return Ok(Outcome::Nothing);
        };
        let Some(wanted) = wanted(before, begun) else {
            return Ok(Outcome::Nothing);
        };
        // Trouble with the index is told by the commands that need it.
        for value in values(wanted, before, begun).unwrap_or_default() {
            // What cannot be shown in one line cannot be typed back.
            if safe::line(&value) == value {
                streams.answer(&format!("{value}\n"))?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn values(wanted: Wanted, before: &[String], begun: &str) -> anyhow::Result<Vec<String>> {
    let settings = || Settings::resolve(&general(before));
    Ok(match wanted {
        Wanted::Topic => beginning(begun, topics(before).iter().map(String::as_str)),
        Wanted::Fields => fields(begun),
        Wanted::Saved => beginning(begun, settings()?.searches.keys().map(String::as_str)),
        Wanted::Value(column) => {
            repl::values_beginning(&settings()?.searcher()?, column, begun, OFFERED)
        }
    })
}

/// What stands behind these words; `None` where the shell knows better.
fn wanted(before: &[String], begun: &str) -> Option<Wanted> {
    let of_option = |name: &String| OPTIONS.iter().find(|(option, _)| option == name);
    // Bash makes a word of its own of the sign in `--site=`.
    let last = match before {
        [.., option, sign] if sign == "=" => Some(option),
        [.., option] => Some(option),
        [] => None,
    };
    if let Some((_, wanted)) = last.and_then(of_option) {
        return Some(*wanted);
    }
    let plain = plain_words(before);
    match plain.as_slice() {
        _ if begun.starts_with('-') => None,
        ["help" | "man", ..] => Some(Wanted::Topic),
        ["saved", "run"] => Some(Wanted::Saved),
        _ => None,
    }
}

/// Values of a column that are told at most. Shells ask before they show so many.
const OFFERED: usize = 500;

/// The general options that a value follows.
const GENERAL: [&str; 3] = ["--index", "--config", "--color"];

/// The words that are no general options, and not the values of such.
fn plain_words(before: &[String]) -> Vec<&str> {
    let mut words = before.iter().map(String::as_str);
    let mut plain = Vec::new();
    while let Some(word) = words.next() {
        if GENERAL.contains(&word) {
            words.next();
        } else if !word.starts_with('-') {
            plain.push(word);
        }
    }
    plain
}

/// The index and the settings file that are named on the line.
fn general(before: &[String]) -> Global {
    Global {
        index: named(before, "--index"),
        config: named(before, "--config"),
        ..Global::default()
    }
}

fn named(before: &[String], option: &str) -> Option<PathBuf> {
    let at = before.iter().rposition(|word| {
        let rest = word.strip_prefix(option);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    })?;
    let joined = before.get(at)?.split_once('=').map(|(_, value)| value);
    let mut behind = before.get(at + 1..)?.iter().map(String::as_str);
    let next = || behind.find(|word| *word != "=");
    let value = joined.or_else(next)?;
    // The shell has not looked at the word yet.
    let home = || std::env::var_os("HOME").filter(|home| !home.is_empty());
    Some(match value.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => Path::new(&home).join(rest),
        None => PathBuf::from(value),
    })
}

/// What `help` and `man` know, behind the words that stand there.
fn topics(before: &[String]) -> Vec<String> {
    let program = Said::command();
    let mut command: &Command = &program;
    let words = plain_words(before);
    let (topic, within) = words.split_first().map_or(("", &[][..]), |(t, w)| (*t, w));
    for word in within {
        match command.find_subcommand(word) {
            Some(found) => command = found,
            None => return Vec::new(),
        }
    }
    let known = command.get_subcommands().filter(|c| !c.is_hide_set());
    let mut topics: Vec<_> = known.map(|c| c.get_name().to_owned()).collect();
    if ["help", "man"].contains(&topic) && within.is_empty() {
        topics.push("query".to_owned());
    }
    topics
}

/// The fields behind those that stand before the last comma.
fn fields(begun: &str) -> Vec<String> {
    let (chosen, last) = begun
        .rsplit_once(',')
        .map_or(("", begun), |(chosen, last)| (chosen, last));
    let taken = |name: &str| chosen.split(',').any(|chosen| chosen == name);
    let free = FIELDS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !taken(name));
    let lead = begun.strip_suffix(last).unwrap_or_default();
    beginning(last, free)
        .into_iter()
        .map(|name| format!("{lead}{name}"))
        .collect()
}

fn beginning<'n>(start: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    names
        .filter(|name| name.starts_with(start))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn what_stands_at_the_cursor_is_known_by_the_words_before_it() {
        let table = [
            ("search tram --site", "", Some(Wanted::Value(Facet::Site))),
            ("search --person", "El", Some(Wanted::Value(Facet::Person))),
            ("search --lang =", "d", Some(Wanted::Value(Facet::Lang))),
            ("search tram", "--si", None),
            ("search tram", "bu", None),
            ("saved", "r", None),
            ("saved run", "f", Some(Wanted::Saved)),
            ("saved run", "--p", None),
            ("--index x saved run", "", Some(Wanted::Saved)),
            ("saved run floods", "", None),
            ("help", "se", Some(Wanted::Topic)),
            ("man saved", "", Some(Wanted::Topic)),
            ("export --fields", "title,", Some(Wanted::Fields)),
        ];
        for (before, begun, expected) in table {
            assert_eq!(wanted(&words(before), begun), expected, "{before} {begun}");
        }
        assert_eq!(wanted(&[], ""), None);
    }

    #[test]
    fn topics_and_fields_go_on_where_the_line_does() {
        assert_eq!(topics(&words("help saved")), ["run"]);
        assert!(topics(&words("help")).contains(&"query".to_owned()));
        assert!(topics(&words("man")).contains(&"query".to_owned()));
        assert!(!topics(&words("man")).contains(&"complete".to_owned()));
        assert_eq!(topics(&words("help nonsense")), [""; 0]);
        assert_eq!(fields("title,pas"), ["title,passage", "title,passages"]);
        assert_eq!(fields("passage,passa"), ["passage,passages"]);
    }

    #[test]
    fn the_index_that_the_line_names_is_asked() {
        let table = [
            ("--index news search", Some("news")),
            ("--index=news search", Some("news")),
            ("--index = news search", Some("news")),
            ("search --index", None),
            ("search --indexes x", None),
        ];
        for (line, index) in table {
            assert_eq!(
                named(&words(line), "--index"),
                index.map(PathBuf::from),
                "{line}"
            );
        }
    }
}
