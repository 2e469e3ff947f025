//! What comes first, and which passage is shown of it.

mod search_fixture;

use newsdex::search::{Facet, Request, Searcher, Sort};
use search_fixture::{Page, id, index};

fn search(searcher: &Searcher, query: &str) -> newsdex::search::Results {
    let request = Request {
        query: query.to_owned(),
        ..Request::default()
    };
    searcher.search(&request).unwrap()
}

#[test]
fn words_in_the_order_of_the_query_come_first() {
    let told = |text: &str| Page {
        title: "Harbour",
        text: format!("The port spoke on Monday. {text} Nothing else was said."),
        lang: "en",
        ..Page::default()
    };
    let pages = [
        told("A record was never broken by so quiet a season of grain."),
        told("So quiet a season of grain has never broken a record."),
    ];
    let (_folder, searcher) = index(&pages);
    let first = |query: &str| search(&searcher, query).hits[0].id.clone();
    assert_eq!(first("record never broken quiet season grain"), id(0));
    assert_eq!(first("quiet season grain never broken record"), id(1));
}

#[test]
fn a_question_is_answered_with_more_of_the_text_around_its_words() {
    let text = "The old bridge over the river Tess was closed on Friday after a crack was found in it. \
                Engineers had warned of it since spring. A ferry takes its place until the autumn.";
    let (_folder, searcher) = index(&[traffic(text)]);
    let passage = |query: &str| search(&searcher, query).hits[0].passages[0].text.clone();
    assert!(!passage("old bridge river Tess").contains("ferry"));
    assert_eq!(
        passage("which old bridge takes people over the river Tess now"),
        text
    );
}

/// Eleven articles on a strike, two that name the harbour only, one of them on the strike too, and others beside.
fn strikes(whole: &str) -> Vec<Page> {
    let strike = "The union called the strike over wages.";
    let mut pages: Vec<Page> = (0..11)
        .map(|number| {
            traffic(&format!(
                "The ferry and its captain wait. {strike} Day {number}."
            ))
        })
        .collect();
    pages.push(traffic(
        "Children fed the gulls of the harbour on a quiet Sunday there.",
    ));
    pages.push(traffic(&format!(
        "The harbour stood still for hours on end. {strike}"
    )));
    pages.push(traffic(whole));
    pages.extend((0..60).map(|_| traffic("The orchestra played in the park.")));
    pages
}

#[test]
fn words_that_the_best_articles_share_raise_the_others() {
    let place = |searcher: &Searcher, number: usize| {
        let request = Request {
            query: "ferry captain harbour bridge".to_owned(),
            limit: 30,
            ..Request::default()
        };
        let hits = searcher.search(&request).unwrap().hits;
        let at = hits.iter().position(|hit| hit.id == id(number)).unwrap();
        let why = searcher.why(&id(number), &request).unwrap().unwrap();
        assert!((why.score - hits[at].score).abs() < 1e-3, "{why:?}");
        (at, why)
    };
    let (_folder, searcher) = index(&strikes("A bridge was painted."));
    let ((gulls, without), (still, with)) = (place(&searcher, 11), place(&searcher, 12));
    assert!(still < gulls);
    assert!(with.related > without.related, "{with:?} {without:?}");
    let (_folder, searcher) = index(&strikes(
        "The captain of the ferry saw the bridge of the harbour.",
    ));
    let (first, why) = place(&searcher, 13);
    assert_eq!(first, 0);
    for why in [why, place(&searcher, 12).1] {
        assert!(why.related.abs() < f32::EPSILON, "{why:?}");
    }
}

fn traffic(text: &str) -> Page {
    Page {
        title: "Traffic",
        text: text.to_owned(),
        lang: "en",
        ..Page::default()
    }
}

