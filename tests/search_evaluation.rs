//! The measures of runs are those of `trec_eval`: `tests/evaluation` holds judgments, a run, and what `trec_eval` 9 says of
//! them. The run has equal scores, scores that are equal in single precision only, documents that nobody judged, a
//! query without an answer, one without a relevant document and one without judgments.

use newsdex::search::evaluation::{Judgments, QueryScores, Run, compare, evaluate};

fn file(name: &str) -> String {
    let path = format!("{}/tests/evaluation/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
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

#[test]
fn measures_are_those_of_trec_eval() {
    let judged = Judgments::parse(&file("qrels.txt")).unwrap();
    let run = Run::parse(&file("run.txt")).unwrap();
    let report = evaluate(&run, &judged);
    let expected = file("expected.tsv");
    let mut sums = [0.0; 6];
    let rows: Vec<_> = expected.lines().skip(1).collect();
    assert_eq!(rows.len(), report.queries.len());
    for (row, scores) in rows.iter().zip(&report.queries) {
        let mut fields = row.split('\t');
        assert_eq!(fields.next(), Some(scores.query.as_str()));
        for ((field, found), sum) in fields.zip(values(scores)).zip(&mut sums) {
            let wanted: f64 = field.parse().unwrap();
            assert!((wanted - found).abs() < 1e-6, "{row}: {scores:?}");
            *sum += wanted;
        }
    }
    let means = [
        report.ndcg10,
        report.average_precision,
        report.reciprocal_rank,
        report.success1,
        report.precision10,
        report.recall,
    ];
    for (mean, sum) in means.iter().zip(sums) {
        assert!((mean.mean - sum / rows.len() as f64).abs() < 1e-6);
        assert!(mean.low <= mean.mean && mean.mean <= mean.high);
    }
    assert_eq!((report.judged, report.answered), (6, 5));
}

#[test]
fn a_run_beside_itself_is_no_better() {
    let judged = Judgments::parse(&file("qrels.txt")).unwrap();
    let report = evaluate(&Run::parse(&file("run.txt")).unwrap(), &judged);
    let comparison = compare(&report, &report);
    assert_eq!((comparison.better, comparison.worse), (0, 0));
    assert!(comparison.p_value > 0.99 && comparison.difference.mean == 0.0);
}

#[test]
fn lines_that_are_none_are_refused_with_their_number() {
    let run = |text: &str| Run::parse(text).map_err(|slip| slip.line);
    assert_eq!(run("1 Q0 a 1 2 x\n\n1 Q0 b 2 much x\n").unwrap_err(), 3);
    assert_eq!(run("1 Q0 a 1 2 x\n1 Q0 a 2 1 x\n").unwrap_err(), 2);
    assert_eq!(run("1 Q0 a 1\n").unwrap_err(), 1);
    let judged = |text: &str| Judgments::parse(text).map_err(|slip| slip.line);
    assert_eq!(judged("1 0 a 1\n1 0 b yes\n").unwrap_err(), 2);
    assert_eq!(judged("1 0\n").unwrap_err(), 1);
}

#[test]
fn judgments_of_three_columns_with_a_header_are_read() {
    let three = "query-id\tcorpus-id\tscore\n1\ta\t1\n1\tb\t0\n";
    assert_eq!(
        Judgments::parse(three),
        Judgments::parse("1 0 a 1\n1 0 b 0\n")
    );
    assert!(Judgments::parse("1\ta\t1\n").is_err());
}
