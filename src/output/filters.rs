//! What an answer was kept within, as programs read it.

use serde::Serialize;

use crate::search::Request;

/// The filters of a request; absent ones are empty lists or `null`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Filters<'a> {
    /// Outlets, any of which.
    pub site: &'a [String],
    /// Languages, any of which.
    pub lang: &'a [String],
    /// People, all of whom.
    pub person: &'a [String],
    /// Organisations, all of which.
    pub org: &'a [String],
    /// Places, all of which.
    pub place: &'a [String],
    /// Other named things, all of which.
    pub misc: &'a [String],
    /// First day or moment of publication.
    pub from: Option<&'a str>,
    /// Last day or moment of publication.
    pub to: Option<&'a str>,
    /// Only what later generations than this added or changed.
    pub since: Option<u64>,
}

impl<'a> Filters<'a> {
    /// The filters of a request.
    pub fn of(request: &'a Request) -> Self {
        Self {
            site: &request.sites,
            lang: &request.languages,
            person: &request.people,
            org: &request.orgs,
            place: &request.places,
            misc: &request.misc,
            from: request.from.as_deref(),
            to: request.to.as_deref(),
            since: request.since,
        }
    }
}
