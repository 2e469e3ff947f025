//! `newsdex man`: the pages of the manual, made of what `--help` is made of.

use std::fmt::Write as _;

use clap::{Arg, ArgAction, Args, Command, CommandFactory};
use clap_mangen::Man;

use super::{Outcome, Said, Streams, codes, help};
use crate::output::Look;
use crate::repl;

/// `newsdex man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex man | man -l -
  newsdex man search > newsdex-search.1
  newsdex man saved run > newsdex-saved-run.1
  newsdex man query > newsdex-query.7            how to write a query")]
pub struct ManSaid {
    /// The command, or `query` for how to write one; without it, the page of the whole program
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

impl ManSaid {
    pub(super) fn run(&self, streams: &mut Streams) -> anyhow::Result<Outcome> {
        if self.command == ["query"] {
            streams.answer(&query_page())?;
            return Ok(Outcome::Done);
        }
        let mut program = Said::command();
        program.build();
        let command = help::named(&program, &self.command)?;
        streams.answer(&page(command)?)?;
        Ok(Outcome::Done)
    }
}

/// The page of a command, in ASCII, so that nobody has to guess at its encoding.
fn page(command: &Command) -> std::io::Result<String> {
    let name = command.get_display_name().unwrap_or("newsdex").to_owned();
    let man = Man::new(command.clone().subcommand_help_heading("COMMANDS"));
    let mut roff = Vec::new();
    man.render_name_section(&mut roff)?;
    let mut text = title(&name, 1);
    text.push_str(&String::from_utf8_lossy(&roff));
    text.push_str(&synopsis(command));
    roff.clear();
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut roff)?;
    }
    text.push_str(&String::from_utf8_lossy(&roff));
    text.push_str(&after(command));
    if name == "newsdex-repl" {
        text.push_str(&heading("LINES AND KEYS"));
        text.push_str(&as_it_is(&repl::help(Look {
            width: COLUMNS,
            ..Look::default()
        })));
    }
    if name == "newsdex" {
        text.push_str(FILES);
    }
    text.push_str(STREAMS);
    text.push_str(&codes::section(typed(command)));
    text.push_str(&see_also(&name));
    // A heading makes its own room.
    Ok(ascii(&text.replace("\"\n.PP\n", "\"\n")))
}

/// The page of the query language.
fn query_page() -> String {
    let look = Look {
        width: COLUMNS,
        ..Look::default()
    };
    let mut text = title("newsdex-query", 7);
    text.push_str(&heading("NAME"));
    text.push_str("newsdex\\-query \\- how to write a query of newsdex\n");
    text.push_str(&heading("DESCRIPTION"));
    text.push_str(&as_it_is(&help::query(look)));
    text.push_str(&see_also("newsdex-query"));
    ascii(&text.replace("\"\n.PP\n", "\"\n"))
}

/// What is typed behind `newsdex` to run a command: `saved run`.
fn typed(command: &Command) -> &str {
    let name = command.get_bin_name().unwrap_or_default();
    name.strip_prefix("newsdex").unwrap_or(name).trim_start()
}

/// The head and foot of every sheet. There is no date: a page is that of its version.
fn title(name: &str, section: u8) -> String {
    let name = escaped(&name.to_uppercase());
    let version = env!("CARGO_PKG_VERSION");
    format!(".TH {name} {section} \"\" \"newsdex {version}\" \"newsdex manual\"\n")
}

/// Columns of lines that are shown as they are: a page has 80, and its sections are indented by seven.
const COLUMNS: usize = 72;

const STREAMS: &str = "\
.SH STREAMS
Answers go to standard output, everything else (errors, hints, progress, summaries) to standard error.
A reader who leaves early is no error; a full disk is one. A standard output that the caller has closed is taken for /dev/null.
";

const FILES: &str = "\
.SH FILES
.TP
.I $XDG_CONFIG_HOME/newsdex/config.toml
The settings, macros and saved searches; without the variable in
.IR ~/.config .
.TP
.I $XDG_STATE_HOME/newsdex/history
The lines of sessions; without the variable in
.IR ~/.local/state .
.TP
.I $XDG_STATE_HOME/newsdex/seen/
What saved searches have shown with \\-\\-since\\-last.
.SH ENVIRONMENT
.TP
.B NEWSDEX_CONFIG
The settings file to read.
.TP
.BR NEWSDEX_INDEX ,\\  NEWSDEX_COLOR ,\\  NEWSDEX_PAGER \\fR\\ and\\ others
The settings;
.B newsdex config
lists them with their values.
.TP
.B PAGER
What shows long articles where no setting says it; empty for nothing.
.TP
.BR NO_COLOR ,\\  CLICOLOR_FORCE
No colour, or colour always.
.TP
.BR LC_ALL ,\\  LC_CTYPE ,\\  LANG
Where the first that is set says C or POSIX, or another character set than UTF-8, our own signs are of ASCII.
";

