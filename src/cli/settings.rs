//! What the general options mean: flag, then `NEWSDEX_*`, then the settings file, then the default.

mod file;
mod limits;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::limits::Limits;
use super::said::{Global, When};
use super::size;
use crate::enrich::Enricher;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::output::PlainMarks;
use crate::search::Searcher;

pub use file::SavedSearch;
use file::SettingsFile;
pub(super) use file::place;

/// The settings that hold for this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folder of the index.
    pub index: PathBuf,
    /// When to use colour.
    pub colour: When,
    /// When to use terminal hyperlinks.
    pub hyperlinks: When,
    /// What sets matched words apart without colour.
    pub plain_marks: PlainMarks,
    /// The program that shows long articles; `None` for none.
    pub pager: Option<String>,
    /// The keys of the session; `None` for those of the user's other programs.
    pub keys: Option<Keys>,
    /// Hits a page of a search.
    pub results: usize,
    /// Passages a hit.
    pub passages: usize,
    /// Threads of an indexing run, if said.
    pub threads: Option<usize>,
    /// Memory of an indexing run in bytes, if said.
    pub memory: Option<u64>,
    /// The user's own model of names, if said.
    pub entity_model: Option<PathBuf>,
    /// How much of a source and of a page is read.
    pub limits: Limits,
    /// Queries by name, for `@name`.
    pub macros: BTreeMap<String, String>,
    /// Searches by name.
    pub searches: BTreeMap<String, SavedSearch>,
    /// Say nothing but answers and errors.
    pub quiet: bool,
    /// How much to say: 0 to 2.
    pub verbosity: u8,
    /// The settings file, if there is one.
    pub file: Option<PathBuf>,
    /// Every setting that can stand in the settings file, with where its value comes from.
    pub told: Vec<Told>,
}

/// A setting, its value as one would write it, and where that comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its key in the settings file; `macros.NAME` and `searches.NAME` for those.
    pub key: String,
    /// Its value.
    pub value: String,
    /// Where the value comes from.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// A line of the settings file, from 1.
    File(usize),
    /// A variable of the environment.
    Environment(&'static str),
    /// An option of the command line.
    Flag(&'static str),
}

/// What sets matched words apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarksSaid {
    /// `**word**`.
    Stars,
    /// Nothing.
    Off,
}

/// The keys of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keys {
    /// Those of emacs.
    Emacs,
    /// Those of vi.
    Vi,
}

impl Settings {
    /// The settings that what was said, the environment and the settings file give together.
    ///
    /// # Errors
    ///
    /// When the settings file cannot be read, or a variable holds what its setting cannot be.
    pub fn resolve(global: &Global) -> anyhow::Result<Self> {
        let environment = |name: &str| std::env::var(name).ok();
        let named = global
            .config
            .clone()
            .or_else(|| environment("NEWSDEX_CONFIG").map(PathBuf::from));
        let named = named.filter(|path| !path.as_os_str().is_empty());
        let file = file::load(named.as_deref())?;
        Ok(Self::merge(global, file, &environment)?)
    }

