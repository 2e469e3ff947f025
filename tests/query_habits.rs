//! Spellings of other tools: each works, is refused, or is told the right spelling; none means something else in silence.

use newsdex::query::{date, parse};

/// What is run all the same, and what its hint names.
const TOLD: &[(&str, &str)] = &[
    ("dockers and not ferry", "AND in capitals"),
    ("dockers or ferry", "OR in capitals"),
    ("not ferry", "NOT in capitals"),
    ("dockers NEAR ferry", "w/5"),
    ("dockers NEAR (ferry OR tram)", "w/5"),
    ("dockers ADJ ferry", "pre/5"),
    ("dockers ADJ2 ferry", "pre/2"),
    ("dockers adj2 ferry", "pre/2"),
    ("dockers NEAR5 ferry", "w/5"),
    ("dockers w7 ferry", "w/7"),
    ("(dockers) WITHIN 5 (ferry)", "w/5"),
    ("\"amber line\" SAME ferry", "w/p"),
    ("any(a b)", "any2(a b c)"),
    ("first(a)", "first/50(…)"),
    ("dockers - ferry", "-word"),
    ("dockers + ferry", "+word"),
    ("--a b", "-word"),
    ("b +-a", "+word"),
    ("title : storm", "title:…"),
    ("lang :en", "lang:…"),
    ("date : 2026-01", "date:…"),
    ("\"amber (line OR row)\"", "operators stand outside"),
    ("\"amber w/5 line\"", "operators stand outside"),
    ("\"amber line~1\"", "operators stand outside"),
    ("\"amber /li.e/\"", "operators stand outside"),
    ("ferr? line", "/ferr./"),
    ("ferr?", "/ferr./"),
    ("ferry OR tram site:a.example", "(ferry OR tram) site:"),
    ("ferry OR tram after:2023", "(ferry OR tram) after:"),
    ("ferry OR tram w/5 dock", "(ferry OR tram) w/5 dock"),
    ("ferry OR tram AND dock", "(ferry OR tram) AND dock"),
    ("a AND b OR c w/5 d AND e", "a AND (b OR c) w/5 d AND e"),
    ("amber line w/5 ferry", "\"amber line\" w/5 ferry"),
    ("ferry pre/3 amber line", "ferry pre/3 \"amber line\""),
    ("amber line AND ferry", "amber AND line"),
    ("date is 2019", "date:2019"),
    ("date aft 2019", "date:>2019"),
    ("ferry AND date bef 1/6/2019", "date:<2019-01-06"),
    (
        "date(geq (1/1/2019) AND leq (2/1/2019))",
        "date:2019-01-01..2019-02-01",
    ),
    ("ferry AND date > 2018", "date:>2018"),
    ("date >= January 6 2019", "date:>=2019-01-06"),
    ("date(2022)", "date:2022"),
    ("LENGTH > 500", "words:>500"),
    ("length(>500)", "words:>500"),
    ("LEAD(ferry)", "lead:(…)"),
    ("BODY(ferry)", "body:(…)"),
    ("PUBLICATION(ferry news)", "site:…"),
    ("SUBJECT(ferries)", "no index terms"),
    ("TERMS(ferries)", "no index terms"),
    ("COMPANY(ferries)", "org:…"),
    ("dockers AROUND 5 ferry", "w/5"),
    ("dockers NEXT ferry", "pre/5"),
    ("dockers +3 ferry", "pre/3"),
    ("dockers +s ferry", "w/s"),
    ("dockers+ferry+tram", "dockers AND ferry AND tram"),
    ("tram (dockers|ferry)", "(dockers OR ferry)"),
    ("tram dockers/ferry", "(dockers OR ferry)"),
    ("2000..2010", "date:2000..2010"),
    ("ferry $100..$500", "no ranges"),
    ("date=2019", "date:2019"),
    ("ferry % tram", "-word"),
    (
        "ferry site:a.example OR site:b.example",
        "ferry (site:\"a.example\" OR site:\"b.example\")",
    ),
    ("CAPS(ferry)", "capitals do not matter"),
    ("NOCAPS(aids)", "aids -=AIDS"),
    ("date:2023 date:2024", "(date:\"2023\" OR date:\"2024\")"),
    (
        "ferry AND date:2023 AND date:2024-05",
        "(date:\"2023\" OR date:\"2024-05\")",
    ),
    ("allintitle:dockers ferry", "title:(dockers AND ferry)"),
    (
        "tiktok ban OR lawsuit",
        "tiktok AND (ban OR lawsuit); for a phrase: \"tiktok ban\"",
    ),
    ("ban OR tiktok lawsuit", "(ban OR tiktok) AND lawsuit"),
    ("a b OR c d", "a AND (b OR c) AND d"),
    (
        "x AND (tiktok ban OR lawsuit)",
        "tiktok AND (ban OR lawsuit)",
    ),
    (
        "tariff,china",
        "(tariff OR china); for all of them: tariff AND china",
    ),
    ("tariff;china;usa", "(tariff OR china OR usa)"),
    ("tariff&china", "tariff AND china"),
    ("first/50 tariff", "first/50(word)"),
    ("any2 tariff china usa", "any2(a b c)"),
    ("atleast 3 tariff", "atleast3(word)"),
    ("atleast 3 (tariff)", "atleast3(word)"),
    ("tariff AND-NOT china", "a AND NOT b"),
    ("tariff ANDNOT china", "a AND NOT b"),
    ("tariff BUTNOT (china)", "a AND NOT b"),
    ("tariff BUT NOT china", "a AND NOT b"),
    ("TI=tariff", "title:tariff"),
    ("au=smith AND tariff", "byline:smith"),
    ("SU=trade", "no index terms"),
    ("trump N5 tariff", "w/5"),
    ("trump NEXT5 tariff", "pre/5"),
    ("trump w/in 5 tariff", "w/5"),
    ("trump * tariff", "trump pre/2 tariff"),
    (">2018", "date:>2018"),
    ("tariff (<=2018)", "date:<=2018"),
    ("'trade war'", "\"trade war\""),
    ("china ‘trade war’ tariff", "\"trade war\""),
    (
        "site:a OR site:\"b c\" tariff",
        "tariff (site:\"a\" OR site:\"b c\")",
    ),
    (
        "tariff site:\"b c\" OR site:a",
        "tariff (site:\"b c\" OR site:\"a\")",
    ),
];

