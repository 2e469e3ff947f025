//! Sessions without a terminal: lines in, answers out.

#[allow(dead_code)]
mod search_fixture;

use std::fs;
use std::sync::Arc;

use newsdex::index::{Catalog, Index, Writer, WriterOptions};
use newsdex::output::Look;
use newsdex::repl::{Answer, Opening, Part, Session, answer_lines};
use newsdex::search::{Request, Searcher};
use proptest::prelude::*;
use search_fixture::{Page, enriched, index};

const QUERY_HELP: &str = "how to write a query\n";

fn page(
    title: &'static str,
    site: &'static str,
    people: &'static [&'static str],
    text: &str,
) -> Page {
    Page {
        title,
        site,
        people,
        text: text.to_owned(),
        day: Some("2026-01-06"),
        ..Page::default()
    }
}

fn pages() -> Vec<Page> {
    vec![
        page(
            "Tram line approved",
            "daily.example",
            &["Elin Sjöberg"],
            "The council met.\nElin Sjöberg spoke for the tram.",
        ),
        page(
            "Ferry repaired",
            "wire.example",
            &["Li Wei"],
            "The ferry is back. The council paid.",
        ),
        page(
            "Bus strike",
            "daily.example",
            &["Elin Sjöberg", "Li Wei"],
            "No bus and no tram ran.",
        ),
        page(
            "\u{1b}[31mRed\u{7}",
            "evil.example\u{1b}]0;x\u{7}",
            &["\u{9b}2J Mallory"],
            "A council \u{1b}[2J of \u{202e}thieves.",
        ),
    ]
}

fn session(searcher: &Searcher) -> Session<'_> {
    Session::new(searcher, Request::default(), Look::default(), QUERY_HELP)
}

/// All parts of an answer; notes behind `! `.
fn shown(answer: &Answer) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) | Part::Article { text, .. } => text.clone(),
        Part::Note(text) => text.lines().map(|line| format!("! {line}\n")).collect(),
    };
    answer.parts.iter().map(part).collect()
}

fn last_line(session: &mut Session<'_>, line: &str) -> String {
    shown(&session.answer(line))
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn every_search_makes_a_set_that_can_be_narrowed_combined_and_left() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    let table = [
        ("council", "S1: 3 articles"),
        ("/site:daily.example", "S2: 1 article"),
        ("undo", "S1: 3 articles"),
        ("tram", "S3: 2 articles"),
        ("S1 AND S3", "S4: 1 article"),
        ("S1 NOT S3", "S5: 2 articles"),
        ("S3 AND strike", "S6: 1 article"),
        ("S1", "S1: 3 articles"),
        ("/-ferry tram", "S7: 1 article"),
        ("-S1", "S8: 1 article"),
        ("S1 \"bus and no tram\"", "S9: 4 articles"),
        ("/S3 -S2", "S10: 1 article"),
        (
            "S99",
            "! hint: `history` lists the sets; \"S99\" in quotes is a word",
        ),
        (
            "S99 AND tram",
            "! hint: `history` lists the sets; \"S99\" in quotes is a word",
        ),
        (
            "S1 S3",
            "! hint: sets side by side are joined by OR; S1 AND S3 gives what is in both",
        ),
    ];
    for (line, expected) in table {
        assert_eq!(last_line(&mut session, line), expected, "{line}");
    }
    let diff = shown(&session.answer("diff S1 S3"));
    assert_eq!(
        diff,
        "        1  S1 AND S3\n        2  S1 NOT S3\n        1  S3 NOT S1\n"
    );
}

#[test]
fn sets_are_joined_as_words_are() {
    let (_folder, searcher) = index(&pages());
    for (sets, words) in [
        ("S1 OR S2 AND S3", "ferry OR tram AND strike"),
        ("S2 AND S3 OR S1", "tram AND strike OR ferry"),
        ("S1 OR S2 NOT S3", "ferry OR tram NOT strike"),
        ("S1 OR S2 AND NOT S3", "ferry OR tram AND NOT strike"),
        ("(S1 OR S2) AND S3", "(ferry OR tram) AND strike"),
    ] {
        let mut session = session(&searcher);
        for line in ["ferry", "tram", "strike"] {
            session.answer(line);
        }
        let mut total = |line: &str| {
            session.answer(line);
            session.current().map(|(_, total, _)| total)
        };
        assert_eq!(total(sets), total(words), "{sets}");
    }
    let mut session = session(&searcher);
    for line in ["ferry", "tram", "strike"] {
        session.answer(line);
    }
    assert_eq!(
        last_line(&mut session, "S1 OR S2 AND S3"),
        "! hint: AND and NOT come before OR: S1 OR (S2 AND S3)"
    );
}

#[test]
fn a_number_that_opens_nothing_may_be_a_word() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    let hint = "! hint: to search for the number: \"737\" or +737";
    assert_eq!(last_line(&mut session, "737"), hint);
    session.answer("council");
    assert_eq!(last_line(&mut session, "737"), hint);
    session.answer("facets");
    assert_eq!(last_line(&mut session, "737"), hint);
    for line in ["\"737\"", "+737"] {
        assert!(!session.answer(line).failed, "{line}");
    }
}

