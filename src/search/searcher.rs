//! The door: an open index that answers requests.

mod account;
mod attested;
mod bare;
mod correction;
mod first;
mod forms;
mod lookup;
mod prepare;
mod related;
mod similar;
mod together;
mod view;
mod warm;
mod why;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tantivy::ReloadPolicy;

use crate::enrich::across::{Ledger, Things};
use crate::enrich::{Enriched, EntityKind};
use crate::error::{Error, Problem, Result};
use crate::index::{ArticleId, Fields, Generation, Identity, Index};
use crate::query::forms::Matcher;
use crate::query::plan::Plan;
use crate::query::{Query, Stop, parse_with};

use super::explain::Explanation;
use super::mentions::Asked;
use super::request::{Hit, Request, Results};
use super::scoring::Ranking;
use super::segment::Segment;
use super::why::Why;
use super::{engine, passages};

pub use first::{Counted, First, Firsts};
pub(super) use prepare::{nothing_left, readable};
pub use together::{Companion, Company};

/// Answers requests over an index. Cheap to open: what a query does not need is not read.
pub struct Searcher {
    index: Index,
    reader: tantivy::IndexReader,
    ranking: Ranking,
    macros: BTreeMap<String, String>,
    /// Rules about names in the place of those in the index.
    ledger: Option<Ledger>,
    stop: Stop,
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
    index: Index,
    searcher: tantivy::Searcher,
    segments: Vec<Segment>,
    fields: Fields,
    generation: u64,
    /// What was committed then.
    commit: Generation,
    languages: Vec<String>,
    ledger: Ledger,
    things: OnceLock<Arc<Things>>,
    /// Where articles come from, as far as somebody asked.
    origins: bare::Origins,
    stop: Stop,
}

/// A request made ready to run.
struct Prepared {
    plan: Plan,
    matchers: Vec<Matcher>,
    /// The query as it was understood.
    read_as: String,
    /// What of it may not mean what its writer thinks.
    advice: Vec<String>,
    /// Its words that look like the address of an outlet.
    addresses: Vec<String>,
    /// Single words by which people are asked for.
    surnames: Vec<String>,
}

/// A step of an answer that is told as it is found; see [`Searcher::each`].
#[derive(Debug)]
pub enum Step {
    /// Comes first: the answer without its hits.
    Head(Results),
    /// The next hit.
    Hit(Hit),
}

