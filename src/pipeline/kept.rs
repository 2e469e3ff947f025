//! Sources that were read in part: their articles of former runs stay, and a run says so.
//!
//! A copy that is under way, a damaged disk, a field that has another name now: none of these is a deletion. So what a source
//! gave before goes only if the source was read whole without it, or if the user says [`Prune::All`].

use std::collections::BTreeSet;

use super::batch::SourceState;
use super::job::Bodyless;
use super::marks;
use super::open::Open;
use super::sink::{Sink, entry_of};
use super::tally::Found;
use super::{Job, Prune};
use crate::error::Warning;
use crate::index::{Catalog, Fate, PageEntry, SourceEntry};
use crate::read::reasons;

/// Trouble after which a source may hold more than it gave.
const GAPS: [&str; 9] = [
    reasons::TRUNCATED,
    reasons::DAMAGED,
    reasons::EMPTY_FILE,
    reasons::BINARY,
    reasons::INVALID_JSON,
    reasons::INVALID_FEED,
    reasons::NO_BODY,
    reasons::PAGE_TOO_LONG,
    reasons::UNPACKED_LIMIT,
];

/// What a source has lacked so far.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    gave_pages: bool,
    troubles: BTreeSet<&'static str>,
}

impl Gaps {
    pub(super) fn note_page(&mut self) {
        self.gave_pages = true;
    }

    pub(super) fn note(&mut self, warning: &Warning) {
        self.troubles.insert(warning.reason);
    }

    /// Whether pages of former runs stay although they were not found. What cannot be opened tells nothing of what it holds.
    pub(super) fn keep_old(&self, job: &Job) -> bool {
        let gap = GAPS.iter().any(|gap| self.troubles.contains(gap));
        self.is_unreadable() || gap && job.prune != Prune::All
    }

    /// Whether the source could not be opened, or not be read further.
    pub(super) fn is_unreadable(&self) -> bool {
        self.troubles.contains(reasons::UNREADABLE)
    }

    /// Whether there were records, and none of them had a body.
    pub(super) fn are_all(&self) -> bool {
        !self.gave_pages && self.troubles.contains(reasons::NO_BODY)
    }
}

/// True of a source that was read in part and holds articles, perhaps of former runs.
pub(super) fn keeps_pages(entry: &SourceEntry, catalog: &Catalog) -> bool {
    let gap = |page: &PageEntry| matches!(page.fate, Fate::Skipped(reason) if GAPS.contains(&catalog.reason(reason)));
    entry.pages.iter().any(gap) && entry.pages.iter().any(gives_article)
}

fn gives_article(page: &PageEntry) -> bool {
    matches!(page.fate, Fate::Indexed(..) | Fate::Deferred(_))
}

impl Sink<'_> {
    /// Whether trouble was not told in this run. What is read again was told when it was read first, or is told of an unchanged source; but
    /// such a source may be opened then for the first time, and cannot be.
    pub(super) fn is_news(&mut self, warning: &Warning) -> bool {
        let is_closed = warning.reason == reasons::UNREADABLE && warning.member.is_none();
        let is_new = is_closed && self.tally.note_closed(&warning.path);
        !self.rereads || is_new
    }

    /// The end of a source whose pages of former runs stay. After a slip in a mapping it stays known as it was.
    pub(super) fn end_in_part(&mut self, open: &Open, state: &SourceState) {
        let entry = if self.is_slip(open, state) {
            let pages = marks::found(&open.old, &self.shared.catalog());
            let found = Found::kept(pages, state.unreadable);
            self.note_found(&open.path, found);
            SourceEntry {
                pages: open.old.clone(),
                ..open.before.clone()
            }
        } else {
            SourceEntry {
                mapping: open.mapping,
                ..entry_of(state, self.pages_with_old(open))
            }
        };
        let given_up = if self.is_slip(open, state) {
            Vec::new()
        } else {
            self.owned(open, open.given_up())
        };
        self.put(&entry, &open.path);
        for id in given_up {
            self.let_go(id);
        }
    }

    /// Whether a mapping that was said now finds nothing where another one found articles.
    fn is_slip(&self, open: &Open, state: &SourceState) -> bool {
        let found = open.old.iter().any(gives_article);
        let said = self.job.mapping.is_some() && open.mapping != open.before.mapping;
        state.bodyless && state.keeps_old && said && found
    }

    /// Tells of a source none of whose records has a body, if a mapping says where to look for it, or former runs found some.
    pub(super) fn tell_bodyless(&mut self, open: &Open, state: &SourceState) {
        let had_articles = open.old.iter().any(gives_article);
        let is_told = had_articles || open.mapping != 0;
        if state.bodyless && is_told && !self.rereads {
            self.report.bodyless.push(Bodyless {
                path: open.path.clone(),
                mapping: self.shared.catalog().mapping(open.mapping).to_owned(),
                remembered: !self.is_slip(open, state),
            });
        }
    }
}

/// The same of a source that has not changed since.
pub(super) fn bodyless_before(
    path: &str,
    entry: &SourceEntry,
    catalog: &Catalog,
) -> Option<Bodyless> {
    let bodyless = |page: &PageEntry| matches!(page.fate, Fate::Skipped(reason) if catalog.reason(reason) == reasons::NO_BODY);
    let is_so = entry.mapping != 0
        && entry.pages.iter().any(bodyless)
        && !entry.pages.iter().any(gives_article);
    is_so.then(|| Bodyless {
        path: path.to_owned(),
        mapping: catalog.mapping(entry.mapping).to_owned(),
        remembered: true,
    })
}
