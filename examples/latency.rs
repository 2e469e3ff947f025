//! How long warm queries take: the counterpart of `plain_tantivy search` in `scripts/bench`.
//!
//! ```text
//! latency INDEX QUERIES.tsv
//! ```
//!
//! Runs each line `KIND TAB WORDS` (kinds: terms, and, phrase) for the ten best articles with their passages and
//! marks, three rounds, and prints microseconds at the median and the 99th percentile for each kind.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use newsdex::index::Index;
use newsdex::search::{Request, Searcher};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [index, queries] = arguments.as_slice() else {
        bail!("usage: latency INDEX QUERIES.tsv")
    };
    let searcher = Searcher::open(&Index::open(Path::new(index))?)?;
    let lines = std::fs::read_to_string(queries)?;
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for round in 0..3 {
        for (kind, words) in lines.lines().filter_map(|line| line.split_once('\t')) {
            let request = Request {
                query: written(kind, words),
                ..Request::default()
            };
            let start = Instant::now();
            std::hint::black_box(searcher.search(&request)?);
            if round > 0 {
                times
                    .entry(kind)
                    .or_default()
                    .push(start.elapsed().as_secs_f64() * 1e6);
            }
        }
    }
    for (kind, mut micros) in times {
        micros.sort_by(f64::total_cmp);
        let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
        let row = serde_json::json!({"kind": kind, "queries": micros.len(), "p50_us": at(0.5), "p99_us": at(0.99)});
        writeln!(std::io::stdout(), "{row}")?;
    }
    Ok(())
}

/// The query as a person would type it.
fn written(kind: &str, words: &str) -> String {
    match kind {
        "and" => words.split(' ').collect::<Vec<_>>().join(" AND "),
        "phrase" => format!("\"{words}\""),
        _ => words.to_owned(),
    }
}
