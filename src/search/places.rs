//! Positions of a query's leaves in some articles, from the postings.

use std::sync::Arc;

use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _};

use crate::error::Result;
use crate::query::algebra::{BODY, BYLINE, Places};
use crate::query::forms::{Languages, bit};
use crate::query::plan::Leaf;
use crate::query::{Effort, TextField};

use super::engine;
use super::lexicon::{Form, Forms, everywhere};
use super::lists::leap;
use super::segment::{Part, Segment};

/// What is needed to look words up in one segment.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub segment: &'a Segment,
    pub leaves: &'a [Leaf],
    pub forms: &'a [Forms],
    pub languages: &'a [String],
    /// What the answer has cost so far.
    pub effort: &'a Effort,
}

/// Forms of one word whose postings are read side by side; one takes some thousand bytes.
const SIDE_BY_SIDE: usize = 64;

/// Articles whose positions are in memory at a time, where a word has more forms than that.
const CHUNK: usize = 1024;

/// The same where only few words have so many forms: each of the forms is opened once for all of these articles.
const CHUNK_OF_ONE: usize = 8 * CHUNK;

/// What reading one of many forms costs, in pairs that are looked at: about a microsecond.
const FORM: u64 = 500;

impl Source<'_> {
    /// Calls `see` with the places of the wanted leaves in each of these articles (ascending), one
    /// after the other; other leaves stay empty.
    pub fn each(
        &self,
        docs: &[DocId],
        wanted: &[usize],
        boundaries: bool,
        see: &mut dyn FnMut(DocId, &Places) -> Result<()>,
    ) -> Result<()> {
        let mut places = Places {
            leaves: vec![Vec::new(); self.leaves.len()],
            stop: self.segment.stop.clone(),
            effort: self.effort.clone(),
            ..Places::default()
        };
        let boundaries = boundaries || wanted.iter().any(|&leaf| self.is_lead(leaf));
        let mut readers = self.readers(wanted)?;
        for chunk in docs.chunks(chunk_for(&readers)) {
            for reader in &mut readers {
                self.gather(reader, chunk)?;
            }
            for (at, &doc) in chunk.iter().enumerate() {
                self.segment.stop.heed()?;
                if boundaries {
                    self.add_boundaries(doc, &mut places)?;
                }
                for reader in &mut readers {
                    self.fill(reader, at, doc, &mut places)?;
                }
                see(doc, &places)?;
                self.effort.heed()?;
            }
        }
        self.segment.stop.heed()
    }

    /// One reader for each of these leaves.
    pub fn readers(&self, wanted: &[usize]) -> Result<Vec<Reader>> {
        wanted.iter().map(|&leaf| self.reader(leaf)).collect()
    }

    /// Whether a leaf is looked for in the first paragraph alone, so that its places need those of paragraphs.
    pub fn is_lead(&self, leaf: usize) -> bool {
        self.leaves
            .get(leaf)
            .is_some_and(|leaf| leaf.field == Some(TextField::Lead))
    }

    fn add_boundaries(&self, doc: DocId, places: &mut Places) -> Result<()> {
        let starts = self.segment.boundaries(doc)?;
        let below = |starts: Vec<u32>| {
            let starts = starts.into_iter();
            starts.map(|at| at.saturating_add(BODY)).collect()
        };
        places.sentences = below(starts.sentences);
        places.paragraphs = below(starts.paragraphs);
        Ok(())
    }

    fn reader(&self, leaf: usize) -> Result<Reader> {
        let forms = self.forms.get(leaf).map(Arc::clone).unwrap_or_default();
        let cursors = if forms.len() <= SIDE_BY_SIDE {
            let cursors = forms.iter().map(|form| self.cursor(form));
            Some(cursors.collect::<Result<_>>()?)
        } else {
            None
        };
        Ok(Reader {
            leaf,
            first_only: self.is_lead(leaf),
            forms,
            cursors,
            gathered: Vec::new(),
        })
    }

    fn cursor(&self, form: &Form) -> Result<Cursor> {
        let postings = self
            .segment
            .postings(form.part)?
            .read_postings_from_terminfo(&form.info, IndexRecordOption::WithFreqsAndPositions)
            .map_err(engine)?;
        Ok(Cursor {
            postings,
            offset: match form.part {
                Part::Title => 0,
                Part::Body | Part::Chain => BODY,
                Part::Byline => BYLINE,
            },
            languages: (!everywhere(form)).then_some(form.languages),
        })
    }

    /// Reads the many forms of a word one after the other, for all articles of a chunk. To be called before [`Self::read`] is
    /// asked of them.
    pub fn gather(&self, reader: &mut Reader, docs: &[DocId]) -> Result<()> {
        if reader.cursors.is_some() {
            return Ok(());
        }
        reader.gathered.clear();
        reader.gathered.resize(docs.len(), Vec::new());
        for form in reader.forms.iter() {
            self.segment.stop.heed()?;
            self.effort.add(FORM);
            self.effort.heed()?;
            let mut cursor = self.cursor(form)?;
            // Most forms are rare: the postings lead, not the articles.
            let mut at = 0;
            while let Some(&doc) = docs.get(at) {
                let next = cursor.from(doc);
                at += leap(docs.get(at..).unwrap_or_default(), next);
                if docs.get(at) == Some(&next)
                    && let Some(positions) = reader.gathered.get_mut(at)
                {
                    self.append(&mut cursor, next, positions)?;
                    at += 1;
                }
            }
        }
        Ok(())
    }

    fn fill(&self, reader: &mut Reader, at: usize, doc: DocId, places: &mut Places) -> Result<()> {
        let Some(positions) = places.leaves.get_mut(reader.leaf) else {
            return Ok(());
        };
        self.read(reader, at, doc, positions)?;
        if reader.first_only {
            let end = places.paragraphs.get(1).copied().unwrap_or(u32::MAX);
            positions.retain(|&at| at < end);
        }
        Ok(())
    }

    /// The positions of a leaf in an article, the one at `at` of the chunk; ascending, without repeats.
    pub fn read(
        &self,
        reader: &mut Reader,
        at: usize,
        doc: DocId,
        positions: &mut Vec<u32>,
    ) -> Result<()> {
        positions.clear();
        let mut ascending = true;
        if let Some(cursors) = &mut reader.cursors {
            for cursor in cursors {
                let before = positions.len();
                self.append(cursor, doc, positions)?;
                // What one form adds ascends; only where two meet it may not.
                let (known, added) = positions.split_at(before);
                ascending &= match (known.last(), added.first()) {
                    (Some(last), Some(first)) => last < first,
                    _ => true,
                };
            }
        } else {
            positions.extend(reader.gathered.get(at).into_iter().flatten());
            ascending = positions.is_sorted_by(|a, b| a < b);
        }
        if !ascending {
            positions.sort_unstable();
            positions.dedup();
        }
        Ok(())
    }

    fn append(&self, cursor: &mut Cursor, doc: DocId, positions: &mut Vec<u32>) -> Result<()> {
        let postings = &mut cursor.postings;
        if postings.doc() > doc || postings.seek(doc) != doc {
            return Ok(());
        }
        let speaks = match cursor.languages {
            None => true,
            Some(languages) => self
                .segment
                .languages(self.languages)?
                .get(doc as usize)
                .is_some_and(|&at| languages & bit(usize::from(at)) != 0),
        };
        if speaks {
            postings.append_positions_with_offset(cursor.offset, positions);
        }
        Ok(())
    }
}

/// Articles to be read at a time by these readers.
pub(super) fn chunk_for(readers: &[Reader]) -> usize {
    let many = readers.iter().filter(|reader| reader.cursors.is_none());
    (CHUNK_OF_ONE / many.count().max(1)).max(CHUNK)
}

/// Reads the positions of one leaf, article by article.
pub(super) struct Reader {
    leaf: usize,
    /// Only the first paragraph counts.
    first_only: bool,
    forms: Forms,
    /// One for each form, unless they are too many.
    cursors: Option<Vec<Cursor>>,
    /// For each article of a chunk its positions, where there are no cursors.
    gathered: Vec<Vec<u32>>,
}

impl Cursor {
    /// The first article not below `doc` that has the form.
    fn from(&mut self, doc: DocId) -> DocId {
        match self.postings.doc() {
            at if at < doc => self.postings.seek(doc),
            at => at,
        }
    }
}

/// The postings of a form.
struct Cursor {
    postings: SegmentPostings,
    offset: u32,
    /// In articles of which languages the form counts; in all, if there is nothing here.
    languages: Option<Languages>,
}
