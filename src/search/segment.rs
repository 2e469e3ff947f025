//! One segment of the index, its parts opened when they are first used.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::columnar::{BytesColumn, Column};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Value as _;
use tantivy::{DocId, InvertedIndexReader, SegmentReader, TantivyDocument};

use crate::enrich::across::Things;
use crate::error::Result;
use crate::index::{ArticleId, Boundaries, Fields};

use crate::query::Stop;
use crate::query::plan::Leaf;

use super::engine;
use super::lexicon::Forms;
use super::things::Named;

/// A part of the article with postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Body,
    Byline,
    /// The most common words of the text in a row, without places.
    Chain,
}

pub(super) struct Segment {
    pub reader: SegmentReader,
    pub fields: Fields,
    /// Ends an answer that is worked on.
    pub stop: Stop,
    parts: [OnceLock<Arc<InvertedIndexReader>>; 4],
    languages: OnceLock<Vec<u8>>,
    ids: OnceLock<Vec<u64>>,
    single_ids: AtomicUsize,
    words: OnceLock<Column<u64>>,
    published: OnceLock<Column<i64>>,
    boundaries: OnceLock<Option<BytesColumn>>,
    /// What its articles name, of the things of the view that holds the segment.
    named: OnceLock<Named>,
    /// Forms of words that were asked for before: a session asks for the same ones again.
    forms: Mutex<FxHashMap<Leaf, Forms>>,
}

/// Words that are remembered, and forms of one that are.
const REMEMBERED: (usize, usize) = (4096, 256);

/// Ids that are read one by one: a single search needs few of them, a session soon many.
const SINGLE_IDS: usize = 24;

impl Segment {
    pub fn new(reader: SegmentReader, fields: Fields, stop: Stop) -> Self {
        Self {
            reader,
            fields,
            stop,
            parts: Default::default(),
            languages: OnceLock::new(),
            ids: OnceLock::new(),
            single_ids: AtomicUsize::new(0),
            words: OnceLock::new(),
            published: OnceLock::new(),
            boundaries: OnceLock::new(),
            named: OnceLock::new(),
            forms: Mutex::default(),
        }
    }

    pub fn field(&self, part: Part) -> tantivy::schema::Field {
        match part {
            Part::Title => self.fields.title,
            Part::Body => self.fields.body,
            Part::Byline => self.fields.byline,
            Part::Chain => self.fields.chains,
        }
    }

    /// The forms of a leaf, if it was asked for before.
    pub fn known_forms(&self, leaf: &Leaf) -> Option<Forms> {
        let known = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(leaf).map(Arc::clone)
    }

    /// Keeps the forms of a leaf, unless they are very many.
    pub fn remember_forms(&self, leaf: &Leaf, forms: &Forms) {
        let (words, most) = REMEMBERED;
        let mut known = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        if forms.len() <= most && known.len() < words {
            known.insert(leaf.clone(), Arc::clone(forms));
        }
    }

    /// Postings of a part.
    pub fn postings(&self, part: Part) -> Result<&InvertedIndexReader> {
        let Some(cell) = self.parts.get(part as usize) else {
            return Err(engine("no such part"));
        };
        if let Some(found) = cell.get() {
            return Ok(found);
        }
        let opened = self
            .reader
            .inverted_index(self.field(part))
            .map_err(engine)?;
        Ok(cell.get_or_init(|| opened))
    }

    /// Lengths of a part in tokens, rounded as the engine stores them.
    pub fn lengths(&self, part: Part) -> Result<FieldNormReader> {
        self.reader
            .get_fieldnorms_reader(self.field(part))
            .map_err(engine)
    }

    /// What its articles name among the things of the view, worked out when it is first asked for.
    pub fn named(&self, things: &Things) -> Result<&Named> {
        if let Some(found) = self.named.get() {
            return Ok(found);
        }
        let found = Named::of(self, things)?;
        Ok(self.named.get_or_init(|| found))
    }

    /// Articles that are not deleted, ascending.
    pub fn alive(&self) -> Vec<DocId> {
        self.reader.doc_ids_alive().collect()
    }

    /// Whether an article is not deleted.
    pub fn is_alive(&self, doc: DocId) -> bool {
        let alive = self.reader.alive_bitset();
        alive.is_none_or(|alive| alive.is_alive(doc))
    }

    /// Leaves out the deleted ones.
    pub fn keep_alive(&self, docs: &mut Vec<DocId>) {
        if let Some(alive) = self.reader.alive_bitset() {
            docs.retain(|&doc| alive.is_alive(doc));
        }
    }

    /// For each article the place of its language in `languages`; 255 if it is not there.
    pub fn languages(&self, languages: &[String]) -> Result<&[u8]> {
        if let Some(found) = self.languages.get() {
            return Ok(found);
        }
        let found = super::columns::ordinals_as(&self.reader, "lang", |value| {
            languages
                .iter()
                .position(|language| language == value)
                .map_or(u8::MAX, |at| at.min(254) as u8)
        })?;
        Ok(self.languages.get_or_init(|| found))
    }

    /// For each article its id as a number.
    pub fn ids(&self) -> Result<&[u64]> {
        if let Some(found) = self.ids.get() {
            return Ok(found);
        }
        let found = super::columns::ids(&self.reader, self.fields.id)?;
        Ok(self.ids.get_or_init(|| found))
    }

    /// The id of one article as a number: from the store for the first few, then those of all are read.
    pub fn id(&self, doc: DocId) -> Result<Option<u64>> {
        if self.single_ids.fetch_add(1, Ordering::Relaxed) >= SINGLE_IDS {
            return Ok(self.ids()?.get(doc as usize).copied());
        }
        let store = self.reader.get_store_reader(0).map_err(engine)?;
        let stored: TantivyDocument = store.get(doc).map_err(engine)?;
        let id = stored.get_first(self.fields.id).and_then(|id| id.as_str());
        Ok(id.and_then(ArticleId::parse).map(|id| id.0))
    }

    /// The number of words of a text.
    pub fn words(&self) -> Result<&Column<u64>> {
        opened(&self.words, || self.reader.fast_fields().u64("words"))
    }

    /// The second of publication, counted from 1970.
    pub fn published(&self) -> Result<&Column<i64>> {
        opened(&self.published, || {
            self.reader.fast_fields().i64("published")
        })
    }

    /// Where sentences and paragraphs of an article start.
    pub fn boundaries(&self, doc: DocId) -> Result<Boundaries> {
        let column = opened(&self.boundaries, || {
            self.reader.fast_fields().bytes("boundaries")
        })?;
        let mut bytes = Vec::new();
        if let Some(column) = column
            && let Some(ord) = column.ords().first(doc)
        {
            column.ord_to_bytes(ord, &mut bytes).map_err(engine)?;
        }
        Ok(Boundaries::from_bytes(&bytes))
    }
}

/// The second of publication by the clock of the page, of a column of [`Segment::published`]: it tells the day that is shown.
pub(super) fn shown_time(published: &Column<i64>, doc: DocId) -> Option<i64> {
    published.values_for_doc(doc).last()
}

/// What a cell holds; opened first if it is empty. A column costs more to open than to read.
fn opened<T>(cell: &OnceLock<T>, open: impl FnOnce() -> tantivy::Result<T>) -> Result<&T> {
    if let Some(found) = cell.get() {
        return Ok(found);
    }
    let found = open().map_err(engine)?;
    Ok(cell.get_or_init(|| found))
}
