//! Where on the page the article begins and ends: there its own date and byline stand.

use std::ops::Range;

use super::alike::Compared;
use crate::clean::cues::fold::fold;
use crate::clean::{Cleaned, Label, Reading};
use crate::page::{BlockKind, Page};

/// Blocks looked at behind and before the headline, above the body, below its beginning and below its end.
const BEHIND_HEADLINE: usize = 10;
const BEFORE_HEADLINE: usize = 6;
const ABOVE_BODY: usize = 12;
const BELOW: usize = 4;
/// Blocks behind the headline and above the body among which a name alone may be a byline.
const CLOSE: usize = 7;
/// Blocks looked at when the near ones tell nothing: above the body, and behind its end.
const FAR_ABOVE: usize = 24;
const FAR_BEHIND: usize = 14;

/// The article's place among the blocks of its page.
pub(super) struct Place {
    headline: Option<usize>,
    /// Other blocks that repeat the headline.
    copies: Vec<usize>,
    first: usize,
    last: usize,
}

/// Blocks that are not close to headline or body; other articles may have their dates there too.
pub(super) struct Far {
    pub blocks: Range<usize>,
    /// What stands behind the heads of other articles and of comments does not count.
    pub until_others: bool,
    /// Only what says that it was published counts.
    pub said_only: bool,
}

impl Place {
    /// Finds the block that says the headline, and the first and the last block that were kept.
    pub fn of(page: &Page, reading: &Reading, cleaned: &Cleaned, title: &str) -> Self {
        let kept = || {
            cleaned
                .verdicts
                .iter()
                .enumerate()
                .filter(|(_, verdict)| verdict.kept)
                .map(|(at, _)| at)
        };
        let first = kept().next().unwrap_or(0);
        Self {
            headline: find_headline(page, reading, title),
            copies: copies(cleaned),
            first,
            last: kept().next_back().unwrap_or(first),
        }
    }

    /// The blocks in which date and byline may stand, the likeliest first; some come twice, some lie behind the last block.
    pub fn around(&self) -> impl Iterator<Item = usize> {
        let headline = self.headline;
        let behind = headline
            .into_iter()
            .flat_map(|at| at + 1..=at + BEHIND_HEADLINE);
        let before = headline
            .into_iter()
            .flat_map(|at| (at.saturating_sub(BEFORE_HEADLINE)..at).rev());
        let above = (self.first.saturating_sub(ABOVE_BODY)..self.first).rev();
        behind
            .chain(before)
            .chain(above)
            .chain(self.first..self.first + BELOW)
            .chain(self.last + 1..=self.last + BELOW)
    }

    /// The blocks in which a name alone may be a byline, the likeliest first.
    pub fn close(&self) -> impl Iterator<Item = usize> {
        let headline = self.headline.filter(|at| *at < self.first);
        let behind = headline.into_iter().flat_map(|at| at + 1..=at + CLOSE);
        let from = headline.map_or(0, |at| at + 1);
        let above = (self.first.saturating_sub(CLOSE).max(from)..self.first).rev();
        let begins = self.first..self.first + BELOW;
        behind
            .chain(above)
            .chain(begins)
            .chain(self.last + 1..=self.last + 1)
    }

    /// Blocks farther off, the likeliest group first.
    pub fn far(&self) -> Vec<Far> {
        let group = |blocks| Far {
            blocks,
            until_others: false,
            said_only: false,
        };
        let mut copies = self.copies.clone();
        copies.sort_by_key(|at| at.abs_diff(self.first));
        let mut groups: Vec<Far> = copies
            .into_iter()
            .map(|at| group(at + 1..at + 1 + BEHIND_HEADLINE))
            .collect();
        let behind = self.last + 1..self.last + 1 + FAR_BEHIND;
        groups.extend([
            group(self.first..self.last),
            Far {
                until_others: true,
                ..group(behind)
            },
            // Above all that is the article's, a day alone is the one on which the page was shown.
            Far {
                said_only: true,
                ..group(self.first.saturating_sub(FAR_ABOVE)..self.first)
            },
        ]);
        groups
    }

    /// The blocks below copies of the headline and between the first and the last block that was kept.
    pub fn inside(&self) -> impl Iterator<Item = usize> {
        let near = self.first.saturating_sub(BEHIND_HEADLINE);
        let copies = self.copies.iter().copied().filter(move |at| *at >= near);
        let below = copies.flat_map(|at| at + 1..=at + BEHIND_HEADLINE);
        below.chain(self.first..self.last)
    }

    /// The blocks behind the last one that was kept.
    pub fn behind(&self) -> impl Iterator<Item = usize> {
        self.last + 1..
    }
}

/// The blocks that were taken for the headline.
fn copies(cleaned: &Cleaned) -> Vec<usize> {
    let labelled = cleaned.verdicts.iter().enumerate();
    let labelled = labelled.filter(|(_, verdict)| verdict.label == Label::Headline);
    labelled.map(|(at, _)| at).collect()
}

/// The heading that says the title, else the first block that does.
fn find_headline(page: &Page, reading: &Reading, title: &str) -> Option<usize> {
    let title = fold(title).text;
    if title.is_empty() {
        return None;
    }
    let title = Compared::of(&title);
    let near = |at: &usize, least: f64| {
        reading
            .line(*at)
            .is_some_and(|line| title.is_alike(line.text, least))
    };
    let is_h1 = |at: &usize| {
        page.blocks
            .get(*at)
            .is_some_and(|block| block.kind == BlockKind::Heading(1))
    };
    let all = || 0..page.blocks.len();
    all()
        .find(|at| is_h1(at) && near(at, 0.5))
        .or_else(|| all().find(|at| near(at, 0.8)))
}
