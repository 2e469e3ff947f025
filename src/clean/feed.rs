//! Lists of other stories below the article: a headline, its first sentences, the next headline, and so on.
//!
//! Those sentences are prose, and on a short page there is as much of it as in the article. What gives the list away is its
//! heading, that each of its paragraphs stands alone below a headline, and that they tell of something else.

use std::sync::Arc;

use super::evidence::Evidence;
use super::naming::shortened;
use super::reason::Ground;
use super::topic::WordSet;
use super::{Label, Verdict};

/// Words of a headline and of a paragraph.
const HEADLINE: std::ops::RangeInclusive<u32> = 3..=25;
const PARAGRAPH: u32 = 10;
/// Stories that make a list.
const STORIES: usize = 2;
/// Of the list's words the article may use fewer than 3 in 10. On the real sets, no list below that was the article's.
const SHARED: (usize, usize) = (3, 10);

/// Cuts what is kept of a list of stories behind the article.
pub(super) fn cut(verdicts: &mut [Verdict], texts: &[crate::page::Block], evidence: &Evidence) {
    let Some(last) = verdicts.iter().rposition(|v| v.kept) else {
        return;
    };
    let Some(head) = head_of_list(verdicts, evidence, last) else {
        return;
    };
    let heading: Arc<str> = texts
        .get(head)
        .map_or_else(|| "".into(), |block| shortened(&block.text).into());
    for verdict in verdicts.iter_mut().take(last + 1).skip(head) {
        if verdict.kept {
            verdict.kept = false;
            verdict.label = Label::Teaser;
            verdict.reason = Ground::Below(Arc::clone(&heading)).into();
        }
    }
}

/// The heading below which there is nothing but such a list.
fn head_of_list(verdicts: &[Verdict], evidence: &Evidence, last: usize) -> Option<usize> {
    let first = verdicts.iter().position(|v| v.kept)?;
    let from = first.max(alone_from(verdicts, evidence, last));
    let is_head = |at: &usize| {
        verdicts.get(*at).is_some_and(|v| {
            !v.kept && matches!(v.label, Label::Related | Label::Teaser) && v.reason.is_by_words()
        })
    };
    let begins_list = |head: &usize| {
        let lines: Vec<usize> = (head + 1..=last)
            .filter(|at| !is_passed(verdicts, *at))
            .collect();
        let is_story = |pair: &&[usize]| matches!(pair, [line, text] if is_headline(evidence, *line) && is_prose(evidence, *text));
        lines.chunks(2).next().as_ref().is_some_and(is_story)
            && lines.windows(2).filter(is_story).count() >= STORIES
    };
    // The first heading alone is tried that could be it, so that a page of many headings takes no longer.
    let head = (from..last).find(is_head).filter(begins_list)?;
    tells_of_else(verdicts, evidence, head, last).then_some(head)
}

/// From where on no kept paragraph stands below another one.
fn alone_from(verdicts: &[Verdict], evidence: &Evidence, last: usize) -> usize {
    let mut below: Option<usize> = None;
    for at in (0..=last).rev() {
        if is_passed(verdicts, at) {
            continue;
        }
        if let Some(paragraph) = below
            && !is_headline(evidence, at)
        {
            return paragraph;
        }
        let kept = verdicts.get(at).is_some_and(|v| v.kept);
        below = (kept && is_prose(evidence, at)).then_some(at);
    }
    0
}

/// Whether the paragraphs behind the heading use few of the words that the article before it uses.
fn tells_of_else(verdicts: &[Verdict], evidence: &Evidence, head: usize, last: usize) -> bool {
    let words = &evidence.reading.words;
    let is_kept = |at: &usize| verdicts.get(*at).is_some_and(|v| v.kept);
    let is_title = |at: &usize| {
        verdicts
            .get(*at)
            .is_some_and(|v| v.label == Label::Headline)
    };
    let mut article = WordSet::new();
    for at in (0..head).filter(|at| is_kept(at) || is_title(at)) {
        for word in words.of(at) {
            article.insert(*word);
        }
    }
    let list = (head + 1..=last).filter(|at| is_kept(at) && is_prose(evidence, *at));
    let (mut shared, mut whole) = (0, 0);
    for word in list.flat_map(|at| words.of(at)) {
        whole += 1;
        shared += usize::from(article.contains(*word));
    }
    shared * SHARED.1 < whole * SHARED.0
}

/// Lines between the headline of a story and its sentences: a day, a section, a picture's credit.
fn is_passed(verdicts: &[Verdict], at: usize) -> bool {
    verdicts.get(at).is_some_and(|v| {
        let between = matches!(
            v.label,
            Label::Date | Label::Section | Label::Counter | Label::PhotoCredit | Label::LiveFrame
        );
        between && !v.kept
    })
}

fn is_headline(evidence: &Evidence, at: usize) -> bool {
    let facts = evidence.reading.facts.get(at);
    facts.is_some_and(|f| HEADLINE.contains(&f.words) && !f.ends_sentence())
}

fn is_prose(evidence: &Evidence, at: usize) -> bool {
    let facts = evidence.reading.facts.get(at);
    facts.is_some_and(|f| f.words >= PARAGRAPH && f.ends_sentence())
}