/// The marked words of each passage of the only article.
fn marked(text: &str, query: &str) -> Vec<Vec<String>> {
    let (_folder, searcher) = index(&[traffic(text)]);
    let words = |passage: &newsdex::search::Passage| {
        let letters: Vec<char> = passage.text.chars().collect();
        let from = passage.start;
        let mark =
            |&(start, end): &(usize, usize)| letters[start - from..end - from].iter().collect();
        passage.marks.iter().map(mark).collect()
    };
    let hits = search(&searcher, query).hits;
    assert_eq!(hits.len(), 1, "{query}");
    hits[0].passages.iter().map(words).collect()
}

#[test]
fn passages_hold_the_whole_of_what_stands_near_or_else_both_its_ends() {
    let text = "The bridge was closed on Friday. Nobody said why it was so. Then Anna Berg spoke of a crack in it.";
    assert_eq!(marked(text, "bridge w/20 crack"), [["bridge", "crack"]]);
    assert_eq!(marked(text, "crack w/p bridge"), [["bridge", "crack"]]);

    let filler = "Nothing else was told to the people of the town in the valley. ".repeat(40);
    let far =
        format!("The bridge was closed on Friday. {filler}Then Anna Berg spoke of a crack in it.");
    assert_eq!(marked(&far, "bridge w/p crack"), [["bridge"], ["crack"]]);
}

#[test]
fn a_later_passage_shows_what_the_first_left_out() {
    let filler = "Nothing else was told to the people of the town in the valley. ".repeat(40);
    let text = format!(
        "The mayor spoke of the bridge for a whole hour without a pause. {filler}The bridge was old, said people who had used it for years. {filler}A crack was found."
    );
    let shown = marked(&text, "bridge AND crack");
    assert!(shown[..2].contains(&vec!["crack".to_owned()]), "{shown:?}");
}

#[test]
fn the_earliest_article_of_an_outlet_is_found_in_any_segment() {
    let told = |site, day| Page {
        title: "Flood",
        text: "The river rose.".to_owned(),
        site,
        day,
        ..Page::default()
    };
    // The first four lie in one segment, the others in the next.
    let (_folder, searcher) = index(&[
        told("a.example", Some("2026-01-03")),
        told("b.example", Some("2026-01-02")),
        told("c.example", None),
        told("a.example", Some("2026-01-05")),
        told("a.example", Some("2026-01-01")),
        told("b.example", Some("2026-01-04")),
        told("c.example", None),
    ]);
    let request = Request {
        query: "river".to_owned(),
        ..Request::default()
    };
    let first = |request: &Request| -> Vec<(String, String, u64)> {
        let found = searcher.first(request).unwrap().outlets.into_iter();
        let each =
            |first: newsdex::search::First| (first.article.site, first.article.id, first.articles);
        found.map(each).collect()
    };
    let expected = [
        ("a.example", 4, 3),
        ("b.example", 1, 2),
        ("c.example", 2, 2),
    ];
    let expected = expected.map(|(site, number, articles)| (site.to_owned(), id(number), articles));
    assert_eq!(first(&request), expected);
    let second = Request {
        offset: 1,
        limit: 1,
        ..request
    };
    assert_eq!(first(&second), expected[1..2]);
}

#[test]
fn newer_articles_come_first_as_far_as_asked_for() {
    let told = |text: &str, day| Page {
        title: "News",
        text: text.to_owned(),
        day,
        ..Page::default()
    };
    let (_folder, searcher) = index(&[
        told("A flood, a flood, a flood: the river.", Some("2020-01-01")),
        told("A flood was in the town by the river.", Some("2020-03-01")),
        told("The flood. The flood of the river.", None),
    ]);
    let order = |recent| -> Vec<String> {
        let request = Request {
            query: "flood".to_owned(),
            recent,
            ..Request::default()
        };
        let results = searcher.search(&request).unwrap();
        results.hits.into_iter().map(|hit| hit.id).collect()
    };
    assert_eq!(order(None), [id(0), id(2), id(1)]);
    assert_eq!(order(Some(10)), [id(1), id(0), id(2)]);
    // Sixty days are little beside a century.
    assert_eq!(order(Some(36_500)), [id(0), id(1), id(2)]);
}

