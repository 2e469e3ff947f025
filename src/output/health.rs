//! Whether an index is sound, and what was done about it.

use serde::Serialize;

use super::paint::{Look, Role, Sheet};
use super::results::{grouped, plural};
use super::stats::size;
use crate::index::{Backup, Health};
use crate::pipeline::{Rebuilt, Sources};

/// The one object of `newsdex verify --json`.
#[derive(Debug, Serialize)]
pub struct HealthRecord<'a> {
    /// Whether nothing is wrong with the index; its sources do not count.
    sound: bool,
    #[serde(flatten)]
    health: &'a Health,
    /// `null` if the catalog cannot be read.
    sources: Option<&'a Sources>,
}

impl<'a> HealthRecord<'a> {
    /// The record of a check.
    pub fn new(health: &'a Health, sources: Option<&'a Sources>) -> Self {
        Self {
            sound: health.is_sound(),
            health,
            sources,
        }
    }
}

/// Files and sources that are named; more are counted.
const NAMED: usize = 20;

/// ```text
/// sound: 1,234 articles in generation 7, 42 files and 18.3 MB checked
/// 2 sources have changed since they were indexed
///   pages/a.txt
///   pages/b.txt
/// ```
pub fn health(health: &Health, sources: Option<&Sources>, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let checked = format!(
        "{} and {} checked",
        plural(health.files, "file"),
        size(health.bytes)
    );
    if health.is_sound() {
        let articles = plural(health.articles, "article");
        let number = grouped(health.generation);
        let text = format!("sound: {articles} in generation {number}, {checked}");
        sheet.put(Role::Text, &text).end();
    } else {
        let text = format!(
            "damaged: {}, {checked}",
            plural(health.faults.len() as u64, "fault")
        );
        sheet.put(Role::Error, &text).end();
        let faults = health.faults.iter().map(|fault| {
            if fault.detail.contains(&fault.file) {
                fault.detail.clone()
            } else {
                format!("{}: {}", fault.file, fault.detail)
            }
        });
        list(&mut sheet, faults);
    }
    if let Some(sources) = sources {
        for (names, one, several) in [
            (
                &sources.changed,
                "has changed since it was indexed",
                "have changed since they were indexed",
            ),
            (
                &sources.unfinished,
                "was not read to its end",
                "were not read to their end",
            ),
            (
                &sources.gone,
                "is not there any more",
                "are not there any more",
            ),
        ] {
            if !names.is_empty() {
                let what = if names.len() == 1 { one } else { several };
                let text = format!("{} {what}", plural(names.len() as u64, "source"));
                sheet.put(Role::Text, &text).end();
                list(&mut sheet, names.iter().cloned());
            }
        }
    }
    sheet.into_text()
}

fn list(sheet: &mut Sheet, lines: impl ExactSizeIterator<Item = String>) {
    let unnamed = lines.len().saturating_sub(NAMED);
    for line in lines.take(NAMED) {
        sheet.indent(2).put(Role::Text, &line).end();
    }
    if unnamed > 0 {
        let text = format!("and {} more; see all with --json", grouped(unnamed as u64));
        sheet.indent(2).put(Role::Aside, &text).end();
    }
}

/// What a repair or a rebuilding did, with the articles that are lost.
pub fn rebuilt(done: &Rebuilt, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let before = done
        .before
        .map_or("nobody knows how many".to_owned(), grouped);
    let lost = match (done.before, done.lost.len() as u64 + done.unnamed) {
        (None, 0) => "nobody knows how many".to_owned(),
        (_, lost) => grouped(lost),
    };
    let text = format!(
        "{}, {before} before: {} kept as stored, {} read from sources, {lost} lost; generation {}",
        plural(done.articles, "article"),
        grouped(done.kept),
        grouped(done.read),
        grouped(done.generation)
    );
    sheet.put(Role::Text, &text).end();
    if done.unnamed > 0 {
        let text = format!(
            "{} lost that cannot be named: the catalog could not be read, or does not know them",
            grouped(done.unnamed)
        );
        sheet.indent(2).put(Role::Text, &text).end();
    }
    if done.doubtful {
        let text = "articles that had been removed or replaced may be back: the lists of them could not be read";
        sheet.indent(2).put(Role::Text, text).end();
    }
    for (reason, pages) in &done.limits {
        let text = format!("{} at a limit: {reason}", plural(*pages, "page"));
        sheet.indent(2).put(Role::Text, &text).end();
    }
    list(
        &mut sheet,
        done.lost.iter().map(|(path, id)| format!("{id} of {path}")),
    );
    sheet.into_text()
}

/// What a backup holds.
pub fn backup(made: &Backup, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let linked = if made.linked > 0 {
        format!(", {} of them shared with the index", grouped(made.linked))
    } else {
        String::new()
    };
    let text = format!(
        "generation {} copied: {}, {}{linked}",
        grouped(made.generation),
        plural(made.files, "file"),
        size(made.bytes)
    );
    sheet.put(Role::Text, &text).end();
    sheet.into_text()
}
