//! `newsdex index` is killed at any moment, and nothing is lost.
//!
//! An archive of text files and JSON Lines changes all the time: pages are added, rewritten, removed, and move from file
//! to file. Runs that index it are killed (SIGKILL) at moments that are spread over the time a whole run takes, with a commit
//! after each source, so that commits and merges are under way most of the time. After each kill the index must be sound, and hold
//! every article whose page did not change; the next run must complete the work and leave nothing behind.
//!
//! `cargo test --release --test crash -- --ignored --nocapture` does it 240 times; `NEWSDEX_SEED` and `NEWSDEX_KILLS` change
//! chance and number.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test that cannot prepare its files should stop, and makes their names itself"
)]

mod harm;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant, UNIX_EPOCH};

use harm::{Chance, articles, number_of, seed, text};
use newsdex::Error;
use newsdex::index::{Index, verify};
use tempfile::TempDir;

/// A page: what makes it the same page, and how often it was rewritten.
type Page = (String, u32);

/// A folder of pages that changes, beside its index.
struct Archive {
    folder: TempDir,
    chance: Chance,
    files: BTreeMap<String, Vec<Page>>,
    made: u32,
}

const FILES: usize = 16;
const RECORDS: usize = 8;

fn token((name, version): &Page) -> String {
    format!("{name}v{version}")
}

impl Archive {
    fn new(seed: u64) -> Self {
        let mut archive = Self {
            folder: tempfile::tempdir().unwrap(),
            chance: Chance::new(seed),
            files: BTreeMap::new(),
            made: 0,
        };
        fs::create_dir(archive.pages()).unwrap();
        for _ in 0..FILES {
            archive.add_file();
        }
        archive
    }

    fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn new_page(&mut self) -> Page {
        self.made += 1;
        (format!("p{}", self.made), 1)
    }

    fn add_file(&mut self) {
        let (count, kind) = if self.chance.once_in(3) {
            (RECORDS, "jsonl")
        } else {
            (1, "txt")
        };
        let pages: Vec<Page> = (0..count).map(|_| self.new_page()).collect();
        let name = format!("{:02}-{}.{kind}", self.chance.below(100), self.made);
        self.write(&name, pages);
    }

    fn write(&mut self, name: &str, pages: Vec<Page>) {
        let bytes = if name.ends_with(".txt") {
            pages.iter().map(|page| text(&token(page))).collect()
        } else {
            let record = |page: &Page| {
                let url = format!("https://a.example/{}", page.0);
                serde_json::json!({"url": url, "text": text(&token(page))}).to_string() + "\n"
            };
            pages.iter().map(record).collect::<String>()
        };
        fs::write(self.pages().join(name), bytes).unwrap();
        self.files.insert(name.to_owned(), pages);
    }

    fn remove(&mut self, name: &str) -> Vec<Page> {
        fs::remove_file(self.pages().join(name)).unwrap();
        self.files.remove(name).unwrap()
    }

    /// Changes about a third of all files.
    fn change(&mut self) {
        let names: Vec<String> = self.files.keys().cloned().collect();
        for name in names {
            match self.chance.below(12) {
                0 => drop(self.remove(&name)),
                1 if name.ends_with(".jsonl") => {
                    // A page is in two files now.
                    let moved = self.files[&name][0].clone();
                    let other = format!("{:02}-copy{}.jsonl", self.chance.below(100), self.made);
                    let fresh = self.new_page();
                    self.write(&other, vec![moved, fresh]);
                }
                1..=3 => {
                    let mut pages = self.files[&name].clone();
                    let at = self.chance.below(pages.len());
                    pages[at].1 += 1;
                    if pages.len() > 1 && self.chance.once_in(2) {
                        pages.remove(0);
                    }
                    self.write(&name, pages);
                }
                _ => {}
            }
        }
        while self.files.len() < FILES {
            self.add_file();
        }
    }

    /// What each article should be: a text file is one of its own; of the files that have a record the newest one owns it, by
    /// the minute, and of those of one minute the first by name.
    fn expected(&self) -> BTreeMap<String, String> {
        let mut expected: BTreeMap<String, (u64, String)> = BTreeMap::new();
        for (name, pages) in &self.files {
            let minute = self.minute(name);
            for page in pages {
                let own = if name.ends_with(".txt") {
                    name
                } else {
                    &page.0
                };
                let found = (minute, token(page));
                let kept = expected.entry(own.clone()).or_insert(found.clone());
                if found.0 > kept.0 {
                    *kept = found;
                }
            }
        }
        let tokens = expected.into_iter().map(|(own, (_, token))| (own, token));
        tokens.collect()
    }

    /// When a file was written.
    fn minute(&self, name: &str) -> u64 {
        let metadata = fs::metadata(self.pages().join(name)).unwrap();
        let written = metadata.modified().unwrap();
        written.duration_since(UNIX_EPOCH).unwrap().as_secs() / 60
    }

    /// Whether some file has this version of a record.
    fn has(&self, own: &str, version: &str) -> bool {
        let mut pages = self.files.values().flatten();
        pages.any(|page| page.0 == own && token(page) == version)
    }

