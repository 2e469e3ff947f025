//! Pull quotes: a sentence of the article, set large beside it, would be in the text twice.

use super::evidence::Evidence;
use super::{Label, Verdict};
use crate::page::{Block, BlockKind, Page};

/// Characters of a pull quote; shorter ones may be emphasis, longer ones are quotations.
const CHARS: std::ops::RangeInclusive<usize> = 16..=400;
/// Quotations of a page that are compared with its whole text; no article has more.
const COMPARED: usize = 40;
/// Elements around a quotation whose names are read.
const AROUND: usize = 3;
/// Words of a pull quote that nothing marks as one; shorter lines may be headings.
const UNMARKED_WORDS: std::ops::RangeInclusive<u32> = 4..=45;
/// Its words that carry meaning.
const CONTENT_WORDS: usize = 3;
/// Blocks on each side among which stands what it was taken from.
const NEAR: usize = 16;

/// Cuts what repeats words of a longer kept block: what is marked up as a quotation, and lines between paragraphs near them.
pub(super) fn cut(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let mut found = marked(verdicts, page);
    found.extend(unmarked(verdicts, page, evidence));
    for at in found {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = false;
            verdict.label = Label::Other;
            verdict.reason = "a pull quote: its words stand in the text".into();
        }
    }
}

fn is_kept(verdicts: &[Verdict], at: usize) -> bool {
    verdicts.get(at).is_some_and(|v| v.kept)
}

/// What is marked up as a quotation and stands word for word in another block.
fn marked(verdicts: &[Verdict], page: &Page) -> Vec<usize> {
    let quotations = page.blocks.iter().enumerate();
    let quotations = quotations
        .filter(|(at, block)| is_kept(verdicts, *at) && is_quotation(page, block))
        .map(|(at, block)| (at, bare(&block.text)))
        .take(COMPARED);
    let repeats = |(at, words): &(usize, &str)| {
        page.blocks.iter().enumerate().any(|(other, block)| {
            other != *at
                && is_kept(verdicts, other)
                && is_longer(&block.text, words)
                && block.text.contains(words)
        })
    };
    quotations.filter(repeats).map(|(at, _)| at).collect()
}

/// Lines behind the first paragraph with what somebody says in a paragraph near them.
fn unmarked(verdicts: &[Verdict], page: &Page, evidence: &Evidence) -> Vec<usize> {
    let reading = &evidence.reading;
    let Some(first) = verdicts.iter().position(|v| v.kept) else {
        return Vec::new();
    };
    let is_line = |at: &usize| {
        let facts = reading.facts.get(*at);
        let plain = page.blocks.get(*at).is_some_and(|block| {
            !matches!(block.kind, BlockKind::Heading(_) | BlockKind::ListItem)
                && CHARS.contains(&block.text.chars().count())
        });
        is_kept(verdicts, *at)
            && plain
            && facts.is_some_and(|f| UNMARKED_WORDS.contains(&f.words))
            && reading.words.of(*at).len() >= CONTENT_WORDS
    };
    let repeats = |at: &usize| {
        let around = at.saturating_sub(NEAR)..at + NEAR + 1;
        around.into_iter().any(|other| {
            other != *at && is_kept(verdicts, other) && holds(page, evidence, other, *at)
        })
    };
    let behind = first + 1..verdicts.len();
    behind.filter(is_line).filter(repeats).collect()
}

/// Whether a block quotes somebody with the words of a line; most do not even hold those that carry meaning.
fn holds(page: &Page, evidence: &Evidence, block: usize, line: usize) -> bool {
    let words = |at: usize| evidence.reading.words.of(at);
    let (inner, outer) = (words(line), words(block));
    let (Some(line), Some(block)) = (page.blocks.get(line), page.blocks.get(block)) else {
        return false;
    };
    is_longer(&block.text, &line.text)
        && outer
            .windows(inner.len())
            .any(|run| run.first() == inner.first() && run == inner)
        && quotes(&block.text, bare(&line.text))
}

/// Whether the words stand between quotation marks in a text; their first letter may be a small one there.
///
/// Headings too stand again in the text below them, but nobody says them.
fn quotes(text: &str, words: &str) -> bool {
    let mut rest = words.chars();
    rest.next();
    let Some(before) = text.find(rest.as_str()).and_then(|at| text.get(..at)) else {
        return false;
    };
    let Some(mark) = before
        .chars()
        .rev()
        .find(|c| "\"“”„‟«»‹›「」『』".contains(*c))
    else {
        return false;
    };
    match mark {
        '"' => before.matches('"').count() % 2 == 1,
        mark => "“„‟«‹「『".contains(mark),
    }
}

fn is_longer(text: &str, words: &str) -> bool {
    text.len() > words.len() + words.len() / 4
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_somebody_says_is_quoted() {
        for text in [
            "Ждёт учёный. «Классический свиной цикл, только с крупой», — иронизирует она.",
            "\"No,\" she said, \"классический свиной цикл, только с крупой.\"",
            "Er sagt: „Nun, Классический свиной цикл, только с крупой“, und geht.",
        ] {
            assert!(
                quotes(text, "Классический свиной цикл, только с крупой"),
                "{text}"
            );
        }
        for text in [
            "Это классический свиной цикл, только с крупой.",
            "\"No,\" she said. Классический свиной цикл, только с крупой.",
            "«Нет», — сказал он. Классический свиной цикл, только с крупой.",
        ] {
            assert!(
                !quotes(text, "Классический свиной цикл, только с крупой"),
                "{text}"
            );
        }
    }
}
