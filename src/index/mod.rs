//! Room `index`: articles on disk.
//!
//! In: [`Enriched`](crate::enrich::Enriched) articles and what is known of their sources. Out: documents, a catalog of
//! sources and a site memory. Invariant: documents, catalog and memory always belong to one
//! generation, whatever happens to the process that writes them.

mod boundaries;
mod record;
mod schema;

pub use boundaries::Boundaries;
pub use record::Record;
pub use schema::{FORMAT, Fields, Schema};
