//! How a query was read, and what each part of it finds alone.

use serde::Serialize;

use crate::error::Problem;

/// The account of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The query as it was understood, macros written out.
    pub read_as: String,
    /// Articles that match, filters included.
    pub total: u64,
    /// Its parts, outer ones first, in the order in which they stand.
    pub parts: Vec<Part>,
    /// Words of a list that were passed over because they are too common.
    pub passed_over: Vec<String>,
    /// Remarks: it may not mean what its writer thinks.
    pub advice: Vec<Problem>,
    /// Which part kills the query, and what is near it; empty if much is found.
    pub hints: Vec<String>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// As it was read, printed.
    pub text: String,
    /// Bytes of the query's text.
    pub start: usize,
    /// Bytes of the query's text.
    pub end: usize,
    /// How deep it lies within other parts, from 0.
    pub depth: usize,
    /// Articles that match it alone.
    pub articles: u64,
    /// For a word or phrase: the spellings of the index it means, the most frequent first, with the articles that hold each in
    /// headline or text.
    pub terms: Vec<(String, u64)>,
    /// For a word or phrase: how many spellings there are in all.
    pub term_count: u64,
}
