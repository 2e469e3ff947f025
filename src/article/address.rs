//! The lasting address of an article, its site, and its identity.

use std::borrow::Cow;

use url::Url;

use super::entities::decode;
use crate::clean::{site_key, site_name};
use crate::page::{Claim, Field, Origin, Page};

/// Parameters that say how a reader came, not what the page is; a trailing `*` stands for any ending.
const TRACKING: &[&str] = &[
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "ref",
    "referrer",
    "ref_src",
    "ref_url",
    "cmpid",
    "cmp",
    "ncid",
    "ocid",
    "icid",
    "sh",
    "smid",
    "smtyp",
    "src",
    "at_medium",
    "at_campaign",
    "at_*",
    "wt_mc",
    "wt.mc_id",
    "xtor",
    "spm",
    "from",
    "share",
    "feature",
    "rss",
    "output",
    "outputtype",
    "amp",
    "ito",
    "cid",
    "sref",
    "partner",
    "campaign",
    "mkt_tok",
    "traffic_source",
    "srnd",
    "taid",
    "guccounter",
    "guce_*",
    "rnd",
    "__twitter_impression",
];

/// The address by which an article is known: the declared lasting one, else where it was found; normalised.
///
/// A declared address is never believed if it is a front page's: templates state it on every page. Where a record was found at
/// one, that is its address. A record of JSON that gives its address is known by that, whatever the markup of its body declares.
pub(super) fn address(page: &Page) -> Option<String> {
    let own = stated(page, Field::Url)
        .find_map(|claim| Url::parse(&unescaped(&claim.value)).ok())
        .filter(is_web);
    let declared = stated(page, Field::Canonical).filter_map(|claim| absolute(claim, own.as_ref()));
    let mut believed = declared.filter(|url| !is_front(url));
    believed.next().or(own).map(normal)
}

/// The address that the page declares as its lasting one, normalised, believed or not.
pub fn declared(page: &Page) -> Option<String> {
    let own = stated(page, Field::Url).find_map(|claim| Url::parse(&unescaped(&claim.value)).ok());
    // A record's own address stands for its lasting one.
    let is_own = |claim: &&Claim| {
        let mut urls = stated(page, Field::Url);
        claim.origin == Origin::Record && urls.any(|url| url.value == claim.value)
    };
    let mut declared = stated(page, Field::Canonical).filter(|claim| !is_own(claim));
    declared.find_map(|claim| absolute(claim, own.as_ref()).map(normal))
}

fn stated(page: &Page, field: Field) -> impl Iterator<Item = &Claim> {
    page.claims.iter().filter(move |claim| claim.field == field)
}

/// An address that was written as in markup: `?a=1&amp;b=2`.
fn unescaped(address: &str) -> Cow<'_, str> {
    if address.contains("&amp;") {
        address.replace("&amp;", "&").into()
    } else {
        address.into()
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| host.contains('.'))
}

fn absolute(claim: &Claim, base: Option<&Url>) -> Option<Url> {
    let value = unescaped(claim.value.trim());
    let url = match base {
        Some(base) => base.join(&value).ok(),
        None => Url::parse(&value).ok(),
    };
    url.filter(is_web)
}

/// Names of the files in which servers keep a front page, before the dot.
const FRONT_FILES: &[&str] = &["index", "default", "home", "homepage", "main", "start"];

/// Whether an address is that of a site's front page: `/`, `/index.html`, `/home`, `/de/`; one with a parameter names a page.
fn is_front(url: &Url) -> bool {
    let asks = url.query_pairs().any(|(name, _)| !is_tracking(&name));
    let mut parts = url.path().split('/').filter(|part| !part.is_empty());
    let (first, second) = (parts.next(), parts.next());
    let is_file = |part: Option<&str>| part.is_none_or(is_front_file);
    let at_front =
        is_file(first) && second.is_none() || first.is_some_and(is_edition) && is_file(second);
    at_front && !asks && parts.next().is_none()
}

fn is_front_file(part: &str) -> bool {
    let stem = part.split_once('.').map_or(part, |(stem, _)| stem);
    FRONT_FILES
        .iter()
        .any(|known| stem.eq_ignore_ascii_case(known))
}

/// A folder of a language: `de`, `en-GB`.
fn is_edition(part: &str) -> bool {
    let mut pieces = part.split(['-', '_']);
    let is_code = |piece: &str| piece.len() == 2 && piece.bytes().all(|b| b.is_ascii_alphabetic());
    pieces.next().is_some_and(is_code)
        && pieces.next().is_none_or(is_code)
        && pieces.next().is_none()
}

/// An address without fragment, tracking parameters and default port.
///
/// ```
/// use newsdex::article::address::normalise;
/// let address = "HTTPS://www.Example.com:443/a?utm_source=x&id=7#top";
/// assert_eq!(normalise(address).as_deref(), Some("https://www.example.com/a?id=7"));
/// assert_eq!(normalise("mailto:a@b.c"), None);
/// ```
pub fn normalise(address: &str) -> Option<String> {
    Url::parse(address.trim()).ok().filter(is_web).map(normal)
}

