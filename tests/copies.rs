//! Copies of records, to the byte and for another outlet, moved, edited and packed in any way: after each run each record is in the index as it
//! is now, by itself or by an article that says all the same, and nothing is there twice.
//!
//! `NEWSDEX_SEED` draws others, `NEWSDEX_ROUNDS` says how many histories; a failure tells the history.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;
mod stories;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::sync::atomic::AtomicBool;

use harm::{Chance, number_of, seed};
use newsdex::clean::Rules;
use newsdex::index::{Index, verify};
use newsdex::pipeline::{Prune, Rebuild, Report, RulesChoice, rebuild};
use newsdex::read::Selection;
use stories::STORIES;
use stories::archive::{Archive, counts, run};

const FOLDERS: [&str; 5] = ["", "a/", "b/", "k/", "z/"];
const OUTLETS: [Option<&str>; 3] = [None, Some("alpha.example"), Some("beta.example")];
const IDS: [Option<&str>; 4] = [None, None, None, Some("r-1")];

/// A paragraph that all the rules cut but the empty ones.
const CLERKS: &str = "\nAll clerks meet again on Friday.";
const RULES: [&str; 3] = [
    "",
    "[[rule]]\ncut = \"*clerks*\"\n",
    "[[rule]]\ncut = \"*meet again*\"\n",
];

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    story: usize,
    version: usize,
    outlet: Option<&'static str>,
    own_id: Option<&'static str>,
    has_address: bool,
    day: Option<usize>,
}

impl Line {
    fn new(chance: &mut Chance) -> Self {
        Self {
            story: chance.below(3),
            version: 0,
            outlet: OUTLETS[chance.below(3)],
            own_id: IDS[chance.below(4)],
            has_address: chance.once_in(6),
            day: chance.once_in(5).then(|| 10 + chance.below(3)),
        }
    }

    fn edited(self, chance: &mut Chance) -> Self {
        match chance.below(8) {
            0..5 => Self {
                version: chance.below(4),
                ..self
            },
            5 => Self {
                outlet: OUTLETS[chance.below(3)],
                ..self
            },
            6 => Self {
                day: Some(10 + chance.below(3)),
                ..self
            },
            _ => Self::new(chance),
        }
    }

    fn text(&self) -> String {
        let more = [
            "",
            " here.",
            " More of it follows.",
            " Nobody was hurt.",
            CLERKS,
        ][self.version];
        format!("{}{more}", STORIES[self.story].1)
    }

    /// What rules leave of the text.
    fn ruled(&self, rules: &str) -> String {
        let text = self.text();
        let is_cut = !rules.is_empty();
        let left = text.strip_suffix(CLERKS).filter(|_| is_cut);
        left.map_or_else(|| text.clone(), str::to_owned)
    }

    fn json(&self) -> String {
        let mut record = serde_json::Map::new();
        let mut put = |name: &str, value: Option<String>| {
            record.extend(value.map(|value| (name.to_owned(), value.into())));
        };
        put("id", self.own_id.map(str::to_owned));
        put("title", Some(STORIES[self.story].0.to_owned()));
        let address = || format!("https://gamma.example/story-{}", self.story);
        put("url", self.has_address.then(address));
        put("site", self.outlet.map(str::to_owned));
        put("published", self.day.map(|day| format!("2026-01-{day}")));
        put("text", Some(self.text().replace('\n', "\n\n")));
        serde_json::Value::from(record).to_string() + "\n"
    }
}

/// The files of an archive by their names without `.gz`, and whether they are packed.
type Files = BTreeMap<String, (bool, Vec<Line>)>;

/// What an article says: outlet, headline, text; then its own id and day.
type Said = (String, String, String, String);

struct History {
    archive: Archive,
    files: Files,
    held: BTreeMap<String, Said>,
    story: Vec<String>,
    /// The rules that are followed; of a history whose rules change.
    rules: Option<&'static str>,
}

impl History {
    fn new(chance: &mut Chance) -> Self {
        let mut history = Self {
            archive: Archive::new(),
            files: Files::new(),
            held: BTreeMap::new(),
            story: Vec::new(),
            rules: None,
        };
        for _ in 0..2 + chance.below(3) {
            history.begin_one(chance);
        }
        history
    }

    fn name(&self, chance: &mut Chance) -> String {
        loop {
            let folder = FOLDERS[chance.below(FOLDERS.len())];
            let name = format!("{folder}{}.jsonl", ["c", "f", "m"][chance.below(3)]);
            if !self.files.contains_key(&name) {
                return name;
            }
        }
    }

