//! Which articles of a segment match: every one, exactly.
//!
//! Sets of articles are ascending lists. A test is always asked "which of these", so that what is
//! rare and cheap narrows what is common and costly.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::DocId;

use crate::error::Result;
use crate::query::algebra::Expr;
use crate::query::plan::{Plan, Test};
use crate::query::{Effort, Nearness, TextField};

use super::chains;
use super::lexicon::{Form, Forms};
use super::lists::{Bits, Hits, both, in_at_least, union, without};
use super::places::Source;
use super::rows::Row;
use super::segment::Segment;
use super::values;

/// Hits of an expression, and of which articles it was asked.
#[derive(Clone)]
struct Known {
    hits: Arc<Hits>,
    /// `None` for all.
    asked: Option<Arc<Vec<DocId>>>,
}

/// Answers one plan in one segment; remembers the hits of every expression.
pub(super) struct Matching<'a> {
    pub segment: &'a Segment,
    pub plan: &'a Plan,
    pub forms: Vec<Forms>,
    pub languages: &'a [String],
    effort: Effort,
    known: Mutex<Vec<Option<Known>>>,
    leaves: Mutex<Vec<Option<Arc<Hits>>>>,
}

impl<'a> Matching<'a> {
    pub fn new(
        segment: &'a Segment,
        plan: &'a Plan,
        forms: Vec<Forms>,
        languages: &'a [String],
        effort: Effort,
    ) -> Self {
        let known = Mutex::new(vec![None; plan.exprs.len()]);
        let leaves = Mutex::new(vec![None; plan.leaves.len()]);
        Self {
            segment,
            plan,
            forms,
            languages,
            effort,
            known,
            leaves,
        }
    }

    /// The articles that match, ascending.
    pub fn matches(&self) -> Result<Vec<DocId>> {
        self.of(&self.plan.test, None)
    }

