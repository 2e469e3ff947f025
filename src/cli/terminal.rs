//! What the terminals at our two ends can do.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anstream::ColorChoice;

use super::Settings;
use super::said::When;
use crate::output::{Look, PlainMarks, address};
use crate::pipeline;

/// Columns where nobody says otherwise.
const WIDTH: usize = 80;

/// How answers look on standard output.
pub(super) fn look_of_stdout(settings: &Settings) -> Look {
    let out = std::io::stdout();
    let terminal = out.is_terminal();
    let links = decided(settings.hyperlinks)
        .unwrap_or_else(|| terminal && knows_links(|name| std::env::var(name).ok()));
    Look {
        width: width(terminal),
        colour: decided(settings.colour)
            .unwrap_or_else(|| AutoStream::choice(&out) != ColorChoice::Never),
        links,
        files: links.then(|| files(&settings.index)).flatten(),
        plain_marks: settings.plain_marks,
        ascii: ascii_alone(),
    }
}

/// How messages look on standard error.
pub(super) fn look_of_stderr(colour: When) -> Look {
    let err = std::io::stderr();
    let colour = decided(colour).unwrap_or_else(|| AutoStream::choice(&err) != ColorChoice::Never);
    Look {
        // Lines in a file are not broken: programs look for them.
        width: if err.is_terminal() {
            width(true)
        } else {
            usize::MAX
        },
        colour,
        links: false,
        files: None,
        plain_marks: PlainMarks::Off,
        ascii: ascii_alone(),
    }
}

/// Whether the locale knows ASCII alone.
pub(super) fn ascii_alone() -> bool {
    is_ascii(|name| std::env::var(name).ok())
}

/// Whether a locale was named, and it is C or POSIX, or names another character set than UTF-8 (`en_US.ISO-8859-1`). Where none is
/// named nothing is known; most terminals show UTF-8 then.
fn is_ascii(variable: impl Fn(&str) -> Option<String>) -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let locale = named.filter_map(variable).find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let charset = locale.split_once('.').map(|(_, charset)| charset);
        let charset = charset.map(|charset| charset.split('@').next().unwrap_or_default());
        match charset {
            Some(charset) => !["utf-8", "utf8"].contains(&charset.to_ascii_lowercase().as_str()),
            None => ["C", "POSIX"].contains(&locale.as_str()),
        }
    })
}

/// The address of the folder from which the index names its files: the one in which it lies. It holds for the whole run.
fn files(index: &Path) -> Option<&'static str> {
    let folder = pipeline::Names::new(index).path("");
    let machine = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let address = address::folder(machine.trim(), &folder)?;
    Some(Box::leak(address.into_boxed_str()))
}

/// `None` where the terminal decides.
fn decided(when: When) -> Option<bool> {
    match when {
        When::Auto => None,
        When::Always => Some(true),
        When::Never => Some(false),
    }
}

/// The terminal's columns; `COLUMNS` where there is none or it does not tell.
fn width(terminal: bool) -> usize {
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let said = || std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    terminal
        .then(asked)
        .flatten()
        .or_else(said)
        .filter(|w| *w > 0)
        .unwrap_or(WIDTH)
}

/// Lines of the terminal at standard output, if it is one.
pub(super) fn height() -> Option<usize> {
    let terminal = std::io::stdout().is_terminal();
    terminal
        .then(terminal_size::terminal_size)
        .flatten()
        .map(|(_, height)| usize::from(height.0))
}

/// Whether a pager can work on the terminal: it must know how to move about on it.
pub(super) fn can_page() -> bool {
    cfg!(windows) || is_described(|name| std::env::var(name).ok())
}

