//! `newsdex backup`: a copy of the index, also while it is being written.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, Settings, Streams};
use crate::index;
use crate::output::{health, records};

/// `newsdex backup`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex backup ~/backup/2026-01          files are shared with the index where that can be
  newsdex backup --copy /media/disk/news   every byte is copied

Copies what was committed last; another process may be writing. To restore it, copy the folder back, or \
name it with `--index`.")]
pub struct BackupSaid {
    /// The folder to make: empty, or not there
    #[arg(value_name = "DIR")]
    to: PathBuf,
    /// Copy every byte, so that damage to one is no damage to the other
    #[arg(long)]
    copy: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

impl BackupSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let made = index::backup(&settings.index, &self.to, !self.copy)?;
        let text = if self.json {
            records::line(&made)
        } else {
            health::backup(&made, streams.look)
        };
        streams.answer(&text)?;
        Ok(Outcome::Done)
    }
}
