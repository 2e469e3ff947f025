//! What is in an index.

use serde::Serialize;

use super::paint::{Look, Role, Sheet};
use super::results::{grouped, plural};
use crate::enrich::Support;
use crate::index::{Identity, Sizes};

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
    /// In which of these languages which names are found; in none, if no article has any.
    pub names: NamesIn,
    /// The first month in which an article was published, `2026-01`.
    pub first_month: Option<String>,
    /// The last one.
    pub last_month: Option<String>,
    /// Articles of which no day of publication is known.
    pub undated: u64,
    /// Bytes on the disk, part by part.
    pub bytes: Sizes,
    /// The number of the generation: each commit counts one up.
    pub generation: u64,
    /// The identity of the index; `None` if an earlier version made it and none has written it since.
    pub identity: Option<Identity>,
}

/// How well names are known in the languages of an index, those with the most articles first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NamesIn {
    /// Learned from marked texts: people, organisations and places.
    pub learned: Vec<String>,
    /// Not learned: only those that the article or a list makes sure.
    pub sure: Vec<String>,
    /// Written without capital letters: only places on lists.
    pub places: Vec<String>,
}

impl NamesIn {
    /// The languages divided by how well their names are known.
    pub fn new(languages: &[(String, u64)], support: impl Fn(&str) -> Support) -> Self {
        let those = |wanted: Support| {
            let fit = languages.iter().filter(|(code, _)| support(code) == wanted);
            fit.map(|(code, _)| code.clone()).collect()
        };
        Self {
            learned: those(Support::Trained),
            sure: those(Support::Careful),
            places: those(Support::Lists),
        }
    }

    /// `all in en, de; only sure ones in pl; only places in zh`.
    fn shown(&self) -> String {
        if [&self.learned, &self.sure, &self.places]
            .iter()
            .all(|codes| codes.is_empty())
        {
            return "none".to_owned();
        }
        let parts = [
            ("all in", &self.learned),
            ("only sure ones in", &self.sure),
            ("only places in", &self.places),
        ];
        let said = parts.iter().filter(|(_, codes)| !codes.is_empty());
        let said = said.map(|(what, codes)| format!("{what} {}", codes.join(", ")));
        said.collect::<Vec<_>>().join("; ")
    }
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
            ("names", self.names.shown()),
            (
                "published",
                first
                    .zip(last)
                    .map_or(String::new(), |(first, last)| self.dated(first, last)),
            ),
            ("generation", grouped(self.generation)),
            (
                "identity",
                self.identity.map_or_else(String::new, |id| id.to_string()),
            ),
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

impl Stats {
    /// `2026-01 to 2026-03, 9 without a date`.
    fn dated(&self, first: &str, last: &str) -> String {
        match self.undated {
            0 => format!("{first} to {last}"),
            undated => format!("{first} to {last}, {} without a date", grouped(undated)),
        }
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
    use super::{NamesIn, size};
    use crate::enrich::Support;

    #[test]
    fn languages_are_told_apart_by_how_well_their_names_are_known() {
        let languages = ["en", "pl", "zh", "de", "und"].map(|code| (code.to_owned(), 1));
        let names = NamesIn::new(&languages, Support::of);
        let shown = "all in en, de; only sure ones in pl, und; only places in zh";
        assert_eq!(names.shown(), shown);
        assert_eq!(NamesIn::default().shown(), "none");
    }

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
