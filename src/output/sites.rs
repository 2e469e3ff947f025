//! The outlets of an index with what cleaning did to their pages, as a person and as a program reads them.

use serde::Serialize;

use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use super::results::{grouped, plural};
use crate::pipeline::{Doubt, SiteAccount, short_chars};

/// A line an outlet, and below it what looks wrong:
///
/// ```text
/// articles   pages    cut  typical  site
///      120     131   43 %    2,140  daily.example
///                                   └ 30 of 131 pages gave no text
/// ```
///
/// `cut` is the share of the text on the articles' pages that was cut, `typical` the characters of the article in the middle.
pub fn table(accounts: &[&SiteAccount], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let head = format!(
        "{:>8} {:>8} {:>6} {:>8}  site",
        "articles", "pages", "cut", "typical"
    );
    sheet.put(Role::Title, &head).end();
    for account in accounts {
        one(&mut sheet, account);
    }
    sheet.into_text()
}

/// Columns before the name of an outlet.
const NAME: usize = 35;

fn one(sheet: &mut Sheet, account: &SiteAccount) {
    let cut = account.cut_share();
    let cut = cut.map_or_else(String::new, |share| format!("{:.0} %", share * 100.0));
    let typical = if account.articles > 0 {
        grouped(u64::from(account.median))
    } else {
        String::new()
    };
    let (articles, pages) = (grouped(account.articles), grouped(account.pages));
    let look = sheet.look();
    let width = look.text_width();
    sheet
        .put(Role::Number, &format!("{articles:>8}"))
        .put(Role::Text, &format!(" {pages:>8} {cut:>6} {typical:>8}  "))
        .put(
            Role::Site,
            &look.cut(named(account), width.saturating_sub(NAME).max(20)),
        )
        .end();
    for doubt in &account.doubts {
        let said = said(*doubt, account);
        sheet.indent(NAME).corner(Role::Cut);
        flow::write(
            sheet,
            &Marked::running(&said, &[]),
            NAME + 2,
            NAME + 2,
            width,
        );
    }
}

fn named(account: &SiteAccount) -> &str {
    if account.site.is_empty() {
        "(not known)"
    } else {
        &account.site
    }
}

/// What looks wrong, in words.
fn said(doubt: Doubt, account: &SiteAccount) -> String {
    match doubt {
        Doubt::Empty(count) => {
            format!(
                "{} of {} gave no text",
                grouped(count),
                plural(account.pages, "page")
            )
        }
        Doubt::Lists(count) => format!(
            "{} of {} are section fronts or lists",
            grouped(count),
            plural(account.pages, "page")
        ),
        Doubt::Short(count) => format!(
            "{} of {} have fewer than {} characters",
            grouped(count),
            plural(account.articles, "article"),
            short_chars()
        ),
        Doubt::Uneven(times) => format!(
            "very uneven: long articles have {} times the text of short ones",
            grouped(u64::from(times))
        ),
        Doubt::NearlyAllCut => "nearly all the text was cut".to_owned(),
    }
}

/// One line of `newsdex sites --json`.
#[derive(Debug, Serialize)]
pub struct SiteRecord<'a> {
    /// The outlet, as search knows it; empty for places that could not be read.
    pub site: &'a str,
    /// Articles in the index.
    pub articles: u64,
    /// Pages that were read.
    pub pages: u64,
    /// Pages that are the same article as another one.
    pub copies: u64,
    /// Section fronts and lists.
    pub listings: u64,
    /// Pages without text.
    pub empty: u64,
    /// Pages on which something failed.
    pub failed: u64,
    /// Scalar values of the articles' text.
    pub kept_chars: u64,
    /// Scalar values that were cut from the articles' pages.
    pub cut_chars: u64,
    /// Their share of all, 0 to 1; `null` without text.
    pub cut_share: Option<f64>,
    /// Scalar values of the article in the middle.
    pub median_chars: u32,
    /// What looks wrong, in words.
    pub doubts: Vec<String>,
}

impl<'a> SiteRecord<'a> {
    /// The record of an outlet.
    pub fn new(account: &'a SiteAccount) -> Self {
        let share = account.cut_share();
        Self {
            site: &account.site,
            articles: account.articles,
            pages: account.pages,
            copies: account.copies,
            listings: account.listings,
            empty: account.empty,
            failed: account.failed,
            kept_chars: account.kept,
            cut_chars: account.cut,
            cut_share: share.map(|share| (share * 1e4).round() / 1e4),
            median_chars: account.median,
            doubts: account.doubts.iter().map(|d| said(*d, account)).collect(),
        }
    }
}
