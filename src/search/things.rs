//! The named things of the index: its columns of names as [`Things`], and what a name in a query means.

use tantivy::DocId;
use tantivy::columnar::StrColumn;

use crate::enrich::EntityKind;
use crate::enrich::across::{Things, Walk};
use crate::error::Result;
use crate::index::column_of;
use crate::query::ValueField;
use crate::query::plan::Test;

use super::columns;
use super::facets::MANY;
use super::segment::Segment;
use super::threads;
use super::values::Wanted;

/// The field of a query that asks for a kind.
pub(super) fn field(kind: EntityKind) -> ValueField {
    match kind {
        EntityKind::Person => ValueField::Person,
        EntityKind::Org => ValueField::Org,
        EntityKind::Place => ValueField::Place,
        EntityKind::Misc => ValueField::Misc,
    }
}

/// The kind that a field of a query asks for, if it asks for a name.
pub(super) fn kind(field: ValueField) -> Option<EntityKind> {
    match field {
        ValueField::Person => Some(EntityKind::Person),
        ValueField::Org => Some(EntityKind::Org),
        ValueField::Place => Some(EntityKind::Place),
        ValueField::Misc => Some(EntityKind::Misc),
        _ => None,
    }
}

/// The things that a name in a query means: those that have it as a name, else those that it is known to mean, else those in whose
/// names its words stand in a row, else people whose names are spelled otherwise.
pub(super) fn meant(things: &Things, kind: EntityKind, text: &str, exact: bool) -> Vec<usize> {
    let named = things.named(kind, text);
    if !text.contains(['*', '?']) {
        if !named.is_empty() {
            return named;
        }
        let known = things.known(kind, text);
        if !exact && !known.is_empty() {
            return known;
        }
    }
    let wanted = Wanted::new(field(kind), text, exact);
    let of_kind = things.iter().filter(|thing| thing.kind == kind);
    let meant = of_kind.filter(|thing| thing.names().any(|name| wanted.fits(name)));
    let meant: Vec<usize> = meant.map(|thing| thing.number).collect();
    if meant.is_empty() && kind == EntityKind::Person && !exact && !text.contains(['*', '?']) {
        return things.spelled_otherwise(text);
    }
    meant
}

/// Puts the values of the columns in the place of the names in a test.
pub(super) fn resolve(
    test: &mut Test,
    things: &dyn Fn() -> Result<std::sync::Arc<Things>>,
) -> Result<()> {
    match test {
        Test::Value { field, text, exact } => {
            if let Some(kind) = kind(*field) {
                let things = things()?;
                let of = forms(&things, &meant(&things, kind, text, *exact));
                *test = Test::Named {
                    field: *field,
                    text: std::mem::take(text),
                    of,
                };
            }
            Ok(())
        }
        Test::All(tests) | Test::Better(tests) | Test::Some { of: tests, .. } => {
            tests.iter_mut().try_for_each(|test| resolve(test, things))
        }
        Test::Not(inner) => resolve(inner, things),
        _ => Ok(()),
    }
}

/// The values of the columns that mean these things.
pub(super) fn forms(things: &Things, numbers: &[usize]) -> Vec<(ValueField, String)> {
    let of = numbers.iter().filter_map(|&number| things.get(number));
    of.flat_map(|thing| thing.forms())
        .map(|form| (field(form.given.kind), form.given.name.to_owned()))
        .collect()
}

/// Those of the articles that have one of the values.
pub(super) fn having(
    segment: &Segment,
    values: &[(ValueField, String)],
    docs: Vec<DocId>,
) -> Result<Vec<DocId>> {
    let mut has = vec![false; docs.len()];
    for kind in EntityKind::ALL {
        let own = || values.iter().filter(|(of, _)| *of == field(kind));
        let Some(column) =
            columns::strings(&segment.reader, column_of(kind))?.filter(|_| own().next().is_some())
        else {
            continue;
        };
        let mut ordinals = Vec::new();
        for (_, value) in own() {
            ordinals.extend(column.dictionary().term_ord(value).map_err(super::engine)?);
        }
        ordinals.sort_unstable();
        for (has, &doc) in has.iter_mut().zip(&docs) {
            *has |= column
                .term_ords(doc)
                .any(|ord| ordinals.binary_search(&ord).is_ok());
        }
    }
    let mut has = has.into_iter();
    let mut left = docs;
    left.retain(|_| has.next().unwrap_or(false));
    Ok(left)
}

