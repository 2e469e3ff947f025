//! What is in an index.

use serde::Serialize;

use super::paint::{Look, Role, Sheet};
use super::results::{grouped, plural};
use crate::index::Sizes;

/// What is in an index; the fields of `newsdex stats --json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Articles.
    pub articles: u64,
    /// Files that they came from.
    pub sources: u64,
    /// Different outlets.
    pub sites: u64,
    /// Language code and articles in it, most first.
    pub languages: Vec<(String, u64)>,
    /// The first month in which an article was published, `2026-01`.
    pub first_month: Option<String>,
    /// The last one.
    pub last_month: Option<String>,
    /// Bytes on the disk, part by part.
    pub bytes: Sizes,
    /// The number of the generation: each commit counts one up.
    pub generation: u64,
}

impl Stats {
    /// A line a fact.
    pub fn shown(&self, look: Look) -> String {
        let mut sheet = Sheet::new(look);
        let languages: Vec<_> = self
            .languages
            .iter()
            .map(|(code, count)| format!("{code} {}", grouped(*count)))
            .collect();
        let (first, last) = (self.first_month.as_deref(), self.last_month.as_deref());
        let facts = [
            ("articles", grouped(self.articles)),
            ("from", plural(self.sources, "file")),
            ("sites", grouped(self.sites)),
            ("languages", languages.join(", ")),
            (
                "published",
                first
                    .zip(last)
                    .map_or(String::new(), |(first, last)| format!("{first} to {last}")),
            ),
            ("generation", grouped(self.generation)),
            ("on disk", size(self.bytes.total())),
        ];
        for (name, value) in facts.iter().filter(|fact| !fact.1.is_empty()) {
            sheet
                .put(Role::Aside, &format!("{name:<12}"))
                .put(Role::Text, value)
                .end();
        }
        for (name, bytes) in self.bytes.parts() {
            sheet
                .put(Role::Aside, &format!("  {name:<10}"))
                .put(Role::Text, &size(bytes))
                .end();
        }
        sheet.into_text()
    }
}

/// Bytes as people read them, in units of 1000: `3.4 MB`.
pub fn size(bytes: u64) -> String {
    let units = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)];
    let fits = units.into_iter().find(|(_, unit)| bytes as f64 >= *unit);
    fits.map_or_else(
        || format!("{bytes} B"),
        |(name, unit)| format!("{:.1} {name}", bytes as f64 / unit),
    )
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_one_digit_behind_the_point() {
        for (bytes, shown) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (3_449_000, "3.4 MB"),
            (2_000_000_000, "2.0 GB"),
        ] {
            assert_eq!(size(bytes), shown);
        }
    }
}
