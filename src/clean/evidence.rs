//! From a page to the table that the classifier reads.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::columns::{Column, Columns, log, share};
use super::cues::Cue;
use super::facts::Facts;
use super::markup;
use super::memory::{Seen, SiteMemory};
use super::reading::Reading;
use super::topic::{WordSet, shared_with_run};
use super::{segment, site_key, surroundings};
use crate::page::{Field, Form, Page};

/// Similarity to the title (a level, see [`share`]) from which a block counts as a copy of it.
pub(super) const TITLE_COPY: u8 = 31;

/// Content words of a stated title that are compared; real ones have fewer.
const TITLE_WORDS: usize = 60;

/// What is known of a page before it is judged.
#[derive(Debug)]
pub struct Evidence {
    /// The table.
    pub columns: Columns,
    pub(super) reading: Arc<Reading>,
    pub(super) seen: Vec<Seen>,
    /// The container of each block, as any number; empty for a text dump.
    pub(super) containers: Vec<u32>,
    /// The style of each block, as any number; empty for a text dump.
    pub(super) styles: Vec<u32>,
}

impl Evidence {
    /// How often other pages of the site show a block.
    pub(super) fn seen(&self, block: usize) -> Seen {
        self.seen.get(block).copied().unwrap_or_default()
    }

    /// Looks at a page. `memory` may be empty.
    pub fn of(page: &Page, memory: &SiteMemory) -> Self {
        Self::read(page, Arc::new(Reading::of(page)), memory)
    }

    /// As [`Evidence::of`], for a page whose blocks have been read.
    pub fn read(page: &Page, reading: Arc<Reading>, memory: &SiteMemory) -> Self {
        let seen = memory.seen(&site_key(page), page, &reading);
        let mut evidence = Self {
            columns: Columns::new(page.blocks.len()),
            reading,
            seen,
            containers: Vec::new(),
            styles: Vec::new(),
        };
        let run = evidence.main_run(page);
        evidence.text_columns(page);
        evidence.memory_columns();
        evidence.page_columns(page, &run);
        surroundings::fill(&mut evidence.columns, &evidence.reading.facts, &run);
        if page.form == Form::Html {
            (evidence.containers, evidence.styles) =
                markup::fill(&mut evidence.columns, page, &evidence.reading.facts);
        }
        evidence
    }

    /// True if other pages of the site are known.
    pub fn remembers(&self) -> bool {
        self.seen.iter().any(|seen| seen.of > 0)
    }

    /// The run of blocks that looks most like an article by length and punctuation alone.
    fn main_run(&self, page: &Page) -> Range<usize> {
        let value = |i: usize, fact: &Facts| {
            let linked = page
                .blocks
                .get(i)
                .is_some_and(|b| b.link_chars * 2 > fact.chars);
            let repeated = self
                .seen
                .get(i)
                .is_some_and(|s| s.on >= 2 && s.on * 2 >= s.of);
            if linked || repeated { -6 } else { fact.prose() }
        };
        segment::best(
            self.reading
                .facts
                .iter()
                .enumerate()
                .map(|(i, fact)| value(i, fact)),
        )
    }

