//! Endings of German names: the genitive of `Deutschlands` and `Merkels`, and the adjective of `der Europäischen Union`. The genitive is
//! Scandinavian too.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Group, Mention, bare, in_order, take};
use crate::enrich::EntityKind;
use crate::enrich::gazetteer::{self, Gazetteer, Marks};

/// Whether a language's names have these endings.
pub(super) fn is_of(language: &str) -> bool {
    matches!(language, "de" | "da" | "no" | "sv")
}

/// Joins the forms of each name, and shows the genitive of a listed name as its nominative.
pub(super) fn join(groups: &mut Vec<Group>, mentions: &[Mention]) {
    let names: FxHashSet<(EntityKind, String)> = groups
        .iter()
        .map(|group| (group.kind, group.name.key()))
        .collect();
    join_by(groups, |group| Some(without_genitive(group, &names)));
    join_by(groups, undeclined);
    in_order(groups);
    for group in groups.iter_mut() {
        let printed = group.mentions.iter().filter_map(|&m| mentions.get(m));
        let mut seen = FxHashSet::default();
        // Each form once: an article may name a thing ten thousand times.
        let forms: Vec<&str> = printed
            .map(|mention| bare(mention.surface))
            .filter(|form| seen.insert(*form))
            .collect();
        group.shown = group.shown.take().or_else(|| nominative(group, &forms));
    }
}

/// Joins groups of one kind and one key.
fn join_by(groups: &mut [Group], key: impl Fn(&Group) -> Option<String>) {
    let mut first_of: FxHashMap<(EntityKind, String), usize> = FxHashMap::default();
    for number in 0..groups.len() {
        let Some(key) = key(&groups[number]) else {
            continue;
        };
        let first = *first_of.entry((groups[number].kind, key)).or_insert(number);
        if first != number {
            let moved = std::mem::take(&mut groups[number].mentions);
            take(&mut groups[first], moved);
        }
    }
}

/// The name, without its genitive if the article has that too.
fn without_genitive(group: &Group, names: &FxHashSet<(EntityKind, String)>) -> String {
    let key = group.name.key();
    let base = key
        .strip_suffix('s')
        .filter(|base| base.chars().count() >= 3);
    base.filter(|base| names.contains(&(group.kind, (*base).to_owned())))
        .unwrap_or(&key)
        .to_owned()
}

/// The words of a body or place of several words without the endings of adjectives.
fn undeclined(group: &Group) -> Option<String> {
    let is_several = group.name.words.len() > 1 && group.kind != EntityKind::Person;
    let words = || {
        group
            .name
            .words
            .iter()
            .map(|word| stem(word))
            .collect::<Vec<_>>()
    };
    is_several.then(|| words().join(" "))
}

fn stem(word: &str) -> &str {
    const LEAST: usize = 5;
    let fits =
        |ending: &&&str| word.ends_with(**ending) && word.chars().count() >= LEAST + ending.len();
    let ending = ["en", "er", "es", "em", "e", "n"].iter().find(fits);
    ending.map_or(word, |ending| &word[..word.len() - ending.len()])
}

/// What is shown where the usual form would be a wrong one.
fn nominative(group: &Group, forms: &[&str]) -> Option<String> {
    let opening = |form: &&&str| {
        form.split(' ')
            .next()
            .is_some_and(|word| word.ends_with("sche") || word.ends_with("te"))
    };
    if let Some(form) = forms
        .iter()
        .find(opening)
        .filter(|_| group.name.words.len() > 1)
    {
        return Some((*form).to_owned());
    }
    let bases: FxHashSet<&str> = forms
        .iter()
        .filter_map(|form| form.strip_suffix('s'))
        .collect();
    let has_genitive = |form: &&&str| bases.contains(**form);
    if let Some(form) = forms.iter().find(has_genitive) {
        return Some((*form).to_owned());
    }
    let is_genitive = |form: &&str| form.ends_with('s') && is_listed_without_ending(group, form);
    let form = forms.first().filter(|_| forms.iter().all(is_genitive))?;
    form.strip_suffix('s').map(str::to_owned)
}

/// Whether the last word is on a list of its kind without its last letter, and on none with it.
fn is_listed_without_ending(group: &Group, form: &str) -> bool {
    let lists = match group.kind {
        EntityKind::Place => gazetteer::PLACES | gazetteer::LISTED_PLACE,
        // The short list only: of `Lisa Paus` the long one knows `Pau`.
        EntityKind::Person => gazetteer::SURNAME,
        EntityKind::Org | EntityKind::Misc => return false,
    };
    let word = form.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let on = |word: &str| -> Marks {
        Gazetteer::shipped()
            .word(gazetteer::stem_key_of_lower(word))
            .marks
            & lists
    };
    on(&word) == 0 && word.strip_suffix('s').is_some_and(|base| on(base) != 0)
}

#[cfg(test)]
mod tests {
    use super::super::merge;
    use super::*;

    #[test]
    fn endings_do_not_divide_a_name() {
        use EntityKind::{Org, Person, Place};
        let table: [(&[(EntityKind, &str)], &[&str]); 3] = [
            (
                &[
                    (Place, "Deutschlands"),
                    (Place, "Deutschland"),
                    (Person, "Merkels"),
                ],
                &["Deutschland 2", "Merkel 1"],
            ),
            (
                &[(Place, "Europas"), (Place, "Paris"), (Place, "Laos")],
                &["Europa 1", "Laos 1", "Paris 1"],
            ),
            (
                &[
                    (Org, "Europäischen Kommission"),
                    (Org, "Europäische Kommission"),
                    (Org, "Deutschen Rundfunks"),
                    (Person, "Hans Thomas"),
                ],
                &[
                    "Europäische Kommission 2",
                    "Deutschen Rundfunks 1",
                    "Hans Thomas 1",
                ],
            ),
        ];
        for (names, expected) in table {
            let mention =
                |(number, &(kind, surface)): (u32, &(EntityKind, &'static str))| Mention {
                    surface,
                    kind,
                    range: Some((number, number + 1)),
                    opening: false,
                    aside: false,
                    title: crate::enrich::merge::Title::None,
                };
            let mentions: Vec<Mention> = (0..).zip(names).map(mention).collect();
            let found: Vec<String> = merge(&mentions, "de")
                .iter()
                .map(|entity| format!("{} {}", entity.name, entity.mentions.len()))
                .collect();
            assert_eq!(found, expected);
        }
    }
}
