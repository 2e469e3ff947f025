//! What the exit codes of each command mean: one table, which `--help` and the manual pages are made of.

use std::fmt::Write as _;

use clap::Command;

/// The exit codes of a command, in words. All commands end with 130 when Ctrl-C interrupts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Codes {
    /// The commands, as they are typed.
    of: &'static [&'static str],
    zero: &'static str,
    /// If the command has such an end.
    one: Option<&'static str>,
    two: &'static str,
}

/// Of a search of any kind.
const FOUND: &str = "found";
const NOTHING: &str = "nothing found";
const ERROR: &str = "error";

/// Each command stands in it once; `newsdex` itself is the empty name.
const TABLE: &[Codes] = &[
    Codes {
        of: &[""],
        zero: "done; of a search: found",
        one: Some("nothing found; of verify and cite check: something has changed"),
        two: ERROR,
    },
    Codes {
        of: &[
            "search",
            "export",
            "first",
            "similar",
            "facets",
            "together",
            "cut",
            "entities",
            "entities why",
        ],
        zero: FOUND,
        one: Some(NOTHING),
        two: ERROR,
    },
    Codes {
        of: &["count"],
        zero: FOUND,
        one: Some(NOTHING),
        two: "error, or a query of --batch could not be answered",
    },
    Codes {
        of: &["batch"],
        zero: FOUND,
        one: Some("nothing found by any query"),
        two: "error, or a query could not be answered",
    },
    Codes {
        of: &["saved run"],
        zero: "found, with --since-last something new",
        one: Some("nothing found, with --since-last nothing new"),
        two: ERROR,
    },
    Codes {
        of: &["saved"],
        zero: "there are saved searches",
        one: Some("there are none"),
        two: ERROR,
    },
    Codes {
        of: &["cite", "cite check"],
        zero: "all the same",
        one: Some("something has changed, or there is no citation"),
        two: ERROR,
    },
    Codes {
        of: &["sites"],
        zero: "there are outlets",
        one: Some("there are none"),
        two: ERROR,
    },
    Codes {
        of: &["show"],
        zero: "shown",
        one: Some("no article has the id"),
        two: ERROR,
    },
    Codes {
        of: &["verify"],
        zero: "sound",
        one: Some("sound, but files have changed or gone since, or were not read to their end"),
        two: "damaged, or no index",
    },
    Codes {
        of: &["index"],
        zero: "done, also if pages failed",
        one: None,
        two: "error, or nothing named can be read; with --strict also if a page failed",
    },
    Codes {
        of: &["clean"],
        zero: "done, also if pages could not be read",
        one: None,
        two: "error; with --strict also if a page could not be read",
    },
    Codes {
        of: &["repair", "rebuild"],
        zero: "done",
        one: None,
        two: "error, or an article is lost or may be",
    },
    Codes {
        of: &["repl"],
        zero: "done",
        one: None,
        two: "error, or a line of piped input could not be obeyed",
    },
    Codes {
        of: &[
            "explain",
            "eval",
            "entities tag",
            "train",
            "train entities",
            "stats",
            "config",
            "backup",
            "demo",
            "help",
            "completions",
            "man",
        ],
        zero: "done",
        one: None,
        two: ERROR,
    },
];

/// What ends a command that Ctrl-C stops.
const INTERRUPTED: &str = "interrupted by Ctrl-C";

impl Codes {
    /// Each number with its meaning.
    fn all(self) -> impl Iterator<Item = (u8, &'static str)> {
        let one = self.one.map(|meaning| (1, meaning));
        std::iter::once((0, self.zero))
            .chain(one)
            .chain([(2, self.two), (130, INTERRUPTED)])
    }
}

/// The codes of the command that is typed so, behind `newsdex`.
fn of(typed: &str) -> Option<Codes> {
    TABLE
        .iter()
        .find(|codes| codes.of.contains(&typed))
        .copied()
}

/// The section of a manual page on the exit codes of a command.
pub(super) fn section(typed: &str) -> String {
    let mut out = ".SH \"EXIT STATUS\"\n".to_owned();
    for (number, meaning) in of(typed).into_iter().flat_map(Codes::all) {
        let meaning = meaning.replace('-', "\\-");
        let _ = writeln!(out, ".TP\n{number}\n{}.", capital(&meaning));
    }
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The program, with the exit codes of each command at the end of its help.
pub(super) fn told(program: Command) -> Command {
    told_of(program, "")
}

fn told_of(command: Command, typed: &str) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    let command = names.into_iter().fold(command, |command, name| {
        let typed = format!("{typed} {name}").trim_start().to_owned();
        command.mut_subcommand(name, |inner| told_of(inner, &typed))
    });
    let Some(codes) = of(typed) else {
        return command;
    };
    let listed = codes
        .all()
        .fold("Exit codes:".to_owned(), |listed, (number, meaning)| {
            listed + &format!("\n  {number:<3}  {meaning}")
        });
    let text = command.get_after_help().map(ToString::to_string);
    let text = match (text, typed) {
        (None, _) => listed,
        // What to do first is what the program's own page is to end with.
        (Some(text), "") => format!("{listed}\n\n{text}"),
        (Some(text), _) => format!("{text}\n\n{listed}"),
    };
    command.after_help(text)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Said;

    fn typed(command: &Command, before: &str, found: &mut Vec<String>) {
        found.push(before.to_owned());
        for inner in command.get_subcommands().filter(|c| !c.is_hide_set()) {
            let name = format!("{before} {}", inner.get_name());
            typed(inner, name.trim_start(), found);
        }
    }

    #[test]
    fn every_command_stands_once_in_the_table() {
        let mut known = Vec::new();
        typed(&Said::command(), "", &mut known);
        let mut told: Vec<&str> = TABLE.iter().flat_map(|codes| codes.of).copied().collect();
        known.sort_unstable();
        told.sort_unstable();
        assert_eq!(told, known);
    }
}
