//! The door: an open index that answers requests.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::civil::Date;
use tantivy::schema::Value as _;
use tantivy::{DocId, ReloadPolicy, TantivyDocument};

use crate::enrich::Enriched;
use crate::error::{Error, Problem, Result};
use crate::index::{Fields, Index, Record};
use crate::query::forms::Matcher;
use crate::query::plan::{Plan, Surroundings, Test, plan, published};
use crate::query::{DateTest, Macros, Query, ValueField, algebra::Places, parse_with};

use super::lexicon::{Budget, forms};
use super::matching::Matching;
use super::order::{self, Candidate};
use super::passages::{self, Found, Shown};
use super::request::{Hit, Request, Results, Sort};
use super::scoring::{Ranking, Rarity, Totals, scores};
use super::segment::Segment;
use super::windows::Windows;
use super::{engine, facets, hints};

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
    /// [`Error::Engine`] if its files cannot be read.
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
    /// [`Error::Engine`], [`Error::IndexDamaged`].
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
    /// [`Error::Query`] if the query cannot be read, [`Error::Usage`] for a filter that cannot be,
    /// [`Error::Engine`] if the index cannot.
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

    /// The article with an id, or with the only id that begins so.
    ///
    /// # Errors
    /// [`Error::Usage`] if several ids begin so, [`Error::Engine`].
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

