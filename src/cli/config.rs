//! `newsdex config`.

use clap::Args;

use super::settings::place;
use super::{Origin, Outcome, Settings, Streams, Told};
use crate::output::records;
use crate::output::settings::{self, SettingRecord};

/// `newsdex config`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex config                       every setting, and where its value comes from
  newsdex config --example             a settings file to begin with
  newsdex config --json | jq -r 'select(.origin != \"default\") | .key'

An option goes before the environment, that before the settings file, that before the default. The \
settings file is $XDG_CONFIG_HOME/newsdex/config.toml (~/.config/newsdex/config.toml), or the one \
that --config or NEWSDEX_CONFIG names. It also holds macros, used as @name in any query, and saved \
searches, run by `newsdex saved run NAME`.")]
pub struct ConfigSaid {
    /// Print a settings file to begin with
    #[arg(long, conflicts_with = "json")]
    example: bool,
    /// One JSON object a line: key, value, origin
    #[arg(long)]
    json: bool,
}

/// A settings file with everything in it, all of it as comments.
const EXAMPLE: &str = include_str!("settings/example.toml");

impl ConfigSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        if self.example {
            streams.answer(EXAMPLE)?;
            return Ok(Outcome::Done);
        }
        let records: Vec<_> = settings.told.iter().map(|t| record(t, settings)).collect();
        if self.json {
            let lines: String = records.iter().map(records::line).collect();
            streams.answer(&lines)?;
            return Ok(Outcome::Done);
        }
        streams.answer(&settings::table(&records, streams.look))?;
        match (&settings.file, place()) {
            (Some(file), _) => streams.note(&format!("settings file: {}", file.display())),
            (None, Some(usual)) => {
                streams.note(&format!("no settings file at {}", usual.display()));
            }
            (None, None) => streams.note("no settings file, and no home folder to look for one"),
        }
        Ok(Outcome::Done)
    }
}

fn record(told: &Told, settings: &Settings) -> SettingRecord {
    let file = settings
        .file
        .as_ref()
        .map(|path| path.display().to_string());
    SettingRecord {
        key: told.key.clone(),
        value: told.value.clone(),
        origin: match told.origin {
            Origin::Default => "default".to_owned(),
            Origin::File(line) => format!("{}:{line}", file.unwrap_or_default()),
            Origin::Environment(name) | Origin::Flag(name) => name.to_owned(),
        },
    }
}
