//! Random histories of files of all kinds, as a stranger would check them: each run beside a dry run before it, the same run after it, what came and
//! went, and a new index of the same files.
//!
//! `NEWSDEX_SEED` draws others, `NEWSDEX_ROUNDS` says how many histories; a failure tells the history.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

#[path = "stories/files.rs"]
mod files;
mod harm;
mod stories;

use std::collections::BTreeMap;
use std::time::Duration;

use files::Files;
use harm::{Chance, number_of, seed};
use newsdex::index::{Index, Record, verify};
use newsdex::pipeline::{Prune, Report};
use newsdex::read::Selection;
use stories::archive::{Archive, counts, run};

/// What is kept of files that are not found: all, those of a folder that is empty, nothing.
const WAYS: [Prune; 4] = [Prune::Nothing, Prune::Gone, Prune::All, Prune::All];

/// An index as it is: of each article all that it says, and where.
type Held = BTreeMap<String, String>;

struct History {
    archive: Archive,
    files: Files,
    /// What was done, and what the runs said.
    story: Vec<String>,
    held: Held,
    /// Whether runs commit behind each file.
    commits_often: bool,
}

impl History {
    fn new(chance: &mut Chance) -> Self {
        let archive = Archive::new();
        let mut files = Files::default();
        let story = (0..3 + chance.below(3))
            .map(|_| files.begin_one(&archive, chance))
            .collect();
        Self {
            archive,
            files,
            story,
            held: Held::new(),
            commits_often: chance.once_in(3),
        }
    }

    fn step(&mut self, chance: &mut Chance) {
        for _ in 0..=chance.below(4) {
            self.story.push(self.files.change(&self.archive, chance));
        }
        if chance.once_in(5) {
            self.run_over_a_part();
        }
        let way = WAYS[chance.below(WAYS.len())];
        let foretold = self.run(way, true);
        let report = self.run(way, false);
        self.story.push(format!("{way:?} {}", told(&report)));
        self.check(
            told(&foretold) == told(&report),
            &format!("a dry run said {}", told(&foretold)),
        );
        let now = self.held_by("index");
        let before = std::mem::replace(&mut self.held, now);
        self.check_counts(&before, &report);
        self.check_found(&report, way);
        self.check_next(&report, way);
        self.check_beside_a_new_index(&report, way);
    }

    fn run(&self, way: Prune, dry_run: bool) -> Report {
        self.archive.run_with(|job| {
            (job.prune, job.dry_run) = (way, dry_run);
            if self.commits_often {
                job.commit_every = Duration::ZERO;
            }
        })
    }

    /// What came, went and changed is what the run has counted.
    fn check_counts(&self, before: &Held, report: &Report) {
        let Report {
            new,
            updated,
            removed,
            articles,
            ..
        } = *report;
        let of = |ids: usize| ids as u64;
        let now = &self.held;
        self.check(of(now.len()) == articles, "articles are those of the index");
        let came = now.keys().filter(|id| !before.contains_key(*id)).count();
        let went = before.keys().filter(|id| !now.contains_key(*id)).count();
        let other =
            |(id, said): &(&String, &String)| before.get(*id).is_some_and(|was| was != *said);
        let others: Vec<_> = now.iter().filter(other).collect();
        let changed = others.len();
        let were: Vec<_> = others.iter().map(|(id, _)| &before[*id]).collect();
        self.check(new == of(came), &format!("{came} came"));
        self.check(removed == of(went), &format!("{went} went"));
        self.check(
            updated == of(changed),
            &format!("{changed} changed: {others:#?} were {were:#?}"),
        );
    }

    /// What was found and kept is no more than there is; all of it where nothing is kept.
    fn check_found(&self, report: &Report, way: Prune) {
        let found = report.new + report.updated + report.unchanged + report.kept;
        self.check(found <= report.articles, "articles that were found");
        let is_all = report.kept == 0 && found == report.articles;
        self.check(is_all || way != Prune::All, "all articles were found");
    }