    pub fn source(&self) -> Source<'_> {
        Source {
            segment: self.segment,
            leaves: &self.plan.leaves,
            forms: &self.forms,
            languages: self.languages,
            effort: &self.effort,
        }
    }

    /// The articles among `within` (all, if there is none) that pass a test.
    pub fn of(&self, test: &Test, within: Option<&[DocId]>) -> Result<Vec<DocId>> {
        match test {
            Test::Everything | Test::Better(_) => Ok(self.given(within)),
            Test::Holds(expr) => Ok(narrowed(&self.hits(*expr, within)?.docs, within)),
            Test::Often { times, expr } => self.often(*times, *expr, within),
            Test::All(tests) => self.all(tests, within),
            Test::Some { least: 0 | 1, of } => self.any(of, within),
            Test::Some { least, of } => {
                let lists = of
                    .iter()
                    .map(|test| self.of(test, within))
                    .collect::<Result<Vec<_>>>()?;
                Ok(in_at_least(*least, &lists, self.segment.reader.max_doc()))
            }
            Test::Not(inner) => {
                let given = self.given(within);
                Ok(without(&given, &self.of(inner, Some(&given))?))
            }
            Test::Value { .. }
            | Test::Named { .. }
            | Test::Published { .. }
            | Test::Words(..)
            | Test::AddedAfter(_) => values::passing(self.segment, test, self.given(within)),
        }
    }

    fn any(&self, tests: &[Test], within: Option<&[DocId]>) -> Result<Vec<DocId>> {
        let mut found = Bits::new(self.segment.reader.max_doc());
        for test in tests {
            match (test, within) {
                (Test::Holds(expr), None) => found.add(&self.hits(*expr, None)?.docs),
                _ => found.add(&self.of(test, within)?),
            }
        }
        Ok(found.docs())
    }

    /// Adds the numbers of the expressions that prove why an article passes a test that it does pass.
    pub fn proving(&self, test: &Test, doc: DocId, found: &mut Vec<usize>) -> Result<()> {
        match test {
            Test::Holds(expr) | Test::Often { expr, .. } => found.push(*expr),
            Test::All(tests) => {
                for test in tests {
                    self.proving(test, doc, found)?;
                }
            }
            Test::Better(tests) | Test::Some { of: tests, .. } => {
                for test in tests.iter().filter(|test| has_places(test)) {
                    if !self.of(test, Some(&[doc]))?.is_empty() {
                        self.proving(test, doc, found)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn given(&self, within: Option<&[DocId]>) -> Vec<DocId> {
        within.map_or_else(|| self.segment.alive(), <[DocId]>::to_vec)
    }

    fn often(&self, times: u32, expr: usize, within: Option<&[DocId]>) -> Result<Vec<DocId>> {
        let hits = self.hits(expr, within)?;
        let counts = hits
            .title
            .iter()
            .zip(&hits.body)
            .map(|(&title, &body)| u32::from(title) + u32::from(body));
        let docs: Vec<DocId> = hits
            .docs
            .iter()
            .zip(counts)
            .filter(|&(_, count)| count >= times)
            .map(|(&doc, _)| doc)
            .collect();
        Ok(narrowed(&docs, within))
    }

    /// Cheap tests first, each asked only of what the former left.
    fn all(&self, tests: &[Test], within: Option<&[DocId]>) -> Result<Vec<DocId>> {
        let mut order: Vec<&Test> = tests.iter().collect();
        order.sort_by_key(|test| self.cost(test));
        let mut left: Option<Vec<DocId>> = within.map(<[DocId]>::to_vec);
        for test in order {
            if left.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
            left = Some(self.of(test, left.as_deref())?);
        }
        Ok(left.unwrap_or_else(|| self.segment.alive()))
    }

    /// A rough order of what to ask first.
    fn cost(&self, test: &Test) -> u64 {
        let all = u64::from(self.segment.reader.max_doc());
        match test {
            Test::Holds(expr) | Test::Often { expr, .. } => match self.plan.exprs.get(*expr) {
                Some(Expr::Leaf(leaf)) => self.frequency(*leaf),
                _ => 4 * all,
            },
            Test::All(tests) => tests.iter().map(|test| self.cost(test)).min().unwrap_or(0),
            Test::Some { of, .. } => of.iter().map(|test| self.cost(test)).sum(),
            Test::Published { .. } | Test::Words(..) | Test::AddedAfter(_) => 2 * all,
            Test::Value {
                field: crate::query::ValueField::Url,
                ..
            } => u64::MAX,
            Test::Value { .. } | Test::Named { .. } => all,
            Test::Not(_) => 8 * all,
            Test::Everything | Test::Better(_) => 16 * all,
        }
    }

    /// How many postings its words have together.
    pub fn postings(&self) -> u64 {
        (0..self.forms.len()).map(|leaf| self.frequency(leaf)).sum()
    }

    fn frequency(&self, leaf: usize) -> u64 {
        self.forms.get(leaf).map_or(0, |forms| {
            forms.iter().map(|form| u64::from(form.info.doc_freq)).sum()
        })
    }

    /// The articles in which an expression holds, with how often; at least those among `within`.
    pub fn hits(&self, expr: usize, within: Option<&[DocId]>) -> Result<Arc<Hits>> {
        if let Some(known) = locked(&self.known).get(expr).and_then(Option::as_ref)
            && known.asked.as_deref().is_none_or(|asked| {
                within.is_some_and(|within| both(within, asked).len() == within.len())
            })
        {
            return Ok(Arc::clone(&known.hits));
        }
        let Some(meaning) = self.plan.exprs.get(expr) else {
            return Ok(Arc::default());
        };
        let known = if let Some(leaf) = self.plain_leaf(meaning) {
            Known {
                hits: self.leaf(leaf)?,
                asked: None,
            }
        } else {
            let hits = match self.chained(meaning, within)? {
                Some(hits) => hits,
                None => self.check(meaning, &narrowed(&self.possible(meaning)?, within))?,
            };
            let hits = Arc::new(hits);
            Known {
                hits,
                asked: within.map(|within| Arc::new(within.to_vec())),
            }
        };
        let hits = Arc::clone(&known.hits);
        if let Some(slot) = locked(&self.known).get_mut(expr) {
            *slot = Some(known);
        }
        Ok(hits)
    }

    /// The hits of a row that is one chain of very common words.
    fn chained(&self, expr: &Expr, within: Option<&[DocId]>) -> Result<Option<Hits>> {
        let source = self.source();
        let Expr::Row { parts, width } = expr else {
            return Ok(None);
        };
        if !chains::is_counted(&source, parts, *width) {
            return Ok(None);
        }
        let leaves: Vec<usize> = parts.iter().map(|&(_, leaf)| leaf).collect();
        let Some(chained) = chains::of_row(&source, &leaves)? else {
            return Ok(None);
        };
        let looked_at = self.check(expr, &narrowed(&chained.unsure, within))?;
        Ok(Some(chained.with(&looked_at)))
    }

    /// The leaf of an expression that asks for no place beyond a part of the article.
    fn plain_leaf(&self, expr: &Expr) -> Option<usize> {
        match expr {
            Expr::Leaf(leaf) if self.plan.leaves.get(*leaf)?.field != Some(TextField::Lead) => {
                Some(*leaf)
            }
            _ => None,
        }
    }

    /// The articles of a leaf, wherever in its part it stands.
    fn leaf(&self, leaf: usize) -> Result<Arc<Hits>> {
        if let Some(Some(hits)) = locked(&self.leaves).get(leaf) {
            return Ok(Arc::clone(hits));
        }
        let forms = self
            .forms
            .get(leaf)
            .map_or(&[][..], |forms| forms.as_slice());
        let hits = Arc::new(union(self.segment, forms, self.languages)?);
        if let Some(slot) = locked(&self.leaves).get_mut(leaf) {
            *slot = Some(Arc::clone(&hits));
        }
        Ok(hits)
    }

    /// The articles that hold a leaf as it was typed, and not another word of the same stem.
    pub fn typed(&self, leaf: usize) -> Result<Hits> {
        let forms = self
            .forms
            .get(leaf)
            .map_or(&[][..], |forms| forms.as_slice());
        let typed = forms.iter().filter(|form| form.typed);
        union(self.segment, typed, self.languages)
    }

    /// How many articles hold a form that counts in them.
    pub fn of_form(&self, form: &Form) -> Result<u64> {
        Ok(union(self.segment, [form], self.languages)?.docs.len() as u64)
    }

    /// Articles that hold the words of an expression at all.
    pub fn candidates(&self, expr: &Expr) -> Result<Vec<DocId>> {
        match expr {
            Expr::Leaf(leaf) => Ok(self.leaf(*leaf)?.docs.clone()),
            Expr::Row { parts, .. } => {
                let mut order: Vec<usize> = parts.iter().map(|&(_, leaf)| leaf).collect();
                order.sort_by_key(|&leaf| self.frequency(leaf));
                order.dedup();
                self.in_all(&order)
            }
            Expr::Any(parts) => {
                let mut found = Bits::new(self.segment.reader.max_doc());
                for part in parts {
                    found.add(&self.candidates(part)?);
                }
                Ok(found.docs())
            }
            Expr::Near {
                negated: true,
                left: inner,
                ..
            }
            | Expr::First { inner, .. } => self.candidates(inner),
            Expr::Near { left, right, .. } => {
                Ok(both(&self.candidates(left)?, &self.candidates(right)?))
            }
        }
    }

    fn in_all(&self, leaves: &[usize]) -> Result<Vec<DocId>> {
        let mut found: Option<Vec<DocId>> = None;
        for &leaf in leaves {
            let hits = self.leaf(leaf)?;
            found = Some(match found {
                None => hits.docs.clone(),
                Some(found) => both(&found, &hits.docs),
            });
        }
        Ok(found.unwrap_or_default())
    }

    /// The candidates of an expression, perhaps with others: where few articles are left, a common word is not
    /// looked for in all articles, but by those who read its positions in these.
    fn possible(&self, expr: &Expr) -> Result<Vec<DocId>> {
        let Expr::Row { parts, .. } = expr else {
            return self.candidates(expr);
        };
        let source = self.source();
        let mut told = BTreeSet::new();
        let mut found: Option<Vec<DocId>> = None;
        for leaves in chains::stretches(&source, parts) {
            if let Some(chained) = chains::of_row(&source, &leaves)? {
                let docs = chained.docs(self.segment.reader.max_doc());
                found = Some(found.map_or_else(|| docs.clone(), |found| both(&found, &docs)));
                told.extend(leaves);
            }
        }
        let mut order: Vec<usize> = parts.iter().map(|&(_, leaf)| leaf).collect();
        order.retain(|leaf| !told.contains(leaf));
        order.sort_by_key(|&leaf| self.frequency(leaf));
        order.dedup();
        for leaf in order {
            found = match found {
                Some(found) if self.frequency(leaf) / FEW > found.len() as u64 => Some(found),
                Some(found) => Some(both(&found, &self.leaf(leaf)?.docs)),
                None => Some(self.leaf(leaf)?.docs.clone()),
            };
        }
        Ok(found.unwrap_or_default())
    }

    /// Looks at the positions: which of these articles really have a span.
    fn check(&self, expr: &Expr, docs: &[DocId]) -> Result<Hits> {
        if let Expr::Row { parts, width } = expr
            && let Some(row) = Row::new(parts, *width, self.source(), |leaf| self.frequency(leaf))
        {
            return row.hits(docs);
        }
        let mut wanted = Vec::new();
        expr.all_leaves(&mut wanted);
        wanted.sort_unstable();
        wanted.dedup();
        let boundaries = needs_boundaries(expr);
        let mut hits = Hits::default();
        self.source()
            .each(docs, &wanted, boundaries, &mut |doc, places| {
                let (title, body) = expr.times(places);
                if title + body > 0 {
                    hits.push(doc, title, body);
                }
                Ok(())
            })?;
        Ok(hits)
    }
}

/// An article is looked for in the postings of a word in the time in which so many articles are read from them.
const FEW: u64 = 4;

fn locked<T>(known: &Mutex<T>) -> MutexGuard<'_, T> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a test can be proved by words.
fn has_places(test: &Test) -> bool {
    match test {
        Test::Holds(_) | Test::Often { .. } => true,
        Test::All(tests) | Test::Better(tests) | Test::Some { of: tests, .. } => {
            tests.iter().any(has_places)
        }
        _ => false,
    }
}

fn narrowed(docs: &[DocId], within: Option<&[DocId]>) -> Vec<DocId> {
    within.map_or_else(|| docs.to_vec(), |within| both(docs, within))
}

/// Whether an expression asks for sentences or paragraphs.
pub(super) fn needs_boundaries(expr: &Expr) -> bool {
    match expr {
        Expr::Leaf(_) | Expr::Row { .. } => false,
        Expr::Any(parts) => parts.iter().any(needs_boundaries),
        Expr::First { inner, .. } => needs_boundaries(inner),
        Expr::Near {
            nearness,
            left,
            right,
            ..
        } => {
            matches!(nearness, Nearness::Sentence | Nearness::Paragraph)
                || needs_boundaries(left)
                || needs_boundaries(right)
        }
    }
}
