//! Explains a query: every part run alone.

use std::collections::BTreeMap;

use crate::analysis::spelling_of;
use crate::error::Result;
use crate::query::plan::{Plan, Surroundings, plan};
use crate::query::{Clause, Kind, Macros, Node, Query};
use crate::search::explain::{Explanation, Part};
use crate::search::hints;
use crate::search::lexicon::{self, Form};
use crate::search::lists::union;
use crate::search::matching::Matching;
use crate::search::request::Request;
use crate::search::things;

use super::{Prepared, View, prepare};

/// Parts that are looked at.
const PARTS: usize = 64;
/// Terms shown of one word.
const TERMS: usize = 20;
/// Hits up to which it is said what stands in the way of more.
const FEW: u64 = 2;

impl View {
    pub(super) fn explain(&self, request: &Request, macros: Macros<'_>) -> Result<Explanation> {
        let query = prepare::readable(request, macros)?;
        let prepared = self.prepare(request, macros)?;
        let matchings = self.matchings(&prepared)?;
        let matched: Vec<_> = matchings
            .iter()
            .map(Matching::matches)
            .collect::<Result<_>>()?;
        let total = matched.iter().map(|docs| docs.len() as u64).sum();
        let mut nodes = Vec::new();
        if let Some(root) = &query.root {
            collect(root, 0, &mut nodes);
        }
        let parts = nodes
            .into_iter()
            .take(PARTS)
            .map(|(node, depth)| self.part(node, depth));
        let mut hints = Vec::from_iter(prepare::question(&query, &prepared.plan));
        if total <= FEW {
            hints.extend(hints::of(&prepared.plan, &matchings, &self.segments)?);
        }
        if total > 0 {
            let plan = &prepared.plan;
            for hint in hints::of_absent(plan, &matchings, &matched, &self.segments)? {
                if !hints.contains(&hint) {
                    hints.push(hint);
                }
            }
        }
        hints.extend(self.longer_names(&prepared, true)?);
        Ok(Explanation {
            read_as: prepared.read_as.clone(),
            total,
            parts: parts.collect::<Result<_>>()?,
            passed_over: prepared.plan.passed_over.clone(),
            hints,
            advice: query.advice,
        })
    }

    /// What is told of people who are asked for by a last name.
    pub(super) fn longer_names(&self, prepared: &Prepared, wanted: bool) -> Result<Vec<String>> {
        if !wanted || prepared.surnames.is_empty() {
            return Ok(Vec::new());
        }
        hints::surnames::longer(&prepared.surnames, &*self.things()?, &self.segments)
    }

    fn part(&self, node: &Node, depth: usize) -> Result<Part> {
        let alone = Query {
            root: Some(node.clone()),
            advice: Vec::new(),
        };
        let mut part = Part {
            text: node.to_string(),
            start: node.span.start,
            end: node.span.end,
            depth,
            articles: 0,
            terms: Vec::new(),
            term_count: 0,
        };
        let around = Surroundings {
            all_words: false,
            languages: &self.languages,
            today: jiff::Zoned::now().date(),
        };
        let Some(mut plan) = plan(&alone, &around) else {
            return Ok(part);
        };
        things::resolve(&mut plan.test, &|| self.things())?;
        let matchers = plan
            .leaves
            .iter()
            .map(|leaf| self.matcher(leaf))
            .collect::<Result<_>>()?;
        let prepared = Prepared {
            plan,
            matchers,
            read_as: String::new(),
            advice: Vec::new(),
            addresses: Vec::new(),
            surnames: Vec::new(),
        };
        let matchings = self.matchings(&prepared)?;
        for matching in &matchings {
            part.articles += matching.matches()?.len() as u64;
        }
        if matches!(node.kind, Kind::Word(_) | Kind::Phrase(_) | Kind::Regex(_)) {
            (part.terms, part.term_count) = Self::terms(&prepared, &matchings)?;
        }
        Ok(part)
    }

