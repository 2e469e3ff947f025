//! Short names given to the long ones that they stand for.

use rustc_hash::FxHashMap;

use super::{Group, Mention, Name, take};
use crate::enrich::EntityKind;

/// A body's letters in brackets behind its name mean that body, whatever they stand for: `Tencent (TCEHY)`, `World Anti-Doping Agency (AMA)`.
pub(super) fn by_aside(groups: &mut Vec<Group>, mentions: &[Mention]) {
    let mut group_of = vec![None; mentions.len()];
    for (number, group) in groups.iter().enumerate() {
        for &mention in group
            .mentions
            .iter()
            .filter(|_| group.kind == EntityKind::Org)
        {
            group_of[mention] = Some(number);
        }
    }
    let asides = (1..mentions.len()).filter(|&m| mentions[m].aside);
    for (short, long) in asides.filter_map(|m| group_of[m].zip(group_of[m - 1])) {
        let is_code = groups[short].name.is_code() && !groups[long].name.is_code();
        if is_code && groups[short].canonical.is_none() {
            let moved = std::mem::take(&mut groups[short].mentions);
            take(&mut groups[long], moved);
        }
    }
    groups.retain(|g| !g.mentions.is_empty());
}

/// Gives the mentions of each short group to the long group that `fits(short, long)`; among several to the one named nearest before.
pub(super) fn all(
    groups: &mut Vec<Group>,
    mentions: &[Mention],
    fits: fn(&Name, &Name, EntityKind) -> bool,
) {
    let index = index(groups);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&g| groups[g].name.words.len());
    for short in order {
        let near = neighbours(&index, &groups[short].name);
        let candidates: Vec<usize> = near
            .iter()
            .copied()
            .filter(|&long| long != short && partners(&groups[short], &groups[long], fits))
            .collect();
        match candidates.as_slice() {
            [] => {}
            &[only] if is_stranger(&groups[short], &groups[only], mentions) => {}
            &[only] => {
                let moved = std::mem::take(&mut groups[short].mentions);
                take(&mut groups[only], moved);
            }
            several => share(groups, short, several),
        }
    }
    groups.retain(|g| !g.mentions.is_empty());
}

/// Whether a surname means somebody else than the one person with that full name: an article about Obama that names Michelle Obama in
/// passing. An article gives the full name first; where the text has the surname often before that, they are two. Headlines are no
/// text: they have the surname alone.
fn is_stranger(short: &Group, long: &Group, mentions: &[Mention]) -> bool {
    const OFTEN: usize = 3;
    let opening = |m: &usize| {
        mentions
            .get(*m)
            .is_none_or(|m| m.opening || m.range.is_none())
    };
    let Some(named) = long.mentions.iter().copied().find(|m| !opening(m)) else {
        return false;
    };
    let before = short.mentions.iter().filter(|m| !opening(m) && **m < named);
    short.kind == EntityKind::Person
        && before.count() >= OFTEN
        && long.mentions.len() * 3 <= short.mentions.len()
}

/// Groups by each word of their names and by their initials, so that no group is held against all others.
type Index = FxHashMap<String, Vec<usize>>;

fn index(groups: &[Group]) -> Index {
    let mut index = Index::default();
    for (number, group) in groups.iter().enumerate() {
        for word in group.name.handles() {
            let numbers = index.entry(word.to_owned()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    index
}

/// The groups that may contain this name: they have its first and its last word, so the shorter list will do.
fn neighbours<'i>(index: &'i Index, name: &Name) -> &'i [usize] {
    let list = |word: Option<&String>| {
        word.and_then(|w| index.get(w))
            .map_or(&[][..], Vec::as_slice)
    };
    let (opening, closing) = (list(name.words.first()), list(name.words.last()));
    if closing.len() < opening.len() {
        closing
    } else {
        opening
    }
}

fn partners(short: &Group, long: &Group, fits: fn(&Name, &Name, EntityKind) -> bool) -> bool {
    short.kind == long.kind
        && !short.mentions.is_empty()
        && !long.mentions.is_empty()
        && fits(&short.name, &long.name, short.kind)
}

fn share(groups: &mut [Group], short: usize, several: &[usize]) {
    let mut before: Vec<(usize, usize)> = several
        .iter()
        .flat_map(|&long| {
            groups[long]
                .mentions
                .iter()
                .map(move |&mention| (mention, long))
        })
        .collect();
    before.sort_unstable();
    let (mut given, mut left): (FxHashMap<usize, Vec<usize>>, Vec<usize>) =
        (FxHashMap::default(), Vec::new());
    for mention in std::mem::take(&mut groups[short].mentions) {
        let nearest = before
            .partition_point(|&(at, _)| at < mention)
            .checked_sub(1)
            .and_then(|at| before.get(at));
        match nearest {
            Some(&(_, long)) => given.entry(long).or_default().push(mention),
            None => left.push(mention),
        }
    }
    groups[short].mentions = left;
    for (long, mentions) in given {
        take(&mut groups[long], mentions);
    }
}
