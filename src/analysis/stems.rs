//! Stems, by the Snowball algorithm of a language.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

use super::families;
use super::fold::fold;
use super::irregular;
use super::plurals;
use super::spellings;
use super::vowels;

/// The languages with a stemmer: code of ISO 639-1 (639-3 where there is none) and algorithm, by code.
const STEMMERS: &[(&str, Algorithm)] = &[
    ("ar", Algorithm::Arabic),
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("eo", Algorithm::Esperanto),
    ("es", Algorithm::Spanish),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("fa", Algorithm::Persian),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("ga", Algorithm::Irish),
    ("hi", Algorithm::Hindi),
    ("hu", Algorithm::Hungarian),
    ("hy", Algorithm::Armenian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("nb", Algorithm::Norwegian),
    ("ne", Algorithm::Nepali),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sr", Algorithm::Serbian),
    ("st", Algorithm::Sesotho),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
    ("uk", Algorithm::Ukrainian),
    ("yi", Algorithm::Yiddish),
];

/// The codes of the languages with a stemmer, in order.
pub fn languages() -> impl Iterator<Item = &'static str> {
    STEMMERS.iter().map(|&(code, _)| code)
}

/// The folded stem of a lower-case word; the folded word itself in a language without a stemmer.
///
/// Accents guide some stemmers, so give the spelling where there is one; a word typed without its
/// accents is best compared both ways.
///
/// ```
/// use newsdex::analysis::stem;
/// assert_eq!(stem("en", "ministers"), stem("en", "minister"));
/// assert_eq!(stem("en", "met"), stem("en", "meetings"));
/// assert_ne!(stem("en", "housing"), stem("en", "house"));
/// assert_eq!(stem("es", "canción"), stem("es", "canciones"));
/// assert_eq!(stem("und", "ministers"), "ministers");
/// ```
pub fn stem<'w>(language: &str, word: &'w str) -> Cow<'w, str> {
    let word = lemma(language, word);
    if let Some(own) = families::stem(language, word) {
        return Cow::Borrowed(own);
    }
    if let Some(other) = as_others_are(language, word) {
        // Stemmed as it is read: the other spelling may be of a family.
        return Cow::Owned(match families::stem(language, &other) {
            Some(own) => own.to_owned(),
            None => snowball(language, &other).into_owned(),
        });
    }
    let with_z = (language == IRREGULAR).then(|| spellings::with_z(word));
    match with_z
        .flatten()
        .and_then(|other| families::stem(language, &other))
    {
        Some(own) => Cow::Borrowed(own),
        None => snowball(language, word),
    }
}

/// A word in the spelling or the number by which its forms are compared; `None` if that is its own.
fn as_others_are(language: &str, word: &str) -> Option<String> {
    match language {
        IRREGULAR => spellings::compared(word),
        _ => plurals::singular(language, word),
    }
}

/// The folded stem that the algorithm of a language gives.
fn snowball<'w>(language: &str, word: &'w str) -> Cow<'w, str> {
    let stemmed = match STEMMERS.binary_search_by_key(&language, |&(code, _)| code) {
        Ok(found) => STEMMERS
            .get(found)
            .map_or(Cow::Borrowed(word), |&(_, algorithm)| {
                Stemmer::new(algorithm).stem(word)
            }),
        Err(_) => Cow::Borrowed(word),
    };
    if stemmed
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        stemmed
    } else if language == "ru" {
        Cow::Owned(vowels::without_fleeting(fold(&stemmed)))
    } else {
        Cow::Owned(fold(&stemmed))
    }
}

/// The stems by which a word is compared with others: of its key and of its spelling, or of its spelling alone, if that is of a family.
///
/// Spanish `década` has the stem of `decir` only with its accent left on, `decada` one of its own; the family of `década` ends that.
pub fn stems(language: &str, key: &str, spelling: &str) -> [String; 2] {
    let of_spelling = stem(language, spelling).into_owned();
    if families::is_of_family(&of_spelling) {
        return [of_spelling.clone(), of_spelling];
    }
    [stem(language, key).into_owned(), of_spelling]
}

/// What a lower-case word is an irregular form of: `meet` of the English `met`; else the word itself.
pub fn lemma<'w>(language: &str, word: &'w str) -> &'w str {
    if language == IRREGULAR {
        irregular::lemma(word)
    } else {
        word
    }
}

/// The forms that have a stem and need not begin with it, without their accents: `met` has that of `meet`.
pub fn irregular_forms(language: &str, wanted: &str) -> Vec<&'static str> {
    let of_family = families::words(language, wanted);
    let mut forms: Vec<_> = of_family.iter().map(String::as_str).collect();
    let start = wanted
        .char_indices()
        .nth(2)
        .map_or(wanted, |(at, _)| &wanted[..at]);
    if language == IRREGULAR {
        forms.extend(spellings::british_starts(wanted.trim_end_matches(':')));
    }
    if language == IRREGULAR && start.len() >= 2 {
        let known = irregular::of_words_with(start);
        let same = known.filter(|(_, lemma)| *stem(language, lemma) == *wanted);
        forms.extend(same.map(|(form, _)| form));
    }
    forms
}

