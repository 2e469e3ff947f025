//! The query language: what is read, what is refused and where, and that printing loses nothing.

use newsdex::query::forms::Matcher;
use newsdex::query::plan::Pattern;
use newsdex::query::{
    Clause, Form, Kind, Nearness, Node, Phrase, Query, Sign, TextField, Word, parse, plain,
};
use proptest::prelude::*;

/// Query and the tree as printed; parentheses show how it was read.
const READ: &[(&str, &str)] = &[
    ("climate change", "climate change"),
    ("  climate\u{0}\tchange\n", "climate change"),
    ("climate change AND policy", "climate change AND policy"),
    ("(climate change) AND policy", "climate change AND policy"),
    ("a b OR c AND d", "a b OR c AND d"),
    ("(a OR b) AND c", "(a OR b) AND c"),
    ("a && b || c", "a AND b OR c"),
    (
        "cats and dogs or birds not fish",
        "cats and dogs or birds not fish",
    ),
    ("+a -b c", "+a -b c"),
    ("a NOT b", "a -b"),
    ("a AND NOT b", "a AND NOT b"),
    ("NOT b", "NOT b"),
    ("-b", "NOT b"),
    ("NOT NOT b", "b"),
    ("a (NOT b)", "a (NOT b)"),
    ("a (b c) d", "a (b c) d"),
    ("“prime   minister”", "\"prime minister\""),
    ("„Regierung“ «парламент»", "\"Regierung\" \"парламент\""),
    (
        "（日本 ＯＲ 中国） ＡＮＤ ＋東京",
        "(日本 OR 中国) AND 東京",
    ),
    ("kyiv –moscow", "kyiv -moscow"),
    ("war—peace", "war peace"),
    ("C + D - E & F", "C D E F"),
    ("-- what? --", "what"),
    ("who won the world cup?", "who won the world cup"),
    ("\"prime minister\"~3", "\"prime minister\"~3"),
    ("=\"Prime Minister\" =café", "=\"Prime Minister\" =café"),
    ("-=café", "NOT =café"),
    ("minist* *burg wom?n *", "minist* *burg wom?n *"),
    ("zelensky~1 selenski~2", "zelensky~1 selenski~2"),
    ("/colou?r/ x", "/colou?r/ x"),
    ("and/or 24/7", "and/or 24/7"),
    ("tank w/5 deliver", "tank w/5 deliver"),
    (
        "(tank* OR armour) W/5 (deliver* OR \"hand over\")",
        "(tank* OR armour) w/5 (deliver* OR \"hand over\")",
    ),
    ("a NEAR/5 b", "a w/5 b"),
    ("a ADJ/3 b", "a pre/3 b"),
    ("a PRE/3 b w/s c", "a pre/3 b w/s c"),
    ("a w/5/ b", "a w/5 b"),
    ("a w/5 (b pre/2 c)", "a w/5 (b pre/2 c)"),
    ("a not w/5 b", "a not w/5 b"),
    ("a NOT w/p b", "a not w/p b"),
    ("-a w/5 b", "NOT a w/5 b"),
    ("x -(a w/5 b)", "x -a w/5 b"),
    ("pre/post election", "pre/post election"),
    ("w/out sugar", "w/out sugar"),
    ("atleast3(sanction*)", "atleast3(sanction*)"),
    ("ATLEAST3(a b)", "atleast3(a b)"),
    ("first/50(kyiv)", "first/50(kyiv)"),
    ("any2(a b \"c d\")", "any2(a b \"c d\")"),
    ("atleast 3", "atleast 3"),
    ("headline:storm title:(a b)", "title:storm title:(a b)"),
    ("intitle:\"big storm\"^3", "title:\"big storm\"^3"),
    ("lead:(a w/3 b) byline:smith", "lead:(a w/3 b) byline:smith"),
    ("site:bbc.com", "site:\"bbc.com\""),
    (
        "site:(bbc.com OR cnn.com)",
        "site:\"bbc.com\" OR site:\"cnn.com\"",
    ),
    ("-site:rt.com kyiv", "-site:\"rt.com\" kyiv"),
    ("person:=\"Olaf Scholz\"", "person:=\"Olaf Scholz\""),
    (
        "url:https://example.org/a?b=c",
        "url:\"https://example.org/a?b=c\"",
    ),
    ("words:>800 words:<=1200", "words:>800 words:<=1200"),
    (
        "date:2025..2026-03 after:yesterday",
        "date:\"2025..2026-03\" after:\"yesterday\"",
    ),
    (
        "date:\"last week\" before:2024",
        "date:\"last week\" before:\"2024\"",
    ),
    ("date:>=2025 date:<2026", "after:\"2025\" before:\"2026\""),
    (
        "date:>2025-03 date:<=2026",
        "date:\">2025-03\" date:\"<=2026\"",
    ),
    ("a^2 (b c)^0.5", "a^2 (b c)^0.5"),
    ("Ukraine: what next", "Ukraine what next"),
    ("10:30 https://bbc.com/x", "10:30 https://bbc.com/x"),
    ("don't o’clock", "don't o'clock"),
    ("co-operation", "co-operation"),
    // signs before a word or behind an operator change nothing
    ("🙂title:storm", "title:storm"),
    ("…storm w/5… flood", "storm w/5 flood"),
];

