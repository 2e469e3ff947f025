//! Men and women whose names differ by an ending alone: Александр Петров, Александра Петрова.
//!
//! In: names as they are printed. Out: whether a name is a man's, a woman's, or, since the genitive of the one is the nominative of the other,
//! either's. Their folded names are the same.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bare::bare;
use super::names::key;
use super::{EntityKind, Mention};

/// Whose name it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Of a man in any case.
    Man,
    /// Of a woman.
    Woman,
    /// The genitive of the one and the nominative of the other.
    Either,
}

/// Given names that both have, without their endings: those of a man without ending, and those on -ий.
const HARD: &[&str] = &[
    "александр",
    "олександр",
    "валентин",
    "станислав",
    "станіслав",
    "ярослав",
    "владислав",
    "мирослав",
    "богдан",
    "руслан",
    "вячеслав",
    "святослав",
];
const SOFT: &[&str] = &["евгени", "валери", "валері", "юли", "юлі", "євгені"];

/// Whose given name this is, in lower case.
fn of_given(word: &str) -> Option<Sex> {
    let ending = |stems: &[&str]| {
        stems
            .iter()
            .find_map(|stem| word.strip_prefix(stem).map(str::to_owned))
    };
    if let Some(ending) = ending(HARD) {
        return match &*ending {
            "" | "ом" | "ові" => Some(Sex::Man),
            "ы" | "и" | "ой" | "ою" => Some(Sex::Woman),
            "а" | "у" | "е" | "і" => Some(Sex::Either),
            _ => None,
        };
    }
    match &*ending(SOFT)? {
        "й" | "ем" | "єм" | "єві" => Some(Sex::Man),
        "ей" | "ею" | "єю" => Some(Sex::Woman),
        "я" | "ю" | "и" | "ї" | "е" => Some(Sex::Either),
        _ => None,
    }
}

/// Whose surname this is, if its ending tells. One without an ending in a name whose given name has one is a woman's: Александра Новак.
fn of_surname(word: &str, given: &str) -> Sex {
    const MEN: &[&str] = &[
        "ов", "ев", "ін", "ин", "ын", "їв", "ий", "ый", "ого", "ому", "им", "ым", "ом", "ем", "ка",
        "ком", "кові",
    ];
    const WOMEN: &[&str] = &[
        "овой",
        "евой",
        "иной",
        "ыной",
        "овою",
        "євою",
        "евою",
        "иною",
        "ая",
        "ую",
        "ской",
        "цкой",
        "ською",
        "цькою",
        "ська",
        "цька",
        "ську",
        "цьку",
    ];
    const EITHER: &[&str] = &[
        "ова", "ева", "єва", "ина", "ына", "іна", "ову", "еву", "єву", "ину", "іну", "ове", "еве",
        "ине", "ові", "еві", "іні", "ко",
    ];
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    let is_ukrainian = given.contains(['і', 'є']) || given.starts_with("олександр");
    if ends(WOMEN) || word.ends_with("ко") && is_ukrainian && given.ends_with(['а', 'я']) {
        Sex::Woman
    } else if ends(EITHER) {
        Sex::Either
    } else if ends(MEN) {
        Sex::Man
    } else if given.ends_with(['а', 'я']) && word.ends_with(|c: char| !"аеиоуыэюяіїєь".contains(c))
    {
        Sex::Woman
    } else {
        Sex::Either
    }
}

impl Sex {
    /// Whose full name is printed so; nothing if the folded names of a man and a woman differ, or if it is no full name in Cyrillic letters.
    pub fn of(printed: &str) -> Option<Self> {
        let (given, surname) = (printed.split(' ').next()?, printed.rsplit(' ').next()?);
        if !printed.contains(' ') || !given.starts_with(|c: char| ('Ѐ'..='ӿ').contains(&c)) {
            return None;
        }
        let (given, surname) = (given.to_lowercase(), surname.to_lowercase());
        let of_given = of_given(&given)?;
        match (of_given, of_surname(&surname, &given)) {
            // Александра Петров is the name of nobody.
            (Self::Either, Self::Man)
                if ["ов", "ев", "ин"].iter().any(|end| surname.ends_with(end)) =>
            {
                Some(Self::Either)
            }
            (Self::Either, of_surname) => Some(of_surname),
            (of_given, _) => Some(of_given),
        }
    }
}

/// Folded names that a man and a woman of one article share.
#[derive(Debug, Default)]
pub(super) struct Couples(FxHashSet<String>);

impl Couples {
    /// Those of an article: both stand in forms that are theirs alone, or one right behind the other.
    pub fn of(mentions: &[Mention]) -> Self {
        // `X и Y`, `X, Y`.
        const NEAR: u32 = 6;
        let mut seen: FxHashMap<String, Vec<(Sex, Option<(u32, u32)>)>> = FxHashMap::default();
        let people = mentions.iter().filter(|m| m.kind == EntityKind::Person);
        for mention in people {
            if let Some(sex) = Sex::of(bare(mention.surface)) {
                let of = seen.entry(key(mention.surface)).or_default();
                of.push((sex, mention.range));
            }
        }
        let are_two = |of: &[(Sex, Option<(u32, u32)>)]| {
            let has = |wanted: Sex| of.iter().any(|&(sex, _)| sex == wanted);
            let side_by_side = || {
                of.windows(2).any(|pair| {
                    let (one, other) = (pair[0], pair[1]);
                    let ranges = one.1.zip(other.1);
                    one.0 != other.0 && ranges.is_some_and(|(a, b)| a.1 <= b.0 && b.0 - a.1 <= NEAR)
                })
            };
            has(Sex::Man) && (has(Sex::Woman) || has(Sex::Either) && side_by_side())
        };
        Self(
            seen.into_iter()
                .filter(|(_, of)| are_two(of))
                .map(|(key, _)| key)
                .collect(),
        )
    }

    /// Whether the name printed so is the woman's of two.
    pub fn are_two(&self, key: &str, printed: &str) -> bool {
        self.0.contains(key) && Sex::of(bare(printed)).is_some_and(|sex| sex != Sex::Man)
    }
}

/// The folded name of a woman where there is a man of the same names.
pub fn key_of_woman(key: &str) -> String {
    match key.split_once(' ') {
        Some((given, rest)) => format!("{given}а {rest}"),
        None => key.to_owned(),
    }
}

/// Whether names that fold alike are those of a man and a woman, told from how often each stands: names that may be either's are a man's genitive,
/// unless they stand half as often as his own.
pub fn apart(men: u64, women: u64, either: u64) -> bool {
    men > 0 && (women > 0 || 2 * either >= men)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_whose_name_it_is() {
        for (printed, expected) in [
            ("Александр Петров", Some(Sex::Man)),
            ("Александром Петровым", Some(Sex::Man)),
            ("Александра Петрова", Some(Sex::Either)),
            ("Александрой Петровой", Some(Sex::Woman)),
            ("Александре Петровой", Some(Sex::Woman)),
            ("Александра Лукашенко", Some(Sex::Either)),
            ("Олександра Петренко", Some(Sex::Woman)),
            ("Олександра Петренка", Some(Sex::Man)),
            ("Валерий Иванов", Some(Sex::Man)),
            ("Валерия Иванова", Some(Sex::Either)),
            ("Александра Новак", Some(Sex::Woman)),
            ("Иван Петров", None),
            ("Ольга Петрова", None),
            ("Александр", None),
            ("Alexander Petrov", None),
        ] {
            assert_eq!(Sex::of(printed), expected, "{printed}");
        }
    }
}
