//! Article text in structured and script data, for pages whose markup holds none.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::{Block, Limits, linked, markup};

/// Scripts are searched only if the markup has less prose than this, in bytes.
const ENOUGH_PROSE: usize = 2500;
/// A block or string of this many bytes with spaces in it is prose.
const PROSE: usize = 100;
/// Less text than this in scripts is no article, in bytes.
const LEAST_ARTICLE: usize = 400;
/// Scripts are searched up to this many bytes in all.
const MOST_SCRIPT: usize = 8 << 20;
const SENTENCE_ENDS: &[char] = &[
    '.', '!', '?', '…', '。', '．', '！', '？', '।', '؟', '۔', '։', '።', '။', '។', '།',
];
/// Strings inside strings are looked into this deep.
const DEEPEST: usize = 2;

/// The article as the page's data has it: from linked data, else from script data if the blocks
/// hold little prose.
pub(super) fn article_text(scripts: &[&str], blocks: &[Block]) -> Option<String> {
    linked_body(scripts).or_else(|| {
        let prose: usize = blocks
            .iter()
            .filter(|b| b.links == 0 && b.text.len() >= PROSE)
            .map(|b| b.text.len())
            .sum();
        (prose < ENOUGH_PROSE)
            .then(|| script_body(scripts))
            .flatten()
    })
}

/// The text of a piece of markup in one line: tags gone, entities read.
pub(super) fn plain(html: &str) -> String {
    let read = markup::read(html, &Limits::default());
    let lines: Vec<&str> = read
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    lines.join(" ")
}

