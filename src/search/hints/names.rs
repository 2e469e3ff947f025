//! What a part of a query is called in advice: as somebody would write it.

use crate::analysis::spelling_of;
use crate::query::ValueField;
use crate::query::algebra::Expr;
use crate::query::plan::{Leaf, Pattern, Plan, Test};

/// Characters of a name at most.
const LONGEST: usize = 60;

/// The name of a part of a test that joins several: as it is written, where that is known.
pub(super) fn of_part(number: usize, test: &Test, plan: &Plan) -> String {
    let Test::All(parts) = test else {
        return shortened(test_name(test, plan));
    };
    // Filters stand before what the query says.
    let written = (parts.len().checked_sub(plan.parts.len()))
        .and_then(|filters| number.checked_sub(filters))
        .and_then(|number| plan.parts.get(number))
        .filter(|_| std::ptr::eq(test, &raw const plan.test));
    let name = written.map(|part| part.text.clone());
    let name = name.or_else(|| Some(test_name(parts.get(number)?, plan)));
    shortened(name.unwrap_or_default())
}

/// A value as it is asked for: `person:"Elin Sjöberg"`.
pub(super) fn of_value(field: ValueField, text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.*?".contains(c);
    let quotes = if text.chars().all(plain) { "" } else { "\"" };
    format!("{}:{quotes}{text}{quotes}", field.name())
}

fn shortened(name: String) -> String {
    if name.chars().count() <= LONGEST {
        return name;
    }
    let start: String = name.chars().take(LONGEST).collect();
    start + "…"
}

fn test_name(test: &Test, plan: &Plan) -> String {
    let several = |tests: &[Test], between: &str| {
        let mut names: Vec<_> = tests.iter().map(|test| test_name(test, plan)).collect();
        match names.as_mut_slice() {
            // `--lang de` is a list of one.
            [only] => std::mem::take(only),
            _ => format!("({})", names.join(between)),
        }
    };
    match test {
        Test::Not(inner) => format!("-{}", test_name(inner, plan)),
        Test::Value { field, text, .. } | Test::Named { field, text, .. } => of_value(*field, text),
        Test::Published { from, until } => match (from, until) {
            (Some(_), None) => "--from".to_owned(),
            (None, Some(_)) => "--to".to_owned(),
            _ => "the dates".to_owned(),
        },
        Test::Words(comparison, count) => format!("words:{comparison}{count}"),
        Test::AddedAfter(generation) => format!("--since {generation}"),
        Test::Holds(expr) => of_expr(*expr, plan),
        Test::Often { times, expr } => format!("atleast{times}({})", of_expr(*expr, plan)),
        Test::All(tests) => several(tests, " AND "),
        Test::Some { least: 0 | 1, of } => several(of, " OR "),
        Test::Some { least, of } => format!("any{least}{}", several(of, " ")),
        Test::Better(tests) => several(tests, " "),
        Test::Everything => "*".to_owned(),
    }
}

/// The name of the expression with a number.
pub(in crate::search) fn of_expr(expr: usize, plan: &Plan) -> String {
    plan.exprs
        .get(expr)
        .map(|expr| expr_name(expr, plan))
        .unwrap_or_default()
}

/// The name of an expression, cut if it is long.
pub(super) fn of_side(expr: &Expr, plan: &Plan) -> String {
    shortened(expr_name(expr, plan))
}

fn expr_name(expr: &Expr, plan: &Plan) -> String {
    let leaf = |number: usize| plan.leaves.get(number);
    match expr {
        Expr::Leaf(number) => leaf(*number).map(in_field).unwrap_or_default(),
        Expr::Row { parts, .. } => {
            let words = runs(parts, plan).into_iter().map(|run| run.text);
            format!("\"{}\"", words.collect::<Vec<_>>().join(" "))
        }
        Expr::Any(parts) => {
            let names: Vec<_> = parts.iter().map(|part| expr_name(part, plan)).collect();
            format!("({})", names.join(" OR "))
        }
        Expr::Near {
            nearness,
            negated,
            left,
            right,
        } => {
            let not = if *negated { "not " } else { "" };
            let (left, right) = (expr_name(left, plan), expr_name(right, plan));
            format!("{left} {not}{nearness} {right}")
        }
        Expr::First { words, inner } => format!("first/{words}({})", expr_name(inner, plan)),
    }
}

/// A word of a row; in scripts without blanks all that was written together.
pub(super) struct Run {
    pub text: String,
    pub leaves: Vec<usize>,
}

/// The words of a row, with pairs of characters that overlap put together again.
pub(super) fn runs(parts: &[(u32, usize)], plan: &Plan) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<(u32, char)> = None;
    for &(at, number) in parts {
        let Some(leaf) = plan.leaves.get(number) else {
            continue;
        };
        let text = word(&leaf.pattern);
        let pair = match (&leaf.pattern, text.chars().collect::<Vec<_>>().as_slice()) {
            (Pattern::Key(_), &[first, second]) if !second.is_ascii() => Some((first, second)),
            _ => None,
        };
        match (runs.last_mut(), last, pair) {
            (Some(run), Some((before, end)), Some((first, second)))
                if end == first && before + 1 == at =>
            {
                run.text.push(second);
                run.leaves.push(number);
            }
            _ => runs.push(Run {
                text,
                leaves: vec![number],
            }),
        }
        last = pair.map(|(_, second)| (at, second));
    }
    runs
}

fn in_field(leaf: &Leaf) -> String {
    match leaf.field {
        Some(field) => format!("{}:{}", field.name(), word(&leaf.pattern)),
        None => word(&leaf.pattern),
    }
}

fn word(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Stem { spelling, .. } => spelling.clone(),
        Pattern::Term(term) => format!("={}", spelling_of(term)),
        Pattern::Key(text) | Pattern::Wild(text) => text.clone(),
        Pattern::Starts(text) => format!("{text}*"),
        Pattern::Fuzzy { key, edits } => format!("{key}~{edits}"),
        Pattern::Regex(text) => format!("/{text}/"),
    }
}
