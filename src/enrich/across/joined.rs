//! What was joined, in a form that can be kept: joining takes ten times longer than reading it.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::super::EntityKind;
use super::join::{Group, join};
use super::ledger::{Early, Ledger};
use super::values::Values;
use super::{Why, language, same};

/// Which values mean one thing, before the ledger renames and merges. It fits only the values and the rules that it was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// [`Values::digest`] of the values.
    pub values: u64,
    /// Digest of the user's rules that forbid and retype, and of the program's own.
    pub rules: u64,
    /// Groups of several values, then what rules forbid and move, then known names that no article has; each of the four lists behind its length.
    pub numbers: Vec<u64>,
}

impl Joined {
    /// Joins values.
    pub fn of(values: &Values, ledger: &Ledger) -> Self {
        let (groups, early) = join(values, ledger);
        Self {
            values: values.digest(),
            rules: rules(ledger),
            numbers: numbers(&groups, &early),
        }
    }

    /// Whether it was made for these.
    pub fn fits(&self, values: &Values, ledger: &Ledger) -> bool {
        self.rules == rules(ledger) && self.values == values.digest()
    }

    /// The groups again, and what rules said of values; nothing if the numbers were made for other values.
    pub(super) fn groups(&self, values: &Values) -> Option<(Vec<Group>, Early)> {
        let mut left = Numbers(self.numbers.iter().copied(), values.len());
        let mut several = Vec::new();
        let mut last = 0;
        for _ in 0..left.next()? {
            let first = left.next()?.checked_add(last)?;
            last = first;
            let others = (0..left.next()?).map(|_| Some((left.value()?, why(left.next()?)?)));
            several.push((first, others.collect::<Option<Vec<_>>>()?));
        }
        let mut early = Early::default();
        for _ in 0..left.next()? {
            early.forbidden.push((left.value()?, left.size()?));
        }
        for _ in 0..left.next()? {
            let value = left.value()?;
            let kind = *EntityKind::ALL.get(left.size()?)?;
            early.moved.push((value, kind, left.size()?));
        }
        let mut groups = groups(values, several, &early)?;
        let named = (0..left.next()?).map(|_| Some((left.value()?, left.size()?)));
        call(&mut groups, named.collect::<Option<Vec<_>>>()?)?;
        Some((groups, early))
    }
}

/// Counts up when names are joined by other rules than before.
const RULES: u64 = 9;

fn rules(ledger: &Ledger) -> u64 {
    let mut digest = Xxh3::with_seed(RULES);
    digest.update(&ledger.digest().to_le_bytes());
    digest.update(&same::digest().to_le_bytes());
    digest.digest()
}

/// Numbers that are read one after the other, and how many values there are.
struct Numbers<I>(I, usize);

impl<I: Iterator<Item = u64>> Numbers<I> {
    fn next(&mut self) -> Option<u64> {
        self.0.next()
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.next()?).ok()
    }

    fn value(&mut self) -> Option<u32> {
        let value = u32::try_from(self.next()?).ok()?;
        ((value as usize) < self.1).then_some(value)
    }
}

/// All groups, those of one value too, by their first values.
fn groups(
    values: &Values,
    several: Vec<(u64, Vec<(u32, Why)>)>,
    early: &Early,
) -> Option<Vec<Group>> {
    let mut is_gone = vec![false; values.len()];
    let others = several.iter().flat_map(|(_, others)| others);
    let others = others.map(|&(value, _)| value);
    for value in others.chain(early.forbidden.iter().map(|&(value, _)| value)) {
        *is_gone.get_mut(value as usize)? = true;
    }
    let mut several = several.into_iter().peekable();
    let mut groups = Vec::with_capacity(values.len());
    for (number, value) in (0_u32..).zip(values.iter()) {
        if is_gone[number as usize] {
            continue;
        }
        let mut group = Group::of(value.kind, number, value.articles);
        if let Some((_, others)) = several.next_if(|(first, _)| *first == u64::from(number)) {
            for &(other, _) in &others {
                group.articles += values.get(other as usize)?.articles;
            }
            group.others = others;
        }
        if !early.moved.is_empty() {
            group.kind = early.moved(number).map_or(group.kind, |(kind, _)| kind);
            let ruled = group
                .forms()
                .find_map(|(value, _)| Some(early.moved(value)?.1));
            group.ruled = ruled;
        }
        groups.push(group);
    }
    several.next().is_none().then_some(groups)
}

/// Gives groups, told by their first values, the known names with these numbers.
fn call(groups: &mut [Group], named: Vec<(u32, usize)>) -> Option<()> {
    if named.is_empty() {
        return Some(());
    }
    let known: Vec<&str> = language::known_names().collect();
    for (value, name) in named {
        let at = groups.binary_search_by_key(&value, |group| group.first);
        let group = groups.get_mut(at.ok()?)?;
        group.called = Some((*known.get(name)?).to_owned());
        group.why = Why::Known;
    }
    Some(())
}

/// The first values of groups that are called otherwise, each with the number of the name.
fn called(groups: &[Group]) -> Vec<u64> {
    let called = |group: &Group| Some((u64::from(group.first), group.called.clone()?));
    let called: Vec<(u64, String)> = groups.iter().filter_map(called).collect();
    if called.is_empty() {
        return Vec::new();
    }
    let mut known: FxHashMap<&str, u64> = FxHashMap::default();
    for (number, name) in (0..).zip(language::known_names()) {
        known.entry(name).or_insert(number);
    }
    let numbered = called
        .iter()
        .filter_map(|(value, name)| Some([*value, *known.get(name.as_str())?]));
    numbered.flatten().collect()
}

fn numbers(groups: &[Group], early: &Early) -> Vec<u64> {
    let several = || groups.iter().filter(|group| !group.others.is_empty());
    let mut numbers = vec![several().count() as u64];
    let mut last = 0;
    for group in several() {
        numbers.extend([u64::from(group.first - last), group.others.len() as u64]);
        last = group.first;
        let others = group.others.iter();
        numbers.extend(others.flat_map(|&(value, why)| [u64::from(value), number(why)]));
    }
    numbers.push(early.forbidden.len() as u64);
    let forbidden = early.forbidden.iter();
    numbers.extend(forbidden.flat_map(|&(value, line)| [u64::from(value), line as u64]));
    numbers.push(early.moved.len() as u64);
    let moved = early.moved.iter();
    numbers.extend(
        moved.flat_map(|&(value, kind, line)| [u64::from(value), kind as u64, line as u64]),
    );
    let called = called(groups);
    numbers.push(called.len() as u64 / 2);
    numbers.extend(called);
    numbers
}

/// The reasons that joining has, by their numbers.
const WHY: [Why; 5] = [
    Why::Own,
    Why::Spelling,
    Why::Known,
    Why::Transliteration,
    Why::Short,
];

fn number(why: Why) -> u64 {
    WHY.iter().position(|known| *known == why).unwrap_or(0) as u64
}

fn why(number: u64) -> Option<Why> {
    WHY.get(usize::try_from(number).ok()?).copied()
}