    fn line(&self, chance: &mut Chance) -> Line {
        let all: Vec<Line> = self
            .files
            .values()
            .flat_map(|(_, lines)| lines.clone())
            .collect();
        if all.is_empty() || chance.once_in(3) {
            return Line::new(chance);
        }
        let line = all[chance.below(all.len())];
        match chance.below(4) {
            0 => line.edited(chance),
            1 => Line {
                outlet: OUTLETS[chance.below(3)],
                ..line
            },
            _ => line,
        }
    }

    fn begin_one(&mut self, chance: &mut Chance) {
        let lines = (0..=chance.below(3)).map(|_| self.line(chance)).collect();
        let name = self.name(chance);
        self.files.insert(name, (chance.once_in(5), lines));
    }

    fn change(&mut self, chance: &mut Chance) {
        if self.files.len() < 2 {
            return self.begin_one(chance);
        }
        let names: Vec<String> = self.files.keys().cloned().collect();
        let name = names[chance.below(names.len())].clone();
        match chance.below(12) {
            0 if self.files.len() < 8 => self.begin_one(chance),
            1 => drop(self.files.remove(&name)),
            2 => {
                let file = self.files.remove(&name).unwrap();
                let other = self.name(chance);
                self.files.insert(other, file);
            }
            3 => {
                let other = self.name(chance);
                self.files.insert(other, self.files[&name].clone());
            }
            4 => self.rename_folder(chance),
            5 => {
                let file = self.files.get_mut(&name).unwrap();
                file.0 = !file.0;
            }
            6 => {
                let other = &names[chance.below(names.len())];
                let (one, two) = (self.files[&name].clone(), self.files[other].clone());
                self.files.insert(name, two);
                self.files.insert(other.clone(), one);
            }
            7 => {
                let lines = &mut self.files.get_mut(&name).unwrap().1;
                let line = lines.remove(chance.below(lines.len()));
                if lines.is_empty() {
                    self.files.remove(&name);
                }
                let names: Vec<String> = self.files.keys().cloned().collect();
                let other = &names[chance.below(names.len())];
                let lines = &mut self.files.get_mut(other).unwrap().1;
                lines.insert(chance.below(lines.len() + 1), line);
            }
            _ => self.edit(&name, chance),
        }
    }

    fn rename_folder(&mut self, chance: &mut Chance) {
        let (from, to) = (FOLDERS[1 + chance.below(4)], FOLDERS[1 + chance.below(4)]);
        if self.files.keys().any(|name| name.starts_with(to)) {
            return;
        }
        let files = std::mem::take(&mut self.files).into_iter();
        self.files = files
            .map(|(name, file)| match name.strip_prefix(from) {
                Some(rest) => (format!("{to}{rest}"), file),
                None => (name, file),
            })
            .collect();
    }

    fn edit(&mut self, name: &str, chance: &mut Chance) {
        let (line, spare) = (self.line(chance), chance.below(7));
        let lines = &mut self.files.get_mut(name).unwrap().1;
        let (at, other) = (chance.below(lines.len()), chance.below(lines.len()));
        match spare {
            0 | 1 => lines.insert(chance.below(lines.len() + 1), line),
            2 => lines.insert(other, lines[at]),
            3 if lines.len() > 1 => drop(lines.remove(at)),
            4 => lines.swap(at, other),
            _ => lines[at] = lines[at].edited(chance),
        }
    }

