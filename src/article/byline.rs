//! Who wrote a page: the statements about it and the lines on it that name persons, weighed.

use std::collections::BTreeSet;

use super::dates::{Order, parse};
use super::persons::{
    MOST, behind_date, desk_in, is_none, is_role, is_site, persons, without_lead,
};
use super::place::Place;
use super::signed;
use crate::clean::cues::fold::fold;
use crate::clean::cues::{self, Cue, roles, shape};
use crate::clean::{Cleaned, Label, Reading};
use crate::page::{BlockKind, Claim, Field, Form, Origin, Page, names_comments};

/// The persons of an article: of the most trusted claims that name any, else of the visible bylines. Where nobody is
/// named, the agency or desk that is declared to have written it.
pub(super) fn byline(
    page: &Page,
    reading: &Reading,
    cleaned: &Cleaned,
    place: &Place,
    site: &str,
) -> Vec<String> {
    let claims = |origin: Origin| {
        let stated = authors(page).filter(|c| c.origin == origin);
        once(stated.flat_map(|c| persons(&c.value, site)))
    };
    let [record, structured, meta] = [Origin::Record, Origin::Structured, Origin::Meta].map(claims);
    if !record.is_empty() {
        return record;
    }
    if let Some(names) = declared(structured, meta) {
        return completed(names, led(page, reading, place, site));
    }
    let found = visible(page, reading, cleaned, place, site);
    if !found.is_empty() {
        return found;
    }
    let boxed = boxed(page, cleaned, place, site);
    if !boxed.is_empty() {
        return boxed;
    }
    let mut alone = place
        .close()
        .map(|at| signed::alone(page, reading, cleaned, at, site));
    if let Some(names) = alone.find(|names| !names.is_empty()) {
        return names;
    }
    if let Some(desk) = desk(page, site) {
        return vec![desk];
    }
    let linked = linked(claims(Origin::Visible));
    if !linked.is_empty() {
        return linked;
    }
    let other = pseudonym(page, site).or_else(|| desk_shown(page, place, site));
    other.into_iter().collect()
}

/// The agency or desk of a line such as `By Associated Press`, or of one that is nothing but a news agency's name.
fn desk_shown(page: &Page, place: &Place, site: &str) -> Option<String> {
    near(page, place).find_map(|(_, text)| {
        let bare = text.trim_matches(['-', '–', '—', '(', ')', ' ']);
        if NEWS_AGENCIES.contains(&fold(bare).text.as_str()) {
            return Some(bare.to_owned());
        }
        let rest = behind_lead(text).filter(|_| !shape::ends_sentence(text))?;
        let name = rest.split(['|', ',', '•', '·']).next()?.trim();
        let folded = fold(name).text;
        let other =
            cues::looks_like_photo_credit(name) && !NEWS_AGENCIES.contains(&folded.as_str());
        desk_in(name, site).filter(|_| !other && !is_role(&folded))
    })
}

/// What stands behind a word such as `by`, with which a text begins.
fn behind_lead(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(' ')?;
    BYS.contains(&fold(first).text.as_str()).then_some(rest)
}

/// Agencies that sign whole reports, folded; others sell pictures.
const NEWS_AGENCIES: &[&str] = &[
    "ap",
    "the associated press",
    "associated press",
    "reuters",
    "afp",
    "agence france presse",
    "upi",
    "bloomberg",
    "press association",
    "pa media",
    "the canadian press",
    "canadian press",
    "dpa",
    "apa",
    "sda",
    "keystone sda",
    "sid",
    "kna",
    "epd",
    "ansa",
    "efe",
    "europa press",
    "lusa",
    "belga",
    "anp",
    "ritzau",
    "ntb",
    "stt",
    "pap",
    "ctk",
    "tasr",
    "hina",
    "tanjug",
    "mti",
    "agerpres",
    "bta",
    "pti",
    "ians",
    "kyodo",
    "yonhap",
    "xinhua",
    "тасс",
    "риа новости",
    "интерфакс",
    "укринформ",
    "укрінформ",
    "уніан",
    "унн",
    "新华社",
    "中新社",
    "共同通信",
    "時事通信",
    "연합뉴스",
];

