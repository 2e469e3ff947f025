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

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;
use xxhash_rust::xxh3::Xxh3;

use super::join::Group;
use super::{Values, Why};
use crate::enrich::EntityKind;
use crate::enrich::merge;
use crate::error::{Error, Result};

/// Rules, ready to use. The default has none.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    rules: Vec<Rule>,
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

/// A name or a pattern.
#[derive(Debug, Clone)]
enum Wanted {
    Key(String),
    Pattern(GlobMatcher),
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
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            Error::Usage(format!("names file, line {line}: {}", error.message()))
        })?;
        let mut rules = Vec::new();
        for said in file.merge {
            let names = said.names.iter().chain([&said.into]);
            let target = filled(text, &said.into)?.to_owned();
            rules.push(rule(text, names, said.kind, What::Call(target))?);
        }
        for said in file.rename {
            let target = filled(text, &said.to)?.to_owned();
            rules.push(rule(
                text,
                [&said.name, &said.to],
                said.kind,
                What::Call(target),
            )?);
        }
        for said in file.forbid {
            rules.push(rule(text, [&said.name], said.kind, What::Forbid)?);
        }
        for said in file.retype {
            rules.push(rule(text, [&said.name], said.from, What::Retype(said.to))?);
        }
        rules.sort_by_key(|rule| rule.line);
        Ok(Self { rules })
    }

    /// Whether it has no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What the rules say of values before they are joined.
    pub(super) fn early(&self, values: &Values) -> Early {
        let mut early = Early::default();
        if !self.rules.iter().any(Rule::is_early) {
            return early;
        }
        for (number, value) in (0..).zip(values.iter()) {
            let means = |rule: &&Rule| rule.means(value.kind, value.name);
            let mut of_value = self.rules.iter().filter(|r| r.is_early()).filter(means);
            let forbids = |rule: &&Rule| matches!(rule.what, What::Forbid);
            if let Some(rule) = of_value.clone().find(forbids) {
                early.forbidden.push((number, rule.line));
            } else if let Some(rule) = of_value.next()
                && let What::Retype(to) = rule.what
            {
                early.moved.push((number, to, rule.line));
            }
        }
        early
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
    pub fn forbids(&self, value: u32) -> bool {
        let found = self.forbidden.binary_search_by_key(&value, |&(of, _)| of);
        found.is_ok()
    }
}

impl Rule {
    fn is_early(&self) -> bool {
        matches!(self.what, What::Forbid | What::Retype(_))
    }

    fn means(&self, kind: EntityKind, printed: &str) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
            && self.names.iter().any(|wanted| match wanted {
                Wanted::Key(key) => merge::has_key(printed, key),
                Wanted::Pattern(pattern) => pattern.is_match(printed),
            })
    }
}

/// Joins and renames things as the rules say, in the order of the file.
pub(super) fn apply(ledger: &Ledger, values: &Values, groups: &mut Vec<Group>) {
    for rule in &ledger.rules {
        let What::Call(target) = &rule.what else {
            continue;
        };
        let is_meant = |group: &mut Group| {
            let values = group.forms().filter_map(|(n, _)| values.get(n as usize));
            let mut names = values
                .map(|value| value.name)
                .chain(group.called.as_deref());
            names.any(|name| rule.means(group.kind, name))
        };
        let meant: Vec<Group> = groups.extract_if(.., is_meant).collect();
        for kind in EntityKind::ALL {
            let of_kind = meant.iter().filter(|group| group.kind == kind).cloned();
            groups.extend(called(of_kind, values, target, rule.line));
        }
    }
}

/// One thing of several, under a name.
fn called(
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

fn rule<'s>(
    text: &str,
    names: impl IntoIterator<Item = &'s Spanned<String>>,
    kind: Option<EntityKind>,
    what: What,
) -> Result<Rule> {
    let mut line = usize::MAX;
    let mut wanted = Vec::new();
    for name in names {
        line = line.min(line_of(text, name.span().start));
        wanted.push(read(text, name)?);
    }
    Ok(Rule {
        line,
        kind,
        names: wanted,
        what,
    })
}

fn read(text: &str, name: &Spanned<String>) -> Result<Wanted> {
    let said = filled(text, name)?;
    if !said.contains(['*', '?']) {
        let key = merge::key(said);
        return if key.is_empty() {
            Err(mistake(text, name, "holds no letter"))
        } else {
            Ok(Wanted::Key(key))
        };
    }
    let escaped: String = said
        .chars()
        .flat_map(|c| {
            if matches!(c, '[' | ']' | '{' | '}' | '\\') {
                vec!['\\', c]
            } else {
                vec![c]
            }
        })
        .collect();
    let glob = GlobBuilder::new(&escaped)
        .case_insensitive(true)
        .backslash_escape(true)
        .build();
    glob.map(|glob| Wanted::Pattern(glob.compile_matcher()))
        .map_err(|error| mistake(text, name, error.kind()))
}

fn filled<'n>(text: &str, name: &'n Spanned<String>) -> Result<&'n str> {
    let said = name.get_ref().trim();
    if said.is_empty() {
        Err(mistake(text, name, "is empty"))
    } else {
        Ok(said)
    }
}

fn mistake(text: &str, name: &Spanned<String>, what: impl std::fmt::Display) -> Error {
    let line = line_of(text, name.span().start);
    Error::Usage(format!(
        "names file, line {line}: \"{}\" {what}",
        name.get_ref()
    ))
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1
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
