//! Which of the printed forms of a thing names it on a facet: the fullest, in the nominative, in ordinary casing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::EntityKind;
use super::super::gazetteer::{self, Gazetteer};
use super::bare::bare;
use super::cases;
use super::names::{self, Name};

/// The form to show.
pub fn best(surfaces: &[&str], kind: EntityKind) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for surface in surfaces {
        *counts.entry(bare(surface)).or_default() += 1;
    }
    if kind == EntityKind::Misc {
        return usual(&counts);
    }
    if let Some((&only, _)) = counts.first_key_value().filter(|_| counts.len() == 1) {
        return tidy(without_title(only, kind), kind);
    }
    // Of a person the usual full form, of a body the fullest: `Donald J. Trump` once is no better than `Donald Trump` ten times.
    let rank = |(form, count): &(&str, usize)| {
        let (form, count) = (*form, *count);
        let name = Name::of(kind, form);
        let full = match kind {
            EntityKind::Person => name.words.len().min(2),
            _ => name.printed,
        };
        (
            Reverse(full),
            obliqueness(form),
            is_shouted(form, kind),
            Reverse(count),
            Reverse(form.len()),
        )
    };
    let chosen = counts
        .iter()
        .map(|(&form, &count)| (form, count))
        .min_by_key(rank)
        .map(|(form, _)| form)
        .unwrap_or_default();
    tidy(without_title(chosen, kind), kind)
}

