//! Words of a query that begin with a minus sign: `newsdex search tram -strike`.
//!
//! clap takes every word that begins with `-` for an option. So those that are none of the command's
//! options get a sign in front that no one types, and the query's words lose it again.

use std::ffi::OsString;

use clap::{Command, CommandFactory};

use super::Said;

/// Stands before a word that is no option; the ASCII unit separator.
const GUARD: char = '\u{1f}';

/// The name of the argument that takes the words of a query.
const QUERY: &str = "query";

/// Guards the words of a query among the words of a command line, the program's name first. A
/// negative number behind an option is joined to it, so that the option says what it expects.
pub(super) fn guarded(words: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let words: Vec<OsString> = words.into_iter().collect();
    let program = Said::command();
    let Some((at, command)) = command_said(&program, &words) else {
        return words;
    };
    let words = joined(words, &program, command);
    let takes_a_query = command.get_positionals().any(|arg| arg.get_id() == QUERY);
    let end = words.iter().position(|word| word == "--");
    let end = end.unwrap_or(words.len());
    let guard = |(n, word): (usize, OsString)| match word.to_str() {
        Some(text) if n > at && n < end && takes_a_query && is_none_of(text, &program, command) => {
            format!("{GUARD}{text}").into()
        }
        _ => word,
    };
    words.into_iter().enumerate().map(guard).collect()
}

/// The words with `-n -1` as `-n=-1`, and `--memory -3M` as `--memory=-3M`.
fn joined(words: Vec<OsString>, program: &Command, command: &Command) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::with_capacity(words.len());
    let mut ended = false;
    for word in words {
        let last = out.last().and_then(|last| last.to_str());
        let option = last.filter(|last| !ended && wants_a_value(last, program, command));
        match (option, word.to_str()) {
            (Some(option), Some(text)) if is_negative(text) => {
                let whole = format!("{option}={text}");
                out.pop();
                out.push(whole.into());
            }
            _ => {
                ended |= word == "--";
                out.push(word);
            }
        }
    }
    out
}

/// `-1`, `-0.5`, `-3M`.
fn is_negative(word: &str) -> bool {
    let number = word.strip_prefix('-').unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word is an option whose value is the next word.
fn wants_a_value(word: &str, program: &Command, command: &Command) -> bool {
    let commands = [program, command].into_iter();
    let all = commands.chain(command.get_subcommands());
    let mut options = all.flat_map(Command::get_arguments);
    let is_said = |arg: &clap::Arg| match word.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => arg
            .get_short()
            .is_some_and(|short| word == format!("-{short}")),
    };
    options
        .any(|arg| is_said(arg) && arg.get_action().takes_values() && !arg.is_require_equals_set())
}

/// A word of a query as it was typed.
#[expect(clippy::unnecessary_wraps, reason = "clap wants a result")]
pub(super) fn unguarded(word: &str) -> Result<String, String> {
    Ok(word.strip_prefix(GUARD).unwrap_or(word).to_owned())
}

/// The command that was said and its place among the words: the first word that is neither an
/// option of all commands nor the value of one.
fn command_said<'p>(program: &'p Command, words: &[OsString]) -> Option<(usize, &'p Command)> {
    let takes_value = |long: &str| {
        let mut options = program.get_opts();
        options.any(|arg| arg.get_long() == Some(long))
    };
    let mut at = 1;
    while let Some(word) = words.get(at)?.to_str() {
        match word.strip_prefix("--") {
            Some(long) if takes_value(long) => at += 2,
            _ if word.starts_with('-') => at += 1,
            _ => return Some((at, program.find_subcommand(word)?)),
        }
    }
    None
}

/// Whether a word with one minus sign in front is none of the options: not all its letters are
/// options, up to one whose value is a number.
fn is_none_of(word: &str, program: &Command, command: &Command) -> bool {
    let Some(letters) = word.strip_prefix('-').filter(|rest| !rest.is_empty()) else {
        return false;
    };
    if letters.starts_with('-') {
        return false;
    }
    let short = |letter: char| {
        let mut options = command.get_arguments().chain(program.get_arguments());
        options.find(|arg| arg.get_short() == Some(letter))
    };
    let mut rest = letters.chars();
    while let Some(letter) = rest.next() {
        match short(letter) {
            Some(option) if option.get_action().takes_values() => {
                let value = rest.as_str().trim_start_matches('=');
                return !is_negative(value) && value.contains(|c: char| !c.is_ascii_digit());
            }
            Some(_) => {}
            None if matches!(letter, 'h' | 'V') => {}
            // `count dockers -n 3` means another command's option, and neither `n` nor 3 is a word to leave out or find.
            None => return !is_elsewhere(letters, program),
        }
    }
    false
}

/// Whether letters are one short option of another command, perhaps with its number behind it.
fn is_elsewhere(letters: &str, program: &Command) -> bool {
    let mut rest = letters.chars();
    let letter = rest.next();
    let mut options = program.get_subcommands().flat_map(Command::get_arguments);
    options.any(|option| option.get_short() == letter)
        && rest
            .as_str()
            .trim_start_matches('=')
            .bytes()
            .all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded_words(line: &str) -> String {
        let words = line.split(' ').map(OsString::from);
        let text: Vec<String> = guarded(words)
            .into_iter()
            .map(|word| word.to_string_lossy().replace(GUARD, "·"))
            .collect();
        text.join(" ")
    }

    #[test]
    fn only_words_that_are_no_options_are_of_the_query() {
        for (said, meant) in [
            (
                "newsdex search tram -strike",
                "newsdex search tram ·-strike",
            ),
            (
                "newsdex search -strike tram -n 3",
                "newsdex search ·-strike tram -n 3",
            ),
            ("newsdex search tram -n5 -qv", "newsdex search tram -n5 -qv"),
            (
                "newsdex search tram -news -n=5",
                "newsdex search tram ·-news -n=5",
            ),
            (
                "newsdex search tram -queue --json",
                "newsdex search tram ·-queue --json",
            ),
            ("newsdex search tram -h", "newsdex search tram -h"),
            (
                "newsdex search tram --strike -",
                "newsdex search tram --strike -",
            ),
            ("newsdex search -x -- -y", "newsdex search ·-x -- -y"),
            ("newsdex search tram -n -1", "newsdex search tram -n=-1"),
            ("newsdex search tram -n -1.5", "newsdex search tram -n=-1.5"),
            ("newsdex search -n 3 -1", "newsdex search -n 3 ·-1"),
            ("newsdex search -- -n -1", "newsdex search -- -n -1"),
            ("newsdex count tram -n 3", "newsdex count tram -n 3"),
            ("newsdex explain tram -n5", "newsdex explain tram -n5"),
            ("newsdex count tram -news", "newsdex count tram ·-news"),
            (
                "newsdex index --memory -3M --threads -1 pages",
                "newsdex index --memory=-3M --threads=-1 pages",
            ),
            ("newsdex saved run x -n -5", "newsdex saved run x -n=-5"),
            ("newsdex index --prune -5", "newsdex index --prune -5"),
            (
                "newsdex --index search explain -strike",
                "newsdex --index search explain ·-strike",
            ),
            (
                "newsdex -q --index=x first -strike",
                "newsdex -q --index=x first ·-strike",
            ),
            ("newsdex index -strike", "newsdex index -strike"),
            ("newsdex -strike", "newsdex -strike"),
        ] {
            assert_eq!(guarded_words(said), meant);
        }
    }
}
