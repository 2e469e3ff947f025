//! Short advice when nothing, or almost nothing, is found.

mod names;
mod near;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::error::Result;
use crate::query::TextField;
use crate::query::algebra::Expr;
use crate::query::forms::Matcher;
use crate::query::plan::{Leaf, Pattern, Plan, Test};

use super::lexicon::scan;
use super::matching::Matching;
use super::segment::{Part, Segment};

pub(super) use names::of_expr;
use near::Near;
pub(super) use near::values as nearest_values;

/// Parts of which it is said what leaving them out would give.
const PARTS: usize = 3;

/// Words of which it is said how many articles hold them.
const MOST_SIDES: usize = 6;

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
            let hint = unknown_word(leaf, segments)?;
            if !hints.contains(&hint) {
                hints.push(hint);
            }
        }
    }
    unknown_values(&plan.test, matchings, segments, &mut hints)?;
    hints.extend(killing_parts(plan, matchings, hints.is_empty())?);
    Ok(hints)
}

fn unknown_word(leaf: &Leaf, segments: &[Segment]) -> Result<String> {
    let (place, part) = match leaf.field {
        None => ("article", Part::Body),
        Some(TextField::Title) => ("headline", Part::Title),
        Some(TextField::Body | TextField::Lead) => ("text", Part::Body),
        Some(TextField::Byline) => ("byline", Part::Byline),
    };
    let (key, written) = match &leaf.pattern {
        // U.S. may be missing where us is not.
        Pattern::Stem { key, spelling } => (key, spelling),
        Pattern::Key(key) | Pattern::Fuzzy { key, .. } => (key, key),
        Pattern::Term(term) => {
            let spelling = crate::analysis::spelling_of(term);
            return Ok(format!("nothing here is spelled ={spelling}"));
        }
        Pattern::Regex(text) => {
            return Ok(format!(
                "/{text}/ fits no word here; it must fit a whole word in lower case, without accents"
            ));
        }
        Pattern::Wild(text) => return Ok(format!("no word here fits {text}")),
        Pattern::Starts(text) => return Ok(format!("no word here fits {text}*")),
    };
    let near = nearest_in(part, key, segments)?;
    Ok(format!("`{written}` stands in no {place}{}", offer(&near)))
}

fn offer(near: &[String]) -> String {
    if near.is_empty() {
        String::new()
    } else {
        format!("; near it: {}", near.join(", "))
    }
}

/// The spellings of the index nearest to a word, the most frequent first among the equally near.
pub(super) fn nearest(key: &str, segments: &[Segment]) -> Result<Vec<String>> {
    nearest_in(Part::Body, key, segments)
}

fn nearest_in(part: Part, key: &str, segments: &[Segment]) -> Result<Vec<String>> {
    let mut near = Near::to(key);
    let everything = Matcher::new(&Pattern::Starts(String::new()), &[]);
    for segment in segments {
        scan(segment, part, &everything, &mut |term, info| {
            near.offer(crate::analysis::key_of(term), info.doc_freq);
            Ok(())
        })?;
    }
    Ok(near.first())
}

