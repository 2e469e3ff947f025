//! A page from its bytes to an article with its named things.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use newsdex::analysis::{Tokens, sentences};
use newsdex::article::{self, Article, Stated};
use newsdex::clean::{Cleaned, Cleaner, SiteMemory, site_key};
use newsdex::enrich::Enricher;
use newsdex::index::Boundaries;
use newsdex::page::{self, Form, Limits, Page};
use newsdex::read::RawPage;

use super::page::assert_sound;

/// The moment at which every page is read: 2027-01-15.
const NOW: i64 = 1_800_000_000;
/// What a date may be ahead of it.
const AHEAD: i64 = 24 * 60 * 60;
/// A word that no seed holds.
const HIDDEN: &str = "zqxjkvwy";
const NARROW: Limits = Limits {
    max_blocks: 3,
    max_depth: 2,
    max_claims: 2,
    max_work: 4 << 10,
};

/// Markup: the whole way, and what stands in script and style is nowhere.
pub fn html(data: &[u8]) {
    whole_way(Form::Html, data);
    let hidden = format!("<style>{HIDDEN}</style><script>{HIDDEN}</script>");
    let page = parse(
        Form::Html,
        &[hidden.as_bytes(), data].concat(),
        &Limits::default(),
    );
    let told = String::from_utf8_lossy(data).contains(HIDDEN);
    assert!(told || page.form == Form::Text || texts(&page).all(|text| !text.contains(HIDDEN)));
}

/// A text dump: the whole way, and every block's letters stand in the dump, in their order.
pub fn text_dump(data: &[u8]) {
    let page = whole_way(Form::Text, data);
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if page.form != Form::Text || page.charset != "utf-8" {
        return;
    }
    let source = letters(text);
    let mut from = 0;
    for block in &page.blocks {
        let wanted = letters(&block.text);
        let found = source[from..].find(&wanted);
        from +=
            found.unwrap_or_else(|| panic!("{:?} is not in the dump", block.text)) + wanted.len();
    }
}

/// Letters and digits alone: what no folding of white space may change.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn parse(form: Form, data: &[u8], limits: &Limits) -> Page {
    let raw = RawPage {
        path: "daily.example/a".to_owned(),
        member: None,
        form,
        bytes: data.to_vec(),
        charset: None,
        claims: Vec::new(),
    };
    page::parse(raw, limits)
}

fn texts(page: &Page) -> impl Iterator<Item = &str> {
    page.blocks.iter().map(|block| block.text.as_str())
}

/// Bytes to an article, twice.
fn whole_way(form: Form, data: &[u8]) -> Page {
    let page = parse(form, data, &Limits::default());
    assert_sound(&page);
    assert!(page.blocks.len() <= data.len(), "more blocks than bytes");
    let narrow = parse(form, data, &NARROW);
    assert_sound(&narrow);
    assert!(narrow.blocks.len() <= NARROW.max_blocks && narrow.claims.len() <= NARROW.max_claims);
    assert!(narrow.work <= NARROW.max_work);
    let article = judged(&page);
    let again = parse(form, data, &Limits::default());
    assert!(
        again == page && judged(&again) == article,
        "the same bytes gave another article"
    );
    named(&article);
    page
}

/// The article of a page, with all that must hold for it.
pub(super) fn judged(page: &Page) -> Article {
    static CLEANER: OnceLock<Cleaner> = OnceLock::new();
    let cleaned = CLEANER.get_or_init(Cleaner::new).clean(page, &memory(page));
    let article = article::build_at(page, &cleaned, NOW);
    assert_judged(page, &cleaned);
    assert_from_page(page, &cleaned, &article);
    [&article.published, &article.modified]
        .into_iter()
        .flatten()
        .for_each(assert_stated);
    assert!(article.id.len() == 16 && article.id.bytes().all(|b| b.is_ascii_hexdigit()));
    article
}

/// A site that showed the same blocks on some other pages.
fn memory(page: &Page) -> SiteMemory {
    let mut memory = SiteMemory::new();
    let site = site_key(page);
    for other in ["b", "c", "d"] {
        let blocks = page.blocks.iter().step_by(2).cloned().collect();
        let page = Page {
            path: format!("daily.example/{other}"),
            blocks,
            ..page.clone()
        };
        memory.observe(&site, &page);
    }
    memory
}

fn assert_judged(page: &Page, cleaned: &Cleaned) {
    assert_eq!(cleaned.verdicts.len(), page.blocks.len());
    for verdict in &cleaned.verdicts {
        assert!(
            verdict.kept || !verdict.reason.to_string().is_empty(),
            "a cut without a reason"
        );
        assert!((0.0..=1.0).contains(&verdict.body_probability));
    }
    assert!(!cleaned.from_data || page.data_text.is_some());
}

/// No line is in the article that is not on the page, and what is missing was counted.
fn assert_from_page(page: &Page, cleaned: &Cleaned, article: &Article) {
    let lines: HashSet<&str> = match &page.data_text {
        Some(text) if cleaned.from_data => text.split('\n').collect(),
        _ => texts(page).collect(),
    };
    let mut own = article.text.split('\n').filter(|line| !line.is_empty());
    assert!(
        own.all(|line| lines.contains(line)),
        "a line that is not on the page"
    );
    let all: usize = texts(page).map(|text| text.chars().count()).sum();
    assert!(article.cut_chars <= all as u64);
}

fn assert_stated(stated: &Stated) {
    let day: jiff::civil::Date = stated.text[..10].parse().expect("a day");
    assert!((1..=9999).contains(&day.year()), "{}", stated.text);
    assert!(stated.seconds <= NOW + AHEAD, "{} is to come", stated.text);
}

/// Words, sentences and named things lie inside the text, on its characters.
fn named(article: &Article) {
    let text = &article.text;
    assert_rising(text, sentences(text));
    let mut tokens = Tokens::new(text);
    let mut found = Vec::new();
    while let Some(token) = tokens.next_token() {
        found.push(token.start..token.end);
    }
    assert!(
        found
            .iter()
            .all(|range| !range.is_empty() && text.get(range.clone()).is_some())
    );
    assert!(found.is_sorted_by_key(|range| range.start));
    let (boundaries, _) = Boundaries::of(text);
    assert_eq!(Boundaries::from_bytes(&boundaries.to_bytes()), boundaries);
    let enriched = Enricher::new().enrich(article.clone());
    assert!(!enriched.language.is_empty());
    for entity in &enriched.entities {
        assert!(!entity.name.trim().is_empty());
        let ranges = entity
            .mentions
            .iter()
            .map(|&(start, end)| start as usize..end as usize);
        assert_rising(text, ranges.collect());
    }
}

/// Ranges that are not empty, lie in the text, and do not overlap.
fn assert_rising(text: &str, ranges: Vec<Range<usize>>) {
    let mut last = 0;
    for range in ranges {
        assert!(
            range.start >= last && !range.is_empty(),
            "{range:?} behind {last}"
        );
        assert!(
            text.get(range.clone()).is_some(),
            "{range:?} is not on characters"
        );
        last = range.end;
    }
}
