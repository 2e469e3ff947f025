//! Values narrow what words find, and an empty answer says why it is empty.

mod search_fixture;

use newsdex::search::{Request, Searcher};
use search_fixture::{Page, id, index};

fn search(searcher: &Searcher, query: &str) -> newsdex::search::Results {
    let request = Request {
        query: query.to_owned(),
        ..Request::default()
    };
    searcher.search(&request).unwrap()
}

fn page(title: &'static str, text: &str) -> Page {
    Page {
        title,
        text: text.to_owned(),
        ..Page::default()
    }
}

#[test]
fn values_narrow_what_words_find() {
    let told = |text: &str, site, day, people| Page {
        title: "News",
        text: text.to_owned(),
        site,
        day,
        people,
        ..Page::default()
    };
    let (_folder, searcher) = index(&[
        told("A flood.", "a.example", Some("2025-03-01"), &["Anna Berg"]),
        told(
            "A storm.",
            "a.example",
            Some("2026-03-01"),
            &["Anna Berg", "Olaf Holt"],
        ),
        told("A flood.", "b.example", Some("2026-03-02"), &["Olaf Holt"]),
        told("A flood and a storm.", "c.example", None, &[]),
    ]);
    let table: &[(&str, &[usize])] = &[
        ("flood site:a.example", &[0]),
        ("site:a.example flood storm", &[0, 1]),
        ("flood site:a.example site:b.example", &[0, 2]),
        ("flood site:(a.example OR b.example) date:2026", &[2]),
        ("site:a.example date:2026", &[1]),
        ("person:berg person:holt", &[0, 1, 2]),
        ("flood after:2025-03-02 before:2027", &[2]),
        ("date:>2025 flood", &[2]),
        ("date:<=2025 flood", &[0]),
        ("flood (NOT site:a.example)", &[2, 3]),
        ("+flood site:a.example storm", &[0]),
        ("flood words:>3", &[3]),
        ("flood OR site:a.example", &[0, 1, 2, 3]),
        ("the site:b.example", &[]),
        ("flood -site:a.example -date:2026", &[3]),
    ];
    for (query, expected) in table {
        let hits = search(&searcher, query).hits.into_iter();
        let mut found: Vec<String> = hits.map(|hit| hit.id).collect();
        found.sort();
        let expected: Vec<String> = expected.iter().map(|&number| id(number)).collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn an_empty_answer_says_what_kills_it() {
    let (_folder, searcher) = index(&[
        Page {
            title: "Storm over Tess",
            text: "The flood came. The bridge was closed by the council of the town in the end."
                .to_owned(),
            site: "daily.example",
            day: Some("2026-03-01"),
            people: &["Anna Berg"],
            ..Page::default()
        },
        page("Calm", "Nothing was closed to us."),
    ]);
    let table: &[(&str, &[&str])] = &[
        (
            "flod AND bridge",
            &[
                "`flod` stands in no article; near it: flood",
                "articles without flod: 1",
            ],
        ),
        ("title:flood", &["`flood` stands in no headline"]),
        (
            "flood site:dayly.example",
            &[
                "no article has site:dayly.example; near it: daily.example",
                "articles without site:dayly.example: 1",
            ],
        ),
        (
            "date:2025",
            &["no article is dated so; the dates here reach from 2026-03-01 to 2026-03-01"],
        ),
        (
            "person:\"Anna Borg\"",
            &["no article has person:Anna Borg; near it: anna berg"],
        ),
        (
            "flood AND calm",
            &["articles without flood: 1", "articles without calm: 1"],
        ),
        (
            "US AND bridge",
            &[
                "`US` stands in no article; near it: us",
                "articles without US: 1",
            ],
        ),
        (
            "calm w/5 (storm OR bridge)",
            &[
                "no article holds all of these words; articles with calm 1, with (storm OR bridge) 1",
            ],
        ),
        (
            "\"calm bridge\"",
            &["no article holds all of these words; articles with calm 1, with bridge 1"],
        ),
        (
            "flood w/1 bridge",
            &["articles that hold these words, but not so placed: 1"],
        ),
        (
            "(flood w/2 bridge) AND closed",
            &["articles without flood w/2 bridge: 2"],
        ),
        (
            "storm!",
            &["the ! behind `storm` is read as punctuation; for every ending: storm*"],
        ),
    ];
    for (query, expected) in table {
        assert_eq!(&search(&searcher, query).hints, expected, "{query}");
    }
}

#[test]
fn of_a_question_it_is_told_how_to_ask_for_all_of_its_words() {
    let (_folder, searcher) = index(&[
        page(
            "Met",
            "The ministers met in Berlin. Who spoke to whom is not known, but what they said is.",
        ),
        page(
            "Treffen",
            "Wer den Minister in Wien traf, ist nicht bekannt.",
        ),
    ]);
    let advice = |query: &str| search(&searcher, query).hints;
    let told = |words: &str, near: &str| {
        vec![format!(
            "any word of a question is enough; for articles with all of them: {words}; near each other: {near}"
        )]
    };
    let met = told("met AND Berlin", "met w/20 Berlin");
    assert_eq!(advice("who met whom in Berlin?"), met);
    assert_eq!(
        advice("Who met \"the ministers\"")[0],
        told("met AND \"the ministers\"", "met w/20 \"the ministers\"")[0]
    );
    // Nothing to say where each word is asked for, or only one is left, or nobody asks.
    for query in [
        "who AND met AND berlin",
        "+who met berlin",
        "who met",
        "met berlin",
        "\"who met\"",
        "met w/5 berlin",
    ] {
        let hints = advice(query);
        assert!(
            !hints.iter().any(|hint| hint.contains("question")),
            "{query}: {hints:?}"
        );
    }
    let request = Request {
        query: "who met whom in Berlin".to_owned(),
        ..Request::default()
    };
    assert_eq!(searcher.explain(&request).unwrap().hints[0], met[0]);
}
