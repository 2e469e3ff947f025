//! Operators side by side without brackets: what is told of the order in which they are read, where other tools read them in another.

use jiff::civil::Date;

use crate::error::Problem;

use super::date;
use super::parser::problem;
use super::tree::{Clause, DateTest, Form, Kind, Node, Sign, Word};

/// Bytes of a query that is written anew in a hint.
const SHORT: usize = 200;

/// Looks at a tree; saved queries within it were looked at when they were saved.
pub(super) fn advice(root: &Node) -> Vec<Problem> {
    let mut found = Vec::new();
    look(root, &mut found);
    found
}

fn look(node: &Node, found: &mut Vec<Problem>) {
    match &node.kind {
        Kind::Macro { .. } => return,
        _ if node.span.len() > SHORT => {}
        Kind::Or(parts) => {
            let told = filter_of_one(node, parts).or_else(|| value_alone(node, parts));
            let told = told.or_else(|| or_last(node, parts));
            found.extend(told.or_else(|| words_before_or(node, parts)));
        }
        Kind::List(clauses) => {
            found.extend(near_of_one(node, clauses));
            let asked = clauses.iter().filter(|clause| clause.sign != Sign::Not);
            found.extend(several_days(asked.map(|clause| &clause.node)));
        }
        Kind::And(parts) => {
            found.extend(words_before_and(node, parts));
            found.extend(several_days(parts.iter()));
        }
        _ => {}
    }
    node.children().for_each(|child| look(child, found));
}

/// `trump OR biden site:cnn.com`: the outlet holds for one side.
fn filter_of_one(whole: &Node, parts: &[Node]) -> Option<Problem> {
    let (mut words, mut filters) = (Vec::new(), Vec::new());
    for part in parts {
        let (text, filter) = divided(part)?;
        words.push(text);
        filters.push(filter);
    }
    let at = filters.iter().position(|filter| !filter.is_empty())?;
    if filters.iter().all(|filter| !filter.is_empty()) {
        return None;
    }
    let (own, filter) = (words.get(at)?, filters.get(at)?);
    let all: Vec<&str> = filters.iter().map(String::as_str).collect();
    let all: Vec<&str> = all.into_iter().filter(|text| !text.is_empty()).collect();
    Some(problem(
        whole.span.clone(),
        format!("{filter} narrows `{own}` alone, not what OR joins it with"),
        format!(
            "for all of them: ({}) {}",
            words.join(" OR "),
            all.join(" ")
        ),
    ))
}

/// `trump date:2019 OR date:2018`: the words are of one side.
fn value_alone(whole: &Node, parts: &[Node]) -> Option<Problem> {
    let is_one = |part: &Node| matches!(part.kind, Kind::Value { .. } | Kind::Date { .. });
    // The words may stand at the end: `date:2018 OR date:2019 trump`.
    let at = parts.iter().position(|part| !is_one(part))?;
    let is_alone = |(number, part)| number == at || is_one(part);
    if (at > 0 && at + 1 < parts.len()) || !parts.iter().enumerate().all(is_alone) {
        return None;
    }
    let (words, value) = words_and_value(parts.get(at)?)?;
    let values: Vec<String> = parts
        .iter()
        .map(|part| {
            if is_one(part) {
                part.to_string()
            } else {
                value.clone()
            }
        })
        .collect();
    let values = values.join(" OR ");
    Some(problem(
        whole.span.clone(),
        format!("`{words}` is asked for on one side of OR alone"),
        format!("for either with it: {words} ({values})"),
    ))
}

/// The words of a part and the one value beside them.
fn words_and_value(part: &Node) -> Option<(String, String)> {
    let Kind::List(clauses) = &part.kind else {
        return None;
    };
    let values = clauses.iter().filter(|clause| is_value(&clause.node));
    let (words, value) = divided(part)?;
    (values.count() == 1).then_some((words, value))
}

/// The words and the values of a part that is written without brackets; `None` for values alone, which are a way of asking.
fn divided(part: &Node) -> Option<(String, String)> {
    let Kind::List(clauses) = &part.kind else {
        return (!is_value(part)).then(|| (part.to_string(), String::new()));
    };
    if is_bracketed(part) {
        return Some((part.to_string(), String::new()));
    }
    let (values, words): (Vec<_>, Vec<_>) =
        clauses.iter().partition(|clause| is_value(&clause.node));
    let text = |clauses: &[&Clause]| {
        let texts = clauses.iter().map(ToString::to_string);
        texts.collect::<Vec<_>>().join(" ")
    };
    (!words.is_empty()).then(|| (text(&words), text(&values)))
}