#[test]
fn forms_and_writings_of_a_word_find_each_other_and_words_of_another_sense_do_not() {
    let told = |lang, text: &str| Page {
        title: "1",
        text: text.to_owned(),
        lang,
        ..Page::default()
    };
    let (_folder, searcher) = index(&[
        told("ru", "Рынок вырос. Денег нет."),
        told("ru", "На рынке другой день."),
        told("ru", "Деньги друга."),
        told("zh", "中國的經濟"),
        told("zh", "中国的经济"),
        told("de", "Über Müller."),
        told("de", "Der Müll bleibt."),
        told("es", "Hace una década."),
        told("es", "No quiso decir nada."),
    ]);
    for (query, expected) in [
        ("рынок", &[0, 1][..]),
        ("рынка", &[0, 1]),
        ("деньги", &[0, 2]),
        ("друг", &[2]),
        ("другой", &[1]),
        ("中国", &[3, 4]),
        ("中國", &[3, 4]),
        ("\"中国的经济\"", &[3, 4]),
        ("=中國", &[3]),
        ("經", &[3, 4]),
        ("ueber", &[5]),
        ("Müller", &[5]),
        ("Mueller", &[5]),
        ("Müll", &[6]),
        ("década", &[7]),
        ("decada", &[7]),
        ("decir", &[8]),
    ] {
        let mut found: Vec<_> = search(&searcher, query)
            .hits
            .iter()
            .map(|hit| hit.id.clone())
            .collect();
        found.sort_unstable();
        let expected: Vec<_> = expected.iter().map(|number| id(*number)).collect();
        assert_eq!(found, expected, "{query}");
    }
    let marks = |query: &str| search(&searcher, query).hits[0].passages[0].marks.clone();
    assert_eq!(marks("中国的经济"), [(0, 5)]);
}

#[test]
fn a_day_is_the_one_that_the_page_shows_and_order_goes_by_the_moment() {
    let days = [
        "2026-03-31T23:30:00-05:00",
        "2026-04-01T00:30:00+05:30",
        "2026-03-31",
        "2026-04-01T03:00:00Z",
    ];
    let page = |day| Page {
        day: Some(day),
        ..traffic("The ferry sails again.")
    };
    let (_folder, searcher) = index(&days.map(page));
    let ids = |request: Request| {
        let found = searcher.search(&request).unwrap();
        let mut ids: Vec<String> = found.hits.into_iter().map(|hit| hit.id).collect();
        ids.sort();
        ids
    };
    let by_query = |query: &str| {
        ids(Request {
            query: format!("ferry {query}"),
            ..Request::default()
        })
    };
    let march = [id(0), id(2)];
    let april = [id(1), id(3)];
    assert_eq!(by_query("date:2026-03-31"), march);
    assert_eq!(by_query("date:2026-04"), april);
    assert_eq!(by_query("after:2026-04"), april);
    assert_eq!(by_query("before:2026-04"), march);
    let day = |day: &str| Some(day.to_owned());
    let request = Request {
        query: "ferry".to_owned(),
        facets: vec![Facet::Month, Facet::Year],
        ..Request::default()
    };
    let bounded = Request {
        from: day("2026-03-31"),
        to: day("2026-03-31"),
        ..request.clone()
    };
    assert_eq!(ids(bounded), march);
    let facets = searcher.search(&request).unwrap().facets;
    let months = [("2026-03".to_owned(), 2), ("2026-04".to_owned(), 2)];
    let mut counted = facets[0].values.clone();
    counted.sort();
    assert_eq!(counted, months);
    let newest = Request {
        sort: Sort::Date,
        ..request
    };
    let hits = searcher.search(&newest).unwrap().hits;
    let order: Vec<String> = hits.into_iter().map(|hit| hit.id).collect();
    assert_eq!(order, [id(0), id(3), id(1), id(2)]);
}
