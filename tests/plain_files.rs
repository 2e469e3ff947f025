//! Files without addresses, changed, moved and packed in any way: whatever they say is found, and what a run leaves needs no other one.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;
mod stories;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use harm::{Chance, number_of, seed};
use newsdex::index::Index;
use newsdex::pipeline::{Job, Prune, Report};
use newsdex::read::Selection;
use stories::STORIES;
use stories::archive::{self, counts, set_time};

const NAMES: [&str; 4] = ["a.html", "b.html", "c.jsonl", "d.jsonl"];

/// A story in one of its versions.
type Said = (usize, usize);

fn text((story, version): Said) -> String {
    let more = [
        "",
        " More of it follows.",
        " Nobody was hurt, the police said on the next day.",
    ];
    format!("{}{}", STORIES[story].1, more[version])
}

/// What a file says: `None` for a line that cannot be read.
#[derive(Clone, Debug, Default)]
struct File {
    lines: Vec<Option<Said>>,
    packed: bool,
}

impl File {
    fn bytes(&self, name: &str) -> Vec<u8> {
        let plain: String = self.lines.iter().map(|line| written(name, *line)).collect();
        if !self.packed {
            return plain.into_bytes();
        }
        gzip(&plain)
    }

    fn is_torn(&self) -> bool {
        self.lines.contains(&None)
    }

    fn said(&self) -> impl Iterator<Item = Said> {
        self.lines.iter().copied().flatten()
    }

    fn change(&mut self, name: &str, chance: &mut Chance) {
        let page = (chance.below(STORIES.len()), chance.below(3));
        if name.ends_with("html") {
            self.lines = vec![Some(page)];
            return;
        }
        let at = chance.below(self.lines.len());
        let other = chance.below(self.lines.len());
        match chance.below(6) {
            0 => self.lines.insert(at, Some(page)),
            1 => self.lines.swap(at, other),
            2 if self.lines.len() > 1 => drop(self.lines.remove(at)),
            3 => self.lines[at] = None,
            4 => self.lines[at] = self.lines[at].map(|(story, _)| (story, page.1)),
            _ => self.lines[at] = Some(page),
        }
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

fn written(name: &str, line: Option<Said>) -> String {
    let Some(said) = line else {
        return "{\"title\": \"torn\n".to_owned();
    };
    let (title, text) = (STORIES[said.0].0, text(said));
    if name.ends_with("html") {
        format!(
            "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
        )
    } else {
        format!("{{\"title\": {title:?}, \"body\": {text:?}}}\n")
    }
}

/// The files, and how often one was written.
struct Archive {
    folder: tempfile::TempDir,
    files: BTreeMap<&'static str, File>,
    written: u64,
}

impl Archive {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pages")).unwrap();
        fs::write(folder.path().join("pages/z.txt"), "The harbour office opens at nine from Monday on, and the pilots will have their breakfast there.").unwrap();
        Self {
            folder,
            files: BTreeMap::new(),
            written: 0,
        }
    }

    fn change(&mut self, chance: &mut Chance) -> &'static str {
        let name = NAMES[chance.below(NAMES.len())];
        let mut file = self.files.remove(name).unwrap_or_default();
        if file.lines.is_empty() {
            file.lines = vec![Some((chance.below(STORIES.len()), chance.below(3)))];
        }
        let what = match chance.below(8) {
            0 => "deleted",
            1 => {
                let ending = name.split_once('.').unwrap().1;
                let others = NAMES
                    .iter()
                    .filter(|other| other.ends_with(ending) && **other != name);
                let other = others.copied().next().unwrap();
                self.files.insert(other, file);
                "moved"
            }
            2 | 3 => {
                file.packed = !file.packed;
                self.files.insert(name, file);
                "packed or unpacked"
            }
            _ => {
                file.change(name, chance);
                self.files.insert(name, file);
                "changed"
            }
        };
        self.write();
        what
    }

