//! What was cut from the pages of an index: its sources are read again, since the index holds articles only.
//!
//! The pages stream by in the order of the sources, a batch in memory at a time. Each is cleaned as an indexing run would
//! clean it now: with the site memory and the rules of the index.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::marks;
use super::names::Names;
use super::plan::digest;
use super::remembered_sites;
use super::rules::remembered_rules;
use crate::article::{self, Article};
use crate::clean::{Cleaned, Cleaner, SiteMemory};
use crate::error::{Result, Warning};
use crate::index::{ArticleId, Catalog, Fate, Index, PageEntry, SourceEntry};
use crate::page::{self, Page};
use crate::read::{self, Limits, RawPage, STDIN, Source, reasons};

/// Pages and bytes that are cleaned side by side.
const BATCH_PAGES: usize = 256;
const BATCH_BYTES: usize = 32 << 20;

/// What became of a page when it was indexed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// The article with this id, or another page's article that is the same.
    Article(ArticleId),
    /// No article, for this reason.
    Nothing(String),
    /// The source has changed since, and this page was not in it.
    Unknown,
}

/// A page that was read and cleaned again.
#[derive(Debug)]
pub struct Reread {
    /// The page.
    pub page: Page,
    /// Its verdicts.
    pub cleaned: Cleaned,
    /// What it is as an article.
    pub article: Article,
    /// What became of it.
    pub became: Became,
}

/// Reads the pages of an index again.
pub struct Cuts {
    names: Names,
    catalog: Catalog,
    memory: SiteMemory,
    cleaner: Cleaner,
    page_limits: page::Limits,
}

/// A page to look at, and what became of it.
type Waiting = (RawPage, Became);

impl Cuts {
    /// Opens what an index knows.
    ///
    /// # Errors
    /// When catalog, memory or rules cannot be read.
    pub fn open(index: &Index) -> Result<Self> {
        Ok(Self {
            names: Names::new(index.folder()),
            catalog: index.catalog()?,
            memory: remembered_sites(index)?,
            cleaner: Cleaner::new().ruled(remembered_rules(index)?),
            page_limits: page::Limits::default(),
        })
    }

    /// The same with other limits for pages.
    #[must_use]
    pub fn limited(mut self, limits: page::Limits) -> Self {
        self.page_limits = limits;
        self
    }

    /// Gives every page that `wanted` takes to `see`, in order, and trouble with sources and pages as it comes, unless the indexing
    /// run had the same; ends early when `see` answers false. Pages that came on standard input are trouble: nobody can read them again.
    ///
    /// # Errors
    /// Those of `see`.
    pub fn each<E>(
        &self,
        wanted: impl Fn(&Page) -> bool + Sync,
        mut see: impl FnMut(Result<Reread, Warning>) -> Result<bool, E>,
    ) -> Result<(), E> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for (name, entry) in self.catalog.iter() {
            let mut fates: FxHashMap<u64, Fate> = FxHashMap::default();
            let pages = entry.pages.iter();
            let pages = pages.filter(|page| !marks::is_mark(page, &self.catalog));
            fates.extend(pages.map(|page| (page.digest, page.fate)));
            let failed_before = |warning: &Warning| match fates.get(&0) {
                Some(Fate::Skipped(reason)) => self.catalog.reason(*reason) == warning.reason,
                _ => false,
            };
            for found in self.pages(name, entry) {
                match found {
                    Ok(raw) => {
                        bytes += raw.bytes.len();
                        let became = self.became(fates.get(&digest(&raw)));
                        batch.push((raw, became));
                    }
                    Err(warning) if failed_before(&warning) => {}
                    Err(warning) => {
                        if !self.work(std::mem::take(&mut batch), &wanted, &mut see)?
                            || !see(Err(warning))?
                        {
                            return Ok(());
                        }
                        bytes = 0;
                    }
                }
                if batch.len() >= BATCH_PAGES || bytes >= BATCH_BYTES {
                    if !self.work(std::mem::take(&mut batch), &wanted, &mut see)? {
                        return Ok(());
                    }
                    bytes = 0;
                }
            }
        }
        self.work(batch, &wanted, &mut see).map(drop)
    }

    fn pages(
        &self,
        name: &str,
        entry: &SourceEntry,
    ) -> Box<dyn Iterator<Item = Result<RawPage, Warning>>> {
        let lost = |detail: &str| {
            let warning = Warning {
                path: name.to_owned(),
                member: None,
                reason: reasons::UNREADABLE,
                detail: detail.to_owned(),
            };
            Box::new(std::iter::once(Err(warning)))
        };
        if name == STDIN {
            return lost("its pages came on standard input");
        }
        let path = self.names.path(name);
        if !path.exists() {
            return lost("it has gone since it was indexed");
        }
        match Source::named(&path) {
            Ok(source) => {
                let shown = name.to_owned();
                let source = Source { shown, ..source };
                let mapping = self.catalog.mapping(entry.mapping).parse();
                let mapping = mapping.unwrap_or_default();
                Box::new(read::open(&source, &self.limits(entry), &mapping))
            }
            Err(warning) => Box::new(std::iter::once(Err(warning))),
        }
    }

    /// How much of a source is read: all, if the indexing run read all, whatever its limits were.
    fn limits(&self, entry: &SourceEntry) -> Limits {
        let limited = |page: &PageEntry| match page.fate {
            Fate::Skipped(reason) => reasons::is_limit(self.catalog.reason(reason)),
            _ => false,
        };
        if entry.pages.iter().any(limited) {
            return Limits::default();
        }
        Limits {
            page_bytes: u64::MAX,
            unpacked_bytes: u64::MAX,
            unpacked_ratio: u64::MAX,
        }
    }

    fn became(&self, fate: Option<&Fate>) -> Became {
        match fate {
            Some(Fate::Indexed(id, _) | Fate::Deferred(id)) => Became::Article(*id),
            Some(Fate::Skipped(reason)) => Became::Nothing(self.catalog.reason(*reason).to_owned()),
            None => Became::Unknown,
        }
    }

    /// True unless `see` has seen enough.
    fn work<E>(
        &self,
        batch: Vec<Waiting>,
        wanted: &(impl Fn(&Page) -> bool + Sync),
        see: &mut impl FnMut(Result<Reread, Warning>) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let again = |(raw, became): Waiting| {
            let page = page::parse(raw, &self.page_limits);
            wanted(&page).then(|| self.reread(page, became))
        };
        let found: Vec<Option<Reread>> = batch.into_par_iter().map(again).collect();
        for reread in found.into_iter().flatten() {
            if !see(Ok(reread))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn reread(&self, page: Page, became: Became) -> Reread {
        let cleaned = self.cleaner.clean(&page, &self.memory);
        let article = article::build(&page, &cleaned);
        Reread {
            page,
            cleaned,
            article,
            became,
        }
    }
}
