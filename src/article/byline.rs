//! Who wrote a page: the statements about it and the lines on it that name persons, weighed.

use std::collections::BTreeSet;

use super::dates::{Order, parse};
use super::persons::{MOST, is_none, is_site, persons, without_lead};
use super::place::Place;
use crate::clean::Label;
use crate::clean::cues::fold::fold;
use crate::clean::cues::{self, shape};
use crate::page::{Field, Origin, Page};

/// The persons of an article: of the most trusted claims that name any, else of the visible bylines.
pub(super) fn byline(page: &Page, place: &Place, site: &str) -> Vec<String> {
    let claims = |origin: Origin| {
        let stated = page
            .claims
            .iter()
            .filter(|c| c.field == Field::Author && c.origin == origin);
        once(stated.flat_map(|c| persons(&c.value, site)))
    };
    let [record, structured, meta] = [Origin::Record, Origin::Structured, Origin::Meta].map(claims);
    if !record.is_empty() {
        return record;
    }
    if structured.len() > FEW {
        // Microdata of other articles on the page names their authors too.
        let narrower = [meta.clone(), visible(page, place, site)];
        if let Some(names) = narrower
            .into_iter()
            .find(|names| !names.is_empty() && names.iter().all(|name| structured.contains(name)))
        {
            return names;
        }
    }
    let found = [structured, meta]
        .into_iter()
        .find(|names| !names.is_empty());
    let found = found.unwrap_or_else(|| visible(page, place, site));
    if !found.is_empty() {
        return found;
    }
    let linked = linked(claims(Origin::Visible));
    if linked.is_empty() {
        pseudonym(page, site).into_iter().collect()
    } else {
        linked
    }
}

/// The name under which an author writes, if the page declares nobody else: one word such as `c1ph4`.
fn pseudonym(page: &Page, site: &str) -> Option<String> {
    let stated = page
        .claims
        .iter()
        .filter(|claim| claim.field == Field::Author)
        .map(|claim| without_lead(&claim.value).trim());
    let fits = |name: &&str| {
        let folded = fold(name).text;
        let letters = name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
            && name.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        letters && name.len() <= 30 && !is_none(&folded) && !is_site(&folded, site)
    };
    stated.into_iter().find(fits).map(str::to_owned)
}

/// Authors of one article, usually.
const FEW: usize = 2;

/// Names in author links: the article's own come first, those of other articles follow.
fn linked(mut names: Vec<String>) -> Vec<String> {
    if names.len() > FEW {
        names.truncate(1);
    }
    names
}

fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names
        .filter(|name| seen.insert(fold(name).text))
        .take(MOST)
        .collect()
}

/// Longest block that can be a date beside a name, in bytes.
const LONGEST_DATED: usize = 90;

/// Longest block that can be a byline, in bytes.
const LONGEST: usize = 160;

/// The first of: a line that leads in a name, a lead-in alone before a name, an element called byline, a name beside a date.
fn visible(page: &Page, place: &Place, site: &str) -> Vec<String> {
    let near: Vec<usize> = place
        .around()
        .filter(|at| {
            page.blocks
                .get(*at)
                .is_some_and(|b| b.text.len() <= LONGEST)
        })
        .collect();
    let text = |at: usize| page.blocks.get(at).map_or("", |block| block.text.as_str());
    let read = |at: usize| persons(text(at), site);
    let led = near
        .iter()
        .filter(|at| cues::looks_like_byline(text(**at)))
        .map(|at| read(*at));
    let split = near
        .iter()
        .filter(|at| is_lead_alone(text(**at)))
        .map(|at| read(at + 1));
    let plain = |names: &Vec<String>| {
        names
            .iter()
            .all(|name| name.contains(' ') && cues::label(name).is_none())
    };
    let called = near
        .iter()
        .filter(|at| is_called_byline(page, **at))
        .map(|at| read(*at))
        .filter(plain);
    let is_dated =
        |at: usize| text(at).len() <= LONGEST_DATED && parse(text(at), Order::DayFirst).is_some();
    let dated = |at: &usize| {
        [at.wrapping_sub(1), at + 1, at + 2]
            .into_iter()
            .any(is_dated)
    };
    let beside = near
        .iter()
        .filter(|at| cues::looks_like_name(text(**at)) && dated(at))
        .map(|at| read(*at))
        .filter(plain);
    let leads = |at: &&usize| {
        is_dated(**at)
            && text(**at)
                .split(['|', ',', '•', '·', '/'])
                .next()
                .is_some_and(|first| {
                    cues::looks_like_name(
                        shape::strip_date(first).trim_end_matches([' ', '-', '–']),
                    )
                })
    };
    let before_date = near.iter().filter(leads).map(|at| read(*at)).filter(plain);
    led.chain(split)
        .chain(called)
        .chain(beside)
        .chain(before_date)
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// True for a block such as `By` or `Автор:` whose name stands in the next one.
fn is_lead_alone(text: &str) -> bool {
    text.len() <= 40
        && cues::label(text).is_some_and(|cue| {
            cue.label == Label::Byline && fold(cue.phrase).text == fold(text).text
        })
}

/// Parts of names that elements around bylines have.
const BYLINE_NAMES: &[&str] = &[
    "byline",
    "author",
    "autor",
    "writer",
    "reporter",
    "signature",
    "firma",
];

/// Elements looked at from a block upwards.
const LEVELS: usize = 3;

fn is_called_byline(page: &Page, at: usize) -> bool {
    let Some(mut element) = page.blocks.get(at).and_then(|block| block.element) else {
        return false;
    };
    for _ in 0..LEVELS {
        let Some(here) = page.elements.get(element as usize) else {
            return false;
        };
        if BYLINE_NAMES.iter().any(|part| here.names.contains(part)) {
            return true;
        }
        let Some(parent) = here.parent else {
            return false;
        };
        element = parent;
    }
    false
}
