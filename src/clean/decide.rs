//! From probabilities to verdicts: where to cut, what each block is, and why.

use super::evidence::{Evidence, TITLE_COPY};
use super::columns::Column;
use super::memory::Seen;
use super::weights::Opinion;
use super::{Cleaned, Label, PageKind, Verdict};
use crate::page::Page;

/// Limits of the page's own cut, in probability. Tuned by cross-validation over sites on the sets that teach.
const LEAST_CUT: f32 = 0.15;
const MOST_CUT: f32 = 0.6;
/// A block that is this surely a copy of the headline is not body.
const HEADLINE: f32 = 0.5;
/// Fewer kept words than this are no article.
const ARTICLE_WORDS: u32 = 8;
/// Data text with this many times the kept characters is the article.
const DATA_TEXT_TIMES: usize = 3;

/// Judges the page from what the forests say of its blocks.
pub(super) fn decide(page: &Page, evidence: &Evidence, opinion: &Opinion) -> Cleaned {
    let cut = cut_of(opinion, evidence);
    let verdicts: Vec<Verdict> = (0..page.blocks.len()).map(|i| verdict(i, evidence, opinion, cut)).collect();
    let kept = |i: &usize| verdicts.get(*i).is_some_and(|v| v.kept);
    let words: u32 = evidence.facts.iter().enumerate().filter(|(i, _)| kept(i)).map(|(_, f)| f.words).sum();
    let chars: u32 = evidence.facts.iter().enumerate().filter(|(i, _)| kept(i)).map(|(_, f)| f.chars).sum();
    let from_data = page.data_text.as_ref().is_some_and(|text| text.len() > DATA_TEXT_TIMES * (chars as usize + 60));
    let kind = if from_data || words >= ARTICLE_WORDS { PageKind::Article } else { PageKind::Empty };
    Cleaned { verdicts, kind, from_data }
}

/// The probability from which a block is kept: the one that makes the expected F1 of the page's text
/// greatest. On a page of which the classifier is unsure as a whole it lies lower than one half.
fn cut_of(opinion: &Opinion, evidence: &Evidence) -> f32 {
    let mut blocks: Vec<(f32, f32)> =
        opinion.body.iter().zip(&evidence.facts).map(|(p, f)| (*p, f.words as f32 + 1.0)).collect();
    blocks.sort_by(|a, b| b.0.total_cmp(&a.0));
    let whole: f32 = blocks.iter().map(|(p, words)| p * words).sum();
    let (mut right, mut taken, mut best, mut cut) = (0.0, 0.0, 0.0, MOST_CUT);
    for (p, words) in blocks {
        right += p * words;
        taken += words;
        let expected = 2.0 * right / (taken + whole);
        if expected > best {
            (best, cut) = (expected, p);
        }
    }
    cut.clamp(LEAST_CUT, MOST_CUT)
}

fn verdict(i: usize, evidence: &Evidence, opinion: &Opinion, cut: f32) -> Verdict {
    let p = opinion.body.get(i).copied().unwrap_or(0.0);
    let headline = opinion.headline.get(i).is_some_and(|h| *h > HEADLINE);
    let kept = p >= cut && !headline;
    let (label, reason) = if headline {
        (Label::Headline, "repeats the headline".to_owned())
    } else if kept {
        (Label::Body, "running text of the article".to_owned())
    } else {
        why_cut(i, evidence)
    };
    Verdict { label, kept, body_probability: p, reason }
}

/// The kind of boilerplate and the reason, from the strongest evidence to the weakest.
fn why_cut(i: usize, evidence: &Evidence) -> (Label, String) {
    let value = |column: Column| evidence.columns.get(column, 0).get(i).copied().unwrap_or(0);
    let cue = evidence.cues.get(i).copied().flatten();
    let seen = evidence.seen.get(i).copied().unwrap_or_default();
    let label = cue.map(|(label, _)| label).filter(|label| *label != Label::Body);
    if let Some(label) = label {
        (label, "its words".to_owned())
    } else if is_frame(seen) {
        (Label::Other, format!("seen on {} of {} other pages of the site", seen.on, seen.of))
    } else if value(Column::Title) >= TITLE_COPY {
        (Label::Headline, "repeats the headline".to_owned())
    } else {
        (Label::Other, "outside the running text".to_owned())
    }
}

/// True if the site shows the block on so many pages that this alone is a reason.
fn is_frame(seen: Seen) -> bool {
    seen.on >= 2 && seen.on * 3 >= seen.of
}