    fn path(&self, name: &str, packed: bool) -> PathBuf {
        let end = if packed { ".gz" } else { "" };
        self.folder
            .path()
            .join("pages")
            .join(format!("{name}{end}"))
    }

    /// The files in a line: `c.jsonl.gz [Some((1, 0)), None]`.
    fn told(&self) -> String {
        let files = self.files.iter().map(|(name, file)| {
            let end = if file.packed { ".gz" } else { "" };
            format!("{name}{end} {:?}", file.lines)
        });
        files.collect::<Vec<_>>().join(", ")
    }

    fn write(&mut self) {
        for name in NAMES {
            let file = self.files.get(name).cloned();
            for packed in [false, true] {
                let path = self.path(name, packed);
                let wanted = file
                    .as_ref()
                    .filter(|file| file.packed == packed)
                    .map(|file| file.bytes(name));
                match wanted {
                    Some(bytes) if fs::read(&path).ok().as_ref() != Some(&bytes) => {
                        self.write_one(&path, &bytes);
                    }
                    None => drop(fs::remove_file(path)),
                    _ => {}
                }
            }
        }
    }

    fn write_one(&mut self, path: &Path, bytes: &[u8]) {
        self.written += 1;
        fs::write(path, bytes).unwrap();
        set_time(path, self.written);
    }

    fn run(&self, dry_run: bool) -> Report {
        self.run_into("index", dry_run)
    }

    fn run_into(&self, index: &str, dry_run: bool) -> Report {
        let mut job = Job::new(
            self.folder.path().join(index),
            Selection::new([self.folder.path().join("pages")]),
        );
        (job.memory, job.threads, job.entities) = (16 << 20, 1, false);
        (job.prune, job.dry_run) = (Prune::Gone, dry_run);
        archive::run(&job)
    }

    fn ids(&self) -> BTreeSet<String> {
        let index = Index::open(&self.folder.path().join("index")).unwrap();
        harm::articles(&index).into_keys().collect()
    }

    /// What the articles say, with the names of their files.
    fn held(&self) -> Vec<(String, Said)> {
        let index = Index::open(&self.folder.path().join("index")).unwrap();
        let articles = harm::articles(&index).into_values();
        let told = articles.filter_map(|all| {
            let name = all.split(' ').next().unwrap().trim_start_matches("pages/");
            let all_said =
                (0..STORIES.len()).flat_map(|story| (0..3).map(move |version| (story, version)));
            let mut said = all_said.filter(|said| all.ends_with(&text(*said)));
            Some((name.to_owned(), said.next()?))
        });
        told.collect()
    }
}

#[test]
fn whatever_becomes_of_files_what_they_say_is_found() {
    for history in 0..number_of("NEWSDEX_ROUNDS", 10) {
        let mut chance = Chance::new(seed(5) * 1000 + history);
        let mut archive = Archive::new();
        let mut story = Vec::new();
        let (mut articles, mut held) = (0, Vec::new());
        for _ in 0..8 {
            let steps: Vec<_> = (0..=chance.below(2))
                .map(|_| archive.change(&mut chance))
                .collect();
            story.push(format!("{steps:?} {}", archive.told()));
            let said = format!("history {history}: {story:#?}");
            let foretold = archive.run(true);
            let report = archive.run(false);
            assert_eq!(counts(&foretold), counts(&report), "{said}");
            assert_eq!(
                articles + report.new - report.removed,
                report.articles,
                "{report:?} {said}"
            );
            articles = report.articles;
            let before: Vec<(String, Said)> = std::mem::replace(&mut held, archive.held());
            let now: BTreeSet<Said> = held.iter().map(|(_, said)| *said).collect();
            let there: BTreeSet<Said> = archive.files.values().flat_map(File::said).collect();
            assert!(there.is_subset(&now), "{now:?} {said}");
            let is_torn = |name: &str| {
                let plain = name.trim_end_matches(".gz");
                let is_packed = plain != name;
                let file = archive.files.get(plain);
                file.is_some_and(|file| file.is_torn() && file.packed == is_packed)
            };
            // What a spoilt file gave stays, be it in another version.
            for (name, (story, _)) in before.iter().filter(|(name, _)| is_torn(name)) {
                assert!(
                    now.iter().any(|(now, _)| now == story),
                    "{name} {story} of {before:?} in {held:?} {said}"
                );
            }
            if !archive.files.values().any(File::is_torn) {
                assert_eq!(now, there, "{said}");
            }
            let again = archive.run(false);
            assert_eq!([again.new, again.updated, again.removed], [0; 3], "{said}");
            assert_eq!(archive.held(), held, "{said}");
        }
    }
}

