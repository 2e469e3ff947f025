//! What a cut block is and why it was cut: the first of these grounds that holds, the surest first.

use super::Label;
use super::columns::{Column, log, share};
use super::cues::{Cue, Strength};
use super::evidence::{Evidence, TITLE_COPY};
use super::facts::Facts;
use super::memory::Seen;
use super::names::Name;
use super::reason::{Ground, Reason, Text};

/// Short blocks in a row that make a menu.
const MENU_ROW: usize = 4;
/// Words of another article's headline or lead.
const TEASER_WORDS: std::ops::RangeInclusive<u32> = 4..=40;
/// Shares and similarities are levels; half of the site's pages, two thirds of the words in links.
const LINKED: usize = 2;

/// The reason of a block that nothing speaks against but its place.
pub(super) const OUTSIDE: &str = "outside the article's text";
const LINK: &str = "a link outside the article's text";
const MENU: &str = "one of many short lines in a row";

/// Other pages of the site that must be known for a block's absence from them to tell something.
const ENOUGH_PAGES: u32 = 4;

/// Why a block was kept; `p` is its probability, `before` and `after` those of its neighbours.
pub(super) fn why_kept(i: usize, evidence: &Evidence, p: f32, neighbours: [f32; 2]) -> Reason {
    let (sentences, words) = evidence
        .reading
        .facts
        .get(i)
        .map_or((0, 0), |f| (f.sentence_marks, f.words));
    let seen = evidence.seen(i);
    let unseen = seen.of >= ENOUGH_PAGES && seen.on == 0 && !seen.told_again;
    let text = Text {
        sentences,
        words,
        beside: neighbours.iter().filter(|p| **p >= 0.5).count() as u8,
        elsewhere: if unseen { seen.of } else { 0 },
        doubted: p < 0.5,
    };
    Ground::Text(text).into()
}

/// Label and reason of a cut block.
pub(super) fn why_cut(i: usize, evidence: &Evidence) -> (Label, Reason) {
    let value = |column: Column| evidence.columns.get(column, 0).get(i).copied().unwrap_or(0);
    let cue = evidence.reading.cue(i);
    let cue = cue.filter(|_| !is_entry(i, evidence));
    by_words(cue, Strength::Strong)
        .or_else(|| {
            (value(Column::Title) >= TITLE_COPY)
                .then(|| (Label::Headline, "repeats the headline".into()))
        })
        .or_else(|| by_memory(i, evidence))
        .or_else(|| by_element(i, evidence))
        .or_else(|| by_words(cue, Strength::Weak))
        .unwrap_or_else(|| by_shape(i, evidence))
}

fn by_words(cue: Option<Cue>, least: Strength) -> Option<(Label, Reason)> {
    let cue = cue.filter(|cue| cue.strength >= least && cue.label != Label::Body)?;
    let ground = if cue.written {
        Ground::Words(cue.phrase)
    } else {
        Ground::Form(cue.phrase)
    };
    Some((cue.label, ground.into()))
}

fn by_memory(i: usize, evidence: &Evidence) -> Option<(Label, Reason)> {
    let seen = evidence.seen(i);
    let frame = seen.on >= 2 && seen.on * 4 >= seen.of;
    let words = evidence.reading.facts.get(i).map_or(0, |f| f.words);
    let label = if words <= 4 {
        Label::Menu
    } else {
        Label::Other
    };
    let Seen { on, of, .. } = seen;
    frame.then(|| (label, Ground::Seen { on, of }.into()))
}

fn by_element(i: usize, evidence: &Evidence) -> Option<(Label, Reason)> {
    let value = |column: Column| evidence.columns.get(column, 0).get(i).copied().unwrap_or(0);
    // The column holds 1 for no name, then the names from 2 on.
    let name = Name::of(value(Column::Name).checked_sub(2)?);
    let name = name.filter(|_| value(Column::NameSteps) <= NAME_STEPS)?;
    let facts = evidence.reading.facts.get(i);
    let words = facts.map_or(0, |f| f.words);
    // A whole sentence is no tag and no byline: article elements bear their topics and days as classes, too.
    let sentence = words >= SENTENCE_WORDS && facts.is_some_and(Facts::ends_sentence);
    if sentence && matches!(name, Name::Tags | Name::Meta) {
        return None;
    }
    let label = match name {
        // Footers, pictures and lists of comments hold links as well: what they lead to tells.
        Name::Footer if is_linked(i, evidence) && words <= LINK_WORDS => Label::Menu,
        Name::Media | Name::Comments | Name::Meta
            if is_linked(i, evidence) && TEASER_WORDS.contains(&words) =>
        {
            Label::Teaser
        }
        other => other.label()?,
    };
    Some((label, Ground::Element(name).into()))
}

/// Words of the shortest sentence that is told from tags and from a line with author and day.
const SENTENCE_WORDS: u32 = 12;
/// Steps up to a name that still says something of the block.
const NAME_STEPS: u8 = 6;
/// Words of an entry in a footer.
const LINK_WORDS: u32 = 6;

fn is_linked(i: usize, evidence: &Evidence) -> bool {
    let links = evidence.columns.get(Column::Links, 0).get(i).copied();
    links.unwrap_or(0) > share(LINKED, 3)
}

/// A row of short lines: an entry of two letters is an entry, whatever the letters could mean.
fn is_entry(i: usize, evidence: &Evidence) -> bool {
    let row = evidence.columns.get(Column::ShortRun, 0).get(i).copied();
    let chars = evidence.reading.facts.get(i).map_or(0, |f| f.chars);
    row.unwrap_or(0) >= log(MENU_ROW) && chars <= ENTRY_CHARS
}

/// Letters of an abbreviation, such as that of a country.
const ENTRY_CHARS: u32 = 2;

/// In a dump nothing but its shape tells a headline; in markup another article's is a link.
fn may_be_headline(i: usize, evidence: &Evidence) -> bool {
    let facts = evidence.reading.facts.get(i);
    evidence.styles.is_empty() && facts.is_some_and(|facts| !facts.ends_sentence())
}

fn by_shape(i: usize, evidence: &Evidence) -> (Label, Reason) {
    let value = |column: Column| evidence.columns.get(column, 0).get(i).copied().unwrap_or(0);
    let words = evidence.reading.facts.get(i).map_or(0, |f| f.words);
    let linked = is_linked(i, evidence);
    if value(Column::ShortRun) >= log(MENU_ROW) && words < *TEASER_WORDS.start() {
        (Label::Menu, Ground::Place(MENU).into())
    } else if TEASER_WORDS.contains(&words) && linked {
        (Label::Teaser, Ground::Place(LINK).into())
    } else if TEASER_WORDS.contains(&words) && may_be_headline(i, evidence) {
        (Label::Teaser, Ground::Place(OUTSIDE).into())
    } else {
        (Label::Other, Ground::Place(OUTSIDE).into())
    }
}
