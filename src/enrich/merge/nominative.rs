//! Russian and Ukrainian people in the nominative, where an article has them in another case alone: `Дмитрием Песковым` is Дмитрий Песков.
//!
//! In: the best form that an article has. Out: its nominative, if the lists have the given name. The ending of the given name tells the case, and
//! the case what becomes of the surname. Where a form may be of two names (`Александра Петрова`, `Валентину Василенко`) nothing is made of it.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::enrich::gazetteer;
use crate::enrich::listed::Listed;

/// The nominative of a person's name, if it is another and can be told.
pub(super) fn of(printed: &str, language: &str) -> Option<String> {
    let words: Vec<&str> = printed.split(' ').collect();
    let (&given, rest) = words.split_first()?;
    let (&surname, middle) = rest.split_last()?;
    let (given, is_woman, case) = given_name(given, language)?;
    let mut found = vec![given];
    for word in middle {
        found.push(fathers_name(word)?);
    }
    let surname = fathers_name(surname).or_else(|| family_name(surname, is_woman, case))?;
    found.push(surname);
    let found = found.join(" ");
    (found != printed).then_some(found)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Genitive, which is the accusative of men too.
    Genitive,
    Dative,
    Accusative,
    Instrumental,
}

/// Endings of men's given names, what they are in the nominative, and the case.
const OF_MEN: &[(&str, &[&str], Case)] = &[
    ("а", &["о", ""], Case::Genitive),
    ("я", &["й", "ь", ""], Case::Genitive),
    ("у", &["о", ""], Case::Dative),
    ("ю", &["й", "ь", ""], Case::Dative),
    ("ові", &[""], Case::Dative),
    ("еві", &["", "ь"], Case::Dative),
    ("єві", &["й"], Case::Dative),
    ("ом", &["о", ""], Case::Instrumental),
    ("ем", &["й", "ь", ""], Case::Instrumental),
    ("єм", &["й"], Case::Instrumental),
];

/// The same of names in `-а` and `-я`, which mostly are of women.
const OF_WOMEN: &[(&str, &[&str], Case)] = &[
    ("ы", &["а"], Case::Genitive),
    ("и", &["а", "я"], Case::Genitive),
    ("ї", &["я"], Case::Genitive),
    ("е", &["а", "я"], Case::Dative),
    ("і", &["а", "я"], Case::Dative),
    ("у", &["а"], Case::Accusative),
    ("ю", &["я"], Case::Accusative),
    ("ой", &["а"], Case::Instrumental),
    ("ою", &["а"], Case::Instrumental),
    ("ей", &["я", "а"], Case::Instrumental),
    ("ею", &["я", "а"], Case::Instrumental),
    ("єю", &["я"], Case::Instrumental),
    ("ёй", &["я"], Case::Instrumental),
];

/// Men's names in `-а` and `-я`.
const MEN_IN_A: [&str; 14] = [
    "микола",
    "ілля",
    "илья",
    "никита",
    "микита",
    "лука",
    "фома",
    "хома",
    "кузьма",
    "савва",
    "сава",
    "данила",
    "гаврила",
    "мустафа",
];

/// Given names of other countries that are in the news and not on the lists.
static FOREIGN: Listed = Listed::new(
    "генри гарри генрі гаррі джон джордж джеймс джо барак дональд билл эндрю хиллари эммануэль эмманюэль олаф ангела кир илон дэвид марк энтони майкл пол питер том роберт стив \
     уильям франсуа николя эдвард ричард реджеп виктория мишель джек джейк джим тони рекс майк рональд джеральд",
);

/// Endings of given names that have no cases: `Генри`.
const WITHOUT_CASES: [char; 7] = ['и', 'о', 'е', 'у', 'ю', 'э', 'і'];

/// The nominative of a given name, whether it is a woman's, and the case in which it stands.
fn given_name(printed: &str, language: &str) -> Option<(String, bool, Case)> {
    let lower = printed.to_lowercase();
    if listed().contains(lower.as_str()) {
        // Of whom the given name has no cases, only the ending of an instrumental is nobody's surname.
        let is_free = lower.ends_with(WITHOUT_CASES);
        return is_free.then(|| (printed.to_owned(), false, Case::Instrumental));
    }
    let forms = |rows: &'static [(&str, &[&str], Case)], are_women: bool| {
        let lower = &lower;
        rows.iter().filter_map(move |&(ending, nominatives, case)| {
            let stem = lower.strip_suffix(ending).unwrap_or_default();
            // Петро is Ukrainian.
            let of_language = nominatives
                .iter()
                .filter(move |end| **end != "о" || language == "uk");
            let mut named = of_language.map(move |end| format!("{stem}{end}"));
            let known = named.find(|name| listed().contains(name.as_str()));
            known.map(move |name| (name, are_women, case))
        })
    };
    let mut found = forms(OF_MEN, false).chain(forms(OF_WOMEN, true));
    let (name, is_woman, case) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let is_woman = is_woman && !MEN_IN_A.contains(&name.as_str());
    Some((super::cyrillic::with_capitals(&name), is_woman, case))
}

/// `Владимировичем` is Владимирович, `Ивановны` Ивановна.
fn fathers_name(printed: &str) -> Option<String> {
    const ENDS: &[(&str, &[&str])] = &[
        ("вич", &["", "а", "у", "ем", "е", "і", "еві"]),
        ("вн", &["а", "ы", "и", "е", "і", "у", "ой", "ою"]),
    ];
    ENDS.iter().find_map(|(stem, endings)| {
        let of = endings.iter().find_map(|ending| {
            let front = printed.strip_suffix(ending)?;
            front.ends_with(stem).then_some(front)
        })?;
        let end = if *stem == "вн" { "а" } else { "" };
        Some(format!("{of}{end}"))
    })
}

