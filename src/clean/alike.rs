//! Blocks of one style inside the article share one verdict: subheadings, titles of slides, paragraphs. So do the lines of one list or table.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::doubt::Doubt;
use super::evidence::Evidence;
use super::names::Name;
use super::reason::Ground;
use super::{Label, Verdict};
use crate::page::{Block, BlockKind, Page};

/// Words of the longest line. A longer block, or one that ends as a sentence does, is prose.
const LINE_WORDS: u32 = 12;
/// Words of the longest entry of a list or row of a table.
const ENTRY_WORDS: u32 = 60;
/// A table with a block of more words is the layout of a page.
const LAYOUT_WORDS: u32 = 80;
/// Kept blocks of a group, and their share of its blocks: one in so many. Of lists that were kept in part most of the rest is in the gold.
const KEPT_LINES: usize = 2;
const KEPT_PROSE: usize = 3;
const SHARE_LINES: usize = 3;
const SHARE_ALL: usize = 2;
/// Below this the forests are sure that a block is none of the text.
const DOUBT: f32 = 0.1;
/// The same of a short block among paragraphs: it is a call or a credit as likely.
const DOUBT_SHORT: f32 = 0.2;
/// Steps up to the list or table that a block is an entry of.
const STEPS: usize = 5;
/// Blocks below a line with a colon, one of which it leads in.
const LED_IN: usize = 2;
/// So many entries as no list has.
const LAYOUT: usize = 1 << 20;

/// Keeps blocks between the article's first and last one whose group is the article's, if nothing speaks against them
/// but their place or an element's name. A heading, or a line that ends with a colon, stays with what it leads in.
///
/// Lines and prose of one style are two groups: short lines among paragraphs are credits and calls. Against a rule for lines of one style
/// alone, by forests that saw no page of their site and on the sets that only test, the mean F1 of nine sets of markup is .0006 more without
/// memory and .0003 with it (November 2026).
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    if evidence.styles.is_empty() {
        return;
    }
    let mut replaced = Vec::new();
    // What stands below a heading that is kept is not below the heading of other articles above it: headings come first.
    for headings in [true, false] {
        let found = Groups::of(verdicts, page, evidence).missing(headings);
        for at in found {
            if let Some(verdict) = verdicts.get_mut(at) {
                let kept = Verdict {
                    label: Label::Body,
                    kept: true,
                    reason: Ground::Place("set like other lines of the article").into(),
                    ..*verdict
                };
                replaced.push((at, std::mem::replace(verdict, kept)));
            }
        }
    }
    replaced.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
    for (at, cut) in replaced {
        if leads_in_nothing(at, verdicts, page)
            && let Some(verdict) = verdicts.get_mut(at)
        {
            *verdict = cut;
        }
    }
}

/// Whether a line is a heading, or ends with a colon, and what it leads in is cut.
fn leads_in_nothing(at: usize, verdicts: &[Verdict], page: &Page) -> bool {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let Some(block) = page.blocks.get(at) else {
        return false;
    };
    let below = page.blocks.iter().zip(verdicts).skip(at + 1);
    if is_heading(block) {
        let to_next = below.take_while(|(block, _)| !is_heading(block));
        let (text, kept) = to_next.fold((0, 0), |(text, kept), (_, verdict)| {
            (text + 1, kept + usize::from(verdict.kept))
        });
        return text > 0 && kept == 0;
    }
    let leads = block.text.ends_with([':', '：']);
    leads && !below.take(LED_IN).any(|(_, verdict)| verdict.kept)
}

/// The blocks of the article that are set alike, or stand in one list.
struct Groups<'a> {
    doubt: Doubt<'a>,
    inside: Range<usize>,
    /// The list or table of each block, and whether it is a table.
    lists: Vec<Option<(u32, bool)>>,
    /// Of each style, its lines and its prose apart, the kept blocks and all.
    styles: FxHashMap<(u32, bool), (usize, usize)>,
    /// The same of each list.
    entries: FxHashMap<u32, (usize, usize)>,
}

impl<'a> Groups<'a> {
    fn of(verdicts: &'a [Verdict], page: &'a Page, evidence: &'a Evidence) -> Self {
        let first = verdicts.iter().position(|v| v.kept).unwrap_or(0);
        let last = verdicts.iter().rposition(|v| v.kept).unwrap_or(0);
        let mut groups = Self {
            doubt: Doubt::of(verdicts, page, evidence),
            inside: first..last,
            lists: page
                .blocks
                .iter()
                .map(|block| list_of(block, page))
                .collect(),
            styles: FxHashMap::default(),
            entries: FxHashMap::default(),
        };
        for at in first..=last {
            groups.count(at);
        }
        groups
    }

