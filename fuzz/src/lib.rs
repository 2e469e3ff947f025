//! What holds for any bytes: one function for each target. A function panics when it does not hold.
//!
//! libFuzzer calls them through `fuzz_targets`, `tests/fuzz_short.rs` calls them without a fuzzer. They use
//! the public doors of the rooms, so that what they find can reach a user.

#[path = "../../tests/reference/algebra.rs"]
mod algebra;
mod dates;
mod index_files;
mod matcher;
mod model;
#[path = "../../tests/reference/page.rs"]
mod page;
mod pages;
mod query;
mod sources;

pub use dates::dates;
pub use index_files::index_files;
pub use matcher::matcher;
pub use model::model;
pub use pages::{html, text_dump};
pub use query::query;
pub use sources::{feed, json_lines, warc};
