//! Named things over a whole index: what a facet counts is what the same filter lists, whatever the articles call it.

mod search_fixture;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use newsdex::enrich::EntityKind;
use newsdex::enrich::across::{Given, Joined, Ledger, Things, Values};
use newsdex::index::{ArticleId, Catalog, Index, Writer, WriterOptions};
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

/// All things with all that is known of them.
fn told(searcher: &Searcher) -> Vec<String> {
    let things = searcher.things().unwrap();
    let told = things.iter().map(|thing| {
        let forms: Vec<_> = thing.forms().collect();
        format!(
            "{:?} {} {:?} {forms:?}",
            thing.kind, thing.name, thing.ruled
        )
    });
    told.chain(things.forbidden().map(|forbidden| format!("{forbidden:?}")))
        .collect()
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
            let thing = things.iter().find(|t| t.name == name).unwrap();
            for form in thing.forms() {
                let means = things.named(EntityKind::Person, form.given.name);
                if means.len() == 1 {
                    prop_assert_eq!(&listed(&searcher, form.given.name, "words"), &found, "{} of {}", form.given.name, name);
                }
            }
        }
        // Each value is of one thing, or forbidden.
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for form in things.iter().flat_map(|t| t.forms()) {
            *seen.entry(form.given.name).or_default() += 1;
        }
        for name in named.iter().flatten().map(|&n| NAMES[n]) {
            let forbidden = things.forbidden().any(|(given, _)| given.name == name);
            prop_assert_eq!(seen.get(name).copied().unwrap_or(0) + usize::from(forbidden), 1, "{}", name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn what_was_kept_answers_as_what_is_joined_now(
        named in prop::collection::vec(prop::collection::vec(0..NAMES.len(), 0..5), 2..12),
        gone in prop::collection::vec(0_u64..12, 0..6),
        ruled in any::<bool>(),
    ) {
        let (folder, _) = shelf(&named);
        let place = folder.path().join("index");
        if ruled {
            fs::write(place.join("names.toml"), LEDGER).unwrap();
        }
        let mut writer = Writer::open(&place, &WriterOptions::default()).unwrap();
        for &id in &gone {
            writer.delete(ArticleId(id));
        }
        let number = writer.commit(&Catalog::default(), &[]).unwrap();
        writer.finish().unwrap();
        let index = Index::open(&place).unwrap();
        let open = || Searcher::open(&index).unwrap();
        let (kept, file) = (told(&open()), place.join(format!("names-{number}")));
        let is_there = file.exists();
        prop_assert_eq!(is_there, !kept.is_empty());
        let former = place.join(format!("names-{}", number - 1));
        prop_assert!(!former.exists());
        // It fits, so that a run that changes nothing leaves it as it is.
        let written = is_there.then(|| fs::metadata(&file).unwrap().modified().unwrap());
        Writer::open(&place, &WriterOptions::default()).unwrap().finish().unwrap();
        prop_assert_eq!(is_there.then(|| fs::metadata(&file).unwrap().modified().unwrap()), written);
        if is_there {
            let mut bytes = fs::read(&file).unwrap();
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
            fs::write(&file, bytes).unwrap();
            prop_assert_eq!(&told(&open()), &kept, "damaged");
            fs::remove_file(&file).unwrap();
        }
        prop_assert_eq!(&told(&open()), &kept, "missing");
        let ledger = Ledger::parse(if ruled { "" } else { LEDGER }).unwrap();
        let before = told(&open().with_ledger(ledger.clone()).unwrap());
        Writer::open(&place, &WriterOptions::default()).unwrap().finish().unwrap();
        prop_assert_eq!(told(&open().with_ledger(ledger).unwrap()), before, "other rules");
    }

    #[test]
    fn numbers_that_never_were_joined_do_no_harm(numbers in prop::collection::vec(0_u64..6, 0..20)) {
        let given = (0..4).map(|n| Given { kind: EntityKind::Person, name: NAMES[n], articles: 1 });
        let values = Values::of(given.collect());
        let ledger = Ledger::default();
        let joined = Joined { numbers, ..Joined::of(&values, &ledger) };
        let things = Things::of(values, &ledger, Some(&joined));
        prop_assert!(things.len() <= 4);
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
    let hints = |query: &str| {
        let request = Request {
            query: query.to_owned(),
            advice: true,
            ..Request::default()
        };
        searcher.search(&request).unwrap().hints
    };
    let told = hints("person:smith");
    let [hint] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert!(
        hint.contains("end so: 2 (") && hint.contains("person:=\"Anna Smith\" 1"),
        "{hint}"
    );
    assert_eq!(hints("person:=smith"), [""; 0]);
    assert_eq!(hints("person:\"Anna Smith\""), [""; 0]);
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

/// What is marked in the headline and in each passage of the one article that matches.
fn marked(searcher: &Searcher, query: &str) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let request = Request {
        query: query.to_owned(),
        passages: 2,
        ..Request::default()
    };
    let hits = searcher.search(&request).unwrap().hits;
    let [hit] = hits.as_slice() else {
        panic!("{query}: {} hits", hits.len());
    };
    let cut = |text: &str, marks: &[(usize, usize)]| -> Vec<String> {
        let cut =
            |&(start, end): &(usize, usize)| text.chars().skip(start).take(end - start).collect();
        marks.iter().map(cut).collect()
    };
    let of_passage = |passage: &newsdex::search::Passage| {
        let below = |&(start, end): &(usize, usize)| (start - passage.start, end - passage.start);
        let marks: Vec<_> = passage.marks.iter().map(below).collect();
        (passage.text.clone(), cut(&passage.text, &marks))
    };
    (
        cut(&hit.title, &hit.title_marks),
        hit.passages.iter().map(of_passage).collect(),
    )
}

#[test]
fn a_name_that_is_asked_for_is_shown_and_marked() {
    let page = Page {
        title: "Storm over Bob Smith's farm",
        text: "Rain fell for days in the valley and the storm took roofs off many of the older farms there.\n\
               A long table was set for the guests, and nobody in the hall was tired of talking about it.\n\
               The farm of Bob Smith stands where it stood, said Anna Smith of the county to us on Monday."
            .to_owned(),
        people: &["Anna Smith", "Bob Smith"],
        ..Page::default()
    };
    let (_folder, searcher) = index(&[page]);
    let last = "The farm of Bob Smith stands where it stood, said Anna Smith of the county to us on Monday.";
    let table: [(&str, &[&str], &[(&str, &[&str])]); 4] = [
        (
            "person:\"Bob Smith\"",
            &["Bob Smith"],
            &[(last, &["Bob Smith"])],
        ),
        (
            "person:\"Bob Smith\" AND person:\"Anna Smith\"",
            &["Bob Smith"],
            &[(last, &["Bob Smith", "Anna Smith"])],
        ),
        (
            "guests AND person:\"Anna Smith\"",
            &[],
            &[
                (
                    "A long table was set for the guests, and nobody in the hall was tired of talking about it.",
                    &["guests"],
                ),
                (last, &["Anna Smith"]),
            ],
        ),
        (
            "guests AND NOT person:Jones",
            &[],
            &[(
                "A long table was set for the guests, and nobody in the hall was tired of talking about it.",
                &["guests"],
            )],
        ),
    ];
    for (query, title, passages) in table {
        let passages: Vec<(String, Vec<String>)> = passages
            .iter()
            .map(|(text, marks)| {
                (
                    (*text).to_owned(),
                    marks.iter().map(|m| (*m).to_owned()).collect(),
                )
            })
            .collect();
        let title: Vec<String> = title.iter().map(|m| (*m).to_owned()).collect();
        assert_eq!(marked(&searcher, query), (title, passages), "{query}");
    }
}
