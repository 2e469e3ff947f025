//! Texts of which a block must hold one to fit a pattern. Blocks are asked for those of all rules at once.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

use super::finder::lower;

/// The pieces of an alternation; more are not worth it.
const MOST: usize = 64;

/// The pieces of a pattern as written, in one case, see [`lower`]; none if a block without any certain text may fit.
pub(super) fn of(written: &str) -> Vec<String> {
    let bare = written.trim();
    let inner = bare.strip_prefix('/').and_then(|b| b.strip_suffix('/'));
    let pieces = match inner {
        Some(expression) => of_expression(expression),
        None => between_stars(bare),
    };
    pieces.iter().map(|piece| lower(piece)).collect()
}

/// The longest text between the stars. Blanks are folded in blocks, and may be any in a pattern.
fn between_stars(bare: &str) -> Vec<String> {
    let pieces = bare.split(|c: char| c == '*' || c.is_whitespace());
    let longest = pieces.max_by_key(|piece| piece.len()).unwrap_or_default();
    let found = (!longest.is_empty()).then(|| longest.to_owned());
    found.into_iter().collect()
}

/// Case is not regarded when an expression is read here, so that letters stay letters.
fn of_expression(expression: &str) -> Vec<String> {
    let read = ParserBuilder::new()
        .dot_matches_new_line(true)
        .build()
        .parse(expression);
    read.ok().and_then(|read| needed(&read)).unwrap_or_default()
}

/// Texts of which whatever matches holds one.
fn needed(part: &Hir) -> Option<Vec<String>> {
    match part.kind() {
        HirKind::Literal(text) => {
            let text = std::str::from_utf8(&text.0).ok()?;
            Some(vec![text.to_owned()])
        }
        HirKind::Capture(inner) => needed(&inner.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => needed(&repeated.sub),
        // All of its parts are there: the one whose shortest text is the longest says the most.
        HirKind::Concat(parts) => parts
            .iter()
            .filter_map(needed)
            .max_by_key(|texts| texts.iter().map(String::len).min()),
        HirKind::Alternation(ways) => {
            let all: Option<Vec<_>> = ways.iter().map(needed).collect();
            all.map(|all| all.concat()).filter(|all| all.len() <= MOST)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_what_must_be_there() {
        for (written, expected) in [
            ("buses will *", &["buses"][..]),
            ("*© 2026*", &["2026"]),
            ("* * *", &[]),
            ("/", &["/"]),
            ("STRAßE*", &["strasse"]),
            ("/^Advert number 7 .*$/", &["advert number 7 "]),
            ("/^a.*bc$/", &["bc"]),
            ("/^(?:Sale|Offer): \\d+ euros/", &[" euros"]),
            ("/^(Sale|Offer)\\d/", &["sale", "offer"]),
            ("/(?:by Anna )?\\d+/", &[]),
            ("/(?:Anna )+\\d+/", &["anna "]),
            ("/^\\d+$/", &[]),
            ("/(?i)advert/", &[]),
            ("/Sale|\\d/", &[]),
        ] {
            assert_eq!(of(written), expected, "{written}");
        }
    }
}
