//! A paragraph that nearly every page of a site shows word for word is the site's, wherever it stands: a call to subscribe or a word on
//! the house in the middle of an article looks like its text in all but that.

use super::cues::Cue;
use super::evidence::Evidence;
use super::memory::Seen;
use super::reason::Ground;
use super::{Label, Verdict};

/// Other pages of the site that must be known. A running story's background can stand on most of a few pages.
const PAGES: u32 = 8;
/// The share of them that shows the paragraph: four in five; of one with words of a frame, a quarter.
const NEARLY_ALL: (u32, u32) = (4, 5);
const WITH_CUE: (u32, u32) = (1, 4);
/// Words of a paragraph. Shorter lines are headings too, such as a house's "Why it matters".
const WORDS: u32 = 6;
/// Digits of a year. Fingerprints take all numbers for one, so reports of weather and results are alike but for their numbers.
const DIGITS: u32 = 4;

/// Cuts such paragraphs, unless they are a third or more of the text: then the site's articles are made so.
pub(super) fn cut(verdicts: &mut [Verdict], evidence: &Evidence) {
    let words = |at: usize| evidence.reading.facts.get(at).map_or(0, |f| f.words);
    let kept = || (0..verdicts.len()).filter(|at| verdicts.get(*at).is_some_and(|v| v.kept));
    let repeated: Vec<usize> = kept().filter(|at| is_repeated(*at, evidence)).collect();
    let all: u32 = kept().map(words).sum();
    let cut: u32 = repeated.iter().map(|at| words(*at)).sum();
    if cut * 3 >= all {
        return;
    }
    for at in repeated {
        let Seen { on, of, .. } = evidence.seen(at);
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = false;
            verdict.label = frame_cue(at, evidence).map_or(Label::Other, |cue| cue.label);
            verdict.reason = Ground::Seen { on, of }.into();
        }
    }
}

fn is_repeated(at: usize, evidence: &Evidence) -> bool {
    let paragraph = evidence
        .reading
        .facts
        .get(at)
        .is_some_and(|f| f.words >= WORDS && f.sentence_marks > 0 && f.digits <= DIGITS);
    let Seen { on, of, .. } = evidence.seen(at);
    let (part, whole) = match frame_cue(at, evidence) {
        Some(_) => WITH_CUE,
        None => NEARLY_ALL,
    };
    paragraph && of >= PAGES && on * whole >= of * part
}

fn frame_cue(at: usize, evidence: &Evidence) -> Option<Cue> {
    evidence
        .reading
        .cue(at)
        .filter(|cue| cue.label != Label::Body)
}