#[test]
fn every_column_can_be_counted_and_drilled_into() {
    let (_folder, searcher) = index(&pages());
    for name in [
        "person", "org", "place", "misc", "site", "section", "lang", "month", "year",
    ] {
        let mut session = session(&searcher);
        session.answer("council");
        let answer = session.answer(&format!("facets {name}"));
        assert!(!answer.failed, "{name}");
        if shown(&answer).starts_with(name) {
            assert!(!session.answer("1").failed, "{name}");
            assert!(
                session
                    .current()
                    .is_some_and(|(set, total, _)| set == 2 && total > 0)
            );
        }
    }
    let mut session = session(&searcher);
    assert!(shown(&session.answer("FACETS Years")).contains("   1  4  2026"));
}

#[test]
fn history_and_errors_show_what_was_typed() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    for line in [
        "council",
        "tram",
        "S1 NOT S2",
        "S1 AND (ferry OR s2)",
        "/-S2",
    ] {
        session.answer(line);
    }
    let told = shown(&session.answer("history"));
    let told: Vec<&str> = told.lines().map(|line| line.get(16..).unwrap()).collect();
    let expected = [
        "council",
        "tram",
        "S1 NOT S2",
        "S1 AND (ferry OR s2)",
        "S1 AND (ferry OR s2) / NOT S2",
    ];
    assert_eq!(told, expected);
    let trouble = shown(&session.answer("S1 AND ("));
    assert!(
        trouble.contains("\n!   S1 AND (\n!          ^"),
        "{trouble}"
    );
    assert_eq!(
        last_line(&mut session, "S1 AND coucil"),
        "hint: did you mean: S1 AND council (y takes it)"
    );
}

#[test]
fn a_mistyped_command_leaves_the_set_as_it_is() {
    let (folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("council");
    for line in [
        "save",
        "save my notes.md",
        "export a.csv",
        "refine",
        "open 0",
        "n 3",
        "diff S1",
    ] {
        assert!(session.answer(line).failed, "{line}");
        assert_eq!(session.current().map(|c| c.0), Some(1), "{line}");
    }
    let file = folder.path().join("q r.csv");
    let line = format!("save \"{}\"", file.display());
    assert!(!session.answer(&line).failed);
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 4);
    let file = folder.path().join("all.jsonl");
    let told = last_line(&mut session, &format!("export {}", file.display()));
    assert!(told.starts_with("! 3 whole articles in "), "{told}");
    let exported = fs::read_to_string(&file).unwrap();
    assert!(
        exported.contains("\"text\":\"The council met."),
        "{exported}"
    );
    assert_eq!(
        last_line(&mut session, "first council"),
        "! hint: these words were searched for; the command is `first` alone"
    );
}

#[test]
fn a_small_window_shows_several_hits_and_every_number_can_be_opened() {
    let text = |title: &str| {
        format!("The crane stood on the {title} quay for years. ").repeat(12) + "\nThe crane fell."
    };
    let alike = |title| page(title, "daily.example", &[], &text(title));
    let pages: Vec<Page> = ["A", "B", "C", "D", "E", "F", "G", "H", "I"]
        .map(alike)
        .into();
    let (_folder, searcher) = index(&pages);
    let mut session = session(&searcher).attended();
    session.fit(80, 24);
    let answer = shown(&session.answer("crane"));
    assert!(answer.lines().count() <= 22, "{answer}");
    assert!(
        answer.contains("S1: 1-4 of 9 articles · n: more · more 1: more of it"),
        "{answer}"
    );
    let title = |answer: &Answer| shown(answer).lines().next().unwrap().to_owned();
    let first = title(&session.answer("open 1"));
    session.answer("n");
    assert_eq!(title(&session.answer("1")), first);
    assert!(!session.answer("open 9").failed);
    assert!(session.answer("open 10").failed);
    // All of the passages are there when they are asked for.
    assert!(shown(&session.answer("more 1")).lines().count() > 5);
}

#[test]
fn a_value_of_facets_leads_to_as_many_articles_as_it_counts() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("council OR tram");
    let listing = shown(&session.answer("facets"));
    let mut tried = 0;
    for line in listing.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [number, count] = words.get(..2).unwrap_or_default() else {
            continue;
        };
        let (Ok(number), Ok(count)) = (number.parse::<usize>(), count.parse::<u64>()) else {
            continue;
        };
        session.answer("S1");
        session.answer("facets");
        session.answer(&number.to_string());
        assert_eq!(
            session.current().map(|(_, total, _)| total),
            Some(count),
            "{line}"
        );
        tried += 1;
    }
    assert!(tried >= 6, "{listing}");
    session.answer("facets");
    assert_eq!(
        last_line(&mut session, "99"),
        "! hint: to search for the number: \"99\" or +99"
    );
}

#[test]
fn an_article_opens_at_its_passage_with_marks() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("spoke");
    let answer = session.answer("1");
    let [Part::Article { text, line }] = answer.parts.as_slice() else {
        panic!("{answer:?}")
    };
    assert_eq!(
        text.lines().nth(*line),
        Some("Elin Sjöberg **spoke** for the tram.")
    );
    assert!(session.answer("open 2").failed);
    assert!(!session.answer("more 1").failed);
    assert!(last_line(&mut session, "like 1").starts_with("like 1: "));
}

