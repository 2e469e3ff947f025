//! Postings to lists: which articles hold a word, and how often in headline and text.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

use crate::error::Result;
use crate::query::forms::bit;

use super::engine;
use super::lexicon::{Form, everywhere};
use super::segment::{Part, Segment};

/// Articles, ascending, with the number of times in each part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hits {
    pub docs: Vec<DocId>,
    /// Times in the headline.
    pub title: Vec<u16>,
    /// Times in the text, or in the byline for leaves that look there.
    pub body: Vec<u16>,
}

impl Hits {
    pub fn push(&mut self, doc: DocId, title: u32, body: u32) {
        self.docs.push(doc);
        self.title.push(title.min(u32::from(u16::MAX)) as u16);
        self.body.push(body.min(u32::from(u16::MAX)) as u16);
    }

    /// How often in the headline and in the text of an article; zeros if it is not here.
    pub fn times(&self, doc: DocId) -> (u16, u16) {
        let at = self.docs.binary_search(&doc).ok();
        let times = at.and_then(|at| Some((*self.title.get(at)?, *self.body.get(at)?)));
        times.unwrap_or_default()
    }
}

/// The union of the postings of a leaf's forms.
pub(super) fn union<'f>(
    segment: &Segment,
    forms: impl IntoIterator<Item = &'f Form>,
    languages: &[String],
) -> Result<Hits> {
    let forms: Vec<&Form> = forms.into_iter().collect();
    let restricted = forms.iter().any(|form| !everywhere(form));
    let of_doc = if restricted {
        segment.languages(languages)?
    } else {
        &[]
    };
    let mut sums = Sums::new(segment.reader.max_doc(), &forms);
    for form in forms {
        let asks = !everywhere(form);
        each(segment, form, |doc, times| {
            let speaks = || {
                of_doc
                    .get(doc as usize)
                    .is_some_and(|&at| form.languages & bit(usize::from(at)) != 0)
            };
            if !asks || speaks() {
                sums.add(doc, form.part, times);
            }
        })?;
    }
    Ok(sums.collect(segment))
}

/// Walks the postings of a form.
fn each(segment: &Segment, form: &Form, mut see: impl FnMut(DocId, u32)) -> Result<()> {
    let postings = segment.postings(form.part)?;
    let mut block = postings
        .read_block_postings_from_terminfo(&form.info, IndexRecordOption::WithFreqs)
        .map_err(engine)?;
    while !block.docs().is_empty() {
        segment.stop.heed()?;
        for (&doc, &times) in block.docs().iter().zip(block.freqs()) {
            if doc != TERMINATED {
                see(doc, times);
            }
        }
        block.advance();
    }
    Ok(())
}

/// A word that stands in less than one of so many articles is rare.
const RARE: usize = 16;

/// Sums by article.
enum Sums {
    /// Of frequent words: an array over all articles and a bit for each one touched.
    Many { times: Vec<[u16; 2]>, touched: Bits },
    /// Of rare words: what was seen, to be put in order.
    Few(Vec<(DocId, [u16; 2])>),
}

impl Sums {
    fn new(docs: DocId, forms: &[&Form]) -> Self {
        let holding: usize = forms.iter().map(|form| form.info.doc_freq as usize).sum();
        if holding < docs as usize / RARE {
            return Self::Few(Vec::with_capacity(holding));
        }
        Self::Many {
            times: vec![[0; 2]; docs as usize],
            touched: Bits::new(docs),
        }
    }

    fn add(&mut self, doc: DocId, part: Part, times: u32) {
        let times = times.min(u32::from(u16::MAX)) as u16;
        let title = part == Part::Title;
        match self {
            Self::Few(found) => found.push((doc, if title { [times, 0] } else { [0, times] })),
            Self::Many {
                times: sums,
                touched,
            } => {
                if let Some([in_title, below]) = sums.get_mut(doc as usize) {
                    let slot = if title { in_title } else { below };
                    *slot = slot.saturating_add(times);
                }
                touched.set(doc);
            }
        }
    }

    fn collect(self, segment: &Segment) -> Hits {
        let alive = segment.reader.alive_bitset();
        let mut hits = Hits::default();
        let mut push = |doc, [title, body]: [u16; 2]| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                hits.push(doc, u32::from(title), u32::from(body));
            }
        };
        match self {
            Self::Few(found) => merged(found, push),
            Self::Many { times, touched } => touched.each(|doc| {
                push(doc, times.get(doc as usize).copied().unwrap_or_default());
            }),
        }
        hits
    }
}