/// The things that each article of a segment names, in one piece of memory: four bytes a name.
pub(super) struct Named {
    /// Where the things of each article begin, and where those of the last end.
    starts: Vec<u32>,
    /// Numbers of things, article after article; none twice in one.
    things: Vec<u32>,
}

/// In place of a thing's number.
const NOTHING: u32 = u32::MAX;

/// Values that are read from a column at a time.
const BLOCK: usize = 4096;

impl Named {
    /// What the articles of a segment name, of all kinds.
    pub fn of(segment: &Segment, things: &Things) -> Result<Self> {
        let docs = segment.reader.max_doc();
        let mut pairs: Vec<(DocId, u32)> = Vec::new();
        for kind in EntityKind::ALL {
            segment.stop.heed()?;
            let Some(column) = columns::strings(&segment.reader, column_of(kind))? else {
                continue;
            };
            let mut of = Vec::with_capacity(column.num_terms());
            let mut values = Walk::new(things.values(), kind);
            columns::values(&column, |value| {
                let thing = values.find(value).and_then(|at| things.of_value(at));
                of.push(thing.map_or(NOTHING, |thing| thing as u32));
            })?;
            add(&column, &of, docs, &mut pairs);
        }
        // Two spellings of one thing in an article are one article.
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0_u32; docs as usize + 1];
        for &(doc, _) in &pairs {
            if let Some(many) = starts.get_mut(doc as usize + 1) {
                *many += 1;
            }
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let things = pairs.into_iter().map(|(_, thing)| thing).collect();
        Ok(Self { starts, things })
    }

    fn of_article(&self, doc: DocId) -> &[u32] {
        let at = |doc: usize| self.starts.get(doc).map_or(0, |&start| start as usize);
        let range = at(doc as usize)..at(doc as usize + 1);
        self.things.get(range).unwrap_or_default()
    }
}

/// Adds the articles of a column with what their values mean.
fn add(column: &StrColumn, of: &[u32], docs: DocId, pairs: &mut Vec<(DocId, u32)>) {
    let (all, mut holding, mut rows): (Vec<DocId>, _, _) =
        ((0..docs).collect(), Vec::new(), Vec::new());
    let ords = column.ords();
    ords.row_ids_for_docs(&all, &mut holding, &mut rows);
    let mut ordinals = vec![0_u64; BLOCK];
    // The rows of all articles follow each other from the first on.
    for (block, holding) in holding.chunks(BLOCK).enumerate() {
        let Some(read) = ordinals.get_mut(..holding.len()) else {
            break;
        };
        ords.values.get_range((block * BLOCK) as u64, read);
        for (&doc, &ordinal) in holding.iter().zip(read.iter()) {
            let thing = of.get(ordinal as usize).copied().unwrap_or(NOTHING);
            if thing != NOTHING {
                pairs.push((doc, thing));
            }
        }
    }
}

/// How many of the articles name each thing; by its number.
pub(super) fn counts(things: &Things, matches: &[(&Segment, &[DocId])]) -> Result<Vec<u64>> {
    let many = matches.iter().map(|(_, docs)| docs.len()).sum::<usize>() >= MANY;
    let named = threads::of_each(matches, many, |_, (segment, _)| segment.named(things))?;
    let mut counts = vec![0_u64; things.len()];
    for ((segment, docs), named) in matches.iter().zip(named) {
        for some in docs.chunks(HEEDED) {
            segment.stop.heed()?;
            for &thing in some.iter().flat_map(|&doc| named.of_article(doc)) {
                if let Some(count) = counts.get_mut(thing as usize) {
                    *count += 1;
                }
            }
        }
    }
    Ok(counts)
}

/// Articles after which a wish to stop is looked for.
const HEEDED: usize = 65_536;
