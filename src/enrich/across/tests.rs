//! A table of values with their articles, and the things that they become.

use super::*;

const PERSON: EntityKind = EntityKind::Person;
const ORG: EntityKind = EntityKind::Org;
const PLACE: EntityKind = EntityKind::Place;
const MISC: EntityKind = EntityKind::Misc;

/// Everything about things.
fn told(things: &Things) -> Vec<String> {
    let forbidden = things.forbidden().map(|forbidden| format!("{forbidden:?}"));
    let things = things.iter().map(|thing| {
        let forms: Vec<Form> = thing.forms().collect();
        format!(
            "{:?} {} {:?} {forms:?}",
            thing.kind, thing.name, thing.ruled
        )
    });
    things.chain(forbidden).collect()
}

fn things(given: &[(EntityKind, &str, u64)], ledger: &str) -> Vec<String> {
    let values = given.iter().map(|&(kind, name, articles)| Given {
        kind,
        name,
        articles,
    });
    let values = Values::of(values.collect());
    let ledger = Ledger::parse(ledger).unwrap();
    let kept = Joined::of(&values, &ledger);
    let things = Things::of(values.clone(), &ledger, None);
    let again = Things::of(values, &ledger, Some(&kept));
    assert_eq!(told(&again), told(&things), "kept");
    let mut shown: Vec<String> = things
        .iter()
        .map(|t| format!("{:?} {} {}", t.kind, t.name, t.forms().count()))
        .collect();
    shown.sort();
    shown
}