/// The paragraphs of a text that may be markup, divided by line breaks.
fn paragraphs(text: &str) -> String {
    if looks_like_markup(text) {
        // Where no tag divides paragraphs, line breaks do, which markup would take for spaces.
        if !has_division(text) && text.trim().contains('\n') {
            let lines: Vec<String> = text
                .lines()
                .map(plain)
                .filter(|line| !line.is_empty())
                .collect();
            return lines.join("\n");
        }
        let read = markup::read(text, &Limits::default());
        let blocks: Vec<String> = read.blocks.into_iter().map(|block| block.text).collect();
        return blocks.join("\n");
    }
    let lines: Vec<String> = text
        .lines()
        .map(fold)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

fn looks_like_markup(text: &str) -> bool {
    ["</", "<p", "<br", "&"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Whether a text has tags of paragraphs or lines.
fn has_division(text: &str) -> bool {
    let divides = |tag: &str| {
        let name = tag.trim_start_matches('/');
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        ["p", "br", "div", "li", "h2", "h3", "section", "article"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    };
    text.split('<').skip(1).any(divides)
}

/// The longest article text that linked data of the page holds.
fn linked_body(scripts: &[&str]) -> Option<String> {
    let bodies = scripts
        .iter()
        .filter(|script| script.contains("articleBody"));
    let bodies = bodies
        .filter_map(|script| linked::body(script))
        .map(|body| paragraphs(&body));
    bodies
        .filter(|body| !body.is_empty())
        .max_by_key(String::len)
}

/// The strings that scripts give to one key, in order, as paragraphs.
#[derive(Debug, Default)]
struct Strand {
    paragraphs: Vec<String>,
    /// The next string begins a paragraph.
    fresh: bool,
    prose: usize,
}

/// Strings of all scripts by their key: `"body": "…"`.
#[derive(Debug, Default)]
struct Strands<'s> {
    by_key: FxHashMap<Cow<'s, str>, Strand>,
    left: usize,
    /// Strings named as a paragraph mark the borders; without them each string is one.
    marked: bool,
}

fn script_body(scripts: &[&str]) -> Option<String> {
    let mut strands = Strands {
        left: MOST_SCRIPT,
        ..Strands::default()
    };
    for script in scripts {
        strands.search(script, 0);
    }
    // The same data often stands twice under different keys; ties go by the text, not by chance.
    let best = strands.by_key.into_values().max_by(|a, b| {
        a.prose
            .cmp(&b.prose)
            .then_with(|| a.paragraphs.cmp(&b.paragraphs))
    })?;
    let mut lines: Vec<String> = best
        .paragraphs
        .iter()
        .map(|text| paragraphs(text))
        .filter(|line| !line.is_empty())
        .collect();
    lines.dedup();
    let text = lines.join("\n");
    (text.len() >= LEAST_ARTICLE).then_some(text)
}

impl Strands<'_> {
    fn search(&mut self, script: &str, level: usize) {
        let mut key = String::new();
        let mut rest = script;
        while let Some((before, literal, after)) = next_literal(rest) {
            if self.left < literal.len() {
                return;
            }
            self.left -= literal.len();
            rest = after;
            let text = unescape(literal);
            if after.trim_start().starts_with(':') {
                key = text.into_owned();
            } else if before.trim_end().ends_with([':', ',', '[', '(']) {
                self.add(&key, &text, level);
            }
        }
    }

    fn add(&mut self, key: &str, text: &str, level: usize) {
        if level < DEEPEST && text.contains("\":") {
            return self.search(text, level + 1);
        }
        if is_paragraph_mark(key, text) {
            self.marked = true;
            self.by_key
                .values_mut()
                .for_each(|strand| strand.fresh = true);
        } else if is_text(text) {
            let prose = prose(text);
            let marked = self.marked;
            if !marked && prose == 0 && !is_sentence(text) {
                return;
            }
            let strand = self.by_key.entry(Cow::Owned(key.to_owned())).or_default();
            strand.prose += prose;
            match strand
                .paragraphs
                .last_mut()
                .filter(|_| marked && !strand.fresh)
            {
                Some(last) => last.push_str(text),
                None => strand.paragraphs.push(text.to_owned()),
            }
            strand.fresh = false;
        }
    }
}

/// `"type": "paragraph"` and the like, before the strings of a paragraph.
fn is_paragraph_mark(key: &str, text: &str) -> bool {
    let names_kind = matches!(
        key,
        "type" | "nodeType" | "__typename" | "tag" | "tagName" | "name" | "kind" | "component"
    );
    let mark = ["paragraph", "p", "heading", "list-item", "blockquote"];
    names_kind
        && mark.iter().any(|m| {
            text.eq_ignore_ascii_case(m) || text.to_ascii_lowercase().ends_with("paragraph")
        })
}

/// Something a person may read: no address, no code, no name of a thing.
fn is_text(text: &str) -> bool {
    let address = text.starts_with("http") || text.starts_with('/') || text.starts_with("data:");
    !address && !text.contains(['{', '\u{0}']) && text.chars().any(char::is_alphabetic)
}

/// How many bytes of sentences a text holds, markup not counted: long, with spaces or in a script
/// without them, and with the signs that end sentences.
fn prose(text: &str) -> usize {
    let bare: Cow<'_, str> = if text.contains('<') {
        text.split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, behind)| behind))
            .collect()
    } else {
        Cow::Borrowed(text)
    };
    let spaces = bare.bytes().filter(|b| *b == b' ').count();
    let wide = bare.chars().filter(|c| *c >= '\u{3040}').count();
    let is_prose = bare.len() >= PROSE
        && (spaces * 12 >= bare.len() || wide * 4 >= bare.len())
        && bare.contains(SENTENCE_ENDS);
    if is_prose { bare.len() } else { 0 }
}

/// A short paragraph: some words with a sign at their end.
fn is_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '»', '’', ')', ' ']);
    text.len() >= 20 && text.contains(' ') && end.ends_with(SENTENCE_ENDS)
}

/// The next string literal in double quotes: what stands before it, its inside, what comes behind.
fn next_literal(script: &str) -> Option<(&str, &str, &str)> {
    let start = memchr::memchr(b'"', script.as_bytes())?;
    let inside = script.get(start + 1..)?;
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', inside.as_bytes().get(at..)?)?;
        if inside.as_bytes().get(at) == Some(&b'"') {
            return Some((&script[..start], inside.get(..at)?, inside.get(at + 1..)?));
        }
        at += 2;
    }
}

