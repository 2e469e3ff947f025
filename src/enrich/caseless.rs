//! Places in a language without capitals: those on lists, and nothing else.
//!
//! In: a text. Out: mentions of countries in the language's own words, and of large cities. Where words are not divided by blanks a name may stand
//! anywhere but inside a run of Katakana; elsewhere it is a whole word, see [`whole`].

mod whole;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::EntityKind;
use super::merge::{self, Mention};
use super::places;

/// Languages that do not divide words.
const UNDIVIDED: [&str; 7] = ["zh", "ja", "th", "my", "km", "lo", "bo"];
/// The names of a language, ready for search.
struct Names {
    automaton: AhoCorasick,
    listed: FxHashSet<&'static str>,
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
        let (start, end) = (found.start(), found.end());
        if names.is_undivided {
            whole::is_name(text, start, end, |name| names.listed.contains(name))
        } else {
            whole::is_word(text, start, end, language)
        }
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
                title: merge::Title::None,
            })
        })
        .collect()
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
        .build(&listed)
        .ok()?;
    Some(Arc::new(Names {
        automaton,
        listed: listed.into_iter().collect(),
        is_undivided: UNDIVIDED.contains(&language),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_where_words_allow_it() {
        let table: [(&str, &str, &[&str]); 26] = [
            (
                "zh",
                "美国总统访问中国，随后前往北京。",
                &["美国", "中国", "北京"],
            ),
            ("zh", "沿海地产", &[]),
            ("zh", "法国人和法国总统", &["法国"]),
            ("zh", "中国人民", &["中国"]),
            (
                "ja",
                "日本とアメリカの首脳は東京で会談した。",
                &["日本", "アメリカ", "東京"],
            ),
            ("ja", "新しいタイトルのスーパーマリオとローマ字", &[]),
            ("ja", "ドイツ・フランスの", &["ドイツ", "フランス"]),
            ("ja", "パリ・ヒルトン", &[]),
            ("ja", "アメリカ人は日本語を", &[]),
            ("ko", "미국은 한국과 회담했다.", &["미국", "한국"]),
            ("ko", "인도적 지원 수단", &[]),
            ("ko", "인도에서", &["인도"]),
            (
                "ar",
                "وصل الوزير إلى فرنسا وبريطانيا",
                &["فرنسا", "بريطانيا"],
            ),
            ("ar", "المالية الماليزية الرياضي الإيراني", &[]),
            ("ar", "بالرياض", &["الرياض"]),
            ("fa", "پرونده پرواز مالی مالیات چادر کیفیت ایرانی", &[]),
            ("fa", "آمریکا و ایران", &["آمریکا", "ایران"]),
            ("am", "የመንግሥት ኩባንያ ኬንያታ አሜሪካውያን", &[]),
            ("am", "የአሜሪካ በኬንያ ኩባን", &["አሜሪካ", "ኬንያ", "ኩባ"]),
            ("hi", "माली भारतीय", &[]),
            ("hi", "भारत में", &["भारत"]),
            ("bn", "ভারতের", &["ভারত"]),
            ("he", "השר הגיע לצרפת", &["צרפת"]),
            ("he", "הצרפתים", &[]),
            ("he", "Tokyo", &[]),
            ("ur", "ایرانی ایران", &["ایران"]),
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
