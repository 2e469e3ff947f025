//! Searches go on while an index is written, and each answer is of one generation.
//!
//! A folder of pages is written anew again and again: every page says which edition of the folder it belongs to, and how many pages that edition has.
//! Runs index it one after the other, with commits, merges and removals. Beside them answer a reader that stays open, processes that search once,
//! and a process that answers many queries; and backups are taken. Whatever they are told must be one edition, whole, and a generation must be the same
//! edition for all of them.
//!
//! `cargo test --release --test endurance -- --ignored --nocapture` does it for twenty minutes; `NEWSDEX_MINUTES` and `NEWSDEX_SEED` change time and chance.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use harm::{Chance, newsdex, number_of, seed, text};
use newsdex::index::{Index, verify};
use newsdex::search::{Facet, Request, Results, Searcher};
use serde_json::Value;

/// A state of the folder: its number, and how many pages it has.
type Edition = (u64, u64);

/// What a word such as `edition12of33` says.
fn edition(title: &str) -> Edition {
    let said = title.split("edition").nth(1).unwrap();
    let said = said.split(' ').next().unwrap();
    let (number, pages) = said.split_once("of").unwrap();
    (number.parse().unwrap(), pages.parse().unwrap())
}

/// Everything that the writer and the readers share.
struct Archive {
    folder: tempfile::TempDir,
    done: AtomicBool,
    /// The edition that each generation was seen to be.
    seen: Mutex<BTreeMap<u64, Edition>>,
    answers: [AtomicU64; 4],
}

/// Who answers.
#[derive(Clone, Copy)]
enum Reader {
    Open,
    Once,
    Batch,
    Backup,
}

