//! Room `page`: character sets. What a page says counts, unless its bytes show otherwise.

use encoding_rs::Encoding;
use newsdex::page::{self, Form, Limits, Page};
use newsdex::read::RawPage;

const RUSSIAN: &str = "Президент подписал указ о новых мерах поддержки, сообщили в правительстве. Жители города ждут ответа уже две недели.";
const UKRAINIAN: &str = "Її чекали біля ґанку: рятувальники з'ясували, що вода піднялася на два метри. Мешканці їдуть до сусіднього міста.";
const GERMAN: &str =
    "Die Behörde prüft das Gesetz über größere Straßen für Köln. Später möchte sie Bürger hören.";
const POLISH: &str = "Mieszkańcy Łodzi żądają wyjaśnień. Źródło: wójt gminy powiedział, że pęknięcie było już w środę.";
const GREEK: &str = "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την αντιμετώπιση της κρίσης στην Αθήνα και τη Θεσσαλονίκη.";
const JAPANESE: &str =
    "政府は今日、新しい対策を発表した。専門家は効果を疑問視している。詳しいことはまだ分からない。";
const CHINESE: &str =
    "政府今天宣布了新的措施,专家对效果表示怀疑。目前还不清楚具体情况如何,市民正在等待消息。";
const KOREAN: &str = "정부는 오늘 새로운 대책을 발표했다. 전문가들은 효과에 의문을 제기하고 있다. 자세한 것은 아직 알 수 없다.";

fn parse(bytes: Vec<u8>, carrier: Option<&str>) -> Page {
    let raw = RawPage {
        path: "a.html".into(),
        member: None,
        form: Form::Html,
        bytes,
        charset: carrier.map(str::to_owned),
        claims: Vec::new(),
    };
    page::parse(raw, &Limits::default())
}

fn encode(label: &str, text: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).expect("a label of the standard");
    let (bytes, _, failed) = encoding.encode(text);
    assert!(!failed, "{label} cannot hold the text");
    bytes.into_owned()
}

fn check(bytes: Vec<u8>, carrier: Option<&str>, charset: &str, text: &str) {
    let page = parse(bytes, carrier);
    assert_eq!(
        page.blocks.last().map(|block| block.text.as_str()),
        Some(text)
    );
    assert_eq!(page.charset, charset);
}

