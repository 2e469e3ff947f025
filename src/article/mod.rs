//! Room `article`: title, byline, dates, site, section, address and clean text of one article.
//!
//! In: a [`Page`] with its [`Cleaned`]. Out: an [`Article`]. Invariant: the same article at the
//! same address (or, without one, the same path) has the same [`Article::id`] on every machine.

pub mod address;
mod alike;
mod byline;
mod clock;
pub mod dates;
mod entities;
mod eras;
mod forms;
mod gist;
pub mod given;
mod glued;
mod headline;
mod no_names;
mod order;
pub mod persons;
mod place;
mod scan;
mod shown;
mod signed;
mod when;
mod words;
mod zones;

use serde::{Deserialize, Serialize};

use crate::clean::cues::fold::fold;
use crate::clean::{Cleaned, Label, PageKind, Reading};
use crate::page::{Block, Field, Page};

pub use crate::page::Origin;
pub use gist::Gist;

/// A point in time as an article states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// RFC 3339 with what is known: `2026-01-06`, `2026-01-06T14:03:00` (zone unknown), `2026-01-06T14:03:00Z`,
    /// `2026-01-06T14:03:00+02:00`.
    pub text: String,
    /// Seconds since 1970-01-01T00:00:00Z; a missing time is midnight, a missing zone UTC.
    pub seconds: i64,
    /// Where it was stated.
    pub origin: Origin,
}

impl Stated {
    /// The seconds of the clock where it was stated, as if that were UTC: what tells the day that the article shows.
    ///
    /// ```
    /// use newsdex::article::{Origin, Stated};
    /// let text = "2026-03-10T23:30:00-05:00".to_owned();
    /// let late = Stated { text, seconds: 1_773_203_400, origin: Origin::Record };
    /// assert_eq!(late.seconds - late.local_seconds(), 5 * 60 * 60);
    /// ```
    pub fn local_seconds(&self) -> i64 {
        let zone = self.text.get(19..).unwrap_or_default();
        let (hours, minutes) = zone.split_once(':').unwrap_or((zone, ""));
        let sign = if hours.starts_with('-') { -1 } else { 1 };
        let hours: i64 = hours.parse().unwrap_or(0);
        let minutes: i64 = minutes.get(..2).unwrap_or(minutes).parse().unwrap_or(0);
        self.seconds + hours * 3600 + sign * minutes * 60
    }
}

/// One clean article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// 16 lower-case hexadecimal digits, a digest of the canonical address, else of the path and
    /// the record's own id or its place in the file.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// The place in a file of many.
    pub member: Option<String>,
    /// The id that its record gives itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_id: Option<String>,
    /// The lasting address, else the address, if one is known.
    pub url: Option<String>,
    /// Headline; may be empty.
    pub title: String,
    /// Persons who wrote it, in order; where nobody is named, the agency or desk that is declared to have written it.
    pub byline: Vec<String>,
    /// First publication.
    pub published: Option<Stated>,
    /// Last change.
    pub modified: Option<Stated>,
    /// The outlet: host without `www.`, else the declared name, else the folder.
    pub site: String,
    /// Section or category.
    pub section: Option<String>,
    /// Language as declared, primary subtag, lower case.
    pub declared_language: Option<String>,
    /// The clean text: a paragraph a line, divided by `\n`.
    pub text: String,
    /// True if this is only what stands before a paywall.
    pub stub: bool,
    /// Scalar values that were cut as not being the article.
    pub cut_chars: u64,
}

/// Makes the article of a page that was cleaned. Never fails: what nothing states stays empty.
pub fn build(page: &Page, cleaned: &Cleaned) -> Article {
    build_read(page, &Reading::of(page), cleaned)
}

/// As [`build`], for a page whose blocks have been read.
pub fn build_read(page: &Page, reading: &Reading, cleaned: &Cleaned) -> Article {
    let now = jiff::Timestamp::now().as_second();
    build_read_at(page, reading, cleaned, now)
}

/// As [`build`], with the present moment given, in seconds since 1970: dates more than a day behind it are refused.
pub fn build_at(page: &Page, cleaned: &Cleaned, now: i64) -> Article {
    build_read_at(page, &Reading::of(page), cleaned, now)
}

fn build_read_at(page: &Page, reading: &Reading, cleaned: &Cleaned, now: i64) -> Article {
    let url = address::address(page);
    let site = address::site(page);
    let title = headline::headline(page, reading, cleaned, &site);
    let place = place::Place::of(page, reading, cleaned, &title);
    let when = when::when(page, cleaned, &place, url.as_deref(), now);
    Article {
        id: address::identity(url.as_deref(), page),
        path: page.path.clone(),
        member: page.member.clone(),
        record_id: address::own_id(page).map(str::to_owned),
        byline: byline::byline(page, reading, cleaned, &place, &site),
        title,
        published: when.published,
        modified: when.modified,
        section: section(page),
        declared_language: language(page),
        text: text(page, cleaned),
        stub: cleaned.kind == PageKind::Stub,
        cut_chars: cut_chars(page, cleaned),
        url,
        site,
    }
}

/// A digest of what an article without an address says; 0 for one with an address. Where two are equal, it is one article
/// twice: of one outlet, with the same headline, text, writers and dates, and with the same id if its records have ids.
pub fn twin(article: &Article, page: &Page) -> u64 {
    said(article, address::own_id(page))
}

/// Whether a page without an address states the id of its article, as a line of an export does.
pub fn states_id(article: &Article, page: &Page) -> bool {
    article.url.is_none() && address::stated_identity(page) == Some(&article.id)
}

