//! newsdex strips news pages down to their articles, indexes them, and finds passages in them.
//!
//! The modules stand in the order in which data flows. Each one returns plain data; a module
//! imports only modules above it in this list, and nobody imports a face (`cli`).
//! `ARCHITECTURE.md` leads along the data, room by room.

#![warn(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

pub mod error;

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
