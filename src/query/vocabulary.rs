//! The fixed words and signs of the language, in one table.

use super::tree::{DateTest, Nearness, TextField, ValueField};

/// A name before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Text(TextField),
    TitleAndLead,
    Value(ValueField),
    Date(DateTest),
    Words,
}

/// For messages.
pub(super) const FIELDS: &str = "title, body, lead, byline, site, section, lang, url, person, org, place, misc, words, date, after, before";

/// The field of a name, whatever its case.
pub(super) fn field(name: &str) -> Option<Field> {
    Some(match name.to_ascii_lowercase().as_str() {
        "title" | "headline" | "intitle" | "allintitle" => Field::Text(TextField::Title),
        "hlead" => Field::TitleAndLead,
        "body" | "text" | "intext" | "allintext" => Field::Text(TextField::Body),
        "lead" => Field::Text(TextField::Lead),
        "byline" | "author" => Field::Text(TextField::Byline),
        "site" | "source" | "domain" => Field::Value(ValueField::Site),
        "section" => Field::Value(ValueField::Section),
        "lang" | "language" => Field::Value(ValueField::Lang),
        "url" | "inurl" => Field::Value(ValueField::Url),
        "person" => Field::Value(ValueField::Person),
        "org" => Field::Value(ValueField::Org),
        "place" => Field::Value(ValueField::Place),
        "misc" => Field::Value(ValueField::Misc),
        "words" | "length" => Field::Words,
        "date" | "published" => Field::Date(DateTest::In),
        "after" | "since" => Field::Date(DateTest::After),
        "before" | "until" => Field::Date(DateTest::Before),
        _ => return None,
    })
}

/// What to write for a field of other languages.
pub(super) fn field_elsewhere(name: &str) -> Option<&'static str> {
    Some(match name {
        "when" => "published within seven days: date:7d",
        "daterange" | "dates" | "date_range" => {
            "published from one day to another: date:2025..2026-03"
        }
        "year" | "month" | "day" | "pubdate" | "pub_date" | "datetime" | "timestamp" => {
            "when it was published: date:2026, date:2026-01, date:2026-01-06"
        }
        "from" => "published from a day on: after:2026-01-06",
        "to" => "published up to a day: date:..2026-01-06",
        "content" | "contents" | "fulltext" => "in the text: body:word",
        "keyword" | "keywords" | "tag" | "tags" | "subject" | "topic" | "terms" => {
            "articles carry no index terms: search for words, or section:… org:… place:…"
        }
        "country" | "city" | "location" | "geo" | "geographic" => "a place that is named: place:…",
        "company" | "organization" | "organisation" => "a body that is named: org:…",
        "name" | "people" => "somebody who is named: person:…",
        "newspaper" | "publication" | "publisher" | "outlet" | "host" | "website" => {
            "an outlet, by its address: site:…"
        }
        "inanchor" | "allinanchor" | "filetype" | "ext" | "cache" | "related" | "define"
        | "link" => "articles have no such property here; leave it out",
        _ => return None,
    })
}

/// What to write for `TI=rest`, a code of a field in other tools.
pub(super) fn code_elsewhere(name: &str, rest: &str) -> Option<String> {
    let field = match name.to_ascii_lowercase().as_str() {
        "ti" | "hl" | "hd" => "title",
        "au" | "by" => "byline",
        "lp" | "ab" => "lead",
        "tx" | "ft" | "td" => "body",
        "so" | "jn" | "rst" | "pub" => "site",
        "la" => "lang",
        "dt" | "py" | "pd" => "date",
        "wc" => "words",
        "co" => "org",
        "re" => "place",
        "pn" => "person",
        "su" | "de" | "kw" | "ns" | "in" => {
            let hint =
                "articles carry no index terms: search for words, or section:… org:… place:…";
            return Some(hint.to_owned());
        }
        _ => return None,
    };
    Some(format!("to look there: {field}:{rest}"))
}