#[test]
fn a_rank_is_explained() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("council OR ferry");
    let expected = [
        " 1  Ferry repaired",
        "     points  part     in headline  in text  articles with it",
        "       0.35  council            -        1                 3",
        "       1.38  ferry              1        1                 1",
        "       1.73  together",
        "    +  1.20  headline",
        "    +  1.86  best passage",
        "       4.79  score; number 2 has 0.46",
    ];
    let told = shown(&session.answer("why 1"));
    let told: Vec<String> = told.lines().map(shape).collect();
    assert_eq!(told, expected.map(shape));
    session.answer(".sort date");
    assert_eq!(
        last_line(&mut session, "why 2"),
        "    the order is by date, newest first; the score plays no part"
    );
    session.answer("*");
    assert_eq!(
        last_line(&mut session, "why 1"),
        "    the query has no words to weigh, so newer articles stand first"
    );
    assert!(session.answer("why 9").failed);
}

/// The text with every digit of points alike: the numbers of the ranking are tuned now and then.
fn shape(line: &str) -> String {
    let points = line.find('.').map_or(0, |at| at + 3);
    let (points, rest) = line.split_at(points);
    let alike = |c: char| if c.is_ascii_digit() { '0' } else { c };
    points
        .chars()
        .map(alike)
        .chain(rest.split(" has ").next().unwrap_or("").chars())
        .collect()
}

#[test]
fn what_was_meant_is_taken_by_one_key() {
    let (_folder, searcher) = index(&pages());
    let mut piped = session(&searcher);
    assert_eq!(
        last_line(&mut piped, "coucil"),
        "hint: did you mean: council (y takes it)"
    );
    assert_eq!(piped.offered(), Some("council"));
    assert_eq!(last_line(&mut piped, "y"), "S2: 3 articles");
    assert_eq!(
        shown(&piped.answer("y")),
        "! error: nothing is offered\n! hint: `y` takes a query or command that was offered; to search for the letter: \"y\"\n"
    );
    assert_eq!(piped.current().map(|current| current.0), Some(2));
    piped.answer("coucil");
    assert_eq!(shown(&piped.answer("")), "");
    let mut attended = session(&searcher).attended();
    assert_eq!(
        last_line(&mut attended, "coucil"),
        "hint: did you mean: council (Enter takes it)"
    );
    assert!(last_line(&mut attended, "").starts_with("S2: 3 articles"));
    assert_eq!(shown(&attended.answer("")), "");
}

#[test]
fn a_word_that_stands_nowhere_is_corrected_beside_others_that_do() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    assert_eq!(
        last_line(&mut session, "coucil tram"),
        "hint: did you mean: council tram (y takes it)"
    );
    assert!(session.current().is_some_and(|current| current.1 > 0));
    session.answer("y");
    assert_eq!(session.current().map(|current| current.0), Some(2));
    // What is left out is not looked for.
    assert!(!last_line(&mut session, "tram -coucil").contains("did you mean"));
}

#[test]
fn sets_side_by_side_are_any_of_them_whatever_they_ask_for() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    for line in ["tram", "site:wire.example", "S1 OR S2", "S1 S2", "S2 S1^2"] {
        session.answer(line);
    }
    let history = shown(&session.answer("history"));
    let count = |set: &str| {
        let line = history
            .lines()
            .find(|line| line.contains(&format!("{set} ")));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u32>().ok())
    };
    assert!(count("S3") > count("S1"), "{history}");
    assert_eq!(count("S4"), count("S3"), "{history}");
    assert!(history.lines().any(|line| line.contains("S5")), "{history}");
    assert_eq!(
        session.current().map(|current| current.1),
        count("S3").map(u64::from)
    );
}

#[test]
fn names_and_outlets_are_corrected_too() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    let table = [
        ("person:Sjoberk", "person:sjoberg"),
        ("person:\"Elin Sjoberk\"", "person:\"elin sjoberg\""),
        ("site:daly.example", "site:daily.example"),
        ("site:daily", "site:daily.example"),
        (
            "coucil AND site:wirr.example",
            "council AND site:wire.example",
        ),
    ];
    for (line, better) in table {
        let told = last_line(&mut session, line);
        assert_eq!(
            told,
            format!("hint: did you mean: {better} (y takes it)"),
            "{line}"
        );
        assert!(session.current().is_some_and(|current| current.1 == 0));
        session.answer("y");
        assert!(
            session.current().is_some_and(|current| current.1 > 0),
            "{line}"
        );
    }
}

