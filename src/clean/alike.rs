//! Short lines of one style inside the article: subheadings, titles of slides, rows of a table. They share one verdict.

use rustc_hash::FxHashMap;

use super::cues::Strength;
use super::evidence::Evidence;
use super::reason::Ground;
use super::{Label, Verdict};
use crate::page::Page;

/// Words of the longest line. Longer blocks are judged by what they say.
const WORDS: u32 = 12;
/// Kept blocks of a style, and their share of its blocks: one in so many.
const KEPT: usize = 2;
const SHARE: usize = 2;
/// Below this the forests are sure that a line is none of the text.
///
/// By forests that saw no page of their site, and on the sets that only test, 168 lines of articles came back and 77 others, most of which
/// are rows of their tables too, by eye; F1 is .0001 to .0002 more.
const DOUBT: f32 = 0.2;

/// Keeps lines between the article's first and last block if at least as many of their style are kept, and nothing speaks against
/// them but their place or an element's name.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let first = verdicts.iter().position(|v| v.kept);
    let last = verdicts.iter().rposition(|v| v.kept);
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    let style = |at: usize| evidence.styles.get(at).copied();
    // Of each style the kept blocks and all.
    let mut counts: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for (at, verdict) in verdicts.iter().enumerate().take(last + 1).skip(first) {
        if let Some(style) = style(at) {
            let count = counts.entry(style).or_default();
            count.0 += usize::from(verdict.kept);
            count.1 += 1;
        }
    }
    let shared = |at: usize| {
        let count = style(at).and_then(|style| counts.get(&style));
        count.is_some_and(|(kept, all)| *kept >= KEPT && kept * SHARE >= *all)
    };
    for at in first..last {
        let Some(verdict) = verdicts.get_mut(at) else {
            return;
        };
        if is_doubted(verdict, page, evidence, at) && shared(at) {
            verdict.kept = true;
            verdict.label = Label::Body;
            verdict.reason = Ground::Place("set like other lines of the article").into();
        }
    }
}

fn is_doubted(verdict: &Verdict, page: &Page, evidence: &Evidence, at: usize) -> bool {
    let (Some(facts), Some(block)) = (evidence.reading.facts.get(at), page.blocks.get(at)) else {
        return false;
    };
    let weak = evidence
        .reading
        .cue(at)
        .is_some_and(|cue| cue.strength == Strength::Weak);
    let by_date = weak && verdict.label == Label::Date && verdict.reason.is_by_words();
    let of_picture = matches!(verdict.label, Label::Caption | Label::PhotoCredit);
    !verdict.kept
        && !of_picture
        && verdict.body_probability >= DOUBT
        && facts.words <= WORDS
        && block.link_chars * 2 <= facts.chars
        && evidence.seen(at).on < 2
        && (verdict.reason.is_by_place() || verdict.reason.is_by_element() || by_date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::SiteMemory;
    use crate::page::{Form, Limits, parse};
    use crate::read::RawPage;

    /// What is kept of the rows of a table and a paragraph below it, if the rows in `kept` and the paragraph were.
    fn rows(rows: &[(&str, bool)]) -> Vec<bool> {
        let cells: String = rows
            .iter()
            .map(|(text, _)| format!("<tr><td>{text}</td></tr>"))
            .collect();
        let page = parse(
            RawPage {
                path: "a.html".to_owned(),
                member: None,
                form: Form::Html,
                bytes: format!("<p>Above</p><table>{cells}</table><p>Below</p>").into_bytes(),
                charset: None,
                claims: Vec::new(),
            },
            &Limits::default(),
        );
        let evidence = Evidence::of(&page, &SiteMemory::new());
        let verdict = |kept: bool| Verdict {
            label: if kept { Label::Body } else { Label::Other },
            kept,
            body_probability: if kept { 0.6 } else { 0.3 },
            reason: Ground::Place("outside").into(),
        };
        let states = rows.iter().map(|(_, kept)| *kept);
        let mut verdicts: Vec<Verdict> = [true]
            .into_iter()
            .chain(states)
            .chain([true])
            .map(verdict)
            .collect();
        keep(&mut verdicts, &page, &evidence);
        verdicts.iter().map(|v| v.kept).collect()
    }

    #[test]
    fn rows_of_one_table_share_a_verdict() {
        let (a, b, c, d) = (
            "May 4 Lyon",
            "July 6 Toronto",
            "Aug. 31 Berlin",
            "Sept. 1 Oslo",
        );
        let kept = rows(&[(a, true), (b, false), (c, true), (d, false)]);
        assert_eq!(kept, [true; 6]);
        let kept = rows(&[(a, true), (b, false), (c, false), (d, false)]);
        assert_eq!(kept, [true, true, false, false, false, true]);
        let linked = "<a href=/>Aug. 31 Berlin</a>";
        let kept = rows(&[(a, true), (linked, false), (b, true)]);
        assert_eq!(kept, [true, true, false, true, true]);
    }
}
