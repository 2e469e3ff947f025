//! The mentions of one article joined to things: `Maria Santos`, `Santos` and `Ms Santos's` are one person.
//!
//! In: tagged names with their places. Out: [`Entity`] values. The steps, in order: spellings that differ in case, accents, case ending or
//! possessive; names that always mean the same; a surname or given name to the one full name that fits; an initialism to its long form;
//! a short form to the longer name that contains it. A step joins only where one partner fits; of several people the one named in full most often
//! before has it, of several bodies and places the nearest before.

mod aliases;
mod bare;
mod cases;
mod cyrillic;
mod display;
mod german;
mod inflected;
mod join;
mod names;
mod nominative;
mod sexes;
mod titled;
mod titles;

use rustc_hash::{FxHashMap, FxHashSet};

pub use self::bare::bare;
pub use self::names::{Name, has_key, key, key_of};
pub use self::sexes::{Sex, apart, key_of_woman};
pub use self::titles::Title;
use super::support::{self, Support};
use super::{Entity, EntityKind, gazetteer};

/// One tagged name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention<'t> {
    /// As printed.
    pub surface: &'t str,
    /// What it is.
    pub kind: EntityKind,
    /// Bytes in the article's text; none for the headline.
    pub range: Option<(u32, u32)>,
    /// It stands in the first line, which as a rule is the headline.
    pub opening: bool,
    /// It stands in brackets right behind the mention before: `Alibaba (BABA)`.
    pub aside: bool,
    /// What the word before it says.
    pub title: Title,
}

/// The lines of the table of aliases.
pub fn alias_lines() -> impl Iterator<Item = &'static str> {
    aliases::TABLE.lines()
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
    /// The nominative, where several case forms were joined.
    shown: Option<String>,
    /// A surname behind a title that fits nobody named in full.
    is_apart: bool,
}

/// Joins mentions; those of the headline come first.
pub fn merge(mentions: &[Mention], language: &str) -> Vec<Entity> {
    let mut groups = by_spelling(mentions, language);
    groups = join_kinds(groups);
    by_surname(&mut groups);
    by_alias(&mut groups, language);
    if german::is_of(language) {
        german::join(&mut groups, mentions);
    }
    if matches!(language, "ru" | "uk") {
        cyrillic::show_nominatives(&mut groups, mentions, language);
    }
    if support::is_inflected(language) && Support::of(language) == Support::Careful {
        inflected::join(&mut groups, mentions, language);
    }
    join::by_aside(&mut groups, mentions);
    titled::join(&mut groups, mentions);
    join::all(&mut groups, mentions, names::is_part_of_person);
    titled::rejoin(&mut groups);
    join::all(&mut groups, mentions, names::is_initialism);
    join::all(&mut groups, mentions, names::is_contained);
    let entities = groups.iter();
    let mut entities: Vec<Entity> = entities
        .map(|group| entity(group, mentions, language))
        .collect();
    sort(&mut entities);
    entities
}

/// Most mentions first, then by name and kind.
pub fn sort(entities: &mut [Entity]) {
    entities.sort_by(|a, b| {
        weight(b)
            .cmp(&weight(a))
            .then_with(|| a.name.cmp(&b.name))
            .then(a.kind.cmp(&b.kind))
    });
}

/// How often a thing is named, headline included.
fn weight(entity: &Entity) -> usize {
    entity.mentions.len() + entity.in_title as usize
}

