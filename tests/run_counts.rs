//! What a run says of articles and copies agrees with what came, went and changed, and with what the next run says.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod stories;

use std::collections::BTreeSet;
use std::fs;

use newsdex::pipeline::{Prune, Report};
use stories::STORIES;
use stories::archive::{Archive, counts};

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
    // What is left of it elsewhere is less than all.
    act(&archive, "move d f");
    act(&archive, "write f/b.jsonl 3");
    let report = archive.run();
    assert_eq!((report.missing, report.vacant.len()), (2, 1), "{report:?}");
    assert_eq!(report.articles, 5);
}