/// Ends of the stems of surnames that are declined like adjectives, and what makes their nominative.
const ADJECTIVES: &[(&str, &str, &str)] = &[
    ("ськ", "ий", "а"),
    ("цьк", "ий", "а"),
    ("зьк", "ий", "а"),
    ("ск", "ий", "ая"),
    ("цк", "ий", "ая"),
];

/// Ends of the stems of surnames like Петров.
const POSSESSIVES: [&str; 9] = ["ов", "ев", "єв", "ёв", "їв", "ин", "ын", "ін", "їн"];

/// The nominative of a surname in a case.
fn family_name(printed: &str, is_woman: bool, case: Case) -> Option<String> {
    let endings: (&[&str], &[&str]) = match (is_woman, case) {
        (false, Case::Genitive | Case::Accusative) => (&["ого"], &["а"]),
        (false, Case::Dative) => (&["ому"], &["у"]),
        (false, Case::Instrumental) => (&["им"], &["ым", "им"]),
        (true, Case::Accusative) => (&["ую", "у"], &["у"]),
        (true, _) => (&["ой", "ої", "ій", "ою"], &["ой", "ої", "ій", "ою"]),
    };
    let adjective = ADJECTIVES.iter().find_map(|(end, man, woman)| {
        let stem = without(printed, end, endings.0)?;
        Some(format!("{stem}{}", if is_woman { woman } else { man }))
    });
    let possessive = || {
        POSSESSIVES.iter().find_map(|end| {
            let stem = without(printed, end, endings.1)?;
            Some(format!("{stem}{}", if is_woman { "а" } else { "" }))
        })
    };
    adjective.or_else(possessive).or_else(|| {
        if is_woman {
            // `Світлані Науменко`: others than these have no cases.
            let is_fixed = |c: char| !is_vowel(c) || matches!(c, 'о' | 'е');
            let is_oblique = printed.ends_with("ою") || printed.ends_with("ой");
            (printed.ends_with(is_fixed) && !is_oblique).then(|| printed.to_owned())
        } else {
            man_of_other_surname(printed, case)
        }
    })
}

/// `Саутеру`, `Олексенком`, `Сороку`.
fn man_of_other_surname(printed: &str, case: Case) -> Option<String> {
    let is_adjective = ["ого", "его", "ому", "ему"]
        .iter()
        .any(|end| printed.ends_with(end));
    if is_adjective {
        return None;
    }
    let endings: &[(&str, &str)] = match case {
        Case::Genitive | Case::Accusative => &[("енка", "енко"), ("у", "а"), ("а", "")],
        Case::Dative => &[("енку", "енко"), ("ові", ""), ("у", "")],
        Case::Instrumental => &[
            ("енком", "енко"),
            ("ом", ""),
            ("чем", "ч"),
            ("шем", "ш"),
            ("цем", "ц"),
        ],
    };
    let declined = endings.iter().find_map(|(ending, nominative)| {
        let stem = printed.strip_suffix(ending)?;
        // `Гецеу` has no cases, nor have short names that only end so.
        let is_stem = stem.chars().count() > 2 && !stem.ends_with(is_vowel);
        is_stem.then(|| format!("{stem}{nominative}"))
    });
    let is_fixed = || printed.ends_with(['о', 'е', 'у', 'ю', 'э']);
    declined.or_else(|| is_fixed().then(|| printed.to_owned()))
}

/// What stands before one of the endings, if the stem ends so.
fn without<'p>(printed: &'p str, end: &str, endings: &[&str]) -> Option<&'p str> {
    let mut stems = endings
        .iter()
        .filter_map(|ending| printed.strip_suffix(ending));
    stems.find(|stem| stem.ends_with(end))
}

fn is_vowel(c: char) -> bool {
    "аеёиіїоуыэюяє".contains(c)
}

/// Given names of the lists in Cyrillic letters.
fn listed() -> &'static FxHashSet<&'static str> {
    static LISTED: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let listed = gazetteer::cyrillic_given_names();
        listed.chain(FOREIGN.words()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_name_tells_the_case() {
        let table = [
            ("Петра Порошенка", Some("Петро Порошенко")),
            ("Андрея Белого", None),
            ("Дмитрием Песковым", Some("Дмитрий Песков")),
            ("Владимиром Путиным", Some("Владимир Путин")),
            ("Михаила Добкина", Some("Михаил Добкин")),
            ("Генри Киссинджером", Some("Генри Киссинджер")),
            ("Анны Ахматовой", Some("Анна Ахматова")),
            ("Галиной Росляковой", Some("Галина Рослякова")),
            ("Артемия Арциховского", Some("Артемий Арциховский")),
            ("Дэвиду Саутеру", Some("Дэвид Саутер")),
            (
                "Владимиром Владимировичем Путиным",
                Some("Владимир Владимирович Путин"),
            ),
            ("Ігорем Кущинським", Some("Ігор Кущинський")),
            ("Світлані Науменко", Some("Світлана Науменко")),
            ("Дмитру Олексенку", Some("Дмитро Олексенко")),
            // Those that may be of two names, and those that are right.
            ("Александра Петрова", None),
            ("Валентину Василенко", None),
            ("Максим Орешкин", None),
            ("Владимир Путин", None),
            ("Генри Киссинджер", None),
            ("Илон Маск", None),
            ("Степана Гецеу", Some("Степан Гецеу")),
            ("Песковым", None),
        ];
        for (printed, expected) in table {
            let language = if printed.contains(['і', 'ї']) || printed.contains("енк") {
                "uk"
            } else {
                "ru"
            };
            assert_eq!(of(printed, language).as_deref(), expected, "{printed}");
        }
    }
}
