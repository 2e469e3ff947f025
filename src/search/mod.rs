//! Room `search`: a request to ranked articles, each with its best passages.
//!
//! In: a [`Request`]. Out: [`Results`]. Invariant: what is counted, listed, faceted and marked is
//! decided by one matcher.
//!
//! A query is answered in four steps. `lexicon` turns its words into terms of the dictionaries;
//! `matching` gives the articles that match, all of them; `scoring` orders them; `passages`
//! reorders the best hundred by their best passage and cuts the passages out of the text.

mod almost;
mod chains;
mod columns;
pub mod evaluation;
mod explain;
mod facets;
mod hints;
mod lexicon;
mod lists;
mod loose;
mod matching;
mod mentions;
mod order;
mod passages;
mod places;
mod rarity;
mod recency;
mod request;
mod rows;
mod scoring;
mod searcher;
mod segment;
mod starts;
mod text;
mod things;
mod threads;
mod values;
mod why;
mod windows;

pub use crate::query::Stop;
pub use explain::{Explanation, Part};
pub use loose::LooseQuery;
pub use request::{Carried, Facet, FacetCounts, Hit, Passage, Request, Results, Sort};
pub use scoring::Ranking;
pub use searcher::{Companion, Company, Counted, First, Firsts, Like, Searcher, Step};
pub use why::{Why, WhyPart};

use crate::error::Error;

/// The engine's error as ours.
fn engine(error: impl std::fmt::Display) -> Error {
    Error::Engine(error.to_string())
}
