//! One committed state of the index, and how it answers.

use std::ops::ControlFlow;

use tantivy::DocId;

use crate::error::Result;
use crate::index::Index;
use crate::query::algebra::Places;
use crate::query::plan::Plan;
use crate::search::lexicon::{Budget, forms};
use crate::search::matching::{Matching, needs_boundaries};
use crate::search::order::{self, Candidate};
use crate::search::passages::{self, Found};
use crate::search::request::{Hit, Request, Results, Sort};
use crate::search::scoring::{Ranking, Rarity, Totals, scores};
use crate::search::segment::Segment;
use crate::search::windows::Windows;
use crate::search::{engine, facets, hints};

use super::lookup::hit;
use super::{Prepared, Step, View};

/// Is told an answer step by step, until it has had enough.
pub(super) type See<'a> = &'a mut dyn FnMut(Step) -> ControlFlow<()>;

impl View {
    pub(super) fn of(index: &Index, reader: &tantivy::IndexReader) -> Result<Self> {
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
        let matched = matchings
            .iter()
            .map(Matching::matches)
            .collect::<Result<Vec<_>>>()?;
        let head = self.head(prepared, request, &matchings, &matched)?;
        if see(Step::Head(head)).is_break() || request.limit == 0 {
            return Ok(());
        }
        let totals = Totals::of(&self.segments)?;
        let rarity = Rarity::of(&plan.exprs, &frequencies(plan, &matchings), totals);
        let windows = Windows::new(plan, &rarity, ranking);
        let mut all = Vec::new();
        for (number, (matching, docs)) in matchings.iter().zip(&matched).enumerate() {
            let scores = scores(matching, docs, &rarity, totals, ranking)?;
            all.extend(order::candidates(
                matching.segment,
                number,
                docs,
                &scores,
                request.sort,
            )?);
        }
        for candidate in self.page(&matchings, &windows, all, request, ranking)? {
            let Some(matching) = matchings.get(candidate.segment) else {
                continue;
            };
            let hit = self.hit(matching, &windows, candidate, request.passages)?;
            if see(Step::Hit(hit)).is_break() {
                break;
            }
        }
        Ok(())
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
        let count = |&facet| facets::count(facet, &by_segment, request.facet_values);
        let hints = if total == 0 && request.advice {
            hints::of(&prepared.plan, matchings, &self.segments)?
        } else {
            Vec::new()
        };
        Ok(Results {
            total,
            hits: Vec::new(),
            facets: request.facets.iter().map(count).collect::<Result<_>>()?,
            generation: self.generation,
            read_as: prepared.read_as.clone(),
            hints,
            correction: None,
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
            let found = places(matching, &docs, ranking.step == 0)?;
            for (candidate, mut places) in own.into_iter().zip(found) {
                let words = self.words(number, candidate.doc)?;
                candidate.score += ranking.passage_share * windows.best_score(&mut places, words);
            }
        }
        Ok(())
    }

    /// What is known of an article that matches.
    pub(super) fn found(
        &self,
        matching: &Matching<'_>,
        segment: usize,
        doc: DocId,
    ) -> Result<Found> {
        let mut proving = Vec::new();
        matching.proving(&matching.plan.test, doc, &mut proving)?;
        let places = places(matching, &[doc], true)?.pop().unwrap_or_default();
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

    fn hit(
        &self,
        matching: &Matching<'_>,
        windows: &Windows<'_>,
        candidate: Candidate,
        most: usize,
    ) -> Result<Hit> {
        let stored = self.stored(candidate.segment, candidate.doc)?;
        let found = self.found(matching, candidate.segment, candidate.doc)?;
        let (title, text) = (&stored.article.title, &stored.article.text);
        let shown = passages::show(matching.plan, windows, &found, title, text, most);
        Ok(hit(stored, shown, candidate.score))
    }
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

/// The places of all that counts for order and marks; with boundaries if they are asked for or needed.
fn places(matching: &Matching<'_>, docs: &[DocId], boundaries: bool) -> Result<Vec<Places>> {
    let mut wanted = Vec::new();
    let mut needed = boundaries;
    for unit in &matching.plan.units {
        if let Some(expr) = matching.plan.exprs.get(unit.expr) {
            expr.all_leaves(&mut wanted);
            needed |= needs_boundaries(expr);
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    matching.source().places(docs, &wanted, needed)
}