    fn text_columns(&mut self, page: &Page) {
        let table = &mut self.columns;
        let mut fill = |column: Column, value: &dyn Fn(&Facts) -> u8| {
            table.fill(column, self.reading.facts.iter().map(value));
        };
        fill(Column::Chars, &|f| log(f.chars as usize));
        fill(Column::Words, &|f| log(f.words as usize));
        fill(Column::WordLength, &|f| {
            1 + (f.chars * 4).checked_div(f.words).unwrap_or(0).min(60) as u8
        });
        fill(Column::First, &|f| 1 + f.first);
        fill(Column::Last, &|f| 1 + f.last);
        fill(Column::Sentences, &|f| log(f.sentence_marks as usize));
        fill(Column::Commas, &|f| log(f.commas as usize));
        fill(Column::FunctionWords, &|f| {
            share(f.function_words as usize, f.words as usize)
        });
        fill(Column::Upper, &|f| {
            share(f.upper as usize, f.letters as usize)
        });
        fill(Column::Capitalised, &|f| {
            share(f.capitalised as usize, f.words as usize)
        });
        fill(Column::Digits, &|f| {
            share(f.digits as usize, f.chars as usize)
        });
        fill(Column::Letters, &|f| {
            share(f.letters as usize, f.chars as usize)
        });
        fill(Column::Quotes, &|f| log(f.quotes as usize));
        fill(Column::Dividers, &|f| log(f.dividers as usize));
        fill(Column::Dates, &|f| {
            1 + f.years.min(7) as u8 + 8 * f.clock_times.min(3) as u8
        });
        fill(Column::Symbols, &|f| log(f.symbols as usize));
        fill(Column::LongestWord, &|f| log(f.longest_word as usize));
        fill(Column::Appeal, &|f| {
            share(f.appeals as usize, f.words as usize)
        });
        table.fill(
            Column::Blank,
            page.blocks.iter().map(|b| 1 + b.blank_before.min(8) as u8),
        );
        let cue = |cue: &Option<Cue>| cue.map_or(1, |cue| 2 + cue.label as u8);
        table.fill(Column::Cue, self.reading.cues.iter().map(cue));
        let strength =
            |cue: &Option<Cue>| cue.map_or(1, |cue| 2 + (cue.strength.value() * 20.0) as u8);
        table.fill(Column::CueStrength, self.reading.cues.iter().map(strength));
    }

    fn memory_columns(&mut self) {
        let seen = &self.seen;
        let known = |s: &Seen, level: u8| if s.of == 0 { 0 } else { level };
        self.columns.fill(
            Column::SeenShare,
            seen.iter()
                .map(|s| known(s, share(s.on as usize, s.of as usize))),
        );
        self.columns.fill(
            Column::SeenOn,
            seen.iter().map(|s| known(s, log(s.on as usize))),
        );
        self.columns
            .fill(Column::SeenOf, seen.iter().map(|s| log(s.of as usize)));
    }

    fn page_columns(&mut self, page: &Page, run: &Range<usize>) {
        let prints = &self.reading.prints;
        let rows = prints.len();
        let mut copies: FxHashMap<u32, usize> = FxHashMap::default();
        for print in prints {
            *copies.entry(*print).or_default() += 1;
        }
        self.columns.fill(
            Column::Copies,
            prints
                .iter()
                .map(|print| copies.get(print).map_or(1, |n| log(*n))),
        );
        let topic = shared_with_run(&self.reading.words, rows, run);
        self.columns.fill(Column::Topic, topic.into_iter());
        self.title_columns(page);
    }

    fn title_columns(&mut self, page: &Page) {
        let titles = page.claims.iter().filter(|c| c.field == Field::Title);
        let titles: Vec<Title> = titles.take(4).filter_map(|c| Title::of(&c.value)).collect();
        if titles.is_empty() {
            return;
        }
        let similar = |words: &[u32]| titles.iter().map(|t| t.similar(words)).max().unwrap_or(1);
        let levels: Vec<u8> = (0..self.reading.facts.len())
            .map(|i| similar(self.reading.words.of(i)))
            .collect();
        let mut after = 0;
        let since = levels.iter().enumerate().map(|(i, level)| {
            if *level >= TITLE_COPY {
                after = i + 1;
            }
            if after == 0 {
                1
            } else {
                1 + log(i + 1 - after)
            }
        });
        let since: Vec<u8> = since.collect();
        self.columns.fill(Column::Title, levels.into_iter());
        self.columns.fill(Column::AfterTitle, since.into_iter());
    }
}

/// A stated title.
struct Title {
    words: Vec<u32>,
    set: WordSet,
}

impl Title {
    fn of(text: &str) -> Option<Self> {
        let mut words = super::facts::words_of(text);
        words.truncate(TITLE_WORDS);
        let mut set = WordSet::new();
        for word in &words {
            set.insert(*word);
        }
        (!words.is_empty()).then_some(Self { words, set })
    }

    /// The smaller of: share of the block's words in the title, share of the title's words in the block.
    fn similar(&self, block: &[u32]) -> u8 {
        let theirs = self.set.level(block);
        if theirs * 2 < TITLE_COPY || block.len() > 4 * self.words.len() {
            return theirs.min(share(block.len(), self.words.len())).max(1);
        }
        let ours = self
            .words
            .iter()
            .filter(|word| block.contains(word))
            .count();
        theirs.min(share(ours, self.words.len()))
    }
}
