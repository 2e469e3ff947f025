//! `newsdex clean`: what would be indexed of a page, and why the rest would not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use rayon::ThreadPool;
use rayon::prelude::*;

use super::input::{Input, InputSaid};
use super::rules::RulesSaid;
use super::{Outcome, Settings, Streams};
use crate::article::{self, Article};
use crate::clean::{self, Cleaned, Cleaner, PageKind, Reading, Rules, SiteMemory};
use crate::enrich::Enricher;
use crate::error::{Error, Warning};
use crate::index::{Catalog, Index};
use crate::output::cleaned::{self, Tally};
use crate::output::records::{self, PageRecord};
use crate::output::{Look, problem};
use crate::page::{self, Page};
use crate::pipeline::{self, RulesChoice};
use crate::read::{RawPage, reasons};
use crate::shipped;

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
A page that cannot be read, or on which there is no article, is named on standard error and counted.

Ids are those that `newsdex index` gives with the same `--index`: a file without an address is named \
from the folder in which the index lies. Your own rules (`--rules`, else those that the index remembers) have the last word; such a file holds \
`[[rule]]`, then `cut = \"text\"` or `keep = \"text\"`, perhaps `site = \"host\"`. Here they hold for this \
run only: `newsdex index --rules` lets the index remember them.")]
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
    /// Exit with code 2 if a page could not be read; without it such a page is only named and counted
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
        let input = self.input.meaning(&self.files, settings)?;
        if let Some(path) = input.selection.missing().filter(|_| !input.stdin) {
            return Err(Error::Misuse {
                message: format!("no file or folder at {}", path.display()),
                hint: "name files or folders of saved pages".to_owned(),
            }
            .into());
        }
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
            limits: input.limits.page,
            face: Face {
                json: self.json,
                explain: self.explain,
                look: streams.look,
            },
            pool: pipeline::pool(settings.threads.unwrap_or(0))?,
        };
        let pages = input.pages(&settings.index, &known.catalog);
        let told = work.through(input.stdin_pages().chain(pages), streams)?;
        if let Some(summary) = cleaned::summary(&told) {
            streams.note(&summary);
        }
        Ok(if self.strict && told.failed > 0 {
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
        let page = page::parse(raw, &input.limits.page);
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

/// What came of a page, and what is said of it if it was read in part.
type Done = (Came, Vec<Warning>);

/// What came of a page.
enum Came {
    /// What is written of it.
    Text(String),
    /// There is no article on it, and why.
    Nothing(String),
}

struct Work {
    cleaner: Cleaner,
    enricher: Enricher,
    memory: SiteMemory,
    limits: page::Limits,
    face: Face,
    pool: ThreadPool,
}

impl Work {
    /// Cleans every page and writes it, in order; returns how many gave what.
    fn through(
        &self,
        pages: impl Iterator<Item = Result<RawPage, Warning>>,
        streams: &mut Streams,
    ) -> anyhow::Result<Tally> {
        let mut tally = Tally::default();
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for found in pages {
            match found {
                Ok(raw) => {
                    tally.read += 1;
                    bytes += raw.bytes.len();
                    batch.push(raw);
                }
                Err(warning) => {
                    tally.failed += u64::from(!reasons::is_skip(warning.reason));
                    streams.note(&problem::warning(&warning));
                }
            }
            if batch.len() >= BATCH_PAGES || bytes >= BATCH_BYTES {
                self.write(std::mem::take(&mut batch), &mut tally, streams)?;
                bytes = 0;
            }
        }
        self.write(batch, &mut tally, streams)?;
        Ok(tally)
    }

    fn write(
        &self,
        batch: Vec<RawPage>,
        tally: &mut Tally,
        streams: &mut Streams,
    ) -> anyhow::Result<()> {
        let clean = || batch.into_par_iter().map(|raw| self.one(raw)).collect();
        let all: Vec<Done> = self.pool.install(clean);
        shipped::whole()?;
        for (came, in_part) in all {
            tally.in_part += u64::from(!in_part.is_empty());
            for warning in in_part {
                streams.note(&problem::warning(&warning));
            }
            match came {
                Came::Text(text) => streams.answer(&text)?,
                Came::Nothing(why) => {
                    tally.without_article += 1;
                    streams.note(&why);
                }
            }
        }
        Ok(())
    }

    /// One page, from bytes to what is shown of it.
    fn one(&self, raw: RawPage) -> Done {
        let page = page::parse(raw, &self.limits);
        let reading = Arc::new(Reading::of(&page));
        let verdicts = self.cleaner.clean_read(&page, &reading, &self.memory);
        let article = article::build_read(&page, &reading, &verdicts);
        let came = if self.face.json {
            Came::Text(self.record(&page, &verdicts, &article))
        } else {
            self.face.show(&page, &verdicts, &article)
        };
        (came, page::warnings(&page, &self.limits))
    }

    fn record(&self, page: &Page, verdicts: &Cleaned, article: &Article) -> String {
        let language = self.enricher.language(article);
        let record = PageRecord::new(page, article, verdicts.kind, &language);
        records::line(&if self.face.explain {
            record.explained(page, verdicts)
        } else {
            record
        })
    }
}

impl Face {
    fn show(self, page: &Page, verdicts: &Cleaned, article: &Article) -> Came {
        if self.explain {
            return Came::Text(cleaned::explanation(page, verdicts, self.look) + "\n");
        }
        match verdicts.kind {
            PageKind::Article | PageKind::Stub => {
                Came::Text(cleaned::text(article, self.look) + "\n")
            }
            PageKind::Listing | PageKind::Empty => {
                Came::Nothing(cleaned::no_article(page, verdicts))
            }
        }
    }
}
