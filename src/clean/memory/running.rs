//! What the pieces of a running story tell again, in the middle of each: it is no frame, though many pages of the site show it.

use super::counts::Pages;
use crate::clean::facts::Facts;
use crate::clean::reading::Reading;
use crate::clean::topic::WordSet;
use crate::page::{Block, Page};

/// Bytes of prose that shows where a page's story stands.
const PROSE: usize = 60;
/// Words of a paragraph that tells what went before, and of a sentence that may stand beside it.
const WORDS: u32 = 10;
const SENTENCE: u32 = 6;
/// Sentences on each side of it, among which the story must stand.
const REACH: usize = 6;
/// An outlet that speaks to its readers says `we` and `you`: of a paragraph's words at most one in so many is such a word.
const APPEAL: u32 = 16;
/// Of its words, two more are counted, the story uses one in so many. On dumps of the sets that teach and of made pages, of 28 repeated
/// paragraphs among a page's prose the article's shared a third and more, the outlet's a sixth at most, but for one disclaimer.
const SHARED: usize = 5;
const MORE: usize = 2;
/// Repeated paragraphs that are looked at; the pieces of a story share fewer.
const MOST: usize = 32;

/// The paragraphs of a page that fewer than half of `of` other pages show, and that yet are its story's.
///
/// They stand among prose that no other page shows, share its words, and speak to no reader. `pages` are the other pages that
/// show each block.
pub(super) fn find(page: &Page, reading: &Reading, pages: &[Pages], of: u32) -> Vec<usize> {
    let story = Story {
        page,
        reading,
        pages,
    };
    let repeated = (0..pages.len()).filter(|at| story.is_repeated(*at, of));
    let among = repeated.filter(|at| story.is_among_own(*at));
    let mut found: Vec<usize> = among.take(MOST).collect();
    if !found.is_empty() {
        let told = story.told(&found);
        found.retain(|at| story.speaks_of(*at, &told));
    }
    found
}

struct Story<'a> {
    page: &'a Page,
    reading: &'a Reading,
    pages: &'a [Pages],
}

/// The words of the page's own prose, and those of each repeated paragraph.
struct Told {
    own: WordSet,
    repeated: Vec<(usize, WordSet)>,
}

impl Story<'_> {
    fn block(&self, at: usize) -> Option<(&Block, &Facts)> {
        self.page.blocks.get(at).zip(self.reading.facts.get(at))
    }

    fn on(&self, at: usize) -> u32 {
        self.pages.get(at).map_or(0, |pages| pages.count_ones())
    }

    /// Whether a few other pages show a paragraph against which nothing else speaks.
    fn is_repeated(&self, at: usize, of: u32) -> bool {
        let on = self.on(at);
        let is_prose = |(block, facts): (&Block, &Facts)| {
            facts.words >= WORDS
                && facts.ends_sentence()
                && facts.appeals * APPEAL <= facts.words
                && block.link_chars * 2 <= facts.chars
        };
        on > 0
            && on * 2 < of
            && self.block(at).is_some_and(is_prose)
            && self.reading.cue(at).is_none()
    }

    fn is_sentence(&self, at: usize) -> bool {
        let facts = self.reading.facts.get(at);
        facts.is_some_and(|facts| facts.words >= SENTENCE && facts.ends_sentence())
    }

    /// Whether no other page shows a sentence.
    fn is_own(&self, at: usize) -> bool {
        let long = |(block, _): (&Block, &Facts)| block.text.len() >= PROSE;
        self.on(at) == 0 && self.is_sentence(at) && self.block(at).is_some_and(long)
    }

    /// Whether nothing but sentences stands between a paragraph and its story on both sides: on one of them prose that no other page
    /// shows, on the other such prose too, or what other pages show than those that show the paragraph.
    fn is_among_own(&self, at: usize) -> bool {
        let above = self.sentences((0..at).rev());
        let below = self.sentences(at + 1..self.pages.len());
        let own = |side: &[usize]| side.iter().any(|near| self.is_own(*near));
        let tells = |side: &[usize]| {
            let mut near = side.iter();
            near.any(|near| self.is_own(*near) || self.differ(at, *near))
        };
        own(&above) && tells(&below) || tells(&above) && own(&below)
    }

    /// The first of these blocks, up to one that is no sentence.
    fn sentences(&self, blocks: impl Iterator<Item = usize>) -> Vec<usize> {
        let sentences = blocks.take(REACH).take_while(|at| self.is_sentence(*at));
        sentences.collect()
    }

    /// Whether two paragraphs stand mostly on different pages. The site's own notes come together.
    fn differ(&self, one: usize, other: usize) -> bool {
        let pages = |at: usize| self.pages.get(at).copied().unwrap_or_default();
        let (one, other) = (pages(one), pages(other));
        (one ^ other).count_ones() * 2 >= (one | other).count_ones()
    }

    fn told(&self, repeated: &[usize]) -> Told {
        let own = (0..self.pages.len()).filter(|at| self.is_own(*at));
        let paragraph = |at: &usize| (*at, self.words_of(std::iter::once(*at)));
        Told {
            own: self.words_of(own),
            repeated: repeated.iter().map(paragraph).collect(),
        }
    }

    fn words_of(&self, blocks: impl Iterator<Item = usize>) -> WordSet {
        let mut words = WordSet::new();
        for word in blocks.flat_map(|at| self.reading.words.of(at)) {
            words.insert(*word);
        }
        words
    }

    /// Whether the story uses enough of a paragraph's words. What stands mostly on the same pages does not speak for it.
    fn speaks_of(&self, at: usize, told: &Told) -> bool {
        let mut words = self.reading.words.of(at).to_vec();
        words.sort_unstable();
        words.dedup();
        let others = told.repeated.iter();
        let others = others.filter(|(other, _)| self.differ(at, *other));
        let others: Vec<&WordSet> = others.map(|(_, words)| words).collect();
        let is_used =
            |word: u32| told.own.contains(word) || others.iter().any(|other| other.contains(word));
        let used = words.iter().filter(|word| is_used(**word)).count();
        used * SHARED >= words.len() + MORE
    }
}
