//! Second stage: pages to articles, on all threads.
//!
//! A batch is parsed once; all its pages are shown to the site memory before the first one is cleaned.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::batch::{Batch, Done, Ended, Measured, Outcome, Raw, Said, Step};
use super::rules::RunRules;
use super::shared::Shared;
use super::stopping::Stopping;
use super::{Job, why};
use crate::article::{self, Article, Gist};
use crate::clean::rules::Reach;
use crate::clean::{self, Cleaner, PageKind, Reading, SiteMemory};
use crate::enrich::{Enriched, Enricher};
use crate::error::Warning;
use crate::index::{Addressed, ArticleId, PageEntry, content_of, words_of};
use crate::page::{self, Page};

/// Pages whose memory is counted together.
const CHUNK: usize = 32;

/// What pages are worked with.
pub(super) struct Workshop {
    cleaner: Cleaner,
    enricher: Enricher,
    entities: bool,
    limits: page::Limits,
    /// Sites whose known pages are cleaned again.
    again: Reach,
}

/// What progress counts when a page is done.
#[derive(Clone, Copy)]
struct Counted {
    packed: u64,
    ends: Ended,
    /// It was known, and the rules have changed.
    again: bool,
}

/// A page between the two passes.
enum Half {
    Parsed(Box<Parsed>),
    Known(PageEntry),
    Failed(Warning),
    Left,
}

/// A page whose blocks have been read, and its site.
struct Parsed {
    page: Page,
    reading: Arc<Reading>,
    site: String,
    digest: u64,
    bare: u64,
}

impl Workshop {
    pub(super) fn new(job: &Job, rules: &RunRules) -> Self {
        Self {
            cleaner: Cleaner::new().ruled(rules.rules.clone()),
            again: rules.again.clone(),
            enricher: job.enricher.clone(),
            entities: job.entities,
            limits: job.page_limits,
        }
    }

    /// Works on the pages of a batch; call it in a pool of threads. Pages that are not begun when the time
    /// behind a stop is over are left.
    pub(super) fn work(
        &self,
        batch: Batch<Raw>,
        shared: &Shared<'_>,
        stop: &Stopping<'_>,
    ) -> Batch<Done> {
        let stopped = || stop.is_over();
        let (steps, pages) = take_pages(batch, shared);
        let parsed: Vec<(Half, u64, Counted)> = pages
            .into_par_iter()
            .map(|(raw, ends)| {
                let (digest, packed, again) = (raw.digest, raw.packed, raw.known.is_some());
                let counted = Counted {
                    packed,
                    ends,
                    again,
                };
                let half = if stopped() {
                    Half::Left
                } else {
                    self.parse(raw)
                };
                (half, digest, counted)
            })
            .collect();
        let seen = parsed
            .par_chunks(CHUNK)
            .map(remember)
            .reduce(SiteMemory::new, merged);
        shared.memory_mut().merge(seen);
        let memory = shared.memory();
        let finish = |(half, digest, counted): (Half, u64, Counted)| {
            let half = if stopped() { Half::Left } else { half };
            let in_part = match &half {
                Half::Parsed(parsed) => page::warnings(&parsed.page, &self.limits),
                _ => Vec::new(),
            };
            let (outcome, measured) = self.finish(half, &memory);
            if !matches!(outcome, Outcome::Left) {
                shared.count_sources(counted.ends);
                shared.count_page(counted.packed);
            }
            Done {
                digest,
                again: counted.again,
                outcome,
                measured,
                in_part,
            }
        };
        put_pages(steps, parsed.into_par_iter().map(finish).collect())
    }

    fn parse(&self, raw: Raw) -> Half {
        let place = (raw.page.path.clone(), raw.page.member.clone());
        let known = raw.known;
        let parsed = catch_unwind(AssertUnwindSafe(|| {
            let page = page::parse(raw.page, &self.limits);
            let site = clean::site_key(&page);
            match known {
                Some(entry) if !self.again.holds(&site) => Half::Known(entry),
                _ => Half::Parsed(Box::new(Parsed {
                    reading: Arc::new(Reading::of(&page)),
                    page,
                    site,
                    digest: raw.digest,
                    bare: raw.bare,
                })),
            }
        }));
        parsed.unwrap_or_else(|_| Half::Failed(broken(place)))
    }

