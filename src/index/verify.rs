//! Whether an index is what was written: its files, and whether they fit together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Serialize;
use tantivy::directory::Directory as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, HasLen, SegmentReader, TERMINATED, TantivyError};

use super::disk::{Disk, FILES, META};
use super::folder::{self, MARKER};
use super::leftovers::{self, segment_files};
use super::names;
use super::open::engine_error;
use super::sums::Checked;
use super::{ArticleId, Catalog, Fate, Index};
use crate::clean::SiteMemory;
use crate::error::{Error, Result};

/// One thing that is wrong with an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The file concerned, by its name in the folder of the index.
    pub file: String,
    /// What is wrong with it.
    pub detail: String,
}

/// What [`verify`] found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Health {
    /// The generation that was looked at; 0 if that cannot be told.
    pub generation: u64,
    /// Files that were read whole.
    pub files: u64,
    /// Bytes in them.
    pub bytes: u64,
    /// Articles in the documents.
    pub articles: u64,
    /// What is wrong; nothing if the index is sound.
    pub faults: Vec<Fault>,
    /// Files that belong to no commit, left behind by a run that was killed. They do no harm; the next run removes them.
    pub leftovers: Vec<String>,
}

impl Index {
    /// An error of the engine as what it mostly is: damage, with the file named. The whole index is read for it.
    #[must_use]
    pub fn blame(&self, error: Error) -> Error {
        if !matches!(error, Error::Engine(_)) {
            return error;
        }
        match check(self).faults.first() {
            Some(fault) if fault.detail.contains(&fault.file) => {
                folder::damaged(self.folder(), &fault.detail)
            }
            Some(fault) => {
                folder::damaged(self.folder(), &format!("{}: {}", fault.file, fault.detail))
            }
            None => error,
        }
    }
}

impl Health {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, file: &str, error: &Error) {
        let detail = match error {
            Error::IndexDamaged { detail, .. } => detail.clone(),
            other => other.to_string(),
        };
        self.faults.push(Fault {
            file: file.to_owned(),
            detail,
        });
    }
}

/// Reads every byte of the index in a folder, and compares documents and catalog.
///
/// Damage is no error here; it stands in the [`Health`]. A writer may be at work meanwhile, and remove files that are to be read: what looks
/// damaged is looked at again when the list of segments has changed.
///
/// # Errors
/// [`Error::NoIndex`], [`Error::NotAnIndex`], [`Error::IndexFormat`], [`Error::Io`] for a folder that cannot be listed.
pub fn verify(folder: &Path) -> Result<Health> {
    let list = || fs::read(folder.join(META)).ok();
    let mut before = list();
    let mut health = look_once(folder)?;
    for _ in 0..LOOKS {
        let now = list();
        if health.is_sound() || now == before {
            break;
        }
        before = now;
        health = look_once(folder)?;
    }
    Ok(health)
}

/// How often an index is looked at again that another process keeps changing.
const LOOKS: usize = 20;

fn look_once(folder: &Path) -> Result<Health> {
    let mut health = Health::default();
    match Index::open(folder) {
        Ok(index) => {
            health.look_at(&index);
            health.look_at_names(&index);
        }
        Err(error @ Error::IndexDamaged { .. }) => health.look_without_index(folder, &error),
        Err(error) => return Err(error),
    }
    Ok(health)
}

/// What is wrong with the files of an index that can be opened, and with what they say of each other.
pub(super) fn check(index: &Index) -> Health {
    let mut health = Health::default();
    health.look_at(index);
    health
}

/// Bytes of segments that a run looks at. Of an index of 166 MB that the system has in memory they cost 15 ms (`newsdex index` of one page that has not changed: 15 to 30).
const GLANCE: u64 = 64 << 20;

/// Looks at the end of each file of the segments, and at some of their bytes: at all in a small index, else at other ones after each commit.
///
/// # Errors
/// [`Error::IndexDamaged`] with the file.
pub(super) fn glance(index: &Index) -> Result<()> {
    let failed = |error| engine_error(index.folder(), TantivyError::OpenReadError(error));
    let mut files = Vec::new();
    for name in segment_files(index)? {
        files.push(index.disk().checked(Path::new(&name)).map_err(failed)?);
    }
    let length = |file: &Checked| HasLen::len(file) as u64;
    let all: u64 = files.iter().map(length).sum();
    let mut skipped = match index.generation()?.number.wrapping_mul(GLANCE) {
        from if all > GLANCE => from % all,
        _ => 0,
    };
    let mut left = GLANCE.min(all);
    // Twice around: what is left at the end is looked at from the first file on.
    for file in files.iter().chain(&files) {
        let from = skipped.min(length(file));
        skipped -= from;
        let seen = file.check_part(from, left);
        left -= seen.map_err(|error| engine_error(index.folder(), error.into()))?;
    }
    Ok(())
}

impl Health {
    fn look_at(&mut self, index: &Index) {
        self.generation = index.generation().map_or(0, |generation| generation.number);
        self.look_at_lists(index.folder(), index.disk());
        match segment_files(index) {
            Ok(files) => files
                .iter()
                .for_each(|name| self.look_at_segment_file(index, name)),
            Err(error) => self.fault(META, &error),
        }
        let catalog = self.own_files(index);
        if self.is_sound()
            && let Some(catalog) = catalog
        {
            self.compare(index, &catalog);
        }
        self.leftovers = leftovers::find(index).unwrap_or_default();
    }

