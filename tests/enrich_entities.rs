//! Texts and the things named in them.

use newsdex::article::Article;
use newsdex::enrich::{BadModel, Enriched, Enricher, Entity, EntityKind};
use proptest::prelude::*;

fn article(title: &str, text: &str) -> Article {
    Article {
        id: "0000000000000000".to_owned(),
        path: "a.txt".to_owned(),
        member: None,
        record_id: None,
        url: None,
        title: title.to_owned(),
        byline: Vec::new(),
        published: None,
        modified: None,
        site: String::new(),
        section: None,
        declared_language: None,
        text: text.to_owned(),
        stub: false,
        cut_chars: 0,
    }
}

fn enrich(title: &str, text: &str) -> Enriched {
    Enricher::new().enrich(article(title, text))
}

fn shown(entity: &Entity) -> String {
    let kind = match entity.kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Misc => "misc",
    };
    format!(
        "{kind} {} {}",
        entity.name,
        entity.mentions.len() + entity.in_title as usize
    )
}

/// Title, text, and what must be found: kind, name and how often it is named, headline included.
const NEWS: &[(&str, &str, &[&str])] = &[
    (
        "Santos resigns over port deal",
        "LISBON, Portugal — The finance minister, Maria Santos, resigned on Monday. Santos said she was tired of it.\nMs. Santos's deputy, Rui Almeida, takes over, the Ministry of Finance said.",
        &[
            "person Maria Santos 4",
            "person Rui Almeida 1",
            "place Portugal 1",
            "place Lisbon 1",
            "org Ministry of Finance 1",
        ],
    ),
    (
        "",
        "The European Central Bank (ECB) kept rates unchanged on Thursday. The ECB said inflation in Germany and France was falling. In the U.S., the Federal Reserve meets next week; analysts in the United States expect a cut.",
        &[
            "org European Central Bank 3",
            "place Germany 1",
            "place France 1",
            "place United States 2",
            "org Federal Reserve 1",
        ],
    ),
    (
        "",
        "The Affordable Care Act was signed in Washington. Most Americans and many Republicans wanted to keep Medicare, said Maria Santos. Russian and Chinese readers of the Bible asked for more on Memorial Day.",
        &[
            "misc Affordable Care Act 1",
            "place Washington 1",
            "misc Medicare 1",
            "person Maria Santos 1",
            "misc Bible 1",
        ],
    ),
    (
        "",
        "Die Bundeskanzlerin traf am Dienstag in Berlin den Präsidenten von Frankreich. Der Bundestag stimmte dem Gesetz zu, sagte Thomas Müller. Müller reist am Freitag nach Wien.",
        &[
            "place Berlin 1",
            "place Frankreich 1",
            "org Bundestag 1",
            "person Thomas Müller 2",
            "place Wien 1",
        ],
    ),
    (
        "",
        "Президент Украины прибыл в Москву в понедельник. В Москве его встретил Сергей Иванов. По словам Иванова, переговоры пройдут в Кремле. Москва ждет ответа.",
        &["place Москва 3", "person Сергей Иванов 2"],
    ),
    (
        "",
        "Учора у Києві відбулася зустріч міністрів. Міністерка Олена Коваленко заявила, що Верховна Рада ухвалить закон. За словами Коваленко, Київ готовий. Про це повідомляє видання.",
        &[
            "place Київ 2",
            "org Верховна Рада 1",
            "person Олена Коваленко 2",
        ],
    ),
    (
        "",
        "Le ministre Jean Dupont s'est rendu à Lyon mardi. Selon M. Dupont, l'Assemblée nationale votera le texte en juin, et la France suivra.",
        &[
            "person Jean Dupont 2",
            "place Lyon 1",
            "org Assemblée nationale 1",
            "place France 1",
        ],
    ),
    (
        "",
        "El presidente Carlos Gómez llegó a Madrid el lunes. Gómez dijo que la Unión Europea debe actuar, según informó la Policía Nacional en Barcelona.",
        &[
            "person Carlos Gómez 2",
            "place Madrid 1",
            "org Unión Europea 1",
            "place Barcelona 1",
        ],
    ),
    (
        "",
        "Sen. Ann Hill (R-Ill.) spoke to reporters after the vote, and U.S.-China talks went on.",
        &[
            "person Ann Hill 1",
            "place United States 1",
            "place China 1",
        ],
    ),
];

#[test]
fn people_bodies_and_places_are_found_and_joined_in_six_languages() {
    for (title, text, expected) in NEWS {
        let found: Vec<String> = enrich(title, text).entities.iter().map(shown).collect();
        for entity in *expected {
            assert!(
                found.iter().any(|f| f == entity),
                "{entity} is not in {found:?}"
            );
        }
    }
}

#[test]
fn months_weekdays_and_sentence_openings_are_no_names() {
    let found = enrich(
        "",
        "On Monday the rain stopped. Nobody was surprised. Yesterday there was more in May. However, Thursday will be dry. Although roads are open, buses are late.",
    );
    assert_eq!(found.entities, []);
}

