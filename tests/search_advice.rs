//! Values narrow what words find, and an empty answer says why it is empty.

mod search_fixture;

use newsdex::search::{Request, Searcher};
use search_fixture::{Page, id, index};

fn search(searcher: &Searcher, query: &str) -> newsdex::search::Results {
    let request = Request {
        query: query.to_owned(),
        advice: true,
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
                "the query without flod finds 1",
            ],
        ),
        ("title:flood", &["`flood` stands in no headline"]),
        (
            "flood site:dayly.example",
            &[
                "no article has site:dayly.example; near it: daily.example",
                "the query without site:dayly.example finds 1",
            ],
        ),
        (
            "date:2025",
            &["no article is dated so; the dates here reach from 2026-03-01 to 2026-03-01"],
        ),
        (
            "person:\"Anna Borg\"",
            &["no article has person:\"Anna Borg\"; near it: anna berg"],
        ),
        (
            "flood AND calm",
            &[
                "the query without flood finds 1",
                "the query without calm finds 1",
            ],
        ),
        (
            "US AND bridge",
            &[
                "`US` in capitals stands in no article; the word is us",
                "the query without US finds 1",
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
            &[
                "articles that hold these words, but not so placed: 1",
                "the query without (flood w/2 bridge) finds 2",
            ],
        ),
        (
            "flood AND (calm OR \"calm day\") AND date:2026-03",
            &["the query without (calm OR \"calm day\") finds 1"],
        ),
        (
            "+flood +calm storm -person:\"Anna Berg\"",
            &["the query without flood finds 1"],
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

fn hints_of(searcher: &Searcher, query: &str) -> Vec<String> {
    search(searcher, query).hints
}

#[test]
fn an_option_with_one_value_is_named_without_brackets() {
    let (_folder, searcher) = index(&[page("Storm", "The flood came to the town in the end.")]);
    for (languages, name) in [
        (&["xx"][..], "lang:xx"),
        (&["xx", "yy"], "(lang:xx OR lang:yy)"),
    ] {
        let request = Request {
            query: "flood".to_owned(),
            advice: true,
            languages: languages.iter().map(|&lang| lang.to_owned()).collect(),
            ..Request::default()
        };
        let hints = searcher.search(&request).unwrap().hints;
        let expected = format!("the query without {name} finds 1");
        assert!(hints.contains(&expected), "{hints:?}");
    }
}

#[test]
fn only_what_leaves_nothing_is_blamed() {
    let (_folder, searcher) = index(&[
        Page {
            title: "Storm over Tess",
            text: "The flood came. The bridge was closed by the council of the town in the end."
                .to_owned(),
            site: "daily.example",
            ..Page::default()
        },
        page("Calm", "Nothing was closed to us. 中国新闻和经济报道。"),
    ]);
    for (query, expected) in [
        (
            "flood w/1 (bridge OR zzz)",
            vec!["articles that hold these words, but not so placed: 1"],
        ),
        (
            "flood w/1 (yyy OR zzz)",
            vec!["`yyy` stands in no article", "`zzz` stands in no article"],
        ),
        (
            "zzz OR (flood AND calm)",
            vec![
                "the query without flood finds 1",
                "the query without calm finds 1",
            ],
        ),
        ("\"中国经济\"", vec!["`中国经济` stands in no article"]),
    ] {
        assert_eq!(hints_of(&searcher, query), expected, "{query}");
    }
}

#[test]
fn a_part_of_a_list_that_no_article_has_is_told_though_others_are_found() {
    let (_folder, searcher) = index(&[page("Storm", "The flood came."), page("Calm", "A ferry.")]);
    for (query, expected) in [
        (
            "flod ferry",
            vec!["`flod` stands in no article; near it: flood"],
        ),
        ("flood title:calm", vec![]),
        (
            "title:ferry flood",
            vec![
                "`ferry` stands in no headline",
                "no article found has title:ferry: it is one of several words; to require it: +title:ferry",
            ],
        ),
        (
            "+ferry title:storm",
            vec![
                "no article found has title:storm: it is one of several words; to require it: +title:storm",
            ],
        ),
        (
            "flod OR ferry",
            vec!["`flod` stands in no article; near it: flood"],
        ),
        ("flood ferry", vec![]),
    ] {
        assert_eq!(hints_of(&searcher, query), expected, "{query}");
    }
}

#[test]
fn values_are_meant_in_the_words_of_people() {
    let of = |site, people| Page {
        title: "News",
        text: "A flood.".to_owned(),
        site,
        people,
        ..Page::default()
    };
    let (_folder, searcher) = index(&[
        of("a.example", &["Anna Tamberg"]),
        of("b.example", &["Olaf Holt"]),
    ]);
    for (query, total) in [
        ("site:www.a.example", 1),
        ("site:https://www.a.example/news", 1),
        ("person:tamb*", 1),
        ("person:\"ol* h?lt\"", 1),
        ("person:\"h* ol*\"", 0),
        ("person:=tamb*", 0),
        ("lang:English", 2),
        ("lang:en-GB", 2),
        ("lang:eng", 2),
        ("lang:German", 0),
    ] {
        assert_eq!(search(&searcher, query).total, total, "{query}");
    }
}

#[test]
fn an_account_tells_what_a_part_finds_and_what_stands_here() {
    let of = |title, text: &str, people| Page {
        title,
        text: text.to_owned(),
        people,
        ..Page::default()
    };
    let (_folder, searcher) = index(&[
        of("One", "They met at the meter.", &["Anna Tamberg"]),
        of("Two", "Nobody met.", &["Tamberg"]),
    ]);
    let request = Request {
        query: "person:tamberg met".to_owned(),
        ..Request::default()
    };
    let account = searcher.explain(&request).unwrap();
    let parts: Vec<(&str, u64)> = account
        .parts
        .iter()
        .map(|part| (part.text.as_str(), part.articles))
        .collect();
    assert_eq!(parts, [("person:\"tamberg\"", 2), ("met", 2)]);
    let single = Request {
        query: "meter".to_owned(),
        ..Request::default()
    };
    assert_eq!(
        searcher.explain(&single).unwrap().hints,
        Vec::<String>::new()
    );
}

#[test]
fn unknown_words_are_corrected_together() {
    let mut pages = vec![page("Sea", "The ferry strike goes on.")];
    pages.extend((0..3).map(|_| page("Court", "A stroke of luck for the ferret.")));
    let (_folder, searcher) = index(&pages);
    let meant = |query: &str| search(&searcher, query).correction;
    // `stroke` stands in more articles than `strike`, but in none with a ferry.
    assert_eq!(meant("ferrry strke").as_deref(), Some("ferry strike"));
    assert_eq!(
        meant("\"ferrry strke\"").as_deref(),
        Some("\"ferry strike\"")
    );
    assert_eq!(
        meant("ferry AND strke").as_deref(),
        Some("ferry AND strike")
    );
    assert_eq!(meant("luck AND strke").as_deref(), Some("luck AND stroke"));
    assert_eq!(meant("strke").as_deref(), Some("stroke"));
    assert_eq!(meant("strke~1 AND luck").as_deref(), None);
    assert_eq!(
        meant("strkee~1 AND luck").as_deref(),
        Some("stroke AND luck")
    );
}

#[test]
fn a_part_of_an_or_that_no_article_has_is_told() {
    let (_folder, searcher) = index(&[
        page("Sea", "The dockers wait for the ferry."),
        page("Land", "Trams wait."),
    ]);
    let near = ["`dokkers` stands in no article; near it: dockers".to_owned()];
    for query in [
        "dokkers OR ferry",
        "wait AND (ferry OR dokkers)",
        "(dokkers OR ferry) w/9 wait",
        "ferry OR (wait AND dokkers)",
    ] {
        assert_eq!(hints_of(&searcher, query), near, "{query}");
    }
    for query in [
        "dockers OR trams",
        "trams NOT (dokkers OR ferry)",
        "wait not w/3 (dokkers OR x)",
    ] {
        assert_eq!(hints_of(&searcher, query), [""; 0], "{query}");
    }
}

#[test]
fn a_word_with_edits_that_nothing_is_near_enough_to_gets_a_near_spelling() {
    let (_folder, searcher) = index(&[page("Visit", "Zelenskyy went to Riga.")]);
    assert_eq!(
        hints_of(&searcher, "zelenski~1"),
        ["no article has a word within 1 letter of `zelenski`; near it: zelenskyy"]
    );
}

#[test]
fn advice_that_nobody_reads_is_not_looked_for() {
    let (_folder, searcher) = index(&[page("Sea", "The ferry waits.")]);
    for query in ["ferrry", "ferry OR wates"] {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        let found = searcher.search(&request).unwrap();
        assert_eq!((found.hints, found.correction), (Vec::new(), None));
        assert!(!hints_of(&searcher, query).is_empty());
    }
}

#[test]
fn a_bare_outlet_gets_the_field_to_ask_for_it() {
    let of = |text: &str, site| Page {
        title: "News",
        text: text.to_owned(),
        site,
        ..Page::default()
    };
    let (_folder, searcher) = index(&[
        of("A flood.", "daily.example"),
        of("As daily.example wrote.", "other.example"),
    ]);
    let first = |query: &str| hints_of(&searcher, query).into_iter().next();
    assert_eq!(
        first("daily.example").as_deref(),
        Some("daily.example was searched for as words; the outlet is site:daily.example")
    );
    assert_eq!(
        first("flood AND daly.example").as_deref(),
        Some(
            "an outlet is asked for with site:; no article is of daly.example; near it: daily.example"
        )
    );
    for query in ["site:daily.example", "flood -daily.example"] {
        assert_eq!(first(query), None, "{query}");
    }
}

#[test]
fn an_empty_answer_names_lengths_counts_and_outlets() {
    let (_folder, searcher) = index(&[
        Page {
            site: "Harbour Times - News",
            ..page("Ferry", "The ferry sails. The ferry is back.")
        },
        Page {
            site: "edition.hbt.example",
            ..page("Tram", "The tram runs.")
        },
    ]);
    for (query, expected) in [
        (
            "words:>100",
            "no article is of that length; the shortest here has 3 words, the longest 7",
        ),
        (
            "atleast5(ferry)",
            "articles that hold ferry less than 5 times: 1",
        ),
        (
            "site:\"harbour times\"",
            "no article has site:\"harbour times\"; near it: harbour times - news",
        ),
        (
            "site:hbt",
            "no article has site:hbt; near it: edition.hbt.example",
        ),
        ("HLEEAD", "`hleead` stands in no article"),
    ] {
        assert_eq!(search(&searcher, query).hints, [expected], "{query}");
    }
}

#[test]
fn a_nearness_that_finds_nothing_is_told_with_other_parts_beside_it() {
    let (_folder, searcher) = index(&[
        page(
            "1",
            "A tank stands here, far away from all that they deliver.",
        ),
        page("2", "Syria."),
    ]);
    for query in [
        "tank w/2 deliver",
        "(tank w/2 deliver) AND syria",
        "(tank w/2 deliver) NOT syria",
    ] {
        let hints = search(&searcher, query).hints;
        let told = "articles that hold these words, but not so placed: 1";
        assert!(hints.iter().any(|hint| hint == told), "{query}: {hints:?}");
    }
}

#[test]
fn articles_with_a_date_and_without_one_are_told_apart() {
    let day = |day| Page {
        day,
        ..page("News", "A ferry.")
    };
    let (_folder, searcher) = index(&[day(None), day(Some("2024-05-01"))]);
    let found = |query: &str| {
        let hits = search(&searcher, query).hits;
        hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(found("ferry date:*"), [id(1)]);
    assert_eq!(found("ferry -date:*"), [id(0)]);
    let hints = search(&searcher, "date:2022 date:2023").hints;
    let dated = hints.iter().filter(|hint| hint.contains("dated so"));
    assert_eq!(dated.count(), 1, "{hints:?}");
}

#[test]
fn a_word_of_another_ones_stem_comes_first_as_typed_and_is_told() {
    let mut pages: Vec<Page> = (0..12)
        .map(|_| {
            page(
                "The administration",
                "The administration of the administration.",
            )
        })
        .collect();
    pages.push(page(
        "News",
        "It was long before the administrators of the port had heard of it.",
    ));
    let (_folder, searcher) = index(&pages);
    let found = search(&searcher, "administrator");
    assert_eq!(found.total, 13);
    assert_eq!(found.hits[0].id, id(12));
    assert_eq!(
        found.hints,
        [
            "`administrator` itself is in 1 of 13 articles with a word of its stem (administration); for it alone: =administrators"
        ]
    );
    assert_eq!(search(&searcher, "administration").hints, [""; 0]);
    assert_eq!(search(&searcher, "=administrators").hints, [""; 0]);
}

#[test]
fn capitals_that_say_nothing_are_told() {
    let mut pages: Vec<Page> = (0..12).map(|_| page("1", "They did it for us.")).collect();
    pages.push(page(
        "2",
        "The DID met in the US, said the foreign minister.",
    ));
    let (_folder, searcher) = index(&pages);
    let hints = |query: &str| search(&searcher, query).hints;
    assert_eq!(
        hints("DID"),
        ["`DID` in capitals is a name; articles with it: 1, with the word: 13; for the word: did"]
    );
    assert_eq!(
        hints("FOREIGN MINISTER US"),
        ["all of the query is in capitals, so `US` is the word us; for the name: U.S."]
    );
    assert!(
        !hints("MET US")
            .iter()
            .any(|hint| hint.contains("all of the query"))
    );
}

#[test]
fn quotes_whose_words_stand_in_other_forms_are_told() {
    let (_folder, searcher) = index(&[
        page("1", "One executive order was signed."),
        page("2", "The executive order stands."),
        page("3", "Two executive orders fell."),
    ]);
    let hints = |query: &str| search(&searcher, query).hints;
    assert_eq!(
        hints("\"executive orders\""),
        [
            "quotes keep words together, in any form: \"executive orders\" itself is in 1 of 3 articles; for those alone: =\"executive orders\""
        ]
    );
    assert_eq!(hints("\"executive order\""), [""; 0]);
    assert_eq!(hints("=\"executive orders\""), [""; 0]);
}

#[test]
fn an_offer_that_cannot_be_read_is_none() {
    let (_folder, searcher) = index(&[page("Titel", "Der Titel der Zeitung."), page("1", "Then.")]);
    // Two words side by side; `titel:then` would be a field that there is not.
    let found = search(&searcher, "título:then");
    assert_eq!((found.total, found.correction), (0, None));
    assert!(found.hints[0].starts_with("`título` stands in no article; near it: titel"));
}

#[test]
fn forms_of_another_language_are_not_counted_as_others_of_the_stem() {
    let mut pages: Vec<Page> = (0..30)
        .map(|_| Page {
            lang: "en",
            ..page("News", "These are the men that state what was found.")
        })
        .collect();
    pages.push(Page {
        lang: "es",
        ..page("Las areas", "Las areas de la ciudad.")
    });
    pages.push(Page {
        lang: "en",
        ..page("Areas", "Two areas and a statement of the founder.")
    });
    let (_folder, searcher) = index(&pages);
    for word in ["areas", "statement", "founder"] {
        assert_eq!(search(&searcher, word).hints, [""; 0], "{word}");
    }
}

#[test]
fn what_was_told_how_to_write_is_not_respelled() {
    let (_folder, searcher) = index(&[
        page("1", "A tariff cannot lead China; the button is the next."),
        page("2", "At least 3 locals add a tariff, for Trump."),
    ]);
    let table = [
        ("hlead(tariff)", "hlead:(…)"),
        ("tariff ANDNOT china", "a AND NOT b"),
        ("tariff BUTNOT china", "a AND NOT b"),
        ("trump NEXT5 tariff", "pre/5"),
        ("trump ADJ tariff", "pre/5"),
        ("atleast 3 tariff", "atleast3(word)"),
        ("NOCAPS(tariff)", "aids -=AIDS"),
    ];
    for (query, right) in table {
        let found = search(&searcher, query);
        assert_eq!(found.correction, None, "{query}");
        assert_eq!(found.hints.len(), 1, "{query}: {:?}", found.hints);
        assert!(found.hints[0].contains(right), "{query}: {:?}", found.hints);
    }
    let found = search(&searcher, "tarifff ANDNOT china");
    assert_eq!(found.correction, None);
    assert!(
        found
            .hints
            .iter()
            .any(|hint| hint.contains("near it: tariff"))
    );
}

#[test]
fn a_word_whose_forms_stand_in_another_language_alone_is_missing() {
    let (_folder, searcher) = index(&[
        Page {
            lang: "en",
            ..page("News", "It was the sage of the town that spoke of the leg.")
        },
        Page {
            lang: "de",
            ..page("Nachricht", "Die Stadt und der Wagen.")
        },
    ]);
    for word in ["sagen", "legen"] {
        let found = search(&searcher, word);
        assert_eq!(found.total, 0, "{word}");
        let told = format!("`{word}` stands in no article");
        assert!(
            found.hints.iter().any(|hint| hint.starts_with(&told)),
            "{word}: {:?}",
            found.hints
        );
        let request = Request {
            query: word.to_owned(),
            ..Request::default()
        };
        let explained = searcher.explain(&request).unwrap();
        assert!(
            explained.hints.iter().any(|hint| hint.starts_with(&told)),
            "{word}"
        );
    }
}
