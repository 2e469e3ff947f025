//! The door: an open index that answers requests.

mod account;
mod first;
mod lookup;
mod prepare;
mod similar;
mod view;

use std::sync::{Arc, PoisonError, RwLock};

use tantivy::ReloadPolicy;

use crate::enrich::Enriched;
use crate::error::Result;
use crate::index::{Fields, Index};
use crate::query::Macros;
use crate::query::forms::Matcher;
use crate::query::plan::Plan;

use super::explain::Explanation;
use super::request::{Request, Results};
use super::scoring::Ranking;
use super::segment::Segment;
use super::{engine, passages};

pub use first::First;

/// Answers requests over an index. Cheap to open: what a query does not need is not read.
pub struct Searcher {
    index: Index,
    reader: tantivy::IndexReader,
    ranking: Ranking,
    view: RwLock<Arc<View>>,
}

impl std::fmt::Debug for Searcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searcher")
            .field("ranking", &self.ranking)
            .finish_non_exhaustive()
    }
}

/// What [`Searcher::similar`] compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Like<'a> {
    /// The article with this id, or the only one whose id begins so.
    Article(&'a str),
    /// Any text.
    Text(&'a str),
}

/// One committed state of the index.
struct View {
    searcher: tantivy::Searcher,
    segments: Vec<Segment>,
    fields: Fields,
    generation: u64,
    languages: Vec<String>,
}

/// A request made ready to run.
struct Prepared {
    plan: Plan,
    matchers: Vec<Matcher>,
}

impl Searcher {
    /// Opens an index for searching.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::error::Error::Engine) if its files cannot be read.
    pub fn open(index: &Index) -> Result<Self> {
        let reader = index
            .engine()
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(engine)?;
        let view = RwLock::new(Arc::new(View::of(index, &reader)?));
        Ok(Self {
            index: index.clone(),
            reader,
            ranking: Ranking::default(),
            view,
        })
    }

    /// The same with other numbers for the ranking.
    #[must_use]
    pub fn with_ranking(mut self, ranking: Ranking) -> Self {
        self.ranking = ranking;
        self
    }

    /// Looks at what was committed since; true if there was something.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::error::Error::Engine), [`Error::IndexDamaged`](crate::error::Error::IndexDamaged).
    pub fn reload(&self) -> Result<bool> {
        let before = self.view().generation;
        if self.index.generation()?.number == before {
            return Ok(false);
        }
        self.reader.reload().map_err(engine)?;
        let view = Arc::new(View::of(&self.index, &self.reader)?);
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        Ok(true)
    }

    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The generation that answers.
    pub fn generation(&self) -> u64 {
        self.view().generation
    }

    /// The languages of the index, most articles first.
    pub fn languages(&self) -> Vec<String> {
        self.view().languages.clone()
    }

    /// Answers a request.
    ///
    /// # Errors
    /// [`Error::Query`](crate::error::Error::Query) if the query cannot be read, [`Error::Usage`](crate::error::Error::Usage) for a filter that cannot be,
    /// [`Error::Engine`](crate::error::Error::Engine) if the index cannot.
    pub fn search(&self, request: &Request) -> Result<Results> {
        self.search_with(request, &|_| None)
    }

    /// As [`search`](Self::search), with macros.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn search_with(&self, request: &Request, macros: Macros<'_>) -> Result<Results> {
        let view = self.view();
        let prepared = view.prepare(request, macros)?;
        view.answer(&prepared, request, &self.ranking)
    }

    /// How many articles match; the filters of the request count too.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn count(&self, request: &Request) -> Result<u64> {
        let view = self.view();
        let prepared = view.prepare(request, &|_| None)?;
        let matchings = view.matchings(&prepared)?;
        let counts = matchings
            .iter()
            .map(|matching| Ok(matching.matches()?.len() as u64));
        counts.sum()
    }

    /// How a query is read and what each part of it finds alone.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn explain(&self, request: &Request, macros: Macros<'_>) -> Result<Explanation> {
        self.view().explain(request, macros)
    }

    /// Articles like a given one, or like a text: those that hold most of its telling words.
    ///
    /// The query of the request is not looked at; its filters are. Given an article, that one is left out.
    ///
    /// # Errors
    /// As [`search`](Self::search); [`Error::Usage`](crate::error::Error::Usage) if there is no such
    /// article or no telling word.
    pub fn similar(&self, like: Like<'_>, request: &Request) -> Result<Results> {
        self.view().similar(like, request, &self.ranking)
    }

    /// The earliest article of each outlet that matches, the earliest outlet first; limit and offset of the request count outlets.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn first(&self, request: &Request) -> Result<Vec<First>> {
        self.view().first(request, &|_| None)
    }

    /// The article with an id, or with the only id that begins so.
    ///
    /// # Errors
    /// [`Error::Usage`](crate::error::Error::Usage) if several ids begin so, [`Error::Engine`](crate::error::Error::Engine).
    pub fn article(&self, id: &str) -> Result<Option<Enriched>> {
        let view = self.view();
        match view.find(id)? {
            Some((segment, doc)) => view.stored(segment, doc).map(Some),
            None => Ok(None),
        }
    }

    /// What a query marks in an article's headline and text, in scalar values.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn marks(&self, id: &str, query: &str) -> Result<[Vec<(usize, usize)>; 2]> {
        let view = self.view();
        let Some((number, doc)) = view.find(id)? else {
            return Ok(Default::default());
        };
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        let prepared = view.prepare(&request, &|_| None)?;
        let matchings = view.matchings(&prepared)?;
        let Some(matching) = matchings.get(number) else {
            return Ok(Default::default());
        };
        if matching.of(&prepared.plan.test, Some(&[doc]))?.is_empty() {
            return Ok(Default::default());
        }
        let found = view.found(matching, number, doc)?;
        let stored = view.stored(number, doc)?;
        Ok(passages::all_marks(
            &prepared.plan,
            &found,
            &stored.article.title,
            &stored.article.text,
        ))
    }
}
