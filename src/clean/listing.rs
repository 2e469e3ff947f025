//! Section fronts and lists of articles, told by their structure.

use super::{Label, Verdict, cues};
use crate::page::{Block, BlockKind, Field, Form, Page};

/// Headlines with a lead that make a list.
const ITEMS: usize = 8;
/// Words of a headline, and of the lead below it. Leads of fronts are one or two sentences.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 2..=30;
const LEAD_WORDS: std::ops::RangeInclusive<usize> = 6..=50;
/// Words of a lead in a row of linked headings.
const ROW_WORDS: std::ops::RangeInclusive<usize> = 2..=30;
/// Blocks below a lead among which its date stands.
const NEAR: usize = 2;

/// True if what is kept of the page is headlines and leads of other articles.
///
/// Lists below an article do not count: there most of the kept text stands outside the list. A page that
/// states a day of publication is an article, whatever it looks like.
pub(super) fn is_listing(page: &Page, verdicts: &[Verdict]) -> bool {
    if page
        .claims
        .iter()
        .any(|claim| claim.field == Field::Published)
    {
        return false;
    }
    let mut listed = vec![false; page.blocks.len()];
    let (mut items, mut stamps, mut ages) = (0, 0, 0);
    for (at, pair) in page.blocks.windows(2).enumerate() {
        let [headline, lead] = pair else { continue };
        let continues = at > 0 && listed.get(at - 1) == Some(&true);
        let in_row = page.blocks.get(at + 2).is_some_and(is_linked_heading) || continues;
        let row = in_row && is_linked_heading(headline) && is_short_lead(lead);
        let dated = verdicts.iter().skip(at + 2).take(NEAR);
        let dated = dated
            .into_iter()
            .any(|verdict| verdict.label == Label::Date);
        let stamp = stamp_below(page, verdicts, at, continues);
        stamps += usize::from(stamp.is_some());
        ages += usize::from(stamp == Some(Stamp::Age));
        if row || stamp.is_some() || is_item(page.form, headline, lead, dated) {
            items += 1;
            let blocks = listed.iter_mut().skip(at);
            blocks
                .take(2 + usize::from(stamp.is_some()))
                .for_each(|block| *block = true);
        }
    }
    // Events and posts have days and hours; only news lists tell how long ago.
    let sure = ages * 2 >= stamps;
    items >= ITEMS && sure && mostly(&listed, page, verdicts)
}

/// A headline that leads to another page, and its lead: cut short, or with a date below.
///
/// A dump knows no links, and the posts of a live blog have dates as well: there only a lead cut short tells, or
/// [`stamp_below`].
fn is_item(form: Form, headline: &Block, lead: &Block, dated: bool) -> bool {
    let words = |block: &Block| block.text.split_whitespace().count();
    let cut_short = lead.text.ends_with('…') || lead.text.ends_with("...");
    let leads_on = match form {
        Form::Html => is_link(headline) && !is_link(lead) && (cut_short || dated),
        Form::Text => cut_short,
    };
    leads_on && HEADLINE_WORDS.contains(&words(headline)) && LEAD_WORDS.contains(&words(lead))
}

/// What a line says of when its neighbour was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stamp {
    /// `3 hours ago`, `yesterday`.
    Age,
    /// A day or an hour.
    Date,
}

fn stamp_of(block: &Block, verdict: &Verdict) -> Option<Stamp> {
    match verdict.label {
        Label::Date if cues::is_age(&block.text) => Some(Stamp::Age),
        Label::LiveFrame if !cues::is_clock(&block.text) => Some(Stamp::Age),
        Label::Date | Label::LiveFrame => Some(Stamp::Date),
        _ => None,
    }
}

/// The stamp below a headline and its lead in a dump. Posts of a live blog have theirs above, so the first of a row tells.
fn stamp_below(page: &Page, verdicts: &[Verdict], at: usize, continues: bool) -> Option<Stamp> {
    let stamp = |at: usize| stamp_of(page.blocks.get(at)?, verdicts.get(at)?);
    let [headline, lead] = page.blocks.get(at..at + 2)? else {
        return None;
    };
    // Hardly any block has a stamp below, so that is asked first.
    let found = stamp(at + 2).filter(|_| page.form == Form::Text)?;
    let above = at.checked_sub(1).and_then(stamp);
    let words = |block: &Block| block.text.split_whitespace().count();
    let fits = (continues || above.is_none())
        && HEADLINE_WORDS.contains(&words(headline))
        && LEAD_WORDS.contains(&words(lead))
        && !ends_sentence(&headline.text)
        && ends_sentence(&lead.text);
    fits.then_some(found)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '…', '。', '।', '۔', '։', '።', '။', '។', '།'])
}

/// In a row of such headings, each with a line below, the lines need not be cut short.
fn is_linked_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_)) && is_link(block)
}

fn is_short_lead(lead: &Block) -> bool {
    !is_link(lead) && ROW_WORDS.contains(&lead.text.split_whitespace().count())
}

fn is_link(block: &Block) -> bool {
    let chars = block.text.chars().filter(|c| !c.is_whitespace()).count();
    block.link_chars as usize * 5 >= chars * 4
}

/// True if three quarters of the kept text stand in the list.
fn mostly(listed: &[bool], page: &Page, verdicts: &[Verdict]) -> bool {
    let (mut inside, mut whole) = (0, 0);
    for ((block, verdict), listed) in page.blocks.iter().zip(verdicts).zip(listed) {
        if verdict.kept {
            whole += block.text.len();
            inside += if *listed { block.text.len() } else { 0 };
        }
    }
    inside * 4 >= whole * 3
}
