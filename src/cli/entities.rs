//! `newsdex entities`: the named things of an index, and the tagger on texts.

mod tag;

use clap::{Args, Subcommand, ValueEnum};

use super::stats::ALL;
use super::{Outcome, Settings, Streams, size};
use crate::enrich::EntityKind;
use crate::enrich::across::{Thing, Things};
use crate::output::names::{self, Counted, ThingRecord};
use crate::output::records;
use crate::search::{Facet, Request, Searcher};

/// `newsdex entities`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex entities                      who and what the archive names most
  newsdex entities vil --kind person    those with a name that has a word beginning so
  newsdex entities why Vilkasts         all names that are taken for one, and why
  newsdex entities tag story.txt        the names in a text, without an index

Rules of your own lie in `names.toml` in the index folder. They hold at once, without indexing again, and \
no longer once they are deleted:

  [[merge]]                             several names, one thing
  into = \"Volodymyr Zelensky\"
  names = [\"Zelensky\", \"Zelen*\"]
  [[rename]]
  name = \"Department of Defense\"
  to = \"Pentagon\"
  [[forbid]]                            no name at all
  name = \"Getty Images\"
  [[retype]]
  name = \"Amazon\"
  from = \"place\"
  to = \"org\"")]
pub struct EntitiesSaid {
    #[command(subcommand)]
    what: Option<WhatSaid>,
    /// List only things with a name that has a word beginning so
    #[arg(value_name = "PREFIX")]
    prefix: Option<String>,
    /// List only these [default: all kinds]
    #[arg(long, value_enum)]
    kind: Option<KindSaid>,
    /// Things to list at most, those with the most articles first
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50, value_parser = size::count::<usize>)]
    limit: usize,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum WhatSaid {
    /// Show which names are taken for one thing, and why
    Why(WhySaid),
    /// Find the names in texts, without an index
    Tag(tag::TagSaid),
}

/// A kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindSaid {
    /// People
    Person,
    /// Companies, bodies, parties, teams, outlets
    Org,
    /// Places, regions, countries, buildings
    Place,
    /// Events, works, laws, products and other things with a name
    Misc,
}

impl KindSaid {
    /// The kind that is meant.
    pub(super) fn kind(self) -> EntityKind {
        match self {
            Self::Person => EntityKind::Person,
            Self::Org => EntityKind::Org,
            Self::Place => EntityKind::Place,
            Self::Misc => EntityKind::Misc,
        }
    }
}

#[derive(Debug, Args)]
struct WhySaid {
    /// A name, in any spelling; several words are one name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

impl EntitiesSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        match &self.what {
            Some(WhatSaid::Why(said)) => said.run(self.json, settings, streams),
            Some(WhatSaid::Tag(said)) => said.run(self.json, settings, streams),
            None => self.list(settings, streams),
        }
    }

    fn list(&self, settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let things = searcher.things()?;
        let wanted = self.prefix.as_deref().map(crate::analysis::fold);
        let is_wanted = |thing: &Thing<'_>| {
            self.kind.is_none_or(|kind| kind.kind() == thing.kind)
                && wanted
                    .as_deref()
                    .is_none_or(|prefix| has_word(thing, prefix))
        };
        let mut found = counted(&searcher, &things, is_wanted)?;
        found.truncate(self.limit);
        tell_idle(&things, streams);
        if self.json {
            for &thing in &found {
                streams.answer(&records::line(&ThingRecord::new(thing)))?;
            }
        } else {
            streams.answer(&names::list(&found, streams.look))?;
        }
        Ok(outcome(&found, streams))
    }
}

