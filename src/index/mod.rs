//! Room `index`: articles on disk.
//!
//! In: [`Enriched`](crate::enrich::Enriched) articles and what is known of their sources. Out: documents, a [`Catalog`] of
//! sources and a site memory, in one folder. Invariant: one [`Writer`] at a time; documents, catalog
//! and memory that a reader sees belong to one [`Generation`], whatever happens to the process that
//! writes them.
//!
//! The engine's commit is atomic: it renames one file. Our own files are written under the number of
//! the coming generation and are on the disk before it; their names stand in the commit's payload.
//! So that rename switches all of them.

mod backup;
mod boundaries;
mod catalog;
mod disk;
mod document;
mod folder;
mod former;
mod generation;
mod id;
mod identity;
mod leftovers;
mod lock;
mod named;
mod names;
mod open;
mod record;
mod salvage;
mod schema;
mod size;
mod sums;
mod swap;
mod varint;
mod verify;
mod writer;

pub use backup::{Backup, backup};
pub use boundaries::Boundaries;
pub use catalog::{
    Addressed, Age, Catalog, Fate, KEPT, Measure, PageEntry, SourceEntry, Unread, goes_before,
};
pub use disk::Disk;
pub use former::{Former, words_of};
pub use generation::{Generation, NamedFile};
pub use id::ArticleId;
pub use identity::Identity;
pub use names::column_of;
pub use open::Index;
pub use record::{Record, RecordHead};
pub use salvage::{Salvage, content_of};
pub use schema::{FORMAT, Fields, Schema};
pub use size::Sizes;
pub use swap::{Replacing, beside};
pub use verify::{Fault, Health, verify};
pub use writer::{Writer, WriterOptions};
