//! What a line led to, in the order in which it is to be shown.

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// What was asked for.
    Text(String),
    /// A whole article or another long text, to read at leisure.
    Article {
        /// The text.
        text: String,
        /// The line, from 0, to begin at: where the passage stands that was found.
        line: usize,
    },
    /// Something beside the answer: trouble, advice, news.
    Note(String),
}

/// What a line led to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What to show, in order.
    pub parts: Vec<Part>,
    /// Whether its text is a list of hits and nothing else.
    pub hits: bool,
    /// Whether the line could not be obeyed.
    pub failed: bool,
    /// Whether the user wants to leave.
    pub leave: bool,
}

impl Answer {
    /// An answer of one part.
    pub(super) fn of(part: Part) -> Self {
        Self {
            parts: vec![part],
            ..Self::default()
        }
    }

    /// What was asked for.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::of(Part::Text(text.into()))
    }

    /// What was asked for, perhaps longer than the window.
    pub(super) fn long(text: impl Into<String>) -> Self {
        Self::of(Part::Article {
            text: text.into(),
            line: 0,
        })
    }

    /// Something beside the answer.
    pub(super) fn note(text: impl Into<String>) -> Self {
        Self::of(Part::Note(text.into()))
    }

    /// Adds what comes after it.
    pub(super) fn then(mut self, later: Self) -> Self {
        self.parts.extend(later.parts);
        self.hits |= later.hits;
        self.failed |= later.failed;
        self.leave |= later.leave;
        self
    }
}
