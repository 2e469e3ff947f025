//! A rebuilding, or a repair, while a part of the sources has gone or is spoilt gives the articles of before, under the ids of before.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;
mod stories;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use harm::{Chance, number_of, seed};
use newsdex::index::{Index, verify};
use newsdex::pipeline::{self, Job, Rebuild, Rebuilt, Report};
use newsdex::read::Selection;
use stories::STORIES;
use tempfile::TempDir;

/// What later versions of them say too, with the number of the version behind it.
const MORE: [&str; 4] = [
    "Ansgar Holt, mayor since spring, promised free passage through every lock until",
    "Captain Imre Doss measured waves above four metres near buoy",
    "Librarian Edda Marsh lent out more novels last week than in week",
    "Grower Tomas Kilby pressed his first barrels before noon on plot",
];

/// A page of a story: its address, if it has one, its version, and the day that it states.
#[derive(Clone, Copy, Debug)]
struct Page {
    story: usize,
    address: Option<usize>,
    version: usize,
    day: usize,
}

/// A page with story, address (0 for none), version and day.
fn page(story: usize, address: usize, version: usize, day: usize) -> Page {
    Page {
        story,
        address: address.checked_sub(1),
        version,
        day,
    }
}

impl Page {
    fn title(&self) -> &'static str {
        STORIES[self.story].0
    }

    fn text(&self) -> String {
        let more = if self.version == 0 {
            String::new()
        } else {
            format!(" {} {}.", MORE[self.story], self.version)
        };
        format!("{}{more}", STORIES[self.story].1)
    }

    fn html(&self) -> String {
        let address = self.address.map(|number| {
            format!("<link rel=canonical href='https://www.example.org/news/{number}'>")
        });
        format!(
            "<html><head><title>{title}</title>{}<meta property='article:modified_time' content='2024-03-{:02}'></head>\
             <body><article><h1>{title}</h1><p>{}</p></article></body></html>",
            address.unwrap_or_default(),
            self.day,
            self.text().replace(". ", ".</p><p>"),
            title = self.title(),
        )
    }

    fn record(&self) -> String {
        let mut record = serde_json::json!({
            "title": self.title(), "body": self.text(), "modified": format!("2024-03-{:02}", self.day),
        });
        if let Some(number) = self.address {
            record["url"] = format!("https://www.example.org/news/{number}").into();
        }
        format!("{record}\n")
    }
}

/// A folder of pages with its index.
struct Archive(TempDir);

impl Archive {
    /// Pages by the names of their files.
    fn of(files: &[(&str, &[Page])]) -> Self {
        let archive = Self(tempfile::tempdir().unwrap());
        fs::create_dir(archive.path("pages")).unwrap();
        for (at, (name, pages)) in files.iter().enumerate() {
            let write = if name.contains(".jsonl") {
                Page::record
            } else {
                Page::html
            };
            let file = archive.page(name);
            fs::write(&file, pages.iter().map(write).collect::<String>()).unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + at as u64);
            let file = fs::OpenOptions::new().append(true).open(file).unwrap();
            file.set_modified(time).unwrap();
        }
        archive.index();
        archive
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn page(&self, name: &str) -> PathBuf {
        self.path("pages").join(name)
    }

    fn job(&self, selection: Selection) -> Job {
        let mut job = Job::new(self.path("index"), selection);
        (job.memory, job.threads, job.entities) = (16 << 20, 1, false);
        job
    }

    fn index(&self) -> Report {
        let job = self.job(Selection::new(vec![self.path("pages")]));
        pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap()
    }

    fn again(&self, how: Rebuild) -> Rebuilt {
        let job = self.job(Selection::default());
        let done = pipeline::rebuild(&job, how, &|_| {}, &AtomicBool::new(false)).unwrap();
        assert_eq!(verify(&self.path("index")).unwrap().faults, []);
        assert_eq!(done.articles, self.articles().len() as u64, "{done:?}");
        done
    }

