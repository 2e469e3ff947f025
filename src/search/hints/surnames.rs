//! People who are asked for by a last name, though some of their articles give the full one.

use std::cmp::Reverse;

use crate::analysis::fold;
use crate::enrich::EntityKind;
use crate::enrich::across::Things;
use crate::error::Result;
use crate::query::ValueField;
use crate::query::plan::Test;
use crate::search::segment::Segment;
use crate::search::things;

/// Names that are looked at in one query, and people who are named of each.
const MOST: usize = 3;

/// The single words by which a test asks for people.
pub(in crate::search) fn asked(test: &Test) -> Vec<String> {
    let mut found = Vec::new();
    collect(test, &mut found);
    found.truncate(MOST);
    found
}

fn collect(test: &Test, found: &mut Vec<String>) {
    match test {
        Test::Value {
            field: ValueField::Person,
            text,
            exact: false,
        } if !text.contains([' ', '*', '?']) && !found.contains(text) => found.push(text.clone()),
        Test::All(tests) | Test::Better(tests) | Test::Some { of: tests, .. } => {
            for test in tests {
                collect(test, found);
            }
        }
        _ => {}
    }
}

/// Of each name that is somebody's as it stands: the people whose names end in it, with their articles. The name itself goes on to
/// mean those called just so, since a facet counts them so.
pub(in crate::search) fn longer(
    asked: &[String],
    things: &Things,
    segments: &[Segment],
) -> Result<Vec<String>> {
    let mut hints = Vec::new();
    for name in asked {
        let named = things.named(EntityKind::Person, name);
        if named.is_empty() {
            continue;
        }
        let people = things.iter().filter(|thing| {
            thing.kind == EntityKind::Person
                && !named.contains(&thing.number)
                && thing.names().any(|full| ends_in(full, name))
        });
        let mut people: Vec<_> = people
            .map(|thing| (thing.forms().map(|form| form.given.articles).sum(), thing))
            .collect();
        people.sort_by_key(|&(articles, ref thing)| (Reverse::<u64>(articles), thing.number));
        let numbers: Vec<usize> = people.iter().map(|(_, thing)| thing.number).collect();
        let all = articles(things, &numbers, segments)?;
        if all == 0 {
            continue;
        }
        let mut shown = Vec::new();
        for (_, thing) in people.iter().take(MOST) {
            let count = articles(things, &[thing.number], segments)?;
            shown.push(format!("person:=\"{}\" {count}", thing.name));
        }
        hints.push(format!(
            "person:{name} is whoever is called just that; articles with people whose names end so: {all} ({}); all of them: (person:{name} OR person:\"* {name}\")",
            shown.join(", ")
        ));
    }
    Ok(hints)
}

/// The articles that name any of these people.
fn articles(things: &Things, numbers: &[usize], segments: &[Segment]) -> Result<usize> {
    let values = things::forms(things, numbers);
    let mut count = 0;
    for segment in segments {
        count += things::having(segment, &values, segment.alive())?.len();
    }
    Ok(count)
}

/// Whether the last word of several is this one.
fn ends_in(full: &str, last: &str) -> bool {
    let Some((_, own)) = full.trim_end().rsplit_once(' ') else {
        return false;
    };
    own.eq_ignore_ascii_case(last)
        || !(own.is_ascii() && last.is_ascii()) && fold(own) == fold(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_in_its_last_word() {
        for (full, last, expected) in [
            ("Joe Biden", "biden", true),
            ("Ana Müller", "muller", true),
            ("Biden", "biden", false),
            ("Obiden", "biden", false),
            ("Biden Smith", "biden", false),
        ] {
            assert_eq!(ends_in(full, last), expected, "{full}");
        }
    }
}