    /// The spellings that a word, or the words of a phrase, mean.
    fn terms(prepared: &Prepared, matchings: &[Matching<'_>]) -> Result<(Vec<(String, u64)>, u64)> {
        let mut found: BTreeMap<String, Places> = BTreeMap::new();
        let Plan { leaves, .. } = &prepared.plan;
        for (leaf, matcher) in leaves.iter().zip(&prepared.matchers) {
            for (at, matching) in matchings.iter().enumerate() {
                let segment = matching.segment;
                lexicon::of_leaf(
                    leaf,
                    matcher,
                    segment,
                    &mut |term, (part, languages), info| {
                        let places = found.entry(spelling_of(term).to_owned()).or_default();
                        let info = info.clone();
                        let form = Form {
                            part,
                            info,
                            languages,
                            typed: true,
                            link: None,
                        };
                        // A word and what is near it mean the same term twice.
                        places.insert((at, part as u8, false), form);
                        Ok(())
                    },
                )?;
            }
        }
        join_capitals(&mut found);
        drop_unused(&mut found, matchings)?;
        let count = found.len() as u64;
        Ok((most_frequent(found, matchings)?, count))
    }
}

/// Where a term lies, by segment, part, and whether it is the form in capitals.
type Places = BTreeMap<(usize, u8, bool), Form>;

/// Shorter words in capitals may mean something else than the word in small letters: `US` and `us`.
const ALIKE: usize = 4;

/// `FERRY` of a headline is not told beside `ferry`.
fn join_capitals(found: &mut BTreeMap<String, Places>) {
    let is_other_case = |term: &&String| {
        term.chars().count() >= ALIKE && !term.contains(char::is_lowercase) && {
            let lower = term.to_lowercase();
            lower != **term && found.contains_key(&lower)
        }
    };
    let capitals: Vec<String> = found.keys().filter(is_other_case).cloned().collect();
    for term in capitals {
        let places = found.remove(&term).unwrap_or_default();
        let same = found.entry(term.to_lowercase()).or_default();
        same.extend(
            places
                .into_iter()
                .map(|((at, part, _), form)| ((at, part, true), form)),
        );
    }
}

/// Leaves out forms that no article holds in a language in which they are meant: `meter` of `met`, where no article is German.
fn drop_unused(found: &mut BTreeMap<String, Places>, matchings: &[Matching<'_>]) -> Result<()> {
    let mut unused = Vec::new();
    for (term, places) in &*found {
        let bound = places.values().any(lexicon::everywhere);
        if !bound && articles(places, matchings)? == 0 {
            unused.push(term.clone());
        }
    }
    found.retain(|term, _| !unused.contains(term));
    Ok(())
}

/// The terms that most articles hold, with how many do. Only those that can be among them are counted.
fn most_frequent(
    found: BTreeMap<String, Places>,
    matchings: &[Matching<'_>],
) -> Result<Vec<(String, u64)>> {
    let bound = |places: &Places| -> u64 {
        let forms = places.values();
        forms.map(|form| u64::from(form.info.doc_freq)).sum()
    };
    let mut terms: Vec<(u64, String, Places)> = found
        .into_iter()
        .map(|(term, places)| (bound(&places), term, places))
        .collect();
    terms.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut counted: Vec<(String, u64)> = Vec::new();
    for (at_most, term, places) in terms {
        if counted.get(TERMS - 1).is_some_and(|last| last.1 > at_most) {
            break;
        }
        let articles = articles(&places, matchings)?;
        let more =
            |other: &(String, u64)| other.1 > articles || other.1 == articles && other.0 < term;
        counted.insert(counted.partition_point(more), (term, articles));
        counted.truncate(TERMS);
    }
    Ok(counted)
}

/// The articles that hold a term, in headline or text.
fn articles(places: &Places, matchings: &[Matching<'_>]) -> Result<u64> {
    let mut sum = 0;
    for (at, matching) in matchings.iter().enumerate() {
        let here = places.range((at, 0, false)..=(at, u8::MAX, true));
        let forms: Vec<Form> = here.map(|(_, form)| form.clone()).collect();
        sum += union(matching.segment, &forms, matching.languages)?
            .docs
            .len() as u64;
    }
    Ok(sum)
}

/// The parts that can be run alone, outer ones first.
fn collect<'q>(node: &'q Node, depth: usize, found: &mut Vec<(&'q Node, usize)>) {
    let list = match &node.kind {
        Kind::List(clauses) => Some(
            clauses
                .iter()
                .map(|Clause { node, .. }| node)
                .collect::<Vec<_>>(),
        ),
        Kind::And(nodes) | Kind::Or(nodes) => Some(nodes.iter().collect()),
        _ => None,
    };
    let inside = match list {
        Some(nodes) if depth == 0 => {
            for node in nodes {
                collect(node, depth, found);
            }
            return;
        }
        Some(nodes) => nodes,
        None => node.children().collect(),
    };
    found.push((node, depth));
    for node in inside {
        collect(node, depth + 1, found);
    }
}