    /// The marker or the engine's lists are damaged: what can be said without them.
    fn look_without_index(&mut self, folder: &Path, error: &Error) {
        if folder::look(folder).is_err() {
            self.fault(MARKER, error);
        }
        if let Ok(index) = Index::open_engine(folder) {
            return self.look_at(&index);
        }
        if let Ok(disk) = Disk::folder(folder) {
            self.look_at_lists(folder, &disk);
        }
        if self.is_sound() {
            self.fault(META, error);
        }
    }

    /// The engine's lists of its segments and of its files.
    fn look_at_lists(&mut self, folder: &Path, disk: &Disk) {
        for name in [META, FILES] {
            match disk.atomic_read(Path::new(name)) {
                Ok(bytes) => self.count(bytes.len()),
                Err(error) => self.fault(name, &engine_error(folder, error.into())),
            }
        }
    }

    fn look_at_segment_file(&mut self, index: &Index, name: &str) {
        let found = index.disk().checked(Path::new(name));
        let found = found.map_err(|error| engine_error(index.folder(), error.into()));
        let checked = found.and_then(|file| {
            file.check()
                .map_err(|error| engine_error(index.folder(), error.into()))?;
            Ok(HasLen::len(&file))
        });
        match checked {
            Ok(bytes) => self.count(bytes),
            Err(error) => self.fault(name, &error),
        }
    }

    fn count(&mut self, bytes: usize) {
        self.files += 1;
        self.bytes += bytes as u64;
    }

    /// Our own files of the generation; the catalog if it can be read.
    fn own_files(&mut self, index: &Index) -> Option<Catalog> {
        let generation = index.generation().unwrap_or_default();
        let name = |file: Option<super::NamedFile>| file.map_or_else(String::new, |file| file.name);
        match index.memory() {
            Ok(bytes) if bytes.is_empty() || SiteMemory::load(&bytes).is_ok() => {
                self.count(bytes.len());
            }
            Ok(_) => {
                let error = folder::damaged(index.folder(), "the site memory cannot be read");
                self.fault(&name(generation.memory), &error);
            }
            Err(error) => self.fault(&name(generation.memory), &error),
        }
        match index.rules() {
            Ok(bytes) => self.count(bytes.len()),
            Err(error) => self.fault(&name(generation.rules), &error),
        }
        match index.catalog() {
            Ok(catalog) => {
                self.count(0);
                Some(catalog)
            }
            Err(error) => {
                self.fault(&name(generation.catalog), &error);
                None
            }
        }
    }

    /// The kept names. Nothing is wrong without them, and so no other look at an index heeds them.
    fn look_at_names(&mut self, index: &Index) {
        match names::state(index.disk(), self.generation) {
            None => {}
            Some(Ok(bytes)) => self.count(bytes),
            Some(Err(())) => self.faults.push(Fault {
                file: names::file_of(self.generation),
                detail:
                    "the joined names cannot be read; the next run that indexes writes them anew"
                        .to_owned(),
            }),
        }
    }

    /// Every article of the catalog is in the documents once, and nothing else is.
    fn compare(&mut self, index: &Index, catalog: &Catalog) {
        let documents = match documents(index) {
            Ok(documents) => documents,
            Err(error) => return self.fault(META, &error),
        };
        self.articles = documents.values().sum();
        let expected = owned(catalog);
        let wrong = |id: &ArticleId| {
            documents.get(id).copied().unwrap_or(0) != expected.get(id).copied().unwrap_or(0)
        };
        let all = documents.keys().chain(expected.keys());
        let mut differing: Vec<_> = all.filter(|id| wrong(id)).collect();
        differing.sort_unstable();
        differing.dedup();
        for id in differing {
            let count = |of: &BTreeMap<ArticleId, u64>| of.get(id).copied().unwrap_or(0);
            let detail = format!(
                "article {id} is in the documents {} times, in the catalog {} times",
                count(&documents),
                count(&expected)
            );
            self.faults.push(Fault {
                file: META.to_owned(),
                detail,
            });
        }
    }
}

/// How many sources hold each article.
fn owned(catalog: &Catalog) -> BTreeMap<ArticleId, u64> {
    let mut counts = BTreeMap::new();
    for (_, entry) in catalog.iter() {
        for page in &entry.pages {
            if let Fate::Indexed(id, _) = page.fate {
                *counts.entry(id).or_default() += 1;
            }
        }
    }
    counts
}

impl Index {
    /// The articles that are in the documents, whatever the catalog says.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if they cannot be read, [`Error::Io`].
    pub fn stored(&self) -> Result<BTreeSet<ArticleId>> {
        Ok(documents(self)?.into_keys().collect())
    }
}

/// How many documents each article has that are not deleted.
fn documents(index: &Index) -> Result<BTreeMap<ArticleId, u64>> {
    let failed = |error| engine_error(index.folder(), error);
    let segments = index.engine().searchable_segments().map_err(failed)?;
    let mut counts = BTreeMap::new();
    for segment in segments {
        let reader = SegmentReader::open(&segment).map_err(failed)?;
        count_documents(index, &reader, &mut counts).map_err(failed)?;
    }
    Ok(counts)
}

fn count_documents(
    index: &Index,
    reader: &SegmentReader,
    counts: &mut BTreeMap<ArticleId, u64>,
) -> tantivy::Result<()> {
    let inverted = reader.inverted_index(index.fields().id)?;
    let mut terms = inverted.terms().stream()?;
    while terms.advance() {
        let text = std::str::from_utf8(terms.key()).ok();
        let id = text.and_then(ArticleId::parse).unwrap_or(ArticleId(0));
        let mut postings =
            inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            let alive = reader.alive_bitset();
            if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                *counts.entry(id).or_default() += 1;
            }
            postings.advance();
        }
    }
    Ok(())
}
