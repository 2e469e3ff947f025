//! Article text in structured and script data, for pages whose markup holds none.

use super::fold::fold;
use super::{Limits, linked, markup};

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
    if text.contains("</") || text.contains("<p") || text.contains("<br") || text.contains('&') {
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

/// The longest article text that linked data of the page holds.
pub(super) fn linked_body(scripts: &[&str]) -> Option<String> {
    let bodies = scripts
        .iter()
        .filter(|script| script.contains("articleBody"))
        .filter_map(|script| linked::body(script));
    bodies
        .map(|body| paragraphs(&body))
        .filter(|body| !body.is_empty())
        .max_by_key(String::len)
}
