//! The fixed texts by which pages without an article are counted, beside those of [`read::reasons`](crate::read::reasons).

use crate::read::reasons;

/// A section front or another list of articles.
pub(super) const LISTING: &str = "no article: section front or list";
/// Nothing that could be an article.
pub(super) const EMPTY: &str = "no article: no text";
/// Less running text than any article has.
pub(super) const TOO_SHORT: &str = "no article: too little text";
/// Another page, newer or before it in the order of paths, is the same article.
pub(super) const DUPLICATE: &str = "same article as another page";
/// Working on it failed.
pub(super) const BROKEN: &str = "internal error";

/// True for what went wrong with a page or file, false for what is passed over on purpose.
pub(super) fn is_failure(reason: &str) -> bool {
    !reasons::is_skip(reason) && ![LISTING, EMPTY, TOO_SHORT, DUPLICATE].contains(&reason)
}
