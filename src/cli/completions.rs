//! `newsdex completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Outcome, Said, Streams};
use crate::error::Error;

/// `newsdex completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex completions bash > ~/.local/share/bash-completion/completions/newsdex
  newsdex completions zsh > ~/.zfunc/_newsdex
  newsdex completions fish > ~/.config/fish/completions/newsdex.fish
  newsdex completions powershell >> $PROFILE        in PowerShell
  newsdex completions elvish >> ~/.config/elvish/rc.elv

In bash, zsh and fish, outlets, languages and names of the index at hand (or of --index), saved searches, \
fields and topics of the help are completed too.")]
pub struct CompletionsSaid {
    /// The shell
    shell: Shell,
}

impl CompletionsSaid {
    pub(super) fn run(&self, streams: &mut Streams) -> anyhow::Result<Outcome> {
        streams.answer(&script(self.shell)?)?;
        Ok(Outcome::Done)
    }
}

/// The commands and options as clap writes them, and below them what asks `newsdex complete` for values.
fn script(shell: Shell) -> Result<String, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program(), "newsdex", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => Ok(script + BASH),
        Shell::Fish => Ok(script + FISH),
        Shell::Zsh => zsh(&script),
        _ => Ok(script),
    }
}

/// The program without the commands that are not for people.
fn program() -> clap::Command {
    let program = Said::command();
    let hidden = |command: &&clap::Command| !command.is_hide_set();
    let shown: Vec<_> = program.get_subcommands().filter(hidden).cloned().collect();
    let bare = clap::Command::new("newsdex").version(env!("CARGO_PKG_VERSION"));
    bare.disable_help_subcommand(true)
        .args(program.get_arguments().cloned())
        .subcommands(shown)
}

const BASH: &str = r#"
# Values that only the index and the settings file know.
_newsdex_known() {
    local known value typed=${COMP_WORDS[COMP_CWORD]}
    if ! known=$("$1" complete -- "${COMP_WORDS[@]:1:COMP_CWORD-1}" "${2//\\/}" 2> /dev/null); then
        _newsdex "$@"
        return
    fi
    COMPREPLY=()
    while IFS= read -r value; do
        # Within quotes a blank needs no sign before it.
        [[ $typed == [\"\']* || $value != *[!-[:alnum:]_.,:@%+/]* ]] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done < <([[ -z $known ]] || printf '%s\n' "$known")
}

complete -F _newsdex_known -o nosort -o bashdefault newsdex 2> /dev/null || complete -F _newsdex_known -o bashdefault newsdex
"#;

const ZSH: &str = r#"    # Values that only the index and the settings file know.
    local -a before
    local typed=${(Q)PREFIX} known
    before=("${(@Q)words[2,CURRENT-1]}")
    if [[ $typed == --*=* ]]; then
        before+=("${typed%%=*}")
        typed=${typed#*=}
    fi
    if known=$("${(Q)words[1]}" complete -- "${before[@]}" "$typed" 2> /dev/null); then
        [[ $PREFIX == --*=* ]] && compset -P '*='
        [[ -n $known ]] && compadd -U -i "$IPREFIX" -- "${(@f)known}"
        return
    fi
"#;

const FISH: &str = r"
# Values that only the index and the settings file know.
function __newsdex_known
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    if string match -q -- '--*=*' $typed
        set -a words (string replace -r '=.*' '' -- $typed)
        set typed (string replace -r '^[^=]*=' '' -- $typed)
    end
    $words[1] complete -- $words[2..] (string unescape -- $typed; or echo -- $typed) 2> /dev/null
end
complete -c newsdex -n '__newsdex_known > /dev/null' -f -a '(__newsdex_known)'
for option in site lang person org place misc fields
    complete -c newsdex -n '__newsdex_known > /dev/null' -l $option -x -a '(__newsdex_known)'
end
";

/// The script of zsh: its function asks for values before it does anything else.
fn zsh(script: &str) -> Result<String, Error> {
    const BEGINS: &str = "\n_newsdex() {\n";
    let (before, behind) = script.split_once(BEGINS).ok_or_else(|| {
        Error::Engine("the script of zsh has another form than expected".to_owned())
    })?;
    Ok([before, BEGINS, ZSH, behind].concat())
}
