//! What the program remembers for its user from run to run.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use super::since::Since;
use crate::error::{Error, Result};
use crate::index::Identity;

/// The state folder of the user, `$XDG_STATE_HOME/newsdex`; `None` without a home folder.
pub(super) fn folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(state.join("newsdex"))
}

/// Up to where the answers of one saved search on one index were seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    index: PathBuf,
    search: String,
    /// The generation up to which they were seen.
    generation: u64,
    /// Of which index; former versions did not know.
    #[serde(default)]
    identity: Option<Identity>,
}

/// The file in which that is kept: one for each search and index, so that two runs never write the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SeenFile {
    path: PathBuf,
    index: PathBuf,
    search: String,
}

impl SeenFile {
    /// The file of a search on an index.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] if there is no home folder, [`Error::Io`] if the index's folder cannot be looked at.
    pub fn of(index: &Path, search: &str) -> Result<Self> {
        let Some(folder) = folder() else {
            let message = "there is no home folder to remember the last run in; set XDG_STATE_HOME";
            return Err(Error::Usage(message.to_owned()));
        };
        let index = index.canonicalize().map_err(|source| Error::Io {
            action: "open",
            path: index.to_owned(),
            source,
        })?;
        let digest = xxhash_rust::xxh3::xxh3_64(index.as_os_str().as_encoded_bytes());
        Ok(Self {
            path: folder
                .join("seen")
                .join(format!("{search}-{digest:016x}.json")),
            index,
            search: search.to_owned(),
        })
    }

    /// Up to where the answers were seen; `None` before the first run.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if the file is there and cannot be read, [`Error::Misuse`] if it holds something else.
    pub fn last(&self) -> Result<Option<Since>> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(Error::Io {
                    action: "read",
                    path: self.path.clone(),
                    source,
                });
            }
        };
        let seen: Seen = serde_json::from_slice(&bytes).map_err(|error| {
            let path = self.path.display();
            Error::Misuse {
                message: format!("{path} is damaged, it should tell up to where `{}` was seen: {error}", self.search),
                hint: "remove this file, and the next run tells everything as new; without --since-last it is not needed".to_owned(),
            }
        })?;
        Ok(Some(Since {
            generation: seen.generation,
            identity: seen.identity,
        }))
    }

    /// Remembers a generation of an index, in one step: who is stopped in between has the former one.
    ///
    /// # Errors
    ///
    /// [`Error::Io`].
    pub fn remember(&self, generation: u64, identity: Option<Identity>) -> Result<()> {
        let seen = Seen {
            index: self.index.clone(),
            search: self.search.clone(),
            generation,
            identity,
        };
        let text = serde_json::to_string(&seen).map_err(|error| Error::Usage(error.to_string()))?;
        let partial = self.path.with_extension("partial");
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let written = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&partial, text + "\n"))
            .and_then(|()| fs::rename(&partial, &self.path));
        written.map_err(|source| Error::unwritten(self.path.clone(), source))
    }
}
