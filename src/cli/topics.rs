//! The options that take the queries from the topics of a test collection.

use std::path::PathBuf;

use clap::Args;

use super::batch::{Answering, Naming};
use crate::search::{Carried, Request, Searcher};

/// Articles a topic, where none are asked for: as deep as runs usually are.
const DEPTH: usize = 1000;

/// Where the help lists them.
const HEADING: &str = "Test collections";

/// Queries of a test collection.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct TopicsSaid {
    /// Answer every topic of this file: lines of name, tab, query; TREC topics; JSON Lines
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    pub topics: Option<PathBuf>,
    /// Read topics in the query language; else they are plain words, in which nothing is an operator
    #[arg(long, requires = "topics", help_heading = HEADING)]
    as_queries: bool,
    /// What names an article in a TREC run
    #[arg(
        long,
        value_enum,
        value_name = "FIELD",
        default_value_t, requires = "topics", help_heading = HEADING
    )]
    docno: Naming,
}

impl TopicsSaid {
    /// How topics are answered.
    pub(super) fn answering<'a>(&self, searcher: &'a Searcher) -> Answering<'a> {
        Answering {
            words: !self.as_queries,
            docno: self.docno,
            ..Answering::new(searcher)
        }
    }

    /// What is asked for each topic.
    pub(super) fn basis(&self, limit: Option<usize>, request: Request) -> Request {
        Request {
            // Of plain words nothing can be meant otherwise.
            advice: self.as_queries && request.advice,
            limit: limit.unwrap_or(DEPTH),
            passages: 0,
            carried: match request.carried {
                Carried::Id => self.docno.carried(),
                all => all,
            },
            ..request
        }
    }
}
