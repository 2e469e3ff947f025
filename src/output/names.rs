//! Named things: lists of them, the names of one, and the company it keeps.

use serde::Serialize;

use super::results::{grouped, plural};
use super::{Look, Role, Sheet, flow};
use crate::enrich::EntityKind;
use crate::enrich::across::{Form, Thing, Why};
use crate::search::{Companion, Company};

/// A named thing with its number of articles.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// The thing.
    pub thing: Thing<'a>,
    /// Articles that name it.
    pub articles: u64,
}

/// One thing of `newsdex entities --json` and `newsdex entities why --json`.
#[derive(Debug, Serialize)]
pub struct ThingRecord<'a> {
    /// `person`, `org`, `place` or `misc`.
    pub kind: EntityKind,
    /// The name that is shown.
    pub name: &'a str,
    /// Articles that name it.
    pub articles: u64,
    /// Line of the rule in `names.toml` that gave it its name or kind, or `null`.
    pub rule: Option<usize>,
    /// All its names, that of the most articles first.
    pub names: Vec<FormRecord<'a>>,
}

/// One name of a thing.
#[derive(Debug, Serialize)]
pub struct FormRecord<'a> {
    /// The name.
    pub name: &'a str,
    /// Articles in which the thing goes under it.
    pub articles: u64,
    /// `shown`, `spelling`, `known`, `transliteration`, `short` or `rule`.
    pub why: &'static str,
    /// Line of the rule, or `null`.
    pub rule: Option<usize>,
}

impl<'a> ThingRecord<'a> {
    /// The record of a thing.
    pub fn new(counted: Counted<'a>) -> Self {
        let thing = counted.thing;
        Self {
            kind: thing.kind,
            name: thing.name,
            articles: counted.articles,
            rule: thing.ruled,
            names: thing.forms().map(FormRecord::new).collect(),
        }
    }
}

impl<'a> FormRecord<'a> {
    fn new(form: Form<'a>) -> Self {
        let (why, rule) = match form.why {
            Why::Own => ("shown", None),
            Why::Spelling => ("spelling", None),
            Why::Known => ("known", None),
            Why::Transliteration => ("transliteration", None),
            Why::Short => ("short", None),
            Why::Ledger(line) => ("rule", Some(line)),
        };
        Self {
            name: form.given.name,
            articles: form.given.articles,
            why,
            rule,
        }
    }
}

/// One line of `newsdex together --json`.
#[derive(Debug, Serialize)]
pub struct CompanionRecord<'a> {
    /// `person`, `org`, `place` or `misc`.
    pub kind: EntityKind,
    /// Its name.
    pub name: &'a str,
    /// Articles that name both.
    pub both: u64,
    /// Articles that name it at all.
    pub articles: u64,
    /// Log-likelihood ratio; from 10.8 on chance does it once in 1,000 times.
    pub score: f64,
}

impl<'a> CompanionRecord<'a> {
    /// The record of a companion.
    pub fn new(companion: &'a Companion) -> Self {
        Self {
            kind: companion.kind,
            name: &companion.name,
            both: companion.both,
            articles: companion.articles,
            score: (companion.score * 10.0).round() / 10.0,
        }
    }
}

/// The word for a kind.
pub fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Org => "org",
        EntityKind::Place => "place",
        EntityKind::Misc => "misc",
    }
}

/// Columns of the longest word for a kind.
const KIND: usize = 6;

/// A line a thing: articles, kind, name, its other names.
pub fn list(things: &[Counted<'_>], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let digits = things.iter().map(|t| grouped(t.articles).len()).max();
    let number = digits.unwrap_or(1);
    let width = sheet.look().text_width();
    for Counted { thing, articles } in things {
        sheet
            .put(Role::Number, &format!("{:>number$}", grouped(*articles)))
            .put(
                Role::Aside,
                &format!("  {:<KIND$}  ", kind_name(thing.kind)),
            );
        let room = width.saturating_sub(number + KIND + 4).max(8);
        let shown = sheet.look().cut(thing.name, room);
        let others: Vec<&str> = thing.names().filter(|name| *name != thing.name).collect();
        let left = room.saturating_sub(flow::columns(&shown) + 4);
        sheet.put(Role::Text, &shown);
        if !others.is_empty() && left > 8 {
            let told = sheet.look().cut(&others.join(", "), left);
            sheet.put(Role::Aside, &format!("  ({told})"));
        }
        sheet.end();
    }
    sheet.into_text()
}

/// A thing with all its names, and why each is one of them.
pub fn why(counted: Counted<'_>, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let thing = counted.thing;
    let mut told = format!(
        "  {}, {}",
        kind_name(thing.kind),
        plural(counted.articles, "article")
    );
    if let Some(line) = thing.ruled {
        told = format!("{told}, line {line} of names.toml");
    }
    sheet
        .put(Role::Title, &sheet.look().cut(thing.name, 200))
        .put(Role::Aside, &told)
        .end();
    let number = thing
        .forms()
        .map(|f| grouped(f.given.articles).len())
        .max()
        .unwrap_or(1);
    let look = sheet.look();
    for form in thing.forms() {
        sheet
            .indent(2)
            .put(
                Role::Number,
                &format!("{:>number$}", grouped(form.given.articles)),
            )
            .put(Role::Text, &format!("  {}", look.cut(form.given.name, 200)))
            .put(Role::Aside, &format!("  {}", reason(form, thing)))
            .end();
    }
    sheet.into_text()
}

fn reason(form: Form<'_>, thing: Thing<'_>) -> String {
    let moved = if form.given.kind == thing.kind {
        String::new()
    } else {
        format!(", found as {}", kind_name(form.given.kind))
    };
    let why = match form.why {
        Why::Own => "the name that is shown".to_owned(),
        Why::Spelling => "the same but for case, accents or ending".to_owned(),
        Why::Known => "known to mean the same".to_owned(),
        Why::Transliteration => "carried over from the same name".to_owned(),
        Why::Short => "a shorter or longer form of the one name that has most articles".to_owned(),
        Why::Ledger(line) => format!("line {line} of names.toml"),
    };
    why + &moved
}

/// A line a companion: articles with both, of how many, kind and name, and how sure it is.
pub fn company(company: &Company, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let width = sheet.look().text_width();
    let number = |count: fn(&Companion) -> u64| {
        company
            .companions
            .iter()
            .map(|c| grouped(count(c)).len())
            .max()
            .unwrap_or(1)
    };
    let (both, all) = (number(|c| c.both), number(|c| c.articles));
    for companion in &company.companions {
        let of = format!(
            " of {:>all$}  {:<KIND$}  ",
            grouped(companion.articles),
            kind_name(companion.kind)
        );
        let score = format!("  {:.1}", companion.score);
        let room = width.saturating_sub(both + of.len() + score.len()).max(8);
        let name = look.cut(&companion.name, room);
        sheet
            .put(Role::Number, &format!("{:>both$}", grouped(companion.both)))
            .put(Role::Aside, &of)
            .put(Role::Text, &name)
            .put(Role::Aside, &score)
            .end();
    }
    sheet.into_text()
}
