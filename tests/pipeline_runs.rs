//! Runs over a folder: what is new, updated, unchanged, removed and skipped, and that no run loses anything.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use newsdex::error::Error;
use newsdex::index::Index;
use newsdex::pipeline::{self, FormerFailure, Job, Progress, Prune, Report};
use newsdex::read::Selection;
use newsdex::search::{Hit, Request, Searcher};
use tempfile::TempDir;

/// A folder of pages and an index of it.
struct Archive {
    folder: TempDir,
}

impl Archive {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pages")).unwrap();
        Self { folder }
    }

    fn page(&self, name: &str) -> PathBuf {
        self.folder.path().join("pages").join(name)
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// Writes a file as if it had been there for a while.
    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        self.write_at(name, bytes, 1_000);
    }

    fn write_at(&self, name: &str, bytes: impl AsRef<[u8]>, seconds: u64) {
        let path = self.page(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.touch(name, seconds);
    }

    fn touch(&self, name: &str, seconds: u64) {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds);
        let file = fs::OpenOptions::new()
            .append(true)
            .open(self.page(name))
            .unwrap();
        file.set_modified(time).unwrap();
    }

    fn job(&self) -> Job {
        let mut job = Job::new(
            self.index(),
            Selection::new([self.folder.path().join("pages")]),
        );
        job.memory = 16 << 20;
        job.threads = 2;
        job
    }

    fn run(&self) -> Report {
        self.run_with(|_| {})
    }

    fn run_with(&self, change: impl FnOnce(&mut Job)) -> Report {
        let mut job = self.job();
        change(&mut job);
        pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap()
    }

    fn documents(&self) -> u64 {
        let index = Index::open(&self.index()).unwrap();
        let documents = index.engine().reader().unwrap().searcher().num_docs();
        assert_eq!(
            documents,
            index.catalog().unwrap().articles() as u64,
            "documents and catalog agree"
        );
        documents
    }
}

const WORDS: [&str; 16] = [
    "council", "harbour", "budget", "school", "river", "minister", "festival", "railway",
    "farmers", "hospital", "museum", "factory", "storm", "election", "library", "bridge",
];

