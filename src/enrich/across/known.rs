//! What a name means that no article has.

use super::super::EntityKind;
use super::super::merge;
use super::language::Own;
use super::{Things, initials, readings, same};

impl Things {
    /// The things of a kind that a name means though no article has it: `UK` where all write United Kingdom, `Allemagne` where all write
    /// Germany, and the initials of bodies, `ACLU`.
    pub fn known(&self, kind: EntityKind, name: &str) -> Vec<usize> {
        if let Some(number) = meant(kind, name) {
            return self.meaning(kind, number);
        }
        match initials::read(name).filter(|_| kind == EntityKind::Org) {
            Some(letters) => self.with_initials(&letters),
            None => Vec::new(),
        }
    }

    /// The thing of a known number. What surely means the same is one thing, so the first that is there is all; a doubtful name counts if the index
    /// is in its language.
    fn meaning(&self, kind: EntityKind, number: u32) -> Vec<usize> {
        let things = || {
            let keys = same::keys(kind, number).into_iter();
            keys.map(|key| (key, self.having(kind, key)))
                .filter(|(_, found)| !found.is_empty())
        };
        let is_sure = |(_, found): &(&str, Vec<usize>)| {
            let things = found.iter().filter_map(|&number| self.get(number));
            things
                .flat_map(|thing| thing.names())
                .any(|name| !same::is_doubtful(name, &merge::key(name)))
        };
        if let Some((_, found)) = things().find(is_sure) {
            return found;
        }
        let Some((key, found)) = things().next() else {
            return Vec::new();
        };
        if Own::of_most(&self.values).has(key) {
            found
        } else {
            Vec::new()
        }
    }

    /// The bodies whose words begin with these letters; of several those with the most articles, and those with half as many.
    fn with_initials(&self, letters: &str) -> Vec<usize> {
        let bodies = self.iter().filter(|thing| thing.kind == EntityKind::Org);
        let fitting =
            bodies.filter(|thing| thing.names().any(|name| initials::stand_for(letters, name)));
        let counted = fitting.map(|thing| {
            let articles = thing.forms().map(|form| form.given.articles);
            (thing.number, articles.sum::<u64>())
        });
        let counted: Vec<(usize, u64)> = counted.collect();
        let most = counted.iter().map(|&(_, articles)| articles).max();
        let common = |&(_, articles): &(usize, u64)| 2 * articles >= most.unwrap_or(0);
        let common = counted.into_iter().filter(common);
        common.map(|(number, _)| number).collect()
    }

    /// The people whose name, or part of it, is the asked one in another spelling: `Zelenskyy` where all write Зеленский.
    pub fn spelled_otherwise(&self, name: &str) -> Vec<usize> {
        let asked = readings::all(name, &merge::key(name));
        let is_meant = |other: &str| {
            let key = merge::key(other);
            let likely = readings::likely(other, &key);
            asked.iter().any(|asked| stands_in(&likely, asked))
        };
        let people = self.iter().filter(|thing| thing.kind == EntityKind::Person);
        let meant = people.filter(|thing| thing.names().any(is_meant));
        meant.map(|thing| thing.number).collect()
    }
}

/// The number of the thing that an asked name means; letters that are a word of some language by chance mean no place.
fn meant(kind: EntityKind, name: &str) -> Option<u32> {
    let key = merge::key(name);
    let is_place = kind == EntityKind::Place;
    let number = same::number(kind, &key)?;
    (!is_place || !same::is_chance(name, &key)).then_some(number)
}

/// Whether words stand in a row in a name.
fn stands_in(name: &str, words: &str) -> bool {
    let mut from = name.match_indices(words).map(|(at, _)| at);
    from.any(|at| {
        let end = at + words.len();
        (at == 0 || name[..at].ends_with(' '))
            && (end == name.len() || name[end..].starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Given, Ledger, Values};
    use super::*;

    #[test]
    fn a_known_name_finds_what_articles_call_otherwise() {
        const ORG: EntityKind = EntityKind::Org;
        const PLACE: EntityKind = EntityKind::Place;
        let given = [
            (PLACE, "United Kingdom", 240),
            (PLACE, "Deutschland", 25),
            (PLACE, "Πακιστάν", 4),
            (ORG, "European Union", 9),
            (ORG, "American Civil Liberties Union", 9),
            (ORG, "Air Cargo Lines of Utah", 2),
            (ORG, "UN Watch", 2),
        ];
        let given = given.map(|(kind, name, articles)| Given {
            kind,
            name,
            articles,
        });
        let things = Things::of(Values::of(given.to_vec()), &Ledger::default(), None);
        let table = [
            (PLACE, "UK", vec!["United Kingdom"]),
            (PLACE, "Britain", vec!["United Kingdom"]),
            (PLACE, "Allemagne", vec!["Germany"]),
            (PLACE, "germany", vec!["Germany"]),
            (PLACE, "Pakistan", vec!["Pakistan"]),
            (PLACE, "EU", vec![]),
            (ORG, "EU", vec!["European Union"]),
            (ORG, "aclu", vec!["American Civil Liberties Union"]),
            (ORG, "UN", vec![]),
            (ORG, "XYZ", vec![]),
        ];
        for (kind, name, expected) in table {
            let found = things.known(kind, name).into_iter();
            let found: Vec<&str> = found.filter_map(|n| Some(things.get(n)?.name)).collect();
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn a_person_is_found_in_any_spelling() {
        let given = ["Володимир Зеленський", "Anna Smith"].map(|name| Given {
            kind: EntityKind::Person,
            name,
            articles: 1,
        });
        let things = Things::of(Values::of(given.to_vec()), &Ledger::default(), None);
        for name in [
            "Zelenskyy",
            "Zelensky",
            "Selenskyj",
            "Зеленский",
            "Volodymyr Zelenskyy",
        ] {
            let found = things.spelled_otherwise(name).into_iter();
            let found: Vec<&str> = found.filter_map(|n| Some(things.get(n)?.name)).collect();
            assert_eq!(found, ["Володимир Зеленський"], "{name}");
        }
        for name in ["", "Smithson", "Zelen"] {
            assert_eq!(things.spelled_otherwise(name), [0_usize; 0], "{name}");
        }
    }
}
