//! Wires the rooms together: threads, back pressure, progress.
//!
//! In: a [`Job`]. Out: a [`Report`], and an index that holds what the job selects.

mod job;

pub use job::{Job, Progress, Report};
