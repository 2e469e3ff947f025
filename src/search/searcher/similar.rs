//! Articles like another: its telling words as a query.

use rustc_hash::FxHashMap;

use crate::analysis::{Tokens, is_stop_word, key_of};
use crate::error::{Error, Result};
use crate::query::{Form, Kind, Node, Query, Word};
use crate::search::engine;
use crate::search::request::{Carried, Hit, Request, Results};
use crate::search::scoring::Ranking;
use crate::search::segment::Part;

use super::{Like, View};

/// Words that stand for a text.
const WORDS: usize = 25;
/// A similar article holds at least one in so many of them.
const SHARE: usize = 4;
/// What a word of the headline counts for.
const TITLE: u32 = 3;

impl View {
    pub(super) fn similar(
        &self,
        like: Like<'_>,
        request: &Request,
        ranking: &Ranking,
    ) -> Result<Results> {
        let (own, title, text, language) = match like {
            Like::Text(text) => (None, String::new(), text.to_owned(), None),
            Like::Article(id) => {
                let Some((segment, doc)) = self.find(id)? else {
                    return Err(Error::NothingThere(format!("no article has the id {id}")));
                };
                let stored = self.stored(segment, doc)?;
                let article = stored.article;
                (
                    Some(article.id),
                    article.title,
                    article.text,
                    Some(stored.language),
                )
            }
        };
        // Of a text nobody knows the language; it is one of the index's.
        let languages = language.map_or_else(|| self.languages.clone(), |one| vec![one]);
        let words = self.telling(&title, &text, &languages)?;
        if words.is_empty() {
            return Err(Error::Usage(
                "the text has no word that tells it from others".to_owned(),
            ));
        }
        let of: Vec<Node> = words.into_iter().map(node).collect();
        let least = (of.len() / SHARE).max(1) as u32;
        let root = Node::new(Kind::AnyOf { least, of }, 0..0);
        let prepared = self.plan(
            &Query {
                root: Some(root),
                advice: Vec::new(),
            },
            request,
        )?;
        // The article itself is found too, on any page; so pages are cut only when it is out.
        let all_before = Request {
            offset: 0,
            limit: request
                .offset
                .saturating_add(request.limit)
                .saturating_add(1),
            ..request.clone()
        };
        let mut results = self.answer(&prepared, &all_before, ranking)?;
        if let Some(own) = own {
            // The filters may have left it out; and sorted by date, it may stand on a later page.
            let is_own = |hit: &Hit| hit.id == own;
            let listed = results.hits.len() as u64 == results.total;
            let counted = results.hits.iter().any(is_own)
                || !listed && {
                    let all = Request {
                        offset: 0,
                        limit: usize::try_from(results.total).unwrap_or(usize::MAX),
                        carried: Carried::Id,
                        ..request.clone()
                    };
                    self.answer(&prepared, &all, ranking)?
                        .hits
                        .iter()
                        .any(is_own)
                };
            results.total -= u64::from(counted && results.total > 0);
            results.hits.retain(|hit| !is_own(hit));
        }
        results.hits.drain(..request.offset.min(results.hits.len()));
        results.hits.truncate(request.limit);
        Ok(results)
    }

    /// The words of a text that are frequent in it and rare elsewhere, the most telling first, with their weights.
    fn telling(&self, title: &str, text: &str, languages: &[String]) -> Result<Vec<(String, f32)>> {
        let mut times: FxHashMap<String, u32> = FxHashMap::default();
        for (part, count) in [(title, TITLE), (text, 1)] {
            let mut tokens = Tokens::new(part);
            while let Some(token) = tokens.next_token() {
                *times.entry(token.term.to_owned()).or_default() += count;
            }
        }
        let all: u64 = self
            .segments
            .iter()
            .map(|segment| u64::from(segment.reader.max_doc()))
            .sum();
        let mut found = Vec::new();
        for (term, times) in times {
            let common = languages
                .iter()
                .any(|language| is_stop_word(language, key_of(&term)));
            let holding = self.holding(&term)?;
            // What stands nowhere else can make nothing similar.
            if common || holding < 2 || 2 * holding > all {
                continue;
            }
            let times = times as f32;
            found.push((
                key_of(&term).to_owned(),
                (all as f32 / holding as f32).ln() * times / (times + 2.0),
            ));
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.dedup_by(|a, b| a.0 == b.0);
        found.truncate(WORDS);
        Ok(found)
    }

    /// Articles whose text holds a term.
    pub(super) fn holding(&self, term: &str) -> Result<u64> {
        let mut count = 0;
        for segment in &self.segments {
            let info = segment
                .postings(Part::Body)?
                .terms()
                .get(term.as_bytes())
                .map_err(engine)?;
            count += info.map_or(0, |info| u64::from(info.doc_freq));
        }
        Ok(count)
    }
}

/// A word with its weight relative to one in ten.
fn node((text, weight): (String, f32)) -> Node {
    let word = Node::new(
        Kind::Word(Word {
            text,
            form: Form::Stem,
        }),
        0..0,
    );
    Node::new(
        Kind::Boost {
            hundredths: (weight * 10.0).clamp(1.0, 100_000.0) as u32,
            inner: Box::new(word),
        },
        0..0,
    )
}
