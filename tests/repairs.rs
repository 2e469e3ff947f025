//! What a repair and a rebuilding keep, what they say of the rest, and that nothing of the user's goes with the old index.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use harm::{newsdex, text};
use newsdex::index::{FORMAT, verify};
use serde_json::Value;
use tempfile::TempDir;

/// Pages indexed in two runs; of the first run's, some were removed and some changed by the second.
struct Bench {
    folder: TempDir,
}

const PAGES: u64 = 40;
const REMOVED: u64 = 3;

impl Bench {
    fn new() -> Self {
        let bench = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(bench.path("pages")).unwrap();
        (0..PAGES).for_each(|page| bench.write(page, 1));
        bench.run(&["index", "pages", "-q"]);
        (0..REMOVED).for_each(|page| fs::remove_file(bench.page(page)).unwrap());
        (REMOVED..8).for_each(|page| bench.write(page, 2));
        bench.run(&["index", "pages", "--prune", "-q"]);
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn page(&self, page: u64) -> PathBuf {
        self.path(&format!("pages/{page:02}.txt"))
    }

    fn write(&self, page: u64, version: u64) {
        fs::write(self.page(page), text(&format!("p{page}v{version}"))).unwrap();
    }

    fn ran(&self, words: &[&str]) -> Output {
        newsdex(self.folder.path()).args(words).output().unwrap()
    }

    fn run(&self, words: &[&str]) -> String {
        let output = self.ran(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Repairs the index; its report and exit code.
    fn repair(&self) -> (Value, Option<i32>) {
        let output = self.ran(&["repair", "--json", "-q"]);
        let report = serde_json::from_slice(&output.stdout).unwrap();
        (report, output.status.code())
    }

    fn count(&self, query: &str) -> u64 {
        let said = self.ran(&["count", query]);
        String::from_utf8(said.stdout)
            .unwrap()
            .trim()
            .parse()
            .unwrap()
    }

    /// The files of the index whose names end so.
    fn files(&self, end: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("index")).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let mut paths: Vec<PathBuf> = paths
            .filter(|path| path.to_string_lossy().ends_with(end))
            .collect();
        paths.sort();
        assert!(!paths.is_empty(), "no file ends with {end}");
        paths
    }

    fn catalog(&self) -> PathBuf {
        let entries = fs::read_dir(self.path("index")).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let is_catalog = |path: &PathBuf| path.to_string_lossy().contains("catalog-");
        paths.filter(is_catalog).last().unwrap()
    }

    /// Takes all pages away.
    fn lose_pages(&self) {
        fs::rename(self.path("pages"), self.path("elsewhere")).unwrap();
    }
}

fn spoil(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn without_its_catalog_a_repaired_index_has_every_article_once_and_in_its_last_version() {
    for pages_are_there in [true, false] {
        let bench = Bench::new();
        spoil(&bench.catalog());
        if !pages_are_there {
            bench.lose_pages();
        }
        let (report, code) = bench.repair();
        assert_eq!(
            (&report["before"], &report["articles"], code),
            (
                &(PAGES - REMOVED).into(),
                &(PAGES - REMOVED).into(),
                Some(0)
            ),
            "{report}"
        );
        assert_eq!((bench.count("p5v1"), bench.count("p5v2")), (0, 1));
        assert_eq!(bench.count("p1v1"), 0);
        assert!(verify(&bench.path("index")).unwrap().is_sound());
    }
}

#[test]
fn what_is_lost_without_a_name_is_counted_and_the_old_index_kept() {
    let bench = Bench::new();
    spoil(&bench.catalog());
    bench.files(".store").iter().for_each(|store| spoil(store));
    let (report, code) = bench.repair();
    assert_eq!(code, Some(2));
    assert_eq!(report["before"], PAGES - REMOVED);
    let (articles, unnamed) = (&report["articles"], &report["unnamed"]);
    let [articles, unnamed] = [articles, unnamed].map(|count| count.as_u64().unwrap());
    assert!(
        unnamed > 0 && articles + unnamed == PAGES - REMOVED,
        "{report}"
    );
    assert!(bench.path("index.damaged").join("meta.json").exists());
    bench.run(&["index", "pages", "-q"]);
    assert_eq!(bench.count("*"), PAGES - REMOVED);
}

#[test]
fn articles_that_may_have_been_removed_are_told_as_such() {
    let bench = Bench::new();
    spoil(&bench.catalog());
    bench.files(".del").iter().for_each(|list| spoil(list));
    bench.lose_pages();
    let (report, code) = bench.repair();
    assert_eq!((&report["doubtful"], code), (&true.into(), Some(2)));
    assert_eq!(report["articles"], PAGES);
    assert_eq!((bench.count("p5v1"), bench.count("p5v2")), (0, 1));
    assert_eq!(
        report["old"],
        bench.path("index.damaged").to_string_lossy().as_ref()
    );
    // A second one takes the next free name.
    spoil(&bench.catalog());
    fs::remove_file(bench.path("index/meta.json")).unwrap();
    let (report, code) = bench.repair();
    assert_eq!((&report["before"], code), (&Value::Null, Some(2)));
    assert_eq!(
        report["old"],
        bench.path("index.damaged-2").to_string_lossy().as_ref()
    );
}

#[test]
fn what_the_user_keeps_in_the_folder_of_an_index_stays() {
    let bench = Bench::new();
    fs::write(bench.path("index/names.toml"), "# none yet\n").unwrap();
    fs::create_dir(bench.path("index/notes")).unwrap();
    fs::write(bench.path("index/notes/a.txt"), "mine").unwrap();
    bench.run(&["rebuild", "-q"]);
    spoil(&bench.catalog());
    assert_eq!(bench.repair().1, Some(0));
    let rules = |folder: &str| fs::read_to_string(bench.path(folder).join("names.toml")).unwrap();
    assert_eq!(rules("index"), "# none yet\n");
    assert_eq!(
        fs::read_to_string(bench.path("index/notes/a.txt")).unwrap(),
        "mine"
    );
    bench.run(&["backup", "copy", "-q"]);
    assert_eq!(rules("copy"), "# none yet\n");
}

#[test]
fn an_index_of_a_later_version_is_left_as_it_is() {
    let bench = Bench::new();
    fs::write(bench.path("index/newsdex.json"), harm::marker(FORMAT + 1)).unwrap();
    for command in ["repair", "rebuild", "verify", "search"] {
        let output = bench.ran(&[command, if command == "search" { "bridge" } else { "-q" }]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command}: {said}");
        assert!(
            said.contains(&format!("format {}", FORMAT + 1)),
            "{command}: {said}"
        );
    }
    fs::write(bench.path("index/newsdex.json"), harm::marker(FORMAT)).unwrap();
    assert_eq!(bench.count("*"), PAGES - REMOVED);
    // Another number, and the sum of this one, is no other version.
    let changed = harm::marker(FORMAT).replace(&format!("\"format\":{FORMAT}"), "\"format\":99");
    fs::write(bench.path("index/newsdex.json"), changed).unwrap();
    assert_eq!(bench.repair().1, Some(0));
}

#[test]
fn a_file_in_the_place_of_another_segments_is_noticed() {
    for end in [".store", ".fast", ".pos", ".fieldnorm", ".idx", ".term"] {
        let bench = Bench::new();
        let files = bench.files(end);
        assert!(files.len() > 1, "one segment");
        let other = fs::read(&files[1]).unwrap();
        fs::remove_file(&files[0]).unwrap();
        fs::write(&files[0], other).unwrap();
        assert!(!verify(&bench.path("index")).unwrap().is_sound(), "{end}");
        for words in [
            &["facets", "site"][..],
            &["search", "council", "--sort", "date"],
            &["export"],
        ] {
            let code = bench.ran(words).status.code();
            assert!(matches!(code, Some(0 | 2)), "{end} {words:?}: {code:?}");
        }
        assert_eq!(bench.repair().1, Some(0), "{end}");
        assert_eq!(bench.count("*"), PAGES - REMOVED, "{end}");
    }
}

#[test]
fn the_remains_of_a_killed_rebuilding_go_with_the_next_run_and_nothing_else_does() {
    let bench = Bench::new();
    let beside = bench.path("index.rebuild");
    fs::create_dir(&beside).unwrap();
    fs::copy(
        bench.path("index/newsdex.json"),
        beside.join("newsdex.json"),
    )
    .unwrap();
    let mark = bench.path("index/replacing");
    fs::write(&mark, "1").unwrap();
    fs::write(beside.join("replacement"), "1").unwrap();
    bench.run(&["index", "pages", "-q"]);
    assert!(!beside.exists() && !mark.exists());
    // A backup that somebody gave this name, even after a rebuilding was killed.
    fs::write(&mark, "2").unwrap();
    bench.run(&["backup", "index.rebuild", "--index", "index", "-q"]);
    bench.run(&["index", "pages", "-q"]);
    let output = bench.ran(&["rebuild", "-q"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(2) && said.contains("index.rebuild is in the way"),
        "{said}"
    );
    assert!(beside.join("newsdex.json").exists() && !mark.exists());
    fs::remove_dir_all(&beside).unwrap();
    fs::create_dir(&beside).unwrap();
    fs::write(beside.join("thesis.txt"), "mine").unwrap();
    bench.run(&["index", "pages", "-q"]);
    let output = bench.ran(&["rebuild", "-q"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(2) && said.contains("index.rebuild"),
        "{said}"
    );
    assert!(beside.join("thesis.txt").exists());
}