/// The language whose irregular forms are known one by one.
const IRREGULAR: &str = "en";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(STEMMERS.is_sorted_by_key(|&(code, _)| code));
    }

    #[test]
    fn english_words_of_two_senses_are_apart_and_their_forms_together() {
        for (here, there) in [
            ("housing", "house houses housed"),
            (
                "execution executions executed execute",
                "executive executives",
            ),
            (
                "import imports imported importer",
                "important importance importantly",
            ),
            ("conservative conservatives", "conservation"),
            ("liberation liberated", "liberal liberals"),
            ("liberation", "liberalize liberalization"),
            (
                "experiment experiments experimental",
                "experience experiences experienced",
            ),
            ("publication publications", "public publicly"),
            ("publication", "publicity publicize"),
            ("customs", "custom"),
            ("customs", "customer customers"),
            ("author authors", "authority authorities"),
            ("author authored", "authorize authorized"),
            ("nation nations national", "nationalism"),
            ("information inform informed", "informal informally"),
            ("depart departs departed", "department departments"),
            ("office offices", "officer officers"),
            ("iron irons", "irony ironic ironically"),
            ("robert", "roberts"),
            ("adams", "adam"),
            ("adam", "adamant adamantly"),
            ("harry", "harris"),
            ("cooperation cooperate cooperating cooperative", "cooper"),
            ("change changes changed changing", "chang"),
            ("university universities", "universe universes"),
            ("business businesses", "busy"),
            ("unit units", "united unite"),
            ("policy policies", "police"),
            ("aide aides", "aid aided"),
            ("aids", "aid aided"),
            ("bus buses", "busing"),
            ("gas gases gasses", "gasp"),
            ("lie lies lied lying", "lay"),
            ("die dies died dying", "dye"),
            ("sue sues sued suing", "suit"),
            ("traffic", "tract"),
            ("trafficking trafficked traffickers", "traffic"),
            ("miner miners", "mineral minerals"),
            ("panic panics panicked panicking", "pan"),
        ] {
            let stems = |words: &'static str| words.split(' ').map(|word| stem("en", word));
            let (mut first, mut second) = (stems(here), stems(there));
            let (one, other) = (first.next().unwrap(), second.next().unwrap());
            assert!(first.all(|stem| stem == one), "{here}");
            assert!(second.all(|stem| stem == other), "{there}");
            assert_ne!(one, other, "{here}; {there}");
        }
    }

    #[test]
    fn words_of_other_languages_that_share_a_stem_and_not_a_sense_are_apart() {
        for (language, here, there) in [
            ("de", "müller", "müll"),
            ("de", "täter", "tat"),
            ("es", "década", "decir"),
            ("es", "partido", "parte"),
            ("fr", "élève", "élevée"),
            ("fr", "parlement", "parler"),
            ("ru", "друг", "другой"),
            ("ru", "статья", "стать"),
            ("uk", "колега", "колегія"),
        ] {
            let all = |word| stems(language, &fold(word), word);
            assert!(
                all(here).iter().all(|stem| !all(there).contains(stem)),
                "{language} {here} {there}"
            );
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (language, forms) in [
            ("en", &["talk", "talks", "talked", "talking"][..]),
            ("en", &["meet", "met", "meets", "meeting"]),
            ("en", &["child", "children", "childs"]),
            ("en", &["go", "went", "gone", "going"]),
            ("de", &["häuser", "hauser", "haus", "hauses"]),
            ("fr", &["élection", "élections", "election"]),
            ("ru", &["министр", "министра", "министров", "министрами"]),
            ("ru", &["деньги", "денег", "деньгами"]),
            ("ru", &["рынок", "рынка", "рынков"]),
            ("ru", &["украинец", "украинца", "украинцев"]),
            ("ru", &["друг", "друзья", "друзей"]),
            ("uk", &["проблема", "проблеми", "проблем"]),
            ("fr", &["travail", "travaux"]),
            ("fr", &["loi", "lois"]),
            ("fr", &["élu", "élus", "élire"]),
            ("fr", &["nouveau", "nouvelle"]),
            ("fr", &["vidéo", "vidéos"]),
            ("es", &["ciudad", "ciudades"]),
            ("es", &["mujer", "mujeres"]),
            ("es", &["voz", "voces"]),
            ("es", &["militar", "militares"]),
            ("es", &["decir", "dijo"]),
            ("es", &["morir", "murió"]),
            ("de", &["museum", "museen"]),
            ("de", &["streiken", "streikte", "gestreikt"]),
            ("de", &["gehen", "ging"]),
            ("de", &["auto", "autos"]),
            ("de", &["foto", "fotos"]),
            ("de", &["sagen", "sagte", "gesagt"]),
            ("de", &["sehen", "sah", "gesehen"]),
            ("fr", &["jeu", "jeux"]),
            ("fr", &["lieu", "lieux"]),
            ("fr", &["journal", "journaux"]),
            ("fr", &["public", "publique", "publiques"]),
            ("es", &["volver", "vuelve", "volvió"]),
            ("es", &["poner", "puso"]),
            ("es", &["grande", "gran", "grandes"]),
            ("en", &["trafficking", "trafficker", "trafficked"]),
            ("ru", &["человек", "люди"]),
            ("ru", &["год", "лет"]),
            ("ru", &["паром", "парома"]),
            ("ru", &["дети", "ребёнок", "ребенок"]),
            ("uk", &["рік", "року"]),
            ("uk", &["кінь", "коня"]),
            ("en", &["defence", "defense"]),
            ("en", &["labour", "labor", "labours"]),
            ("en", &["organise", "organize", "organising"]),
            ("en", &["centre", "center", "centres"]),
            ("en", &["program", "programmes"]),
            ("en", &["authorisation", "authorize"]),
            ("uk", &["міністр", "міністра", "міністрів"]),
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(language, form)).collect();
            assert!(
                stems.windows(2).all(|pair| pair[0] == pair[1]),
                "{language} {forms:?} {stems:?}"
            );
        }
    }
}
