//! Names as folded words, and the questions that merging asks of two of them.

use unicode_normalization::UnicodeNormalization as _;

use super::super::EntityKind;
use super::super::gazetteer;
use super::bare::{bare, is_mark};
use super::cases;
use super::titles;

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Words in lower case without accents, signs, possessive, titles and Cyrillic case endings.
    pub words: Vec<String>,
    /// Words as printed, small ones and all: `Department of Justice` has three, of which `words` has two.
    pub printed: usize,
    /// First letters of the words as printed, small words left out, in lower case.
    initials: String,
    /// The same with the small words.
    all_initials: String,
    /// Printed as one word of capitals.
    is_capitals: bool,
}

/// Words of a name that an initialism leaves out.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "de", "la", "del", "des", "du", "et", "y", "und", "für",
    "der", "die", "das", "по", "и", "в", "та", "з", "і", "&",
];

impl Name {
    /// Takes a printed name apart, whatever it names.
    pub fn read(surface: &str) -> Self {
        Self::with(surface, titles::is_sure)
    }

    /// Takes the printed name of a thing of this kind apart: only people have titles.
    pub fn of(kind: EntityKind, surface: &str) -> Self {
        Self::with(surface, titles::of(kind))
    }

    fn with(surface: &str, is_title: fn(&str) -> bool) -> Self {
        let printed: Vec<&str> = printed_words(surface).collect();
        let words = folded(&printed, is_title);
        let (mut initials, mut all_initials) = (String::new(), String::new());
        for word in &printed {
            let first = word.chars().next().into_iter().flat_map(char::to_lowercase);
            all_initials.extend(first.clone());
            if !is_small(word) {
                initials.extend(first);
            }
        }
        let is_capitals = printed.len() == 1
            && printed.iter().all(|w| {
                w.chars().filter(|c| c.is_uppercase()).count() * 2
                    > w.chars().filter(|&c| c != '.').count()
            });
        Self {
            words,
            printed: printed.len(),
            initials,
            all_initials,
            is_capitals,
        }
    }

    /// Its words and its initials: what a shorter form of it begins and ends with.
    pub fn handles(&self) -> impl Iterator<Item = &str> {
        self.words
            .iter()
            .chain([&self.initials, &self.all_initials])
            .map(String::as_str)
    }

    /// Makes it that of a woman, where a man of the same names is there, too.
    pub fn be_of_woman(&mut self) {
        if let Some(given) = self.words.first_mut() {
            given.push('а');
        }
    }

    /// Whether it is one word of capitals.
    pub fn is_code(&self) -> bool {
        self.is_capitals
    }

    /// The same for all spellings of one name.
    pub fn key(&self) -> String {
        self.words.join(" ")
    }
}

/// [`Name::key`] of a printed name, whatever it names.
pub fn key(surface: &str) -> String {
    let printed: Vec<&str> = printed_words(surface).collect();
    folded(&printed, titles::is_sure).join(" ")
}

/// [`Name::key`] of the printed name of a thing of this kind.
pub fn key_of(kind: EntityKind, surface: &str) -> String {
    let printed: Vec<&str> = printed_words(surface).collect();
    folded(&printed, titles::of(kind)).join(" ")
}

/// Whether a printed name has this [`key`]. Nearly all names that have another are told by a look, so that many can be asked.
pub fn has_key(surface: &str, wanted: &str) -> bool {
    let last = wanted.rsplit(' ').next().unwrap_or_default();
    may_hold(surface, last) && key(surface) == wanted
}

/// False if a folded word is surely none of the name's. A word of an ASCII name is folded by its casing alone, if no sign stands in it.
fn may_hold(surface: &str, word: &str) -> bool {
    if !surface.is_ascii() || surface.contains(['.', '&']) {
        return true;
    }
    let (name, word) = (surface.as_bytes(), word.as_bytes());
    let mut runs = name.windows(word.len().max(1));
    runs.any(|run| run.eq_ignore_ascii_case(word))
}

fn printed_words(surface: &str) -> impl Iterator<Item = &str> {
    bare(surface)
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '&') || is_mark(c)))
        .filter(|w| w.chars().any(char::is_alphanumeric))
}

/// The words folded, without titles and `the` in front.
fn folded(printed: &[&str], is_title: fn(&str) -> bool) -> Vec<String> {
    let mut words: Vec<String> = printed.iter().map(|w| fold(w)).collect();
    let is_title = |w: &String| is_title(w);
    let last = words.len().saturating_sub(1);
    let titles = words.iter().take(last).take_while(|w| is_title(w)).count();
    let is_the = titles < last && words.get(titles).is_some_and(|w| w == "the");
    words.drain(..titles + usize::from(is_the));
    one_form(&mut words);
    words
}

/// States and unions whose letters stand before the names of their bodies.
const LETTERS: &[([&str; 2], &str)] = &[
    (["united", "states"], "us"),
    (["united", "kingdom"], "uk"),
    (["united", "nations"], "un"),
    (["european", "union"], "eu"),
];

