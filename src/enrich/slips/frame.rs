//! Who wrote, edited and photographed an article is not who it is about.
//!
//! In: a name's tokens. Out: whether it stands in a line on the article's makers that was left in its text.

use super::View;
use crate::enrich::EntityKind;
use crate::enrich::document::LineCase;
use crate::enrich::listed::Listed;

/// Words that open a line on who made the article, before `by`.
static MADE: Listed = Listed::new("Reporting Editing Writing Photography Compiled Edited Written");

/// Words that may stand in such a line beside names.
static BESIDE: Listed =
    Listed::new("and by in for additional reporting editing writing photography with compiled");

/// Trades of those who write, behind `is a`.
static TRADES: Listed = Listed::new(
    "reporter writer editor columnist correspondent journalist staff freelance senior contributing contributor fellow producer",
);

/// What follows the name of a writer who is to be followed.
static WHERE: Listed = Listed::new("at on Twitter twitter Facebook Instagram");

/// Agencies whose name stands below a picture.
static PICTURES: Listed = Listed::new("Getty AFP Reuters AP EPA PA Alamy Shutterstock iStock");

/// So many tokens make the longest line on the makers.
const LONGEST: usize = 60;

impl View<'_> {
    /// Whether a name stands in a line on who wrote it.
    pub(super) fn is_of_makers(self, first: usize, last: usize, kind: EntityKind) -> bool {
        self.is_agency_line(first)
            || kind == EntityKind::Person
                && (self.is_to_be_followed(first, last) || self.is_writer(first, last))
    }

    /// `Image copyright Getty Images Image caption`, `Hide Caption`, `AFP Image`.
    pub(super) fn is_picture_credit(self, first: usize, last: usize) -> bool {
        let before = first.checked_sub(1).map_or("", |at| self.of(at));
        let is_agency = (first..=last)
            .all(|at| PICTURES.has(self.of(at)) || matches!(self.of(at), "Images" | "Image" | "/"));
        let is_credited = matches!(before, "copyright" | "Copyright" | "©")
            || matches!(self.of(last), "Image")
            || matches!(self.of(last + 1), "Image" | "image");
        is_agency && is_credited || self.of(first) == "Hide" && self.of(last) == "Caption"
    }

    /// `(Reporting by Laura Zuckerman; Editing by Jim Christie)`: nothing in it but names.
    fn is_agency_line(self, first: usize) -> bool {
        let line_starts = (first.saturating_sub(LONGEST)..=first).rev().find(|&at| {
            at == 0
                || self
                    .document
                    .tokens
                    .get(at)
                    .is_none_or(|token| token.opens_line)
        });
        let from = line_starts.unwrap_or(first.saturating_sub(LONGEST));
        let made = (from..first).find(|&at| MADE.has(self.of(at)) && self.of(at + 1) == "by");
        let Some(made) = made else {
            return false;
        };
        let ends = (made + 2..made + LONGEST)
            .find(|&at| !self.same_line(made, at))
            .unwrap_or(made + LONGEST);
        (made + 2..ends).all(|at| {
            let word = self.of(at);
            let has_letters = word.chars().any(char::is_alphabetic);
            !has_letters || self.word(at).case.is_namelike() || BESIDE.has_in_any_case(word)
        })
    }

    /// `Follow Julie Pace at`, `Other articles by Patrick Finley:`.
    fn is_to_be_followed(self, first: usize, last: usize) -> bool {
        let of = |back: usize| first.checked_sub(back).map_or("", |at| self.of(at));
        let opens = |at: usize| {
            self.document
                .opens_sentence
                .get(at)
                .copied()
                .unwrap_or(true)
        };
        let is_asked = matches!(of(1), "Follow" | "Email" | "Contact")
            && opens(first - 1)
            && WHERE.has(self.of(last + 1));
        let is_listed = of(1) == "by"
            && matches!(
                of(2),
                "articles" | "stories" | "posts" | "columns" | "Articles" | "Stories"
            )
            && matches!(of(3), "Other" | "More" | "other" | "more" | "all" | "All");
        is_asked || is_listed
    }

    /// `Petrana Radulovic is an entertainment reporter`, as the last line of an article.
    fn is_writer(self, first: usize, last: usize) -> bool {
        const AHEAD: usize = 6;
        let tokens = &self.document.tokens;
        let opens_line = tokens.get(first).is_none_or(|token| token.opens_line);
        let is_last = || {
            let Some((line, case)) = self.document.line_of(first) else {
                return false;
            };
            line.end == tokens.len() && line.start > 0 && *case == LineCase::Sentence
        };
        let says = first < last
            && self.of(last + 1) == "is"
            && matches!(self.of(last + 2), "a" | "an" | "the")
            && (last + 3..last + 3 + AHEAD)
                .take_while(|&at| self.same_line(last, at))
                .any(|at| TRADES.has(self.of(at)));
        opens_line && says && is_last()
    }
}
