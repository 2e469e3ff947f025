//! The lines below a headline that say what the story is about.
//!
//! To the forests they look like another story's teaser; nothing but their place and their words tells them apart.

use super::columns::share;
use super::evidence::Evidence;
use super::reason::Ground;
use super::topic::WordSet;
use super::{Label, Verdict};
use crate::page::Page;

/// Words of the shortest standfirst.
const WORDS: u32 = 5;
/// Below this the forests are sure that a line is none of the text.
const DOUBT: f32 = 0.2;
/// Of a standfirst's words the text uses two in five; two words more are counted, so that a short line needs more.
const SHARED: (usize, usize) = (2, 5);
const MORE: usize = 2;
/// An outlet that says what it does (`We independently test everything`) says `we` and `you`: of a line's words at most one in so many is such a word.
const APPEAL: u32 = 4;
/// Blocks below the headline that are looked at, and lines of the longest standfirst.
const REACH: usize = 8;
const LINES: usize = 4;

/// Keeps the standfirst, if it was cut for nothing but its place or the name of an element.
///
/// Over eight sets of pages in both forms, 63 such lines right below the headline stood in the gold and 50 did not, most of which were
/// standfirsts by eye too, the rest captions and a few teasers.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let Some(first) = verdicts.iter().position(|v| v.kept) else {
        return;
    };
    let above = verdicts.get(..first).unwrap_or_default();
    let Some(headline) = above.iter().rposition(|v| v.label == Label::Headline) else {
        return;
    };
    let reach = headline + 1..first.min(headline + 1 + REACH);
    let head = Head { page, headline };
    let likely = |at: &usize| {
        verdicts.get(*at).is_some_and(|v| {
            is_open(v, evidence, *at)
                && (v.body_probability >= DOUBT || head.is_beside(v, evidence, *at))
        })
    };
    if !reach.clone().any(|at| likely(&at)) {
        return;
    }
    let topic = topic(verdicts, evidence);
    let mut found = Vec::new();
    for at in reach {
        let Some(verdict) = verdicts.get(at) else {
            break;
        };
        if likely(&at) && tells(at, page, evidence, &topic) {
            found.push(at);
        } else if !is_of_head(verdict.label) && !head.holds_note(verdict, evidence, at)
            || !found.is_empty()
        {
            break;
        }
        // Below a line that the forests doubt more, others are teasers as likely.
        if found.len() == LINES || verdict.body_probability < DOUBT && !found.is_empty() {
            break;
        }
    }
    for at in found {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = true;
            verdict.label = Label::Standfirst;
            verdict.reason =
                Ground::Place("below the headline, and speaks of what the text does").into();
        }
    }
}

/// Whether nothing but its place or an element's name speaks against a line.
fn is_open(verdict: &Verdict, evidence: &Evidence, at: usize) -> bool {
    let line = evidence.reading.facts.get(at);
    !verdict.kept
        && line.is_some_and(|f| f.words >= WORDS && f.symbols == 0 && f.appeals * APPEAL <= f.words)
        && verdict.label != Label::Caption
        && evidence.reading.cue(at).is_none()
        && evidence.seen(at).on < 2
        && (verdict.reason.is_by_place() || verdict.reason.is_by_element())
}

/// The element that holds the headline and what belongs to it.
struct Head<'p> {
    page: &'p Page,
    headline: usize,
}

/// Steps up from a headline, and from what belongs to it, to the element that holds both.
const STEPS: usize = 3;
/// Words of the longest line that tells when, or how long it takes to read.
const NOTE_WORDS: u32 = 8;

impl Head<'_> {
    /// Whether a line without a date stands in one element with the headline, and is named after elements around that or not at all:
    /// then the name of an outer element says nothing of it.
    fn is_beside(&self, verdict: &Verdict, evidence: &Evidence, at: usize) -> bool {
        let facts = evidence.reading.facts.get(at);
        let named = matches!(
            verdict.label,
            Label::Menu
                | Label::Related
                | Label::Share
                | Label::Legal
                | Label::Teaser
                | Label::Other
        );
        named && facts.is_some_and(|f| f.years + f.clock_times == 0) && self.holds(at)
    }

    /// Whether a short line that an element's name speaks against stands in the head, as a day with the time to read does.
    fn holds_note(&self, verdict: &Verdict, evidence: &Evidence, at: usize) -> bool {
        let short = evidence
            .reading
            .facts
            .get(at)
            .is_some_and(|f| f.words <= NOTE_WORDS);
        short && verdict.reason.is_by_element() && self.holds(at)
    }

    fn holds(&self, at: usize) -> bool {
        let own: Vec<u32> = self.around(at).collect();
        self.around(self.headline)
            .any(|element| own.contains(&element))
    }

    /// The elements around a block, from the inside out.
    fn around(&self, at: usize) -> impl Iterator<Item = u32> {
        let own = self.page.blocks.get(at).and_then(|block| block.element);
        let parent = |element: &u32| self.page.elements.get(*element as usize)?.parent;
        std::iter::successors(own, parent).take(STEPS)
    }
}

/// Whether a line is no link, and speaks of what the text does.
fn tells(at: usize, page: &Page, evidence: &Evidence, topic: &WordSet) -> bool {
    let Some(block) = page.blocks.get(at) else {
        return false;
    };
    let is_link = block.link_chars as usize * 2 > block.text.len();
    let words = evidence.reading.words.of(at);
    let shared = words.iter().filter(|word| topic.contains(**word)).count();
    !is_link && share(shared, words.len() + MORE) >= share(SHARED.0, SHARED.1)
}

/// What was kept so far speaks of these words.
pub(super) fn topic(verdicts: &[Verdict], evidence: &Evidence) -> WordSet {
    let mut topic = WordSet::new();
    for (at, _) in verdicts.iter().enumerate().filter(|(_, v)| v.kept) {
        for word in evidence.reading.words.of(at) {
            topic.insert(*word);
        }
    }
    topic
}

/// What may stand between a headline and its standfirst.
fn is_of_head(label: Label) -> bool {
    matches!(
        label,
        Label::Headline
            | Label::Byline
            | Label::Date
            | Label::Share
            | Label::Counter
            | Label::Section
            | Label::PhotoCredit
    )
}
