//! Exact-span scores on held-out samples, for choosing settings. The figures in the documents come from the scorer beside the test data.

use super::corpus::{self, Sample};
use super::examples;
use crate::enrich::decode::KINDS;
use crate::enrich::model::Model;
use crate::enrich::tagger;

/// Right, given and wanted names by kind.
pub fn counts(samples: &[Sample], model: &Model) -> [[usize; 3]; KINDS] {
    let mut counts = [[0; 3]; KINDS];
    for sample in samples {
        let document = examples::document(sample);
        let gold = tagger::spans(&examples::labels(&document, sample));
        let found = tagger::tag(&document, model.into(), &mut tagger::Recent::default());
        for span in &found {
            counts[span.kind][0] += usize::from(gold.contains(span));
            counts[span.kind][1] += 1;
        }
        for span in &gold {
            counts[span.kind][2] += 1;
        }
    }
    counts
}

/// One line: F1 of the three kinds that ship together, then of each.
pub fn report(name: &str, counts: &[[usize; 3]; KINDS]) -> String {
    let f1 =
        |[right, given, wanted]: [usize; 3]| 2.0 * right as f64 / (given + wanted).max(1) as f64;
    let all = counts[..3].iter().fold([0; 3], |sum, c| {
        [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]
    });
    let each: Vec<String> = counts
        .iter()
        .enumerate()
        .map(|(k, c)| format!("{} {:.3}", corpus::kind_name(k), f1(*c)))
        .collect();
    format!("{name}: {:.4} ({})", f1(all), each.join(", "))
}

/// A line a kind, and one for the three that are shown: names, precision, recall, F1.
pub fn table(counts: &[[usize; 3]; KINDS]) -> Vec<String> {
    let line = |name: &str, [right, given, wanted]: [usize; 3]| {
        let share = |of: usize| right as f64 / of.max(1) as f64;
        let f1 = 2.0 * right as f64 / (given + wanted).max(1) as f64;
        let (precision, recall) = (share(given), share(wanted));
        format!("{name:<4} {wanted:>6}  precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}")
    };
    let shown = &counts[..3];
    let all = shown
        .iter()
        .fold([0; 3], |sum, of| std::array::from_fn(|i| sum[i] + of[i]));
    let kinds = shown.iter().enumerate();
    kinds
        .map(|(kind, of)| line(corpus::kind_name(kind), *of))
        .chain([line("all", all)])
        .collect()
}
