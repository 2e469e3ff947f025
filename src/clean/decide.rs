//! From probabilities to verdicts: where to cut, what each block is, and what the page is.

use super::columns::{Column, log};
use super::cues::{self, Strength};
use super::evidence::{Evidence, TITLE_COPY};
use super::listing::is_listing;
use super::reason::is_frame;
use super::weights::Opinion;
use super::why::{self, why_cut};
use super::{Cleaned, Label, PageKind, Verdict};
use super::{
    alike, bare, continuity, data, embedded, failure, feed, footer, gallery, heading, lead, live,
    naming, picture, posts, pull, readers, repeated, rows, standfirst, walls, writer,
};
use crate::page::{Field, Form, Page};

/// Limits of the page's own cut, in probability. Tuned by cross-validation over sites on the sets that teach.
const LEAST_CUT: f32 = 0.15;
const MOST_CUT: f32 = 0.6;
/// A block that is this surely a copy of the headline is not body.
const HEADLINE: f32 = 0.5;
/// A block with strong words against it stays only from this probability.
const STRONG_CUE: f32 = 0.75;
/// No probability makes a block stay that says itself that it is none of the article.
const SURE_CUE: f32 = 1.1;
/// The likeliest block before the body is the headline from this probability.
const LIKELIEST_HEADLINE: f32 = 0.15;
/// Fewer kept words than this are no article.
pub const ARTICLE_WORDS: u32 = 8;
/// A stub has fewer kept words than this.
const STUB_WORDS: u32 = 160;
/// How many blocks after the body a paywall's words may stand.
const STUB_REACH: usize = 6;
/// A paywall says a sentence; fewer words are a button, which pages have without a wall too.
const PAYWALL_WORDS: u32 = 3;
/// A body of a record with at most this many blocks is no page with a frame around its article.
const RECORD_BLOCKS: usize = 3;
/// A list of articles has at least this many headlines, and fewer kept words.
const LISTING_HEADLINES: usize = 15;
const LISTING_WORDS: u32 = 40;
/// Judges the page from what the forests say of its blocks.
pub(super) fn decide(page: &Page, evidence: &Evidence, opinion: &Opinion) -> Cleaned {
    let cut = cut_of(opinion, evidence);
    let mut verdicts: Vec<Verdict> = (0..page.blocks.len())
        .map(|i| verdict(i, evidence, opinion, cut))
        .collect();
    heading::cut(&mut verdicts, page);
    name_headline(&mut verdicts, evidence, opinion);
    name_copies(&mut verdicts, page);
    name_glued(&mut verdicts, page, evidence);
    walls::cut(&mut verdicts, page, evidence);
    lead::keep(&mut verdicts, evidence);
    posts::keep(&mut verdicts, page, evidence, opinion);
    live::keep(&mut verdicts, page, evidence);
    gallery::keep(&mut verdicts, evidence);
    continuity::keep(&mut verdicts, page, evidence);
    alike::keep(&mut verdicts, page, evidence);
    rows::keep(&mut verdicts, page, evidence);
    bare::keep(&mut verdicts, page, evidence);
    pull::cut(&mut verdicts, page, evidence);
    readers::cut_named(&mut verdicts, page, evidence);
    readers::cut(&mut verdicts, evidence);
    feed::cut(&mut verdicts, &page.blocks, evidence);
    picture::cut(&mut verdicts, evidence);
    writer::cut(&mut verdicts, page, evidence);
    repeated::cut(&mut verdicts, evidence);
    footer::cut(&mut verdicts, evidence);
    embedded::keep(&mut verdicts, page, evidence);
    continuity::go_on(&mut verdicts, page, evidence);
    standfirst::keep(&mut verdicts, page, evidence);
    name_standfirst(&mut verdicts);
    naming::name_authors(&mut verdicts, page);
    name_author_text(&mut verdicts);
    naming::name_above_authors(&mut verdicts, page);
    naming::name_below_heads(&mut verdicts, page);
    let trusted = is_short_record(page, &verdicts, evidence);
    if trusted {
        keep_stated(&mut verdicts, evidence);
    }
    let kept = || {
        verdicts
            .iter()
            .zip(&evidence.reading.facts)
            .filter(|(v, _)| v.kept)
            .map(|(_, f)| f)
    };
    let from_data = data::holds_more(page, &verdicts, evidence);
    let kind = if from_data {
        PageKind::Article
    } else {
        let words = kept().map(|f| f.words).sum();
        let is_none = |verdicts: &mut [Verdict]| {
            failure::cut(verdicts, page, words) || walls::is_all(verdicts, page, evidence, words)
        };
        if !trusted && is_none(&mut verdicts) {
            PageKind::Empty
        } else {
            match kind_of(page, &verdicts, evidence, words) {
                PageKind::Empty if trusted && words > 0 => PageKind::Article,
                kind => kind,
            }
        }
    };
    Cleaned {
        verdicts,
        kind,
        from_data,
        cut_data_lines: Vec::new(),
    }
}