#[test]
fn who_had_it_first_is_told_and_can_be_opened() {
    let early = Page {
        day: Some("2026-01-02"),
        ..page("Early", "wire.example", &[], "A council and a tram.")
    };
    let mut pages = pages();
    pages.push(early);
    let (_folder, searcher) = index(&pages);
    let mut session = session(&searcher);
    assert_eq!(
        last_line(&mut session, "first"),
        "3 outlets, the earliest first"
    );
    session.answer(".limit 2");
    assert_eq!(
        last_line(&mut session, "first"),
        "1-2 of 3 outlets, the earliest first"
    );
    assert_eq!(
        last_line(&mut session, "n"),
        "number 3 of 3 outlets, the earliest first"
    );
    assert!(!session.answer("open 1").failed);
    session.answer(".limit 9");
    session.answer("council NOT thieves");
    let told = shown(&session.answer("first"));
    let expected = [
        " 1  Early",
        "    wire.example · 2026-01-02 · 2 articles · 0000000000000004",
        "",
        " 2  Tram line approved",
        "    daily.example · 2026-01-06 · 1 article · 0000000000000000",
        "",
        "2 outlets, the earliest first",
    ];
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    assert!(shown(&session.answer("1")).starts_with("Early\n"));
    assert!(shown(&session.answer("more 1")).starts_with(" 1  Early\n"));
    assert!(shown(&session.answer("why 2")).starts_with(" 2  Tram line approved\n"));
    assert!(session.answer("n").failed);
    session.answer(".mode json");
    assert!(shown(&session.answer("first")).starts_with("{\"site\":\"wire.example\""));
}

#[test]
fn articles_like_one_are_paged_and_saved_like_a_set() {
    let same = |title| page(title, "daily.example", &[], "The harbour crane fell.");
    let mut pages = pages();
    pages.extend(["A", "B", "C", "D"].map(same));
    let (folder, searcher) = index(&pages);
    let mut session = session(&searcher);
    session.answer(".limit 2");
    session.answer("crane");
    assert_eq!(
        last_line(&mut session, "like 1"),
        "like 1: 1-2 of 3 articles"
    );
    assert_eq!(
        last_line(&mut session, "n"),
        "like 1: number 3 of 3 articles"
    );
    assert_eq!(
        last_line(&mut session, "n"),
        "! error: this is the last page"
    );
    assert!(shown(&session.answer("more 1")).contains("¶"));
    assert!(!session.answer("open 3").failed && session.answer("open 4").failed);
    let file = folder.path().join("like.ids");
    assert!(!session.answer(&format!("save {}", file.display())).failed);
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 3);
    assert!(session.answer("why 3").failed);
    assert_eq!(last_line(&mut session, "S1"), "S1: 1-2 of 4 articles");
}

#[test]
fn a_like_that_finds_nothing_leaves_what_is_on_show() {
    let words = [
        "crane", "harbour", "bridge", "tunnel", "market", "castle", "garden", "museum",
    ];
    let mut pages = vec![page("All", "daily.example", &[], &words.join(" "))];
    pages.extend(words.map(|word| page("One", "wire.example", &[], word)));
    let (folder, searcher) = index(&pages);
    let mut session = session(&searcher);
    session.answer("crane AND museum");
    assert_eq!(
        shown(&session.answer("like 1")),
        "! no article shares enough words with article 1; S1 is still on show\n"
    );
    assert!(!session.answer("open 1").failed);
    let file = folder.path().join("hits.ids");
    let told = last_line(&mut session, &format!("save {}", file.display()));
    assert!(told.starts_with("! 1 article in "), "{told}");
}

#[test]
fn of_nothing_no_file_is_made() {
    let (folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("council AND ferry AND strike");
    for (verb, name) in [("save", "a.csv"), ("save", "a.json"), ("export", "a.jsonl")] {
        let file = folder.path().join(name);
        let answer = session.answer(&format!("{verb} {}", file.display()));
        let told = shown(&answer);
        assert!(answer.failed && !file.exists(), "{told}");
        assert!(
            told.starts_with("! error: S1 holds no article, so there is nothing to write"),
            "{told}"
        );
    }
    let file = folder.path().join("out");
    session.answer(&format!(".output {}", file.display()));
    let told = shown(&session.answer(".output"));
    assert!(
        told.starts_with("! nothing was answered, so ") && !file.exists(),
        "{told}"
    );
}

#[test]
fn what_is_on_show_is_saved() {
    let early = Page {
        day: Some("2026-01-02"),
        ..page("Early", "wire.example", &[], "A council and a tram.")
    };
    let mut pages = pages();
    pages.push(early);
    let (folder, searcher) = index(&pages);
    let mut session = session(&searcher);
    session.answer(".limit 1");
    session.answer("council NOT thieves");
    session.answer("first");
    let file = |name: &str| folder.path().join(name);
    let told = last_line(
        &mut session,
        &format!("save {}", file("first.csv").display()),
    );
    assert!(
        told.starts_with("! 2 articles, the earliest of each outlet in S1, in "),
        "{told}"
    );
    let saved = fs::read_to_string(file("first.csv")).unwrap();
    let lines: Vec<&str> = saved.lines().collect();
    assert_eq!(lines.len(), 1 + 2, "{saved}");
    assert!(
        lines[1].contains("Early") && lines[1].contains("A council and a tram."),
        "{saved}"
    );
    assert!(lines[2].contains("Tram line approved"), "{saved}");
    let told = last_line(
        &mut session,
        &format!("export {}", file("first.jsonl").display()),
    );
    assert!(
        told.starts_with("! 2 whole articles, the earliest of each outlet in S1, in "),
        "{told}"
    );
    let exported = fs::read_to_string(file("first.jsonl")).unwrap();
    assert!(
        exported.starts_with("{\"id\":\"0000000000000004\""),
        "{exported}"
    );
    session.answer("S1");
    let told = last_line(&mut session, &format!("save {}", file("all.csv").display()));
    assert!(told.starts_with("! 3 articles in "), "{told}");
    // Tables have the same articles.
    session.answer(".mode csv");
    session.answer(".limit 9");
    let table = shown(&session.answer("first"));
    assert!(table.starts_with(&saved), "{table}");
}

#[test]
fn pages_are_turned_and_end() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    let table = [
        ("n", "! error: there is no answer to turn the pages of"),
        (
            ".limit 2",
            "! mode text, limit 2, passages 3, sort relevance, timer off",
        ),
        ("council", "S1: 1-2 of 3 articles"),
        ("n", "S1: number 3 of 3 articles"),
        ("n", "! error: this is the last page"),
        ("p", "S1: 1-2 of 3 articles"),
        ("p", "! error: this is the first page"),
        (".sort oldest", "S1: 1-2 of 3 articles"),
        (
            ".sort up",
            "! error: there is no order `up`; there are relevance, date, oldest",
        ),
        (".limit 0", "! error: expected a number from 1 to 1000"),
    ];
    for (line, expected) in table {
        assert_eq!(last_line(&mut session, line), expected, "{line}");
    }
}

