//! Words in a row, looked for word by word.
//!
//! The rarest word is read first, and each further one keeps the starts at which it stands where it should. Most articles
//! are dropped before the places of their most common words are read, which are the most and cost the most.

use tantivy::DocId;

use crate::error::Result;
use crate::query::algebra::BODY;

use super::lists::Hits;
use super::places::{Reader, Source, chunk_for};

/// Words in a row, as in [`Expr::Row`](crate::query::algebra::Expr::Row).
pub(super) struct Row<'a> {
    /// The leaves, the rarest first, each with its distances from the start.
    leaves: Vec<(usize, Vec<u32>)>,
    width: u32,
    source: Source<'a>,
}

impl<'a> Row<'a> {
    /// The row of these parts; `frequency` tells in how many articles a leaf stands. `None` if one needs paragraphs, which are not looked at here.
    pub fn new(
        parts: &[(u32, usize)],
        width: u32,
        source: Source<'a>,
        frequency: impl Fn(usize) -> u64,
    ) -> Option<Self> {
        if parts.iter().any(|&(_, leaf)| source.is_lead(leaf)) {
            return None;
        }
        let mut leaves: Vec<(usize, Vec<u32>)> = Vec::new();
        for &(offset, leaf) in parts {
            match leaves.iter_mut().find(|(known, _)| *known == leaf) {
                Some((_, offsets)) => offsets.push(offset),
                None => leaves.push((leaf, vec![offset])),
            }
        }
        leaves.sort_by_key(|&(leaf, _)| frequency(leaf));
        Some(Self {
            leaves,
            width,
            source,
        })
    }

    /// Which of these articles (ascending) have the row, and how often without overlap.
    pub fn hits(&self, docs: &[DocId]) -> Result<Hits> {
        let wanted: Vec<usize> = self.leaves.iter().map(|&(leaf, _)| leaf).collect();
        let mut readers = self.source.readers(&wanted)?;
        let (mut starts, mut positions) = (Vec::new(), Vec::new());
        let mut hits = Hits::default();
        for chunk in docs.chunks(chunk_for(&readers)) {
            for reader in &mut readers {
                self.source.gather(reader, chunk)?;
            }
            for (at, &doc) in chunk.iter().enumerate() {
                self.source.segment.stop.heed()?;
                self.starts(&mut readers, at, doc, &mut starts, &mut positions)?;
                let (title, body) = self.counts(&starts);
                if title + body > 0 {
                    hits.push(doc, title, body);
                }
            }
        }
        Ok(hits)
    }

    /// Where the row starts in an article.
    fn starts(
        &self,
        readers: &mut [Reader],
        at: usize,
        doc: DocId,
        starts: &mut Vec<u32>,
        positions: &mut Vec<u32>,
    ) -> Result<()> {
        starts.clear();
        for (number, ((_, offsets), reader)) in self.leaves.iter().zip(readers).enumerate() {
            self.source.read(reader, at, doc, positions)?;
            let mut offsets = offsets.iter();
            if number == 0
                && let Some(&offset) = offsets.next()
            {
                starts.extend(positions.iter().filter_map(|at| at.checked_sub(offset)));
            }
            for &offset in offsets {
                keep_where(starts, positions, offset);
            }
            if starts.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// How often it stands in the headline and below it.
    fn counts(&self, starts: &[u32]) -> (u32, u32) {
        let (mut title, mut body, mut free) = (0, 0, 0);
        for &start in starts {
            let end = start.saturating_add(self.width);
            // A row may not begin before the text it ends in.
            let whole = start >= BODY || end <= BODY;
            if whole && start >= free {
                free = end;
                *(if start < BODY { &mut title } else { &mut body }) += 1;
            }
        }
        (title, body)
    }
}

/// Keeps the starts with a position at that distance; both ascending.
///
/// Where both are many, each step goes on in one or both of them without a branch: which comes next is chance, and a branch
/// that is guessed wrong costs more than the step.
fn keep_where(starts: &mut Vec<u32>, positions: &[u32], offset: u32) {
    if starts.len().saturating_mul(FEW) < positions.len() {
        let mut rest = positions;
        return starts.retain(|&start| {
            let target = start.saturating_add(offset);
            rest = rest
                .get(rest.partition_point(|&at| at < target)..)
                .unwrap_or_default();
            rest.first() == Some(&target)
        });
    }
    let (mut from, mut at, mut kept) = (0, 0, 0);
    while let (Some(&start), Some(&position)) = (starts.get(from), positions.get(at)) {
        let target = start.saturating_add(offset);
        if let Some(slot) = starts.get_mut(kept) {
            *slot = start;
        }
        kept += usize::from(target == position);
        from += usize::from(target <= position);
        at += usize::from(position <= target);
    }
    starts.truncate(kept);
}

/// Starts with more positions than this for each are looked up one by one by halving.
const FEW: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn starts_are_kept_where_the_word_stands(
            starts: BTreeSet<u8>,
            positions: BTreeSet<u8>,
            offset in 0_u32..4,
            few in 0_usize..6,
        ) {
            for most in [few, usize::MAX] {
                let mut kept: Vec<u32> = starts.iter().take(most).map(|&at| u32::from(at)).collect();
                let positions: Vec<u32> = positions.iter().map(|&at| u32::from(at)).collect();
                let mut expected = kept.clone();
                expected.retain(|start| positions.contains(&(start + offset)));
                keep_where(&mut kept, &positions, offset);
                prop_assert_eq!(kept, expected);
            }
        }
    }
}
