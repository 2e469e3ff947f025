//! Readers' comments: prose behind the article that differs from page to page, so that neither the site's memory nor its looks tell.
//!
//! They stand in an element that is named so, or below a heading of comments, and above each is told who wrote it when.

use super::cues::{self, Strength};
use super::evidence::Evidence;
use super::names::Name;
use super::reason::Ground;
use super::{Label, Verdict};
use crate::page::{Page, names_comments};

/// Kept words that an article has before its comments, and that are at least half of what is kept.
const WORDS_BEFORE: u32 = 60;
/// Characters of the longest line that tells who wrote when.
const STAMP: u32 = 90;
/// Lines above a comment among which that one stands.
const ABOVE: usize = 3;
/// Of what is kept below the heading so much stands below such a line: 1 in 3. On the real sets, nothing like that was the article's.
const STAMPED: usize = 3;

/// Cuts what is kept of the comments below the article.
pub(super) fn cut(verdicts: &mut [Verdict], evidence: &Evidence) {
    let Some(head) = head_of_comments(verdicts, evidence) else {
        return;
    };
    let below: Vec<usize> = (head + 1..verdicts.len())
        .filter(|at| is_kept(verdicts, *at))
        .collect();
    let is_signed = |at: &&usize| {
        let above = at.saturating_sub(ABOVE).max(head + 1)..=**at;
        above.into_iter().any(|at| is_stamp(verdicts, evidence, at))
    };
    if below.iter().filter(is_signed).count() * STAMPED < below.len() {
        return;
    }
    for at in below {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = false;
            verdict.label = Label::Comments;
            verdict.reason = "among readers' comments".into();
        }
    }
}

/// Cuts what is kept inside elements named as comments, unless the article itself stands in one.
pub(super) fn cut_named(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let named = named_elements(page);
    let is_inside = |at: usize| {
        let element = page.blocks.get(at).and_then(|block| block.element);
        element.is_some_and(|e| named.get(e as usize).copied().unwrap_or(false))
    };
    let words = |at: usize| evidence.reading.facts.get(at).map_or(0, |f| f.words);
    let kept = (0..verdicts.len()).filter(|at| is_kept(verdicts, *at));
    let (inside, outside): (Vec<usize>, Vec<usize>) = kept.partition(|at| is_inside(*at));
    let sum = |blocks: &[usize]| blocks.iter().map(|at| words(*at)).sum::<u32>();
    if sum(&outside) < WORDS_BEFORE.min(sum(&inside)) {
        return;
    }
    for at in inside {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = false;
            verdict.label = Label::Comments;
            verdict.reason = Ground::Element(Name::Comments).into();
        }
    }
}

/// Of each element, whether it or one around it is named as comments.
fn named_elements(page: &Page) -> Vec<bool> {
    let mut named: Vec<bool> = Vec::with_capacity(page.elements.len());
    for element in &page.elements {
        let outer = element.parent.and_then(|parent| named.get(parent as usize));
        let own = element.tag != "main" && names_comments(&element.names);
        named.push(own || outer.copied().unwrap_or(false));
    }
    named
}

/// The first heading of comments behind most of what is kept.
fn head_of_comments(verdicts: &[Verdict], evidence: &Evidence) -> Option<usize> {
    let words = |at: usize| evidence.reading.facts.get(at).map_or(0, |f| f.words);
    let kept = (0..verdicts.len()).filter(|at| is_kept(verdicts, *at));
    let whole: u32 = kept.map(words).sum();
    let mut before = 0;
    for (at, verdict) in verdicts.iter().enumerate() {
        if verdict.kept {
            before += words(at);
        } else if is_heading(verdict, evidence, at) && before >= WORDS_BEFORE && before * 2 >= whole
        {
            return Some(at);
        }
    }
    None
}

fn is_heading(verdict: &Verdict, evidence: &Evidence, at: usize) -> bool {
    let strong = |cue: cues::Cue| cue.written && cue.strength >= Strength::Strong;
    verdict.label == Label::Comments && evidence.reading.cue(at).is_some_and(strong)
}

fn is_kept(verdicts: &[Verdict], at: usize) -> bool {
    verdicts.get(at).is_some_and(|verdict| verdict.kept)
}

/// A short line with a day or with how long ago: `Jane 3 hours ago`.
fn is_stamp(verdicts: &[Verdict], evidence: &Evidence, at: usize) -> bool {
    let short = evidence
        .reading
        .facts
        .get(at)
        .is_some_and(|f| f.chars <= STAMP);
    let dated = verdicts.get(at).is_some_and(|v| v.label == Label::Date)
        || evidence
            .reading
            .cue(at)
            .is_some_and(|cue| cue.label == Label::Date)
        || evidence
            .reading
            .line(at)
            .is_some_and(|line| cues::holds_age(line.text));
    short && dated
}
