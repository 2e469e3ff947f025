//! What flows between the stages: steps in the order of the sources, so many at a time.

use crate::enrich::Enriched;
use crate::error::Warning;
use crate::index::{Addressed, PageEntry};
use crate::read::RawPage;

/// Pages of a batch and their bytes. A site's frame is known from the pages of a batch and of all
/// before it, so a batch should hold many; what is under way in all stages takes about eight times its bytes.
const MAX_PAGES: usize = 2_000;
const MAX_BYTES: usize = 24 << 20;
/// Steps of any kind, so that a million unchanged files are not one batch.
const MAX_STEPS: usize = 20_000;

/// What happens to one source, in order. `P` is a page, first as it was read, then as it came out.
#[derive(Debug)]
pub(super) enum Step<P> {
    /// A source is as it was.
    Same(SourceState),
    /// A source has another time but the same bytes.
    Touched(SourceState),
    /// The steps of this source follow, up to its end.
    Begin(Begun),
    /// A page to work on.
    Page(P),
    /// A page that was in this source before, just the same.
    Known(PageEntry),
    /// A place in the source that gave no page.
    Trouble(Warning),
    /// The source was read to its end, or as far as it goes.
    End(SourceState),
    /// A file that is no source.
    Passed(Warning),
}

impl<P> Step<P> {
    /// The step with another page.
    pub(super) fn map<Q>(self, page: impl FnOnce(P) -> Q) -> Step<Q> {
        match self {
            Self::Same(state) => Step::Same(state),
            Self::Touched(state) => Step::Touched(state),
            Self::Begin(begun) => Step::Begin(begun),
            Self::Page(from) => Step::Page(page(from)),
            Self::Known(entry) => Step::Known(entry),
            Self::Trouble(warning) => Step::Trouble(warning),
            Self::End(state) => Step::End(state),
            Self::Passed(warning) => Step::Passed(warning),
        }
    }
}

impl<P> Step<P> {
    /// The source that ends with this step, if one does.
    pub(super) fn ended(&self) -> Option<Ended> {
        let bytes = match self {
            Self::Same(state) | Self::Touched(state) => state.bytes,
            Self::End(state) => state.rest,
            _ => return None,
        };
        Some(Ended { sources: 1, bytes })
    }
}

/// A source that is about to be read.
#[derive(Debug)]
pub(super) struct Begun {
    /// Its path, as text.
    pub(super) path: String,
    /// The mapping it is read with.
    pub(super) mapping: String,
    /// The time of its file in minutes since 1970; 0 if there is none.
    pub(super) saved: i64,
}

/// Sources that are done, and the bytes of them that no page accounts for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ended {
    pub(super) sources: u64,
    pub(super) bytes: u64,
}

impl Ended {
    pub(super) fn add(&mut self, other: Self) {
        self.sources += other.sources;
        self.bytes += other.bytes;
    }
}

/// A source, as the catalog wants to know it.
#[derive(Debug, Clone, Default)]
pub(super) struct SourceState {
    /// Its path, as text.
    pub(super) path: String,
    /// See [`SourceEntry`](crate::index::SourceEntry).
    pub(super) bytes: u64,
    pub(super) modified_ns: i64,
    pub(super) digest: u128,
    /// The time of the file in minutes since 1970, also if it was changed a moment ago; 0 if there is none.
    pub(super) saved: i64,
    /// Bytes of it that no page accounts for.
    pub(super) rest: u64,
    /// Pages of former runs stay although this run has not seen them.
    pub(super) keeps_old: bool,
    /// It could not be opened, or not be read further.
    pub(super) unreadable: bool,
    /// It has records, and none of them has a body.
    pub(super) bodyless: bool,
}

/// A page as it was read.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) page: RawPage,
    pub(super) digest: u64,
    /// The same whatever its place in its source.
    pub(super) bare: u64,
    /// Packed bytes of the source up to the end of this page, from the end of the one before.
    pub(super) packed: u64,
    /// What became of it in a former run, if the rules have changed since.
    pub(super) known: Option<PageEntry>,
}

/// A page as it came out.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) digest: u64,
    /// It was known, and the rules have changed.
    pub(super) again: bool,
    pub(super) outcome: Outcome,
    pub(super) measured: Measured,
    /// What is said of it if it was read in part.
    pub(super) in_part: Vec<Warning>,
}

/// The outlet of a page, and what cleaning left of it.
#[derive(Debug, Default)]
pub(super) struct Measured {
    pub(super) site: String,
    pub(super) kept: usize,
    pub(super) cut: u64,
}

/// What tells an article from others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// The digest of its page.
    pub(super) digest: u64,
    /// The digest of its content.
    pub(super) content: u64,
    /// See [`PageEntry`].
    pub(super) twin: u64,
    pub(super) raw: u64,
    pub(super) address: Option<Addressed>,
    /// A line of an export that states the id of its article.
    pub(super) states_id: bool,
    /// Of a record without an address that has an id of its own, a digest of outlet, headline and text; else 0.
    pub(super) words: u64,
}

/// What a page gave.
#[derive(Debug)]
pub(super) enum Outcome {
    /// An article.
    Article(Box<Enriched>, Said),
    /// As in a former run.
    Known(PageEntry),
    /// No article, and why.
    None(&'static str),
    /// Trouble.
    Failed(Warning),
    /// The run was stopped before it was its turn.
    Left,
}

/// Steps that are worked on together.
#[derive(Debug)]
pub(super) struct Batch<P> {
    pub(super) steps: Vec<Step<P>>,
}

impl<P> Default for Batch<P> {
    fn default() -> Self {
        Self { steps: Vec::new() }
    }
}

/// Gathers steps until they are a batch.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    batch: Batch<Raw>,
    pages: usize,
    bytes: usize,
}

impl Gatherer {
    /// Adds a step and returns the batch if it is full.
    pub(super) fn add(&mut self, step: Step<Raw>) -> Option<Batch<Raw>> {
        if let Step::Page(raw) = &step {
            self.pages += 1;
            self.bytes += raw.page.bytes.len();
        }
        self.batch.steps.push(step);
        let full = self.pages >= MAX_PAGES
            || self.bytes >= MAX_BYTES
            || self.batch.steps.len() >= MAX_STEPS;
        full.then(|| self.take())
    }

    /// What has been gathered.
    pub(super) fn take(&mut self) -> Batch<Raw> {
        std::mem::take(self).batch
    }
}
