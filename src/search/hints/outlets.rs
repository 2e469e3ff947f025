//! Words that look like the address of an outlet, which stand in few articles.

use crate::error::Result;
use crate::query::{Form, Kind, Node, Query, Sign, ValueField, Word};
use crate::search::columns;
use crate::search::segment::Segment;
use crate::search::values::{Wanted, column};

use super::{nearest_values, offer};

/// Addresses that are looked at in one query.
const MOST: usize = 4;

/// The words of a query that are written like an address: `daily.example`.
pub(in crate::search) fn typed(query: &Query) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(root) = &query.root {
        collect(root, &mut found);
    }
    found
}

fn collect(node: &Node, found: &mut Vec<String>) {
    match &node.kind {
        Kind::Not(_) | Kind::Macro { .. } => {}
        Kind::List(clauses) => {
            let asked = clauses.iter().filter(|clause| clause.sign != Sign::Not);
            asked.for_each(|clause| collect(&clause.node, found));
        }
        Kind::Word(Word {
            text,
            form: Form::Stem,
        }) if found.len() < MOST && is_address(text) => found.push(text.clone()),
        _ => node.children().for_each(|child| collect(child, found)),
    }
}

/// Names with dots between them, the last of which can end an address.
fn is_address(text: &str) -> bool {
    let names: Vec<&str> = text.split('.').collect();
    let plain = |name: &&str| {
        let inside = |c: char| c.is_alphanumeric() || c == '-';
        !name.is_empty() && name.chars().all(inside)
    };
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        return false;
    };
    // `U.S.A` and `3.5` are none.
    names.len() > 1
        && names.iter().all(plain)
        && first.chars().count() > 2
        && last.chars().count() > 1
        && last.chars().all(char::is_alphabetic)
}

/// How to ask for the outlet that was meant: one that is there, or, where nothing is found, one that is spelled alike.
pub(in crate::search) fn meant(
    addresses: &[String],
    nothing: bool,
    segments: &[Segment],
) -> Result<Vec<String>> {
    let mut hints = Vec::new();
    for address in addresses {
        if is_known(address, segments)? {
            hints.push(format!(
                "{address} was searched for as words; the outlet is site:{address}"
            ));
        } else if nothing {
            let near = nearest_values(ValueField::Site, address, segments)?;
            hints.push(format!(
                "an outlet is asked for with site:; no article is of {address}{}",
                offer(&near)
            ));
        }
    }
    Ok(hints)
}

fn is_known(address: &str, segments: &[Segment]) -> Result<bool> {
    let wanted = Wanted::new(ValueField::Site, address, false);
    let mut known = false;
    for segment in segments {
        if let Some(values) = columns::strings(&segment.reader, column(ValueField::Site))? {
            columns::values(&values, |value| known |= wanted.fits(value))?;
        }
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words_with_stops() {
        for text in ["daily.example", "news.daily.example", "brücken-bote.de"] {
            assert!(is_address(text), "{text}");
        }
        for text in [
            "daily", "U.S.A", "a.m", "3.5", "v2.0", "end.", ".net", "covid.19",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
