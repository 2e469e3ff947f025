//! Several articles of one address: none is lost, and their ids are the same whatever the order in which their pages come.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod stories;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use newsdex::pipeline::{self, Job, Progress};
use newsdex::read::Selection;
use stories::STORIES;
use stories::archive::{Archive, counts};

const ADDRESS: &str = "https://www.example.org/news";

/// Numbers below one that is given, the same for a seed.
fn draws(mut state: u64) -> impl FnMut(usize) -> usize {
    move |n| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % n
    }
}

/// A page of one of the stories, in one of its versions: as it was; longer; with another title and other words in it.
fn page(story: usize, version: usize, day: usize) -> String {
    let (title, text) = STORIES[story];
    let (title, text) = match version {
        0 => (title.to_owned(), text.to_owned()),
        1 => (
            title.to_owned(),
            format!(
                "{text} More is to be told of story {story} tomorrow, when everybody has been asked about it."
            ),
        ),
        _ => (
            format!("Corrected: {title}"),
            text.replace(" of ", " of some ")
                .replacen(" in ", " just in ", 1),
        ),
    };
    format!(
        "<html><head><title>{title}</title><link rel=canonical href='{ADDRESS}'>\
         <meta property='article:modified_time' content='2024-03-{day:02}'></head>\
         <body><article><h1>{title}</h1><p>{}</p></article></body></html>",
        text.replace(". ", ".</p><p>")
    )
}

#[test]
fn several_articles_of_one_address_are_all_found() {
    let archive = Archive::new();
    for story in 0..3 {
        archive.write(&format!("{story}.html"), &page(story, 0, 9 - story));
    }
    let report = archive.run();
    assert_eq!(counts(&report), [3, 0, 0, 0, 0], "{report:?}");
    assert_eq!(report.shared_addresses, [(ADDRESS.to_owned(), 2)].into());
    assert_eq!(archive.titles().len(), 3);
    let again = archive.run();
    assert_eq!(counts(&again), [0, 0, 3, 0, 0], "{again:?}");
    assert!(again.shared_addresses.is_empty());
    // A version of each is no further article, and takes the place of the one before.
    let before: Vec<String> = archive.articles().into_keys().collect();
    for story in 0..3 {
        archive.write(&format!("new-{story}.html"), &page(story, 2, 20 + story));
    }
    let report = archive.run();
    assert_eq!(counts(&report), [0, 3, 0, 0, 3], "{report:?}");
    assert_eq!(archive.articles().into_keys().collect::<Vec<_>>(), before);
    assert!(
        archive
            .titles()
            .iter()
            .all(|title| title.starts_with("Corrected"))
    );
}

/// A page of some title, text and day.
fn told(title: &str, text: &str, day: usize) -> String {
    page(0, 0, day)
        .replace(STORIES[0].0, title)
        .replace(&STORIES[0].1.replace(". ", ".</p><p>"), text)
}

#[test]
fn articles_that_have_something_in_common_are_none_the_less_several() {
    let [weir, ferry, library, orchard, tram] = STORIES.map(|(_, text)| text);
    let half = |text: &'static str| text.split_once(". ").unwrap().0;
    let background = format!("{orchard} {tram}");
    for (what, pages) in [
        (
            "a title for every day",
            [weir, ferry, library]
                .map(|text| ("What to watch on television tonight", text.to_owned())),
        ),
        (
            "a page that tells of the others",
            [
                ("Weir", weir.to_owned()),
                ("Ferry", ferry.to_owned()),
                (
                    "The day",
                    format!("{}. {}. {library}", half(weir), half(ferry)),
                ),
            ],
        ),
        (
            "a box of background",
            [
                ("Weir", format!("{weir} {library} {orchard}")),
                ("Ferry", format!("{ferry} {ferry} {orchard}")),
                ("Tram", background),
            ],
        ),
    ] {
        for order in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ] {
            let archive = Archive::new();
            for (day, at) in (1..).zip(order) {
                let (title, text) = &pages[at];
                archive.write(&format!("{at}.html"), &told(title, text, day));
            }
            let report = archive.run();
            assert_eq!(counts(&report), [3, 0, 0, 0, 0], "{what} {order:?}");
        }
    }
}

