//! Phrases of very common words are found by their chains: the same articles, as often, as a reader of the texts finds.

mod search_fixture;

use std::collections::BTreeSet;

use newsdex::search::{LooseQuery, Request, Searcher};
use search_fixture::{Page, draws, id, index};

/// With other spellings of the common words, and words that make no chains.
const TEXT: [&str; 14] = [
    "of", "the", "in", "one", "of", "the", "OF", "THE", "The", "thé", "apple", "la", "à", "that",
];
const ASKED: [&str; 4] = ["of", "the", "THE", "apple"];
const TITLES: [&str; 4] = ["", "One of the Apples", "Of", "IN THE à la one"];
const ARTICLES: usize = 80;

fn pages() -> Vec<Page> {
    let mut draw = draws(3);
    let mut page = |_| {
        let words = (0..draw(30)).map(|_| TEXT[draw(TEXT.len())]);
        let text = words.collect::<Vec<_>>().join(" ");
        Page {
            title: TITLES[draw(TITLES.len())],
            text,
            lang: ["en", "fr", "und"][draw(3)],
            ..Page::default()
        }
    };
    (0..ARTICLES).map(&mut page).collect()
}

fn queries() -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for a in ASKED {
        for b in ASKED {
            rows.push(format!("{a} {b}"));
            rows.extend(ASKED.map(|c| format!("{a} {b} {c}")));
        }
    }
    rows.extend(
        [
            "one of the of",
            "apple of the",
            "in the apple of the one of",
            "that that that",
            "à la",
        ]
        .map(str::to_owned),
    );
    let asked = rows.iter().flat_map(|row| {
        [
            format!("\"{row}\""),
            format!("=\"{row}\""),
            format!("atleast2(\"{row}\")"),
            format!("apple AND \"{row}\""),
            format!("apple AND NOT \"{row}\""),
        ]
    });
    asked.collect()
}

fn found(searcher: &Searcher, query: &str) -> BTreeSet<String> {
    let request = Request {
        query: query.to_owned(),
        limit: ARTICLES,
        ..Request::default()
    };
    let results = searcher.search(&request).unwrap();
    assert_eq!(searcher.count(&request).unwrap(), results.total, "{query}");
    let listed: BTreeSet<String> = results.hits.into_iter().map(|hit| hit.id).collect();
    assert_eq!(listed.len() as u64, results.total, "{query}");
    listed
}

#[test]
fn phrases_of_common_words_are_found_where_they_stand() {
    // Headlines are looked at apart: a reader of one text does not see the other.
    for headlines in [false, true] {
        let mut pages = pages();
        for page in &mut pages {
            if headlines {
                page.text = "Nothing.".to_owned();
            } else {
                page.title = "Nothing";
            }
            page.lang = "en";
        }
        let (_folder, searcher) = index(&pages);
        for query in queries() {
            let loose = LooseQuery::new(&query, &searcher.languages(), &|_| None).unwrap();
            let text = |page: &Page| {
                if headlines {
                    page.title.to_owned()
                } else {
                    page.text.clone()
                }
            };
            let numbered = pages.iter().enumerate();
            let holding = numbered.filter(|(_, page)| loose.marks(&text(page)).is_some());
            let expected: BTreeSet<String> = holding.map(|(number, _)| id(number)).collect();
            assert_eq!(
                found(&searcher, &query),
                expected,
                "{query}, headlines {headlines}"
            );
        }
    }
}

#[test]
fn chains_and_places_find_the_same_in_every_language() {
    // A gap that any word fills is no chain: with it the row is looked for word by word, whatever it holds.
    let pages = pages();
    let (_folder, searcher) = index(&pages);
    for row in queries().iter().filter(|query| query.starts_with('"')) {
        let words = row.trim_matches('"');
        let by_places = words.replace(' ', " pre/1 ");
        assert_eq!(found(&searcher, row), found(&searcher, &by_places), "{row}");
    }
}
