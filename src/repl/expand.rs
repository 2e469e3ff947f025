//! Sets in a query: `S1 AND (council OR S2)` with the sets' queries in the places of their names.

use std::ops::Range;

use super::said::set;
use super::sets::{Said, Sets};
use super::slash;
use crate::error::{Error, Problem};

/// A line with queries in the places of sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Expanded {
    /// The query.
    pub query: String,
    /// What may not mean what its writer thinks.
    pub advice: Vec<String>,
    /// Where names stood in the line, and where their queries stand now; without a name, what joins sets side by side.
    swaps: Vec<(Range<usize>, Range<usize>)>,
}

/// Puts the queries of sets in the places of their names.
///
/// `S1` is a set wherever a word may stand: behind a blank, a bracket or a sign, and not within quotes. A number that no set
/// has is a word, unless an operator or a sign stands beside it: then a set was meant. Sets side by side are joined by OR, whatever
/// they ask for: a set of one outlet beside a set of words is no filter.
///
/// # Errors
///
/// [`Error::Misuse`] for a set that there is not.
pub(super) fn expand(line: &str, sets: &Sets) -> Result<Expanded, Error> {
    let words = words(line);
    let mut out = Expanded::default();
    let mut from = 0;
    for (at, word) in words.iter().enumerate() {
        let name = word.name(line);
        let Some(number) = set(name) else { continue };
        let joined = joined(line, &words, at);
        let capital = name.starts_with('S');
        let Some(found) = sets.get(number) else {
            if capital && joined {
                return Err(missing(number));
            }
            if capital && sets.current().is_some() {
                out.advice.push(format!(
                    "there is no set {name}; it was searched for as a word"
                ));
            }
            continue;
        };
        if !capital && !joined {
            continue;
        }
        let beside = Beside::of(line, &words, at, sets);
        out.query.push_str(&line[from..word.name.start]);
        if let Some(sign) = beside.before() {
            out.insert(sign, word.name.start);
        }
        let start = out.query.len();
        out.query.extend(["(", &found.query(), ")"]);
        out.swaps.push((word.name.clone(), start..out.query.len()));
        from = word.name.end;
        if beside == Beside::LAST {
            out.query.push_str(&line[from..word.end]);
            from = word.end;
            out.insert(")", from);
        }
    }
    out.query.push_str(&line[from..]);
    out.advise(line, &words, sets);
    Ok(out)
}

/// Whether sets stand side by side with one: before it, and behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Beside {
    before: bool,
    behind: bool,
}

impl Beside {
    const LAST: Self = Self {
        before: true,
        behind: false,
    };

    fn of(line: &str, words: &[Word], at: usize, sets: &Sets) -> Self {
        let set = |at: Option<usize>| {
            let word = at.and_then(|at| words.get(at))?;
            let known = set(word.name(line)).is_some_and(|number| sets.get(number).is_some());
            (known && word.name(line).starts_with('S') && !word.signed).then_some(word)
        };
        let pair = |first: Option<usize>, second: Option<usize>| {
            let pair = set(first).zip(set(second));
            pair.is_some_and(|(first, second)| {
                line[first.end..second.name.start].trim().is_empty()
                    && !is_counted(&line[..first.name.start])
            })
        };
        Self {
            before: pair(at.checked_sub(1), Some(at)),
            behind: pair(Some(at), Some(at + 1)),
        }
    }

    /// What stands before the set, so that OR joins it with the others.
    fn before(self) -> Option<&'static str> {
        match self {
            Self { before: true, .. } => Some("OR "),
            Self { behind: true, .. } => Some("("),
            _ => None,
        }
    }
}

/// Whether a line ends within `any2(`, which counts its parts.
fn is_counted(start: &str) -> bool {
    let mut depth = 0;
    for (at, c) in start.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth > 0 => depth -= 1,
            '(' => {
                let name = start[..at].trim_end_matches(|c: char| c.is_ascii_digit());
                return name.len() < at && name.to_ascii_lowercase().ends_with("any");
            }
            _ => {}
        }
    }
    false
}

