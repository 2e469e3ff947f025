//! The headline where it was taken for the first line of the text.

use super::cues::fold::fold;
use super::{Label, Verdict};
use crate::page::Page;
use crate::read::Field;

/// Kept blocks among which the headline may be: above it a kicker or a line of the picture may have been kept.
const REACH: usize = 2;
/// Letters and words of the shortest headline that is told by standing in the page's title.
const LETTERS: usize = 16;
const WORDS: usize = 3;

/// Cuts a first line of the text that stands whole in a title of the page, whatever else the title says beside it.
pub(super) fn cut(verdicts: &mut [Verdict], page: &Page) {
    let titles = page.claims.iter().filter(|c| c.field == Field::Title);
    let titles: Vec<String> = titles
        .map(|claim| format!(" {} ", fold(&claim.value).text))
        .collect();
    let kept: Vec<usize> = (0..verdicts.len())
        .filter(|&i| verdicts.get(i).is_some_and(|v| v.kept))
        .take(REACH + 1)
        .collect();
    // The only line of a text is not cut.
    let Some((last, first)) = kept.split_last() else {
        return;
    };
    let above = verdicts.get(..*last).unwrap_or_default();
    // Another line like the title is a heading inside the text.
    if above.iter().any(|v| v.label == Label::Headline) {
        return;
    }
    for &at in first {
        let Some((block, verdict)) = page.blocks.get(at).zip(verdicts.get_mut(at)) else {
            return;
        };
        let text = fold(&block.text);
        let long =
            text.words >= WORDS && text.text.chars().count() >= LETTERS || text.words > 2 * WORDS;
        // Notes and messages have their first sentence as title.
        let sentence = block.text.trim_end().ends_with('.');
        let stands = || {
            titles
                .iter()
                .any(|title| title.contains(&format!(" {} ", text.text)))
        };
        if long && !sentence && stands() {
            verdict.kept = false;
            verdict.label = Label::Headline;
            verdict.reason = "stands in the page's title".into();
            return;
        }
    }
}
