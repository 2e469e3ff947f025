//! Room `output`: answers and records to text, JSON Lines, CSV and TREC runs.
//!
//! In: [`Results`](crate::search::Results), articles, cleaned pages, and a [`Look`]. Out: strings; where they go is the face's
//! matter. Invariant: pure, and no text of a page leaves here for a terminal without having passed
//! through [`safe`].

pub mod address;
pub mod article;
pub mod batch;
pub mod bibliography;
pub mod citation;
pub mod cleaned;
pub mod copies;
pub mod cuts;
pub mod evaluation;
pub mod excerpt;
pub mod explanation;
pub mod fields;
pub mod filters;
pub mod first;
pub mod flow;
pub mod health;
pub mod listing;
pub mod manual;
pub mod names;
pub mod paint;
pub mod problem;
pub mod records;
pub mod results;
pub mod run;
pub mod safe;
pub mod settings;
pub mod sites;
pub mod stats;
pub mod tables;
pub mod template;
pub mod why;

pub use paint::{CUT, Look, PlainMarks, Role, Sheet};