/// Prose of its own for each seed.
fn prose(seed: usize) -> String {
    let word = |n: usize| WORDS[(seed * 7 + n * (seed % 5 + 3)) % WORDS.len()];
    let sentence = |n: usize| {
        format!(
            "Officials said on Tuesday that the {} would reopen after the {} agreed to pay for repairs to the old {} near the {}.",
            word(n),
            word(n + 1),
            word(n + 2),
            word(n + 3)
        )
    };
    let paragraph = |n: usize| {
        format!(
            "{} {} Number {seed} was counted {n} times.",
            sentence(n),
            sentence(n + 4)
        )
    };
    (0..4).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn dump(seed: usize) -> String {
    format!(
        "The {} and the {} of story {seed}\n\n{}\n",
        WORDS[seed % 16],
        WORDS[(seed + 5) % 16],
        prose(seed)
    )
}

fn html(address: &str, seed: usize) -> String {
    let paragraphs = prose(seed).replace("\n\n", "</p><p>");
    format!(
        "<html><head><title>Story {seed}</title><link rel=canonical href='{address}'></head>\
         <body><article><h1>Story {seed}</h1><p>{paragraphs}</p></article></body></html>"
    )
}

/// new, updated, unchanged, removed, skipped
fn counts(report: &Report) -> [u64; 5] {
    [
        report.new,
        report.updated,
        report.unchanged,
        report.removed,
        report.skipped_total(),
    ]
}

#[test]
fn a_second_run_over_the_same_files_does_nothing() {
    let archive = Archive::new();
    for seed in 0..5 {
        archive.write(&format!("{seed}.txt"), dump(seed));
    }
    let first = archive.run();
    assert_eq!(counts(&first), [5, 0, 0, 0, 0], "{first:?}");
    let second = archive.run();
    assert_eq!(counts(&second), [0, 0, 5, 0, 0]);
    assert_eq!(second.generation, first.generation, "nothing was committed");
    assert_eq!(second.bytes, 0, "nothing was read");
    assert_eq!(archive.documents(), 5);
}

#[test]
fn a_changed_file_is_replaced_and_a_touched_one_is_not() {
    let archive = Archive::new();
    archive.write("a.txt", dump(1));
    archive.write("b.txt", dump(2));
    archive.run();
    archive.write_at("a.txt", dump(3), 2_000);
    archive.touch("b.txt", 2_000);
    assert_eq!(counts(&archive.run()), [0, 1, 1, 0, 0]);
    assert_eq!(counts(&archive.run()), [0, 0, 2, 0, 0]);
    assert_eq!(archive.documents(), 2);
}

#[test]
fn a_file_whose_frame_changed_but_not_its_article_is_unchanged() {
    let archive = Archive::new();
    archive.write("a.html", html("https://example.org/a", 1));
    archive.run();
    let other =
        html("https://example.org/a", 1).replace("<body>", "<body><!-- rendered at noon -->");
    archive.write_at("a.html", other, 2_000);
    assert_eq!(counts(&archive.run()), [0, 0, 1, 0, 0]);
}

#[test]
fn a_file_that_has_gone_stays_until_it_is_pruned() {
    let archive = Archive::new();
    archive.write("a.txt", dump(1));
    archive.write("b.txt", dump(2));
    archive.run();
    fs::remove_file(archive.page("a.txt")).unwrap();
    let report = archive.run();
    assert_eq!((counts(&report), report.missing), ([0, 0, 1, 0, 0], 1));
    assert_eq!(archive.documents(), 2);
    let report = archive.run_with(|job| job.prune = Prune::Gone);
    assert_eq!((counts(&report), report.missing), ([0, 0, 1, 1, 0], 0));
    assert_eq!(archive.documents(), 1);
}

#[test]
fn a_folder_within_that_has_gone_or_is_empty_is_pruned_only_if_that_is_said() {
    let archive = Archive::new();
    let names = [
        "stays/a.txt",
        "stays/b.txt",
        "empty/c.txt",
        "empty/d.txt",
        "gone/2026/e.txt",
        "gone/f.txt",
        "small/g.txt",
    ];
    for (seed, name) in names.iter().enumerate() {
        archive.write(name, dump(seed));
    }
    archive.run();
    for name in ["stays/b.txt", "empty/c.txt", "empty/d.txt", "small/g.txt"] {
        fs::remove_file(archive.page(name)).unwrap();
    }
    fs::remove_dir_all(archive.page("gone")).unwrap();
    let report = archive.run_with(|job| job.prune = Prune::Gone);
    let vacant = report
        .vacant
        .iter()
        .map(|folder| (&*folder.path, folder.sources));
    assert_eq!(
        vacant.collect::<Vec<_>>(),
        [("pages/empty", 2), ("pages/gone", 2)]
    );
    assert_eq!((report.removed, report.missing), (2, 4));
    assert_eq!(archive.documents(), 5);
    let report = archive.run_with(|job| job.prune = Prune::All);
    assert_eq!((report.removed, report.missing), (4, 0));
    assert_eq!(archive.documents(), 1);
}

#[test]
fn a_file_that_is_spoilt_keeps_its_articles_until_it_is_deleted_or_all_is_pruned() {
    let noise: Vec<u8> = (0..4_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let record = format!(
        "{{\"url\": \"https://example.org/r\", \"body\": {:?}}}",
        prose(4)
    );
    let cases: [(&str, String, &[u8]); 4] = [
        ("binary.txt", dump(1), &noise),
        ("empty.txt", dump(2), b""),
        ("zeros.html", html("https://example.org/z", 3), &[0; 900]),
        ("broken.json", record, b"{\"url\": \"https://exam"),
    ];
    let archive = Archive::new();
    archive.write("sound.txt", dump(9));
    for (name, whole, _) in &cases {
        archive.write(name, whole);
    }
    assert_eq!(archive.run().new, 5);
    for (name, _, spoilt) in &cases {
        archive.write_at(name, spoilt, 2_000);
    }
    for prune in [Prune::Nothing, Prune::Gone] {
        let report = archive.run_with(|job| job.prune = prune);
        assert_eq!((report.removed, report.failing()), (0, 4), "{report:?}");
        assert_eq!(archive.documents(), 5);
    }
    let (name, whole, spoilt) = &cases[0];
    archive.write_at(name, whole, 3_000);
    let report = archive.run();
    assert_eq!(counts(&report)[..4], [0, 0, 2, 0], "as it was");
    assert_eq!(report.kept, 3, "of the others");
    archive.write_at(name, spoilt, 4_000);
    assert_eq!(archive.run().kept, 4);
    fs::remove_file(archive.page(name)).unwrap();
    let report = archive.run_with(|job| job.prune = Prune::Gone);
    assert_eq!(report.removed, 1);
    let report = archive.run_with(|job| job.prune = Prune::All);
    assert_eq!((report.removed, report.kept), (3, 0));
    assert_eq!(archive.documents(), 1);
}

#[cfg(unix)]
#[test]
fn a_file_that_has_gone_is_pruned_by_a_link_to_its_folder() {
    let archive = Archive::new();
    archive.write("a.txt", dump(1));
    archive.write("b.txt", dump(2));
    let link = archive.folder.path().join("link");
    std::os::unix::fs::symlink(archive.folder.path().join("pages"), &link).unwrap();
    let run = || {
        archive.run_with(|job| {
            job.selection = Selection::new([&link]);
            job.prune = Prune::Gone;
        })
    };
    assert_eq!(counts(&run()), [2, 0, 0, 0, 0]);
    fs::remove_file(archive.page("b.txt")).unwrap();
    assert_eq!(counts(&run()), [0, 0, 1, 1, 0]);
}

#[test]
fn pruning_leaves_what_lies_outside_the_selected_folders() {
    let archive = Archive::new();
    archive.write("one/a.txt", dump(1));
    archive.write("two/b.txt", dump(2));
    archive.run();
    fs::remove_file(archive.page("two/b.txt")).unwrap();
    let only_one = Selection::new([archive.page("one")]);
    let report = archive.run_with(|job| {
        job.selection = only_one;
        job.prune = Prune::Gone;
    });
    assert_eq!((report.removed, report.missing), (0, 0));
    assert_eq!(archive.documents(), 2);
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let archive = Archive::new();
    archive.write("a.txt", dump(1));
    let report = archive.run_with(|job| job.dry_run = true);
    assert_eq!(counts(&report), [1, 0, 0, 0, 0]);
    assert!(!archive.index().exists());
    archive.run();
    archive.write_at("a.txt", dump(2), 2_000);
    archive.write("b.txt", dump(3));
    let dry = archive.run_with(|job| job.dry_run = true);
    assert_eq!(counts(&dry), [1, 1, 0, 0, 0]);
    assert_eq!(counts(&archive.run()), counts(&dry));
}

#[test]
fn of_one_article_in_two_files_the_first_is_kept_and_the_other_waits() {
    let archive = Archive::new();
    let address = "https://example.org/story";
    archive.write("b.html", version(address, 1, ""));
    archive.write("c.html", version(address, 2, ""));
    assert_eq!(counts(&archive.run()), [1, 0, 0, 0, 1]);
    assert_eq!(counts(&archive.run()), [0, 0, 1, 0, 1]);
    archive.write("a.html", version(address, 3, ""));
    let report = archive.run();
    assert_eq!(
        (report.new, report.updated),
        (0, 1),
        "a file before the others takes the article over: {report:?}"
    );
    fs::remove_file(archive.page("a.html")).unwrap();
    let report = archive.run_with(|job| job.prune = Prune::Gone);
    assert_eq!(
        (report.removed, report.new, report.updated),
        (0, 0, 1),
        "the next one in order takes its place: {report:?}"
    );
    assert_eq!(archive.documents(), 1);
    let catalog = Index::open(&archive.index()).unwrap().catalog().unwrap();
    let holders = catalog
        .iter()
        .filter(|(_, entry)| matches!(entry.pages[0].fate, newsdex::index::Fate::Indexed(..)));
    assert!(holders.map(|(path, _)| path).eq(["pages/b.html"]));
}

#[test]
fn lines_of_a_file_of_many_are_told_apart() {
    let archive = Archive::new();
    let line = |seed: usize| {
        format!(
            "{{\"url\": \"https://example.org/{seed}\", \"body\": {:?}}}\n",
            prose(seed)
        )
    };
    archive.write("all.jsonl", [line(1), line(2), line(3)].concat());
    assert_eq!(counts(&archive.run()), [3, 0, 0, 0, 0]);
    let changed = line(2).replace("Officials", "Two officials");
    archive.write_at("all.jsonl", [line(1), changed, line(4)].concat(), 2_000);
    assert_eq!(counts(&archive.run()), [1, 1, 1, 1, 0]);
    archive.write_at(
        "all.jsonl",
        [line(1), "{\n".to_owned(), line(4)].concat(),
        3_000,
    );
    let report = archive.run();
    assert_eq!((counts(&report), report.kept), ([0, 0, 2, 0, 1], 1));
    assert_eq!(report.warnings[0].member.as_deref(), Some("line 2"));
    let again = archive.run();
    assert_eq!(
        (counts(&again), again.kept, again.failed),
        ([0, 0, 2, 0, 1], 1, 0),
        "trouble is told once, counted always"
    );
    assert_eq!(
        again.failed_before,
        [FormerFailure {
            path: "pages/all.jsonl".to_owned(),
            reason: "not valid JSON".to_owned(),
            pages: 1
        }]
    );
    assert_eq!(archive.documents(), 3);
}

/// The addresses of the articles with the places of their pages, and how many are new since a generation.
fn places(archive: &Archive, since: u64) -> (Vec<String>, u64) {
    let index = Index::open(&archive.index()).unwrap();
    let searcher = Searcher::open(&index).unwrap();
    let request = |since| Request {
        query: "*".to_owned(),
        limit: 100,
        since,
        ..Request::default()
    };
    let found = searcher.search(&request(None)).unwrap();
    let place = |hit: &Hit| {
        let url = hit.url.as_deref().unwrap_or_default();
        format!(
            "{} {}",
            url.rsplit('/').next().unwrap(),
            hit.member.as_deref().unwrap()
        )
    };
    let mut places: Vec<String> = found.hits.iter().map(place).collect();
    places.sort();
    (
        places,
        searcher.search(&request(Some(since))).unwrap().total,
    )
}

#[test]
fn a_record_that_only_moved_is_unchanged_and_known_by_its_new_place() {
    let version = |day: usize| {
        record("text", 3).replace(
            "\"url\"",
            &format!("\"modified\": \"2026-01-0{day}\", \"url\""),
        )
    };
    let second = version(2).replace("Officials", "Two officials");
    let lines = [record("text", 1), record("text", 2), version(1), second];
    let archive = Archive::new();
    archive.write("all.jsonl", lines.join("\n"));
    let first = archive.run();
    assert_eq!(counts(&first), [3, 0, 0, 0, 1]);
    let moved = [vec![record("text", 4)], lines.to_vec()].concat();
    archive.write_at("all.jsonl", moved.join("\n"), 2_000);
    assert_eq!(counts(&archive.run()), [1, 0, 3, 0, 1]);
    let (found, new) = places(&archive, first.generation);
    assert_eq!(found, ["1 line 2", "2 line 3", "3 line 5", "4 line 1"]);
    assert_eq!(new, 1);
    assert_eq!(archive.documents(), 4);

    let mut turned = moved.clone();
    turned.reverse();
    archive.write_at("all.jsonl", turned.join("\n"), 3_000);
    assert_eq!(counts(&archive.run()), [0, 0, 4, 0, 1]);
    let (found, new) = places(&archive, first.generation);
    assert_eq!(found, ["1 line 4", "2 line 3", "3 line 1", "4 line 5"]);
    assert_eq!(new, 1);
    let changed = turned
        .join("\n")
        .replace("Two officials", "Three officials");
    archive.write_at("all.jsonl", format!("\n{changed}"), 4_000);
    assert_eq!(counts(&archive.run()), [0, 1, 3, 0, 1]);
    assert_eq!(places(&archive, first.generation).1, 2);
}

#[test]
fn records_without_address_and_id_are_known_by_what_they_say() {
    let stories = [
        "The weir at Harrowgate was repaired on Thursday, the council said. Work had begun in March, after the flood had torn a hole into it.",
        "No ferry will cross the lake before the storm has passed, its owners said in the morning. The bus goes round by the northern shore.",
        "A library in the old mill keeps its reading room, though the rent has doubled. Readers had gathered nine thousand names since spring.",
        "Growers in the valley expect few pears this autumn. Frost came on two nights in April, when most of the trees stood in blossom.",
    ];
    let line = |text: &str| format!("{{\"body\": {text:?}}}\n");
    let [weir, ferry, library, pears] = stories.map(line);
    let archive = Archive::new();
    archive.write("all.jsonl", [&*weir, &ferry, &library].concat());
    let first = archive.run();
    assert_eq!(counts(&first), [3, 0, 0, 0, 0]);
    // One is changed and stays.
    let later = line(&format!(
        "{} The first boats went through on Friday.",
        stories[0]
    ));
    archive.write_at("all.jsonl", [&*later, &ferry, &library].concat(), 1_000);
    assert_eq!(counts(&archive.run()), [0, 1, 2, 0, 0]);
    archive.write_at("all.jsonl", [&*weir, &ferry, &library].concat(), 1_500);
    let first = archive.run();
    assert_eq!(counts(&first), [0, 1, 2, 0, 0]);
    // One in front, and another order.
    archive.write_at(
        "all.jsonl",
        [&*pears, &weir, &library, &ferry].concat(),
        2_000,
    );
    assert_eq!(counts(&archive.run()), [1, 0, 3, 0, 0]);
    let (found, new) = places(&archive, first.generation);
    assert_eq!((found.len(), new), (4, 1), "{found:?}");
    assert_eq!(counts(&archive.run()), [0, 0, 4, 0, 0]);
    // One that has moved is changed where it stands now.
    let later = line(&format!("{} The rent is paid until May.", stories[2]));
    archive.write_at(
        "all.jsonl",
        [&*pears, &weir, &later, &ferry].concat(),
        2_500,
    );
    assert_eq!(counts(&archive.run()), [0, 1, 3, 0, 0]);
    archive.write_at(
        "all.jsonl",
        [&*pears, &weir, &library, &ferry].concat(),
        3_000,
    );
    assert_eq!(counts(&archive.run()), [0, 1, 3, 0, 0]);
    // Another one stands in its place: a dry run knows that too.
    let other = line(
        "Trams to the foundry are late, since the rails came bent. Shops in Mill Street complain of open trenches before their doors.",
    );
    archive.write_at(
        "all.jsonl",
        [&*pears, &weir, &other, &ferry].concat(),
        3_500,
    );
    let foretold = archive.run_with(|job| job.dry_run = true);
    assert_eq!(counts(&foretold), [1, 0, 3, 1, 0]);
    assert_eq!(counts(&archive.run()), [1, 0, 3, 1, 0]);
    archive.write_at("all.jsonl", [&*weir, &ferry, &library].concat(), 4_000);
    archive.run();
    // Nothing goes while a line cannot be read, whatever stands in the place of what.
    archive.write_at(
        "all.jsonl",
        format!("{pears}{weir}{{\"body\": \"torn\n"),
        5_000,
    );
    let report = archive.run();
    assert_eq!(
        (report.new, report.removed, report.kept),
        (1, 0, 2),
        "{report:?}"
    );
    assert_eq!(archive.documents(), 4);
    let report = archive.run();
    assert_eq!(
        (report.new, report.updated, report.removed),
        (0, 0, 0),
        "{report:?}"
    );
    archive.write_at(
        "all.jsonl",
        [&*ferry, &pears, &library, &weir].concat(),
        6_000,
    );
    assert_eq!(counts(&archive.run()), [0, 0, 4, 0, 0]);
    assert_eq!(archive.documents(), 4);
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_articles() {
    let archive = Archive::new();
    let line = |seed: usize| {
        format!(
            "{{\"url\": \"https://example.org/{seed}\", \"body\": {:?}}}\n",
            prose(seed)
        )
    };
    let packed = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
    let whole = packed(&(0..40).map(line).collect::<String>());
    archive.write("all.jsonl.zst", &whole);
    assert_eq!(archive.run().new, 40);
    archive.write_at("all.jsonl.zst", &whole[..whole.len() / 2], 2_000);
    let report = archive.run();
    assert_eq!((report.removed, report.failed), (0, 1), "{report:?}");
    assert_eq!(archive.documents(), 40);
}

/// What a record of a seed is, with its text under the name given.
fn record(field: &str, seed: usize) -> String {
    let body = prose(seed);
    format!("{{\"url\": \"https://example.org/{seed}\", \"{field}\": {body:?}}}")
}

#[test]
fn a_file_that_is_read_in_part_or_lost_its_bodies_keeps_its_articles() {
    let lines = |field: &str, seeds: &[usize]| {
        let lines: Vec<String> = seeds.iter().map(|&seed| record(field, seed)).collect();
        lines.join("\n")
    };
    let array = format!("[{}]", lines("text", &[1, 2, 3, 4]).replace('\n', ","));
    let second = array.find("{\"url\": \"https://example.org/3").unwrap();
    let all = lines("text", &[1, 2, 3, 4]);
    let cut = |text: &str, bytes: usize| text[..bytes].to_owned();
    let cases = [
        ("x.jsonl", &all, cut(&all, all.len() * 3 / 5), 2),
        (
            "x.jsonl",
            &all,
            all.replace("\"https://example.org/2\"", "https"),
            3,
        ),
        ("x.jsonl", &all, lines("fulltxt", &[1, 2, 3, 4]), 0),
        (
            "x.jsonl",
            &all,
            [lines("text", &[1]), lines("fulltxt", &[9])].join("\n"),
            1,
        ),
        ("x.json", &array, cut(&array, array.len() * 3 / 5), 2),
        ("x.json", &array, cut(&array, second), 2),
    ];
    for (number, (name, whole, now, found)) in cases.iter().enumerate() {
        let archive = Archive::new();
        archive.write(name, whole);
        assert_eq!(archive.run().new, 4);
        archive.write_at(name, now, 2_000);
        for prune in [Prune::Nothing, Prune::Gone] {
            let report = archive.run_with(|job| job.prune = prune);
            assert_eq!(report.removed, 0, "case {number}: {report:?}");
            assert!(report.failing() > 0, "case {number}: {report:?}");
            assert_eq!(archive.documents(), 4);
        }
        archive.write_at(name, format!("{now} "), 3_000);
        let report = archive.run();
        assert_eq!(
            (report.unchanged, report.kept),
            (*found, 4 - found),
            "case {number}"
        );
        let report = archive.run_with(|job| job.prune = Prune::All);
        assert_eq!(
            (report.removed, report.kept),
            (4 - found, 0),
            "case {number}"
        );
    }
    let archive = Archive::new();
    archive.write("x.jsonl", &all);
    archive.run();
    archive.write_at("x.jsonl", lines("text", &[1, 2]), 2_000);
    assert_eq!((counts(&archive.run())), [0, 0, 2, 2, 0], "read whole");
}

#[test]
fn a_mapping_that_finds_no_body_is_told_and_forgets_nothing() {
    let map = |said: &str| {
        let said = said.parse().unwrap();
        |job: &mut Job| job.mapping = Some(said)
    };
    let archive = Archive::new();
    archive.write("x.jsonl", [record("text", 1), record("text", 2)].join("\n"));
    assert_eq!(archive.run().new, 2);
    let told = |report: &Report| {
        let told = report.bodyless.iter();
        told.map(|file| file.mapping.clone()).collect::<Vec<_>>()
    };
    let report = archive.run_with(map("body=nosuch"));
    assert_eq!((counts(&report), report.kept), ([0, 0, 2, 0, 2], 0));
    assert_eq!(told(&report), ["body=nosuch"]);
    let report = archive.run();
    assert_eq!((counts(&report), told(&report)), ([0, 0, 2, 0, 0], vec![]));
    archive.write_at("x.jsonl", record("fulltxt", 1), 2_000);
    assert_eq!(told(&archive.run()), [""], "its field has another name");

    archive.write("y.jsonl", record("text", 3));
    let mapped = archive.run_with(map("body=nosuch"));
    assert_eq!(told(&mapped), ["body=nosuch", "body=nosuch"]);
    assert_eq!(
        told(&archive.run()),
        ["body=nosuch"],
        "it is remembered of the new file"
    );
    let report = archive.run_with(map(""));
    assert_eq!((report.new, report.kept), (1, 2), "{report:?}");
}

#[test]
fn pages_without_an_article_are_skipped_with_a_reason() {
    let archive = Archive::new();
    archive.write("empty.txt", "");
    archive.write("blank.txt", " \n \n");
    archive.write(
        "binary.txt",
        [0_u8, 159, 1, 2, 3, 255, 254, 0, 0, 7].repeat(50),
    );
    archive.write("picture.png", "x");
    let report = archive.run();
    assert_eq!(report.skipped.values().sum::<u64>(), 4, "{report:?}");
    assert_eq!(
        report.failed, 2,
        "an empty and a binary file are trouble: {report:?}"
    );
    assert_eq!(archive.run().failed, 0);
}

#[test]
fn a_run_that_was_stopped_keeps_what_it_did_and_the_next_one_completes_it() {
    let archive = Archive::new();
    let line = |seed: usize| {
        format!(
            "{{\"url\": \"https://example.org/{seed}\", \"body\": {:?}}}\n",
            prose(seed)
        )
    };
    archive.write("a.jsonl", (0..400).map(line).collect::<String>());
    for seed in 400..420 {
        archive.write(&format!("b/{seed}.txt"), dump(seed));
    }
    let stop = AtomicBool::new(false);
    let after_some = |now: Progress| {
        if now.pages > 100 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let mut hasty = archive.job();
    hasty.finish_within = Duration::ZERO;
    let first = pipeline::run(&hasty, &after_some, &stop).unwrap();
    assert!(
        first.interrupted && first.new >= 100 && first.new < 200,
        "{:?}",
        counts(&first)
    );
    assert_eq!(archive.documents(), first.new);
    let second = archive.run();
    assert_eq!((second.new, second.unchanged), (420 - first.new, first.new));
    assert_eq!(archive.documents(), 420);
}

#[test]
fn a_run_that_is_stopped_finishes_what_it_has_read_and_opens_nothing_more() {
    let archive = Archive::new();
    for seed in 0..60 {
        archive.write(&format!("a/{seed}.txt"), dump(seed));
    }
    let stop = AtomicBool::new(false);
    let after_some = |now: Progress| {
        if now.pages > 5 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let mut job = archive.job();
    job.finish_within = Duration::from_hours(1);
    let stopped = pipeline::run(&job, &after_some, &stop).unwrap();
    assert!(stopped.interrupted);
    assert_eq!(stopped.new, 60, "all of the batch in work");
    assert_eq!(archive.documents(), 60);
    let again = archive.run();
    assert_eq!((again.new, again.unchanged), (0, 60));
}

#[test]
fn a_run_that_is_stopped_leaves_no_whole_file_as_unfinished() {
    let archive = Archive::new();
    let line = |seed: usize| {
        format!(
            "{{\"url\": \"https://example.org/{seed}\", \"body\": {:?}}}\n",
            prose(seed)
        )
    };
    let sources = || pipeline::compare_sources(&Index::open(&archive.index()).unwrap()).unwrap();
    // Known pages are counted while they are read, so that the stop comes in the middle of the file.
    let stopped_run = || {
        let stop = AtomicBool::new(false);
        let at_first_page = |now: Progress| {
            stop.fetch_or(now.pages > 0, Ordering::Relaxed);
        };
        let report = pipeline::run(&archive.job(), &at_first_page, &stop).unwrap();
        assert!(report.interrupted);
    };
    archive.write("one.jsonl", line(1));
    archive.run();
    archive.write_at("one.jsonl", line(1) + "\n", 2_000);
    stopped_run();
    let found = sources();
    assert!(found.are_known(), "{found:?}");
    archive.write("one.jsonl", [1, 2, 3].map(line).concat());
    archive.run();
    archive.write_at("one.jsonl", [1, 2, 3, 4].map(line).concat(), 2_000);
    stopped_run();
    let found = sources();
    let (changed, unfinished) = (found.changed, found.unfinished);
    assert_eq!((changed.len(), unfinished.len()), (0, 1));
    archive.run();
    assert!(sources().are_known());
    assert_eq!(archive.documents(), 4);
}

/// All that the index holds of its articles, in the order of their ids, as the bytes that are stored.
fn records(archive: &Archive) -> Vec<String> {
    let index = Index::open(&archive.index()).unwrap();
    let searcher = Searcher::open(&index).unwrap();
    let all = Request {
        query: "*".to_owned(),
        limit: 1_000,
        ..Request::default()
    };
    let hits = searcher.search(&all).unwrap().hits;
    let record = |hit: &Hit| {
        let stored = searcher.article(&hit.id).unwrap().unwrap();
        serde_json::to_string(&stored).unwrap()
    };
    let mut records: Vec<String> = hits.iter().map(record).collect();
    records.sort_unstable();
    records
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let run = |threads: usize| {
        let archive = Archive::new();
        for seed in 0..60 {
            let page = format!("Menu\nHome\nSport\n{}\nAll rights reserved\n", dump(seed));
            archive.write(&format!("{}/{seed}.txt", seed % 3), page);
        }
        let lines = (60..80).map(|seed| {
            let address = format!("https://example.org/{}", seed % 15);
            let body = prose(60 + seed % 15);
            format!("{{\"url\": {address:?}, \"body\": {body:?}}}\n")
        });
        archive.write("all.jsonl", lines.collect::<String>());
        archive.run_with(|job| job.threads = threads);
        let index = Index::open(&archive.index()).unwrap();
        let known = (
            index.catalog().unwrap().save().unwrap(),
            index.memory().unwrap(),
        );
        (records(&archive), known)
    };
    let one = run(1);
    assert_eq!(one.0.len(), 75);
    let two = run(2);
    assert_eq!(one.0, two.0, "records");
    assert!(one.1 == two.1, "catalog and memory");
}

#[test]
fn progress_reaches_the_totals() {
    let archive = Archive::new();
    for seed in 0..5 {
        archive.write(&format!("{seed}.txt"), dump(seed));
    }
    let last = std::sync::Mutex::new(Progress::default());
    pipeline::run(
        &archive.job(),
        &|now| *last.lock().unwrap() = now,
        &AtomicBool::new(false),
    )
    .unwrap();
    let last = *last.lock().unwrap();
    assert_eq!(
        (last.sources, last.bytes, last.pages),
        (last.sources_total, last.bytes_total, 5)
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_loses_nothing() {
    let archive = Archive::new();
    let run = |archive: &Archive| pipeline::run(&archive.job(), &|_| {}, &AtomicBool::new(false));
    let pages = archive.folder.path().join("pages");
    let away = archive.folder.path().join("away");
    archive.write("a.txt", dump(1));
    fs::rename(&pages, &away).unwrap();
    assert!(matches!(run(&archive), Err(Error::NoSource { path }) if path == pages));
    assert!(!archive.index().exists(), "nothing was written");
    fs::rename(&away, &pages).unwrap();
    archive.run();
    fs::rename(&pages, &away).unwrap();
    assert!(matches!(run(&archive), Err(Error::NoSource { .. })));
    assert_eq!(archive.documents(), 1);
    let mut job = archive.job();
    job.selection = Selection::new([pages, away]);
    let report = pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!(
        report.failed, 1,
        "of several, those that are there are read"
    );
}

#[test]
fn a_folder_that_has_gone_whole_is_pruned_only_if_that_is_said() {
    let archive = Archive::new();
    archive.write("one/a.txt", dump(1));
    archive.write("two/b.txt", dump(2));
    archive.run();
    let pages = archive.folder.path().join("pages");
    fs::rename(&pages, archive.folder.path().join("moved")).unwrap();
    let tried = |path: &Path, prune: Prune| {
        let mut job = archive.job();
        job.selection = Selection::new([path]);
        job.prune = prune;
        pipeline::run(&job, &|_| {}, &AtomicBool::new(false))
    };
    let refused = |path: &Path| matches!(tried(path, Prune::Gone), Err(Error::AllGone { .. }));
    assert!(refused(&pages), "it is not there");
    fs::create_dir(&pages).unwrap();
    assert!(
        refused(&pages),
        "it is empty, as where a disk is not mounted"
    );
    archive.write("one/new.txt", dump(3));
    assert!(refused(&pages.join("two")), "one of two folders has gone");
    assert_eq!(archive.documents(), 2);
    let named = tried(&pages.join("two/b.txt"), Prune::All).unwrap();
    assert_eq!(named.removed, 1, "a file that is named itself");
    assert_eq!(tried(&pages, Prune::All).unwrap().removed, 1);
    assert_eq!(archive.documents(), 1);
}

#[test]
fn what_globs_and_ignore_files_leave_is_told_and_pruned() {
    let archive = Archive::new();
    for (at, name) in ["a.txt", "b.html.txt", "sport/c.txt", "sport/d.txt", "e.txt"]
        .iter()
        .enumerate()
    {
        archive.write(name, dump(at));
    }
    let without = |globs: &[&str], prune: Prune| {
        let mut job = archive.job();
        job.selection = job.selection.exclude(globs).unwrap();
        job.prune = prune;
        pipeline::run(&job, &|_| {}, &AtomicBool::new(false))
    };
    assert_eq!(counts(&archive.run()), [5, 0, 0, 0, 0]);
    let told = without(&["sport"], Prune::Nothing).unwrap();
    assert_eq!((told.left_out, told.removed, told.articles), (2, 0, 5));
    let mut job = archive.job();
    job.selection = job.selection.include(&["a.*"]).unwrap();
    let told = pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!((told.left_out, told.missing, told.articles), (4, 0, 5));
    // A file that is named is read whatever the globs say, and one that has gone is missing.
    job.selection.paths.push(archive.page("e.txt"));
    fs::remove_file(archive.page("sport/d.txt")).unwrap();
    let told = pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!((told.left_out, told.missing), (2, 1));
    let refused = without(&["*.txt"], Prune::Gone);
    assert!(matches!(refused, Err(Error::AllLeftOut { sources: 5, .. })));
    assert_eq!(archive.documents(), 5);
    let dry = archive.run_with(|job| {
        job.selection = job.selection.clone().exclude(&["b.*"]).unwrap();
        (job.prune, job.dry_run) = (Prune::Gone, true);
    });
    assert_eq!((dry.left_out, dry.removed), (0, 2));
    assert_eq!(archive.documents(), 5);
    archive.write(".newsdexignore", "b.*\n");
    let pruned = archive.run_with(|job| job.prune = Prune::Gone);
    assert_eq!(
        (pruned.left_out, pruned.removed, pruned.unchanged),
        (0, 2, 3)
    );
    let all = without(&["*.txt"], Prune::All).unwrap();
    assert_eq!((all.removed, all.articles), (3, 0));
}

#[test]
fn an_index_is_never_made_among_other_files() {
    let archive = Archive::new();
    archive.write("a.txt", dump(1));
    let mut job = archive.job();
    job.index = archive.folder.path().join("pages");
    let error = pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("is not an index: it holds a.txt"),
        "{error}"
    );
    assert_eq!(
        fs::read_dir(archive.folder.path().join("pages"))
            .unwrap()
            .count(),
        1
    );
    assert!(Path::new(&archive.page("a.txt")).exists());
}

#[test]
fn a_file_that_is_selected_in_two_ways_comes_once() {
    let archive = Archive::new();
    archive.write("sub/a.txt", dump(1));
    let pages = archive.folder.path().join("pages");
    let selection = Selection::new([pages.join("sub/../sub"), pages.clone(), pages.join("sub")]);
    let report = archive.run_with(|job| job.selection = selection);
    assert_eq!(counts(&report), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&archive.run()), [0, 0, 1, 0, 0]);
}

#[test]
fn copies_of_an_article_are_no_updates_in_any_order() {
    let address = |n: usize| format!("https://example.org/{n}");
    let runs = |reversed: bool| {
        let archive = Archive::new();
        let mut files: Vec<PathBuf> = Vec::new();
        for n in 0..6 {
            for folder in ["a", "b", "c"].iter().take(1 + n % 3) {
                let name = format!("{folder}/{n}.html");
                archive.write(&name, html(&address(n), n));
                files.push(archive.page(&name));
            }
        }
        if reversed {
            files.reverse();
        }
        let listed = |job: &mut Job| job.selection = Selection::new(files.clone());
        let report = archive.run_with(listed);
        assert_eq!(counts(&report), [6, 0, 0, 0, 6], "{report:?}");
        let again = archive.run_with(listed);
        assert_eq!(counts(&again), [0, 0, 6, 0, 6], "{again:?}");
        records(&archive)
    };
    assert_eq!(runs(false), runs(true), "the first by path is kept");
}

/// A version of one article, with a headline of its own, that states when it was changed, if it does.
fn version(address: &str, seed: usize, changed: &str) -> String {
    let stated = match changed {
        "" => String::new(),
        day => format!("<meta property='article:modified_time' content='{day}'>"),
    };
    html(address, 1)
        .replace("Story 1", &format!("Story {seed}"))
        .replace("<link", &format!("{stated}<link"))
}

/// The title of the one article, and the path of its page.
fn the_article(archive: &Archive) -> (String, String) {
    let all = records(archive);
    assert_eq!(all.len(), 1, "{all:?}");
    let index = Index::open(&archive.index()).unwrap();
    let found = Searcher::open(&index)
        .unwrap()
        .search(&Request {
            query: "*".to_owned(),
            ..Request::default()
        })
        .unwrap();
    let hit = &found.hits[0];
    (hit.title.clone(), hit.path.clone())
}

#[test]
fn of_two_pages_of_one_address_the_newer_one_wins_in_every_order() {
    let address = "https://example.org/story";
    // What each page states and the minute of its file; which one wins.
    for (first, second, newer) in [
        (("2024-03-01", 5), ("2024-03-02", 1), 2),
        (("2024-03-02", 1), ("2024-03-01", 5), 1),
        (("2024-03-02T10:00:00Z", 1), ("2024-03-02T09:00:00Z", 5), 1),
        (("", 1), ("", 5), 2),
        (("", 5), ("", 1), 1),
        (("2024-03-01", 1), ("2024-03-01", 5), 2),
        (("", 5), ("", 5), 1),
    ] {
        let write = |archive: &Archive, n: usize| {
            let (name, (changed, minute)) = [("a.html", first), ("b.html", second)][n - 1];
            archive.write_at(name, version(address, n, changed), minute * 60);
        };
        let won = (
            format!("Story {newer}"),
            format!("pages/{}.html", ["a", "b"][newer - 1]),
        );
        let said = format!("{first:?} {second:?}");
        let together = Archive::new();
        write(&together, 1);
        write(&together, 2);
        assert_eq!(counts(&together.run()), [1, 0, 0, 0, 1], "{said}");
        assert_eq!(the_article(&together), won, "{said}");
        assert_eq!(counts(&together.run()), [0, 0, 1, 0, 1], "{said}");
        for order in [[1, 2], [2, 1]] {
            let one_by_one = Archive::new();
            write(&one_by_one, order[0]);
            one_by_one.run();
            write(&one_by_one, order[1]);
            let report = one_by_one.run();
            assert_eq!((report.new, report.removed), (0, 0), "{said} {order:?}");
            assert_eq!(the_article(&one_by_one), won, "{said} {order:?}");
        }
    }
}

#[test]
fn what_stands_before_a_paywall_does_not_replace_the_whole_text() {
    let address = "https://example.org/story";
    let start = prose(1);
    let (start, _) = start.split_once("\n\n").unwrap();
    let stub = format!(
        "<html><head><title>Story 1 of the bridge</title><link rel=canonical href='https://example.org/story'>\
         <meta property='article:modified_time' content='2024-03-05'></head><body><article><h1>Story 1 of the bridge</h1>\
         <p>{start}</p><div class='paywall'><p>Subscribe to continue reading this article.</p></div></article></body></html>"
    );
    for order in [["a.html", "b.html"], ["b.html", "a.html"]] {
        let archive = Archive::new();
        for name in order {
            let page = match name {
                "a.html" => {
                    version(address, 1, "2024-03-01").replace("Story 1", "Story 1 of the bridge")
                }
                _ => stub.clone(),
            };
            archive.write(name, page);
            archive.run();
        }
        assert_eq!(the_article(&archive).1, "pages/a.html", "{order:?}");
    }
}

#[test]
fn of_two_records_of_one_address_in_one_file_the_newer_one_wins_in_every_order() {
    let record = |seed: usize, changed: &str| {
        let body = prose(1);
        format!(
            "{{\"url\": \"https://example.org/a\", \"title\": \"Story {seed}\", \"modified\": {changed:?}, \"body\": {body:?}}}\n"
        )
    };
    let (old, new) = (record(1, "2024-03-01"), record(2, "2024-03-02"));
    for lines in [[&old, &new], [&new, &old]] {
        let archive = Archive::new();
        archive.write("all.jsonl", lines.map(String::as_str).concat());
        assert_eq!(counts(&archive.run()), [1, 0, 0, 0, 1]);
        assert_eq!(the_article(&archive).0, "Story 2");
        // The newer one stands where it stood, and an older one comes in front of it.
        archive.write_at(
            "all.jsonl",
            format!(
                "{}{}",
                record(3, "2024-02-01"),
                lines.map(String::as_str).concat()
            ),
            5_000,
        );
        archive.run();
        assert_eq!(the_article(&archive).0, "Story 2");
        assert_eq!(counts(&archive.run()), [0, 0, 1, 0, 2]);
    }
    let archive = Archive::new();
    archive.write("all.jsonl", format!("\n{new}"));
    archive.run();
    archive.write_at("all.jsonl", format!("{old}{new}"), 5_000);
    let report = archive.run();
    assert_eq!((report.new, report.removed), (0, 0), "{report:?}");
    assert_eq!(
        the_article(&archive).0,
        "Story 2",
        "the text of a known line is read again"
    );
    assert_eq!(counts(&archive.run()), [0, 0, 1, 0, 1]);
}

#[test]
fn a_page_that_turns_older_gives_way_to_the_one_that_waits() {
    let archive = Archive::new();
    let address = "https://example.org/story";
    archive.write("a.html", version(address, 1, "2024-03-05"));
    archive.write("b.html", version(address, 2, "2024-03-04"));
    archive.write("c.html", version(address, 3, "2024-03-03"));
    assert_eq!(counts(&archive.run()), [1, 0, 0, 0, 2]);
    archive.write_at("a.html", version(address, 1, "2024-03-01"), 5_000);
    let report = archive.run();
    assert_eq!((report.new, report.removed), (0, 0), "{report:?}");
    assert_eq!(the_article(&archive).0, "Story 2");
    fs::remove_file(archive.page("b.html")).unwrap();
    archive.run_with(|job| job.prune = Prune::Gone);
    assert_eq!(
        the_article(&archive).0,
        "Story 3",
        "the newest of those that wait"
    );
    assert_eq!(counts(&archive.run()), [0, 0, 1, 0, 1]);
}

#[test]
fn what_says_the_same_without_an_address_is_one_article() {
    let record = |seed: usize, id: &str| {
        let body = prose(seed);
        format!("{{{id}\"title\": \"Story {seed}\", \"body\": {body:?}}}\n")
    };
    let archive = Archive::new();
    archive.write(
        "a.jsonl",
        [record(1, ""), record(1, ""), record(2, "")].concat(),
    );
    archive.write("b.jsonl", [record(1, ""), record(3, "")].concat());
    archive.write("c.txt", dump(4));
    archive.write("d.txt", dump(4));
    archive.write("other.example/e.txt", dump(4));
    assert_eq!(
        counts(&archive.run()),
        [5, 0, 0, 0, 3],
        "an outlet of its own has its own article"
    );
    assert_eq!(counts(&archive.run()), [0, 0, 5, 0, 3]);
    // The file of the one that was kept goes, and the other one takes its place.
    fs::remove_file(archive.page("c.txt")).unwrap();
    let report = archive.run_with(|job| job.prune = Prune::Gone);
    assert_eq!((report.new, report.removed), (1, 1), "{report:?}");
    assert_eq!(counts(&archive.run()), [0, 0, 5, 0, 2]);
    // Another record comes in front, and what was said first is said by the second one, with the others.
    archive.write_at(
        "a.jsonl",
        [record(5, ""), record(1, ""), record(2, "")].concat(),
        5_000,
    );
    let report = archive.run();
    assert_eq!(counts(&report), [1, 0, 5, 0, 1], "{report:?}");
    assert_eq!(archive.documents(), 6);
    assert_eq!(counts(&archive.run()), [0, 0, 6, 0, 1]);
    // And the same again.
    archive.write_at(
        "a.jsonl",
        [record(1, ""), record(1, ""), record(2, "")].concat(),
        6_000,
    );
    archive.run();
    assert_eq!(archive.documents(), 5);
    let report = archive.run();
    assert_eq!(
        (report.unchanged, report.skipped_total()),
        (5, 2),
        "{report:?}"
    );
}

/// Titles of all articles, with the path for those with an address.
fn contents(archive: &Archive) -> Vec<String> {
    let index = Index::open(&archive.index()).unwrap();
    let request = Request {
        query: "*".to_owned(),
        limit: 100,
        ..Request::default()
    };
    let found = Searcher::open(&index).unwrap().search(&request).unwrap();
    let said = found.hits.iter().map(|hit| match &hit.url {
        Some(url) => format!("{url} {} {}", hit.title, hit.path),
        None => hit.title.clone(),
    });
    let mut all: Vec<String> = said.collect();
    all.sort();
    all
}

#[test]
fn run_after_run_holds_what_one_run_over_the_last_files_holds() {
    let mut state = 7_u64;
    let mut below = |n: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % n
    };
    for history in 0..5 {
        let archive = Archive::new();
        for step in 0..3 {
            for name in ["a.jsonl", "b.jsonl", "c.jsonl"] {
                // A file without a byte keeps its articles.
                let mut lines = "\n".to_owned();
                for _ in 0..below(4) {
                    let (seed, day) = (below(4) as usize, below(3) + 1);
                    let body = prose(seed);
                    let about = match below(3) {
                        0 => String::new(),
                        n => format!(
                            "\"url\": \"https://example.org/{n}\", \"modified\": \"2024-03-0{day}\", "
                        ),
                    };
                    let line =
                        format!("{{{about}\"title\": \"Story {seed}\", \"body\": {body:?}}}\n");
                    lines.push_str(&line);
                }
                if below(3) > 0 {
                    archive.write_at(name, lines, 60 * (step + 10 * below(3)));
                }
            }
            archive.run_with(|job| job.entities = false);
            archive.documents();
        }
        let anew = archive.folder.path().join("anew");
        fs::create_dir(&anew).unwrap();
        let grown = contents(&archive);
        fs::rename(archive.index(), anew.join("index")).unwrap();
        archive.run_with(|job| job.entities = false);
        assert_eq!(grown, contents(&archive), "history {history}");
    }
}

#[test]
fn records_with_ids_of_their_own_are_folded_only_under_one_id() {
    let record = |id: usize| {
        let body = prose(1);
        format!("{{\"id\": \"{id}\", \"title\": \"Story\", \"body\": {body:?}}}\n")
    };
    let archive = Archive::new();
    archive.write("a.jsonl", [record(1), record(2)].concat());
    archive.write("b.jsonl", record(2));
    assert_eq!(counts(&archive.run()), [2, 0, 0, 0, 1]);
}

#[test]
fn an_index_among_the_pages_is_no_page() {
    let archive = Archive::new();
    archive.write("a.txt", dump(1));
    let within = |job: &mut Job| job.index = archive.page("index");
    for expected in [[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]] {
        let report = archive.run_with(within);
        assert_eq!((counts(&report), report.failed), (expected, 0));
    }
    let dry = archive.run_with(|job| {
        within(job);
        job.dry_run = true;
    });
    assert_eq!(counts(&dry), [0, 0, 1, 0, 1], "a dry run tells of it");
}

#[test]
fn of_two_first_runs_at_once_the_second_is_told_of_the_first() {
    for _ in 0..20 {
        let archive = Archive::new();
        archive.write("a.txt", dump(1));
        let run = || pipeline::run(&archive.job(), &|_| {}, &AtomicBool::new(false));
        let runs = std::thread::scope(|scope| {
            let runs = [scope.spawn(run), scope.spawn(run)];
            runs.map(|run| run.join().unwrap())
        });
        for run in &runs {
            assert!(
                matches!(run, Ok(_) | Err(Error::IndexBusy { .. })),
                "{run:?}"
            );
        }
        assert!(runs.iter().any(Result::is_ok));
        assert_eq!(archive.documents(), 1);
    }
}

#[test]
fn what_is_no_page_is_counted_once_however_it_is_selected() {
    let archive = Archive::new();
    archive.write("a.txt", TEXT_OF_ITS_OWN);
    archive.write("b.png", [0_u8, 159, 146, 150]);
    let pages = archive.folder.path().join("pages");
    let again = archive.folder.path().join("pages/../pages");
    let report = archive.run_with(|job| job.selection = Selection::new([pages, again]));
    assert_eq!((report.new, report.skipped_total()), (1, 1), "{report:?}");
}

const TEXT_OF_ITS_OWN: &str = "The harbour office opens at nine from Monday on, and the pilots will have their breakfast there.";
