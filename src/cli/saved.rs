//! `newsdex saved`.

use clap::{Args, Subcommand};

use super::format::{self, FormatSaid};
use super::settings::SavedSearch;
use super::state::SeenFile;
use super::{Origin, Outcome, Settings, Streams, size};
use crate::error::Error;
use crate::output::records;
use crate::output::settings::{self, SavedRecord, SettingRecord};
use crate::search::{Request, Sort};

/// `newsdex saved`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex saved                                  the searches of the settings file
  newsdex saved run floods
  newsdex saved run floods --since-last --json   only what is new since the run before

A nightly alert, as a line of crontab:
  15 6 * * *  newsdex saved run floods --since-last -q | mail -E -s floods me

Searches stand in the settings file:
  [searches.floods]
  query = \"flood w/s (river OR dam)\"
  site = [\"daily.example\"]          any of: site, lang, person, org, place, misc, from, to

With --since-last, articles are new if they were added to the index or changed after the last such run; \
the first one finds everything, and so does the first one after the index was made anew, rebuilt or restored, which is said.")]
pub struct SavedSaid {
    #[command(subcommand)]
    action: Option<Action>,
    /// One JSON object a line: name, query, and where it stands
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Run a saved search
    Run(RunSaid),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex saved run ferries                         all that it finds
  newsdex saved run ferries --since-last            what is new since the last time
  newsdex saved run ferries --since-last --peek     the same, and the next run tells it again")]
struct RunSaid {
    /// Its name
    name: String,
    /// Only what is new since the last run with this option
    #[arg(long)]
    since_last: bool,
    /// With --since-last: do not remember this run
    #[arg(long, requires = "since_last")]
    peek: bool,
    /// Articles to show; setting `results` [default: 10; with --since-last all that are new]
    #[arg(short = 'n', long, value_name = "N", value_parser = size::count::<usize>)]
    limit: Option<usize>,
    /// All articles, however many
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Passages an article; setting `passages` [default: 3]
    #[arg(long, value_name = "K", value_parser = size::count::<usize>)]
    passages: Option<usize>,
    #[command(flatten)]
    format: FormatSaid,
}

impl SavedSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        match &self.action {
            Some(Action::Run(said)) => said.run(settings, streams),
            None => self.list(settings, streams),
        }
    }

    fn list(&self, settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let mut found = Vec::new();
        for told in &settings.told {
            let (Some(name), Origin::File(line)) =
                (told.key.strip_prefix("searches."), told.origin)
            else {
                continue;
            };
            let file = settings
                .file
                .as_ref()
                .map(|path| path.display().to_string());
            let setting = SettingRecord {
                key: name.to_owned(),
                value: told.value.clone(),
                origin: format!("{}:{line}", file.unwrap_or_default()),
            };
            let within = settings.searches.get(name).map(options).unwrap_or_default();
            found.push(SavedRecord { setting, within });
        }
        let text = if self.json {
            found.iter().map(records::line).collect()
        } else {
            settings::searches(&found, streams.look)
        };
        streams.answer(&text)?;
        if found.is_empty() {
            streams.hint("searches stand in the settings file; see `newsdex help saved`");
        }
        Ok(Outcome::of(found.len() as u64))
    }
}

/// What a search stays within, as options of `newsdex search` and their values.
fn options(saved: &SavedSearch) -> Vec<(&'static str, String)> {
    let lists = [
        ("site", &saved.site),
        ("lang", &saved.lang),
        ("person", &saved.person),
        ("org", &saved.org),
        ("place", &saved.place),
        ("misc", &saved.misc),
    ];
    let days = [("from", &saved.from), ("to", &saved.to)];
    let each = |(name, values): (&'static str, &Vec<String>)| {
        let values = values.clone().into_iter();
        values.map(move |value| (name, value)).collect::<Vec<_>>()
    };
    let days = days
        .into_iter()
        .filter_map(|(name, day)| Some((name, day.clone()?)));
    lists.into_iter().flat_map(each).chain(days).collect()
}

impl RunSaid {
    fn run(&self, settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let saved = settings.searches.get(&self.name).ok_or_else(|| {
            let known: Vec<_> = settings.searches.keys().map(String::as_str).collect();
            let message = match known.as_slice() {
                [] => "the settings file has no [searches]".to_owned(),
                known => format!("there are {}", known.join(", ")),
            };
            Error::Usage(format!(
                "there is no saved search `{}`; {message}",
                self.name
            ))
        })?;
        let searcher = settings.searcher()?;
        let mut request = self.request(saved, settings)?;
        let seen = self
            .since_last
            .then(|| SeenFile::of(&settings.index, &self.name))
            .transpose()?;
        if let Some(last) = seen.as_ref().map(SeenFile::last).transpose()?.flatten() {
            request.since = last.of(&searcher);
            if request.since.is_none() {
                streams.note("the index is not that of the last run (made anew, rebuilt or restored): everything is new");
            }
        }
        let mut listing = self.format.listing(0, streams)?;
        let found = format::told(&searcher, &request, &mut listing, streams)?;
        format::summed_up(&found, 0, &listing, streams);
        // Only what was written is seen.
        streams.flush()?;
        if let Some(seen) = seen.filter(|_| !self.peek) {
            seen.remember(found.generation, found.identity)?;
        }
        Ok(Outcome::of(found.total))
    }

    fn request(&self, saved: &SavedSearch, settings: &Settings) -> Result<Request, Error> {
        let [from, to] = saved.days().map_err(Error::Usage)?;
        // What is not told now is never told: all that is new, unless a number is asked for.
        let usual = if self.since_last {
            usize::MAX
        } else {
            settings.results
        };
        let limit = self.limit.unwrap_or(usual);
        Ok(Request {
            query: saved.query.clone(),
            sites: saved.site.clone(),
            languages: saved.lang.iter().map(|lang| lang.to_lowercase()).collect(),
            people: saved.person.clone(),
            orgs: saved.org.clone(),
            places: saved.place.clone(),
            misc: saved.misc.clone(),
            from,
            to,
            limit: if self.all { usize::MAX } else { limit },
            passages: self.passages.unwrap_or(settings.passages),
            sort: if self.since_last {
                Sort::Date
            } else {
                Sort::Relevance
            },
            // That nothing is new is no riddle.
            advice: !self.since_last && self.format.advised(settings),
            ..Request::default()
        })
    }
}