/// The text that a literal stands for.
fn unescape(literal: &str) -> Cow<'_, str> {
    if !literal.contains('\\') {
        return Cow::Borrowed(literal);
    }
    let mut out = String::with_capacity(literal.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = literal;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        if at > 0 {
            flush_units(&mut units, &mut out);
            out.push_str(&rest[..at]);
        }
        rest = &rest[at + 1..];
        if let Some(unit) = rest
            .strip_prefix('u')
            .and_then(|hex| u16::from_str_radix(hex.get(..4)?, 16).ok())
        {
            units.push(unit);
            rest = &rest[5..];
            continue;
        }
        flush_units(&mut units, &mut out);
        let Some(escaped) = rest.chars().next() else {
            break;
        };
        out.push(match escaped {
            'n' | 'r' | 't' | 'b' | 'f' => '\n',
            other => other,
        });
        rest = &rest[escaped.len_utf8()..];
    }
    flush_units(&mut units, &mut out);
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes collected UTF-16 units; lone surrogates become U+FFFD.
fn flush_units(units: &mut Vec<u16>, out: &mut String) {
    out.extend(
        char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "The harbour stayed closed on Monday, the port said, and ships waited outside the bay until the wind fell. \
                        Nobody was hurt. Work will begin again at dawn, when the crews come back. ";

    fn body(script: &str) -> Option<String> {
        script_body(&[script])
    }

    #[test]
    fn finds_markup_in_a_state_object() {
        let html = format!(r"<p>{LONG}<\/p><p>{LONG}{LONG}\u003c/p>");
        let script =
            format!(r#"window.__X={{"id":"a","title":"Storm","bodyHtml":"{html}","more":["x"]}};"#);
        let text = body(&script).expect("text");
        assert_eq!(text.lines().count(), 2);
        assert!(text.starts_with("The harbour") && text.ends_with("come back."));
    }

    #[test]
    fn joins_the_pieces_of_a_paragraph() {
        let script = format!(
            r#"{{"c":[{{"type":"paragraph","c":[{{"value":"{LONG}"}},{{"href":"https://x.example/","value":"a link"}},{{"value":" {LONG}"}}]}},{{"type":"paragraph","c":[{{"value":"{LONG}"}}]}}]}}"#
        );
        let text = body(&script).expect("text");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].contains("come back. a link The harbour"));
    }

    #[test]
    fn looks_into_strings_that_hold_data() {
        let inner = format!(
            r#"5:{{\"state\":{{\"body\":\"{LONG} {LONG} {LONG} \\\"Yes\\\", he said.\"}}}}"#
        );
        let text = body(&format!(r#"self.__next_f.push([1,"{inner}"])"#)).expect("text");
        assert!(text.ends_with("\"Yes\", he said."), "{text}");
    }

    #[test]
    fn line_breaks_divide_what_no_tag_divides() {
        let texts = [
            (
                "One.\n\nTwo &amp; three.\r\n\r\nFour.",
                "One.\nTwo & three.\nFour.",
            ),
            ("One <b>bold</b>.\nTwo.", "One bold.\nTwo."),
            (
                "<p>One\ngoes on.</p>\n<p>Two &amp; three.</p>",
                "One goes on.\nTwo & three.",
            ),
            ("One\ngoes on.<br/>Two.", "One goes on.\nTwo."),
        ];
        for (text, expected) in texts {
            assert_eq!(paragraphs(text), expected, "{text:?}");
        }
    }

    #[test]
    fn code_and_short_strings_are_no_article() {
        assert_eq!(
            body(r#"var a = "x"; f("Read more", {"k": "https://x.example/a.b?c"})"#),
            None
        );
        assert_eq!(body(r#"var a = "never closed \"#), None);
    }
}