fn normal(mut url: Url) -> String {
    url.set_fragment(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_tracking(name))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let all = url.query_pairs().count();
    if kept.is_empty() {
        url.set_query(None);
    } else if kept.len() < all {
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
    url.into()
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKING.iter().any(|known| {
        known
            .strip_suffix('*')
            .map_or(*known == name, |start| name.starts_with(start))
    })
}

/// The identity of an article: 16 hexadecimal digits of a digest of its address, without scheme and `www.`; where no
/// address is known, of its path with the record's own id, else with its place in the file. A line of an export states that of its article.
///
/// The path counts as it was given, with `/` between folders: to have the same identities on two machines, name the
/// same relative path on both.
pub(super) fn identity(url: Option<&str>, page: &Page) -> String {
    let by_place = || {
        let (own, member) = (given_id(page), page.member.as_deref());
        let stated = stated_identity(page).map(str::to_owned);
        stated.unwrap_or_else(|| identity_by_place(&page.path, own.as_deref(), member))
    };
    url.map_or_else(by_place, identity_by_address)
}

/// The identity that a line of an export states; nothing if it cannot be one.
pub(super) fn stated_identity(page: &Page) -> Option<&str> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let mut ids = stated(page, Field::Identity).filter(|claim| claim.origin == Origin::Record);
    let id = ids.next().map(|claim| claim.value.as_str())?;
    (id.len() == 16 && id.bytes().all(is_digit)).then_some(id)
}

/// The identity of an article by its address.
pub(super) fn identity_by_address(url: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"url\0").update(bare(url).as_bytes());
    digits(&hasher)
}

/// What of an address counts for identity.
pub(super) fn bare(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.trim_end_matches('/')
}

/// The identity of an article by its path with its own id, else with its place in the file.
pub(super) fn identity_by_place(path: &str, own: Option<&str>, member: Option<&str>) -> String {
    let mut hasher = blake3::Hasher::new();
    let path = path.replace('\\', "/");
    hasher
        .update(b"path\0")
        .update(path.trim_start_matches("./").as_bytes());
    match (own, member) {
        (Some(own), _) => hasher.update(b"\0id\0").update(own.as_bytes()),
        (None, Some(member)) => hasher.update(b"\0").update(member.as_bytes()),
        (None, None) => hasher.update(b"\0"),
    };
    digits(&hasher)
}

fn digits(hasher: &blake3::Hasher) -> String {
    hasher
        .finalize()
        .to_hex()
        .as_str()
        .chars()
        .take(16)
        .collect()
}

/// The id that a record gives itself.
pub(super) fn own_id(page: &Page) -> Option<&str> {
    id_by(page, Origin::Record)
}

/// The same, with what the reader made of a record's content where another one of the source has its id, or where it has none and its place in
/// a stream says nothing.
pub(super) fn given_id(page: &Page) -> Option<Cow<'_, str>> {
    match (own_id(page), id_by(page, Origin::Visible)) {
        (Some(own), Some(made)) => Some(format!("{own} {made}").into()),
        (own, made) => own.or(made).map(Cow::from),
    }
}

fn id_by(page: &Page, origin: Origin) -> Option<&str> {
    let id = stated(page, Field::Id).find(|claim| claim.origin == origin);
    id.map(|claim| claim.value.as_str())
}

/// The outlet: the host of the address without `www.`, else the declared name as written (if it is a host, in lower case), else the folder.
pub(super) fn site(page: &Page) -> String {
    let key = decode(&site_key(page));
    let mut names = stated(page, Field::Site).map(|claim| decode(site_name(&claim.value)));
    let named = names.find(|name| name.to_lowercase() == key && !is_host(name));
    named.unwrap_or(key)
}

/// Whether a name looks like `Teslamag.de`.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    name.contains('.')
        && name.split('.').all(is_label)
        && (2..=6).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The day in an address such as `/2026/01/06/` or `/2026-01-06-title`, as `2026-01-06`.
pub(super) fn day_in(url: &str) -> Option<(String, Origin)> {
    let path = Url::parse(url).ok()?.path().to_owned();
    let runs: Vec<&str> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect();
    let split = runs.windows(3).find_map(|run| match run {
        [year, month, day]
            if year.len() == 4
                && month.len() <= 2
                && day.len() <= 2
                && year.starts_with(['1', '2']) =>
        {
            Some(format!("{year}-{month}-{day}"))
        }
        _ => None,
    });
    let packed = || {
        runs.iter()
            .find(|run| run.len() == 8 && (run.starts_with("19") || run.starts_with("20")))
            .map(|run| (*run).to_owned())
    };
    split.or_else(packed).map(|text| (text, Origin::Url))
}
