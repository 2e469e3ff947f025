//! What a run says of articles and copies agrees with what came, went and changed, and with what the next run says.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod stories;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::process::Command;

use newsdex::pipeline::{Prune, Report};
use stories::STORIES;
use stories::archive::{Archive, counts, set_time};

/// A record at an address; `more` is added to its text.
fn record(story: usize, more: &str) -> String {
    let (title, text) = STORIES[story];
    format!(
        "{{\"url\": \"https://www.example.org/{story}\", \"title\": {title:?}, \"body\": \"{text}{more}\"}}\n"
    )
}

/// The same without its body.
fn bare(story: usize) -> String {
    let title = STORIES[story].0;
    format!("{{\"url\": \"https://www.example.org/{story}\", \"title\": {title:?}}}\n")
}

const MORE: &str = " More of it follows.";

fn ids(archive: &Archive) -> BTreeSet<String> {
    archive.articles().into_keys().collect()
}

/// Something that is done to files, by its words.
fn act(archive: &Archive, what: &str) {
    let words: Vec<&str> = what.split(' ').collect();
    let path = |name: &str| archive.path(name);
    match words[..] {
        ["move", from, to] => {
            fs::create_dir_all(path(to).parent().unwrap()).unwrap();
            fs::rename(path(from), path(to)).unwrap();
        }
        ["copy", from, to] => {
            let text = fs::read(path(from)).unwrap();
            archive.write(to, &text);
        }
        ["remove", name] => fs::remove_file(path(name)).unwrap(),
        ["empty", name] => archive.write(name, ""),
        ["write", name, records] => {
            let record = |of: &str| match of.split_at(1) {
                (story, "+") => record(story.parse().unwrap(), MORE),
                (story, "-") => bare(story.parse().unwrap()),
                (story, _) => record(story.parse().unwrap(), ""),
            };
            let text: String = records.split(',').map(record).collect();
            archive.write(name, &text);
        }
        _ => panic!("{what}"),
    }
    // Files of one minute are equally new.
    archive.written.set(archive.written.get() + 60);
}

/// What is in the files, what is done then, and what is said of that: new, updated, unchanged, removed, skipped.
const CASES: [(&str, &[&str], &[&str], [u64; 5]); 9] = [
    (
        "a file is moved",
        &["write a/b.jsonl 0", "write a/c.jsonl 1"],
        &["move a/b.jsonl d/b.jsonl"],
        [0, 1, 1, 0, 0],
    ),
    (
        "a file of two records is moved",
        &["write a/b.jsonl 0,1", "write a/c.jsonl 2"],
        &["move a/b.jsonl d/b.jsonl"],
        [0, 2, 1, 0, 0],
    ),
    (
        "a folder is moved",
        &[
            "write a/b.jsonl 0,1",
            "write a/c.jsonl 2,3",
            "write e.jsonl 4",
        ],
        &["move a d"],
        [0, 4, 1, 0, 0],
    ),
    (
        "a newer copy that says more",
        &["write a.jsonl 0", "write c.jsonl 1"],
        &["write b.jsonl 0+"],
        [0, 1, 1, 0, 1],
    ),
    (
        "a newer copy that says the same",
        &["write a.jsonl 0", "write c.jsonl 1"],
        &["copy a.jsonl b.jsonl"],
        [0, 1, 1, 0, 1],
    ),
    (
        "the copy that is kept is emptied",
        &["write a.jsonl 0", "write b.jsonl 0+", "write c.jsonl 1"],
        &["empty b.jsonl"],
        [0, 1, 1, 0, 1],
    ),
    (
        "the copy that is kept is removed",
        &["write a.jsonl 0", "write b.jsonl 0+", "write c.jsonl 1"],
        &["remove b.jsonl"],
        [0, 1, 1, 0, 0],
    ),
    (
        "an article passes to a copy, while its own record loses its body",
        &["write a.jsonl 0"],
        &["copy a.jsonl d.jsonl", "write a.jsonl 0-"],
        [0, 1, 0, 0, 1],
    ),
    (
        "two files change names",
        &["write a.jsonl 0", "write b.jsonl 1", "write c.jsonl 2"],
        &[
            "move a.jsonl d.jsonl",
            "move b.jsonl a.jsonl",
            "move d.jsonl b.jsonl",
        ],
        [0, 2, 1, 0, 0],
    ),
];

