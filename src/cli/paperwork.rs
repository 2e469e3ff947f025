//! `newsdex completions` and `newsdex man`: what a packager installs beside the program.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Outcome, Said, Streams};
use crate::output::Look;
use crate::repl;

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
        let mut text = String::from_utf8_lossy(&roff).into_owned();
        if self.command.as_deref() == Some("repl") {
            text.push_str(&section("LINES AND KEYS", &repl::help(Look::default())));
        }
        text.push_str(&section("STREAMS", STREAMS));
        text.push_str(&section("EXIT STATUS", CODES));
        streams.answer(&ascii(&text))?;
        Ok(Outcome::Done)
    }
}

const STREAMS: &str = "\
Answers go to standard output, everything else (errors, hints, progress, summaries) to standard error.
";

const CODES: &str = "\
0    done; for a search: something was found
1    nothing was found
2    an error; a line of a session that could not be obeyed
130  interrupted by Ctrl-C
";

/// A section of a manual page, its lines as they are.
fn section(name: &str, text: &str) -> String {
    let mut out = format!(".SH \"{name}\"\n.nf\n");
    for line in text.lines() {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        // A sign that begins a request must not begin a line.
        if line.starts_with(['.', '\'']) {
            out.push_str("\\&");
        }
        out.extend([line.as_str(), "\n"]);
    }
    out + ".fi\n"
}

/// Signs beyond ASCII as troff's own names for them, which needs no guess at the encoding.
fn ascii(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for c in page.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.push_str(&format_sign(c));
        }
    }
    out
}

fn format_sign(c: char) -> String {
    format!("\\[u{:04X}]", u32::from(c))
}