/// Whether a record states a body that is too short for an article by its looks. The carrier says
/// that it is one, which a short note, a ticker's line or a translation needs.
fn is_short_record(page: &Page, verdicts: &[Verdict], evidence: &Evidence) -> bool {
    let is_line = page.form == Form::Text && page.member.is_some();
    let stated = bare::states_its_body(page) || is_line;
    let kept = verdicts
        .iter()
        .zip(&evidence.reading.facts)
        .filter(|(v, _)| v.kept);
    let words: u32 = kept.map(|(_, f)| f.words).sum();
    stated && page.blocks.len() <= RECORD_BLOCKS && words < ARTICLE_WORDS
}

/// Keeps the blocks of a stated body, but for those that say themselves what else they are.
fn keep_stated(verdicts: &mut [Verdict], evidence: &Evidence) {
    let says_else = |i: usize| {
        let cue = evidence.reading.cue(i);
        cue.is_some_and(|cue| cue.strength >= Strength::Strong && cue.label != Label::Body)
    };
    for (i, verdict) in verdicts.iter_mut().enumerate() {
        if !verdict.kept && !says_else(i) {
            verdict.kept = true;
            verdict.label = Label::Body;
            verdict.reason = "the record states it as the body".into();
        }
    }
}

/// The probability from which a block is kept: the one that makes the expected F1 of the page's text
/// greatest. On a page of which the classifier is unsure as a whole it lies lower than one half.
fn cut_of(opinion: &Opinion, evidence: &Evidence) -> f32 {
    let mut blocks: Vec<(f32, f32)> = opinion
        .body
        .iter()
        .zip(&evidence.reading.facts)
        .map(|(p, f)| (*p, f.words as f32 + 1.0))
        .collect();
    blocks.sort_by(|a, b| b.0.total_cmp(&a.0));
    let whole: f32 = blocks.iter().map(|(p, words)| p * words).sum();
    let (mut right, mut taken, mut best, mut cut) = (0.0, 0.0, 0.0, MOST_CUT);
    for (p, words) in blocks {
        right += p * words;
        taken += words;
        let expected = 2.0 * right / (taken + whole);
        if expected > best {
            (best, cut) = (expected, p);
        }
    }
    cut.clamp(LEAST_CUT, MOST_CUT)
}

fn verdict(i: usize, evidence: &Evidence, opinion: &Opinion, cut: f32) -> Verdict {
    let p = opinion.body.get(i).copied().unwrap_or(0.0);
    let copy = evidence
        .columns
        .get(Column::Title, 0)
        .get(i)
        .is_some_and(|level| *level >= TITLE_COPY);
    let likely =
        opinion.headline.get(i).is_some_and(|h| *h > HEADLINE) && !is_frame(evidence.seen(i));
    let headline = (copy && p < 0.9 || likely) && !is_other_kind(i, evidence);
    let doubted = evidence.reading.cue(i).is_some_and(|cue| {
        let least = match cue.strength {
            Strength::Weak => 0.0,
            Strength::Strong => STRONG_CUE,
            Strength::Sure => SURE_CUE,
        };
        cue.label != Label::Body && p < least
    });
    let kept = p >= cut && !headline && !doubted;
    let (label, reason) = if headline {
        (Label::Headline, "repeats the headline".into())
    } else if kept {
        let beside = |at: Option<usize>| at.and_then(|at| opinion.body.get(at)).copied();
        let neighbours = [i.checked_sub(1), Some(i + 1)].map(|at| beside(at).unwrap_or(0.0));
        (Label::Body, why::why_kept(i, evidence, p, neighbours))
    } else {
        why_cut(i, evidence)
    };
    Verdict {
        label,
        kept,
        body_probability: p,
        reason,
    }
}

/// Words that make a block a credit, a counter or a link, wherever it stands.
fn is_other_kind(i: usize, evidence: &Evidence) -> bool {
    let cue = evidence.reading.cue(i);
    cue.is_some_and(|cue| {
        let never = matches!(
            cue.label,
            Label::Related | Label::Counter | Label::PhotoCredit | Label::Caption
        );
        never || cue.strength >= Strength::Strong && cue.label != Label::Headline
    })
}

/// A page without a sure headline: the likeliest block before the body is it.
fn name_headline(verdicts: &mut [Verdict], evidence: &Evidence, opinion: &Opinion) {
    let body = verdicts.iter().position(|v| v.kept).unwrap_or(0);
    let Some(before) = verdicts.get_mut(..body) else {
        return;
    };
    if before.iter().any(|v| v.label == Label::Headline) {
        return;
    }
    let likely = |i: &usize| opinion.headline.get(*i).copied().unwrap_or(0.0);
    let long = |i: &usize| {
        let words = evidence.reading.facts.get(*i).is_some_and(|f| f.words >= 2);
        words && !is_other_kind(*i, evidence) && !is_frame(evidence.seen(*i))
    };
    let best = (0..body)
        .filter(long)
        .max_by(|a, b| likely(a).total_cmp(&likely(b)));
    let Some(found) = best
        .filter(|i| likely(i) >= LIKELIEST_HEADLINE)
        .and_then(|i| before.get_mut(i))
    else {
        return;
    };
    found.label = Label::Headline;
    found.reason = "stands as a headline before the text".into();
}

