//! A folder of pages that changes all the time, its index, and commands on it that are killed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, UNIX_EPOCH};

use newsdex::Error;
use newsdex::index::{Index, verify};
use tempfile::TempDir;

use super::{Chance, articles, text};

/// A page: what makes it the same page, and how often it was rewritten.
pub type Page = (String, u32);

/// A folder of pages that changes, beside its index.
pub struct Archive {
    folder: TempDir,
    pub chance: Chance,
    files: BTreeMap<String, Vec<Page>>,
    made: u32,
}

const FILES: usize = 16;
const RECORDS: usize = 8;

fn token((name, version): &Page) -> String {
    format!("{name}v{version}")
}

/// The text of a page, which names somebody. Its editions differ in a word: pages of one address that have less in common are several articles.
fn story(page: &Page) -> String {
    let told = format!(
        "was repaired in edition {} for Mayor {MAYOR} of Bremen on",
        token(page)
    );
    text(&page.0).replacen("was repaired on", &told, 1)
}

/// Who is named in each page.
pub const MAYOR: &str = "Maria Holt";

impl Archive {
    pub fn new(seed: u64) -> Self {
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

    pub fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    pub fn index(&self) -> PathBuf {
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
            pages.iter().map(story).collect()
        } else {
            let record = |page: &Page| {
                let url = format!("https://a.example/{}", page.0);
                serde_json::json!({"url": url, "text": story(page)}).to_string() + "\n"
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
    pub fn change(&mut self) {
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
    pub fn expected(&self) -> BTreeMap<String, String> {
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
    pub fn has(&self, own: &str, version: &str) -> bool {
        let mut pages = self.files.values().flatten();
        pages.any(|page| page.0 == own && token(page) == version)
    }

    /// The folder in which pages and index lie.
    pub fn base(&self) -> &Path {
        self.folder.path()
    }

    /// A run that indexes, with names or without.
    pub fn run(&self, names: bool) -> Command {
        let mut run = self.command(&["index", "pages", "--prune", "--json"]);
        if !names {
            run.arg("--no-entities");
        }
        run.args(["--commit-every", "0", "--threads", "2"]);
        run
    }

    /// Any command, in the folder of the archive.
    pub fn command(&self, said: &[&str]) -> Command {
        let mut command = super::newsdex(self.folder.path());
        command.args(said).env("NEWSDEX_THREADS", "2");
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Takes some files away whose articles the index has.
    pub fn lose_some(&mut self) {
        let names: Vec<String> = self.files.keys().cloned().collect();
        for name in names {
            if self.chance.once_in(5) {
                self.remove(&name);
            }
        }
    }

    /// The list of names and the articles tell the same of in how many of them the mayor is; that number.
    pub fn check_names(&self) -> u64 {
        let asked = |said: &[&str]| {
            let output = self.command(said).stdout(Stdio::piped()).output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                matches!(output.status.code(), Some(0 | 1)),
                "{said:?}: {told}"
            );
            String::from_utf8(output.stdout).unwrap()
        };
        let query = format!("person:\"{MAYOR}\"");
        let found: u64 = asked(&["count", &query]).trim().parse().unwrap();
        let listed = asked(&["entities", "--json", MAYOR]);
        let mut records = listed
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let listed = records.find(|record| record["name"] == MAYOR);
        let listed = listed.map_or(0, |record| record["articles"].as_u64().unwrap());
        assert_eq!(found, listed, "names and articles differ");
        found
    }

    /// The articles of the index by what makes them the same, with their tokens; nothing if there is no index yet.
    pub fn held(&self) -> Option<BTreeMap<String, String>> {
        held_in(&self.index())
    }

    /// Nothing lies in the folder of the index but what belongs to the last commit, and nothing beside it but what is named.
    pub fn check_nothing_left(&self, beside: &[&str]) {
        let health = verify(&self.index()).unwrap();
        assert_eq!((health.faults, health.leftovers), (Vec::new(), Vec::new()));
        let mut names = names_in(&self.index());
        let ours: Vec<String> = ["catalog", "memory", "names"]
            .map(|kind| format!("{kind}-{}", health.generation))
            .to_vec();
        // An index without names needs no list of them.
        let needed = &ours[..2];
        assert!(
            needed.iter().all(|ours| names.contains(ours)),
            "of one generation: {names:?}"
        );
        names.retain(|name| {
            let segment = name.len() > 32 && name.as_bytes()[32] == b'.';
            !segment && !ours.contains(name)
        });
        let lasting = [
            ".managed.json",
            ".tantivy-meta.lock",
            ".tantivy-writer.lock",
            "meta.json",
            "newsdex.json",
            "writer.lock",
        ];
        assert_eq!(names, lasting);
        assert_eq!(fs::read(self.index().join("writer.lock")).unwrap(), b"");
        let mut found = names_in(self.base());
        found.retain(|name| !beside.contains(&name.as_str()));
        assert_eq!(found, ["index", "pages"]);
    }
}

/// The articles of any index, as [`Archive::held`].
pub fn held_in(index: &Path) -> Option<BTreeMap<String, String>> {
    let index = match Index::open(index) {
        Ok(index) => index,
        Err(Error::NoIndex { .. }) => return None,
        Err(error) => panic!("{error}"),
    };
    let mut held = BTreeMap::new();
    for all in articles(&index).values() {
        let path = all.split(' ').next().unwrap();
        let rest = all.split_once("in edition ").unwrap().1;
        let token = rest.split(' ').next().unwrap().to_owned();
        let own = if path.ends_with(".txt") {
            path.trim_start_matches("pages/").to_owned()
        } else {
            token.split('v').next().unwrap().to_owned()
        };
        let name = token.split('v').next().unwrap();
        let times = all.matches(name).count();
        assert!(times >= 5, "an article is not whole: {all}");
        assert_eq!(held.insert(own, token), None, "twice: {path}");
    }
    Some(held)
}

/// The names in a folder, in order.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Runs a command to its end, which must be a good one, and how long that took.
pub fn complete(mut command: Command) -> Duration {
    let begun = Instant::now();
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{command:?}: {said}");
    begun.elapsed()
}

/// Runs a command, which is killed after a time unless it ends before. True if it was killed.
pub fn kill_after(mut command: Command, time: Duration) -> bool {
    let begun = Instant::now();
    let mut run = command.spawn().unwrap();
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
