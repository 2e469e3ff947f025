//! Text that comes without a frame: what an export, an interface or another extractor gives.
//!
//! The forests learned from whole pages, on which a short line behind the text mostly belongs to something else. Where no block says of
//! itself that it does, there is nothing else.

use super::evidence::Evidence;
use super::facts::Facts;
use super::reason::Ground;
use super::{Label, Verdict, why};
use crate::page::{Form, Page};

/// Cut blocks with a reason of their own, up to which a page has no frame. Of 722 gold articles given as text 703 had no more, of 1,185 dumps
/// of whole pages eight, none of which held an article.
const SPEAKING: usize = 2;
/// Words of a sentence that may stand above the first kept block.
const SENTENCE: u32 = 6;
/// Words from which a line is a paragraph though its last sentence does not end: no headline is so long.
const PARAGRAPH: u32 = 25;
/// Lines in a row that are no sentences, behind which the text is over: rather a list of other stories.
const GAP: usize = 5;

/// Keeps what nothing speaks against but its place, on a page without a frame: sentences, and what stands between them. Lines behind the
/// last sentence may be headlines of other stories, and so may a question there.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    if page.form != Form::Text || !is_bare(verdicts, evidence) {
        return;
    }
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
    let last = verdicts.iter().rposition(|v| v.kept).unwrap_or(0);
    for at in first..last {
        keep_at(verdicts, at);
    }
}

/// Whether a line is a sentence, or a paragraph that was cut off or leads to what follows.
fn is_prose(facts: &Facts) -> bool {
    facts.ends_sentence() || facts.words >= PARAGRAPH
}

fn keep_at(verdicts: &mut [Verdict], at: usize) {
    let cut = verdicts.get_mut(at).filter(|v| !v.kept);
    if let Some(verdict) = cut.filter(|v| v.reason.is(why::OUTSIDE)) {
        verdict.kept = true;
        verdict.label = Label::Body;
        verdict.reason = Ground::Place("the page has no frame").into();
    }
}

/// Whether hardly a block has a reason of its own to be cut, and most of the words are kept.
fn is_bare(verdicts: &[Verdict], evidence: &Evidence) -> bool {
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
    kept * 2 >= all && verdicts.iter().filter(speaks).count() <= SPEAKING
}
