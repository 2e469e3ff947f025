//! What a query finds, in which order, and what is marked: on a handful of articles.

mod search_fixture;

use newsdex::search::{Facet, Like, Request, Searcher, Sort};
use search_fixture::{Page, id, index};

fn page(title: &'static str, text: &str) -> Page {
    Page {
        title,
        text: text.to_owned(),
        ..Page::default()
    }
}

fn pages() -> Vec<Page> {
    vec![
        Page {
            title: "Minister signs the tank deal",
            text: "The defence minister signed a deal on Monday. Tanks will be delivered by spring.\nCritics of the deal spoke of a rushed delivery of armour.".to_owned(),
            site: "news.bbc.com",
            day: Some("2026-01-06"),
            people: &["Olaf Scholz", "Anna Berg"],
            byline: &["Jane Smith"],
            url: Some("https://bbc.com/politics/tanks"),
            ..Page::default()
        },
        Page {
            title: "Harvest in the valley",
            text: "Farmers brought in the wheat. The ministers stayed away.\nThe prime minister of the valley sent a letter.".to_owned(),
            site: "bbc.com",
            day: Some("2026-02-10"),
            people: &["Anna Berg"],
            ..Page::default()
        },
        Page {
            title: "Café Zürich schließt",
            text: "Das Café in Zürich schließt nach hundert Jahren. Die Häuser daneben bleiben.".to_owned(),
            lang: "de",
            site: "zeit.de",
            day: Some("2025-12-31"),
            ..Page::default()
        },
        page("東京の天気", "東京は晴れです。京都は雨です。"),
        page("Nothing special", "A tank of water stood by the house. New York is far. York is near."),
    ]
}

fn ids(searcher: &Searcher, query: &str) -> Vec<String> {
    let mut found: Vec<String> = search(searcher, query)
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect();
    found.sort();
    found
}

fn search(searcher: &Searcher, query: &str) -> newsdex::search::Results {
    searcher
        .search(&Request {
            query: query.to_owned(),
            advice: true,
            ..Request::default()
        })
        .unwrap_or_else(|e| panic!("{query}: {e}"))
}

/// Query, and the articles it finds.
const FOUND: &[(&str, &[usize])] = &[
    ("minister", &[0, 1]),
    ("=minister", &[0, 1]),
    ("=ministers", &[1]),
    ("MINISTERS", &[0, 1]),
    ("THE PRIME MINISTER", &[0, 1]),
    ("\"THE PRIME MINISTER\"", &[1]),
    ("cafe", &[2]),
    ("café", &[2]),
    ("=cafe", &[]),
    ("=café", &[2]),
    ("zurich", &[2]),
    ("haus", &[2]),
    ("tank minister", &[0, 1, 4]),
    ("+tank minister", &[0, 4]),
    ("tank AND minister", &[0]),
    ("tank -minister", &[4]),
    ("tank NOT minister", &[4]),
    ("NOT minister", &[2, 3, 4]),
    ("*", &[0, 1, 2, 3, 4]),
    ("\"defence minister\"", &[0]),
    ("\"minister defence\"", &[]),
    ("\"prime minister of the valley\"", &[1]),
    ("\"prime * of\"", &[1]),
    ("minist*", &[0, 1]),
    ("*eat", &[1]),
    ("w?eat", &[1]),
    ("ministr~1", &[0, 1]),
    ("ministr~1 -minister", &[]),
    ("ministe~1", &[0, 1]),
    ("/wh?eat/", &[1]),
    ("tank w/4 deliver*", &[0]),
    ("deliver* pre/4 tank", &[]),
    ("(tank* OR armour) w/3 deliver*", &[0]),
    ("tank w/s monday", &[]),
    ("tank w/p monday", &[0]),
    ("york not w/1 new", &[4]),
    ("new not w/1 york", &[]),
    ("atleast2(york)", &[4]),
    ("atleast3(york)", &[]),
    ("atleast2(deal)", &[0]),
    ("first/3(farmers)", &[1]),
    ("first/3(wheat)", &[]),
    ("any2(tank minister wheat)", &[0, 1]),
    ("title:tank", &[0]),
    ("body:tank", &[0, 4]),
    ("lead:critics", &[]),
    ("lead:monday", &[0]),
    ("byline:smith", &[0]),
    ("smith", &[]),
    ("site:bbc.com", &[0, 1]),
    ("site:=bbc.com", &[1]),
    ("site:*.de", &[2]),
    ("site:(zeit.de OR news.bbc.com)", &[0, 2]),
    ("tank site:(zeit.de news.bbc.com)", &[0]),
    ("minister site:(=bbc.com zeit.de)", &[1]),
    ("minister person:(\"olaf scholz\" \"jane smith\")", &[0]),
    ("byline:*", &[0]),
    ("-byline:*", &[1, 2, 3, 4]),
    ("tank byline:*", &[0]),
    ("date:9999-12-31", &[]),
    ("date:<=9999-12-31", &[0, 1, 2]),
    ("lang:de", &[2]),
    ("url:politics", &[0]),
    ("person:scholz", &[0]),
    ("person:\"anna berg\"", &[0, 1]),
    ("person:=berg", &[]),
    ("date:2026", &[0, 1]),
    ("date:2026-01", &[0]),
    ("after:2026-02", &[1]),
    ("before:2026", &[2]),
    ("date:2025-12..2026-01", &[0, 2]),
    ("words:>20", &[0]),
    ("東京", &[3]),
    ("京", &[3]),
    ("京都 雨", &[3]),
    ("\"京都は\"", &[3]),
    ("the", &[0, 1, 4]),
    ("the tank", &[0, 4]),
    ("\"the prime\" AND harvest", &[1]),
    ("minister site:zeit.de", &[]),
    ("minister site:bbc.com", &[0, 1]),
    ("minister site:zeit.de site:=bbc.com", &[1]),
    ("site:bbc.com after:2020 before:2000", &[]),
    ("minister OR site:zeit.de", &[0, 1, 2]),
    ("+minister +site:zeit.de", &[]),
];

