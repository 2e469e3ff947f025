//! The user's own rules about names, from a TOML file.
//!
//! ```toml
//! [[merge]]
//! into = "Volodymyr Zelensky"
//! names = ["Zelensky", "Zelen*"]
//!
//! [[rename]]
//! name = "Department of Defense"
//! to = "Pentagon"
//!
//! [[forbid]]
//! name = "Getty Images"
//!
//! [[retype]]
//! name = "Amazon"
//! from = "place"
//! to = "org"
//! ```
//!
//! `name` is any spelling, or a pattern with `*` and `?`; `kind` (in `retype`: `from`) keeps a rule to people, organisations, places or other names.

mod apply;
mod wanted;

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use toml::Spanned;
use xxhash_rust::xxh3::Xxh3;

pub(super) use self::apply::apply;
use self::wanted::{Finder, Pattern, Wanted};
use super::Values;
use super::join::Group;
use crate::analysis::Lines;
use crate::enrich::EntityKind;
use crate::enrich::merge;
use crate::error::{Error, Result};

/// Rules, ready to use. The default has none.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// In the order of the file.
    rules: Vec<Rule>,
    finder: Arc<Finder>,
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its line in the file, from 1.
    pub line: usize,
    kind: Option<EntityKind>,
    names: Vec<Wanted>,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    /// Merge and rename: the things go under this name.
    Call(String),
    Forbid,
    Retype(EntityKind),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    merge: Vec<MergeSaid>,
    #[serde(default)]
    rename: Vec<RenameSaid>,
    #[serde(default)]
    forbid: Vec<ForbidSaid>,
    #[serde(default)]
    retype: Vec<RetypeSaid>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MergeSaid {
    into: Spanned<String>,
    names: Vec<Spanned<String>>,
    kind: Option<EntityKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RenameSaid {
    name: Spanned<String>,
    to: Spanned<String>,
    kind: Option<EntityKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForbidSaid {
    name: Spanned<String>,
    kind: Option<EntityKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetypeSaid {
    name: Spanned<String>,
    from: Option<EntityKind>,
    to: EntityKind,
}

impl Ledger {
    /// Reads rules.
    ///
    /// # Errors
    /// [`Error::Usage`] with the line of the first mistake.
    pub fn parse(text: &str) -> Result<Self> {
        let lines = &Lines::of(text);
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| lines.number(span.start));
            Error::Usage(format!("names file, line {line}: {}", error.message()))
        })?;
        let mut rules = Vec::new();
        for said in file.merge {
            let names = said.names.iter().chain([&said.into]);
            let target = filled(lines, &said.into)?.to_owned();
            rules.push(rule(lines, names, said.kind, What::Call(target))?);
        }
        for said in file.rename {
            let target = filled(lines, &said.to)?.to_owned();
            rules.push(rule(
                lines,
                [&said.name, &said.to],
                said.kind,
                What::Call(target),
            )?);
        }
        for said in file.forbid {
            rules.push(rule(lines, [&said.name], said.kind, What::Forbid)?);
        }
        for said in file.retype {
            rules.push(rule(lines, [&said.name], said.from, What::Retype(said.to))?);
        }
        rules.sort_by_key(|rule| rule.line);
        let finder = Arc::new(Finder::of(rules.iter().enumerate().flat_map(
            |(number, rule)| rule.names.iter().map(move |wanted| (number, wanted)),
        )));
        Ok(Self { rules, finder })
    }

    /// Whether it has no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What the rules that forbid and retype say of values. Such a rule means whole things, as joining without it has them: all names of the thing that one
    /// of its names, or the name that is shown, means.
    pub(super) fn early(&self, values: &Values, things: &[Group]) -> Early {
        let mut early = Early::default();
        if !self.rules.iter().any(Rule::is_early) {
            return early;
        }
        for thing in things {
            let Some(rule) = self.early_rule(values, thing) else {
                continue;
            };
            let forms = thing.forms().map(|(value, _)| value);
            match rule.what {
                What::Retype(to) => early
                    .moved
                    .extend(forms.map(|value| (value, to, rule.line))),
                _ => early
                    .forbidden
                    .extend(forms.map(|value| (value, rule.line))),
            }
        }
        early.forbidden.sort_unstable();
        early.moved.sort_unstable();
        early
    }

    /// The rule that forbids a thing, else the first that retypes it.
    fn early_rule(&self, values: &Values, thing: &Group) -> Option<&Rule> {
        let names = thing
            .forms()
            .filter_map(|(value, _)| Some(values.get(value as usize)?.name));
        let mut meant: Vec<usize> = names
            .chain(thing.called.as_deref())
            .flat_map(|name| self.finder.rules(name))
            .collect();
        meant.sort_unstable();
        let meant = meant.into_iter().filter_map(|rule| self.rules.get(rule));
        let mut of_thing = meant.filter(|rule| rule.is_early() && rule.is_for(thing.kind));
        let forbids = |rule: &&Rule| matches!(rule.what, What::Forbid);
        of_thing.clone().find(forbids).or_else(|| of_thing.next())
    }

    /// The lines of the rules that changed nothing, beside those that did.
    pub(super) fn idle(&self, early: &Early, applied: &[usize]) -> Vec<usize> {
        let forbidden = early.forbidden.iter().map(|&(_, line)| line);
        let moved = early.moved.iter().map(|&(_, _, line)| line);
        let used: FxHashSet<usize> = forbidden
            .chain(moved)
            .chain(applied.iter().copied())
            .collect();
        let lines = self.rules.iter().map(|rule| rule.line);
        lines.filter(|line| !used.contains(line)).collect()
    }

    /// What tells the rules that are heeded before values are joined from other such rules.
    pub(super) fn digest(&self) -> u64 {
        let mut digest = Xxh3::new();
        for rule in self.rules.iter().filter(|rule| rule.is_early()) {
            digest.update(format!("{rule:?}\n").as_bytes());
        }
        digest.digest()
    }
}

