//! Words that Snowball gives the stem of words with another sense (`housing` that of `house`, Spanish `década` that of `decir`), and in
//! some languages forms to which it gives stems of their own: Russian `деньги` and `денег`.
//!
//! Closed tables, a file a language, a family a line; `families/en.txt` says how they were chosen. Words that are not in one keep
//! their stem, so of two senses mostly one is written down: `executive` is, `execute` and `execution` are not.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::fold;

/// The tables by the code of their language.
const TABLES: &[(&str, &str)] = &[
    ("de", include_str!("families/de.txt")),
    ("en", include_str!("families/en.txt")),
    ("es", include_str!("families/es.txt")),
    ("fr", include_str!("families/fr.txt")),
    ("ru", include_str!("families/ru.txt")),
    ("uk", include_str!("families/uk.txt")),
];

/// The language in which a word without its accents is another word: `zahlen` and `zählen`.
const ACCENTS_TELL: &str = "de";

/// The families of one language.
struct Families {
    /// Each word, with and without its accents, and the stem of its family.
    stems: FxHashMap<String, &'static str>,
    /// The words of each stem, folded.
    words: FxHashMap<&'static str, Vec<String>>,
}

static FAMILIES: LazyLock<Vec<(&str, Families)>> = LazyLock::new(|| {
    let of = |&(language, table): &(&'static str, _)| (language, Families::read(language, table));
    TABLES.iter().map(of).collect()
});

impl Families {
    fn read(language: &str, table: &'static str) -> Self {
        let all: Vec<_> = lines(table).collect();
        let mut stems: FxHashMap<String, &str> = FxHashMap::default();
        for (stem, words) in &all {
            stems.extend(words.iter().map(|word| ((*word).to_owned(), *stem)));
        }
        if language != ACCENTS_TELL {
            for (stem, words) in &all {
                for word in words {
                    // What is written down as it stands is that word.
                    stems.entry(fold(word)).or_insert(*stem);
                }
            }
        }
        let folded = |words: &Vec<&str>| words.iter().map(|word| fold(word)).collect();
        let words = all.iter().map(|(stem, words)| (*stem, folded(words)));
        Self {
            words: words.collect(),
            stems,
        }
    }
}

/// Each family of a table: its stem, and its words.
///
/// The stem is the first word with the colon behind it, so that no stem of Snowball is the same.
fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let first = line.split_once(':')?.0;
        let stem = line.get(..=first.len())?;
        let others = line.get(stem.len()..)?.split_whitespace();
        Some((stem, std::iter::once(first).chain(others).collect()))
    })
}

fn of(language: &str) -> Option<&'static Families> {
    let mut all = FAMILIES.iter();
    all.find(|(known, _)| *known == language)
        .map(|(_, families)| families)
}

/// The stem of a lower-case word that is in the table of its language.
pub(super) fn stem(language: &str, word: &str) -> Option<&'static str> {
    of(language)?.stems.get(word).copied()
}

/// Whether a stem is that of a family.
pub(crate) fn is_of_family(stem: &str) -> bool {
    stem.ends_with(':')
}

/// The words that have this stem, without their accents; none, if it is not of the table.
pub(super) fn words(language: &str, stem: &str) -> &'static [String] {
    let found = of(language).and_then(|all| all.words.get(stem));
    found.map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_stand_in_order_and_a_word_is_in_one() {
        for (language, table) in TABLES {
            let all: Vec<_> = lines(table).map(|(stem, _)| stem).collect();
            assert!(
                all.is_sorted_by_key(|stem| stem.trim_end_matches(':')),
                "{language}"
            );
            let mut words: Vec<_> = lines(table).flat_map(|(_, words)| words).collect();
            words.sort_unstable();
            for pair in words.windows(2) {
                assert_ne!(pair[0], pair[1], "{language}: a word stands twice");
            }
        }
    }

    #[test]
    fn a_word_of_a_family_is_no_irregular_form() {
        for (language, table) in TABLES {
            for word in lines(table).flat_map(|(_, words)| words) {
                assert_eq!(crate::analysis::lemma(language, word), word);
            }
        }
    }

    #[test]
    fn the_words_of_a_stem_are_those_that_have_it() {
        for (language, table) in TABLES {
            for (of, all) in lines(table) {
                assert_eq!(words(language, of).len(), all.len());
                assert!(all.iter().all(|word| stem(language, word) == Some(of)));
                assert!(is_of_family(of));
            }
        }
        assert!(words("en", "hous").is_empty());
    }

    #[test]
    fn accents_may_be_left_off_where_that_makes_no_other_word() {
        assert_eq!(stem("es", "decada"), stem("es", "década"));
        assert_eq!(stem("fr", "sur"), Some("sur:"));
        assert_eq!(stem("de", "zahlen"), None);
    }
}
