//! Names that mean one thing everywhere, by language of the article.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::super::support::Support;
use super::super::{EntityKind, places};
use super::names::Name;

/// The table; the head of the file tells its form.
pub const TABLE: &str = include_str!("../data/aliases.txt");

/// Canonical names by kind and folded name. A short form may belong to several languages: then each has its long form.
type Table = FxHashMap<(EntityKind, String), Vec<&'static str>>;

/// The name under which a known thing goes, if this is one.
pub fn canonical(kind: EntityKind, key: &str, language: &str) -> Option<&'static str> {
    let all = table().get(&(kind, key.to_owned()));
    let listed = all.and_then(|all| all.iter().find(|name| language_fits(name, language)));
    if let Some(name) = listed.filter(|_| Support::of(language) == Support::Trained) {
        return Some(name);
    }
    // Russian and Ukrainian names have lost their case ending: `Эстонии` is shown as `Эстония`, and `Berlins` as `Berlin`.
    let is_inflected =
        Support::of(language) != Support::Trained || matches!(language, "ru" | "uk" | "de");
    if kind == EntityKind::Place && is_inflected {
        let words: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let named = places::territories(language).and_then(|known| known.named(&words));
        if named.is_some() {
            return named;
        }
    }
    listed.copied()
}

fn table() -> &'static Table {
    static SHIPPED: OnceLock<Table> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut table = Table::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Some((head, others)) = line.split_once(": ") else {
                continue;
            };
            let Some((kind, canonical)) = head
                .split_once(' ')
                .and_then(|(kind, name)| Some((kind_named(kind)?, name)))
            else {
                continue;
            };
            for form in others.split(", ").chain([canonical]) {
                table
                    .entry((kind, Name::of(kind, form).key()))
                    .or_default()
                    .push(canonical);
            }
        }
        table
    })
}

fn kind_named(name: &str) -> Option<EntityKind> {
    match name {
        "place" => Some(EntityKind::Place),
        "org" => Some(EntityKind::Org),
        _ => None,
    }
}

/// Long forms in other languages than English carry letters or words that say so.
fn language_fits(canonical: &str, language: &str) -> bool {
    let is_cyrillic = canonical
        .chars()
        .any(|c| ('\u{400}'..='\u{52f}').contains(&c));
    let has = |set: &[&str]| set.contains(&canonical);
    match language {
        "ru" => is_cyrillic && !canonical.contains(['і', 'ї', 'є']),
        "uk" => is_cyrillic && (canonical.contains(['і', 'ї', 'є']) || has(&["ООН"])),
        "de" => has(&[
            "USA",
            "Großbritannien",
            "Europäische Union",
            "Vereinte Nationen",
            "Europäische Zentralbank",
        ]),
        "fr" => has(&[
            "États-Unis",
            "Royaume-Uni",
            "Union européenne",
            "Nations unies",
            "Otan",
        ]),
        "es" => has(&[
            "Estados Unidos",
            "Reino Unido",
            "Unión Europea",
            "Naciones Unidas",
        ]),
        _ => {
            canonical.is_ascii()
                && !has(&[
                    "USA",
                    "Estados Unidos",
                    "Reino Unido",
                    "Naciones Unidas",
                    "Vereinte Nationen",
                    "Nations unies",
                    "Otan",
                    "Royaume-Uni",
                ])
        }
    }
}
