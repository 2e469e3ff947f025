//! Writing an index: documents, catalog and memory in one step.

use std::path::Path;

use tantivy::directory::Directory as _;
use tantivy::indexer::LogMergePolicy;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, IndexWriter, Term};

use super::disk::{Disk, META};
use super::document::document;
use super::folder::{self, State};
use super::former::Former;
use super::generation::{Generation, NamedFile};
use super::leftovers;
use super::lock::WriterLock;
use super::names;
use super::open::{Index, engine_error};
use super::swap;
use super::{ArticleId, Catalog, Identity, verify};
use crate::article::Gist;
use crate::enrich::Enriched;
use crate::error::{Error, Result};

/// Level and block size of the stored text. On 30 MB of news: level 3 in blocks of 32 KiB .421 of the text, in 64 KiB .405, in 128 KiB .392; in 64 KiB
/// level 5 .401 and level 6 .392, at twice the time and more. A block is unpacked for each hit that is shown: a query of a batch takes 1.2 ms
/// from blocks of 64 KiB and 1.1 ms from blocks of 32 KiB, and ten hits 2 ms longer from 128 KiB than from 32 KiB.
const STORE_LEVEL: i32 = 3;
const STORE_BLOCK: usize = 64 << 10;
/// Segments of one size that are merged into one.
const MERGE_AT: usize = 6;
/// Share of deleted articles in a segment from which on it is written anew.
const DELETED_SHARE: f32 = 0.3;
/// What the engine takes at least and at most, in bytes a thread.
const ENGINE_MEMORY: std::ops::RangeInclusive<usize> = (16 << 20)..=(1 << 30);

/// How to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriterOptions {
    /// Threads that write postings.
    pub threads: usize,
    /// Bytes of memory for postings that are not yet on the disk, over all threads.
    pub memory: usize,
}

impl Default for WriterOptions {
    /// One thread, 200 MB.
    fn default() -> Self {
        Self {
            threads: 1,
            memory: 200_000_000,
        }
    }
}

/// The one writer of an index.
///
/// What is added and deleted is seen by readers after [`Writer::commit`], together with the catalog
/// and the memory that are given there; a writer that is dropped before leaves the last commit as it is.
pub struct Writer {
    index: Index,
    engine: IndexWriter,
    generation: Generation,
    /// Rules for the next commit, if they are others than before.
    rules: Option<Vec<u8>>,
    /// What was committed when an article was first asked for.
    before: Former,
    lock: Option<WriterLock>,
    relisted: bool,
}

impl Writer {
    /// Opens the index in a folder for writing, or begins one in a folder that is empty or not there.
    ///
    /// If the writer before was killed, the index is checked first, and what was left behind is removed. Else the end of each file of a segment is checked,
    /// and a part of their bytes.
    ///
    /// # Errors
    /// [`Error::IndexBusy`] if somebody else writes it, [`Error::NotAnIndex`] if the folder holds
    /// other files, [`Error::IndexFormat`], [`Error::IndexDamaged`], [`Error::Io`].
    pub fn open(folder: &Path, options: &WriterOptions) -> Result<Self> {
        if folder::look(folder)? == State::Empty {
            folder::make(folder)?;
        }
        let lock = WriterLock::take(folder)?;
        // Only now: another process may have begun an index here at the same time.
        let state = folder::look(folder)?;
        if state == State::Empty {
            folder::begin(folder)?;
        }
        let index = match state {
            State::Empty | State::Begun => {
                let disk = Disk::folder(folder).map_err(|error| engine_error(folder, error))?;
                Index::create(folder, disk, settings())?
            }
            State::Index => Index::open_engine(folder)?,
        };
        look_at(&index, lock.was_left())?;
        leftovers::remove(&index)?;
        swap::clear(folder)?;
        let relisted = state == State::Index && leftovers::list_again(&index)?;
        let index = if relisted {
            Index::open_engine(folder)?
        } else {
            index
        };
        let mut writer = Self::over(index, options)?;
        writer.lock = Some(lock);
        writer.relisted = relisted;
        Ok(writer)
    }

    /// Opens, or begins, an index on a disk that is not a folder of the system, see [`Index::on`]. Nothing keeps a second writer away.
    ///
    /// # Errors
    /// As [`Writer::open`].
    pub fn on(folder: &Path, disk: Disk, options: &WriterOptions) -> Result<Self> {
        let found = disk.exists(Path::new(META));
        let index = match found {
            Ok(true) => Index::on(folder, disk)?,
            _ => Index::create(folder, disk, settings())?,
        };
        Self::over(index, options)
    }

