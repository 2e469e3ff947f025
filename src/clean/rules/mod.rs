//! A user's own rules: what to keep and what to cut, by site and pattern, whatever the classifier thinks.
//!
//! In: the text of a rules file, see `docs/cleaning.md`. Out: [`Rules`], which have the last word over the verdicts of a
//! page. Invariant: of several rules that fit a block the last one of the file holds, and it is named as the reason.

mod file;
mod finder;
mod pieces;

use std::sync::{Arc, OnceLock};

use regex::Regex;

use super::{Cleaned, Label, PageKind, site_key};
use crate::page::Page;

pub use file::Mistake;
use finder::Finder;

/// Rules that are tried on every block: a thousand on the 301 articles of `corpus/` take some seconds.
const MOST_BARE: usize = 1000;

/// What a user wants kept and cut; none by default.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    name: String,
    text: String,
    list: Vec<Rule>,
    finder: Arc<Finder>,
}

/// One rule of the file.
#[derive(Debug, Clone)]
struct Rule {
    /// The line of its pattern, from 1.
    line: usize,
    /// The sites it is for; `None` for all.
    site: Option<Sites>,
    /// Keep what fits, else cut it.
    keep: bool,
    /// The pattern as written.
    written: String,
    /// Texts of which whatever fits holds one, see [`pieces`].
    pieces: Vec<String>,
    /// Made when it is first needed: most of thousands of rules are for other texts.
    pattern: OnceLock<Option<Regex>>,
}

/// The sites of a rule: a host with all below it, or a pattern with `*`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sites(String);

/// The sites for which two sets of rules may differ.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// None: both say the same.
    #[default]
    Nowhere,
    /// These, as the rules name them.
    Sites(Vec<String>),
    /// Any.
    Everywhere,
}

impl Rules {
    /// Reads the text of a rules file; `name` stands in the reasons.
    ///
    /// # Errors
    /// The first [`Mistake`], with its line.
    pub fn parse(name: &str, text: &str) -> Result<Self, Mistake> {
        let list = file::parse(text)?;
        Ok(Self {
            name: name.to_owned(),
            text: text.to_owned(),
            finder: Arc::new(Finder::of(&list)),
            list,
        })
    }

    /// What is wrong with them all together: more than a thousand fit blocks without any certain text, and so would be tried on every block.
    pub fn excess(&self) -> Option<Mistake> {
        let mut bare = self.list.iter().filter(|rule| rule.pieces.is_empty());
        let first_too_many = bare.nth(MOST_BARE)?;
        Some(Mistake {
            line: first_too_many.line,
            message: format!(
                "this is rule {} without a text that a block must hold, such as `/^\\d+$/`; there may be {MOST_BARE}, since each is tried on every block",
                MOST_BARE + 1
            ),
        })
    }

    /// The name of the file, as it stands in the reasons.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text they were read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// For which sites these rules and others may differ. Comments and blank lines make no difference.
    pub fn differ(&self, other: &Self) -> Reach {
        let (one, two) = middle(&self.list, &other.list);
        let mut sites = Vec::new();
        for rule in one.iter().chain(two) {
            match &rule.site {
                Some(site) => sites.push(site.0.clone()),
                None => return Reach::Everywhere,
            }
        }
        if sites.is_empty() {
            return Reach::Nowhere;
        }
        sites.sort();
        sites.dedup();
        Reach::Sites(sites)
    }

    /// Has the last word over the verdicts of a page, and over what the page is if that changes with them.
    pub(super) fn apply(&self, page: &Page, cleaned: &mut Cleaned) {
        if self.is_empty() {
            return;
        }
        let site = site_key(page);
        let groups = self.finder.groups(&site);
        if groups.is_empty() {
            return;
        }
        let found = |text: &str| {
            let lower = finder::lower(text);
            let in_group = |group: &&finder::Group| {
                let likely = group.likely(&lower).into_iter();
                likely
                    .filter_map(|at| Some((at, self.list.get(at)?)))
                    .find(|(_, rule)| rule.fits(text))
            };
            let last = groups.iter().filter_map(in_group).max_by_key(|(at, _)| *at);
            last.map(|(_, rule)| rule)
        };
        let mut rescued = false;
        for (block, verdict) in page.blocks.iter().zip(&mut cleaned.verdicts) {
            let Some(rule) = found(&block.text) else {
                continue;
            };
            rescued |= rule.keep && !verdict.kept;
            if rule.keep != verdict.kept {
                verdict.label = if rule.keep { Label::Body } else { Label::Other };
            }
            verdict.kept = rule.keep;
            verdict.reason = format!("rule {} of {}", rule.line, self.name).into();
        }
        if let (true, Some(text)) = (cleaned.from_data, &page.data_text) {
            let cut = |line: &str| found(line).is_some_and(|rule| !rule.keep);
            let lines = text.split('\n').enumerate();
            let cut = lines.filter(|(_, line)| cut(line)).map(|(at, _)| at);
            cleaned.cut_data_lines = cut.collect();
        }
        judge_again(page, cleaned, rescued);
    }
}

