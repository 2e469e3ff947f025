//! Which rule holds for a text, asked of all rules at once: thousands of them cost hardly more than one.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;

use super::{Rule, fits};
use crate::analysis::AnyOf;

/// The rules of a file, by their sites.
#[derive(Debug, Default)]
pub(super) struct Finder {
    everywhere: Group,
    /// By host, for it and all below.
    hosts: FxHashMap<String, Group>,
    /// By patterns of hosts.
    patterns: Vec<(String, Group)>,
}

impl Finder {
    pub(super) fn of(rules: &[Rule]) -> Self {
        let mut everywhere = Vec::new();
        let mut by_site: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, rule) in rules.iter().enumerate() {
            match &rule.site {
                None => everywhere.push(at),
                Some(sites) => by_site.entry(&sites.0).or_default().push(at),
            }
        }
        let mut finder = Self {
            everywhere: Group::of(everywhere, rules),
            ..Self::default()
        };
        for (site, of_site) in by_site {
            let group = Group::of(of_site, rules);
            if site.contains('*') {
                finder.patterns.push((site.to_owned(), group));
            } else {
                finder.hosts.insert(site.to_owned(), group);
            }
        }
        finder
    }

    /// The groups of rules that are for a site, given by its key.
    pub(super) fn groups(&self, site: &str) -> Vec<&Group> {
        let site = site.to_lowercase();
        let below = site.match_indices('.').map(|(at, _)| at + 1);
        let hosts = std::iter::once(0).chain(below);
        let hosts = hosts.filter_map(|at| self.hosts.get(site.get(at..)?));
        let fitting = self.patterns.iter().filter(|(of, _)| fits(of, &site));
        let groups = std::iter::once(&self.everywhere)
            .chain(hosts)
            .chain(fitting.map(|(_, group)| group));
        groups.filter(|group| !group.is_empty()).collect()
    }
}

/// Rules for the same sites.
#[derive(Default)]
pub(super) struct Group {
    /// Rules without a text that whatever fits must have: they are always tried. Ascending.
    bare: Vec<usize>,
    /// The texts of the others, each once, and the rules that have it.
    pieces: Option<(AnyOf, Vec<Vec<usize>>)>,
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pieces = self.pieces.as_ref().map_or(0, |(_, rules)| rules.len());
        write!(f, "{} bare, {pieces} pieces", self.bare.len())
    }
}

impl Group {
    fn of(members: Vec<usize>, rules: &[Rule]) -> Self {
        let mut group = Self::default();
        let mut pieces: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in members {
            let of_rule = rules.get(at).map_or(&[][..], |rule| &rule.pieces);
            if of_rule.is_empty() {
                group.bare.push(at);
            }
            for piece in of_rule {
                pieces.entry(piece).or_default().push(at);
            }
        }
        if pieces.is_empty() {
            return group;
        }
        let (texts, of_piece): (Vec<&str>, Vec<Vec<usize>>) = pieces.into_iter().unzip();
        if let Some(found) = AnyOf::of(&texts, false) {
            group.pieces = Some((found, of_piece));
        } else {
            // Too many for the automaton, which is not known to happen.
            group.bare.extend(of_piece.into_iter().flatten());
            group.bare.sort_unstable();
            group.bare.dedup();
        }
        group
    }

    fn is_empty(&self) -> bool {
        self.bare.is_empty() && self.pieces.is_none()
    }

    /// The rules that may fit a text in lower case, see [`lower`], the last one first.
    pub(super) fn likely(&self, lower: &str) -> Vec<usize> {
        let mut likely = self.bare.clone();
        if let Some((pieces, of_piece)) = &self.pieces {
            for found in pieces.found(lower) {
                likely.extend(of_piece.get(found).into_iter().flatten());
            }
        }
        likely.sort_unstable_by(|one, other| other.cmp(one));
        likely.dedup();
        likely
    }
}