#[test]
fn a_page_fits_in_the_window() {
    let same = |title| page(title, "daily.example", &[], "The harbour crane fell.");
    let pages: Vec<Page> = ["A", "B", "C", "D", "E", "F", "G"].map(same).into();
    let (_folder, searcher) = index(&pages);
    let mut session = session(&searcher).attended();
    let mut shown_in = |rows: usize, line: &str| {
        session.fit(80, rows);
        let answer = shown(&session.answer(line));
        let last = answer.lines().last().unwrap_or_default();
        let told = last.rsplit_once(" · ").map_or(last, |(told, _)| told);
        (answer.lines().count(), told.to_owned())
    };
    // Each hit takes three rows and a blank one.
    let table = [
        (24, "crane", 21, "S1: 1-5 of 7 articles · n: more"),
        (24, "n", 9, "S1: 6-7 of 7 articles"),
        (12, "p", 9, "S1: 1-2 of 7 articles · n: more"),
        (12, "n", 9, "S1: 3-4 of 7 articles · n: more"),
        (3, "n", 5, "S1: number 5 of 7 articles · n: more"),
        (3, "p", 5, "S1: number 3 of 7 articles · n: more"),
        (3, "p", 5, "S1: number 1 of 7 articles · n: more"),
        (
            3,
            ".limit 6",
            1,
            "! mode text, limit 6, passages 3, sort relevance, timer on",
        ),
        (3, "S1", 25, "S1: 1-6 of 7 articles · n: more"),
    ];
    for (rows, line, count, told) in table {
        assert_eq!(shown_in(rows, line), (count, told.to_owned()), "{line}");
    }
}

#[test]
fn an_answer_nobody_waits_for_changes_nothing() {
    let (_folder, searcher) = index(&pages());
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(&searcher);
    session.answer("council");
    let stop = searcher.stop();
    stop.raise();
    let hits = folder.path().join("hits.csv");
    let save = format!("save {}", hits.display());
    for line in [
        "tram", "a w/5 b", "/tram", "facets", "first", "why 1", "*a*", &save,
    ] {
        assert_eq!(shown(&session.answer(line)), "! stopped\n", "{line}");
    }
    assert!(!hits.exists());
    stop.lower();
    assert_eq!(
        session.current().map(|(number, total, _)| (number, total)),
        Some((1, 3))
    );
    session.answer(&save);
    assert!(hits.exists());
    assert_eq!(last_line(&mut session, "tram"), "S2: 2 articles");
}

#[test]
fn a_set_is_saved_whole_and_no_file_is_overwritten() {
    let (folder, searcher) = index(&pages());
    let file = folder.path().join("hits.csv");
    let save = format!("save {}", file.display());
    let mut session = session(&searcher);
    assert!(session.answer(&save).failed);
    session.answer(".limit 1");
    session.answer("council");
    assert!(!session.answer(&save).failed);
    let saved = fs::read_to_string(&file).unwrap();
    assert_eq!(saved.lines().count(), 1 + 3, "{saved}");
    session.answer("tram");
    assert!(session.answer(&save).failed);
    assert_eq!(fs::read_to_string(&file).unwrap(), saved);
    assert!(session.answer(".save hits.odt").failed);
}

#[test]
fn answers_go_to_a_file_and_notes_do_not() {
    let (folder, searcher) = index(&pages());
    let file = folder.path().join("out.jsonl");
    let mut session = session(&searcher);
    session.answer(".mode json");
    session.answer(&format!(".output {}", file.display()));
    assert_eq!(shown(&session.answer("tram")), "! S1: 2 articles\n");
    assert!(session.answer("(tram").failed);
    session.answer(".output");
    assert!(shown(&session.answer("tram")).starts_with('{'));
    let written = fs::read_to_string(&file).unwrap();
    // A header and two hits.
    assert_eq!(written.lines().count(), 3);
    assert!(
        written
            .lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
    );
}

