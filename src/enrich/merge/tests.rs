//! A table of mentions, and the things that they become.

use super::*;

const PERSON: EntityKind = EntityKind::Person;
const ORG: EntityKind = EntityKind::Org;
const PLACE: EntityKind = EntityKind::Place;

/// Language, mentions in order, and the things they should become with their numbers of mentions.
const TABLE: &[(&str, &[(EntityKind, &str)], &[&str])] = &[
    (
        "en",
        &[
            (PERSON, "Maria Santos"),
            (PERSON, "Santos"),
            (PERSON, "Maria"),
            (PERSON, "SANTOS"),
        ],
        &["Maria Santos 4"],
    ),
    (
        "en",
        &[
            (PERSON, "José Peña"),
            (PERSON, "Jose Pena's"),
            (PERSON, "Ms. Pena"),
        ],
        &["José Peña 3"],
    ),
    (
        "en",
        &[
            (PERSON, "Ann Lee"),
            (PERSON, "Lee"),
            (PERSON, "Bob Lee"),
            (PERSON, "Lee"),
        ],
        // Of equals the first; whoever is named more is meant then.
        &["Ann Lee 3", "Bob Lee 1"],
    ),
    (
        "en",
        &[
            (PERSON, "Joe Biden"),
            (PERSON, "Jill Biden"),
            (PERSON, "Biden"),
            (PERSON, "Jill Biden"),
            (PERSON, "Biden"),
        ],
        &["Jill Biden 3", "Joe Biden 2"],
    ),
    (
        "en",
        &[
            (ORG, "CNN"),
            (ORG, "CNN Business"),
            (ORG, "White House"),
            (ORG, "White House Historical Association"),
            (ORG, "Delta Air Lines"),
            (ORG, "Delta"),
            (ORG, "U.S. Air Force"),
            (ORG, "U.S. Air Force"),
            (ORG, "United States Air Force"),
        ],
        &[
            "United States Air Force 3",
            "Delta Air Lines 2",
            "CNN 1",
            "CNN Business 1",
            "White House 1",
            "White House Historical Association 1",
        ],
    ),
    (
        "en",
        &[
            (PERSON, "Obama"),
            (PERSON, "Obama"),
            (PERSON, "Obama"),
            (PERSON, "Michelle Obama"),
        ],
        &["Obama 3", "Michelle Obama 1"],
    ),
    (
        "en",
        &[
            (PERSON, "Sanders"),
            (PERSON, "Sanders"),
            (PERSON, "Sanders"),
            (PERSON, "Bernie Sanders"),
        ],
        &["Bernie Sanders 4"],
    ),
    (
        "en",
        &[
            (PLACE, "U.S."),
            (PLACE, "America"),
            (PLACE, "United States"),
        ],
        &["United States 3"],
    ),
    (
        "en",
        &[
            (ORG, "Elon Musk"),
            (PERSON, "Musk"),
            (PERSON, "Elon Musk"),
            (ORG, "United States Air Force"),
            (ORG, "U.S. Air Force"),
            (ORG, "Justice Department"),
            (ORG, "U.S. Department of Justice"),
            (PLACE, "Indiana Statehouse"),
            (PLACE, "Statehouse"),
        ],
        &[
            "Elon Musk 3",
            "Department of Justice 2",
            "Indiana Statehouse 2",
            "United States Air Force 2",
        ],
    ),
    (
        "en",
        &[(ORG, "European Central Bank"), (ORG, "ECB")],
        &["European Central Bank 2"],
    ),
    (
        "en",
        &[
            (ORG, "Imereti Hydro Partners"),
            (ORG, "Imereti Hydro"),
            (ORG, "IHP"),
        ],
        &["Imereti Hydro Partners 3"],
    ),
    (
        "en",
        &[
            (ORG, "White House"),
            (ORG, "House"),
            (ORG, "House Judiciary Committee"),
        ],
        &["House 1", "House Judiciary Committee 1", "White House 1"],
    ),
    (
        "pl",
        &[
            (PLACE, "Iraku"),
            (PLACE, "Iranie"),
            (PLACE, "Warszawie"),
            (PLACE, "Warszawa"),
        ],
        &["Warszawa 2", "Irak 1", "Iran 1"],
    ),
    (
        "el",
        &[(PLACE, "Σάμος"), (PLACE, "Σαμόα")],
        &["Σάμος 1", "Σαμόα 1"],
    ),
    (
        "ru",
        &[(PLACE, "Нигерии"), (PLACE, "Нигере"), (PLACE, "Москве")],
        &["Москва 1", "Нигер 1", "Нигерия 1"],
    ),
    (
        "de",
        &[
            (PLACE, "Niederlanden"),
            (PLACE, "Berlins"),
            (PLACE, "Berlin"),
            (PLACE, "Vereinigten Staaten"),
        ],
        &["Berlin 2", "Niederlande 1", "USA 1"],
    ),
    (
        "en",
        &[(PLACE, "New York"), (PLACE, "York"), (PLACE, "LISBON")],
        &["Lisbon 1", "New York 1", "York 1"],
    ),
    (
        "en",
        &[
            (PLACE, "Heathrow Airport"),
            (PLACE, "Heathrow"),
            (PLACE, "Virginia"),
            (PLACE, "Virginia Beach"),
        ],
        &["Heathrow Airport 2", "Virginia 1", "Virginia Beach 1"],
    ),
    (
        "en",
        &[
            (PERSON, "Paul Manafort"),
            (PLACE, "Manafort"),
            (PERSON, "Manafort"),
        ],
        &["Paul Manafort 3"],
    ),
    (
        "ru",
        &[
            (PERSON, "Сергея Иванова"),
            (PERSON, "Иванову"),
            (PERSON, "Сергей Иванов"),
            (PLACE, "Москве"),
            (PLACE, "Москва"),
        ],
        &["Сергей Иванов 3", "Москва 2"],
    ),
    (
        "uk",
        &[
            (PLACE, "Києві"),
            (PLACE, "Київ"),
            (PERSON, "Зеленського"),
            (PERSON, "Зеленський"),
        ],
        &["Зеленський 2", "Київ 2"],
    ),
    (
        "ru",
        &[(PLACE, "США"), (PLACE, "Соединенных Штатов")],
        &["США 2"],
    ),
    (
        "de",
        &[(ORG, "Europäische Union"), (ORG, "EU")],
        &["Europäische Union 2"],
    ),
    ("en", &[(ORG, "…"), (PERSON, "’s")], &[]),
    (
        "en",
        &[
            (ORG, "Justice Department"),
            (ORG, "Commerce Department"),
            (ORG, "Minneapolis Police Department"),
            (ORG, "Department of Justice"),
            (ORG, "Commerce Department"),
            (PLACE, "DR Congo"),
            (PLACE, "Republic of Congo"),
            (ORG, "Miss Venezuela"),
        ],
        &[
            "Commerce Department 2",
            "Department of Justice 2",
            "Democratic Republic of Congo 1",
            "Minneapolis Police Department 1",
            "Miss Venezuela 1",
            "Republic of Congo 1",
        ],
    ),
    (
        "en",
        &[
            (PERSON, "Don Lemon"),
            (PERSON, "Don Johnson"),
            (PERSON, "Boris Johnson"),
            (PERSON, "Lady Gaga"),
            (PERSON, "Gaga"),
            (PERSON, "Lord Mandelson"),
            (PERSON, "Peter Mandelson"),
            (PERSON, "Dr. Fauci"),
            (PERSON, "Artur Carvalho"),
            (ORG, "Dr Carvalho"),
        ],
        &[
            "Artur Carvalho 2",
            "Lady Gaga 2",
            "Peter Mandelson 2",
            "Boris Johnson 1",
            "Don Johnson 1",
            "Don Lemon 1",
            "Fauci 1",
        ],
    ),
    (
        "es",
        &[(PERSON, "don Felipe"), (PERSON, "Felipe Ruiz")],
        &["Felipe Ruiz 2"],
    ),
    (
        "uk",
        &[
            (ORG, "ТОВ «Торгсервіс»"),
            (ORG, "ТОВ «Торгсервіс"),
            (ORG, "АТ «Енерго"),
            (PLACE, "КНДР"),
            (PERSON, "Володи́мир Петренко"),
            (PERSON, "Володимир Петренко"),
        ],
        &[
            "Володимир Петренко 2",
            "ТОВ «Торгсервіс» 2",
            "АТ Енерго 1",
            "КНДР 1",
        ],
    ),
    (
        "en",
        &[
            (ORG, "Amazon"),
            (ORG, "Amazon"),
            (ORG, "Amazon Employees for Climate Justice"),
            (ORG, "FDA"),
            (ORG, "FDA"),
            (ORG, "Cuban FDA"),
            (ORG, "Supreme Court"),
            (ORG, "Supreme Court"),
            (ORG, "Masterpiece Cakeshop Supreme Court"),
        ],
        &[
            "Amazon 2",
            "Food and Drug Administration 2",
            "Supreme Court 2",
            "Amazon Employees for Climate Justice 1",
            "Cuban FDA 1",
            "Masterpiece Cakeshop Supreme Court 1",
        ],
    ),
    (
        "en",
        &[
            (ORG, "Times"),
            (ORG, "Times"),
            (ORG, "New York Times"),
            (ORG, "Imereti Hydro Partners"),
            (ORG, "Imereti Hydro"),
            (ORG, "Imereti Hydro"),
            (ORG, "Capitol Police"),
            (ORG, "Capitol Police"),
            (ORG, "U.S. Capitol Police"),
        ],
        &[
            "Imereti Hydro Partners 3",
            "New York Times 3",
            "U.S. Capitol Police 3",
        ],
    ),
];

