//! Named things over a whole index: what a facet counts is what the same filter lists, whatever the articles call it.

mod search_fixture;

use std::collections::{BTreeMap, BTreeSet};

use newsdex::enrich::EntityKind;
use newsdex::enrich::across::Ledger;
use newsdex::search::{Facet, Request, Searcher};
use proptest::prelude::*;
use search_fixture::{Page, index};

/// Names that mean each other in many ways, and some that do not.
const NAMES: [&str; 14] = [
    "Volodymyr Zelenskyy",
    "Zelensky",
    "ZELENSKY",
    "Владимир Зеленский",
    "Anna Smith",
    "Bob Smith",
    "Smith",
    "José Peña",
    "Jose Pena",
    "Donald Trump",
    "Donald J. Trump",
    "Trump",
    "A (b) \"c\" AND d",
    "Smith Jones",
];

fn shelf(named: &[Vec<usize>]) -> (tempfile::TempDir, Searcher) {
    let people = |names: &Vec<usize>| -> &'static [&'static str] {
        names.iter().map(|&n| NAMES[n]).collect::<Vec<_>>().leak()
    };
    let pages: Vec<Page> = named
        .iter()
        .map(|names| Page {
            title: "A headline",
            text: "Some words of an article.".to_owned(),
            people: people(names),
            ..Page::default()
        })
        .collect();
    index(&pages)
}

fn people(searcher: &Searcher, most: usize) -> Vec<(String, u64)> {
    let request = Request {
        query: "*".to_owned(),
        limit: 0,
        facets: vec![Facet::Person],
        facet_values: most,
        ..Request::default()
    };
    searcher.search(&request).unwrap().facets.remove(0).values
}

fn listed(searcher: &Searcher, person: &str, query: &str) -> BTreeSet<String> {
    let request = Request {
        query: query.to_owned(),
        people: vec![person.to_owned()],
        limit: 1000,
        ..Request::default()
    };
    let found = searcher.search(&request).unwrap();
    assert_eq!(found.total, found.hits.len() as u64);
    found.hits.into_iter().map(|hit| hit.id).collect()
}

const LEDGER: &str = "[[merge]]\ninto = \"The Smiths\"\nnames = [\"* Smith\", \"Smith\"]\n[[forbid]]\nname = \"José Peña\"\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_count_is_what_the_filter_lists(
        named in prop::collection::vec(prop::collection::vec(0..NAMES.len(), 0..5), 2..12),
        ruled in any::<bool>(),
    ) {
        let (_folder, searcher) = shelf(&named);
        let ledger = Ledger::parse(if ruled { LEDGER } else { "" }).unwrap();
        let searcher = searcher.with_ledger(ledger).unwrap();
        let things = searcher.things().unwrap();
        for (name, count) in people(&searcher, usize::MAX) {
            let found = listed(&searcher, &name, "*");
            prop_assert_eq!(found.len() as u64, count, "{}", name);
            // Any spelling that leads to one thing finds the same articles.
            let thing = things.all().iter().find(|t| t.name == name).unwrap();
            for form in &thing.forms {
                let means = things.named(EntityKind::Person, &form.given.name);
                if means.len() == 1 {
                    prop_assert_eq!(&listed(&searcher, &form.given.name, "words"), &found, "{} of {}", form.given.name, name);
                }
            }
        }
        // Each value is of one thing, or forbidden.
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for form in things.all().iter().flat_map(|t| &t.forms) {
            *seen.entry(form.given.name.as_str()).or_default() += 1;
        }
        for name in named.iter().flatten().map(|&n| NAMES[n]) {
            let forbidden = things.forbidden().iter().any(|(given, _)| given.name == name);
            prop_assert_eq!(seen.get(name).copied().unwrap_or(0) + usize::from(forbidden), 1, "{}", name);
        }
    }
}

#[test]
fn any_known_spelling_finds_the_thing() {
    let (_folder, searcher) = shelf(&[vec![0], vec![1], vec![3], vec![4], vec![6], vec![5]]);
    for name in ["Zelensky", "зеленский", "volodymyr zelenskyy", "zelensky's"] {
        assert_eq!(listed(&searcher, name, "*").len(), 3, "{name}");
    }
    // Two have the surname: it is nobody's, and their full names are their own.
    for (name, articles) in [
        ("Smith", 1),
        ("Anna Smith", 1),
        ("Ann* Smith", 1),
        ("* Smith", 2),
    ] {
        assert_eq!(listed(&searcher, name, "*").len(), articles, "{name}");
    }
    let in_query = Request {
        query: "person:zelensky -person:\"Anna Smith\"".to_owned(),
        ..Request::default()
    };
    assert_eq!(searcher.search(&in_query).unwrap().total, 3);
}

#[test]
fn company_is_told_by_how_sure_it_is() {
    let mut named: Vec<Vec<usize>> = (0..20).map(|_| vec![9]).collect();
    named.extend([vec![4, 7], vec![4, 8], vec![4, 7, 9], vec![7], vec![4, 9]]);
    let (_folder, searcher) = shelf(&named);
    let request = Request {
        query: "*".to_owned(),
        ..Request::default()
    };
    let found = searcher.together(None, "anna smith", &request).unwrap();
    assert_eq!(found.articles, 4);
    let names: Vec<(&str, u64, u64)> = found
        .companions
        .iter()
        .map(|c| (c.name.as_str(), c.both, c.articles))
        .collect();
    assert_eq!(
        names,
        [("José Peña", 3, 4)],
        "most articles name Donald Trump, so that he is beside her says nothing"
    );
    assert!(searcher.together(None, "nobody", &request).is_err());
}