#[test]
fn a_table_in_a_file_has_one_header_and_nothing_but_hits() {
    let (folder, searcher) = index(&pages());
    let file = folder.path().join("out.csv");
    let mut session = session(&searcher);
    session.answer(".mode csv");
    session.answer(&format!(".output \"{}\"", file.display()));
    session.answer("tram");
    assert!(shown(&session.answer("history")).contains("tram"));
    assert!(shown(&session.answer("facets site")).contains("daily.example"));
    session.answer("ferry");
    assert!(!file.exists());
    session.answer(".output");
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(written.lines().count(), 1 + 2 + 1, "{written}");
}

#[test]
fn the_next_article_follows_one_that_was_read() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("council");
    let title = |answer: &Answer| shown(answer).lines().next().unwrap().to_owned();
    let second = title(&session.answer("open 2"));
    assert!(!session.answer("open 1").failed);
    assert_eq!(title(&session.answer("n")), second);
    assert!(!session.answer("n").failed && session.answer("n").failed);
    // Behind anything else it turns the page.
    session.answer("open 1");
    session.answer("history");
    assert_eq!(
        last_line(&mut session, "n"),
        "! error: this is the last page"
    );
}

#[test]
fn a_file_that_reads_itself_comes_to_an_end() {
    let (folder, searcher) = index(&pages());
    let file = folder.path().join("lines");
    fs::write(&file, format!("tram\n.read {}\n\u{0}\n", file.display())).unwrap();
    let answer = session(&searcher).answer(&format!(".read {}", file.display()));
    assert!(answer.failed);
    assert!(shown(&answer).contains("S8: 2 articles"));
    assert!(session(&searcher).answer(".read /nowhere/at/all").failed);
}

#[test]
fn trouble_is_shown_in_what_was_typed() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("council");
    let expected = "! error: the query cannot be read\n!   (tram\n!   ^ this ( is not closed\n! hint: put a ) where the group ends\n! hint: `.help query` tells what a query can say\n";
    assert_eq!(shown(&session.answer("/(tram")), expected);
    assert_eq!(last_line(&mut session, "tram"), "S2: 2 articles");
}

