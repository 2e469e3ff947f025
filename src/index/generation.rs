//! What a commit says about the files that belong to it.

use serde::{Deserialize, Serialize};

use super::{FORMAT, Identity};

/// The payload of a commit: the generation, and our own files in it with their checksums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generation {
    /// The format of the index, see [`FORMAT`].
    pub format: u32,
    /// The number of the generation; 0 before the first commit.
    pub number: u64,
    /// Of which index; `None` before the first commit, and in an index that an earlier version made, until it is written again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// Whether this is a copy: it goes on under an identity of its own, because it and the original may reach the same numbers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub copied: bool,
    /// The catalog's file, if there is one.
    pub catalog: Option<NamedFile>,
    /// The site memory's file, if there is one.
    pub memory: Option<NamedFile>,
    /// The file of the user's rules, if there are any.
    #[serde(default)]
    pub rules: Option<NamedFile>,
}

/// A file of a generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Its name in the folder of the index.
    pub name: String,
    /// XXH3 of its bytes.
    pub checksum: u64,
}

impl Default for Generation {
    fn default() -> Self {
        Self {
            format: FORMAT,
            number: 0,
            identity: None,
            copied: false,
            catalog: None,
            memory: None,
            rules: None,
        }
    }
}

impl Generation {
    /// Reads a commit's payload; an index without a commit is of generation 0.
    pub(super) fn of_payload(payload: Option<&str>) -> Option<Self> {
        payload.map_or(Some(Self::default()), |text| {
            serde_json::from_str(text).ok()
        })
    }

    /// The names of its files.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        [&self.catalog, &self.memory, &self.rules]
            .into_iter()
            .flatten()
            .map(|file| file.name.as_str())
    }
}

/// Whether a file is one of ours of some generation: `catalog-12`, `memory-3`, `rules-3`, `names-3`.
pub(super) fn is_generation_file(name: &str) -> bool {
    let kinds = ["catalog-", "memory-", "rules-", "names-"];
    let number = kinds.iter().find_map(|kind| name.strip_prefix(kind));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_of_an_earlier_version_has_no_identity() {
        let text =
            r#"{"format":7,"number":3,"catalog":null,"memory":{"name":"memory-3","checksum":1}}"#;
        let read = Generation::of_payload(Some(text));
        assert!(
            read.is_some_and(|read| read.identity.is_none() && !read.copied && read.number == 3)
        );
    }
}
