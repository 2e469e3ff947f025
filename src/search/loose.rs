//! A query asked of texts that lie in no index, such as what was cut from the pages.
//!
//! The same plan, matchers and algebra as in the index decide; only the places come from the tokens of the text.

use crate::analysis::Tokens;
use crate::error::{Error, Result};
use crate::index::Boundaries;
use crate::query::algebra::{BODY, Places};
use crate::query::forms::Matcher;
use crate::query::plan::{Plan, Surroundings, Test, plan};
use crate::query::{Macros, TextField};

use super::passages;
use super::request::Request;
use super::searcher::{nothing_left, readable};

/// A query made ready for texts of any origin. Each text is taken for the body of an article without a headline.
#[derive(Debug, Clone)]
pub struct LooseQuery {
    plan: Plan,
    matchers: Vec<Matcher>,
}

impl LooseQuery {
    /// Reads a query; words are widened to the forms of `languages`, as in an index of these languages.
    ///
    /// # Errors
    /// [`Error::Query`] if it cannot be read, [`Error::Usage`] if it asks for what only an article has: an
    /// outlet, a day, a person, a headline.
    pub fn new(query: &str, languages: &[String], macros: Macros<'_>) -> Result<Self> {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        let read = readable(&request, macros)?;
        let around = Surroundings {
            all_words: false,
            languages,
            today: jiff::Zoned::now().date(),
        };
        let plan = plan(&read, &around).ok_or_else(|| Error::Query {
            text: query.to_owned(),
            problems: vec![nothing_left(query)],
        })?;
        refuse_fields(&plan)?;
        let matchers = plan.leaves.iter();
        let matchers = matchers.map(|leaf| Matcher::new(&leaf.pattern, languages));
        Ok(Self {
            matchers: matchers.collect(),
            plan,
        })
    }

    /// What the query marks in a text, in scalar values; `None` if the text does not match.
    pub fn marks(&self, text: &str) -> Option<Vec<(usize, usize)>> {
        let places = self.places(text);
        if !self.passes(&self.plan.test, &places) {
            return None;
        }
        let mut proving = Vec::new();
        self.proving(&self.plan.test, &places, &mut proving);
        let proof = passages::proof(&self.plan, &proving, &places);
        let (_, in_text) = passages::split(&proof);
        Some(passages::marks(text, &in_text, std::iter::empty()))
    }

    fn places(&self, text: &str) -> Places {
        let mut places = Places {
            leaves: vec![Vec::new(); self.plan.leaves.len()],
            ..Places::default()
        };
        let mut tokens = Tokens::new(text);
        while let Some(token) = tokens.next_token() {
            for (matcher, positions) in self.matchers.iter().zip(&mut places.leaves) {
                let begins = |start: &String| token.term.starts_with(start.as_str());
                if matcher.starts().iter().any(begins) && matcher.accepts(token.term) != 0 {
                    positions.push(BODY.saturating_add(token.position));
                }
            }
        }
        if places.leaves.iter().any(|positions| !positions.is_empty()) {
            let (starts, _) = Boundaries::of(text);
            let shifted = |starts: Vec<u32>| starts.into_iter().map(|at| at.saturating_add(BODY));
            places.sentences = shifted(starts.sentences).collect();
            places.paragraphs = shifted(starts.paragraphs).collect();
        }
        self.keep_to_lead(&mut places);
        places
    }

    /// A word asked for in the first paragraph counts there only.
    fn keep_to_lead(&self, places: &mut Places) {
        let end = places.paragraphs.get(1).copied().unwrap_or(u32::MAX);
        for (leaf, positions) in self.plan.leaves.iter().zip(&mut places.leaves) {
            if leaf.field == Some(TextField::Lead) {
                positions.retain(|at| *at < end);
            }
        }
    }

    fn passes(&self, test: &Test, places: &Places) -> bool {
        let expr = |number: &usize| self.plan.exprs.get(*number);
        match test {
            Test::Holds(number) => expr(number).is_some_and(|e| e.holds(places)),
            Test::Often {
                times,
                expr: number,
            } => expr(number).is_some_and(|e| e.count(places) >= *times as usize),
            Test::All(tests) => tests.iter().all(|test| self.passes(test, places)),
            Test::Some { least, of } => {
                of.iter().filter(|test| self.passes(test, places)).count() >= *least
            }
            Test::Not(inner) => !self.passes(inner, places),
            _ => true,
        }
    }

    fn proving(&self, test: &Test, places: &Places, found: &mut Vec<usize>) {
        match test {
            Test::Holds(expr) | Test::Often { expr, .. } => found.push(*expr),
            Test::All(tests) => tests.iter().for_each(|t| self.proving(t, places, found)),
            Test::Better(tests) | Test::Some { of: tests, .. } => {
                let held = tests.iter().filter(|test| self.passes(test, places));
                held.for_each(|test| self.proving(test, places, found));
            }
            _ => {}
        }
    }
}

/// What only an article has cannot be asked of a text alone.
fn refuse_fields(plan: &Plan) -> Result<()> {
    let of_article =
        |field: Option<TextField>| matches!(field, Some(TextField::Title | TextField::Byline));
    let field = plan.leaves.iter().any(|leaf| of_article(leaf.field));
    if field || asks_of_article(&plan.test) {
        return Err(Error::Usage(
            "the query asks for a headline, an outlet, a day or a name, which a block of text alone has not; words, phrases and nearness can be asked for, and --site stays within an outlet".to_owned(),
        ));
    }
    Ok(())
}

fn asks_of_article(test: &Test) -> bool {
    match test {
        Test::Value { .. }
        | Test::Named { .. }
        | Test::Published { .. }
        | Test::Words(..)
        | Test::AddedAfter(_) => true,
        Test::All(tests) | Test::Better(tests) | Test::Some { of: tests, .. } => {
            tests.iter().any(asks_of_article)
        }
        Test::Not(inner) => asks_of_article(inner),
        Test::Everything | Test::Holds(_) | Test::Often { .. } => false,
    }
}