    fn over(index: Index, options: &WriterOptions) -> Result<Self> {
        let threads = options.threads.max(1);
        let memory = (options.memory / threads).clamp(*ENGINE_MEMORY.start(), *ENGINE_MEMORY.end());
        let engine = index
            .engine()
            .writer_with_num_threads(threads, memory * threads);
        let engine = engine.map_err(|error| engine_error(index.folder(), error))?;
        engine.set_merge_policy(Box::new(merge_policy()));
        let generation = index.generation()?;
        Ok(Self {
            index,
            engine,
            generation,
            rules: None,
            before: Former::default(),
            lock: None,
            relisted: false,
        })
    }

    /// Whether the writer before this one did not come to its end.
    pub fn after_unclean_stop(&self) -> bool {
        self.lock.as_ref().is_some_and(WriterLock::was_left)
    }

    /// Whether the engine's list of its files had gone, and was written anew.
    pub fn has_listed_again(&self) -> bool {
        self.relisted
    }

    /// The index as readers see it: what is committed.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The number of the last generation that was committed; 0 before the first.
    pub fn generation(&self) -> u64 {
        self.generation.number
    }

    /// Goes on counting generations behind those of another index, whose place this one will take under an identity of its own.
    pub fn count_from(&mut self, generation: u64) {
        self.generation.number = self.generation.number.max(generation);
    }

    /// Adds an article. An article of the same id must be deleted before, see [`Writer::delete`].
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`] if the engine has failed.
    pub fn add(&self, enriched: &Enriched) -> Result<()> {
        self.add_as_of(enriched, self.generation.number + 1)
    }

    /// Puts an article in the place of the one of its id that is committed, which says the same and stood elsewhere: it is no newer than that.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Io`] if the engine has failed.
    pub fn move_to(&self, id: ArticleId, enriched: &Enriched) -> Result<()> {
        let since = self.before.since(&self.index, id);
        let since = since.map_err(|error| self.failed(error))?;
        self.delete(id);
        self.add_as_of(enriched, since.unwrap_or(self.generation.number + 1))
    }

    /// What an article said, as it was committed when this was first asked; nothing of one that was not, or that cannot be read.
    pub fn said_before(&self, id: ArticleId) -> Option<Gist> {
        self.before.said(&self.index, id)
    }

    /// The same of the digest of its words and this outlet, see [`words_of`](super::words_of).
    pub fn words_before(&self, id: ArticleId, site: &str) -> Option<u64> {
        self.before.words(&self.index, id, site)
    }

    fn add_as_of(&self, enriched: &Enriched, generation: u64) -> Result<()> {
        let document = document(self.index.fields(), enriched, generation)?;
        self.engine
            .add_document(document)
            .map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// Deletes the article of an id that was added before, if there is one.
    pub fn delete(&self, id: ArticleId) {
        self.engine.delete_term(Term::from_field_text(
            self.index.fields().id,
            &id.to_string(),
        ));
    }

    /// Sets the user's rules that go with the next commit; empty bytes for none. Without it they stay as they are.
    pub fn set_rules(&mut self, bytes: Vec<u8>) {
        self.rules = Some(bytes);
    }

    /// Makes everything since the last commit visible and lasting, with the catalog and the site
    /// memory that belong to it, and returns the number of the new generation.
    ///
    /// When it returns, a loss of power takes nothing away; if it fails, the former generation stands.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if a merge has met a damaged file, [`Error::Io`] or [`Error::Engine`].
    pub fn commit(&mut self, catalog: &Catalog, memory: &[u8]) -> Result<u64> {
        unharmed(&self.index)?;
        let number = self.generation.number + 1;
        let catalog = catalog.save().map_err(|source| Error::Io {
            action: "write",
            path: self.index.folder().to_path_buf(),
            source,
        })?;
        let rules = match self.rules.take() {
            None => self.generation.rules.clone(),
            Some(bytes) if bytes.is_empty() => None,
            Some(bytes) => Some(self.put(format!("rules-{number}"), &bytes)?),
        };
        let next = Generation {
            number,
            identity: self.identity().or_else(|| Some(Identity::draw())),
            rules,
            catalog: Some(self.put(format!("catalog-{number}"), &catalog)?),
            memory: Some(self.put(format!("memory-{number}"), memory)?),
            ..Generation::default()
        };
        self.commit_engine(&next)?;
        let kept = |name: &str| next.files().any(|file| file == name);
        for former in self.generation.files().filter(|name| !kept(name)) {
            self.index.disk().remove(former);
        }
        // What was joined of the former names fits no more; see `finish`.
        self.index
            .disk()
            .remove(&names::file_of(self.generation.number));
        self.generation = next;
        Ok(number)
    }

    /// The identity under which the index goes on; `None` if the next commit draws one.
    pub fn identity(&self) -> Option<Identity> {
        let former = &self.generation;
        former.identity.filter(|_| !former.copied)
    }

    fn put(&self, name: String, bytes: &[u8]) -> Result<NamedFile> {
        let written = self.index.disk().put(&name, bytes);
        written.map_err(|error| self.index.in_folder(error))?;
        Ok(NamedFile {
            name,
            checksum: xxhash_rust::xxh3::xxh3_64(bytes),
        })
    }

    /// Keeps what can be joined of the names, waits until merges that have begun are done, and removes what is not used any more; call it
    /// after the last commit.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if a merge has met a damaged file; what was committed stays. [`Error::Io`] or [`Error::Engine`].
    pub fn finish(self) -> Result<()> {
        let number = self.generation.number;
        let kept = number == 0 || self.index.keep_names(number).is_ok();
        let Self {
            engine,
            index,
            lock,
            before,
            ..
        } = self;
        // Files that are open cannot be taken away everywhere.
        drop(before);
        engine
            .wait_merging_threads()
            .map_err(|error| index.failed(error))?;
        unharmed(&index)?;
        if lock.is_some() {
            // A merge that ended while names were read could not take the files away that were in use.
            leftovers::remove(&index)?;
        }
        // On a disk without locks a merge may have taken away what was being read.
        if kept {
            return Ok(());
        }
        index.keep_names(number)
    }

    /// Fails if the articles that were committed last are not as many as the catalog knows: then one of them is found that no file
    /// gives, or one is known that is not found.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`]; what was committed stays. [`Error::Io`] or [`Error::Engine`].
    pub fn agrees_with(&self, catalog: &Catalog) -> Result<()> {
        let metas = self.index.engine().load_metas();
        let metas = metas.map_err(|error| self.failed(error))?;
        let found = metas.segments.iter().map(tantivy::SegmentMeta::num_docs);
        let found: u64 = found.map(u64::from).sum();
        let known = catalog.articles() as u64;
        if found == known {
            return Ok(());
        }
        Err(folder::damaged(
            self.index.folder(),
            &format!("{META}: {found} articles are in the documents, {known} in the catalog"),
        ))
    }

    fn commit_engine(&mut self, next: &Generation) -> Result<()> {
        let index = &self.index;
        let failed = |error| index.failed(error);
        let payload =
            serde_json::to_string(next).map_err(|error| Error::Engine(error.to_string()))?;
        let mut prepared = self.engine.prepare_commit().map_err(failed)?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(failed)?;
        Ok(())
    }

    fn failed(&self, error: tantivy::TantivyError) -> Error {
        self.index.failed(error)
    }
}

