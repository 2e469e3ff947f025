//! Languages of short texts, neighbours above all.

use newsdex::article::Article;
use newsdex::enrich::Enricher;
use proptest::prelude::*;

fn language(text: &str, declared: Option<&str>) -> String {
    let article = Article {
        id: String::new(),
        path: String::new(),
        member: None,
        record_id: None,
        url: None,
        title: String::new(),
        byline: Vec::new(),
        published: None,
        modified: None,
        site: String::new(),
        section: None,
        declared_language: declared.map(str::to_owned),
        text: text.to_owned(),
        stub: false,
        cut_chars: 0,
    };
    Enricher::new().language(&article)
}

const TEXTS: &[(&str, &str)] = &[
    (
        "ru",
        "Совет Ривертона в понедельник проголосовал за восстановление старого моста через Тамсин.",
    ),
    (
        "en",
        "The minister said on Monday that the bridge will be closed for two weeks.",
    ),
    (
        "en",
        "Police arrested two men near the station on Monday; the government is still looking for other people.",
    ),
    (
        "pcm",
        "Police don arrest two men for di market, and di govment say dem dey find di oda people wey run.",
    ),
    ("en", "Angela Merkel met Barack Obama in Paris on Monday."),
    ("en", "Boris Johnson met Emmanuel Macron on Friday."),
    (
        "de",
        "Der Minister sagte am Montag, dass die Brücke für zwei Wochen gesperrt wird.",
    ),
    (
        "nl",
        "De minister zei maandag dat de brug twee weken dicht blijft en niet open gaat.",
    ),
    (
        "fr",
        "Le ministre a déclaré lundi que le pont sera fermé pendant deux semaines.",
    ),
    (
        "es",
        "El ministro dijo el lunes que el puente estará cerrado durante dos semanas.",
    ),
    (
        "pt",
        "O ministro disse na segunda-feira que a ponte não será aberta nas próximas duas semanas.",
    ),
    (
        "ca",
        "El ministre va dir dilluns que el pont estarà tancat durant dues setmanes amb les obres.",
    ),
    (
        "it",
        "Il ministro ha detto lunedì che il ponte resterà chiuso per due settimane.",
    ),
    (
        "no",
        "Statsråden sa mandag at broen blir stengt i to uker, og at det ikke er noe å gjøre nå.",
    ),
    (
        "da",
        "Ministeren sagde mandag, at broen bliver lukket i to uger, og at der ikke er noget at gøre nu.",
    ),
    (
        "sv",
        "Ministern sade på måndagen att bron kommer att vara stängd i två veckor.",
    ),
    (
        "fi",
        "Ministeri sanoi maanantaina, että silta on suljettu kaksi viikkoa ja se ei avaudu.",
    ),
    (
        "pl",
        "Minister powiedział w poniedziałek, że most będzie zamknięty przez dwa tygodnie.",
    ),
    (
        "cs",
        "Ministr v pondělí řekl, že most bude dva týdny uzavřen a že se nic nemění.",
    ),
    (
        "sk",
        "Minister v pondelok povedal, že most bude dva týždne uzavretý a že sa nič nemení.",
    ),
    (
        "hu",
        "A miniszter hétfőn azt mondta, hogy a híd két hétig zárva lesz, és nem nyit ki.",
    ),
    (
        "ro",
        "Ministrul a spus luni că podul va fi închis timp de două săptămâni și nu este altă soluție.",
    ),
    (
        "tr",
        "Bakan pazartesi günü köprünün iki hafta kapalı olacağını ve bunun için çok çalışıldığını söyledi.",
    ),
    (
        "ru",
        "Министр сообщил в понедельник, что мост будет закрыт на две недели.",
    ),
    (
        "uk",
        "Міністр повідомив у понеділок, що міст буде закрито на два тижні.",
    ),
    (
        "be",
        "Міністр паведаміў у панядзелак, што мост будзе закрыты на два тыдні.",
    ),
    (
        "bg",
        "Министърът съобщи в понеделник, че мостът ще бъде затворен за две седмици.",
    ),
    (
        "sr",
        "Министар је у понедељак рекао да ће мост бити затворен две недеље.",
    ),
    (
        "el",
        "Ο υπουργός δήλωσε τη Δευτέρα ότι η γέφυρα θα είναι κλειστή.",
    ),
    ("he", "השר אמר ביום שני כי הגשר יהיה סגור במשך שבועיים."),
    (
        "ar",
        "قال الوزير يوم الاثنين إن الجسر سيغلق لمدة أسبوعين في العاصمة.",
    ),
    (
        "fa",
        "وزیر روز دوشنبه گفت که این پل به مدت دو هفته بسته خواهد شد.",
    ),
    ("zh", "部长周一表示，大桥将关闭两周。"),
    ("ja", "大臣は月曜日、橋を二週間閉鎖すると述べた。"),
    ("ko", "장관은 월요일 다리가 2주간 폐쇄될 것이라고 말했다."),
    ("hi", "मंत्री ने सोमवार को कहा कि पुल दो सप्ताह के लिए बंद रहेगा।"),
    (
        "sw",
        "Waziri alisema Jumatatu kuwa daraja hilo litafungwa kwa wiki mbili katika mji huo.",
    ),
    ("und", ""),
    ("und", "12:45 — 2026 · 3/4"),
];

#[test]
fn neighbours_are_told_apart_in_one_sentence() {
    let wrong: Vec<(&str, String)> = TEXTS
        .iter()
        .map(|(want, text)| (*want, language(text, None)))
        .filter(|(want, got)| want != got)
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn a_page_is_believed_where_its_text_says_nothing() {
    assert_eq!(language("2 : 1", Some("pl-PL")), "pl");
    assert_eq!(language("", Some("nb")), "no");
    assert_eq!(language("", Some("x'; drop")), "und");
}

#[test]
fn a_page_is_not_believed_against_its_text() {
    assert_eq!(
        language(
            "Министр сообщил в понедельник, что мост будет закрыт на две недели.",
            Some("en")
        ),
        "ru"
    );
    assert_eq!(
        language(
            "Der Minister sagte am Montag, dass die Brücke für zwei Wochen gesperrt wird.",
            Some("en")
        ),
        "de"
    );
}

proptest! {
    #[test]
    fn any_text_has_a_plain_code(text in "\\PC{0,200}", declared in prop::option::of(".{0,8}")) {
        let code = language(&text, declared.as_deref());
        prop_assert!((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()), "{}", code);
    }
}
