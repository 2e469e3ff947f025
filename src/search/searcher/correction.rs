//! The query as it may have been meant: its unknown words spelled as the index has them.

use std::ops::Range;

use crate::analysis::{Tokens, key_of};
use crate::error::Result;
use crate::query::plan::Pattern;
use crate::query::{Form, Kind, Macros, Node};
use crate::search::hints;
use crate::search::matching::Matching;
use crate::search::request::Request;

use super::{View, prepare};

impl View {
    /// The corrected text of a query that finds nothing; `None` if there is none that finds something.
    pub(super) fn correction(
        &self,
        request: &Request,
        macros: Macros<'_>,
    ) -> Result<Option<String>> {
        let query = prepare::readable(request, macros)?;
        let mut spelled = Vec::new();
        for key in self.unknown(request, macros)? {
            match hints::nearest(&key, &self.segments)?.into_iter().next() {
                Some(near) => spelled.push((key, near)),
                None => return Ok(None),
            }
        }
        let mut places = Vec::new();
        if let Some(root) = &query.root {
            words(root, &request.query, &mut places);
        }
        let text = replaced(&request.query, &places, &spelled);
        let Some(text) = text.filter(|text| *text != request.query) else {
            return Ok(None);
        };
        let corrected = Request {
            query: text,
            ..request.clone()
        };
        let prepared = self.prepare(&corrected, macros)?;
        for matching in self.matchings(&prepared)? {
            if !matching.matches()?.is_empty() {
                return Ok(Some(corrected.query));
            }
        }
        Ok(None)
    }

    /// The words of a query that stand in no article.
    fn unknown(&self, request: &Request, macros: Macros<'_>) -> Result<Vec<String>> {
        let prepared = self.prepare(request, macros)?;
        let matchings = self.matchings(&prepared)?;
        let missing = |number: usize| {
            let forms =
                |matching: &Matching<'_>| matching.forms.get(number).map_or(0, |forms| forms.len());
            matchings.iter().all(|matching| forms(matching) == 0)
        };
        let leaves = prepared.plan.leaves.iter().enumerate();
        let keys = leaves.filter_map(|(number, leaf)| match &leaf.pattern {
            Pattern::Stem { key, .. } | Pattern::Key(key) if missing(number) => Some(key.clone()),
            _ => None,
        });
        Ok(keys.collect())
    }
}

/// The words of a query as they were typed, with their bytes in its text; not those of macros.
fn words(node: &Node, text: &str, found: &mut Vec<(Range<usize>, String)>) {
    match &node.kind {
        Kind::Macro { .. } => {}
        Kind::Word(word) if word.form != Form::Stem => {}
        Kind::Word(_) | Kind::Phrase(_) => {
            let mut tokens = Tokens::new(text.get(node.span.clone()).unwrap_or_default());
            while let Some(token) = tokens.next_token() {
                let start = node.span.start;
                let key = key_of(token.term).to_owned();
                found.push((start + token.start..start + token.end, key));
            }
        }
        _ => node.children().for_each(|child| words(child, text, found)),
    }
}

/// The text with other spellings in the places of some words; `None` if one of those words is not in it.
fn replaced(
    text: &str,
    places: &[(Range<usize>, String)],
    spelled: &[(String, String)],
) -> Option<String> {
    let mut out = text.to_owned();
    for (range, key) in places.iter().rev() {
        if let Some((_, near)) = spelled.iter().find(|(unknown, _)| unknown == key) {
            out.replace_range(range.clone(), near);
        }
    }
    let typed = |unknown: &str| places.iter().any(|(_, key)| key == unknown);
    spelled.iter().all(|(key, _)| typed(key)).then_some(out)
}