    fn merge(
        global: &Global,
        file: SettingsFile,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self> {
        let mut from = Sources {
            environment,
            file: &file,
            told: Vec::new(),
        };
        let said = &file.config;
        let flag = global.index.clone().map(|value| ("--index", value));
        let index = from.text(&INDEX, flag, said.index.as_ref())?;
        let flag = global.color.map(|value| ("--color", value));
        let colour = from.word(&COLOR, &WHEN, flag, said.color.as_ref(), When::Auto)?;
        let hyperlinks = from.word(&LINKS, &WHEN, None, said.hyperlinks.as_ref(), When::Auto)?;
        let marks = from.word(&MARKS, &MARKED, None, said.marks.as_ref(), MarksSaid::Stars)?;
        let pager = from.text(&PAGER, None, said.pager.as_ref())?;
        let keys = from.keys(said.keys.as_ref())?;
        let results = from.number(&RESULTS, said.results.as_ref())?;
        let passages = from.number(&PASSAGES, said.passages.as_ref())?;
        let threads = from.number(&THREADS, said.threads.as_ref())?;
        let memory = from.memory(said.memory.as_ref())?;
        let entity_model = from.entity_model(said.entity_model.as_ref())?;
        let limits = from.limits(said)?;
        from.saved();
        let told = from.told;
        let macros = &file.config.macros;
        let searches = &file.config.searches;
        Ok(Self {
            index,
            colour,
            hyperlinks,
            plain_marks: match marks {
                MarksSaid::Off => PlainMarks::Off,
                MarksSaid::Stars => PlainMarks::Stars,
            },
            pager: Some(pager).filter(|pager| !pager.trim().is_empty()),
            keys,
            results,
            passages,
            threads: Some(threads).filter(|threads| *threads > 0),
            memory,
            entity_model,
            limits,
            macros: known(macros),
            searches: known(searches),
            quiet: global.quiet,
            verbosity: global.verbose,
            told,
            file: file.path,
        })
    }

    /// What finds names: with the model that an option names, else the one of the settings, else the one that ships.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is damaged or no model.
    pub fn enricher(&self, said: Option<&Path>) -> Result<Enricher> {
        let Some(path) = said.or(self.entity_model.as_deref()) else {
            return Ok(Enricher::new());
        };
        let bytes = std::fs::read(path).map_err(|source| Error::Io {
            action: "read",
            path: path.to_owned(),
            source,
        })?;
        Enricher::with_model(&bytes).map_err(|bad| Error::Misuse {
            message: format!("{} cannot be used: {bad}", path.display()),
            hint: "make one with `newsdex train entities DATA --out FILE`".to_owned(),
        })
    }

    /// Opens the index for searching, the saved queries at hand.
    ///
    /// # Errors
    ///
    /// As [`Index::open`] and [`Searcher::open`].
    pub fn searcher(&self) -> Result<Searcher> {
        let searcher = Searcher::open(&Index::open(&self.index)?)?;
        Ok(searcher.with_macros(self.macros.clone()))
    }
}

/// When to use colour, before the settings are known: for errors in them.
pub(super) fn stated_colour(global: &Global) -> When {
    let stated = || {
        let said = std::env::var("NEWSDEX_COLOR").ok()?;
        named(&WHEN, &said)
    };
    global.color.or_else(stated).unwrap_or_default()
}

fn known<T: Clone>(said: &BTreeMap<String, Spanned<T>>) -> BTreeMap<String, T> {
    said.iter()
        .map(|(name, value)| (name.clone(), value.get_ref().clone()))
        .collect()
}

/// A setting: its key, the variables that may hold it, the first one first, and its default.
struct Key<T: ?Sized + 'static> {
    name: &'static str,
    variables: &'static [&'static str],
    default: &'static T,
}

const INDEX: Key<str> = key("index", &["NEWSDEX_INDEX"], "index");
const COLOR: Key<str> = key("color", &["NEWSDEX_COLOR"], "auto");
const LINKS: Key<str> = key("hyperlinks", &["NEWSDEX_HYPERLINKS"], "auto");
const MARKS: Key<str> = key("marks", &["NEWSDEX_MARKS"], "stars");
const PAGER: Key<str> = key("pager", &["NEWSDEX_PAGER", "PAGER"], "less -R");
const KEYS: Key<str> = key("keys", &["NEWSDEX_KEYS"], "those of ~/.inputrc");
const RESULTS: Key<usize> = key("results", &["NEWSDEX_RESULTS"], &10);
const PASSAGES: Key<usize> = key("passages", &["NEWSDEX_PASSAGES"], &3);
const THREADS: Key<usize> = key("threads", &["NEWSDEX_THREADS"], &0);
const MEMORY: Key<str> = key("memory", &["NEWSDEX_MEMORY"], "200 MB");
const ENTITY_MODEL: Key<str> = key(
    "entity-model",
    &["NEWSDEX_ENTITY_MODEL"],
    "the one that ships",
);

const fn key<T: ?Sized>(
    name: &'static str,
    variables: &'static [&'static str],
    default: &'static T,
) -> Key<T> {
    Key {
        name,
        variables,
        default,
    }
}

const WHEN: [(&str, When); 3] = [
    ("auto", When::Auto),
    ("always", When::Always),
    ("never", When::Never),
];
const MARKED: [(&str, MarksSaid); 2] = [("stars", MarksSaid::Stars), ("off", MarksSaid::Off)];
const KEYED: [(&str, Keys); 2] = [("emacs", Keys::Emacs), ("vi", Keys::Vi)];

/// What a word of a table means.
fn named<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    let found = table.iter().find(|(name, _)| *name == word);
    found.map(|(_, meaning)| *meaning)
}

/// Where values come from, and what was found so far.
struct Sources<'a> {
    environment: &'a dyn Fn(&str) -> Option<String>,
    file: &'a SettingsFile,
    told: Vec<Told>,
}

