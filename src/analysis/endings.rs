//! English endings of plurals and verbs: which spellings are forms of a word by these alone.

use std::borrow::Cow;

use super::irregular;
use super::spellings;

/// Letters that a word keeps at least when an ending is taken off.
const LEAST: usize = 3;

/// Whether two lower-case English words without accents differ by endings of plurals and verbs alone: `senator` and `senators`, `report`
/// and `reporting`, not `reporter` and `reported`. Irregular forms count as their words.
pub fn are_inflections(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let known = bases(&spelled(other));
    bases(&spelled(one)).iter().any(|base| known.contains(base))
}

/// A word in the spelling by which it is compared.
fn spelled(word: &str) -> Cow<'_, str> {
    spellings::compared(word).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// What a word may be a form of, itself included.
fn bases(word: &str) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    let lemma = irregular::lemma(word);
    if lemma != word {
        found.push(lemma.to_owned());
    }
    let mut with = |stem: &str, end: &str| {
        if stem.len() + end.len() >= LEAST {
            found.push(format!("{stem}{end}"));
        }
    };
    if let Some(stem) = word.strip_suffix("ies") {
        with(stem, "y");
    } else if let Some(stem) = word.strip_suffix("es") {
        with(stem, "");
        with(stem, "e");
    } else if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        with(stem, "");
    }
    if let Some(stem) = word.strip_suffix("ied") {
        with(stem, "y");
    }
    for ending in ["ed", "ing"] {
        let Some(stem) = word.strip_suffix(ending) else {
            continue;
        };
        with(stem, "");
        with(stem, "e");
        let mut letters = stem.bytes().rev();
        if letters.next() == letters.next()
            && let Some(single) = stem.get(..stem.len().saturating_sub(1))
        {
            with(single, "");
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_plurals_and_verbs_are_told_from_other_words() {
        for (word, forms, others) in [
            ("senator", "senators", "senate"),
            ("report", "reports reported reporting", "reporter reporters"),
            (
                "administrator",
                "administrators",
                "administration administrative",
            ),
            ("building", "build builds built buildings", "builder"),
            ("feelings", "feeling", "felt feel feels"),
            ("tariff", "tariffs tariffed", "tarif"),
            ("policy", "policies", "police"),
            ("stop", "stops stopped stopping", "stopper"),
            ("decide", "decides decided deciding", "decision"),
            ("carry", "carries carried carrying", "carrier"),
            ("closely", "", "close closed closer"),
            ("lawful", "", "law laws lawfully"),
            ("labour", "labors labour laboured", "laboratory"),
            ("sees", "see seen", "seer"),
            ("press", "pressed pressing presses", "pre"),
        ] {
            for form in forms.split_whitespace() {
                assert!(are_inflections(word, form), "{word} {form}");
            }
            for other in others.split_whitespace() {
                assert!(!are_inflections(word, other), "{word} {other}");
            }
        }
    }
}
