//! What the pages of each outlet gave: how many, how much was cut, and whether something looks wrong.

use std::collections::BTreeMap;

use super::{marks, why};
use crate::index::{Catalog, Fate};

/// Fewer pages of an outlet tell nothing.
const ENOUGH: usize = 5;
/// From this share of pages without text on, something is wrong with the pages or with the cleaning.
const MANY_EMPTY: f64 = 0.2;
/// An article below this many characters is a note; from this share of notes on, text may be missing.
const SHORT_CHARS: u32 = 300;
const MANY_SHORT: f64 = 0.3;
/// The upper tenth of articles has this many times the text of the lower tenth.
const UNEVEN: u32 = 40;
/// So much of the text is the frame of hardly any outlet.
const NEARLY_ALL: f64 = 0.97;
/// From this share on, most of what was saved is no article.
const MANY_LISTS: f64 = 0.5;

/// One outlet of an index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SiteAccount {
    /// Its name, as search knows it; empty for places that could not be read.
    pub site: String,
    /// Pages that were read, articles and others.
    pub pages: u64,
    /// Articles of it in the index.
    pub articles: u64,
    /// Pages that are the same article as another one.
    pub copies: u64,
    /// Section fronts and lists.
    pub listings: u64,
    /// Pages without any text.
    pub empty: u64,
    /// Pages on which something failed.
    pub failed: u64,
    /// Scalar values of the articles' text.
    pub kept: u64,
    /// Scalar values that were cut from the articles' pages.
    pub cut: u64,
    /// Scalar values of the article in the middle, by length.
    pub median: u32,
    /// What looks wrong.
    pub doubts: Vec<Doubt>,
}

/// Something about an outlet that looks wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// So many of its pages gave no text.
    Empty(u64),
    /// So many of its pages are lists.
    Lists(u64),
    /// So many of its articles are very short.
    Short(u64),
    /// The upper tenth of its articles has so many times the text of the lower tenth.
    Uneven(u32),
    /// Nearly all its text was cut.
    NearlyAllCut,
}

impl SiteAccount {
    /// The share of the text of the articles' pages that was cut; nothing without text.
    pub fn cut_share(&self) -> Option<f64> {
        let all = self.kept + self.cut;
        (all > 0).then(|| self.cut as f64 / all as f64)
    }
}

/// The scalar values below which an article counts as very short.
pub fn short_chars() -> u32 {
    SHORT_CHARS
}

/// The outlets of a catalog, those with the most articles first.
pub fn site_accounts(catalog: &Catalog) -> Vec<SiteAccount> {
    let mut found: BTreeMap<String, (SiteAccount, Vec<u32>)> = BTreeMap::new();
    let all = catalog.iter().flat_map(|(_, entry)| &entry.pages);
    for page in all.filter(|page| !marks::is_mark(page, catalog)) {
        let name = catalog.site(page.measure.site);
        let (account, lengths) = found.entry(name.to_lowercase()).or_default();
        if account.site.is_empty() || matches!(page.fate, Fate::Indexed(..)) {
            name.clone_into(&mut account.site);
        }
        account.pages += 1;
        match page.fate {
            Fate::Indexed(..) => {
                account.articles += 1;
                account.kept += u64::from(page.measure.kept);
                account.cut += u64::from(page.measure.cut);
                lengths.push(page.measure.kept);
            }
            Fate::Deferred(_) => account.copies += 1,
            Fate::Skipped(reason) => match catalog.reason(reason) {
                why::LISTING => account.listings += 1,
                why::EMPTY | why::TOO_SHORT => account.empty += 1,
                _ => account.failed += 1,
            },
        }
    }
    let mut accounts: Vec<SiteAccount> = found
        .into_values()
        .map(|(account, lengths)| judged(account, lengths))
        .collect();
    accounts.sort_by(|a, b| {
        b.articles
            .cmp(&a.articles)
            .then_with(|| a.site.cmp(&b.site))
    });
    accounts
}

fn judged(mut account: SiteAccount, mut lengths: Vec<u32>) -> SiteAccount {
    lengths.sort_unstable();
    let at = |share: usize| {
        let place = lengths.len().saturating_sub(1) * share / 10;
        lengths.get(place).copied().unwrap_or(0)
    };
    account.median = at(5);
    let (low, high) = (at(1), at(9));
    let short = lengths.partition_point(|chars| *chars < SHORT_CHARS) as u64;
    let many = |part: u64, whole: u64, share: f64| {
        whole >= ENOUGH as u64 && part as f64 >= share * whole as f64
    };
    if many(account.empty, account.pages, MANY_EMPTY) {
        account.doubts.push(Doubt::Empty(account.empty));
    }
    if many(account.listings, account.pages, MANY_LISTS) {
        account.doubts.push(Doubt::Lists(account.listings));
    }
    if many(short, account.articles, MANY_SHORT) {
        account.doubts.push(Doubt::Short(short));
    }
    if lengths.len() >= 2 * ENOUGH && high / low.max(1) >= UNEVEN {
        account.doubts.push(Doubt::Uneven(high / low.max(1)));
    }
    let enough = account.articles >= ENOUGH as u64;
    if enough && account.cut_share().is_some_and(|share| share >= NEARLY_ALL) {
        account.doubts.push(Doubt::NearlyAllCut);
    }
    account
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Age, ArticleId, Measure, PageEntry, SourceEntry};

    /// The account of an outlet whose articles have these lengths and as much cut, and so many pages without text.
    fn account(lengths: &[u32], cut: u32, empty: u64) -> SiteAccount {
        let mut catalog = Catalog::default();
        let site = catalog.site_number("a.example");
        let reason = catalog.reason_number(why::EMPTY);
        let page = |fate, kept| PageEntry {
            digest: 1,
            fate,
            measure: Measure { site, kept, cut },
            age: Age::default(),
            twin: 0,
            raw: 0,
            again: false,
            address: None,
        };
        let numbered = lengths.iter().zip(0..);
        let articles = numbered.map(|(kept, id)| page(Fate::Indexed(ArticleId(id), 1), *kept));
        let others = (0..empty).map(|_| page(Fate::Skipped(reason), 0));
        let entry = SourceEntry {
            pages: articles.chain(others).collect(),
            ..SourceEntry::default()
        };
        catalog.put("a.jsonl", entry);
        site_accounts(&catalog).remove(0)
    }

    #[test]
    fn outlets_that_came_out_well_raise_no_doubt() {
        let account = account(&[900, 1200, 2000, 2500, 4000, 5000], 1000, 1);
        assert_eq!(account.doubts, []);
        assert_eq!(
            (account.articles, account.pages, account.median),
            (6, 7, 2000)
        );
        assert_eq!(account.cut_share().map(|s| (s * 100.0).round()), Some(28.0));
    }

    #[test]
    fn what_looks_wrong_is_said() {
        let even = [1000; 10];
        assert_eq!(account(&even, 500, 3).doubts, [Doubt::Empty(3)]);
        assert_eq!(account(&even, 90_000, 0).doubts, [Doubt::NearlyAllCut]);
        let notes = [100, 150, 200, 1000, 1000, 1000, 1000, 1000, 1000, 1000];
        assert_eq!(account(&notes, 500, 0).doubts, [Doubt::Short(3)]);
        let uneven = [30, 30, 900, 1000, 1000, 1000, 1000, 1000, 9000, 9000, 9000];
        assert_eq!(account(&uneven, 500, 0).doubts, [Doubt::Uneven(300)]);
        assert_eq!(account(&[10, 10], 0, 2).doubts, [], "too few to tell");
    }
}