#[test]
fn a_file_that_is_packed_where_it_lies_keeps_its_article() {
    for address in [
        "",
        "<link rel=canonical href='https://www.example.org/news'>",
    ] {
        let archive = Archive::new();
        archive.run(false);
        let page =
            |said| written("a.html", Some(said)).replace("<title>", &format!("{address}<title>"));
        let put = |plain: Option<&str>, packed: Option<&str>, seconds: u64| {
            for (name, text) in [("a.html", plain), ("a.html.gz", packed)] {
                let path = archive.folder.path().join("pages").join(name);
                let _ = fs::remove_file(&path);
                let Some(text) = text else { continue };
                fs::write(
                    &path,
                    if name == "a.html" {
                        text.as_bytes().to_vec()
                    } else {
                        gzip(text)
                    },
                )
                .unwrap();
                set_time(&path, seconds);
            }
        };
        let (first, later, other) = (page((0, 0)), page((0, 1)), page((1, 0)));
        put(Some(&first), None, 1);
        assert_eq!(counts(&archive.run(false)), [1, 0, 1, 0, 0]);
        let before = archive.ids();
        put(None, Some(&first), 1);
        let report = archive.run(false);
        assert_eq!(
            (counts(&report), report.moved),
            ([0, 0, 2, 0, 0], 1),
            "{address}"
        );
        assert_eq!(archive.ids(), before);
        // It goes on under its id; another page under its old name is another article.
        put(None, Some(&later), 2);
        assert_eq!(counts(&archive.run(false)), [0, 1, 1, 0, 0], "{address}");
        put(Some(&other), Some(&later), 3);
        let report = archive.run(false);
        // The file whose name comes first is known by the address they share.
        let expected = if address.is_empty() {
            [1, 0, 2, 0, 0]
        } else {
            [1, 1, 1, 0, 0]
        };
        assert_eq!(counts(&report), expected, "{address}");
        assert!(archive.ids().is_superset(&before));
        put(Some(&other), None, 3);
        archive.run(false);
        assert_eq!(archive.held(), [("a.html".to_owned(), (1, 0))]);
    }
}

/// A record with an id of its own and no address.
fn own(story: usize) -> String {
    let (title, text) = (STORIES[story].0, text((story, 0)));
    format!(
        "{{\"id\": \"r-{story}\", \"site\": \"www.example.org\", \"title\": {title:?}, \"body\": {text:?}}}\n"
    )
}

