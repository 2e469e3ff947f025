//! The named things of the index: its columns of people, organisations and places as [`Things`], and what a name in a query means.

use rustc_hash::FxHashMap;
use tantivy::DocId;

use crate::enrich::EntityKind;
use crate::enrich::across::{Given, Ledger, Things};
use crate::error::Result;
use crate::query::ValueField;
use crate::query::plan::Test;

use super::columns;
use super::segment::Segment;
use super::values::Wanted;

/// The columns that hold names.
pub(super) const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Org, EntityKind::Place];

/// The column of a kind.
fn column(kind: EntityKind) -> &'static str {
    field(kind).name()
}

/// The field of a query that asks for a kind.
fn field(kind: EntityKind) -> ValueField {
    match kind {
        EntityKind::Person => ValueField::Person,
        EntityKind::Org => ValueField::Org,
        EntityKind::Place => ValueField::Place,
    }
}

/// The kind that a field of a query asks for, if it asks for a name.
pub(super) fn kind(field: ValueField) -> Option<EntityKind> {
    match field {
        ValueField::Person => Some(EntityKind::Person),
        ValueField::Org => Some(EntityKind::Org),
        ValueField::Place => Some(EntityKind::Place),
        _ => None,
    }
}

/// Joins the names of all segments.
pub(super) fn of(segments: &[Segment], ledger: &Ledger) -> Result<Things> {
    let mut counts: FxHashMap<(EntityKind, String), u64> = FxHashMap::default();
    for segment in segments {
        let docs = segment.alive();
        for kind in KINDS {
            segment.stop.heed()?;
            each_count(segment, kind, &docs, |value, articles| {
                *counts.entry((kind, value.to_owned())).or_default() += articles;
            })?;
        }
    }
    let given = counts.into_iter().map(|((kind, name), articles)| Given {
        kind,
        name,
        articles,
    });
    Ok(Things::join(given.collect(), ledger))
}

fn each_count(
    segment: &Segment,
    kind: EntityKind,
    docs: &[DocId],
    mut see: impl FnMut(&str, u64),
) -> Result<()> {
    let Some(values) = columns::strings(&segment.reader, column(kind))? else {
        return Ok(());
    };
    let mut by_ordinal = vec![0_u64; values.num_terms()];
    for ordinal in docs.iter().flat_map(|&doc| values.term_ords(doc)) {
        if let Some(count) = by_ordinal.get_mut(ordinal as usize) {
            *count += 1;
        }
    }
    let mut counts = by_ordinal.into_iter();
    columns::values(&values, |value| {
        if let Some(count) = counts.next().filter(|&count| count > 0) {
            see(value, count);
        }
    })
}

/// The things that a name in a query means: those that have it as a name, else those in whose names its words stand in a row.
pub(super) fn meant(things: &Things, kind: EntityKind, text: &str, exact: bool) -> Vec<usize> {
    let named = things.named(kind, text);
    if !named.is_empty() && !text.contains(['*', '?']) {
        return named;
    }
    let wanted = Wanted::new(field(kind), text, exact);
    let fits = |number: &usize| {
        things.all().get(*number).is_some_and(|thing| {
            let names = thing.forms.iter().map(|form| &form.given.name);
            thing.kind == kind && names.chain([&thing.name]).any(|name| wanted.fits(name))
        })
    };
    (0..things.all().len()).filter(fits).collect()
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
    let of = numbers
        .iter()
        .filter_map(|&number| things.all().get(number));
    of.flat_map(|thing| &thing.forms)
        .map(|form| (field(form.given.kind), form.given.name.clone()))
        .collect()
}

/// Those of the articles that have one of the values.
pub(super) fn having(
    segment: &Segment,
    values: &[(ValueField, String)],
    docs: Vec<DocId>,
) -> Result<Vec<DocId>> {
    let mut has = vec![false; docs.len()];
    for kind in KINDS {
        let own = || values.iter().filter(|(of, _)| *of == field(kind));
        let Some(column) =
            columns::strings(&segment.reader, column(kind))?.filter(|_| own().next().is_some())
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

/// How many of the articles name each thing; by its number.
pub(super) fn counts(things: &Things, matches: &[(&Segment, &[DocId])]) -> Result<Vec<u64>> {
    let mut counts = vec![0_u64; things.all().len()];
    for (segment, docs) in matches {
        let mut of_columns = Vec::new();
        for kind in KINDS {
            segment.stop.heed()?;
            if let Some(column) = columns::strings(&segment.reader, column(kind))? {
                let mut meaning = Vec::with_capacity(column.num_terms());
                columns::values(&column, |value| {
                    meaning.push(things.of(kind, value));
                })?;
                of_columns.push((column, meaning));
            }
        }
        let mut named = Vec::new();
        for &doc in *docs {
            named.clear();
            for (column, meaning) in &of_columns {
                let ordinals = column.term_ords(doc);
                named.extend(
                    ordinals.filter_map(|ord| meaning.get(ord as usize).copied().flatten()),
                );
            }
            // Two spellings of one thing in an article are one article.
            named.sort_unstable();
            named.dedup();
            for &thing in &named {
                if let Some(count) = counts.get_mut(thing) {
                    *count += 1;
                }
            }
        }
    }
    Ok(counts)
}