impl WhySaid {
    fn run(
        &self,
        json: bool,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        // `entities --json why` as well as `entities why --json`.
        let json = json || self.json;
        let searcher = settings.searcher()?;
        let things = searcher.things()?;
        tell_idle(&things, streams);
        let name = self.name.join(" ");
        let mut meant: Vec<usize> = EntityKind::ALL
            .into_iter()
            .flat_map(|kind| match things.named(kind, &name) {
                named if named.is_empty() => things.known(kind, &name),
                named => named,
            })
            .collect();
        if meant.is_empty() {
            // Nobody is called just so: all with such a word, as filters have it.
            let folded = crate::analysis::fold(&name);
            meant = things
                .iter()
                .filter(|thing| has_word(thing, &folded))
                .map(|thing| thing.number)
                .collect();
        }
        if meant.is_empty() {
            meant = things.spelled_otherwise(&name);
        }
        let is_meant = |thing: &Thing<'_>| meant.contains(&thing.number);
        let found = counted(&searcher, &things, is_meant)?;
        for &thing in &found {
            if json {
                streams.answer(&records::line(&ThingRecord::new(thing)))?;
            } else {
                streams.answer(&names::why(thing, streams.look))?;
            }
        }
        let folded = crate::analysis::fold(&name);
        let forbidden = things
            .forbidden()
            .filter(|(given, _)| crate::analysis::fold(given.name) == folded);
        let mut any = false;
        for (given, line) in forbidden {
            any = true;
            let kind = names::kind_name(given.kind);
            streams.note(&format!(
                "{kind} {} is forbidden by line {line} of names.toml",
                given.name
            ));
        }
        Ok(if any {
            Outcome::Done
        } else {
            outcome(&found, streams)
        })
    }
}

/// Says which of the user's rules do nothing.
fn tell_idle(things: &Things, streams: &mut Streams) {
    const MOST: usize = 10;
    let idle = things.idle_rules();
    let lines: Vec<String> = idle.iter().take(MOST).map(usize::to_string).collect();
    let more = match idle.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if !idle.is_empty() {
        streams.hint(&format!(
            "rules of names.toml that do nothing here, since no article has such a name or another rule has it: line {}{more}",
            lines.join(", ")
        ));
    }
}

fn outcome(found: &[Counted<'_>], streams: &mut Streams) -> Outcome {
    if found.is_empty() {
        streams.note("nothing found");
        return Outcome::Nothing;
    }
    Outcome::Done
}

/// The things that are wanted with their numbers of articles, most first, then by name.
fn counted<'t>(
    searcher: &Searcher,
    things: &'t Things,
    is_wanted: impl Fn(&Thing<'_>) -> bool,
) -> anyhow::Result<Vec<Counted<'t>>> {
    let request = Request {
        query: ALL.to_owned(),
        limit: 0,
        facets: vec![Facet::Person, Facet::Org, Facet::Place, Facet::Misc],
        facet_values: usize::MAX,
        ..Request::default()
    };
    let columns = searcher.search(&request)?.facets;
    let articles: std::collections::HashMap<(EntityKind, &str), u64> = EntityKind::ALL
        .into_iter()
        .zip(&columns)
        .flat_map(|(kind, column)| {
            column
                .values
                .iter()
                .map(move |(name, count)| ((kind, name.as_str()), *count))
        })
        .collect();
    let of = |thing: Thing<'t>| {
        let articles = articles.get(&(thing.kind, thing.name)).copied();
        articles.map(|articles| Counted { thing, articles })
    };
    let wanted = things.iter().filter(|thing| is_wanted(thing));
    let mut found: Vec<Counted<'t>> = wanted.filter_map(of).collect();
    found.sort_by(|a, b| {
        b.articles
            .cmp(&a.articles)
            .then_with(|| a.thing.name.cmp(b.thing.name))
    });
    Ok(found)
}

/// Whether one of its names, or a word in it, begins so.
fn has_word(thing: &Thing<'_>, prefix: &str) -> bool {
    thing.names().any(|name| {
        let folded = crate::analysis::fold(name);
        let starts = folded.match_indices(prefix).map(|(at, _)| at);
        let mut at_word = starts.map(|at| !folded[..at].ends_with(char::is_alphanumeric));
        at_word.any(|is_start| is_start)
    })
}
