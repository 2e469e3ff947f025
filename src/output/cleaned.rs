//! What cleaning did with a page: its text, or every block with the reason why it stayed or went.

use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use super::results::{grouped, plural};
use crate::article::Article;
use crate::clean::{ARTICLE_WORDS, Cleaned, Label, PageKind, Verdict};
use crate::page::{Block, Page};

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
    if !about.is_empty() {
        sheet.put(Role::Aside, &about.join(" · ")).end();
    }
    let mut begun = !article.title.is_empty() || !about.is_empty();
    for paragraph in article.text.split('\n').filter(|p| !p.is_empty()) {
        if std::mem::replace(&mut begun, true) {
            sheet.end();
        }
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

/// What became of the pages of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pages that were read.
    pub read: u64,
    /// Of those, pages on which there is no article.
    pub without_article: u64,
    /// Of those that were read, pages that reached a limit.
    pub in_part: u64,
    /// Pages and files that could not be read.
    pub failed: u64,
}

/// One line for a run over several pages of which not every one gave an article: `9 articles, 2 without an article, 1 could not be read`.
pub fn summary(tally: &Tally) -> Option<String> {
    let Tally {
        read,
        without_article,
        in_part,
        failed,
    } = *tally;
    if without_article + failed + in_part == 0 || read + failed == 1 {
        return None;
    }
    let articles = read.saturating_sub(without_article);
    let parts = [
        (without_article, "without an article"),
        (in_part, "at a limit"),
        (failed, "could not be read"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let rest: Vec<String> = parts
        .map(|(count, what)| format!("{} {what}", grouped(count)))
        .collect();
    Some(format!(
        "{}, {}",
        plural(articles, "article"),
        rest.join(", ")
    ))
}

/// Says that there is no article on a page, and why: `a.txt: no article: too little text to keep, expected at least 8 words`.
pub fn no_article(page: &Page, cleaned: &Cleaned) -> String {
    format!("{}: {}", place(page), nothing(page, cleaned))
}

/// A page with its place in a file of many.
fn place(page: &Page) -> String {
    match &page.member {
        Some(member) => format!("{}, {member}", page.path),
        None => page.path.clone(),
    }
}

/// Why there is no article on a page.
fn nothing(page: &Page, cleaned: &Cleaned) -> String {
    let blocks = page.blocks.len() as u64;
    let kept = kept(page, cleaned).count();
    let what = match cleaned.kind {
        PageKind::Listing => "it is a section front or a list of articles".to_owned(),
        _ if blocks == 0 => "it has no text".to_owned(),
        _ if kept == 0 => format!(
            "all its text was cut ({}); `--explain` says why",
            plural(blocks, "block")
        ),
        _ => format!("too little text to keep, expected at least {ARTICLE_WORDS} words"),
    };
    format!("no article: {what}")
}

/// The blocks that were kept.
fn kept<'p>(page: &'p Page, cleaned: &'p Cleaned) -> impl Iterator<Item = &'p Block> {
    let blocks = page.blocks.iter().zip(&cleaned.verdicts);
    blocks
        .filter(|(_, verdict)| verdict.kept)
        .map(|(block, _)| block)
}

/// Every block of a page in order, kept or cut, with its label, its weight and the reason.
///
/// On a wide terminal what is kept stands on the left and what is cut on the right:
///
/// ```text
/// corpus/daily/a.html: article, 12 of 40 blocks kept
///                                                          - menu .02: its words: “home”
///                                                            Home
/// + body .97: a sentence of 10 words
///   The council voted on Tuesday to approve the line.
/// ```
///
/// and on a narrow one they follow each other:
///
/// ```text
/// - menu        0.02  Home
///                     └ its words: “home”
/// ```
///
/// The weight is the probability that the block belongs to the body.
pub fn explanation(page: &Page, cleaned: &Cleaned, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    explanation_head(&mut sheet, page, cleaned);
    for (block, verdict) in page.blocks.iter().zip(&cleaned.verdicts) {
        if look.width >= SIDE_BY_SIDE {
            on_its_side(&mut sheet, block, verdict);
        } else {
            one_below_another(&mut sheet, block, verdict);
        }
    }
    sheet.into_text()
}

/// Columns of a terminal on which kept and cut stand side by side, and those of both sides at most.
const SIDE_BY_SIDE: usize = 120;
const BOTH_SIDES: usize = 200;
/// Columns of a label, and those before a block's text.
const LABEL: usize = 12;
const TEXT: usize = LABEL + 9;

fn sign_and_roles(verdict: &Verdict) -> (char, Role, Role) {
    if verdict.kept {
        ('+', Role::Kept, Role::Text)
    } else {
        ('-', Role::Cut, Role::Aside)
    }
}

fn one_below_another(sheet: &mut Sheet, block: &Block, verdict: &Verdict) {
    let (sign, role, text_role) = sign_and_roles(verdict);
    let width = sheet.look().text_width();
    let label = label_name(verdict.label);
    let weight = verdict.body_probability;
    sheet.put(role, &format!("{sign} {label:<LABEL$} {weight:.2}  "));
    flow::write(sheet, &running(&block.text, text_role), TEXT, TEXT, width);
    let reason = verdict.reason.to_string();
    sheet.indent(TEXT).corner(role);
    flow::write(sheet, &running(&reason, role), TEXT + 2, TEXT + 2, width);
}

/// What is kept on the left half, what is cut on the right.
fn on_its_side(sheet: &mut Sheet, block: &Block, verdict: &Verdict) {
    let (sign, role, text_role) = sign_and_roles(verdict);
    let whole = sheet.look().width.min(BOTH_SIDES);
    let (start, end) = if verdict.kept {
        (0, whole / 2 - 1)
    } else {
        (whole / 2 + 1, whole)
    };
    let label = label_name(verdict.label);
    let weight = verdict.body_probability;
    let head = format!("{sign} {label} {weight:.2}: {}", verdict.reason);
    sheet.indent(start);
    flow::write(sheet, &running(&head, role), start, start + 2, end);
    sheet.indent(start + 2);
    flow::write(
        sheet,
        &running(&block.text, text_role),
        start + 2,
        start + 2,
        end,
    );
}

fn running(text: &str, role: Role) -> Marked<'_> {
    Marked {
        role,
        ..Marked::running(text, &[])
    }
}

fn explanation_head(sheet: &mut Sheet, page: &Page, cleaned: &Cleaned) {
    let blocks = page.blocks.len();
    let what = match cleaned.kind {
        PageKind::Article | PageKind::Stub => format!(
            "{}, {} of {blocks} blocks kept",
            kind_name(cleaned.kind),
            kept(page, cleaned).count()
        ),
        PageKind::Listing | PageKind::Empty => nothing(page, cleaned),
    };
    sheet.put(Role::Title, &place(page));
    sheet.put(Role::Aside, &format!(": {what}")).end();
    if cleaned.from_data {
        sheet
            .put(
                Role::Aside,
                "the text was taken from the page's data, its markup holds little of it or none",
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
