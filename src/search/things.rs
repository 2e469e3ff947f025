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
use super::segment::Segment;
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

/// A column of names of a segment, and what each of its values means.
pub(super) struct Meaning {
    column: StrColumn,
    /// The number of the thing of each ordinal; [`NOTHING`] for none.
    things: Vec<u32>,
}

/// In place of a thing's number.
const NOTHING: u32 = u32::MAX;

/// The columns of names of a segment, with their things.
pub(super) fn meanings(segment: &Segment, things: &Things) -> Result<Vec<Meaning>> {
    let mut found = Vec::new();
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
        found.push(Meaning { column, things: of });
    }
    Ok(found)
}

/// How many of the articles name each thing; by its number.
pub(super) fn counts(things: &Things, matches: &[(&Segment, &[DocId])]) -> Result<Vec<u64>> {
    let mut tally = vec![(0_u32, 0_u32); things.len()];
    // Two spellings of one thing in an article are one article: each thing remembers the last article that named it.
    let mut article = 0_u32;
    for (segment, docs) in matches {
        let meanings = segment.meanings(things)?;
        for (at, &doc) in docs.iter().enumerate() {
            if at % HEEDED == 0 {
                segment.stop.heed()?;
            }
            article += 1;
            for meaning in meanings {
                for ordinal in meaning.column.term_ords(doc) {
                    let thing = meaning.things.get(ordinal as usize).copied();
                    let slot = thing.and_then(|thing| tally.get_mut(thing as usize));
                    if let Some((last, count)) = slot.filter(|slot| slot.0 != article) {
                        (*last, *count) = (article, *count + 1);
                    }
                }
            }
        }
    }
    Ok(tally
        .into_iter()
        .map(|(_, count)| u64::from(count))
        .collect())
}

/// Articles after which a wish to stop is looked for.
const HEEDED: usize = 65_536;