#[test]
fn a_page_that_becomes_another_article_stands_for_itself() {
    let archive = Archive::new();
    archive.write("a.html", &page(0, 0, 1));
    archive.write("b.html", &page(0, 1, 2));
    assert_eq!(counts(&archive.run()), [1, 0, 0, 0, 1]);
    archive.write("b.html", &page(1, 0, 3));
    let report = archive.run();
    assert_eq!(archive.titles().len(), 2, "{report:?}");
    // The oldest page goes, and the other one is the only article of the address.
    fs::remove_file(archive.path("a.html")).unwrap();
    archive.run();
    let alone = archive.articles();
    let other = Archive::new();
    other.write("b.html", &page(1, 0, 3));
    other.run();
    assert_eq!(alone, other.articles());
}

#[test]
fn the_page_of_one_file_may_be_another_article_every_day() {
    let archive = Archive::new();
    let mut ids = BTreeSet::new();
    for story in 0..3 {
        archive.write("news.html", &page(story, 0, 1 + story));
        archive.run();
        ids.extend(archive.articles().into_keys());
    }
    assert_eq!(
        ids.len(),
        1,
        "the file at its address keeps its id: {ids:?}"
    );
}

/// What all pages of one address are: the slow way. Pages that say the same in the test's own terms are one article; the one with the oldest
/// page is known by the address.
fn expected(pages: &BTreeMap<String, (usize, usize, usize)>) -> BTreeSet<(usize, String)> {
    let of = |story| {
        let pages = pages.iter().filter(move |(_, page)| page.0 == story);
        // Newest first, then by path.
        pages.min_by_key(|(name, page)| (std::cmp::Reverse(page.2), (*name).clone()))
    };
    let kept = (0..STORIES.len()).filter_map(of);
    kept.map(|(name, (story, ..))| (*story, format!("pages/{name}")))
        .collect()
}

#[test]
fn ids_do_not_depend_on_the_order_in_which_pages_come() {
    let mut below = draws(11);
    for history in 0..8 {
        let mut pages = BTreeMap::new();
        for name in ["a", "b", "c", "d", "e", "f"] {
            pages.insert(format!("{name}.html"), (below(3), below(3), 1 + below(4)));
        }
        let write = |archive: &Archive, name: &str| {
            let (story, version, day) = pages[name];
            archive.write(name, &page(story, version, day));
        };
        let together = Archive::new();
        for name in pages.keys() {
            write(&together, name);
        }
        let report = together.run();
        let found = together.articles();
        let said = format!("history {history}: {pages:?}");
        let kept = found.values().map(|(title, path)| {
            let story = STORIES.iter().position(|(told, _)| title.ends_with(told));
            (story.unwrap(), path.clone())
        });
        assert_eq!(kept.collect::<BTreeSet<_>>(), expected(&pages), "{said}");
        let all = expected(&pages).len() as u64;
        assert_eq!(
            counts(&report),
            [all, 0, 0, 0, pages.len() as u64 - all],
            "{said}"
        );
        let again = together.run();
        assert_eq!(
            counts(&again),
            [0, 0, all, 0, pages.len() as u64 - all],
            "{said}"
        );
        // The files in another order.
        let backwards = Archive::new();
        for name in pages.keys() {
            write(&backwards, name);
        }
        let paths: Vec<PathBuf> = pages
            .keys()
            .rev()
            .map(|name| backwards.path(name))
            .collect();
        backwards.run_over(&paths);
        assert_eq!(backwards.articles(), found, "{said}");
        // One by one, in any order, among others that are changed or deleted later.
        let grown = Archive::new();
        let mut names: Vec<&String> = pages.keys().collect();
        names.sort_by_cached_key(|_| below(1000));
        for (at, name) in names.iter().enumerate() {
            if at % 2 == 0 {
                grown.write(names[at + 1], &page(below(4), below(3), 1 + below(4)));
            }
            grown.write("gone.html", &page(below(4), 0, 1 + below(4)));
            write(&grown, name);
            grown.run();
        }
        fs::remove_file(grown.path("gone.html")).unwrap();
        grown.run();
        assert_eq!(grown.articles(), found, "{said}");
        let last = grown.run();
        assert_eq!(last.unchanged, all, "{said}: {last:?}");
    }
}

