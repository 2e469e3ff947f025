//! A new index in the place of an old one: after damage, or for another format.
//!
//! The new one is made beside the old one, which answers meanwhile, and takes its place in one step at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::Serialize;

use super::names::Names;
use super::{Job, Progress, run};
use crate::article::Gist;
use crate::enrich::Enriched;
use crate::error::Result;
use crate::index::{
    ArticleId, Catalog, Fate, Index, PageEntry, Replacing, Salvage, SourceEntry, Writer,
    WriterOptions, content_of,
};
use crate::read::{Selection, reasons};

/// What is taken from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rebuild {
    /// Every article that the old index can still give is kept as it is; the others are read from their sources.
    Repair,
    /// All sources are read again; articles whose source has gone are kept as they are.
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
        old: salvage.catalog.clone().unwrap_or_default(),
        salvage,
        done: Rebuilt::default(),
    };
    let known = work.salvage.catalog.as_ref();
    let before = known.map(|catalog| catalog.articles() as u64);
    work.done.before = before.or(work.salvage.listed);
    work.done.doubtful = work.salvage.doubtful;
    work.job.mappings_before = mappings(&work.old);
    work.begin(how)?;
    if how == Rebuild::Repair {
        work.keep(|_| true)?;
    }
    work.read_sources(progress, stop)?;
    if !work.done.interrupted {
        if how == Rebuild::Anew {
            let names = work.names.clone();
            work.keep(|path| !names.is_there(path))?;
        }
        work.count()?;
        let old = replacing.finish(!work.done.is_whole())?;
        work.done.old = old.map(|path| path.display().to_string());
    }
    Ok(work.done)
}

/// The mappings of a catalog's sources, by path.
fn mappings(catalog: &Catalog) -> BTreeMap<String, String> {
    let mapped = catalog.iter().filter(|(_, entry)| entry.mapping != 0);
    mapped
        .map(|(path, entry)| (path.to_owned(), catalog.mapping(entry.mapping).to_owned()))
        .collect()
}

struct Work {
    /// The job of the new index.
    job: Job,
    names: Names,
    salvage: Salvage,
    old: Catalog,
    done: Rebuilt,
}

impl Work {
    /// Begins the new index: it goes on counting, and follows the same rules.
    fn begin(&mut self, how: Rebuild) -> Result<()> {
        let mut writer = Writer::open(&self.job.index, &WriterOptions::default())?;
        writer.count_from(self.salvage.generation);
        writer.set_rules(self.salvage.rules.clone().unwrap_or_default());
        self.done.rules_lost = self.salvage.rules.is_none();
        let memory = match how {
            Rebuild::Repair => self.salvage.memory.as_slice(),
            Rebuild::Anew => &[],
        };
        writer.commit(&Catalog::default(), memory)?;
        writer.finish()
    }

    /// Takes over what the old index can give, of the sources that `wanted` names, but for articles that are there.
    fn keep(&mut self, wanted: impl Fn(&str) -> bool) -> Result<()> {
        let mut writer = Writer::open(&self.job.index, &WriterOptions::default())?;
        let mut catalog = writer.index().catalog()?;
        let memory = writer.index().memory()?;
        let mut kept = Kept::default();
        self.salvage.articles(&mut |mut enriched| {
            let Some(id) = ArticleId::parse(&enriched.article.id) else {
                return Ok(());
            };
            let path = self.path_of(id, &enriched);
            let Some(room) = self.room(id, &enriched, &catalog) else {
                return Ok(());
            };
            enriched.article.id = room.to_string();
            if wanted(&path) && kept.take(path, room, &enriched) {
                writer.add(&enriched)?;
            }
            Ok(())
        })?;
        self.done.kept += kept.ids.len() as u64;
        kept.enter(&self.old, &mut catalog);
        writer.commit(&catalog, &memory)?;
        writer.finish()
    }

    /// The id by which an article can be kept: its own, else that of its place if the new index has another article of its address
    /// that is no version of it.
    fn room(&self, id: ArticleId, enriched: &Enriched, new: &Catalog) -> Option<ArticleId> {
        if new.owner(id).is_none() {
            return Some(id);
        }
        enriched.article.url.as_ref()?;
        let gist = Gist::of(&enriched.article);
        let there = new.pages_at(id).into_iter();
        let mut gists = there.filter_map(|(.., page)| page.address.map(|address| address.gist));
        if gists.any(|other| other.says_the_same(gist)) || new.page(id)?.address.is_none() {
            return None;
        }
        let known = self.old.page(id).and_then(|page| page.address);
        let known = known.map(|address| address.own);
        let own = known.or_else(|| ArticleId::parse(&enriched.article.id_by_place()))?;
        new.owner(own).is_none().then_some(own)
    }

    /// The source that owns an article.
    fn path_of(&self, id: ArticleId, enriched: &Enriched) -> String {
        let known = self.old.owner(id);
        known.unwrap_or(&enriched.article.path).to_owned()
    }

