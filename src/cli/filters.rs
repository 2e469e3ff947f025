//! The options that keep an answer within outlets, languages and days.

use std::str::FromStr;

use clap::Args;

use super::Streams;
use super::days::{self, End};
use super::since::Since;
use crate::search::{Request, Searcher};

/// Which articles to stay within.
#[derive(Debug, Clone, Default, Args)]
pub struct FilterSaid {
    /// Stay within this outlet; may be given several times
    #[arg(long)]
    site: Vec<String>,
    /// Stay within this language (en, de, uk, …); may be given several times
    #[arg(long, value_name = "CODE")]
    lang: Vec<String>,
    /// Only articles that name this person, in any spelling; given several times, all of them
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// Only articles that name this organisation
    #[arg(long, value_name = "NAME")]
    org: Vec<String>,
    /// Only articles that name this place
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// Only articles that name this event, work, law, product or other thing
    #[arg(long, value_name = "NAME")]
    misc: Vec<String>,
    /// Published on this day or later, by the clock of the page: 2026, 2026-01, 2026-01-06 or a time stamp
    #[arg(long, value_name = "DAY", value_parser = |said: &str| days::stated(said, End::First))]
    from: Option<String>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = |said: &str| days::stated(said, End::Last))]
    to: Option<String>,
    /// Only articles that were added or changed after this generation of the index: 12, or 12@IDENTITY of the index; all of them if it was made anew since
    #[arg(long, value_name = "GENERATION", value_parser = Since::from_str)]
    since: Option<Since>,
}

impl FilterSaid {
    /// A request to `searcher` for what `query` matches within these articles. If the index was made anew since the generation
    /// that was asked for, everything in it is new, and that is said.
    pub(super) fn request(
        &self,
        query: String,
        searcher: &Searcher,
        streams: &mut Streams,
    ) -> Request {
        let since = self.since.and_then(|since| since.of(searcher));
        if let (Some(said), None) = (self.since, since) {
            streams.note(&said.unknown(searcher));
        }
        Request {
            query,
            sites: self.site.clone(),
            languages: self.lang.iter().map(|lang| lang.to_lowercase()).collect(),
            people: self.person.clone(),
            orgs: self.org.clone(),
            places: self.place.clone(),
            misc: self.misc.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            since,
            ..Request::default()
        }
    }
}
