//! A new index in the place of an old one: after damage, or for another format.
//!
//! The new one is made beside the old one, which answers meanwhile, and takes its place in one step at the end.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::Serialize;

use super::names::Names;
use super::seed::{seed, take_out};
use super::{Job, Progress, run};
use crate::clean::SiteMemory;
use crate::error::Result;
use crate::index::{
    ArticleId, Catalog, Fate, Index, PageEntry, Replacing, Salvage, Writer, WriterOptions,
};
use crate::read::{Selection, reasons};

/// What is taken from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rebuild {
    /// Every article that the old index can still give is kept as it is; the others are read from their sources.
    Repair,
    /// All sources are read again; articles that they do not give any more are kept as they are.
    Anew,
}

/// What [`rebuild`] did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Rebuilt {
    /// Articles in the old index, by its catalog, else by the engine's list; `None` if neither can be read.
    pub before: Option<u64>,
    /// Articles in the new one.
    pub articles: u64,
    /// Articles that were taken over as they were stored.
    pub kept: u64,
    /// Articles that were made from their sources.
    pub read: u64,
    /// Articles of the old index that are not in the new one: unreadable, and their source gone or changed. The path of their source, and the id.
    pub lost: Vec<(String, String)>,
    /// Articles of the old index that are not in the new one and that nothing names, because the catalog could not be read.
    pub unnamed: u64,
    /// True if it could not be told of some articles whether they had been removed or replaced: such ones may be back.
    pub doubtful: bool,
    /// Where the old index is kept, if the new one may lack something of it or have more.
    pub old: Option<String>,
    /// True if the rules of the index could not be read: give them again with `--rules`.
    pub rules_lost: bool,
    /// Pages of the sources that reached a limit, by the limit: they were left, read in part, or flatter than they are.
    pub limits: BTreeMap<String, u64>,
    /// The generation of the new index.
    pub generation: u64,
    /// True if somebody stopped it; the old index stands as it was then.
    pub interrupted: bool,
}

impl Rebuilt {
    /// Whether the new index holds all that the old one held, and no more.
    pub fn is_whole(&self) -> bool {
        self.lost.is_empty() && self.unnamed == 0 && !self.doubtful && self.before.is_some()
    }
}