    /// Reads what is selected, and every source of the old index that is still there. Those that the new index knows whole are
    /// passed over as in any run.
    fn read_sources(
        &mut self,
        progress: &(dyn Fn(Progress) + Sync),
        stop: &AtomicBool,
    ) -> Result<()> {
        // Where the old catalog is lost, articles tell of their sources.
        let kept = Index::open(&self.job.index).and_then(|index| index.catalog());
        let kept = kept.unwrap_or_default();
        let sources = self.old.iter().chain(kept.iter()).map(|(path, _)| path);
        let there: BTreeSet<&str> = sources.filter(|path| self.names.is_there(path)).collect();
        let paths: Vec<PathBuf> = there.iter().map(|path| self.names.path(path)).collect();
        let mut job = self.job.clone();
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
        self.done.read = report.new + report.updated;
        let left = report.skipped.into_iter();
        let left = left.filter(|(reason, _)| reasons::is_limit(reason));
        self.done.limits = left.chain(report.in_part).collect();
        Ok(())
    }

    /// What the new index holds, and what of the old one it does not.
    fn count(&mut self) -> Result<()> {
        let index = Index::open(&self.job.index)?;
        let new = index.catalog()?;
        self.done.articles = new.articles() as u64;
        self.done.generation = index.generation()?.number;
        if self.salvage.catalog.is_none() {
            let before = self.done.before.unwrap_or(0);
            self.done.unnamed = before.saturating_sub(self.done.articles);
        }
        for (path, entry) in self.old.iter() {
            let ids = entry.pages.iter().filter_map(|page| match page.fate {
                Fate::Indexed(id, _) => Some(id),
                _ => None,
            });
            let lost =
                ids.filter(|id| new.owner(*id).is_none() && !self.has_moved(*id, path, &new));
            let lost = lost.map(|id| (path.to_owned(), id.to_string()));
            let lost: Vec<_> = lost.collect();
            self.done.lost.extend(lost);
        }
        Ok(())
    }
}

impl Work {
    /// Whether the page of an article is there, under another id.
    fn has_moved(&self, id: ArticleId, path: &str, new: &Catalog) -> bool {
        let place = |page: &PageEntry| page.address.map(|address| (address.home, address.own));
        let Some(before) = self.old.page(id).and_then(place) else {
            return false;
        };
        let pages = new.get(path).map(|entry| entry.pages.as_slice());
        let mut pages = pages.unwrap_or_default().iter();
        pages.any(|page| page.article().is_some() && place(page) == Some(before))
    }
}

/// Articles that were taken over, by their source.
#[derive(Default)]
struct Kept {
    ids: BTreeSet<ArticleId>,
    sources: BTreeMap<String, Vec<(ArticleId, u64)>>,
}

impl Kept {
    /// True if the article was not taken before.
    fn take(&mut self, path: String, id: ArticleId, enriched: &Enriched) -> bool {
        let first = self.ids.insert(id);
        if first {
            let content = content_of(enriched);
            self.sources.entry(path).or_default().push((id, content));
        }
        first
    }

    /// Puts the sources into the catalog: as the old one knows them if all their articles were taken, else as sources to be
    /// read again.
    fn enter(&self, old: &Catalog, catalog: &mut Catalog) {
        for (path, entry) in old.iter() {
            if catalog.get(path).is_none() && entry.pages.iter().all(|page| self.has(page)) {
                let mut entry = entry.clone();
                for page in &mut entry.pages {
                    renumber(page, old, catalog);
                }
                entry.mapping = catalog.mapping_number(old.mapping(entry.mapping));
                catalog.put(path, entry);
            }
        }
        for (path, articles) in &self.sources {
            let missing = |(id, _): &&(ArticleId, u64)| catalog.owner(*id).is_none();
            let missing: Vec<_> = articles.iter().filter(missing).copied().collect();
            if missing.is_empty() {
                continue;
            }
            let mut entry = catalog.get(path).cloned().unwrap_or_default();
            entry.digest = 0;
            let mapping = old.get(path).map_or(0, |entry| entry.mapping);
            entry.mapping = catalog.mapping_number(old.mapping(mapping));
            for (id, content) in missing {
                let known = page_of(old.get(path), id);
                let mut page = PageEntry {
                    digest: known.map_or(0, |page| page.digest),
                    fate: Fate::Indexed(id, content),
                    measure: known.map(|page| page.measure).unwrap_or_default(),
                    age: known.map(|page| page.age).unwrap_or_default(),
                    twin: known.map_or(0, |page| page.twin),
                    address: known.and_then(|page| page.address),
                };
                renumber(&mut page, old, catalog);
                entry.pages.push(page);
            }
            catalog.put(path, entry);
        }
    }

    /// Whether nothing of a page has to be read again.
    fn has(&self, page: &PageEntry) -> bool {
        match page.fate {
            Fate::Indexed(id, _) => self.ids.contains(&id),
            Fate::Deferred(_) | Fate::Skipped(_) => true,
        }
    }
}

/// Puts the new catalog's numbers for reasons and outlets in the place of the old one's.
fn renumber(page: &mut PageEntry, old: &Catalog, new: &mut Catalog) {
    if let Fate::Skipped(reason) = page.fate {
        page.fate = Fate::Skipped(new.reason_number(old.reason(reason)));
    }
    page.measure.site = new.site_number(old.site(page.measure.site));
}

/// The page that gave an article; none if nobody knows it.
fn page_of(source: Option<&SourceEntry>, id: ArticleId) -> Option<&PageEntry> {
    let pages = source.map(|source| source.pages.as_slice());
    pages
        .unwrap_or_default()
        .iter()
        .find(|page| matches!(page.fate, Fate::Indexed(found, _) if found == id))
}
