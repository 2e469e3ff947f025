//! The settings file: `$XDG_CONFIG_HOME/newsdex/config.toml`, or the file that `--config` or `NEWSDEX_CONFIG` names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use etcetera::BaseStrategy;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::limits::{Count, Size};
use super::{Keys, MarksSaid};
use crate::cli::days::{self, End};
use crate::cli::said::When;
use crate::query;

/// What the settings file may say; every key may be left out, any other key is an error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// Folder of the index; a relative one counts from the working folder.
    pub index: Option<Spanned<PathBuf>>,
    /// When to use colour.
    pub color: Option<Spanned<When>>,
    /// When to use terminal hyperlinks.
    pub hyperlinks: Option<Spanned<When>>,
    /// What sets matched words apart without colour.
    pub marks: Option<Spanned<MarksSaid>>,
    /// The program that shows long articles; empty for none.
    pub pager: Option<Spanned<String>>,
    /// The keys of the session.
    pub keys: Option<Spanned<Keys>>,
    /// Hits a page of `search`.
    pub results: Option<Spanned<usize>>,
    /// Passages a hit.
    pub passages: Option<Spanned<usize>>,
    /// Threads of `index`.
    pub threads: Option<Spanned<usize>>,
    /// Memory of `index` in MiB.
    pub memory: Option<Spanned<u64>>,
    /// A model that `newsdex train entities` has written.
    #[serde(rename = "entity-model")]
    pub entity_model: Option<Spanned<PathBuf>>,
    /// Longest page that is read.
    #[serde(rename = "max-page-size")]
    pub max_page_size: Option<Spanned<Size>>,
    /// Most that one compressed file may unpack to.
    #[serde(rename = "max-unpacked")]
    pub max_unpacked: Option<Spanned<Size>>,
    /// Elements of a page within each other.
    #[serde(rename = "max-depth")]
    pub max_depth: Option<Spanned<Count>>,
    /// Blocks of a page.
    #[serde(rename = "max-blocks")]
    pub max_blocks: Option<Spanned<Count>>,
    /// Bytes of a page that are looked at.
    #[serde(rename = "max-work")]
    pub max_work: Option<Spanned<Size>>,
    /// Queries by name, for `@name`.
    #[serde(default)]
    pub macros: BTreeMap<String, Spanned<String>>,
    /// Searches by name, for `newsdex saved run NAME`.
    #[serde(default)]
    pub searches: BTreeMap<String, Spanned<SavedSearch>>,
}

/// A search in the settings file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// The query.
    pub query: String,
    /// Outlets to stay within.
    #[serde(default, deserialize_with = "several")]
    pub site: Vec<String>,
    /// Languages to stay within.
    #[serde(default, deserialize_with = "several")]
    pub lang: Vec<String>,
    /// People that the articles name, all of them.
    #[serde(default, deserialize_with = "several")]
    pub person: Vec<String>,
    /// Organisations likewise.
    #[serde(default, deserialize_with = "several")]
    pub org: Vec<String>,
    /// Places likewise.
    #[serde(default, deserialize_with = "several")]
    pub place: Vec<String>,
    /// Events, works, laws, products and other things likewise.
    #[serde(default, deserialize_with = "several")]
    pub misc: Vec<String>,
    /// First day of publication.
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
}

/// A list, or one value without its brackets.
fn several<'de, D: Deserializer<'de>>(said: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a text or a list of texts")]
    enum Said {
        One(String),
        More(Vec<String>),
    }
    Ok(match Said::deserialize(said)? {
        Said::One(one) => vec![one],
        Said::More(more) => more,
    })
}

impl SavedSearch {
    /// Its first and last day as of today.
    ///
    /// # Errors
    ///
    /// When one of them is no day.
    pub(in crate::cli) fn days(&self) -> Result<[Option<String>; 2], String> {
        let day = |said: &Option<String>, end| {
            let said = said.as_ref();
            said.map(|said| days::stated(said, end)).transpose()
        };
        Ok([day(&self.from, End::First)?, day(&self.to, End::Last)?])
    }
}