#[test]
fn what_a_run_says_is_what_became_of_the_articles() {
    for (what, before, after, expected) in CASES {
        let archive = Archive::new();
        for done in before {
            act(&archive, done);
        }
        archive.run();
        let held = ids(&archive);
        for done in after {
            act(&archive, done);
        }
        let run =
            |dry_run| archive.run_with(|job| (job.prune, job.dry_run) = (Prune::All, dry_run));
        let foretold = run(true);
        let report = run(false);
        assert_eq!(counts(&report), expected, "{what}: {report:?}");
        assert_eq!(counts(&foretold), expected, "{what}, foretold");
        assert_eq!(report.vacant, [], "{what}");
        let now = ids(&archive);
        let came = now.difference(&held).count() as u64;
        let went = held.difference(&now).count() as u64;
        assert_eq!((report.new, report.removed), (came, went), "{what}");
        let again = run(false);
        assert_eq!(counts(&again), next(&report), "{what}, the next run");
        assert_eq!(again.unchanged, now.len() as u64, "{what}");
    }
}

#[test]
fn an_article_that_only_a_file_that_has_gone_still_had_is_kept_and_no_failure() {
    let archive = Archive::new();
    for done in ["write a/k.jsonl 0", "write m.jsonl 0", "write z.jsonl 1"] {
        act(&archive, done);
    }
    archive.run();
    act(&archive, "remove a/k.jsonl");
    act(&archive, "write m.jsonl 2");
    let plain = || archive.run_with(|job| job.prune = Prune::Nothing);
    let report = plain();
    assert_eq!((counts(&report), report.missing), ([1, 0, 1, 0, 0], 1));
    assert_eq!((report.articles, report.failing()), (3, 0), "{report:?}");
    let report = plain();
    assert_eq!((counts(&report), report.missing), ([0, 0, 2, 0, 0], 1));
    assert_eq!(report.failing(), 0, "{report:?}");
    assert_eq!(counts(&archive.run()), [0, 0, 2, 1, 0]);
}

#[test]
fn an_article_passes_to_a_file_that_is_there_rather_than_to_a_newer_one_that_has_gone() {
    let archive = Archive::new();
    for name in ["b.jsonl", "k.jsonl", "m.jsonl"] {
        act(&archive, &format!("write {name} 0"));
    }
    archive.run();
    act(&archive, "remove k.jsonl");
    act(&archive, "write m.jsonl 2");
    let report = archive.run_with(|job| job.prune = Prune::Nothing);
    assert_eq!((counts(&report), report.missing), ([1, 1, 0, 0, 0], 1));
    let paths: BTreeSet<String> = archive
        .articles()
        .into_values()
        .map(|(_, path)| path)
        .collect();
    assert_eq!(
        paths,
        ["pages/b.jsonl", "pages/m.jsonl"].map(str::to_owned).into()
    );
}

#[test]
fn a_copy_whose_file_is_harmed_is_not_taken_for_newer_than_what_can_be_read() {
    let archive = Archive::new();
    let own = |story, more| record(story, more).replace('{', "{\"published\": \"2026-01-12\", ");
    archive.write_at("b.jsonl", &own(0, MORE), 9_000);
    archive.write_at("a.jsonl", &own(0, ""), 6_000);
    archive.run();
    // Older by its file than the other was, and than the other's record, which cannot be read now.
    archive.write_at("b.jsonl", &own(0, " Less of it."), 3_000);
    archive.write_at("a.jsonl", "{\n", 12_000);
    let report = archive.run();
    assert_eq!((counts(&report), report.kept), ([0, 1, 0, 0, 1], 0));
    let again = archive.run();
    assert_eq!((counts(&again), again.pages), ([0, 0, 1, 0, 1], 0));
}

