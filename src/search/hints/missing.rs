//! Which words of a query stand in no article, and which of those leave nothing of it.

use crate::error::Result;
use crate::query::algebra::Expr;
use crate::query::plan::{Leaf, Pattern, Plan, Test};
use crate::search::lexicon::everywhere;
use crate::search::matching::Matching;
use crate::search::segment::Segment;

use super::{names, unknown_word};

/// For each leaf of a plan whether it stands in no article.
pub(in crate::search) fn of(plan: &Plan, matchings: &[Matching<'_>]) -> Result<Vec<bool>> {
    let leaves = 0..plan.leaves.len();
    leaves.map(|number| is_missing(number, matchings)).collect()
}

fn is_missing(number: usize, matchings: &[Matching<'_>]) -> Result<bool> {
    for matching in matchings {
        let forms = matching.forms.get(number).map_or(&[][..], |forms| forms);
        // A form may count in the articles of one language, and stand in those of others: `sage` of `sagen`.
        if forms.iter().any(everywhere)
            || !forms.is_empty() && !matching.candidates(&Expr::Leaf(number))?.is_empty()
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The words of a plan that stand in no article.
pub(super) struct Missing<'a> {
    plan: &'a Plan,
    /// For each leaf whether it is one of them.
    leaves: Vec<bool>,
}

impl<'a> Missing<'a> {
    pub fn of(plan: &'a Plan, matchings: &[Matching<'_>]) -> Result<Self> {
        let leaves = of(plan, matchings)?;
        Ok(Self { plan, leaves })
    }

    /// The missing words for which a test cannot hold; none where another word would do.
    pub fn in_test(&self, test: &Test) -> Vec<usize> {
        match test {
            Test::Holds(expr) | Test::Often { expr, .. } => {
                let expr = self.plan.exprs.get(*expr);
                expr.map(|expr| self.in_expr(expr)).unwrap_or_default()
            }
            Test::All(tests) => tests.iter().flat_map(|test| self.in_test(test)).collect(),
            Test::Some { least, of } => {
                let missing: Vec<_> = of.iter().map(|test| self.in_test(test)).collect();
                let alive = missing.iter().filter(|words| words.is_empty()).count();
                if alive >= *least.max(&1) {
                    return Vec::new();
                }
                missing.into_iter().flatten().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The missing words for which an expression has no place.
    pub fn in_expr(&self, expr: &Expr) -> Vec<usize> {
        match expr {
            Expr::Leaf(leaf) => self.if_missing(*leaf).collect(),
            Expr::Row { parts, .. } => {
                let leaves = parts.iter();
                leaves
                    .flat_map(|&(_, leaf)| self.if_missing(leaf))
                    .collect()
            }
            Expr::Any(parts) => {
                let missing: Vec<_> = parts.iter().map(|part| self.in_expr(part)).collect();
                if missing.iter().any(Vec::is_empty) {
                    return Vec::new();
                }
                missing.into_iter().flatten().collect()
            }
            Expr::Near {
                negated: true,
                left: inner,
                ..
            }
            | Expr::First { inner, .. } => self.in_expr(inner),
            Expr::Near { left, right, .. } => {
                let mut found = self.in_expr(left);
                found.extend(self.in_expr(right));
                found
            }
        }
    }

    fn if_missing(&self, leaf: usize) -> impl Iterator<Item = usize> {
        let missing = self.leaves.get(leaf).copied().unwrap_or_default();
        missing.then_some(leaf).into_iter()
    }

    /// The part of a test that could hold: of alternatives the only one whose words are not missing.
    pub fn narrowed<'t>(&self, test: &'t Test) -> &'t Test {
        if let Test::Some { least: 0 | 1, of } = test {
            let mut alive = of.iter().filter(|test| self.in_test(test).is_empty());
            if let (Some(only), None) = (alive.next(), alive.next()) {
                return self.narrowed(only);
            }
        }
        test
    }

    /// What is said of a missing word.
    pub fn told(&self, number: usize, segments: &[Segment]) -> Result<Option<String>> {
        if let Some(text) = self.whole(number) {
            return Ok(Some(format!("`{text}` stands in no article")));
        }
        let leaf = self.plan.leaves.get(number);
        let leaf = leaf.filter(|leaf| !self.is_operator(leaf));
        leaf.map(|leaf| unknown_word(leaf, segments)).transpose()
    }

    /// Whether it was told what to write instead of a word.
    fn is_operator(&self, leaf: &Leaf) -> bool {
        let (Pattern::Stem { key, .. } | Pattern::Key(key)) = &leaf.pattern else {
            return false;
        };
        self.plan.operators.contains(key)
    }

    /// The written run of characters that a leaf is a pair of, in scripts without blanks.
    fn whole(&self, leaf: usize) -> Option<String> {
        let holds = |expr: &&Expr| {
            let mut leaves = Vec::new();
            expr.all_leaves(&mut leaves);
            leaves.contains(&leaf)
        };
        let exprs = self.plan.exprs.iter().filter(holds);
        exprs.into_iter().find_map(|expr| self.run_in(expr, leaf))
    }

    fn run_in(&self, expr: &Expr, leaf: usize) -> Option<String> {
        match expr {
            Expr::Leaf(_) => None,
            Expr::Row { parts, .. } => {
                let runs = names::runs(parts, self.plan);
                let run = runs.into_iter().find(|run| run.leaves.contains(&leaf))?;
                (run.leaves.len() > 1).then_some(run.text)
            }
            Expr::Any(parts) => parts.iter().find_map(|part| self.run_in(part, leaf)),
            Expr::Near { left, right, .. } => {
                self.run_in(left, leaf).or_else(|| self.run_in(right, leaf))
            }
            Expr::First { inner, .. } => self.run_in(inner, leaf),
        }
    }
}
