//! Indexes a judged collection as it is and prints how well its queries are answered.
//!
//! `cargo run --release --example evaluate -- SETS INDEXES [SET…]` where SETS holds folders with `docs.jsonl`,
//! `queries.tsv` and `qrels.txt`.

use std::collections::HashMap;
use std::io::BufRead as _;
use std::path::Path;
use std::time::Instant;

use newsdex::article::Article;
use newsdex::enrich::Enriched;
use newsdex::index::{ArticleId, Catalog, Index, Writer, WriterOptions};
use newsdex::search::{Ranking, Request, Searcher};

type Judgments = HashMap<String, HashMap<String, i32>>;

fn enriched(number: usize, doc: &serde_json::Value) -> Enriched {
    let text = |name: &str| {
        doc.get(name)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Enriched {
        article: Article {
            id: ArticleId(number as u64).to_string(),
            path: text("id"),
            member: None,
            record_id: None,
            url: None,
            title: text("title"),
            byline: Vec::new(),
            published: None,
            modified: None,
            site: text("source"),
            section: None,
            declared_language: None,
            text: text("text"),
            stub: false,
            cut_chars: 0,
        },
        language: "en".to_owned(),
        entities: Vec::new(),
    }
}

fn build(docs: &Path, place: &Path) -> Index {
    if let Ok(index) = Index::open(place) {
        return index;
    }
    let mut writer = Writer::open(
        place,
        &WriterOptions {
            threads: 1,
            memory: 400_000_000,
        },
    )
    .unwrap();
    let file = std::io::BufReader::new(std::fs::File::open(docs).unwrap());
    for (number, line) in file.lines().enumerate() {
        writer
            .add(&enriched(
                number,
                &serde_json::from_str(&line.unwrap()).unwrap(),
            ))
            .unwrap();
    }
    writer.commit(&Catalog::default(), &[]).unwrap();
    let index = writer.index().clone();
    writer.finish().unwrap();
    index
}

fn judgments(path: &Path) -> Judgments {
    let mut found = Judgments::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        found
            .entry(parts[0].to_owned())
            .or_default()
            .insert(parts[2].to_owned(), parts[3].parse().unwrap());
    }
    found
}

fn dcg(gains: impl Iterator<Item = i32>) -> f64 {
    gains
        .take(10)
        .enumerate()
        .map(|(at, gain)| f64::from(gain.max(0)) / (at as f64 + 2.0).log2())
        .sum()
}

/// Plain words: signs of the language taken out. Apostrophes inside words are none.
fn plain(query: &str) -> String {
    query
        .chars()
        .map(|c| match c {
            '\'' | '’' => '\'',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect::<String>()
        .to_lowercase()
}

#[expect(clippy::too_many_lines, reason = "one table, from top to bottom")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (sets, place) = (Path::new(&arguments[0]), Path::new(&arguments[1]));
    let chosen = &arguments[2..];
    let variants = variants();
    let all = [
        ("cran", ""),
        ("med", ""),
        ("npl", ""),
        ("rtqa", ""),
        ("news", "title."),
        ("news", "term."),
        ("news", "quote."),
    ];
    println!(
        "{:12} {}",
        "set",
        variants
            .iter()
            .map(|(name, _)| format!("{name:>14}"))
            .collect::<String>()
    );
    for (set, prefix) in all {
        let name = format!("{set} {prefix}");
        if !chosen.is_empty() && !chosen.iter().any(|c| name.starts_with(c.as_str())) {
            continue;
        }
        let folder = sets.join(set);
        let index = build(&folder.join("docs.jsonl"), &place.join(set));
        let qrels = judgments(&folder.join(format!("{prefix}qrels.txt")));
        let queries = std::fs::read_to_string(folder.join(format!("{prefix}queries.tsv"))).unwrap();
        let windows: HashMap<String, (usize, usize)> =
            std::fs::read_to_string(folder.join(format!("{prefix}passages.jsonl")))
                .unwrap_or_default()
                .lines()
                .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
                .map(|v| {
                    (
                        v["qid"].as_str().unwrap().to_owned(),
                        (
                            v["start"].as_u64().unwrap() as usize,
                            v["end"].as_u64().unwrap() as usize,
                        ),
                    )
                })
                .collect();
        let answers: HashMap<String, String> = std::fs::read_to_string(folder.join("answers.tsv"))
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(q, a)| (q.to_owned(), a.trim_matches('"').to_lowercase()))
            .collect();
        print!("{name:12} ");
        for (_, ranking) in &variants {
            let searcher = Searcher::open(&index).unwrap().with_ranking(*ranking);
            let (mut sum, mut count, mut right, mut asked) = (0.0, 0, 0, 0);
            let mut times = Vec::new();
            let every = std::env::var("EVERY")
                .ok()
                .and_then(|every| every.parse().ok())
                .unwrap_or(1);
            for line in queries.lines().step_by(every) {
                let (number, query) = line.split_once('\t').unwrap();
                let Some(judged) = qrels.get(number) else {
                    continue;
                };
                let request = Request {
                    query: plain(query),
                    passages: 1,
                    ..Request::default()
                };
                let start = Instant::now();
                let results = match searcher.search(&request) {
                    Ok(results) => results,
                    Err(error) => {
                        eprintln!("{query}: {error}");
                        continue;
                    }
                };
                times.push(start.elapsed().as_secs_f64() * 1000.0);
                let gains = results
                    .hits
                    .iter()
                    .map(|hit| judged.get(&hit.path).copied().unwrap_or(0));
                let mut best: Vec<i32> = judged.values().copied().collect();
                best.sort_by_key(|gain| -gain);
                let ideal = dcg(best.into_iter());
                sum += if ideal > 0.0 { dcg(gains) / ideal } else { 0.0 };
                count += 1;
                for hit in results
                    .hits
                    .iter()
                    .filter(|hit| judged.get(&hit.path).copied().unwrap_or(0) > 0)
                    .take(1)
                {
                    if let (Some((from, to)), Some(passage)) =
                        (windows.get(number), hit.passages.first())
                    {
                        asked += 1;
                        let overlap = passage
                            .end
                            .min(*to)
                            .saturating_sub(passage.start.max(*from));
                        right += usize::from(
                            overlap * 2 >= (to - from).min(passage.end - passage.start),
                        );
                    }
                    if let (Some(answer), Some(passage)) =
                        (answers.get(number), hit.passages.first())
                    {
                        asked += 1;
                        right += usize::from(passage.text.to_lowercase().contains(answer.as_str()));
                    }
                }
            }
            times.sort_by(f64::total_cmp);
            let median = times[times.len() / 2];
            print!(
                "{:>7.4}/{:.3} {:.1}ms",
                sum / f64::from(count),
                right as f64 / f64::from(asked.max(1)),
                median
            );
        }
        println!();
    }
}

/// Settings to compare: from the variable VARY, `coverage=0.5 k1=0.9+title_weight=2`, each beside the default; those joined
/// by `+` are set together.
fn variants() -> Vec<(String, Ranking)> {
    let mut found = vec![("default".to_owned(), Ranking::default())];
    for part in std::env::var("VARY").unwrap_or_default().split_whitespace() {
        found.push((part.to_owned(), part.parse().unwrap()));
    }
    found
}