#[test]
fn a_score_is_accounted_for_to_the_last_point() {
    let text = |words: &str| Page {
        text: words.to_owned(),
        title: "The tram and the council",
        day: Some("2026-01-06"),
        ..Page::default()
    };
    let mut pages: Vec<Page> = ["tram", "council tram tram", "mayor of the city", "bus"]
        .iter()
        .cycle()
        .take(120)
        .enumerate()
        .map(|(at, words)| Page {
            day: [Some("2026-01-06"), Some("2025-11-20"), None][at % 3],
            ..text(&format!("{words} {}", "filler ".repeat(at % 7)))
        })
        .collect();
    pages.push(Page {
        title: "Mayor",
        ..text("mayor mayor council")
    });
    let (_folder, searcher) = index(&pages);
    for (query, recent) in [
        ("tram", None),
        ("tram council mayor", None),
        ("tram council mayor", Some(30)),
        ("\"council tram\" OR mayor^3", Some(400)),
        ("tram w/5 tram", None),
    ] {
        let request = Request {
            query: query.to_owned(),
            limit: 200,
            recent,
            ..Request::default()
        };
        let found = searcher.search(&request).unwrap();
        assert!(!found.hits.is_empty(), "{query}");
        for hit in &found.hits {
            let why = searcher.why(&hit.id, &request).unwrap().unwrap();
            let points = why.words * why.coverage + why.headline + why.passage + why.related;
            let sum = points * why.age;
            let parts: f32 = why.parts.iter().map(|part| part.points).sum();
            assert!(
                (why.score - hit.score).abs() < 1e-3,
                "{query}: {why:?} {}",
                hit.score
            );
            assert!((sum - why.score).abs() < 1e-2, "{query}: {why:?}");
            assert!((parts - why.words).abs() < 1e-3, "{query}: {why:?}");
        }
    }
    let elsewhere = Request {
        query: "absent".to_owned(),
        ..Request::default()
    };
    assert_eq!(searcher.why(&id(0), &elsewhere).unwrap(), None);
}

#[test]
fn queries_find_what_the_table_says() {
    let (_folder, searcher) = index(&pages());
    for (query, expected) in FOUND {
        let expected: Vec<String> = expected.iter().map(|&number| id(number)).collect();
        assert_eq!(ids(&searcher, query), expected, "{query}");
        let request = Request {
            query: (*query).to_owned(),
            ..Request::default()
        };
        assert_eq!(
            searcher.count(&request).unwrap(),
            expected.len() as u64,
            "{query}"
        );
    }
}