impl Sources<'_> {
    fn tell(&mut self, key: &str, value: impl fmt::Display, origin: Origin) {
        self.told.push(Told {
            key: key.to_owned(),
            value: value.to_string(),
            origin,
        });
    }

    /// What the environment or the file says, in that order.
    fn stated<T: ?Sized, V: Clone>(
        &self,
        key: &Key<T>,
        said: Option<&Spanned<V>>,
        read: impl Fn(&str) -> Result<V, String>,
    ) -> Result<Option<(V, Origin)>> {
        for &name in key.variables {
            if let Some(text) = (self.environment)(name) {
                let wrong = |message| Error::Usage(format!("{name}={text}: {message}"));
                return Ok(Some((
                    read(&text).map_err(wrong)?,
                    Origin::Environment(name),
                )));
            }
        }
        let in_file = |said: &Spanned<V>| {
            let origin = Origin::File(self.file.line(&said.span()));
            (said.get_ref().clone(), origin)
        };
        Ok(said.map(in_file))
    }

    /// A text: a path or a command.
    fn text<V>(
        &mut self,
        key: &Key<str>,
        flag: Option<(&'static str, V)>,
        said: Option<&Spanned<V>>,
    ) -> Result<V>
    where
        V: Clone + for<'t> From<&'t str> + AsRef<std::ffi::OsStr>,
    {
        let (value, origin) = match flag {
            Some((name, value)) => (value, Origin::Flag(name)),
            None => self
                .stated(key, said, |text| Ok(V::from(text)))?
                .unwrap_or_else(|| (V::from(key.default), Origin::Default)),
        };
        let shown = Path::new(value.as_ref()).display().to_string();
        self.tell(key.name, shown, origin);
        Ok(value)
    }

    /// One of the words of a table.
    fn word<V: Copy + PartialEq>(
        &mut self,
        key: &Key<str>,
        table: &[(&str, V)],
        flag: Option<(&'static str, V)>,
        said: Option<&Spanned<V>>,
        default: V,
    ) -> Result<V> {
        let (value, origin) = match flag {
            Some((name, value)) => (value, Origin::Flag(name)),
            None => self
                .stated(key, said, |text| one_of(table, text))?
                .unwrap_or((default, Origin::Default)),
        };
        let word = table.iter().find(|(_, meaning)| *meaning == value);
        self.tell(key.name, word.map_or("", |(word, _)| word), origin);
        Ok(value)
    }

    fn keys(&mut self, said: Option<&Spanned<Keys>>) -> Result<Option<Keys>> {
        let stated = self.stated(&KEYS, said, |text| one_of(&KEYED, text))?;
        let word = KEYED
            .iter()
            .find(|(_, keys)| stated.is_some_and(|(stated, _)| stated == *keys));
        let origin = stated.map_or(Origin::Default, |(_, origin)| origin);
        let shown = word.map_or(KEYS.default, |(word, _)| word);
        self.tell(KEYS.name, shown, origin);
        Ok(stated.map(|(keys, _)| keys))
    }

    fn number(&mut self, key: &Key<usize>, said: Option<&Spanned<usize>>) -> Result<usize> {
        let read = |text: &str| text.parse().map_err(|_| "expected a number".to_owned());
        let (value, origin) = self
            .stated(key, said, read)?
            .unwrap_or((*key.default, Origin::Default));
        if key.name == THREADS.name && value == 0 {
            self.tell(key.name, "one a processor", origin);
        } else {
            self.tell(key.name, value, origin);
        }
        Ok(value)
    }

    /// Bytes; the file says MiB.
    fn memory(&mut self, said: Option<&Spanned<u64>>) -> Result<Option<u64>> {
        let mebibytes = |bytes: u64| (bytes >> 20).max(1);
        let stated = self.stated(&MEMORY, said, |text| size::bytes(text).map(mebibytes))?;
        match stated {
            Some((value, origin)) => self.tell(MEMORY.name, format!("{value} MiB"), origin),
            None => self.tell(MEMORY.name, MEMORY.default, Origin::Default),
        }
        Ok(stated.map(|(value, _)| value.saturating_mul(1 << 20)))
    }

    /// A file; an empty path means none.
    fn entity_model(&mut self, said: Option<&Spanned<PathBuf>>) -> Result<Option<PathBuf>> {
        let stated = self.stated(&ENTITY_MODEL, said, |text| Ok(PathBuf::from(text)))?;
        let (path, origin) = match stated {
            Some((path, origin)) => (Some(path), origin),
            None => (None, Origin::Default),
        };
        let path = path.filter(|path| !path.as_os_str().is_empty());
        let shown = path.as_ref().map(|path| path.display().to_string());
        self.tell(
            ENTITY_MODEL.name,
            shown.as_deref().unwrap_or(ENTITY_MODEL.default),
            origin,
        );
        Ok(path)
    }

    /// Tells of the macros and searches; only the file has them.
    fn saved(&mut self) {
        let file = self.file;
        for (name, text) in &file.config.macros {
            let origin = Origin::File(file.line(&text.span()));
            self.tell(&format!("macros.{name}"), text.get_ref(), origin);
        }
        for (name, search) in &file.config.searches {
            let origin = Origin::File(file.line(&search.span()));
            let query = &search.get_ref().query;
            self.tell(&format!("searches.{name}"), query, origin);
        }
    }
}

fn one_of<T: Copy>(table: &[(&str, T)], text: &str) -> Result<T, String> {
    named(table, text).ok_or_else(|| {
        let words: Vec<_> = table.iter().map(|(word, _)| *word).collect();
        format!("expected {}", words.join(" or "))
    })
}

#[cfg(test)]
mod tests;
