//! Columns of a segment read as a whole.

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};

use crate::error::Result;
use crate::index::ArticleId;

use super::engine;

/// A string column, if the segment has one.
pub(super) fn strings(reader: &SegmentReader, name: &str) -> Result<Option<StrColumn>> {
    reader.fast_fields().str(name).map_err(engine)
}

/// The values of a string column in the order of their ordinals.
pub(super) fn values(column: &StrColumn, mut see: impl FnMut(&str)) -> Result<()> {
    let mut stream = column.dictionary().stream().map_err(engine)?;
    while stream.advance() {
        see(std::str::from_utf8(stream.key()).unwrap_or_default());
    }
    Ok(())
}

/// For each article what `read` makes of its (first) value; 255 without one.
pub(super) fn ordinals_as(
    reader: &SegmentReader,
    name: &str,
    read: impl Fn(&str) -> u8,
) -> Result<Vec<u8>> {
    let docs = reader.max_doc();
    let Some(column) = strings(reader, name)? else {
        return Ok(vec![u8::MAX; docs as usize]);
    };
    let mut meaning = Vec::new();
    values(&column, |value| meaning.push(read(value)))?;
    let of = |doc| {
        column
            .ords()
            .first(doc)
            .and_then(|ord| meaning.get(ord as usize))
            .copied()
    };
    Ok((0..docs).map(|doc| of(doc).unwrap_or(u8::MAX)).collect())
}

/// For each article the number that its id stands for; ids order as their numbers do.
pub(super) fn ids(reader: &SegmentReader, field: Field) -> Result<Vec<u64>> {
    let mut found = vec![0; reader.max_doc() as usize];
    let inverted = reader.inverted_index(field).map_err(engine)?;
    let mut terms = inverted.terms().stream().map_err(engine)?;
    let mut block: Option<BlockSegmentPostings> = None;
    while terms.advance() {
        let id = std::str::from_utf8(terms.key())
            .ok()
            .and_then(ArticleId::parse)
            .map_or(0, |id| id.0);
        // One block is used for all: to make one costs more than to read it.
        match &mut block {
            Some(block) => inverted.reset_block_postings_from_terminfo(terms.value(), block),
            None => inverted
                .read_block_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                .map(|first| block = Some(first)),
        }
        .map_err(engine)?;
        for doc in block.iter().flat_map(BlockSegmentPostings::docs) {
            if let Some(slot) = found.get_mut(*doc as usize) {
                *slot = id;
            }
        }
    }
    Ok(found)
}
