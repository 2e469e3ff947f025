//! A weight says what comes first, and never what is found.

use jiff::civil::date;
use newsdex::query::parse;
use newsdex::query::plan::{Plan, Surroundings, plan};
use proptest::prelude::*;

/// What is run for a text.
fn planned(text: &str, all_words: bool) -> Option<Plan> {
    let (query, problems) = parse(text);
    assert_eq!(problems, [], "{text}");
    let around = Surroundings {
        languages: &["en".to_owned()],
        today: date(2026, 1, 6),
        all_words,
    };
    plan(&query, &around)
}

#[test]
fn a_weight_on_a_value_leaves_it_a_value() {
    for (weighed, bare) in [
        ("trump site:\"vox\"^2", "trump site:vox"),
        ("trump site:vox.com^2", "trump site:vox.com"),
        (
            "tariff person:\"joe biden\"^2",
            "tariff person:\"joe biden\"",
        ),
        (
            "tariff date:2026-01^2 words:>5^0.5",
            "tariff date:2026-01 words:>5",
        ),
        (
            "tariff date:\"1 May 2026\"..2027^2",
            "tariff date:\"1 May 2026\"..2027",
        ),
        (
            "tariff site:(a.example^2 b.example)",
            "tariff site:(a.example b.example)",
        ),
        (
            "tariff (NOT site:a.example)^2",
            "tariff (NOT site:a.example)",
        ),
        (
            "tariff (date:2026 OR date:2024)^2",
            "tariff (date:2026 OR date:2024)",
        ),
        ("tariff byline:*^2", "tariff byline:*"),
        ("tariff byline:(*^2)", "tariff byline:*"),
        ("the^2 tariff", "the tariff"),
        ("any2((a b)^2)", "any2(a b)"),
        ("any2((a^3 OR b)^2 c)", "any2((a OR b) c)"),
        ("any2((a^3 OR b)^2)", "any2(a OR b)"),
        ("(tariff site:a.example)^2", "tariff site:a.example"),
    ] {
        let (weighed_plan, plan) = (planned(weighed, false), planned(bare, false));
        let tests = [weighed_plan, plan].map(|plan| plan.map(|plan| plan.test));
        assert_eq!(tests[0], tests[1], "{weighed}");
        let printed = parse(weighed).0.to_string();
        assert_eq!(parse(&printed).0, parse(weighed).0, "{printed}");
    }
}

/// A query as text with a mark where a weight may stand.
fn marked() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "tariff",
            "the",
            "=us",
            "min*",
            "chna~1",
            "/tari.*/",
            "\"of the\"",
            "\"a b\"~4",
            "*",
            "title:storm",
            "byline:*",
            "byline:smith",
            "lead:(a b)",
            "site:a.example",
            "site:=\"b.example\"",
            "site:(a.example b.example)",
            "person:berg",
            "lang:de",
            "url:/2026/",
            "date:2026-01",
            "date:>2024",
            "after:2025",
            "words:>80",
            "words:1..9",
            "atleast2(flood)",
            "first/50(flood)",
            "any2(flood tide storm)",
            "hlead:flood",
            "(flood w/5 tide)",
            "(flood not w/s tide)",
        ])
        .prop_map(|text| format!("{text}¤")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let signed = (
            prop::sample::select(vec!["", "", "", "+", "-"]),
            inner.clone(),
        )
            .prop_map(|(sign, part)| format!("{sign}{part}"));
        let joined = |between: &'static str| {
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(move |parts| format!("({})¤", parts.join(between)))
        };
        prop_oneof![
            prop::collection::vec(signed, 2..4).prop_map(|parts| format!("({})¤", parts.join(" "))),
            joined(" AND "),
            joined(" OR "),
            inner.clone().prop_map(|part| format!("(NOT {part})¤")),
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|parts| format!("any2({})¤", parts.join(" "))),
        ]
    })
}

proptest! {
    #[test]
    fn weights_anywhere_change_nothing_of_what_matches(
        marked in marked(),
        weighed in prop::collection::vec(any::<bool>(), 40),
        all_words in any::<bool>(),
    ) {
        let (mut text, mut weights) = (String::new(), weighed.iter().cycle());
        for part in marked.split_inclusive('¤') {
            text += part.trim_end_matches('¤');
            if part.ends_with('¤') && weights.next() == Some(&true) {
                text += "^2";
            }
        }
        let bare = marked.replace('¤', "");
        let tests = [&text, &bare].map(|text| planned(text, all_words).map(|plan| plan.test));
        prop_assert_eq!(&tests[0], &tests[1], "{} and {}", text, bare);
    }
}
