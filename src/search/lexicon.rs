//! The leaves of a plan to terms of the dictionaries.

use std::sync::Arc;

use tantivy::postings::TermInfo;

use crate::analysis::is_link;
use crate::error::{Error, Result};
use crate::query::TextField;
use crate::query::edits::Edits;
use crate::query::forms::{ALL, Languages, Matcher};
use crate::query::plan::{Leaf, Plan};

use super::almost::Almost;
use super::engine;
use super::segment::{Part, Segment};

/// Terms that one query may mean, over all its words and segments. Beyond it the query is refused, not cut.
const MAX_TERMS: usize = 2_000_000;

/// A term of one part of one segment.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub part: Part,
    pub info: TermInfo,
    /// In articles of which languages it counts.
    pub languages: Languages,
    /// Whether it is what was typed, plurals and endings of verbs aside, and not another word of the same stem.
    pub typed: bool,
    /// The term, if it stands in the text and rows of it are terms too.
    pub link: Option<Arc<str>>,
}

/// The forms of a leaf in one segment.
pub(super) type Forms = Arc<Vec<Form>>;

/// The forms of every leaf in one segment.
pub(super) fn forms(
    plan: &Plan,
    matchers: &[Matcher],
    segment: &Segment,
    budget: &mut Budget,
) -> Result<Vec<Forms>> {
    plan.leaves
        .iter()
        .zip(matchers)
        .map(|(leaf, matcher)| collected(leaf, matcher, segment, budget))
        .collect()
}

/// What is left of [`MAX_TERMS`].
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MAX_TERMS)
    }
}

impl Budget {
    fn spend(&mut self) -> Result<()> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| {
            Error::Usage(format!("the wildcards of the query mean more than {MAX_TERMS} words; give more of their letters"))
        })?;
        Ok(())
    }
}

fn parts(field: Option<TextField>) -> &'static [Part] {
    match field {
        None => &[Part::Title, Part::Body],
        Some(TextField::Title) => &[Part::Title],
        Some(TextField::Body | TextField::Lead) => &[Part::Body],
        Some(TextField::Byline) => &[Part::Byline],
    }
}

/// Is told a term, its part, the languages in which it is meant, and where its postings lie.
pub(super) type See<'a> = &'a mut dyn FnMut(&str, (Part, Languages), &TermInfo) -> Result<()>;

/// Calls `see` with every term that a leaf means in a segment.
pub(super) fn of_leaf(
    leaf: &Leaf,
    matcher: &Matcher,
    segment: &Segment,
    see: See<'_>,
) -> Result<()> {
    for &part in parts(leaf.field) {
        scan(
            segment,
            part,
            matcher,
            &mut |term, info| match matcher.accepts(term) {
                0 => Ok(()),
                languages => see(term, (part, languages), info),
            },
        )?;
    }
    Ok(())
}

fn collected(
    leaf: &Leaf,
    matcher: &Matcher,
    segment: &Segment,
    budget: &mut Budget,
) -> Result<Forms> {
    if let Some(known) = segment.known_forms(leaf) {
        return Ok(known);
    }
    let mut found = Vec::new();
    of_leaf(
        leaf,
        matcher,
        segment,
        &mut |term, (part, languages), info| {
            budget.spend()?;
            let is_link = part == Part::Body && is_link(term);
            found.push(Form {
                part,
                info: info.clone(),
                languages,
                typed: matcher.is_typed(term),
                link: is_link.then(|| term.into()),
            });
            Ok(())
        },
    )?;
    let found = Arc::new(found);
    segment.remember_forms(leaf, &found);
    Ok(found)
}

/// Is told a term and where its postings lie.
pub(super) type SeeTerm<'a> = &'a mut dyn FnMut(&str, &TermInfo) -> Result<()>;

/// Every term whose key is near a word.
pub(super) fn scan_near(
    segment: &Segment,
    part: Part,
    edits: &Edits,
    see: SeeTerm<'_>,
) -> Result<()> {
    let terms = segment.postings(part)?.terms();
    let mut stream = terms.search(Almost(edits)).into_stream().map_err(engine)?;
    while stream.advance() {
        segment.stop.heed()?;
        // Terms are written from text, so they are text.
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            see(term, stream.value())?;
        }
    }
    Ok(())
}

/// Every term that begins as the matcher asks.
pub(super) fn scan(
    segment: &Segment,
    part: Part,
    matcher: &Matcher,
    see: SeeTerm<'_>,
) -> Result<()> {
    if let Some(edits) = matcher.near() {
        return scan_near(segment, part, edits, see);
    }
    for start in matcher.starts() {
        scan_from(segment, part, start.as_bytes(), see)?;
    }
    Ok(())
}

/// Every term that begins so.
fn scan_from(segment: &Segment, part: Part, prefix: &[u8], see: SeeTerm<'_>) -> Result<()> {
    let mut stream = segment
        .postings(part)?
        .terms()
        .range()
        .ge(prefix)
        .into_stream()
        .map_err(engine)?;
    while stream.advance() {
        segment.stop.heed()?;
        if !stream.key().starts_with(prefix) {
            break;
        }
        // Terms are written from text, so they are text.
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            see(term, stream.value())?;
        }
    }
    Ok(())
}

/// True if every article may use the form.
pub(super) fn everywhere(form: &Form) -> bool {
    form.languages == ALL
}