/// Puts sums in order and joins those of one article.
fn merged(mut found: Vec<(DocId, [u16; 2])>, mut push: impl FnMut(DocId, [u16; 2])) {
    found.sort_unstable_by_key(|&(doc, _)| doc);
    for of_one in found.chunk_by(|a, b| a.0 == b.0) {
        let sum = of_one.iter().fold(
            [0_u16; 2],
            |[title, body], &(_, [more_title, more_body])| {
                [
                    title.saturating_add(more_title),
                    body.saturating_add(more_body),
                ]
            },
        );
        if let Some(&(doc, _)) = of_one.first() {
            push(doc, sum);
        }
    }
}

/// A set of articles: a bit for each one of the segment.
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub fn new(docs: DocId) -> Self {
        Self(vec![0; docs as usize / 64 + 1])
    }

    fn set(&mut self, doc: DocId) {
        if let Some(word) = self.0.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    pub fn add(&mut self, docs: &[DocId]) {
        for &doc in docs {
            self.set(doc);
        }
    }

    fn each(&self, mut see: impl FnMut(DocId)) {
        for (at, &word) in self.0.iter().enumerate() {
            let mut left = word;
            while left != 0 {
                see((at * 64) as DocId + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    /// Its articles, ascending.
    pub fn docs(&self) -> Vec<DocId> {
        let many: u32 = self.0.iter().map(|word| word.count_ones()).sum();
        let mut found = Vec::with_capacity(many as usize);
        self.each(|doc| found.push(doc));
        found
    }
}

/// What stands in both; both ascending.
pub(super) fn both(a: &[DocId], b: &[DocId]) -> Vec<DocId> {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut found = Vec::with_capacity(few.len());
    let mut rest = many;
    for &doc in few {
        rest = rest.get(leap(rest, doc)..).unwrap_or_default();
        match rest.first() {
            None => break,
            Some(&next) if next == doc => found.push(doc),
            Some(_) => {}
        }
    }
    found
}

/// What stands in the first and not in the second.
pub(super) fn without(a: &[DocId], b: &[DocId]) -> Vec<DocId> {
    let mut rest = b;
    let keep = |doc: &DocId| {
        rest = rest.get(leap(rest, *doc)..).unwrap_or_default();
        rest.first() != Some(doc)
    };
    let mut found = a.to_vec();
    let mut keep = keep;
    found.retain(|doc| keep(doc));
    found
}

/// The index of the first element not below `doc`, by steps that double.
pub(super) fn leap(docs: &[DocId], doc: DocId) -> usize {
    let mut step = 1;
    while docs.get(step).is_some_and(|&at| at < doc) {
        step *= 2;
    }
    let from = step / 2;
    let to = (step + 1).min(docs.len());
    from + docs
        .get(from..to)
        .unwrap_or_default()
        .partition_point(|&at| at < doc)
}

/// What stands in at least so many of the lists.
pub(super) fn in_at_least(least: usize, lists: &[Vec<DocId>], docs: DocId) -> Vec<DocId> {
    if let [only] = lists {
        return if least <= 1 { only.clone() } else { Vec::new() };
    }
    let mut counts = vec![0_u16; docs as usize];
    for &doc in lists.iter().flatten() {
        if let Some(count) = counts.get_mut(doc as usize) {
            *count = count.saturating_add(1);
        }
    }
    let enough = counts
        .iter()
        .enumerate()
        .filter(|&(_, &count)| usize::from(count) >= least.max(1));
    enough.map(|(doc, _)| doc as DocId).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_are_joined_as_sets_are(a: std::collections::BTreeSet<u8>, b: std::collections::BTreeSet<u8>) {
            let list = |set: &std::collections::BTreeSet<u8>| set.iter().map(|&d| DocId::from(d)).collect::<Vec<_>>();
            let expect = |keep: &dyn Fn(u8) -> bool| (0..=255).filter(|&d| keep(d)).map(DocId::from).collect::<Vec<_>>();
            prop_assert_eq!(both(&list(&a), &list(&b)), expect(&|d| a.contains(&d) && b.contains(&d)));
            prop_assert_eq!(without(&list(&a), &list(&b)), expect(&|d| a.contains(&d) && !b.contains(&d)));
            let mut either = Bits::new(256);
            either.add(&list(&a));
            either.add(&list(&b));
            prop_assert_eq!(either.docs(), expect(&|d| a.contains(&d) || b.contains(&d)));
            prop_assert_eq!(in_at_least(2, &[list(&a), list(&b)], 256), expect(&|d| a.contains(&d) && b.contains(&d)));
        }
    }
}
