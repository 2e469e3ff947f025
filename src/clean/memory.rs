//! Site memory: which blocks a site prints on many of its pages.
//!
//! Each site keeps a sample of its pages, chosen by a hash of their names, newest runs first; each
//! sampled page is a list of block fingerprints. So the same pages give the same memory in whatever
//! order and on however many threads they are seen, a page seen twice counts once, and a site that
//! changes its frame forgets the old one. The memory is evidence for the classifier, never a verdict.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::reading::Reading;
use crate::page::Page;

mod bytes;
mod counts;
mod home;
mod running;

use self::counts::{Counts, Pages};
pub use bytes::DamagedMemory;

/// Pages kept of a site. A frame line is on most pages, so the share of 128 tells it within a few percent.
const PAGES_OF_A_SITE: usize = 128;
/// Fingerprints kept of a page: half from its beginning, half from its end.
const BLOCKS_OF_A_PAGE: usize = 1024;
/// Blocks of this length tell whether two pages hold the same article.
const LONG_BYTES: usize = 140;
/// Of fewer of these little is known: then sentences of so many words tell it, as in reports of one sentence a paragraph.
const LEAST_LONG: usize = 3;
const SENTENCE_WORDS: u32 = 10;
/// So many blocks of this length are an article, whatever else stands on the page.
const PARAGRAPH_BYTES: usize = 200;
const PARAGRAPHS: usize = 5;
/// Fingerprints kept of all sites together (4 bytes each); beyond, every site keeps half as many pages.
const FINGERPRINTS: usize = 8_000_000;

/// What the blocks of each site's pages looked like.
#[derive(Debug, Clone)]
pub struct SiteMemory {
    sites: BTreeMap<String, Site>,
    pages_of_a_site: usize,
    fingerprints: usize,
}

#[derive(Debug, Clone, Default)]
struct Site {
    pages: BTreeMap<u64, Sample>,
    counts: OnceLock<Counts>,
}

/// The fingerprints of a page's long blocks.
struct Long {
    blocks: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl Long {
    /// How many there are of both kinds.
    fn count(&self, is: impl Fn(&u32) -> bool) -> (usize, usize) {
        let count = |prints: &[u32]| prints.iter().filter(|print| is(print)).count();
        (count(&self.blocks), count(&self.paragraphs))
    }

    /// How many of the long blocks another page shows.
    fn shared_with(&self, sample: &Sample) -> usize {
        self.count(|print| sample.shows(*print)).0
    }

    /// True if so many long blocks and paragraphs are the article.
    fn is_article(&self, (blocks, paragraphs): (usize, usize)) -> bool {
        self.blocks.len() >= LEAST_LONG && blocks * 3 >= self.blocks.len() * 2
            || paragraphs >= PARAGRAPHS
    }
}

/// More pages that share their long blocks are no versions of one story.
const VERSIONS: usize = 16;

/// One page of the sample.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sample {
    /// Runs since it was seen: 0 in the run that saw it.
    age: u8,
    /// Sorted, without repeats.
    prints: Vec<u32>,
}

impl Sample {
    fn shows(&self, print: u32) -> bool {
        self.prints.binary_search(&print).is_ok()
    }

    /// How many blocks stand on this page or on another one, and not on both.
    fn differs_in(&self, other: &[u32]) -> usize {
        let shared = other.iter().filter(|print| self.shows(**print)).count();
        self.prints.len() + other.len() - 2 * shared
    }
}

/// How often a block stands on the other pages of its site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Other pages of the site in the sample that show it.
    pub on: u32,
    /// Other pages of the site in the sample.
    pub of: u32,
    /// Other pages show it and are not counted, since it is the story's.
    pub told_again: bool,
}

impl Default for SiteMemory {
    fn default() -> Self {
        Self {
            sites: BTreeMap::new(),
            pages_of_a_site: PAGES_OF_A_SITE,
            fingerprints: 0,
        }
    }
}

impl SiteMemory {
    /// A memory of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page of `site`; a page seen before (same path and member) replaces itself.
    pub fn observe(&mut self, site: &str, page: &Page) {
        self.observe_sample(site, page, sample_of(fingerprints(page)));
    }

    /// As [`SiteMemory::observe`], for a page whose blocks have been read.
    pub fn observe_read(&mut self, site: &str, page: &Page, reading: &Reading) {
        self.observe_sample(site, page, reading.sample().to_vec());
    }

    fn observe_sample(&mut self, site: &str, page: &Page, prints: Vec<u32>) {
        // What was cleaned before has nothing of its site's frame.
        if page.is_clean() {
            return;
        }
        let sample = Sample { age: 0, prints };
        self.put(site, name_of(page), sample);
        self.shrink();
    }

