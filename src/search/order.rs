//! The order of the hits, and which of them are on the page that was asked for.

use std::cmp::Ordering;

use tantivy::DocId;

use crate::error::Result;

use super::engine;
use super::request::Sort;
use super::segment::Segment;

/// A matching article with what it is ordered by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub score: f32,
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

/// The articles of one segment with their scores, and with their days if the order is about them.
pub(super) fn candidates(
    segment: &Segment,
    number: usize,
    docs: &[DocId],
    scores: &[f32],
    sort: Sort,
) -> Result<Vec<Candidate>> {
    let candidate = |&doc: &DocId| Candidate {
        score: scores.get(doc as usize).copied().unwrap_or(0.0),
        published: UNDATED,
        segment: number,
        doc,
    };
    let mut found: Vec<Candidate> = docs.iter().map(candidate).collect();
    if sort != Sort::Relevance {
        add_days(segment, number, &mut found)?;
    }
    Ok(found)
}

fn add_days(segment: &Segment, number: usize, candidates: &mut [Candidate]) -> Result<()> {
    let column = segment
        .reader
        .fast_fields()
        .i64("published")
        .map_err(engine)?;
    for candidate in candidates
        .iter_mut()
        .filter(|candidate| candidate.segment == number)
    {
        candidate.published = column.first(candidate.doc).unwrap_or(UNDATED);
    }
    Ok(())
}

/// The first `most` in order; equal ones by id, whatever the segments they lie in.
pub(super) fn first(
    mut all: Vec<Candidate>,
    most: usize,
    sort: Sort,
    segments: &[Segment],
) -> Result<Vec<Candidate>> {
    if most == 0 {
        return Ok(Vec::new());
    }
    if let Some(last) = most.checked_sub(1).filter(|&last| last + 1 < all.len()) {
        let (_, &mut edge, _) = all.select_nth_unstable_by(last, |a, b| a.first_by(b, sort));
        all.retain(|candidate| candidate.first_by(&edge, sort) != Ordering::Greater);
    }
    if sort == Sort::Relevance {
        for (number, segment) in segments.iter().enumerate() {
            add_days(segment, number, &mut all)?;
        }
    }
    all.sort_by(|a, b| a.compare(b, sort));
    let tied = all
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.compare(b, sort) == Ordering::Equal));
    if tied {
        by_id(&mut all, sort, segments)?;
    }
    all.truncate(most);
    Ok(all)
}

fn by_id(all: &mut [Candidate], sort: Sort, segments: &[Segment]) -> Result<()> {
    let mut keyed = Vec::with_capacity(all.len());
    for candidate in all.iter() {
        let ids = match segments.get(candidate.segment) {
            Some(segment) => segment.ids()?,
            None => &[],
        };
        keyed.push((
            ids.get(candidate.doc as usize).copied().unwrap_or(0),
            *candidate,
        ));
    }
    keyed.sort_by(|(a_id, a), (b_id, b)| a.compare(b, sort).then(a_id.cmp(b_id)));
    all.iter_mut()
        .zip(keyed)
        .for_each(|(slot, (_, candidate))| *slot = candidate);
    Ok(())
}
