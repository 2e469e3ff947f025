//! Which pages of a site show a block, and which of them are of one frame with a page.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{LONG_BYTES, PAGES_OF_A_SITE, Sample};
use crate::clean::reading::Reading;
use crate::page::Page;

/// A set of pages of a site, a bit each.
pub(super) type Pages = u128;

const _: () = assert!(PAGES_OF_A_SITE <= Pages::BITS as usize);

/// Bytes of a block that count at most: a long line says little more of the frame than a short one.
const WEIGHT: usize = 60;
/// Two pages are of one frame if they share this part of one's lines that are no paragraphs: 1 in so many.
///
/// Of pages of one site 19 in 20 share 1 in 6 and more, of pages of two sites hardly 1 in 100 share a tenth (menus have
/// words in common): measured on the pairs of the sets that teach and of made pages of 40 sites.
const RELATED: usize = 10;
/// A sentence of this length is a paragraph: reports of one sentence a paragraph are no lines of a frame.
const SENTENCE_BYTES: usize = 100;

/// What the pages of a site show. Copies of one page are one.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    /// Which bit each page has.
    places: FxHashMap<u64, u8>,
    /// How many bits there are.
    pages: u8,
    /// Fingerprints on just one page, most of them.
    once: FxHashMap<u32, u8>,
    /// The others.
    often: FxHashMap<u32, Pages>,
}

impl Counts {
    pub(super) fn of(pages: &BTreeMap<u64, Sample>) -> Self {
        let mut counts = Self::default();
        let mut known: FxHashMap<&[u32], u8> = FxHashMap::default();
        for (name, sample) in pages {
            let next = counts.pages;
            let place = *known.entry(&sample.prints).or_insert(next);
            counts.places.insert(*name, place);
            if place == next {
                counts.pages += 1;
                sample
                    .prints
                    .iter()
                    .for_each(|print| counts.add(*print, place));
            }
        }
        counts
    }

    fn add(&mut self, print: u32, place: u8) {
        if let Some(pages) = self.often.get_mut(&print) {
            *pages |= bit(place);
        } else if let Some(other) = self.once.remove(&print) {
            self.often.insert(print, bit(other) | bit(place));
        } else {
            self.once.insert(print, place);
        }
    }

    /// The pages that show a block.
    pub(super) fn pages_with(&self, print: u32) -> Pages {
        let often = self.often.get(&print).copied();
        often.unwrap_or_else(|| self.once.get(&print).map_or(0, |place| bit(*place)))
    }

    /// On how many pages a block stands.
    pub(super) fn count(&self, print: u32) -> u32 {
        self.pages_with(print).count_ones()
    }

    /// How many pages there are; copies of one page are one.
    pub(super) fn all(&self) -> u32 {
        u32::from(self.pages)
    }

    /// The pages of these names.
    pub(super) fn named(&self, names: impl IntoIterator<Item = u64>) -> Pages {
        let places = names.into_iter().filter_map(|name| self.places.get(&name));
        places.fold(0, |pages, place| pages | bit(*place))
    }

    /// The pages that have so much of the page's frame that they are of the same site, or part of a site.
    ///
    /// One folder may hold pages of many sites that do not say where they are from, and one site has pages of many
    /// kinds. That a page of another frame does not show a block says nothing; the forests would take it for text.
    /// `pages` are those that show each block, as [`Counts::pages_with`] tells them.
    pub(super) fn related(&self, page: &Page, reading: &Reading, pages: &[Pages]) -> Pages {
        // Most lines of a frame stand on just the same pages, so weights are summed by sets of pages first.
        let mut by_pages: FxHashMap<Pages, (usize, usize)> = FxHashMap::default();
        let mut lines = 0;
        let mut counted = FxHashSet::default();
        let blocks = page.blocks.iter().zip(&reading.facts);
        let blocks = blocks.zip(&reading.prints).zip(pages);
        let blocks = blocks.filter(|((_, print), _)| counted.insert(**print));
        for (((block, facts), _), &pages) in blocks {
            let weight = block.text.len().min(WEIGHT);
            let bytes = if facts.ends_sentence() {
                SENTENCE_BYTES
            } else {
                LONG_BYTES
            };
            let is_line = block.text.len() < bytes;
            lines += if is_line { weight } else { 0 };
            if pages != 0 {
                let (of_lines, of_paragraphs) = by_pages.entry(pages).or_default();
                *if is_line { of_lines } else { of_paragraphs } += weight;
            }
        }
        // Of paragraphs only those that are shared: all others are the article.
        let mut shared = [(0_usize, 0_usize); Pages::BITS as usize];
        for (mut left, weights) in by_pages {
            while left != 0 {
                if let Some(sums) = shared.get_mut(left.trailing_zeros() as usize) {
                    *sums = (sums.0 + weights.0, sums.1 + weights.1);
                }
                left &= left - 1;
            }
        }
        let related = |(of_lines, of_paragraphs): (usize, usize)| {
            let both = of_lines + of_paragraphs;
            both > 0 && both * RELATED >= lines + of_paragraphs
        };
        let places = (0..self.pages).zip(&shared);
        let found = places.filter(|(_, sums)| related(**sums));
        found.fold(0, |pages, (place, _)| pages | bit(place))
    }
}

fn bit(place: u8) -> Pages {
    1_u128.checked_shl(u32::from(place)).unwrap_or(0)
}
