//! A whole article, as a person reads it.

use super::address;
use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use super::results;
use crate::article::Article;
use crate::enrich::{Enriched, Entity, EntityKind};

/// The headline, what is known about the article, its paragraphs with blank lines between, and who and what is named in it.
///
/// `marks` are those of the headline and those of the text: `[start, end)` in scalar values, in order.
pub fn article(enriched: &Enriched, marks: &[Vec<(usize, usize)>; 2], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let [title_marks, marks] = marks;
    head(&mut sheet, enriched, title_marks);
    let mut start = 0;
    for paragraph in enriched.article.text.split('\n') {
        let end = start + paragraph.chars().count();
        let inside: Vec<_> = marks
            .iter()
            .copied()
            .filter(|m| m.1 > start && m.0 < end)
            .collect();
        let inside: Vec<_> = inside.into_iter().map(|m| (m.0.max(start), m.1)).collect();
        sheet.end();
        let ranges = results::ranges(&inside, start);
        flow::write(
            &mut sheet,
            &Marked::running(paragraph, &ranges),
            0,
            0,
            look.text_width(),
        );
        start = end + 1;
    }
    names(&mut sheet, &enriched.entities);
    sheet.into_text()
}

fn head(sheet: &mut Sheet, enriched: &Enriched, marks: &[(usize, usize)]) {
    let article = &enriched.article;
    let marks = results::ranges(marks, 0);
    let address = address::of(article.url.as_deref(), &article.path, sheet.look());
    let address = address.filter(|_| !article.title.is_empty());
    let title = Marked::headline(&article.title, &marks, address.as_deref());
    flow::write(sheet, &title, 0, 0, sheet.look().text_width());
    for (name, value) in facts(article, &enriched.language) {
        let look = sheet.look();
        let leads = match name {
            "url" => address::web(&value),
            "file" => address::file(&article.path, look),
            _ => None,
        };
        sheet.put(Role::Aside, &format!("{name:<10}"));
        let linked = sheet.begin_link(leads.as_deref());
        sheet.put(Role::Text, &value);
        if linked {
            sheet.end_link();
        }
        sheet.end();
    }
}

/// What is known about an article, each fact with its name.
fn facts(article: &Article, language: &str) -> Vec<(&'static str, String)> {
    let member = article
        .member
        .as_ref()
        .map(|m| format!(", {m}"))
        .unwrap_or_default();
    let stub = article
        .stub
        .then(|| "only what stands before a paywall".to_owned());
    let optional = [
        ("site", Some(article.site.clone())),
        ("by", Some(article.byline.join(", "))),
        (
            "published",
            article.published.as_ref().map(|s| s.text.clone()),
        ),
        ("changed", article.modified.as_ref().map(|s| s.text.clone())),
        ("section", article.section.clone()),
        ("language", Some(language.to_owned()).filter(|l| l != "und")),
        ("url", article.url.clone()),
        ("file", Some(format!("{}{member}", article.path))),
        ("id", Some(article.id.clone())),
        ("note", stub),
    ];
    let known = optional
        .into_iter()
        .filter_map(|(name, value)| value.map(|v| (name, v)));
    known.filter(|(_, value)| !value.is_empty()).collect()
}

fn names(sheet: &mut Sheet, entities: &[Entity]) {
    let kinds = [
        (EntityKind::Person, "people"),
        (EntityKind::Org, "groups"),
        (EntityKind::Place, "places"),
        (EntityKind::Misc, "other"),
    ];
    let mut first = true;
    for (kind, heading) in kinds {
        let found: Vec<_> = entities
            .iter()
            .filter(|e| e.kind == kind)
            .map(counted)
            .collect();
        if found.is_empty() {
            continue;
        }
        if std::mem::take(&mut first) {
            sheet.end();
        }
        sheet.put(Role::Aside, &format!("{heading:<10}"));
        let width = sheet.look().text_width();
        flow::write(
            sheet,
            &Marked::running(&found.join(", "), &[]),
            10,
            10,
            width,
        );
    }
}

/// `Name`, or `Name (3)` if it stands there several times.
fn counted(entity: &Entity) -> String {
    match entity.mentions.len() {
        0 | 1 => entity.name.clone(),
        many => format!("{} ({many})", entity.name),
    }
}
