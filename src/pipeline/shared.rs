//! What the stages share: catalog, site memory, progress.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::Progress;
use super::batch::Ended;
use crate::clean::SiteMemory;
use crate::index::{Catalog, SourceEntry};

/// Pages between two calls of the progress callback.
const PAGES_A_CALL: u64 = 16;

/// What the stages share. The catalog is changed by the last stage only, the memory by the middle one.
pub(super) struct Shared<'r> {
    catalog: RwLock<Catalog>,
    memory: RwLock<SiteMemory>,
    progress: &'r (dyn Fn(Progress) + Sync),
    sources: AtomicU64,
    sources_total: AtomicU64,
    bytes: AtomicU64,
    bytes_total: AtomicU64,
    pages: AtomicU64,
    again: AtomicBool,
}

impl<'r> Shared<'r> {
    pub(super) fn new(
        catalog: Catalog,
        memory: SiteMemory,
        progress: &'r (dyn Fn(Progress) + Sync),
    ) -> Self {
        Self {
            catalog: RwLock::new(catalog),
            memory: RwLock::new(memory),
            progress,
            sources: AtomicU64::new(0),
            sources_total: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            bytes_total: AtomicU64::new(0),
            pages: AtomicU64::new(0),
            again: AtomicBool::new(false),
        }
    }

    pub(super) fn catalog(&self) -> RwLockReadGuard<'_, Catalog> {
        self.catalog.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn catalog_mut(&self) -> RwLockWriteGuard<'_, Catalog> {
        self.catalog.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn memory(&self) -> RwLockReadGuard<'_, SiteMemory> {
        self.memory.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn memory_mut(&self) -> RwLockWriteGuard<'_, SiteMemory> {
        self.memory.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something about a source's entry in the catalog.
    pub(super) fn entry<T>(&self, path: &str, read: impl FnOnce(&SourceEntry) -> T) -> Option<T> {
        self.catalog().get(path).map(read)
    }

    /// From now on it is counted what is read once more, each time anew: a file that is read twice more is one file.
    pub(super) fn begin_again(&self) {
        self.again.store(true, Ordering::Relaxed);
        let [sources, sources_total] = [&self.sources, &self.sources_total];
        for count in [
            sources,
            sources_total,
            &self.bytes,
            &self.bytes_total,
            &self.pages,
        ] {
            count.store(0, Ordering::Relaxed);
        }
    }

    pub(super) fn add_totals(&self, sources: u64, bytes: u64) {
        self.sources_total.fetch_add(sources, Ordering::Relaxed);
        self.bytes_total.fetch_add(bytes, Ordering::Relaxed);
        self.call();
    }

    pub(super) fn count_page(&self, packed: u64) {
        self.bytes.fetch_add(packed, Ordering::Relaxed);
        if self
            .pages
            .fetch_add(1, Ordering::Relaxed)
            .is_multiple_of(PAGES_A_CALL)
        {
            self.call();
        }
    }

    pub(super) fn count_sources(&self, ended: Ended) {
        self.bytes.fetch_add(ended.bytes, Ordering::Relaxed);
        self.sources.fetch_add(ended.sources, Ordering::Relaxed);
    }

    pub(super) fn call(&self) {
        (self.progress)(self.now());
    }

    pub(super) fn now(&self) -> Progress {
        Progress {
            sources: self.sources.load(Ordering::Relaxed),
            sources_total: self.sources_total.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            bytes_total: self.bytes_total.load(Ordering::Relaxed),
            pages: self.pages.load(Ordering::Relaxed),
            again: self.again.load(Ordering::Relaxed),
        }
    }
}
