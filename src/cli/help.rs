//! `newsdex help`: of the program, of a command, of the query language.

use clap::{Args, Command};

use super::{Outcome, Settings, Streams};
use crate::error::Error;
use crate::output::{Look, manual};

/// `newsdex help`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex help query           all that a query can say
  newsdex help saved run       options and examples of a command")]
pub struct HelpSaid {
    /// A command, or `query` for how to write one
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

impl HelpSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        if self.topic == ["query"] {
            streams.page(&query(streams.look), settings.pager.as_deref())?;
            return Ok(Outcome::Done);
        }
        let mut program = super::groups::program();
        program.build();
        let text = named(&program, &self.topic)?.clone().render_long_help();
        let text = if streams.look.colour {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        streams.page(&text, settings.pager.as_deref())?;
        Ok(Outcome::Done)
    }
}

/// The command that words name, `saved run`; the program itself without any.
///
/// # Errors
///
/// [`Error::Usage`] if there is none.
pub(super) fn named<'a>(program: &'a Command, words: &[String]) -> Result<&'a Command, Error> {
    let mut command = program;
    for (n, word) in words.iter().enumerate() {
        let shown = || command.get_subcommands().filter(|c| !c.is_hide_set());
        command = shown().find(|c| c.get_name() == word).ok_or_else(|| {
            let known: Vec<_> = shown().map(Command::get_name).collect();
            let all = match known.as_slice() {
                [] => "it has no commands of its own".to_owned(),
                known => format!("there are {}", known.join(", ")),
            };
            let said = words.get(..=n).unwrap_or_default().join(" ");
            Error::Usage(format!("there is no command `{said}`; {all}"))
        })?;
    }
    Ok(command)
}

/// The reference of the query language: the page of the documentation itself.
const QUERY: &str = include_str!("../../docs/query-language.md");

/// The reference of the query language, laid out.
pub(super) fn query(look: Look) -> String {
    manual::shown(QUERY, look)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::{Said, size};

    /// The letters of a text without the signs of Markdown and the heads of its tables.
    fn letters(text: &str) -> String {
        let heads = text.lines().zip(text.lines().skip(1).chain([""]));
        let kept =
            heads.filter(|(line, next)| !line.starts_with("|---") && !next.starts_with("|---"));
        let kept = kept.map(|(line, _)| line.trim_start_matches('#'));
        let letters = kept.flat_map(str::chars);
        letters
            .filter(|c| !c.is_whitespace() && !matches!(c, '`' | '|'))
            .collect()
    }

    #[test]
    fn the_help_on_queries_is_the_page_of_the_documentation() {
        for width in [40, 80, 200] {
            let look = Look {
                width,
                ..Look::default()
            };
            assert_eq!(letters(&query(look)), letters(QUERY), "{width} columns");
        }
    }

    #[test]
    fn paragraphs_of_the_help_are_wrapped_by_the_width_of_the_terminal() {
        for command in Said::command().get_subcommands() {
            let text = command.get_after_help().map(ToString::to_string);
            let text = text.unwrap_or_default();
            let prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
            for (line, next) in text.lines().zip(text.lines().skip(1)) {
                let broken = prose(line) && prose(next);
                assert!(!broken, "{}: {next}", command.get_name());
            }
        }
    }

    /// Options with a value and nothing that stands for it when they are not said.
    const NO_DEFAULT: &[&str] = &[
        "batch",
        "config",
        "exclude",
        "fields",
        "files-from",
        "from",
        "highlight",
        "hold",
        "include",
        "lang",
        "misc",
        "org",
        "out",
        "person",
        "place",
        "prune",
        "qrels",
        "recent",
        "run-out",
        "since",
        "site",
        "facets",
        "template",
        "to",
        "topics",
        "with",
        "kind",
    ];

    fn all_commands(command: &Command) -> Vec<&Command> {
        let below = command.get_subcommands().flat_map(all_commands);
        std::iter::once(command).chain(below).collect()
    }

    #[test]
    fn every_option_with_a_default_says_it() {
        let program = Said::command();
        for command in all_commands(&program) {
            for option in command
                .get_opts()
                .filter(|option| option.get_action().takes_values())
            {
                let name = option.get_long().unwrap_or_default();
                let by_clap =
                    !option.get_default_values().is_empty() && !option.is_hide_default_value_set();
                let help = option
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let told = by_clap || help.contains("[default: ");
                let unsaid = NO_DEFAULT.contains(&name) || command.is_hide_set();
                assert!(told || unsaid, "{} --{name}: {help}", command.get_name());
            }
        }
    }

    #[test]
    fn the_defaults_that_the_help_says_are_those_that_hold() {
        let limits = crate::cli::limits::Limits::default();
        assert_eq!(size::bytes("32M"), Ok(limits.source.page_bytes));
        assert_eq!(size::bytes("256G"), Ok(limits.source.unpacked_bytes));
        assert_eq!(
            (limits.page.max_depth, limits.page.max_blocks),
            (512, 200_000)
        );
        assert_eq!(size::bytes("256M"), Ok(limits.page.max_work));
        assert_eq!(
            crate::pipeline::Job::new("", crate::read::Selection::default()).memory,
            200_000_000
        );
    }

    #[test]
    fn the_readme_lists_every_command() {
        let readme = include_str!("../../README.md");
        for command in Said::command().get_subcommands() {
            let about = command.get_about().map(ToString::to_string);
            let row = format!(
                "| `newsdex {}` | {} |",
                command.get_name(),
                about.unwrap_or_default()
            );
            assert!(command.is_hide_set() || readme.contains(&row), "{row}");
        }
    }
}
