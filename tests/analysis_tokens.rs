//! Tokens: what people expect of them, and properties held against a slow, obvious reading.

use newsdex::analysis::{TokenKind, Tokens, fold, key_of, spelling_of};
use proptest::prelude::*;

fn terms(text: &str) -> Vec<String> {
    let mut tokens = Tokens::new(text);
    let mut found = Vec::new();
    while let Some(token) = tokens.next_token() {
        let (key, spelling) = (key_of(token.term), spelling_of(token.term));
        found.push(if key == spelling {
            key.to_owned()
        } else {
            format!("{key}|{spelling}")
        });
    }
    found
}

fn ranges(text: &str) -> Vec<(usize, usize, u32, String)> {
    let mut tokens = Tokens::new(text);
    let mut found = Vec::new();
    while let Some(token) = tokens.next_token() {
        found.push((
            token.start,
            token.end,
            token.position,
            token.term.to_owned(),
        ));
    }
    found
}

#[test]
fn terms_are_what_a_reader_takes_for_words() {
    for (text, expected) in [
        ("", ""),
        ("... — !", ""),
        ("The Prime Minister", "the prime minister"),
        ("Ukraine's, Ukraine’s UKRAINE'S", "ukraine ukraine ukraine"),
        ("the players' lounge", "the players lounge"),
        ("we'll they're I've he'd I'm", "we they i he i"),
        ("don't can’t", "dont|don't cant|can't"),
        (
            "l'homme L’Oréal qu'il d'être",
            "l homme l oreal|oréal qu il d etre|être",
        ),
        ("aujourd'hui", "aujourdhui|aujourd'hui"),
        ("dell'arte c'è", "dell arte c e|è"),
        ("US us Us U.S. UN's", "us|US us us us|u.s. un|UN"),
        ("THE A SENATE MINISTER", "the|THE a senate|SENATE minister"),
        ("США США́ ЁЖ G20 I", "сша|США сша|сша́ еж|ЁЖ g20 i"),
        ("O'Brien O’BRIEN", "obrien|o'brien obrien|o'brien"),
        ("п'ять п’ять пʼять", "пять|п'ять пять|п'ять пять|п'ять"),
        ("U.S. forces", "us|u.s. forces"),
        ("the U.S", "the us|u.s."),
        ("U.S.-based U.S.'s", "us|u.s. based us|u.s."),
        ("J.K. Rowling", "jk|j.k. rowling"),
        ("J. K. Rowling", "j k rowling"),
        ("z.B. т.д.", "zb|z.b. тд|т.д."),
        (
            "15,000 1.234.567,89 1'000",
            "15000|15,000 1234567.89|1.234.567,89 1000|1'000",
        ),
        ("3.5 3,5 0.125 3.14159", "3.5 3.5|3,5 0.125 3.14159"),
        ("$3.5bn 5G 2nd", "3.5bn 5g 2nd"),
        (
            "12.01.2026 10.0.0.1 14:30 2025,2026",
            "12 01 2026 10 0 0 1 14 30 2025 2026",
        ),
        ("Covid-19 F-16s", "covid 19 f 16s"),
        ("bbc.com end.Next", "bbc com end next"),
        ("café Cafe\u{301} CAFÉ", "cafe|café cafe|café cafe|CAFÉ"),
        ("Łódź Straße Ærø", "lodz|łódź strasse|straße aero|ærø"),
        ("İstanbul Iğdır", "istanbul|i\u{307}stanbul igdir|iğdır"),
        ("Ещё ёж й Київ їжак", "еще|ещё еж|ёж й київ їжак"),
        ("и\u{306}од мо\u{301}ре", "йод море|мо\u{301}ре"),
        ("Αθήνα ΛΟΓΟΣ λόγος", "αθηνα|αθήνα λογοσ|ΛΟΓΟΣ λογοσ|λόγος"),
        ("中文字 中", "中文 文字 字 中"),
        ("TikTok在中国", "tiktok 在中 中国 国"),
        ("東京タワー", "東京 京タ タワ ワー ー"),
        ("미국은", "미국 국은 은"),
        ("ﬁnance １２", "finance|ﬁnance 12|１２"),
        ("हिन्दी", "हिन्दी"),
        ("٢٠٢٦", "2026|٢٠٢٦"),
        ("مُحَمَّد", "محمد|مُحَمَّد"),
        ("צה\"ל", "צהל|צה\"ל"),
        ("col·legi", "collegi|col·legi"),
        ("co\u{AD}operate", "cooperate"),
        ("foo_bar @name #tag", "foo bar name tag"),
        ("rock'n'roll", "rocknroll|rock'n'roll"),
        ("'quoted' ‘word’ \"x\"", "quoted word x"),
    ] {
        assert_eq!(terms(text).join(" "), expected, "{text}");
    }
}

