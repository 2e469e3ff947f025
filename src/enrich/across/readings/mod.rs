//! Names of one person in several scripts and spellings: Zelensky, Zelenskyy, Selenskyj, Зеленский, Зеленський.
//!
//! In: groups of names, those with more articles first. Out: fewer of them. Each name is read in every way that its letters allow, and names
//! that share a reading are one. Invariant: two names in Latin letters are joined only if both look as if they had been carried over; any other
//! only to a name in another script.

mod arabic;
mod carried;
mod conventions;
mod looks;
mod scripts;
mod south;
mod spelled;

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use self::scripts::Script;
use super::Why;
use super::join::{Group, Names};
use crate::enrich::EntityKind;
use crate::enrich::merge::bare;

/// The words of a printed name as its most likely reading has them, by single blanks; those of a name that was hardly carried over are
/// its folded ones, `key`.
pub fn likely<'k>(printed: &str, key: &'k str) -> Cow<'k, str> {
    // By the end alone, which a surname has when it stands alone, too.
    if Script::of(printed).is_none() && !looks::has_end(key) {
        return Cow::Borrowed(key);
    }
    Cow::Owned(Printed::new(printed, key).likely())
}

/// Every way to read a printed name, the most likely one first.
pub fn all(printed: &str, key: &str) -> Vec<String> {
    Printed::new(printed, key).readings()
}

/// Joins people who share a reading; the first of them gives the name.
pub(super) fn join(groups: Vec<Group>, names: &Names<'_>) -> Vec<Group> {
    let keyed: Vec<Keyed> = groups.iter().map(|g| Keyed::new(g, names)).collect();
    let foreign = Foreign::of(&keyed);
    let others: Vec<Vec<String>> = groups
        .iter()
        .zip(&keyed)
        .map(|(group, own)| {
            if own.is_read {
                Vec::new()
            } else {
                foreign.read_by(group, names)
            }
        })
        .collect();
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    for ((group, own), others) in groups.into_iter().zip(&keyed).zip(&others) {
        let keys = || own.keys.iter().chain(others).map(String::as_str);
        let known = keys().find_map(|key| numbers.get(key).copied());
        let number = known.unwrap_or(kept.len());
        for key in keys() {
            numbers.entry(key).or_insert(number);
        }
        match kept.get_mut(number) {
            Some(first) => first.take(&group, Why::Transliteration),
            None => kept.push(group),
        }
    }
    carried::join(kept, names)
}

/// The readings of full names in other scripts: a name in Latin letters that looks like nothing special may be one of them.
struct Foreign<'k> {
    keys: FxHashSet<&'k str>,
    /// The [`frame`]s of their surnames.
    frames: FxHashSet<u64>,
}

impl<'k> Foreign<'k> {
    fn of(keyed: &'k [Keyed]) -> Self {
        let names = keyed.iter().filter(|name| name.is_foreign);
        let keys: FxHashSet<&str> = names
            .flat_map(|name| &name.keys)
            .map(String::as_str)
            .collect();
        let frames = keys
            .iter()
            .filter_map(|key| key.rsplit(' ').next())
            .map(frame)
            .collect();
        Self { keys, frames }
    }

    /// Those among them that a group can be read as.
    fn read_by(&self, group: &Group, names: &Names<'_>) -> Vec<String> {
        if self.keys.is_empty() || group.kind != EntityKind::Person {
            return Vec::new();
        }
        let key = names.key(group);
        // A Polish rz has no r in it.
        let may_be = |last: &str| last.contains("rz") || self.frames.contains(&frame(last));
        if !key.rsplit_once(' ').is_some_and(|(_, last)| may_be(last)) {
            return Vec::new();
        }
        let mut keys = Printed::new(names.printed(group), key).readings();
        keys.retain(|key| self.keys.contains(key.as_str()));
        keys
    }
}

/// A number for the letters of a word that no reading changes, in their order: a quick look whether two may be one.
fn frame(word: &str) -> u64 {
    let mut last = ' ';
    word.chars()
        .map(|c| if c == 'ł' { 'l' } else { c })
        .filter(|c| {
            matches!(c, 'b' | 'l' | 'm' | 'n' | 'r') && *c != std::mem::replace(&mut last, *c)
        })
        .fold(0, |sum: u64, c| {
            sum.wrapping_mul(7).wrapping_add(u64::from(c))
        })
}

