//! How often each value of a column stands on the matching articles.

mod sites;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::DocId;
use tantivy::columnar::StrColumn;

use crate::enrich::EntityKind;
use crate::enrich::across::Things;
use crate::error::Result;

use super::request::{Facet, FacetCounts, Request};
use super::segment::{Segment, shown_time};
use super::{columns, engine, things, threads};

/// Values with their numbers of articles.
type Counts = FxHashMap<String, u64>;

/// Counts what a request asks for over the matches of every segment; `things` gives the named things.
pub(super) fn of(
    request: &Request,
    matches: &[(&Segment, &[DocId])],
    things: &dyn Fn() -> Result<Arc<Things>>,
) -> Result<Vec<FacetCounts>> {
    let most = request.facet_values;
    let of_things = match request.facets.iter().find_map(|&facet| kind(facet)) {
        Some(_) => {
            let things = things()?;
            let articles = things::counts(&things, matches)?;
            Some((things, articles))
        }
        None => None,
    };
    let many = matches.iter().map(|(_, docs)| docs.len()).sum::<usize>() >= MANY;
    threads::of_each(&request.facets, many, |_, &facet| {
        match (kind(facet), &of_things) {
            (Some(kind), Some((things, articles))) => {
                Ok(count_things(facet, kind, things, articles, most))
            }
            _ => count(facet, matches, most),
        }
    })
}

/// Articles from which on facets are counted side by side.
pub(super) const MANY: usize = 16_384;

/// Counts a column over the matches of every segment; at most `most` values.
fn count(facet: Facet, matches: &[(&Segment, &[DocId])], most: usize) -> Result<FacetCounts> {
    let is_of_sites = facet == Facet::Site;
    if let (Some(name), &[(segment, docs)], false) = (column(facet), matches, is_of_sites) {
        return of_one(facet, segment, name, docs, most);
    }
    let mut counts = Counts::default();
    for (segment, docs) in matches {
        match column(facet) {
            Some(name) => by_column(segment, name, docs, &mut counts)?,
            None => by_time(segment, facet, docs, &mut counts)?,
        }
    }
    if is_of_sites {
        counts = sites::as_filters_have_them(counts);
    }
    Ok(most_of(facet, counts, most))
}

/// Counts the named things of a kind over their numbers of articles; at most `most`.
fn count_things(
    facet: Facet,
    kind: EntityKind,
    things: &Things,
    articles: &[u64],
    most: usize,
) -> FacetCounts {
    let (mut found, mut distinct) = (Vec::new(), 0);
    let (mut least, mut full) = (1, room(most));
    for (number, &count) in articles.iter().enumerate() {
        if count == 0 || things.kind_of(number) != Some(kind) {
            continue;
        }
        distinct += 1;
        if count >= least {
            found.push((number, count));
            if found.len() >= full {
                least = keep_most(&mut found, most).max(least);
                full = room(most.max(found.len()));
            }
        }
    }
    keep_most(&mut found, most);
    let shown = found.into_iter().filter_map(|(number, count)| {
        let thing = things.get(number)?;
        Some((thing.name.to_owned(), count))
    });
    FacetCounts {
        facet,
        values: first(shown.collect(), most),
        distinct,
    }
}

/// Room for as many again, so that each dropping is paid for by what was collected since.
fn room(most: usize) -> usize {
    most.saturating_mul(2).saturating_add(64)
}

/// Drops what is surely not among the most frequent; those as frequent as the last of them stay. What has less than the number
/// that is given back is not among them.
fn keep_most<V>(found: &mut Vec<(V, u64)>, most: usize) -> u64 {
    let mut counts: Vec<u64> = found.iter().map(|&(_, count)| count).collect();
    let Some(at) = most.checked_sub(1).filter(|&at| at < counts.len()) else {
        return 0;
    };
    let (_, &mut least, _) = counts.select_nth_unstable_by(at, |a, b| b.cmp(a));
    found.retain(|&(_, count)| count >= least);
    least
}