#[test]
fn what_is_read_as_words_is_told_the_right_spelling() {
    for (text, hint) in TOLD {
        let (query, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        let advice = &query.advice;
        let said = |hint: &str| {
            let hints = advice.iter().filter_map(|remark| remark.hint.as_deref());
            hints.filter(|said| said.contains(hint)).count()
        };
        assert_eq!(said(hint), 1, "{text}: {advice:?}");
        assert_eq!(advice.len(), 1, "{text}: {advice:?}");
    }
}

#[test]
fn words_of_a_text_are_told_nothing() {
    for text in [
        "What did the minister say about trade and tariffs?",
        "who is it?",
        "the same ferry",
        "near the harbour",
        "within 5 days",
        "SAME SEX",
        "storm – BBC",
        "wait --",
        "\"AND THEN\"",
        "\"tram (amber) line\"",
        "dockers AND ferry",
        "date:2026-01-06 to the ferry",
        "any2(a b)",
        "(ferry OR tram) site:a.example",
        "ferry site:a.example OR tram site:b.example",
        "ferry OR (tram w/5 dock)",
        "ferry OR (tram dock after:2023)",
        "hlead:(a OR b) OR words:1..2",
        "(amber line) w/5 ferry",
        "release date 2022",
        "the date is set",
        "to-do either/or",
        "AT&T a+b LGBTQ+ news",
        "the N5 road",
        "ferry +3",
        "allintitle:dockers",
        "title:dockers ferry",
        "around 5 people",
        "谁？",
        "date:2023..2024 date:2024",
        "date:>=2023 date:<2025",
        "date:2023 -date:2024",
        "50 % more",
        "site:a.example OR site:b.example",
        "50 km/h on 9/11 in A/B",
        "AT&T R&D 15,000 a,b",
        "tariff, china; usa",
        "(prime minister) OR chancellor",
        "\"prime minister\" OR chancellor",
        "at least 3 people",
        "atleast 3",
        "any 2 people",
        "BUT why",
        "date:* ferry",
        "any1(-a b)",
        "rock 'n' roll",
        "the workers' strike 'hall",
        "don't walk, can't run",
        "'tariff'",
        "* -tariff",
        "tariff *",
        "5 > 2018",
    ] {
        let (query, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        assert_eq!(query.advice, [], "{text}");
    }
}

/// What is refused: its message, and its hint.
const REFUSED: &[(&str, &str, &str)] = &[
    ("tariff^1,5", "point", "^1.5"),
    ("ferry !w/1 train", "does not turn", "a not w/1 b"),
    ("ferry w/-5 train", "needs a number", "w/5"),
    (
        "date:[2019 TO 2020] AND ferry",
        "brackets",
        "date:2019..2020",
    ),
    ("words:[800 TO 900]", "brackets", "words:800..900"),
    ("date:{2019 TO 2020}", "brackets", "date:>2019 date:<2020"),
    ("date:[now-1y TO now]", "brackets", "date:now-1y..now"),
    ("_exists_:author", "`_exists_`", "value at all: byline:*"),
    ("_exists_:section", "`_exists_`", "value at all: section:*"),
    ("ferry w/seg train", "no segments", "w/p"),
    ("when:7d ferry", "no field `when`", "date:7d"),
    ("ferry to:2020", "no field `to`", "date:..2026"),
    ("tags:ferry", "no field `tags`", "no index terms"),
    ("filetype:pdf ferry", "no field `filetype`", "leave it out"),
    ("date:15.3.22", "several centuries", "15.3.2022"),
    ("date:3/4/22", "several centuries", "3/4/2022"),
    ("date:22", "several centuries", "2022"),
    ("@amb*", "takes no * or ?", "@amb"),
    (
        "date:2026-01-06 to 2026-01-10",
        "two stops",
        "date:2026-01-06..2026-01-10",
    ),
    (
        "date:2026-01-06 - 2026-01-10",
        "two stops",
        "date:2026-01-06..2026-01-10",
    ),
    (
        "date:\"6 January 2026\" to \"9 January 2026\"",
        "two stops",
        "\"6 January 2026..9 January 2026\"",
    ),
    (
        "date:(2026-01 OR 2026-03)",
        "takes no group",
        "date:2026-01..2026-03",
    ),
    ("words:(100 200)", "takes no group", "words:100..200"),
    ("date:2026..2025", "ends before it begins", "2025..2026"),
    ("words:200..100", "ends before it begins", "words:100..200"),
    ("words:..", "needs a number", "words:100..200"),
    (
        "first/50(place:riga)",
        "cannot stand inside first",
        "first/50(riga) AND place:\"riga\"",
    ),
    (
        "atleast3(place:riga)",
        "cannot stand inside atleast",
        "atleast3(riga) AND place:\"riga\"",
    ),
    (
        "first/50(a AND c)",
        "AND cannot stand",
        "first/50(b) AND first/50(c)",
    ),
    ("hlead:(hlead:a)", "inside another field", "hlead:"),
    ("/ferr./i", "cannot follow", "always one"),
    ("ferry^2x", "cannot follow a weight", "word^2"),
    ("ferry^1e9", "cannot follow a weight", "word^2"),
    ("date:6/1/2026", "two days", "2026-06-01 or 2026-01-06"),
    ("tariff w/five china", "in figures", "w/5"),
    ("tariff PRE/TEN china", "in figures", "pre/10"),
    ("date:2018-2019", "not a date", "date:2018..2019"),
    ("date:2018–2019", "not a date", "date:2018..2019"),
    (
        "date:2018-05-2019-02",
        "not a date",
        "date:2018-05..2019-02",
    ),
    ("date:\"2018 to 2019\"", "not a date", "date:2018..2019"),
    (
        "date:\"between 2018 and 2019\"",
        "not a date",
        "date:2018..2019",
    ),
    (
        "date:\"5 May 2018 bis 7 May 2018\"",
        "not a date",
        "date:\"5 may 2018..7 may 2018\"",
    ),
    (
        "daterange:2018-2019",
        "no field `daterange`",
        "date:2025..2026-03",
    ),
    (
        "any2(-trump biden obama)",
        "count for nothing",
        "+any2(biden obama) -trump",
    ),
    (
        "any2(+trump -biden)",
        "count for nothing",
        "any2(a b c) +trump -biden",
    ),
    ("after:*", "not a date", "2026-01"),
    ("date:[* TO *]", "brackets", "date:*"),
];

#[test]
fn what_would_mean_something_else_is_refused_once() {
    for (text, message, hint) in REFUSED {
        let (_, problems) = parse(text);
        let said = problems
            .iter()
            .filter(|p| p.message.contains(message))
            .filter(|p| p.hint.as_deref().is_some_and(|said| said.contains(hint)));
        assert_eq!(said.count(), 1, "{text}: {problems:?}");
        // What stands around it is not blamed for it.
        let more = text.starts_with("hlead") || problems.len() == 1;
        assert!(more, "{text}: {problems:?}");
    }
}

#[test]
fn spellings_that_can_be_read_are_read() {
    for (text, read) in [
        ("any2 (a b)", "any2(a b)"),
        ("words:=500", "words:500"),
        ("date:=2026", "date:\"2026\""),
        ("date:*", "date:\"*\""),
        ("a NEXT/3 b", "a pre/3 b"),
        ("site:.gov", "site:\"*.gov\""),
        ("site:(.gov b.example)", "site:\"*.gov\" site:\"b.example\""),
        ("first/20 (a b)", "first/20(a b)"),
        ("atleast3 (a)", "atleast3(a)"),
        ("=amb*", "=amb*"),
        ("=amb* w/3 line", "=amb* w/3 line"),
        ("hlead:storm", "title:storm OR lead:storm"),
        ("ferry hlead:(a b)", "ferry (title:(a b) OR lead:(a b))"),
        ("words:100..200", "words:>=100 AND words:<=200"),
        ("words:100..", "words:>=100"),
        ("words:..200", "words:<=200"),
        (
            "date:\"6 January 2026\"..\"9 January 2026\"",
            "date:\"6 January 2026..9 January 2026\"",
        ),
        (
            "date:2026-01-06..\"9 January 2026\"",
            "date:\"2026-01-06..9 January 2026\"",
        ),
        (
            "date:\"6 January 2026\"..2026-02",
            "date:\"6 January 2026..2026-02\"",
        ),
        ("date:2026-01-06T14:03", "date:\"2026-01-06T14:03\""),
    ] {
        let (query, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        assert_eq!(query.advice, [], "{text}");
        assert_eq!(query.to_string(), read);
        assert_eq!(parse(read).0, query, "{text}");
    }
}

#[test]
fn days_are_read_as_pages_write_them() {
    let today = jiff::civil::date(2026, 7, 1);
    for (text, days) in [
        ("20260106", Some("2026-01-06..2026-01-06")),
        ("6th January 2026", Some("2026-01-06..2026-01-06")),
        ("3/2026", Some("2026-03-01..2026-03-31")),
        ("2026-W01", Some("2025-12-29..2026-01-04")),
        ("2026-W54", None),
        ("wednesday", Some("2026-07-01..2026-07-01")),
        ("last wednesday", Some("2026-06-24..2026-06-24")),
        ("Thursday", Some("2026-06-25..2026-06-25")),
        ("now-30d/d", Some("2026-06-01..2026-06-01")),
        ("now-1y..now", Some("2025-07-01..2026-07-01")),
        ("the last two weeks", Some("2026-06-18..2026-07-01")),
        ("since 2026-05", Some("2026-05-01..")),
        ("until yesterday", Some("..2026-06-30")),
        ("since until 2026", None),
        ("6. Januar 2026", Some("2026-01-06..2026-01-06")),
        ("6 janvier 2026", Some("2026-01-06..2026-01-06")),
        ("2026-01-06T14:03", Some("2026-01-06..2026-01-06")),
        ("2026-Q1", Some("2026-01-01..2026-03-31")),
        ("q4 2025", Some("2025-10-01..2025-12-31")),
        ("2025-Q4..2026-Q1", Some("2025-10-01..2026-03-31")),
        ("2026-Q5", None),
        ("20261306", None),
        ("1767708180", None),
        ("6/1/2026", None),
        ("12/25/2026", Some("2026-12-25..2026-12-25")),
        ("25/12/2026", Some("2026-12-25..2026-12-25")),
        ("6/6/2026", Some("2026-06-06..2026-06-06")),
        ("25/13/2026", None),
        ("15-Mar-2026", Some("2026-03-15..2026-03-15")),
        ("3-March-2026", Some("2026-03-03..2026-03-03")),
        ("now", Some("2026-07-01..2026-07-01")),
        ("past week", Some("2026-06-25..2026-07-01")),
        ("last two weeks", Some("2026-06-18..2026-07-01")),
        ("two weeks ago", Some("2026-06-17..2026-06-17")),
        ("a year ago", Some("2025-07-01..2025-07-01")),
        ("week", None),
        ("two", None),
        ("6 January 2026 and 7 January 2026", None),
        ("31. Februar 2026", None),
        ("2024..2025..2026", None),
    ] {
        let found = date::period(text, today).map(|period| {
            let ends = [period.first, period.last];
            let [first, last] = ends.map(|day| day.map_or(String::new(), |day| day.to_string()));
            format!("{first}..{last}")
        });
        assert_eq!(found.as_deref(), days, "{text}");
    }
    assert_eq!(date::period(&"2020..".repeat(100_000), today), None);
}
