//! Markup left in statements: `&amp;`, `&#8217;`, `<b>Storm</b>`.

use crate::page::read_references;

/// The text with its common character references read, twice if they were written twice, without tags, and white space folded.
pub(super) fn decode(text: &str) -> String {
    let once = read_references(text);
    let bare = if once.contains('<') {
        without_tags(&once).into()
    } else {
        once
    };
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements that stand within a line of text, and those that end a line.
const WITHIN: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img",
    "ins", "mark", "nobr", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "wbr",
];
const LINES: &[&str] = &[
    "br", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "ul",
];

/// Longest tag that is cut, in bytes.
const LONGEST_TAG: usize = 1000;

/// Cuts tags of known elements; every other `<` is a sign.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if let Some((space, taken)) = tag(tail) {
            out.push_str(space);
            rest = tail.get(taken..).unwrap_or_default();
        } else {
            out.push('<');
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// What stands for the tag at the beginning of a text, and the tag's length.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    let inside = text.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = inside.get(..end)?.to_ascii_lowercase();
    let behind = inside.get(end..)?.chars().next()?;
    let space = if WITHIN.contains(&name.as_str()) {
        ""
    } else if LINES.contains(&name.as_str()) {
        " "
    } else {
        return None;
    };
    let close = text.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
    (behind.is_whitespace() || matches!(behind, '>' | '/')).then_some((space, close + 1))
}
