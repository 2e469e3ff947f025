//! Room `query`: what a person typed, read as a tree, and the one algebra that decides what it matches.
//!
//! In: text. Out: a [`Query`] with a list of [`Problem`](crate::error::Problem)s, then a [`Plan`](plan::Plan) over the
//! words an index holds. Invariant: what cannot be read is a problem with a place in the text,
//! never silently something else, and `parse(print(q)) == q`.
//!
//! ```
//! let (query, problems) = newsdex::query::parse("(tank* OR armour) w/5 deliver -drill");
//! assert!(problems.is_empty());
//! assert_eq!(query.to_string(), "(tank* OR armour) w/5 deliver -drill");
//! ```
//!
//! Precedence, tightest first: `^` and fields, `w/n` and its kin (from the left), `+ - NOT`,
//! words side by side, `AND`, `OR`.

pub mod algebra;
pub mod date;
pub mod edits;
pub mod forms;
mod lexer;
mod months;
mod parser;
mod pieces;
mod plain;
pub mod plan;
mod precedence;
mod print;
mod reading;
mod stop;
mod tree;
mod validate;
mod vocabulary;

pub use parser::{Macros, macros_in, parse, parse_with};
pub use plain::plain;
pub use stop::{Effort, Stop};
pub use tree::{
    Clause, Comparison, DateTest, Form, Kind, Nearness, Node, Phrase, Query, Sign, TextField,
    ValueField, Word,
};

/// What one query may hold. Beyond it stands a problem, not a guess.
pub mod limits {
    /// Words, phrases and values together.
    pub const WORDS: usize = 1024;
    /// Groups within groups, and nearness chained without groups.
    pub const DEPTH: usize = 64;
    /// The largest weight, in hundredths.
    pub const WEIGHT: u32 = 100_000;
    /// The largest n of `w/n`.
    pub const NEARNESS: u32 = 1000;
    /// Bytes of text.
    pub const BYTES: usize = 256 * 1024;
    /// Problems reported for one text.
    pub const PROBLEMS: usize = 20;
    /// Bytes of one regular expression.
    pub const REGEX_BYTES: usize = 256;
    /// Words with `*`, `?`, `~` and regular expressions: each costs a look at many words of the index.
    pub const PATTERNS: usize = 64;
    /// Macros within macros.
    pub const MACRO_DEPTH: usize = 8;
}