/// Words before the name of a desk or a writer, folded.
const BYS: &[&str] = &[
    "by", "von", "par", "por", "di", "door", "av", "af", "fra", "fran", "przez",
];

/// What is said of authors; a picture's credit is none of it.
fn authors(page: &Page) -> impl Iterator<Item = &Claim> {
    let is_credit =
        |text: &str| cues::looks_like_photo_credit(text) && !cues::shape::is_agency(text);
    page.claims
        .iter()
        .filter(move |claim| claim.field == Field::Author && !is_credit(&claim.value))
}

/// Of many names in structured data those count that a meta element says too: microdata of other articles names their
/// authors. If it says other names alone, they are the page's own.
fn declared(structured: Vec<String>, meta: Vec<String>) -> Option<Vec<String>> {
    let mut both = structured.clone();
    both.retain(|name| meta.contains(name));
    let order = match structured.len() {
        0..=FEW => [structured, meta, both],
        _ => [both, meta, structured],
    };
    order.into_iter().find(|names| !names.is_empty())
}

/// The visible byline where it names all of `declared` and a few more: a template often declares the first author only.
fn completed(declared: Vec<String>, led: Vec<String>) -> Vec<String> {
    let more = led.len() > declared.len() && led.len() <= declared.len() + FEW;
    if more && declared.iter().all(|name| led.contains(name)) {
        led
    } else {
        declared
    }
}

/// The agency or desk that is declared to have written the page.
fn desk(page: &Page, site: &str) -> Option<String> {
    authors(page)
        .filter(|claim| claim.origin < Origin::Visible)
        .find_map(|claim| desk_in(&claim.value, site))
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

/// Short blocks near headline and body, the likeliest first.
fn near<'p>(page: &'p Page, place: &Place) -> impl Iterator<Item = (usize, &'p str)> {
    place.around().filter_map(|at| {
        let text = page.blocks.get(at)?.text.as_str();
        (text.len() <= LONGEST && !is_in_comments(page, at)).then_some((at, text))
    })
}

/// Readers who comment are no authors.
fn is_in_comments(page: &Page, at: usize) -> bool {
    let of_block = page.blocks.get(at).and_then(|block| block.element);
    let here = |element: u32| page.elements.get(element as usize);
    let mut inside = std::iter::successors(of_block, |&element| here(element)?.parent);
    inside.any(|element| here(element).is_some_and(|element| names_comments(&element.names)))
}