/// Makes the index of a job anew. The job's selection is read too; it may be empty.
///
/// When it fails or is stopped, the old index is as it was. An old index that may hold more than the new one is kept, see [`Rebuilt::old`].
///
/// # Errors
/// [`Error::NoIndex`](crate::Error::NoIndex), [`Error::IndexFormat`](crate::Error::IndexFormat) if a later version made it, [`Error::IndexBusy`](crate::Error::IndexBusy), [`Error::Io`](crate::Error::Io), and those of [`run`].
pub fn rebuild(
    job: &Job,
    how: Rebuild,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Rebuilt> {
    let replacing = Replacing::begin(&job.index)?;
    let salvage = Salvage::of(replacing.folder())?;
    let mut work = Work {
        job: Job {
            index: replacing.beside(),
            ..job.clone()
        },
        names: Names::new(replacing.folder()),
        salvage,
        done: Rebuilt::default(),
    };
    let known = work.salvage.catalog.as_ref();
    let before = known.map(|catalog| catalog.articles() as u64);
    work.done.before = before.or(work.salvage.listed);
    work.done.doubtful = work.salvage.doubtful;
    work.begin()?;
    work.read_sources(how, progress, stop)?;
    if !work.done.interrupted && work.fill()? {
        // Other pages of what has neither a stored text nor a file that gives it.
        work.read_sources(Rebuild::Repair, progress, stop)?;
        if !work.done.interrupted {
            work.fill()?;
        }
    }
    if !work.done.interrupted {
        work.count()?;
        let old = replacing.finish(!work.done.is_whole())?;
        work.done.old = old.map(|path| path.display().to_string());
    }
    Ok(work.done)
}

struct Work {
    /// The job of the new index.
    job: Job,
    names: Names,
    salvage: Salvage,
    done: Rebuilt,
}

impl Work {
    /// Begins the new index: it knows what the old one knew of files and sites, goes on counting, and follows the same rules.
    fn begin(&mut self) -> Result<()> {
        let catalog = seed(&self.salvage, &self.names)?;
        let mut writer = Writer::open(&self.job.index, &WriterOptions::default())?;
        writer.count_from(self.salvage.generation);
        writer.set_rules(self.salvage.rules.clone().unwrap_or_default());
        self.done.rules_lost = self.salvage.rules.is_none();
        // With what was seen of the sites a page is cleaned as the next run will clean it, also where files have gone.
        let memory = self.salvage.memory.as_slice();
        let is_readable = SiteMemory::load(memory).is_ok();
        writer.commit(&catalog, if is_readable { memory } else { &[] })?;
        writer.finish()
    }

    /// Reads what is selected, and every source that the index knows and that is there; for a repair, as any run reads them.
    fn read_sources(
        &mut self,
        how: Rebuild,
        progress: &(dyn Fn(Progress) + Sync),
        stop: &AtomicBool,
    ) -> Result<()> {
        let known = Index::open(&self.job.index)?.catalog()?;
        let sources = known.iter().map(|(path, _)| path);
        let there = sources.filter(|path| self.names.is_there(path));
        let paths: Vec<PathBuf> = there.map(|path| self.names.path(path)).collect();
        let mut job = self.job.clone();
        job.rebuild = Some(how);
        // Nothing of a rebuild that is stopped is kept.
        job.finish_within = Duration::ZERO;
        if job.selection.paths.is_empty() {
            job.selection = Selection::new(paths);
        } else {
            job.selection.paths.extend(paths);
        }
        if job.selection.paths.is_empty() {
            return Ok(());
        }
        let report = run(&job, progress, stop)?;
        self.done.interrupted = report.interrupted;
        let left = report.skipped.into_iter();
        let left = left.filter(|(reason, _)| reasons::is_limit(reason));
        self.done.limits = left.chain(report.in_part).collect();
        Ok(())
    }

    /// Puts in as stored what was not read, and takes out of the catalog what nobody can give. True if pages wait for some of that.
    fn fill(&mut self) -> Result<bool> {
        let mut writer = Writer::open(&self.job.index, &WriterOptions::default())?;
        let mut catalog = writer.index().catalog()?;
        let memory = writer.index().memory()?;
        let mut there = writer.index().stored()?;
        self.salvage.articles(&mut |enriched| {
            let id = ArticleId::parse(&enriched.article.id);
            let wanted = id.filter(|id| catalog.owner(*id).is_some());
            if wanted.is_some_and(|id| there.insert(id)) {
                writer.add(&enriched)?;
                self.done.kept += 1;
            }
            Ok(())
        })?;
        let any_out = take_out(&mut catalog, |id| !there.contains(&id), |_| false);
        let orphans = catalog.orphans();
        let mut orphans = orphans.iter();
        let wait = any_out && orphans.any(|path| self.names.is_there(path));
        writer.commit(&catalog, &memory)?;
        writer.finish()?;
        Ok(wait)
    }

    /// What the new index holds, and what of the old one it does not.
    fn count(&mut self) -> Result<()> {
        let index = Index::open(&self.job.index)?;
        let new = index.catalog()?;
        self.done.articles = new.articles() as u64;
        self.done.read = self.done.articles.saturating_sub(self.done.kept);
        self.done.generation = index.generation()?.number;
        let Some(old) = &self.salvage.catalog else {
            let before = self.done.before.unwrap_or(0);
            self.done.unnamed = before.saturating_sub(self.done.articles);
            return Ok(());
        };
        // A catalog of the engine's list that does not name all of it; no run leaves one.
        let listed = self.salvage.listed.unwrap_or(0);
        self.done.unnamed = listed.saturating_sub(old.articles() as u64);
        for (path, entry) in old.iter() {
            let ids = entry.pages.iter().filter_map(|page| match page.fate {
                Fate::Indexed(id, _) => Some(id),
                _ => None,
            });
            let lost =
                ids.filter(|id| new.owner(*id).is_none() && !has_moved(*id, path, old, &new));
            let lost = lost.map(|id| (path.to_owned(), id.to_string()));
            self.done.lost.extend(lost);
        }
        Ok(())
    }
}

/// Whether the page of an article is there, under another id or as a copy of another one.
fn has_moved(id: ArticleId, path: &str, old: &Catalog, new: &Catalog) -> bool {
    let place = |page: &PageEntry| page.address.map(|address| (address.home, address.own));
    let Some(before) = old.page(id) else {
        return false;
    };
    let pages = new.get(path).map(|entry| entry.pages.as_slice());
    let mut pages = pages.unwrap_or_default().iter();
    let is_it = |page: &PageEntry| match before.address {
        Some(_) => place(page) == place(before) && !page.differs(before),
        // What is the same to the byte says it, also where the rules were others when it was cleaned before.
        None if before.raw != 0 && page.raw == before.raw => true,
        None => before.twin != 0 && page.twin == before.twin,
    };
    let is_held = |page: &PageEntry| page.article().is_some_and(|id| new.owner(id).is_some());
    pages.any(|page| is_held(page) && is_it(page))
}
