//! The lines below a headline that say what the story is about.
//!
//! To the forests they look like another story's teaser; nothing but their place and their words tells them apart.

use super::columns::share;
use super::evidence::Evidence;
use super::reason::Ground;
use super::topic::WordSet;
use super::{Label, Verdict};
use crate::page::Page;

/// Words of the shortest standfirst.
const WORDS: u32 = 5;
/// Below this the forests are sure that a line is none of the text.
const DOUBT: f32 = 0.2;
/// Of a standfirst's words the text uses two in five; two words more are counted, so that a short line needs more.
const SHARED: (usize, usize) = (2, 5);
const MORE: usize = 2;
/// Blocks below the headline that are looked at, and lines of the longest standfirst.
const REACH: usize = 8;
const LINES: usize = 4;

/// Keeps the standfirst, if it was cut for nothing but its place or the name of an element.
///
/// Over eight sets of pages in both forms, 63 such lines right below the headline stood in the gold and 50 did not, most of which were
/// standfirsts by eye too, the rest captions and a few teasers.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let Some(first) = verdicts.iter().position(|v| v.kept) else {
        return;
    };
    let above = verdicts.get(..first).unwrap_or_default();
    let Some(headline) = above.iter().rposition(|v| v.label == Label::Headline) else {
        return;
    };
    let reach = headline + 1..first.min(headline + 1 + REACH);
    let likely = |at: &usize| {
        verdicts
            .get(*at)
            .is_some_and(|v| is_doubted(v, evidence, *at))
    };
    if !reach.clone().any(|at| likely(&at)) {
        return;
    }
    let topic = topic(verdicts, evidence);
    let mut found = Vec::new();
    for at in reach {
        let Some(verdict) = verdicts.get(at) else {
            break;
        };
        if likely(&at) && tells(at, page, evidence, &topic) {
            found.push(at);
        } else if !is_of_head(verdict.label) || !found.is_empty() {
            break;
        }
        if found.len() == LINES {
            break;
        }
    }
    for at in found {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = true;
            verdict.label = Label::Standfirst;
            verdict.reason =
                Ground::Place("below the headline, and speaks of what the text does").into();
        }
    }
}

/// Whether nothing but its place or an element's name speaks against a line.
fn is_doubted(verdict: &Verdict, evidence: &Evidence, at: usize) -> bool {
    let words = evidence.reading.facts.get(at).map_or(0, |f| f.words);
    !verdict.kept
        && words >= WORDS
        && verdict.label != Label::Caption
        && evidence.reading.cue(at).is_none()
        && evidence.seen(at).on < 2
        && verdict.body_probability >= DOUBT
        && (verdict.reason.is_by_place() || verdict.reason.is_by_element())
}

/// Whether a line is no link, and speaks of what the text does.
fn tells(at: usize, page: &Page, evidence: &Evidence, topic: &WordSet) -> bool {
    let Some(block) = page.blocks.get(at) else {
        return false;
    };
    let is_link = block.link_chars as usize * 2 > block.text.len();
    let words = evidence.reading.words.of(at);
    let shared = words.iter().filter(|word| topic.contains(**word)).count();
    !is_link && share(shared, words.len() + MORE) >= share(SHARED.0, SHARED.1)
}

/// What was kept so far speaks of these words.
fn topic(verdicts: &[Verdict], evidence: &Evidence) -> WordSet {
    let mut topic = WordSet::new();
    for (at, _) in verdicts.iter().enumerate().filter(|(_, v)| v.kept) {
        for word in evidence.reading.words.of(at) {
            topic.insert(*word);
        }
    }
    topic
}

/// What may stand between a headline and its standfirst.
fn is_of_head(label: Label) -> bool {
    matches!(
        label,
        Label::Headline
            | Label::Byline
            | Label::Date
            | Label::Share
            | Label::Counter
            | Label::Section
            | Label::PhotoCredit
    )
}