/// The first of: a line that leads in a name, a lead-in alone before a name.
fn led(page: &Page, reading: &Reading, place: &Place, site: &str) -> Vec<String> {
    let led = near(page, place)
        .filter(|(at, text)| {
            let may_lead = reading.line(*at).is_none_or(|line| line.may_lead_in());
            may_lead && cues::looks_like_byline(text)
        })
        .map(|(_, text)| persons(text, site));
    // `By Jane Doe For The Example`: no form of a byline, but somebody's name.
    let loose = near(page, place)
        .filter(|(_, text)| behind_lead(text).is_some() && !is_sentence(text))
        .map(|(_, text)| persons(text, site))
        .filter(|names| names.iter().all(|name| signed::is_likely(name, page)));
    let split = near(page, place)
        .filter(|(at, text)| is_lead_alone(text, reading.cue(*at)))
        .filter_map(|(at, _)| page.blocks.get(at + 1))
        .filter(|block| !is_sentence(&block.text))
        .map(|block| persons(&block.text, site));
    led.chain(split)
        .chain(loose)
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// `Joe S.` is none, a biography is one.
fn is_sentence(text: &str) -> bool {
    shape::ends_sentence(text) && (text.contains([',', '，', '、']) || text.split(' ').count() > 4)
}

/// The first line between the first and the last block of the text, or below a copy of the headline, that was cut as a byline: boxes that were
/// taken for text stand before it.
fn inside(page: &Page, cleaned: &Cleaned, place: &Place, site: &str) -> Vec<String> {
    let is_byline = |at: &usize| {
        let verdict = cleaned.verdicts.get(*at);
        verdict.is_some_and(|v| v.label == Label::Byline && !v.kept) && !is_in_comments(page, *at)
    };
    let lines = place.inside().filter(is_byline);
    let texts = lines.filter_map(|at| page.blocks.get(at).map(|block| block.text.as_str()));
    let mut names = texts
        .filter(|text| text.len() <= LONGEST && cues::looks_like_byline(text))
        .map(|text| persons(text, site));
    names.find(|names| !names.is_empty()).unwrap_or_default()
}

/// The first of: a byline with its lead-in, an element called byline, a name beside a date.
fn visible(
    page: &Page,
    reading: &Reading,
    cleaned: &Cleaned,
    place: &Place,
    site: &str,
) -> Vec<String> {
    let led = led(page, reading, place, site);
    if !led.is_empty() {
        return led;
    }
    let inside = inside(page, cleaned, place, site);
    if !inside.is_empty() {
        return inside;
    }
    let near: Vec<usize> = near(page, place)
        .filter(|(at, _)| !is_heading(page, *at))
        .map(|(at, _)| at)
        .collect();
    let text = |at: usize| page.blocks.get(at).map_or("", |block| block.text.as_str());
    let read = |at: usize| persons(text(at), site);
    let plain = |names: &Vec<String>| {
        names
            .iter()
            .all(|name| name.contains(' ') && cues::label(name).is_none())
    };
    let likely = |names: &Vec<String>| {
        // Markup tells bylines by more than their place.
        let sure = |name: &String| page.form == Form::Html || signed::is_likely(name, page);
        plain(names) && names.iter().all(sure)
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
        .filter(likely);
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
    let before_date = near.iter().filter(leads).map(|at| read(*at)).filter(likely);
    let behind_date = near
        .iter()
        .filter(|at| is_dated(**at))
        .filter_map(|at| behind_date(text(*at)))
        .map(|names| persons(names, site))
        .filter(plain);
    let one_line = near
        .iter()
        .filter_map(|at| shape::before_day(text(*at)))
        .map(|name| persons(name, site))
        .filter(|names| plain(names) && names.iter().all(|name| signed::is_free(name, page)));
    called
        .chain(beside)
        .chain(before_date)
        .chain(behind_date)
        .chain(one_line)
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Blocks behind the body among which the box on the writer begins.
const TO_BOX: usize = 12;

/// The persons whom the box on the writers behind the body names: in lines of their own, else as its first words.
fn boxed(page: &Page, cleaned: &Cleaned, place: &Place, site: &str) -> Vec<String> {
    let is_box = |at: &usize| {
        let verdict = cleaned.verdicts.get(*at);
        verdict.is_some_and(|v| v.label == Label::AuthorBox && !v.kept)
    };
    let Some(start) = place.behind().take(TO_BOX).find(is_box) else {
        return Vec::new();
    };
    let lines = (start..cleaned.verdicts.len()).take_while(is_box);
    let texts: Vec<&str> = lines
        .filter_map(|at| page.blocks.get(at))
        .map(|block| block.text.as_str())
        .collect();
    let alone = texts
        .iter()
        .filter_map(|text| roles::name_and_role(text))
        .flat_map(|(name, _)| persons(name, site));
    let mut alone = once(alone.filter(|name| cues::label(name).is_none()));
    // `Mehr von Anna Meier` looks like a name too.
    let first = alone.first().cloned().unwrap_or_default();
    alone.retain(|name| *name == first || !name.contains(&first));
    if texts.len() > 1 && !alone.is_empty() {
        return alone;
    }
    let told = texts.iter().filter_map(|text| roles::told_of(text));
    once(told.flat_map(|name| persons(name, site)))
}

/// Headings name things, not writers.
fn is_heading(page: &Page, at: usize) -> bool {
    page.blocks
        .get(at)
        .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
}

/// True for a block such as `By` or `Автор:` whose name stands in the next one.
fn is_lead_alone(text: &str, cue: Option<Cue>) -> bool {
    text.len() <= 40
        && cue.is_some_and(|cue| {
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