/// What rules say of values before they are joined; values ascending, each with the line of its rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Early {
    pub forbidden: Vec<(u32, usize)>,
    /// With the kind that it goes to.
    pub moved: Vec<(u32, EntityKind, usize)>,
}

impl Early {
    /// The kind that a value goes to, with the line of the rule.
    pub fn moved(&self, value: u32) -> Option<(EntityKind, usize)> {
        let at = self
            .moved
            .binary_search_by_key(&value, |&(of, ..)| of)
            .ok()?;
        self.moved.get(at).map(|&(_, kind, line)| (kind, line))
    }

    pub fn forbids(&self, value: u32) -> bool {
        let found = self.forbidden.binary_search_by_key(&value, |&(of, _)| of);
        found.is_ok()
    }
}

impl Rule {
    fn is_early(&self) -> bool {
        matches!(self.what, What::Forbid | What::Retype(_))
    }

    /// Whether it means names of a kind.
    fn is_for(&self, kind: EntityKind) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
    }

    /// The name that it gives.
    fn target(&self) -> Option<&str> {
        match &self.what {
            What::Call(target) => Some(target),
            What::Forbid | What::Retype(_) => None,
        }
    }
}

fn rule<'s>(
    lines: &Lines,
    names: impl IntoIterator<Item = &'s Spanned<String>>,
    kind: Option<EntityKind>,
    what: What,
) -> Result<Rule> {
    let mut line = usize::MAX;
    let mut wanted = Vec::new();
    for name in names {
        line = line.min(lines.number(name.span().start));
        wanted.push(read(lines, name)?);
    }
    Ok(Rule {
        line,
        kind,
        names: wanted,
        what,
    })
}

fn read(lines: &Lines, name: &Spanned<String>) -> Result<Wanted> {
    let said = filled(lines, name)?;
    if !said.contains(['*', '?']) {
        let key = merge::key(said);
        return if key.is_empty() {
            Err(mistake(lines, name, "holds no letter"))
        } else {
            Ok(Wanted::Key(key))
        };
    }
    Ok(Wanted::Pattern(Pattern::of(said)))
}

fn filled<'n>(lines: &Lines, name: &'n Spanned<String>) -> Result<&'n str> {
    let said = name.get_ref().trim();
    if said.is_empty() {
        Err(mistake(lines, name, "is empty"))
    } else {
        Ok(said)
    }
}

fn mistake(lines: &Lines, name: &Spanned<String>, what: impl std::fmt::Display) -> Error {
    let line = lines.number(name.span().start);
    Error::Usage(format!(
        "names file, line {line}: \"{}\" {what}",
        name.get_ref()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_line() {
        for (text, told) in [
            (
                "[[merge]]\ninto = \"A\"\nname = [\"B\"]\n",
                "line 3: unknown field",
            ),
            ("\n[[forbid]]\nname = \"  \"\n", "line 3: \"  \" is empty"),
            (
                "[[forbid]]\nname = \"...\"\n",
                "line 2: \"...\" holds no letter",
            ),
            (
                "[[retype]]\nname = \"A\"\nto = \"thing\"\n",
                "line 3: unknown variant",
            ),
            ("[[forbid]\n", "line 1:"),
        ] {
            let error = Ledger::parse(text).unwrap_err().to_string();
            assert!(error.contains(told), "{error} does not say {told}");
        }
        assert!(Ledger::parse("").unwrap().is_empty());
    }
}