/// The digest for [`twin`], of an article whose record has this id of its own.
fn said(article: &Article, own_id: Option<&str>) -> u64 {
    if article.url.is_some() {
        return 0;
    }
    let day = |stated: &Option<Stated>| stated.as_ref().map(|stated| stated.text.clone());
    let said = [
        Some(article.site.clone()),
        own_id.map(str::to_owned),
        Some(article.title.clone()),
        Some(article.byline.join("\n")),
        day(&article.published),
        day(&article.modified),
        Some(article.text.clone()),
    ];
    let mut hasher = blake3::Hasher::new();
    for part in said {
        let part = part.unwrap_or_default();
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut first = [0; 8];
    hasher.finalize_xof().fill(&mut first);
    u64::from_le_bytes(first).max(1)
}

/// The id that the article of a page has if another one is known by its address: that of its path and the record's own id, with the
/// address, or place.
pub fn id_by_place(article: &Article, page: &Page) -> String {
    let own = address::given_id(page);
    // Records of several addresses may state one id.
    let apart = own.as_deref().zip(article.url.as_deref());
    let apart = apart.map(|(own, url)| format!("{own}\0{}", address::bare(url)));
    let own = apart.as_deref().or(own.as_deref());
    address::identity_by_place(&page.path, own, page.member.as_deref())
}

impl Article {
    /// The id by path and place, as far as the article tells its place; see [`id_by_place`].
    pub fn id_by_place(&self) -> String {
        address::identity_by_place(&self.path, None, self.member.as_deref())
    }

    /// The id by address, which it has unless another article of the address has it; `None` without an address.
    pub fn id_by_address(&self) -> Option<String> {
        self.url.as_deref().map(address::identity_by_address)
    }

    /// What [`twin`] says of its page, if its record has no id of its own.
    pub fn twin(&self) -> u64 {
        said(self, None)
    }
}

/// The kept blocks, a line each; headlines are not among them.
fn text(page: &Page, cleaned: &Cleaned) -> String {
    if cleaned.from_data
        && let Some(text) = &page.data_text
    {
        let cut = |at: &usize| cleaned.cut_data_lines.binary_search(at).is_ok();
        let lines = text.split('\n').enumerate();
        let kept = lines.filter(|(at, _)| !cut(at)).map(|(_, line)| line);
        return kept.collect::<Vec<_>>().join("\n");
    }
    let kept = page
        .blocks
        .iter()
        .zip(&cleaned.verdicts)
        .filter(|(_, verdict)| verdict.kept && verdict.label != Label::Headline);
    kept.map(|(block, _)| block.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

fn cut_chars(page: &Page, cleaned: &Cleaned) -> u64 {
    let cut = page
        .blocks
        .iter()
        .zip(&cleaned.verdicts)
        .filter(|(_, verdict)| !verdict.kept);
    cut.map(|(block, _): (&Block, _)| block.text.chars().count() as u64)
        .sum()
}

/// Longest name of a section, in characters.
const LONGEST_SECTION: usize = 60;

fn section(page: &Page) -> Option<String> {
    let named = page
        .claims
        .iter()
        .filter(|claim| claim.field == Field::Section)
        .map(|claim| entities::decode(&claim.value));
    let fits = |name: &String| {
        !name.is_empty() && !name.contains("://") && name.chars().count() <= LONGEST_SECTION
    };
    let mut fitting = named
        .map(|name| one_section(&name).to_owned())
        .filter(fits)
        .peekable();
    let first = fitting.peek().cloned();
    fitting.find(|name| says_more(name)).or(first)
}

/// Whether a section is not one that every article is in.
fn says_more(name: &str) -> bool {
    !EMPTY_SECTIONS.contains(&fold(name).text.as_str())
}

/// The first section of a list such as `News, Politics` that says something; a name with commas such as `Food, Drink & Travel` is one.
fn one_section(named: &str) -> &str {
    let listed = named.split([';', '|', '>', '›']);
    let mut parts: Vec<&str> = listed
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if let [only] = parts.as_slice()
        && !only.contains(" & ")
        && only.contains(',')
    {
        let few = |part: &&str| part.split_whitespace().count() <= SECTION_WORDS;
        let by_comma: Vec<&str> = only
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if by_comma.iter().all(few) && by_comma.iter().all(|part| !part.starts_with("and ")) {
            parts = by_comma;
        }
    }
    let found = parts.iter().find(|part| says_more(part)).or(parts.first());
    found.copied().unwrap_or_default()
}

/// Words of each section of a list between commas.
const SECTION_WORDS: usize = 3;

/// Sections that every article is in, folded.
const EMPTY_SECTIONS: &[&str] = &[
    "news",
    "latest news",
    "latest",
    "home",
    "homepage",
    "all",
    "article",
    "articles",
    "top stories",
    "uncategorized",
    "featured",
    "nachrichten",
    "aktuell",
    "startseite",
    "actualites",
    "a la une",
    "noticias",
    "portada",
    "notizie",
    "home page",
    "nyheter",
    "nyheder",
    "nieuws",
    "wiadomosci",
    "zpravy",
    "новости",
    "главная",
    "новини",
    "головна",
    "haberler",
    "ειδησεισ",
    "新闻",
    "首页",
];

/// The primary subtag of the first declared language that has one.
fn language(page: &Page) -> Option<String> {
    let declared = page
        .claims
        .iter()
        .filter(|claim| claim.field == Field::Language);
    let mut primary = declared.map(|claim| {
        claim
            .value
            .split(['-', '_', ',', ';', ' '])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    });
    primary
        .find(|tag| matches!(tag.len(), 2 | 3) && tag.bytes().all(|byte| byte.is_ascii_lowercase()))
}
