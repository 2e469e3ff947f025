//! Positions of a query's leaves in some articles, from the postings.

use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _};

use crate::error::Result;
use crate::query::TextField;
use crate::query::algebra::{BODY, BYLINE, Places};
use crate::query::forms::bit;
use crate::query::plan::Leaf;

use super::engine;
use super::lexicon::{Form, Forms, everywhere};
use super::segment::{Part, Segment};

/// What is needed to look words up in one segment.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub segment: &'a Segment,
    pub leaves: &'a [Leaf],
    pub forms: &'a [Forms],
    pub languages: &'a [String],
}

impl Source<'_> {
    /// The places of the wanted leaves in each of these articles (ascending); other leaves stay empty.
    pub fn places(
        &self,
        docs: &[DocId],
        wanted: &[usize],
        boundaries: bool,
    ) -> Result<Vec<Places>> {
        let mut found = vec![
            Places {
                leaves: vec![Vec::new(); self.leaves.len()],
                ..Places::default()
            };
            docs.len()
        ];
        let lead = wanted.iter().any(|&leaf| self.is_lead(leaf));
        if boundaries || lead {
            let boundaries = self.segment.boundaries(docs)?;
            for (places, starts) in found.iter_mut().zip(boundaries) {
                places.sentences = starts
                    .sentences
                    .into_iter()
                    .map(|at| at.saturating_add(BODY))
                    .collect();
                places.paragraphs = starts
                    .paragraphs
                    .into_iter()
                    .map(|at| at.saturating_add(BODY))
                    .collect();
            }
        }
        for &leaf in wanted {
            self.fill(leaf, docs, &mut found)?;
        }
        Ok(found)
    }

    fn is_lead(&self, leaf: usize) -> bool {
        self.leaves
            .get(leaf)
            .is_some_and(|leaf| leaf.field == Some(TextField::Lead))
    }

    fn fill(&self, leaf: usize, docs: &[DocId], found: &mut [Places]) -> Result<()> {
        let forms = self.forms.get(leaf).map_or(&[][..], Vec::as_slice);
        for form in forms {
            self.fill_form(leaf, form, docs, found)?;
        }
        let first_only = self.is_lead(leaf);
        for article in found {
            let end = if first_only {
                article.paragraphs.get(1).copied().unwrap_or(u32::MAX)
            } else {
                u32::MAX
            };
            if let Some(positions) = article.leaves.get_mut(leaf) {
                if forms.len() > 1 {
                    positions.sort_unstable();
                    positions.dedup();
                }
                if first_only {
                    positions.retain(|&at| at < end);
                }
            }
        }
        Ok(())
    }

    fn fill_form(
        &self,
        leaf: usize,
        form: &Form,
        docs: &[DocId],
        found: &mut [Places],
    ) -> Result<()> {
        let postings = self.segment.postings(form.part)?;
        let mut postings = postings
            .read_postings_from_terminfo(&form.info, IndexRecordOption::WithFreqsAndPositions)
            .map_err(engine)?;
        let offset = match form.part {
            Part::Title => 0,
            Part::Body => BODY,
            Part::Byline => BYLINE,
        };
        let of_doc = if everywhere(form) {
            None
        } else {
            Some(self.segment.languages(self.languages)?)
        };
        for (&doc, places) in docs.iter().zip(found) {
            if postings.doc() > doc || postings.seek(doc) != doc {
                continue;
            }
            let speaks = |of: &[u8]| {
                of.get(doc as usize)
                    .is_some_and(|&at| form.languages & bit(usize::from(at)) != 0)
            };
            if of_doc.is_none_or(speaks)
                && let Some(positions) = places.leaves.get_mut(leaf)
            {
                postings.append_positions_with_offset(offset, positions);
            }
        }
        Ok(())
    }
}