/// The required values that no article has, each with what is near it.
fn unknown_values(
    test: &Test,
    matchings: &[Matching<'_>],
    segments: &[Segment],
    hints: &mut Vec<String>,
) -> Result<()> {
    match test {
        Test::All(tests) => {
            for test in tests {
                unknown_values(test, matchings, segments, hints)?;
            }
        }
        Test::Some { of, .. } if of.iter().all(asks_for_values) && count(test, matchings)? == 0 => {
            for test in of {
                unknown_values(test, matchings, segments, hints)?;
            }
        }
        _ if !asks_for_values(test) || count(test, matchings)? > 0 => {}
        Test::Value { field, text, .. } | Test::Named { field, text, .. } => {
            let near = nearest_values(*field, text, segments)?;
            hints.push(format!(
                "no article has {}:{text}{}",
                field.name(),
                offer(&near)
            ));
        }
        Test::Published { .. } => hints.push(dated(segments)?),
        _ => {}
    }
    Ok(())
}

fn asks_for_values(test: &Test) -> bool {
    matches!(
        test,
        Test::Value { .. } | Test::Named { .. } | Test::Published { .. }
    )
}

fn count(test: &Test, matchings: &[Matching<'_>]) -> Result<usize> {
    let mut articles = 0;
    for matching in matchings {
        articles += matching.of(test, None)?.len();
    }
    Ok(articles)
}

/// From when to when the articles are dated.
fn dated(segments: &[Segment]) -> Result<String> {
    let mut ends: Option<(i64, i64)> = None;
    for segment in segments {
        let published = segment.published()?;
        for at in segment
            .alive()
            .into_iter()
            .filter_map(|doc| published.first(doc))
        {
            let (first, last) = ends.unwrap_or((at, at));
            ends = Some((first.min(at), last.max(at)));
        }
    }
    let day = |at: i64| {
        let moment = Timestamp::from_second(at).unwrap_or_default();
        moment.to_zoned(TimeZone::UTC).date()
    };
    Ok(match ends {
        Some((first, last)) => format!(
            "no article is dated so; the dates here reach from {} to {}",
            day(first),
            day(last)
        ),
        None => "no article here has a date".to_owned(),
    })
}

/// Which required parts leave nothing. `alone`: nothing else is known to be wrong.
fn killing_parts(plan: &Plan, matchings: &[Matching<'_>], alone: bool) -> Result<Vec<String>> {
    let parts = match &plan.test {
        Test::All(parts) => parts,
        Test::Holds(expr) | Test::Often { expr, .. } if alone => {
            return Ok(far_apart(*expr, plan, matchings)?.into_iter().collect());
        }
        _ => return Ok(Vec::new()),
    };
    let mut found = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|&(at, _)| at != number);
        let rest: Vec<Test> = others.map(|(_, test)| test.clone()).collect();
        let articles = count(&Test::All(rest), matchings)?;
        if articles > 0 && found.len() < PARTS {
            let name = names::of(part, plan);
            found.push(format!("articles without {name}: {articles}"));
        }
    }
    if found.is_empty() && alone {
        found.push("each part is found, but no article holds them all".to_owned());
    }
    Ok(found)
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
    if count > 0 {
        return Ok(Some(format!(
            "articles that hold these words, but not so placed: {count}"
        )));
    }
    never_together(expr, plan, matchings)
}

/// The words and groups of an expression that no article holds together, each with the articles that hold it.
fn never_together(expr: &Expr, plan: &Plan, matchings: &[Matching<'_>]) -> Result<Option<String>> {
    let mut sides = Vec::new();
    sides_of(expr, &mut sides);
    if sides.len() < 2 {
        return Ok(None);
    }
    let mut told = Vec::new();
    for side in &sides {
        let mut count = 0;
        for matching in matchings {
            count += matching.candidates(side)?.len();
        }
        let said = format!("{} {count}", names::of_part(side, plan));
        if told.len() < MOST_SIDES && !told.contains(&said) {
            told.push(said);
        }
    }
    Ok(Some(format!(
        "no article holds all of these words; articles with {}",
        told.join(", with ")
    )))
}

/// What must stand together: the words of a phrase, and what stands on either side of a nearness.
fn sides_of(expr: &Expr, sides: &mut Vec<Expr>) {
    match expr {
        Expr::Near {
            negated: false,
            left,
            right,
            ..
        } => {
            sides_of(left, sides);
            sides_of(right, sides);
        }
        Expr::Row { parts, .. } => sides.extend(parts.iter().map(|&(_, leaf)| Expr::Leaf(leaf))),
        Expr::First { inner, .. } => sides_of(inner, sides),
        other => sides.push(other.clone()),
    }
}
