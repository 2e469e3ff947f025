//! How good runs are, as a person and as a program reads it.

use serde::Serialize;

use super::flow;
use super::paint::{Look, Role, Sheet};
use super::records;
use super::results::plural;
use super::safe;
use crate::search::evaluation::{Comparison, Mean, QueryScores, Report};

/// A run with its measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Its name: a file, or what is special about its ranking.
    pub name: String,
    /// Its measures.
    pub report: Report,
}

/// The means of a run in the order in which they are shown.
fn means(report: &Report) -> [(&'static str, &Mean); 6] {
    [
        ("nDCG@10", &report.ndcg10),
        ("MAP", &report.average_precision),
        ("RR", &report.reciprocal_rank),
        ("success@1", &report.success1),
        ("P@10", &report.precision10),
        ("recall", &report.recall),
    ]
}

fn values(scores: &QueryScores) -> [f64; 6] {
    [
        scores.ndcg10,
        scores.average_precision,
        scores.reciprocal_rank,
        scores.success1,
        scores.precision10,
        scores.recall,
    ]
}

/// A table a run, then a line for each run that is compared with the first:
///
/// ```text
/// old.txt: 225 queries judged, 225 answered
///
/// nDCG@10    0.3653  0.3301 to 0.3986
/// MAP        0.2871  0.2562 to 0.3194
///
/// new.txt beside old.txt: nDCG@10 +0.0112 (+0.0021 to +0.0203), better on 61 queries, worse on 40, p = 0.014
/// ```
///
/// The two numbers behind a mean are the ends of its interval.
pub fn shown(runs: &[Measured], compared: &[Comparison], queries: bool, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for (at, run) in runs.iter().enumerate() {
        if at > 0 {
            sheet.end();
        }
        table(&mut sheet, run);
        if queries {
            each_query(&mut sheet, &run.report);
        }
    }
    if !compared.is_empty() {
        sheet.end();
    }
    if let Some((first, others)) = runs.split_first() {
        for (other, comparison) in others.iter().zip(compared) {
            beside(&mut sheet, &first.name, &other.name, comparison);
        }
    }
    sheet.into_text()
}

fn table(sheet: &mut Sheet, Measured { name, report }: &Measured) {
    let judged = plural(report.judged as u64, "query").replace("querys", "queries");
    sheet
        .put(Role::Site, &safe::line(name))
        .put(
            Role::Aside,
            &format!(": {judged} judged, {} answered", report.answered),
        )
        .end()
        .end();
    for (name, mean) in means(report) {
        let Mean { mean, low, high } = mean;
        sheet
            .put(Role::Text, &format!("{name:<9}  "))
            .put(Role::Number, &format!("{mean:.4}"))
            .put(Role::Aside, &format!("  {low:.4} to {high:.4}"))
            .end();
    }
}

fn each_query(sheet: &mut Sheet, report: &Report) {
    let name_width = |scores: &QueryScores| flow::columns(&safe::line(&scores.query));
    let width = report
        .queries
        .iter()
        .map(name_width)
        .max()
        .unwrap_or(0)
        .max(5);
    sheet.end().put(Role::Aside, "query");
    sheet.indent(width.saturating_sub(5));
    for (name, _) in means(report) {
        sheet.put(Role::Aside, &format!("  {name:>9}"));
    }
    sheet.end();
    for scores in &report.queries {
        let name = safe::line(&scores.query);
        sheet.put(Role::Text, &name);
        sheet.indent(width.saturating_sub(flow::columns(&name)));
        for value in values(scores) {
            sheet.put(Role::Number, &format!("  {value:>9.4}"));
        }
        sheet.end();
    }
}

fn beside(sheet: &mut Sheet, first: &str, other: &str, comparison: &Comparison) {
    let Comparison {
        difference: Mean { mean, low, high },
        better,
        worse,
        p_value,
    } = comparison;
    let names = format!("{} beside {}: ", safe::line(other), safe::line(first));
    let counts = format!("better on {better}, worse on {worse}, p = {p_value:.3}");
    sheet
        .put(Role::Aside, &names)
        .put(Role::Text, &format!("nDCG@10 {mean:+.4}"))
        .put(
            Role::Aside,
            &format!(" ({low:+.4} to {high:+.4}), {counts}"),
        )
        .end();
}

/// A run of `newsdex eval --json`.
#[derive(Debug, Serialize)]
struct RunRecord<'a> {
    run: &'a str,
    judged: usize,
    answered: usize,
    ndcg10: Mean,
    map: Mean,
    rr: Mean,
    success1: Mean,
    p10: Mean,
    recall: Mean,
    #[serde(skip_serializing_if = "Option::is_none")]
    queries: Option<&'a [QueryScores]>,
}

/// A comparison of `newsdex eval --json`.
#[derive(Debug, Serialize)]
struct ComparisonRecord<'a> {
    run: &'a str,
    beside: &'a str,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// A line of JSON for each run, then one for each that is compared with the first.
pub fn json(runs: &[Measured], compared: &[Comparison], queries: bool) -> String {
    let run = |run: &Measured| {
        let report = &run.report;
        records::line(&RunRecord {
            run: &run.name,
            judged: report.judged,
            answered: report.answered,
            ndcg10: report.ndcg10,
            map: report.average_precision,
            rr: report.reciprocal_rank,
            success1: report.success1,
            p10: report.precision10,
            recall: report.recall,
            queries: queries.then_some(report.queries.as_slice()),
        })
    };
    let mut text: String = runs.iter().map(run).collect();
    if let Some((first, others)) = runs.split_first() {
        for (other, comparison) in others.iter().zip(compared) {
            text.push_str(&records::line(&ComparisonRecord {
                run: &other.name,
                beside: &first.name,
                comparison,
            }));
        }
    }
    text
}