/// A settings file with the lines on which its keys stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SettingsFile {
    /// Where it lies; `None` if there is none.
    pub path: Option<PathBuf>,
    /// What it says.
    pub config: Config,
    /// Bytes at which its lines end.
    ends: Vec<usize>,
}

impl SettingsFile {
    /// The line, from 1, on which a value begins.
    pub fn line(&self, span: &Range<usize>) -> usize {
        self.ends.partition_point(|end| *end < span.start) + 1
    }
}

/// Reads the settings file: the one that is named, else the usual one if it is there.
///
/// # Errors
///
/// When the file cannot be read or says something unknown; the message names file and line.
pub(super) fn load(named: Option<&Path>) -> anyhow::Result<SettingsFile> {
    match named {
        Some(path) => read(path),
        None => match place().filter(|path| path.exists()) {
            Some(path) => read(&path),
            None => Ok(SettingsFile::default()),
        },
    }
}

/// Where the settings file is looked for; `None` without a home folder.
pub(in crate::cli) fn place() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("newsdex").join("config.toml"))
}

fn read(path: &Path) -> anyhow::Result<SettingsFile> {
    let text = crate::cli::rules::text_of(path)
        .with_context(|| format!("cannot read the settings file {}", path.display()))?;
    let mut file =
        parse(&text).map_err(|(line, message)| anyhow!("{}:{line}: {message}", path.display()))?;
    file.path = Some(path.to_owned());
    Ok(file)
}

/// A line, from 1, and what is wrong on it.
type Trouble = (usize, String);

/// The settings in a text.
fn parse(text: &str) -> Result<SettingsFile, Trouble> {
    let ends = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut file = SettingsFile {
        ends,
        ..SettingsFile::default()
    };
    file.config = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        (file.line(&span), message)
    })?;
    check_macros(&file)?;
    check_searches(&file)?;
    Ok(file)
}

/// Every macro can be read, and none leads back to itself.
fn check_macros(file: &SettingsFile) -> Result<(), Trouble> {
    let macros = &file.config.macros;
    for (name, text) in macros {
        let wrong = |message: String| (file.line(&text.span()), message);
        check_name(name).map_err(wrong)?;
        if let Some(circle) = circle(name, macros) {
            return Err(wrong(format!("a macro leads back to itself: {circle}")));
        }
        check_query(text.get_ref(), macros)
            .map_err(|trouble| wrong(format!("in the macro `{name}`: {trouble}")))?;
    }
    Ok(())
}

fn check_searches(file: &SettingsFile) -> Result<(), Trouble> {
    for (name, search) in &file.config.searches {
        let wrong = |message: String| (file.line(&search.span()), message);
        check_name(name).map_err(wrong)?;
        check_query(&search.get_ref().query, &file.config.macros)
            .map_err(|trouble| wrong(format!("in the search `{name}`: {trouble}")))?;
        search
            .get_ref()
            .days()
            .map_err(|trouble| wrong(format!("in the search `{name}`: {trouble}")))?;
    }
    Ok(())
}

/// Names stand in queries and in names of files.
fn check_name(name: &str) -> Result<(), String> {
    let fits = name.starts_with(char::is_alphanumeric)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c));
    if fits {
        return Ok(());
    }
    Err(format!(
        "`{name}` is no name; a name has letters, digits, `_` and `-`"
    ))
}

fn check_query(text: &str, macros: &BTreeMap<String, Spanned<String>>) -> Result<(), String> {
    let saved = |name: &str| macros.get(name).map(|text| text.get_ref().clone());
    match query::parse_with(text, &saved).1.first() {
        None => Ok(()),
        Some(problem) => Err(problem.message.clone()),
    }
}

