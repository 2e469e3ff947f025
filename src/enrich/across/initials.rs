//! Letters that stand for the name of a body: `ACLU` for American Civil Liberties Union.

use crate::analysis::fold;

/// Fewer letters stand for too many names.
const LEAST: usize = 3;
const MOST: usize = 6;

/// The letters of a name that may be initials, folded: one word of three to six letters, with or without stops.
pub fn read(name: &str) -> Option<String> {
    let letters: String = name.trim().chars().filter(|&c| c != '.').collect();
    let count = letters.chars().count();
    let may_be = (LEAST..=MOST).contains(&count) && letters.chars().all(char::is_alphabetic);
    may_be.then(|| fold(&letters))
}

/// Whether folded letters are the initials of a name of several words: of all of them, or of those with capitals.
pub fn stand_for(letters: &str, name: &str) -> bool {
    let words = || {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    words().nth(1).is_some()
        && (are_initials(letters, words()) || are_initials(letters, words().filter(is_capital)))
}

fn are_initials<'a>(letters: &str, mut words: impl Iterator<Item = &'a str>) -> bool {
    let mut wanted = letters.chars();
    let begins = |word: &str| {
        let first: String = word.chars().take(1).collect();
        wanted
            .next()
            .is_some_and(|letter| fold(&first).starts_with(letter))
    };
    words.all(begins) && wanted.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_stand_for_all_words_or_for_those_with_capitals() {
        let table = [
            ("ACLU", "American Civil Liberties Union", true),
            ("a.c.l.u.", "American Civil Liberties Union", true),
            ("FDA", "Food and Drug Administration", true),
            (
                "DGSE",
                "Direction générale de la Sécurité extérieure",
                false,
            ),
            ("DGSE", "Direction Générale de la Sécurité Extérieure", true),
            ("ESA", "École Supérieure d'Art", true),
            ("ACL", "American Civil Liberties Union", false),
            ("ACLUX", "American Civil Liberties Union", false),
            ("ФСБ", "Федеральная Служба Безопасности", true),
            ("Apple", "Apple", false),
            ("AP", "Associated Press", false),
            ("A1C", "Air 1 Corps", false),
        ];
        for (letters, name, expected) in table {
            let stands = read(letters).is_some_and(|letters| stand_for(&letters, name));
            assert_eq!(stands, expected, "{letters} {name}");
        }
    }
}
