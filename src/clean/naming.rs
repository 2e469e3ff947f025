//! Better names for what is cut: a block beside which another one says what both are.
//!
//! Nothing here decides what is cut; only blocks whose own words, elements and memory said nothing get another name.

use std::sync::Arc;

use super::cues::looks_like_name;
use super::cues::roles::is_about_author;
use super::reason::Ground;
use super::{Label, Verdict};
use crate::page::{Block, Form, Page};

/// Blocks below a heading that take its name; longer lists have other headings.
const BELOW: usize = 60;
/// Blocks after the body among which a line on the writer is looked for.
const AFTER_BODY: usize = 12;

/// A cut line near an end of the body that tells who wrote it.
pub(super) fn name_authors(verdicts: &mut [Verdict], page: &Page) {
    let Some(last) = verdicts.iter().rposition(|v| v.kept) else {
        return;
    };
    let near = verdicts
        .iter_mut()
        .zip(&page.blocks)
        .take(last + AFTER_BODY);
    for (verdict, block) in near {
        if !verdict.kept && verdict.reason.is_by_place() && is_about_author(&block.text) {
            verdict.label = Label::AuthorBox;
            verdict.reason = "tells who its writer is".into();
        }
    }
}

/// A name alone above a line on the writer belongs to it, and so does the word for the picture above the name.
pub(super) fn name_above_authors(verdicts: &mut [Verdict], page: &Page) {
    for at in (1..verdicts.len()).rev() {
        let below = verdicts
            .get(at)
            .is_some_and(|v| v.label == Label::AuthorBox);
        let (Some(verdict), Some(block)) = (verdicts.get_mut(at - 1), page.blocks.get(at - 1))
        else {
            continue;
        };
        let part = verdict.reason.is_by_place() && looks_like_name(&block.text)
            || verdict.label == Label::Other && verdict.reason.is_by_words();
        if below && !verdict.kept && part {
            verdict.label = Label::AuthorBox;
            verdict.reason = "above a line on the writer".into();
        }
    }
}

/// What stands below `Read more` or `News feed`, and has no name of its own, is a list of other articles.
pub(super) fn name_below_heads(verdicts: &mut [Verdict], page: &Page) {
    let mut head: Option<(usize, Arc<str>)> = None;
    for (at, (verdict, block)) in verdicts.iter_mut().zip(&page.blocks).enumerate() {
        if is_head(verdict) {
            let one = page.form == Form::Text && names_its_story(block, page.form);
            head = (!one).then(|| (at, shortened(&block.text).into()));
            continue;
        }
        if verdict.kept || is_other_head(verdict) {
            head = None;
            continue;
        }
        let near = head.as_ref().filter(|(from, _)| at - from <= BELOW);
        if let Some((_, text)) = near.filter(|_| verdict.reason.is_by_place()) {
            verdict.label = Label::Teaser;
            verdict.reason = Ground::Below(Arc::clone(text)).into();
        }
    }
}

/// For each block, whether it stands below a heading of other articles, with nothing kept between.
pub(super) fn below_heads(verdicts: &[Verdict], page: &Page) -> Vec<bool> {
    let mut head: Option<usize> = None;
    let mut below = Vec::with_capacity(verdicts.len());
    for (at, (verdict, block)) in verdicts.iter().zip(&page.blocks).enumerate() {
        let is_first = is_head(verdict) && !names_its_story(block, page.form);
        if verdict.kept || is_other_head(verdict) {
            head = None;
        }
        below.push(!is_first && head.is_some_and(|from| at - from <= BELOW));
        if is_first {
            head = Some(at);
        }
    }
    below
}

/// A link such as `More: Storm on the coast` is no heading of what follows. A dump knows no links, but a headline has some words.
pub(super) fn names_its_story(block: &Block, form: Form) -> bool {
    let mut parts = block.text.splitn(2, [':', '：']);
    let told = parts.nth(1).map_or("", str::trim);
    match form {
        Form::Html => !told.is_empty() && block.link_chars > 0,
        Form::Text => told.split_whitespace().count() >= HEADLINE_WORDS,
    }
}

/// Words of the shortest headline behind such a colon.
const HEADLINE_WORDS: usize = 4;

/// A heading of other articles, by its own words.
fn is_head(verdict: &Verdict) -> bool {
    let list = matches!(verdict.label, Label::Related | Label::Teaser);
    list && !verdict.kept && verdict.reason.is_by_words()
}

/// A heading of something else ends the list; dates, pictures, sections and writers are parts of it.
fn is_other_head(verdict: &Verdict) -> bool {
    verdict.reason.is_by_words()
        && matches!(
            verdict.label,
            Label::Newsletter
                | Label::Login
                | Label::Share
                | Label::Comments
                | Label::AuthorBox
                | Label::Legal
                | Label::Cookie
                | Label::Promotion
        )
}

/// Characters of a heading in a reason.
const SHOWN: usize = 40;

/// The beginning of a heading, as it is shown.
pub(super) fn shortened(text: &str) -> String {
    let mut out: String = text.chars().take(SHOWN).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