/// Query, article, and the words marked in its headline and text.
const MARKED: &[(&str, usize, &[&str])] = &[
    ("minister", 1, &["ministers", "minister"]),
    ("tank -wheat", 0, &["tank", "Tanks"]),
    ("\"prime minister\"", 1, &["prime minister"]),
    ("prime NOT harvested AND valley", 1, &[]),
    (
        "(tank* OR armour) w/3 deliver*",
        0,
        &["Tanks", "delivered", "delivery", "armour"],
    ),
    ("york not w/1 new", 4, &["York"]),
    ("title:tank", 0, &["tank"]),
    ("(deal AND wheat) OR armour", 0, &["armour"]),
    (
        "any2(deal wheat armour)",
        0,
        &["deal", "deal", "deal", "armour"],
    ),
    ("+deal armour", 0, &["deal", "deal", "deal", "armour"]),
    ("first/3(the OR farmers)", 1, &["Farmers"]),
    ("京", 3, &["京", "京", "京"]),
    ("東京", 3, &["東京", "東京"]),
    ("\"deal on monday\"", 0, &["deal on Monday"]),
];

#[test]
fn exactly_the_words_that_prove_the_match_are_marked() {
    let (_folder, searcher) = index(&pages());
    for (query, number, expected) in MARKED {
        let article = searcher.article(&id(*number)).unwrap().unwrap().article;
        let [title, text] = searcher.marks(&id(*number), query).unwrap();
        let cut = |text: &str, marks: &[(usize, usize)]| -> Vec<String> {
            marks
                .iter()
                .map(|&(from, to)| text.chars().skip(from).take(to - from).collect())
                .collect()
        };
        let mut found = cut(&article.title, &title);
        found.extend(cut(&article.text, &text));
        assert_eq!(&found, expected, "{query}");
    }
}

#[test]
fn passages_are_whole_sentences_with_their_marks_in_place() {
    let (_folder, searcher) = index(&pages());
    let results = search(&searcher, "tanks armour");
    let hit = &results.hits[0];
    assert_eq!(hit.id, id(0));
    let text: Vec<char> = searcher
        .article(&hit.id)
        .unwrap()
        .unwrap()
        .article
        .text
        .chars()
        .collect();
    for passage in &hit.passages {
        let cut: String = text[passage.start..passage.end].iter().collect();
        assert_eq!(cut, passage.text);
        assert!(cut.ends_with('.'), "{cut}");
        for &(from, to) in &passage.marks {
            let mark: String = text[from..to].iter().collect();
            assert!(["Tanks", "armour"].contains(&mark.as_str()), "{mark}");
        }
    }
    assert!(!hit.passages.is_empty());
}

#[test]
fn more_of_the_query_comes_first() {
    let (_folder, searcher) = index(&pages());
    let results = search(&searcher, "tank minister delivery wheat");
    assert_eq!(results.hits[0].id, id(0));
    assert_eq!(results.total, 3);
}

#[test]
fn dates_order_hits_and_pages_do_not_overlap() {
    let (_folder, searcher) = index(&pages());
    let page = |offset| {
        let request = Request {
            query: "*".to_owned(),
            sort: Sort::Date,
            limit: 2,
            offset,
            ..Request::default()
        };
        searcher
            .search(&request)
            .unwrap()
            .hits
            .into_iter()
            .map(|hit| hit.id)
            .collect::<Vec<_>>()
    };
    let all = [page(0), page(2), page(4), page(6)].concat();
    assert_eq!(all, [id(1), id(0), id(2), id(3), id(4)]);
}

#[test]
fn facets_count_all_matches() {
    let (_folder, searcher) = index(&pages());
    let request = Request {
        query: "minister".to_owned(),
        limit: 0,
        facets: vec![Facet::Person, Facet::Month, Facet::Lang],
        ..Request::default()
    };
    let results = searcher.search(&request).unwrap();
    assert_eq!(
        results.facets[0].values,
        [("Anna Berg".to_owned(), 2), ("Olaf Scholz".to_owned(), 1)]
    );
    assert_eq!(
        results.facets[1].values,
        [("2026-01".to_owned(), 1), ("2026-02".to_owned(), 1)]
    );
    assert_eq!(results.facets[2].values, [("en".to_owned(), 2)]);
    assert_eq!(results.facets[0].distinct, 2);
}