    fn finish(&self, half: Half, memory: &SiteMemory) -> (Outcome, Measured) {
        let unmeasured = |outcome| (outcome, Measured::default());
        let parsed = match half {
            Half::Parsed(parsed) => parsed,
            Half::Known(entry) => return unmeasured(Outcome::Known(entry)),
            Half::Failed(warning) => return unmeasured(Outcome::Failed(warning)),
            Half::Left => return unmeasured(Outcome::Left),
        };
        let place = (parsed.page.path.clone(), parsed.page.member.clone());
        let outcome = catch_unwind(AssertUnwindSafe(|| self.outcome(&parsed, memory)))
            .unwrap_or_else(|_| Outcome::Failed(broken(place)));
        let measured = match &outcome {
            Outcome::Article(enriched, ..) => Measured {
                site: enriched.article.site.clone(),
                kept: enriched.article.text.chars().count(),
                cut: enriched.article.cut_chars,
            },
            _ => Measured {
                site: parsed.site,
                ..Measured::default()
            },
        };
        (outcome, measured)
    }

    fn outcome(&self, parsed: &Parsed, memory: &SiteMemory) -> Outcome {
        let Parsed { page, reading, .. } = parsed;
        let cleaned = self.cleaner.clean_read(page, reading, memory);
        match cleaned.kind {
            PageKind::Listing => return Outcome::None(why::LISTING),
            PageKind::Empty if cleaned.verdicts.iter().any(|verdict| verdict.kept) => {
                return Outcome::None(why::TOO_SHORT);
            }
            PageKind::Empty => return Outcome::None(why::EMPTY),
            PageKind::Article | PageKind::Stub => {}
        }
        let article = article::build_read(page, reading, &cleaned);
        if article.text.is_empty() {
            return Outcome::None(why::EMPTY);
        }
        let enriched = if self.entities {
            self.enricher.enrich(article)
        } else {
            Enriched {
                language: self.enricher.language(&article),
                entities: Vec::new(),
                article,
            }
        };
        let twin = article::twin(&enriched.article, page);
        let said = Said {
            digest: parsed.digest,
            content: content_of(&enriched),
            twin,
            raw: if twin == 0 {
                0
            } else {
                raw(parsed.bare, &enriched.article)
            },
            address: addressed(&enriched.article, page),
            states_id: article::states_id(&enriched.article, page),
            words: words(&enriched.article),
        };
        Outcome::Article(Box::new(enriched), said)
    }
}

/// A digest of a page's bytes and the outlet of its article: a page that names none is of the folder in which it lies.
fn raw(bare: u64, article: &Article) -> u64 {
    xxh3_64_with_seed(article.site.as_bytes(), bare).max(1)
}

/// See [`Said`].
fn words(article: &Article) -> u64 {
    if article.url.is_some() || article.record_id.is_none() {
        return 0;
    }
    words_of(&article.site, &article.title, &article.text)
}

/// What tells an article with an address from others of that address.
fn addressed(article: &Article, page: &Page) -> Option<Addressed> {
    article.url.as_ref()?;
    Some(Addressed {
        home: ArticleId::parse(&article.id)?,
        own: ArticleId::parse(&article::id_by_place(article, page))?,
        gist: Gist::of(article),
    })
}

fn broken((path, member): (String, Option<String>)) -> Warning {
    Warning {
        path,
        member,
        reason: why::BROKEN,
        detail: "this is an error of the program, not of the page; please report it".to_owned(),
    }
}

fn remember(pages: &[(Half, u64, Counted)]) -> SiteMemory {
    let mut memory = SiteMemory::new();
    for (half, ..) in pages {
        if let Half::Parsed(parsed) = half {
            memory.observe_read(&parsed.site, &parsed.page, &parsed.reading);
        }
    }
    memory
}

fn merged(mut one: SiteMemory, other: SiteMemory) -> SiteMemory {
    one.merge(other);
    one
}

/// The steps with the places of their pages left open, and the pages, each with the sources that
/// end behind it and before the next one. Sources that end before the first page are counted at once.
fn take_pages(batch: Batch<Raw>, shared: &Shared<'_>) -> (Vec<Step<()>>, Vec<(Raw, Ended)>) {
    let mut pages: Vec<(Raw, Ended)> = Vec::new();
    let mut take = |step: Step<Raw>| {
        if let Some(ended) = step.ended() {
            match pages.last_mut() {
                Some((_, ends)) => ends.add(ended),
                None => shared.count_sources(ended),
            }
        }
        step.map(|raw| pages.push((raw, Ended::default())))
    };
    let steps = batch.steps.into_iter().map(&mut take).collect();
    (steps, pages)
}

fn put_pages(steps: Vec<Step<()>>, pages: Vec<Done>) -> Batch<Done> {
    let mut pages = pages.into_iter();
    let mut done = |()| {
        pages.next().unwrap_or(Done {
            digest: 0,
            again: false,
            outcome: Outcome::Left,
            measured: Measured::default(),
            in_part: Vec::new(),
        })
    };
    Batch {
        steps: steps.into_iter().map(|step| step.map(&mut done)).collect(),
    }
}
