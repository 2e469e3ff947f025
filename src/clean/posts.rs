//! Live blogs: posts between lines that tell the time of day. Lines with a day may divide whole articles, and count for nothing here.
//!
//! One post of a row is like the others, however short or odd it is.

use std::ops::Range;

use super::evidence::Evidence;
use super::weights::Opinion;
use super::{Label, Verdict, cues};
use crate::page::Page;

/// Posts with kept text that make a live blog.
const POSTS: usize = 3;
/// Words of a paragraph.
const PARAGRAPH_WORDS: u32 = 12;
/// A paragraph less likely than this is none of the post.
const LEAST: f32 = 0.15;
/// Blocks of the longest post; the last one has no line below that ends it.
const LONGEST: usize = 40;

/// Keeps what looks like prose in posts whose neighbours are kept.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence, opinion: &Opinion) {
    let is_stamp = |at: &usize| match (verdicts.get(*at), page.blocks.get(*at)) {
        (Some(verdict), Some(block)) => {
            !verdict.kept && verdict.label == Label::LiveFrame && cues::is_clock(&block.text)
        }
        _ => false,
    };
    let stamps: Vec<usize> = (0..verdicts.len()).filter(is_stamp).collect();
    let ends = stamps.iter().skip(1).copied().chain([verdicts.len()]);
    let posts = stamps.iter().zip(ends);
    let posts: Vec<Range<usize>> = posts
        .map(|(start, end)| start + 1..end.min(start + 1 + LONGEST))
        .collect();
    let has_text = |post: &Range<usize>| {
        let mut blocks = verdicts.get(post.clone()).unwrap_or_default().iter();
        blocks.any(|verdict| verdict.kept)
    };
    let told: Vec<bool> = posts.iter().map(has_text).collect();
    let count = told.iter().filter(|told| **told).count();
    let Some(first) = told.iter().position(|told| *told) else {
        return;
    };
    if count < POSTS || count * 2 < told.len() {
        return;
    }
    let (before, after) = posts.split_at(first);
    let mut keep = |post: &Range<usize>| keep_post(verdicts, post.clone(), page, evidence, opinion);
    // From the first post that is known to be one, up and down, as long as there are paragraphs.
    let _ = before.iter().rev().all(&mut keep);
    let _ = after.iter().all(&mut keep);
}

/// Keeps the paragraphs of one post; false if it has none.
fn keep_post(
    verdicts: &mut [Verdict],
    post: Range<usize>,
    page: &Page,
    evidence: &Evidence,
    opinion: &Opinion,
) -> bool {
    let mut found = false;
    for at in post {
        let (Some(verdict), Some(block)) = (verdicts.get_mut(at), page.blocks.get(at)) else {
            break;
        };
        if matches!(
            verdict.label,
            Label::Related | Label::Legal | Label::Comments
        ) {
            break;
        }
        let facts = evidence.reading.facts.get(at);
        let prose = facts.is_some_and(|f| {
            f.words >= PARAGRAPH_WORDS && f.sentence_marks > 0 && block.link_chars * 2 < f.chars
        });
        let likely = opinion.body.get(at).is_some_and(|p| *p >= LEAST);
        if !verdict.kept && prose && likely && verdict.reason.is_by_place() {
            verdict.kept = true;
            verdict.label = Label::Body;
            verdict.reason = "a paragraph of one post among others".into();
        }
        found |= verdict.kept;
    }
    found
}
