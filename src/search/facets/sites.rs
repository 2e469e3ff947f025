//! Outlets as `--site` finds them: in any casing, with or without accents, each with its subdomains.

use rustc_hash::FxHashMap;

use super::Counts;
use crate::analysis::fold;

/// An outlet in all its spellings.
#[derive(Default)]
struct Outlet {
    /// Its usual spelling, with the articles of that.
    shown: (String, u64),
    articles: u64,
}

/// Numbers of articles by outlet. An article is of one site, so those of a subdomain count for each outlet above it that has articles of its own.
pub(super) fn as_filters_have_them(counts: Counts) -> Counts {
    let mut outlets: FxHashMap<String, Outlet> = FxHashMap::default();
    for (site, articles) in counts {
        let outlet = outlets.entry(fold(&site)).or_default();
        outlet.articles += articles;
        let (shown, most) = &outlet.shown;
        if articles > *most || articles == *most && site < *shown {
            outlet.shown = (site, articles);
        }
    }
    let mut below: FxHashMap<&str, u64> = FxHashMap::default();
    for (site, outlet) in &outlets {
        for (dot, _) in site.match_indices('.') {
            if let Some((above, _)) = outlets.get_key_value(&site[dot + 1..]) {
                *below.entry(above).or_default() += outlet.articles;
            }
        }
    }
    let with_below = outlets.iter().map(|(site, outlet)| {
        let more = below.get(site.as_str()).copied().unwrap_or_default();
        (outlet.shown.0.clone(), outlet.articles + more)
    });
    with_below.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_has_its_spellings_and_its_subdomains() {
        let given = [
            ("cnn.com", 22),
            ("edition.cnn.com", 3),
            ("a.edition.cnn.com", 1),
            ("mycnn.com", 5),
            ("El pa\u{ed}s", 8),
            ("El Pais", 3),
            ("El Pa\u{ed}s", 2),
            ("blogs.wsj.com", 2),
        ];
        let counts = given.map(|(site, articles)| (site.to_owned(), articles));
        let mut found: Vec<(String, u64)> = as_filters_have_them(counts.into_iter().collect())
            .into_iter()
            .collect();
        found.sort();
        let expected = [
            ("El pa\u{ed}s", 13),
            ("a.edition.cnn.com", 1),
            ("blogs.wsj.com", 2),
            ("cnn.com", 26),
            ("edition.cnn.com", 4),
            ("mycnn.com", 5),
        ];
        assert_eq!(
            found,
            expected.map(|(site, articles)| (site.to_owned(), articles))
        );
    }
}
