//! The query as it may have been meant: its unknown words spelled as the index has them.

use std::ops::Range;

use crate::analysis::{Tokens, key_of};
use crate::error::Result;
use crate::query::plan::Pattern;
use crate::query::{Form, Kind, Macros, Node, ValueField};
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
        let Some(mut edits) = replacing(&places, &spelled) else {
            return Ok(None);
        };
        let mut asked = Vec::new();
        if let Some(root) = &query.root {
            values(root, &mut asked);
        }
        for (node, field, text) in asked {
            match self.respelled(node, field, text, request, macros)? {
                Respelled::Known => {}
                Respelled::As(edit) => edits.push(edit),
                Respelled::Unknown => return Ok(None),
            }
        }
        let text = edited(&request.query, edits);
        if text == request.query {
            return Ok(None);
        }
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

    /// Another spelling for a value that no article has.
    fn respelled(
        &self,
        node: &Node,
        field: ValueField,
        text: &str,
        request: &Request,
        macros: Macros<'_>,
    ) -> Result<Respelled> {
        let alone = Request {
            query: node.to_string(),
            ..Request::default()
        };
        let prepared = self.prepare(&alone, macros)?;
        for matching in self.matchings(&prepared)? {
            if !matching.matches()?.is_empty() {
                return Ok(Respelled::Known);
            }
        }
        let typed = request.query.get(node.span.clone()).unwrap_or_default();
        let near = hints::nearest_values(field, text, &self.segments)?;
        let (Some(near), Some(at)) = (near.into_iter().next(), typed.rfind(text)) else {
            return Ok(Respelled::Unknown);
        };
        let start = node.span.start + at;
        let range = start..start + text.len();
        let quoted = typed
            .get(at + text.len()..)
            .is_some_and(|rest| rest.starts_with('"'));
        let plain = |c: char| c.is_alphanumeric() || "-.".contains(c);
        Ok(match (quoted, near.chars().all(plain)) {
            (true, _) if near.contains('"') => Respelled::Unknown,
            (true, _) | (_, true) => Respelled::As((range, near)),
            _ if near.contains('"') => Respelled::Unknown,
            _ => Respelled::As((range, format!("\"{near}\""))),
        })
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

/// The bytes of a text, and what is to stand there.
type Edit = (Range<usize>, String);

/// What is to be done with a value of a query.
enum Respelled {
    /// Nothing: articles have it.
    Known,
    /// Another spelling.
    As(Edit),
    /// Nothing is near it.
    Unknown,
}

/// The values that a query asks for; not those of macros, and not those that it leaves out.
fn values<'n>(node: &'n Node, found: &mut Vec<(&'n Node, ValueField, &'n str)>) {
    match &node.kind {
        Kind::Macro { .. } | Kind::Not(_) => {}
        Kind::Value { field, text, .. } if !text.contains(['*', '?']) => {
            found.push((node, *field, text));
        }
        _ => node.children().for_each(|child| values(child, found)),
    }
}

/// Other spellings for the places of some words; `None` if one of those words was not typed.
fn replacing(places: &[(Range<usize>, String)], spelled: &[(String, String)]) -> Option<Vec<Edit>> {
    let edit = |(range, key): &(Range<usize>, String)| {
        let (_, near) = spelled.iter().find(|(unknown, _)| unknown == key)?;
        Some((range.clone(), near.clone()))
    };
    let typed = |unknown: &str| places.iter().any(|(_, key)| key == unknown);
    let all = spelled.iter().all(|(key, _)| typed(key));
    all.then(|| places.iter().filter_map(edit).collect())
}

fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = text.to_owned();
    for (range, near) in edits.iter().rev() {
        out.replace_range(range.clone(), near);
    }
    out
}
