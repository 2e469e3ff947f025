//! Which pages to read, as `index` and `clean` are told.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Settings;
use super::limits::{Limits, LimitsSaid};
use crate::error::{Error, Result, Warning};
use crate::index::Catalog;
use crate::pipeline::Names;
use crate::read::{self, Mapping, RawPage, Selection};

/// The options that say which pages to read.
#[derive(Debug, Args)]
pub struct InputSaid {
    /// Read a list of paths from a file, one a line or NUL-divided; `-` is standard input
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,
    /// In folders, take only files that match; may be given several times. A glob without `/` is matched with the name,
    /// one with `/` with the path below the folder named, as it is typed, or as newsdex shows it
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// In folders, leave files and folders that match, as for --include; may be given several times
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Read hidden files and folders too
    #[arg(long)]
    hidden: bool,
    /// Follow symbolic links
    #[arg(long)]
    follow: bool,
    /// Which field of a JSON record means what, such as body=content,title=headline; of several fields for one, the first that a record
    /// has. An index remembers it for each file, and --map '' goes back to the default [default: fields with usual names]
    #[arg(long, value_name = "FIELDS")]
    map: Vec<String>,
    #[command(flatten)]
    limits: LimitsSaid,
}

/// Which pages to read.
#[derive(Debug)]
pub(super) struct Input {
    /// Files and folders.
    pub selection: Selection,
    /// Whether JSON Lines come on standard input, before everything else.
    pub stdin: bool,
    /// What the fields of records mean, if that was said.
    pub mapping: Option<Mapping>,
    /// How much is read at most.
    pub limits: Limits,
}

impl InputSaid {
    /// What was said, with `paths` from the command itself; `-` among them is standard input.
    ///
    /// # Errors
    ///
    /// When a glob, a mapping or the list of files cannot be read.
    pub(super) fn meaning(&self, paths: &[PathBuf], settings: &Settings) -> Result<Input> {
        let dash = |path: &PathBuf| path.as_os_str() == "-";
        let mut files: Vec<PathBuf> = paths.iter().filter(|path| !dash(path)).cloned().collect();
        let stdin = paths.iter().any(dash);
        if let Some(list) = &self.files_from {
            if stdin && dash(list) {
                return Err(Error::Usage(
                    "standard input cannot be both the pages and the list of files".to_owned(),
                ));
            }
            files.extend(listed(list)?);
        }
        let mut selection = Selection::new(files)
            .include(&self.include)?
            .exclude(&self.exclude)?;
        selection.hidden = self.hidden;
        selection.follow_links = self.follow;
        let said = (!self.map.is_empty()).then(|| self.map.join(","));
        let mapping = said.map(|said| said.parse()).transpose()?;
        Ok(Input {
            selection,
            stdin,
            mapping,
            limits: self.limits.meaning(settings),
        })
    }

    /// Whether a list of files was named.
    pub(super) fn names_a_list(&self) -> bool {
        self.files_from.is_some()
    }
}

fn listed(list: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::Io {
        action: "read",
        path: list.to_owned(),
        source,
    };
    if list.as_os_str() == "-" {
        return Selection::read_list(io::stdin().lock()).map_err(failed);
    }
    let file = File::open(list).map_err(failed)?;
    Selection::read_list(BufReader::new(file)).map_err(failed)
}

/// The mapping with which an index has read a source.
fn remembered(catalog: &Catalog, path: &str) -> Mapping {
    let known = catalog.get(path).map(|entry| entry.mapping);
    let said = known.map(|number| catalog.mapping(number).parse());
    said.and_then(Result::ok).unwrap_or_default()
}

impl Input {
    /// Every page of the files and folders, in order; not those of standard input. They have the
    /// paths by which the index in this folder would know them, whether or not it is there; what its
    /// catalog remembers of their fields counts if nothing was said.
    pub(super) fn pages<'s>(
        &'s self,
        index: &Path,
        catalog: &'s Catalog,
    ) -> impl Iterator<Item = Result<RawPage, Warning>> + 's {
        let mut names = Names::new(index);
        let selection = self.selection.clone().shown_from(names.base());
        read::walk(&selection).flat_map(
            move |source| -> Box<dyn Iterator<Item = Result<RawPage, Warning>>> {
                match source {
                    Ok(mut source) => {
                        source.shown = names.of(&source.path);
                        let said = self.mapping.clone();
                        let mapping = said.unwrap_or_else(|| remembered(catalog, &source.shown));
                        Box::new(read::open(&source, &self.limits.source, &mapping))
                    }
                    Err(warning) => Box::new(std::iter::once(Err(names.told(warning)))),
                }
            },
        )
    }

    /// The pages of standard input, if it was named.
    pub(super) fn stdin_pages(&self) -> impl Iterator<Item = Result<RawPage, Warning>> + '_ {
        let mapping = self.mapping.clone().unwrap_or_default();
        let pages = self
            .stdin
            .then(|| read::stdin_pages(io::stdin(), &self.limits.source, &mapping));
        pages.into_iter().flatten()
    }
}
