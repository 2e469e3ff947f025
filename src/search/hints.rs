//! Short advice when nothing, or almost nothing, is found.

use crate::error::Result;
use crate::query::algebra::Expr;
use crate::query::forms::{self, Matcher};
use crate::query::plan::{Pattern, Plan, Test};

use super::lexicon::scan;
use super::matching::Matching;
use super::segment::{Part, Segment};

/// Spellings offered for one word.
const OFFERED: usize = 3;
/// Parts of a group that are named one by one.
const NAMED: usize = 4;

/// What kills the query, word by word and part by part.
pub(super) fn of(
    plan: &Plan,
    matchings: &[Matching<'_>],
    segments: &[Segment],
) -> Result<Vec<String>> {
    let mut hints = Vec::new();
    for (number, leaf) in plan.leaves.iter().enumerate() {
        let found = matchings.iter().any(|matching| {
            matching
                .forms
                .get(number)
                .is_some_and(|forms| !forms.is_empty())
        });
        if !found {
            // Several leaves can come of one word; one advice is enough.
            let hint = unknown_word(&leaf.pattern, segments)?;
            if !hints.contains(&hint) {
                hints.push(hint);
            }
        }
    }
    if hints.is_empty() {
        hints.extend(killing_part(plan, matchings)?);
    }
    Ok(hints)
}

fn unknown_word(pattern: &Pattern, segments: &[Segment]) -> Result<String> {
    let (Pattern::Stem { key, .. } | Pattern::Key(key) | Pattern::Fuzzy { key, .. }) = pattern
    else {
        return Ok(match pattern {
            Pattern::Term(term) => format!(
                "nothing here is spelled ={}",
                crate::analysis::spelling_of(term)
            ),
            Pattern::Regex(text) => format!(
                "/{text}/ fits no word here; it must fit a whole word in lower case, without accents"
            ),
            Pattern::Wild(text) | Pattern::Starts(text) => format!("no word here fits {text}"),
            _ => String::new(),
        });
    };
    let near = nearest(key, segments)?;
    let found = if near.is_empty() {
        String::new()
    } else {
        format!("; near it: {}", near.join(", "))
    };
    Ok(format!("`{key}` stands in no article{found}"))
}

/// The spellings of the index nearest to a word, the most frequent first among the equally near.
pub(super) fn nearest(key: &str, segments: &[Segment]) -> Result<Vec<String>> {
    let word: Vec<char> = key.chars().collect();
    let most = if word.len() < 5 { 1 } else { 2 };
    let everything = Matcher::new(&Pattern::Starts(String::new()), &[]);
    let mut found: Vec<(usize, std::cmp::Reverse<u32>, String)> = Vec::new();
    for segment in segments {
        scan(segment, Part::Body, &everything, &mut |term, info| {
            let other = crate::analysis::key_of(term);
            if let Some(edits) = forms::distance(&word, other, most) {
                found.push((edits, std::cmp::Reverse(info.doc_freq), other.to_owned()));
            }
            Ok(())
        })?;
    }
    found.sort();
    let mut offered: Vec<String> = Vec::new();
    for (_, _, other) in found {
        if offered.len() < OFFERED && !offered.contains(&other) {
            offered.push(other);
        }
    }
    Ok(offered)
}

/// Which required part leaves nothing, though every word is there.
fn killing_part(plan: &Plan, matchings: &[Matching<'_>]) -> Result<Option<String>> {
    let parts = match &plan.test {
        Test::All(parts) => parts,
        Test::Holds(expr) | Test::Often { expr, .. } => return far_apart(*expr, plan, matchings),
        Test::Value { .. } | Test::Named { .. } => {
            return Ok(Some(format!("no article has {}", name(&plan.test, plan))));
        }
        _ => return Ok(None),
    };
    for (number, part) in parts.iter().enumerate() {
        let rest: Vec<Test> = parts
            .iter()
            .enumerate()
            .filter(|&(at, _)| at != number)
            .map(|(_, test)| test.clone())
            .collect();
        let mut count = 0;
        for matching in matchings {
            count += matching.of(&Test::All(rest.clone()), None)?.len();
        }
        if count > 0 {
            return Ok(Some(format!(
                "articles without {}: {count}",
                name(part, plan)
            )));
        }
    }
    Ok(Some(
        "each part is found, but no article holds them all".to_owned(),
    ))
}

/// How many articles hold the words of an expression that holds nowhere.
fn far_apart(expr: usize, plan: &Plan, matchings: &[Matching<'_>]) -> Result<Option<String>> {
    let Some(expr) = plan.exprs.get(expr) else {
        return Ok(None);
    };
    let mut count = 0;
    for matching in matchings {
        count += matching.candidates(expr)?.len();
    }
    Ok((count > 0).then(|| format!("articles that hold these words, but not so placed: {count}")))
}

/// A part of the query, much as it was written.
fn name(test: &Test, plan: &Plan) -> String {
    match test {
        Test::Not(inner) => format!("-{}", name(inner, plan)),
        Test::Value { field, text, .. } | Test::Named { field, text, .. } => {
            format!("{}:{text}", field.name())
        }
        Test::Published { .. } => "the dates".to_owned(),
        Test::Words(comparison, count) => format!("words:{comparison}{count}"),
        Test::AddedAfter(generation) => format!("--since {generation}"),
        Test::Holds(expr) | Test::Often { expr, .. } => {
            format!("`{}`", words_of(*expr, plan))
        }
        Test::Some { least: 0 | 1, of } => names(of, " or ", plan),
        Test::All(of) => names(of, " and ", plan),
        Test::Some { .. } | Test::Better(_) | Test::Everything => "one group".to_owned(),
    }
}

fn names(tests: &[Test], between: &str, plan: &Plan) -> String {
    let names: Vec<String> = tests.iter().map(|test| name(test, plan)).collect();
    match names.len() {
        0..=NAMED => names.join(between),
        _ => "one group".to_owned(),
    }
}

fn written(expr: &Expr, plan: &Plan) -> String {
    let leaf = |leaf: &usize| plan.leaves.get(*leaf).map(|leaf| word(&leaf.pattern));
    match expr {
        Expr::Leaf(one) => leaf(one).unwrap_or_default(),
        Expr::Row { parts, .. } => {
            let words: Vec<String> = parts.iter().filter_map(|(_, one)| leaf(one)).collect();
            format!("\"{}\"", words.join(" "))
        }
        Expr::Any(of) => {
            let parts: Vec<String> = of.iter().map(|part| written(part, plan)).collect();
            format!("({})", parts.join(" OR "))
        }
        Expr::Near {
            nearness,
            negated,
            left,
            right,
        } => {
            let not = if *negated { "not " } else { "" };
            let (left, right) = (written(left, plan), written(right, plan));
            format!("{left} {not}{nearness} {right}")
        }
        Expr::First { words, inner } => format!("first/{words}({})", written(inner, plan)),
    }
}

/// An expression, much as it was written.
pub(super) fn words_of(expr: usize, plan: &Plan) -> String {
    let expr = plan.exprs.get(expr);
    expr.map(|expr| written(expr, plan)).unwrap_or_default()
}

fn word(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Stem { spelling, .. } => spelling.clone(),
        Pattern::Term(term) => format!("={}", crate::analysis::spelling_of(term)),
        Pattern::Key(text) | Pattern::Starts(text) | Pattern::Wild(text) => text.clone(),
        Pattern::Fuzzy { key, edits } => format!("{key}~{edits}"),
        Pattern::Regex(text) => format!("/{text}/"),
    }
}
