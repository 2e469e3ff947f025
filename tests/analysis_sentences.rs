//! Sentences: where they end, in several languages, and that nothing is lost.

use newsdex::analysis::sentences;
use proptest::prelude::*;

/// Sentences divided by `|`, as they should be found.
const CASES: &[&str] = &[
    "Mr. Lee met Dr. Novak. |They spoke for an hour.",
    "The Japan-U.S. Status of Forces Agreement holds. |The U.S. Senate voted. |He left the U.S. |The vote was close.",
    "It fell 3.5 percent to $1.2 bn. |Shares of Acme Inc. rose.",
    "He arrived on Jan. 5 and left. |“Why now?” she asked. |“Because,” he said.",
    "J. K. Rowling and George R. R. Martin write. |Both sell.",
    "“It is over.” |The crowd went home.",
    "He said (see p. 12) that it works. |Fine.",
    "What? |No! |Really?!",
    "She paused... and went on. |Then silence… |Nobody moved.",
    "See example.com for details. |Visit www.site.org. |Thanks.",
    "Er kommt z. B. am 5. Januar an. |Danach nicht mehr.",
    "Das kostet ca. 3,5 Mio. Euro. |Die Stadt zahlt.",
    "Согласно ст. 5 закона, г. Москва платит 3 млн. рублей. |Это много.",
    "В 2026 г. |Президент уехал.",
    "Цены, тарифы и т. д. |Совет решил иначе.",
    "У 2026 р. |Він повернувся. |Це сталося на вул. Хрещатик.",
    "他来了。|她走了！|为什么？",
    "M. Dupont est arrivé. |Il a dit « non ». |Mme Durand aussi.",
    "El Sr. García llegó. |¿Qué pasó? |Nada.",
    "No. 10 refused to comment. |He said no. |Police came.",
    "First line\n|Second line. |Third",
    "The price was 15. |Nobody bought.",
    "He works at Co. B. |And she does not.",
    "По словам А. С. Пушкина, мост открыли. |Об этом рассказал И. И. Иванов. |В. А. Котов и К. В. Лис ушли.",
    "Он родился в г. Москве и жил там. |Из с. Ивановка в д. Петрово. |В г. Самара пришла весна.",
    "Він народився в м. Києві. |Зустріч була в с. Легедзине на Черкащині. |У м. Львів тихо.",
    "За словами Т. Г. Шевченка, міст відкрили. |Так каже І. Я. Франко.",
    "Er behandelte das in seiner 3. Sitzung am Hafen. |Die 20. Wahlperiode endete. |Der 1. FC Köln gewann.",
    "Er wohnt im 4. Stock des Hauses. |Das 2. Tor fiel spät. |Zum 100. Geburtstag kam er.",
    "El art. 5 dice que EE. UU. mandará más. |Las FF. AA. callan. |Vive en EE. UU. |La casa es grande.",
    // True ends that must stay ends.
    "Auf Platz 2. |Danach kam lange nichts. |Das Treffen ist am 5. |Danach geht es weiter.",
    "Er kam als 3. |Niemand war froh. |Sie hat 12. |Köln hat 9.",
    "I am 15. |My father is 50. |We have 3. |London has 4.",
    "Длина 5 м. |Москва далеко. |В 1990 г. |Он уехал. |И так далее, и т. п. |Совет решил иначе.",
    "Это пункт А. |Это важно. |Вес 20 г. |Цена выросла.",
    "He got an A. |The school was glad.",
];

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for case in CASES {
        let expected: Vec<&str> = case.split('|').map(str::trim).collect();
        let text = case.replace('|', "");
        let found: Vec<&str> = sentences(&text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn long_runs_of_stops_are_read_in_linear_time() {
    for unit in [".", ". ", "?)", "a. ", "! -", "\" .", "A. ", "。"] {
        let text = unit.repeat(200_000);
        assert!(!sentences(&text).is_empty());
    }
}

fn prose() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z.!?… \n\"”()0-9。-]{0,80}", any::<String>()]
}

proptest! {
    #[test]
    fn sentences_cover_the_text_without_overlap(text in prose()) {
        let mut last = 0;
        for range in sentences(&text) {
            prop_assert!(last <= range.start && range.start < range.end);
            prop_assert!(text[last..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            prop_assert!(!text[range.clone()].contains('\n'));
            last = range.end;
        }
        prop_assert!(text[last..].trim().is_empty());
    }
}
