//! What the tests of harm share: chance that can be had again, pages, and what an index holds.

#![allow(dead_code, reason = "each test uses a part of it")]

#[cfg(unix)]
#[allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "it makes the names of its files itself"
)]
pub mod archive;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use newsdex::article::Article;
use newsdex::enrich::Enriched;
use newsdex::index::{ArticleId, Index, Record};
use tantivy::TantivyDocument;
use tantivy::schema::Value as _;

/// Numbers that look like chance and are the same for the same seed (xorshift).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end.max(1)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// The program, to be run in a folder: the one that was built with this test, or the one that `NEWSDEX_BIN` names.
pub fn newsdex(folder: &Path) -> Command {
    let other = std::env::var_os("NEWSDEX_BIN");
    let mut command = Command::new(other.unwrap_or_else(|| env!("CARGO_BIN_EXE_newsdex").into()));
    command.current_dir(folder);
    for name in ["NEWSDEX_INDEX", "NEWSDEX_THREADS", "NEWSDEX_MEMORY"] {
        command.env_remove(name);
    }
    command
}

/// The file that makes a folder an index of some format.
pub fn marker(format: u32) -> String {
    let sum = xxhash_rust::xxh3::xxh3_64(format!("{format} newsdex 9").as_bytes());
    format!(r#"{{"format":{format},"made_by":"newsdex 9","check":"{sum:016x}"}}"#)
}

/// A seed given by hand, so that a failure can be had again.
pub fn seed(default: u64) -> u64 {
    number_of("NEWSDEX_SEED", default)
}

/// A number from the environment.
pub fn number_of(name: &str, default: u64) -> u64 {
    let said = std::env::var(name).ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(default)
}

/// The text of a page that says of itself who it is.
pub fn text(token: &str) -> String {
    let sentence = format!(
        "The {token} bridge was repaired on Thursday, the council said in a statement, and will be open again before the end of the month."
    );
    format!(
        "Council repairs the {token} bridge\n\n{sentence}\n\n{sentence} A second crew is to follow {token}.\n\n{sentence} Residents of {token} had asked for it since last winter.\n"
    )
}

/// The articles of an index that are not deleted: id, and path, title and text as one.
///
/// # Panics
/// If an article cannot be read, or is there twice.
pub fn articles(index: &Index) -> BTreeMap<String, String> {
    articles_with(index, |record| record.path.clone())
}

/// The same with what is shown of their records in front.
///
/// # Panics
/// As [`articles`].
pub fn articles_with(index: &Index, show: impl Fn(&Record) -> String) -> BTreeMap<String, String> {
    let searcher = index.engine().reader().unwrap().searcher();
    let fields = index.fields();
    let mut found = BTreeMap::new();
    for reader in searcher.segment_readers() {
        let store = reader.get_store_reader(10).unwrap();
        for document in store.iter::<TantivyDocument>(reader.alive_bitset()) {
            let document = document.unwrap();
            let value = |field| {
                let value = document.get_first(field).unwrap();
                value.as_str().unwrap().to_owned()
            };
            let record: Record = serde_json::from_str(&value(fields.record)).unwrap();
            let all = format!(
                "{} {} {}",
                show(&record),
                value(fields.title),
                value(fields.body)
            );
            let before = found.insert(value(fields.id), all);
            assert_eq!(before, None, "an article is there twice");
        }
    }
    found
}

/// A small article.
pub fn article(id: u64) -> Enriched {
    Enriched {
        article: Article {
            id: ArticleId(id).to_string(),
            path: "a.txt".to_owned(),
            member: None,
            record_id: None,
            url: None,
            title: "Title".to_owned(),
            byline: Vec::new(),
            published: None,
            modified: None,
            site: "example.org".to_owned(),
            section: None,
            declared_language: None,
            text: format!("Article number {id} is about the bridge."),
            stub: false,
            cut_chars: 0,
        },
        language: "en".to_owned(),
        entities: Vec::new(),
    }
}
