//! `newsdex clean`: what would be indexed of a page, and why the rest would not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use super::input::{Input, InputSaid};
use super::rules::RulesSaid;
use super::{Outcome, Settings, Streams};
use crate::article::{self, Article};
use crate::clean::{self, Cleaned, Cleaner, PageKind, Reading, Rules, SiteMemory};
use crate::enrich::Enricher;
use crate::error::{Error, Warning};
use crate::index::{Catalog, Index};
use crate::output::records::{self, PageRecord};
use crate::output::{Look, cleaned, problem};
use crate::page::{self, Page};
use crate::pipeline::{self, RulesChoice};
use crate::read::RawPage;

/// `newsdex clean`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex clean page.html               the article, as it would be indexed
  newsdex clean --explain page.txt      every block: kept or cut, and why
  newsdex clean --json ~/pages > clean.jsonl
  find . -name '*.html' | newsdex clean --json --files-from -

What a site prints on many of its pages is not the article. That is learnt from all the pages of \
this run first, and from those of the index (`--index`, else ./index) if there is one, so a page \
comes out as `newsdex index` would keep it there. `--no-memory` looks at each page alone. \
Ids are those that `newsdex index` gives with the same `--index`: a file without an address is named \
from the folder in which the index lies. Your own rules (`--rules`, else those that the index remembers) have the last word.")]
pub struct CleanSaid {
    /// Files and folders; `-` is JSON Lines on standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    input: InputSaid,
    #[command(flatten)]
    rules: RulesSaid,
    /// One JSON object a page
    #[arg(long)]
    json: bool,
    /// Show every block with what it was taken for, its weight and the reason
    #[arg(long)]
    explain: bool,
    /// Look at each page alone, without the index or the other pages of this run
    #[arg(long)]
    no_memory: bool,
    /// Exit with code 2 if a page could not be read
    #[arg(long)]
    strict: bool,
}

/// Pages and bytes that are cleaned side by side; more only takes memory.
const BATCH_PAGES: usize = 128;
const BATCH_BYTES: usize = 32 << 20;

impl CleanSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        if self.files.is_empty() && !self.input.names_a_list() {
            return Err(Error::Usage(
                "name the files to clean, or a list of them with --files-from".to_owned(),
            )
            .into());
        }
        let input = self.input.meaning(&self.files)?;
        let known = Known::of(&settings.index, self.no_memory)?;
        let rules = match self.rules.choice()? {
            RulesChoice::These(rules) => rules,
            RulesChoice::Remembered => known.rules,
        };
        let work = Work {
            cleaner: Cleaner::new().ruled(rules),
            enricher: settings.enricher(None)?,
            memory: if self.no_memory {
                SiteMemory::new()
            } else {
                remembered(&input, &settings.index, &known.catalog, known.memory)
            },
            face: Face {
                json: self.json,
                explain: self.explain,
                look: streams.look,
            },
        };
        let pages = input.pages(&settings.index, &known.catalog);
        let (read, failed) = work.through(input.stdin_pages().chain(pages), streams)?;
        Ok(if failed > 0 && (self.strict || read == 0) {
            Outcome::Failed
        } else {
            Outcome::Done
        })
    }
}

/// What an index knows that counts for cleaning.
#[derive(Default)]
struct Known {
    catalog: Catalog,
    memory: SiteMemory,
    rules: Rules,
}

impl Known {
    /// Nothing if there is no index, or if it is not to be looked at.
    fn of(folder: &Path, unseen: bool) -> crate::Result<Self> {
        if unseen {
            return Ok(Self::default());
        }
        match Index::open(folder) {
            Ok(index) => Ok(Self {
                catalog: index.catalog()?,
                memory: pipeline::remembered_sites(&index)?,
                rules: pipeline::remembered_rules(&index)?,
            }),
            Err(Error::NoIndex { .. }) => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }
}

/// What the pages' sites print on many of them, beside what the index knows. Pages of standard input pass only once and
/// are not counted.
fn remembered(
    input: &Input,
    index: &Path,
    catalog: &Catalog,
    mut memory: SiteMemory,
) -> SiteMemory {
    for raw in input.pages(index, catalog).flatten() {
        let page = page::parse(raw, &page::Limits::default());
        memory.observe(&clean::site_key(&page), &page);
    }
    memory
}

/// How pages come out.
#[derive(Clone, Copy)]
struct Face {
    json: bool,
    explain: bool,
    look: Look,
}

struct Work {
    cleaner: Cleaner,
    enricher: Enricher,
    memory: SiteMemory,
    face: Face,
}

impl Work {
    /// Cleans every page and writes it, in order; returns how many were read and how many could not be.
    fn through(
        &self,
        pages: impl Iterator<Item = Result<RawPage, Warning>>,
        streams: &mut Streams,
    ) -> anyhow::Result<(u64, u64)> {
        let (mut read, mut failed) = (0, 0);
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for found in pages {
            match found {
                Ok(raw) => {
                    read += 1;
                    bytes += raw.bytes.len();
                    batch.push(raw);
                }
                Err(warning) => {
                    failed += 1;
                    streams.note(&problem::warning(&warning));
                }
            }
            if batch.len() >= BATCH_PAGES || bytes >= BATCH_BYTES {
                self.write(std::mem::take(&mut batch), streams)?;
                bytes = 0;
            }
        }
        self.write(batch, streams)?;
        Ok((read, failed))
    }

    fn write(&self, batch: Vec<RawPage>, streams: &mut Streams) -> anyhow::Result<()> {
        let texts: Vec<String> = batch.into_par_iter().map(|raw| self.one(raw)).collect();
        texts.iter().try_for_each(|text| streams.answer(text))?;
        Ok(())
    }

    /// One page, from bytes to what is shown of it.
    fn one(&self, raw: RawPage) -> String {
        let page = page::parse(raw, &page::Limits::default());
        let reading = Arc::new(Reading::of(&page));
        let verdicts = self.cleaner.clean_read(&page, &reading, &self.memory);
        let article = article::build_read(&page, &reading, &verdicts);
        if self.face.json {
            self.record(&page, &verdicts, &article)
        } else {
            self.face.show(&page, &verdicts, &article)
        }
    }

    fn record(&self, page: &Page, verdicts: &Cleaned, article: &Article) -> String {
        let language = self.enricher.language(article);
        let record = PageRecord::new(article, verdicts.kind, &language);
        records::line(&if self.face.explain {
            record.explained(page, verdicts)
        } else {
            record
        })
    }
}

impl Face {
    fn show(self, page: &Page, verdicts: &Cleaned, article: &Article) -> String {
        if self.explain {
            return cleaned::explanation(page, verdicts, self.look) + "\n";
        }
        match verdicts.kind {
            PageKind::Article | PageKind::Stub => cleaned::text(article, self.look) + "\n",
            PageKind::Listing | PageKind::Empty => {
                cleaned::no_article(page, verdicts, self.look) + "\n"
            }
        }
    }
}