/// The name of the thing that each mention means, for the scorer.
pub fn names_of(mentions: &[Mention], language: &str) -> Vec<String> {
    let entities = merge(mentions, language);
    let names: FxHashMap<(u32, u32), &str> = entities
        .iter()
        .flat_map(|e| e.mentions.iter().map(|&range| (range, e.name.as_str())))
        .collect();
    mentions
        .iter()
        .map(|m| {
            m.range
                .and_then(|range| names.get(&range))
                .copied()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

fn by_spelling(mentions: &[Mention], language: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut numbers: FxHashMap<(EntityKind, String), usize> = FxHashMap::default();
    let mut printed: FxHashMap<(EntityKind, &str), usize> = FxHashMap::default();
    let couples = sexes::Couples::of(mentions);
    for (number, mention) in mentions.iter().enumerate() {
        let spelled = (mention.kind, mention.surface);
        if let Some(group) = printed.get(&spelled).and_then(|&at| groups.get_mut(at)) {
            group.mentions.push(number);
            continue;
        }
        let mut name = Name::of(mention.kind, own_name(mention, language));
        if mention.kind == EntityKind::Person && couples.are_two(&name.key(), mention.surface) {
            name.be_of_woman();
        }
        // A lone letter may be a company (`X`), never a person or a place.
        if name.words.is_empty()
            || (mention.kind != EntityKind::Org && name.words.iter().all(|w| w.chars().count() < 2))
        {
            continue;
        }
        let group = *numbers
            .entry((mention.kind, name.key()))
            .or_insert(groups.len());
        if group == groups.len() {
            groups.push(Group {
                kind: mention.kind,
                name,
                mentions: Vec::new(),
                canonical: None,
                shown: None,
                is_apart: false,
            });
        }
        groups[group].mentions.push(number);
        printed.insert(spelled, group);
    }
    groups
}

/// One spelling with two kinds: the rarer joins the other if it is much rarer, or if the name is long enough to mean one thing.
fn join_kinds(groups: Vec<Group>) -> Vec<Group> {
    const MUCH: usize = 2;
    let mut kept: Vec<Group> = Vec::new();
    let surnames = lone_people(&groups);
    let mut order: Vec<Group> = groups;
    order.sort_by_key(|g| {
        let is_person = g.kind == EntityKind::Person
            && g.name.words.len() > 1
            && g.name
                .words
                .last()
                .is_some_and(|last| surnames.contains(last));
        (
            std::cmp::Reverse(g.mentions.len()),
            !is_person,
            g.mentions.first().copied(),
        )
    });
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    for group in order {
        let number = *numbers.entry(group.name.key()).or_insert(kept.len());
        match kept.get_mut(number) {
            Some(first)
                if first.mentions.len() >= MUCH * group.mentions.len()
                    || group.name.words.len() > 1 =>
            {
                take(first, group.mentions);
            }
            _ => kept.push(group),
        }
    }
    in_order(&mut kept);
    kept.sort_by_key(|g| g.mentions.first().copied());
    kept
}

/// People of one word: of two equal kinds of a full name, they say which it is.
fn lone_people(groups: &[Group]) -> FxHashSet<String> {
    let people = groups.iter().filter(|g| g.kind == EntityKind::Person);
    let lone = people.filter_map(|g| match g.name.words.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    });
    lone.collect()
}

/// A single word tagged as body or place that is the surname of a person of this article, and not known as either, is that person.
fn by_surname(groups: &mut [Group]) {
    let surnames: FxHashSet<String> = groups
        .iter()
        .filter(|g| g.kind == EntityKind::Person && g.name.words.len() > 1)
        .filter_map(|g| g.name.words.last().cloned())
        .collect();
    for group in groups.iter_mut().filter(|g| g.kind != EntityKind::Person) {
        // `Dr Carvalho`, taken for a body, where the article has Artur Carvalho.
        if let [title, only] = group.name.words.as_slice()
            && surnames.contains(only)
            && titles::is_of_person(title)
        {
            group.kind = EntityKind::Person;
            group.name.words.remove(0);
            continue;
        }
        if let [only] = group.name.words.as_slice()
            && surnames.contains(only)
            && gazetteer::Gazetteer::shipped()
                .word(gazetteer::hash(only))
                .marks
                & KNOWN
                == 0
        {
            group.kind = EntityKind::Person;
        }
    }
}

/// Lists whose words are not taken for surnames without need.
const KNOWN: gazetteer::Marks = gazetteer::COUNTRY
    | gazetteer::CITY
    | gazetteer::REGION
    | gazetteer::ORG
    | gazetteer::TEAM
    | gazetteer::MEDIA
    | gazetteer::DEMONYM;

/// Adds mentions behind a group's own; [`in_order`] puts them in their places when a step is done, so that a group which takes from
/// ten thousand others is sorted once.
fn take(group: &mut Group, more: Vec<usize>) {
    group.mentions.extend(more);
}

/// Puts the mentions of each group in order, and leaves out groups without any.
fn in_order(groups: &mut Vec<Group>) {
    groups.retain(|group| !group.mentions.is_empty());
    for group in groups {
        if !group.mentions.is_sorted() {
            group.mentions.sort_unstable();
        }
    }
}

fn by_alias(groups: &mut Vec<Group>, language: &str) {
    let mut kept: Vec<Group> = Vec::new();
    let mut numbers: FxHashMap<(EntityKind, &'static str), usize> = FxHashMap::default();
    for mut group in groups.drain(..) {
        group.canonical = aliases::canonical(group.kind, &group.name.key(), language);
        let number = group.canonical.map_or(kept.len(), |name| {
            *numbers.entry((group.kind, name)).or_insert(kept.len())
        });
        match kept.get_mut(number) {
            Some(same) => take(same, group.mentions),
            None => kept.push(group),
        }
    }
    in_order(&mut kept);
    *groups = kept;
}

/// The best form of a name that the article has; a Russian's or Ukrainian's in the nominative.
fn shown(surfaces: &[&str], kind: EntityKind, language: &str) -> String {
    let best = display::best(surfaces, kind);
    let is_declined = kind == EntityKind::Person && matches!(language, "ru" | "uk");
    let nominative = is_declined
        .then(|| nominative::of(&best, language))
        .flatten();
    nominative.unwrap_or(best)
}

/// A name as printed, without the courtesy that a language puts before people's.
fn own_name<'t>(mention: &Mention<'t>, language: &str) -> &'t str {
    match mention.kind {
        EntityKind::Person => titles::without_courtesy(mention.surface, language),
        EntityKind::Org | EntityKind::Place | EntityKind::Misc => mention.surface,
    }
}

fn entity(group: &Group, mentions: &[Mention], language: &str) -> Entity {
    let own: Vec<&Mention> = group
        .mentions
        .iter()
        .filter_map(|&m| mentions.get(m))
        .collect();
    let surfaces: Vec<&str> = own.iter().map(|m| own_name(m, language)).collect();
    let known = group.canonical.map(str::to_owned);
    let name = known
        .or_else(|| group.shown.clone())
        .unwrap_or_else(|| shown(&surfaces, group.kind, language));
    let mut ranges: Vec<(u32, u32)> = own.iter().filter_map(|m| m.range).collect();
    ranges.sort_unstable();
    Entity {
        kind: group.kind,
        name,
        in_title: own.iter().filter(|m| m.range.is_none()).count() as u32,
        mentions: ranges,
    }
}

#[cfg(test)]
mod tests;