/// `@a, @b, @a` if the macro `a` leads back to itself, straight or through others.
fn circle(name: &str, macros: &BTreeMap<String, Spanned<String>>) -> Option<String> {
    let mut ways = vec![vec![name.to_owned()]];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(way) = ways.pop() {
        let text = way.last().and_then(|last| macros.get(last));
        for next in query::macros_in(text.map_or("", |text| text.get_ref())) {
            let mut further = way.clone();
            further.push(next.clone());
            if next == name {
                return Some(format!("@{}", further.join(", @")));
            }
            if seen.insert(next) {
                ways.push(further);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<T: Clone>(said: Option<&Spanned<T>>) -> Option<T> {
        said.map(|said| said.get_ref().clone())
    }

    #[test]
    fn every_key_is_read_with_its_line() {
        let file = parse(
            "index = \"a\"\ncolor = \"never\"\nmarks = \"off\"\nkeys = \"vi\"\nresults = 5\nmemory = 300\n",
        )
        .unwrap();
        let config = &file.config;
        assert_eq!(value(config.index.as_ref()), Some(PathBuf::from("a")));
        assert_eq!(value(config.color.as_ref()), Some(When::Never));
        assert_eq!(value(config.marks.as_ref()), Some(MarksSaid::Off));
        assert_eq!(value(config.keys.as_ref()), Some(Keys::Vi));
        assert_eq!(file.line(&config.index.as_ref().unwrap().span()), 1);
        assert_eq!(file.line(&config.memory.as_ref().unwrap().span()), 6);
        assert_eq!(parse(""), Ok(SettingsFile::default()));
    }

    #[test]
    fn trouble_is_named_with_its_line() {
        let table = [
            ("results = 5\n\ncolour = \"auto\"\n", 3, "colour"),
            ("results = 5\nresults = -1\n", 2, ""),
            ("a = \"\n", 1, ""),
            ("[macros]\na = \"x\"\nb = \"(x\"\n", 3, "in the macro `b`"),
            ("[macros]\na = \"@nobody\"\n", 2, "@nobody"),
            ("[macros]\n\"a b\" = \"x\"\n", 2, "no name"),
            ("[searches.s]\nquery = \"a AND\"\n", 1, "in the search `s`"),
            ("[searches.s]\nquery = \"a\"\nlimit = 3\n", 3, "limit"),
            ("[searches.s]\nsite = []\n", 1, "query"),
            ("\nmax-work = \"soon\"\n", 2, "expected a size"),
            ("max-page-size = true\n", 1, "expected a size"),
            ("max-depth = 0\n", 1, "expected a whole number from 1"),
            (
                "[searches.s]\nquery = \"a\"\nperson = 3\n",
                3,
                "expected a text or a list of texts",
            ),
            (
                "\n[searches.s]\nquery = \"a\"\nfrom = \"soon\"\n",
                2,
                "`soon` is no day",
            ),
        ];
        for (text, line, part) in table {
            let (at, message) = parse(text).unwrap_err();
            assert_eq!(at, line, "{text}: {message}");
            assert!(message.contains(part), "{text}: {message}");
        }
    }

    #[test]
    fn one_value_needs_no_brackets() {
        let file =
            parse("[searches.s]\nquery = \"a\"\nsite = \"x.example\"\norg = [\"b\", \"c\"]\n");
        let search = file.unwrap().config.searches["s"].get_ref().clone();
        assert_eq!(search.site, ["x.example"]);
        assert_eq!(search.org, ["b", "c"]);
    }

    #[test]
    fn a_circle_of_macros_is_named() {
        let (line, message) =
            parse("[macros]\nz = \"x @a\"\na = \"@b tram\"\nb = \"bus (@c OR @a)\"\nc = \"x\"\n")
                .unwrap_err();
        assert_eq!(line, 3);
        assert_eq!(message, "a macro leads back to itself: @a, @b, @a");
        let (_, own) = parse("[macros]\na = \"@a\"\n").unwrap_err();
        assert_eq!(own, "a macro leads back to itself: @a, @a");
    }
}