#[test]
fn queries_are_read_as_the_table_says() {
    for (text, expected) in READ {
        let (query, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        assert_eq!(&query.to_string(), expected, "{text}");
        assert_eq!(
            parse(expected).0,
            query,
            "{text}: printing changed the meaning"
        );
    }
}

/// Query, the part that is wrong, and words of the message.
const REFUSED: &[(&str, &str, &str)] = &[
    ("", "", "nothing to search for"),
    ("🙂 …", "🙂 …", "nothing to search for"),
    ("a AND", "AND", "nothing on its right"),
    ("OR a", "OR", "nothing on its left"),
    ("a AND AND b", "AND", "nothing"),
    ("a -(", "(", "not closed"),
    ("(a b", "(", "not closed"),
    ("a) b", ")", "closes nothing"),
    ("()", "()", "nothing between"),
    ("\"a b", "\"a b", "not closed"),
    ("\"\"", "\"\"", "no word between"),
    ("a w/x b", "w/x", "w/x needs a number"),
    ("a w/5", "w/5", "nothing to be near to"),
    ("w/5 b", "w/5", "nothing on its left"),
    ("a w/0 b", "w/0", "from 1 to 1000"),
    ("a w/99999999999 b", "w/99999999999", "from 1 to 1000"),
    ("a w/5 NOT b", "w/5", "nothing to be near to"),
    (
        "(a AND b) w/5 c",
        "(a AND b)",
        "AND cannot stand inside w/n",
    ),
    ("(a -b) w/5 c", "(a -b)", "+ or - cannot stand"),
    ("a w/5 site:b", "site:b", "field of values cannot stand"),
    ("a~3", "~3", "~1 or ~2"),
    ("a~", "~", "~ needs a number"),
    ("a*~1", "~1", "does not go with"),
    ("(a b)~5", "~5", "stands behind nothing"),
    ("a^x", "^", "needs a weight"),
    ("foo:bar", "foo:", "no field `foo`"),
    (
        "date:[2025 TO 2026]",
        "[2025 TO 2026]",
        "not written in brackets",
    ),
    ("date:soon", "date:soon", "not a date"),
    ("date:>soon", "date:>soon", "not a date"),
    ("date:>2025..", "date:>2025..", "not a date"),
    ("a w/ b", "w/", "w/ needs a number"),
    ("kyiv !moscow", "!moscow", "does not exclude"),
    ("a AROUND(5) b", "AROUND", "not a word of this language"),
    ("a /s b", "/s b", "not closed"),
    ("date:4929y", "date:4929y", "not a date"),
    ("a pre/e/ b", "pre/e/", "needs a number"),
    ("words:many", "words:many", "needs a number"),
    ("/a(/", "/a(/", "regular expression"),
    ("/abc", "/abc", "not closed"),
    ("atleast0(a)", "atleast0", "needs a number"),
    ("any3(a b)", "any3(a b)", "3 of 2"),
    ("@coalition", "@coalition", "no saved query"),
    ("title:(lead:a)", "(lead:a)", "inside another field"),
    ("title:(site:a)", "(site:a)", "inside a field of text"),
    ("site:(a.com OR …)", "…", "no value here"),
    ("+ -", "", "nothing to search for"),
];

#[test]
fn what_cannot_be_read_is_refused_where_it_stands() {
    for (text, part, message) in REFUSED {
        let (_, problems) = parse(text);
        let found = problems
            .iter()
            .any(|p| text.get(p.start..p.end) == Some(part) && p.message.contains(message));
        let whole = part.is_empty() && problems.iter().any(|p| p.message.contains(message));
        assert!(found || whole, "{text}: {problems:?}");
        assert!(
            problems.iter().all(|p| p.hint.is_some()),
            "{text}: {problems:?}"
        );
    }
}

#[test]
fn spellings_of_other_languages_are_told_the_right_one() {
    for (text, right) in [
        ("date:[2025 TO 2026]", "date:2025..2026"),
        ("a /s b", "w/s"),
        ("a /5 b", "w/5"),
        ("a AROUND(5) b", "w/5"),
        ("!a", "-a"),
    ] {
        let (_, problems) = parse(text);
        let [problem] = problems.as_slice() else {
            panic!("{text}: {problems:?}");
        };
        let hint = problem.hint.as_deref().unwrap_or_default();
        assert!(hint.contains(right), "{text}: {hint}");
    }
}

#[test]
fn habits_from_elsewhere_get_advice() {
    for (text, hint) in [
        ("sanction! w/5 eu", "sanction*"),
        ("site: bbc.com", "site:"),
        ("headline(storm)", "headline:(…)"),
        ("atleast3 storm", "atleast3(word)"),
        ("length>800", "length:>800"),
        ("storm & flood", "AND"),
        ("storm | flood", "OR"),
        ("C++ code", "C w/5"),
        ("(c#)", "c w/5"),
        (".NET", "NET w/5"),
        ("$5 bill", "5 w/5"),
        ("50%", "50 w/5"),
    ] {
        let (query, problems) = parse(text);
        assert_eq!(problems, [], "{text}");
        assert!(
            query
                .advice
                .iter()
                .any(|p| p.hint.as_deref().is_some_and(|h| h.contains(hint))),
            "{text}"
        );
    }
}

#[test]
fn ordinary_signs_get_no_advice_and_initials_keep_their_last_point() {
    for text in [
        "the U.S. Army",
        "+storm -c",
        "(AT&T) R&D",
        "…storm.",
        "e.g. 3.5",
        "#metoo, G20.",
        "U.S.",
    ] {
        assert_eq!(parse(text).0.advice, [], "{text}");
    }
    assert_eq!(parse("U.S., e.g. x.").0.to_string(), "U.S. e.g. x");
}

#[test]
fn hostile_texts_are_answered_at_once() {
    let deep = "(".repeat(1000) + "a" + &")".repeat(1000);
    let long = "word ".repeat(10_000);
    let chain = "a w/5 ".repeat(2000) + "b";
    let nots = "NOT ".repeat(10_000) + "a";
    let fields = "title:".repeat(1000) + "a";
    let quotes = "\"".repeat(5001);
    for text in [&deep, &long, &chain, &fields, &quotes] {
        assert!(!parse(text).1.is_empty());
    }
    assert_eq!(parse(&nots).1, []);
    assert!(!parse(&"x".repeat(1 << 20)).1.is_empty());
}

#[test]
fn macros_stand_for_their_text() {
    let macros = |name: &str| match name {
        "coalition" => Some("germany OR @rest".to_owned()),
        "rest" => Some("france poland".to_owned()),
        "circle" => Some("a @circle".to_owned()),
        _ => None,
    };
    let (query, problems) = newsdex::query::parse_with("@coalition w/5 tanks", &macros);
    assert_eq!(problems, []);
    assert_eq!(query.to_string(), "@coalition w/5 tanks");
    assert!(!newsdex::query::parse_with("@circle", &macros).1.is_empty());
    // What is wrong with the text of a macro is shown where its name stands.
    let text = "tanks w/5 @both";
    let (_, problems) = newsdex::query::parse_with(text, &|_| Some("a AND b".to_owned()));
    let places: Vec<&str> = problems.iter().map(|p| &text[p.start..p.end]).collect();
    assert_eq!(places, ["@both"]);
}

fn regex(text: &str) -> Matcher {
    Matcher::new(&Pattern::Regex(text.to_owned()), &[])
}

#[test]
fn a_regular_expression_is_looked_for_where_its_words_begin() {
    for (text, start) in [
        ("gau.*g", "gau"),
        ("colou?r", "colo"),
        ("ab*", "a"),
        ("ab+", "ab"),
        ("ab{0}", "a"),
        ("ab|cd", ""),
        ("(ab)c", ""),
        ("a\\d", "a"),
        (".*", ""),
    ] {
        assert_eq!(regex(text).starts(), [start], "{text}");
    }
}

fn node(kind: Kind) -> Node {
    Node::new(kind, 0..0)
}

fn leaf() -> impl Strategy<Value = Node> {
    let word = "[a-zé]{1,6}";
    prop_oneof![
        word.prop_map(|text| node(Kind::Word(Word {
            text,
            form: Form::Stem
        }))),
        word.prop_map(|text| node(Kind::Word(Word {
            text,
            form: Form::Exact
        }))),
        "[a-z]{1,3}[*][a-z]{0,3}".prop_map(|text| node(Kind::Word(Word {
            text,
            form: Form::Wild
        }))),
        (word, 1..3_u8).prop_map(|(text, edits)| node(Kind::Word(Word {
            text,
            form: Form::Fuzzy(edits)
        }))),
        (
            "[a-z]{1,4}( [a-z*]{1,4}){0,3}",
            any::<bool>(),
            proptest::option::of(1..9_u32)
        )
            .prop_map(|(text, exact, within)| node(Kind::Phrase(Phrase {
                text,
                exact,
                within
            }))),
        Just(node(Kind::Everything)),
    ]
}

/// Trees as the parser builds them: lists, AND and OR of at least two.
fn tree() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(5, 40, 4, |inner| {
        let sign = prop_oneof![Just(Sign::May), Just(Sign::Must), Just(Sign::Not)];
        let clause = (sign, inner.clone()).prop_map(|(sign, node)| Clause { sign, node });
        let nearness = prop_oneof![
            (1..30_u32).prop_map(Nearness::Within),
            (1..30_u32).prop_map(Nearness::Before),
            Just(Nearness::Sentence),
            Just(Nearness::Paragraph)
        ];
        prop_oneof![
            proptest::collection::vec(clause, 2..4).prop_map(|clauses| node(Kind::List(clauses))),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|nodes| node(Kind::And(nodes))),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|nodes| node(Kind::Or(nodes))),
            inner
                .clone()
                .prop_map(|inner| node(Kind::Not(Box::new(inner)))),
            (nearness, any::<bool>(), inner.clone(), inner.clone()).prop_map(
                |(nearness, negated, left, right)| {
                    node(Kind::Near {
                        nearness,
                        negated,
                        left: Box::new(left),
                        right: Box::new(right),
                    })
                }
            ),
            (1..9_u32, inner.clone()).prop_map(|(times, inner)| node(Kind::AtLeast {
                times,
                inner: Box::new(inner)
            })),
            (1..9_u32, inner.clone()).prop_map(|(words, inner)| node(Kind::First {
                words,
                inner: Box::new(inner)
            })),
            inner.clone().prop_map(|inner| node(Kind::In {
                field: TextField::Title,
                inner: Box::new(inner)
            })),
            (1..500_u32, inner)
                .prop_filter("one weight", |(_, inner)| !matches!(
                    inner.kind,
                    Kind::Boost { .. }
                ))
                .prop_map(|(hundredths, inner)| node(Kind::Boost {
                    hundredths,
                    inner: Box::new(inner)
                })),
        ]
    })
}