fn is_value(node: &Node) -> bool {
    match &node.unweighted().kind {
        Kind::Value { .. } | Kind::Date { .. } | Kind::Words { .. } => true,
        Kind::And(parts) | Kind::Or(parts) => parts.iter().all(is_value),
        Kind::Not(inner) => is_value(inner),
        _ => false,
    }
}

/// `tariff OR sanction w/5 china`, `a OR b AND c`: elsewhere the OR comes first.
fn or_last(whole: &Node, parts: &[Node]) -> Option<Problem> {
    let tighter = parts.iter().find(|part| is_joined(part))?;
    let mut pieces = Vec::new();
    for part in parts {
        if !pieces.is_empty() {
            pieces.push((" OR ".to_owned(), true));
        }
        take_apart(part, &mut pieces);
    }
    Some(problem(
        whole.span.clone(),
        format!("`{tighter}` is read together, before OR"),
        format!("for the OR first, brackets: {}", or_first(&pieces)),
    ))
}

/// `tiktok ban OR lawsuit`: elsewhere the OR is of its neighbours, and the other words are required.
fn words_before_or(whole: &Node, parts: &[Node]) -> Option<Problem> {
    let row = parts.iter().find_map(row_of_words)?;
    let mut pieces = Vec::new();
    for part in parts {
        if !pieces.is_empty() {
            pieces.push((" OR ".to_owned(), true));
        }
        let words = row_of_words(part).unwrap_or_else(|| vec![part.to_string()]);
        for (at, word) in words.into_iter().enumerate() {
            if at > 0 {
                pieces.push((" AND ".to_owned(), false));
            }
            pieces.push((word, false));
        }
    }
    let row = row.join(" ");
    let phrase = if row.contains('"') {
        String::new()
    } else {
        format!("; for a phrase: \"{row}\"")
    };
    Some(problem(
        whole.span.clone(),
        format!("of `{row}` beside OR any word is enough"),
        format!(
            "for the OR of its neighbours: {}{phrase}",
            or_first(&pieces)
        ),
    ))
}

/// The words and phrases of a part that is several of them side by side, without signs and brackets.
fn row_of_words(part: &Node) -> Option<Vec<String>> {
    let Kind::List(clauses) = &part.kind else {
        return None;
    };
    let plain = |clause: &Clause| {
        let word = matches!(clause.node.kind, Kind::Word(_) | Kind::Phrase(_));
        word && clause.sign == Sign::May
    };
    let row = !is_bracketed(part) && clauses.iter().all(plain);
    row.then(|| {
        clauses
            .iter()
            .map(|clause| clause.node.to_string())
            .collect()
    })
}

/// Operands and operators in the order in which they stand; true with each OR.
fn take_apart(part: &Node, pieces: &mut Vec<(String, bool)>) {
    match &part.kind {
        Kind::And(parts) if is_joined(part) => {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    pieces.push((" AND ".to_owned(), false));
                }
                take_apart(part, pieces);
            }
        }
        Kind::Near {
            nearness,
            negated,
            left,
            right,
        } if is_joined(part) => {
            take_apart(left, pieces);
            let not = if *negated { "not " } else { "" };
            pieces.push((format!(" {not}{nearness} "), false));
            take_apart(right, pieces);
        }
        Kind::Or(_) | Kind::And(_) | Kind::Near { .. } | Kind::List(_) => {
            pieces.push((format!("({part})"), false));
        }
        _ => pieces.push((part.to_string(), false)),
    }
}

/// The same with each run that OR joins in brackets.
fn or_first(pieces: &[(String, bool)]) -> String {
    let mut text = String::new();
    let mut run: Vec<&str> = Vec::new();
    let close = |run: &mut Vec<&str>, text: &mut String| {
        let joined = run.concat();
        if run.len() > 1 {
            text.extend(["(", &joined, ")"]);
        } else {
            text.push_str(&joined);
        }
        run.clear();
    };
    for (at, (piece, is_or)) in pieces.iter().enumerate() {
        // Operators stand at the odd places.
        if at % 2 == 1 && !is_or {
            close(&mut run, &mut text);
            text += piece;
        } else {
            run.push(piece);
        }
    }
    close(&mut run, &mut text);
    text
}

