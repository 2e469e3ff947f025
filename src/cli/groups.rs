//! The commands in groups, as `newsdex --help` lists them: what a user does first comes first.

use std::fmt::Write as _;

use clap::{Command, CommandFactory};

use super::codes;
use super::said::{STYLES, Said};

/// Headings, and the commands below each; every command stands in one.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Build an index",
        &["index", "clean", "cut", "sites", "stats"],
    ),
    (
        "Search and read",
        &["search", "show", "repl", "first", "similar", "explain"],
    ),
    (
        "Count and name",
        &["count", "facets", "entities", "together", "train"],
    ),
    ("Script", &["batch", "export", "saved", "cite", "eval"]),
    (
        "Look after the index",
        &["verify", "repair", "rebuild", "backup"],
    ),
    (
        "Help and settings",
        &["demo", "help", "config", "completions", "man"],
    ),
];

/// The program as clap knows it, with its commands in groups.
pub(super) fn program() -> Command {
    let program = Said::command();
    let mut template = "{about-with-newline}\n{usage-heading} {usage}\n".to_owned();
    let (header, name) = (STYLES.get_header(), STYLES.get_literal());
    for (title, commands) in GROUPS {
        let _ = write!(template, "\n{header}{title}:{header:#}\n");
        for command in commands
            .iter()
            .filter_map(|known| program.find_subcommand(known))
        {
            let about = command
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default();
            let _ = writeln!(
                template,
                "  {name}{:<11}{name:#}  {about}",
                command.get_name()
            );
        }
    }
    template.push_str(
        "\n{header}Options:{header:#}\n{options}{after-help}"
            .replace("{header}", &header.to_string())
            .replace("{header:#}", &format!("{header:#}"))
            .as_str(),
    );
    codes::told(program.help_template(template))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let program = Said::command();
        let mut known: Vec<&str> = program
            .get_subcommands()
            .filter(|c| !c.is_hide_set())
            .map(Command::get_name)
            .collect();
        let mut grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, commands)| *commands)
            .copied()
            .collect();
        known.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(grouped, known);
    }
}
