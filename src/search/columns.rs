//! Columns of a segment read as a whole.

use tantivy::columnar::StrColumn;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, SegmentReader, TERMINATED};

use crate::error::Result;

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
pub(super) fn ordinals_as(reader: &SegmentReader, name: &str, read: impl Fn(&str) -> u8) -> Result<Vec<u8>> {
    let docs = reader.max_doc();
    let Some(column) = strings(reader, name)? else {
        return Ok(vec![u8::MAX; docs as usize]);
    };
    let mut meaning = Vec::new();
    values(&column, |value| meaning.push(read(value)))?;
    let of = |doc| column.ords().first(doc).and_then(|ord| meaning.get(ord as usize)).copied();
    Ok((0..docs).map(|doc| of(doc).unwrap_or(u8::MAX)).collect())
}

/// For each article the first eight bytes of its one term in a field.
pub(super) fn first_bytes(reader: &SegmentReader, field: Field) -> Result<Vec<u64>> {
    let mut found = vec![0; reader.max_doc() as usize];
    let inverted = reader.inverted_index(field).map_err(engine)?;
    let mut terms = inverted.terms().stream().map_err(engine)?;
    while terms.advance() {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(terms.key()).for_each(|(to, from)| *to = *from);
        let mut postings =
            inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic).map_err(engine)?;
        while postings.doc() != TERMINATED {
            if let Some(slot) = found.get_mut(postings.doc() as usize) {
                *slot = u64::from_be_bytes(bytes);
            }
            postings.advance();
        }
    }
    Ok(found)
}