#[test]
fn a_record_without_address_and_id_is_one_in_a_file_and_on_standard_input() {
    let (title, text) = STORIES[0];
    let line =
        format!("{{\"site\": \"www.example.org\", \"title\": {title:?}, \"text\": {text:?}}}\n");
    for is_file_first in [true, false] {
        let archive = Archive::new();
        archive.write("a.jsonl", &line);
        let file = File::open(archive.path("a.jsonl")).unwrap();
        let index = |arguments: &[&str], input: File| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_newsdex"));
            let command = command.current_dir(archive.folder.path()).stdin(input);
            let run = command
                .args(["index", "-q", "--no-entities"])
                .args(arguments);
            assert!(run.status().unwrap().success());
        };
        if is_file_first {
            archive.run();
        }
        index(&["-"], file);
        archive.run();
        assert_eq!(archive.articles().len(), 1, "{is_file_first}");
        assert_eq!(archive.run().articles, 1);
    }
}

/// Time of a file, and what it says.
type Written = (&'static str, u64, &'static str);

#[test]
fn a_record_that_has_not_changed_is_as_new_as_its_file() {
    let cases: [(&str, &[Written], &[Written]); 4] = [
        (
            "a file is written on after a newer copy came elsewhere",
            &[("a.jsonl", 0, "0"), ("b.jsonl", 100, "0+")],
            &[("a.jsonl", 200, "0,1")],
        ),
        (
            "a file is written on before a newer copy comes elsewhere",
            &[("a.jsonl", 0, "0")],
            &[("a.jsonl", 200, "0,1"), ("b.jsonl", 100, "0+")],
        ),
        (
            "the same article again at the end of its file",
            &[("a.jsonl", 0, "1,0")],
            &[("a.jsonl", 100, "1,0,0+")],
        ),
        (
            "a shorter version at the end",
            &[("a.jsonl", 0, "0+,1")],
            &[("a.jsonl", 100, "0+,1,0,2")],
        ),
    ];
    for (what, before, after) in cases {
        let archive = Archive::new();
        for files in [before, after] {
            for (name, minutes, records) in files {
                act(&archive, &format!("write {name} {records}"));
                set_time(&archive.path(name), minutes * 60);
            }
            archive.run();
        }
        archive.run_into("fresh", &[archive.path("")]);
        let places = |index| {
            let hits = archive.hits_of(index).into_iter();
            hits.map(|hit| (hit.id, hit.path, hit.member))
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(places("index"), places("fresh"), "{what}");
    }
}

/// What the run after one with this report says.
fn next(report: &Report) -> [u64; 5] {
    let all = report.new + report.updated + report.unchanged;
    [0, 0, all, 0, report.skipped_total()]
}

#[test]
fn a_folder_that_was_renamed_is_pruned_since_its_articles_are_elsewhere() {
    let archive = Archive::new();
    for done in [
        "write a/b.jsonl 0,1",
        "write a/c.jsonl 2",
        "write e.jsonl 4",
    ] {
        act(&archive, done);
    }
    archive.run();
    act(&archive, "move a d");
    let report = archive.run();
    assert_eq!((counts(&report), report.missing), ([0, 3, 1, 0, 0], 0));
    // All that there was has another name.
    act(&archive, "remove e.jsonl");
    archive.run();
    act(&archive, "move d f");
    let report = archive.run();
    assert_eq!((counts(&report), report.missing), ([0, 3, 0, 0, 0], 0));
    act(&archive, "move f d");
    act(&archive, "write e.jsonl 4");
    archive.run();
    // What is left of it elsewhere is less than all.
    act(&archive, "move d f");
    act(&archive, "write f/b.jsonl 3");
    let report = archive.run();
    assert_eq!((report.missing, report.vacant.len()), (2, 1), "{report:?}");
    assert_eq!(report.articles, 5);
    // Nor is it forgotten where nothing of all the files is left, but others are there.
    act(&archive, "remove e.jsonl");
    act(&archive, "remove f/c.jsonl");
    act(&archive, "move f/b.jsonl g.jsonl");
    let report = archive.run();
    assert_eq!((counts(&report), report.missing), ([0, 1, 0, 0, 0], 5));
    assert_eq!(report.articles, 5);
}
