//! Countries and states that were taken for their teams: `Kentucky Sen. Rand Paul`.
//!
//! In: the names of an article. Out: the same, with those as places where nothing is played.

use super::{Found, View};
use crate::enrich::EntityKind;
use crate::enrich::language::Family;
use crate::enrich::listed::Listed;

/// Words of reports on sports. Of the American states in the articles of this project 59 of 59 are places where at most one of them stands, and 15
/// of 17 teams where four do.
static SPORTS: Listed = Listed::new(
    "game games season seasons coach coaches match matches goal goals league quarterback tournament championship semifinal semi-final \
    innings wicket striker midfielder kick-off kickoff squad team teams player players rugby cricket football soccer basketball baseball \
    hockey cup touchdown touchdowns rebounds playoff playoffs",
);

/// Different ones that make a report on sports.
const LEAST: usize = 2;

impl View<'_> {
    /// Makes places of the states among the bodies, unless the article is about sports.
    pub(super) fn settle_states(self, found: &mut [Found]) {
        if self.document.family != Family::English {
            return;
        }
        let is_team =
            |&(first, last, kind): &Found| kind == EntityKind::Org && self.is_state(first, last);
        if found.iter().any(is_team) && !self.is_on_sports() {
            let teams = found.iter_mut().filter(|found| is_team(found));
            teams.for_each(|found| found.2 = EntityKind::Place);
        }
    }

    fn is_on_sports(self) -> bool {
        let mut met: Vec<&str> = Vec::new();
        for at in 0..self.document.tokens.len() {
            let word = self.of(at);
            if SPORTS.has(word) && !met.contains(&word) {
                met.push(word);
            }
        }
        met.len() >= LEAST
    }
}