/// What a name may join by, whatever the other looks like.
#[derive(Debug, Default)]
struct Keyed {
    keys: Vec<String>,
    /// All its readings are among them.
    is_read: bool,
    /// It is in another script than Latin.
    is_foreign: bool,
}

impl Keyed {
    fn new(group: &Group, names: &Names<'_>) -> Self {
        let (printed, key) = (names.printed(group), names.key(group));
        if group.kind != EntityKind::Person || key.is_empty() {
            return Self::default();
        }
        let script = Script::of(printed);
        let last = key.rsplit(' ').next().unwrap_or_default();
        let is_marked = script.is_some() || looks::is_marked(key);
        let is_southern = script.is_some() || south::fits(last);
        let is_arabic = script.is_some() || arabic::may_fit(key);
        if !(is_marked || is_southern || is_arabic) {
            return Self::default();
        }
        let printed = Printed::new(printed, key);
        let mut keys = if is_marked {
            printed.readings()
        } else {
            Vec::new()
        };
        keys.extend(is_southern.then(|| printed.southern()).flatten());
        keys.extend(is_arabic.then(|| printed.arabic()).flatten());
        Self {
            keys,
            is_read: is_marked,
            is_foreign: script.is_some() && printed.words.len() > 1,
        }
    }
}

/// A name as it is printed, titles left off.
struct Printed<'n> {
    words: Vec<&'n str>,
    script: Option<Script>,
}

impl<'n> Printed<'n> {
    fn new(printed: &'n str, key: &str) -> Self {
        let printed = bare(printed);
        let words: Vec<&str> = printed
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .collect();
        // Titles stand in front and are no part of the name.
        let titles = words.len().saturating_sub(key.split(' ').count());
        Self {
            script: Script::of(printed),
            words: words.into_iter().skip(titles).collect(),
        }
    }

    fn lower(&self) -> String {
        self.words.join(" ").to_lowercase()
    }

    /// Each way to read it, the most likely one first; none twice.
    fn readings(&self) -> Vec<String> {
        let lower = self.lower();
        let found = match self.script {
            Some(script) => {
                let carried = |soft| each(&lower, |word| script.carry(word, soft));
                vec![carried(false), carried(true)]
            }
            None => conventions::readings(&lower),
        };
        let mut distinct: Vec<String> = Vec::with_capacity(found.len());
        for reading in found {
            let reading = each(&reading, conventions::common);
            if !reading.is_empty() && !distinct.contains(&reading) {
                distinct.push(reading);
            }
        }
        distinct
    }

    /// The first of the readings.
    fn likely(&self) -> String {
        let carried = match self.script {
            Some(_) => self.plain(),
            None => conventions::english(&self.lower()),
        };
        each(&carried, conventions::common)
    }

    /// In Latin letters, lower case, without accents.
    fn plain(&self) -> String {
        let lower = self.lower();
        match self.script {
            Some(script) => each(&lower, |word| script.carry(word, false)),
            None => conventions::plain(&lower),
        }
    }

    fn southern(&self) -> Option<String> {
        let last = self.words.last()?.to_lowercase();
        let is_read = matches!(self.script, None | Some(Script::Cyrillic));
        let key = (is_read && south::fits(&last)).then(|| south::key(&self.plain()));
        key.flatten().map(|key| format!("-ic {key}"))
    }

    fn arabic(&self) -> Option<String> {
        let key = match self.script {
            None => arabic::key(self.words.iter().copied()),
            Some(Script::Cyrillic) => {
                let plain = self.plain();
                // The sounds of the shared alphabet as newspapers write them.
                let plain = plain
                    .replace('X', "sh")
                    .replace('Z', "j")
                    .replace('Q', "ch");
                arabic::key(plain.replace('C', "ts").split(' '))
            }
            Some(_) => None,
        };
        key.map(|key| format!("al {key}"))
    }
}

/// Every word of a text changed.
fn each(text: &str, word: impl Fn(&str) -> String) -> String {
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
