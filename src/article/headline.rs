//! The headline of an article, out of claims and the visible page.

use super::alike::{Copies, alike};
use super::entities::decode;
use crate::clean::cues::fold::fold;
use crate::clean::{Cleaned, Label, Reading, Verdict};
use crate::page::{Block, BlockKind, Field, Form, Origin, Page};

/// Signs that divide a headline from the name of its site.
const DIVIDERS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " › ", " · ", " • ", " / ", " // ", " ‹ ", " « ",
    " ❘ ", " ｜ ", "｜", "_", " : ", " > ", " < ",
];

/// The headline; empty if nothing states one.
pub(super) fn headline(page: &Page, reading: &Reading, cleaned: &Cleaned, site: &str) -> String {
    let claims: Vec<(String, Origin)> = page
        .claims
        .iter()
        .filter(|c| c.field == Field::Title)
        .map(|c| (decode(&c.value), c.origin))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    let shown = shown(page, reading, cleaned, &claims);
    let names = site_names(page, site);
    if let Some(field) = by_record(&claims).filter(|text| !names.contains(&squeezed(text))) {
        let field = without_site(&field, &names, &[]);
        // Unless it was cut short, what a field says to be the headline is the headline.
        return match shown {
            Some(shown) if is_fuller(&shown, &field) => shown,
            _ => field,
        };
    }
    if let Some(heading) = main_heading(page, &claims, &names) {
        return heading;
    }
    let stated = best_claim(&claims, shown.as_deref(), &names);
    match (stated, shown) {
        (Some(stated), Some(shown)) if is_label(&stated, &shown, page, cleaned) => {
            without_site(&shown, &names, &[])
        }
        (Some(stated), Some(shown)) if is_fuller(&shown, &stated) => shown,
        (Some(stated), _) => stated,
        (None, Some(shown)) => without_site(&shown, &names, &[]),
        // The name of the site, but said to be the headline.
        (None, None) => by_record(&claims).unwrap_or_default(),
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

/// The headline as the page shows it.
fn shown(
    page: &Page,
    reading: &Reading,
    cleaned: &Cleaned,
    claims: &[(String, Origin)],
) -> Option<String> {
    let claimed: Vec<String> = claims.iter().map(|(text, _)| fold(text).text).collect();
    let first = cleaned
        .verdicts
        .iter()
        .position(|verdict| verdict.kept)
        .unwrap_or(page.blocks.len());
    let mut best: Option<(i32, &str)> = None;
    let by_looks = page.form == Form::Text || claims.is_empty();
    let copies = if by_looks {
        Copies::of(page, reading)
    } else {
        Copies::default()
    };
    for (at, (block, verdict)) in page
        .blocks
        .iter()
        .zip(&cleaned.verdicts)
        .enumerate()
        .take(first + 4)
    {
        let Some(line) = reading.line(at).filter(|_| block.text.len() <= 300) else {
            continue;
        };
        if !(2..=40).contains(&line.words) {
            continue;
        }
        let near = first.saturating_sub(at).min(60) as i32;
        let agreed = claimed
            .iter()
            .map(|claim| alike(claim, line.text))
            .fold(0.0, f64::max);
        let mut score = (agreed * 60.0) as i32 - near;
        score += match block.kind {
            BlockKind::Heading(1) => 40,
            BlockKind::Heading(2) => 8,
            _ => 0,
        };
        score += if verdict.label == Label::Headline {
            40
        } else {
            0
        };
        score -= if verdict.kept && page.form == Form::Text {
            25
        } else {
            0
        };
        if by_looks {
            score -= if verdict.reason.is_frame() { FRAME } else { 0 };
            score += shape_score(&block.text, line.words, reading.cue(at).is_some())
                + copies.score(line.text)
                + place_score(at, first, &cleaned.verdicts);
        }
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, &block.text));
        }
    }
    best.filter(|(score, _)| *score >= ENOUGH)
        .map(|(_, text)| text.to_owned())
}

/// Points from which a block is believed to be the headline.
const ENOUGH: i32 = 12;

/// What a line loses that many pages of its site show.
const FRAME: i32 = 60;

/// How far a line has the shape of a headline.
fn shape_score(text: &str, words: usize, cued: bool) -> i32 {
    let mut score = if (4..=22).contains(&words) { 25 } else { 5 };
    if cued {
        score -= 40;
    }
    if text.ends_with(['.', ',', ';', ':']) {
        score -= 12;
    }
    score
}

/// How far a line stands where headlines stand: before the text, and close above byline or date.
fn place_score(at: usize, first: usize, verdicts: &[Verdict]) -> i32 {
    let inside = if at > first { -30 } else { 0 };
    let below = verdicts
        .get(at + 1..first.min(at + 1 + SIGNED))
        .unwrap_or_default();
    let signed = below
        .iter()
        .any(|verdict| matches!(verdict.label, Label::Byline | Label::Date));
    inside + if signed { 15 } else { 0 }
}

/// Blocks below a headline among which byline or date stand.
const SIGNED: usize = 3;

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
