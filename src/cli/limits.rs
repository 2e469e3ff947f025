//! How much of a source and of a page is read, as `index`, `clean`, `rebuild` and `repair` are told.

use clap::Args;

use super::{Settings, size};
use crate::{page, read};

/// The options that say how much is read at most.
#[expect(
    clippy::struct_field_names,
    reason = "they are the names of the options"
)]
#[derive(Debug, Args)]
pub struct LimitsSaid {
    /// Longest page that is read; setting `max-page-size` [default: 32M]
    #[arg(long, value_name = "SIZE", value_parser = size::bytes)]
    max_page_size: Option<u64>,
    /// Most that one compressed file may unpack to; setting `max-unpacked` [default: 256G]
    #[arg(long, value_name = "SIZE", value_parser = size::bytes)]
    max_unpacked: Option<u64>,
    /// Elements of a page within each other; deeper ones are read as part of the deepest; setting `max-depth` [default: 512]
    #[arg(long, value_name = "N", value_parser = size::from_one)]
    max_depth: Option<usize>,
    /// Blocks (paragraphs, lines) of a page; the rest is left out; setting `max-blocks` [default: 200000]
    #[arg(long, value_name = "N", value_parser = size::from_one)]
    max_blocks: Option<usize>,
    /// Most bytes of a page that are looked at, each time counted; the rest is left out. It bounds the time of a
    /// page, and gives the same on every machine; setting `max-work` [default: 256M]
    #[arg(long, value_name = "SIZE", value_parser = size::bytes)]
    max_work: Option<u64>,
}

/// How much is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Of a source.
    pub source: read::Limits,
    /// Of a page.
    pub page: page::Limits,
}

impl LimitsSaid {
    /// What was said, before what the settings say.
    pub(super) fn meaning(&self, settings: &Settings) -> Limits {
        let Limits { source, page } = settings.limits;
        Limits {
            source: read::Limits {
                page_bytes: self.max_page_size.unwrap_or(source.page_bytes),
                unpacked_bytes: self.max_unpacked.unwrap_or(source.unpacked_bytes),
                ..source
            },
            page: page::Limits {
                max_depth: self.max_depth.unwrap_or(page.max_depth),
                max_blocks: self.max_blocks.unwrap_or(page.max_blocks),
                max_work: self.max_work.unwrap_or(page.max_work),
                ..page
            },
        }
    }
}