    /// Path, title and text of each article, by its id.
    fn articles(&self) -> BTreeMap<String, String> {
        harm::articles(&Index::open(&self.path("index")).unwrap())
    }

    fn lose_catalog(&self) {
        let entries = fs::read_dir(self.path("index")).unwrap();
        let names = entries.map(|entry| entry.unwrap().path());
        let is_catalog = |path: &PathBuf| path.to_string_lossy().contains("catalog-");
        names
            .filter(is_catalog)
            .for_each(|path| fs::remove_file(path).unwrap());
    }
}

/// What differs between two indexes, without most of the text.
fn difference(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let of = |sign: char, one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        let differing = one.iter().filter(|(id, all)| other.get(*id) != Some(all));
        let short = |all: &str| format!("{:.40}…{}", all, all.len());
        let lines = differing.map(|(id, all)| format!("{sign} {id} {}", short(all)));
        lines.collect::<Vec<_>>()
    };
    [of('-', one, other), of('+', other, one)].concat()
}

fn assert_same(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>, said: &str) {
    assert_eq!(difference(before, now), [""; 0], "{said}");
}

fn lose(archive: &Archive, names: &[&str]) {
    for name in names {
        fs::remove_file(archive.page(name)).unwrap();
    }
}

#[test]
fn what_has_gone_keeps_its_article_its_id_and_its_text() {
    let later = page(0, 1, 1, 9);
    for (files, gone) in [
        // A newer version has gone, an older one is there.
        (
            &[("a.html", &[page(0, 1, 0, 1)][..]), ("b.html", &[later])][..],
            &["b.html"][..],
        ),
        // The story that is known by the address has gone.
        (
            &[
                ("a.html", &[page(0, 1, 0, 1)]),
                ("b.html", &[page(1, 1, 0, 5)]),
            ],
            &["a.html"],
        ),
        // That, and the newer version of the other one.
        (
            &[
                ("a.html", &[page(0, 1, 0, 3)]),
                ("b.html", &[later]),
                ("c.html", &[page(1, 1, 0, 1)]),
            ],
            &["b.html", "c.html"],
        ),
        // One of two pages without an address that say the same.
        (
            &[
                ("a.html", &[page(0, 0, 0, 1)]),
                ("b.html", &[page(0, 0, 0, 1)]),
            ],
            &["a.html"],
        ),
        // The file of several.
        (
            &[
                ("a.jsonl", &[page(0, 1, 0, 1), page(1, 1, 0, 2)]),
                ("b.jsonl", &[page(1, 1, 1, 3), page(2, 1, 0, 1)]),
            ],
            &["a.jsonl"],
        ),
    ] {
        for (how, catalog) in [
            (Rebuild::Anew, true),
            (Rebuild::Repair, true),
            (Rebuild::Repair, false),
        ] {
            let archive = Archive::of(files);
            let before = archive.articles();
            lose(&archive, gone);
            if !catalog {
                archive.lose_catalog();
            }
            let said = format!("{how:?} of {files:?} without {gone:?}, catalog: {catalog}");
            let done = archive.again(how);
            assert!(done.is_whole(), "{said}: {done:?}");
            assert_same(&before, &archive.articles(), &said);
            archive.index();
            if catalog {
                assert_same(&before, &archive.articles(), &said);
            }
        }
    }
}

#[test]
fn a_file_that_gives_its_article_no_more_keeps_it_as_stored() {
    for (what, bytes) in [
        ("empty", &b""[..]),
        ("binary", &[0x89, b'P', 0, 1, 0xFF, 0xFE, 0, 0, 0, 7]),
        ("no article", b"<html><body><nav>Menu</nav></body></html>"),
    ] {
        for how in [Rebuild::Anew, Rebuild::Repair] {
            let archive = Archive::of(&[
                ("a.html", &[page(0, 1, 0, 1)]),
                ("b.html", &[page(1, 2, 0, 1)]),
            ]);
            let before = archive.articles();
            fs::write(archive.page("a.html"), bytes).unwrap();
            let done = archive.again(how);
            assert!(done.is_whole(), "{what}: {done:?}");
            assert_same(&before, &archive.articles(), &format!("{what}, {how:?}"));
        }
    }
}

