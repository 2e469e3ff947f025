//! Captions that nothing but their place tells from a lead-in: beside the credit of the picture, with the day it was taken.

use super::evidence::Evidence;
use super::{Label, Verdict};

/// Words of the longest caption without a full stop.
const WORDS: u32 = 30;

/// Cuts lines above the text that stand beside a photo credit, tell a year and are no sentence.
pub(super) fn cut(verdicts: &mut [Verdict], evidence: &Evidence) {
    let sentences = |at: usize| {
        evidence
            .reading
            .facts
            .get(at)
            .map_or(0, |f| f.sentence_marks)
    };
    let prose = (0..verdicts.len())
        .find(|at| verdicts.get(*at).is_some_and(|v| v.kept) && sentences(*at) > 0);
    for at in 0..prose.unwrap_or(verdicts.len()) {
        let credited = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter_map(|beside| verdicts.get(beside))
            .any(|v| v.label == Label::PhotoCredit && !v.kept);
        let facts = evidence.reading.facts.get(at);
        let caption = facts.is_some_and(|f| f.years > 0 && f.words <= WORDS);
        if let Some(verdict) = verdicts.get_mut(at)
            && credited
            && caption
            && verdict.kept
        {
            verdict.kept = false;
            verdict.label = Label::Caption;
            verdict.reason = "beside a photo credit, with its day".into();
        }
    }
}
