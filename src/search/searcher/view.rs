//! One committed state of the index, and how it answers.

use std::ops::ControlFlow;
use std::sync::OnceLock;

use tantivy::DocId;

use crate::enrich::across::Ledger;
use crate::error::Result;
use crate::index::{Generation, Index};
use crate::query::plan::Plan;
use crate::query::{Effort, Stop};
use crate::search::lexicon::{Budget, forms};
use crate::search::matching::{Matching, needs_boundaries};
use crate::search::mentions::{Asked, Mentions};
use crate::search::order::{self, Best, Candidate};
use crate::search::passages::{self, Found};
use crate::search::rarity::{Held, Rarity, Totals};
use crate::search::recency::Recency;
use crate::search::request::{Carried, Request, Results, Sort};
use crate::search::scoring::{Ranking, score};
use crate::search::segment::Segment;
use crate::search::windows::{Scratch, Windows};
use crate::search::{engine, facets, hints, threads};

use super::{Prepared, Step, View};

/// Hits whose places are looked up together.
const TOGETHER: usize = 16;

/// Hits up to which each segment collects its own: of more they would take their memory twice.
const SIDE_BY_SIDE: usize = 4096;

/// Is told an answer step by step, until it has had enough.
pub(super) type See<'a> = &'a mut dyn FnMut(Step) -> ControlFlow<()>;

/// Looks until the engine holds what the commit says that was read before and after: a run may commit in between. `before` was read before the
/// engine last looked.
pub(super) fn steady(
    index: &Index,
    reader: &tantivy::IndexReader,
    before: Generation,
) -> Result<Generation> {
    let mut commit = before;
    loop {
        let now = index.generation()?;
        if now == commit {
            return Ok(now);
        }
        commit = now;
        reader.reload().map_err(engine)?;
    }
}

