//! Names of the Slavic languages written in one way, whatever script they came in and whoever carried them over.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::Why;
use super::join::{Group, Names, by_key};
use crate::enrich::EntityKind;
use crate::enrich::merge::bare;

/// A name in the one way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Romanised<'k> {
    /// Its words; those of other names than Slavic ones are the folded ones.
    pub key: Cow<'k, str>,
    /// It is written in Cyrillic.
    pub is_cyrillic: bool,
    /// The rules for Slavic names were used.
    pub is_slavic: bool,
}

/// The one way to write a printed name with its folded form.
pub fn of<'k>(printed: &str, key: &'k str) -> Romanised<'k> {
    let is_cyrillic = printed.chars().any(is_cyrillic_letter);
    let words = || {
        let words = bare(printed).split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let is_slavic = is_cyrillic
        || words()
            .next_back()
            .is_some_and(|last| has_slavic_end(&last.to_lowercase()));
    let wanted = key.split(' ').filter(|word| !word.is_empty()).count();
    // Titles stand in front and are no part of the name.
    let titles = words().count().checked_sub(wanted).filter(|_| is_slavic);
    let key = titles.map_or(Cow::Borrowed(key), |titles| {
        let name = words().skip(titles);
        let name: Vec<String> = name
            .map(|word| normal(&romanise(&word.to_lowercase())))
            .collect();
        Cow::Owned(name.join(" "))
    });
    Romanised {
        key,
        is_cyrillic,
        is_slavic,
    }
}

/// Joins people whose names are one in the one way. A full name in Latin letters that does not look Slavic joins only one in Cyrillic.
pub(super) fn join(groups: Vec<Group>, names: &Names<'_>) -> Vec<Group> {
    let romanised = |group: &Group| {
        let is_person = group.kind == EntityKind::Person;
        is_person.then(|| of(names.printed(group), names.key(group)))
    };
    let all = groups.iter().filter_map(romanised);
    let in_cyrillic: FxHashSet<String> = all
        .filter(|name| name.is_cyrillic && name.key.contains(' '))
        .map(|name| name.key.into_owned())
        .collect();
    by_key(groups, Why::Transliteration, |group| {
        let name = romanised(group)?;
        if name.is_slavic {
            return Some(name.key.into_owned()).filter(|key| !key.is_empty());
        }
        if in_cyrillic.is_empty() {
            return None;
        }
        let carried: Vec<String> = name.key.split(' ').map(normal).collect();
        Some(carried.join(" ")).filter(|carried| in_cyrillic.contains(carried))
    })
}

fn is_cyrillic_letter(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// Ends of surnames in Latin letters that are hardly ever other than Slavic.
const SLAVIC_ENDS: &[&str] = &[
    "sky", "skyy", "skiy", "skii", "skij", "skyi", "skyj", "ski", "skaya", "skaia", "skaja", "ska",
    "enko", "chuk", "tchouk", "czuk", "ov", "ova", "ev", "eva", "ovich", "evich", "ovych", "vych",
    "iuk", "yuk", "shin", "khin", "chin", "lkin", "shkin", "utin", "zhin", "rin", "nyi", "nyy",
    "niy", "lny", "lnyy", "lnyi", "lniy", "noy", "chev", "cheva", "ian", "tsyn", "tsin",
];

fn has_slavic_end(word: &str) -> bool {
    word.len() > 4 && SLAVIC_ENDS.iter().any(|end| word.ends_with(end))
}

fn romanise(word: &str) -> String {
    let mut found = String::with_capacity(word.len());
    for c in word.chars() {
        let latin = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ґ' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' | 'є' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' | 'і' | 'ї' | 'й' | 'ы' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' | 'ў' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ю' => "iu",
            'я' => "ia",
            'ъ' | 'ь' | '\'' => "",
            _ => {
                found.push(c);
                continue;
            }
        };
        found.push_str(latin);
    }
    found
}