    /// Writes the files; what has not changed keeps its time.
    fn write(&mut self) {
        let mut wanted = BTreeMap::new();
        for (name, (packed, lines)) in &self.files {
            let plain: String = lines.iter().map(Line::json).collect();
            if *packed {
                let mut packer =
                    flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                packer.write_all(plain.as_bytes()).unwrap();
                wanted.insert(format!("{name}.gz"), packer.finish().unwrap());
            } else {
                wanted.insert(name.clone(), plain.into_bytes());
            }
            self.story.push(format!(
                "{name}{} {lines:?}",
                if *packed { ".gz" } else { "" }
            ));
        }
        for folder in FOLDERS {
            let Ok(entries) = fs::read_dir(self.archive.path(folder)) else {
                continue;
            };
            for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
                let name = format!("{folder}{}", entry.file_name().to_str().unwrap());
                if wanted.get(&name) == fs::read(entry.path()).ok().as_ref() {
                    wanted.remove(&name);
                } else if !wanted.contains_key(&name) {
                    fs::remove_file(entry.path()).unwrap();
                }
            }
        }
        for (name, bytes) in wanted {
            self.archive.write(&name, &bytes);
        }
    }

    fn choice(&self) -> RulesChoice {
        let rules = self.rules.map(|text| Rules::parse("rules", text).unwrap());
        rules.map_or(RulesChoice::Remembered, RulesChoice::These)
    }

    fn change_rules(&mut self, chance: &mut Chance) {
        if chance.once_in(2) {
            self.rules = Some(RULES[chance.below(3)]);
        }
        for (_, lines) in self.files.values_mut() {
            for line in lines {
                if chance.once_in(4) {
                    line.version = 4;
                }
            }
        }
        self.story.push(format!("rules {:?}", self.rules));
    }

    fn step(&mut self, chance: &mut Chance) {
        if self.rules.is_some() {
            self.change_rules(chance);
        }
        for _ in 0..=chance.below(3) {
            self.change(chance);
        }
        self.write();
        let way = [Prune::Nothing, Prune::Gone, Prune::All][chance.below(3)];
        let folder = FOLDERS[chance.below(FOLDERS.len())];
        let is_there = self.files.keys().any(|name| name.starts_with(folder));
        let is_of_folder = chance.once_in(5) && is_there;
        let selected = self.archive.path(if is_of_folder { folder } else { "" });
        let globs: &[&str] = [&[][..], &[], &[], &["*.jsonl*"], &["*.jsonl"]][chance.below(5)];
        let part = is_of_folder || globs == ["*.jsonl"];
        // Else a run may refuse to leave out all that it knows.
        let way = if part && way == Prune::Gone {
            Prune::Nothing
        } else {
            way
        };
        let rules = self.choice();
        let go = |dry_run| {
            self.archive.run_with(|job| {
                let selection = Selection::new([selected.clone()]);
                job.selection = selection.include(globs).unwrap();
                (job.prune, job.dry_run) = (way, dry_run);
                job.rules = rules.clone();
            })
        };
        let foretold = go(true);
        let report = go(false);
        self.story.push(format!(
            "{way:?} {folder} {is_of_folder} {globs:?} {:?} missing {}",
            counts(&report),
            report.missing
        ));
        self.check(
            counts(&foretold) == counts(&report),
            &format!("foretold {:?}", counts(&foretold)),
        );
        let before = std::mem::replace(&mut self.held, Self::said(&self.archive, "index"));
        let is_new = |id: &&String| !before.contains_key(*id);
        let came = self.held.keys().filter(is_new).count() as u64;
        self.check(report.new == came, &format!("{came} came"));
        self.check(
            before.len() as u64 + report.new - report.removed == report.articles,
            "removed",
        );
        self.check_once();
        let again = go(false);
        let held = Self::said(&self.archive, "index");
        let is_still = [again.new, again.updated, again.removed, again.pages] == [0; 4];
        // Where all files are others, what has gone is kept until the new ones are known.
        self.check(
            is_still && held == self.held || again.missing < report.missing,
            &format!("then {:?} {} {held:#?}", counts(&again), again.pages),
        );
        self.held = held;
        if !part {
            self.check_all(&again);
            if chance.once_in(12) {
                self.check_rebuilt();
            }
        }
    }

    /// Each record is in the index as it says now; where nothing has gone, the index holds what a new one does.
    fn check_all(&self, report: &Report) {
        for (name, (_, lines)) in &self.files {
            let folder = name.rsplit('/').nth(1).unwrap_or("pages");
            for line in lines {
                let title = STORIES[line.story].0;
                let is_it = |(outlet, headline, text, _): &Said| {
                    let is_of_outlet = outlet == line.outlet.unwrap_or(folder)
                        && *text == line.ruled(self.rules.unwrap_or_default());
                    headline == title
                        && (is_of_outlet && !line.has_address
                            || line.has_address && outlet == "gamma.example")
                };
                self.check(
                    self.held.values().any(is_it),
                    &format!("{name} {line:?} is lost"),
                );
            }
        }
        if report.missing == 0 {
            let mut job = self.archive.job("fresh", &[self.archive.path("")]);
            job.rules = self.choice();
            let _ = fs::remove_dir_all(&job.index);
            run(&job);
            let fresh = Self::said(&self.archive, "fresh");
            let all = |held: &BTreeMap<String, Said>| {
                let mut all: Vec<Said> = held.values().map(without_day).collect();
                all.sort();
                // Of records of one file and id that differ in their days the newest is kept, unless another file says the same.
                all.dedup_by(|one, other| one == other && one.3.contains("r-1"));
                all
            };
            self.check(
                all(&fresh) == all(&self.held),
                &format!("a new index holds {fresh:#?}"),
            );
        }
    }

    fn check_once(&self) {
        let all: BTreeSet<&Said> = self.held.values().collect();
        self.check(all.len() == self.held.len(), "something is there twice");
    }

    fn said(archive: &Archive, index: &str) -> BTreeMap<String, Said> {
        let index = Index::open(&archive.folder.path().join(index)).unwrap();
        let told = harm::articles_with(&index, |record| {
            format!(
                "{}|{:?}{:?}|",
                record.site, record.record_id, record.published
            )
        });
        told.into_iter()
            .map(|(id, all)| {
                let mut parts = all.splitn(3, '|');
                let mut part = || parts.next().unwrap().to_owned();
                let (outlet, more, rest) = (part(), part(), part());
                let rest = rest.trim_start();
                let mut headlines = STORIES.iter().map(|(headline, _)| *headline);
                let headline = headlines
                    .find(|headline| rest.starts_with(headline))
                    .unwrap();
                let text = rest[headline.len()..].trim_start().to_owned();
                (id, (outlet, headline.to_owned(), text, more))
            })
            .collect()
    }

    /// The index made anew holds the same, and loses nothing.
    fn check_rebuilt(&mut self) {
        let job = self.archive.job("index", &[]);
        let rebuilt = rebuild(&job, Rebuild::Anew, &|_| {}, &AtomicBool::new(false)).unwrap();
        self.check(rebuilt.is_whole(), &format!("rebuilt: {rebuilt:?}"));
        let before = std::mem::replace(&mut self.held, Self::said(&self.archive, "index"));
        self.check_once();
        let said = |held: &BTreeMap<String, Said>| {
            held.values().map(without_day).collect::<BTreeSet<Said>>()
        };
        self.check(
            said(&before) == said(&self.held),
            &format!("before rebuilding {before:#?}"),
        );
    }

    fn check(&self, is_so: bool, what: &str) {
        assert!(is_so, "{what}\n{:#?}\n{:#?}", self.story, self.held);
    }
}

