//! A small index in a folder that goes away with it.

use newsdex::article::{Article, Origin, Stated};
use newsdex::enrich::{Enriched, Entity, EntityKind};
use newsdex::index::{ArticleId, Catalog, Writer, WriterOptions};
use newsdex::search::Searcher;

/// An article with what the tests care about; fill in the rest with `..Default::default()`.
#[derive(Clone, Default)]
pub struct Page {
    pub title: &'static str,
    pub text: String,
    pub lang: &'static str,
    pub site: &'static str,
    pub day: Option<&'static str>,
    pub people: &'static [&'static str],
    pub byline: &'static [&'static str],
    pub url: Option<&'static str>,
}

/// Numbers below what is asked for, the same on every run.
#[allow(dead_code, reason = "not every test draws")]
pub fn draws(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

pub fn id(number: usize) -> String {
    ArticleId(number as u64).to_string()
}

/// A day, or a moment with its zone.
fn stated(day: &str) -> Stated {
    let moment: jiff::Timestamp = if day.len() > 10 {
        day.parse().unwrap()
    } else {
        let date: jiff::civil::Date = day.parse().unwrap();
        date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp()
    };
    Stated {
        text: day.to_owned(),
        seconds: moment.as_second(),
        origin: Origin::Meta,
    }
}

fn mentions(text: &str, name: &str) -> Vec<(u32, u32)> {
    let places = text.match_indices(name);
    places
        .map(|(at, name)| (at as u32, (at + name.len()) as u32))
        .collect()
}

pub fn enriched(number: usize, page: &Page) -> Enriched {
    let person = |name: &&str| Entity {
        kind: EntityKind::Person,
        name: (*name).to_owned(),
        mentions: mentions(&page.text, name),
        in_title: page.title.matches(*name).count() as u32,
    };
    Enriched {
        article: Article {
            id: id(number),
            path: format!("{number}.txt"),
            member: None,
            record_id: None,
            url: page.url.map(str::to_owned),
            title: page.title.to_owned(),
            byline: page.byline.iter().map(|name| (*name).to_owned()).collect(),
            published: page.day.map(stated),
            modified: None,
            site: if page.site.is_empty() {
                "example.org"
            } else {
                page.site
            }
            .to_owned(),
            section: None,
            declared_language: None,
            text: page.text.clone(),
            stub: false,
            cut_chars: 0,
        },
        language: if page.lang.is_empty() {
            "en"
        } else {
            page.lang
        }
        .to_owned(),
        entities: page.people.iter().map(person).collect(),
    }
}

/// The index, and the folder that holds it. Pages are committed in two halves, so that there are two segments.
pub fn index(pages: &[Page]) -> (tempfile::TempDir, Searcher) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    let mut writer = Writer::open(
        &place,
        &WriterOptions {
            threads: 1,
            memory: 16 << 20,
        },
    )
    .unwrap();
    for (number, page) in pages.iter().enumerate() {
        writer.add(&enriched(number, page)).unwrap();
        if number == pages.len() / 2 {
            writer.commit(&Catalog::default(), &[]).unwrap();
        }
    }
    writer.commit(&Catalog::default(), &[]).unwrap();
    let searcher = Searcher::open(writer.index()).unwrap();
    writer.finish().unwrap();
    (folder, searcher)
}
