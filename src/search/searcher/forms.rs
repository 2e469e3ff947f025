//! What is mostly found in other forms than it was typed in: words in quotes, and words whose stem is that of a more common one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::{is_stop_word, key_of};
use crate::error::Result;
use crate::query::algebra::Expr;
use crate::query::plan::Pattern;
use crate::query::{Form, Kind, Macros, Node, Phrase, Query, Word};
use crate::search::lexicon;
use crate::search::matching::Matching;
use crate::search::rarity::Held;
use crate::search::request::{Request, Results};

use super::view::frequencies;
use super::{Prepared, View, prepare};

/// Words of a query that are looked at.
const WORDS: usize = 3;
/// Spellings that are named of one word.
const NAMED: usize = 3;
/// A name in capitals is told of where its letters are a word in so many times as many articles.
const FAR_MORE: usize = 10;

impl View {
    /// What is told of a query that is a phrase, if fewer than half of the articles found have it in these spellings.
    pub(super) fn other_forms(
        &self,
        found: &Results,
        request: &Request,
        macros: Macros<'_>,
    ) -> Result<Option<String>> {
        if found.total == 0 || !request.advice {
            return Ok(None);
        }
        let query = prepare::readable(request, macros)?;
        let Some(root) = query.root.filter(|root| {
            matches!(
                &root.kind,
                Kind::Phrase(Phrase { exact: false, within: None, text }) if !text.contains(['*', '?'])
            )
        }) else {
            return Ok(None);
        };
        let exactly = Request {
            query: format!("={root}"),
            ..request.clone()
        };
        let same = self.found(&self.prepare(&exactly, macros)?)? as u64;
        Ok((same * 2 < found.total).then(|| {
            format!(
                "quotes keep words together, in any form: {root} itself is in {same} of {} articles; for those alone: ={root}",
                found.total
            )
        }))
    }

    /// What is told of words most of whose articles hold other words of the same stem, and of names in capitals that may be words.
    pub(super) fn other_words(
        &self,
        prepared: &Prepared,
        matchings: &[Matching<'_>],
    ) -> Result<Vec<String>> {
        let plan = &prepared.plan;
        let held = frequencies(plan, matchings);
        let mut hints = Vec::new();
        for unit in &plan.units {
            let Some(Expr::Leaf(number)) = plan.exprs.get(unit.expr) else {
                continue;
            };
            let Some(Pattern::Stem { key, spelling }) =
                plan.leaves.get(*number).map(|leaf| &leaf.pattern)
            else {
                continue;
            };
            if hints.len() == WORDS {
                break;
            }
            if held.get(*number).is_some_and(|held| held.is_of_others()) {
                hints.extend(of_others(prepared, key, *number, matchings)?);
            }
            if spelling.starts_with(char::is_uppercase) && is_stop_word("en", key) {
                hints.extend(self.in_capitals((key, spelling), *number, matchings)?);
            }
        }
        Ok(hints)
    }

    /// `DID`, which is six articles' name and thousands' word.
    fn in_capitals(
        &self,
        (key, spelling): (&str, &str),
        number: usize,
        matchings: &[Matching<'_>],
    ) -> Result<Option<String>> {
        let mut named = 0;
        for matching in matchings {
            named += matching.candidates(&Expr::Leaf(number))?.len();
        }
        let word = Word {
            text: key.to_owned(),
            form: Form::Stem,
        };
        let query = Query {
            root: Some(Node::new(Kind::Word(word), 0..0)),
            advice: Vec::new(),
        };
        let anywhere = Request {
            query: key.to_owned(),
            ..Request::default()
        };
        let as_word = self.found(&self.plan(&query, &anywhere)?)?;
        Ok((as_word > named * FAR_MORE).then(|| {
            format!(
                "`{spelling}` in capitals is a name; articles with it: {named}, with the word: {as_word}; for the word: {key}"
            )
        }))
    }
}

/// What is told of a word that is a small part of its forms.
fn of_others(
    prepared: &Prepared,
    key: &str,
    number: usize,
    matchings: &[Matching<'_>],
) -> Result<Option<String>> {
    let (mut typed, mut all) = (0, 0);
    for matching in matchings {
        typed += matching.typed(number)?.docs.len() as u64;
        all += matching.candidates(&Expr::Leaf(number))?.len() as u64;
    }
    // Forms of other languages are counted in their articles alone.
    if !(Held { all, typed }).is_of_others() {
        return Ok(None);
    }
    let (mut same, mut others) = (BTreeMap::new(), BTreeMap::new());
    for matching in matchings {
        let (Some(leaf), Some(matcher)) = (
            prepared.plan.leaves.get(number),
            prepared.matchers.get(number),
        ) else {
            continue;
        };
        let see: lexicon::See<'_> = &mut |term, (part, languages), info| {
            let typed = matcher.is_typed(term);
            let articles = matching.of_form(&lexicon::Form {
                part,
                info: info.clone(),
                languages,
                typed,
                link: None,
            })?;
            let of = if typed { &mut same } else { &mut others };
            if articles > 0 {
                *of.entry(key_of(term).to_owned()).or_insert(0_u64) += articles;
            }
            Ok(())
        };
        lexicon::of_leaf(leaf, matcher, matching.segment, see)?;
    }
    let asked: Vec<String> = most(same).map(|word| format!("={word}")).collect();
    let others: Vec<String> = most(others).collect();
    let alone = match asked.as_slice() {
        [only] => only.clone(),
        several => format!("({})", several.join(" OR ")),
    };
    Ok(Some(format!(
        "`{key}` itself is in {typed} of {all} articles with a word of its stem ({}); for it alone: {alone}",
        others.join(", ")
    )))
}

/// The most frequent of some spellings.
fn most(found: BTreeMap<String, u64>) -> impl Iterator<Item = String> {
    let mut all: Vec<(String, u64)> = found.into_iter().collect();
    all.sort_by_key(|(_, articles)| Reverse(*articles));
    all.into_iter().take(NAMED).map(|(word, _)| word)
}
