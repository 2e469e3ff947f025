//! What may come back although the page's own cut left it out: blocks that nothing speaks against but their place or an outer name.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::cues::Strength;
use super::cues::roles::is_about_author;
use super::evidence::Evidence;
use super::facts::Facts;
use super::naming;
use super::{Label, Verdict};
use crate::page::{Block, BlockKind, Page};

/// An outlet that speaks to its readers says `we` and `you`: of a paragraph's words at most one in so many is such a word.
const APPEAL: u32 = 16;
/// Blocks around a caption or a pull quote among which the text says the same, and the part of its words that say so: four in five.
const NEAR: usize = 3;
const SAME: (usize, usize) = (4, 5);
/// Words of the shortest headline.
const HEADLINE_WORDS: u32 = 4;
/// Words of the shortest block that is compared so; answers such as `No.` are said again.
const COMPARED: usize = 6;
/// Content words of the longest blocks that are compared word for word; captions and notes have fewer, and the time stays linear.
const LONGEST: usize = 200;

/// The blocks that were cut, and what is known of all.
pub(super) struct Doubt<'a> {
    pub verdicts: &'a [Verdict],
    pub page: &'a Page,
    pub evidence: &'a Evidence,
    /// Whether each block stands below a heading of other articles.
    below: Vec<bool>,
    /// The fingerprints of what is kept; most pages have nothing that asks for them.
    kept: OnceCell<FxHashSet<u32>>,
}

impl<'a> Doubt<'a> {
    pub fn of(verdicts: &'a [Verdict], page: &'a Page, evidence: &'a Evidence) -> Self {
        Self {
            verdicts,
            page,
            evidence,
            below: naming::below_heads(verdicts, page),
            kept: OnceCell::new(),
        }
    }

    pub fn words(&self, at: usize) -> u32 {
        self.evidence.reading.facts.get(at).map_or(0, |f| f.words)
    }

    pub fn probability(&self, at: usize) -> f32 {
        self.verdicts.get(at).map_or(0.0, |v| v.body_probability)
    }

    pub fn is_kept(&self, at: usize) -> bool {
        self.verdicts.get(at).is_some_and(|v| v.kept)
    }

    pub fn is_heading(&self, at: usize) -> bool {
        let block = self.page.blocks.get(at);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    }

    /// Whether a block ends as a sentence does.
    pub fn is_sentence(&self, at: usize) -> bool {
        let facts = self.evidence.reading.facts.get(at);
        let block = self.page.blocks.get(at);
        facts.is_some_and(Facts::ends_sentence) || block.is_some_and(|b| ends_quotation(&b.text))
    }

    /// Whether a cut block has no reason of its own: of its words, its form or its place below other stories.
    /// Other pages of the site may show it `seen` times.
    pub fn is_open(&self, at: usize, seen: u32) -> bool {
        (self.is_heading(at) || !self.is_below_others(at)) && self.says_nothing(at, seen)
    }

    /// The same wherever it stands.
    pub fn says_nothing(&self, at: usize, seen: u32) -> bool {
        let (Some(verdict), Some(facts), Some(block)) = (
            self.verdicts.get(at),
            self.evidence.reading.facts.get(at),
            self.page.blocks.get(at),
        ) else {
            return false;
        };
        !verdict.kept
            && self.says_nothing_else(at, verdict, block)
            && self.evidence.seen(at).on <= seen
            && block.link_chars * 2 <= facts.chars
            && !block.text.ends_with('*')
            && !is_about_author(&block.text)
    }

    /// Whether a block stands below a heading of other articles, or right below a link to one.
    fn is_below_others(&self, at: usize) -> bool {
        let listed = self.below.get(at).is_some_and(|below| *below);
        let above = (0..at).rev().take(NEAR).find(|above| !self.is_note(*above));
        listed || above.is_some_and(|above| self.is_cut_link(above))
    }

    /// Whether a cut block tells when, by whom or how often read a story is.
    fn is_note(&self, at: usize) -> bool {
        let note = |v: &Verdict| matches!(v.label, Label::Date | Label::Byline | Label::Counter);
        self.verdicts.get(at).is_some_and(|v| !v.kept && note(v))
    }

    fn is_cut_link(&self, at: usize) -> bool {
        let facts = self.evidence.reading.facts.get(at);
        let block = self.page.blocks.get(at);
        let linked = facts.zip(block).is_some_and(|(facts, block)| {
            facts.words >= HEADLINE_WORDS && block.link_chars * 2 > facts.chars
        });
        linked && !self.is_kept(at)
    }

    fn says_nothing_else(&self, at: usize, verdict: &Verdict, block: &Block) -> bool {
        let of_picture = matches!(verdict.label, Label::Caption | Label::PhotoCredit);
        let cue = self.evidence.reading.cue(at);
        // A day with some words, or numbers, may be a row of a table.
        let of_table = cue.is_some_and(|cue| {
            matches!(cue.label, Label::Date | Label::Counter) && cue.strength == Strength::Weak
        });
        let by_words = verdict.reason.is_by_words() && of_table;
        !of_picture
            && !matches!(block.kind, BlockKind::Caption | BlockKind::Control)
            && (cue.is_none() || of_table)
            && (verdict.reason.is_by_place() || verdict.reason.is_by_element() || by_words)
    }

    /// Whether the outlet speaks to its readers.
    pub fn appeals(&self, at: usize) -> bool {
        let facts = self.evidence.reading.facts.get(at);
        facts.is_some_and(|f| f.appeals * APPEAL > f.words)
    }

    /// Whether something kept has the same words: all of the page's, or nearly so right beside the block.
    pub fn repeats(&self, at: usize) -> bool {
        let prints = &self.evidence.reading.prints;
        let kept = self.kept.get_or_init(|| {
            let kept = prints.iter().zip(self.verdicts).filter(|(_, v)| v.kept);
            kept.map(|(print, _)| *print).collect()
        });
        if prints.get(at).is_some_and(|print| kept.contains(print)) {
            return self.words(at) >= COMPARED as u32;
        }
        let words = self.evidence.reading.words.of(at);
        let near = at.saturating_sub(NEAR)..=at + NEAR;
        (COMPARED..=LONGEST).contains(&words.len())
            && near.filter(|near| self.is_kept(*near)).any(|near| {
                let others = self.evidence.reading.words.of(near);
                let others = others.get(..LONGEST).unwrap_or(others);
                let same = words.iter().filter(|word| others.contains(word)).count();
                same * SAME.1 >= words.len() * SAME.0
            })
    }
}

/// British papers quote so; to [`Facts`] the last sign is an apostrophe.
fn ends_quotation(text: &str) -> bool {
    let said = text.strip_suffix('\'');
    said.is_some_and(|said| said.ends_with(['.', '!', '?']))
}
