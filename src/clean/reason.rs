//! Why a block was kept or cut. The words are made when somebody reads them: an index of many pages never asks.

use std::fmt::{self, Display, Formatter};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::memory::Seen;
use super::names::Name;

/// Why a block was kept or cut; its [`Display`] is for people: `seen on 14 of 20 other pages of the site`,
/// `its words: “read more”`, `prose of 41 words`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(Ground);

/// The grounds that there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ground {
    /// What needs no more words.
    Said(&'static str),
    /// The same of a block that nothing speaks against but its place.
    Place(&'static str),
    /// A phrase of the tables.
    Words(&'static str),
    /// A shape, by its name.
    Form(&'static str),
    /// What a kept block looks like.
    Text(Text),
    /// Other pages of the site show it.
    Seen { on: u32, of: u32 },
    /// An element around it has a telling name.
    Element(Name),
    /// A heading above it, as it is shown.
    Below(Arc<str>),
    /// Anything else.
    Told(String),
}

/// What a kept block looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Text {
    pub sentences: u32,
    pub words: u32,
    /// Kept neighbours.
    pub beside: u8,
    /// Other pages of the site, none of which shows it; 0 if that tells nothing.
    pub elsewhere: u32,
    /// Kept although its probability is below one half.
    pub doubted: bool,
}

/// What a quarter of the other pages show is of the site's frame; on fewer pages than this even a quarter says little.
const FRAME_PAGES: u32 = 4;

/// Whether a block seen so often is of the site's frame, and no headline: a story's own stands on some other pages, in lists of news.
pub(super) fn is_frame(seen: Seen) -> bool {
    seen.on >= FRAME_PAGES && seen.on * 4 >= seen.of
}

/// Words from which a block without a sentence end counts as running text.
const RUNNING_WORDS: u32 = 18;

impl Reason {
    /// Whether it says no more than where the block stands.
    pub(super) fn is_by_place(&self) -> bool {
        matches!(self.0, Ground::Place(_))
    }

    /// Whether it is the name of an element around the block.
    pub(super) fn is_by_element(&self) -> bool {
        matches!(self.0, Ground::Element(_))
    }

    /// The name of the element around the block, if that is it.
    pub(super) fn element(&self) -> Option<Name> {
        match self.0 {
            Ground::Element(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it lies in the block's own words or form.
    pub(super) fn is_by_words(&self) -> bool {
        matches!(self.0, Ground::Words(_) | Ground::Form(_))
    }

    /// Whether it is that at least a quarter of the site's other pages show the block, and not just a few.
    pub fn is_frame(&self) -> bool {
        matches!(self.0, Ground::Seen { on, of } if is_frame(Seen { on, of, ..Seen::default() }))
    }

    /// Whether it is just this.
    pub(super) fn is(&self, said: &'static str) -> bool {
        matches!(self.0, Ground::Said(own) | Ground::Place(own) if own == said)
    }
}

impl From<Ground> for Reason {
    fn from(ground: Ground) -> Self {
        Self(ground)
    }
}

impl From<&'static str> for Reason {
    fn from(said: &'static str) -> Self {
        Self(Ground::Said(said))
    }
}

impl From<String> for Reason {
    fn from(told: String) -> Self {
        Self(Ground::Told(told))
    }
}

impl Display for Reason {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ground::Said(said) | Ground::Place(said) => f.write_str(said),
            Ground::Words(phrase) => write!(f, "its words: “{}”", shown(phrase)),
            Ground::Form(name) => write!(f, "its form: {name}"),
            Ground::Text(text) => text.fmt(f),
            Ground::Seen { on, of } => write!(f, "seen on {on} of {of} other pages of the site"),
            Ground::Element(name) => write!(f, "inside an element named as {}", name.shown()),
            Ground::Below(heading) => write!(f, "below “{heading}”"),
            Ground::Told(told) => f.write_str(told),
        }
    }
}

/// A phrase of the tables as people read it: the tables write 0 for any number.
fn shown(phrase: &str) -> String {
    let word = |word| if word == "0" { "N" } else { word };
    phrase.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let words = self.words;
        match (self.sentences, words, self.beside) {
            (1, 6.., _) => write!(f, "a sentence of {words} words"),
            (2.., 6.., _) => write!(f, "prose of {words} words"),
            (_, RUNNING_WORDS.., _) => write!(f, "running text of {words} words"),
            (_, _, 2) => f.write_str("stands between paragraphs of the article"),
            (_, _, 1) => f.write_str("stands beside a paragraph of the article"),
            _ => f.write_str("placed and built like the article's text"),
        }?;
        if self.elsewhere > 0 {
            write!(f, "; on none of {} other pages of the site", self.elsewhere)?;
        }
        if self.doubted {
            f.write_str("; in doubt kept")?;
        }
        Ok(())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
