//! Pages that say they are none: not found, not allowed, not before it is proved that a person asks.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

use super::cues::fold::fold;
use super::{Label, Verdict};
use crate::page::{Field, Page};

/// Kept words from which a page is one, whatever its title says, and whatever a line says to the reader.
const WORDS: u32 = 80;
const SAID_WORDS: u32 = 120;
/// Blocks from the top among which the notice stands, unless it was kept.
const REACH: usize = 40;
/// Bytes of the longest notice, and of a line that may hold one.
const LONGEST: usize = 80;
const LONGEST_LINE: usize = 1200;

/// The phrases, in the languages of the archive.
const PHRASES: &str = include_str!("failure.txt");

struct Known {
    whole: FxHashSet<String>,
    held: Option<AhoCorasick>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known {
    whole: section("[whole]").collect(),
    held: AhoCorasick::new(section("[holds]")).ok(),
});

/// The folded phrases of one section.
fn section(head: &'static str) -> impl Iterator<Item = String> {
    let lines = PHRASES.lines().skip_while(move |line| *line != head);
    let lines = lines.skip(1).take_while(|line| !line.starts_with('['));
    let lists = lines.filter_map(|line| line.split_once(": "));
    let lists = lists.filter(|(tag, _)| tag.len() == 2);
    lists.flat_map(|(_, phrases)| phrases.split(" | ").map(|phrase| fold(phrase).text))
}

/// True if the text, or what stands before or behind a bar or dash in it, is such a notice.
fn is_notice(text: &str) -> bool {
    let whole = |part: &str| part.len() <= LONGEST && KNOWN.whole.contains(&fold(part).text);
    whole(text)
        || text.len() <= 3 * LONGEST && text.split(['|', '–', '—', '·', '-', ':']).any(whole)
}

/// True if the text tells the reader that the page cannot be had.
fn holds_notice(text: &str) -> bool {
    let held = |held: &AhoCorasick| held.is_match(&fold(text).text);
    text.len() <= LONGEST_LINE && KNOWN.held.as_ref().is_some_and(held)
}

/// Cuts what is kept of such a page, of which `words` are; true if it is one.
pub(super) fn cut(verdicts: &mut [Verdict], page: &Page, words: u32) -> bool {
    if words >= SAID_WORDS {
        return false;
    }
    let titles = page
        .claims
        .iter()
        .filter(|claim| claim.field == Field::Title);
    let said = titles.map(|claim| claim.value.as_str());
    let shown = page.blocks.iter().zip(verdicts.iter()).enumerate();
    let shown = shown
        .filter(|(at, (block, verdict))| block.links == 0 && *at < REACH || verdict.kept)
        .map(|(_, (block, _))| block.text.as_str());
    let mut said = said.chain(shown);
    let is_told = |text: &&str| words < WORDS && is_notice(text) || holds_notice(text);
    let Some(notice) = said.find(is_told) else {
        return false;
    };
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.kept) {
        verdict.kept = false;
        verdict.label = Label::Other;
        verdict.reason = format!("the page says that it is none: “{notice}”").into();
    }
    true
}
