//! Russian and Ukrainian places in the nominative: `в Саранске` is shown as Саранск.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::{Group, Mention, bare};
use crate::enrich::EntityKind;
use crate::enrich::gazetteer;

/// Shows places of one word as the open lists have them.
pub(super) fn show_nominatives(groups: &mut [Group], mentions: &[Mention], language: &str) {
    let unknown = groups.iter_mut().filter(|group| {
        group.kind == EntityKind::Place && group.canonical.is_none() && group.shown.is_none()
    });
    for group in unknown {
        let printed = group.mentions.first().and_then(|&at| mentions.get(at));
        let printed = printed.map_or("", |mention| bare(mention.surface));
        group.shown = nominative(printed, language);
    }
}

/// The one listed place that has the same stem.
fn nominative(printed: &str, language: &str) -> Option<String> {
    let lower = printed.to_lowercase();
    let is_shouted = printed.chars().nth(1).is_none_or(char::is_uppercase);
    if is_shouted || lower.contains(' ') {
        return None;
    }
    let stem = gazetteer::stem(&lower);
    let of_stem = listed().get(&gazetteer::hash(stem))?;
    let fits = |place: &&str| {
        let is_form = *place == lower || is_oblique(&lower, place);
        gazetteer::stem(place) == stem && is_of(place, language) && is_form
    };
    // Lists of other languages have `калуго` and `казан` too.
    let likely = |place: &&str| USUAL_ENDS.iter().position(|&end| place.ends_with(end));
    let own = of_stem.iter().copied().filter(fits);
    own.min_by_key(|place| likely(place).unwrap_or(USUAL_ENDS.len()))
        .map(with_capitals)
}

/// Ends of nominatives, the likeliest first.
const USUAL_ENDS: [char; 4] = ['а', 'я', 'ь', 'й'];

/// Ends of nominatives, and of their case forms.
const FORMS: &[(&[&str], &[&str])] = &[
    (&["а"], &["ы", "и", "у", "ой", "ою", "е", "і"]),
    (&["я"], &["и", "ї", "ю", "ей", "ею", "єю", "е", "і"]),
    (&["о"], &["а", "у", "ом", "е", "і"]),
    (&["ы", "и"], &["ам", "ах", "ами"]),
    (&["ь", "й"], &["я", "ю", "ем", "єм", "и", "і", "е", "ї"]),
];
/// Those of nominatives without an ending.
const FORMS_OF_CONSONANT: &[&str] = &["а", "у", "ом", "е", "і", "ові"];

/// Whether a form may be a case of a nominative, other than itself.
fn is_oblique(form: &str, nominative: &str) -> bool {
    let behind = |stem: &str, ends: &[&str]| {
        let ending = form.strip_prefix(stem);
        ending.is_some_and(|ending| ends.contains(&ending))
    };
    let mut rows = FORMS
        .iter()
        .flat_map(|(ends, forms)| ends.iter().map(move |end| (end, forms)));
    let row = rows.find_map(|(end, forms)| Some((nominative.strip_suffix(end)?, forms)));
    row.map_or_else(
        || behind(nominative, FORMS_OF_CONSONANT),
        |(stem, forms)| behind(stem, forms),
    )
}

/// Whether all letters are of the language.
fn is_of(place: &str, language: &str) -> bool {
    place.chars().all(|c| match c {
        'ы' | 'э' | 'ё' | 'ъ' => language == "ru",
        'і' | 'ї' | 'є' | 'ґ' => language == "uk",
        _ => ('а'..='я').contains(&c) || c == '-',
    })
}

/// `санкт-петербург` with its capitals; small words inside keep theirs.
pub(super) fn with_capitals(lower: &str) -> String {
    const SMALL: [&str; 4] = ["на", "де", "над", "под"];
    let parts = lower.split('-').map(|part| {
        let mut letters = part.chars();
        match letters.next().filter(|_| !SMALL.contains(&part)) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("-")
}

/// Listed places in Cyrillic letters by their stems.
fn listed() -> &'static FxHashMap<u32, Vec<&'static str>> {
    static LISTED: OnceLock<FxHashMap<u32, Vec<&'static str>>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let mut listed: FxHashMap<u32, Vec<&'static str>> = FxHashMap::default();
        for place in gazetteer::cyrillic_places() {
            let of_stem = listed.entry(gazetteer::hash(gazetteer::stem(place)));
            of_stem.or_default().push(place);
        }
        listed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_as_it_is_listed() {
        let table = [
            ("ru", "Саранске", Some("Саранск")),
            ("uk", "Житомирі", Some("Житомир")),
            ("ru", "Калуге", Some("Калуга")),
            ("ru", "Баста", None),
            ("ru", "Урюпинске", None),
            ("ru", "США", None),
        ];
        for (language, printed, expected) in table {
            assert_eq!(
                nominative(printed, language).as_deref(),
                expected,
                "{printed}"
            );
        }
    }
}