#[test]
fn filters_of_the_request_narrow() {
    let (_folder, searcher) = index(&pages());
    let request = Request {
        query: "minister".to_owned(),
        sites: vec!["bbc.com".to_owned()],
        from: Some("2026-02".to_owned()),
        to: Some("2026-02-10T12:00:00Z".to_owned()),
        ..Request::default()
    };
    assert_eq!(searcher.count(&request).unwrap(), 1);
    let wrong = Request {
        from: Some("soon".to_owned()),
        ..request
    };
    assert!(searcher.search(&wrong).is_err());
}

#[test]
fn a_word_that_stands_nowhere_gets_its_neighbours() {
    let (_folder, searcher) = index(&pages());
    let results = search(&searcher, "minstre");
    assert_eq!(results.total, 0);
    assert!(results.hints[0].contains("minister"), "{:?}", results.hints);
    let results = search(&searcher, "deal w/1 spring");
    assert!(
        results.hints[0].contains("not so placed: 1"),
        "{:?}",
        results.hints
    );
    let results = search(&searcher, "wheat AND armour");
    assert!(
        results.hints[0].contains("the query without"),
        "{:?}",
        results.hints
    );
}

#[test]
fn articles_are_found_by_the_beginning_of_their_id() {
    let (_folder, searcher) = index(&pages());
    assert_eq!(
        searcher.article(&id(3)).unwrap().unwrap().article.title,
        "東京の天気"
    );
    assert!(searcher.article("000").is_err());
    assert!(searcher.article("ffff").unwrap().is_none());
    assert!(searcher.article("").unwrap().is_none());
}

#[test]
fn an_explanation_names_every_part_with_what_it_finds() {
    let (_folder, searcher) = index(&pages());
    let request = Request {
        query: "the (tank* OR armour) w/3 deliver* -wheat".to_owned(),
        ..Request::default()
    };
    let explained = searcher.explain(&request).unwrap();
    assert_eq!(explained.read_as, request.query);
    assert_eq!(explained.passed_over, ["the"]);
    let part = |text: &str| explained.parts.iter().find(|part| part.text == text);
    assert_eq!(part("wheat").unwrap().articles, 1);
    let tanks = part("tank*").unwrap();
    assert_eq!(tanks.articles, 2);
    assert_eq!(tanks.term_count, 2);
    assert_eq!(&request.query[tanks.start..tanks.end], "tank*");
    assert_eq!(tanks.terms.len(), 2);
}

#[test]
fn an_explanation_counts_each_article_of_a_spelling_once() {
    let (_folder, searcher) = index(&[
        page("Tank deal", "A tank and a tank."),
        page("Deal", "The tank and the tanks."),
        page("Deal", "Nothing."),
    ]);
    for query in ["tank", "tank~1", "tank*"] {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        let explained = searcher.explain(&request).unwrap();
        let terms = [("tank".to_owned(), 2), ("tanks".to_owned(), 1)];
        assert_eq!(explained.parts[0].terms, terms, "{query}");
        assert_eq!(explained.parts[0].term_count, 2);
    }
}

#[test]
fn similar_articles_share_telling_words() {
    let mut pages = pages();
    pages.push(page(
        "Tank deal signed",
        "The minister signed the deal; armour and tanks by spring.",
    ));
    let (_folder, searcher) = index(&pages);
    let request = Request::default();
    let similar = searcher.similar(Like::Article(&id(5)), &request).unwrap();
    assert_eq!(similar.hits[0].id, id(0));
    assert!(similar.hits.iter().all(|hit| hit.id != id(5)));
    assert_eq!(similar.total, similar.hits.len() as u64);
    let elsewhere = Request {
        sites: vec!["bbc.com".to_owned()],
        ..Request::default()
    };
    let found = searcher.similar(Like::Article(&id(5)), &elsewhere).unwrap();
    assert_eq!(found.hits[0].id, id(0));
    assert_eq!(
        found.total,
        found.hits.len() as u64,
        "the article itself was not counted"
    );
    let by_day = Request {
        limit: 1,
        sort: Sort::Date,
        ..Request::default()
    };
    let found = searcher.similar(Like::Article(&id(5)), &by_day).unwrap();
    assert_eq!(found.total, similar.total, "the same on any page");
    let similar = searcher
        .similar(Like::Text("the minister and the tanks"), &request)
        .unwrap();
    assert!(!similar.hits.is_empty());
    assert!(searcher.similar(Like::Text("of the"), &request).is_err());
}

