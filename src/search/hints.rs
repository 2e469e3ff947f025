//! Short advice when nothing, or almost nothing, is found.

mod missing;
mod names;
mod near;
pub(super) mod outlets;
pub(super) mod surnames;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tantivy::DocId;

use crate::error::Result;
use crate::query::TextField;
use crate::query::algebra::Expr;
use crate::query::plan::{Alternative, Leaf, Pattern, Plan, Test};

use super::lexicon::scan_near;
use super::matching::Matching;
use super::segment::{Part, Segment, shown_time};

use missing::Missing;
pub(super) use missing::of as missing;
pub(super) use names::of_expr;
use near::{Near, OFFERED};
pub(super) use near::{Spelling, values as nearest_values};

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
    let words = Missing::of(plan, matchings)?;
    let mut killing = words.in_test(&plan.test);
    killing.sort_unstable();
    killing.dedup();
    for number in killing {
        // Several leaves can come of one word; one advice is enough.
        let hint = words.told(number, segments)?;
        hints.extend(hint.filter(|hint| !hints.contains(hint)));
    }
    let test = words.narrowed(&plan.test);
    let told = hints.len();
    unknown_values(test, matchings, segments, &mut hints)?;
    // Two days that no article is of are one advice.
    let mut known = hints.split_off(told);
    known.dedup();
    hints.extend(known);
    hints.extend(killing_parts(test, plan, matchings, hints.is_empty())?);
    Ok(hints)
}