impl View {
    pub(super) fn of(
        index: &Index,
        reader: &tantivy::IndexReader,
        commit: Generation,
        ledger: &Ledger,
        stop: &Stop,
    ) -> Result<Self> {
        let searcher = reader.searcher();
        let fields = *index.fields();
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| Segment::new(reader.clone(), fields, stop.clone()))
            .collect();
        let mut view = Self {
            index: index.clone(),
            searcher,
            segments,
            fields,
            generation: commit.number,
            commit,
            languages: Vec::new(),
            ledger: ledger.clone(),
            things: OnceLock::new(),
            origins: super::bare::Origins::default(),
            stop: stop.clone(),
        };
        view.languages = view.count_languages()?;
        Ok(view)
    }

    pub(super) fn count_languages(&self) -> Result<Vec<String>> {
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

    pub(super) fn matchings<'a>(&'a self, prepared: &'a Prepared) -> Result<Vec<Matching<'a>>> {
        let mut budget = Budget::default();
        let articles = |segment: &Segment| u64::from(segment.reader.max_doc());
        let effort = Effort::for_articles(self.segments.iter().map(articles).sum());
        let of = |segment: &'a Segment| {
            let forms = forms(&prepared.plan, &prepared.matchers, segment, &mut budget)?;
            Ok(Matching::new(
                segment,
                &prepared.plan,
                forms,
                &self.languages,
                effort.clone(),
            ))
        };
        self.segments.iter().map(of).collect()
    }

    pub(super) fn answer(
        &self,
        prepared: &Prepared,
        request: &Request,
        ranking: &Ranking,
    ) -> Result<Results> {
        let (mut head, mut hits) = (None, Vec::new());
        self.each(prepared, request, ranking, &mut |step| {
            match step {
                Step::Head(results) => head = Some(results),
                Step::Hit(hit) => hits.push(hit),
            }
            ControlFlow::Continue(())
        })?;
        let head = head.ok_or_else(|| engine("an answer without a head"))?;
        Ok(Results { hits, ..head })
    }

    /// Answers step by step.
    pub(super) fn each(
        &self,
        prepared: &Prepared,
        request: &Request,
        ranking: &Ranking,
        see: See<'_>,
    ) -> Result<()> {
        let plan = &prepared.plan;
        let matchings = self.matchings(prepared)?;
        let many = threads::are_worth_it(&matchings);
        let matched = threads::of_each(&matchings, many, |_, matching| matching.matches())?;
        let head = self.head(prepared, request, &matchings, &matched)?;
        if see(Step::Head(head)).is_break() || request.limit == 0 {
            return Ok(());
        }
        let weighed = Weighed::of(self, plan, &matchings)?;
        let windows = Windows::new(plan, &weighed.rarity, ranking);
        let best = self.best(&matchings, &matched, &weighed, request, ranking)?;
        let best = if is_deep(request, ranking) {
            self.deepened(
                prepared,
                &matchings,
                &windows,
                weighed.totals,
                best,
                ranking,
            )?
        } else {
            best
        };
        let page = page(best, request);
        if request.carried != Carried::All {
            return self.bare(&page, request.carried, see);
        }
        self.tell(plan, &matchings, &windows, &page, request.passages, see)
    }

    /// Tells of hits in their order.
    pub(super) fn tell(
        &self,
        plan: &Plan,
        matchings: &[Matching<'_>],
        windows: &Windows<'_>,
        page: &[Candidate],
        passages: usize,
        see: See<'_>,
    ) -> Result<()> {
        let asked = Asked::of(&plan.test);
        for some in page.chunks(TOGETHER) {
            for (&candidate, found) in some.iter().zip(found_of(matchings, some)?) {
                self.stop.heed()?;
                let stored = self.brief(candidate.segment, candidate.doc)?;
                let mentions = if asked.is_empty() {
                    Mentions::default()
                } else {
                    asked.mentions(&stored.enriched()?)
                };
                let texts = [stored.title(), stored.text()];
                let shown = passages::show(plan, windows, &found, &mentions, texts, passages);
                if see(Step::Hit(stored.hit(shown, candidate.score)?)).is_break() {
                    return Ok(());
                }
            }
        }
        // Passages of the last hit may have been cut short.
        self.stop.heed()
    }

    /// The best articles by their words, in order.
    pub(super) fn best(
        &self,
        matchings: &[Matching<'_>],
        matched: &[Vec<DocId>],
        weighed: &Weighed,
        request: &Request,
        ranking: &Ranking,
    ) -> Result<Vec<Candidate>> {
        let Weighed { totals, rarity } = weighed;
        let recency = self.recency(request, matched)?;
        let most = most(request, ranking);
        let mut best = Best::new(request.sort, recency, most, &self.segments);
        let many = most <= SIDE_BY_SIDE && threads::are_worth_it(matchings);
        if !many {
            for (number, (matching, docs)) in matchings.iter().zip(matched).enumerate() {
                best.enter(number);
                score(matching, docs, rarity, *totals, ranking, &mut best)?;
            }
            return best.first();
        }
        let of_segments = threads::of_each(matchings, many, |number, matching| {
            let mut own = Best::new(request.sort, recency, most, &self.segments);
            own.enter(number);
            let docs = matched.get(number).map_or(&[][..], Vec::as_slice);
            score(matching, docs, rarity, *totals, ranking, &mut own)?;
            Ok(own)
        })?;
        for own in of_segments {
            best.join(own);
        }
        best.first()
    }

    /// The answer without its hits.
    fn head(
        &self,
        prepared: &Prepared,
        request: &Request,
        matchings: &[Matching<'_>],
        matched: &[Vec<DocId>],
    ) -> Result<Results> {
        let total = matched.iter().map(|docs| docs.len() as u64).sum();
        let by_segment: Vec<_> = self
            .segments
            .iter()
            .zip(matched)
            .map(|(segment, docs)| (segment, docs.as_slice()))
            .collect();
        let mut hints = prepared.advice.clone();
        if request.advice {
            let addresses = &prepared.addresses;
            hints.extend(hints::outlets::meant(
                addresses,
                total == 0,
                &self.segments,
            )?);
        }
        // Of an address it is told enough.
        let told = hints.len() > prepared.advice.len();
        if total == 0 && request.advice && !told {
            hints.extend(hints::of(&prepared.plan, matchings, &self.segments)?);
        } else if total > 0 && request.advice {
            let plan = &prepared.plan;
            hints.extend(hints::of_absent(plan, matchings, matched, &self.segments)?);
            hints.extend(self.other_words(prepared, matchings)?);
        }
        hints.extend(self.longer_names(prepared, request.advice)?);
        Ok(Results {
            total,
            hits: Vec::new(),
            facets: facets::of(request, &by_segment, &|| self.things())?,
            generation: self.generation,
            identity: self.commit.identity,
            read_as: prepared.read_as.clone(),
            hints,
            correction: None,
        })
    }

    /// How scores fade with age, if that is asked for.
    pub(super) fn recency(
        &self,
        request: &Request,
        matched: &[Vec<DocId>],
    ) -> Result<Option<Recency>> {
        match (request.recent, request.sort) {
            (Some(days), Sort::Relevance) => {
                let now = jiff::Timestamp::now().as_second();
                Recency::of(days, &self.segments, matched, now)
            }
            _ => Ok(None),
        }
    }

    /// The best articles put in order once more: by their passages, and by the words that the best of them share.
    pub(super) fn deepened(
        &self,
        prepared: &Prepared,
        matchings: &[Matching<'_>],
        windows: &Windows<'_>,
        totals: Totals,
        mut best: Vec<Candidate>,
        ranking: &Ranking,
    ) -> Result<Vec<Candidate>> {
        let rest = best.split_off(ranking.depth.min(best.len()));
        let whole = add_passages(matchings, windows, &mut best, ranking)?;
        let many = best.len();
        best = order::in_order(best, many, Sort::Relevance, &self.segments)?;
        let related = self.related(prepared, &best, whole, totals, ranking)?;
        if !related.is_empty() {
            for (candidate, more) in best.iter_mut().zip(related) {
                candidate.score += more;
            }
            best = order::in_order(best, many, Sort::Relevance, &self.segments)?;
        }
        best.extend(rest);
        Ok(best)
    }
}

/// The hits that were asked for.
fn page(best: Vec<Candidate>, request: &Request) -> Vec<Candidate> {
    let wanted = best.into_iter().skip(request.offset);
    wanted.take(request.limit).collect()
}

/// How much the words of a query weigh in this index.
pub(super) struct Weighed {
    pub totals: Totals,
    pub rarity: Rarity,
}

impl Weighed {
    pub(super) fn of(view: &View, plan: &Plan, matchings: &[Matching<'_>]) -> Result<Self> {
        let totals = Totals::of(&view.segments)?;
        let rarity = Rarity::of(&plan.exprs, &frequencies(plan, matchings), totals);
        Ok(Self { totals, rarity })
    }
}

/// The number of the last hit that is asked for, counted from 1.
fn end(request: &Request) -> usize {
    request.offset.saturating_add(request.limit)
}

/// Whether the best articles are put in order by their passages too.
pub(super) fn is_deep(request: &Request, ranking: &Ranking) -> bool {
    request.sort == Sort::Relevance && ranking.passage_share > 0.0
}

/// How many of the best must be known.
fn most(request: &Request, ranking: &Ranking) -> usize {
    if is_deep(request, ranking) {
        end(request).max(ranking.depth)
    } else {
        end(request)
    }
}

/// The candidates of one segment: their places in the list and their articles, articles ascending.
pub(super) fn of_segment(candidates: &[Candidate], number: usize) -> (Vec<usize>, Vec<DocId>) {
    let mut own: Vec<(usize, DocId)> = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.segment == number)
        .map(|(at, candidate)| (at, candidate.doc))
        .collect();
    own.sort_unstable_by_key(|&(_, doc)| doc);
    own.into_iter().unzip()
}

/// Adds what the best passage of each article is worth; true if the best article holds all of the query.
pub(super) fn add_passages(
    matchings: &[Matching<'_>],
    windows: &Windows<'_>,
    best: &mut [Candidate],
    ranking: &Ranking,
) -> Result<bool> {
    let mut scratch = Scratch::default();
    let mut first = (f32::MIN, false);
    for (number, matching) in matchings.iter().enumerate() {
        let (own, docs) = of_segment(best, number);
        let (wanted, needed) = wanted(matching);
        let words = matching.segment.words()?;
        let mut own = own.into_iter();
        let boundaries = needed || ranking.step == 0;
        matching
            .source()
            .each(&docs, &wanted, boundaries, &mut |doc, places| {
                let words = words.first(doc).unwrap_or(0).min(u64::from(u32::MAX)) as u32;
                if let Some(candidate) = own.next().and_then(|at| best.get_mut(at)) {
                    let passage = windows.best_score(places, words, &mut scratch);
                    candidate.score += candidate.left * ranking.passage_share * passage;
                    if candidate.score > first.0 {
                        first = (candidate.score, windows.is_whole(places));
                    }
                }
                Ok(())
            })?;
    }
    Ok(first.1)
}

/// What is known of each of these candidates.
fn found_of(matchings: &[Matching<'_>], candidates: &[Candidate]) -> Result<Vec<Found>> {
    let mut all: Vec<Found> = candidates.iter().map(|_| Found::default()).collect();
    for (number, matching) in matchings.iter().enumerate() {
        let (own, docs) = of_segment(candidates, number);
        for (at, known) in own.into_iter().zip(found(matching, &docs)?) {
            if let Some(slot) = all.get_mut(at) {
                *slot = known;
            }
        }
    }
    Ok(all)
}

/// What is known of articles that match, ascending.
pub(super) fn found(matching: &Matching<'_>, docs: &[DocId]) -> Result<Vec<Found>> {
    let (wanted, _) = wanted(matching);
    let words = matching.segment.words()?;
    let mut all = Vec::with_capacity(docs.len());
    matching
        .source()
        .each(docs, &wanted, true, &mut |doc, places| {
            let mut proving = Vec::new();
            matching.proving(&matching.plan.test, doc, &mut proving)?;
            all.push(Found {
                places: places.clone(),
                proving,
                words: words.first(doc).unwrap_or(0).min(u64::from(u32::MAX)) as u32,
            });
            Ok(())
        })?;
    Ok(all)
}

/// How many articles hold each leaf, deleted ones counted too.
pub(super) fn frequencies(plan: &Plan, matchings: &[Matching<'_>]) -> Vec<Held> {
    let of = |leaf: usize| {
        let forms = matchings
            .iter()
            .filter_map(|matching| matching.forms.get(leaf))
            .flat_map(|forms| forms.iter());
        let mut held = Held::default();
        for form in forms {
            let articles = u64::from(form.info.doc_freq);
            held.all += articles;
            held.typed += if form.typed { articles } else { 0 };
        }
        held
    };
    (0..plan.leaves.len()).map(of).collect()
}

/// The leaves of all that counts for order and marks, and whether boundaries are needed for it.
fn wanted(matching: &Matching<'_>) -> (Vec<usize>, bool) {
    let mut wanted = Vec::new();
    let mut needed = false;
    for unit in &matching.plan.units {
        if let Some(expr) = matching.plan.exprs.get(unit.expr) {
            expr.all_leaves(&mut wanted);
            needed |= needs_boundaries(expr);
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    (wanted, needed)
}
