//! The first sentences of a story between its head and its text.

use super::evidence::Evidence;
use super::reason::Ground;
use super::{Label, Verdict, why};

/// Words of a sentence or two.
const LEAD_WORDS: u32 = 12;
/// Below this the forests are sure that a block is none of the text.
const DOUBT: f32 = 0.05;

/// Keeps the prose between byline, date or picture above it and the text below it, if nothing but its looks speaks against it: the lead of a
/// story looks as in the lists of news, and is lost with its memory.
pub(super) fn keep(verdicts: &mut [Verdict], evidence: &Evidence) {
    let first = verdicts.iter().position(|v| v.kept);
    let Some(at) = first.and_then(|first| first.checked_sub(1)) else {
        return;
    };
    let below_head = at
        .checked_sub(1)
        .and_then(|above| verdicts.get(above))
        .is_some_and(|above| is_head(above.label));
    let prose = evidence
        .reading
        .facts
        .get(at)
        .is_some_and(|f| f.words >= LEAD_WORDS && f.ends_sentence());
    if let Some(lead) = verdicts.get_mut(at).filter(|lead| {
        below_head && prose && lead.reason.is(why::OUTSIDE) && lead.body_probability >= DOUBT
    }) {
        lead.kept = true;
        lead.label = Label::Body;
        lead.reason = Ground::Place("between the article's head and its text").into();
    }
}

fn is_head(label: Label) -> bool {
    matches!(
        label,
        Label::Headline
            | Label::Standfirst
            | Label::Byline
            | Label::Date
            | Label::Caption
            | Label::PhotoCredit
            | Label::Counter
            | Label::EditorNote
    )
}
