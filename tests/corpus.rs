//! The sample corpus through the rooms: every page is read, and what remains of it is the gold.
//!
//! `cargo test --test corpus -- --nocapture` prints a line an outlet and, with `NEWSDEX_SHOW=20`, what
//! went wrong on the weakest pages.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its gold should stop"
)]
#![allow(
    clippy::print_stdout,
    reason = "the table is what a person runs it for"
)]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use newsdex::article::{self, Article};
use newsdex::clean::{Cleaned, Cleaner, PageKind, SiteMemory, site_key};
use newsdex::page::{self, Page};
use newsdex::read::reasons::OTHER_CONTENT;
use newsdex::read::{self, Limits, Mapping, Selection};
use serde::Deserialize;

/// Words in a row that are compared.
const SHINGLE: usize = 4;
/// 1 April 2026, the day on which the corpus is read: no page is younger.
const NOW: i64 = 1_775_001_600;
/// What cleaning reached over the corpus when this was written, rounded down: mean F1 a page.
const F1_FLOOR: f64 = 0.97;
/// Shares of the articles with the right headline, day, persons and outlet, rounded down.
const TITLE_FLOOR: f64 = 0.99;
const DATE_FLOOR: f64 = 0.98;
const AUTHOR_FLOOR: f64 = 0.92;
const SITE_FLOOR: f64 = 0.98;

#[derive(Deserialize)]
struct Gold {
    path: String,
    member: Option<String>,
    kind: String,
    site: String,
    title: String,
    authors: Vec<String>,
    date: Option<String>,
    text: Vec<String>,
}

struct Judged {
    gold: Gold,
    page: Page,
    cleaned: Cleaned,
    article: Article,
    precision: f64,
    recall: f64,
}

impl Judged {
    fn f1(&self) -> f64 {
        if self.precision + self.recall == 0.0 {
            return 0.0;
        }
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }

