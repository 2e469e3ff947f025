//! What names a page within its source when it has no address: the id that its carrier gives it.
//!
//! Ids of records are not to be trusted blindly. One that comes again in the same source with other
//! content is told apart by the content, so that no page hides another. That is a claim of its own, [`Origin::Visible`]: the record does
//! not say it of itself, and where it stands among others says nothing of what it is.

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
        let own = page.claims.iter().find(|claim| claim.field == Field::Id);
        let by_content = match own {
            Some(own) => {
                let first = self.first.entry(xxh3_64(own.value.as_bytes()));
                *first.or_insert(content) != content
            }
            None => self.by_content,
        };
        if by_content {
            page.claims.push(Claim {
                field: Field::Id,
                value: format!("{content:016x}"),
                origin: Origin::Visible,
            });
        }
    }
}

/// A digest of the outlets, the titles and the body.
fn content(page: &RawPage) -> u64 {
    let mut hash = Xxh3::new();
    for claim in page
        .claims
        .iter()
        .filter(|claim| [Field::Site, Field::Title].contains(&claim.field))
    {
        hash.update(&[claim.field as u8]);
        hash.update(claim.value.as_bytes());
        hash.update(&[0xFF]);
    }
    hash.update(&page.bytes);
    hash.digest()
}
