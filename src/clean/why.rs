//! What a cut block is and why it was cut: the first of these grounds that holds, the surest first.

use super::Label;
use super::columns::{Column, log, share};
use super::cues::{Cue, Strength};
use super::evidence::{Evidence, TITLE_COPY};
use super::names::Name;

/// Short blocks in a row that make a menu.
const MENU_ROW: usize = 4;
/// Words of another article's headline or lead.
const TEASER_WORDS: std::ops::RangeInclusive<u32> = 4..=40;
/// Shares and similarities are levels; half of the site's pages, two thirds of the words in links.
const LINKED: usize = 2;

/// The reason of a block that nothing speaks against but its place.
pub(super) const OUTSIDE: &str = "outside the article's text";

/// Label and reason of a cut block.
pub(super) fn why_cut(i: usize, evidence: &Evidence) -> (Label, String) {
    let value = |column: Column| evidence.columns.get(column, 0).get(i).copied().unwrap_or(0);
    let cue = evidence.cues.get(i).copied().flatten();
    by_words(cue, Strength::Strong)
        .or_else(|| {
            (value(Column::Title) >= TITLE_COPY)
                .then(|| (Label::Headline, "repeats the headline".to_owned()))
        })
        .or_else(|| by_memory(i, evidence))
        .or_else(|| by_element(value(Column::Name), value(Column::NameSteps)))
        .or_else(|| by_words(cue, Strength::Weak))
        .unwrap_or_else(|| by_shape(i, evidence))
}

fn by_words(cue: Option<Cue>, least: Strength) -> Option<(Label, String)> {
    let cue = cue.filter(|cue| cue.strength >= least && cue.label != Label::Body)?;
    Some((cue.label, format!("its words: {}", cue.phrase)))
}

fn by_memory(i: usize, evidence: &Evidence) -> Option<(Label, String)> {
    let seen = evidence.seen.get(i).copied().unwrap_or_default();
    let frame = seen.on >= 2 && seen.on * 4 >= seen.of;
    let words = evidence.facts.get(i).map_or(0, |f| f.words);
    let label = if words <= 4 {
        Label::Menu
    } else {
        Label::Other
    };
    frame.then(|| {
        (
            label,
            format!("seen on {} of {} other pages of the site", seen.on, seen.of),
        )
    })
}

fn by_element(name: u8, steps: u8) -> Option<(Label, String)> {
    let name = Name::of(name.checked_sub(1)?).filter(|_| steps <= 6)?;
    Some((
        name.label()?,
        format!("inside an element named as {}", name.shown()),
    ))
}

fn by_shape(i: usize, evidence: &Evidence) -> (Label, String) {
    let value = |column: Column| evidence.columns.get(column, 0).get(i).copied().unwrap_or(0);
    let words = evidence.facts.get(i).map_or(0, |f| f.words);
    let linked = value(Column::Links) > share(LINKED, 3);
    if value(Column::ShortRun) >= log(MENU_ROW) && words < *TEASER_WORDS.start() {
        (Label::Menu, "among menu lines".to_owned())
    } else if TEASER_WORDS.contains(&words) && linked {
        (Label::Teaser, "a link outside the text".to_owned())
    } else if TEASER_WORDS.contains(&words) {
        (Label::Teaser, OUTSIDE.to_owned())
    } else {
        (Label::Other, OUTSIDE.to_owned())
    }
}
