//! The names of the articles joined to things, and a file that keeps what was joined.
//!
//! The file belongs to a generation and is only a help: it says for which values it was made, and where it is missing, damaged or of
//! other values, the names are joined again.

use tantivy::columnar::StrColumn;
use tantivy::{ReloadPolicy, SegmentReader};
use xxhash_rust::xxh3::xxh3_64;

use super::disk::Disk;
use super::open::engine_error;
use super::{Index, varint};
use crate::enrich::EntityKind;
use crate::enrich::across::{Given, Joined, Ledger, Things, Values};
use crate::error::{Error, Result};

/// The first bytes; the last one is the version of this layout.
const MAGIC: &[u8; 8] = b"ndxnam\0\x01";

/// The name of the file of a generation.
pub(super) fn file_of(generation: u64) -> String {
    format!("names-{generation}")
}

/// The column of the names of a kind.
pub const fn column_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Misc => "misc",
    }
}

impl Index {
    /// The named things of the articles in these segments, which are those of a generation, under the rules of a ledger. Between
    /// columns it asks whether to go on.
    ///
    /// # Errors
    /// [`Error::Engine`] if a column cannot be read, and what `go_on` returns.
    pub fn things(
        &self,
        readers: &[&SegmentReader],
        generation: u64,
        ledger: &Ledger,
        go_on: &dyn Fn() -> Result<()>,
    ) -> Result<Things> {
        let values = values(readers, go_on)?;
        let kept = self.disk().get(&file_of(generation)).ok();
        let kept = kept.and_then(|bytes| read(&bytes));
        Ok(Things::of(values, ledger, kept.as_ref()))
    }

    /// Writes what is joined of the names of a generation, unless that is there. An index without names needs none.
    pub(super) fn keep_names(&self, generation: u64) -> Result<()> {
        let failed = |error| engine_error(self.folder(), error);
        let reader = self
            .engine()
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        let searcher = tantivy::IndexReader::searcher(&reader);
        let readers: Vec<&SegmentReader> = searcher.segment_readers().iter().collect();
        let values = values(&readers, &|| Ok(()))?;
        // Rules with a mistake are told of where they are needed.
        let ledger = self.ledger().unwrap_or_default();
        let name = file_of(generation);
        let kept = self.disk().get(&name).ok().and_then(|bytes| read(&bytes));
        if values.is_empty() || kept.is_some_and(|kept| kept.fits(&values, &ledger)) {
            return Ok(());
        }
        self.disk()
            .put(&name, &bytes(&Joined::of(&values, &ledger)))
            .map_err(|error| self.in_folder(error))
    }
}

/// Whether the file of a generation is there, and whether it is whole.
pub(super) fn state(disk: &Disk, generation: u64) -> Option<Result<usize, ()>> {
    let bytes = disk.get(&file_of(generation)).ok()?;
    Some(read(&bytes).map(|_| bytes.len()).ok_or(()))
}

fn bytes(joined: &Joined) -> Vec<u8> {
    let mut body = Vec::with_capacity(16 + 2 * joined.numbers.len());
    body.extend(joined.values.to_le_bytes());
    body.extend(joined.rules.to_le_bytes());
    for &number in &joined.numbers {
        varint::push(number, &mut body);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(xxh3_64(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

fn read(bytes: &[u8]) -> Option<Joined> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (checksum, body) = rest.split_first_chunk::<8>()?;
    if xxh3_64(body).to_le_bytes() != *checksum {
        return None;
    }
    let (values, rest) = body.split_first_chunk::<8>()?;
    let (rules, mut rest) = rest.split_first_chunk::<8>()?;
    let mut numbers = Vec::with_capacity(rest.len() / 2);
    while !rest.is_empty() {
        numbers.push(varint::take(&mut rest)?);
    }
    Some(Joined {
        values: u64::from_le_bytes(*values),
        rules: u64::from_le_bytes(*rules),
        numbers,
    })
}

/// The values of the columns of names with their numbers of articles; deleted articles do not count.
fn values(readers: &[&SegmentReader], go_on: &dyn Fn() -> Result<()>) -> Result<Values> {
    let lists = readers.iter().map(|reader| {
        let mut values = Values::default();
        for kind in EntityKind::ALL {
            go_on()?;
            add_column(&mut values, reader, kind)
                .map_err(|error| Error::Engine(error.to_string()))?;
        }
        Ok(values)
    });
    Ok(Values::merged(lists.collect::<Result<_>>()?))
}

fn add_column(
    values: &mut Values,
    reader: &SegmentReader,
    kind: EntityKind,
) -> tantivy::Result<()> {
    let Some(column) = reader.fast_fields().str(column_of(kind))? else {
        return Ok(());
    };
    let mut articles = articles(&column, reader).into_iter();
    let mut names = column.dictionary().stream()?;
    while names.advance() {
        let name = std::str::from_utf8(names.key()).unwrap_or_default();
        if let Some(articles) = articles.next().filter(|&articles| articles > 0) {
            values.push(Given {
                kind,
                name,
                articles,
            });
        }
    }
    Ok(())
}

/// For each value of a column how many articles have it.
fn articles(column: &StrColumn, reader: &SegmentReader) -> Vec<u64> {
    let mut articles = vec![0; column.num_terms()];
    for ordinal in reader.doc_ids_alive().flat_map(|doc| column.term_ords(doc)) {
        if let Some(number) = articles.get_mut(ordinal as usize) {
            *number += 1;
        }
    }
    articles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_joined_comes_back_from_its_bytes_or_not_at_all() {
        let joined = Joined {
            values: u64::MAX,
            rules: 3,
            numbers: vec![0, 1, 127, 128, 70_000, u64::MAX],
        };
        let whole = bytes(&joined);
        assert_eq!(read(&whole), Some(joined));
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert_eq!(read(&damaged), None, "byte {at}");
            assert_eq!(read(&whole[..at]), None, "cut at {at}");
        }
    }
}
