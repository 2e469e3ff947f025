//! Room `clean`: which blocks are the article, and why the others are not.
//!
//! In: a [`Page`] and the site memory. Out: a [`Cleaned`], one [`Verdict`] a
//! block. Invariant: every block has exactly one verdict, and each cut has its reason.

use std::sync::Arc;

use serde::Serialize;

use crate::page::Page;
use crate::shipped;

mod absence;
mod alike;
mod bare;
mod before;
pub mod calendar;
pub mod columns;
mod continuity;
pub mod cues;
mod data;
mod decide;
mod doubt;
mod embedded;
pub mod evidence;
mod facts;
mod failure;
mod feed;
mod footer;
pub mod forest;
mod gallery;
mod heading;
mod lead;
mod listing;
mod live;
mod markup;
pub mod memory;
mod names;
mod naming;
mod picture;
mod posts;
mod pull;
mod readers;
mod reading;
mod reason;
mod recent;
mod repeated;
mod rows;
pub mod rules;
mod scripts;
pub mod second;
mod segment;
mod site;
mod standfirst;
mod surroundings;
mod topic;
mod walls;
pub mod weights;
mod why;
mod words;
mod writer;

pub use decide::ARTICLE_WORDS;
pub use evidence::Evidence;
pub use memory::SiteMemory;
pub use reading::{Line, Reading};
pub use reason::Reason;
pub use rules::Rules;
pub use site::{site_key, site_name};
pub use topic::Topic;
pub use weights::Weights;

/// The weights that training made; see `docs/cleaning.md`.
const WEIGHTS: &[u8] = include_bytes!("model.bin");

/// Judges the blocks of pages; one for any number of pages and threads.
#[derive(Debug, Default)]
pub struct Cleaner {
    weights: Weights,
    rules: Rules,
}

impl Cleaner {
    /// A cleaner with the weights that are built in.
    pub fn new() -> Self {
        let weights = Weights::load(WEIGHTS).inspect_err(|_| shipped::fell_short());
        Self::with(weights.unwrap_or_default())
    }

    /// A cleaner with other weights.
    pub fn with(weights: Weights) -> Self {
        Self {
            weights,
            rules: Rules::default(),
        }
    }

    /// The same with a user's rules, which have the last word.
    #[must_use]
    pub fn ruled(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Judges each block of `page`. Never fails; a page without blocks is [`PageKind::Empty`].
    pub fn clean(&self, page: &Page, memory: &SiteMemory) -> Cleaned {
        self.clean_read(page, &Arc::new(Reading::of(page)), memory)
    }

    /// As [`Cleaner::clean`], for a page whose blocks have been read.
    pub fn clean_read(&self, page: &Page, reading: &Arc<Reading>, memory: &SiteMemory) -> Cleaned {
        if page.is_clean() {
            let mut cleaned = before::as_it_is(page);
            self.rules.apply(page, &mut cleaned);
            return cleaned;
        }
        let mut evidence = Evidence::read(page, Arc::clone(reading), memory);
        let mut opinion = self.weights.judge(&mut evidence);
        absence::doubt(&mut opinion, page, &evidence, &self.weights);
        let mut cleaned = decide::decide(page, &evidence, &opinion);
        self.rules.apply(page, &mut cleaned);
        cleaned
    }
}

/// What a block is, by judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Text of the article: kept.
    Body,
    /// Headline of the article (each copy of it): not in the body, used as title.
    Headline,
    /// Lead-in above the body: kept.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// When it was published or changed.
    Date,
    /// Caption of a picture or video.
    Caption,
    /// Who took the picture.
    PhotoCredit,
    /// Navigation.
    Menu,
    /// Section name above the headline.
    Section,
    /// Another article's headline or lead.
    Teaser,
    /// Head of a list of other articles.
    Related,
    /// Advertising and promotion of the outlet's own things.
    Promotion,
    /// Newsletter box.
    Newsletter,
    /// Login, subscription, paywall.
    Login,
    /// Share bars and follow-us lines.
    Share,
    /// Comments of readers and their frame.
    Comments,
    /// About the author.
    AuthorBox,
    /// Copyright, imprint, terms.
    Legal,
    /// Cookie and consent texts.
    Cookie,
    /// Frame of a live blog: stamps, "updated", post controls.
    LiveFrame,
    /// Editor's notes and corrections about the page.
    EditorNote,
    /// Tags and keywords.
    Tags,
    /// Reading time, view counts and the like.
    Counter,
    /// Anything else that is not the article.
    Other,
}

/// How one block was judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// What it is.
    pub label: Label,
    /// Whether its text stays in the article's body.
    pub kept: bool,
    /// The probability that it belongs to the body, 0 to 1, as the classifier sees it.
    pub body_probability: f32,
    /// Why.
    pub reason: Reason,
}

/// What the page as a whole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// One article.
    Article,
    /// The beginning of an article before a paywall or login.
    Stub,
    /// A section front or list of articles: no article.
    Listing,
    /// Nothing that could be an article.
    Empty,
}

/// A page with each block judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cleaned {
    /// One a block of the page, in the same order.
    pub verdicts: Vec<Verdict>,
    /// What the page is.
    pub kind: PageKind,
    /// True if the body was taken from [`Page::data_text`](crate::page::Page::data_text) because the markup holds little of it or none.
    pub from_data: bool,
    /// Lines of that text, from 0 and ascending, that a user's rule cuts.
    pub cut_data_lines: Vec<usize>,
}
