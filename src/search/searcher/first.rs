//! The earliest matching article of each outlet.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;
use tantivy::DocId;

use crate::article::Article;
use crate::error::Result;
use crate::query::Macros;
use crate::search::columns;
use crate::search::matching::Matching;
use crate::search::order::Candidate;
use crate::search::request::{Request, Results};
use crate::search::scoring::Ranking;
use crate::search::segment::Segment;
use crate::search::windows::Windows;

use super::view::Weighed;
use super::{Prepared, Step, View};

/// Who of an outlet had it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// Its earliest matching article by the date that is stated; one without a date only if none has one.
    pub article: Article,
    /// Its matching articles.
    pub articles: u64,
}

/// The outlets with matching articles, and the earliest article of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firsts {
    /// Outlets that have any, all of them.
    pub total: u64,
    /// Those that were asked for, the earliest first.
    pub outlets: Vec<First>,
    /// Which articles are counted.
    pub counted: Counted,
}

/// Which articles count where the earliest is looked for. Whoever asks who wrote of something first does not mean an
/// article with one of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// All that match.
    Matching,
    /// Of words side by side, those that hold all of them: so many of those that match.
    AllWords {
        /// Articles with all of the words.
        articles: u64,
        /// Articles with any of them.
        of: u64,
    },
    /// All that match, with any of the words: none holds all of them.
    AnyWord,
}

/// The earliest article of an outlet so far.
#[derive(Debug, Clone, Copy)]
struct Earliest {
    /// Seconds since 1970, the highest value without a date; then the id, so that equal ones have an order.
    key: (i64, u64),
    segment: usize,
    doc: DocId,
    articles: u64,
}

impl View {
    pub(super) fn first(&self, request: &Request, macros: Macros<'_>) -> Result<Firsts> {
        let (prepared, counted) = self.demanded(request, macros)?;
        let all = earliest(&self.matchings(&prepared)?)?;
        let wanted = all.iter().skip(request.offset).take(request.limit);
        let outlet = |earliest: &Earliest| {
            Ok(First {
                article: self.stored(earliest.segment, earliest.doc)?.article,
                articles: earliest.articles,
            })
        };
        Ok(Firsts {
            total: all.len() as u64,
            outlets: wanted.map(outlet).collect::<Result<_>>()?,
            counted,
        })
    }

    /// What is asked for with all of the words that stand side by side, if any article holds them; else as it is.
    fn demanded(&self, request: &Request, macros: Macros<'_>) -> Result<(Prepared, Counted)> {
        let any = self.prepare(request, macros)?;
        let strict = Request {
            all_words: true,
            ..request.clone()
        };
        let all = self.prepare(&strict, macros)?;
        if all.plan.test == any.plan.test {
            return Ok((any, Counted::Matching));
        }
        let of = self.articles(&any)?;
        Ok(match self.articles(&all)? {
            0 if of > 0 => (any, Counted::AnyWord),
            articles => (all, Counted::AllWords { articles, of }),
        })
    }

    fn articles(&self, prepared: &Prepared) -> Result<u64> {
        let mut articles = 0;
        for matching in self.matchings(prepared)? {
            articles += matching.matches()?.len() as u64;
        }
        Ok(articles)
    }

    /// The same articles as hits, with their passages and without scores.
    pub(super) fn first_hits(
        &self,
        request: &Request,
        macros: Macros<'_>,
        ranking: &Ranking,
    ) -> Result<Results> {
        let (prepared, _) = self.demanded(request, macros)?;
        let matchings = self.matchings(&prepared)?;
        let all = earliest(&matchings)?;
        let wanted = all.iter().skip(request.offset).take(request.limit);
        let page: Vec<Candidate> = wanted.map(Earliest::candidate).collect();
        let weighed = Weighed::of(self, &prepared.plan, &matchings)?;
        let windows = Windows::new(&prepared.plan, &weighed.rarity, ranking);
        let mut hits = Vec::with_capacity(page.len());
        let mut keep = |step| {
            if let Step::Hit(hit) = step {
                hits.push(hit);
            }
            ControlFlow::Continue(())
        };
        let passages = request.passages;
        self.tell(
            &prepared.plan,
            &matchings,
            &windows,
            &page,
            passages,
            &mut keep,
        )?;
        Ok(Results {
            total: all.len() as u64,
            hits,
            facets: Vec::new(),
            generation: self.generation,
            identity: self.commit.identity,
            read_as: prepared.read_as,
            hints: Vec::new(),
            correction: None,
        })
    }
}

/// The earliest article of each outlet, the earliest outlet first.
fn earliest(matchings: &[Matching<'_>]) -> Result<Vec<Earliest>> {
    let mut by_site: FxHashMap<String, Earliest> = FxHashMap::default();
    for (number, matching) in matchings.iter().enumerate() {
        for (site, earliest) in of_segment(matching.segment, number, &matching.matches()?)? {
            match by_site.get_mut(&site) {
                Some(known) => known.join(earliest),
                None => drop(by_site.insert(site, earliest)),
            }
        }
    }
    let mut all: Vec<Earliest> = by_site.into_values().collect();
    all.sort_unstable_by_key(|earliest| earliest.key);
    Ok(all)
}

impl Earliest {
    fn candidate(&self) -> Candidate {
        Candidate {
            score: 0.0,
            left: 1.0,
            published: self.key.0,
            segment: self.segment,
            doc: self.doc,
        }
    }

    fn join(&mut self, other: Self) {
        let articles = self.articles + other.articles;
        if other.key < self.key {
            *self = other;
        }
        self.articles = articles;
    }
}

fn of_segment(segment: &Segment, number: usize, docs: &[DocId]) -> Result<Vec<(String, Earliest)>> {
    let Some(sites) = columns::strings(&segment.reader, "site")? else {
        return Ok(Vec::new());
    };
    let published = segment.published()?;
    let ids = segment.ids()?;
    let mut by_ordinal: Vec<Option<Earliest>> = vec![None; sites.num_terms()];
    for &doc in docs {
        let ordinal = sites.term_ords(doc).next().unwrap_or(u64::MAX);
        let Some(slot) = by_ordinal.get_mut(ordinal as usize) else {
            continue;
        };
        let id = ids.get(doc as usize).copied().unwrap_or(0);
        let this = Earliest {
            key: (published.first(doc).unwrap_or(i64::MAX), id),
            segment: number,
            doc,
            articles: 1,
        };
        match slot {
            Some(known) => known.join(this),
            None => *slot = Some(this),
        }
    }
    let mut found = Vec::new();
    let mut slots = by_ordinal.into_iter();
    columns::values(&sites, |site| {
        if let Some(earliest) = slots.next().flatten() {
            found.push((site.to_owned(), earliest));
        }
    })?;
    Ok(found)
}