    fn kept(&self) -> impl Iterator<Item = &str> {
        let verdicts = self.page.blocks.iter().zip(&self.cleaned.verdicts);
        verdicts
            .filter(|(_, verdict)| verdict.kept)
            .map(|(block, _)| block.text.as_str())
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn gold() -> HashMap<(String, Option<String>), Gold> {
    let lines = fs::read_to_string(root().join("tests/corpus_gold.jsonl")).unwrap();
    let entries = lines
        .lines()
        .map(|line| serde_json::from_str::<Gold>(line).unwrap());
    entries
        .map(|gold| ((gold.path.clone(), gold.member.clone()), gold))
        .collect()
}

/// Every page of the corpus, under its path below the folder.
fn pages() -> Vec<Page> {
    let folder = root().join("corpus");
    let prefix = format!("{}/", read::shown(&folder));
    let mut pages = Vec::new();
    for source in read::walk(&Selection::new([&folder])) {
        for raw in read::open(&source.unwrap(), &Limits::default(), &Mapping::default()) {
            // A crawl has pictures too.
            let raw = match raw {
                Err(warning) if warning.reason == OTHER_CONTENT => continue,
                raw => raw.unwrap(),
            };
            let mut page = page::parse(raw, &page::Limits::default());
            page.path = page.path.replacen(&prefix, "", 1);
            pages.push(page);
        }
    }
    pages
}

/// The corpus, read and cleaned once for all tests: first every page is counted, then each is cleaned.
fn judged() -> &'static [Judged] {
    static JUDGED: OnceLock<Vec<Judged>> = OnceLock::new();
    JUDGED.get_or_init(|| {
        let pages = pages();
        let mut memory = SiteMemory::new();
        for page in &pages {
            memory.observe(&site_key(page), page);
        }
        let judge = Cleaner::new();
        let mut gold = gold();
        let compare_page = |page: Page| {
            let gold = gold
                .remove(&(page.path.clone(), page.member.clone()))
                .expect("every page has its gold");
            let cleaned = judge.clean(&page, &memory);
            let kept = page
                .blocks
                .iter()
                .zip(&cleaned.verdicts)
                .filter(|(_, verdict)| verdict.kept);
            let found = shingles(kept.map(|(block, _)| block.text.as_str()));
            let wanted = shingles(gold.text.iter().map(String::as_str));
            let (precision, recall) = compare(&found, &wanted);
            let article = article::build_at(&page, &cleaned, NOW);
            Judged {
                gold,
                page,
                cleaned,
                article,
                precision,
                recall,
            }
        };
        pages.into_iter().map(compare_page).collect()
    })
}

fn shingles<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<Vec<String>> {
    let all: Vec<String> = texts
        .flat_map(str::split_whitespace)
        .map(str::to_lowercase)
        .collect();
    all.windows(SHINGLE).map(<[String]>::to_vec).collect()
}

/// Share of what was found that was wanted, and of what was wanted that was found; two empty sets agree.
fn compare(found: &HashSet<Vec<String>>, wanted: &HashSet<Vec<String>>) -> (f64, f64) {
    let both = found.intersection(wanted).count() as f64;
    let share = |of: usize| {
        if of == 0 {
            f64::from(u8::from(found.len() == wanted.len()))
        } else {
            both / of as f64
        }
    };
    (share(found.len()), share(wanted.len()))
}

#[test]
fn every_page_of_the_corpus_is_read_and_none_twice() {
    let gold = gold();
    let read: HashSet<_> = pages()
        .into_iter()
        .map(|page| (page.path, page.member))
        .collect();
    let wanted: HashSet<_> = gold.into_keys().collect();
    assert_eq!(read, wanted);
    assert!(wanted.len() >= 300);
}

#[test]
fn articles_keep_their_text_and_lose_their_frame() {
    let articles: Vec<&Judged> = judged()
        .iter()
        .filter(|judged| judged.gold.kind == "article")
        .collect();
    let mean = articles.iter().map(|judged| judged.f1()).sum::<f64>() / articles.len() as f64;
    print_outlets(&articles);
    print_weakest(&articles);
    println!("{} articles, mean F1 {mean:.4}", articles.len());
    assert!(mean >= F1_FLOOR, "mean F1 {mean:.4} is below {F1_FLOOR}");
}

/// A story's first sentences stand in the lists of news of other pages too, and must not be taken for frame at home.
#[test]
fn every_story_keeps_its_first_sentences() {
    for judged in judged()
        .iter()
        .filter(|judged| judged.gold.kind == "article")
    {
        let first = judged.gold.text.first().map(String::as_str);
        let kept = judged.kept().any(|text| Some(text) == first);
        assert!(kept, "{}: {first:?} is cut", judged.gold.path);
    }
}

fn print_outlets(articles: &[&Judged]) {
    let mut by_site: BTreeMap<(&str, &str), Vec<&Judged>> = BTreeMap::new();
    for judged in articles {
        let form = judged
            .page
            .path
            .rsplit('.')
            .find(|part| !matches!(*part, "gz" | "zst"))
            .unwrap_or_default();
        by_site
            .entry((&judged.gold.site, form))
            .or_default()
            .push(judged);
    }
    for ((site, form), pages) in by_site {
        let mean = |measure: &dyn Fn(&Judged) -> f64| {
            pages.iter().map(|judged| measure(judged)).sum::<f64>() / pages.len() as f64
        };
        let (precision, recall, f1) = (
            mean(&|j| j.precision),
            mean(&|j| j.recall),
            mean(&Judged::f1),
        );
        println!(
            "{site:28} {form:6} {:4} pages  P {precision:.3}  R {recall:.3}  F1 {f1:.3}",
            pages.len()
        );
    }
}

/// With `NEWSDEX_SHOW=n`: what was left in and what was lost on the n weakest pages.
fn print_weakest(articles: &[&Judged]) {
    let mut weakest = articles.to_vec();
    weakest.sort_by(|a, b| a.f1().total_cmp(&b.f1()));
    for judged in weakest.into_iter().take(shown()) {
        println!(
            "{} {:?} {:.3}",
            judged.page.path,
            judged.page.member,
            judged.f1()
        );
        let wanted: HashSet<&str> = judged.gold.text.iter().map(String::as_str).collect();
        let kept: HashSet<&str> = judged.kept().collect();
        for text in kept.difference(&wanted) {
            println!("  left in: {text}");
        }
        for (block, verdict) in judged.page.blocks.iter().zip(&judged.cleaned.verdicts) {
            if !verdict.kept && wanted.contains(block.text.as_str()) {
                println!(
                    "  lost: {:?} {} | {}",
                    verdict.label, verdict.reason, block.text
                );
            }
        }
    }
}

/// Share of the articles that state a fact and from which the same fact was taken.
fn share_right(name: &str, states: impl Fn(&Gold) -> bool, right: impl Fn(&Judged) -> bool) -> f64 {
    let stating: Vec<&Judged> = judged()
        .iter()
        .filter(|j| j.gold.kind == "article" && states(&j.gold))
        .collect();
    let wrong: Vec<&&Judged> = stating.iter().filter(|judged| !right(judged)).collect();
    let share = 1.0 - wrong.len() as f64 / stating.len() as f64;
    println!("{name}: {share:.3} of {}", stating.len());
    for judged in wrong.iter().take(shown()) {
        let (gold, article) = (&judged.gold, &judged.article);
        println!(
            "  {}: {:?} {:?} {:?} {:?}",
            gold.path, article.title, article.byline, article.published, article.site
        );
    }
    share
}

/// How many of the weakest pages are to be printed.
fn shown() -> usize {
    std::env::var("NEWSDEX_SHOW")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(0)
}

#[test]
fn headlines_dates_persons_and_sites_are_found() {
    let titles = share_right(
        "title",
        |gold| !gold.title.is_empty(),
        |j| j.article.title == j.gold.title,
    );
    let dates = share_right(
        "date",
        |gold| gold.date.is_some(),
        |j| {
            j.article
                .published
                .as_ref()
                .map(|stated| &stated.text[..10])
                == j.gold.date.as_deref()
        },
    );
    let authors = share_right(
        "authors",
        |gold| !gold.authors.is_empty(),
        |j| j.article.byline == j.gold.authors,
    );
    let sites = share_right("site", |_| true, |j| j.article.site == j.gold.site);
    assert!(
        titles >= TITLE_FLOOR
            && dates >= DATE_FLOOR
            && authors >= AUTHOR_FLOOR
            && sites >= SITE_FLOOR
    );
}

#[test]
fn section_fronts_are_no_articles() {
    let fronts: Vec<&Judged> = judged()
        .iter()
        .filter(|judged| judged.gold.kind == "listing")
        .collect();
    assert_eq!(fronts.len(), 5);
    let mistaken: Vec<&str> = fronts
        .iter()
        .filter(|judged| judged.cleaned.kind != PageKind::Listing)
        .map(|judged| judged.page.path.as_str())
        .collect();
    assert!(mistaken.is_empty(), "taken for articles: {mistaken:?}");
    let lost: Vec<&str> = judged()
        .iter()
        .filter(|judged| judged.gold.kind != "listing" && judged.cleaned.kind == PageKind::Listing)
        .map(|judged| judged.page.path.as_str())
        .collect();
    assert!(lost.is_empty(), "taken for lists: {lost:?}");
}