#[test]
fn of_records_of_one_file_that_share_an_id_and_have_no_address_the_newest_is_kept() {
    let line = |day: usize, story: usize| {
        own(story).replacen('{', &format!("{{\"published\": \"2026-01-{day}\", "), 1)
    };
    let shared = |day: usize, end: &str| line(day, 0).replacen("\"}", &format!("{end}\"}}"), 1);
    let cases = [
        // What the file says first, and then.
        [
            vec![line(22, 0), line(26, 0)],
            vec![line(22, 0), line(26, 0), line(10, 1)],
        ],
        [
            vec![line(22, 0), line(26, 0)],
            vec![line(21, 0), line(26, 0)],
        ],
        [
            vec![line(22, 0), line(26, 0)],
            vec![line(22, 0), line(27, 0)],
        ],
        [
            vec![line(26, 0), line(22, 0)],
            vec![line(26, 0), line(23, 0), line(24, 0)],
        ],
        [vec![line(26, 0), line(22, 0)], vec![line(22, 0)]],
        [
            vec![line(22, 0), line(26, 0)],
            vec![line(22, 0), shared(26, " It is so.")],
        ],
    ];
    for (at, [before, after]) in cases.into_iter().enumerate() {
        let mut archive = Archive::new();
        let path = archive.folder.path().join("pages/c.jsonl");
        for lines in [before, after] {
            archive.write_one(&path, lines.concat().as_bytes());
            archive.run(false);
        }
        let again = archive.run(false);
        assert_eq!([again.updated, again.pages], [0, 0], "{at}");
        let held = |index: &str| {
            let index = Index::open(&archive.folder.path().join(index)).unwrap();
            harm::articles_with(&index, |record| format!("{:?}", record.published))
        };
        archive.run_into("fresh", false);
        assert_eq!(held("index"), held("fresh"), "{at}");
    }
}

#[test]
fn a_record_that_comes_from_a_file_that_has_gone_is_there_once() {
    let torn = written("c.jsonl", None);
    // What `c.jsonl` says before and when `a.jsonl`, which says the first story, has gone; then new, updated, unchanged, removed, skipped.
    let cases = [
        // Its former line is kept, since the file was read in part, and only waited for the article.
        (own(1) + &own(0), own(0) + &torn, [1, 0, 1, 1, 1]),
        (own(1), own(0) + &own(0), [1, 0, 1, 2, 1]),
    ];
    for (before, after, expected) in cases {
        let mut archive = Archive::new();
        let pages = archive.folder.path().join("pages");
        archive.write_one(&pages.join("a.jsonl"), own(0).as_bytes());
        archive.write_one(&pages.join("c.jsonl"), before.as_bytes());
        archive.run(false);
        fs::remove_file(pages.join("a.jsonl")).unwrap();
        archive.write_one(&pages.join("c.jsonl"), after.as_bytes());
        let foretold = archive.run(true);
        let report = archive.run(false);
        assert_eq!(counts(&foretold), counts(&report), "{after}");
        assert_eq!(counts(&report), expected, "{after}");
        let mut said: Vec<Said> = archive.held().into_iter().map(|(_, said)| said).collect();
        let all = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), all, "{after}");
        assert_eq!(report.articles, archive.ids().len() as u64, "{after}");
        let health = newsdex::index::verify(&archive.folder.path().join("index")).unwrap();
        assert!(health.faults.is_empty(), "{:?}", health.faults);
        let again = archive.run(false);
        assert_eq!([again.new, again.updated, again.removed], [0; 3], "{after}");
    }
}

/// A record of a story with one id for all.
fn alike(story: usize) -> String {
    own(story).replace(&format!("r-{story}"), "r-1")
}