    /// A run over one of the folders, which finds but a part of the copies.
    fn run_over_a_part(&mut self) {
        let folder = self.archive.path("a");
        if !folder.exists() {
            return;
        }
        let run = |dry_run| {
            self.archive.run_with(|job| {
                job.selection = Selection::new([folder.clone()]);
                (job.prune, job.dry_run) = (Prune::Nothing, dry_run);
            })
        };
        let foretold = told(&run(true));
        let report = run(false);
        self.story.push(format!("a/ alone {}", told(&report)));
        self.check(
            foretold == told(&report),
            &format!("a dry run said {foretold}"),
        );
        let now = self.held_by("index");
        let before = std::mem::replace(&mut self.held, now);
        self.check_counts(&before, &report);
    }

    /// The same run again does nothing, reads nothing and says the same.
    fn check_next(&self, report: &Report, way: Prune) {
        let again = self.run(way, false);
        let all = report.new + report.updated + report.unchanged;
        let expected = [0, 0, all, 0, report.skipped_total()];
        let said = told(&again);
        self.check(counts(&again) == expected, &format!("then {said}"));
        self.check(again.skipped == report.skipped, &format!("then {said}"));
        self.check(again.kept == report.kept, &format!("then {said}"));
        let is_known = way != Prune::All || !self.files.are_harmed();
        self.check(again.pages == 0 || !is_known, "then pages are read");
        self.check(self.held_by("index") == self.held, "then the index differs");
    }

    /// A new index of the files holds the same, unless files that have gone or are harmed keep something.
    fn check_beside_a_new_index(&self, report: &Report, way: Prune) {
        let mut job = self.archive.job("fresh", &[self.archive.path("")]);
        let _ = std::fs::remove_dir_all(&job.index);
        job.prune = Prune::All;
        run(&job);
        let fresh = self.held_by("fresh");
        let texts = |held: &Held| {
            let mut texts: Vec<String> = held.iter().map(of_any_order).collect();
            texts.sort_unstable();
            texts
        };
        let keeps = way != Prune::All && self.files.are_harmed();
        if !keeps && report.missing == 0 {
            let (here, there) = (texts(&self.held), texts(&fresh));
            self.check(here == there, &format!("a new index holds {fresh:#?}"));
        }
    }

    fn held_by(&self, index: &str) -> Held {
        let index = Index::open(&self.archive.folder.path().join(index)).unwrap();
        // A record that has moved within its file is what it was, whatever tells it there from others of its id.
        harm::articles_with(&index, |record| {
            let record = Record {
                member: None,
                record_id: None,
                ..record.clone()
            };
            format!(
                "{} {} |",
                record.path,
                serde_json::to_string(&record).unwrap()
            )
        })
    }

    fn check(&self, is_so: bool, what: &str) {
        assert!(is_so, "{what}\n{:#?}\n{:#?}", self.story, self.held);
    }
}

/// The counts of a run in a line.
fn told(report: &Report) -> String {
    let counts = counts(report);
    let (skipped, kept, missing) = (&report.skipped, report.kept, report.missing);
    format!("{counts:?} {skipped:?} kept {kept}, missing {missing}")
}

/// What of an article does not depend on the order in which files came: all, if it has an address, else what it says.
fn of_any_order((id, said): (&String, &String)) -> String {
    if said.contains("\"url\":\"") {
        format!("{id} {said}")
    } else {
        said.split_once("} |").unwrap().1.to_owned()
    }
}

#[test]
fn whatever_becomes_of_files_a_run_says_what_it_did_and_leaves_what_a_new_index_holds() {
    for history in 0..number_of("NEWSDEX_ROUNDS", 5) {
        let mut chance = Chance::new(seed(3) * 1000 + history);
        let mut history = History::new(&mut chance);
        for _ in 0..5 {
            history.step(&mut chance);
        }
        let health = verify(&history.archive.folder.path().join("index")).unwrap();
        assert!(
            health.faults.is_empty(),
            "{:?} {:#?}",
            health.faults,
            history.story
        );
    }
}