/// Values with their articles, and the things they are, each with its number of names.
const TABLE: &[(&[(EntityKind, &str, u64)], &[&str])] = &[
    (
        &[
            (ORG, "Food and Drug Administration", 47),
            (ORG, "US Food and Drug Administration", 28),
            (ORG, "Supreme Court", 90),
            (ORG, "U.S. Supreme Court", 20),
            (ORG, "Wisconsin Supreme Court", 8),
            (ORG, "Coast Guard", 9),
            (ORG, "U.S. Coast Guard", 9),
            (ORG, "UK Home Office", 2),
            (ORG, "Home Office", 2),
        ],
        &[
            "Org Food and Drug Administration 2",
            "Org Home Office 1",
            "Org Supreme Court 1",
            "Org U.S. Coast Guard 2",
            "Org U.S. Supreme Court 1",
            "Org UK Home Office 1",
            "Org Wisconsin Supreme Court 1",
        ],
    ),
    (
        &[
            (MISC, "Emmy", 10),
            (MISC, "Emmys", 12),
            (MISC, "Emmy Awards", 9),
            (MISC, "World Cup", 9),
            (MISC, "World Cups", 3),
            (MISC, "Ba", 5),
            (MISC, "Bas", 3),
            (MISC, "Bass", 2),
            (PERSON, "Smith", 3),
            (PERSON, "Smiths", 3),
        ],
        &[
            "Misc Ba 3",
            "Misc Emmys 3",
            "Misc World Cup 2",
            "Person Smith 1",
            "Person Smiths 1",
        ],
    ),
    (
        &[
            (PLACE, "Deutschland", 5),
            (PLACE, "Germany", 2),
            (PLACE, "United States", 9),
        ],
        &["Place Germany 2", "Place United States 1"],
    ),
    (
        &[
            (PERSON, "Volodymyr Zelenskyy", 40),
            (PERSON, "Zelensky", 30),
            (PERSON, "Володимир Зеленський", 9),
            (PERSON, "Владимир Зеленский", 8),
            (PERSON, "Zelenskiy", 2),
            (PERSON, "Зеленский", 5),
        ],
        &["Person Volodymyr Zelenskyy 6"],
    ),
    (
        &[
            (PERSON, "Anna Smith", 5),
            (PERSON, "Bob Smith", 4),
            (PERSON, "Smith", 9),
        ],
        &[
            "Person Anna Smith 1",
            "Person Bob Smith 1",
            "Person Smith 1",
        ],
    ),
    (
        &[
            (PERSON, "Anna Smith", 95),
            (PERSON, "Bob Smith", 4),
            (PERSON, "Smith", 9),
        ],
        &["Person Anna Smith 2", "Person Bob Smith 1"],
    ),
    (
        &[(PERSON, "Smith", 90), (PERSON, "Anna Smith", 1)],
        &["Person Anna Smith 1", "Person Smith 1"],
    ),
    (
        &[
            (PERSON, "Donald Trump", 50),
            (PERSON, "Donald J. Trump", 9),
            (PERSON, "Trump", 30),
        ],
        &["Person Donald Trump 3"],
    ),
    (
        &[
            (PERSON, "George W. Bush", 5),
            (PERSON, "George H. W. Bush", 5),
            (PERSON, "George Bush", 5),
        ],
        &[
            "Person George Bush 1",
            "Person George H. W. Bush 1",
            "Person George W. Bush 1",
        ],
    ),
    (
        &[
            (PERSON, "Kelly Clark", 5),
            (PERSON, "Kelli Clark", 5),
            (PERSON, "John Hill", 1),
            (PERSON, "John Gill", 1),
        ],
        &[
            "Person John Gill 1",
            "Person John Hill 1",
            "Person Kelli Clark 1",
            "Person Kelly Clark 1",
        ],
    ),
    (
        &[
            (PLACE, "United States", 50),
            (PLACE, "США", 9),
            (PLACE, "Estados Unidos", 3),
            (PLACE, "USA", 1),
        ],
        &["Place United States 4"],
    ),
    (
        &[
            (PLACE, "Moscow", 50),
            (PLACE, "Москва", 9),
            (PLACE, "Moskau", 3),
            (PLACE, "Mosca", 1),
            (PLACE, "Vienna", 4),
            (PLACE, "Wien", 1),
            (PLACE, "Peking", 1),
            (PLACE, "Pékin", 1),
            (PLACE, "東京", 1),
            (PLACE, "Tokio", 1),
            (PLACE, "Σάμος", 1),
            (PLACE, "Σαμόα", 1),
        ],
        &[
            "Place Beijing 2",
            "Place Moscow 4",
            "Place Samoa 1",
            "Place Tokyo 2",
            "Place Vienna 2",
            "Place Σάμος 1",
        ],
    ),
    (
        &[
            (PLACE, "서울", 2),
            (PLACE, "Séoul", 1),
            (PLACE, "Seoul", 1),
            (PLACE, "Germany", 5),
            (PLACE, "Slowenien", 1),
            (ORG, "U.S. Air Force", 2),
            (ORG, "United States Air Force", 1),
            (ORG, "Department of Justice", 2),
            (ORG, "Justice Department", 3),
        ],
        &[
            "Org Justice Department 2",
            "Org U.S. Air Force 2",
            "Place Germany 1",
            "Place Seoul 3",
            "Place Slovenia 1",
        ],
    ),
    (
        &[
            (PLACE, "South Korea", 9),
            (PLACE, "South", 7),
            (PLACE, "North", 3),
            (PLACE, "North Korea", 2),
            (PLACE, "Dhaka", 1),
            (PLACE, "Daca", 1),
            (PLACE, "DACA", 4),
            (PLACE, "Czechia", 1),
            (PLACE, "S.E.C.", 1),
            (PLACE, "Iceland", 1),
            (PLACE, "Island", 1),
            (PLACE, "France", 1),
            (PLACE, "França", 1),
            (PLACE, "Norfolk", 9),
            (PLACE, "Norfolk Island", 1),
            (PLACE, "USA", 2),
            (PLACE, "EUA", 1),
            (PLACE, "አሜሪካ", 1),
            (PLACE, "Amerịka", 1),
            (PLACE, "آمریکا", 1),
            (PLACE, "Cuba", 1),
            (PLACE, "ኩባ", 1),
        ],
        &[
            "Place Cuba 2",
            "Place Czechia 1",
            "Place DACA 2",
            "Place Dhaka 1",
            "Place France 2",
            "Place Iceland 1",
            "Place Island 1",
            "Place Norfolk 1",
            "Place Norfolk Island 1",
            "Place North 1",
            "Place North Korea 1",
            "Place S.E.C. 1",
            "Place South 1",
            "Place South Korea 1",
            "Place USA 5",
        ],
    ),
    (
        &[
            (PLACE, "Deutschland", 5),
            (PLACE, "Island", 2),
            (PLACE, "Iceland", 1),
        ],
        &["Place Deutschland 1", "Place Island 2"],
    ),
    (
        &[
            (PLACE, "Afrika", 84),
            (PLACE, "Nigeria", 84),
            (PLACE, "Naịjịrịa", 75),
            (PLACE, "Nàìjíríà", 67),
            (PLACE, "Africa", 31),
            (PLACE, "Mumbai", 11),
            (PLACE, "Beijing", 90),
            (PLACE, "Turkey", 90),
            (PLACE, "United Kingdom", 90),
            (PLACE, "United States", 90),
        ],
        &[
            "Place Africa 2",
            "Place Beijing 1",
            "Place Mumbai 1",
            "Place Nigeria 3",
            "Place Turkey 1",
            "Place United Kingdom 1",
            "Place United States 1",
        ],
    ),
    (
        &[
            (ORG, "José SA", 2),
            (ORG, "JOSE SA", 1),
            (PLACE, "Jose Sa", 1),
        ],
        &["Org José SA 2", "Place Jose Sa 1"],
    ),
];

#[test]
fn names_join_as_the_table_says() {
    for (given, expected) in TABLE {
        assert_eq!(things(given, ""), *expected, "{given:?}");
    }
}

