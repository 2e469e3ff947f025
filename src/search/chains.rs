//! Rows of the most common words, found by the chains that the index holds of them.
//!
//! A chain tells which texts hold its very terms in a row, and how often. What it does not tell is looked at as in any other row:
//! headlines, and texts with a form of a word that makes no chains.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::DocId;

use crate::analysis::chain;
use crate::error::Result;
use crate::query::TextField;
use crate::query::forms::Languages;

use super::engine;
use super::lexicon::Form;
use super::lists::{Bits, Hits, both, union, without};
use super::places::Source;
use super::segment::Part;

/// Words of the longest chain.
const LONGEST: usize = 3;

/// Chains that one row may mean; wildcards mean more.
const MOST: usize = 64;

/// What chains tell of words in a row.
pub(super) struct Chained {
    /// The texts with these chains, and how often.
    hits: Hits,
    /// Articles in which the row may stand beside that, ascending.
    pub unsure: Vec<DocId>,
}

impl Chained {
    /// Every article in which the row may stand.
    pub fn docs(&self, docs: DocId) -> Vec<DocId> {
        let mut found = Bits::new(docs);
        found.add(&self.hits.docs);
        found.add(&self.unsure);
        found.docs()
    }

    /// All hits of the row, those in the unsure articles found by their places.
    pub fn with(self, looked_at: &Hits) -> Hits {
        let Self { hits, unsure } = self;
        let sure = without(&hits.docs, &unsure);
        let mut all = Hits::default();
        let (mut at, mut found) = (0, 0);
        for doc in sure {
            while let Some(&near) = looked_at.docs.get(found).filter(|&&near| near < doc) {
                push_from(looked_at, found, near, &mut all);
                found += 1;
            }
            while hits.docs.get(at).is_some_and(|&known| known < doc) {
                at += 1;
            }
            push_from(&hits, at, doc, &mut all);
        }
        while let Some(&doc) = looked_at.docs.get(found) {
            push_from(looked_at, found, doc, &mut all);
            found += 1;
        }
        all
    }
}

fn push_from(hits: &Hits, at: usize, doc: DocId, all: &mut Hits) {
    let times = |of: &[u16]| of.get(at).copied().map_or(0, u32::from);
    all.push(doc, times(&hits.title), times(&hits.body));
}

/// The forms of one word of a row.
struct Word<'a> {
    /// In the text, with chains.
    links: Vec<(&'a str, Languages)>,
    /// In the text, without.
    others: Vec<Form>,
    title: Vec<Form>,
}

impl<'a> Word<'a> {
    /// `None` if chains cannot tell of it.
    fn of(source: &Source<'a>, leaf: usize) -> Option<Self> {
        let field = source.leaves.get(leaf)?.field;
        if !matches!(field, None | Some(TextField::Body)) {
            return None;
        }
        let forms: &'a [Form] = source.forms.get(leaf)?;
        let (mut links, mut others, mut title) = (Vec::new(), Vec::new(), Vec::new());
        for form in forms {
            match &form.link {
                Some(term) => links.push((&**term, form.languages)),
                None if form.part == Part::Title => title.push(form.clone()),
                None => others.push(form.clone()),
            }
        }
        // Where many articles must be looked at anyway, chains save nothing.
        let few = articles(&others) < articles(forms) / 4;
        (!links.is_empty() && few).then_some(Self {
            links,
            others,
            title,
        })
    }
}

fn articles(forms: &[Form]) -> u64 {
    forms.iter().map(|form| u64::from(form.info.doc_freq)).sum()
}

/// What chains tell of some leaves in a row; `None` if they cannot.
pub(super) fn of_row(source: &Source<'_>, leaves: &[usize]) -> Result<Option<Chained>> {
    let words: Option<Vec<Word<'_>>> = leaves.iter().map(|&leaf| Word::of(source, leaf)).collect();
    let Some(words) = words else {
        return Ok(None);
    };
    let many: usize = words.iter().map(|word| word.links.len()).product();
    if many > MOST || !(2..=LONGEST).contains(&words.len()) {
        return Ok(None);
    }
    let hits = union(source.segment, &forms(source, &words)?, source.languages)?;
    let mut others = Vec::new();
    let mut titles: Option<Vec<DocId>> = None;
    for word in &words {
        others.extend_from_slice(&word.others);
        let title = union(source.segment, &word.title, source.languages)?.docs;
        titles = Some(match titles {
            Some(titles) => both(&titles, &title),
            None => title,
        });
    }
    let mut unsure = Bits::new(source.segment.reader.max_doc());
    unsure.add(&union(source.segment, &others, source.languages)?.docs);
    unsure.add(&titles.unwrap_or_default());
    Ok(Some(Chained {
        hits,
        unsure: unsure.docs(),
    }))
}

/// The chains of these words that the segment holds.
fn forms(source: &Source<'_>, words: &[Word<'_>]) -> Result<Vec<Form>> {
    let mut rows: Vec<(Vec<&str>, Languages)> = vec![(Vec::new(), Languages::MAX)];
    for word in words {
        let longer = rows.iter().flat_map(|(row, languages)| {
            word.links.iter().map(move |&(term, of)| {
                let mut row = row.clone();
                row.push(term);
                (row, languages & of)
            })
        });
        rows = longer.collect();
    }
    let terms = source.segment.postings(Part::Chain)?.terms();
    let mut found = Vec::new();
    for (row, languages) in rows {
        if let Some(info) = terms.get(chain(&row)).map_err(engine)?
            && languages != 0
        {
            found.push(Form {
                part: Part::Chain,
                info,
                languages,
                typed: true,
                link: None,
            });
        }
    }
    Ok(found)
}

/// Whether chains count a row as its places do: it is one chain, and can stand nowhere so that it overlaps itself.
pub(super) fn is_counted(source: &Source<'_>, parts: &[(u32, usize)], width: u32) -> bool {
    if width as usize != parts.len() || parts.len() > LONGEST {
        return false;
    }
    let mut seen = BTreeSet::new();
    for (&(offset, leaf), at) in parts.iter().zip(0..) {
        let Some(forms) = source.forms.get(leaf).filter(|_| offset == at) else {
            return false;
        };
        let links = forms.iter().filter_map(|form| form.link.as_ref());
        let links: BTreeSet<&Arc<str>> = links.collect();
        if !seen.is_disjoint(&links) {
            return false;
        }
        seen.extend(links);
    }
    true
}

/// The stretches of a row in which chains may tell: places in `parts` where words follow each other.
pub(super) fn stretches(source: &Source<'_>, parts: &[(u32, usize)]) -> Vec<Vec<usize>> {
    let has_links = |leaf: usize| {
        let forms = source.forms.get(leaf);
        forms.is_some_and(|forms| forms.iter().any(|form| form.link.is_some()))
    };
    let next =
        |a: &(u32, usize), b: &(u32, usize)| a.0 + 1 == b.0 && has_links(a.1) && has_links(b.1);
    let mut found = Vec::new();
    for run in parts.chunk_by(next) {
        let leaves: Vec<usize> = run.iter().map(|&(_, leaf)| leaf).collect();
        if leaves.len() > 1 {
            found.extend(
                leaves
                    .windows(leaves.len().min(LONGEST))
                    .map(<[usize]>::to_vec),
            );
        }
    }
    found
}
