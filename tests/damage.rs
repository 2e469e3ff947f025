//! Bytes of an index change by themselves: every one is noticed, and none gives a wrong answer.
//!
//! `cargo test --release --test damage -- --ignored --nocapture` flips 1,000 bytes; `NEWSDEX_SEED` and `NEWSDEX_FLIPS` change
//! chance and number.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Output;

use harm::{Chance, newsdex, number_of, seed, text};
use newsdex::index::{Index, verify};
use newsdex::search::{Facet, Request, Searcher};
use serde_json::Value;
use tempfile::TempDir;

/// Pages and an index of several segments made of them, with deletions.
struct Bench {
    folder: TempDir,
}

const PAGES: usize = 40;

impl Bench {
    fn new() -> Self {
        let bench = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(bench.folder.path().join("pages")).unwrap();
        for part in 0..3 {
            for page in (0..PAGES).filter(|page| page % 3 == part) {
                bench.write(page, 1);
            }
            bench.run(&["index", "pages", "-q"]);
        }
        (0..4).for_each(|page| bench.write(page * 7, 2));
        bench.run(&["index", "pages", "-q"]);
        bench
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn page(&self, page: usize) -> PathBuf {
        self.folder.path().join(format!("pages/{page:02}.txt"))
    }

    fn write(&self, page: usize, version: usize) {
        let words = ["ferry", "harbour", "council", "viaduct", "Ministerium"];
        let more = words[page % words.len()];
        let body = text(&format!("p{page}v{version}"));
        let last = format!(
            "\n\nAnna Meier of the {more} said in Berlin on 3 May 2026 that the {more} of number {page} is safe.\n"
        );
        fs::write(self.page(page), body + &last).unwrap();
    }

    fn try_run(&self, words: &[&str]) -> Output {
        newsdex(self.folder.path()).args(words).output().unwrap()
    }

    fn run(&self, words: &[&str]) -> String {
        let output = self.try_run(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Queries that read every kind of file: words, phrases, wildcards, columns, dates, stored text.
const QUERIES: [&str; 6] = [
    "council repairs",
    "\"second crew is to follow\"",
    "harb*",
    "safe w/s Berlin",
    "person:Meier",
    "*",
];

/// All that an index answers, as text. Errors are told from answers.
fn answers(folder: &Path) -> Vec<Result<String, String>> {
    let searcher = Index::open(folder).and_then(|index| Searcher::open(&index));
    let searcher = match searcher {
        Ok(searcher) => searcher,
        Err(error) => return vec![Err(error.to_string()); QUERIES.len()],
    };
    let ask = |query: &&str| {
        let request = Request {
            query: (*query).to_owned(),
            limit: PAGES,
            facets: vec![Facet::Site, Facet::Lang, Facet::Person],
            ..Request::default()
        };
        let found = searcher
            .search(&request)
            .map_err(|error| error.to_string())?;
        Ok(format!(
            "{} {:?} {:?}",
            found.total, found.hits, found.facets
        ))
    };
    QUERIES.iter().map(ask).collect()
}

/// The files of the index that have bytes.
fn files(folder: &Path) -> Vec<(PathBuf, usize)> {
    let entries = fs::read_dir(folder).unwrap();
    let files = entries.map(|entry| entry.unwrap());
    let sized = files.map(|entry| (entry.path(), entry.metadata().unwrap().len() as usize));
    let mut sized: Vec<_> = sized.filter(|(_, size)| *size > 0).collect();
    sized.sort();
    sized
}

/// What came of flips.
#[derive(Debug, Default)]
struct Tally {
    flips: u64,
    answers: u64,
    right: u64,
    errors: u64,
}

/// Flips a byte at a time; half of them anywhere, half in a file picked first, so that small files get their share.
fn flip_often(flips: u64, seed: u64) -> Tally {
    let bench = Bench::new();
    let folder = bench.index();
    assert!(verify(&folder).unwrap().is_sound());
    let right = answers(&folder);
    assert!(right.iter().all(Result::is_ok), "{right:?}");
    let files = files(&folder);
    let all: usize = files.iter().map(|(_, size)| size).sum();
    let mut chance = Chance::new(seed);
    let mut tally = Tally::default();
    for flip in 0..flips {
        let (path, at) = if flip % 2 == 0 {
            place(&files, chance.below(all))
        } else {
            let (path, size) = &files[chance.below(files.len())];
            (path, chance.below(*size))
        };
        let whole = fs::read(path).unwrap();
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << chance.below(8);
        replace(path, &flipped);
        let name = format!("seed {seed}: byte {at} of {}", path.display());
        let noticed = verify(&folder).map_or(true, |health| !health.is_sound());
        assert!(noticed, "not noticed: {name}");
        let found = catch_unwind(AssertUnwindSafe(|| answers(&folder)));
        let found = found.unwrap_or_else(|_| panic!("a panic: {name}"));
        for (found, right) in found.iter().zip(&right) {
            tally.answers += 1;
            match found {
                Ok(_) => {
                    assert_eq!(found, right, "a wrong answer: {name}");
                    tally.right += 1;
                }
                Err(_) => tally.errors += 1,
            }
        }
        tally.flips += 1;
        replace(path, &whole);
    }
    assert!(verify(&folder).unwrap().is_sound());
    tally
}

/// A file of its own, as damage on the disk leaves it; not a change of pages that are mapped.
fn replace(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

fn place(files: &[(PathBuf, usize)], mut at: usize) -> (&PathBuf, usize) {
    for (path, size) in files {
        if at < *size {
            return (path, at);
        }
        at -= size;
    }
    unreachable!("a byte behind the last file")
}

#[test]
fn every_flipped_byte_is_noticed_and_gives_no_wrong_answer() {
    let tally = flip_often(60, seed(4));
    assert!(tally.errors > 0, "{tally:?}");
}

#[test]
#[ignore = "takes minutes: the long form"]
fn a_thousand_flipped_bytes_are_noticed_and_give_no_wrong_answer() {
    let tally = flip_often(number_of("NEWSDEX_FLIPS", 1000), seed(5));
    println!("{tally:?}");
}

#[test]
fn an_index_that_lost_its_marker_is_told_as_one_and_repaired() {
    let bench = Bench::new();
    fs::remove_file(bench.index().join("newsdex.json")).unwrap();
    for words in [&["search", "*"][..], &["index", "pages"]] {
        let said = bench.try_run(words);
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(said.contains("newsdex.json is missing"), "{said}");
        assert!(said.contains("newsdex repair"), "{said}");
    }
    let repaired: Value = serde_json::from_str(&bench.run(&["repair", "--json", "-q"])).unwrap();
    assert_eq!(repaired["articles"], PAGES, "{repaired}");
    bench.run(&["verify"]);
}

#[test]
fn the_program_says_what_is_damaged_and_repairs_it() {
    let bench = Bench::new();
    let before = answers(&bench.index());
    let ids = bench.run(&["search", "*", "--format", "ids", "-n", "100"]);
    for part in [
        "store",
        "idx",
        "term",
        "pos",
        "fast",
        "fieldnorm",
        "meta.json",
        "newsdex.json",
        "catalog-",
        "memory-",
        "names-",
        ".managed.json",
    ] {
        let path = files(&bench.index())
            .into_iter()
            .map(|(path, _)| path)
            .find(|path| path.to_string_lossy().contains(part))
            .unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes[20] ^= 1;
        replace(&path, &bytes);
        let verified = bench.try_run(&["verify", "--json"]);
        assert_eq!(verified.status.code(), Some(2), "{part}");
        let report: Value = serde_json::from_slice(&verified.stdout).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(report["faults"][0]["file"], name, "{report}");
        let advice = bench.try_run(&["verify"]);
        let advice = String::from_utf8_lossy(&advice.stderr).into_owned();
        assert!(advice.contains("newsdex repair"), "{advice}");
        let repaired: Value =
            serde_json::from_str(&bench.run(&["repair", "--json", "-q"])).unwrap();
        assert_eq!(
            repaired["lost"],
            Value::Array(Vec::new()),
            "{part}: {repaired}"
        );
        assert_eq!(repaired["articles"], PAGES, "{part}: {repaired}");
        bench.run(&["verify"]);
        let now = bench.run(&["search", "*", "--format", "ids", "-n", "100"]);
        let sorted = |ids: &str| {
            let mut lines: Vec<String> = ids.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&now), sorted(&ids), "{part}");
    }
    let found = |all: &[Result<String, String>]| -> Vec<String> {
        let total = |answer: &Result<String, String>| {
            answer
                .as_ref()
                .unwrap()
                .split(' ')
                .next()
                .unwrap()
                .to_owned()
        };
        all.iter().map(total).collect()
    };
    assert_eq!(found(&answers(&bench.index())), found(&before));
    let again: Value = serde_json::from_str(&bench.run(&["index", "pages", "--json"])).unwrap();
    assert_eq!(
        (&again["new"], &again["updated"], &again["unchanged"]),
        (&0.into(), &0.into(), &PAGES.into())
    );
}

#[test]
fn a_repair_keeps_what_it_can_read_and_names_what_is_lost() {
    let bench = Bench::new();
    let store = files(&bench.index())
        .into_iter()
        .map(|(path, _)| path)
        .find(|path| path.extension().is_some_and(|e| e == "store"))
        .unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[20] ^= 1;
    replace(&store, &bytes);
    // Of the articles that cannot be read, one has its page no longer.
    let repaired = {
        let lost = (0..PAGES).map(|page| bench.page(page));
        let kept: Vec<_> = lost.skip(1).step_by(2).collect();
        for path in kept {
            fs::remove_file(path).unwrap();
        }
        bench.try_run(&["repair", "--json", "-q"])
    };
    let report: Value = serde_json::from_slice(&repaired.stdout).unwrap();
    let count = |field: &str| report[field].as_u64().unwrap() as usize;
    let lost = report["lost"].as_array().unwrap();
    assert!(
        !lost.is_empty() && count("kept") > 0 && count("read") > 0,
        "{report}"
    );
    assert_eq!(repaired.status.code(), Some(2));
    assert_eq!(count("kept") + count("read") + lost.len(), PAGES);
    assert!(
        lost.iter()
            .all(|one| !bench.folder.path().join(one[0].as_str().unwrap()).exists())
    );
    assert!(verify(&bench.index()).unwrap().is_sound());
}

#[test]
fn a_rebuilt_index_keeps_articles_whose_pages_have_gone_and_answers_meanwhile() {
    let bench = Bench::new();
    fs::remove_file(bench.page(5)).unwrap();
    fs::remove_file(bench.page(7)).unwrap();
    let before = answers(&bench.index());
    let generation = Index::open(&bench.index())
        .unwrap()
        .generation()
        .unwrap()
        .number;
    let open = Searcher::open(&Index::open(&bench.index()).unwrap()).unwrap();
    let report: Value = serde_json::from_str(&bench.run(&["rebuild", "--json", "-q"])).unwrap();
    assert_eq!(
        (&report["kept"], &report["read"]),
        (&2.into(), &(PAGES - 2).into())
    );
    assert!(report["generation"].as_u64().unwrap() > generation);
    assert!(!bench.folder.path().join("index.rebuild").exists());
    let total = |answers: &[Result<String, String>]| {
        answers[5]
            .as_ref()
            .unwrap()
            .split(' ')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(total(&answers(&bench.index())), total(&before));
    assert!(
        open.reload().unwrap(),
        "a session that is open sees the new index"
    );
    bench.run(&["search", "p7v2"]);
    assert!(verify(&bench.index()).unwrap().is_sound());
}

#[test]
fn an_index_of_an_older_format_is_told_apart_and_rebuilt() {
    let bench = Bench::new();
    fs::write(bench.index().join("newsdex.json"), harm::marker(2)).unwrap();
    let said = bench.try_run(&["search", "council"]);
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        said.contains("format 2") && said.contains("newsdex rebuild"),
        "{said}"
    );
    fs::write(bench.index().join("newsdex.json"), harm::marker(99)).unwrap();
    let said = bench.try_run(&["search", "council"]);
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        said.contains("format 99") && said.contains("the newsdex that made it"),
        "{said}"
    );
    fs::write(bench.index().join("newsdex.json"), harm::marker(2)).unwrap();
    bench.run(&["rebuild", "-q"]);
    bench.run(&["verify"]);
    bench.run(&["search", "council"]);
}

#[test]
fn a_backup_made_while_another_process_writes_is_whole_and_can_be_restored() {
    let bench = Bench::new();
    for page in 0..PAGES {
        bench.write(page, 3);
    }
    let mut writing = newsdex(bench.folder.path());
    writing.args(["index", "pages", "-q", "--commit-every", "0"]);
    let mut writing = writing.stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut made = 0;
    let mut generations = std::collections::BTreeSet::new();
    loop {
        let ended = writing.try_wait().unwrap();
        let name = format!("backup-{made}");
        let mut words = vec!["backup", name.as_str(), "--json"];
        words.extend((made % 2 == 0).then_some("--copy"));
        let report: Value = serde_json::from_str(&bench.run(&words)).unwrap();
        generations.insert(report["generation"].as_u64().unwrap());
        let copy = bench.folder.path().join(&name);
        let health = verify(&copy).unwrap();
        assert_eq!((health.faults, health.articles), (Vec::new(), PAGES as u64));
        made += 1;
        if let Some(status) = ended {
            assert!(status.success());
            break;
        }
    }
    assert!(
        made > 1 && generations.len() > 1,
        "{made} backups of {generations:?}"
    );
    fs::remove_dir_all(bench.index()).unwrap();
    let last = bench.folder.path().join(format!("backup-{}", made - 1));
    fs::rename(last, bench.index()).unwrap();
    let report: Value = serde_json::from_str(&bench.run(&["index", "pages", "--json"])).unwrap();
    assert_eq!(report["unchanged"], PAGES);
    let refused = bench.try_run(&["backup", "backup-0"]);
    assert_eq!(
        refused.status.code(),
        Some(2),
        "a full folder is no place for a backup"
    );
}

#[test]
fn a_file_that_is_missing_or_damaged_is_named_by_what_needs_it() {
    let bench = Bench::new();
    for part in ["pos", "idx", "store"] {
        let path = files(&bench.index())
            .into_iter()
            .map(|(path, _)| path)
            .find(|path| path.extension().is_some_and(|e| e == part))
            .unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let whole = fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        flipped[20] ^= 1;
        fs::remove_file(&path).unwrap();
        let told = |words: &[&str]| {
            let said = bench.try_run(words);
            assert_eq!(said.status.code(), Some(2), "{words:?}");
            let said = String::from_utf8_lossy(&said.stderr).into_owned();
            assert!(
                said.contains("is damaged") && said.contains(&name),
                "{said}"
            );
            assert!(said.contains("newsdex repair"), "{said}");
            assert!(
                !said.contains("schema") && !said.contains("Error"),
                "{said}"
            );
        };
        told(&["search", "*"]);
        told(&["index", "pages"]);
        let half = bench.try_run(&["backup", "half"]);
        assert_eq!(half.status.code(), Some(2), "{part} is not there");
        assert!(!bench.folder.path().join("half").exists(), "{part}");
        fs::write(&path, flipped).unwrap();
        if part == "store" {
            told(&["search", "*"]);
        }
        replace(&path, &whole);
    }
    bench.run(&["search", "*"]);
}
