//! Which site a page belongs to: the key under which the site memory counts.

use std::path::is_separator;

use crate::page::{Claim, Field, Origin, Page};
use crate::read::STDIN;

/// Host parts that name a version of a site for a device, not another site.
const VERSIONS: [&str; 6] = ["www.", "m.", "amp.", "mobile.", "edition.", "www2."];

/// The site of a page: what a field says that the user has named for it, else the host of its address without `www.`, else the declared site name in lower
/// case, else the folder it lies in. Empty only for a page from standard input that says nothing.
pub fn site_key(page: &Page) -> String {
    let stated = |field: Field| {
        page.claims
            .iter()
            .filter(move |c| c.field == field)
            .map(|c| c.value.trim())
    };
    let is_mapped = |claim: &&Claim| claim.field == Field::Site && claim.origin == Origin::Mapped;
    let mapped = page
        .claims
        .iter()
        .filter(is_mapped)
        .map(|c| named(&c.value));
    let host = || {
        stated(Field::Url)
            .chain(stated(Field::Canonical))
            .find_map(host_of)
    };
    first_name(mapped)
        .or_else(host)
        .or_else(|| first_name(stated(Field::Site).map(named)))
        .unwrap_or_else(|| folder_of(page))
}

fn first_name(mut names: impl Iterator<Item = String>) -> Option<String> {
    let name = names.find(|name| !name.is_empty())?;
    Some(name.to_lowercase())
}

/// What is declared as the site's name; of its address, the host.
fn named(declared: &str) -> String {
    let name = site_name(declared);
    let host = || host_of(name).filter(|_| name.contains("://"));
    host().unwrap_or_else(|| name.to_owned())
}

/// Words before the name of a source.
const SOURCES: [&str; 10] = [
    "来源",
    "來源",
    "稿源",
    "source",
    "quelle",
    "fuente",
    "fonte",
    "źródło",
    "источник",
    "джерело",
];

/// A declared name of a site without the word that says that it is one: `来源：新华网`.
pub fn site_name(declared: &str) -> &str {
    let declared = declared.trim();
    let is_label = |label: &str| SOURCES.contains(&label.trim().to_lowercase().as_str());
    match declared.split_once([':', '：']) {
        Some((label, name)) if is_label(label) => name.trim(),
        _ => declared,
    }
}

/// The address of a page inside the address of its copy in a web archive.
fn archived(address: &str) -> &str {
    let inside = address
        .get(8..)
        .and_then(|rest| rest.rfind("/http://").max(rest.rfind("/https://")));
    match inside.filter(|_| address.contains("archive.") || address.contains("/web/")) {
        Some(at) => address.get(8 + at + 1..).unwrap_or(address),
        None => address,
    }
}

fn host_of(address: &str) -> Option<String> {
    let url = url::Url::parse(archived(address)).ok()?;
    let mut host = url.host_str()?;
    while let Some(rest) = VERSIONS.iter().find_map(|v| host.strip_prefix(v)) {
        if !rest.contains('.') {
            break;
        }
        host = rest;
    }
    Some(host.to_owned())
}

/// The name of the folder; for a file of many pages that lies in none, of the file.
fn folder_of(page: &Page) -> String {
    let (folder, file) = page
        .path
        .rsplit_once(is_separator)
        .unwrap_or(("", &page.path));
    let name = folder.rsplit(is_separator).next().unwrap_or_default();
    match page.member {
        Some(_) if name.is_empty() && page.path != STDIN => {
            let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
            stem.to_owned()
        }
        _ => name.to_owned(),
    }
}
