//! Posts from elsewhere that an article shows: what they say, who said it and when.
//!
//! To the forests the line with speaker and day looks like a byline, and a short post like a teaser.

use super::cues::Strength;
use super::evidence::Evidence;
use super::names;
use super::{Label, Verdict};
use crate::page::{Form, Page};

/// Blocks on both sides among which something of the article stands.
const NEAR: usize = 4;
/// Blocks of the longest post.
const BLOCKS: usize = 12;
/// Bytes of the longest line with speaker and day, and words behind the speaker.
const LINE: usize = 160;
const DAY_WORDS: usize = 7;

/// Keeps the posts that stand inside the article, whole.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let found: Vec<usize> = match page.form {
        Form::Html => in_elements(verdicts, page),
        Form::Text => in_lines(verdicts, page),
    };
    for at in found {
        let Some(verdict) = verdicts.get_mut(at).filter(|verdict| !verdict.kept) else {
            continue;
        };
        if !says_else(at, evidence, page) {
            verdict.kept = true;
            verdict.label = Label::Body;
            verdict.reason = "a post that the article shows".into();
        }
    }
}

/// Blocks of the elements that hold posts.
fn in_elements(verdicts: &[Verdict], page: &Page) -> Vec<usize> {
    let mut posts: Vec<Option<u32>> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let outer = element.parent.and_then(|parent| posts.get(parent as usize));
        let own = names::holds_post(&element.names).then_some(at as u32);
        posts.push(outer.copied().flatten().or(own));
    }
    let post = |at: usize| {
        let element = page.blocks.get(at)?.element?;
        posts.get(element as usize).copied().flatten()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.blocks.len() {
        let Some(own) = post(at) else {
            at += 1;
            continue;
        };
        let behind = (at..page.blocks.len()).find(|next| post(*next) != Some(own));
        let behind = behind.unwrap_or(page.blocks.len());
        if behind - at <= BLOCKS && is_inside(verdicts, at, behind) {
            found.extend(at..behind);
        }
        at = behind;
    }
    found
}

/// Lines of a dump that tell speaker and day, each with the line above.
fn in_lines(verdicts: &[Verdict], page: &Page) -> Vec<usize> {
    let signed = (1..page.blocks.len()).filter(|at| {
        let block = page.blocks.get(*at);
        block.is_some_and(|block| signs_post(&block.text))
    });
    signed
        .filter(|at| is_inside(verdicts, at - 1, at + 1))
        .flat_map(|at| [at - 1, at])
        .collect()
}

/// Whether something of the article stands before and behind these blocks, near them.
fn is_inside(verdicts: &[Verdict], from: usize, behind: usize) -> bool {
    let kept = |v: &Verdict| v.kept;
    let before = verdicts.get(from.saturating_sub(NEAR)..from);
    let after = verdicts.get(behind..).unwrap_or_default();
    before.is_some_and(|before| before.iter().any(kept)) && after.iter().take(NEAR).any(kept)
}

/// Whether a line's words say that it is something else: a button, a credit, a link.
fn says_else(at: usize, evidence: &Evidence, page: &Page) -> bool {
    let cue = evidence.reading.cue(at);
    let signed = page
        .blocks
        .get(at)
        .is_some_and(|block| signs_post(&block.text));
    !signed
        && cue.is_some_and(|cue| {
            cue.strength >= Strength::Strong
                && !matches!(cue.label, Label::Body | Label::Date | Label::Byline)
        })
}

/// Whether a line ends as a post does that a page quotes: `— Zoë Ångström (@zoe) May 4, 2026`.
fn signs_post(text: &str) -> bool {
    let start = text.len().saturating_sub(LINE);
    let end = text
        .get(text.ceil_char_boundary(start)..)
        .unwrap_or_default();
    let Some((name, behind)) = end.rsplit_once("(@") else {
        return false;
    };
    let Some((handle, day)) = behind.split_once(')') else {
        return false;
    };
    let dash = name.contains(['—', '–']) || name.contains("- ");
    let named = !handle.is_empty()
        && handle
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'));
    dash && named
        && day.contains(|c: char| c.is_numeric())
        && day.split_whitespace().count() <= DAY_WORDS
}

#[cfg(test)]
mod tests {
    use super::signs_post;

    #[test]
    fn a_line_with_speaker_and_day_signs_a_post() {
        assert!(signs_post("— Zoë Ångström (@zoe_a) May 4, 2026"));
        assert!(signs_post(
            "Closed means closed. — Port (@port) 4. Mai 2026"
        ));
        assert!(!signs_post("— Zoë Ångström (@zoe_a)"));
        assert!(!signs_post("Write to our reporter (@zoe_a) by 4 May"));
    }
}