/// What an article says, without the day of a record that has an id.
fn without_day(said: &Said) -> Said {
    let mut said = said.clone();
    if said.3.contains("r-1") {
        "r-1".clone_into(&mut said.3);
    }
    said
}

#[test]
fn whatever_becomes_of_copies_each_record_is_there_once_as_it_says_now() {
    live(None);
}

#[test]
fn so_it_is_while_the_rules_change() {
    live(Some(""));
}

fn live(rules: Option<&'static str>) {
    for number in 0..number_of("NEWSDEX_ROUNDS", 8) {
        let mut chance = Chance::new((seed(1) + number) * 1000);
        let mut history = History::new(&mut chance);
        history.rules = rules;
        history.story.push(format!("history {number}"));
        for _ in 0..6 {
            history.step(&mut chance);
        }
        let health = verify(&history.archive.folder.path().join("index")).unwrap();
        history.check(health.faults.is_empty(), &format!("{:?}", health.faults));
    }
}

const WEIR: Line = Line {
    story: 0,
    version: 0,
    outlet: None,
    own_id: None,
    has_address: false,
    day: None,
};
const OF_BETA: Line = Line {
    outlet: Some("beta.example"),
    ..WEIR
};
const EDITED: Line = Line { version: 1, ..WEIR };
const FERRY: Line = Line {
    story: 1,
    has_address: true,
    ..WEIR
};
const OWN: Line = Line {
    own_id: Some("r-1"),
    ..WEIR
};
const OWN_OF_BETA: Line = Line {
    own_id: Some("r-1"),
    ..OF_BETA
};

/// What files say at one time.
type State<'s> = &'s [(&'s str, &'s [Line])];

