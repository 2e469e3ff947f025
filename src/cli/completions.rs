//! `newsdex completions`.

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