impl View {
    fn of(index: &Index, reader: &tantivy::IndexReader) -> Result<Self> {
        let searcher = reader.searcher();
        let fields = *index.fields();
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| Segment::new(reader.clone(), fields))
            .collect();
        let mut view = Self {
            searcher,
            segments,
            fields,
            generation: index.generation()?.number,
            languages: Vec::new(),
        };
        view.languages = view.count_languages()?;
        Ok(view)
    }

    fn count_languages(&self) -> Result<Vec<String>> {
        let mut counts: rustc_hash::FxHashMap<String, u64> = rustc_hash::FxHashMap::default();
        for segment in &self.segments {
            let inverted = segment
                .reader
                .inverted_index(self.fields.lang)
                .map_err(engine)?;
            let mut terms = inverted.terms().stream().map_err(engine)?;
            while terms.advance() {
                let language = String::from_utf8_lossy(terms.key()).into_owned();
                *counts.entry(language).or_default() += u64::from(terms.value().doc_freq);
            }
        }
        let mut languages: Vec<_> = counts.into_iter().collect();
        languages.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(languages
            .into_iter()
            .map(|(language, _)| language)
            .collect())
    }

    fn prepare(&self, request: &Request, macros: Macros<'_>) -> Result<Prepared> {
        let today = jiff::Zoned::now().date();
        let query = readable(request, macros)?;
        let around = Surroundings {
            languages: &self.languages,
            today,
        };
        let Some(mut plan) = plan(&query, &around) else {
            let problem = nothing_left(&request.query);
            return Err(Error::Query {
                text: request.query.clone(),
                problems: vec![problem],
            });
        };
        let filters = filters(request, today)?;
        if !filters.is_empty() {
            let mut all = filters;
            match plan.test {
                Test::All(tests) => all.extend(tests),
                other => all.push(other),
            }
            plan.test = Test::All(all);
        }
        let matchers = plan
            .leaves
            .iter()
            .map(|leaf| Matcher::new(&leaf.pattern, &self.languages))
            .collect();
        Ok(Prepared { plan, matchers })
    }

    fn matchings<'a>(&'a self, prepared: &'a Prepared) -> Result<Vec<Matching<'a>>> {
        let mut budget = Budget::default();
        let of = |segment: &'a Segment| {
            let forms = forms(&prepared.plan, &prepared.matchers, segment, &mut budget)?;
            Ok(Matching::new(
                segment,
                &prepared.plan,
                forms,
                &self.languages,
            ))
        };
        self.segments.iter().map(of).collect()
    }

    fn answer(&self, prepared: &Prepared, request: &Request, ranking: &Ranking) -> Result<Results> {
        let plan = &prepared.plan;
        let matchings = self.matchings(prepared)?;
        let matched = matchings
            .iter()
            .map(Matching::matches)
            .collect::<Result<Vec<_>>>()?;
        let total = matched.iter().map(|docs| docs.len() as u64).sum();
        let totals = Totals::of(&self.segments)?;
        let rarity = Rarity::of(&plan.exprs, &frequencies(plan, &matchings), totals);
        let windows = Windows::new(plan, &rarity, ranking);
        let mut all = Vec::new();
        for (number, (matching, docs)) in matchings.iter().zip(&matched).enumerate() {
            let scores = scores(matching, docs, &rarity, totals, ranking)?;
            all.extend(order::candidates(matching.segment, number, docs, &scores)?);
        }
        let page = self.page(&matchings, &windows, all, request, ranking)?;
        let hits = self.hits(plan, &matchings, &windows, &page, request)?;
        let by_segment: Vec<_> = self
            .segments
            .iter()
            .zip(&matched)
            .map(|(segment, docs)| (segment, docs.as_slice()))
            .collect();
        let facets = request
            .facets
            .iter()
            .map(|&facet| facets::count(facet, &by_segment, request.facet_values));
        let facets = facets.collect::<Result<Vec<_>>>()?;
        let hints = if total == 0 {
            hints::of(plan, &matchings, &self.segments)?
        } else {
            Vec::new()
        };
        Ok(Results {
            total,
            hits,
            facets,
            generation: self.generation,
            hints,
        })
    }

    /// The hits that were asked for, in order. The best ones are first put in order by their passages.
    fn page(
        &self,
        matchings: &[Matching<'_>],
        windows: &Windows<'_>,
        all: Vec<Candidate>,
        request: &Request,
        ranking: &Ranking,
    ) -> Result<Vec<Candidate>> {
        let end = request.offset.saturating_add(request.limit);
        let deep = request.sort == Sort::Relevance && ranking.passage_share > 0.0;
        let most = if deep { end.max(ranking.depth) } else { end };
        let mut best = order::first(all, most, request.sort, &self.segments)?;
        if deep && !matchings.is_empty() {
            let rest = best.split_off(ranking.depth.min(best.len()));
            self.add_passages(matchings, windows, &mut best, ranking)?;
            let many = best.len();
            best = order::first(best, many, request.sort, &self.segments)?;
            best.extend(rest);
        }
        let from = request.offset.min(best.len());
        let to = end.min(best.len());
        Ok(best.get(from..to).unwrap_or_default().to_vec())
    }

    fn add_passages(
        &self,
        matchings: &[Matching<'_>],
        windows: &Windows<'_>,
        best: &mut [Candidate],
        ranking: &Ranking,
    ) -> Result<()> {
        for (number, matching) in matchings.iter().enumerate() {
            let mut own: Vec<&mut Candidate> = best
                .iter_mut()
                .filter(|candidate| candidate.segment == number)
                .collect();
            own.sort_by_key(|candidate| candidate.doc);
            let docs: Vec<DocId> = own.iter().map(|candidate| candidate.doc).collect();
            let places = self.places(matching, &docs)?;
            for (candidate, places) in own.into_iter().zip(places) {
                let words = self.words(number, candidate.doc)?;
                candidate.score += ranking.passage_share * windows.best_score(&places, words);
            }
        }
        Ok(())
    }

    /// The places of all that counts for order and marks, with boundaries.
    fn places(&self, matching: &Matching<'_>, docs: &[DocId]) -> Result<Vec<Places>> {
        let mut wanted = Vec::new();
        for unit in &matching.plan.units {
            if let Some(expr) = matching.plan.exprs.get(unit.expr) {
                expr.all_leaves(&mut wanted);
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        matching.source().places(docs, &wanted, true)
    }

    fn found(&self, matching: &Matching<'_>, segment: usize, doc: DocId) -> Result<Found> {
        let mut proving = Vec::new();
        matching.proving(&matching.plan.test, doc, &mut proving)?;
        let places = self.places(matching, &[doc])?.pop().unwrap_or_default();
        Ok(Found {
            places,
            proving,
            words: self.words(segment, doc)?,
        })
    }

    fn words(&self, segment: usize, doc: DocId) -> Result<u32> {
        let Some(segment) = self.segments.get(segment) else {
            return Ok(0);
        };
        let column = segment.reader.fast_fields().u64("words").map_err(engine)?;
        Ok(u32::try_from(column.first(doc).unwrap_or(0)).unwrap_or(u32::MAX))
    }

    fn hits(
        &self,
        plan: &Plan,
        matchings: &[Matching<'_>],
        windows: &Windows<'_>,
        page: &[Candidate],
        request: &Request,
    ) -> Result<Vec<Hit>> {
        let mut hits = Vec::with_capacity(page.len());
        for candidate in page {
            let stored = self.stored(candidate.segment, candidate.doc)?;
            let Some(matching) = matchings.get(candidate.segment) else {
                continue;
            };
            let found = self.found(matching, candidate.segment, candidate.doc)?;
            let (title, text) = (&stored.article.title, &stored.article.text);
            let shown = passages::show(plan, windows, &found, title, text, request.passages);
            hits.push(hit(stored, shown, candidate.score));
        }
        Ok(hits)
    }

    fn stored(&self, segment: usize, doc: DocId) -> Result<Enriched> {
        let address = tantivy::DocAddress::new(segment as u32, doc);
        let document: TantivyDocument = self.searcher.doc(address).map_err(engine)?;
        let text = |field| {
            document
                .get_first(field)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        let record: Record = serde_json::from_str(&text(self.fields.record)).map_err(engine)?;
        Ok(record.into_enriched(
            text(self.fields.id),
            text(self.fields.title),
            text(self.fields.body),
        ))
    }

    /// Where an article lies, by its id or the beginning of it.
    fn find(&self, id: &str) -> Result<Option<(usize, DocId)>> {
        let mut found: Vec<(String, usize, DocId)> = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let inverted = segment
                .reader
                .inverted_index(self.fields.id)
                .map_err(engine)?;
            let mut terms = inverted
                .terms()
                .range()
                .ge(id.as_bytes())
                .into_stream()
                .map_err(engine)?;
            while terms.advance() && terms.key().starts_with(id.as_bytes()) && !id.is_empty() {
                let option = tantivy::schema::IndexRecordOption::Basic;
                let block = inverted
                    .read_block_postings_from_terminfo(terms.value(), option)
                    .map_err(engine)?;
                let mut docs = block.docs().to_vec();
                segment.keep_alive(&mut docs);
                let key = String::from_utf8_lossy(terms.key()).into_owned();
                found.extend(docs.into_iter().map(|doc| (key.clone(), number, doc)));
                if found.len() > 8 {
                    break;
                }
            }
        }
        if let Some(&(_, segment, doc)) = found.iter().find(|(key, ..)| key == id) {
            return Ok(Some((segment, doc)));
        }
        match found.as_slice() {
            [] => Ok(None),
            [(_, segment, doc)] => Ok(Some((*segment, *doc))),
            several => {
                let ids: Vec<&str> = several
                    .iter()
                    .take(3)
                    .map(|(key, ..)| key.as_str())
                    .collect();
                Err(Error::Usage(format!(
                    "several articles have an id that begins with {id}: {} …",
                    ids.join(", ")
                )))
            }
        }
    }
}

fn readable(request: &Request, macros: Macros<'_>) -> Result<Query> {
    let (query, problems) = parse_with(&request.query, macros);
    if problems.is_empty() {
        return Ok(query);
    }
    Err(Error::Query {
        text: request.query.clone(),
        problems,
    })
}

fn nothing_left(text: &str) -> Problem {
    Problem {
        start: 0,
        end: text.len(),
        message: "there is no word to search for in this".to_owned(),
        hint: Some("give a word, or * for everything".to_owned()),
    }
}

/// The filters of a request as tests.
fn filters(request: &Request, today: Date) -> Result<Vec<Test>> {
    let mut tests = Vec::new();
    let one_of = |field: ValueField, values: &[String]| Test::Some {
        least: 1,
        of: values
            .iter()
            .map(|text| Test::Value {
                field,
                text: text.clone(),
                exact: false,
            })
            .collect(),
    };
    if !request.sites.is_empty() {
        tests.push(one_of(ValueField::Site, &request.sites));
    }
    if !request.languages.is_empty() {
        tests.push(one_of(ValueField::Lang, &request.languages));
    }
    let day = |text: &String, what: &str| {
        published(DateTest::In, text.split('T').next().unwrap_or(text), today).ok_or_else(|| {
            Error::Usage(format!(
                "--{what} {text} is not a date; write {}",
                crate::query::date::FORMS
            ))
        })
    };
    if let Some(Test::Published { from, .. }) = request
        .from
        .as_ref()
        .map(|text| day(text, "from"))
        .transpose()?
    {
        tests.push(Test::Published { from, until: None });
    }
    if let Some(Test::Published { until, .. }) = request
        .to
        .as_ref()
        .map(|text| day(text, "to"))
        .transpose()?
    {
        tests.push(Test::Published { from: None, until });
    }
    Ok(tests)
}

/// How many articles hold each leaf, deleted ones counted too.
fn frequencies(plan: &Plan, matchings: &[Matching<'_>]) -> Vec<u64> {
    let of = |leaf: usize| {
        let forms = matchings
            .iter()
            .filter_map(|matching| matching.forms.get(leaf))
            .flatten();
        forms.map(|form| u64::from(form.info.doc_freq)).sum()
    };
    (0..plan.leaves.len()).map(of).collect()
}

fn hit(stored: Enriched, shown: Shown, score: f32) -> Hit {
    let article = stored.article;
    Hit {
        paragraphs: article
            .text
            .split('\n')
            .filter(|line| !line.trim().is_empty())
            .count(),
        id: article.id,
        path: article.path,
        member: article.member,
        url: article.url,
        title: article.title,
        title_marks: shown.title_marks,
        site: article.site,
        lang: stored.language,
        published: article.published.map(|stated| stated.text),
        score,
        stub: article.stub,
        passages: shown.passages,
    }
}