fn unknown_word(leaf: &Leaf, segments: &[Segment]) -> Result<String> {
    let (place, part) = match leaf.field {
        None => ("article", Part::Body),
        Some(TextField::Title) => ("headline", Part::Title),
        Some(TextField::Body | TextField::Lead) => ("text", Part::Body),
        Some(TextField::Byline) => ("byline", Part::Byline),
    };
    let key = match &leaf.pattern {
        // U.S. may be missing where us is not.
        Pattern::Stem { key, spelling } if key != spelling && stands(key, part, segments)? => {
            return Ok(format!(
                "`{}` in capitals stands in no {place}; the word is {spelling_of_word}",
                spelling,
                spelling_of_word = key.to_lowercase()
            ));
        }
        Pattern::Stem { key, .. } | Pattern::Key(key) | Pattern::Fuzzy { key, .. } => key,
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
    let written = match &leaf.pattern {
        Pattern::Stem { spelling, .. } => &spelling.to_lowercase(),
        _ => key,
    };
    let near = nearest_in(part, key, OFFERED, segments)?;
    let near: Vec<String> = near.into_iter().map(|spelling| spelling.text).collect();
    let offered = offer(&near);
    if let Pattern::Fuzzy { edits, .. } = &leaf.pattern {
        let letters = if *edits == 1 { "letter" } else { "letters" };
        return Ok(format!(
            "no {place} has a word within {edits} {letters} of `{written}`{offered}"
        ));
    }
    Ok(format!("`{written}` stands in no {place}{offered}"))
}

/// Whether a key stands in a part of some article.
fn stands(key: &str, part: Part, segments: &[Segment]) -> Result<bool> {
    let near = nearest_in(part, key, OFFERED, segments)?;
    Ok(near.iter().any(|spelling| spelling.edits == 0))
}

fn offer(near: &[String]) -> String {
    if near.is_empty() {
        String::new()
    } else {
        format!("; near it: {}", near.join(", "))
    }
}

/// The spellings of the index nearest to a word, the most frequent first among the equally near.
pub(super) fn nearest(key: &str, most: usize, segments: &[Segment]) -> Result<Vec<Spelling>> {
    nearest_in(Part::Body, key, most, segments)
}

fn nearest_in(part: Part, key: &str, most: usize, segments: &[Segment]) -> Result<Vec<Spelling>> {
    let mut near = Near::to(key);
    let edits = near.edits.clone();
    for segment in segments {
        scan_near(segment, part, &edits, &mut |term, info| {
            near.offer(crate::analysis::key_of(term), info.doc_freq);
            Ok(())
        })?;
    }
    let mut found = near.first(most);
    if !near::is_telling(key) {
        // `us` of `US` is the same word.
        found.retain(|spelling| spelling.edits == 0);
    }
    Ok(found)
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
        Test::Words(..) if count(test, matchings)? == 0 => hints.push(lengths(segments)?),
        _ if !asks_for_values(test) || count(test, matchings)? > 0 => {}
        Test::Value { field, text, .. } | Test::Named { field, text, .. } => {
            let near = nearest_values(*field, text, segments)?;
            hints.push(format!(
                "no article has {}{}",
                names::of_value(*field, text),
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

/// How long the shortest and the longest article are.
fn lengths(segments: &[Segment]) -> Result<String> {
    let mut ends: Option<(u64, u64)> = None;
    for segment in segments {
        let words = segment.words()?;
        let alive = segment.alive().into_iter();
        for count in alive.filter_map(|doc| words.first(doc)) {
            let (least, most) = ends.unwrap_or((count, count));
            ends = Some((least.min(count), most.max(count)));
        }
    }
    let (least, most) = ends.unwrap_or_default();
    Ok(format!(
        "no article is of that length; the shortest here has {least} words, the longest {most}"
    ))
}

/// From when to when the articles are dated.
fn dated(segments: &[Segment]) -> Result<String> {
    let mut ends: Option<(i64, i64)> = None;
    for segment in segments {
        let published = segment.published()?;
        for at in segment
            .alive()
            .into_iter()
            .filter_map(|doc| shown_time(published, doc))
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
fn killing_parts(
    test: &Test,
    plan: &Plan,
    matchings: &[Matching<'_>],
    alone: bool,
) -> Result<Vec<String>> {
    let parts = match test {
        Test::All(parts) => parts,
        Test::Holds(expr) | Test::Often { expr, .. } if alone => {
            let told = match far_apart(*expr, plan, matchings)? {
                None => too_seldom(test, plan, matchings)?,
                told => told,
            };
            return Ok(told.into_iter().collect());
        }
        _ => return Ok(Vec::new()),
    };
    let mut found = Vec::new();
    for part in parts {
        // What finds nothing even alone is told as if it were alone.
        if matches!(part, Test::Holds(_) | Test::Often { .. })
            && alone
            && count(part, matchings)? == 0
        {
            found.extend(killing_parts(part, plan, matchings, true)?);
        }
    }
    let told = found.len();
    for number in 0..parts.len() {
        let others = parts.iter().enumerate().filter(|&(at, _)| at != number);
        let rest: Vec<Test> = others.map(|(_, test)| test.clone()).collect();
        let articles = count(&Test::All(rest), matchings)?;
        if articles > 0 && found.len() < PARTS + told {
            let name = names::of_part(number, test, plan);
            found.push(format!("the query without {name} finds {articles}"));
        }
    }
    if found.is_empty() && alone {
        found.push("each part is found, but no article holds them all".to_owned());
    }
    Ok(found)
}

/// How many articles hold an expression, though not as often as it is asked for.
fn too_seldom(test: &Test, plan: &Plan, matchings: &[Matching<'_>]) -> Result<Option<String>> {
    let Test::Often { times, expr } = test else {
        return Ok(None);
    };
    let holding = count(&Test::Holds(*expr), matchings)?;
    Ok((holding > 0).then(|| {
        let name = names::of_expr(*expr, plan);
        format!("articles that hold {name} less than {times} times: {holding}")
    }))
}

/// How many articles hold the words of an expression elsewhere than it asks.
fn far_apart(expr: usize, plan: &Plan, matchings: &[Matching<'_>]) -> Result<Option<String>> {
    let Some(meaning) = plan.exprs.get(expr).filter(|expr| has_parts(expr)) else {
        return Ok(None);
    };
    let (mut holding, mut found) = (0, 0);
    for matching in matchings {
        holding += matching.candidates(meaning)?.len();
        found += matching.hits(expr, None)?.docs.len();
    }
    match holding.saturating_sub(found) {
        0 if found > 0 => Ok(None),
        0 => never_together(meaning, plan, matchings),
        count => Ok(Some(format!(
            "articles that hold these words, but not so placed: {count}"
        ))),
    }
}

/// Whether an expression asks for more than one word, or for a word in a place.
fn has_parts(expr: &Expr) -> bool {
    match expr {
        Expr::Leaf(_) => false,
        Expr::Any(parts) => parts.iter().any(has_parts),
        Expr::Row { .. } | Expr::Near { .. } | Expr::First { .. } => true,
    }
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
        let said = format!("{} {count}", names::of_side(side, plan));
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

/// Parts of a list or an OR that are looked at for what no article holds.
const LISTED: usize = 16;

/// What is told of the parts of an OR or a list that none of the articles found fulfils, though others do.
pub(super) fn of_absent(
    plan: &Plan,
    matchings: &[Matching<'_>],
    matched: &[Vec<DocId>],
    segments: &[Segment],
) -> Result<Vec<String>> {
    let words = Missing::of(plan, matchings)?;
    let mut hints = Vec::new();
    let missing_in = |part: &Alternative| match part {
        Alternative::Test(test) => words.in_test(test),
        Alternative::Expr(expr) => words.in_expr(expr),
    };
    let mut absent: Vec<usize> = plan
        .alternatives
        .iter()
        .take(LISTED)
        .flat_map(missing_in)
        .collect();
    absent.dedup();
    for number in absent.into_iter().take(PARTS) {
        let told = words.told(number, segments)?;
        hints.extend(told.filter(|hint| !hints.contains(hint)));
    }
    for (text, test) in plan.optional.iter().take(LISTED) {
        let missing = words.in_test(test);
        for number in missing.iter().copied().take(PARTS - PARTS.min(hints.len())) {
            hints.extend(
                words
                    .told(number, segments)?
                    .filter(|hint| !hints.contains(hint)),
            );
        }
        if in_field(plan, test) && !any_of(test, matchings, matched)? {
            hints.push(format!(
                "no article found has {text}: it is one of several words; to require it: +{text}"
            ));
        }
    }
    Ok(hints)
}

/// Whether any of the articles passes a test.
fn any_of(test: &Test, matchings: &[Matching<'_>], matched: &[Vec<DocId>]) -> Result<bool> {
    for (matching, docs) in matchings.iter().zip(matched) {
        if !matching.of(test, Some(docs))?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a test asks for a word in a field.
fn in_field(plan: &Plan, test: &Test) -> bool {
    match test {
        Test::Holds(expr) | Test::Often { expr, .. } => {
            let mut leaves = Vec::new();
            if let Some(expr) = plan.exprs.get(*expr) {
                expr.leaves(&mut leaves);
            }
            let field = |leaf: &usize| plan.leaves.get(*leaf).and_then(|leaf| leaf.field);
            leaves.iter().any(|leaf| field(leaf).is_some())
        }
        Test::All(tests) | Test::Some { of: tests, .. } => {
            tests.iter().any(|test| in_field(plan, test))
        }
        _ => false,
    }
}