/// The kind of thing that a facet counts, if it counts things.
fn kind(facet: Facet) -> Option<EntityKind> {
    match facet {
        Facet::Person => Some(EntityKind::Person),
        Facet::Org => Some(EntityKind::Org),
        Facet::Place => Some(EntityKind::Place),
        Facet::Misc => Some(EntityKind::Misc),
        _ => None,
    }
}

fn most_of(facet: Facet, counts: Counts, most: usize) -> FacetCounts {
    let distinct = counts.len() as u64;
    let values = first(counts.into_iter().collect(), most);
    FacetCounts {
        facet,
        values,
        distinct,
    }
}

/// The most frequent ones; of equally frequent ones the first by value.
fn first<V: Ord>(mut values: Vec<(V, u64)>, most: usize) -> Vec<(V, u64)> {
    let order = |a: &(V, u64), b: &(V, u64)| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0));
    if most < values.len() {
        values.select_nth_unstable_by(most, order);
        values.truncate(most);
    }
    values.sort_unstable_by(order);
    values
}

/// The counts of a single segment: its ordinals are in the order of the values, so that only the values
/// that are shown need to be looked up.
fn of_one(
    facet: Facet,
    segment: &Segment,
    name: &str,
    docs: &[DocId],
    most: usize,
) -> Result<FacetCounts> {
    let mut counts = FacetCounts {
        facet,
        values: Vec::new(),
        distinct: 0,
    };
    let Some(column) = columns::strings(&segment.reader, name)? else {
        return Ok(counts);
    };
    let numbers = (0..).zip(by_ordinal(&column, docs));
    let found: Vec<(u64, u64)> = numbers.filter(|&(_, number)| number > 0).collect();
    counts.distinct = found.len() as u64;
    for (ordinal, number) in first(found, most) {
        let mut value = String::new();
        column.ord_to_str(ordinal, &mut value).map_err(engine)?;
        counts.values.push((value, number));
    }
    Ok(counts)
}

/// For each value the number of articles that carry it.
fn by_ordinal(column: &StrColumn, docs: &[DocId]) -> Vec<u64> {
    let mut numbers = vec![0; column.num_terms()];
    for &doc in docs {
        for ordinal in column.term_ords(doc) {
            if let Some(number) = numbers.get_mut(ordinal as usize) {
                *number += 1;
            }
        }
    }
    numbers
}

fn column(facet: Facet) -> Option<&'static str> {
    match facet {
        Facet::Site => Some("site"),
        Facet::Section => Some("section"),
        Facet::Lang => Some("lang"),
        Facet::Person | Facet::Org | Facet::Place | Facet::Misc | Facet::Month | Facet::Year => {
            None
        }
    }
}

fn by_column(segment: &Segment, name: &str, docs: &[DocId], counts: &mut Counts) -> Result<()> {
    let Some(column) = columns::strings(&segment.reader, name)? else {
        return Ok(());
    };
    let mut numbers = by_ordinal(&column, docs).into_iter();
    columns::values(&column, |value| {
        if let Some(number) = numbers.next().filter(|&number| number > 0) {
            match counts.get_mut(value) {
                Some(count) => *count += number,
                None => {
                    counts.insert(value.to_owned(), number);
                }
            }
        }
    })
}

fn by_time(segment: &Segment, facet: Facet, docs: &[DocId], counts: &mut Counts) -> Result<()> {
    let column = segment.published()?;
    let mut days: FxHashMap<i64, u64> = FxHashMap::default();
    for day in docs
        .iter()
        .filter_map(|&doc| shown_time(column, doc))
        .map(|second| second.div_euclid(86_400))
    {
        *days.entry(day).or_default() += 1;
    }
    for (day, number) in days {
        if let Some(mut value) = month(day) {
            if facet == Facet::Year {
                value.truncate(value.rfind('-').unwrap_or(value.len()));
            }
            *counts.entry(value).or_default() += number;
        }
    }
    Ok(())
}

/// The month of a day counted from 1970-01-01.
fn month(day: i64) -> Option<String> {
    let moment = jiff::Timestamp::from_second(day.checked_mul(86_400)?).ok()?;
    let date = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
    Some(format!("{:04}-{:02}", date.year(), date.month()))
}
