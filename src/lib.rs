//! newsdex strips news pages down to their articles, indexes them, and finds passages in them.
//!
//! The modules stand in the order in which data flows. Each one returns plain data; a module
//! imports only modules above it in this list, and nobody imports a face (`cli`).
//! `ARCHITECTURE.md` leads along the data, room by room.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//!
//! use newsdex::index::Index;
//! use newsdex::pipeline::{self, Job};
//! use newsdex::read::Selection;
//! use newsdex::search::{Request, Searcher};
//!
//! # fn main() -> newsdex::Result<()> {
//! # let folder = tempfile::tempdir().map_err(|e| newsdex::Error::Usage(e.to_string()))?;
//! # let index = folder.path().join("index");
//! let job = Job::new(&index, Selection::new(["corpus/harbourledger.example"]));
//! let report = pipeline::run(&job, &|_| (), &AtomicBool::new(false))?;
//! assert!(report.new > 10);
//!
//! let searcher = Searcher::open(&Index::open(&index)?)?;
//! let results = searcher.search(&Request { query: "court w/s dam".into(), ..Request::default() })?;
//! for hit in &results.hits {
//!     let marked: usize = hit.passages.iter().map(|passage| passage.marks.len()).sum();
//!     assert!(marked + hit.title_marks.len() > 0, "{}", hit.title);
//! }
//! assert!(results.total > 0);
//! # Ok(())
//! # }
//! ```

#![warn(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

pub mod error;
mod shipped;

pub mod analysis;
pub mod read;

pub mod page;

pub mod clean;

pub mod article;

pub mod enrich;

pub mod index;

pub mod pipeline;

pub mod query;

pub mod search;

pub mod output;

pub mod repl;

pub mod cli;

pub use error::{Error, Result};