/// A page of which nothing is left is empty; one that had nothing and got something is an article.
fn judge_again(page: &Page, cleaned: &mut Cleaned, rescued: bool) {
    let data_lines = page.data_text.as_ref().filter(|_| cleaned.from_data);
    let in_data = data_lines.map_or(0, |text| text.split('\n').count());
    let kept = cleaned.verdicts.iter().any(|v| v.kept) || in_data > cleaned.cut_data_lines.len();
    match cleaned.kind {
        _ if !kept => cleaned.kind = PageKind::Empty,
        PageKind::Empty | PageKind::Listing if rescued => cleaned.kind = PageKind::Article,
        _ => {}
    }
}

impl Rule {
    /// Whether it is for a site, asked of it alone; many are asked by [`Finder`].
    #[cfg(test)]
    fn is_for(&self, site: &str) -> bool {
        let site = site.to_lowercase();
        self.site
            .as_ref()
            .is_none_or(|sites| holds(&sites.0, &site))
    }

    fn fits(&self, text: &str) -> bool {
        let made = || file::compile(&self.written).ok();
        let pattern = self.pattern.get_or_init(made).as_ref();
        pattern.is_some_and(|pattern| pattern.is_match(text))
    }

    fn says_as(&self, other: &Self) -> bool {
        (self.keep, &self.site, &self.written) == (other.keep, &other.site, &other.written)
    }
}

/// Whether a host or a pattern of hosts is for a site in lower case.
fn holds(host: &str, site: &str) -> bool {
    if host.contains('*') {
        return fits(host, site);
    }
    site.strip_suffix(host)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

impl Reach {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nowhere, reach) | (reach, Self::Nowhere) => reach,
            (Self::Everywhere, _) | (_, Self::Everywhere) => Self::Everywhere,
            (Self::Sites(mut one), Self::Sites(two)) => {
                one.extend(two);
                one.sort();
                one.dedup();
                Self::Sites(one)
            }
        }
    }

    /// Whether a site, given by its key, is among them.
    pub fn holds(&self, site: &str) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Sites(sites) => {
                let site = site.to_lowercase();
                sites.iter().any(|host| holds(host, &site))
            }
            Self::Everywhere => true,
        }
    }

    /// Whether no site is among them.
    pub fn is_nowhere(&self) -> bool {
        *self == Self::Nowhere
    }
}

/// What is left of two lists without the rules that both begin and end with.
fn middle<'r>(mut one: &'r [Rule], mut two: &'r [Rule]) -> (&'r [Rule], &'r [Rule]) {
    while let ([a, rest_a @ ..], [b, rest_b @ ..]) = (one, two)
        && a.says_as(b)
    {
        (one, two) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., a], [rest_b @ .., b]) = (one, two)
        && a.says_as(b)
    {
        (one, two) = (rest_a, rest_b);
    }
    (one, two)
}

/// Whether a pattern, in which `*` stands for anything, fits a name as a whole.
fn fits(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else {
        return rest.is_empty();
    };
    for piece in between {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_rules_without_a_text_are_the_most() {
        let of = |count: usize| {
            let rules = "[[rule]]\ncut = '* *'\n".repeat(count) + "[[rule]]\ncut = 'notice'\n";
            Rules::parse("mine.toml", &rules).unwrap().excess()
        };
        assert_eq!(of(MOST_BARE), None);
        let excess = of(MOST_BARE + 1).unwrap();
        assert_eq!(excess.line, 2 * MOST_BARE + 2);
        assert!(excess.message.contains("rule 1001"), "{}", excess.message);
    }
}
