//! Pull quotes: a sentence of the article, set large beside it, would be in the text twice.

use super::{Label, Verdict};
use crate::page::{Block, BlockKind, Page};

/// Characters of a pull quote; shorter ones may be emphasis, longer ones are quotations.
const CHARS: std::ops::RangeInclusive<usize> = 16..=400;
/// Quotations of a page that are compared with its text; no article has more.
const COMPARED: usize = 40;
/// Elements around a quotation whose names are read.
const AROUND: usize = 3;

/// Cuts what is marked up as a quotation and stands word for word in a longer kept block.
pub(super) fn cut(verdicts: &mut [Verdict], page: &Page) {
    let kept = |verdicts: &[Verdict], at: usize| verdicts.get(at).is_some_and(|v| v.kept);
    let quotations = page.blocks.iter().enumerate();
    let quotations: Vec<usize> = quotations
        .filter(|(at, block)| kept(verdicts, *at) && is_quotation(page, block))
        .map(|(at, _)| at)
        .take(COMPARED)
        .collect();
    for at in quotations {
        let Some(words) = page.blocks.get(at).map(|block| bare(&block.text)) else {
            continue;
        };
        let repeats = page.blocks.iter().enumerate().any(|(other, block)| {
            other != at
                && kept(verdicts, other)
                && block.text.len() > words.len() + words.len() / 4
                && block.text.contains(words)
        });
        if let (true, Some(verdict)) = (repeats, verdicts.get_mut(at)) {
            verdict.kept = false;
            verdict.label = Label::Other;
            verdict.reason = "a pull quote: its words stand in the text".into();
        }
    }
}

fn is_quotation(page: &Page, block: &Block) -> bool {
    (block.kind == BlockKind::Quote || is_named_so(page, block))
        && CHARS.contains(&bare(&block.text).chars().count())
}

fn is_named_so(page: &Page, block: &Block) -> bool {
    let element = |at: Option<u32>| at.and_then(|at| page.elements.get(at as usize));
    let around = std::iter::successors(element(block.element), |inner| element(inner.parent));
    around.take(AROUND).any(|element| {
        ["blockquote", "q"].contains(&element.tag.as_str())
            || ["pullquote", "pull-quote", "pull_quote"]
                .iter()
                .any(|name| element.names.contains(name))
    })
}

/// The words without the marks around them.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}