/// Where a line names sets that there are not.
pub(super) fn missing_in(line: &str, sets: &Sets) -> Vec<Range<usize>> {
    let words = words(line);
    let mut missing = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let name = word.name(line);
        let unknown = set(name).is_some_and(|number| sets.get(number).is_none());
        if unknown && name.starts_with('S') && joined(line, &words, at) {
            missing.push(word.name.clone());
        }
    }
    missing
}

/// Whether an operator or a sign stands beside a word.
fn joined(line: &str, words: &[Word], at: usize) -> bool {
    let beside = |other: Option<&Word>| other.is_some_and(|other| other.is_operator(line));
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    words.get(at).is_some_and(|word| word.signed) || beside(before) || beside(words.get(at + 1))
}

impl Expanded {
    /// Whether any set stands in it.
    pub(super) fn has_sets(&self) -> bool {
        !self.swaps.is_empty()
    }

    /// Puts something into the query that stands nowhere in the line.
    fn insert(&mut self, text: &str, typed: usize) {
        let start = self.query.len();
        self.query.push_str(text);
        self.swaps.push((typed..typed, start..self.query.len()));
    }

    /// The sets in the line, and their queries.
    fn named_sets(&self) -> impl Iterator<Item = &(Range<usize>, Range<usize>)> {
        self.swaps.iter().filter(|(typed, _)| !typed.is_empty())
    }

    /// What it says, and how it was typed.
    pub(super) fn said(&self, line: String) -> Said {
        let name = |(typed, put): &(Range<usize>, Range<usize>)| {
            (
                put.clone(),
                line.get(typed.clone()).unwrap_or_default().to_owned(),
            )
        };
        Said {
            sets: self.named_sets().map(name).collect(),
            query: self.query.clone(),
            typed: line,
        }
    }

    /// The trouble of the query, shown in the line as it was typed.
    pub(super) fn typed(&self, line: &str, problems: Vec<Problem>) -> Error {
        let problems = problems.into_iter().map(|problem| Problem {
            start: self.place(problem.start, false),
            end: self.place(problem.end, true),
            ..problem
        });
        Error::Query {
            text: line.to_owned(),
            problems: slash::explained(line, problems.collect()),
        }
    }

    /// The place in the line of a place in the query; within a set, an edge of its name.
    fn place(&self, at: usize, end: bool) -> usize {
        let mut shift = (0, 0);
        for (typed, put) in &self.swaps {
            if at < put.start || at == put.start && end {
                break;
            }
            if at < put.end {
                return if end { typed.end } else { typed.start };
            }
            shift = (typed.end, put.end);
        }
        at - shift.1 + shift.0
    }

    /// A query that was made of this one, with the names of the sets again.
    pub(super) fn named(&self, line: &str, query: &str) -> String {
        let mut query = query.to_owned();
        for (typed, put) in self.named_sets() {
            query = query.replacen(&self.query[put.clone()], &line[typed.clone()], 1);
        }
        query
    }

    fn advise(&mut self, line: &str, words: &[Word], sets: &Sets) {
        self.advice.extend(in_field(line, words, sets));
        if !self.has_sets() {
            self.advice.extend(small(line, words, sets));
            return;
        }
        let is_set = |word: &Word| self.swaps.iter().any(|(typed, _)| *typed == word.name);
        let lower = |word: &&Word| ["and", "or", "not"].contains(&word.name(line));
        let mut advice = Vec::new();
        if let Some(word) = words.iter().find(lower) {
            let word = word.name(line);
            let capitals = word.to_uppercase();
            advice.push(format!(
                "`{word}` was searched for as a word; the operator is {capitals}"
            ));
        }
        let pair = words.windows(2).find_map(|pair| match pair {
            [a, b] if !a.signed && !b.signed && is_set(a) && is_set(b) => Some((a, b)),
            _ => None,
        });
        if let Some((a, b)) = pair {
            let (a, b) = (a.name(line), b.name(line));
            advice.push(format!(
                "sets side by side are joined by OR; {a} AND {b} gives what is in both"
            ));
        }
        advice.extend(brackets(line, words));
        self.advice.extend(advice);
    }
}