fn see_also(name: &str) -> String {
    let others: &[&str] = if name == "newsdex" {
        &["newsdex-search", "newsdex-repl"]
    } else {
        &["newsdex"]
    };
    let mut out = heading("SEE ALSO");
    for (n, other) in others.iter().enumerate() {
        let comma = if n + 1 < others.len() { "," } else { "" };
        let _ = writeln!(out, ".BR {} (1){comma}", escaped(other));
    }
    out
}

/// How the command is called, every option with its value.
fn synopsis(command: &Command) -> String {
    let name = command.get_bin_name().unwrap_or("newsdex");
    // Neither hyphenated nor stretched: it is to be typed.
    let mut out = format!(".SH SYNOPSIS\n.ad l\n.nh\n.HP\n\\fB{}\\fR", escaped(name));
    let general = |arg: &&Arg| arg.is_global_set();
    let special = |arg: &&Arg| !general(arg);
    let options = || {
        let shown = |arg: &&Arg| !arg.is_hide_set() && !arg.is_positional();
        command.get_arguments().filter(shown)
    };
    for arg in options().filter(special).chain(options().filter(general)) {
        out.push('\n');
        out.push_str(&option(arg));
    }
    for arg in command.get_positionals().filter(|arg| !arg.is_hide_set()) {
        out.push('\n');
        out.push_str(&bracketed(arg, &placeholder(arg)));
    }
    if command.has_subcommands() {
        let required = command.is_subcommand_required_set();
        out.push_str(if required {
            "\n\\fICOMMAND\\fR"
        } else {
            "\n[\\fICOMMAND\\fR]"
        });
    }
    out + "\n.hy\n.ad\n"
}

/// `[-n|--limit N]`, with blanks at which no line is broken.
fn option(arg: &Arg) -> String {
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<_> = short.into_iter().chain(long).collect();
    let mut said = names
        .iter()
        .map(|name| format!("\\fB{}\\fR", escaped(name)))
        .collect::<Vec<_>>()
        .join("|");
    let values = arg.get_num_args().unwrap_or_default();
    if values.takes_values() {
        let value = placeholder(arg);
        match (values.min_values() > 0, arg.is_require_equals_set()) {
            (true, false) => said.extend(["\\ ", &value]),
            (true, true) => said.extend(["=", &value]),
            (false, true) => said.extend(["[=", &value, "]"]),
            (false, false) => said.extend(["\\ [", &value, "]"]),
        }
    }
    bracketed(arg, &said)
}

/// What stands for the values of an argument.
fn placeholder(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let names = names
        .iter()
        .map(|name| format!("\\fI{}\\fR", escaped(name)));
    names.collect::<Vec<_>>().join("\\ ")
}

/// In brackets where it may be left out; with dots where it may be repeated.
fn bracketed(arg: &Arg, said: &str) -> String {
    let repeated = matches!(arg.get_action(), ArgAction::Append | ArgAction::Count);
    // The sign at the end keeps the dots from ending a sentence.
    let dots = if repeated { "...\\&" } else { "" };
    if arg.is_required_set() {
        format!("{said}{dots}")
    } else {
        format!("[{said}]{dots}")
    }
}

/// What the help ends with: examples and lists as they are, running text as running text.
fn after(command: &Command) -> String {
    let text = command
        .get_after_long_help()
        .or_else(|| command.get_after_help());
    let text = text.map(ToString::to_string).unwrap_or_default();
    let (mut examples, mut notes) = (String::new(), String::new());
    for part in text.split("\n\n") {
        let mut lines = part.lines();
        let title = lines.next().unwrap_or_default();
        let rest: Vec<&str> = lines.collect();
        let titled = title.ends_with(':') && !rest.is_empty();
        if titled && (title == "Examples:" || title == "First steps:") {
            examples.push_str(&as_it_is(&rest.join("\n")));
        } else if titled {
            let _ = write!(
                notes,
                ".PP\n{}\n{}",
                running(title),
                as_it_is(&rest.join("\n"))
            );
        } else if part.starts_with(' ') {
            notes.push_str(&as_it_is(part));
        } else if !part.is_empty() {
            let _ = write!(notes, ".PP\n{}\n", running(part));
        }
    }
    let mut out = String::new();
    for (title, text) in [("NOTES", notes), ("EXAMPLES", examples)] {
        if !text.is_empty() {
            out.extend([heading(title), text]);
        }
    }
    out
}