    fn count(&mut self, at: usize) {
        let kept = usize::from(self.doubt.is_kept(at));
        if let Some(style) = self.style(at) {
            let count = self.styles.entry(style).or_default();
            *count = (count.0 + kept, count.1 + 1);
        }
        if let Some((list, _)) = self.list(at) {
            let count = self.entries.entry(list).or_default();
            // A layout has more entries than it can keep.
            let all = if self.doubt.words(at) > LAYOUT_WORDS {
                LAYOUT
            } else {
                1
            };
            *count = (count.0 + kept, count.1.saturating_add(all));
        }
    }

    fn style(&self, at: usize) -> Option<(u32, bool)> {
        let style = self.doubt.evidence.styles.get(at)?;
        Some((*style, self.is_prose(at)))
    }

    fn list(&self, at: usize) -> Option<(u32, bool)> {
        self.lists.get(at).copied().flatten()
    }

    fn is_prose(&self, at: usize) -> bool {
        self.doubt.words(at) > LINE_WORDS || self.doubt.is_sentence(at)
    }

    /// The cut headings, or the other cut blocks, that share a verdict with what is kept.
    fn missing(&self, headings: bool) -> Vec<usize> {
        let cut = self.inside.clone();
        cut.filter(|at| self.doubt.is_heading(*at) == headings && self.belongs(*at))
            .collect()
    }

    fn belongs(&self, at: usize) -> bool {
        let shared = if self.is_prose(at) {
            self.shares_prose(at)
        } else {
            self.shares_line(at)
        };
        (shared || self.shares_list(at)) && self.has_words(at) && self.doubt.is_open(at, 1)
    }

    /// Of its style one line in three is kept, or half of all blocks.
    fn shares_line(&self, at: usize) -> bool {
        let Some((style, _)) = self.style(at) else {
            return false;
        };
        let lines = self.of_style(style, false);
        let prose = self.of_style(style, true);
        let all = (lines.0 + prose.0, lines.1 + prose.1);
        let p = self.doubt.probability(at);
        p >= DOUBT && holds(lines, KEPT_LINES, SHARE_LINES)
            || p >= DOUBT_SHORT && holds(all, KEPT_LINES, SHARE_ALL)
    }

    fn of_style(&self, style: u32, prose: bool) -> (usize, usize) {
        self.styles
            .get(&(style, prose))
            .copied()
            .unwrap_or_default()
    }

    fn shares_prose(&self, at: usize) -> bool {
        let Some((style, _)) = self.style(at) else {
            return false;
        };
        let short = self.doubt.words(at) <= LINE_WORDS;
        self.doubt.probability(at) >= if short { DOUBT_SHORT } else { DOUBT }
            && holds(self.of_style(style, true), KEPT_PROSE, SHARE_ALL)
            && self.doubt.is_sentence(at)
            && !self.doubt.appeals(at)
            && !self.is_named_as_other(at)
            && !self.doubt.repeats(at)
    }

    fn shares_list(&self, at: usize) -> bool {
        let Some((list, is_table)) = self.list(at) else {
            return false;
        };
        let entries = self.entries.get(&list).copied().unwrap_or_default();
        let share = if is_table || self.is_prose(at) {
            SHARE_ALL
        } else {
            SHARE_LINES
        };
        self.doubt.words(at) <= ENTRY_WORDS
            && self.doubt.probability(at) >= DOUBT
            && holds(entries, KEPT_LINES, share)
            && !self.is_named_as_other(at)
    }

    /// Whether prose stands inside an element of other stories, readers or the outlet: there the name says more than the style.
    fn is_named_as_other(&self, at: usize) -> bool {
        let name = self.doubt.verdicts.get(at).and_then(|v| v.reason.element());
        name.is_some_and(|name| {
            !matches!(
                name,
                Name::Subscribe | Name::Side | Name::Header | Name::Share | Name::Meta
            )
        })
    }

    /// A separator says nothing. A number does in a table or list; elsewhere it is a counter, or a day with a reader's name.
    fn has_words(&self, at: usize) -> bool {
        let facts = self.doubt.evidence.reading.facts.get(at);
        let kind = self.doubt.page.blocks.get(at).map(|block| block.kind);
        facts.is_some_and(|f| match kind {
            Some(BlockKind::Cell) => f.letters + f.digits > 0,
            Some(BlockKind::ListItem) => f.letters > 0,
            _ => f.letters > 0 && f.letters >= f.digits,
        })
    }
}