/// What transliterations differ in, in the order in which it is made equal.
const EQUAL: &[(&str, &str)] = &[
    ("shch", "sh"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("cz", "ch"),
    ("kh", "h"),
    ("x", "ks"),
    ("tz", "ts"),
    ("w", "v"),
    ("ou", "u"),
    ("j", "i"),
    ("y", "i"),
    ("ie", "e"),
    ("ii", "i"),
    ("ii", "i"),
    ("io", "e"),
    ("ander", "andr"),
    ("h", "g"),
    ("ei", "e"),
];

/// Given names that Russian and Ukrainian spell each in its own way, in the one way.
const GIVEN: &[(&str, &str)] = &[
    ("volodimir", "vladimir"),
    ("oleksandr", "aleksandr"),
    ("sergi", "serge"),
    ("andri", "andre"),
    ("mikola", "nikola"),
    ("petro", "petr"),
    ("pavlo", "pavel"),
    ("dmitro", "dmitri"),
    ("oleksi", "alekse"),
    ("evgen", "evgeni"),
    ("iuri", "iuri"),
    ("katerina", "ekaterina"),
    ("olena", "elena"),
    ("mikgailo", "migail"),
    ("migailo", "migail"),
    ("grigori", "grigori"),
    ("vasil", "vasili"),
    ("ganna", "anna"),
    ("vitali", "vitali"),
    ("oleg", "oleg"),
    ("oleksandra", "aleksandra"),
    ("igor", "igor"),
    ("nikolai", "nikola"),
    ("kostantin", "konstantin"),
    ("kostiantin", "konstantin"),
    ("anatoli", "anatoli"),
    ("valeri", "valeri"),
    ("ilia", "ilia"),
    ("illia", "ilia"),
    ("maksim", "maksim"),
];

fn normal(word: &str) -> String {
    let mut word = word.to_owned();
    for (from, to) in EQUAL {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    // Yevgeny is Evgeny, Yeltsin Eltsin: `ie` became `e` above.
    let given = GIVEN.iter().find(|(ukrainian, _)| *ukrainian == word);
    given.map_or(word, |(_, russian)| (*russian).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::merge;

    fn one_way(name: &str) -> String {
        of(name, &merge::key(name)).key.into_owned()
    }

    /// Names of one person each.
    const SAME: &[&[&str]] = &[
        &[
            "Zelensky",
            "Zelenskyy",
            "Zelenskiy",
            "Zelenskyi",
            "Зеленский",
            "Зеленський",
        ],
        &[
            "Sergey Lavrov",
            "Sergei Lavrov",
            "Serhiy Lavrov",
            "Сергей Лавров",
            "Сергій Лавров",
        ],
        &["Alexei Navalny", "Aleksey Navalnyy", "Алексей Навальный"],
        &["Yevgeny Prigozhin", "Evgeny Prigozhin", "Евгений Пригожин"],
        &[
            "Dmitry Peskov",
            "Dmitri Peskov",
            "Dmitriy Peskov",
            "Дмитрий Песков",
        ],
        &[
            "Mikhail Khodorkovsky",
            "Mikhail Khodorkovskiy",
            "Михаил Ходорковский",
        ],
        &["Petro Poroshenko", "Петро Порошенко", "Петр Порошенко"],
        &[
            "Yulia Tymoshenko",
            "Yuliya Tymoshenko",
            "Юлия Тимошенко",
            "Юлія Тимошенко",
        ],
        &[
            "Oleksandr Syrskyi",
            "Oleksandr Syrsky",
            "Александр Сырский",
            "Олександр Сирський",
        ],
    ];

    #[test]
    fn transliterations_are_one() {
        for names in SAME {
            let first = one_way(names[0]);
            for name in *names {
                assert_eq!(one_way(name), first, "{name}");
            }
        }
    }

    #[test]
    fn names_of_other_languages_are_left_alone() {
        for name in ["kelly clark", "john hill", "mary jones"] {
            assert_eq!(one_way(name), name);
        }
    }
}
