//! What tantivy alone does with clean text: the yardstick of `scripts/bench`.
//!
//! ```text
//! plain_tantivy index GOLD.jsonl DIR
//! plain_tantivy search DIR QUERIES.tsv
//! ```
//!
//! `index` feeds `title` and `text` of each line to two fields with the stock English stemmer, positions and stored text, with two
//! threads, and prints one JSON object: articles, bytes of text, seconds, bytes on disk. `search` runs each line
//! `KIND TAB WORDS` (kinds: terms, and, phrase) for the ten best, three rounds, and prints microseconds at the median
//! and the 99th percentile for each kind.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, TantivyDocument, Term, doc};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["index", gold, folder] => index(Path::new(gold), Path::new(folder)),
        ["search", folder, queries] => search(Path::new(folder), Path::new(queries)),
        _ => bail!(
            "usage: plain_tantivy index GOLD.jsonl DIR | plain_tantivy search DIR QUERIES.tsv"
        ),
    }
}

fn schema() -> Schema {
    let text = TextOptions::default().set_stored().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let mut builder = Schema::builder();
    builder.add_text_field("id", STRING | STORED);
    builder.add_text_field("title", text.clone());
    builder.add_text_field("text", text);
    builder.build()
}

fn index(gold: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let schema = schema();
    let [id, title, text] = ["id", "title", "text"].map(|name| schema.get_field(name));
    let (id, title, text) = (id?, title?, text?);
    let start = Instant::now();
    let mut writer = Index::create_in_dir(folder, schema)?.writer_with_num_threads(2, 256 << 20)?;
    let (mut articles, mut bytes) = (0_u64, 0_u64);
    for line in BufReader::new(fs::File::open(gold)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let part = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let (headline, body) = (part("title"), part("text"));
        articles += 1;
        bytes += (headline.len() + body.len()) as u64;
        writer.add_document(doc!(id => part("id"), title => headline, text => body))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let seconds = start.elapsed().as_secs_f64();
    let disk: u64 = fs::read_dir(folder)?
        .filter_map(|e| Some(e.ok()?.metadata().ok()?.len()))
        .sum();
    say(
        &serde_json::json!({"articles": articles, "text_bytes": bytes, "seconds": seconds, "disk_bytes": disk}),
    );
    Ok(())
}

fn say(value: &serde_json::Value) {
    println!("{value}");
}

/// The stemmed words of a query part.
fn words(index: &Index, text: &str) -> Result<Vec<String>> {
    let mut analyser = index
        .tokenizers()
        .get("en_stem")
        .context("no stock tokenizer")?;
    let mut stream = analyser.token_stream(text);
    let mut words = Vec::new();
    while let Some(token) = stream.next() {
        words.push(token.text.clone());
    }
    Ok(words)
}

fn query(kind: &str, words: &[String], fields: [Field; 2]) -> Box<dyn Query> {
    let term = |field: Field, word: &String| Term::from_field_text(field, word);
    if kind == "phrase" && words.len() > 1 {
        let phrase = |field| -> Box<dyn Query> {
            Box::new(PhraseQuery::new(
                words.iter().map(|w| term(field, w)).collect(),
            ))
        };
        return Box::new(BooleanQuery::union(fields.map(phrase).into()));
    }
    let either = |word: &String| -> Box<dyn Query> {
        let single = |field| -> Box<dyn Query> {
            Box::new(TermQuery::new(
                term(field, word),
                IndexRecordOption::WithFreqs,
            ))
        };
        Box::new(BooleanQuery::union(fields.map(single).into()))
    };
    let occur = if kind == "and" {
        Occur::Must
    } else {
        Occur::Should
    };
    Box::new(BooleanQuery::new(
        words.iter().map(|w| (occur, either(w))).collect(),
    ))
}

fn search(folder: &Path, queries: &Path) -> Result<()> {
    let index = Index::open_in_dir(folder)?;
    let schema = index.schema();
    let fields = [schema.get_field("title")?, schema.get_field("text")?];
    let id = schema.get_field("id")?;
    let searcher = index.reader()?.searcher();
    let lines = fs::read_to_string(queries)?;
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for round in 0..3 {
        for (kind, text) in lines.lines().filter_map(|line| line.split_once('\t')) {
            let start = Instant::now();
            let query = query(kind, &words(&index, text)?, fields);
            let found = searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?;
            for (_, address) in found {
                let document: TantivyDocument = searcher.doc(address)?;
                std::hint::black_box(
                    document
                        .get_first(id)
                        .and_then(|v| v.as_str().map(str::len)),
                );
            }
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
        say(
            &serde_json::json!({"kind": kind, "queries": micros.len(), "p50_us": at(0.5), "p99_us": at(0.99)}),
        );
    }
    Ok(())
}