    fn command(&self) -> std::process::Command {
        let mut command = harm::newsdex(self.folder.path());
        command.args(["index", "pages", "--prune", "--json", "--no-entities"]);
        command.args(["--commit-every", "0", "--threads", "2"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Runs to the end, and how long that took.
    fn complete(&self) -> Duration {
        let begun = Instant::now();
        let output = self.command().output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        begun.elapsed()
    }

    /// Runs and is killed after a time, unless it ends before. True if it was killed.
    fn kill_after(&self, time: Duration) -> bool {
        let begun = Instant::now();
        let mut run = self.command().spawn().unwrap();
        loop {
            if let Some(status) = run.try_wait().unwrap() {
                assert!(status.success(), "a run that was not killed failed");
                return false;
            }
            if begun.elapsed() >= time {
                run.kill().unwrap();
                run.wait().unwrap();
                return true;
            }
            std::thread::yield_now();
        }
    }

    /// The articles of the index by what makes them the same, with their tokens; nothing if there is no index yet.
    fn held(&self) -> Option<BTreeMap<String, String>> {
        let index = match Index::open(&self.index()) {
            Ok(index) => index,
            Err(Error::NoIndex { .. }) => return None,
            Err(error) => panic!("{error}"),
        };
        let mut held = BTreeMap::new();
        for all in articles(&index).values() {
            let path = all.split(' ').next().unwrap();
            let rest = all.split_once("repairs the ").unwrap().1;
            let token = rest.split(' ').next().unwrap().to_owned();
            let own = if path.ends_with(".txt") {
                path.trim_start_matches("pages/").to_owned()
            } else {
                token.split('v').next().unwrap().to_owned()
            };
            let times = all.matches(&token).count();
            assert!(times >= 4, "an article is not whole: {all}");
            assert_eq!(held.insert(own, token), None, "twice: {path}");
        }
        Some(held)
    }
}

/// What happened.
#[derive(Debug, Default)]
struct Tally {
    killed: u32,
    ended_before: u32,
    before_first_commit: u32,
    generations: BTreeSet<u64>,
    with_leftovers: u32,
}

/// Checks an index whose writer was killed. `before` is what it held before the run, `now` what it should hold after it.
fn check(archive: &Archive, before: &BTreeMap<String, String>, tally: &mut Tally) {
    let Some(held) = archive.held() else {
        assert!(before.is_empty(), "the index has gone");
        tally.before_first_commit += 1;
        return;
    };
    let health = verify(&archive.index()).unwrap();
    assert_eq!(health.faults, [], "the index is not sound");
    tally.generations.insert(health.generation);
    tally.with_leftovers += u32::from(!health.leftovers.is_empty());
    let now = archive.expected();
    for (own, token) in &now {
        if before.get(own) == Some(token) {
            // Another file may have another version of a record, and own the article until the run comes to the first one.
            let other = |held: &&String| archive.has(own, held);
            let found = held.get(own).filter(|held| *held == token || other(held));
            assert!(found.is_some(), "{token} is lost: {:?}", held.get(own));
        }
    }
}

/// Nothing lies in the folder but what belongs to the last commit.
fn check_nothing_left(archive: &Archive) {
    let health = verify(&archive.index()).unwrap();
    assert_eq!((health.faults, health.leftovers), (Vec::new(), Vec::new()));
    let names = fs::read_dir(archive.index()).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| {
        let segment = name.len() > 32 && name.as_bytes()[32] == b'.';
        !segment
            && !["catalog-", "memory-", "names-"]
                .iter()
                .any(|kind| name.starts_with(kind))
    });
    names.sort();
    let lasting = [
        ".managed.json",
        ".tantivy-meta.lock",
        ".tantivy-writer.lock",
        "meta.json",
        "newsdex.json",
        "writer.lock",
    ];
    assert_eq!(names, lasting);
    assert_eq!(fs::read(archive.index().join("writer.lock")).unwrap(), b"");
}

fn kill_often(seed: u64, kills: u64) -> Tally {
    let mut archive = Archive::new(seed);
    let mut tally = Tally::default();
    let mut whole = archive.complete();
    fs::remove_dir_all(archive.index()).unwrap();
    let mut before = BTreeMap::new();
    while u64::from(tally.killed) < kills {
        let share = archive.chance.below(1100) as f64 / 1000.0;
        if archive.kill_after(whole.mul_f64(share)) {
            tally.killed += 1;
        } else {
            tally.ended_before += 1;
        }
        check(&archive, &before, &mut tally);
        if archive.chance.once_in(3) {
            // The next run is killed too, with what this one left.
            before = archive.held().unwrap_or_default();
            continue;
        }
        let time = archive.complete();
        check_nothing_left(&archive);
        before = archive.held().unwrap();
        assert_eq!(before, archive.expected());
        whole = (whole * 3 + time) / 4;
        if archive.chance.once_in(10) {
            fs::remove_dir_all(archive.index()).unwrap();
            before.clear();
        }
        archive.change();
    }
    archive.complete();
    check_nothing_left(&archive);
    tally
}

#[test]
fn a_killed_run_loses_nothing_and_the_next_one_completes_it() {
    kill_often(seed(1), 8);
}

#[test]
#[ignore = "takes minutes: the long form"]
fn a_run_killed_hundreds_of_times_loses_nothing() {
    let tally = kill_often(seed(2), number_of("NEWSDEX_KILLS", 240));
    println!(
        "killed {} times ({} before the first commit, {} with files left behind, {} different generations); {} runs ended before they were killed",
        tally.killed,
        tally.before_first_commit,
        tally.with_leftovers,
        tally.generations.len(),
        tally.ended_before
    );
}
