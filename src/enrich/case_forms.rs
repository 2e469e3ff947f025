//! Case forms of names: which words may be one name with different endings, in languages where names are declined.
//!
//! In: two folded words and the language. Out: whether the second may be a form of the first, which as a rule is the nominative. Slavic languages in
//! Latin letters and Greek have their endings here; of others only the length of what differs is known. Russian and Ukrainian words have lost their
//! endings when they were folded.

use super::listed::Listed;

/// Letters at the beginning of a name that its case forms keep.
const START: usize = 3;

/// The letters by which case forms of a word are looked up.
pub fn start_of(word: &str) -> String {
    word.chars().take(START).collect()
}

/// Whether two words are likely forms of one name: `Polska` and `Polsce`, `Iran` and `Iranu`, but not `Iran` and `Irak`, or `Mali` and `Malina`.
pub fn are_forms(name: &str, form: &str, language: &str) -> bool {
    if name == form {
        return true;
    }
    let common = letters_alike(name, form);
    let at = |word: &'_ str| {
        word.char_indices()
            .nth(common)
            .map_or(word.len(), |(at, _)| at)
    };
    let (rest, of_form) = (&name[at(name)..], &form[at(form)..]);
    match language {
        "pl" | "cs" | "sk" | "sl" | "hr" | "sr" => common >= START && slavic(rest, of_form),
        "el" => greek(name, form),
        "de" => german(name, form),
        _ => differ_little(name, form, common),
    }
}

/// Letters at the beginning that two words share.
pub fn letters_alike(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(a, b)| a == b).count()
}

/// Endings of nouns and adjectives in Polish, Czech, Slovak, Slovene and Croatian, without accents.
static SLAVIC_ENDINGS: Listed = Listed::new(
    "a e i o u y ie ii ia iu io ou iou ej iej em iem om iom im ym um am iam ami iami ach iach ech iech ich ych imi ymi ego iego emu iemu \
    owi iowi ovi ow iow ov och ama ima ija ije iji iju ijo ijom ih og oga om omu oj",
);

/// The last consonants of a stem, and what they become before some endings.
const SOFTENED: &[(&str, &str)] = &[
    ("k", "c"),
    ("sk", "sc"),
    ("g", "dz"),
    ("g", "z"),
    ("h", "z"),
    ("ch", "sz"),
    ("ch", "s"),
    ("r", "rz"),
    ("t", "c"),
    ("st", "sc"),
    ("d", "dz"),
    ("ł", "l"),
    ("sł", "sl"),
    ("c", "cz"),
    ("tr", "trz"),
    ("dr", "drz"),
];

/// Endings that go together and are nobody else's: `Niemcy`, `Niemiec` and `Niemczech`; `Węgry`, `Węgier`; `Niger`, `Nigerze`.
const PAIRS: &[(&str, &str)] = &[
    ("cy", "iec"),
    ("ry", "ier"),
    ("chy", "ch"),
    ("y", "zech"),
    ("y", ""),
    ("i", ""),
    ("", "ze"),
    ("a", "ze"),
];

/// What is left of a Slavic name and of its form behind the letters that they share.
fn slavic(name: &str, form: &str) -> bool {
    let ((stem, ending), (of_form, its)) = (parted(name), parted(form));
    let is_ending = |ending: &str| ending.is_empty() || SLAVIC_ENDINGS.has(ending);
    let is_softened = SOFTENED.contains(&(stem, of_form)) && !its.is_empty();
    // `Marek` and `Marka`, `Wiedeń` and `Wiednia`.
    let loses_vowel = name
        .strip_prefix('e')
        .is_some_and(|last| last == of_form && last.chars().count() == 1 && !its.is_empty());
    PAIRS.contains(&(name, form))
        || is_ending(its) && (is_ending(ending) && (stem == of_form || is_softened) || loses_vowel)
}