    /// Adds what another memory has seen. The result does not depend on the order of merging.
    pub fn merge(&mut self, other: Self) {
        self.limit(other.pages_of_a_site);
        for (name, site) in other.sites {
            for (page, sample) in site.pages {
                self.put(&name, page, sample);
            }
        }
        self.shrink();
    }

    /// The sites known, with the number of their pages in the sample.
    pub fn sites(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sites
            .iter()
            .map(|(name, site)| (name.as_str(), site.pages.len()))
    }

    /// For each block of a page on how many other pages of the site it stands.
    pub(super) fn seen(&self, site: &str, page: &Page, reading: &Reading) -> Vec<Seen> {
        let prints = reading.prints.as_slice();
        let Some(known) = self.sites.get(site) else {
            return vec![Seen::default(); page.blocks.len()];
        };
        let counts = known.counts.get_or_init(|| Counts::of(&known.pages));
        let from = |bytes: usize| {
            let blocks = page.blocks.iter().zip(prints);
            let long = blocks.filter(|(block, _)| block.text.len() >= bytes);
            long.map(|(_, print)| *print).collect::<Vec<u32>>()
        };
        let mut long = Long {
            blocks: from(LONG_BYTES),
            paragraphs: from(PARAGRAPH_BYTES),
        };
        if long.blocks.len() < LEAST_LONG {
            let sentences = reading.facts.iter().zip(prints);
            let sentences = sentences
                .filter(|(facts, _)| facts.words >= SENTENCE_WORDS && facts.ends_sentence());
            long.blocks = sentences.map(|(_, print)| *print).collect();
        }
        let whole = reading.sample();
        let again = counts.named(known.same_article(name_of(page), whole, &long, counts));
        let mut pages: Vec<Pages> = prints.iter().map(|p| counts.pages_with(*p)).collect();
        let others: Vec<Pages> = pages.iter().map(|pages| pages & !again).collect();
        let of = counts.all().saturating_sub(again.count_ones());
        let running = running::find(page, reading, &others, of);
        for at in &running {
            if let Some(pages) = pages.get_mut(*at) {
                *pages = 0;
            }
        }
        let others = counts.related(page, reading, &pages) & !again;
        let seen = |pages: &Pages| Seen {
            on: (pages & others).count_ones(),
            of: others.count_ones(),
            told_again: false,
        };
        let mut seen: Vec<Seen> = pages.iter().map(seen).collect();
        for at in running {
            if let Some(seen) = seen.get_mut(at) {
                seen.told_again = true;
            }
        }
        home::clear(page, &mut seen);
        seen
    }

    fn put(&mut self, site: &str, page: u64, sample: Sample) {
        if !self.sites.contains_key(site) {
            self.sites.insert(site.to_owned(), Site::default());
        }
        let Some(known) = self.sites.get_mut(site) else {
            return;
        };
        let added = sample.prints.len();
        let lost = known.put(page, sample, self.pages_of_a_site);
        self.fingerprints = (self.fingerprints + added).saturating_sub(lost);
    }

    fn shrink(&mut self) {
        while self.fingerprints > FINGERPRINTS && self.pages_of_a_site > 4 {
            self.limit(self.pages_of_a_site / 2);
        }
    }

    /// Lowers the number of pages that a site keeps.
    fn limit(&mut self, pages: usize) {
        self.pages_of_a_site = self.pages_of_a_site.min(pages);
        for site in self.sites.values_mut() {
            while site.pages.len() > self.pages_of_a_site {
                self.fingerprints = self.fingerprints.saturating_sub(site.drop_worst());
            }
        }
    }
}

impl Site {
    /// Adds a page and returns how many fingerprints were lost by that.
    fn put(&mut self, page: u64, sample: Sample, limit: usize) -> usize {
        self.counts = OnceLock::new();
        let mut lost = 0;
        let kept = match self.pages.remove(&page) {
            Some(old) if old <= sample => {
                lost += sample.prints.len();
                old
            }
            Some(old) => {
                lost += old.prints.len();
                sample
            }
            None => sample,
        };
        self.pages.insert(page, kept);
        if self.pages.len() > limit {
            lost += self.drop_worst();
        }
        lost
    }