/// The number that a word says, up to twenty, and the round ones behind it.
fn number_said(word: &str) -> Option<u32> {
    const SAID: &[&str] = &[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const ROUND: &[(&str, u32)] = &[
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("hundred", 100),
    ];
    let place = SAID.iter().position(|said| *said == word);
    let round = ROUND.iter().find(|(said, _)| *said == word);
    place
        .map(|at| at as u32 + 1)
        .or(round.map(|(_, number)| *number))
}

/// How a run with a slash in it reads.
pub(super) enum Reading {
    None,
    Near(Nearness),
    NotNear(Nearness),
    /// Meant as nearness, but not possible: message and hint.
    Wrong(String, String),
}

/// Reads `w/5`, `PRE/3`, `NEAR/5`, `ADJ/3`, `w/s`, `w/p`, with or without a `not` glued to it.
pub(super) fn nearness(run: &str) -> Reading {
    let Some((name, argument)) = run.split_once('/') else {
        return Reading::None;
    };
    let lower = name.to_ascii_lowercase();
    let (negated, name) = match lower.strip_prefix("not-") {
        Some(rest) => (true, rest),
        None => (false, lower.as_str()),
    };
    let ordered = match name {
        "w" | "within" | "near" | "n" => false,
        "pre" | "p" | "adj" | "onear" | "next" => true,
        _ => return Reading::None,
    };
    let found = match argument.to_ascii_lowercase().as_str() {
        "s" | "sent" | "sentence" if !ordered => Some(Nearness::Sentence),
        "p" | "para" | "paragraph" if !ordered => Some(Nearness::Paragraph),
        digits if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            let steps = digits.parse().unwrap_or(u32::MAX);
            Some(if ordered {
                Nearness::Before(steps)
            } else {
                Nearness::Within(steps)
            })
        }
        _ => None,
    };
    if let Some(steps) = number_said(&argument.to_ascii_lowercase()) {
        let name = if ordered { "pre" } else { "w" };
        return Reading::Wrong(
            format!("{run} needs its number in figures"),
            format!("{name}/{steps}"),
        );
    }
    match found {
        Some(nearness) if negated => Reading::NotNear(nearness),
        Some(nearness) => Reading::Near(nearness),
        // `pre/post` and `w/out` are words that people print.
        None if argument.chars().count() > 1
            && !argument
                .trim_start_matches(['-', '+'])
                .starts_with(|c: char| c.is_ascii_digit())
            && !matches!(argument.to_ascii_lowercase().as_str(), "seg" | "segment") =>
        {
            Reading::None
        }
        None if matches!(argument.to_ascii_lowercase().as_str(), "seg" | "segment") => {
            Reading::Wrong(
                format!("{run}: articles have no segments to be near in"),
                "w/p for one paragraph; anywhere in an article: a AND b; in a headline: title:(a AND b)"
                    .to_owned(),
            )
        }
        None if name.len() < 2 && name != "w" => Reading::None,
        None => Reading::Wrong(
            format!("{run} needs a number"),
            format!("{name}/5, or w/s for the same sentence, w/p for the same paragraph"),
        ),
    }
}

/// The spelling here of a word that is nearness in other languages: `NEAR`, `ADJ2`, `w5`. Without a number only in capitals,
/// since small letters are words of a text.
pub(super) fn nearness_elsewhere(word: &str) -> Option<String> {
    let split = word
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(word.len());
    let (name, number) = word.split_at(split);
    if number.is_empty() {
        return match name {
            "NEAR" | "WITHIN" | "AROUND" => Some("w/5"),
            "ADJ" | "PRE" | "ONEAR" | "NEXT" => Some("pre/5"),
            "SAME" => Some("w/p for one paragraph, w/s for one sentence"),
            _ => None,
        }
        .map(str::to_owned);
    }
    let steps: u32 = number.parse().ok()?;
    match name.to_ascii_lowercase().as_str() {
        "w" | "near" | "within" => Some(format!("w/{steps}")),
        "n" if name == "N" => Some(format!("w/{steps}")),
        "adj" | "pre" | "onear" | "next" => Some(format!("pre/{steps}")),
        _ => None,
    }
}

/// Words between two days that mean a span of them.
pub(super) const UNTIL: &[&str] = &["to", "until", "till", "through", "bis", "au", "hasta"];

/// Words that make a list of words a question, folded; left out are those that mean something else as often (`que`, `was`).
const QUESTION_WORDS: &[&str] = &[
    "who",
    "whom",
    "whose",
    "what",
    "which",
    "when",
    "where",
    "why",
    "how", // English
    "wer",
    "wen",
    "wem",
    "wessen",
    "wann",
    "wo",
    "welche",
    "welcher",
    "welches",
    "warum",
    "wie", // German
    "quand",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "pourquoi",
    "combien", // French
    "quien",
    "quienes",
    "cuando",
    "cual",
    "cuales",
    "cuanto",
    "cuantos", // Spanish
    "кто",
    "когда",
    "где",
    "какой",
    "какая",
    "какие",
    "почему",
    "сколько", // Russian
    "хто",
    "коли",
    "де",
    "який",
    "яка",
    "які",
    "чому",
    "скільки", // Ukrainian
];

/// Whether a word, folded, asks a question.
pub(super) fn asks(word: &str) -> bool {
    QUESTION_WORDS.contains(&word)
}

/// Names in capitals whose letters are a common word.
pub(super) const NAMES: &[&str] = &["US", "WHO", "IT"];

/// The plain sign that a character stands for.
pub(super) fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '〝' | '〞' | '「' | '」' | '『' | '』' => {
            '"'
        }
        '‐' | '‑' | '‒' | '–' | '−' | '﹣' => '-',
        // The long dashes divide words and never exclude one.
        '—' | '―' => ' ',
        '‘' | '’' | 'ʼ' => '\'',
        // Full-width forms of the printable ASCII signs.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// True for what divides words: white space and control characters, NUL too.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// True for signs that belong to the letter before them.
pub(super) fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