#[test]
fn records_of_one_file_at_one_address_are_told_apart() {
    let record = |story: usize, day: usize| {
        let (title, text) = STORIES[story];
        format!(
            "{{\"url\": {ADDRESS:?}, \"title\": {title:?}, \"modified\": \"2024-03-{day:02}\", \"body\": {text:?}}}\n"
        )
    };
    let lines: Vec<String> = (0..4).map(|story| record(story, 9 - story)).collect();
    let archive = Archive::new();
    archive.write("all.jsonl", &lines.concat());
    let report = archive.run();
    assert_eq!(counts(&report), [4, 0, 0, 0, 0], "{report:?}");
    assert_eq!(archive.titles().len(), 4);
    let before = archive.articles();
    archive.write("all.jsonl", &format!("{}{}", lines.concat(), record(4, 20)));
    let report = archive.run();
    assert_eq!(counts(&report), [1, 0, 4, 0, 0], "{report:?}");
    let after = archive.articles();
    assert!(
        before
            .iter()
            .all(|(id, article)| after.get(id) == Some(article))
    );
}

#[test]
fn what_is_read_once_more_is_counted_by_itself_and_reported_once() {
    let archive = Archive::new();
    // The oldest page comes last, so that the others turn out to be articles apart.
    for (name, story, day) in [("a.html", 0, 3), ("b.html", 1, 2), ("c.html", 2, 1)] {
        archive.write(name, &page(story, 0, day));
    }
    let pages = archive.path("");
    let mut job = Job::new(archive.folder.path().join("index"), Selection::new([pages]));
    job.entities = false;
    let seen = Mutex::new(Vec::new());
    let progress = |now: Progress| seen.lock().unwrap().push(now);
    let report = pipeline::run(&job, &progress, &AtomicBool::new(false)).unwrap();
    let size = |name: &str| fs::metadata(archive.path(name)).unwrap().len();
    let bytes = ["a.html", "b.html", "c.html"].map(size).iter().sum::<u64>();
    assert_eq!((report.new, report.pages, report.bytes), (3, 3, bytes));
    let seen = seen.into_inner().unwrap();
    assert!(seen.iter().any(|now| now.again) && !seen[0].again);
    for now in seen {
        assert!(
            now.sources <= now.sources_total && now.sources_total <= 3,
            "{now:?}"
        );
        assert!(
            now.bytes <= now.bytes_total && now.bytes_total <= bytes,
            "{now:?}"
        );
    }
}

#[test]
fn a_file_that_was_touched_is_newer() {
    let archive = Archive::new();
    archive.write("a.html", &page(0, 0, 1));
    archive.written.set(100);
    archive.write("b.html", &page(0, 1, 1));
    archive.run();
    let path = |archive: &Archive| archive.articles().into_values().next().unwrap().1;
    assert_eq!(path(&archive), "pages/b.html");
    archive.written.set(1000);
    archive.write("a.html", &page(0, 0, 1));
    archive.run();
    assert_eq!(path(&archive), "pages/a.html");
    assert_eq!(counts(&archive.run()), [0, 0, 1, 0, 1]);
}

/// A record of one of two addresses, which may state an id that others state too.
fn drawn_line(below: &mut impl FnMut(usize) -> usize) -> String {
    let (title, text) = STORIES[below(3)];
    let (end, day) = (text.len() - below(2) * 20, 1 + below(4));
    let address = ["news", "b"][below(2)];
    let id = ["", "\"id\": \"1\", ", "\"id\": \"2\", "][below(3)];
    format!(
        "{{{id}\"url\": \"https://www.example.org/{address}\", \"title\": {title:?}, \
         \"modified\": \"2024-03-{day:02}\", \"body\": {:?}}}\n",
        &text[..end]
    )
}

