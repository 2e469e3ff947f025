//! Case forms of one name in languages whose names change their endings: `Petr Fiala`, `Petra Fialy`, `Fialovi`.

use rustc_hash::FxHashMap;

use super::{Group, Mention, bare, in_order, take};
use crate::enrich::EntityKind;
use crate::enrich::case_forms::{self, start_of};

/// Among so many names of one beginning a partner is looked for: hostile texts have thousands.
const MOST_OF_START: usize = 64;

/// Joins the case forms of a name, then lone surnames to the one person whose surname they are a form of. The shortest form is shown: the
/// nominative mostly is.
pub(super) fn join(groups: &mut Vec<Group>, mentions: &[Mention], language: &str) {
    let mut of_start: FxHashMap<(EntityKind, String), Vec<usize>> = FxHashMap::default();
    for number in 0..groups.len() {
        let Some(start) = groups[number].name.words.first().map(|word| start_of(word)) else {
            continue;
        };
        let near = of_start.entry((groups[number].kind, start)).or_default();
        let same = near
            .iter()
            .copied()
            .find(|&other| are_forms(&groups[other], &groups[number], language));
        match same {
            Some(first) => join_two(groups, first, number, mentions),
            None if near.len() < MOST_OF_START => near.push(number),
            None => {}
        }
    }
    join_surnames(groups, language);
    in_order(groups);
}

fn join_two(groups: &mut [Group], first: usize, second: usize, mentions: &[Mention]) {
    let [one, other] = [first, second].map(|at| printed(&groups[at], mentions));
    let shorter = if other.chars().count() < one.chars().count() {
        other
    } else {
        one
    };
    let moved = std::mem::take(&mut groups[second].mentions);
    take(&mut groups[first], moved);
    groups[first].shown = Some(shorter);
}

fn join_surnames(groups: &mut [Group], language: &str) {
    let mut of_start: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, group) in groups.iter().enumerate() {
        let is_full = group.kind == EntityKind::Person
            && group.name.words.len() > 1
            && !group.mentions.is_empty();
        if let Some(start) = group
            .name
            .words
            .last()
            .map(|word| start_of(word))
            .filter(|_| is_full)
        {
            of_start.entry(start).or_default().push(number);
        }
    }
    for number in 0..groups.len() {
        let [word] = groups[number].name.words.as_slice() else {
            continue;
        };
        if groups[number].kind != EntityKind::Person {
            continue;
        }
        let near = of_start.get(&start_of(word));
        let is_of = |full: &&usize| {
            groups[**full]
                .name
                .words
                .last()
                .is_some_and(|surname| is_form(surname, word, language))
        };
        let of: Vec<usize> = near
            .into_iter()
            .flatten()
            .take(MOST_OF_START)
            .filter(is_of)
            .copied()
            .collect();
        if let [only] = of.as_slice() {
            let moved = std::mem::take(&mut groups[number].mentions);
            take(&mut groups[*only], moved);
        }
    }
}

/// The name as it is shown so far.
fn printed(group: &Group, mentions: &[Mention]) -> String {
    let first = group
        .mentions
        .first()
        .and_then(|&mention| mentions.get(mention));
    let shown = || first.map_or_else(String::new, |mention| bare(mention.surface).to_owned());
    group.shown.clone().unwrap_or_else(shown)
}

/// Two that are listed as different places never are.
fn are_forms(a: &Group, b: &Group, language: &str) -> bool {
    let are_listed = a.canonical.is_some() && b.canonical.is_some();
    let (a, b) = (&a.name.words, &b.name.words);
    !are_listed && a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_form(a, b, language))
}

/// Whether two words are forms of one; a woman's surname is none of her husband's.
fn is_form(a: &str, b: &str, language: &str) -> bool {
    let is_womans = |word: &str| {
        ["ova", "ove", "ovou", "eva", "evou"]
            .iter()
            .any(|ending| word.ends_with(ending))
    };
    let forms = case_forms::are_forms(a, b, language) || case_forms::are_forms(b, a, language);
    a == b || forms && is_womans(a) == is_womans(b)
}

#[cfg(test)]
mod tests {
    use super::super::merge;
    use super::*;

    #[test]
    fn case_forms_are_one_and_the_nominative_is_shown() {
        let table: [(&str, &[&str], &[&str]); 3] = [
            (
                "cs",
                &[
                    "Petra Fialy",
                    "Petr Fiala",
                    "Fialovi",
                    "Tereza Nováková",
                    "Novák",
                ],
                &["Petr Fiala 3", "Novák 1", "Tereza Nováková 1"],
            ),
            (
                "pl",
                &["Macieja Maleńczuka", "Maciej Maleńczuk", "Katarzynę Wilk"],
                &["Maciej Maleńczuk 2", "Katarzynę Wilk 1"],
            ),
            (
                "it",
                &["Maria Rossi", "Mario Rossi"],
                &["Maria Rossi 1", "Mario Rossi 1"],
            ),
        ];
        for (language, names, expected) in table {
            let mention = |(number, &surface): (u32, &&'static str)| Mention {
                surface,
                kind: EntityKind::Person,
                range: Some((number, number + 1)),
                opening: false,
                aside: false,
                title: crate::enrich::merge::Title::None,
            };
            let mentions: Vec<Mention> = (0..).zip(names).map(mention).collect();
            let found: Vec<String> = merge(&mentions, language)
                .iter()
                .map(|entity| format!("{} {}", entity.name, entity.mentions.len()))
                .collect();
            assert_eq!(found, expected, "{language}");
        }
    }
}