#[test]
fn an_update_by_another_process_is_noticed() {
    let (folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    assert_eq!(last_line(&mut session, "tram"), "S1: 2 articles");
    session.answer("ferry");
    session.answer("strike OR thieves");
    session.answer("S1");
    let options = WriterOptions {
        threads: 1,
        memory: 16 << 20,
    };
    let mut writer = Writer::open(&folder.path().join("index"), &options).unwrap();
    writer
        .add(&enriched(
            9,
            &page("More trams", "wire.example", &[], "Another tram, no ferry."),
        ))
        .unwrap();
    writer.commit(&Catalog::default(), &[]).unwrap();
    writer.finish().unwrap();
    let answer = shown(&session.answer("S1"));
    assert!(
        answer.starts_with("! the index was updated: 5 articles now"),
        "{answer}"
    );
    assert!(answer.ends_with("S1: 3 articles\n"), "{answer}");
    assert!(!shown(&session.answer("S1")).contains("updated"));
    // What the history says is counted anew too.
    let history = shown(&session.answer("history"));
    let expected =
        "*S1          3  tram\n S2          2  ferry\n S3          2  strike OR thieves\n";
    assert_eq!(history, expected);
}

/// Commits once more, with other bytes beside.
fn commit(index: &std::path::Path, memory: &[u8]) {
    let mut writer = Writer::open(index, &WriterOptions::default()).unwrap();
    writer.commit(&Catalog::default(), memory).unwrap();
    writer.finish().unwrap();
}

#[test]
fn an_index_that_goes_away_or_is_another_one_now_is_noticed() {
    let (folder, searcher) = index(&pages());
    let (other, _) = index(&pages()[..1]);
    let (here, there) = (folder.path().join("index"), other.path().join("index"));
    commit(&here, b"one");
    commit(&there, b"two");
    assert!(searcher.reload().unwrap());
    let mut session = session(&searcher);
    assert!(!session.answer("council").failed);
    let aside = folder.path().join("aside");
    fs::rename(&here, &aside).unwrap();
    let answer = shown(&session.answer("S1"));
    assert!(answer.starts_with("! no index at "), "{answer}");
    assert!(answer.ends_with("S1: 3 articles\n"), "{answer}");
    assert!(shown(&session.answer("S1")).starts_with(" 1  "));
    fs::rename(&aside, &here).unwrap();
    let answer = shown(&session.answer("S1"));
    assert!(answer.starts_with("! the index is there again"), "{answer}");
    // Of the same number, and yet another.
    fs::rename(&here, &aside).unwrap();
    fs::rename(&there, &here).unwrap();
    let answer = shown(&session.answer("S1"));
    assert!(
        answer.starts_with("! another index is in this place now")
            && answer.contains("different one): 1 article; sets"),
        "{answer}"
    );
    assert!(answer.ends_with("S1: 1 article\n"), "{answer}");
}

#[test]
fn nothing_of_a_page_reaches_the_terminal_raw() {
    let (folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    let lines = [
        "thieves",
        "1",
        "more 1",
        "why 1",
        "why \u{1b}[31m",
        "facets",
        "facets site",
        "1",
        "history",
        "(\u{1b}[31m",
        ".no\u{1b}[31mne",
        "undo",
    ];
    for line in lines {
        let text = shown(&session.answer(line));
        let raw = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!text.contains(raw), "{line}: {text:?}");
    }
    drop(folder);
}

#[test]
fn piped_lines_are_answered_until_one_quits() {
    let (folder, _) = index(&pages());
    let searcher = Searcher::open(&Index::open(&folder.path().join("index")).unwrap()).unwrap();
    let opening = Opening {
        searcher: &searcher,
        index: "index".to_owned(),
        request: Request::default(),
        look: Look::default(),
        history: None,
        query_help: QUERY_HELP,
        moment: Arc::default(),
        vi: None,
    };
    let answered = |lines: &[u8]| {
        let mut parts = Vec::new();
        let obeyed = answer_lines(&opening, lines, &mut |part| {
            parts.push(part.clone());
            Ok(())
        });
        (obeyed.unwrap(), parts)
    };
    assert_eq!(answered(b""), (true, Vec::new()));
    assert_eq!(answered(b"\n\r\n.quit\ntram\n"), (true, Vec::new()));
    assert_eq!(
        answered(b".help query"),
        (
            true,
            vec![Part::Article {
                text: QUERY_HELP.to_owned(),
                line: 0
            }]
        )
    );
    // A file is there when the lines have ended, whoever ended them.
    for end in ["", ".quit\n"] {
        let file = folder.path().join(format!("out{}", end.len()));
        let lines = format!(".output {}\ntram\n{end}", file.display());
        assert!(answered(lines.as_bytes()).0);
        assert!(fs::read_to_string(&file).unwrap().contains("tram"));
    }
    let (obeyed, parts) = answered(b"tram \\\nNOT strike\nhistory\n");
    let told = shown(&Answer {
        parts,
        ..Answer::default()
    });
    assert!(obeyed && told.ends_with("tram  NOT strike\n"), "{told}");
    assert!(!answered(b"\xff\xfe(\n").0);
    // The last line counts also if it promises another.
    for lines in [&b"tram \\\n"[..], b"tram \\", b"tram \\\r\n"] {
        let (obeyed, parts) = answered(lines);
        let told = shown(&Answer {
            parts,
            ..Answer::default()
        });
        assert!(obeyed && told.ends_with("S1: 2 articles\n"), "{told}");
    }
}

/// Lines made of what commands and queries are made of.
const LINE: &str = "(S1|S2|AND|NOT|facets|person|open|more|like|n|p|back|/|refine|diff|\\.mode|json|\\.sort|\\.limit|[0-9]{1,3}|tram|\\(|\"|:|~)( (S1|S3|AND|OR|NOT|person|date|1|2|tram|\\)|\"|council|site:x|\\*)){0,4}";

#[test]
fn no_line_stops_a_session() {
    let (_folder, searcher) = index(&pages());
    let sessions = prop::collection::vec(LINE, 1..8);
    proptest!(ProptestConfig::with_cases(64), |(lines in sessions)| {
        let mut session = session(&searcher);
        for line in &lines {
            prop_assert!(!session.answer(line).leave);
        }
        prop_assert!(session.answer(".quit").leave);
    });
}

#[test]
fn a_mistyped_command_is_offered_and_the_search_it_became_is_taken_back() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher).attended();
    let found = shown(&session.answer("spoke"));
    assert!(found.contains("S1: "), "{found}");
    let answer = shown(&session.answer("histroy"));
    assert!(
        answer.contains("did you mean the command `history`? (Enter takes it)"),
        "{answer}"
    );
    assert_eq!(session.offered(), Some("history"));
    let history = shown(&session.answer(""));
    assert!(history.contains("*S1"), "{history}");
    assert!(!history.contains("S2"), "{history}");
    // What it is about is what was on show before.
    session.answer("opne 1");
    let article = shown(&session.answer(""));
    assert!(article.contains("The council met."), "{article}");
    assert_eq!(session.current().map(|current| current.0), Some(1));
    // Any other line leaves the search as it is.
    session.answer("histroy");
    session.answer("council");
    assert_eq!(session.offered(), None);
    assert_eq!(session.current().map(|current| current.0), Some(3));
}

#[test]
fn a_mistyped_command_with_a_number_or_column_leaves_the_set_as_it_is() {
    let (_folder, searcher) = index(&pages());
    for (line, command) in [
        ("opne 2", "open 2"),
        ("moer 2", "more 2"),
        ("wyh 1", "why 1"),
        ("facest person", "facets person"),
    ] {
        let mut session = session(&searcher);
        session.answer("council");
        let answer = session.answer(line);
        assert!(answer.failed, "{line}");
        let told = shown(&answer);
        let offer = format!(
            "did you mean the command `{command}`? (y takes it); to search for the words: +{line}"
        );
        assert!(told.contains(&offer), "{told}");
        assert_eq!(session.current().map(|current| current.0), Some(1));
        assert_eq!(
            shown(&session.answer("y")),
            shown(&session.answer(command)),
            "{line}"
        );
        // With a plus it is a search.
        let (searched, sets) = (session.answer(&format!("+{line}")), session.current());
        assert!(!searched.failed && sets.map(|current| current.0) == Some(2));
        assert_eq!(session.offered(), None, "{line}");
    }
}