/// Fails if a file was read that is not as it was written, by whichever thread: the engine goes on without a merge that fails.
fn unharmed(index: &Index) -> Result<()> {
    match index.disk().harm() {
        Some(detail) => Err(folder::damaged(index.folder(), detail)),
        None => Ok(()),
    }
}

/// Fails if files of the last commit are missing or damaged: all bytes are looked at if the writer before was killed, else a part.
fn look_at(index: &Index, was_left: bool) -> Result<()> {
    let damaged = |detail: &str| Err(folder::damaged(index.folder(), detail));
    if was_left && let Some(fault) = verify::check(index).faults.first() {
        return damaged(&format!(
            "the last run did not come to its end; {}",
            fault.detail
        ));
    }
    if let Some(name) = leftovers::missing(index)?.first() {
        return damaged(&format!("{name} is missing"));
    }
    if was_left {
        return Ok(());
    }
    verify::glance(index)
}

fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor {
            compression_level: Some(STORE_LEVEL),
        }),
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    }
}

fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(MERGE_AT);
    policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_kept_drawn_where_there_is_none_and_another_for_a_copy() -> Result<()> {
        let Ok(folder) = tempfile::tempdir() else {
            return Ok(());
        };
        let place = folder.path().join("index");
        let mut writer = Writer::open(&place, &WriterOptions::default())?;
        let mut identity = |former: Option<(Option<Identity>, bool)>| -> Result<Option<Identity>> {
            if let Some((identity, copied)) = former {
                writer.generation.identity = identity;
                writer.generation.copied = copied;
            }
            writer.commit(&Catalog::default(), &[])?;
            let generation = writer.index.generation()?;
            assert!(!generation.copied);
            Ok(generation.identity)
        };
        let first = identity(None)?;
        assert!(first.is_some());
        assert_eq!(identity(None)?, first);
        // An index of an earlier version.
        let drawn = identity(Some((None, false)))?;
        assert!(drawn.is_some() && drawn != first);
        // A backup that is written on.
        let own = identity(Some((drawn, true)))?;
        assert!(own.is_some() && own != drawn);
        Ok(())
    }
}