/// Language, people with the words before them, and what they should become.
const TITLED: &[(&str, &[(&str, &str)], &[&str])] = &[
    (
        "en",
        &[
            ("President", "Biden"),
            ("", "Hunter Biden"),
            ("", "Hunter Biden"),
            ("President", "Biden"),
        ],
        &["Biden 2", "Hunter Biden 2"],
    ),
    (
        "en",
        &[
            ("", "Michelle Obama"),
            ("", "Michelle Obama"),
            ("Mr.", "Obama"),
        ],
        &["Michelle Obama 2", "Obama 1"],
    ),
    (
        "en",
        &[
            ("", "Bill Clinton"),
            ("", "Hillary Clinton"),
            ("Mr.", "Clinton"),
            ("Mrs.", "Clinton"),
            ("", "Hillary Clinton"),
        ],
        &["Hillary Clinton 3", "Bill Clinton 2"],
    ),
    (
        "fr",
        &[
            ("président", "Emmanuel Macron"),
            ("", "Brigitte Macron"),
            ("Mme", "Macron"),
            ("M.", "Macron"),
        ],
        &["Brigitte Macron 2", "Emmanuel Macron 2"],
    ),
    // A man or a woman.
    (
        "fr",
        &[("", "Ashley Seifert"), ("M.", "Seifert")],
        &["Ashley Seifert 2"],
    ),
    // Neither the article nor the lists say who is president of what.
    (
        "en",
        &[("", "Tamsin Orlo"), ("President", "Orlo")],
        &["Tamsin Orlo 2"],
    ),
    (
        "en",
        &[
            ("President", "Tamsin Orlo"),
            ("", "Vera Orlo"),
            ("", "Vera Orlo"),
            ("President", "Orlo"),
        ],
        &["Tamsin Orlo 2", "Vera Orlo 2"],
    ),
    (
        "en",
        &[("", "Kim Jong-un"), ("", "Tony Kim"), ("Mr.", "Kim")],
        &["Kim Jong-un 2", "Tony Kim 1"],
    ),
];

