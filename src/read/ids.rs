//! What names a page within its source when it has no address: the id that its carrier gives it.
//!
//! Ids of records are not to be trusted blindly. One that comes again in the same source with other
//! content is told apart by the content, so that no page hides another.

use std::fmt::Write;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{Claim, Field, Origin, RawPage};

/// The ids of one source that have passed.
#[derive(Default)]
pub(super) struct Ids {
    /// The digest of an id, and of the content that came with it first.
    first: FxHashMap<u64, u64>,
    /// The source has no path, so that a place in it says nothing: what has no id is known by its content.
    by_content: bool,
}

impl Ids {
    /// For a stream: a page without an id is known by its content.
    pub(super) fn by_content() -> Self {
        Self {
            by_content: true,
            ..Self::default()
        }
    }

    /// Makes the page's id one that no other content of the source has.
    pub(super) fn settle(&mut self, page: &mut RawPage) {
        let content = content(page);
        let own = page
            .claims
            .iter_mut()
            .find(|claim| claim.field == Field::Id);
        match own {
            Some(own) => {
                let first = self.first.entry(xxh3_64(own.value.as_bytes()));
                if *first.or_insert(content) != content {
                    let _ = write!(own.value, " {content:016x}");
                }
            }
            None if self.by_content => page.claims.push(Claim {
                field: Field::Id,
                value: format!("{content:016x}"),
                // The record says no id of itself.
                origin: Origin::Visible,
            }),
            None => {}
        }
    }
}

/// A digest of the titles and the body.
fn content(page: &RawPage) -> u64 {
    let mut hash = Xxh3::new();
    for claim in page
        .claims
        .iter()
        .filter(|claim| claim.field == Field::Title)
    {
        hash.update(claim.value.as_bytes());
        hash.update(&[0xFF]);
    }
    hash.update(&page.bytes);
    hash.digest()
}
