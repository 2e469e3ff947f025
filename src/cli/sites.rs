//! `newsdex sites`: the outlets of an index, and how their pages came out.

use std::cmp::Reverse;

use clap::{Args, ValueEnum};

use super::{Outcome, Settings, Streams, size};
use crate::index::Index;
use crate::output::records;
use crate::output::sites::{self, SiteRecord};
use crate::pipeline::{SiteAccount, site_accounts};

/// `newsdex sites`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex sites
  newsdex sites --sort doubt           outlets first whose pages did not come out well
  newsdex sites --json | jq -r 'select(.doubts != []) | .site'

`cut` is the share of the text of the articles' pages that is not the article; `typical` the characters \
of the article in the middle. What looks wrong stands below an outlet: many pages without text, many \
very short articles, very uneven ones, or nearly everything cut. `newsdex cut '*' --site SITE` then \
shows what was cut, and `newsdex clean --explain FILE` why.")]
pub struct SitesSaid {
    /// Outlets to list at most
    #[arg(short = 'n', long, value_name = "N", default_value_t = 1000, value_parser = size::count::<usize>)]
    limit: usize,
    /// Order of the outlets
    #[arg(long, value_enum, default_value_t)]
    sort: SortSaid,
    /// One JSON object an outlet
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum SortSaid {
    /// Most articles first
    #[default]
    Articles,
    /// Most doubtful first
    Doubt,
    /// Most cut first
    Cut,
    /// By name
    Name,
}

impl SitesSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let accounts = site_accounts(&Index::open(&settings.index)?.catalog()?);
        let mut listed: Vec<&SiteAccount> = accounts.iter().collect();
        self.sort.put_in_order(&mut listed);
        let hidden = listed.len().saturating_sub(self.limit);
        listed.truncate(self.limit);
        if self.json {
            for account in &listed {
                streams.answer(&records::line(&SiteRecord::new(account)))?;
            }
        } else {
            streams.answer(&sites::table(&listed, streams.look))?;
        }
        if hidden > 0 {
            streams.note(&format!("and {hidden} more; -n shows them"));
        }
        let any = accounts.iter().any(|account| account.articles > 0);
        Ok(if any { Outcome::Done } else { Outcome::Nothing })
    }
}

impl SortSaid {
    /// They come with the most articles first; the order is kept among equals.
    fn put_in_order(self, accounts: &mut [&SiteAccount]) {
        match self {
            Self::Articles => {}
            Self::Doubt => accounts.sort_by_key(|account| Reverse(account.doubts.len())),
            Self::Cut => accounts.sort_by(|a, b| {
                b.cut_share()
                    .partial_cmp(&a.cut_share())
                    .unwrap_or(std::cmp::Ordering::Equal)
            }),
            Self::Name => accounts.sort_by(|a, b| a.site.cmp(&b.site)),
        }
    }
}
