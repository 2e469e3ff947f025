//! The stem by which names in Cyrillic letters are joined. That of [`gazetteer`] is part of what weights have learned with and stays as it is; here a
//! nominative that looks like a case form keeps its end (Максим, Газпром), and a vowel that other cases drop is dropped (Павел, Павла).

use std::borrow::Cow;

use crate::enrich::gazetteer;
use crate::enrich::listed::Listed;

/// Nominatives on -им, -ом, -ем and the like.
static NOMINATIVES: Listed = Listed::new(
    "максим вадим ефим трофим артем рустем карим керим салим селим рахим хаким назим касим азим аким ибрагим серафим ефрем єфрем герасим \
    никодим анисим евдоким пахом любим устим онисим охрим юхим йохим иоаким иерусалим єрусалим рим ким крым бирмингем сейлем \
    харлем гарлем роттердам вьетнам вифлеем пхеньян салем \
    акрам ислам имам адам авраам абрам ибрам бертрам хуррам",
);
/// Ends of the names of firms.
const FIRMS: &[&str] = &[
    "газпром",
    "атомпром",
    "оборонпром",
    "нефтепром",
    "росатом",
    "енергоатом",
    "энергоатом",
    "телеком",
    "медиаком",
    "мосэнергосбытпром",
];

/// Endings of the cases of such names; none is the nominative's.
const ENDINGS: &[&str] = &["", "а", "у", "ом", "е", "ові", "і"];

/// Nominatives with a vowel that their case forms have not.
const FLEETING: &[(&str, &str)] = &[
    ("павел", "павл"),
    ("лев", "льв"),
    ("орел", "орл"),
    ("козел", "козл"),
];
/// Surnames like Кравец, Кравца.
const FLEETING_END: (&str, &str) = ("ец", "ц");
const LEAST_LETTERS: usize = 6;

/// Whether a word in lower case is a nominative, though it ends as case forms do.
pub fn is_nominative(lower: &str) -> bool {
    NOMINATIVES.has(lower) || FIRMS.iter().any(|firm| lower.ends_with(firm))
}

/// A folded word without its case ending; other than Cyrillic words stay as they are.
pub fn stem(lower: &str) -> Cow<'_, str> {
    if !lower.starts_with(|c: char| ('а'..='ӿ').contains(&c)) {
        return Cow::Borrowed(lower);
    }
    // Росатом, Росатому: the first is no case form, and what is left of the second is the first.
    let mut nominatives = ENDINGS
        .iter()
        .filter_map(|ending| lower.strip_suffix(ending));
    if let Some(nominative) = nominatives.find(|start| is_nominative(start)) {
        return Cow::Borrowed(nominative);
    }
    if let Some((_, kept)) = FLEETING.iter().find(|(nominative, _)| *nominative == lower) {
        return Cow::Borrowed(kept);
    }
    let stem = gazetteer::stem(lower);
    match stem.strip_suffix(FLEETING_END.0) {
        Some(start) if stem.chars().count() >= LEAST_LETTERS => {
            Cow::Owned(format!("{start}{}", FLEETING_END.1))
        }
        _ => Cow::Borrowed(stem),
    }
}

#[cfg(test)]
mod tests {
    use super::super::key;

    #[test]
    fn all_cases_of_a_name_have_one_key() {
        for forms in [
            &[
                "Максим Орешкин",
                "Максима Орешкина",
                "Максиму Орешкину",
                "Максимом Орешкиным",
            ][..],
            &["Вадим", "Вадима", "Вадимом"],
            &["Артём", "Артем", "Артёма"],
            &["Рустем Умеров", "Рустема Умерова"],
            &["Росатом", "Росатома", "Росатому", "Росатомом"],
            &["Газпром", "Газпрома", "Газпроме"],
            &["Ростелеком", "Ростелекома"],
            &["Енергоатом", "Енергоатому"],
            &[
                "Павел Дуров",
                "Павла Дурова",
                "Павлу Дурову",
                "Павлом Дуровым",
            ],
            &["Кравець", "Кравця", "Кравцем"],
            &["Зеленский", "Зеленского", "Зеленским"],
            &["Трамп", "Трампом"],
        ] {
            for form in forms {
                assert_eq!(key(form), key(forms[0]), "{form}");
            }
        }
        assert_ne!(key("Нигер"), key("Нигерия"));
    }
}