#[test]
fn an_edited_record_is_no_copy_of_its_neighbour_and_a_copy_to_the_byte_is_no_article() {
    let cases: [(&str, &[State], u64); 5] = [
        (
            "a line is edited that was a copy of another file",
            &[
                &[("a.jsonl", &[WEIR]), ("d.jsonl", &[OF_BETA])],
                &[("a.jsonl", &[WEIR]), ("d.jsonl", &[WEIR, OF_BETA])],
                &[("a.jsonl", &[WEIR]), ("d.jsonl", &[EDITED, OF_BETA])],
            ],
            3,
        ),
        (
            "a line is edited of which the other copy goes",
            &[
                &[("a.jsonl", &[WEIR]), ("d.jsonl", &[OF_BETA])],
                &[("d.jsonl", &[WEIR, OF_BETA])],
                &[("d.jsonl", &[EDITED, OF_BETA])],
            ],
            2,
        ),
        (
            "a line goes before copies",
            &[
                &[("d.jsonl", &[FERRY, WEIR])],
                &[("d.jsonl", &[WEIR, FERRY, WEIR])],
                &[("d.jsonl", &[WEIR, WEIR])],
            ],
            1,
        ),
        (
            "records of two outlets share an id",
            &[&[("d.jsonl", &[OWN, OWN_OF_BETA])]],
            2,
        ),
        (
            "copies of a record with an id come before a newer one",
            &[
                &[("a.jsonl", &[OWN])],
                &[(
                    "d.jsonl",
                    &[
                        OWN,
                        OWN,
                        Line {
                            day: Some(10),
                            ..OWN
                        },
                    ],
                )],
            ],
            1,
        ),
    ];
    for (what, states, articles) in cases {
        let mut history = History {
            archive: Archive::new(),
            files: Files::new(),
            held: BTreeMap::new(),
            story: vec![what.to_owned()],
            rules: None,
        };
        let report = states.iter().map(|state| {
            let files = state.iter();
            let files = files.map(|(name, lines)| ((*name).to_owned(), (false, lines.to_vec())));
            history.files = files.collect();
            history.write();
            history.archive.run_with(|job| job.prune = Prune::All)
        });
        let report = report.last().unwrap();
        history.held = History::said(&history.archive, "index");
        history.check_all(&report);
        assert_eq!(report.articles, articles, "{what}: {:?}", counts(&report));
        history.check_rebuilt();
    }
}

#[test]
fn copies_to_the_byte_are_one_article_whatever_rules_left_of_them() {
    const LONG: Line = Line {
        version: 4,
        ..OF_BETA
    };
    const ALL: &str = "[[rule]]\nsite = \"beta.example\"\ncut = \"*\"\n";
    let [none, cut, _] = RULES;
    // The rules of each run, whether its files are packed, and its files.
    let cases: [(&str, &[(&str, bool, State)]); 4] = [
        (
            "a file is renamed while the rules change",
            &[
                (none, false, &[("f.jsonl", &[LONG, LONG])]),
                (cut, false, &[("g.jsonl", &[LONG, LONG])]),
            ],
        ),
        (
            "a file is packed while the rules change",
            &[
                (none, false, &[("f.jsonl", &[LONG, LONG])]),
                (cut, true, &[("f.jsonl", &[LONG, LONG])]),
            ],
        ),
        (
            "a file has gone, and its copy was nothing for a while",
            &[
                (cut, false, &[("b/f.jsonl", &[LONG])]),
                (ALL, false, &[("z/f.jsonl", &[LONG])]),
                (none, false, &[("z/f.jsonl", &[LONG])]),
                (
                    none,
                    false,
                    &[("a/g.jsonl", &[LONG]), ("z/f.jsonl", &[LONG])],
                ),
            ],
        ),
        (
            "a file is renamed, and its rules go",
            &[
                (cut, false, &[("b/f.jsonl", &[LONG])]),
                (none, false, &[("z/f.jsonl", &[LONG])]),
                (
                    none,
                    false,
                    &[("a/g.jsonl", &[LONG]), ("z/f.jsonl", &[LONG])],
                ),
            ],
        ),
    ];
    for (what, runs) in cases {
        let mut history = History {
            archive: Archive::new(),
            files: Files::new(),
            held: BTreeMap::new(),
            story: vec![what.to_owned()],
            rules: None,
        };
        for (rules, packed, state) in runs {
            let files = state.iter();
            let files = files.map(|(name, lines)| ((*name).to_owned(), (*packed, lines.to_vec())));
            (history.files, history.rules) = (files.collect(), Some(*rules));
            history.write();
            history.archive.run_with(|job| job.rules = history.choice());
        }
        let report = history.archive.run_with(|job| job.prune = Prune::All);
        history.held = History::said(&history.archive, "index");
        history.check_all(&report);
        assert_eq!(report.articles, 1, "{what}: {:?}", history.held);
        history.check_rebuilt();
    }
}