#[test]
fn a_mistyped_command_with_words_is_searched_for_and_offered() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("council");
    assert!(!session.answer("refin ferry").failed);
    assert_eq!(session.offered(), Some("refine ferry"));
    session.answer("y");
    let current = session.current();
    assert_eq!(current, Some((2, 1, vec!["ferry"])));
    // A word of the index stays one: `ran` is no command, and `red 1` none that is near.
    assert!(!session.answer("red 1").failed);
    assert_eq!(session.offered(), None);
}

#[test]
fn the_values_of_a_column_are_turned_page_by_page_and_each_can_be_taken() {
    let names: Vec<String> = (0..45).map(|n| format!("Person Number{n:02}")).collect();
    let names: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
    let pages: Vec<Page> = names
        .chunks(1)
        .map(|name| {
            page(
                "A day",
                "daily.example",
                name.to_vec().leak(),
                "The council met.",
            )
        })
        .collect();
    let (_folder, searcher) = index(&pages);
    for rows in [None, Some(10), Some(24)] {
        let mut session = session(&searcher);
        session.answer("council");
        if let Some(rows) = rows {
            session = session.attended();
            session.fit(80, rows);
        }
        let mut listing = shown(&session.answer("facets person"));
        loop {
            let answer = session.answer("n");
            listing.push_str(&shown(&answer));
            if answer.failed {
                break;
            }
        }
        assert!(listing.contains("these are the last values"), "{listing}");
        for name in &names {
            assert_eq!(
                listing.matches(name).count(),
                1,
                "{name} at {rows:?}\n{listing}"
            );
        }
        assert!(listing.contains("  45  "), "{listing}");
        session.answer("41");
        assert_eq!(session.current().map(|(_, total, _)| total), Some(1));
        // The set is on show again, and its pages are turned.
        assert!(session.answer("n").failed);
        session.answer("S1");
        session.answer("facets person");
        session.answer("n");
        let first = shown(&session.answer("p"));
        assert!(first.contains(names[0]), "{first}");
        assert!(session.answer("p").failed);
        session.answer("facets");
        assert!(shown(&session.answer("n")).contains("facets person"));
    }
}

#[test]
fn advice_names_sets_and_parts_as_they_were_typed() {
    let (_folder, searcher) = index(&pages());
    let mut session = session(&searcher);
    session.answer("tram OR bus");
    let told = shown(&session.answer("S1 AND ferry AND person:\"Li Wei\""));
    assert!(told.contains("the query without S1 finds 1\n"), "{told}");
    let told = shown(&session.answer("NOT S1 AND tram AND date:2026-01"));
    assert!(
        told.contains("the query without NOT S1 finds 2\n"),
        "{told}"
    );
    session.answer("S1 NOT ferry");
    let told = shown(&session.answer("/person:=\"Elin Sjöberg\" ferry"));
    for part in ["S1 NOT ferry: 0", "person:=\"Elin Sjöberg\": 0", "(tram"] {
        assert!(!told.contains(part), "{told}");
    }
    assert!(told.contains("the query without ferry finds 2\n"), "{told}");
}

#[test]
fn who_had_it_first_had_all_of_the_words_if_anyone_had() {
    let early = |day, site, text: &str| Page {
        day: Some(day),
        ..page("A day", site, &[], text)
    };
    let (_folder, searcher) = index(&[
        early("2026-01-01", "weak.example", "A ferry sailed."),
        early(
            "2026-01-05",
            "late.example",
            "The ferry waits for the strike.",
        ),
        early("2026-01-03", "early.example", "A strike stops every ferry."),
        early("2026-01-02", "other.example", "A strike at the mill."),
    ]);
    let mut session = session(&searcher);
    let table = [
        (
            "ferry strike",
            "early.example",
            "of 2 articles with all of the words (4 with any); `a OR b` asks for any",
        ),
        (
            "ferry OR strike",
            "weak.example",
            "4 outlets, the earliest first",
        ),
        (
            "ferry strike mill",
            "weak.example",
            "with any of the words: no article has all of them",
        ),
        (
            "(ferry strike) AND date:2026",
            "early.example",
            "of 2 articles with all of the words (4 with any); `a OR b` asks for any",
        ),
        (
            "+ferry strike",
            "weak.example",
            "3 outlets, the earliest first",
        ),
    ];
    for (query, site, end) in table {
        session.answer(query);
        let told = shown(&session.answer("first"));
        let outlet = told.lines().nth(1).unwrap_or_default();
        assert!(outlet.contains(site), "{query}\n{told}");
        assert_eq!(told.lines().last(), Some(end), "{query}");
    }
    session.answer(".mode ids");
    session.answer("ferry strike");
    let told = shown(&session.answer("first"));
    assert!(told.contains("with all of the words"), "{told}");
    assert_eq!(told.matches("000000000000000").count(), 2, "{told}");
}