/// `United States Air Force` as `U.S. Air Force`, `Department of Justice` as `Justice Department`.
fn one_form(words: &mut Vec<String>) {
    const LEAST: usize = 3;
    if words.len() < LEAST {
        return;
    }
    let begins = |pair: &[&str; 2]| words.iter().zip(pair).all(|(word, of)| word == of);
    if let Some((_, letters)) = LETTERS.iter().find(|(pair, _)| begins(pair)) {
        words.splice(..2, [(*letters).to_owned()]);
    }
    let at = usize::from(LETTERS.iter().any(|(_, letters)| words[0] == *letters));
    let is_portfolio = words.get(at + 1).is_some_and(|word| word == "of")
        && words.get(at + 2).is_some()
        && matches!(words[at].as_str(), "department" | "ministry");
    if is_portfolio {
        let of = 1 + usize::from(words.len() > at + 3 && words[at + 2] == "the");
        let body = words.drain(at..=at + of).next();
        words.extend(body);
    }
}

/// Whether a word stands in [`SMALL`], in any casing.
fn is_small(word: &str) -> bool {
    word.len() <= 4 && SMALL.contains(&word.to_lowercase().as_str())
}

fn fold(word: &str) -> String {
    if word.is_ascii() {
        let kept = word.bytes().filter(u8::is_ascii_alphanumeric);
        return kept.map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    let lower: String = word
        .nfd()
        .filter(|c| {
            !unicode_normalization::char::is_combining_mark(*c)
                || *c == '\u{306}'
                || *c == '\u{308}'
        })
        .nfc()
        .collect::<String>()
        .to_lowercase();
    let plain: String = lower
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| if c == 'ё' { 'е' } else { c })
        .collect();
    let plain: String = if plain.is_ascii() || is_cyrillic(&plain) {
        plain
    } else {
        plain
            .nfd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .collect()
    };
    let stem = &*cases::stem(&plain);
    // Київ, у Києві; Харків, Харкова.
    match stem
        .strip_suffix("ів")
        .map(|start| (start, "ов"))
        .or_else(|| stem.strip_suffix("їв").map(|start| (start, "єв")))
    {
        Some((start, end)) if start.chars().count() > 1 => format!("{start}{end}"),
        _ => stem.to_owned(),
    }
}

fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// Whether `short` is the surname, given name or both (middle names left out) of the person `long`.
pub fn is_part_of_person(short: &Name, long: &Name, kind: EntityKind) -> bool {
    let (s, l) = (&short.words, &long.words);
    if kind != EntityKind::Person {
        return false;
    }
    // `Lord Mandelson` is Peter Mandelson, where the article names him.
    if let [rank, only] = s.as_slice()
        && titles::is_rank(rank)
    {
        let is_full = l.len() > 1 && l.first().is_none_or(|first| !titles::is_rank(first));
        return is_full && l.last() == Some(only);
    }
    if s.len() >= l.len() {
        return false;
    }
    match s.as_slice() {
        [only] => {
            l.last() == Some(only)
                || (l.first() == Some(only) && only.chars().count() > 2)
                || (l.len() > 2 && l.get(1) == Some(only) && only.chars().count() > 3)
        }
        [first, .., last] => l.last() == Some(last) && (l.first() == Some(first) || l.ends_with(s)),
        [] => false,
    }
}

/// Whether `short` is made of the first letters of `long`.
pub fn is_initialism(short: &Name, long: &Name, kind: EntityKind) -> bool {
    let Some(letters) = short
        .words
        .first()
        .filter(|_| short.is_capitals && kind != EntityKind::Person)
    else {
        return false;
    };
    letters.chars().count() >= 2
        && long.words.len() >= 2
        && (*letters == long.initials || *letters == long.all_initials)
}

/// Words behind which the rest of a place's name may be left off.
const PLACE_HEADS: &[&str] = &[
    "airport",
    "stadium",
    "arena",
    "bridge",
    "prison",
    "hospital",
    "river",
    "park",
    "castle",
    "palace",
    "square",
    "museum",
    "theater",
    "theatre",
    "tower",
    "dc",
    "statehouse",
];

/// Bodies whose own names are words of the names of others: the `House` is neither the White House nor a committee of its own.
const CHAMBERS: &[&str] = &[
    "house",
    "senate",
    "congress",
    "commons",
    "lords",
    "knesset",
    "bundestag",
    "bundesrat",
    "nationalrat",
    "senat",
    "parlament",
    "parlement",
    "senado",
    "congreso",
    "assemblee",
    "kongress",
    "camara",
    "treasury",
    "pentagon",
    "kremlin",
    "дум",
    "сенат",
    "парламент",
    "конгресс",
    "рад",
    "кремл",
];

/// Whether a name is one word that names a chamber, or the White House.
fn is_body_of_its_own(words: &[String]) -> bool {
    match words {
        [only] => CHAMBERS.contains(&only.as_str()),
        [white, house] => white == "white" && house == "house",
        _ => false,
    }
}