/// `new york w/5 police`: the nearness is of its neighbours alone.
fn near_of_one(whole: &Node, clauses: &[Clause]) -> Option<Problem> {
    let at = clauses.iter().position(|clause| is_near(&clause.node))?;
    let Kind::Near {
        left,
        right,
        nearness,
        ..
    } = &clauses.get(at)?.node.kind
    else {
        return None;
    };
    let before = at.checked_sub(1).and_then(|at| plain_word(clauses.get(at)));
    let after = plain_word(clauses.get(at + 1));
    let (first, last) = (word_of(left), word_of(right));
    let (bare, hint) = match (before, first, last, after) {
        (Some(word), Some(first), _, _) => (word, format!("\"{word} {first}\" {nearness} {right}")),
        (_, _, Some(last), Some(word)) => (word, format!("{left} {nearness} \"{last} {word}\"")),
        _ => return None,
    };
    Some(problem(
        whole.span.clone(),
        format!(
            "`{bare}` stands beside `{}`, not in it",
            clauses.get(at)?.node
        ),
        format!("for a phrase: {hint}"),
    ))
}

fn plain_word(clause: Option<&Clause>) -> Option<&str> {
    let clause = clause.filter(|clause| clause.sign == Sign::May)?;
    word_of(&clause.node)
}

fn is_near(node: &Node) -> bool {
    matches!(node.kind, Kind::Near { .. }) && is_joined(node)
}

/// `date:2023 date:2024`: no day is in both.
fn several_days<'n>(parts: impl Iterator<Item = &'n Node>) -> Option<Problem> {
    let today = Date::constant(2026, 1, 1);
    let days = parts.filter_map(|part| match &part.kind {
        Kind::Date {
            test: DateTest::In,
            text,
        } => Some((part, date::period(text, today)?)),
        _ => None,
    });
    let days: Vec<_> = days.collect();
    let [(one, first), (other, second), ..] = days.as_slice() else {
        return None;
    };
    let apart = first.last? < second.first? || second.last? < first.first?;
    apart.then(|| {
        problem(
            one.span.start.min(other.span.start)..one.span.end.max(other.span.end),
            format!("no day is in both {one} and {other}"),
            format!("for either: ({one} OR {other})"),
        )
    })
}

/// `climate change AND policy`: any of the two words is enough.
fn words_before_and(whole: &Node, parts: &[Node]) -> Option<Problem> {
    let (first, second) = parts.iter().find_map(pair)?;
    Some(problem(
        whole.span.clone(),
        format!("of `{first} {second}` one word is enough"),
        format!("for both: {first} AND {second}; for a phrase: \"{first} {second}\""),
    ))
}

/// The words of a part that is two of them without brackets.
fn pair(part: &Node) -> Option<(&str, &str)> {
    let Kind::List(clauses) = &part.kind else {
        return None;
    };
    let [first, second] = clauses.as_slice() else {
        return None;
    };
    let words = (plain_word(Some(first))?, plain_word(Some(second))?);
    (!is_bracketed(part)).then_some(words)
}

fn word_of(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Word(Word {
            text,
            form: Form::Stem,
        }) => Some(text),
        _ => None,
    }
}

/// Whether a part is several that AND or a nearness joins, written so, without brackets.
fn is_joined(node: &Node) -> bool {
    let joins = matches!(node.kind, Kind::And(_) | Kind::Near { .. });
    // The parts of `words:1..2` stand where it stands.
    joins && !is_bracketed(node) && node.children().all(|child| child.span != node.span)
}

/// Whether a part stands in brackets: it begins before its first part.
fn is_bracketed(node: &Node) -> bool {
    let sign = match &node.kind {
        Kind::List(clauses) => clauses.first().is_some_and(|first| first.sign != Sign::May),
        _ => false,
    };
    let mut children = node.children();
    !sign
        && children
            .next()
            .is_some_and(|first| first.span.start > node.span.start)
}