#[test]
fn the_ledger_has_the_last_word() {
    let given = &[
        (PERSON, "Meta", 3),
        (ORG, "Meta", 9),
        (ORG, "Facebook", 5),
        (ORG, "Getty Images", 7),
        (PLACE, "Foo Bar", 1),
    ];
    let ledger = "[[retype]]\nname = \"Meta\"\nfrom = \"person\"\nto = \"org\"\n[[merge]]\ninto = \"Meta\"\nnames = [\"facebook\"]\n[[forbid]]\nname = \"getty *\"\n[[rename]]\nname = \"Foo Bar\"\nto = \"Foobar\"\n";
    assert_eq!(things(given, ledger), ["Org Meta 3", "Place Foobar 1"]);
    assert_eq!(things(given, "").len(), 5);
}

#[test]
fn rules_mean_whole_things_and_idle_ones_are_told() {
    let given = &[
        (PLACE, "Russia", 9),
        (PLACE, "Россия", 5),
        (PERSON, "Donald Trump", 9),
        (PERSON, "Trump", 3),
    ];
    let ledger =
        "[[forbid]]\nname = \"Russia\"\n[[retype]]\nname = \"Donald Trump\"\nto = \"org\"\n";
    assert_eq!(things(given, ledger), ["Org Donald Trump 2"]);
    let values = || {
        Values::of(
            given
                .iter()
                .map(|&(kind, name, articles)| Given {
                    kind,
                    name,
                    articles,
                })
                .collect(),
        )
    };
    let idle = |rules: &str| {
        let ledger = Ledger::parse(rules).unwrap();
        Things::of(values(), &ledger, None).idle_rules().to_vec()
    };
    assert_eq!(idle(ledger), [0_usize; 0]);
    assert_eq!(
        idle(
            "[[forbid]]\nname = \"Nobody\"\n[[retype]]\nname = \"Trump\"\nto = \"org\"\n[[retype]]\nname = \"Trump\"\nto = \"place\"\n[[rename]]\nname = \"A\"\nto = \"B\"\n"
        ),
        [2, 7, 10]
    );
}

#[test]
fn people_join_as_the_table_says() {
    let table: &[(&[(&str, u64)], &[&str])] = &[
        (
            &[("Максим Орешкин", 3), ("Максима Орешкина", 2)],
            &["Person Максим Орешкин 2"],
        ),
        (
            &[("Александр Петров", 2), ("Александра Петрова", 2)],
            &["Person Александр Петров 1", "Person Александра Петрова 1"],
        ),
        (
            &[("Евгений Пригожин", 9), ("Евгения Пригожина", 2)],
            &["Person Евгений Пригожин 2"],
        ),
        (
            &[("Xi Jinping", 43), ("Cindy Xi", 1), ("Xi", 17)],
            &["Person Cindy Xi 1", "Person Xi Jinping 2"],
        ),
        (
            &[("Johnny Kim", 1), ("Kim", 4)],
            &["Person Johnny Kim 1", "Person Kim 1"],
        ),
        (
            &[("Jim Bob", 1), ("Bob", 5)],
            &["Person Bob 1", "Person Jim Bob 1"],
        ),
        (
            &[("Donald McGahn", 4), ("McGahn", 21)],
            &["Person Donald McGahn 2"],
        ),
        (
            &[("John Quincy Adams", 4), ("John Adams", 11)],
            &["Person John Adams 1", "Person John Quincy Adams 1"],
        ),
        (
            &[("James B. Comey", 1), ("James Comey", 300)],
            &["Person James Comey 2"],
        ),
        (
            &[("Hillary Rodham Clinton", 38), ("Hillary Clinton", 792)],
            &["Person Hillary Clinton 2"],
        ),
        (
            &[("Kim Yo Jong", 3), ("Kim Jong", 7)],
            &["Person Kim Jong 1", "Person Kim Yo Jong 1"],
        ),
        (
            &[("Mohamed Salah", 9), ("Mohammed Saleh", 3)],
            &["Person Mohamed Salah 1", "Person Mohammed Saleh 1"],
        ),
        (
            &[("Hassan Ali", 9), ("Hassan bin Ali", 2)],
            &["Person Hassan Ali 1", "Person Hassan bin Ali 1"],
        ),
        (
            &[("Serge Martin", 1), ("Sergei Martin", 1)],
            &["Person Serge Martin 1", "Person Sergei Martin 1"],
        ),
    ];
    for (given, expected) in table {
        let given: Vec<_> = given
            .iter()
            .map(|&(name, articles)| (PERSON, name, articles))
            .collect();
        assert_eq!(things(&given, ""), *expected, "{given:?}");
    }
}

#[test]
fn a_name_of_any_spelling_finds_its_thing() {
    let values = [("Angela Merkel", 9), ("Merkel", 4)].map(|(name, articles)| Given {
        kind: PERSON,
        name,
        articles,
    });
    let things = Things::of(Values::of(values.to_vec()), &Ledger::default(), None);
    for name in ["merkel", "ANGELA MERKEL", "Merkel's"] {
        assert_eq!(things.named(PERSON, name), [0], "{name}");
    }
    assert_eq!(things.named(ORG, "Merkel"), [0_usize; 0]);
    let merkel = things.values().find(PERSON, "Merkel");
    assert_eq!(merkel.and_then(|value| things.of_value(value)), Some(0));
}
