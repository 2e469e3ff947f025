//! Text that newsdex has cleaned before: a record of an export. It stays as it is.

use super::reason::Ground;
use super::{Cleaned, Label, PageKind, Verdict};
use crate::page::{Claim, Field, Origin, Page};

/// All of a page, as the article.
pub(super) fn as_it_is(page: &Page) -> Cleaned {
    let verdict = Verdict {
        label: Label::Body,
        kept: true,
        body_probability: 1.0,
        reason: Ground::Said("newsdex has cleaned it before").into(),
    };
    Cleaned {
        verdicts: vec![verdict; page.blocks.len()],
        kind: kind(page),
        from_data: false,
        cut_data_lines: Vec::new(),
    }
}

fn kind(page: &Page) -> PageKind {
    let is_stub = |claim: &Claim| {
        (claim.field, claim.origin) == (Field::Kind, Origin::Record) && claim.value == "stub"
    };
    if page.blocks.is_empty() {
        PageKind::Empty
    } else if page.claims.iter().any(is_stub) {
        PageKind::Stub
    } else {
        PageKind::Article
    }
}