impl Searcher {
    /// Opens an index for searching.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::error::Error::Engine) if its files cannot be read.
    pub fn open(index: &Index) -> Result<Self> {
        let before = index.generation().map_err(|error| index.blame(error))?;
        let reader = index
            .engine()
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|error: tantivy::TantivyError| index.blame(engine(error)))?;
        let ledger = index.ledger()?;
        let stop = Stop::default();
        let steady = view::steady(index, &reader, before);
        let view = steady.and_then(|commit| View::of(index, &reader, commit, &ledger, &stop));
        let view = view.map_err(|error| index.blame(error))?;
        let view = RwLock::new(Arc::new(view));
        Ok(Self {
            index: index.clone(),
            reader,
            ranking: Ranking::default(),
            macros: BTreeMap::new(),
            ledger: None,
            stop,
            view,
        })
    }

    /// The same with other numbers for the ranking.
    #[must_use]
    pub fn with_ranking(mut self, ranking: Ranking) -> Self {
        self.ranking = ranking;
        self
    }

    /// The same with saved queries, which a query may use as `@name`.
    #[must_use]
    pub fn with_macros(mut self, macros: BTreeMap<String, String>) -> Self {
        self.macros = macros;
        self
    }

    /// The flag that ends the answers of this searcher, raised from another thread.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// The saved queries by their names.
    pub fn macros(&self) -> &BTreeMap<String, String> {
        &self.macros
    }

    /// Reads a query with the saved ones at hand.
    pub fn read(&self, text: &str) -> (Query, Vec<Problem>) {
        parse_with(text, &|name| self.saved(name))
    }

    fn saved(&self, name: &str) -> Option<String> {
        self.macros.get(name).cloned()
    }

    /// Looks at what was committed since, or whether another index lies in the folder now; true if so.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if the folder has gone, [`Error::Engine`], [`Error::IndexDamaged`]. What was there still answers then.
    pub fn reload(&self) -> Result<bool> {
        // Another index in the folder may have a generation of the same number.
        let committed = self
            .index
            .generation()
            .map_err(|error| self.gone_or(error))?;
        if committed == self.view().commit {
            return Ok(false);
        }
        self.reader.reload().map_err(engine)?;
        let commit = view::steady(&self.index, &self.reader, committed)?;
        let ledger = match &self.ledger {
            Some(given) => given.clone(),
            None => self.index.ledger()?,
        };
        let view = Arc::new(View::of(
            &self.index,
            &self.reader,
            commit,
            &ledger,
            &self.stop,
        )?);
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        Ok(true)
    }

    /// There is no damage where there is no folder.
    fn gone_or(&self, error: Error) -> Error {
        if self.index.folder().exists() {
            return error;
        }
        Error::NoIndex {
            path: self.index.folder().to_path_buf(),
        }
    }

    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The generation that answers.
    pub fn generation(&self) -> u64 {
        self.view().generation
    }

    /// The identity of the index that answers; `None` if an earlier version made it.
    pub fn identity(&self) -> Option<Identity> {
        self.view().commit.identity
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
        let view = self.view();
        let macros = |name: &str| self.saved(name);
        let prepared = view.prepare(request, &macros)?;
        let answer = view.answer(&prepared, request, &self.ranking);
        let mut results = answer.map_err(|error| self.index.blame(error))?;
        results.correction = view.meant(&results, request, &macros)?;
        let forms = view.other_forms(&results, request, &macros)?;
        results.hints.extend(forms);
        Ok(results)
    }

    /// Answers a request hit by hit, so that any number of hits takes no more memory than their order: 24 bytes each.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn each(
        &self,
        request: &Request,
        see: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<()> {
        let view = self.view();
        let macros = |name: &str| self.saved(name);
        let prepared = view.prepare(request, &macros)?;
        let mut trouble = None;
        let told = view.each(&prepared, request, &self.ranking, &mut |step| {
            let Step::Head(mut found) = step else {
                return see(step);
            };
            match view.meant(&found, request, &macros) {
                Ok(meant) => found.correction = meant,
                Err(error) => trouble = Some(error),
            }
            match view.other_forms(&found, request, &macros) {
                Ok(forms) => found.hints.extend(forms),
                Err(error) => trouble = Some(error),
            }
            see(Step::Head(found))
        });
        let told = told.and(trouble.map_or(Ok(()), Err));
        told.map_err(|error| self.index.blame(error))
    }

    /// Tells every article that matches, in the order in which the index holds them. Limit, offset and order of the
    /// request are not looked at.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn articles(
        &self,
        request: &Request,
        see: &mut dyn FnMut(Enriched) -> ControlFlow<()>,
    ) -> Result<()> {
        let view = self.view();
        let prepared = view.prepare(request, &|name| self.saved(name))?;
        for (number, matching) in view.matchings(&prepared)?.iter().enumerate() {
            for doc in matching.matches()? {
                self.stop.heed()?;
                if see(view.stored(number, doc)?).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The ids of all articles that match, ascending, and the generation that answered.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn ids(&self, request: &Request) -> Result<(Vec<ArticleId>, u64)> {
        let view = self.view();
        let prepared = view.prepare(request, &|name| self.saved(name))?;
        let mut found = Vec::new();
        for matching in view.matchings(&prepared)? {
            let ids = matching.segment.ids()?;
            let matches = matching.matches()?;
            found.extend(matches.iter().filter_map(|&doc| ids.get(doc as usize)));
        }
        found.sort_unstable();
        Ok((
            found.into_iter().map(|&id| ArticleId(id)).collect(),
            view.generation,
        ))
    }

    /// The same with other rules about names than those that lie in the index.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn with_ledger(mut self, ledger: Ledger) -> Result<Self> {
        let commit = self.view().commit.clone();
        let view = View::of(&self.index, &self.reader, commit, &ledger, &self.stop)?;
        self.view = RwLock::new(Arc::new(view));
        self.ledger = Some(ledger);
        Ok(self)
    }

    /// The named things of the index, the names of all articles joined.
    ///
    /// # Errors
    /// [`Error::Engine`](crate::error::Error::Engine) if a column cannot be read.
    pub fn things(&self) -> Result<Arc<Things>> {
        self.view().things()
    }

    /// Who and what is named beside a thing more often than chance has it, among the articles of the request.
    ///
    /// # Errors
    /// As [`search`](Self::search); [`Error::NothingThere`] if nothing has such a name.
    pub fn together(
        &self,
        kind: Option<EntityKind>,
        name: &str,
        request: &Request,
    ) -> Result<Company> {
        self.view()
            .together(kind, name, request, &|name| self.macros.get(name).cloned())
    }

    /// How many articles match; the filters of the request count too.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn count(&self, request: &Request) -> Result<u64> {
        let view = self.view();
        let prepared = view.prepare(request, &|name| self.saved(name))?;
        let matchings = view.matchings(&prepared)?;
        let counts = matchings
            .iter()
            .map(|matching| Ok(matching.matches()?.len() as u64));
        counts
            .sum::<Result<u64>>()
            .map_err(|error| self.index.blame(error))
    }

    /// How a query is read and what each part of it finds alone.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn explain(&self, request: &Request) -> Result<Explanation> {
        self.view().explain(request, &|name| self.saved(name))
    }

    /// What the score of an article is made of; `None` if the request does not find it.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn why(&self, id: &str, request: &Request) -> Result<Option<Why>> {
        let macros = |name: &str| self.saved(name);
        self.view().why(id, request, &macros, &self.ranking)
    }

    /// Articles like a given one, or like a text: those that hold most of its telling words.
    ///
    /// The query of the request is not looked at; its filters are. Given an article, that one is left out.
    ///
    /// # Errors
    /// As [`search`](Self::search); [`Error::NothingThere`] if there is no such article, [`Error::Usage`] if there is no
    /// telling word.
    pub fn similar(&self, like: Like<'_>, request: &Request) -> Result<Results> {
        self.view().similar(like, request, &self.ranking)
    }

    /// The earliest article of each outlet that matches, the earliest outlet first; limit and offset of the request count outlets.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn first(&self, request: &Request) -> Result<Firsts> {
        self.view().first(request, &|name| self.saved(name))
    }

    /// The articles of [`first`](Self::first) as hits with their passages; their total is that of the outlets, and they have no scores.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn first_hits(&self, request: &Request) -> Result<Results> {
        let macros = |name: &str| self.saved(name);
        self.view().first_hits(request, &macros, &self.ranking)
    }

    /// The article with an id, or with the only id that begins so.
    ///
    /// # Errors
    /// [`Error::Usage`](crate::error::Error::Usage) if several ids begin so, [`Error::Engine`](crate::error::Error::Engine).
    pub fn article(&self, id: &str) -> Result<Option<Enriched>> {
        let view = self.view();
        match view.find(id)? {
            Some((segment, doc)) => {
                let stored = view.stored(segment, doc).map(Some);
                stored.map_err(|error| self.index.blame(error))
            }
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
        let prepared = view.prepare(&request, &|name| self.saved(name))?;
        let matchings = view.matchings(&prepared)?;
        let Some(matching) = matchings.get(number) else {
            return Ok(Default::default());
        };
        if matching.of(&prepared.plan.test, Some(&[doc]))?.is_empty() {
            return Ok(Default::default());
        }
        let found = view::found(matching, &[doc])?.pop().unwrap_or_default();
        let stored = view.stored(number, doc)?;
        Ok(passages::all_marks(
            &prepared.plan,
            &found,
            &Asked::of(&prepared.plan.test).mentions(&stored),
            &stored.article.title,
            &stored.article.text,
        ))
    }
}
