//! Names of the Slavic languages written in one way, whatever script they came in and whoever carried them over.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Form, Group, Why};
use crate::enrich::EntityKind;
use crate::enrich::merge::{Name, bare};

/// A name in the one way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Romanised {
    /// Its words; those of other names than Slavic ones are as in [`Name`].
    pub words: Vec<String>,
    /// It is written in Cyrillic.
    pub is_cyrillic: bool,
    /// The rules for Slavic names were used.
    pub is_slavic: bool,
}

/// The one way to write a name whose printed form is that of `form`.
pub fn of(name: &Name, form: Option<&Form>) -> Romanised {
    let printed = form.map_or("", |form| form.given.name.as_str());
    let is_cyrillic = printed.chars().any(is_cyrillic_letter);
    let lower: Vec<String> = bare(printed)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_slavic = is_cyrillic || lower.last().is_some_and(|last| has_slavic_end(last));
    let words = if is_slavic && lower.len() >= name.words.len() {
        // Titles stand in front and are no part of the name.
        lower[lower.len() - name.words.len()..]
            .iter()
            .map(|w| normal(&romanise(w)))
            .collect()
    } else {
        name.words.clone()
    };
    Romanised {
        words,
        is_cyrillic,
        is_slavic,
    }
}

/// Joins people whose names are one in the one way. A full name in Latin letters that does not look Slavic joins only one in Cyrillic.
pub fn join(groups: Vec<Group>) -> Vec<Group> {
    let names: Vec<Option<Romanised>> = groups
        .iter()
        .map(|g| (g.kind == EntityKind::Person).then(|| of(&g.name, g.forms.first())))
        .collect();
    let in_cyrillic: FxHashSet<Vec<String>> = names
        .iter()
        .flatten()
        .filter(|name| name.is_cyrillic && name.words.len() > 1)
        .map(|name| name.words.clone())
        .collect();
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    let mut numbers: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    for (group, name) in groups.into_iter().zip(names) {
        let key = name.and_then(|name| {
            if name.is_slavic {
                return Some(name.words);
            }
            if in_cyrillic.is_empty() {
                return None;
            }
            let carried: Vec<String> = name.words.iter().map(|word| normal(word)).collect();
            in_cyrillic.contains(&carried).then_some(carried)
        });
        let number = match key {
            Some(key) if !key.is_empty() => *numbers.entry(key).or_insert(kept.len()),
            _ => kept.len(),
        };
        match kept.get_mut(number) {
            Some(first) => first.take(group, Why::Transliteration),
            None => kept.push(group),
        }
    }
    kept
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
    use crate::enrich::across::Given;

    fn one_way(name: &str) -> Vec<String> {
        let form = Form {
            given: Given {
                kind: EntityKind::Person,
                name: name.to_owned(),
                articles: 1,
            },
            why: Why::Own,
        };
        of(&Name::read(name), Some(&form)).words
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
            assert_eq!(one_way(name).join(" "), name);
        }
    }
}