/// The consonants at the beginning, and what stands behind them.
fn parted(rest: &str) -> (&str, &str) {
    let vowel = rest
        .find(['a', 'e', 'i', 'o', 'u', 'y'])
        .unwrap_or(rest.len());
    rest.split_at(vowel)
}

/// Endings of Greek names, each row a declension with the nominative first.
const GREEK: &[&[&str]] = &[
    &["α", "ας", "ες", "ων"],
    &["η", "ης", "ες", "ων", "εις", "εων"],
    &["ος", "ου", "ο", "ε", "οι", "ων", "ους"],
    &["οι", "ων", "ους"],
    &["ο", "ου", "α", "ων"],
    &["α", "ων"],
    &["ας", "α"],
    &["ης", "η"],
    &["ες", "ων"],
    &["ι", "ιου", "ια", "ιων"],
    &["ις", "η", "εως"],
];

fn greek(name: &str, form: &str) -> bool {
    GREEK.iter().any(|row| {
        let mut of = row.iter();
        let stem = of.next().and_then(|ending| name.strip_suffix(ending));
        let stem = stem.filter(|stem| stem.chars().count() >= START);
        let ending = stem.and_then(|stem| form.strip_prefix(stem));
        ending.is_some_and(|ending| row.contains(&ending))
    })
}

/// `Berlins`, `Niederlanden`, `Vereinigten`.
fn german(name: &str, form: &str) -> bool {
    let behind = form.strip_prefix(name);
    let stem = name.strip_suffix("es").or_else(|| name.strip_suffix('e'));
    let of_adjective = stem.and_then(|stem| form.strip_prefix(stem));
    behind == Some("s")
        || name.ends_with('e') && behind == Some("n")
        || of_adjective.is_some_and(|ending| matches!(ending, "en" | "er" | "em" | "es"))
}

/// For languages whose endings are not listed.
fn differ_little(name: &str, form: &str, common: usize) -> bool {
    let (letters, of_form) = (name.chars().count(), form.chars().count());
    match letters {
        0..=3 => false,
        4 => common == 4 && of_form <= 5,
        _ => common >= 4 && letters - common <= 2 && of_form - common <= 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::merge::Name;

    #[test]
    fn endings_tell_forms_of_one_name_from_other_names() {
        let table = [
            ("pl", "Polska", "Polsce", true),
            ("pl", "Praga", "Pradze", true),
            ("pl", "Warszawa", "Warszawie", true),
            ("pl", "Moskwa", "Moskal", false),
            ("pl", "Moskwa", "Moskwą", true),
            ("pl", "Iran", "Irak", false),
            ("pl", "Irak", "Iraku", true),
            ("pl", "Iran", "Iraku", false),
            ("pl", "Niemcy", "Niemiec", true),
            ("pl", "Niemcy", "Niemczech", true),
            ("pl", "Węgry", "Węgier", true),
            ("pl", "Madryt", "Madrycie", true),
            ("pl", "Wiedeń", "Wiedniu", true),
            ("pl", "Marek", "Markowi", true),
            ("pl", "Malta", "Mali", false),
            ("cs", "Praha", "Praze", true),
            ("cs", "Fiala", "Fialovi", true),
            ("el", "Σαμόα", "Σάμος", false),
            ("el", "Σάμος", "Σάμου", true),
            ("el", "Ελλάδα", "Ελλάδας", true),
            ("de", "Berlin", "Berlins", true),
            ("de", "Niederlande", "Niederlanden", true),
            ("de", "Vereinigte", "Vereinigten", true),
            ("de", "Iran", "Irak", false),
            ("fi", "Suomi", "Suomessa", false),
            ("hu", "Budapest", "Budapesten", true),
        ];
        for (language, name, form, expected) in table {
            let [name, form] = [name, form].map(|word| Name::read(word).key());
            assert_eq!(
                are_forms(&name, &form, language),
                expected,
                "{language} {name} {form}"
            );
        }
    }
}