#[test]
fn a_title_says_whose_surname_it_is() {
    for (language, given, expected) in TITLED {
        let mentions: Vec<Mention> = given
            .iter()
            .enumerate()
            .map(|(i, &(before, surface))| Mention {
                surface,
                kind: PERSON,
                range: Some((10 * i as u32, 10 * i as u32 + 9)),
                opening: false,
                aside: false,
                title: Title::read(before, language),
            })
            .collect();
        let found: Vec<String> = merge(&mentions, language)
            .iter()
            .map(|e| format!("{} {}", e.name, e.mentions.len()))
            .collect();
        assert_eq!(found, *expected, "{given:?}");
    }
}

#[test]
fn a_surname_of_the_headline_and_letters_in_brackets_are_the_same_thing() {
    let names = [
        (PERSON, "Musk", true),
        (PERSON, "Elon Musk", false),
        (PERSON, "Musk", false),
        (ORG, "Alibaba", false),
        (ORG, "BABA", false),
    ];
    let mentions: Vec<Mention> = names
        .iter()
        .enumerate()
        .map(|(i, &(kind, surface, opening))| Mention {
            surface,
            kind,
            range: Some((10 * i as u32, 10 * i as u32 + 9)),
            opening,
            aside: surface == "BABA",
            title: Title::None,
        })
        .collect();
    let found: Vec<String> = merge(&mentions, "en")
        .iter()
        .map(|e| format!("{} {}", e.name, e.mentions.len()))
        .collect();
    assert_eq!(found, ["Elon Musk 3", "Alibaba 2"]);
}

#[test]
fn mentions_join_as_the_table_says() {
    for (language, given, expected) in TABLE {
        let place = |i: usize| Some((10 * i as u32, 10 * i as u32 + 9));
        let mentions: Vec<Mention> = given
            .iter()
            .enumerate()
            .map(|(i, &(kind, surface))| Mention {
                surface,
                kind,
                range: place(i),
                opening: false,
                aside: false,
                title: Title::None,
            })
            .collect();
        let found: Vec<String> = merge(&mentions, language)
            .iter()
            .map(|e| format!("{} {}", e.name, e.mentions.len()))
            .collect();
        assert_eq!(found, *expected, "{given:?}");
    }
}