    /// The page itself and its copies: pages of just the same blocks, however many, since a page
    /// saved often is no frame; and pages that share most of its long blocks or many of its paragraphs, if
    /// they are few or have little else to show, or differ from it in fewer blocks than the long ones that they share:
    /// the versions of a running story.
    fn same_article(&self, page: u64, whole: &[u32], long: &Long, counts: &Counts) -> Vec<u64> {
        let is_copy = |name: u64, sample: &Sample| name == page || sample.prints == whole;
        let itself = || {
            let pages = self.pages.iter();
            let copies = pages.filter(|(name, sample)| is_copy(**name, sample));
            copies.map(|(name, _)| *name).collect()
        };
        let others = if self.pages.contains_key(&page) { 2 } else { 1 };
        let repeated = long.count(|print| counts.count(*print) >= others);
        if !long.is_article(repeated) {
            return itself();
        }
        let shares = |sample: &Sample| long.is_article(long.count(|print| sample.shows(*print)));
        let same: Vec<(u64, &Sample)> = self
            .pages
            .iter()
            .filter(|(name, sample)| is_copy(**name, sample) || shares(sample))
            .map(|(name, sample)| (*name, sample))
            .collect();
        let samples = same.iter().map(|(_, sample)| *sample);
        let are_few = stories(samples, counts) <= 3.max(self.pages.len() / 8);
        let may_be_versions = same.len() <= VERSIONS;
        let is_version = |sample: &Sample| {
            may_be_versions && sample.differs_in(whole) * 5 <= long.shared_with(sample) * 4
        };
        same.into_iter()
            .filter(|(name, sample)| are_few || is_copy(*name, sample) || is_version(sample))
            .map(|(name, _)| name)
            .collect()
    }

    /// Drops the oldest page, among those the one with the highest hash.
    fn drop_worst(&mut self) -> usize {
        self.counts = OnceLock::new();
        let worst = self
            .pages
            .iter()
            .map(|(page, sample)| (sample.age, *page))
            .max();
        worst
            .and_then(|(_, page)| self.pages.remove(&page))
            .map_or(0, |sample| sample.prints.len())
    }
}

/// How many stories pages that share their long blocks may be: each of many stories in one frame shows
/// at least a headline of its own, while copies of one story, whatever stands around them, soon repeat it all.
/// Pages of just the same blocks are one story.
fn stories<'a>(pages: impl Iterator<Item = &'a Sample>, counts: &Counts) -> usize {
    let different: FxHashSet<&[u32]> = pages.map(|page| page.prints.as_slice()).collect();
    // Copies of a page count as one.
    let has_its_own = |prints: &[u32]| prints.iter().any(|print| counts.count(*print) <= 1);
    different
        .into_iter()
        .filter(|prints| has_its_own(prints))
        .count()
}

fn name_of(page: &Page) -> u64 {
    let member = page.member.as_deref().unwrap_or_default();
    xxh3_64(page.path.as_bytes()) ^ xxh3_64(member.as_bytes()).rotate_left(1)
}

/// The fingerprint of each block of a page.
fn fingerprints(page: &Page) -> Vec<u32> {
    let mut folded = String::new();
    page.blocks
        .iter()
        .map(|block| fingerprint(&block.text, &mut folded))
        .collect()
}

/// What the memory keeps of a page's fingerprints.
pub(super) fn sample_of(mut prints: Vec<u32>) -> Vec<u32> {
    let half = BLOCKS_OF_A_PAGE / 2;
    if prints.len() > BLOCKS_OF_A_PAGE {
        prints.drain(half..prints.len() - half);
    }
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// A hash of the text with case folded, each number taken as the same, and all but letters and digits left out.
pub(super) fn fingerprint(text: &str, folded: &mut String) -> u32 {
    folded.clear();
    folded.reserve(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        if byte.is_ascii() {
            match byte {
                b'a'..=b'z' => folded.push(char::from(byte)),
                b'A'..=b'Z' => folded.push(char::from(byte.to_ascii_lowercase())),
                b'0'..=b'9' if !folded.ends_with('0') => folded.push('0'),
                _ => {}
            }
            rest = behind;
            continue;
        }
        let other = text.get(text.len() - rest.len()..).unwrap_or_default();
        let Some(c) = other.chars().next() else { break };
        push_lower(c, folded);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    let kept = if folded.is_empty() {
        text
    } else {
        folded.as_str()
    };
    xxh3_64(kept.as_bytes()) as u32
}

/// Appends a letter or digit in lower case, Cyrillic ones without a look into the tables.
fn push_lower(c: char, folded: &mut String) {
    match c {
        '\u{430}'..='\u{45f}' => folded.push(c),
        '\u{2010}'..='\u{2027}' => {}
        c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
        _ => {}
    }
}
