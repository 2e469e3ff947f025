//! An index, opened for reading.

use std::path::{Path, PathBuf};

use tantivy::directory::error::{OpenReadError, OpenWriteError};
use tantivy::{IndexSettings, TantivyError};

use super::disk::Disk;
use super::folder::{self, State};
use super::generation::{Generation, NamedFile};
use super::{Catalog, Fields, Schema};
use crate::analysis::{CHAIN_TOKENIZER, ChainTokenizer, NewsTokenizer, TOKENIZER};
use crate::enrich::across::Ledger;
use crate::error::{Error, Result};

/// The file in the index folder that holds the user's rules about names.
pub(super) const LEDGER: &str = "names.toml";

/// An index on the disk. Any number may be open while one [`Writer`](super::Writer) writes.
#[derive(Debug, Clone)]
pub struct Index {
    folder: PathBuf,
    disk: Disk,
    engine: tantivy::Index,
    fields: Fields,
}

impl Index {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if there is none or nothing was ever committed to it, [`Error::NotAnIndex`],
    /// [`Error::IndexFormat`], [`Error::IndexDamaged`], [`Error::Io`].
    pub fn open(folder: &Path) -> Result<Self> {
        match folder::look(folder)? {
            State::Empty | State::Begun => Err(Error::NoIndex {
                path: folder.to_path_buf(),
            }),
            State::Index => Self::open_engine(folder),
        }
    }

    pub(super) fn open_engine(folder: &Path) -> Result<Self> {
        let disk = Disk::folder(folder).map_err(|error| engine_error(folder, error))?;
        Self::on(folder, disk)
    }

    /// Opens the index on a disk that is not a folder of the system; `folder` only names it in messages.
    ///
    /// # Errors
    /// As [`Index::open`].
    pub fn on(folder: &Path, disk: Disk) -> Result<Self> {
        let engine =
            tantivy::Index::open(disk.clone()).map_err(|error| engine_error(folder, error))?;
        let index = Self::new(folder, disk, engine)?;
        index.generation()?;
        Ok(index)
    }

    pub(super) fn create(folder: &Path, disk: Disk, settings: IndexSettings) -> Result<Self> {
        let engine = tantivy::Index::create(disk.clone(), Schema::new().engine, settings)
            .map_err(|error| engine_error(folder, error))?;
        Self::new(folder, disk, engine)
    }

