//! Spanish and French plurals that their stemmers keep apart from the singular: `ciudades` and `ciudad`, `médias` and `média`.
//!
//! The stemmer of Spanish takes the end of a singular for one of a verb (`mujer` as `comer`), that of French keeps an `s` behind `a`, `o` and `u`.
//! So a plural is put into the singular before it is stemmed; both have one stem then.

/// Spanish plurals and what their singular ends in.
const SPANISH: &[(&str, &str)] = &[("ades", "ad"), ("ares", "ar"), ("eres", "er")];

/// Spanish words that end so and are no such plurals, and plurals of words that end in `ce`.
const SPANISH_OTHERS: &[&str] = &[
    "apéndices",
    "artífices",
    "cauces",
    "códices",
    "dices",
    "enlaces",
    "eres",
    "haces",
    "hélices",
    "prefieres",
    "quieres",
    "refieres",
    "roces",
    "vértices",
];

/// French words whose `s` belongs to them.
const FRENCH_OTHERS: &[&str] = &[
    "abus", "atlas", "bas", "bras", "cas", "chaos", "clos", "compas", "confus", "dessus", "dos",
    "embarras", "enclos", "exclus", "fracas", "gras", "gros", "hélas", "héros", "inclus", "intrus",
    "las", "matelas", "obus", "pas", "plus", "propos", "ras", "refus", "repas", "repos", "tas",
    "trépas", "verglas",
];

/// Letters that a word has at least.
const LEAST: usize = 4;

/// A lower-case plural in the singular; `None` for other words and other languages.
pub(super) fn singular(language: &str, word: &str) -> Option<String> {
    if word.chars().count() < LEAST {
        return None;
    }
    match language {
        "es" => spanish(word),
        "fr" => french(word),
        _ => None,
    }
}

fn spanish(word: &str) -> Option<String> {
    if SPANISH_OTHERS.contains(&word) {
        return None;
    }
    if let Some(start) = word.strip_suffix("ces") {
        // `avances` is of `avance`.
        return start.ends_with(is_vowel).then(|| format!("{start}z"));
    }
    SPANISH.iter().find_map(|(plural, singular)| {
        let start = word.strip_suffix(plural)?;
        (!start.is_empty()).then(|| format!("{start}{singular}"))
    })
}

fn french(word: &str) -> Option<String> {
    if FRENCH_OTHERS.contains(&word) {
        return None;
    }
    let singular = word.strip_suffix('s')?;
    let mut letters = singular.chars().rev();
    let is_plural = match letters.next()? {
        'a' | 'o' => true,
        // `virus` is its own plural, `trous` one of few.
        'u' => !letters
            .next()
            .is_some_and(|before| is_vowel(before) || before == 'r'),
        _ => false,
    };
    is_plural.then(|| singular.to_owned())
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e' | 'i' | 'o' | 'u' | 'á' | 'é' | 'í' | 'ó' | 'ú'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_put_into_the_singular() {
        for (language, plural, expected) in [
            ("es", "ciudades", "ciudad"),
            ("es", "mujeres", "mujer"),
            ("es", "voces", "voz"),
            ("es", "militares", "militar"),
            ("fr", "médias", "média"),
            ("fr", "élus", "élu"),
            ("fr", "euros", "euro"),
        ] {
            assert_eq!(singular(language, plural).as_deref(), Some(expected));
        }
        for (language, word) in [
            ("es", "avances"),
            ("es", "quieres"),
            ("es", "casas"),
            ("fr", "plus"),
            ("fr", "nous"),
            ("fr", "virus"),
            ("fr", "refus"),
            ("fr", "mois"),
            ("fr", "bus"),
            ("de", "ciudades"),
        ] {
            assert_eq!(singular(language, word), None, "{word}");
        }
    }
}
