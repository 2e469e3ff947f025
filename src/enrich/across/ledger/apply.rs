//! Things joined and renamed, rule by rule in the order of the file. What each rule means is looked up, so that a rule costs what it
//! moves and not the number of all things.

use rustc_hash::FxHashMap;

use super::super::join::Group;
use super::super::{Values, Why};
use super::{Ledger, Rule, What};
use crate::enrich::EntityKind;

/// Joins and renames things as the rules say, in the order of the file. Gives the lines of the rules that meant something.
pub(in super::super) fn apply(
    ledger: &Ledger,
    values: &Values,
    groups: &mut Vec<Group>,
) -> Vec<usize> {
    if !ledger
        .rules
        .iter()
        .any(|rule| matches!(rule.what, What::Call(_)))
    {
        return Vec::new();
    }
    let mut applied = Vec::new();
    let mut things = Things::of(std::mem::take(groups), values.len());
    let meant = Meant::of(ledger, values);
    for (number, rule) in ledger.rules.iter().enumerate() {
        if let What::Call(target) = &rule.what {
            let places = things.meant(rule, meant.values(number), meant.targets(number));
            if !places.is_empty() {
                applied.push(rule.line);
            }
            things.call(places, values, target, rule.line);
        }
    }
    groups.extend(things.places.into_iter().flatten());
    applied
}

/// What rules mean, by the number of the rule.
struct Meant<'l> {
    values: FxHashMap<usize, Vec<u32>>,
    /// Names that rules give.
    targets: FxHashMap<usize, Vec<&'l str>>,
}

impl<'l> Meant<'l> {
    fn of(ledger: &'l Ledger, values: &Values) -> Self {
        let mut meant = Self {
            values: FxHashMap::default(),
            targets: FxHashMap::default(),
        };
        for (value, given) in (0..).zip(values.iter()) {
            for rule in ledger.finder.rules(given.name) {
                meant.values.entry(rule).or_default().push(value);
            }
        }
        let mut targets: Vec<&str> = ledger.rules.iter().filter_map(Rule::target).collect();
        targets.sort_unstable();
        targets.dedup();
        for target in targets {
            for rule in ledger.finder.rules(target) {
                meant.targets.entry(rule).or_default().push(target);
            }
        }
        meant
    }

    fn values(&self, rule: usize) -> &[u32] {
        self.values.get(&rule).map_or(&[], Vec::as_slice)
    }

    fn targets(&self, rule: usize) -> &[&'l str] {
        self.targets.get(&rule).map_or(&[], Vec::as_slice)
    }
}

/// Things in their places; one that was joined to others has left its place and stands behind all.
struct Things<'l> {
    places: Vec<Option<Group>>,
    /// By place, where its thing went; itself if it stayed.
    went: Vec<usize>,
    /// By value, the place where its thing was first.
    of_value: Vec<Option<usize>>,
    /// Places of the things that a rule named.
    called: FxHashMap<&'l str, Vec<usize>>,
}

impl<'l> Things<'l> {
    fn of(groups: Vec<Group>, values: usize) -> Self {
        let mut of_value = vec![None; values];
        for (place, group) in groups.iter().enumerate() {
            for (value, _) in group.forms() {
                if let Some(of) = of_value.get_mut(value as usize) {
                    *of = Some(place);
                }
            }
        }
        Self {
            went: (0..groups.len()).collect(),
            places: groups.into_iter().map(Some).collect(),
            of_value,
            called: FxHashMap::default(),
        }
    }

    /// Where the thing is that was at a place.
    fn now(&mut self, place: usize) -> usize {
        let mut at = place;
        while self.went[at] != at {
            self.went[at] = self.went[self.went[at]];
            at = self.went[at];
        }
        at
    }

    /// The places of the things that a rule means, in order.
    fn meant(&mut self, rule: &Rule, values: &[u32], targets: &[&'l str]) -> Vec<usize> {
        let own = values
            .iter()
            .filter_map(|&value| *self.of_value.get(value as usize)?);
        let mut places: Vec<usize> = own.collect();
        for target in targets {
            places.extend(self.called(target));
        }
        for place in &mut places {
            *place = self.now(*place);
        }
        places.sort_unstable();
        places.dedup();
        places.retain(|&place| {
            self.places[place]
                .as_ref()
                .is_some_and(|group| rule.is_for(group.kind))
        });
        places
    }

    /// The places of the things that have this name from a rule.
    fn called(&mut self, name: &'l str) -> Vec<usize> {
        let mut places = self.called.remove(name).unwrap_or_default();
        let is_called = |group: &Group| group.called.as_deref() == Some(name);
        places.retain(|&place| self.places[place].as_ref().is_some_and(is_called));
        if !places.is_empty() {
            self.called.insert(name, places.clone());
        }
        places
    }

    /// Joins the things at these places, those of each kind to one, under a name.
    fn call(&mut self, places: Vec<usize>, values: &Values, target: &'l str, line: usize) {
        let taken: Vec<(usize, Group)> = places
            .into_iter()
            .filter_map(|place| Some((place, self.places[place].take()?)))
            .collect();
        for kind in EntityKind::ALL {
            let of_kind = || taken.iter().filter(|(_, group)| group.kind == kind);
            let groups = of_kind().map(|(_, group)| group.clone());
            let Some(joined) = named(groups, values, target, line) else {
                continue;
            };
            let new = self.places.len();
            self.places.push(Some(joined));
            self.went.push(new);
            for &(old, _) in of_kind() {
                self.went[old] = new;
            }
            self.called.entry(target).or_default().push(new);
        }
    }
}

/// One thing of several, under a name.
fn named(
    mut groups: impl Iterator<Item = Group>,
    values: &Values,
    target: &str,
    line: usize,
) -> Option<Group> {
    let mut first = groups.next()?;
    for group in groups {
        first.others.extend(group.forms());
        first.articles += group.articles;
    }
    let other = |value: u32| values.get(value as usize).is_none_or(|v| v.name != target);
    let own = [(&first.first, &mut first.why)];
    let others = first.others.iter_mut().map(|(value, why)| (&*value, why));
    for (&value, why) in own.into_iter().chain(others) {
        if *why == Why::Own && other(value) {
            *why = Why::Ledger(line);
        }
    }
    first.called = Some(target.to_owned());
    first.ruled = Some(line);
    Some(first)
}