#[test]
fn records_that_share_an_id_are_the_same_articles_wherever_they_stand() {
    let lines = |stories: &[usize]| {
        stories
            .iter()
            .map(|&story| alike(story))
            .collect::<String>()
    };
    // What two files say, and what the first says then; new, updated, unchanged, removed, skipped of the first run and of that behind it.
    let cases: [(&[usize], &[usize], &[usize], [u64; 5], [u64; 5]); 5] = [
        (&[0, 1], &[1, 2], &[1, 0], [3, 0, 0, 0, 1], [0, 0, 3, 0, 1]),
        (&[0, 1], &[2, 1], &[1], [3, 0, 0, 0, 1], [0, 0, 2, 1, 1]),
        (
            &[0, 1, 2],
            &[2, 1, 0],
            &[2, 0, 1],
            [3, 0, 0, 0, 3],
            [0, 0, 3, 0, 3],
        ),
        (&[1, 0], &[0], &[0], [2, 0, 0, 0, 1], [0, 0, 1, 1, 1]),
        (&[0], &[1, 0], &[0, 1], [2, 0, 0, 0, 1], [0, 0, 2, 0, 2]),
    ];
    for (first, second, then, came, became) in cases {
        let mut archive = Archive::new();
        let pages = archive.folder.path().join("pages");
        let (one, two) = (pages.join("f.jsonl"), pages.join("g.jsonl"));
        let plain = archive.run(false);
        assert_eq!(plain.new, 1);
        archive.write_one(&one, lines(first).as_bytes());
        archive.write_one(&two, lines(second).as_bytes());
        let counts = |report: &Report| {
            [
                report.new,
                report.updated,
                report.unchanged - 1,
                report.removed,
                report.skipped_total(),
            ]
        };
        assert_eq!(counts(&archive.run(false)), came, "{first:?} {second:?}");
        archive.write_one(&one, lines(then).as_bytes());
        assert_eq!(
            counts(&archive.run(true)),
            became,
            "{first:?} {then:?}, foretold"
        );
        assert_eq!(counts(&archive.run(false)), became, "{first:?} {then:?}");
        let again = archive.run(false);
        assert_eq!(
            [again.new, again.updated, again.removed, again.pages],
            [0; 4]
        );
        let index = Index::open(&archive.folder.path().join("index")).unwrap();
        for said in harm::articles_with(&index, |record| format!("{:?}", record.record_id)).values()
        {
            let stated = said.starts_with("Some(\"r-1\")") || said.starts_with("None");
            assert!(stated, "{said}");
        }
    }
}

/// What a paper of the valley says of one of its stories, with a line that stands in each of them.
fn of_the_valley(number: usize) -> [String; 2] {
    let towns = "Aby Berga Dals Edane Flen Gnosta Hallby Kullby Lerum Mora Norrby Orsa";
    let town = towns.split(' ').nth(number).unwrap();
    let title = format!("Bridge of {town} to be closed");
    let body = [
        format!(
            "The council of {town} voted on Monday to close the bridge, said the mayor, who had asked for {number} more weeks."
        ),
        "All readers of the valley are welcome in the office by the harbour from nine to five."
            .to_owned(),
        format!(
            "Nobody in {town} knows how the school is to be reached when the ferry has stopped for the winter, a teacher said."
        ),
    ];
    [title, body.join("\n\n")]
}

#[test]
fn pages_that_are_the_same_to_the_byte_are_one_article_whatever_was_seen_of_their_site_between_them()
 {
    let html = |number: usize| {
        let [title, body] = of_the_valley(number);
        let body = body.replace("\n\n", "</p><p>");
        format!(
            "<html><head><title>{title}</title><meta property=\"og:site_name\" content=\"Valley\"></head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
        )
    };
    let record = |number: usize| {
        let [title, body] = of_the_valley(number);
        format!("{{\"title\": {title:?}, \"site\": \"Valley\", \"body\": {body:?}}}\n")
    };
    let records =
        |numbers: &mut dyn Iterator<Item = usize>| numbers.map(record).collect::<String>();
    let pages = archive::Archive::new();
    pages.write("a.html", &html(0));
    pages.write("a.jsonl", &records(&mut [1, 2].into_iter()));
    assert_eq!(counts(&pages.run()), [3, 0, 0, 0, 0]);
    for number in 4..12 {
        pages.write(&format!("b-{number}.html"), &html(number));
    }
    pages.run();
    // A copy of a page, and of records at other lines, when the line in them is known as the site's.
    pages.write("c.html", &html(0));
    pages.write("c.jsonl", &records(&mut [2, 3, 1].into_iter()));
    let report = pages.run();
    assert_eq!(counts(&report), [1, 0, 11, 0, 3]);
    assert_eq!(counts(&pages.run()), [0, 0, 12, 0, 3]);
    let fresh = pages.run_into("fresh", &[pages.path("")]);
    assert_eq!(fresh.articles, report.articles);
    // Where all is cleaned anew, what is the same to the byte is still one.
    let job = pages.job("index", &[]);
    let rebuilt = newsdex::pipeline::rebuild(
        &job,
        newsdex::pipeline::Rebuild::Anew,
        &|_| {},
        &std::sync::atomic::AtomicBool::new(false),
    )
    .unwrap();
    assert_eq!(rebuilt.articles, report.articles);
    assert_eq!(counts(&pages.run()), [0, 0, 12, 0, 3]);
}