impl Archive {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            done: AtomicBool::new(false),
            seen: Mutex::default(),
            answers: Default::default(),
        }
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// Writes the folder anew and indexes it.
    fn publish(&self, number: u64, chance: &mut Chance) {
        let pages = self.folder.path().join("pages");
        fs::create_dir_all(&pages).unwrap();
        for entry in fs::read_dir(&pages).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        let many = 20 + chance.below(40) as u64;
        for _ in 0..many {
            // Some paths come back, others are new.
            let mut name = format!("{}.txt", chance.below(80));
            while pages.join(&name).exists() {
                name = format!("{}.txt", chance.next());
            }
            let own = format!(
                "{}\nPage {} is one of them.\n",
                text(&format!("edition{number}of{many}")),
                chance.next()
            );
            fs::write(pages.join(name), own).unwrap();
        }
        self.run(&["index", "pages", "--prune", "-q"]);
    }

    /// What the program prints, which must not fail.
    fn run(&self, words: &[&str]) -> String {
        let mut command = newsdex(self.folder.path());
        let ran = command
            .args(words)
            .args(["--index", "index"])
            .output()
            .unwrap();
        assert!(
            ran.status.success(),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        String::from_utf8(ran.stdout).unwrap()
    }

    /// An answer must be one edition, whole, and the one that its generation has for everybody.
    fn check(&self, who: Reader, generation: Option<u64>, total: u64, titles: &[String]) {
        let first = edition(titles.first().unwrap());
        assert!(
            titles.iter().all(|title| edition(title) == first),
            "an answer of two editions: {titles:?}"
        );
        assert_eq!(total, titles.len() as u64, "not all were told");
        assert_eq!(total, first.1, "an edition that is not whole");
        if let Some(generation) = generation {
            let mut seen = self.seen.lock().unwrap();
            let known = *seen.entry(generation).or_insert(first);
            assert_eq!(known, first, "generation {generation} is two editions");
        }
        self.answers[who as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// Asks with `ask` until the writer is done, and once more.
    fn until_done(&self, mut ask: impl FnMut()) {
        loop {
            let last = self.done.load(Ordering::Acquire);
            ask();
            if last {
                return;
            }
        }
    }

    fn open_reader(&self) {
        let searcher = Searcher::open(&Index::open(&self.index()).unwrap()).unwrap();
        let request = Request {
            facets: vec![Facet::Lang],
            ..all_of_it()
        };
        self.until_done(|| {
            searcher.reload().unwrap();
            let found = searcher.search(&request).unwrap();
            self.check(
                Reader::Open,
                Some(found.generation),
                found.total,
                &titles(&found),
            );
            let counted: u64 = found
                .facets
                .iter()
                .flat_map(|f| &f.values)
                .map(|v| v.1)
                .sum();
            assert_eq!(counted, found.total, "facets of another generation");
        });
    }

    fn lines(&self, words: &[&str]) -> Vec<Value> {
        self.run(words)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn one_search(&self) {
        let lines = self.lines(&["search", "bridge", "--all", "--json"]);
        let titles: Vec<String> = lines[1..].iter().map(title).collect();
        let [generation, total] =
            ["index_generation", "total"].map(|key| lines[0][key].as_u64().unwrap());
        self.check(Reader::Once, Some(generation), total, &titles);
    }

    fn one_batch(&self) {
        let queries = self.folder.path().join("queries.txt");
        fs::write(&queries, "bridge\n".repeat(20)).unwrap();
        let lines = self.lines(&["batch", "queries.txt", "-n", "1000", "--input", "lines"]);
        let found = |line: &Value| -> Vec<String> {
            line["hits"].as_array().unwrap().iter().map(title).collect()
        };
        let first = found(&lines[0]);
        for line in &lines {
            assert_eq!(
                edition(&found(line)[0]),
                edition(&first[0]),
                "a batch of two editions"
            );
            self.check(
                Reader::Batch,
                None,
                line["total"].as_u64().unwrap(),
                &found(line),
            );
        }
    }

    fn one_backup(&self) {
        let copy = self.folder.path().join("copy");
        self.run(&["backup", "copy", "-q"]);
        let health = verify(&copy).unwrap();
        assert_eq!(health.faults, [], "the copy is not sound");
        self.check_copy(&copy, health.generation);
        fs::remove_dir_all(copy).unwrap();
    }

    fn check_copy(&self, copy: &Path, generation: u64) {
        let searcher = Searcher::open(&Index::open(copy).unwrap()).unwrap();
        let found = searcher.search(&all_of_it()).unwrap();
        let titles = titles(&found);
        self.check(Reader::Backup, Some(generation), found.total, &titles);
    }
}

fn title(hit: &Value) -> String {
    hit["title"].as_str().unwrap().to_owned()
}

fn titles(found: &Results) -> Vec<String> {
    found.hits.iter().map(|hit| hit.title.clone()).collect()
}

/// Asks for every page of the folder.
fn all_of_it() -> Request {
    Request {
        query: "bridge".to_owned(),
        limit: 1000,
        ..Request::default()
    }
}

/// Writes editions while `go_on` says so, with all readers beside; how many editions, and how many answers of each reader.
fn endure(seed: u64, go_on: impl Fn(u64) -> bool) -> (u64, [u64; 4]) {
    let (archive, mut chance) = (Archive::new(), Chance::new(seed));
    archive.publish(1, &mut chance);
    let mut number = 1;
    std::thread::scope(|scope| {
        let readers = [
            scope.spawn(|| archive.open_reader()),
            scope.spawn(|| archive.until_done(|| archive.one_search())),
            scope.spawn(|| archive.until_done(|| archive.one_batch())),
            scope.spawn(|| archive.until_done(|| archive.one_backup())),
        ];
        // A reader that fails ends at once; the writer sees it and lets the others end too.
        while go_on(number)
            && !readers
                .iter()
                .any(std::thread::ScopedJoinHandle::is_finished)
        {
            number += 1;
            archive.publish(number, &mut chance);
        }
        archive.done.store(true, Ordering::Release);
    });
    let last = archive.seen.lock().unwrap().values().map(|e| e.0).max();
    assert_eq!(last, Some(number), "the last edition was never seen");
    (
        number,
        archive
            .answers
            .each_ref()
            .map(|count| count.load(Ordering::Relaxed)),
    )
}

#[test]
fn answers_are_of_one_generation_while_the_index_is_written() {
    let (_, answers) = endure(seed(3), |number| number < 8);
    assert!(answers.iter().all(|&count| count > 0), "{answers:?}");
}

#[test]
#[ignore = "takes twenty minutes: the long form"]
fn answers_are_of_one_generation_for_twenty_minutes() {
    let minutes = number_of("NEWSDEX_MINUTES", 20);
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let (editions, [open, once, batch, backup]) = endure(seed(4), |_| Instant::now() < end);
    println!(
        "{editions} editions in {minutes} minutes; answers: {open} of an open reader, {once} of processes, {batch} of batches, {backup} of backups"
    );
}