#[test]
fn a_dateline_is_a_place_and_no_part_of_a_name() {
    let found = enrich(
        "",
        "GDAŃSK - Dockers and ministers met on Tuesday. Gdańsk is a port.",
    );
    let shown: Vec<String> = found.entities.iter().map(shown).collect();
    assert_eq!(shown, ["place Gdańsk 2"]);
}

#[test]
fn a_title_with_a_person_is_no_event_or_work() {
    let found = enrich(
        "",
        "Similarly, Danish Prime Minister Anna DeMoor pledged to support Ukraine with help.",
    );
    let shown: Vec<String> = found.entities.iter().map(shown).collect();
    assert!(
        shown.iter().all(|name| !name.starts_with("misc")),
        "{shown:?}"
    );
    assert!(shown.contains(&"place Ukraine 1".to_owned()), "{shown:?}");
}

#[test]
fn a_headline_counts_apart_from_the_text() {
    let found = enrich(
        "Berlin waits",
        "Officials in Berlin said on Friday that the airport stays closed.",
    );
    let berlin = found
        .entities
        .iter()
        .find(|e| e.name == "Berlin")
        .map(|e| (e.in_title, e.mentions.len()));
    assert_eq!(berlin, Some((1, 1)));
}

#[test]
fn an_article_without_text_has_no_entities_and_no_language() {
    let found = enrich("", "");
    assert_eq!(
        (found.language.as_str(), found.entities.as_slice()),
        ("und", &[][..])
    );
}

fn holds(enriched: &Enriched) {
    for entity in &enriched.entities {
        assert!(!entity.name.trim().is_empty());
        assert!(entity.mentions.len() + entity.in_title as usize > 0);
        assert!(entity.mentions.is_sorted());
        for &(start, end) in &entity.mentions {
            let surface = enriched.article.text.get(start as usize..end as usize);
            assert!(
                surface.is_some_and(|s| !s.is_empty() && s.trim() == s),
                "{start}..{end} is no place in the text"
            );
        }
    }
    assert!(
        enriched
            .entities
            .is_sorted_by_key(|e| std::cmp::Reverse(e.mentions.len() + e.in_title as usize))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_read_the_same_twice_and_mentions_lie_in_it(title in ".{0,40}", text in "\\PC{0,400}") {
        let once = enrich(&title, &text);
        holds(&once);
        prop_assert_eq!(enrich(&title, &text), once);
    }

    #[test]
    fn names_and_signs_in_any_order_are_read(
        words in prop::collection::vec(prop::sample::select(vec![
            "Anna", "Smith", "U.S.", "R-Ill.", "“", "”", "(", ")", "\n", "'s", "O'Brien", "Bank", "of", "Москве", "d'", "—", "J.", "...", "\u{301}", "𝔸", "the", "IBM", "said", "&", "-", "/", "2026",
        ]), 0..120),
        gap in prop::sample::select(vec![" ", ""]),
    ) {
        holds(&enrich("Anna Smith of IBM", &words.join(gap)));
    }
}

#[test]
fn other_weights_tag_and_what_is_none_is_an_error() {
    let shipped = include_bytes!("../src/enrich/data/weights.bin");
    let text = "Anna Smith of Acme Corp. met Boris Petrov in Paris.";
    let enricher = Enricher::new();
    let tagged = enricher.tag_with(shipped, text, "en").unwrap();
    assert!(tagged.iter().any(|mention| mention.name == "Boris Petrov"));
    assert_eq!(tagged, enricher.tag(text, Some("en")));
    let half = &shipped[..shipped.len() / 2];
    assert_eq!(enricher.tag_with(half, text, "en"), Err(BadModel::Damaged));
    assert_eq!(enricher.tag_with(b"", text, "en"), Err(BadModel::Foreign));
}

#[test]
fn a_long_line_takes_time_in_proportion() {
    let time = |words: usize| {
        let text = "Anna Smith of Acme Corp. met Boris Petrov in Paris, ".repeat(words);
        let start = std::time::Instant::now();
        assert!(!enrich("", &text).entities.is_empty());
        start.elapsed().as_secs_f64()
    };
    time(10);
    let (short, long) = (time(500), time(5_000));
    assert!(
        long < short * 40.0 + 0.5,
        "{short} s, then {long} s for ten times as much"
    );
}

#[test]
fn names_are_found_in_sentences_too_short_to_tell_their_language() {
    let table = [
        (
            "Angela Merkel met Barack Obama in Paris.",
            &["Angela Merkel", "Barack Obama", "Paris"][..],
        ),
        (
            "Lionel Messi joins Inter Miami",
            &["Lionel Messi", "Inter Miami"],
        ),
    ];
    for (text, expected) in table {
        let found = Enricher::new().tag(text, None);
        let names: Vec<&str> = found.iter().map(|tagged| &*tagged.name).collect();
        assert_eq!(names, expected, "{text}");
    }
}