    fn new(folder: &Path, disk: Disk, engine: tantivy::Index) -> Result<Self> {
        let schema = Schema::new();
        if engine.schema() != schema.engine {
            return Err(folder::damaged(
                folder,
                "meta.json names other columns than this format has",
            ));
        }
        let tokenizers = engine.tokenizers();
        tokenizers.register(TOKENIZER, NewsTokenizer::default());
        tokenizers.register(CHAIN_TOKENIZER, ChainTokenizer::default());
        Ok(Self {
            folder: folder.to_path_buf(),
            disk,
            engine,
            fields: schema.fields,
        })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// An error of the engine's writer, with its cause: what fails in one of its threads it tells without one.
    pub(super) fn failed(&self, error: TantivyError) -> Error {
        let unwritten = matches!(error, TantivyError::ErrorInThread(_))
            .then(|| self.disk.failure())
            .flatten();
        match unwritten {
            Some((name, source)) => Error::Io {
                action: "use",
                path: self.folder.join(name),
                source,
            },
            None => engine_error(&self.folder, error),
        }
    }

    /// An error of one of our own files, which the disk knows by its name alone.
    pub(super) fn in_folder(&self, error: Error) -> Error {
        match error {
            Error::Io {
                action,
                path,
                source,
            } => Error::Io {
                action,
                path: self.folder.join(path),
                source,
            },
            other => other,
        }
    }

    pub(super) fn disk(&self) -> &Disk {
        &self.disk
    }

    /// The engine's index, for readers of postings and columns.
    pub fn engine(&self) -> &tantivy::Index {
        &self.engine
    }

    /// The fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The generation that is committed now.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if the engine's meta file cannot be read, [`Error::IndexFormat`].
    pub fn generation(&self) -> Result<Generation> {
        let metas = self
            .engine
            .load_metas()
            .map_err(|error| engine_error(&self.folder, error))?;
        let generation = Generation::of_payload(metas.payload.as_deref());
        let generation = generation
            .ok_or_else(|| folder::damaged(&self.folder, "the commit's payload cannot be read"))?;
        folder::check_format(&self.folder, generation.format)?;
        Ok(generation)
    }

    /// The catalog of the generation that is committed now.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if it is missing or damaged, [`Error::Io`].
    pub fn catalog(&self) -> Result<Catalog> {
        self.load(
            |generation| generation.catalog.clone(),
            Catalog::default,
            Catalog::load,
        )
    }

    /// The bytes of the site memory of the generation that is committed now; empty before the first commit.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if it is missing or damaged, [`Error::Io`].
    pub fn memory(&self) -> Result<Vec<u8>> {
        self.load(
            |generation| generation.memory.clone(),
            Vec::new,
            |bytes| Some(bytes.to_vec()),
        )
    }

    /// The user's rules about names, from `names.toml` in the index folder; none if it is not there.
    ///
    /// # Errors
    /// [`Error::Usage`] with the line of a mistake, [`Error::Io`] if the file cannot be read.
    pub fn ledger(&self) -> Result<Ledger> {
        let path = self.folder.join(LEDGER);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ledger::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Ledger::default()),
            Err(source) => Err(Error::Io {
                action: "read",
                path,
                source,
            }),
        }
    }

    /// The bytes of the user's rules of the generation that is committed now, as they were given to
    /// [`Writer::set_rules`](super::Writer::set_rules); empty if there are none.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if they are missing or damaged, [`Error::Io`].
    pub fn rules(&self) -> Result<Vec<u8>> {
        self.load(
            |generation| generation.rules.clone(),
            Vec::new,
            |bytes| Some(bytes.to_vec()),
        )
    }

    /// Reads a file of the present generation; a commit may replace it meanwhile, then the next one is read.
    fn load<T>(
        &self,
        file: impl Fn(&Generation) -> Option<NamedFile>,
        none: impl Fn() -> T,
        read: impl Fn(&[u8]) -> Option<T>,
    ) -> Result<T> {
        let mut generation = self.generation()?;
        loop {
            let Some(named) = file(&generation) else {
                return Ok(none());
            };
            let read_error = |error| engine_error(&self.folder, TantivyError::OpenReadError(error));
            let bytes = self.disk.get(&named.name).map_err(read_error);
            let found = bytes.and_then(|bytes| {
                let right = xxhash_rust::xxh3::xxh3_64(&bytes) == named.checksum;
                let value = if right { read(&bytes) } else { None };
                value.ok_or_else(|| {
                    folder::damaged(&self.folder, &format!("{} is damaged", named.name))
                })
            });
            let now = self.generation()?;
            if found.is_ok() || now == generation {
                return found;
            }
            generation = now;
        }
    }
}

/// The engine's error as ours.
pub(super) fn engine_error(folder: &Path, error: TantivyError) -> Error {
    match error {
        TantivyError::IoError(source) => io_error(folder.to_path_buf(), folder, source),
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            folder::damaged(folder, &format!("{name} is missing"))
        }
        TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: source,
            filepath,
        }) => io_error(folder.join(filepath), folder, source),
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => Error::Io {
            action: "write",
            path: folder.join(filepath),
            source: unshared(io_error),
        },
        TantivyError::DataCorruption(detail) => folder::damaged(folder, &format!("{detail:?}")),
        TantivyError::OpenReadError(detail) => folder::damaged(folder, &detail.to_string()),
        other => {
            let said = other.to_string();
            if crate::error::is_of_threads(&said) {
                let quoted = said.split('\'').nth(1);
                return Error::no_thread(quoted.unwrap_or(&said));
            }
            match crate::error::of_system(&said) {
                Some(source) => Error::Io {
                    action: "use",
                    path: folder.to_path_buf(),
                    source,
                },
                None => Error::Engine(said),
            }
        }
    }
}

/// The system's error, or that of a file whose bytes are not as they were written.
fn io_error(path: PathBuf, folder: &Path, source: std::sync::Arc<std::io::Error>) -> Error {
    let said = source.to_string();
    if source.kind() == std::io::ErrorKind::InvalidData {
        return folder::damaged(folder, &said);
    }
    if crate::error::is_of_threads(&said) {
        return Error::no_thread(said);
    }
    Error::Io {
        action: "use",
        path,
        source: unshared(source),
    }
}

fn unshared(error: std::sync::Arc<std::io::Error>) -> std::io::Error {
    let kind = error.kind();
    std::sync::Arc::try_unwrap(error)
        .unwrap_or_else(|shared| std::io::Error::new(kind, shared.to_string()))
}
