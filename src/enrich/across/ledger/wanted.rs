//! Which rules mean a name, asked of all rules at once: thousands of them cost hardly more than one.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::analysis::AnyOf;
use crate::enrich::merge;

/// A name or a pattern of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A folded name.
    Key(String),
    /// A pattern with `*` and `?`.
    Pattern(Pattern),
}

/// A pattern in lower case: `*` stands for anything, `?` for one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<char>);

impl Pattern {
    pub fn of(said: &str) -> Self {
        Self(said.to_lowercase().chars().collect())
    }

    /// The longest text without a sign in it; a name that fits has it.
    fn piece(&self) -> String {
        let pieces = self.0.split(|c| matches!(c, '*' | '?'));
        let longest = pieces.max_by_key(|piece| piece.len());
        longest.unwrap_or_default().iter().collect()
    }

    /// Whether it fits a name in lower case as a whole. Takes time with the product of both at worst.
    fn fits(&self, name: &[char]) -> bool {
        let (mut at, mut in_name) = (0, 0);
        // Where the last star stands, and how much of the name it has taken.
        let mut star: Option<(usize, usize)> = None;
        while let Some(&c) = name.get(in_name) {
            match self.0.get(at) {
                Some('*') => {
                    star = Some((at, in_name));
                    at += 1;
                }
                Some(&wanted) if wanted == c || wanted == '?' => {
                    at += 1;
                    in_name += 1;
                }
                _ => {
                    let Some((of_star, taken)) = star else {
                        return false;
                    };
                    star = Some((of_star, taken + 1));
                    at = of_star + 1;
                    in_name = taken + 1;
                }
            }
        }
        self.0
            .get(at..)
            .is_some_and(|rest| rest.iter().all(|&c| c == '*'))
    }
}

/// The names and patterns of many rules, ready to be asked.
#[derive(Default)]
pub(super) struct Finder {
    /// Rules by folded name.
    keys: FxHashMap<String, Vec<usize>>,
    /// The last words of those names: a name in which none stands is no one of them.
    last_words: Option<AnyOf>,
    patterns: Vec<(Pattern, usize)>,
    /// The pieces of the patterns that have one, and their places in `patterns`.
    pieces: Option<(AnyOf, Vec<usize>)>,
    /// Places of patterns of signs alone.
    bare: Vec<usize>,
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} names, {} patterns",
            self.keys.len(),
            self.patterns.len()
        )
    }
}

impl Finder {
    /// Rules by their numbers.
    pub fn of<'w>(wanted: impl Iterator<Item = (usize, &'w Wanted)>) -> Self {
        let mut finder = Self::default();
        for (rule, wanted) in wanted {
            match wanted {
                Wanted::Key(key) => finder.keys.entry(key.clone()).or_default().push(rule),
                Wanted::Pattern(pattern) => finder.patterns.push((pattern.clone(), rule)),
            }
        }
        let last_word = |key: &String| key.rsplit(' ').next().unwrap_or_default().to_owned();
        let last_words: Vec<String> = finder.keys.keys().map(last_word).collect();
        finder.last_words = AnyOf::of(&last_words, true);
        let pieces = finder.patterns.iter().map(|(pattern, _)| pattern.piece());
        let (with, bare): (Vec<_>, Vec<_>) =
            (0..).zip(pieces).partition(|(_, piece)| !piece.is_empty());
        finder.bare = bare.into_iter().map(|(at, _)| at).collect();
        let (places, pieces): (Vec<usize>, Vec<String>) = with.into_iter().unzip();
        finder.pieces = AnyOf::of(&pieces, false).map(|found| (found, places));
        finder
    }

    /// The numbers of the rules that mean a printed name, ascending.
    pub fn rules(&self, printed: &str) -> Vec<usize> {
        let mut rules = Vec::new();
        if !self.keys.is_empty() && self.may_be_key(printed) {
            rules.extend(self.keys.get(&merge::key(printed)).into_iter().flatten());
        }
        if !self.patterns.is_empty() {
            self.add_by_pattern(printed, &mut rules);
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// False only if no key can be the name's. Names in other letters, or with signs inside words, are always folded.
    fn may_be_key(&self, printed: &str) -> bool {
        let is_plain = printed.is_ascii() && !printed.contains(['.', '&']);
        !is_plain
            || self
                .last_words
                .as_ref()
                .is_none_or(|words| words.is_match(printed))
    }

    fn add_by_pattern(&self, printed: &str, rules: &mut Vec<usize>) {
        let lower = printed.to_lowercase();
        let letters: Vec<char> = lower.chars().collect();
        let mut likely = self.bare.clone();
        if let Some((pieces, places)) = &self.pieces {
            let found = pieces.found(&lower);
            likely.extend(found.filter_map(|found| places.get(found)));
        }
        likely.sort_unstable();
        likely.dedup();
        let likely = likely.into_iter().filter_map(|at| self.patterns.get(at));
        let fitting = likely.filter(|(pattern, _)| pattern.fits(&letters));
        rules.extend(fitting.map(|&(_, rule)| rule));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_a_whole_name() {
        for (pattern, name, fits) in [
            ("getty *", "Getty Images", true),
            ("getty *", "The Getty Images", false),
            ("*bank", "Deutsche Bank", true),
            ("*bank", "Banker", false),
            ("M?ller", "Müller", true),
            ("M?ller", "Mller", false),
            ("*a*b*", "xaxbx", true),
            ("*a*b*", "xbxax", false),
            ("a*a", "a", false),
            ("[x]{y}\\*", "[X]{Y}\\z", true),
            ("?", "", false),
            ("*", "", true),
            ("ÄRZTE*", "Ärzte ohne Grenzen", true),
        ] {
            let wanted = Wanted::Pattern(Pattern::of(pattern));
            let finder = Finder::of([(3, &wanted)].into_iter());
            let expected: &[usize] = if fits { &[3] } else { &[] };
            assert_eq!(finder.rules(name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn a_key_is_any_spelling_of_a_name() {
        let wanted =
            ["U.S.", "José Peña", "Berg", "Kyiv"].map(|name| Wanted::Key(merge::key(name)));
        let finder = Finder::of((0..).zip(&wanted));
        for (name, rules) in [
            ("US", &[0][..]),
            ("Jose PENA", &[1]),
            ("Ms. Berg", &[2]),
            ("Bergs", &[]),
            ("Kyiv", &[3]),
        ] {
            assert_eq!(finder.rules(name), rules, "{name}");
        }
    }
}