/// Cut blocks with the text of the headline are copies of it.
fn name_copies(verdicts: &mut [Verdict], page: &Page) {
    let is_headline = |(_, v): &(_, &Verdict)| v.label == Label::Headline;
    let headline = page.blocks.iter().zip(verdicts.iter()).find(is_headline);
    let Some(text) = headline.map(|(block, _)| block.text.as_str()) else {
        return;
    };
    for (block, verdict) in page.blocks.iter().zip(verdicts) {
        if !verdict.kept && verdict.label != Label::Headline && block.text == text {
            verdict.label = Label::Headline;
            verdict.reason = "repeats the headline".into();
        }
    }
}

/// A line with which the headline ends is the headline: a trail of sections was glued to the copy above it.
fn name_glued(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let Some(at) = verdicts.iter().position(|v| v.label == Label::Headline) else {
        return;
    };
    let Some(text) = page.blocks.get(at).map(|block| block.text.as_str()) else {
        return;
    };
    for below in at + 1..=at + cues::GLUED {
        let (Some(block), Some(verdict)) = (page.blocks.get(below), verdicts.get_mut(below)) else {
            return;
        };
        let facts = evidence.reading.facts.get(below);
        let long = facts.is_some_and(|f| f.words >= 3 && f.letters as usize >= cues::GLUED_LETTERS);
        if long && cues::ends_with_line(text, &block.text) {
            verdict.kept = false;
            verdict.label = Label::Headline;
            verdict.reason = "stands alone here, and behind a trail of sections above".into();
            return;
        }
    }
}

/// What is kept before the byline or date is a lead-in.
fn name_standfirst(verdicts: &mut [Verdict]) {
    let Some(first) = verdicts.iter().position(|v| v.kept) else {
        return;
    };
    let after = verdicts.iter().skip(first + 1);
    let lead = after
        .take_while(|v| !v.kept)
        .any(|v| matches!(v.label, Label::Byline | Label::Date));
    if let (true, Some(verdict)) = (lead, verdicts.get_mut(first)) {
        verdict.label = Label::Standfirst;
        verdict.reason = "lead-in before byline or date".into();
    }
}

/// What is cut right below an author box, for no reason of its own, is the rest of that box.
fn name_author_text(verdicts: &mut [Verdict]) {
    let mut inside = false;
    for verdict in verdicts {
        let unnamed = !verdict.kept && verdict.reason.is(why::OUTSIDE);
        if inside && unnamed {
            verdict.label = Label::AuthorBox;
            verdict.reason = "below the author's name".into();
        }
        inside = verdict.label == Label::AuthorBox && !unnamed;
    }
}

/// Words about logging in that are no button and stand in no newsletter's box.
fn is_paywall(i: usize, verdicts: &[Verdict], evidence: &Evidence) -> bool {
    let says_newsletter = |at: Option<usize>| {
        // The box of a paywall is named as one to subscribe, too: only words tell.
        let verdict = at.and_then(|at| verdicts.get(at));
        verdict.is_some_and(|v| v.label == Label::Newsletter && !v.reason.is_by_element())
    };
    let words = evidence.reading.facts.get(i).map_or(0, |f| f.words);
    let in_box = says_newsletter(i.checked_sub(1)) || says_newsletter(Some(i + 1));
    let of_login = verdicts.get(i).is_some_and(|v| v.label == Label::Login);
    of_login && words >= PAYWALL_WORDS && !in_box
}

/// In doubt an article: an odd article in the index is better than a lost one.
fn kind_of(page: &Page, verdicts: &[Verdict], evidence: &Evidence, words: u32) -> PageKind {
    let last = verdicts.iter().rposition(|v| v.kept).unwrap_or(0);
    let paywall = (last + 1..verdicts.len())
        .take(STUB_REACH)
        .any(|i| is_paywall(i, verdicts, evidence));
    let headlines = verdicts
        .iter()
        .filter(|v| !v.kept && matches!(v.label, Label::Teaser | Label::Related))
        .count();
    let prose = evidence
        .columns
        .get(Column::PageProse, 0)
        .first()
        .copied()
        .unwrap_or(0);
    // A page that states its day is an article, of which cleaning found nothing.
    let dated = page.claims.iter().any(|c| c.field == Field::Published);
    let heads_only = !dated
        && words < LISTING_WORDS
        && headlines >= LISTING_HEADLINES
        && prose < log(STUB_WORDS as usize);
    if heads_only || is_listing(page, verdicts) {
        PageKind::Listing
    } else if words < ARTICLE_WORDS {
        PageKind::Empty
    } else if paywall && words < STUB_WORDS {
        PageKind::Stub
    } else {
        PageKind::Article
    }
}