/// What is said of `s1 and s2`, all of it small: it was searched for as words, which hardly anybody means who has these sets.
fn small(line: &str, words: &[Word], sets: &Sets) -> Option<String> {
    let joins = |name: &str| ["and", "or", "not"].contains(&name);
    let is_set = |name: &str| set(name).is_some_and(|number| sets.get(number).is_some());
    let names: Vec<&str> = words.iter().map(|word| word.name(line)).collect();
    let beside =
        |pair: &[&str]| is_set(pair[0]) && joins(pair[1]) || joins(pair[0]) && is_set(pair[1]);
    if !names.windows(2).any(beside) {
        return None;
    }
    let mut meant = line.to_owned();
    for word in words {
        let name = word.name(line);
        if joins(name) || is_set(name) {
            // Neither gets longer by its capitals.
            meant.replace_range(word.name.clone(), &name.to_uppercase());
        }
    }
    Some(format!(
        "`{line}` was searched for as words; the sets and what joins them stand in capitals: {meant}"
    ))
}

/// What is said of `title:S1`: a set holds articles, and no words that could stand in a headline.
fn in_field(line: &str, words: &[Word], sets: &Sets) -> Option<String> {
    let named = words.iter().find_map(|word| {
        let (field, name) = word.name(line).split_once(':')?;
        let known = sets.get(set(name)?).is_some();
        (known && name.starts_with('S')).then_some((field, name))
    });
    let (field, name) = named?;
    Some(format!(
        "`{field}:{name}` was searched for as a word; a set holds articles: {name} AND {field}:…"
    ))
}

/// How sets are joined where OR stands before AND or NOT: whoever reads from the left takes it for something else.
fn brackets(line: &str, words: &[Word]) -> Option<String> {
    let names: Vec<&str> = words.iter().map(|word| word.name(line)).collect();
    let plain = |name: &&str| set(name).is_some() || ["AND", "OR", "NOT"].contains(name);
    if line.contains(['(', '"']) || words.iter().any(|word| word.signed) || !names.iter().all(plain)
    {
        return None;
    }
    let sets = |group: &&[&str]| group.iter().filter(|name| set(name).is_some()).count() > 1;
    let groups: Vec<&[&str]> = names.split(|name| *name == "OR").collect();
    groups.iter().skip(1).find(|group| sets(group))?;
    let shown = |group: &&[&str]| {
        let joined = group.join(" ");
        if sets(group) {
            format!("({joined})")
        } else {
            joined
        }
    };
    let read: Vec<String> = groups.iter().map(shown).collect();
    Some(format!("AND and NOT come before OR: {}", read.join(" OR ")))
}

/// The error of a set that there is not.
pub(super) fn missing(number: usize) -> Error {
    Error::Misuse {
        message: format!("there is no set S{number}"),
        hint: format!("`history` lists the sets; \"S{number}\" in quotes is a word"),
    }
}

/// A word of the line that stands by itself.
#[derive(Debug)]
struct Word {
    /// Without the brackets and signs around it.
    name: Range<usize>,
    /// Where it ends with its weight.
    end: usize,
    /// Whether a sign stands before it.
    signed: bool,
}

impl Word {
    fn name<'l>(&self, line: &'l str) -> &'l str {
        line.get(self.name.clone()).unwrap_or_default()
    }

    fn is_operator(&self, line: &str) -> bool {
        ["AND", "OR", "NOT", "&&", "||"].contains(&self.name(line))
    }
}

/// The words outside quotes; a weight behind one belongs to no name.
fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if c == '"' {
            quoted = !quoted;
        }
        let divides = !quoted && (c.is_whitespace() || "()".contains(c));
        match start {
            Some(from) if divides => {
                words.push(word(line, from, at));
                start = None;
            }
            None if !divides => start = Some(at),
            _ => {}
        }
    }
    words
}

