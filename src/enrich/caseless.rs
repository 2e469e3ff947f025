//! Places in a language without capitals: those on lists, and nothing else.
//!
//! In: a text. Out: mentions of countries in the language's own words, and of large cities. Where words are not divided by blanks a name may stand
//! anywhere; elsewhere it begins where a word does, behind at most two letters of a prefix in Arabic and Hebrew, and may carry a short ending.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use super::EntityKind;
use super::merge::Mention;
use super::places;

/// Languages that do not divide words.
const UNDIVIDED: [&str; 7] = ["zh", "ja", "th", "my", "km", "lo", "bo"];
/// Letters that stand before a name as part of its word: `and`, `in`, `to`, `from`, `the`.
const PREFIXES: &str = "وفبلكالובהלמשכ";
/// Most of such letters.
const PREFIX_LETTERS: usize = 3;
/// Letters that a name may have behind it in its word.
const ENDING_LETTERS: usize = 3;

/// The names of a language, ready for search.
struct Names {
    automaton: AhoCorasick,
    is_undivided: bool,
}

/// All places named in a text whose article begins at byte `text_starts`; what stands before is the headline.
pub fn mentions<'t>(text: &'t str, text_starts: usize, language: &str) -> Vec<Mention<'t>> {
    let Some(names) = names(language) else {
        return Vec::new();
    };
    let opening = text.find('\n').unwrap_or(0);
    let found = names.automaton.find_iter(text);
    let is_name = |found: &aho_corasick::Match| {
        names.is_undivided || is_word(text, found.start(), found.end())
    };
    found
        .filter(is_name)
        .filter_map(|found| {
            let in_text = |byte: usize| byte.checked_sub(text_starts).map(|at| at as u32);
            Some(Mention {
                surface: text.get(found.range())?,
                kind: EntityKind::Place,
                range: in_text(found.start()).zip(in_text(found.end())),
                opening: found.start() < opening,
                aside: false,
            })
        })
        .collect()
}

/// Whether what stands there is a word but for a prefix or an ending.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let is_letter =
        |c: &char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(*c);
    let before: Vec<char> = text[..start]
        .chars()
        .rev()
        .take_while(is_letter)
        .take(PREFIX_LETTERS + 1)
        .collect();
    let behind = text[end..]
        .chars()
        .take_while(is_letter)
        .take(ENDING_LETTERS + 1)
        .count();
    before.len() <= PREFIX_LETTERS
        && before.iter().all(|&c| PREFIXES.contains(c))
        && behind <= ENDING_LETTERS
}

/// The names of a language, read once.
fn names(language: &str) -> Option<Arc<Names>> {
    type Known = FxHashMap<String, Option<Arc<Names>>>;
    static KNOWN: OnceLock<Mutex<Known>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let of_language = known.entry(language.to_owned());
    of_language.or_insert_with(|| read(language)).clone()
}

fn read(language: &str) -> Option<Arc<Names>> {
    let listed = places::in_text(language);
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(listed)
        .ok()?;
    Some(Arc::new(Names {
        automaton,
        is_undivided: UNDIVIDED.contains(&language),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_where_words_allow_it() {
        let table: [(&str, &str, &[&str]); 6] = [
            (
                "zh",
                "美国总统访问中国，随后前往北京。",
                &["美国", "中国", "北京"],
            ),
            (
                "ja",
                "日本とアメリカの首脳は東京で会談した。",
                &["日本", "アメリカ", "東京"],
            ),
            ("ko", "미국은 한국과 회담했다.", &["미국"]),
            (
                "ar",
                "وصل الوزير إلى فرنسا وبريطانيا",
                &["فرنسا", "بريطانيا"],
            ),
            ("he", "השר הגיע לצרפת", &["צרפת"]),
            ("he", "Tokyo", &[]),
        ];
        for (language, text, expected) in table {
            let found: Vec<&str> = mentions(text, 0, language)
                .iter()
                .map(|m| m.surface)
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
