//! Which finds in a text without capitals are whole words.
//!
//! In: a text, where a listed name stands in it, and the language. Out: whether it stands there as a word, with at most the prefixes and endings of
//! that language that leave it the name of a place. Endings that make an adjective or a people of it are on no list.

use unicode_normalization::char::is_combining_mark;

/// What may stand before a name and behind it in its word, for languages whose affixes are listed.
struct Affixes {
    languages: &'static [&'static str],
    prefixes: &'static [&'static str],
    endings: &'static [&'static str],
}

/// `and`, `in`, `to`, `from`, `like`; in Korean the particles, in Amharic the accusative and the article.
const AFFIXES: &[Affixes] = &[
    Affixes {
        languages: &["ar"],
        prefixes: &["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك"],
        endings: &[],
    },
    Affixes {
        languages: &["fa", "ur", "ps", "ku", "hi", "pa"],
        prefixes: &[],
        endings: &[],
    },
    Affixes {
        languages: &["he", "yi"],
        prefixes: &[
            "ו", "ה", "ב", "ל", "מ", "ש", "כ", "וב", "ול", "ומ", "וש", "וה", "וכ", "שב", "של",
            "שמ", "שה", "מה", "כש", "ושב", "ושל", "כשב", "ומה", "מב", "לב",
        ],
        endings: &[],
    },
    Affixes {
        languages: &["am", "ti"],
        prefixes: &[
            "የ",
            "በ",
            "ለ",
            "ከ",
            "ስለ",
            "እንደ",
            "ወደ",
            "በየ",
            "ከየ",
            "እና",
            "ን",
            "ብ",
            "ካብ",
            "ናይ",
            "ናብ",
            "ኣብ",
            "ምስ",
            "ንናይ",
        ],
        endings: &["ን", "ና", "ም", "ንና", "ንም", "ው", "ዋ", "ስ"],
    },
    Affixes {
        languages: &["ko"],
        prefixes: &[],
        endings: &[
            "은",
            "는",
            "이",
            "가",
            "을",
            "를",
            "의",
            "에",
            "에서",
            "에게",
            "로",
            "으로",
            "와",
            "과",
            "도",
            "만",
            "까지",
            "부터",
            "에는",
            "에도",
            "에서는",
            "에서도",
            "에선",
            "엔",
            "이나",
            "나",
            "라는",
            "이라는",
            "보다",
            "처럼",
            "와의",
            "과의",
            "로부터",
            "으로부터",
            "측",
            "측은",
            "측이",
            "등",
            "등의",
            "등이",
            "으로의",
            "로의",
            "에서의",
            "이며",
            "이고",
            "이다",
            "이라고",
            "라고",
        ],
    },
    Affixes {
        languages: &["mr", "ne"],
        prefixes: &[],
        endings: &[
            "त",
            "ात",
            "च्या",
            "ाच्या",
            "चा",
            "ाचा",
            "ची",
            "ाची",
            "चे",
            "ाचे",
            "ने",
            "ाने",
            "ला",
            "ाला",
            "हून",
            "ाहून",
            "मा",
            "को",
            "का",
            "की",
            "ले",
            "लाई",
            "बाट",
            "सँग",
        ],
    },
    Affixes {
        languages: &["bn", "as"],
        prefixes: &[],
        endings: &[
            "র",
            "ের",
            "ে",
            "তে",
            "কে",
            "েও",
            "তেও",
            "য়",
            "য়",
            "ও",
            "ৰ",
            "ত",
            "েই",
        ],
    },
];

/// Longest ending in a language whose endings are not listed.
const LETTERS_UNLISTED: usize = 3;

/// Names of places that are much more often a word: `financial`, `gardener`, `means`, `square`, `arrogance`.
const WORDS: &[(&str, &[&str])] = &[
    ("ar", &["مالي", "ميدان", "المدينة"]),
    ("fa", &["مالی", "میدان"]),
    ("ur", &["مالی", "میدان"]),
    ("hi", &["माली"]),
    ("mr", &["माली"]),
    ("ne", &["माली"]),
    ("ko", &["수단", "오만", "가나"]),
];

/// What behind a name makes a people, a language or letters of it in Chinese and Japanese.
const OF_PEOPLES: [char; 5] = ['人', '語', '语', '裔', '字'];

/// A name, and what it is no name before: `沿海地产`, coastal property, is not Haiti.
const NOT_BEFORE: &[(&str, &str)] = &[("海地", "产產区區带帶理形貌质質势勢")];

/// Whether what stands there may be a name, in a language that divides words by blanks.
pub fn is_word(text: &str, start: usize, end: usize, language: &str) -> bool {
    let (before, behind) = (&text[..start], &text[end..]);
    let first = before
        .char_indices()
        .rev()
        .take_while(|&(_, c)| is_letter(c))
        .last();
    let prefix = first.map_or("", |(at, _)| &before[at..]);
    let length = behind.find(|c| !is_letter(c)).unwrap_or(behind.len());
    let ending = &behind[..length];
    let is_common = WORDS
        .iter()
        .any(|&(of, words)| of == language && words.contains(&&text[start..end]));
    let listed = AFFIXES
        .iter()
        .find(|affixes| affixes.languages.contains(&language));
    let fits = listed.map_or_else(
        || prefix.is_empty() && ending.chars().count() <= LETTERS_UNLISTED,
        |affixes| {
            (prefix.is_empty() || affixes.prefixes.contains(&prefix))
                && (ending.is_empty() || affixes.endings.contains(&ending))
        },
    );
    fits && !is_common
}

/// Whether what stands there may be a name, in a language that does not divide words: Katakana only as a whole run, and no people.
pub fn is_name(text: &str, start: usize, end: usize, is_listed: impl Fn(&str) -> bool) -> bool {
    let (name, behind) = (&text[start..end], &text[end..]);
    let next = behind.chars().next();
    let is_people = next.is_some_and(|c| OF_PEOPLES.contains(&c)) && !behind.starts_with("人民");
    let is_other =
        |&(of, before): &(&str, &str)| of == name && next.is_some_and(|c| before.contains(c));
    !is_people && !NOT_BEFORE.iter().any(is_other) && is_run(text, start, end, is_listed)
}

/// Whether a name in Katakana is all of its run, or one of listed names with a dot between them.
fn is_run(text: &str, start: usize, end: usize, is_listed: impl Fn(&str) -> bool) -> bool {
    let name = &text[start..end];
    let (before, behind) = (&text[..start], &text[end..]);
    let (mut from, mut until) = (start, end);
    if name.starts_with(is_katakana) {
        let first = before.char_indices().rev();
        let first = first.take_while(|&(_, c)| is_katakana(c)).last();
        from = first.map_or(start, |(at, _)| at);
    }
    if name.ends_with(is_katakana) {
        until = end + behind.find(|c| !is_katakana(c)).unwrap_or(behind.len());
    }
    (from, until) == (start, end) || text[from..until].split('・').all(is_listed)
}

fn is_katakana(c: char) -> bool {
    ('ァ'..='ヿ').contains(&c)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}
