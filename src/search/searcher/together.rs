//! Who stands with whom: things named in the same articles more often than chance has it.

use std::sync::Arc;

use tantivy::DocId;

use crate::enrich::EntityKind;
use crate::enrich::across::Things;
use crate::error::{Error, Result};
use crate::query::Macros;
use crate::query::plan::Test;
use crate::search::request::Request;
use crate::search::segment::Segment;
use crate::search::things;

use super::View;

/// A thing that is named beside another.
#[derive(Debug, Clone, PartialEq)]
pub struct Companion {
    /// What it is.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
    /// Articles that name both.
    pub both: u64,
    /// Articles that name it at all.
    pub articles: u64,
    /// Dunning's log-likelihood ratio, 0 or more: how surely the two belong together. From 10.8 on chance does it once in 1,000 times.
    pub score: f64,
}

/// The company of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    /// The things that the name means, by kind and name.
    pub of: Vec<(EntityKind, String)>,
    /// Articles that name one of them.
    pub articles: u64,
    /// Those that stand with them, the surest first.
    pub companions: Vec<Companion>,
}

impl View {
    /// The named things of the index, joined when they are first asked for.
    pub(super) fn things(&self) -> Result<Arc<Things>> {
        if let Some(found) = self.things.get() {
            return Ok(Arc::clone(found));
        }
        let readers: Vec<_> = self.segments.iter().map(|s| &s.reader).collect();
        let go_on = || self.stop.heed();
        let things = self
            .index
            .things(&readers, self.generation, &self.ledger, &go_on)?;
        let joined = Arc::new(things);
        Ok(Arc::clone(self.things.get_or_init(|| joined)))
    }

    /// The company of what a name means among the articles of the request, its limit and offset counting companions.
    pub(super) fn together(
        &self,
        kind: Option<EntityKind>,
        name: &str,
        request: &Request,
        macros: Macros<'_>,
    ) -> Result<Company> {
        let all = self.things()?;
        let kinds = EntityKind::ALL
            .into_iter()
            .filter(|&k| kind.is_none_or(|wanted| wanted == k));
        let meant: Vec<usize> = kinds
            .flat_map(|kind| things::meant(&all, kind, name, false))
            .collect();
        if meant.is_empty() {
            return Err(Error::NothingThere(format!(
                "no article names {name}; `newsdex entities` lists what they name"
            )));
        }
        let mut prepared = self.prepare(request, macros)?;
        let around = self.docs(&prepared)?;
        let old = std::mem::replace(&mut prepared.plan.test, Test::Everything);
        let field = crate::query::ValueField::Person;
        let named = Test::Named {
            field,
            text: name.to_owned(),
            of: things::forms(&all, &meant),
        };
        prepared.plan.test = Test::All(vec![named, old]);
        let inside = self.docs(&prepared)?;
        let (with, articles) = (self.counted(&all, &inside)?, self.counted(&all, &around)?);
        let sum = |lists: &[Vec<DocId>]| lists.iter().map(|docs| docs.len() as u64).sum::<u64>();
        let (own, corpus) = (sum(&inside), sum(&around));
        let mut companions = Vec::new();
        for ((thing, both), articles) in all.iter().zip(with).zip(articles) {
            let score = likelihood_ratio(both, own, articles, corpus);
            if score > 0.0 && both >= LEAST && !meant.contains(&thing.number) {
                let name = thing.name.to_owned();
                companions.push(Companion {
                    kind: thing.kind,
                    name,
                    both,
                    articles,
                    score,
                });
            }
        }
        companions.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| b.both.cmp(&a.both))
                .then_with(|| a.name.cmp(&b.name))
        });
        let companions = companions
            .into_iter()
            .skip(request.offset)
            .take(request.limit)
            .collect();
        let of = meant
            .iter()
            .filter_map(|&n| all.get(n))
            .map(|t| (t.kind, t.name.to_owned()))
            .collect();
        Ok(Company {
            of,
            articles: own,
            companions,
        })
    }

    fn docs(&self, prepared: &super::Prepared) -> Result<Vec<Vec<DocId>>> {
        self.matchings(prepared)?
            .iter()
            .map(crate::search::matching::Matching::matches)
            .collect()
    }

    fn counted(&self, all: &Things, docs: &[Vec<DocId>]) -> Result<Vec<u64>> {
        let matches: Vec<(&Segment, &[DocId])> = self
            .segments
            .iter()
            .zip(docs.iter().map(Vec::as_slice))
            .collect();
        things::counts(all, &matches)
    }
}

/// Articles that must name both: one may always be chance.
const LEAST: u64 = 2;

/// Twice the logarithm of how much likelier the counts are if the two belong together than if they do not; 0 if they meet less often
/// than by chance. Of `corpus` articles `a` name the one, `b` the other, `both` the two.
fn likelihood_ratio(both: u64, a: u64, b: u64, corpus: u64) -> f64 {
    let [both, a, b, corpus] = [both, a, b, corpus].map(|n| n as f64);
    if both * corpus <= a * b {
        return 0.0;
    }
    let cell = |seen: f64, row: f64, column: f64| {
        if seen > 0.0 {
            seen * (seen * corpus / (row * column)).ln()
        } else {
            0.0
        }
    };
    let sum = cell(both, a, b)
        + cell(a - both, a, corpus - b)
        + cell(b - both, corpus - a, b)
        + cell(corpus - a - b + both, corpus - a, corpus - b);
    (2.0 * sum).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::likelihood_ratio;

    #[test]
    fn the_ratio_is_that_of_the_textbook() {
        // Four cells of 110, 2,442, 111 and 29,114: Dunning (1993), table 2, has 270.72.
        let ratio = likelihood_ratio(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29_114);
        assert!((ratio - 270.72).abs() < 0.01, "{ratio}");
        assert!(likelihood_ratio(2, 20, 10, 100).abs() < 1e-9);
        assert!(likelihood_ratio(1, 20, 50, 100).abs() < 1e-9);
        assert!(likelihood_ratio(5, 5, 5, 5).abs() < 1e-9);
    }
}
