//! Accounts for the score of one hit.

use crate::error::Result;
use crate::query::Macros;
use crate::search::hints;
use crate::search::matching::Matching;
use crate::search::order::Candidate;
use crate::search::request::Request;
use crate::search::scoring::{Ranking, account};
use crate::search::why::Why;
use crate::search::windows::Windows;

use super::View;
use super::view::{Weighed, add_passages, is_deep};

impl View {
    /// The account of an article that a request finds; `None` if it does not find it.
    pub(super) fn why(
        &self,
        id: &str,
        request: &Request,
        macros: Macros<'_>,
        ranking: &Ranking,
    ) -> Result<Option<Why>> {
        let prepared = self.prepare(request, macros)?;
        let matchings = self.matchings(&prepared)?;
        let matched = matchings.iter().map(Matching::matches);
        let matched = matched.collect::<Result<Vec<_>>>()?;
        let Some((number, doc)) = self.find(id)? else {
            return Ok(None);
        };
        let found = matched.get(number).filter(|docs| docs.contains(&doc));
        let Some(matching) = matchings.get(number).filter(|_| found.is_some()) else {
            return Ok(None);
        };
        let weighed = Weighed::of(self, &prepared.plan, &matchings)?;
        let mut why = account(matching, doc, &weighed.rarity, weighed.totals, ranking)?;
        let best = self.best(&matchings, &matched, &weighed, request, ranking)?;
        if let Some(recency) = self.recency(request, &matched)? {
            why.age = recency.left(matching.segment, doc)?;
        }
        let is_it = |candidate: &Candidate| (candidate.segment, candidate.doc) == (number, doc);
        let deep = best.iter().take(ranking.depth).copied().find(is_it);
        if let Some(candidate) = deep.filter(|_| is_deep(request, ranking)) {
            let mut only: [Candidate; 1] = [candidate];
            let windows = Windows::new(&prepared.plan, &weighed.rarity, ranking);
            add_passages(&matchings, &windows, &mut only, ranking)?;
            let whole = self.deepened(
                &prepared,
                &matchings,
                &windows,
                weighed.totals,
                best,
                ranking,
            )?;
            let score = whole
                .into_iter()
                .find(is_it)
                .map_or(only[0].score, |c| c.score);
            let left = why.age.max(f32::MIN_POSITIVE);
            why.passage = (only[0].score - candidate.score) / left;
            why.related = (score - only[0].score) / left;
        }
        why.score = (why.score + why.passage + why.related) * why.age;
        for (part, unit) in why.parts.iter_mut().zip(&prepared.plan.units) {
            part.text = hints::of_expr(unit.expr, &prepared.plan);
            for matching in &matchings {
                part.articles += matching.hits(unit.expr, None)?.docs.len() as u64;
            }
        }
        Ok(Some(why))
    }
}
