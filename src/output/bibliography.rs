//! Hits as entries of a bibliography: BibTeX, CSL JSON, Markdown.

use std::fmt::Write;

use serde_json::json;

use super::results::{ellipses, ranges};
use super::safe;
use crate::search::{Hit, Passage};

/// A BibTeX entry, understood by BibTeX and by biblatex:
///
/// ```text
/// @misc{daily-2026-3f2a9c0d,
///   title = {{Council approves tram line}},
///   author = {{Maria Lindqvist} and {Jo Ek}},
///   publisher = {daily.example},
///   year = {2026},
///   date = {2026-01-06},
///   url = {https://daily.example/1},
/// }
/// ```
pub fn bibtex(hit: &Hit) -> String {
    let authors: Vec<_> = hit
        .authors
        .iter()
        .map(|name| format!("{{{}}}", tex(name)))
        .collect();
    let day = hit.published.as_deref().map(day);
    let fields = [
        ("title", Some(format!("{{{}}}", tex(&hit.title)))),
        (
            "author",
            Some(authors.join(" and ")).filter(|names| !names.is_empty()),
        ),
        ("publisher", Some(tex(&hit.site))),
        ("year", day.and_then(|day| day.get(..4)).map(str::to_owned)),
        ("date", day.map(str::to_owned)),
        ("url", hit.url.as_deref().map(address)),
        (
            "langid",
            Some(hit.lang.clone()).filter(|lang| lang != "und"),
        ),
    ];
    let known = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let lines: String = known
        .map(|(name, value)| format!("  {name} = {{{value}}},\n"))
        .collect();
    format!("@misc{{{},\n{lines}}}\n\n", key(hit))
}

/// `daily-2026-3f2a9c0d`: outlet, year, beginning of the id.
fn key(hit: &Hit) -> String {
    let outlet: String = hit
        .site
        .split('.')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let year = hit.published.as_deref().and_then(|day| day.get(..4));
    let id = hit.id.get(..8).unwrap_or(&hit.id);
    let parts = [Some(outlet.as_str()), year, Some(id)];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// A text in which TeX acts on nothing.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe::line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => out.extend(['\\', c]),
            other => out.push(other),
        }
    }
    out
}

/// An address without signs that end a link in TeX or Markdown.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' | '}' | '\\' | '(' | ')' | '<' | '>' | '"' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if c.is_control() || c.is_whitespace() || safe::shown(c) != c => {}
            other => out.push(other),
        }
    }
    out
}

fn day(stated: &str) -> &str {
    stated.get(..10).unwrap_or(stated)
}

/// An object of CSL JSON.
pub fn csl(hit: &Hit) -> String {
    let authors: Vec<_> = hit
        .authors
        .iter()
        .map(|name| json!({ "literal": name }))
        .collect();
    let date = hit.published.as_deref().map(|stated| {
        let parts = day(stated)
            .split('-')
            .map_while(|part| part.parse::<u16>().ok());
        json!({ "date-parts": [parts.collect::<Vec<_>>()] })
    });
    let object = json!({
        "id": hit.id,
        "type": "article-newspaper",
        "title": hit.title,
        "container-title": hit.site,
        "author": authors,
        "issued": date,
        "URL": hit.url,
        "section": hit.section,
        "language": Some(&hit.lang).filter(|lang| *lang != "und"),
    });
    let known = object.as_object().into_iter().flatten();
    let empty =
        |value: &serde_json::Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let known: serde_json::Map<_, _> = known
        .filter(|(_, value)| !empty(value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    super::records::line(&known).trim_end().to_owned()
}

/// An item of a list in Markdown, its passages quoted below it with the marks bold.
pub fn markdown(hit: &Hit, rank: usize) -> String {
    let title = if hit.title.trim().is_empty() {
        "(no title)"
    } else {
        &hit.title
    };
    let title = plain(title);
    let link = match &hit.url {
        Some(url) if safe::link(url).is_some() => format!("[{title}]({})", address(url)),
        _ => format!("*{title}*"),
    };
    let mut facts = vec![plain(&hit.site)];
    facts.extend(hit.published.as_deref().map(day).map(str::to_owned));
    facts.extend((!hit.authors.is_empty()).then(|| plain(&hit.authors.join(", "))));
    let mut out = format!("{rank}. {link}, {}\n", facts.join(", "));
    let indent = " ".repeat(rank.to_string().len() + 2);
    for passage in &hit.passages {
        let (before, after) = ellipses(passage);
        let _ = writeln!(out, "\n{indent}> {before}{}{after}", marked(passage));
    }
    out.push('\n');
    out
}

/// A passage with its marks bold.
fn marked(passage: &Passage) -> String {
    let chars: Vec<char> = passage.text.chars().collect();
    let piece = |from: usize, to: usize| {
        let text: String = chars
            .get(from..to.min(chars.len()))
            .unwrap_or_default()
            .iter()
            .collect();
        plain(&text)
    };
    let (mut out, mut at) = (String::new(), 0);
    for mark in ranges(&passage.marks, passage.start) {
        out.push_str(&piece(at, mark.start));
        let _ = write!(out, "**{}**", piece(mark.start, mark.end));
        at = mark.end;
    }
    out + &piece(at, chars.len())
}

/// A text in which Markdown acts on nothing.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe::line(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
