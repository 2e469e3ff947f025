//! A query's tree to what is run: leaves over the words of an index, expressions over their places, tests over articles.

mod planner;

use std::ops::Range;

use super::algebra::Expr;
use super::date::{self, Period};
use super::tree::{Comparison, DateTest, Query, TextField, ValueField};
use jiff::civil::Date;

/// What a plan depends on beside the query.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// The languages of the index, most articles first.
    pub languages: &'a [String],
    /// What `yesterday` counts from.
    pub today: Date,
    /// Whether of words side by side all are wanted, and not any.
    pub all_words: bool,
}

/// Which terms of an index a leaf means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Every form with the same stem.
    Stem {
        /// The folded word.
        key: String,
        /// The word with its accents, stops and apostrophes; in lower case, unless it is two to six letters in capitals.
        spelling: String,
    },
    /// Every spelling of one folded word.
    Key(String),
    /// One spelling, as a term is stored; a word in lower case means its capitals too.
    Term(String),
    /// Every key that begins so.
    Starts(String),
    /// Every key that fits, `*` for any letters and `?` for one.
    Wild(String),
    /// Every key within so many edits.
    Fuzzy {
        /// The folded word.
        key: String,
        /// Letters inserted, removed, replaced or swapped.
        edits: u8,
    },
    /// Every key that a regular expression matches.
    Regex(String),
}

/// A pattern in a part of the article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// Which terms.
    pub pattern: Pattern,
    /// Where; `None` for headline and text.
    pub field: Option<TextField>,
}

/// What an article must be to match.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Every article.
    Everything,
    /// The expression with this number has a span.
    Holds(usize),
    /// It has so many, without overlap.
    Often {
        /// How many.
        times: u32,
        /// The number of the expression.
        expr: usize,
    },
    /// All hold; so does an empty list.
    All(Vec<Test>),
    /// At least so many hold.
    Some {
        /// How many.
        least: usize,
        /// Of what.
        of: Vec<Test>,
    },
    /// It does not hold.
    Not(Box<Test>),
    /// Always passes; those that hold make the article better.
    Better(Vec<Test>),
    /// A value fits.
    Value {
        /// Which.
        field: ValueField,
        /// As written.
        text: String,
        /// This value and no other.
        exact: bool,
    },
    /// One of these values stands in its columns of names.
    Named {
        /// The field that was asked for.
        field: ValueField,
        /// The name as written.
        text: String,
        /// What it means: columns and values.
        of: Vec<(ValueField, String)>,
    },
    /// Published at or after the first second and before the second one, by the clock of the page.
    Published {
        /// Seconds since 1970, as if that clock were UTC.
        from: Option<i64>,
        /// Likewise.
        until: Option<i64>,
    },
    /// The number of words of the text.
    Words(Comparison, u32),
    /// Added to the index or changed by a later generation than this.
    AddedAfter(u64),
}

/// An expression that counts for the order of the hits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// The number of the expression.
    pub expr: usize,
    /// Its weight; 1 unless boosted.
    pub weight: f32,
}

/// A part of an OR.
#[derive(Debug, Clone, PartialEq)]
pub enum Alternative {
    /// Of one between tests.
    Test(Test),
    /// Of one within a nearness or another expression.
    Expr(Expr),
}

/// A part at the top of a query, as its writer would know it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its bytes in the query.
    pub span: Range<usize>,
    /// What it says.
    pub text: String,
}

/// What is run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The leaves, each different.
    pub leaves: Vec<Leaf>,
    /// The expressions, each different; their leaves are numbers into `leaves`.
    pub exprs: Vec<Expr>,
    /// What an article must be.
    pub test: Test,
    /// How the parts are written that `test` joins, in its order; none where it joins nothing.
    pub parts: Vec<Written>,
    /// What counts for the order, and what is marked; nothing that stands under NOT.
    pub units: Vec<Unit>,
    /// Words of a list that were passed over because they are too common to find anything.
    pub passed_over: Vec<String>,
    /// Words that are names in capitals elsewhere (`US`, `WHO`) and words here, since the whole query is typed in capitals.
    pub lowered: Vec<String>,
    /// The parts of a list at the top of the query of which any is enough, as written; what narrows is none of them.
    pub optional: Vec<(String, Test)>,
    /// The parts of each OR that is not under NOT.
    pub alternatives: Vec<Alternative>,
    /// Words that would be operators or fields in another language, of which that was told.
    pub operators: Vec<String>,
    /// True if one of these asks: who, what, when.
    pub question: bool,
}

/// Plans a query; `None` if no word is left in it.
pub fn plan(query: &Query, around: &Surroundings<'_>) -> Option<Plan> {
    let root = query.root.as_ref()?;
    planner::run(root, around)
}

/// The seconds that a test of the day of publication spans, by the clock of each page. A period behind `>` or `<=` stands for what
/// comes after its end, or up to it.
pub fn published(compared: DateTest, text: &str, today: Date) -> Option<Test> {
    let (later, up_to) = (text.strip_prefix('>'), text.strip_prefix("<="));
    let Period { first, last } = date::period(later.or(up_to).unwrap_or(text), today)?;
    // Counted, since the last days of the calendar are no moments of the clock.
    let start = |day: Date| Date::constant(1970, 1, 1).duration_until(day).as_secs();
    let begin = first.map(start);
    let until = last.map(|day| start(day) + 24 * 60 * 60);
    Some(match compared {
        _ if later.is_some() => Test::Published {
            from: Some(until?),
            until: None,
        },
        _ if up_to.is_some() => Test::Published {
            from: None,
            until: Some(until?),
        },
        DateTest::In => Test::Published { from: begin, until },
        DateTest::After => Test::Published {
            from: begin,
            until: None,
        },
        DateTest::Before => Test::Published {
            from: None,
            until: begin,
        },
    })
}
