//! What cleaning did with a page: its text, or every block with the reason why it stayed or went.

use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use crate::article::Article;
use crate::clean::{Cleaned, Label, PageKind};
use crate::page::Page;

/// The article as it would be indexed: headline, byline and day, then a paragraph a line, blank lines between.
pub fn text(article: &Article, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    if !article.title.is_empty() {
        sheet.put(Role::Title, &article.title).end();
    }
    let published = article.published.as_ref().map(|p| p.text.clone());
    let about = [
        Some(article.byline.join(", ")),
        published,
        Some(article.site.clone()),
    ];
    let about: Vec<_> = about
        .into_iter()
        .flatten()
        .filter(|a| !a.is_empty())
        .collect();
    sheet.put(Role::Aside, &about.join(" · ")).end();
    for paragraph in article.text.split('\n').filter(|p| !p.is_empty()) {
        sheet.end();
        flow::write(
            &mut sheet,
            &Marked::running(paragraph, &[]),
            0,
            0,
            look.text_width(),
        );
    }
    sheet.into_text()
}

/// Says that there is no article on a page, and what it is instead.
pub fn no_article(page: &Page, cleaned: &Cleaned, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    explanation_head(&mut sheet, page, cleaned);
    sheet.into_text()
}

/// Every block of a page in order: `+` kept or `-` cut, its label, its weight, its text, and the reason.
///
/// ```text
/// corpus/daily/a.html: article, 12 of 40 blocks kept
/// - menu        0.02  Home
///                     among menu lines
/// + body        0.97  The council voted on Tuesday to approve the line.
/// ```
///
/// The weight is the probability that the block belongs to the body. Kept text of the body goes
/// without its reason; the JSON has all.
pub fn explanation(page: &Page, cleaned: &Cleaned, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    explanation_head(&mut sheet, page, cleaned);
    for (block, verdict) in page.blocks.iter().zip(&cleaned.verdicts) {
        let (sign, role) = if verdict.kept {
            ("+", Role::Kept)
        } else {
            ("-", Role::Cut)
        };
        let label = label_name(verdict.label);
        let weight = verdict.body_probability;
        sheet.put(role, &format!("{sign} {label:<LABEL$} {weight:.2}  "));
        let shown = Marked {
            role: if verdict.kept {
                Role::Text
            } else {
                Role::Aside
            },
            ..Marked::running(&block.text, &[])
        };
        flow::write(&mut sheet, &shown, TEXT, TEXT, look.text_width());
        let plain = verdict.kept && verdict.label == Label::Body;
        if !plain && !verdict.reason.is_empty() {
            let reason = Marked {
                role,
                ..Marked::running(&verdict.reason, &[])
            };
            sheet.indent(TEXT).put(role, "└ ");
            flow::write(&mut sheet, &reason, TEXT + 2, TEXT + 2, look.text_width());
        }
    }
    sheet.into_text()
}

/// Columns of a label, and those before a block's text.
const LABEL: usize = 12;
const TEXT: usize = LABEL + 9;

fn explanation_head(sheet: &mut Sheet, page: &Page, cleaned: &Cleaned) {
    let kept = cleaned.verdicts.iter().filter(|v| v.kept).count();
    let kind = kind_name(cleaned.kind);
    let member = page
        .member
        .as_ref()
        .map(|m| format!(", {m}"))
        .unwrap_or_default();
    sheet.put(Role::Title, &format!("{}{member}", page.path));
    sheet
        .put(
            Role::Aside,
            &format!(": {kind}, {kept} of {} blocks kept", page.blocks.len()),
        )
        .end();
    if cleaned.from_data {
        sheet
            .put(
                Role::Aside,
                "the text was taken from the page's data, its markup holds none",
            )
            .end();
    }
}

/// The name of a label, as in JSON.
pub fn label_name(label: Label) -> &'static str {
    match label {
        Label::Body => "body",
        Label::Headline => "headline",
        Label::Standfirst => "standfirst",
        Label::Byline => "byline",
        Label::Date => "date",
        Label::Caption => "caption",
        Label::PhotoCredit => "photo-credit",
        Label::Menu => "menu",
        Label::Section => "section",
        Label::Teaser => "teaser",
        Label::Related => "related",
        Label::Promotion => "promotion",
        Label::Newsletter => "newsletter",
        Label::Login => "login",
        Label::Share => "share",
        Label::Comments => "comments",
        Label::AuthorBox => "author-box",
        Label::Legal => "legal",
        Label::Cookie => "cookie",
        Label::LiveFrame => "live-frame",
        Label::EditorNote => "editor-note",
        Label::Tags => "tags",
        Label::Counter => "counter",
        Label::Other => "other",
    }
}

/// The name of a kind of page, as in JSON.
pub fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Article => "article",
        PageKind::Stub => "stub",
        PageKind::Listing => "listing",
        PageKind::Empty => "empty",
    }
}
