//! The headline of an article, out of claims and the visible page.

use super::alike::alike;
use super::entities::decode;
use super::shown::{Shown, trail, without_day};
use crate::clean::cues::fold::fold;
use crate::clean::{Cleaned, Label, Reading, Topic, Verdict};
use crate::page::{Block, BlockKind, Field, Form, Origin, Page};

/// Signs that divide a headline from the name of its site.
const DIVIDERS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " › ", " · ", " • ", " / ", " // ", " ‹ ", " « ",
    " ❘ ", " ｜ ", "｜", "_", " : ", " > ", " < ",
];

/// The headline; empty if nothing states one.
pub(super) fn headline(page: &Page, reading: &Reading, cleaned: &Cleaned, site: &str) -> String {
    let topic = Topic::of(page, reading, cleaned);
    let shown = Shown {
        page,
        reading,
        cleaned,
        topic: &topic,
    };
    let claims: Vec<(String, Origin)> = page
        .claims
        .iter()
        .filter(|c| c.field == Field::Title)
        .map(|c| (decode(&c.value), c.origin))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    let names = site_names(page, site);
    let title = stated_or_shown(&shown, &claims, &names);
    let by_record = claims.iter().any(|(_, origin)| *origin == Origin::Record);
    if by_record || page.form == Form::Text || !shown.is_elsewhere(&title) {
        return title;
    }
    // What stands in the place of a title is a name of the site or of a section.
    let instead = shown.by_looks(&[]).filter(|at| shown.is_on_topic(*at));
    instead.map_or(title, |at| text_of(page, at, &names))
}

/// The text of a block as a headline.
fn text_of(page: &Page, at: usize, names: &[String]) -> String {
    let text = page.blocks.get(at).map_or("", |block| block.text.as_str());
    without_site(without_day(text), names, &[])
}

fn stated_or_shown(shown: &Shown, claims: &[(String, Origin)], names: &[String]) -> String {
    let page = shown.page;
    let folded: Vec<String> = claims.iter().map(|(text, _)| fold(text).text).collect();
    let line = if page.form == Form::Text || claims.is_empty() {
        shown.by_looks(&folded)
    } else {
        shown.by_claims(&folded)
    };
    let line = line.map(|at| shown.without_trail(at));
    let line = line
        .and_then(|at| page.blocks.get(at))
        .map(|block| block.text.clone());
    if let Some(field) = by_record(claims).filter(|text| !names.contains(&squeezed(text))) {
        let field = without_site(&field, names, &[]);
        // Unless it was cut short, what a field says to be the headline is the headline.
        return match line {
            Some(line) if is_fuller(&line, &field) => line,
            _ => field,
        };
    }
    if let Some(heading) = main_heading(page, claims, names) {
        return heading;
    }
    let stated = best_claim(claims, line.as_deref(), names);
    if let Some(part) = stated.as_ref().and_then(|title| shown.part_of(title)) {
        return text_of(page, part, names);
    }
    match (stated, line) {
        (Some(stated), Some(line)) if is_label(&stated, &line, page, shown.cleaned) => {
            without_site(&line, names, &[])
        }
        (Some(stated), Some(line)) if is_fuller(&line, &stated) => line,
        (Some(stated), _) => stated,
        (None, Some(line)) => {
            let line = trail(&line).unwrap_or(&line);
            without_site(without_day(line), names, &[])
        }
        // The name of the site, but said to be the headline.
        (None, None) => by_record(claims).unwrap_or_default(),
    }
}

/// Words of the longest section or name that stands in the place of a title.
const LABEL_WORDS: usize = 3;

/// Whether a title only labels the page, as `Sports Wire` does: it is short, and the line that stands as the headline on the page
/// shares no word with it.
fn is_label(stated: &str, shown: &str, page: &Page, cleaned: &Cleaned) -> bool {
    let (label, line) = (fold(stated), fold(shown));
    let stands = page.blocks.iter().zip(&cleaned.verdicts);
    let mut stands = stands.filter(|(block, _)| block.text == shown);
    let as_headline = |(block, verdict): (&Block, &Verdict)| {
        verdict.label == Label::Headline || matches!(block.kind, BlockKind::Heading(1..=3))
    };
    label.words <= LABEL_WORDS
        && line.words > LABEL_WORDS
        && !label
            .text
            .split(' ')
            .any(|word| line.text.split(' ').any(|other| other == word))
        && stands.any(as_headline)
}

fn by_record(claims: &[(String, Origin)]) -> Option<String> {
    let stated = claims.iter().find(|(_, origin)| *origin == Origin::Record);
    stated.map(|(text, _)| text.clone())
}

/// Words that a main heading shares with the claims, at least, if the page has several.
const KIN: f64 = 0.25;

/// The heading of the first level that says what the claims say: what readers of the page see as its headline.
fn main_heading(page: &Page, claims: &[(String, Origin)], names: &[String]) -> Option<String> {
    let claimed: Vec<String> = claims.iter().map(|(text, _)| fold(text).text).collect();
    let headings = page.blocks.iter().filter(|block| {
        block.kind == BlockKind::Heading(1)
            && block.text.len() <= 300
            && !is_name_of_site(&block.text, names)
    });
    let kin = |text: &str| {
        claimed
            .iter()
            .map(|claim| kinship(claim, text))
            .fold(0.0, f64::max)
    };
    let rated: Vec<(f64, &str)> = headings
        .map(|block| (kin(&fold(&block.text).text), block.text.as_str()))
        .collect();
    let best = rated.iter().rev().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let alone = rated.len() == 1 && fold(best.1).words >= 4;
    (best.0 >= KIN || alone).then(|| without_site(best.1, names, &[]))
}