fn heading(name: &str) -> String {
    format!(".SH \"{name}\"\n")
}

/// Lines that are not filled.
fn as_it_is(text: &str) -> String {
    let mut out = ".PP\n.nf\n".to_owned();
    for line in text.lines() {
        out.extend([guarded(line).as_str(), "\n"]);
    }
    out + ".fi\n"
}

/// Text that is filled.
fn running(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(guarded).collect();
    lines.join("\n")
}

/// A line of text that no sign of it makes a request.
fn guarded(line: &str) -> String {
    let line = escaped(line);
    if line.starts_with(['.', '\'']) {
        format!("\\&{line}")
    } else {
        line
    }
}

/// Text in which signs stand for themselves: neither typographic quotes nor hyphens are what one types.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\e"),
            '-' => out.push_str("\\-"),
            '\'' => out.push_str("\\(aq"),
            '`' => out.push_str("\\(ga"),
            '~' => out.push_str("\\(ti"),
            '^' => out.push_str("\\(ha"),
            c => out.push(c),
        }
    }
    out
}

/// Signs beyond ASCII as troff's own names for them.
fn ascii(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for c in page.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let _ = write!(out, "\\[u{:04X}]", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::process::{Command as Program, Stdio};

    use super::*;

    /// The program's page and those of all its commands.
    fn pages() -> Vec<(Command, String)> {
        fn walk(command: &Command, found: &mut Vec<(Command, String)>) {
            let shown = command.get_subcommands().filter(|c| !c.is_hide_set());
            found.push((command.clone(), page(command).unwrap()));
            if command.get_name() == "help" {
                found.push((
                    command.clone().disable_help_flag(true).name("query"),
                    query_page(),
                ));
            }
            shown.for_each(|inner| walk(inner, found));
        }
        let mut program = Said::command();
        program.build();
        let mut found = Vec::new();
        walk(&program, &mut found);
        found
    }

    #[test]
    fn every_option_stands_in_the_synopsis_with_its_value() {
        let commands = pages().into_iter();
        for (command, page) in commands.filter(|(command, _)| command.get_name() != "query") {
            let synopsis = page.split(".SH").find(|part| part.starts_with(" SYNOPSIS"));
            let synopsis = synopsis.unwrap();
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let long = arg.get_long().unwrap_or_default();
                let name = format!("\\-\\-{}\\fR", escaped(long));
                assert!(
                    arg.is_positional() || synopsis.contains(&name),
                    "{long}: {synopsis}"
                );
                let takes = arg.get_num_args().is_some_and(|n| n.takes_values());
                for value in arg.get_value_names().unwrap_or_default() {
                    let value = format!("\\fI{}\\fR", escaped(value));
                    assert!(!takes || synopsis.contains(&value), "{long}: {synopsis}");
                }
            }
        }
    }

    #[test]
    fn pages_are_ascii_and_no_text_is_a_request() {
        const REQUESTS: [&str; 16] = [
            ".ie", ".el", ".TH", ".SH", ".PP", ".TP", ".RS", ".RE", ".IP", ".HP", ".BR", ".B",
            ".I", ".IR", ".br", ".nf",
        ];
        const MORE: [&str; 5] = [".fi", ".ad", ".nh", ".hy", ".\\\""];
        for (command, page) in pages() {
            assert!(page.is_ascii(), "{}", command.get_name());
            for line in page.lines().filter(|line| line.starts_with(['.', '\''])) {
                let request = line.split(' ').next().unwrap_or_default();
                let known = REQUESTS.contains(&request) || MORE.contains(&request);
                assert!(known, "{}: {line}", command.get_name());
            }
        }
    }

    /// Only where groff is installed.
    #[test]
    fn groff_has_nothing_to_warn_of() {
        for (command, page) in pages() {
            let groff = Program::new("groff")
                .args(["-man", "-Tutf8", "-ww", "-z"])
                .stdin(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            let Ok(mut groff) = groff else { return };
            groff
                .stdin
                .take()
                .unwrap()
                .write_all(page.as_bytes())
                .unwrap();
            let said = groff.wait_with_output().unwrap();
            let warnings = String::from_utf8_lossy(&said.stderr).into_owned();
            assert_eq!(warnings, "", "{}", command.get_name());
        }
    }
}
