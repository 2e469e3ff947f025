//! Bylines beside the persons they name.

use newsdex::article::persons::persons;
use proptest::prelude::*;

/// Each statement with its persons, divided by `|`.
const BYLINES: &[(&str, &str)] = &[
    ("Jane Doe", "Jane Doe"),
    ("By Jane Doe", "Jane Doe"),
    ("From Jane Doe", "Jane Doe"),
    ("<a href='/jane'>Jane Doe</a>", "Jane Doe"),
    ("&lt;b&gt;Jane Doe&lt;/b&gt;", "Jane Doe"),
    ("Join Today", ""),
    ("Exclusive Details", ""),
    ("Frankfurt, Germany", ""),
    ("Nürnberg", ""),
    ("Hamburg", ""),
    ("Paris Hilton", "Paris Hilton"),
    ("Example Media Deutschland GmbH", ""),
    ("Wydawnictwo Wprost Sp. z o.o.", ""),
    ("Explore Related Articles", ""),
    ("Jane Doe, Germany", "Jane Doe"),
    ("Email Print Text Size", ""),
    ("More Scores", ""),
    ("Jetzt Abonnieren", ""),
    ("Elke Brief", "Elke Brief"),
    ("Lam To", "Lam To"),
    ("By JANE DOE", "Jane Doe"),
    ("by jane doe", ""),
    ("By Jane Doe and John Roe", "Jane Doe|John Roe"),
    (
        "By Jane Doe, John Roe and Ann Other",
        "Jane Doe|John Roe|Ann Other",
    ),
    ("By Jane Doe, Staff Writer", "Jane Doe"),
    ("By Jane Doe | The Example", "Jane Doe"),
    ("By Jane Doe for The Example", "Jane Doe"),
    ("Jane Doe in Paris", "Jane Doe"),
    ("Doe, Jane", "Jane Doe"),
    ("By By Jane Doe", "Jane Doe"),
    ("Jane Doe (Reuters)", "Jane Doe"),
    ("By Jane Doe January 6, 2026", "Jane Doe"),
    ("Jane O&#39;Doe", "Jane O'Doe"),
    ("Jane Doe, Jane Doe", "Jane Doe"),
    ("Von Anna Meier", "Anna Meier"),
    ("Von Anna Meier und Jörg Groß", "Anna Meier|Jörg Groß"),
    ("Von: Anna Meier", "Anna Meier"),
    ("Anna von der Heide", "Anna von der Heide"),
    ("Ein Kommentar von Anna Meier", "Anna Meier"),
    ("Par Élise Müller", "Élise Müller"),
    (
        "Par Élise Dupont et Luc Petit avec AFP",
        "Élise Dupont|Luc Petit",
    ),
    ("Por José Pérez", "José Pérez"),
    (
        "José Ortega García y Ana Ruiz",
        "José Ortega García|Ana Ruiz",
    ),
    ("di Mario Rossi", "Mario Rossi"),
    ("Автор: Иван Петров", "Иван Петров"),
    ("Текст: Иван Петров", "Иван Петров"),
    ("Иван Петров, Анна Сидорова", "Иван Петров|Анна Сидорова"),
    ("Автор: Олена Шевченко", "Олена Шевченко"),
    ("Door Jan de Vries", "Jan de Vries"),
    ("Av Anna Svensson", "Anna Svensson"),
    ("Της Μαρίας Παπαδοπούλου", "Μαρίας Παπαδοπούλου"),
    ("记者：王小明", "王小明"),
    ("Jane DoeDec 22, 2023", "Jane Doe"),
    ("ByJane Doe", "Jane Doe"),
    ("By Jane Doe For Mailonline", "Jane Doe"),
    ("Jane Doe as told to John Roe", "Jane Doe|John Roe"),
    ("View all posts by Jane Doe", "Jane Doe"),
    ("Photography by John Roe", ""),
    ("By Nick Levine | February 28, 2023", "Nick Levine"),
    (
        "Veröffentlicht am 12. Juni 2017 von Anna Meier",
        "Anna Meier",
    ),
    ("Zeige alle Beiträge von Anna Meier", "Anna Meier"),
    ("12 June 2017 by Jane Doe", "Jane Doe"),
    ("A, B und C", ""),
    ("Jane Doe, Home and Security Expert", "Jane Doe"),
    ("By Jane Doe ⋅ Review Editor", "Jane Doe"),
    ("신현주 기자", "신현주"),
    ("著者：後藤大地", "後藤大地"),
    ("文● オカモト", "オカモト"),
    ("【山田太郎】", "山田太郎"),
    ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
    ("በ አበበ ከበደ", "አበበ ከበደ"),
    ("نویسنده: علی رضایی", "علی رضایی"),
    ("लेखक: रमेश शर्मा", "रमेश शर्मा"),
    ("ავტორი: გიორგი ბერიძე", "გიორგი ბერიძე"),
    ("Fr It En", ""),
    ("Παρόμοια Θέματα", ""),
    ("공감순 최신순 오래된순", ""),
    ("مشاهدات عالية", ""),
    // nobody
    ("Reuters", ""),
    ("AFP", ""),
    ("By The Associated Press", ""),
    ("dpa", ""),
    ("Staff", ""),
    ("The Example Staff", ""),
    ("admin", ""),
    ("한국일보", ""),
    ("Редакция", ""),
    ("https://www.facebook.com/jane.doe", ""),
    ("jane@example.com", ""),
    ("@janedoe", ""),
    ("6 January 2026", ""),
    ("", ""),
];

#[test]
fn bylines_give_persons_and_nothing_else() {
    let read = |text: &str| persons(text, "").join("|");
    let wrong: Vec<_> = BYLINES
        .iter()
        .map(|(text, expected)| (text, *expected, read(text)))
        .filter(|row| row.1 != row.2)
        .collect();
    assert!(wrong.is_empty(), "text, expected, read: {wrong:#?}");
}

#[test]
fn the_outlet_is_no_person() {
    assert!(persons("Morning Example", "morningexample.com").is_empty());
    assert_eq!(persons("Jane Doe", "morningexample.com"), ["Jane Doe"]);
}

proptest! {
    #[test]
    fn any_statement_gives_names_without_digits(text in "\\PC{0,120}") {
        for name in persons(&text, "example.com") {
            prop_assert!(!name.is_empty() && !name.chars().any(|c| c.is_ascii_digit()) && !name.contains('@'));
        }
    }
}
