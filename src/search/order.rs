//! The order of the hits, and which of them are on the page that was asked for.

use std::cmp::Ordering;

use tantivy::DocId;

use crate::error::Result;

use super::recency::Recency;
use super::request::Sort;
use super::segment::Segment;

/// A matching article with what it is ordered by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub score: f32,
    /// What its age leaves of its score, 0 to 1.
    pub left: f32,
    /// Seconds since 1970; the lowest value for articles without a date.
    pub published: i64,
    pub segment: usize,
    pub doc: DocId,
}

impl Candidate {
    /// The better one first by what the order is about.
    fn first_by(&self, other: &Self, sort: Sort) -> Ordering {
        match sort {
            Sort::Relevance => other.score.total_cmp(&self.score),
            Sort::Date => other.published.cmp(&self.published),
            Sort::Oldest => self.age().cmp(&other.age()),
        }
    }

    /// The better one first; newer ones first among the equally good. Equal ones are told apart by their ids only.
    fn compare(&self, other: &Self, sort: Sort) -> Ordering {
        let newer = other.published.cmp(&self.published);
        self.first_by(other, sort).then(newer)
    }

    /// Articles without a date count as the youngest.
    fn age(&self) -> (bool, i64) {
        (self.published == UNDATED, self.published)
    }
}

/// The day of articles without one.
const UNDATED: i64 = i64::MIN;

/// Collects the articles that may be among the first so many.
pub(super) struct Best<'a> {
    sort: Sort,
    most: usize,
    recency: Option<Recency>,
    segments: &'a [Segment],
    found: Vec<Candidate>,
    /// The last of the first `most` when the rest was let go.
    edge: Option<Candidate>,
    /// How many to collect before the rest is let go again.
    full: usize,
    segment: usize,
}

impl<'a> Best<'a> {
    pub fn new(sort: Sort, recency: Option<Recency>, most: usize, segments: &'a [Segment]) -> Self {
        Self {
            sort,
            most,
            recency,
            segments,
            found: Vec::new(),
            edge: None,
            full: room(most),
            segment: 0,
        }
    }

    /// What follows is about articles of this segment.
    pub fn enter(&mut self, segment: usize) {
        self.segment = segment;
    }

    /// True if an article of this score, or of less, cannot be among the first any more.
    pub fn beats(&self, score: f32) -> bool {
        self.sort == Sort::Relevance && self.edge.is_some_and(|edge| score < edge.score)
    }

    /// Takes an article, unless it is too late in the order.
    pub fn offer(&mut self, segment: &Segment, doc: DocId, score: f32) -> Result<()> {
        if self.beats(score) {
            return Ok(());
        }
        let left = match &self.recency {
            Some(recency) => recency.left(segment, doc)?,
            None => 1.0,
        };
        let published = match self.sort {
            Sort::Relevance => UNDATED,
            Sort::Date | Sort::Oldest => segment.published()?.first(doc).unwrap_or(UNDATED),
        };
        let candidate = Candidate {
            score: score * left,
            left,
            published,
            segment: self.segment,
            doc,
        };
        let late = |edge: Candidate| candidate.first_by(&edge, self.sort) == Ordering::Greater;
        if !self.edge.is_some_and(late) {
            self.found.push(candidate);
            if self.found.len() >= self.full {
                self.let_go();
            }
        }
        Ok(())
    }

    /// Lets go what comes behind the first `most`; those equal to the last one of them stay.
    fn let_go(&mut self) {
        let sort = self.sort;
        let last = self.most.saturating_sub(1);
        if last + 1 < self.found.len() {
            let order = |a: &Candidate, b: &Candidate| a.first_by(b, sort);
            let (_, &mut edge, _) = self.found.select_nth_unstable_by(last, order);
            self.found
                .retain(|candidate| candidate.first_by(&edge, sort) != Ordering::Greater);
            self.edge = Some(edge);
        }
        self.full = room(self.most.max(self.found.len()));
    }

    /// Takes what was collected elsewhere, of another segment.
    pub fn join(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// The first `most` in order.
    pub fn first(mut self) -> Result<Vec<Candidate>> {
        self.let_go();
        in_order(self.found, self.most, self.sort, self.segments)
    }
}

/// Room for as many again, so that each letting go is paid for by what was collected since.
fn room(most: usize) -> usize {
    most.saturating_mul(2).saturating_add(64)
}

/// The first `most` of the candidates in order; equal ones by id, whatever the segments they lie in.
pub(super) fn in_order(
    mut all: Vec<Candidate>,
    most: usize,
    sort: Sort,
    segments: &[Segment],
) -> Result<Vec<Candidate>> {
    if sort == Sort::Relevance {
        for candidate in &mut all {
            if let Some(segment) = segments.get(candidate.segment) {
                let published = segment.published()?;
                candidate.published = published.first(candidate.doc).unwrap_or(UNDATED);
            }
        }
    }
    all.sort_by(|a, b| a.compare(b, sort));
    let mut from = 0;
    while from < most.min(all.len()) {
        let rest = all.get_mut(from..).unwrap_or_default();
        let equal = match rest.first().copied() {
            Some(first) => rest.partition_point(|next| first.compare(next, sort).is_eq()),
            None => break,
        };
        if let Some(tied) = rest.get_mut(..equal).filter(|tied| tied.len() > 1) {
            by_id(tied, segments)?;
        }
        from += equal.max(1);
    }
    all.truncate(most);
    Ok(all)
}

fn by_id(tied: &mut [Candidate], segments: &[Segment]) -> Result<()> {
    let mut keyed = Vec::with_capacity(tied.len());
    for candidate in tied.iter() {
        let id = match segments.get(candidate.segment) {
            Some(segment) => segment.id(candidate.doc)?,
            None => None,
        };
        keyed.push((id.unwrap_or(0), *candidate));
    }
    keyed.sort_by_key(|&(id, _)| id);
    tied.iter_mut()
        .zip(keyed)
        .for_each(|(slot, (_, candidate))| *slot = candidate);
    Ok(())
}
