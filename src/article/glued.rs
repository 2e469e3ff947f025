//! What was glued to a name or stands behind it, and is none of it.

use super::given::{is_given, is_surname};
use super::no_names::NEVER_IN_NAMES;
use super::persons::is_particle;
use super::words::{ORGANISATIONS, ROLES};
use crate::clean::calendar::{self, DateWord};
use crate::clean::cues::fold::fold;

/// `Jane DoeData and Graphics Journalist` without what was glued to the name.
pub(super) fn without_glued_words(name: &str) -> &str {
    let letters: Vec<(usize, char)> = name.char_indices().collect();
    let mut word = 0;
    for (at, pair) in letters.windows(3).enumerate() {
        let [(_, before), (end, c), (_, behind)] = pair else {
            continue;
        };
        if *before == ' ' {
            word = at + 1;
        }
        let boundary = before.is_lowercase() && c.is_uppercase() && !behind.is_whitespace();
        if !boundary || word == 0 {
            continue;
        }
        let rest = fold(name.get(*end..).unwrap_or_default()).text;
        let rest = rest.split(' ').next().unwrap_or_default();
        let is_work = ROLES.contains(&rest) || ORGANISATIONS.contains(&rest);
        if is_work || at + 1 - word >= GLUED {
            return name.get(..*end).unwrap_or(name);
        }
    }
    name
}

/// `Jane Doe. Published Wed` without what stands behind the full stop.
pub(super) fn first_sentence(name: &str) -> &str {
    let ends = name.match_indices(". ").map(|(at, _)| at);
    let mut ends = ends.filter(|at| {
        let word = name.get(..*at).unwrap_or_default().rsplit(' ').next();
        word.is_some_and(|word| word.chars().count() > ABBREVIATED)
    });
    ends.next().and_then(|at| name.get(..at)).unwrap_or(name)
}

/// Letters of the longest abbreviation in a name: `Chas. Doe`.
const ABBREVIATED: usize = 4;

/// Letters before a capital inside a word; fewer are of the name: `MacInnes`, `DeArdo`, `FitzGerald`.
const GLUED: usize = 5;

/// `Jane Doe Senior Travel Writer` without what she does, if it begins with a given name.
pub(super) fn without_title(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word).text).collect();
    let is_other = |word: &String| {
        ROLES.contains(&word.as_str())
            || ORGANISATIONS.contains(&word.as_str())
            || BEHIND_NAMES.contains(&word.as_str())
            || NEVER_IN_NAMES.contains(&word.as_str())
            || matches!(calendar::word(word), Some(DateWord::Weekday))
    };
    let is_small = |word: &&str| word.starts_with(char::is_lowercase) && !is_particle(word);
    let known = folded.first().is_some_and(|first| is_given(first));
    let ends_small = words.last().is_some_and(is_small);
    if words.len() < 3 || !known || !ends_small && !folded.iter().skip(2).any(is_other) {
        return name.to_owned();
    }
    let of_name = |(word, folded): &(&&str, &String)| {
        !is_other(folded) && (is_surname(folded) || is_particle(word))
    };
    let behind = words.iter().zip(&folded).skip(2);
    let kept = 2 + behind.take_while(of_name).count();
    words.get(..kept).unwrap_or(&words).join(" ")
}

/// What stands behind a name where other lines were glued to it, folded.
const BEHIND_NAMES: &[&str] = &[
    "last",
    "posted",
    "published",
    "updated",
    "more",
    "publiziert",
    "see",
    "read",
    "sponsored",
];

/// `ByJane Doe` without its glued lead-in.
pub(super) fn unglued(part: &str) -> &str {
    let rest = part.trim().strip_prefix("By").unwrap_or(part);
    if rest.starts_with(char::is_uppercase) {
        rest
    } else {
        part
    }
}

/// `Jane DoeDec` without the month that was glued to it.
pub(super) fn without_glued_month(name: &str) -> &str {
    let boundary = name
        .char_indices()
        .zip(name.chars().skip(1))
        .filter(|((_, a), b)| a.is_lowercase() && b.is_uppercase())
        .last();
    let Some(((at, last), _)) = boundary else {
        return name;
    };
    let (head, tail) = name.split_at(at + last.len_utf8());
    if calendar::month(&fold(tail).text).is_some() {
        head
    } else {
        name
    }
}