/// One spelling for all that a pattern without regard to case takes for the same: also for `ſ` and `s`, `ẞ` and `ß`.
pub(super) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let upper = |c: char| c.to_uppercase();
    let small = |c: char| c.to_lowercase();
    let once = text.chars().flat_map(upper).flat_map(small);
    once.flat_map(upper).flat_map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Rules;

    #[test]
    fn a_text_is_asked_of_few_rules_however_many_there_are() {
        for many in [10, 1_000, 5_000] {
            let rules: String = (0..many)
                .map(|n| format!("[[rule]]\ncut = \"*notice{n}x of the house*\"\n[[rule]]\nsite = \"s{n}.example\"\ncut = \"* {n}\"\n"))
                .collect();
            let rules = Rules::parse("mine.toml", &rules).unwrap();
            let groups = rules.finder.groups("www.S7.example");
            assert_eq!(groups.len(), 2);
            let tried = |text: &str| -> usize {
                let text = lower(text);
                groups.iter().map(|group| group.likely(&text).len()).sum()
            };
            assert_eq!(tried("The council met on Tuesday, the mayor said."), 0);
            assert_eq!(tried("A NOTICE3X of the house"), 1);
            assert_eq!(tried("read by 7"), 1);
        }
    }

    #[test]
    fn an_expression_is_found_by_its_text_as_it_is_alone() {
        let written = [
            "/^Advert number 7 .*$/",
            "/(sale|offer)\\d/",
            "/^\\W*straße/",
            "/ſale/",
            "/\\d{4}/",
            "/a(?:b|c)d+/",
            "/(?i:Re)ad (?:more)?/",
            "/[Rr]ead.*by/",
        ];
        let of = |written: &&str| format!("[[rule]]\ncut = '{written}'\n");
        let rules: String = written.iter().map(of).collect();
        let rules = Rules::parse("mine.toml", &rules).unwrap();
        let groups = rules.finder.groups("");
        for text in [
            "ADVERT NUMBER 7 is here",
            "a Sale7",
            "OFFER3",
            "STRAßE frei",
            "straſſe",
            "SALE ſale",
            "in 2026",
            "ABDD acd",
            "read more",
            "READ BY",
            "nothing of that",
        ] {
            let likely = groups[0].likely(&lower(text));
            let fitting = (0..).zip(&rules.list).filter(|(_, rule)| rule.fits(text));
            let missed: Vec<usize> = fitting
                .map(|(at, _)| at)
                .filter(|at| !likely.contains(at))
                .collect();
            assert_eq!(missed, [0; 0], "{text}");
        }
    }

    #[test]
    fn sites_are_found_as_one_rule_alone_finds_them() {
        let sites = [
            "example",
            "b.example",
            "a.b.example",
            "*.example",
            "*b*",
            ".example",
            "x.b.example",
        ];
        let of = |site: &str| format!("[[rule]]\nsite = \"{site}\"\ncut = \"*\"\n");
        let rules = Rules::parse("mine.toml", &sites.map(of).concat()).unwrap();
        for site in [
            "a.b.example",
            "example",
            "b.example",
            "B.Example",
            "ab.example",
            "",
            "b..example",
        ] {
            let mut found: Vec<usize> = rules
                .finder
                .groups(site)
                .iter()
                .flat_map(|group| group.likely(""))
                .collect();
            found.sort_unstable();
            let alone = (0..).zip(&rules.list).filter(|(_, rule)| rule.is_for(site));
            assert_eq!(found, alone.map(|(at, _)| at).collect::<Vec<_>>(), "{site}");
        }
    }

    #[test]
    fn letters_that_a_pattern_takes_for_the_same_are_the_same() {
        let cased: String = ('\0'..=char::MAX)
            .filter(|c| !c.to_lowercase().eq([*c]) || !c.to_uppercase().eq([*c]))
            .collect();
        for c in cased.chars() {
            let same =
                regex::Regex::new(&format!("(?i){}", regex::escape(&c.to_string()))).unwrap();
            for found in same.find_iter(&cased) {
                let (one, other) = (lower(found.as_str()), lower(&c.to_string()));
                assert_eq!(one, other, "{c} {}", found.as_str());
            }
        }
    }

    #[test]
    fn short_texts_with_stars_can_always_be_read() {
        for text in ["a*", "ſ*", "*", "Ꮳ* "] {
            let long = text.repeat(200 / text.len());
            assert!(super::super::file::compile(&long).is_ok(), "{text}");
        }
    }
}
