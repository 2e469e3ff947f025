//! What was kept behind the page's legal lines: dialogues of the reader's account, forms, rules for comments.
//!
//! They are prose, speak to a `you` and hold no link, so the forests take them for paragraphs.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::topic::WordSet;
use super::{Label, Verdict};

/// Kept words that stand before the legal lines, at least.
const BEFORE: u32 = 60;
/// Behind them stands at most half as much.
const REST: u32 = 2;
/// Of the words behind them the text before uses fewer than one in five; else the article goes on there.
///
/// On nine sets in both forms, by forests that saw no page of their site where the set teaches, some 70 blocks of frames were cut and
/// none of the gold; F1 rises by .0001 (HTML) and .0005 (text).
const SHARED: (usize, usize) = (1, 5);
/// Kept blocks of one style before the legal lines that make it the article's.
const STYLED: usize = 2;

/// Cuts what stands behind the first legal line that most of the text stands before, if it speaks of other things.
pub(super) fn cut(verdicts: &mut [Verdict], evidence: &Evidence) {
    let Some(behind) = behind_legal(verdicts, evidence) else {
        return;
    };
    for at in behind {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = false;
            verdict.label = Label::Other;
            verdict.reason = "behind the page's legal lines".into();
        }
    }
}

/// The kept blocks behind the legal lines, if they are none of the article.
fn behind_legal(verdicts: &[Verdict], evidence: &Evidence) -> Option<Vec<usize>> {
    let words = |at: usize| evidence.reading.facts.get(at).map_or(0, |f| f.words);
    let kept = || (0..verdicts.len()).filter(|at| verdicts.get(*at).is_some_and(|v| v.kept));
    let all: u32 = kept().map(words).sum();
    let mut before = 0;
    let legal = verdicts.iter().enumerate().find(|(at, verdict)| {
        before += if verdict.kept { words(*at) } else { 0 };
        let legal = !verdict.kept && verdict.label == Label::Legal && verdict.reason.is_by_words();
        legal && before >= BEFORE && all > before && (all - before) * REST <= before
    });
    let (legal, _) = legal?;
    let style = |at: usize| evidence.styles.get(at).copied();
    let mut styles: FxHashMap<u32, usize> = FxHashMap::default();
    let mut topic = WordSet::new();
    for at in kept().take_while(|at| *at < legal) {
        if let Some(style) = style(at) {
            *styles.entry(style).or_default() += 1;
        }
        for word in evidence.reading.words.of(at) {
            topic.insert(*word);
        }
    }
    // Where the legal line itself is set like the article, its style tells nothing.
    let is_styled = |at: usize| {
        let before = style(at).and_then(|style| styles.get(&style));
        style(at) != style(legal) && before.is_some_and(|before| *before >= STYLED)
    };
    let behind = kept().filter(|at| *at > legal && !is_styled(*at));
    let behind: Vec<usize> = behind.collect();
    let said = || behind.iter().flat_map(|at| evidence.reading.words.of(*at));
    let shared = said().filter(|word| topic.contains(**word)).count();
    let other = shared * SHARED.1 < said().count() * SHARED.0;
    other.then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::SiteMemory;
    use crate::page::{Form, Limits, parse};
    use crate::read::RawPage;

    const TEXT: &str = "The council of Kellan met on Tuesday and agreed to mend the old bridge before the winter comes, \
        because the engineers had found cracks in two of its pillars, and the mayor said that no lorry may cross it until then. \
        The bridge was built in 1931, carries four thousand cars a day, and is the only one over the river north of the lake. \
        The county pays half of the work, which costs nine million crowns and will be done by a firm from the coast.";
    const LEGAL: &str = "© 2026 Kellan Courier. All rights reserved.";

    /// Whether a last line stays that was kept behind the legal line.
    fn stays(line: &str) -> bool {
        let lines = [TEXT, LEGAL, line];
        let page = parse(
            RawPage {
                path: "a.txt".to_owned(),
                member: None,
                form: Form::Text,
                bytes: lines.join("\n").into_bytes(),
                charset: None,
                claims: Vec::new(),
            },
            &Limits::default(),
        );
        let evidence = Evidence::of(&page, &SiteMemory::new());
        let verdict = |at: usize| {
            let (label, reason) = super::super::why::why_cut(at, &evidence);
            let kept = at != 1;
            Verdict {
                label: if kept { Label::Body } else { label },
                kept,
                body_probability: 0.8,
                reason,
            }
        };
        let mut verdicts: Vec<Verdict> = (0..3).map(verdict).collect();
        cut(&mut verdicts, &evidence);
        verdicts.last().is_some_and(|v| v.kept)
    }

    #[test]
    fn dialogues_behind_the_legal_line_are_cut_and_the_rest_of_the_article_is_not() {
        assert!(!stays(
            "You are reading on another device. If you go on here, the session on the first phone will end."
        ));
        assert!(stays(
            "The bridge over the river stays open for cars until the work of the engineers on its pillars begins."
        ));
    }
}