#[test]
fn ranges_leave_the_possessive_out_and_the_point_of_an_initialism_in() {
    let text = "Kyiv's U.S. 中文";
    let found: Vec<&str> = ranges(text)
        .iter()
        .map(|&(start, end, ..)| &text[start..end])
        .collect();
    assert_eq!(found, ["Kyiv", "U.S.", "中文", "文"]);
}

#[test]
fn kinds_tell_words_numbers_and_pairs_apart() {
    let mut tokens = Tokens::new("US 15,000 中文");
    let mut kinds = Vec::new();
    while let Some(token) = tokens.next_token() {
        kinds.push(token.kind);
    }
    assert_eq!(
        kinds,
        [
            TokenKind::Word,
            TokenKind::Number,
            TokenKind::Pair,
            TokenKind::Last
        ]
    );
}

#[test]
fn a_wall_of_letters_gives_a_short_term() {
    for wall in [
        "a".repeat(100_000),
        "é".repeat(100_000),
        "\u{AC00}\u{301}".repeat(10_000),
    ] {
        let found = ranges(&wall);
        assert!(found.iter().all(|(.., term)| term.len() <= 241));
        assert!(!found.is_empty());
    }
}

#[test]
fn long_chains_are_read_in_linear_time() {
    for unit in ["a.", "1.", "a'", "1,", "d’", "a\u{AD}", "中\u{301}\u{301}"] {
        let text = unit.repeat(200_000);
        assert!(!ranges(&text).is_empty());
    }
}

/// The tokens of a text in which only ASCII letters, digits and separators without meaning stand: the obvious way.
fn plainly(text: &str) -> Vec<(usize, usize, u32, String)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &text[from..at];
                let mut term = word.to_lowercase();
                if (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase()) {
                    term = format!("{term}\u{1}{word}");
                }
                found.push((from, at, found.len() as u32, term));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Pieces from which hard texts are made.
const PIECES: &[&str] = &[
    "a",
    "U",
    "s",
    "S",
    "word",
    "O",
    "'",
    "’",
    ".",
    ",",
    "-",
    " ",
    "\n",
    "1",
    "15",
    "000",
    "é",
    "e\u{301}",
    "й",
    "и\u{306}",
    "Ж",
    "ß",
    "İ",
    "中",
    "文",
    "カ",
    "ไ",
    "ท\u{E35}",
    "미",
    "\u{AD}",
    "\u{200D}",
    "·",
    "\"",
    "“",
    "”",
    "—",
    "l",
    "qu",
    "ll",
    "re",
    "हि",
    "🙂",
    "ﬁ",
    "١",
    "`",
    "\u{7EB}",
    "\u{FE27}",
];

fn hard_text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(PIECES), 0..40)
            .prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn plain_text_is_read_as_the_obvious_way_reads_it(text in "[a-zA-Z0-9 ;:!\\n-]{0,80}") {
        prop_assert_eq!(ranges(&text), plainly(&text));
    }

    #[test]
    fn ranges_are_ordered_and_on_character_boundaries(text in hard_text()) {
        let found = ranges(&text);
        for (number, (start, end, position, term)) in found.iter().enumerate() {
            prop_assert!(start < end && text.get(*start..*end).is_some());
            prop_assert_eq!(*position as usize, number);
            prop_assert!(!term.is_empty() && !key_of(term).is_empty());
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
        }
    }

    #[test]
    fn every_letter_and_digit_is_in_a_token_or_a_dropped_suffix(text in hard_text()) {
        let found = ranges(&text);
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() && c.is_ascii_digit()) {
            prop_assert!(found.iter().any(|&(start, end, ..)| start <= at && at < end), "{c} at {at}");
        }
    }

    #[test]
    fn a_token_alone_gives_its_own_term(text in hard_text()) {
        for (start, end, _, term) in ranges(&text) {
            let alone = ranges(&text[start..end]);
            prop_assert_eq!(&alone[0].3, &term, "{:?}", &text[start..end]);
        }
    }

    #[test]
    fn texts_divided_by_a_line_end_have_the_tokens_of_both(a in hard_text(), b in hard_text()) {
        let mut both = terms(&a);
        both.extend(terms(&b));
        prop_assert_eq!(terms(&format!("{a}\n{b}")), both);
    }

    #[test]
    fn case_and_composition_do_not_change_the_key(text in hard_text()) {
        use unicode_normalization::UnicodeNormalization;
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(fold(&composed), fold(&decomposed));
    }

    #[test]
    fn folding_twice_changes_nothing(text in hard_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}
