//! Who had it first, as a person and as a program reads it.

use serde::Serialize;

use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use super::results::{self, plural};
use crate::article::{Origin, Stated};
use crate::search::First;

/// The earliest articles, a blank line between:
///
/// ```text
///  1  Council approves tram line
///     daily.example · 2026-01-06T08:00:00Z (structured) · 3 articles · 3f2a9c0d11e4b7a6
/// ```
pub fn list(found: &[First], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for (at, first) in found.iter().enumerate() {
        one(&mut sheet, first, at + 1);
        sheet.end();
    }
    sheet.into_text()
}

/// Columns before everything but the rank.
const INDENT: usize = 4;

fn one(sheet: &mut Sheet, first: &First, rank: usize) {
    let article = &first.article;
    let width = sheet.look().text_width();
    sheet.put(Role::Number, &format!("{rank:>2}  "));
    if article.title.trim().is_empty() {
        let name = results::untitled(&article.path, article.member.as_deref());
        let room = width.saturating_sub(INDENT).max(8);
        sheet.put(Role::Aside, &flow::cut_to(&name, room)).end();
    } else {
        let title = Marked::headline(&article.title, &[], article.url.as_deref());
        flow::write(sheet, &title, INDENT, INDENT, width);
    }
    let date = article.published.as_ref().map_or_else(
        || "no date".to_owned(),
        |stated| format!("{} ({})", stated.text, origin(stated.origin)),
    );
    let facts = format!(
        " · {date} · {} · {}",
        plural(first.articles, "article"),
        article.id
    );
    let room = width.saturating_sub(INDENT + flow::columns(&facts)).max(24);
    sheet
        .indent(INDENT)
        .put(Role::Site, &flow::cut_to(&article.site, room))
        .put(Role::Aside, &facts)
        .end();
}

/// One outlet of `newsdex first --json`.
#[derive(Debug, Serialize)]
pub struct FirstRecord<'a> {
    /// The outlet.
    pub site: &'a str,
    /// Its matching articles.
    pub articles: u64,
    /// When its earliest one was published, RFC 3339 with what is known, or `null` if none has a date.
    pub published: Option<&'a str>,
    /// Where that date is stated: `record`, `structured`, `meta`, `visible`, `url` or `folder`.
    pub origin: Option<&'static str>,
    /// That article's identifier.
    pub id: &'a str,
    /// Its headline, perhaps empty.
    pub title: &'a str,
    /// Its address, or `null`.
    pub url: Option<&'a str>,
    /// The file it came from.
    pub path: &'a str,
}

impl<'a> FirstRecord<'a> {
    /// The record of an outlet.
    pub fn new(first: &'a First) -> Self {
        let article = &first.article;
        let published = article.published.as_ref();
        Self {
            site: &article.site,
            articles: first.articles,
            published: published.map(|stated: &Stated| stated.text.as_str()),
            origin: published.map(|stated| origin(stated.origin)),
            id: &article.id,
            title: &article.title,
            url: article.url.as_deref(),
            path: &article.path,
        }
    }
}

/// The name of a date's source, the most to the least trustworthy.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Record => "record",
        Origin::Structured => "structured",
        Origin::Meta => "meta",
        Origin::Visible => "visible",
        Origin::Url => "url",
        Origin::Folder => "folder",
    }
}
