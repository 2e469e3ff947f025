//! The persons who wrote an article, out of what claims and bylines say.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::entities::decode;
use super::glued::{
    first_sentence, unglued, without_glued_month, without_glued_words, without_title,
};
use super::no_names::{CITIES, COUNTRIES, NEVER_IN_NAMES, is_firm, is_switch};
use super::words::{NOT_PERSONS, ORGANISATIONS, OUTLET_ENDINGS, ROLES};
use crate::clean::calendar::{self, DateWord};
use crate::clean::cues::fold::{fold, is_unspaced};
use crate::clean::cues::shape;

/// Most persons of one article that are kept.
pub(super) const MOST: usize = 20;

/// The persons named by a statement such as `By Jane Doe and John Roe, Staff Writers`, in order, each once.
///
/// Agencies, outlets (`site` is one), roles, addresses and dates are left out. Names in capitals are written as usual.
///
/// ```
/// use newsdex::article::persons::persons;
/// assert_eq!(persons("Von ANNA MEIER und Jörg Groß, dpa", ""), ["Anna Meier", "Jörg Groß"]);
/// assert!(persons("https://www.facebook.com/example", "").is_empty());
/// ```
pub fn persons(statement: &str, site: &str) -> Vec<String> {
    let text = decode(statement).replace(" as told to ", ", ");
    let mut seen = BTreeSet::new();
    let listed = shape::byline(&text)
        .or_else(|| behind_date(&text))
        .unwrap_or(&text);
    let parts = split(listed);
    if is_place(&parts) {
        return Vec::new();
    }
    let names = joined_by_comma(&parts).map_or_else(
        || parts.iter().filter_map(|part| person(part, site)).collect(),
        |name| vec![name],
    );
    let names = names
        .into_iter()
        .filter(|name| seen.insert(fold(name).text))
        .take(MOST)
        .collect::<Vec<_>>();
    without_fragments(names)
}

/// Beside full names, single words are what is left of a role or a place: `Jane Doe, Home and Security Expert`.
fn without_fragments(mut names: Vec<String>) -> Vec<String> {
    if names.iter().any(|name| name.contains(' ')) {
        names.retain(|name| name.contains(' ') || name.chars().all(is_unspaced));
    }
    names
}

/// The names in `12 June 2017 by Jane Doe`.
pub(super) fn behind_date(text: &str) -> Option<&str> {
    let lead = [" by ", " von ", " par ", " por ", " door ", " av ", " af "]
        .into_iter()
        .find(|lead| text.contains(lead))?;
    let (date, names) = text.split_once(lead)?;
    date.chars().any(char::is_numeric).then_some(names)
}

/// Words of the longest name of a desk.
const DESK_WORDS: usize = 6;

/// The agency or desk that a statement of authors names: `Associated Press`, `The Example Editorial Board`.
///
/// The outlet itself (`site`), addresses and empty words such as `Staff` are none.
pub(super) fn desk_in(statement: &str, site: &str) -> Option<String> {
    let text = decode(statement);
    let name = without_lead(&text).trim();
    let folded = fold(name);
    let called = shape::is_agency(name)
        || folded
            .text
            .split(' ')
            .any(|word| ORGANISATIONS.contains(&word));
    let address = name.contains("://") || name.contains('@') || name.contains("www.");
    let empty = NOT_PERSONS.contains(&folded.text.as_str()) || is_site(&folded.text, site);
    (called && !address && !empty && !is_firm(&folded.text) && folded.words <= DESK_WORDS)
        .then(|| name.to_owned())
}

