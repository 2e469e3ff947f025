//! Galleries: pages whose text is the captions of their pictures, each with its credit.

use super::evidence::Evidence;
use super::reason::Ground;
use super::{Label, Verdict};

/// Captions that make a gallery, and words of the shortest one with its credit.
const CAPTIONS: usize = 4;
const WORDS: u32 = 9;

/// Keeps the captions that end in a credit where the rest of the text is shorter than they are.
pub(super) fn keep(verdicts: &mut [Verdict], evidence: &Evidence) {
    let words = |at: usize| evidence.reading.facts.get(at).map_or(0, |f| f.words);
    let is_caption = |at: &usize| {
        let cue = evidence.reading.cue(*at);
        let facts = evidence.reading.facts.get(*at);
        cue.is_some_and(|cue| cue.label == Label::Caption && !cue.written)
            && facts.is_some_and(|f| f.words >= WORDS)
            && evidence.seen(*at).on == 0
    };
    let captions: Vec<usize> = (0..verdicts.len()).filter(is_caption).collect();
    let inside: u32 = captions.iter().map(|at| words(*at)).sum();
    let others = (0..verdicts.len()).filter(|at| !captions.contains(at));
    let kept = others.filter(|at| verdicts.get(*at).is_some_and(|v| v.kept));
    let outside: u32 = kept.map(words).sum();
    if captions.len() < CAPTIONS || inside < outside {
        return;
    }
    for at in captions {
        if let Some(verdict) = verdicts.get_mut(at).filter(|verdict| !verdict.kept) {
            verdict.kept = true;
            verdict.label = Label::Body;
            verdict.reason =
                Ground::Place("a caption of a gallery, whose text is its captions").into();
        }
    }
}
