//! Words before a name that are no part of it, and what they say of the person.

use crate::enrich::EntityKind;
use crate::enrich::listed::Listed;

/// Folded titles before which nothing but a person stands.
static SURE: Listed = Listed::new(
    "mr mrs ms prof professor sen senator rep gov president pm ayatollah herr frau mme mlle sra г-н г-жа пан пані",
);

/// Folded titles that other names begin with too: `Justice Department`, `DR Congo`, `Miss Universe`.
static OF_PEOPLE: Listed = Listed::new("miss dr sir dame judge justice m sr г");

/// Courtesies of Spanish and its neighbours that are given names elsewhere.
const COURTESIES: [&str; 6] = ["don", "doña", "dona", "d.", "dª", "dña."];

/// Ranks that some bear as a part of their name: `Lord` of `Lord Mandelson`, who may be Peter Mandelson, and `Lady` of `Lady Gaga`.
const RANKS: [&str; 2] = ["lord", "lady"];

/// Whether a folded word is a title of a person, whatever stands behind it.
pub fn is_sure(word: &str) -> bool {
    SURE.has(word)
}

/// Whether a folded word is a title before a person.
pub fn is_of_person(word: &str) -> bool {
    SURE.has(word) || OF_PEOPLE.has(word)
}

/// A person taken for something else is one: `Mr Tusk`.
fn is_of_anything(word: &str) -> bool {
    matches!(word, "mr" | "mrs" | "herr" | "frau" | "mme")
}

/// What folded words are titles before the name of a thing of this kind.
pub fn of(kind: EntityKind) -> fn(&str) -> bool {
    match kind {
        EntityKind::Person => is_of_person,
        EntityKind::Org | EntityKind::Place | EntityKind::Misc => is_of_anything,
    }
}

/// Whether a folded word is a rank.
pub fn is_rank(word: &str) -> bool {
    RANKS.contains(&word)
}

/// `Felipe` of the Spanish `don Felipe`. In English, Don is a given name.
pub fn without_courtesy<'t>(surface: &'t str, language: &str) -> &'t str {
    let is_spoken = matches!(language, "es" | "it" | "pt" | "gl" | "ca");
    match surface.split_once(' ').filter(|_| is_spoken) {
        Some((word, name)) if COURTESIES.contains(&word.to_lowercase().as_str()) => name.trim(),
        _ => surface,
    }
}

/// What the word before a name says of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Title {
    /// Nothing.
    #[default]
    None,
    /// A man: `Mr.`
    Man,
    /// A woman: `Mrs.`
    Woman,
    /// The head of a state, or of something else.
    President,
}

impl Title {
    /// What a word says that stands before a name or opens it.
    pub fn read(word: &str, language: &str) -> Self {
        match word.trim_end_matches('.') {
            "Mr" | "Sir" | "Lord" | "Herr" | "Monsieur" | "señor" | "Señor" => Self::Man,
            "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Frau" | "Mme" | "Mlle" | "Madame"
            | "Sra" | "señora" | "Señora" => Self::Woman,
            "M" if language == "fr" && word.len() == 2 => Self::Man,
            "Sr" if matches!(language, "es" | "pt") => Self::Man,
            "President" | "president" | "président" | "Président" | "presidente" | "Presidente"
            | "Präsident" => Self::President,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn don_is_a_title_in_spanish_and_its_neighbours_alone() {
        let table = [
            ("don Felipe", "es", "Felipe"),
            ("Don Camillo", "it", "Camillo"),
            ("Don Lemon", "en", "Don Lemon"),
            ("Don Lemon", "de", "Don Lemon"),
            ("Donatella Versace", "it", "Donatella Versace"),
        ];
        for (surface, language, expected) in table {
            assert_eq!(without_courtesy(surface, language), expected, "{surface}");
        }
    }

    #[test]
    fn the_word_before_says_who_is_meant() {
        let table = [
            ("Mr.", "en", Title::Man),
            ("M.", "fr", Title::Man),
            ("M.", "en", Title::None),
            ("Mme", "fr", Title::Woman),
            ("President", "en", Title::President),
            ("the", "en", Title::None),
        ];
        for (word, language, expected) in table {
            assert_eq!(Title::read(word, language), expected, "{word}");
        }
    }
}