/// Words that a listed body's full name may have and its usual one not.
const TAILS: &[&str] = &[
    "company",
    "companies",
    "corporation",
    "corp",
    "inc",
    "ltd",
    "limited",
    "plc",
    "llc",
    "co",
    "ag",
    "se",
    "sa",
    "group",
    "holdings",
    "holding",
    "university",
    "college",
    "party",
    "club",
    "fc",
    "afc",
    "cf",
    "sc",
    "motor",
    "motors",
    "airlines",
    "airways",
    "air",
    "lines",
    "foods",
    "bank",
    "news",
    "newspaper",
    "magazine",
    "platforms",
    "technologies",
    "international",
    "com",
    "stores",
    "industries",
    "systems",
    "entertainment",
    "pictures",
    "studios",
];

/// `CNN` of `CNN Business`: a body that the lists know is no short form of what is named after it.
fn is_namesake(short: &[String], long: &[String]) -> bool {
    let is_whose = |rest: &[String]| rest.first().is_some_and(|word| word == "of");
    long.starts_with(short)
        && is_known_body(short)
        && !is_whose(&long[short.len()..])
        && !long[short.len()..]
            .iter()
            .all(|word| TAILS.contains(&word.as_str()))
}

/// Words before the name of a body that say whose it is: `U.S. Supreme Court`, `House Judiciary Committee`.
const WHOSE: &[&str] = &[
    "us", "uk", "un", "eu", "house", "senate", "royal", "national",
];

/// Bodies of which each state has one.
const OF_EACH: &[&str] = &[
    "parliament",
    "cabinet",
    "police",
    "army",
    "ministry",
    "party",
    "court",
];

/// Whether a longer name is the full one of its short form, however rarely it stands: the lists have it, or it is the short form with no more
/// than `Inc` behind it or a state before it.
pub fn is_own_name(short: &[String], long: &[String]) -> bool {
    let is_tail = |word: &String| word == "department" || TAILS.contains(&word.as_str());
    let is_tailed = || {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.iter().all(is_tail))
    };
    let is_code = short.len() == 1 && is_known_body(short);
    let is_whose = || {
        let before = long.strip_suffix(short).unwrap_or_default();
        let is_said = matches!(before, [whose] if WHOSE.contains(&whose.as_str()));
        let is_of_each = matches!(short, [only] if OF_EACH.contains(&only.as_str()));
        is_said && !is_code || is_of_each && !before.is_empty()
    };
    is_listed_body(long) || is_tailed() || is_whose()
}

/// Whether the short lists have folded words for a body.
fn is_listed_body(words: &[String]) -> bool {
    marks_of(words) & (gazetteer::ORG | gazetteer::MEDIA | gazetteer::TEAM) != 0
}

/// The lists that have folded words.
fn marks_of(words: &[String]) -> gazetteer::Marks {
    let lists = gazetteer::Gazetteer::shipped();
    match words {
        [only] => lists.word(gazetteer::stem_key_of_lower(only)).marks,
        _ => lists.phrase(words.iter().map(|word| gazetteer::stem_key_of_lower(word))),
    }
}

/// Whether the short lists have folded words for a body, and for nothing else.
pub fn is_known_body(short: &[String]) -> bool {
    const BODIES: gazetteer::Marks = gazetteer::ORG | gazetteer::MEDIA;
    let marks = marks_of(short);
    marks & BODIES != 0 && gazetteer::core(gazetteer::by_hand(marks)) & !BODIES == 0
}

/// Whether `short` is the beginning or end of the longer name of one body or place.
pub fn is_contained(short: &Name, long: &Name, kind: EntityKind) -> bool {
    let (s, l) = (short.words.as_slice(), long.words.as_slice());
    if s.is_empty() || s.len() >= l.len() || s.iter().map(|w| w.chars().count()).sum::<usize>() < 3
    {
        return false;
    }
    match kind {
        EntityKind::Person => false,
        EntityKind::Misc => is_event_of(s, l),
        EntityKind::Org => {
            !is_body_of_its_own(s) && (l.starts_with(s) || l.ends_with(s)) && !is_namesake(s, l)
        }
        EntityKind::Place => {
            let is_head = |w: &String| PLACE_HEADS.contains(&w.as_str());
            l.starts_with(s) && l[s.len()..].iter().all(is_head)
                || l.ends_with(s) && s.iter().all(is_head)
        }
    }
}

/// Words before the name of a storm.
const STORMS: [&str; 4] = ["hurricane", "typhoon", "cyclone", "storm"];

/// `Ian` of `Hurricane Ian`, `Roe` of `Roe v. Wade`.
fn is_event_of(short: &[String], long: &[String]) -> bool {
    let is_storm = || {
        long.strip_suffix(short)
            .and_then(<[String]>::last)
            .is_some_and(|before| STORMS.contains(&before.as_str()))
    };
    let is_side = || {
        long.strip_prefix(short)
            .and_then(<[String]>::first)
            .is_some_and(|versus| versus == "v")
    };
    short.len() == 1 && (is_storm() || is_side())
}
