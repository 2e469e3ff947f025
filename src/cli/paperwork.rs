//! `newsdex completions` and `newsdex man`: what a packager installs beside the program.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Outcome, Said, Streams};

/// `newsdex completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex completions bash > ~/.local/share/bash-completion/completions/newsdex
  newsdex completions zsh > ~/.zfunc/_newsdex
  newsdex completions fish > ~/.config/fish/completions/newsdex.fish")]
pub struct CompletionsSaid {
    /// The shell
    shell: Shell,
}

impl CompletionsSaid {
    pub(super) fn run(&self, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Said::command(), "newsdex", &mut script);
        streams.answer(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Done)
    }
}

/// `newsdex man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex man | man -l -
  newsdex man search > newsdex-search.1")]
pub struct ManSaid {
    /// The command; without one, the page of the whole program
    command: Option<String>,
}

impl ManSaid {
    pub(super) fn run(&self, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let mut program = Said::command();
        program.build();
        let page = match &self.command {
            None => clap_mangen::Man::new(program),
            Some(name) => clap_mangen::Man::new(super::help::named(&program, name)?.clone()),
        };
        let mut roff = Vec::new();
        page.render(&mut roff)?;
        streams.answer(&String::from_utf8_lossy(&roff))?;
        Ok(Outcome::Done)
    }
}
