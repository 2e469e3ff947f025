//! How long a folder takes to become searchable, and how large its index is, beside the engine alone.
//!
//! ```text
//! cargo bench --bench indexing -- pages FOLDER INDEX [THREADS] [--no-entities]
//! cargo bench --bench indexing -- plain ARTICLES.jsonl INDEX [THREADS]
//! ```
//!
//! `plain` feeds the `text` of each line to the engine with its stock chain for English (split,
//! lower case, Snowball stemmer), positions and stored text, and nothing of ours.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use frostem::{Algorithm, Stemmer};
use newsdex::index::Index;
use newsdex::pipeline::{self, Job};
use newsdex::read::Selection;
use tantivy::collector::DocSetCollector;
use tantivy::query::AllQuery;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream,
    Tokenizer,
};
use tantivy::{TantivyDocument, doc};

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let entities = !words.iter().any(|word| word == "--no-entities");
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.starts_with("--"))
        .collect();
    match words.as_slice() {
        ["pages", folder, index] => pages(folder, index, 0, entities),
        ["pages", folder, index, threads] => {
            pages(folder, index, threads.parse().unwrap(), entities);
        }
        ["plain", articles, index] => plain(articles, index, 1),
        ["plain", articles, index, threads] => plain(articles, index, threads.parse().unwrap()),
        ["sizes", index] => sizes(Path::new(index)),
        // `cargo test --benches` comes without words: there is nothing to measure.
        _ => println!(
            "usage: pages FOLDER INDEX [THREADS] [--no-entities] | plain ARTICLES.jsonl INDEX [THREADS] | sizes INDEX"
        ),
    }
}

fn pages(folder: &str, index: &str, threads: usize, entities: bool) {
    let mut job = Job::new(index, Selection::new([folder]));
    job.threads = threads;
    job.entities = entities;
    let report = pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap();
    let megabytes = report.bytes as f64 / 1e6;
    println!(
        "{:.1} s, {:.1} MB of pages, {:.1} MB/s",
        report.seconds,
        megabytes,
        megabytes / report.seconds
    );
    println!(
        "new {} updated {} unchanged {} skipped {:?}",
        report.new, report.updated, report.unchanged, report.skipped
    );
    memory();
    sizes(Path::new(index));
}

fn plain(articles: &str, folder: &str, threads: usize) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("english")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field(
        "body",
        TextOptions::default()
            .set_indexing_options(indexing)
            .set_stored(),
    );
    let id = schema.add_text_field("id", STORED);
    fs::create_dir_all(folder).unwrap();
    let index = tantivy::Index::create_in_dir(folder, schema.build()).unwrap();
    let chain = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(English);
    index.tokenizers().register("english", chain.build());
    let texts: Vec<String> = texts(articles);
    let bytes: usize = texts.iter().map(String::len).sum();
    let started = Instant::now();
    let mut writer = index.writer_with_num_threads(threads, 200_000_000).unwrap();
    for (number, text) in texts.into_iter().enumerate() {
        writer
            .add_document(doc!(body => text, id => number.to_string()))
            .unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    let seconds = started.elapsed().as_secs_f64();
    let size = size_of(Path::new(folder));
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{seconds:.1} s, {megabytes:.1} MB of text, {:.1} MB/s, index {:.1} MB, {:.3} of the text",
        megabytes / seconds,
        size as f64 / 1e6,
        size as f64 / bytes as f64
    );
    memory();
}

fn texts(articles: &str) -> Vec<String> {
    let lines = BufReader::new(File::open(articles).unwrap()).lines();
    lines
        .map(|line| serde_json::from_str::<serde_json::Value>(&line.unwrap()).unwrap())
        .map(|value| value["text"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Size of an index beside the clean text in it, part by part.
fn sizes(folder: &Path) {
    let index = Index::open(folder).unwrap();
    let searcher = index.engine().reader().unwrap().searcher();
    let (mut text, mut record) = (0, 0);
    for address in searcher.search(&AllQuery, &DocSetCollector).unwrap() {
        let document: TantivyDocument = searcher.doc(address).unwrap();
        let length = |field| {
            document
                .get_first(field)
                .and_then(|value| value.as_str())
                .map_or(0, str::len)
        };
        text += length(index.fields().body) + length(index.fields().title);
        record += length(index.fields().record);
    }
    let mut parts = std::collections::BTreeMap::<String, u64>::new();
    for path in files(folder) {
        let kind = path
            .extension()
            .or(path.file_name())
            .unwrap()
            .to_string_lossy()
            .into_owned();
        *parts.entry(kind).or_default() += fs::metadata(&path).unwrap().len();
    }
    let share = |bytes: u64| bytes as f64 / text as f64;
    println!(
        "{} articles in {} segments, clean text {:.1} MB, records {:.1} MB",
        searcher.num_docs(),
        searcher.segment_readers().len(),
        text as f64 / 1e6,
        record as f64 / 1e6
    );
    println!("index {:.3} of the clean text", share(parts.values().sum()));
    for (kind, bytes) in parts {
        println!(
            "  {kind:12} {:8.2} MB {:.3}",
            bytes as f64 / 1e6,
            share(bytes)
        );
    }
    for segment in searcher.segment_readers() {
        for field in segment.space_usage().unwrap().postings().fields() {
            println!("  postings of {}: {}", field.field_name(), field.total());
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

fn size_of(folder: &Path) -> u64 {
    files(folder)
        .iter()
        .map(|path| fs::metadata(path).unwrap().len())
        .sum()
}

/// The most memory that this process has held, as the system counts it.
fn memory() {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM")) {
        println!("{line}");
    }
}

/// Snowball's English stemmer as a filter, as the engine's own one is built.
#[derive(Clone)]
struct English;

impl TokenFilter for English {
    type Tokenizer<T: Tokenizer> = EnglishTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> EnglishTokenizer<T> {
        EnglishTokenizer { inner }
    }
}

#[derive(Clone)]
struct EnglishTokenizer<T> {
    inner: T,
}

impl<T: Tokenizer> Tokenizer for EnglishTokenizer<T> {
    type TokenStream<'a> = EnglishStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        EnglishStream {
            tail: self.inner.token_stream(text),
            stemmer: Stemmer::new(Algorithm::English),
        }
    }
}

struct EnglishStream<T> {
    tail: T,
    stemmer: Stemmer,
}

impl<T: TokenStream> TokenStream for EnglishStream<T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let stem = self.stemmer.stem(&self.tail.token().text).into_owned();
        self.tail.token_mut().text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}
