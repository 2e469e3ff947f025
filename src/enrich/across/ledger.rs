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
//! `name` is any spelling, or a pattern with `*` and `?`; `kind` (in `retype`: `from`) keeps a rule to people, organisations or places.

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

use super::{Given, Thing, Why};
use crate::enrich::EntityKind;
use crate::enrich::merge::Name;
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

    /// The line of the rule that forbids a value.
    pub(super) fn forbids(&self, given: &Given, name: &Name) -> Option<usize> {
        let rule = self.rules.iter().find(|rule| {
            matches!(rule.what, What::Forbid) && rule.means(given.kind, &given.name, name)
        })?;
        Some(rule.line)
    }

    /// The kind that a value goes to, and the line that says so.
    pub(super) fn retypes(&self, given: &Given, name: &Name) -> Option<(EntityKind, usize)> {
        self.rules.iter().find_map(|rule| match rule.what {
            What::Retype(to) if rule.means(given.kind, &given.name, name) => Some((to, rule.line)),
            _ => None,
        })
    }
}

impl Rule {
    fn means(&self, kind: EntityKind, printed: &str, name: &Name) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
            && self.names.iter().any(|wanted| match wanted {
                Wanted::Key(key) => *key == name.key(),
                Wanted::Pattern(pattern) => pattern.is_match(printed),
            })
    }
}

/// Joins and renames things as the rules say, in the order of the file.
pub(super) fn apply(ledger: &Ledger, things: &mut Vec<Thing>) {
    for rule in &ledger.rules {
        let What::Call(target) = &rule.what else {
            continue;
        };
        let is_meant = |thing: &Thing| {
            let names = thing
                .forms
                .iter()
                .map(|form| &form.given.name)
                .chain([&thing.name]);
            names
                .into_iter()
                .any(|name| rule.means(thing.kind, name, &Name::read(name)))
        };
        let (meant, rest): (Vec<Thing>, Vec<Thing>) =
            std::mem::take(things).into_iter().partition(is_meant);
        *things = rest;
        for kind in [EntityKind::Person, EntityKind::Org, EntityKind::Place] {
            let of_kind: Vec<Thing> = meant
                .iter()
                .filter(|thing| thing.kind == kind)
                .cloned()
                .collect();
            things.extend(called(of_kind, target, rule.line));
        }
    }
}

/// One thing of several, under a name.
fn called(things: Vec<Thing>, target: &str, line: usize) -> Option<Thing> {
    let mut things = things.into_iter();
    let mut first = things.next()?;
    for thing in things {
        first.forms.extend(thing.forms);
    }
    for form in &mut first.forms {
        if form.why == Why::Own && form.given.name != target {
            form.why = Why::Ledger(line);
        }
    }
    first.forms.sort_by(|a, b| {
        b.given
            .articles
            .cmp(&a.given.articles)
            .then_with(|| a.given.name.cmp(&b.given.name))
    });
    target.clone_into(&mut first.name);
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
        let key = Name::read(said).key();
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
