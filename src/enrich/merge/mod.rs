//! The mentions of one article joined to things: `Maria Santos`, `Santos` and `Ms Santos's` are one person.
//!
//! In: tagged names with their places. Out: [`Entity`] values. The steps, in order: spellings that differ in case, accents, case ending or
//! possessive; names that always mean the same; a surname or given name to the one full name that fits; an initialism to its long form;
//! a short form to the longer name that contains it. A step joins only where one partner fits; several are decided by the nearest before.

mod aliases;
mod display;
mod names;

use rustc_hash::FxHashMap;

use self::names::Name;
use super::{Entity, EntityKind};

/// One tagged name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention<'t> {
    /// As printed.
    pub surface: &'t str,
    /// What it is.
    pub kind: EntityKind,
    /// Bytes in the article's text; none for the headline.
    pub range: Option<(u32, u32)>,
}

/// Mentions that mean one thing.
#[derive(Debug)]
struct Group {
    kind: EntityKind,
    name: Name,
    /// Numbers of mentions, in order.
    mentions: Vec<usize>,
    /// A name given from the table of aliases.
    canonical: Option<&'static str>,
}

/// Joins mentions; those of the headline come first.
pub fn merge(mentions: &[Mention], language: &str) -> Vec<Entity> {
    let mut groups = by_spelling(mentions);
    groups = join_kinds(groups);
    by_alias(&mut groups, language);
    join(&mut groups, names::is_part_of_person);
    join(&mut groups, names::is_initialism);
    join(&mut groups, names::is_contained);
    let mut entities: Vec<Entity> = groups.iter().map(|group| entity(group, mentions)).collect();
    entities.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.name.cmp(&b.name)).then(a.kind.cmp(&b.kind)));
    entities
}

/// How often a thing is named, headline included.
fn weight(entity: &Entity) -> usize {
    entity.mentions.len() + entity.in_title as usize
}

/// Which thing each mention belongs to: numbers into what [`merge`] returns. For the scorer, which wants names by mention.
#[cfg(feature = "train")]
pub fn names_of(mentions: &[Mention], language: &str) -> Vec<String> {
    let entities = merge(mentions, language);
    let name_at = |range: (u32, u32)| entities.iter().find(|e| e.mentions.contains(&range)).map(|e| e.name.clone());
    mentions.iter().map(|m| m.range.and_then(name_at).unwrap_or_default()).collect()
}

fn by_spelling(mentions: &[Mention]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut numbers: FxHashMap<(EntityKind, String), usize> = FxHashMap::default();
    for (number, mention) in mentions.iter().enumerate() {
        let name = Name::read(mention.surface);
        if name.words.is_empty() {
            continue;
        }
        let group = *numbers.entry((mention.kind, name.key())).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Group { kind: mention.kind, name, mentions: Vec::new(), canonical: None });
        }
        groups[group].mentions.push(number);
    }
    groups
}

/// One spelling with two kinds: the rarer joins the other if it is much rarer, or if the name is long enough to mean one thing.
fn join_kinds(groups: Vec<Group>) -> Vec<Group> {
    const MUCH: usize = 3;
    let mut kept: Vec<Group> = Vec::new();
    let mut order: Vec<Group> = groups;
    order.sort_by_key(|g| (std::cmp::Reverse(g.mentions.len()), g.mentions.first().copied()));
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    for group in order {
        let number = *numbers.entry(group.name.key()).or_insert(kept.len());
        match kept.get_mut(number) {
            Some(first) if first.mentions.len() >= MUCH * group.mentions.len() || group.name.words.len() > 1 => take(first, group.mentions),
            _ => kept.push(group),
        }
    }
    kept.sort_by_key(|g| g.mentions.first().copied());
    kept
}

fn take(group: &mut Group, more: Vec<usize>) {
    group.mentions.extend(more);
    group.mentions.sort_unstable();
}

fn by_alias(groups: &mut Vec<Group>, language: &str) {
    let mut kept: Vec<Group> = Vec::new();
    for mut group in groups.drain(..) {
        group.canonical = aliases::canonical(group.kind, &group.name.key(), language);
        let same = |other: &&mut Group| group.canonical.is_some() && other.canonical == group.canonical && other.kind == group.kind;
        match kept.iter_mut().find(same) {
            Some(other) => take(other, group.mentions),
            None => kept.push(group),
        }
    }
    *groups = kept;
}

/// Gives the mentions of each short group to the long group that `fits(short, long)`; among several to the one named nearest before.
fn join(groups: &mut Vec<Group>, fits: fn(&Name, &Name, EntityKind) -> bool) {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&g| groups[g].name.words.len());
    for short in order {
        let candidates: Vec<usize> = (0..groups.len()).filter(|&long| long != short && partners(&groups[short], &groups[long], fits)).collect();
        match candidates.as_slice() {
            [] => {}
            &[only] => {
                let moved = std::mem::take(&mut groups[short].mentions);
                take(&mut groups[only], moved);
            }
            several => share(groups, short, several),
        }
    }
    groups.retain(|g| !g.mentions.is_empty());
}

fn partners(short: &Group, long: &Group, fits: fn(&Name, &Name, EntityKind) -> bool) -> bool {
    short.kind == long.kind && !short.mentions.is_empty() && !long.mentions.is_empty() && fits(&short.name, &long.name, short.kind)
}

fn share(groups: &mut [Group], short: usize, several: &[usize]) {
    let mut left = Vec::new();
    for mention in std::mem::take(&mut groups[short].mentions) {
        let last_before = |&long: &usize| groups[long].mentions.iter().rev().find(|&&m| m < mention).copied().map(|at| (at, long));
        match several.iter().filter_map(last_before).max() {
            Some((_, long)) => take(&mut groups[long], vec![mention]),
            None => left.push(mention),
        }
    }
    groups[short].mentions = left;
}

fn entity(group: &Group, mentions: &[Mention]) -> Entity {
    let own: Vec<&Mention> = group.mentions.iter().filter_map(|&m| mentions.get(m)).collect();
    let surfaces: Vec<&str> = own.iter().map(|m| m.surface).collect();
    let name = group.canonical.map_or_else(|| display::best(&surfaces, group.kind), str::to_owned);
    let mut ranges: Vec<(u32, u32)> = own.iter().filter_map(|m| m.range).collect();
    ranges.sort_unstable();
    Entity { kind: group.kind, name, in_title: own.iter().filter(|m| m.range.is_none()).count() as u32, mentions: ranges }
}
