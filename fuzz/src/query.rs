//! Queries as people type them.

use jiff::civil::date;
use newsdex::Error;
use newsdex::error::Problem;
use newsdex::output::{Look, problem};
use newsdex::query::plan::{Surroundings, plan};
use newsdex::query::{Node, Query, limits, macros_in, parse, parse_with, plain};

/// A text is a query or has problems, each in its place; what was read is printed as it would be read again.
pub fn query(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (query, problems) = parse(&text);
    assert!(!query.is_empty() || !problems.is_empty());
    assert!(problems.len() <= limits::PROBLEMS && query.advice.len() <= limits::PROBLEMS);
    assert_placed(&text, &problems);
    assert_placed(&text, &query.advice);
    if problems.is_empty() {
        query
            .root
            .iter()
            .for_each(|root| assert_inside(&text, root));
        assert_printed(&query);
        assert_planned(&query);
    }
    assert_drawn(&text, problems);
    assert_macros(&text);
    assert_plain(&text);
}

/// On characters of the text.
fn assert_placed(text: &str, problems: &[Problem]) {
    for problem in problems {
        assert!(
            text.get(problem.start..problem.end).is_some(),
            "{problem:?}"
        );
        assert!(!problem.message.is_empty());
    }
}

fn assert_inside(text: &str, node: &Node) {
    assert!(text.get(node.span.clone()).is_some(), "{node:?}");
    node.children().for_each(|child| assert_inside(text, child));
}

fn assert_printed(query: &Query) {
    let printed = query.to_string();
    let (again, problems) = parse(&printed);
    assert_eq!(problems, [], "{printed}");
    assert_eq!(&again, query, "{printed}");
    assert_eq!(again.to_string(), printed);
}

/// The numbers in a plan are those of its lists.
fn assert_planned(query: &Query) {
    let languages = ["en".to_owned(), "ru".to_owned()];
    let around = Surroundings {
        all_words: false,
        languages: &languages,
        today: date(2026, 3, 1),
    };
    let Some(plan) = plan(query, &around) else {
        return;
    };
    let mut leaves = Vec::new();
    plan.exprs
        .iter()
        .for_each(|expr| expr.all_leaves(&mut leaves));
    assert!(leaves.iter().all(|&leaf| leaf < plan.leaves.len()));
    assert!(
        plan.units
            .iter()
            .all(|unit| unit.expr < plan.exprs.len() && unit.weight.is_finite())
    );
}

/// An error is drawn below the query, without a sign that a terminal would obey.
fn assert_drawn(text: &str, problems: Vec<Problem>) {
    if problems.is_empty() {
        return;
    }
    let error = Error::Query {
        text: text.to_owned(),
        problems,
    };
    let drawn = problem::error(&error, Look::default());
    assert!(
        drawn.chars().all(|c| c == '\n' || !c.is_control()),
        "{drawn:?}"
    );
}

fn assert_macros(text: &str) {
    let names = macros_in(text);
    assert!(names.len() <= text.len());
    // A macro that names itself comes to an end.
    let (query, problems) = parse_with(text, &|name| Some(format!("storm @{name} AND ({text}")));
    assert!(!query.is_empty() || !problems.is_empty());
    assert_placed(text, &problems);
    let (query, problems) = parse_with(text, &|_| {
        Some("flood w/5 (dam AND NOT wei*) ^3".to_owned())
    });
    assert_placed(text, &problems);
    query.root.iter().for_each(|root| assert_inside(text, root));
}

/// Plain words are a query, unless they are too many.
fn assert_plain(text: &str) {
    let words = plain(text);
    assert_eq!(plain(&words), words);
    let (_, problems) = parse(&words);
    assert!(
        problems.is_empty() || words.is_empty() || words.split(' ').count() > limits::WORDS / 4,
        "{words:?}: {problems:?}"
    );
}