/// Whether of a group at least `least` blocks are kept, and one in `share`.
fn holds((kept, all): (usize, usize), least: usize, share: usize) -> bool {
    kept >= least && kept * share >= all
}

/// The innermost list or table around a block, and whether it is a table.
fn list_of(block: &Block, page: &Page) -> Option<(u32, bool)> {
    let element = |at: u32| page.elements.get(at as usize);
    let around = std::iter::successors(block.element, |at| element(*at)?.parent);
    around
        .take(STEPS)
        .find_map(|at| match element(at)?.tag.as_str() {
            "ul" | "ol" | "dl" => Some((at, false)),
            "table" => Some((at, true)),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::SiteMemory;
    use crate::clean::why::why_cut;
    use crate::page::{Form, Limits, parse};
    use crate::read::RawPage;

    /// What is kept of the blocks between two paragraphs, if those in `blocks` were that are marked so, and the paragraphs.
    fn kept(blocks: &[(&str, bool)]) -> Vec<bool> {
        let inner: String = blocks.iter().map(|(markup, _)| *markup).collect();
        let page = parse(
            RawPage {
                path: "a.html".to_owned(),
                member: None,
                form: Form::Html,
                bytes: format!("<p>Above</p>{inner}<p>Below</p>").into_bytes(),
                charset: None,
                claims: Vec::new(),
            },
            &Limits::default(),
        );
        let evidence = Evidence::of(&page, &SiteMemory::new());
        let kept_before = std::iter::once(true)
            .chain(blocks.iter().map(|(_, kept)| *kept))
            .chain([true]);
        let verdict = |(at, kept): (usize, bool)| {
            let (label, reason) = why_cut(at, &evidence);
            Verdict {
                label: if kept { Label::Body } else { label },
                kept,
                body_probability: if kept { 0.6 } else { 0.3 },
                reason,
            }
        };
        let mut verdicts: Vec<Verdict> = kept_before.enumerate().map(verdict).collect();
        keep(&mut verdicts, &page, &evidence);
        verdicts.iter().map(|v| v.kept).collect()
    }

    /// The same of the rows of a table.
    fn rows(rows: &[(&str, bool)]) -> Vec<bool> {
        let mut blocks: Vec<(String, bool)> = rows
            .iter()
            .map(|(text, kept)| (format!("<tr><td>{text}</td></tr>"), *kept))
            .collect();
        if let Some((first, _)) = blocks.first_mut() {
            first.insert_str(0, "<table>");
        }
        if let Some((last, _)) = blocks.last_mut() {
            last.push_str("</table>");
        }
        let blocks: Vec<(&str, bool)> = blocks.iter().map(|(b, k)| (b.as_str(), *k)).collect();
        kept(&blocks)
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
        let kept = rows(&[(a, true), ("1,250", false), ("***", false), (b, true)]);
        assert_eq!(kept, [true, true, true, false, true, true]);
    }

    #[test]
    fn a_heading_goes_with_its_text() {
        let (a, b) = ("<h3>The first night</h3>", "<h3>The second night</h3>");
        let text = "<p>It rained, and the harbour was full of boats that had come in early from the sea.</p>";
        let box_text =
            "<p>We send you our best stories, and you can tell us at any time to stop.</p>";
        let blocks = [(a, true), (text, true), (b, true), (text, true)];
        let third = [("<h3>The third night</h3>", false), (text, true)];
        assert_eq!(kept(&[&blocks[..], &third].concat()), [true; 8]);
        let third = [("<h3>Our letter</h3>", false), (box_text, false), (a, true)];
        let kept = kept(&[&blocks[..], &third].concat());
        assert_eq!(kept[5..], [false, false, true, true]);
    }

    #[test]
    fn below_links_to_other_stories_nothing_comes_back() {
        let entry = "<div><p>Storm on the coast</p></div>";
        let head = "<h4>Related stories</h4>";
        let blocks = [(entry, true), (entry, true), (head, false), (entry, false)];
        assert_eq!(kept(&blocks), [true, true, true, false, false, true]);
        let blocks = [(entry, true), (entry, true), (entry, false)];
        assert_eq!(kept(&blocks), [true; 5]);
    }
}
