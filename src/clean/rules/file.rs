//! The form of a rules file.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::{Rule, Sites, pieces};
use crate::analysis::Lines;

/// Bytes that one compiled pattern may take; it keeps `(.{1000}){1000}` out, not what people write.
const PATTERN_BYTES: usize = 1 << 20;

/// What is wrong with a rules file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, lower case, no full stop.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    rule: Vec<Spanned<WrittenRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    site: Option<Spanned<String>>,
    keep: Option<Spanned<String>>,
    cut: Option<Spanned<String>>,
}

/// The rules of a file.
pub(super) fn parse(text: &str) -> Result<Vec<Rule>, Mistake> {
    let lines = Lines::of(text);
    let written: Written = toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let message: Vec<&str> = error.message().lines().collect();
        mistake(&lines, start, message.join("; "))
    })?;
    let rules = written.rule.into_iter();
    rules.map(|rule| read(&lines, rule)).collect()
}

fn mistake(lines: &Lines, at: usize, message: String) -> Mistake {
    Mistake {
        line: lines.number(at),
        message,
    }
}

fn read(lines: &Lines, rule: Spanned<WrittenRule>) -> Result<Rule, Mistake> {
    let start = rule.span().start;
    let rule = rule.into_inner();
    let (keep, pattern) = match (rule.keep, rule.cut) {
        (Some(pattern), None) => (true, pattern),
        (None, Some(pattern)) => (false, pattern),
        (None, None) => {
            let message = "a rule needs `keep` or `cut`, with the text that it is for";
            return Err(mistake(lines, start, message.to_owned()));
        }
        (Some(_), Some(cut)) => {
            let message = "a rule has `keep` or `cut`, not both";
            return Err(mistake(lines, cut.span().start, message.to_owned()));
        }
    };
    let at = pattern.span().start;
    check(pattern.get_ref()).map_err(|said| mistake(lines, at, said))?;
    Ok(Rule {
        line: lines.number(at),
        site: rule.site.map(|site| sites(lines, &site)).transpose()?,
        keep,
        pieces: pieces::of(pattern.get_ref()),
        written: pattern.into_inner(),
        pattern: OnceLock::new(),
    })
}

fn sites(lines: &Lines, written: &Spanned<String>) -> Result<Sites, Mistake> {
    let name = written.get_ref().trim().to_lowercase();
    let wrong = if name.is_empty() {
        "a site is a host name such as daily.example; leave it out for all sites"
    } else if name.contains("://") {
        "a site is a host name such as daily.example, without https:// and path"
    } else {
        let bare = name.strip_prefix("www.").unwrap_or(&name);
        return Ok(Sites(bare.to_owned()));
    };
    Err(mistake(lines, written.span().start, wrong.to_owned()))
}

/// Bytes of a text with stars that is always small enough as a pattern.
const SURELY_SMALL: usize = 200;

/// Fails if a pattern cannot be read. It is made when it is first needed: thousands take much memory, and most are for other texts.
fn check(written: &str) -> Result<(), String> {
    let bare = written.trim();
    let readable = !bare.is_empty() && !bare.starts_with('/') && bare.len() <= SURELY_SMALL;
    if readable {
        return Ok(());
    }
    compile(written).map(drop)
}

/// A regular expression between slashes, else a text that a whole block must be, where `*` stands for anything.
pub(super) fn compile(written: &str) -> Result<Regex, String> {
    let bare = written.trim();
    if bare.is_empty() {
        return Err("the text is empty; `*` stands for anything".to_owned());
    }
    let inner = bare.strip_prefix('/').and_then(|b| b.strip_suffix('/'));
    let expression = match inner {
        Some("") => return Err("there is nothing between the slashes".to_owned()),
        Some(inner) => inner.to_owned(),
        None => whole(bare),
    };
    RegexBuilder::new(&expression)
        .case_insensitive(true)
        .dot_matches_new_line(true)
        .size_limit(PATTERN_BYTES)
        .build()
        .map_err(|error| said_of(&error))
}

fn whole(text: &str) -> String {
    let words = |piece: &str| {
        let words: Vec<String> = piece.split_whitespace().map(regex::escape).collect();
        let (before, after) = (
            piece.starts_with(char::is_whitespace),
            piece.ends_with(char::is_whitespace),
        );
        let space = |there: bool| if there { " " } else { "" };
        format!("{}{}{}", space(before), words.join(" "), space(after))
    };
    let pieces: Vec<String> = text.split('*').map(words).collect();
    format!("^{}$", pieces.join(".*"))
}

/// What the engine says, on one line; its last line tells what is wrong.
fn said_of(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    let last = last.trim_start_matches("error: ");
    format!("the pattern cannot be read: {last}")
}
