//! `facets`: what the articles of a set have in common, and the query that stays within one value.

use crate::error::Error;
use crate::output::{Role, Sheet, flow, results};
use crate::search::{Facet, FacetCounts};

/// The columns in the order of `facets`, which looks over them all. Years are months again.
pub(super) const COLUMNS: [Facet; 8] = [
    Facet::Person,
    Facet::Org,
    Facet::Place,
    Facet::Misc,
    Facet::Site,
    Facet::Section,
    Facet::Lang,
    Facet::Month,
];

/// The names of all columns that can be asked for.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    COLUMNS
        .into_iter()
        .chain([Facet::Year])
        .map(results::facet_name)
}

/// The column of a name: `person`, `persons`, `people`.
///
/// # Errors
///
/// [`Error::Usage`] if there is none.
pub(super) fn named(name: &str) -> Result<Facet, Error> {
    let name = name.to_lowercase();
    let singular = match name.as_str() {
        "people" => "person",
        other => other.strip_suffix('s').unwrap_or(other),
    };
    let known = COLUMNS
        .into_iter()
        .chain([Facet::Year])
        .find(|column| results::facet_name(*column) == singular);
    known.ok_or_else(|| {
        let names: Vec<_> = names().collect();
        let names = names.join(", ");
        Error::Usage(format!("there is no column `{name}`; there are {names}"))
    })
}

/// The columns that hold anything, below each other, with a number before each value. The numbers go on from one column to the next, and from
/// the pages before, on which so many values stand.
pub(super) fn listed(sheet: &mut Sheet, columns: &[FacetCounts], before: usize) {
    let filled = || columns.iter().filter(|counts| !counts.values.is_empty());
    let most = filled()
        .flat_map(|counts| &counts.values)
        .map(|value| value.1)
        .max();
    let digits = results::grouped(most.unwrap_or(0)).len();
    let mut number = before;
    for counts in filled() {
        headed(
            sheet,
            counts,
            before,
            counts.values.len() as u64,
            usize::MAX,
        );
        sheet.end();
        let room = sheet.look().text_width().saturating_sub(digits + 8).max(8);
        for (name, count) in &counts.values {
            number += 1;
            value(
                sheet,
                number,
                (*count, digits),
                &sheet.look().cut(name, room),
            );
            sheet.end();
        }
        sheet.end();
    }
}

/// Writes `person  10 of 57 values`, on a later page `person  values 11 to 20 of 57`, or less of it where there is no room; the
/// columns it took.
pub(super) fn headed(
    sheet: &mut Sheet,
    counts: &FacetCounts,
    before: usize,
    shown: u64,
    room: usize,
) -> usize {
    let name = results::facet_name(counts.facet);
    sheet.put(Role::Title, name);
    let all = results::grouped(counts.distinct);
    let share = if before == 0 {
        format!("  {shown} of {all} values")
    } else {
        let [first, last] = [1, shown].map(|n| results::grouped(before as u64 + n));
        format!("  values {first} to {last} of {all}")
    };
    let fits = flow::columns(name) + flow::columns(&share) < room;
    if counts.distinct > shown && fits {
        sheet.put(Role::Aside, &share);
        return flow::columns(name) + flow::columns(&share);
    }
    flow::columns(name)
}

/// Writes `   3     16  Ana Berg`: its number, its count in so many columns, and the value; the columns of the number.
pub(super) fn value(sheet: &mut Sheet, number: usize, count: (u64, usize), value: &str) -> usize {
    let (count, digits) = count;
    let number = format!("{number:>4}");
    sheet.put(Role::Number, &format!("{number}  "));
    sheet.put(
        Role::Aside,
        &format!("{:>digits$}  ", results::grouped(count)),
    );
    sheet.put(Role::Text, value);
    number.len()
}

/// The query that stays within a column's value.
pub(super) fn as_query(column: Facet, value: &str) -> String {
    let name = results::facet_name(column);
    match column {
        Facet::Month | Facet::Year => format!("date:{value}"),
        _ if value.chars().all(is_plain) => format!("{name}:=\"{value}\""),
        // A quote cannot stand within quotes, nor can a sign that a query reads as another one.
        _ => {
            let pattern: String = value
                .chars()
                .map(|c| if is_plain(c) { c } else { '*' })
                .collect();
            format!("{name}:\"{pattern}\"")
        }
    }
}

/// Whether a query reads a sign within quotes as itself.
fn is_plain(c: char) -> bool {
    !is_quote(c) && !c.is_control() && !matches!(c, '*' | '?' | '\\')
}

/// Whether a query takes a sign for a quotation mark.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '＂' | '「' | '」'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_of_a_value_can_be_read() {
        let values = [
            "Elin Sjöberg",
            "Dwayne \"The Rock\" Johnson",
            "a (b) AND c",
            "O'Neill: x/y",
        ];
        for column in COLUMNS.into_iter().filter(|column| *column != Facet::Month) {
            for value in values {
                let query = as_query(column, value);
                assert_eq!(crate::query::parse(&query).1, [], "{query}");
            }
        }
        assert_eq!(
            crate::query::parse(&as_query(Facet::Month, "2026-01")).1,
            []
        );
    }

    #[test]
    fn a_value_is_asked_for_as_it_is_spelled() {
        for (value, query) in [
            (
                "Chantiers de l’Atlantique",
                "org:=\"Chantiers de l’Atlantique\"",
            ),
            ("Su\u{308}dtirol", "org:=\"Su\u{308}dtirol\""),
            ("Joaquín \"Quino\" Salas", "org:\"Joaquín *Quino* Salas\""),
        ] {
            assert_eq!(as_query(Facet::Org, value), query);
        }
    }

    #[test]
    fn columns_are_found_by_what_people_call_them() {
        assert_eq!(named("people").ok(), Some(Facet::Person));
        assert_eq!(named("Sites").ok(), Some(Facet::Site));
        assert!(named("colour").is_err());
    }
}