fn word(line: &str, start: usize, end: usize) -> Word {
    let whole = &line[start..end];
    let bare = whole.trim_start_matches(['+', '-']);
    let weightless = bare.split('^').next().unwrap_or(bare);
    let from = end - bare.len();
    Word {
        name: from..from + weightless.len(),
        end,
        signed: bare.len() < whole.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;
    use crate::repl::sets::tests::three;

    #[test]
    fn a_set_stands_wherever_a_word_may() {
        let table = [
            ("S1 AND mayor", "(tram OR bus) AND mayor"),
            ("mayor NOT (S2 OR S3)", "mayor NOT ((council) OR (strike))"),
            ("-S1", "-(tram OR bus)"),
            ("mayor +S2^2", "mayor +(council)^2"),
            ("S1 mayor", "(tram OR bus) mayor"),
            ("s2 AND mayor", "(council) AND mayor"),
            ("S2 AND \"north korea\"", "(council) AND \"north korea\""),
            ("audi S5", "audi S5"),
            ("audi s1", "audi s1"),
            ("\"S1 AND\" mayor", "\"S1 AND\" mayor"),
            ("title:S1", "title:S1"),
            ("S1 S2", "((tram OR bus) OR (council))"),
            (
                "mayor -(S1 S2^2 S3) x",
                "mayor -(((tram OR bus) OR (council)^2 OR (strike))) x",
            ),
            ("S1 S2^2 AND x", "((tram OR bus) OR (council)^2) AND x"),
            ("any2(S1 S2 x)", "any2((tram OR bus) (council) x)"),
            ("S1 -S2 S3", "(tram OR bus) -(council) (strike)"),
        ];
        for (line, query) in table {
            let expanded = expand(line, &three()).map(|expanded| expanded.query);
            assert_eq!(expanded.ok().as_deref(), Some(query), "{line}");
        }
        for line in ["S9 AND mayor", "-S9", "mayor OR S4"] {
            assert!(expand(line, &three()).is_err(), "{line}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_told() {
        let advice = |line: &str| expand(line, &three()).map(|expanded| expanded.advice).ok();
        let told = |line: &str, text: &str| assert_eq!(advice(line), Some(vec![text.to_owned()]));
        told(
            "S1 and mayor",
            "`and` was searched for as a word; the operator is AND",
        );
        told(
            "S1 S2",
            "sets side by side are joined by OR; S1 AND S2 gives what is in both",
        );
        told(
            "title:S2",
            "`title:S2` was searched for as a word; a set holds articles: S2 AND title:…",
        );
        told(
            "audi S5",
            "there is no set S5; it was searched for as a word",
        );
        told(
            "S1 OR S2 AND S3",
            "AND and NOT come before OR: S1 OR (S2 AND S3)",
        );
        told(
            "S1 OR S2 NOT S3 OR s2",
            "AND and NOT come before OR: S1 OR (S2 NOT S3) OR s2",
        );
        let small = "was searched for as words; the sets and what joins them stand in capitals:";
        told("s1 and s2", &format!("`s1 and s2` {small} S1 AND S2"));
        told(
            "(s1 or tram) not s3",
            &format!("`(s1 or tram) not s3` {small} (S1 OR tram) NOT S3"),
        );
        for line in [
            "s1 s2",
            "s7 and s8",
            "salt and s9",
            "S1 -S2",
            "S1 AND S2 OR S3",
            "S1 OR (S2 AND S3)",
            "S1 OR mayor AND S3",
        ] {
            assert_eq!(advice(line), Some(Vec::new()), "{line}");
        }
    }

    #[test]
    fn trouble_is_shown_where_it_was_typed() {
        let table = [
            ("S1 AND (", 7..8),
            ("S1 AND S2 OR", 10..12),
            ("S1 w/3 -S2 \"x", 11..13),
            ("S1 S2 AND", 6..9),
        ];
        for (line, span) in table {
            let Ok(expanded) = expand(line, &three()) else {
                panic!("{line}")
            };
            let problems = query::parse(&expanded.query).1;
            let Error::Query { text, problems } = expanded.typed(line, problems) else {
                panic!("{line}")
            };
            assert_eq!(text, line);
            let found: Vec<_> = problems.iter().map(|p| p.start..p.end).collect();
            assert!(found.contains(&span), "{line}: {found:?}");
        }
    }
}