#[test]
fn a_file_that_has_become_another_article_gives_that() {
    let archive = Archive::of(&[("a.html", &[page(0, 1, 0, 1)])]);
    fs::write(archive.page("a.html"), page(1, 2, 0, 1).html()).unwrap();
    let done = archive.again(Rebuild::Anew);
    assert_eq!((done.articles, done.lost.len()), (1, 1), "{done:?}");
    assert!(done.old.is_some());
}

#[test]
fn where_a_stored_text_is_lost_with_its_file_another_page_of_the_article_is_read() {
    for how in [Rebuild::Anew, Rebuild::Repair] {
        let archive = Archive::of(&[
            ("a.html", &[page(0, 1, 0, 1)]),
            ("b.html", &[page(0, 1, 1, 9)]),
        ]);
        let ids: Vec<String> = archive.articles().into_keys().collect();
        lose(&archive, &["b.html"]);
        let entries = fs::read_dir(archive.path("index")).unwrap();
        let mut paths = entries.map(|entry| entry.unwrap().path());
        let store = paths.find(|path| path.extension().is_some_and(|end| end == "store"));
        let store = store.unwrap();
        // Not cut where it lies: the bytes may still be mapped.
        fs::remove_file(&store).unwrap();
        fs::write(store, b"nothing of it").unwrap();
        let done = archive.again(how);
        assert!(done.is_whole(), "{done:?}");
        let after = archive.articles();
        assert_eq!(after.keys().cloned().collect::<Vec<_>>(), ids);
        assert!(!after[&ids[0]].contains("Holt"), "{after:?}");
    }
}

#[test]
fn whatever_part_of_the_sources_has_gone_a_rebuilding_gives_what_was_there() {
    for history in 0..number_of("NEWSDEX_ROUNDS", 12) {
        let mut chance = Chance::new(seed(3) + history);
        let mut files = Vec::new();
        for at in 0..3 + chance.below(8) {
            let several = chance.once_in(4);
            let count = if several { 1 + chance.below(4) } else { 1 };
            let mut page = || {
                let [story, address, version] = [4, 3, 3].map(|below| chance.below(below));
                page(story, address, version, 1 + chance.below(5))
            };
            let pages: Vec<Page> = (0..count).map(|_| page()).collect();
            files.push((
                format!("{at}.{}", if several { "jsonl" } else { "html" }),
                pages,
            ));
        }
        let named: Vec<(&str, &[Page])> = files
            .iter()
            .map(|(name, pages)| (name.as_str(), pages.as_slice()))
            .collect();
        let archive = Archive::of(&named);
        let before = archive.articles();
        let mut gone: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
        gone.retain(|_| chance.once_in(2));
        lose(&archive, &gone);
        for how in [Rebuild::Anew, Rebuild::Repair, Rebuild::Anew] {
            let done = archive.again(how);
            let said = format!("history {history}, {how:?} of {files:?} without {gone:?}");
            assert!(done.is_whole(), "{said}: {done:?}");
            assert_same(&before, &archive.articles(), &said);
        }
        let next = archive.index();
        let changed = [next.new, next.updated, next.removed];
        assert_eq!(changed, [0, 0, 0], "history {history}: {next:?}");
        assert_same(
            &before,
            &archive.articles(),
            &format!("history {history}: next run"),
        );
        archive.lose_catalog();
        let done = archive.again(Rebuild::Repair);
        assert_same(
            &before,
            &archive.articles(),
            &format!("history {history}: {done:?}"),
        );
    }
}