/// The form of a work or an event: as it is mostly printed, words in front and all.
fn usual(counts: &BTreeMap<&str, usize>) -> String {
    // `Ian` is `Hurricane Ian`, however often the storm is called by its name alone.
    let is_part = |form: &str| {
        let name = Name::of(EntityKind::Misc, form);
        let of = |other: &&&str| {
            let other = Name::of(EntityKind::Misc, other);
            names::is_contained(&name, &other, EntityKind::Misc)
        };
        counts.len() > 1 && counts.keys().any(|other| of(&other))
    };
    let rank = |(form, count): &(&&str, &usize)| {
        let shouted = is_shouted(form, EntityKind::Misc);
        (
            is_part(form),
            shouted,
            Reverse(**count),
            Reverse(form.len()),
        )
    };
    let chosen = counts.iter().min_by_key(rank).map_or("", |(form, _)| form);
    chosen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How far the endings of a Cyrillic name are from the nominative; 0 for other scripts.
fn obliqueness(form: &str) -> u32 {
    form.split([' ', '-']).map(word_obliqueness).sum()
}

/// Endings that are hardly ever nominative, then those that may be, then `а` and `я`, which a consonant beats: Путин, Путина.
fn word_obliqueness(word: &str) -> u32 {
    const OBLIQUE: &[&str] = &[
        "ого", "ому", "ему", "его", "ым", "им", "ом", "ем", "ами", "ями", "ах", "ях", "ою", "ею",
        "ью",
    ];
    let Some(last) = word.chars().next_back().filter(|c| ('а'..='ӿ').contains(c)) else {
        return 0;
    };
    match last {
        _ if is_nominative(word) => 0,
        _ if word.chars().count() > 4 && OBLIQUE.iter().any(|e| word.ends_with(e)) => 5,
        'у' | 'ю' | 'е' | 'є' | 'ї' => 4,
        'ы' | 'и' | 'і' => 3,
        _ if word.ends_with("ой") || word.ends_with("ией") || word.ends_with("ьей") => 3,
        'о' => 2,
        'а' | 'я' => 1,
        _ => 0,
    }
}

/// Whether a word ends as case forms do and is none.
fn is_nominative(word: &str) -> bool {
    cases::is_nominative(&word.to_lowercase().replace('ё', "е"))
}

/// Whether a name stands in capitals that are not its own. Of up to four letters it may be an
/// abbreviation, unless the lists know a place of four: `BONN`.
fn is_shouted(form: &str, kind: EntityKind) -> bool {
    if form.chars().any(char::is_lowercase) {
        return false;
    }
    match form.chars().filter(|c| c.is_alphabetic()).count() {
        0..=3 => false,
        // СССР has no vowel, and is no word.
        4 => kind == EntityKind::Place && form.contains(is_vowel) && is_known_place(form),
        _ => true,
    }
}

fn is_vowel(c: char) -> bool {
    "AEIOUYАЕЁИІЇОУЫЭЮЯЄ".contains(c)
}

fn is_known_place(form: &str) -> bool {
    let key = gazetteer::stem_key(form);
    Gazetteer::shipped().word(key).marks & gazetteer::PLACES != 0
}

/// The form without the words in front that are no part of the name.
fn without_title(form: &str, kind: EntityKind) -> &str {
    if !form.contains(' ') {
        return form;
    }
    let name = Name::of(kind, form).words;
    let mut rest = form;
    while let Some((_, behind)) = rest
        .split_once(' ')
        .filter(|(_, behind)| Name::of(kind, behind).words == name)
    {
        rest = behind;
    }
    rest
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// Where quotes stand whose other half is missing.
fn lone_quotes(form: &str) -> Vec<usize> {
    if form.is_ascii() {
        return Vec::new();
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, sign) in form.char_indices() {
        let before = open.last().map(|&(_, before)| before);
        match (before, sign) {
            (Some('«'), '»') | (Some('„'), '“' | '”') | (Some('“'), '”') => {
                open.pop();
            }
            (_, '«' | '»' | '„' | '“' | '”') => open.push((at, sign)),
            _ => {}
        }
    }
    open.into_iter().map(|(at, _)| at).collect()
}

/// Folds white space, and a dateline's capitals.
fn tidy(form: &str, kind: EntityKind) -> String {
    // `[Hillary] Clinton`: an editor's bracket, of which the name has one.
    let is_halved = form.contains(['[', '(']) != form.contains([']', ')']);
    let whole = |c: char| {
        if is_halved && matches!(c, '[' | ']' | '(' | ')') {
            ' '
        } else {
            c
        }
    };
    // Nor a quote of which it has one half, nor a stress mark.
    let lone = lone_quotes(form);
    let is_stress = |c: char| matches!(c, '\u{300}' | '\u{301}') && form.contains(is_cyrillic);
    let kept = form.char_indices();
    let kept = kept.filter(|&(at, c)| !lone.contains(&at) && !is_stress(c));
    let unbroken: String = kept.map(|(_, c)| whole(c)).collect();
    let folded = unbroken.split_whitespace().collect::<Vec<_>>().join(" ");
    let without_the = folded.strip_prefix("the ").unwrap_or(&folded);
    if kind == EntityKind::Org || !is_shouted(without_the, kind) {
        return without_the.to_owned();
    }
    let mut fresh = true;
    let lowered = without_the.chars().map(|c| {
        let kept = if fresh {
            c.to_string()
        } else {
            c.to_lowercase().collect()
        };
        fresh = !c.is_alphanumeric();
        kept
    });
    lowered.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_datelines_capitals_are_folded_and_an_abbreviations_are_not() {
        for (surfaces, kind, shown) in [
            (&["LONDON"][..], EntityKind::Place, "London"),
            (&["ROME"], EntityKind::Place, "Rome"),
            (&["ROME", "ROME", "Rome"], EntityKind::Place, "Rome"),
            (&["KYIV", "KYIV"], EntityKind::Place, "Kyiv"),
            (&["NEW YORK"], EntityKind::Place, "New York"),
            (&["USA"], EntityKind::Place, "USA"),
            (&["NATO"], EntityKind::Org, "NATO"),
            (&["UNESCO"], EntityKind::Org, "UNESCO"),
            (&["Hillary] Clinton"], EntityKind::Person, "Hillary Clinton"),
        ] {
            assert_eq!(best(surfaces, kind), shown);
        }
    }
}