#[test]
fn common_words_are_passed_over_in_lists_only() {
    let (_folder, searcher) = index(&pages());
    assert_eq!(search(&searcher, "the wheat").total, 1);
    assert_eq!(search(&searcher, "the OR wheat").total, 3);
    assert_eq!(search(&searcher, "the by").total, 3);
    // US is no pronoun.
    assert_eq!(search(&searcher, "US wheat").total, 1);
}

#[test]
fn a_sentence_without_end_is_cut_about_its_marks() {
    let words = |from: usize, to: usize| {
        let words = (from..to).map(|n| format!("word{n}"));
        words.collect::<Vec<_>>().join(" ")
    };
    let spaced = format!("{} harbour and bridge {}", words(0, 500), words(500, 1000));
    let unspaced = format!("{}港口{}", "天".repeat(900), "地".repeat(900));
    let long = vec![page("Spaced", &spaced), page("Unspaced", &unspaced)];
    let (_folder, searcher) = index(&long);
    for (query, text, marked) in [
        ("harbour bridge", &spaced, &["harbour", "bridge"][..]),
        ("\"harbour and bridge\"", &spaced, &["harbour and bridge"]),
        ("word999", &spaced, &["word999"]),
        ("港口", &unspaced, &["港口"]),
    ] {
        let results = search(&searcher, query);
        let passage = &results.hits[0].passages[0];
        let chars: Vec<char> = text.chars().collect();
        let piece = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
        assert!(
            (20..=400).contains(&passage.text.chars().count()),
            "{query}"
        );
        assert_eq!(piece(passage.start, passage.end), passage.text, "{query}");
        assert_eq!(
            text[passage.byte_start..][..passage.text.len()],
            passage.text
        );
        let marks = passage.marks.iter().map(|&(from, to)| piece(from, to));
        assert_eq!(marks.collect::<Vec<_>>(), marked, "{query}");
        assert!(passage.cut_before);
        assert_eq!(passage.cut_after, !text.ends_with(&passage.text));
        if text.contains(' ') {
            let around = [chars.get(passage.start - 1), chars.get(passage.end)];
            assert!(around.into_iter().flatten().all(|c| *c == ' '), "{query}");
        }
    }
    let opening = search(&searcher, "title:spaced");
    assert!(opening.hits[0].passages[0].text.chars().count() <= 400);
}

#[test]
fn passages_that_touch_are_one() {
    let filler = "It rained on all the other days of that week in the whole of the valley";
    let text = format!(
        "The harbour was closed for {filler}. The bridge was closed, as {filler}. {filler}. Nobody knew of the harbour {filler}."
    );
    let (_folder, searcher) = index(&[page("One", &text)]);
    let hit = &search(&searcher, "harbour bridge").hits[0];
    for passage in &hit.passages {
        let touches = hit
            .passages
            .iter()
            .any(|other| other.start == passage.end + 1);
        assert!(!touches, "{:?}", hit.passages);
    }
}

#[test]
fn a_short_word_has_forms_in_the_languages_in_which_it_is_one() {
    let of = |lang: &'static str, text: &str| Page {
        lang,
        ..page("Title", text)
    };
    let pages = [
        of("en", "The ministers met in Riga over the cost of the bus."),
        of("en", "Both meet here, and the costs of two buses."),
        of(
            "de",
            "Der Turm ist sechzig Meter hoch, und der Tunnel auch.",
        ),
        of("es", "El costado del barco de Busan es de acero."),
        of("de", "Die Tunnels sind offen, der Weg ist frei."),
        of("de", "Alle Wege sind frei."),
    ];
    let (_folder, searcher) = index(&pages);
    let table: [(&str, &[usize]); 6] = [
        // German takes `Meter` for a form of `met`, Spanish `costado` for one of `cost`.
        ("met", &[0, 1]),
        ("cost", &[0, 1]),
        // But not of Busan.
        ("bus", &[0, 1]),
        // A short word of its own language has its forms.
        ("weg", &[4, 5]),
        // One that stands nowhere as it was typed may be of any language.
        ("wegs", &[4, 5]),
        // A longer word that is found in one language has its forms in all.
        ("tunnel", &[2, 4]),
    ];
    for (query, expected) in table {
        let mut found = ids(&searcher, query);
        found.sort();
        let expected: Vec<_> = expected.iter().map(|&number| id(number)).collect();
        assert_eq!(found, expected, "{query}");
    }
}
