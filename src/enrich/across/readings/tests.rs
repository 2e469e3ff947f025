//! Names of one person each, and names of different people.

use crate::enrich::EntityKind;
use crate::enrich::across::{Given, Ledger, Things, Values};

/// How many people the names are taken for; those that come first have the most articles.
fn people(names: &[&str]) -> usize {
    let given = names
        .iter()
        .zip((1..1000).rev())
        .map(|(name, articles)| Given {
            kind: EntityKind::Person,
            name,
            articles,
        });
    let values = Values::of(given.collect());
    Things::of(values, &Ledger::default(), None).len()
}

const SAME: &[&[&str]] = &[
    &[
        "Zelensky",
        "Zelenskyy",
        "Zelenskiy",
        "Zelenskyi",
        "Зеленский",
        "Зеленський",
    ],
    &[
        "Sergey Lavrov",
        "Sergei Lavrov",
        "Serhiy Lavrov",
        "Sergej Lawrow",
        "Сергей Лавров",
        "Сергій Лавров",
    ],
    &[
        "Alexei Navalny",
        "Aleksey Navalnyy",
        "Alexej Nawalny",
        "Алексей Навальный",
    ],
    &[
        "Yevgeny Prigozhin",
        "Evgeny Prigozhin",
        "Jewgeni Prigoschin",
        "Evguéni Prigojine",
        "Евгений Пригожин",
    ],
    &[
        "Dmitry Peskov",
        "Dmitri Peskov",
        "Dmitriy Peskov",
        "Дмитрий Песков",
    ],
    &[
        "Mikhail Khodorkovsky",
        "Mikhail Khodorkovskiy",
        "Michail Chodorkowski",
        "Михаил Ходорковский",
    ],
    &["Petro Poroshenko", "Петро Порошенко", "Петр Порошенко"],
    &[
        "Yulia Tymoshenko",
        "Yuliya Tymoshenko",
        "Ioulia Timochenko",
        "Юлия Тимошенко",
        "Юлія Тимошенко",
    ],
    &[
        "Oleksandr Syrskyi",
        "Oleksandr Syrsky",
        "Александр Сырский",
        "Олександр Сирський",
    ],
    &[
        "Volodymyr Zelensky",
        "Wolodymyr Selenskyj",
        "Володимир Зеленський",
    ],
    &[
        "Aleksandar Vučić",
        "Aleksandar Vucic",
        "Александар Вучић",
        "Александр Вучич",
    ],
    &["Georgi Parvanov", "Георги Първанов"],
    &["Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης"],
    &[
        "Nikol Pashinyan",
        "Nikol Paschinjan",
        "Նիկոլ Փաշինյան",
        "Никол Пашинян",
    ],
    &[
        "Salome Zourabichvili",
        "Salome Zurabishvili",
        "სალომე ზურაბიშვილი",
    ],
    &["Muammar Gaddafi", "Moammar Gadhafi", "Mouammar Kadhafi"],
    &["Mahmoud Abbas", "Mahmud Abbas", "Махмуд Аббас"],
];

#[test]
fn spellings_of_one_name_are_one_person_in_any_order() {
    for names in SAME {
        let mut names = names.to_vec();
        for _ in 0..names.len() {
            assert_eq!(people(&names), 1, "{names:?}");
            names.rotate_left(1);
        }
    }
}

#[test]
fn names_that_are_only_alike_stay_apart() {
    for names in [
        &["Kelly Clark", "Kelli Clark"][..],
        &["John Hill", "John Gill"],
        &["Sara Petrova", "Zara Petrova"],
        &["Hanna Petrova", "Gana Petrova"],
        &["Ana Petrova", "Anna Petrova"],
        &["Zhanna Petrova", "Shanna Petrova"],
        &["Chalisa Petrov", "Jalisa Petrov"],
        &["Hassan Abbas", "Hussein Abbas"],
        &["Ali Smith", "Ally Smith"],
        &["Philip Smith", "Phillip Smith"],
        &["John Rich", "John Ris"],
    ] {
        assert_eq!(people(names), names.len(), "{names:?}");
    }
}

#[test]
fn a_name_of_another_script_joins_any_that_reads_so() {
    assert_eq!(people(&["Elina Svitolina", "Еліна Світоліна"]), 1);
    assert_eq!(people(&["Ehud Olmert", "Эхуд Ольмерт"]), 1);
    assert_eq!(people(&["Bob Smith", "Еліна Світоліна", "Bob Smyth"]), 3);
}

#[test]
fn a_name_written_by_its_sound_joins_the_one_name_spelled_so() {
    for names in [
        ["Donald Trump", "Дональд Трамп"],
        ["Boris Johnson", "Борис Джонсон"],
        ["Xi Jinping", "Си Цзиньпин"],
        ["Keir Starmer", "Кір Стармер"],
        ["Recep Tayyip Erdoğan", "Реджеп Тайип Эрдоган"],
    ] {
        assert_eq!(people(&names), 1, "{names:?}");
        let [first, second] = names;
        assert_eq!(people(&[second, first]), 1, "{names:?}");
    }
    assert_eq!(people(&["Donald Trump", "Дональд Трамп", "Трамп"]), 1);
    // Two spellings of which none has nearly all articles: it is not known who is meant.
    assert_eq!(people(&["Steven Smith", "Stephen Smith", "Стивен Смит"]), 3);
    // Nobody in Latin letters is joined with another, whoever is meant.
    assert_eq!(people(&["Jo Biden", "Joe Bidden", "Джо Байден"]), 3);
    assert_eq!(people(&["Джо Байден", "Joe Biden", "Джо Байдэн"]), 1);
    for names in [
        ["Jane Braun", "Джон Браун"],
        ["Robert Smith", "Роберт Смитс"],
        ["Anna Peters", "Анна Петрова"],
    ] {
        assert_eq!(people(&names), 2, "{names:?}");
    }
}

#[test]
fn what_stands_for_no_name_is_left_alone() {
    assert_eq!(people(&["", "…", "—"]), 3);
}