/// A page as a web archive has it, under an address that others have too.
fn capture(html: &str) -> String {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
}

/// Files of the random stories.
const NAMES: [&str; 6] = ["a.html", "b.html", "c.jsonl", "d.jsonl", "e.warc", "f.warc"];

/// The page with its text in one paragraph: of that what was seen on other pages of the site cuts nothing, so that it is the same in every index.
fn whole(page: &str) -> String {
    page.replace("</p><p>", " ")
}

/// Writes one of the files anew with up to four pages, or deletes it.
fn change_a_file(archive: &Archive, below: &mut impl FnMut(usize) -> usize) {
    let name = NAMES[below(NAMES.len())];
    let pages = 1 + below(4);
    let lines: String = (0..pages).map(|_| drawn_line(below)).collect();
    let mut html = || whole(&page(below(3), below(3), 1 + below(4)));
    let captures: String = (0..pages).map(|_| capture(&html())).collect();
    let html = html();
    match (below(4), name.split_once('.').unwrap().1) {
        (0, _) => drop(fs::remove_file(archive.path(name))),
        (_, "jsonl") => archive.write(name, &lines),
        (_, "warc") => archive.write(name, &captures),
        _ => archive.write(name, &html),
    }
}

/// Which stories there are at which address, by the files, and by an index.
fn stories_in_files(archive: &Archive) -> BTreeSet<(String, usize)> {
    let files = fs::read_dir(archive.path("")).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let records = texts.flat_map(|text| {
        let lines = text
            .lines()
            .filter(|line| line.contains("<title>") || line.contains("\"title\":"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    });
    let told = |record: String| {
        let story = STORIES.iter().position(|(title, _)| record.contains(title));
        let address = ["news", "b"].map(|name| format!("https://www.example.org/{name}"));
        let mut addresses = address.into_iter();
        let is_its = |address: &String| {
            ["'", "\""]
                .iter()
                .any(|end| record.contains(&format!("{address}{end}")))
        };
        (addresses.find(is_its).unwrap(), story.unwrap())
    };
    records.map(told).collect()
}

fn stories_in_index(archive: &Archive) -> BTreeSet<(String, usize)> {
    let hits = archive.hits_of("index").into_iter();
    let told = hits.map(|hit| {
        let story = STORIES
            .iter()
            .position(|(title, _)| hit.title.ends_with(title));
        (hit.url.unwrap(), story.unwrap())
    });
    told.collect()
}

/// Every state is what a new index makes of the same files, has all their stories, was foretold by a dry run, and is left as it is by a run in
/// which nothing has changed.
#[test]
fn a_run_leaves_nothing_to_the_next_one() {
    let number = |name: &str, usual| std::env::var(name).map_or(usual, |n| n.parse().unwrap());
    let mut below = draws(number("NEWSDEX_SEED", 7));
    for history in 0..number("NEWSDEX_ROUNDS", 8) {
        let archive = Archive::new();
        let mut articles = 0;
        archive.write("z.html", &page(4, 0, 1));
        for step in 0..6 {
            for _ in 0..=below(3) {
                change_a_file(&archive, &mut below);
            }
            let said = format!("history {history}, step {step}");
            let foretold = archive.dry_run();
            let report = archive.run();
            assert_eq!(counts(&foretold), counts(&report), "{said}");
            assert_eq!(
                articles + report.new - report.removed,
                report.articles,
                "{said}: {report:?}"
            );
            articles = report.articles;
            let found = archive.articles();
            assert_eq!(
                stories_in_index(&archive),
                stories_in_files(&archive),
                "{said}"
            );
            let again = archive.run();
            let [new, updated, unchanged, removed, _] = counts(&again);
            assert_eq!([new, updated, removed], [0, 0, 0], "{said}");
            assert_eq!(unchanged, found.len() as u64, "{said}");
            let fresh = format!("fresh-{step}");
            archive.run_into(&fresh, &[archive.path("")]);
            assert_eq!(archive.articles_of(&fresh), found, "{said}");
        }
    }
}

#[test]
fn a_page_that_is_overtaken_where_its_file_is_read_for_another_address_is_read_once_more() {
    let archive = Archive::new();
    archive.write("old.html", &page(4, 0, 1));
    archive.write("kept.html", &page(3, 0, 1));
    archive.run();
    fs::remove_file(archive.path("old.html")).unwrap();
    let (title, text) = STORIES[1];
    let line = |address: &str, (title, text): (&str, &str), day: usize| {
        format!(
            "{{\"url\": \"https://www.example.org/{address}\", \"title\": {title:?}, \"modified\": \"2024-03-{day:02}\", \"body\": {text:?}}}\n"
        )
    };
    let early = line("b", (title, &text[..text.len() - 20]), 1);
    let lines = [line("news", STORIES[0], 2), early, line("b", STORIES[1], 2)];
    archive.write("new.jsonl", &lines.concat());
    archive.run();
    let found = archive.articles();
    assert_eq!(found.len(), 3);
    let [new, updated, unchanged, removed, _] = counts(&archive.run());
    assert_eq!([new, updated, unchanged, removed], [0, 0, 3, 0]);
    assert_eq!(archive.articles(), found);
}

#[test]
fn a_file_with_a_record_that_cannot_be_read_gives_each_article_once() {
    let archive = Archive::new();
    let line = |(title, text): (&str, &str), day: usize| {
        format!(
            "{{\"url\": {ADDRESS:?}, \"title\": {title:?}, \"modified\": \"2024-03-{day:02}\", \"body\": {text:?}}}\n"
        )
    };
    let bad = "{\"title\": \"torn\n";
    let lines = [line(STORIES[0], 2), line(STORIES[1], 1), bad.to_owned()];
    archive.write("a.jsonl", &lines.concat());
    assert_eq!(counts(&archive.run()), [2, 0, 0, 0, 1]);
    let found = archive.articles();
    assert_eq!(found.len(), 2);
    let again = archive.run();
    assert_eq!((counts(&again), again.kept), ([0, 0, 2, 0, 1], 0));
    assert_eq!(archive.articles(), found);
}

#[test]
fn records_of_one_file_that_state_one_id_are_told_apart() {
    let line = |(title, text): (&str, &str), day: usize, address: &str| {
        format!(
            "{{\"id\": \"2\", \"url\": \"https://www.example.org/{address}\", \"title\": {title:?}, \
             \"modified\": \"2024-03-{day:02}\", \"body\": {text:?}}}\n"
        )
    };
    let (title, text) = STORIES[0];
    let earlier = (title, &text[..text.len() - 20]);
    let capture = |story, day| capture(&page(story, 0, day));
    for (what, name, records, articles) in [
        (
            "two versions",
            "m.jsonl",
            vec![line(STORIES[0], 9, "news"), line(earlier, 8, "news")],
            2,
        ),
        (
            "two articles",
            "m.jsonl",
            vec![line(STORIES[0], 9, "news"), line(STORIES[1], 8, "news")],
            3,
        ),
        (
            "two addresses",
            "m.jsonl",
            vec![line(STORIES[0], 9, "news"), line(STORIES[1], 8, "b")],
            4,
        ),
        (
            "a web archive",
            "m.warc",
            vec![capture(0, 9), capture(1, 8), capture(0, 8), capture(0, 9)],
            3,
        ),
    ] {
        let archive = Archive::new();
        archive.write(name, &records.concat());
        archive.run();
        archive.write("a.html", &page(2, 0, 1));
        let other = page(3, 0, 1).replace(ADDRESS, "https://www.example.org/b");
        if what == "two addresses" {
            archive.write("b.html", &other);
        }
        let report = archive.run();
        let found = archive.articles();
        assert_eq!(found.len(), articles, "{what}: {report:?}");
        let [new, updated, unchanged, removed, _] = counts(&archive.run());
        assert_eq!(
            [new, updated, unchanged, removed],
            [0, 0, articles as u64, 0],
            "{what}"
        );
        archive.run_into("fresh", &[archive.path("")]);
        assert_eq!(archive.articles_of("fresh"), found, "{what}");
    }
}
