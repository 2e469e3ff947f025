//! What was cut from pages and matches a query, as a person and as a program reads it.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;

use super::cleaned::label_name;
use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use super::results::plural;
use crate::clean::{Label, Reason};
use crate::pipeline::{Became, Reread};

/// One cut block that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutBlock {
    /// Its number on the page.
    pub at: usize,
    /// What matched, as scalar values of its text.
    pub marks: Vec<(usize, usize)>,
}

/// The cut blocks of one page, below a line that says of which article:
///
/// ```text
/// Council approves tram line
/// daily.example · 3f2a9c0d11e4b7a6 · pages/daily.example/a.html
///   - newsletter   Every morning, the **tram** and everything else in your inbox.
///                  └ the words `in your inbox`
/// ```
pub fn page(page: &Reread, blocks: &[CutBlock], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let width = look.text_width();
    let title = page.article.title.trim();
    let title = if title.is_empty() {
        "(no title)"
    } else {
        title
    };
    let link = page.article.url.as_deref();
    flow::write(&mut sheet, &Marked::headline(title, &[], link), 0, 0, width);
    about(&mut sheet, page);
    for block in blocks {
        one(&mut sheet, page, block, width);
    }
    sheet.end();
    sheet.into_text()
}

fn about(sheet: &mut Sheet, page: &Reread) {
    let fate = match &page.became {
        Became::Article(id) => id.to_string(),
        Became::Nothing(reason) => reason.clone(),
        Became::Unknown => "changed since it was indexed".to_owned(),
    };
    let member = page.page.member.as_ref();
    let member = member.map_or(String::new(), |m| format!(", {m}"));
    let rest = format!(" · {fate} · {}{member}", page.page.path);
    sheet
        .put(Role::Site, &page.article.site)
        .put(Role::Aside, &rest)
        .end();
}

/// Columns of a label, and those before a block's text.
const LABEL: usize = 12;
const TEXT: usize = LABEL + 5;

fn one(sheet: &mut Sheet, page: &Reread, block: &CutBlock, width: usize) {
    let (Some(text), Some(verdict)) = (
        page.page.blocks.get(block.at),
        page.cleaned.verdicts.get(block.at),
    ) else {
        return;
    };
    let label = label_name(verdict.label);
    sheet.put(Role::Cut, &format!("  - {label:<LABEL$} "));
    let marks: Vec<Range<usize>> = block.marks.iter().map(|m| m.0..m.1).collect();
    flow::write(
        sheet,
        &Marked::running(&text.text, &marks),
        TEXT,
        TEXT,
        width,
    );
    let said = verdict.reason.to_string();
    let reason = Marked {
        role: Role::Cut,
        ..Marked::running(&said, &[])
    };
    sheet.indent(TEXT).corner(Role::Cut);
    flow::write(sheet, &reason, TEXT + 2, TEXT + 2, width);
}

/// What was looked at and found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Blocks that were shown.
    pub blocks: u64,
    /// Pages they stand on.
    pub pages: u64,
    /// Blocks that were not shown because the same text of the same outlet was.
    pub copies: u64,
    /// Sources and pages that could not be read again.
    pub lost: u64,
}

/// One line: `3 blocks on 2 pages; 40 more copies of them (--all shows each)`.
pub fn summary(counts: &Counts) -> String {
    let mut said = if counts.blocks == 0 {
        "nothing that was cut matches".to_owned()
    } else {
        let (blocks, pages) = (plural(counts.blocks, "block"), plural(counts.pages, "page"));
        format!("{blocks} on {pages}")
    };
    if counts.copies > 0 {
        let copies = plural(counts.copies, "copy").replace("copys", "copies");
        let _ = write!(said, "; {copies} of them not shown (--all shows each)");
    }
    if counts.lost > 0 {
        let sources = plural(counts.lost, "source");
        let _ = write!(said, "; {sources} could not be read again");
    }
    said
}

/// One line of `newsdex cut --json`.
#[derive(Debug, Serialize)]
pub struct CutRecord<'a> {
    /// The article the page gave, or `null`.
    pub id: Option<String>,
    /// The file.
    pub path: &'a str,
    /// The place in a file of many, or `null`.
    pub member: Option<&'a str>,
    /// Its address, or `null`.
    pub url: Option<&'a str>,
    /// The headline, perhaps empty.
    pub title: &'a str,
    /// The outlet.
    pub site: &'a str,
    /// Why the page gave no article, or `null`.
    pub no_article: Option<&'a str>,
    /// Whether the source has changed since it was indexed, so that nobody knows what became of this page.
    pub changed: bool,
    /// The text of the block.
    pub text: &'a str,
    /// What matched: `[start, end]` in scalar values of `text`.
    pub marks: &'a [(usize, usize)],
    /// Line of a text dump from 0, or the block's number in markup.
    pub line: u32,
    /// What it was taken for.
    pub label: Label,
    /// The probability that it belongs to the body, 0 to 1.
    pub body_probability: f32,
    /// Why it was cut.
    pub reason: &'a Reason,
}

impl<'a> CutRecord<'a> {
    /// The record of a block of a page, if there is such a block.
    pub fn new(page: &'a Reread, block: &'a CutBlock) -> Option<Self> {
        let text = page.page.blocks.get(block.at)?;
        let verdict = page.cleaned.verdicts.get(block.at)?;
        Some(Self {
            id: match page.became {
                Became::Article(id) => Some(id.to_string()),
                Became::Nothing(_) | Became::Unknown => None,
            },
            path: &page.page.path,
            member: page.page.member.as_deref(),
            url: page.article.url.as_deref(),
            title: &page.article.title,
            site: &page.article.site,
            no_article: match &page.became {
                Became::Nothing(reason) => Some(reason),
                Became::Article(_) | Became::Unknown => None,
            },
            changed: page.became == Became::Unknown,
            text: &text.text,
            marks: &block.marks,
            line: text.line,
            label: verdict.label,
            body_probability: verdict.body_probability,
            reason: &verdict.reason,
        })
    }
}