/// Cuts a list of names at commas, bars, line breaks and words for `and`.
fn split(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for piece in text.split([
        ',', ';', '|', '/', '•', '·', '⋅', '∙', '●', '&', '、', '，', '；', '\n', '\t', '：', '（',
        '(', '▪',
    ]) {
        let mut part = String::new();
        for word in piece.split_whitespace() {
            if ANDS.contains(&fold(word).text.as_str()) && word.chars().all(char::is_lowercase) {
                parts.push(std::mem::take(&mut part));
            } else {
                part.push_str(if part.is_empty() { "" } else { " " });
                part.push_str(word);
            }
        }
        parts.push(part);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Words for `and` and `with` between two names.
const ANDS: &[&str] = &[
    "and", "und", "et", "y", "e", "и", "та", "і", "й", "og", "och", "en", "ja", "es", "si", "και",
    "ve", "i", "oraz", "with", "mit", "avec", "con", "med", "a",
];

/// `Doe, Jane` as one name: two single words, neither an agency.
fn joined_by_comma(parts: &[String]) -> Option<String> {
    let [last, first] = parts else { return None };
    let single = |word: &String| {
        word.chars().count() > 1
            && word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let plain = |word: &String| {
        single(word) && !word.chars().all(char::is_uppercase) && !is_none(&fold(word).text)
    };
    (plain(last) && plain(first)).then(|| format!("{first} {last}"))
}

/// `Frankfurt, Germany`: where a picture was taken or a report was written.
fn is_place(parts: &[String]) -> bool {
    let [place, country] = parts else {
        return false;
    };
    COUNTRIES.contains(&fold(country).text.as_str()) && !place.contains(' ')
}

/// One name, cleaned, if it can be a person's.
fn person(part: &str, site: &str) -> Option<String> {
    let part = without_lead(unglued(part));
    let part = part
        .rsplit_once(" von ")
        .filter(|(lead, _)| LISTS.contains(&fold(lead).text.split(' ').next().unwrap_or_default()))
        .map_or(part, |(_, name)| name);
    let part = part
        .rsplit_once(" by ")
        .filter(|(lead, _)| {
            OTHER_WORK
                .iter()
                .all(|work| !fold(lead).text.starts_with(work))
        })
        .map_or(part, |(_, name)| name);
    let part = part
        .split(" | ")
        .next()?
        .split(" - ")
        .next()?
        .split(" – ")
        .next()?
        .split(" — ")
        .next()?;
    let part = cut_tail(part)
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')')
        .trim_end_matches([':', ')', '-']);
    let name = without_role(without_glued_month(shape::strip_date(part).trim()));
    let name = &without_title(without_glued_words(first_sentence(name)));
    let folded = fold(name).text;
    let refused = name.contains("://")
        || name.contains('@')
        || name.contains("www.")
        || name.chars().any(char::is_numeric);
    if refused
        || folded.is_empty()
        || is_none(&folded)
        || LEADS_KNOWN.contains(&folded)
        || is_site(&folded, site)
        || !looks_like_person(name)
    {
        return None;
    }
    Some(in_usual_case(name))
}

/// `신현주 기자` without the word for a reporter, which Korean writes behind the name.
fn without_role(name: &str) -> &str {
    let bare = ["기자", "특파원", "논설위원", "記者", "记者"]
        .iter()
        .find_map(|role| name.strip_suffix(role));
    bare.map(str::trim_end)
        .filter(|bare| bare.chars().count() > 1)
        .unwrap_or(name)
}

/// Drops words such as `by` and `автор` that lead in a name, as often as they stand there.
pub(super) fn without_lead(part: &str) -> &str {
    let mut rest = part
        .trim()
        .trim_start_matches([':', '-', '–', '—', '@', ' ']);
    loop {
        let word = rest.split([' ', ':']).next().unwrap_or_default();
        let behind = rest
            .get(word.len()..)
            .unwrap_or_default()
            .trim_start_matches([':', ' ']);
        if behind.is_empty() || !LEADS_KNOWN.contains(&fold(word).text) {
            return rest;
        }
        rest = behind;
    }
}

static LEADS_KNOWN: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| LEADS.iter().map(|lead| fold(lead).text).collect());

const LEADS: &[&str] = &[
    "by",
    "from",
    "von",
    "par",
    "por",
    "door",
    "av",
    "af",
    "przez",
    "written",
    "words",
    "story",
    "posted",
    "published",
    "reported",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "autora",
    "auteur",
    "auteurs",
    "autore",
    "автор",
    "авторы",
    "автори",
    "авторка",
    "текст",
    "tekst",
    "text",
    "texte",
    "texto",
    "testo",
    "di",
    "dr",
    "prof",
    "mr",
    "mrs",
    "ms",
    "reporter",
    "журналист",
    "журналіст",
    "журналістка",
    "корреспондент",
    "подготовил",
    "подготовила",
    "підготував",
    "підготувала",
    "yazan",
    "haber",
    "szerzo",
    "irta",
    "αυτορ",
    "γραφει",
    "συντακτησ",
    "מאת",
    "בקלם",
    "كتب",
    "كتبت",
    "بقلم",
    "作者",
    "著者",
    "筆者",
    "執筆",
    "執筆者",
    "ライター",
    "โดย",
    "ผู้เขียน",
    "በ",
    "लेखक",
    "लेखिका",
    "ავტორი",
    "հեղինակ",
    "نویسنده",
    "文",
    "記者",
    "记者",
    "撰文",
    "редактор",
    "oprac",
    "kommentar",
    "kolumne",
    "gastbeitrag",
    "review",
    "opinion",
    "analysis",
    "interview",
];

/// Cuts `for The Example`, `in New York`, `of The Example` off the end.
fn cut_tail(part: &str) -> &str {
    let words = [
        " for ",
        " in ",
        " of ",
        " from ",
        " at ",
        " aus ",
        " is ",
        " reports ",
        " reporting",
        " who ",
        " à ",
        " Special to ",
        " for: ",
        " For ",
        " In ",
        "@",
        " on ",
        " am ",
        " Posted",
        " Published",
        " Updated",
        " Veröffentlicht",
        " Stand:",
        " Filed",
    ];
    let end = words
        .iter()
        .filter_map(|word| part.find(word))
        .min()
        .unwrap_or(part.len());
    part.get(..end).unwrap_or(part).trim()
}

/// First words of `all articles by`.
const LISTS: &[&str] = &[
    "zeige",
    "alle",
    "veroffentlicht",
    "geschrieben",
    "verfasst",
    "beitrage",
    "artikel",
    "weitere",
    "mehr",
    "beitrag",
];

/// Work on an article other than writing it; who did it is no author.
const OTHER_WORK: &[&str] = &[
    "photo",
    "styled",
    "illustrat",
    "video",
    "edited",
    "produced",
    "directed",
    "graphic",
    "translated",
    "reviewed",
    "fact checked",
    "medically",
];

pub(super) fn is_none(folded: &str) -> bool {
    matches!(
        calendar::word(folded),
        Some(DateWord::Month(_) | DateWord::Weekday)
    ) || folded.starts_with("the ")
        || OTHER_WORK.iter().any(|work| folded.starts_with(work))
        || NOT_PERSONS.contains(&folded)
        || ROLES.contains(&folded)
        || has_word_of_a_frame(folded)
        || COUNTRIES.contains(&folded)
        || CITIES.contains(&folded)
        || is_firm(folded)
        || is_switch(folded)
        || shape::is_agency(folded)
        || folded.split(' ').any(|word| ORGANISATIONS.contains(&word))
        || OUTLET_ENDINGS.iter().any(|end| folded.ends_with(end))
        || folded
            .split(' ')
            .next_back()
            .is_some_and(|word| ROLES.contains(&word))
        || folded
            .split(' ')
            .next()
            .is_some_and(|word| ROLES.contains(&word) && folded.split(' ').count() < 3)
}

/// Whether each word only says what somebody does: `staff writer`.
pub(super) fn is_role(folded: &str) -> bool {
    let is_work = |word: &str| {
        matches!(word, "staff" | "special" | "to")
            || ROLES.contains(&word)
            || NOT_PERSONS.contains(&word)
    };
    folded.split(' ').all(is_work)
}

/// Words that no name has. In scripts that do not divide words nothing is known.
fn has_word_of_a_frame(folded: &str) -> bool {
    folded.split(' ').any(|word| NEVER_IN_NAMES.contains(&word))
}

pub(super) fn is_site(folded: &str, site: &str) -> bool {
    let squeezed: String = folded.split(' ').collect();
    let site: String = fold(site).text.split(' ').collect();
    !site.is_empty() && squeezed.len() > 3 && (squeezed == site || site.starts_with(&squeezed))
}

/// Two to six words that may be a name, or one that no common word could be.
fn looks_like_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let unspaced = name.chars().all(|c| is_unspaced(c) || c == ' ' || c == '·');
    if unspaced {
        return (2..=12).contains(&letters);
    }
    let begins_high = |word: &&&str| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(|c| !c.is_lowercase() || shape::is_caseless(c))
    };
    let high = words.iter().filter(begins_high).count();
    let odd = name.chars().any(|c| {
        !(c.is_alphabetic()
            || shape::is_sign(c)
            || " -'’‘.`´\u{2010}\u{2011}\"“”".contains(c)
            || matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{670}' | '\u{200c}'))
    });
    match words.len() {
        _ if odd || letters < 4 => false,
        1 => high == 1 && name.chars().skip(1).all(|c| !c.is_uppercase()),
        2..=6 => {
            high >= 2 && high * 2 >= words.len() && begins_high(&&words[0]) | is_particle(words[0])
        }
        _ => false,
    }
}

pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "van"
            | "von"
            | "di"
            | "da"
            | "al"
            | "el"
            | "bin"
            | "la"
            | "le"
            | "du"
            | "zu"
            | "ter"
            | "d'"
    )
}

/// `JANE O'DOE` as `Jane O'Doe`; names with small letters stay as they are.
fn in_usual_case(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_lowercase) || name.chars().filter(|c| c.is_uppercase()).count() < 5
    {
        return name;
    }
    let mut start = true;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    out
}
