//! How long warm queries take: the counterpart of `plain_tantivy search` in `scripts/bench`.
//!
//! ```text
//! latency INDEX QUERIES.tsv
//! ```
//!
//! Runs each line `KIND TAB WORDS` (kinds: terms, and, phrase, facets of all matches, else a query as it stands), three rounds, and prints
//! microseconds at the median and the 99th percentile for each kind: `order` until the best article is known (every
//! match counted, the best hundred put in order by their passages) and read, `p` for the ten best with their texts,
//! passages and marks as well.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use newsdex::index::Index;
use newsdex::search::{Facet, Request, Searcher};

/// Counted by queries of the kind `facets`.
const FACETS: [Facet; 5] = [
    Facet::Person,
    Facet::Org,
    Facet::Place,
    Facet::Site,
    Facet::Year,
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [index, queries] = arguments.as_slice() else {
        bail!("usage: latency INDEX QUERIES.tsv")
    };
    let searcher = Searcher::open(&Index::open(Path::new(index))?)?;
    let lines = std::fs::read_to_string(queries)?;
    let mut times: BTreeMap<&str, Vec<[f64; 2]>> = BTreeMap::new();
    for round in 0..3 {
        for (kind, words) in lines.lines().filter_map(|line| line.split_once('\t')) {
            let mut request = Request {
                query: written(kind, words),
                ..Request::default()
            };
            if kind == "facets" {
                request.facets = FACETS.to_vec();
            }
            let whole = micros(&searcher, &request)?;
            // All are put in order, one is read.
            (request.limit, request.passages) = (1, 0);
            let order = micros(&searcher, &request)?;
            if round > 0 {
                times.entry(kind).or_default().push([order, whole]);
            }
        }
    }
    for (kind, measured) in times {
        let at = |which: usize, share: f64| {
            let mut micros: Vec<f64> = measured.iter().map(|pair| pair[which]).collect();
            micros.sort_by(f64::total_cmp);
            micros[((micros.len() - 1) as f64 * share) as usize]
        };
        let row = serde_json::json!({
            "kind": kind, "queries": measured.len(), "p50_us": at(1, 0.5), "p99_us": at(1, 0.99),
            "order_p50_us": at(0, 0.5), "order_p99_us": at(0, 0.99),
        });
        writeln!(std::io::stdout(), "{row}")?;
    }
    Ok(())
}

fn micros(searcher: &Searcher, request: &Request) -> Result<f64> {
    let start = Instant::now();
    std::hint::black_box(searcher.search(request)?);
    Ok(start.elapsed().as_secs_f64() * 1e6)
}

/// The query as a person would type it.
fn written(kind: &str, words: &str) -> String {
    match kind {
        "and" => words.split(' ').collect::<Vec<_>>().join(" AND "),
        "phrase" => format!("\"{words}\""),
        _ => words.to_owned(),
    }
}
