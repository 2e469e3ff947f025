//! What an index that is made anew is told of the one before.
//!
//! It begins with the catalog of the old one, so that the run that fills it does what any run on the old one would do: an article keeps its id, a
//! page whose file has gone keeps its article, and an older page does not take the place of a newer one that is stored. Where the catalog is
//! lost, the stored articles tell what can be told of their pages.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::Names;
use super::batch::SourceState;
use super::claims::age_of;
use super::open::Open;
use super::plan::NANOSECONDS_A_MINUTE;
use super::sink::Sink;
use crate::article::{Article, Gist};
use crate::enrich::Enriched;
use crate::error::Result;
use crate::index::{
    Addressed, ArticleId, Catalog, Fate, Measure, PageEntry, Salvage, SourceEntry, content_of,
};
use crate::read::Source;

/// The catalog with which a new index begins. Articles that can only be had from their files are to be read; those of which the file has gone too
/// are not in it, so that other pages of theirs are read.
pub(super) fn seed(salvage: &Salvage, names: &Names) -> Result<Catalog> {
    let mut catalog = salvage.catalog.clone().unwrap_or_default();
    let mut readable = FxHashSet::default();
    let mut unknown: BTreeMap<String, Vec<PageEntry>> = BTreeMap::new();
    salvage.articles(&mut |enriched| {
        let id = ArticleId::parse(&enriched.article.id);
        let Some(id) = id.filter(|id| readable.insert(*id)) else {
            return Ok(());
        };
        let path = &enriched.article.path;
        if catalog.owner(id).is_some() {
            complete(&mut catalog, id, &enriched, saved(names, path));
        } else {
            let page = page_of(&mut catalog, id, &enriched, saved(names, path));
            unknown.entry(path.clone()).or_default().push(page);
        }
        Ok(())
    })?;
    for (path, pages) in unknown {
        let mut entry = catalog.get(&path).cloned().unwrap_or_default();
        entry.digest = 0;
        entry.pages.extend(pages);
        catalog.put(&path, entry);
    }
    take_out(
        &mut catalog,
        |id| !readable.contains(&id),
        |path| names.is_there(path),
    );
    Ok(catalog)
}

/// Takes articles out of a catalog, or says that they are to be read, if their source can be. True if one was taken out.
pub(super) fn take_out(
    catalog: &mut Catalog,
    is_missing: impl Fn(ArticleId) -> bool,
    can_read: impl Fn(&str) -> bool,
) -> bool {
    let missing = |page: &PageEntry| match page.fate {
        Fate::Indexed(id, _) => Some(id).filter(|id| is_missing(*id)),
        _ => None,
    };
    let with_missing = |(_, entry): &(&str, &SourceEntry)| {
        let mut pages = entry.pages.iter();
        pages.any(|page| missing(page).is_some())
    };
    let sources = catalog.iter().filter(with_missing);
    let sources: Vec<(String, SourceEntry)> = sources
        .map(|(path, entry)| (path.to_owned(), entry.clone()))
        .collect();
    let mut any = false;
    for (path, mut entry) in sources {
        entry.digest = 0;
        let is_read = can_read(&path);
        any |= !is_read;
        let pages = entry.pages.into_iter();
        let pages = pages.filter_map(|page| match missing(&page) {
            None => Some(page),
            Some(id) => is_read.then(|| page.unread(id)),
        });
        entry.pages = pages.collect();
        if entry.pages.is_empty() {
            catalog.remove(&path);
        } else {
            catalog.put(&path, entry);
        }
    }
    any
}

/// The time of a file in minutes since 1970. Of one that has gone nobody knows it: its article was the newest of all pages there were, and
/// gives way only to what is written from now on.
fn saved(names: &Names, path: &str) -> i64 {
    let source = Source::named(&names.path(path)).ok();
    let modified = source.and_then(|source| i64::try_from(source.modified_ns).ok());
    let now = || jiff::Timestamp::now().as_second() / 60;
    modified.map_or_else(now, |modified| modified / NANOSECONDS_A_MINUTE)
}

/// What a stored article tells of its page.
fn page_of(catalog: &mut Catalog, id: ArticleId, enriched: &Enriched, saved: i64) -> PageEntry {
    let article = &enriched.article;
    let size = |chars: usize| u32::try_from(chars).unwrap_or(u32::MAX);
    PageEntry {
        digest: 0,
        fate: Fate::Indexed(id, content_of(enriched)),
        measure: Measure {
            site: catalog.site_number(&article.site),
            kept: size(article.text.chars().count()),
            cut: size(usize::try_from(article.cut_chars).unwrap_or(usize::MAX)),
        },
        age: age_of(article, saved),
        twin: article.twin(),
        raw: 0,
        again: false,
        address: addressed(article, id),
    }
}

/// Puts in what an earlier version did not note of the page of an article, or noted otherwise.
fn complete(catalog: &mut Catalog, id: ArticleId, enriched: &Enriched, saved: i64) {
    let Some(known) = catalog.page(id).copied() else {
        return;
    };
    catalog.amend(id, |page| {
        if let Fate::Indexed(_, content @ 1..) = &mut page.fate {
            *content = content_of(enriched);
        }
    });
    if known.address.is_some() || known.twin != 0 {
        return;
    }
    let told = page_of(catalog, id, enriched, saved);
    catalog.amend(id, |page| {
        (page.age, page.twin, page.address) = (told.age, told.twin, told.address);
    });
}

/// What tells an article from others of its address. One that is known by the place of its oldest page goes on under that id.
fn addressed(article: &Article, id: ArticleId) -> Option<Addressed> {
    let home = ArticleId::parse(&article.id_by_address()?)?;
    let own = ArticleId::parse(&article.id_by_place())?;
    Some(Addressed {
        home,
        own: if id == home { own } else { id },
        gist: Gist::of(article),
    })
}

impl Sink<'_> {
    /// The article that a page of the old index was, if it still says the same: pages that have gone had their part in that.
    pub(super) fn former_seat(&self, address: &Addressed) -> Option<ArticleId> {
        self.job.rebuild?;
        self.open.as_ref()?.old_article(address)
    }

    /// Keeps articles of the old index that their source gives no more; only a run on an index drops them. Returns the state to be noted
    /// of the source: then that of before, so that the next run looks at it as one on the old index would have done.
    pub(super) fn keep_not_found(&mut self, open: &mut Open, state: &SourceState) -> SourceState {
        let state = state.clone();
        if self.job.rebuild.is_none() || state.keeps_old {
            return state;
        }
        let catalog = self.shared.catalog();
        let mut any = false;
        for page in open.not_found() {
            let id = page.article().filter(|id| page.holds(*id));
            if let Some(id) = id.filter(|id| catalog.owner(*id) == Some(open.path.as_str())) {
                open.hold(id);
                open.new.push(page);
                any = true;
            }
        }
        match catalog.get(&open.path).filter(|_| any) {
            Some(before) => SourceState {
                bytes: before.bytes,
                modified_ns: before.modified_ns,
                digest: before.digest,
                ..state
            },
            None => state,
        }
    }
}
