//! Tagged spans made into mentions.

use super::agree;
use super::careful;
use super::chains;
use super::common;
use super::document::{Document, Reading};
use super::german;
use super::merge::{Mention, Title};
use super::romance;
use super::slips::{self, Makers};
use super::support::Support;
use super::tagger::Span;

/// In what language names are found, how well it is known, and whether the article's makers are wanted.
#[derive(Debug, Clone, Copy)]
pub struct How<'l> {
    /// ISO 639-1 code.
    pub language: &'l str,
    /// What is known of its names.
    pub support: Support,
    /// What becomes of the names of who wrote and edited.
    pub makers: Makers,
}

/// The mentions in a document whose article text begins at byte `text_starts`; what stands before is the headline.
pub fn mentions<'t>(
    spans: &[Span],
    document: &Document,
    text: &'t str,
    text_starts: usize,
    How {
        language,
        support,
        makers,
    }: How,
) -> Vec<Mention<'t>> {
    let opening = text.find('\n').unwrap_or(0);
    let mut found = slips::corrected(spans, document, text, makers);
    found = romance::without_articles(found, document, text, language);
    found = if support == Support::Trained {
        let found = german::without_nouns(found, document, text);
        let found = common::left_out(found, document, text, language);
        chains::placed(agree::settled(found, document), document, text)
    } else {
        careful::sure(&found, document, text, language)
    };
    let of = |at: usize| document.tokens.get(at).map_or("", |token| token.of(text));
    let mut before = None;
    found
        .into_iter()
        .filter_map(|(first, last, kind)| {
            let aside = before
                .replace(last)
                .is_some_and(|last: usize| last + 2 == first)
                && of(first - 1) == "("
                && of(last + 1) == ")";
            let (start, end) = (
                document.tokens.get(first)?.start as usize,
                document.tokens.get(last)?.end as usize,
            );
            let surface = careful::without_ending(text.get(start..end)?, language);
            let end = start + surface.len();
            let in_text = |byte: usize| byte.checked_sub(text_starts).map(|at| at as u32);
            Some(Mention {
                surface,
                kind,
                range: in_text(start).zip(in_text(end)),
                opening: start < opening,
                aside,
                title: title(first, last, document, text, language),
            })
        })
        .collect()
}

/// What the word before a name says of the person, or the one that opens it.
fn title(first: usize, last: usize, document: &Document, text: &str, language: &str) -> Title {
    let reading = Reading { document, text };
    let inside = Title::read(reading.of(first), language);
    if first < last && inside != Title::None {
        return inside;
    }
    let Some(before) = reading.before(first) else {
        return Title::None;
    };
    // A vice president is none.
    let is_half = reading
        .before(before)
        .is_some_and(|at| matches!(reading.of(at), "Vice" | "vice" | "-"));
    let title = Title::read(reading.of(before), language);
    if title == Title::President && is_half {
        Title::None
    } else {
        title
    }
}