/// As [`alike`], where a heading that stands whole in the claim counts as the same.
fn kinship(claim: &str, heading: &str) -> f64 {
    if heading.len() > 12 && claim.contains(heading) {
        1.0
    } else {
        alike(claim, heading)
    }
}

/// The claim that most others and the visible page support, without the name of the site.
fn best_claim(
    claims: &[(String, Origin)],
    shown: Option<&str>,
    names: &[String],
) -> Option<String> {
    let others: Vec<String> = claims
        .iter()
        .map(|(text, _)| fold(text).text)
        .chain(shown.map(|text| fold(text).text))
        .collect();
    let bare: Vec<(String, Origin)> = claims
        .iter()
        .map(|(text, origin)| (without_site(text, names, &others), *origin))
        .collect();
    let mut best: Option<(i32, &String)> = None;
    for (text, origin) in bare
        .iter()
        .filter(|(text, origin)| !is_only_site(text, *origin, names))
    {
        let folded = fold(text).text;
        let copies = bare
            .iter()
            .filter(|(other, _)| fold(other).text == folded)
            .count() as i32;
        let seen = shown.map_or(0, |shown| match alike(&folded, &fold(shown).text) {
            share if share >= 0.99 => 6,
            share if share >= 0.6 => 2,
            _ => 0,
        });
        let score = copies * 2
            + seen
            + i32::from(*origin <= Origin::Structured)
            + i32::from(*origin == Origin::Record);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, text));
        }
    }
    best.map(|(_, text)| text.clone())
}

/// Cuts the name of the site off the end or the beginning, if the other claims or the known names bear it out.
///
/// A part is cut if it is one of `names`, or if what remains is another claim word for word.
fn without_site(text: &str, names: &[String], others: &[String]) -> String {
    let mut text = text.trim();
    // A title may carry a section and a site: `Headline - Politics - The Example`.
    for _ in 0..3 {
        let Some(cut) = DIVIDERS
            .iter()
            .filter_map(|divider| cut_once(text, divider, names, others))
            .min_by_key(|cut| cut.len())
        else {
            break;
        };
        text = cut;
    }
    text.to_owned()
}

fn cut_once<'t>(
    text: &'t str,
    divider: &str,
    names: &[String],
    others: &[String],
) -> Option<&'t str> {
    let borne_out = |rest: &str, part: &str| {
        let rest_folded = fold(rest).text;
        rest_folded.len() > 3
            && (is_name_of_site(part, names)
                || (others.contains(&rest_folded) && rest_folded.split(' ').count() >= 2))
    };
    let (head, tail) = text.rsplit_once(divider)?;
    if borne_out(head, tail) {
        return Some(head.trim());
    }
    let (first, rest) = text.split_once(divider)?;
    borne_out(rest, first).then(|| rest.trim())
}

/// Names by which a page calls its site, folded and without spaces: the declared ones, the host, its parts.
fn site_names(page: &Page, site: &str) -> Vec<String> {
    let mut names: Vec<String> = page
        .claims
        .iter()
        .filter(|c| c.field == Field::Site)
        .map(|c| squeezed(&c.value))
        .collect();
    names.push(squeezed(site));
    names.push(squeezed(
        site.rsplit_once('.').map_or(site, |(host, _)| host),
    ));
    names.extend(site.split('.').filter(|part| part.len() > 3).map(squeezed));
    names.retain(|name| name.chars().count() >= 2);
    names
}

fn squeezed(text: &str) -> String {
    fold(text).text.split(' ').collect()
}

/// Whether a claim states no more than the name of the site. What a field gives as the headline may begin with it.
fn is_only_site(text: &str, origin: Origin, names: &[String]) -> bool {
    if origin == Origin::Record {
        names.contains(&squeezed(text))
    } else {
        is_name_of_site(text, names)
    }
}

fn is_name_of_site(part: &str, names: &[String]) -> bool {
    let part = squeezed(part);
    let bare = part.strip_prefix("the").unwrap_or(&part);
    let bare = ["com", "de", "net", "org", "online", "news"]
        .iter()
        .find_map(|end| bare.strip_suffix(end).filter(|b| b.len() > 2))
        .unwrap_or(bare);
    names.iter().any(|name| {
        let name = name.strip_prefix("the").unwrap_or(name);
        part == name
            || bare == name
            || (name.chars().count() >= 4
                && part.starts_with(name)
                && part.len() <= name.len() + 12)
            || (bare.len() >= 4 && name.starts_with(bare))
    })
}

/// True if the visible headline says the same as the claim and a little more.
fn is_fuller(shown: &str, stated: &str) -> bool {
    let (shown_folded, stated_folded) = (
        fold(shown).text,
        fold(stated.trim_end_matches(['…', '.'])).text,
    );
    shown_folded.len() > stated_folded.len()
        && shown_folded.starts_with(&stated_folded)
        && shown_folded.len() <= stated_folded.len() * 2
}
