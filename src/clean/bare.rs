//! Text that comes without a frame: what an export, an interface or another extractor gives.
//!
//! The forests learned from whole pages, on which a short line behind the text mostly belongs to something else. Where no block says of
//! itself that it does, there is nothing else.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::facts::Facts;
use super::reason::Ground;
use super::{Label, Verdict, why};
use crate::page::{Block, BlockKind, Form, Page};
use crate::read::{Claim, Field, Origin};

/// Cut blocks with a reason of their own, up to which a page has no frame. Of 722 gold articles given as text 703 had no more, of 1,185 dumps
/// of whole pages eight, none of which held an article.
const SPEAKING: usize = 2;
/// Words of a sentence that may stand above the first kept block.
const SENTENCE: u32 = 6;
/// Words from which a line is a paragraph though its last sentence does not end: no headline is so long.
const PARAGRAPH: u32 = 25;
/// Elements of a page around its article.
const FRAME: [&str; 5] = ["header", "nav", "footer", "aside", "form"];
/// Lines in a row that are no sentences, behind which the text is over: rather a list of other stories.
const GAP: usize = 5;

/// Keeps what nothing speaks against but its place, on a page without a frame: sentences, and what stands between them. Lines behind the
/// last sentence may be headlines of other stories, and so may a question there.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    if !is_bare(verdicts, page, evidence) {
        return;
    }
    match page.form {
        Form::Text => keep_lines(verdicts, evidence),
        Form::Html if is_body(page) => keep_markup(verdicts, page, evidence),
        Form::Html => {}
    }
}

fn keep_lines(verdicts: &mut [Verdict], evidence: &Evidence) {
    let first = verdicts.iter().position(|v| v.kept).unwrap_or(0);
    let last = verdicts.iter().rposition(|v| v.kept).unwrap_or(0);
    let (text, behind) = evidence.reading.facts.split_at(last);
    for (at, facts) in text.iter().enumerate() {
        if is_prose(facts) && (at > first || facts.words >= SENTENCE) {
            keep_at(verdicts, at);
        }
    }
    let mut others = 0;
    for (at, facts) in (last..).zip(behind) {
        let is_statement = is_prose(facts) && !facts.asks_or_calls();
        others = if is_statement { 0 } else { others + 1 };
        if others > GAP {
            break;
        }
        if is_statement {
            keep_at(verdicts, at);
        }
    }
    keep_between(verdicts);
}

fn keep_between(verdicts: &mut [Verdict]) {
    let first = verdicts.iter().position(|v| v.kept).unwrap_or(0);
    let last = verdicts.iter().rposition(|v| v.kept).unwrap_or(0);
    for at in first..last {
        keep_at(verdicts, at);
    }
}

/// Keeps what stands between the paragraphs of a record's markup, the headings and sentences right above the first, and the lists and sentences right
/// behind the last with the lines that lead them in.
fn keep_markup(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let block = |at: usize| page.blocks.get(at).zip(evidence.reading.facts.get(at));
    let is_heading =
        |at: usize| block(at).is_some_and(|(block, _)| matches!(block.kind, BlockKind::Heading(_)));
    let is_prose = |at: usize| block(at).is_some_and(|(_, facts)| is_prose(facts));
    let is_entry = |at: usize| {
        block(at).is_some_and(|(block, _)| block.kind == BlockKind::ListItem && block.links == 0)
    };
    let leads_in = |at: usize| {
        is_heading(at) || block(at).is_some_and(|(block, _)| block.text.ends_with([':', '：']))
    };
    keep_between(verdicts);
    let first = verdicts.iter().position(|v| v.kept).unwrap_or(0);
    for at in (0..first).rev() {
        if !is_outside(verdicts, at) || !is_heading(at) && !is_prose(at) {
            break;
        }
        keep_at(verdicts, at);
    }
    let last = verdicts.iter().rposition(|v| v.kept).unwrap_or(0);
    for at in last + 1..verdicts.len() {
        if !is_outside(verdicts, at) {
            break;
        }
        if is_entry(at) || is_prose(at) {
            keep_at(verdicts, at);
        } else if !leads_in(at) {
            break;
        }
    }
    keep_between(verdicts);
}

/// Whether the markup is what a record has as its body, and no page: its elements say nothing of a frame.
fn is_body(page: &Page) -> bool {
    let mut elements = page.elements.iter();
    states_its_body(page)
        && elements.all(|element| !FRAME.contains(&element.tag.as_str()))
        && page.blocks.iter().all(|b| b.kind != BlockKind::Control)
}

/// Whether the page is the body of a record, which says something of it beside.
pub(super) fn states_its_body(page: &Page) -> bool {
    let says_of_it = |claim: &Claim| {
        claim.origin == Origin::Record
            && !matches!(claim.field, Field::Url | Field::Canonical | Field::Id)
    };
    page.claims.iter().any(says_of_it)
}

/// Whether a line is a sentence, or a paragraph that was cut off or leads to what follows.
fn is_prose(facts: &Facts) -> bool {
    facts.ends_sentence() || facts.words >= PARAGRAPH
}

/// Whether nothing speaks against a block but its place.
fn is_outside(verdicts: &[Verdict], at: usize) -> bool {
    let verdict = verdicts.get(at).filter(|v| !v.kept);
    verdict.is_some_and(|v| v.reason.is(why::OUTSIDE))
}

fn keep_at(verdicts: &mut [Verdict], at: usize) {
    if !is_outside(verdicts, at) {
        return;
    }
    if let Some(verdict) = verdicts.get_mut(at) {
        verdict.kept = true;
        verdict.label = Label::Body;
        verdict.reason = Ground::Place("the page has no frame").into();
    }
}

/// Whether hardly a block has a reason of its own to be cut, and most of the words are kept, or said twice by a record.
fn is_bare(verdicts: &[Verdict], page: &Page, evidence: &Evidence) -> bool {
    let speaks = |v: &&Verdict| {
        let of_head = matches!(
            v.label,
            Label::Headline | Label::Byline | Label::Date | Label::Standfirst
        );
        !v.kept && !of_head && !v.reason.is(why::OUTSIDE)
    };
    let (mut kept, mut all) = (0, 0);
    for (verdict, facts) in verdicts.iter().zip(&evidence.reading.facts) {
        all += facts.words;
        kept += if verdict.kept { facts.words } else { 0 };
    }
    verdicts.iter().filter(speaks).count() <= SPEAKING
        && (kept * 2 >= all || kept > 0 && is_told_twice(page, evidence, all))
}

/// Whether the better part of a record's words stands in it twice, block for block: to the forests each block is the copy of another one.
fn is_told_twice(page: &Page, evidence: &Evidence, all: u32) -> bool {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for block in &page.blocks {
        *counts.entry(&block.text).or_default() += 1;
    }
    let is_copied = |block: &Block| {
        counts
            .get(block.text.as_str())
            .is_some_and(|&count| count > 1)
    };
    let blocks = page.blocks.iter().zip(&evidence.reading.facts);
    let copied = blocks.filter(|(block, _)| is_copied(block));
    let copied: u32 = copied.map(|(_, facts)| facts.words).sum();
    (states_its_body(page) || page.member.is_some()) && copied * 2 > all
}