proptest! {
    #[test]
    fn any_tree_survives_printing(root in tree()) {
        let query = Query { root: Some(root), advice: Vec::new() };
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed).0, query, "{}", printed);
    }

    #[test]
    fn any_text_is_read_and_what_was_read_survives_printing(text in r#"([a-zA-Zé日\-+="()*?~^:/@.,!&|\[\]0-9 ]|AND |OR | NOT | w/5 |title:|site:|date:|words:|atleast2\(|any2\(|first/5\(|“|🙂|\u{0}|\u{202e}){0,60}"#) {
        let (query, problems) = parse(&text);
        for problem in &problems {
            prop_assert!(text.get(problem.start..problem.end).is_some(), "{:?}", problem);
        }
        let printed = query.to_string();
        if problems.is_empty() {
            let (again, more) = parse(&printed);
            prop_assert_eq!(more, vec![], "{}", printed);
            prop_assert_eq!(again, query, "{}", printed);
        }
    }

    #[test]
    fn plain_words_are_a_query_without_operators(text in r#"([a-zA-Zé日ё'’.,0-9\-+="()*?~^:/@ ]|AND |OR | NOT | w/5 |title:|any2\(|“|🙂|\u{0}|\u{301}|\u{202e}|ा){0,40}"#) {
        let words = plain(&text);
        let (query, problems) = parse(&words);
        if words.is_empty() {
            return Ok(());
        }
        prop_assert_eq!(problems, vec![], "{}", words);
        let list = |node: &Node| matches!(&node.kind, Kind::Word(Word { form: Form::Stem, .. }));
        let plain = query.root.iter().all(|root| match &root.kind {
            Kind::List(clauses) => clauses.iter().all(|clause| clause.sign == Sign::May && list(&clause.node)),
            _ => list(root),
        });
        prop_assert!(plain, "{} is {:?}", words, query);
        prop_assert_eq!(newsdex::query::plain(&words), words);
    }

    #[test]
    fn words_that_a_regular_expression_matches_begin_as_it_says(text in r"[ab.*+?|(){}12\\\[\]^]{1,7}", word in "[ab12]{0,5}") {
        let matcher = regex(&text);
        if matcher.accepts(&word) != 0 {
            let starts = matcher.starts();
            prop_assert!(starts.iter().any(|start| word.starts_with(start)), "{} {} {:?}", text, word, starts);
        }
    }

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        let (query, problems) = parse(&text);
        prop_assert!(!query.is_empty() || !problems.is_empty());
    }
}

#[test]
fn a_name_in_a_nearness_is_told_how_to_be_written() {
    let table = [
        (
            "person:=\"Elin Sjöberg\" w/20 riga",
            "write its words there: (Sjöberg w/20 riga) AND person:=\"Elin Sjöberg\"",
        ),
        (
            "strike w/s org:\"rail union\"",
            "write its words there: (strike w/s \"rail union\") AND org:\"rail union\"",
        ),
        (
            "(person:berg OR x) w/5 y",
            "write its words there: (a w/5 berg) AND person:\"berg\"",
        ),
        (
            "first/50(place:riga)",
            "write its words there: first/50(riga) AND place:\"riga\"",
        ),
    ];
    for (text, hint) in table {
        let (_, problems) = parse(text);
        let told: Vec<_> = problems.iter().map(|p| p.hint.as_deref()).collect();
        assert_eq!(told, [Some(hint)], "{text}");
        let (_, written) = hint.split_once(": ").unwrap();
        assert_eq!(parse(written).1, [], "{written}");
    }
}
