//! `newsdex help`: of the program, of a command, of the query language.

use clap::{Args, Command, CommandFactory};

use super::{Outcome, Said, Settings, Streams};
use crate::error::Error;

/// `newsdex help`.
#[derive(Debug, Args)]
pub struct HelpSaid {
    /// A command, or `query` for how to write one
    topic: Option<String>,
}

impl HelpSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        if self.topic.as_deref() == Some("query") {
            streams.page(QUERY, settings.pager.as_deref())?;
            return Ok(Outcome::Done);
        }
        let mut program = Said::command();
        program.build();
        let text = match &self.topic {
            None => program.render_long_help(),
            Some(topic) => named(&program, topic)?.clone().render_long_help(),
        };
        let text = if streams.look.colour {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        streams.page(&text, settings.pager.as_deref())?;
        Ok(Outcome::Done)
    }
}

/// The subcommand of a name.
///
/// # Errors
///
/// [`Error::Usage`] if there is none.
pub(super) fn named<'a>(program: &'a Command, name: &str) -> Result<&'a Command, Error> {
    let found = program
        .find_subcommand(name)
        .filter(|found| !found.is_hide_set());
    found.ok_or_else(|| {
        let known: Vec<_> = program
            .get_subcommands()
            .filter(|c| !c.is_hide_set())
            .map(Command::get_name)
            .collect();
        Error::Usage(format!(
            "there is no command `{name}`; there are {}",
            known.join(", ")
        ))
    })
}

/// The query language, for somebody who has never seen it.
pub(super) const QUERY: &str = include_str!("query.txt");
