//! Who had it first, as a person and as a program reads it.

use serde::Serialize;

use super::address;
use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use super::results::{self, plural};
use crate::article::{Origin, Stated};
use crate::search::{Counted, First};

/// The earliest articles, a blank line between:
///
/// ```text
///  1  Council approves tram line
///     daily.example · 2026-01-06T08:00:00Z · 3 articles · 3f2a9c0d11e4b7a6
/// ```
///
/// A date that the page's data do not state is followed by what does.
pub fn list(found: &[First], look: Look) -> String {
    let each = |(at, first)| one(first, at + 1, look);
    found.iter().enumerate().map(each).collect()
}

/// Columns before everything but the rank.
const INDENT: usize = 4;

/// One of them, with the blank line behind it; `rank` counts from 1.
pub fn one(first: &First, rank: usize, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    entry(&mut sheet, first, rank);
    sheet.end();
    sheet.into_text()
}

fn entry(sheet: &mut Sheet, first: &First, rank: usize) {
    let article = &first.article;
    let width = sheet.look().text_width();
    sheet.put(Role::Number, &format!("{rank:>2}  "));
    let address = address::of(article.url.as_deref(), &article.path, sheet.look());
    if article.title.trim().is_empty() {
        let room = width.saturating_sub(INDENT).max(8);
        let member = article.member.as_deref();
        results::no_headline(sheet, &article.path, member, address.as_deref(), room);
    } else {
        let title = Marked::headline(&article.title, &[], address.as_deref());
        flow::write(sheet, &title, INDENT, INDENT, width);
    }
    let date = article.published.as_ref().map_or_else(
        || "no date".to_owned(),
        |stated| format!("{}{}", stated.text, doubt(stated.origin)),
    );
    let room = width.saturating_sub(INDENT).max(8);
    let facts = [
        (Role::Site, flow::cut_to(&article.site, room)),
        (Role::Aside, date),
        (Role::Aside, plural(first.articles, "article")),
        (Role::Aside, article.id.clone()),
    ];
    in_lines(sheet, &facts, room);
}

/// Writes facts with a dot between them; one that has no room beside the others begins a line.
fn in_lines(sheet: &mut Sheet, facts: &[(Role, String)], room: usize) {
    let mut used = 0;
    for (role, fact) in facts {
        let needed = flow::columns(fact);
        if used > 0 && used + flow::columns(BETWEEN) + needed <= room {
            sheet.put(Role::Aside, BETWEEN);
            used += flow::columns(BETWEEN);
        } else {
            if used > 0 {
                sheet.end();
            }
            sheet.indent(INDENT);
            used = 0;
        }
        sheet.put(*role, fact);
        used += needed;
    }
    sheet.end();
}

/// What stands between two facts.
const BETWEEN: &str = " · ";

/// Which articles are counted, if those are not all that match.
pub fn counted(counted: Counted) -> Option<String> {
    match counted {
        Counted::Matching => None,
        Counted::AllWords { articles, of } => Some(format!(
            "of {} with all of the words ({} with any); `a OR b` asks for any",
            plural(articles, "article"),
            results::grouped(of)
        )),
        Counted::AnyWord => Some("with any of the words: no article has all of them".to_owned()),
    }
}

/// What is said of a date that nothing but the text, the address or the folder states.
fn doubt(origin: Origin) -> &'static str {
    match origin {
        Origin::Mapped | Origin::Record | Origin::Structured | Origin::Meta => "",
        Origin::Visible => " (by its text)",
        Origin::Url => " (by its address)",
        Origin::Folder => " (by its folder)",
    }
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
        Origin::Mapped | Origin::Record => "record",
        Origin::Structured => "structured",
        Origin::Meta => "meta",
        Origin::Visible => "visible",
        Origin::Url => "url",
        Origin::Folder => "folder",
    }
}