#[test]
fn what_a_renamed_file_says_is_named_by_the_file_that_is_there() {
    let record = |number: usize, address: &str| {
        let [title, body] = of_the_valley(number);
        format!("{{\"title\": {title:?}, \"site\": \"Valley\", \"body\": {body:?}{address}}}\n")
    };
    let html = |number: usize| {
        let [title, body] = of_the_valley(number);
        format!(
            "<html><head><title>{title}</title><meta property=\"og:site_name\" content=\"Valley\"></head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
        )
    };
    let lines = record(0, ", \"url\": \"https://valley.example/0\"")
        + &record(1, "")
        + &record(2, ", \"id\": \"v-2\"");
    for (from, to) in [("p", "q"), ("q", "p")] {
        let pages = archive::Archive::new();
        pages.write(&format!("{from}/a.jsonl"), &lines);
        pages.write(&format!("{from}/b.html"), &html(3));
        pages.run();
        let before = pages.articles();
        fs::rename(pages.path(from), pages.path(to)).unwrap();
        let renamed = |job: &mut Job| {
            job.selection = Selection::new([pages.path(to)]);
            job.prune = Prune::Nothing;
        };
        let foretold = pages.run_with(|job| {
            renamed(job);
            job.dry_run = true;
        });
        let report = pages.run_with(renamed);
        assert_eq!(counts(&report), counts(&foretold), "{from} to {to}");
        // A page that is all of a file, and a record with an id of its own, are known by the path.
        assert_eq!(counts(&report), [2, 2, 0, 2, 0], "{from} to {to}");
        let after = pages.articles();
        let there = format!("pages/{to}/");
        assert!(
            after.values().all(|(_, path)| path.starts_with(&there)),
            "{after:?}"
        );
        assert_eq!(
            after.keys().filter(|id| before.contains_key(*id)).count(),
            2
        );
        assert_eq!(
            counts(&pages.run_with(renamed)),
            [0, 0, 4, 0, 0],
            "{from} to {to}"
        );
        // It comes back beside the other one, as when a disk is mounted again.
        pages.write(&format!("{from}/a.jsonl"), &lines);
        let report = pages.run_with(|job| job.prune = Prune::Nothing);
        assert_eq!(report.articles, 4, "{from} to {to}");
    }
}

#[test]
fn a_record_whose_copy_was_renamed_when_it_left_its_file_is_there_once() {
    let record = |number: usize| {
        let [title, body] = of_the_valley(number);
        format!("{{\"title\": {title:?}, \"site\": \"Valley\", \"body\": {body:?}}}\n")
    };
    let pages = archive::Archive::new();
    let both = record(0) + &record(1);
    pages.write("f.jsonl", &both);
    pages.write("k.jsonl", &both);
    assert_eq!(counts(&pages.run()), [2, 0, 0, 0, 2]);
    fs::rename(pages.path("k.jsonl"), pages.path("m.jsonl")).unwrap();
    pages.write("f.jsonl", &record(0));
    let keep = |job: &mut Job| job.prune = Prune::Nothing;
    let report = pages.run_with(keep);
    assert_eq!((counts(&report), report.articles), ([0, 1, 1, 0, 1], 2));
    let paths: BTreeSet<String> = pages
        .articles()
        .into_values()
        .map(|(_, path)| path)
        .collect();
    assert_eq!(
        paths.into_iter().collect::<Vec<_>>(),
        ["pages/f.jsonl", "pages/m.jsonl"]
    );
    assert_eq!(counts(&pages.run_with(keep)), [0, 0, 2, 0, 1]);
    assert_eq!(counts(&pages.run()), [0, 0, 2, 0, 1]);
}
