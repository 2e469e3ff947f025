//! Names that no word such as `by` leads in: what is known of people's names tells them from sections, headlines and buttons.

use super::given::{is_given, is_surname};
use super::persons::persons;
use crate::clean::cues::fold::{fold, is_unspaced};
use crate::clean::cues::{self, shape};
use crate::clean::{Cleaned, Label, Reading};
use crate::page::Page;

/// Longest line of names, in bytes.
const LONGEST: usize = 90;
/// Of a line's letters its names hold at least a third; the rest is a role, an outlet or a date.
const NAMED: (usize, usize) = (1, 3);
/// Letters of a family name that is looked for in the text.
const TELLING: usize = 3;

/// Whether a name of a line that nothing leads in is a person's.
///
/// A given name before a family name is. Where only one of both is known, the other must not stand in small letters on the page, as
/// words of sections and headlines do. Of scripts whose names no list has, the second alone is asked.
pub(super) fn is_likely(name: &str, page: &Page) -> bool {
    if name.chars().any(is_unspaced) {
        return true;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let (given, family) = (opens_name(first), is_surname(&fold(last).text));
    let is_common = |word: &str| stands_small(page, word);
    match (given, family) {
        (true, true) => true,
        (true, false) => !is_common(last),
        (false, true) => !is_common(first) && !is_common(last),
        (false, false) => !is_latin(name) && !words.iter().any(|w| is_common(w)),
    }
}

/// Whether a name that stands without a day, too, is a person's: it must look like nothing else.
fn is_sure(name: &str, page: &Page) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let shaped = shape::is_name(name) && words.len() <= MOST_WORDS && !name.contains(['’', '"']);
    let family = is_surname(&fold(last).text);
    let is_common = |word: &&&str| stands_small(page, word);
    shaped && opens_name(first) && (family || !words.iter().any(|word| is_common(&word)))
}

/// Words of the longest name that is believed without a day beside it.
const MOST_WORDS: usize = 4;

/// A given name, or an initial.
fn opens_name(word: &str) -> bool {
    let initials = word.ends_with('.') && word.len() <= 4 && word.starts_with(char::is_uppercase);
    let known = |part: &str| is_given(&fold(part).text);
    initials || known(word) || word.contains('-') && word.split('-').all(known)
}

/// Whether no word of a name stands in small letters on the page, or the name is known for one.
pub(super) fn is_free(name: &str, page: &Page) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let free = shape::is_name(name) && !words.iter().any(|word| stands_small(page, word));
    words.len() <= MOST_WORDS && (free || is_likely(name, page))
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// Whether a word stands on the page in small letters.
fn stands_small(page: &Page, word: &str) -> bool {
    let small = word.to_lowercase();
    let alone = |text: &str, at: usize| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(at + small.len()..);
        let behind = behind.and_then(|text| text.chars().next());
        ![before, behind].iter().flatten().any(|c| c.is_alphabetic())
    };
    let stands = |text: &str| text.match_indices(&small).any(|(at, _)| alone(text, at));
    small != word && page.blocks.iter().any(|block| stands(&block.text))
}

/// The persons of a line that holds little else, such as `Jane Doe | Published 4 months ago`.
///
/// Whom the text names is more likely what it is about than who wrote it.
pub(super) fn alone(
    page: &Page,
    reading: &Reading,
    cleaned: &Cleaned,
    at: usize,
    site: &str,
) -> Vec<String> {
    let Some(block) = page
        .blocks
        .get(at)
        .filter(|block| block.text.len() <= LONGEST)
    else {
        return Vec::new();
    };
    let of_picture = |at: usize| {
        let label = cleaned.verdicts.get(at).map(|verdict| verdict.label);
        matches!(label, Some(Label::PhotoCredit | Label::Caption))
    };
    let other = reading
        .cue(at)
        .is_some_and(|cue| !matches!(cue.label, Label::Byline | Label::Date | Label::AuthorBox));
    if other || of_picture(at) || shape::ends_sentence(&block.text) {
        return Vec::new();
    }
    let names = persons(&block.text, site);
    let known = |name: &String| is_sure(name, page) && cues::label(name).is_none();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let named: usize = names.iter().map(|name| letters(name)).sum();
    let fits = !names.is_empty()
        && names.iter().all(known)
        && named * NAMED.1 >= letters(&block.text) * NAMED.0
        && !names.iter().any(|name| is_told_of(page, cleaned, name));
    if fits { names } else { Vec::new() }
}

/// Whether the text speaks of the bearer of a name.
fn is_told_of(page: &Page, cleaned: &Cleaned, name: &str) -> bool {
    let family = name.rsplit(' ').next().unwrap_or(name);
    if family.chars().count() < TELLING {
        return false;
    }
    let kept = page.blocks.iter().zip(&cleaned.verdicts);
    let kept = kept.filter(|(block, verdict)| verdict.kept && block.text.len() > LONGEST);
    let names = |text: &str| {
        text.match_indices(family).any(|(at, _)| {
            let behind = text.get(at + family.len()..);
            !behind.is_some_and(|text| text.starts_with(char::is_alphabetic))
        })
    };
    kept.into_iter().any(|(block, _)| names(&block.text))
}