const SETS: &[(&str, &str)] = &[
    ("utf-8", RUSSIAN),
    ("windows-1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("iso-8859-5", RUSSIAN),
    ("ibm866", RUSSIAN),
    ("windows-1251", UKRAINIAN),
    ("koi8-u", UKRAINIAN),
    ("windows-1252", GERMAN),
    ("iso-8859-15", GERMAN),
    ("iso-8859-2", POLISH),
    ("windows-1250", POLISH),
    ("windows-1253", GREEK),
    ("iso-8859-7", GREEK),
    ("shift_jis", JAPANESE),
    ("euc-jp", JAPANESE),
    ("iso-2022-jp", JAPANESE),
    ("gbk", CHINESE),
    ("gb18030", CHINESE),
    ("euc-kr", KOREAN),
];

#[test]
fn escapes_of_japanese_mail_tell_their_set_whatever_is_declared() {
    let body = encode("iso-2022-jp", JAPANESE);
    for head in ["", "<meta charset=utf-8>", "<meta charset=shift_jis>"] {
        let page = [head.as_bytes(), b"<p>", &body, b"</p>"].concat();
        check(page, None, "iso-2022-jp", JAPANESE);
    }
    // Other escapes are those of a terminal.
    for text in [
        "one \x1b[1mtwo\x1b[0m three",
        "one \x1b$B two",
        "one \x1b$Btwo\x1b(B\u{e9}",
    ] {
        let page = parse(format!("<p>{text}</p>").into_bytes(), None);
        assert_eq!(page.charset, "utf-8", "{text:?}");
    }
}

#[test]
fn a_declared_set_is_used() {
    for (label, text) in SETS {
        let heads = [
            format!("<meta charset={label}>"),
            format!("<META content=\"text/html; charset={label}\" http-equiv='Content-Type'>"),
            format!("<?xml version=\"1.0\" encoding=\"{label}\"?>"),
            format!(
                "<!-- <meta charset=x-nonsense> --><meta charset = '{}' />",
                label.to_uppercase()
            ),
        ];
        for head in heads {
            check(
                encode(label, &format!("{head}<p>{text}</p>")),
                None,
                label,
                text,
            );
        }
        check(
            encode(label, &format!("<p>{text}</p>")),
            Some(label),
            label,
            text,
        );
    }
}

#[test]
fn an_undeclared_set_is_found_out() {
    let sure = [
        "utf-8",
        "windows-1251",
        "koi8-r",
        "windows-1253",
        "shift_jis",
        "euc-jp",
        "gbk",
        "euc-kr",
    ];
    for (label, text) in SETS.iter().filter(|set| sure.contains(&set.0)) {
        let page = parse(encode(label, &format!("<p>{text}</p>")), None);
        assert_eq!(page.blocks[0].text, *text, "{label}");
    }
}

/// Names of towns and offices, with capitals and the letters that old sets of the Macintosh have elsewhere.
const GOVERNOR: &str = "Губернатор Ярославской области встретился с жителями Рыбинска. Юлия Яковлева, депутат Думы, заявила: «Я не знаю, когда откроют мост».";

#[test]
fn cyrillic_of_the_macintosh_is_found_out_whatever_is_declared() {
    let said = ["", "<meta charset=utf-8>", "<meta charset=windows-1251>"];
    for text in [RUSSIAN, GOVERNOR, UKRAINIAN] {
        for head in said {
            for set in ["x-mac-cyrillic", "windows-1251"] {
                let page = format!("{head}<p>{text}</p>");
                check(encode(set, &page), None, set, text);
            }
        }
    }
}

#[test]
fn pounds_are_no_polish_letters() {
    let british = [
        "The council will spend £3.4m on the bridge, and £250,000 on the road to it.",
        "\u{201c}It cost £12,\u{201d} said the owner of the café.",
    ];
    for text in british {
        let page = parse(encode("windows-1252", &format!("<p>{text}</p>")), None);
        assert_eq!(page.blocks[0].text, text);
    }
    let polish =
        "W Łodzi i Łomży otwarto dziś mosty: Łódź wydała na nie dwanaście milionów złotych.";
    for set in ["windows-1250", "iso-8859-2"] {
        let page = parse(encode(set, &format!("<p>{polish}</p>")), None);
        assert!(
            page.blocks[0].text.contains("Łodzi i Łomży"),
            "{set}: {}",
            page.blocks[0].text
        );
    }
}

#[test]
fn a_declaration_that_the_bytes_contradict_is_not_believed() {
    let russian = format!("<meta charset=utf-8><p>{RUSSIAN}</p>");
    check(
        encode("windows-1251", &russian),
        None,
        "windows-1251",
        RUSSIAN,
    );
    check(
        encode("windows-1251", &russian),
        Some("utf-8"),
        "windows-1251",
        RUSSIAN,
    );
    let russian = format!("<meta charset=windows-1251><p>{RUSSIAN}</p>");
    check(
        russian.clone().into_bytes(),
        Some("koi8-r"),
        "utf-8",
        RUSSIAN,
    );
    check(
        encode("windows-1251", &russian),
        Some("utf-8"),
        "windows-1251",
        RUSSIAN,
    );
    check(
        encode("windows-1251", &russian),
        Some("iso-8859-1"),
        "windows-1251",
        RUSSIAN,
    );
    check(
        format!("<meta charset=utf-16><p>{GERMAN}</p>").into_bytes(),
        None,
        "utf-8",
        GERMAN,
    );
    check(
        format!("<meta charset=no-such-set><p>{GERMAN}</p>").into_bytes(),
        None,
        "utf-8",
        GERMAN,
    );
}

#[test]
fn a_false_word_that_makes_garbage_is_outdone() {
    let cyrillic = ["windows-1251", "koi8-r", "koi8-u", "ibm866", "iso-8859-5"];
    let western = [
        "windows-1252",
        "iso-8859-1",
        "windows-1250",
        "iso-8859-2",
        "windows-1254",
    ];
    let eastern = ["shift_jis", "euc-jp", "gbk", "big5", "euc-kr"];
    let alphabets = [&cyrillic[..], &western[..]].concat();
    let all = [&alphabets[..], &eastern[..], &["utf-8"]].concat();
    for (label, text, said) in [
        ("koi8-u", UKRAINIAN, &all),
        ("windows-1251", UKRAINIAN, &all),
        ("windows-1251", RUSSIAN, &all),
        ("iso-8859-5", RUSSIAN, &all),
        ("windows-1252", GERMAN, &cyrillic.to_vec()),
        ("iso-8859-2", POLISH, &cyrillic.to_vec()),
        ("windows-1253", GREEK, &alphabets),
        ("shift_jis", JAPANESE, &alphabets),
        ("gbk", CHINESE, &alphabets),
        ("euc-kr", KOREAN, &alphabets),
        (
            "euc-jp",
            JAPANESE,
            &vec!["windows-1251", "windows-1252", "utf-8", "gbk"],
        ),
        (
            "ibm866",
            RUSSIAN,
            &vec![
                "windows-1251",
                "koi8-r",
                "windows-1252",
                "utf-8",
                "iso-8859-5",
            ],
        ),
    ] {
        for said in said.iter().filter(|said| **said != label) {
            let text = text.repeat(2);
            let page = format!("<meta charset={said}><article><p>{text}</p></article>");
            let page = parse(encode(label, &page), None);
            let read = page.blocks.last().map(|block| block.text.clone());
            assert_eq!(read, Some(text), "{label} declared as {said}");
        }
    }
}

#[test]
fn odd_words_in_a_page_that_is_right_change_nothing() {
    for (label, text) in [
        (
            "windows-1251",
            "ООО «РосНефть» и группа «ТехноNIKOL» в iPhone-версии: МОСКВА, КИЕВ, МИНСК. ВСЕ ПРАВА ЗАЩИЩЕНЫ.",
        ),
        (
            "windows-1251",
            "ПРЕЗИДЕНТ ПОДПИСАЛ УКАЗ О НОВЫХ МЕРАХ ПОДДЕРЖКИ, СООБЩИЛИ В ПРАВИТЕЛЬСТВЕ.",
        ),
        (
            "koi8-r",
            "ПРЕЗИДЕНТ ПОДПИСАЛ УКАЗ О НОВЫХ МЕРАХ ПОДДЕРЖКИ, СООБЩИЛИ В ПРАВИТЕЛЬСТВЕ.",
        ),
        ("koi8-r", RUSSIAN),
        (
            "windows-1252",
            "Kö ßÄÖ µm²: 5 £, 20 °C, ½ Liter, «Café» für 3 €, naïve Façade.",
        ),
        (
            "windows-1252",
            "Don\u{2019}t \u{201c}worry\u{201d} \u{2013} it\u{2019}s £5 in the café.",
        ),
        ("iso-8859-2", POLISH),
        (
            "gbk",
            "Here’s what “they” said… 43–51 “exercise” at the café.",
        ),
        ("euc-jp", "メイリオは書体です。"),
        (
            "windows-1254",
            "Belediye başkanı köprünün kapatıldığını açıkladı, çünkü yeni yol henüz açılmadı.",
        ),
    ] {
        let page = format!("<meta charset={label}><article><p>{text}</p></article>");
        check(encode(label, &page), None, label, text);
    }
}

#[test]
fn a_mark_at_the_start_decides() {
    let text = format!("<meta charset=koi8-r><p>{RUSSIAN}</p>");
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend(text.bytes());
    check(marked, Some("windows-1251"), "utf-8", RUSSIAN);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(
        [vec![0xff, 0xfe], little.clone()].concat(),
        None,
        "utf-16le",
        RUSSIAN,
    );
    check([vec![0xfe, 0xff], big].concat(), None, "utf-16be", RUSSIAN);
    let latin = format!("<html><head></head><body><div class=article><p>{GERMAN}</p>");
    let unmarked: Vec<u8> = latin.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(unmarked, None, "utf-16le", GERMAN);
}

#[test]
fn damage_in_a_utf8_page_stays_where_it_is() {
    let mut bytes = format!("<p>{RUSSIAN}</p><p>x").into_bytes();
    bytes.extend([0xed, 0xa0, 0x80, 0x00, 0xd0]);
    let page = parse(bytes, Some("utf-8"));
    assert_eq!(
        (page.charset, page.blocks[0].text.as_str()),
        ("utf-8", RUSSIAN)
    );
    assert!(page.blocks[1].text.starts_with('x'));
}

#[test]
fn names_that_no_standard_lists_are_understood() {
    for (name, set) in [
        ("win-1251", "windows-1251"),
        ("Windows1251", "windows-1251"),
        ("mac-roman", "macintosh"),
        ("KOI-8", "koi8-r"),
    ] {
        let page = parse(b"<p>x \xe1\xe2</p>".to_vec(), Some(name));
        assert_eq!(page.charset, set, "{name}");
    }
}

#[test]
fn utf16_without_a_mark_is_known_in_every_script_and_order() {
    let texts = [
        RUSSIAN, UKRAINIAN, GERMAN, POLISH, GREEK, JAPANESE, CHINESE, KOREAN,
    ];
    for text in texts {
        for page in [
            format!("<p>{text}</p>"),
            format!(
                "<html><head><meta charset=\"utf-16\"></head><body><p>{text}</p></body></html>"
            ),
            format!("{text}\n\n{text}\n"),
        ] {
            let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
            check(little, None, "utf-16le", text);
            check(big, None, "utf-16be", text);
        }
    }
}

#[test]
fn text_in_bytes_is_never_taken_for_utf16() {
    for (label, text) in SETS {
        for page in [format!("<p>{text}</p>"), format!("{text}\n\n{text}\n")] {
            let bytes = encode(label, &page);
            // A stray NUL at either kind of place, too.
            for at in [None, Some(0), Some(1), Some(40), Some(41)] {
                let mut bytes = bytes.clone();
                if let Some(at) = at {
                    bytes[at] = 0;
                }
                let charset = parse(bytes, None).charset;
                assert!(!charset.starts_with("utf-16"), "{label} {at:?}");
            }
        }
    }
    let noise: Vec<u8> = (0..4096_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    assert!(!parse(noise, None).charset.starts_with("utf-16"));
}

/// Bytes that are no UTF-8, each in a page of English that says that it is UTF-8, and what the page then holds.
const DAMAGE: &[(&[u8], &str)] = &[
    (b"\xed\xa0\xbd\xed\xb8\x80", "half a surrogate pair each"),
    (b"\xed\xa0\xbd", "a lone surrogate"),
    (b"\xc0\x80", "a NUL in two bytes"),
    (b"Jos\xe9 Mu\xf1oz", "letters of Latin-1"),
    (b"\xff \xfe \x80", "stray bytes"),
    (b"\xe2\x80", "a sequence that is cut off"),
];

#[test]
fn a_page_that_says_utf8_keeps_its_sound_letters_whatever_is_broken_beside_them() {
    let said = "The mayor’s office said on Monday that the bridge will stay closed until spring.";
    for (broken, what) in DAMAGE {
        for (head, carrier) in [("<meta charset=utf-8>", None), ("", Some("UTF-8"))] {
            let mut bytes = format!("{head}<p>{said}</p><p>By ").into_bytes();
            bytes.extend(*broken);
            bytes.extend(b" of the desk</p>");
            let page = parse(bytes, carrier);
            assert_eq!(page.charset, "utf-8", "{what}");
            assert_eq!(page.blocks[0].text, said, "{what}");
            let last = &page.blocks[1].text;
            assert!(
                last.starts_with("By ") && last.ends_with("of the desk"),
                "{what}: {last}"
            );
        }
    }
}

#[test]
fn a_false_word_for_utf8_is_outdone_by_a_whole_page_in_another_set() {
    let legacy = [
        "windows-1251",
        "koi8-r",
        "windows-1253",
        "shift_jis",
        "euc-jp",
        "gbk",
        "euc-kr",
        "windows-1252",
    ];
    for (label, text) in SETS.iter().filter(|set| legacy.contains(&set.0)) {
        let page = parse(
            encode(label, &format!("<meta charset=utf-8><p>{text}</p>")),
            Some("utf-8"),
        );
        assert_eq!(page.blocks[0].text, *text, "{label}");
    }
    let few = parse(
        b"<meta charset=utf-8><p>A caf\xe9 in the old town has closed.</p>".to_vec(),
        None,
    );
    assert_eq!(few.blocks[0].text, "A café in the old town has closed.");
}
