//! `newsdex cut`: a look inside what was cut.

use clap::Args;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::{Outcome, Settings, Streams, size};
use crate::clean::{Label, Verdict, site_key};
use crate::index::Index;
use crate::output::cuts::{self, Counts, CutBlock, CutRecord};
use crate::output::{problem, records};
use crate::page::{Block, Page};
use crate::pipeline::{Cuts, Reread};
use crate::search::LooseQuery;

/// `newsdex cut`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex cut dockers ferry                      was anything on them cut?
  newsdex cut '\"skip to content\"' --site harbourledger.example
  newsdex cut '*' --site harbourledger.example   all that is cut from one outlet
  newsdex cut ferry --json | jq -r '[.label, .reason, .text] | @tsv'

The index holds articles only, so their sources are read again and cleaned as they would be now. What is \
said of a block: what it was taken for, the reason, and the article of its page. A text that one \
outlet repeats is shown once.")]
pub struct CutSaid {
    /// The query, as for `search`, without fields; each block of text is asked by itself
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// Stay within this outlet; may be given several times
    #[arg(long)]
    site: Vec<String>,
    /// Stop after so many blocks [default: all]
    #[arg(short = 'n', long, value_name = "N", value_parser = size::count::<u64>)]
    limit: Option<u64>,
    /// Show every copy of a text that an outlet repeats
    #[arg(long)]
    all: bool,
    /// One JSON object a block
    #[arg(long)]
    json: bool,
}

impl CutSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let languages = settings.searcher()?.languages();
        let macros = |name: &str| settings.macros.get(name).cloned();
        let query = LooseQuery::new(&self.query.join(" "), &languages, &macros)?;
        let index = Index::open(&settings.index)?;
        let cuts = Cuts::open(&index)?.limited(settings.limits.page);
        let sites: Vec<String> = self.site.iter().map(|site| site.to_lowercase()).collect();
        let mut shown = Shown {
            said: self,
            query: &query,
            seen: FxHashSet::default(),
            counts: Counts::default(),
        };
        let wanted = |page: &Page| wants(page, &sites, &query);
        cuts.each(wanted, |found| match found {
            Ok(page) => shown.page(&page, streams),
            Err(warning) => {
                shown.counts.lost += 1;
                streams.note(&problem::warning(&warning));
                anyhow::Ok(true)
            }
        })?;
        streams.note(&cuts::summary(&shown.counts));
        Ok(if shown.counts.blocks == 0 {
            Outcome::Nothing
        } else {
            Outcome::Done
        })
    }
}

/// Whether a page is of the outlets asked for and has a block that matches at all.
fn wants(page: &Page, sites: &[String], query: &LooseQuery) -> bool {
    let of_site = || {
        let site = site_key(page).to_lowercase();
        sites.iter().any(|wanted| site.contains(wanted.as_str()))
    };
    (sites.is_empty() || of_site()) && page.blocks.iter().any(|b| query.marks(&b.text).is_some())
}

/// What has been shown.
struct Shown<'s> {
    said: &'s CutSaid,
    query: &'s LooseQuery,
    /// Texts of outlets, as hashes.
    seen: FxHashSet<u64>,
    counts: Counts,
}

impl Shown<'_> {
    /// Shows the cut blocks of a page that match; false if that is enough.
    fn page(&mut self, page: &Reread, streams: &mut Streams) -> anyhow::Result<bool> {
        let blocks = self.blocks(page);
        if blocks.is_empty() {
            return Ok(!self.is_enough());
        }
        self.counts.pages += 1;
        if self.said.json {
            let records = blocks
                .iter()
                .filter_map(|block| CutRecord::new(page, block));
            for record in records {
                streams.answer(&records::line(&record))?;
            }
        } else {
            streams.answer(&cuts::page(page, &blocks, streams.look))?;
        }
        streams.flush()?;
        Ok(!self.is_enough())
    }

    fn is_enough(&self) -> bool {
        self.said
            .limit
            .is_some_and(|limit| self.counts.blocks >= limit)
    }

    /// Headlines are not lost: they are searched as such.
    fn is_lost(block: &Block, verdict: &Verdict, page: &Reread) -> bool {
        let headline = verdict.label == Label::Headline || block.text == page.article.title;
        !verdict.kept && !headline
    }

    fn blocks(&mut self, page: &Reread) -> Vec<CutBlock> {
        let mut found = Vec::new();
        for (at, (block, verdict)) in page
            .page
            .blocks
            .iter()
            .zip(&page.cleaned.verdicts)
            .enumerate()
        {
            if !Self::is_lost(block, verdict, page) || self.is_enough() {
                continue;
            }
            let Some(marks) = self.query.marks(&block.text) else {
                continue;
            };
            let text = xxh3_64(block.text.as_bytes()) ^ xxh3_64(page.article.site.as_bytes());
            if !self.said.all && !self.seen.insert(text) {
                self.counts.copies += 1;
                continue;
            }
            self.counts.blocks += 1;
            found.push(CutBlock { at, marks });
        }
        found
    }
}