/// Whether the terminal's name says what it can do, as far as can be told without asking the data base of terminals.
fn is_described(variable: impl Fn(&str) -> Option<String>) -> bool {
    let name = variable("TERM").unwrap_or_default();
    if ["", "dumb", "unknown"].contains(&name.as_str()) || name.contains('/') {
        return false;
    }
    let named = variable("TERMINFO").map(PathBuf::from);
    let at_home = variable("HOME").map(|home| PathBuf::from(home).join(".terminfo"));
    let usual = DESCRIPTIONS.iter().map(PathBuf::from);
    let mut folders = named.into_iter().chain(at_home).chain(usual);
    let first = name.chars().next().unwrap_or_default();
    let known = |folder: PathBuf| {
        let by_letter = folder.join(first.to_string()).join(&name);
        let by_number = folder.join(format!("{:x}", u32::from(first))).join(&name);
        by_letter.exists() || by_number.exists()
    };
    // Where no terminal is described, nothing can be told.
    folders.any(known) || !DESCRIPTIONS.iter().any(|folder| Path::new(folder).exists())
}

/// Where systems keep the descriptions of terminals.
const DESCRIPTIONS: [&str; 4] = [
    "/etc/terminfo",
    "/lib/terminfo",
    "/usr/share/terminfo",
    "/usr/lib/terminfo",
];

/// Whether the terminal is one that is known to show hyperlinks and to hide them otherwise.
///
/// There is no way to ask a terminal, so this goes by the variables that each sets. A multiplexer in between may not
/// pass links on.
fn knows_links(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).is_some_and(|v| !v.is_empty());
    let is =
        |name: &str, known: &[&str]| variable(name).is_some_and(|v| known.contains(&v.as_str()));
    if set("TMUX") || set("STY") || is("TERM", &["dumb", "linux"]) {
        return false;
    }
    let vte = variable("VTE_VERSION")
        .and_then(|v| v.parse::<u32>().ok())
        .is_some_and(|v| v >= 5000);
    vte || [
        "WT_SESSION",
        "KITTY_WINDOW_ID",
        "KONSOLE_VERSION",
        "DOMTERM",
    ]
    .into_iter()
    .any(set)
        || is(
            "TERM_PROGRAM",
            &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"],
        )
        || is(
            "TERM",
            &[
                "xterm-kitty",
                "foot",
                "foot-extra",
                "alacritty",
                "xterm-ghostty",
            ],
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_needs_a_terminal_that_is_described() {
        let called = |name: &'static str| {
            is_described(|variable| (variable == "TERM").then(|| name.to_owned()))
        };
        for name in ["", "dumb", "unknown", "../etc"] {
            assert!(!called(name), "{name}");
        }
        assert!(!is_described(|_| None));
    }

    #[test]
    fn signs_are_plain_where_the_locale_is() {
        let with = |pairs: &'static [(&str, &str)]| {
            is_ascii(|name| pairs.iter().find(|p| p.0 == name).map(|p| p.1.to_owned()))
        };
        assert!(with(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")]));
        assert!(with(&[("LC_ALL", ""), ("LANG", "POSIX")]));
        assert!(!with(&[("LC_ALL", "C.UTF-8"), ("LANG", "C")]));
        assert!(!with(&[("LC_CTYPE", "en_US.UTF-8"), ("LANG", "C")]));
        assert!(with(&[("LC_ALL", "en_US.ISO-8859-1"), ("LANG", "C.UTF-8")]));
        assert!(with(&[("LANG", "ru_RU.KOI8-R")]));
        assert!(with(&[("LANG", "de_DE.ISO8859-15@euro")]));
        assert!(!with(&[("LANG", "sr_RS.utf8@latin")]));
        assert!(!with(&[("LANG", "de_DE")]));
        assert!(!with(&[]));
    }

    #[test]
    fn links_are_for_terminals_that_know_them() {
        let with = |pairs: &'static [(&str, &str)]| {
            knows_links(|name| pairs.iter().find(|p| p.0 == name).map(|p| p.1.to_owned()))
        };
        assert!(with(&[("TERM", "xterm-kitty")]));
        assert!(with(&[("VTE_VERSION", "7600"), ("TERM", "xterm-256color")]));
        assert!(!with(&[("VTE_VERSION", "4200")]));
        assert!(!with(&[("TERM", "xterm-256color")]));
        assert!(!with(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux")]));
        assert!(!with(&[("TERM", "dumb"), ("WT_SESSION", "1")]));
    }
}
