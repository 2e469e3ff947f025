//! What the text of each block says by itself, read once for all that ask later.
//!
//! A site prints most of its lines on many pages: of 20,000 pages four lines in five were exactly as another line before.
//! What such a line says is looked up, not found again, see [`Recent`].

use std::cell::RefCell;
use std::sync::OnceLock;

use super::cues::fold::{Folded, fold_into};
use super::cues::{self, Cue};
use super::facts::Facts;
use super::memory::{fingerprint, sample_of};
use super::recent::{Known, Recent};
use super::topic::BlockWords;
use crate::page::Page;

thread_local! {
    /// Lines that were read lately; a thread's own, so that nobody waits.
    static RECENT: RefCell<Recent> = RefCell::new(Recent::new());
}

/// Blocks of fewer bytes are lines: their folded text is kept.
pub(super) const LINE_BYTES: usize = 400;

/// What the text of each block of a page says, before anything around it is looked at.
#[derive(Debug, Default)]
pub struct Reading {
    pub(super) facts: Vec<Facts>,
    pub(super) words: BlockWords,
    pub(super) prints: Vec<u32>,
    pub(super) cues: Vec<Option<Cue>>,
    lines: Lines,
    sample: OnceLock<Vec<u32>>,
}

/// The folded texts of short blocks, one behind the other.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    /// For each block the end of its text, and the number of its words.
    ends: Vec<(u32, u32)>,
}

/// A short block, folded; see [`Folded`].
#[derive(Debug, Clone, Copy)]
pub struct Line<'r> {
    /// As [`Folded::text`].
    pub text: &'r str,
    /// As [`Folded::words`].
    pub words: usize,
}

impl Line<'_> {
    /// False for most lines that do not lead in a writer's name, see [`cues::looks_like_byline`].
    pub fn may_lead_in(&self) -> bool {
        cues::shape::may_lead(self.text)
    }
}

/// What reading needs room for, kept from block to block.
#[derive(Debug, Default)]
pub(super) struct Room {
    folded: Folded,
    letters: String,
}

impl Reading {
    /// Reads the blocks of a page.
    pub fn of(page: &Page) -> Self {
        let rows = page.blocks.len();
        let mut reading = Self {
            facts: Vec::with_capacity(rows),
            prints: Vec::with_capacity(rows),
            cues: Vec::with_capacity(rows),
            ..Self::default()
        };
        let lines = page.blocks.iter().map(|block| block.text.len());
        let bytes = lines.filter(|bytes| *bytes < LINE_BYTES).sum();
        reading.lines.text.reserve(bytes);
        RECENT.with_borrow_mut(|recent| {
            let mut room = Room::default();
            for block in &page.blocks {
                reading.take(&block.text, recent, &mut room);
            }
        });
        reading
    }

    /// What the memory of sites keeps of the fingerprints.
    pub(super) fn sample(&self) -> &[u32] {
        self.sample.get_or_init(|| sample_of(self.prints.clone()))
    }

    /// The cue of a block, see [`cues::label`].
    pub fn cue(&self, block: usize) -> Option<Cue> {
        self.cues.get(block).copied().flatten()
    }

    /// The folded text of a block of fewer than 400 bytes; nothing for a longer one.
    pub fn line(&self, block: usize) -> Option<Line<'_>> {
        let (end, words) = *self.lines.ends.get(block)?;
        let before = block.checked_sub(1).and_then(|b| self.lines.ends.get(b));
        let start = before.map_or(0, |(end, _)| *end);
        let text = self.lines.text.get(start as usize..end as usize)?;
        (words != NO_LINE).then_some(Line {
            text,
            words: words as usize,
        })
    }

    fn take(&mut self, text: &str, recent: &mut Recent, room: &mut Room) {
        if text.len() >= Recent::LONGEST {
            return self.read(text, room);
        }
        let hash = Recent::hash(text);
        if let Some(known) = recent.find(hash, text) {
            return self.repeat(known);
        }
        self.read(text, room);
        if recent.is_second(hash) {
            recent.keep(hash, self.last(text));
        }
    }

    fn read(&mut self, text: &str, room: &mut Room) {
        self.facts.push(Facts::of(text, &mut self.words));
        self.prints.push(fingerprint(text, &mut room.letters));
        let mut cue = None;
        if text.len() <= cues::MAX_BYTES {
            fold_into(text, &mut room.folded);
            cue = cues::label_folded(text, &room.folded);
        }
        self.cues.push(cue);
        if text.len() < LINE_BYTES {
            self.lines.push(&room.folded.text, room.folded.words as u32);
        } else {
            self.lines.push("", NO_LINE);
        }
    }

    fn repeat(&mut self, known: &Known) {
        self.facts.push(known.facts.clone());
        self.words.open().extend_from_slice(&known.words);
        self.words.close();
        self.prints.push(known.print);
        self.cues.push(known.cue);
        self.lines.push(&known.folded, known.folded_words);
    }

    /// What was read last, to be kept.
    fn last(&self, text: &str) -> Known {
        let at = self.facts.len().saturating_sub(1);
        let line = self.line(at);
        Known {
            text: text.into(),
            facts: self.facts.last().cloned().unwrap_or_default(),
            words: self.words.of(at).into(),
            print: self.prints.last().copied().unwrap_or_default(),
            cue: self.cue(at),
            folded: line.map_or("", |line| line.text).into(),
            folded_words: line.map_or(0, |line| line.words as u32),
        }
    }
}

/// Number of words that stands for a block that is no line.
const NO_LINE: u32 = u32::MAX;

impl Lines {
    fn push(&mut self, folded: &str, words: u32) {
        self.text.push_str(folded);
        self.ends.push((self.text.len() as u32, words));
    }
}
