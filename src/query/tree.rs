//! The tree of a query.

use std::ops::Range;

use jiff::civil::Date;

use super::date;
use crate::error::Problem;

/// A query as it was read. Two queries are equal if their trees are.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The tree; `None` if there is nothing to search for.
    pub root: Option<Node>,
    /// Remarks: the query can be run, but may not mean what its writer thinks.
    pub advice: Vec<Problem>,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

/// A part of a query. Two nodes are equal if they mean the same, wherever they stood.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The bytes of the text it was read from.
    pub span: Range<usize>,
}

impl Node {
    /// A node read from `span`.
    pub fn new(kind: Kind, span: Range<usize>) -> Self {
        Self { kind, span }
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// What a part of a query is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `*`: every article.
    Everything,
    /// A word, in one of its forms.
    Word(Word),
    /// Words in quotes.
    Phrase(Phrase),
    /// `/…/`: words of the index that this regular expression matches as a whole.
    Regex(String),
    /// Words and groups side by side: any of them, better with more of them.
    List(Vec<Clause>),
    /// All of them.
    And(Vec<Node>),
    /// Any of them.
    Or(Vec<Node>),
    /// Every article without it.
    Not(Box<Node>),
    /// The left near the right.
    Near {
        /// How near.
        nearness: Nearness,
        /// `not w/n`: the left where the right is not that near.
        negated: bool,
        /// What is looked for.
        left: Box<Node>,
        /// What it stands near to.
        right: Box<Node>,
    },
    /// `atleast3(…)`: in so many places of one article.
    AtLeast {
        /// How many.
        times: u32,
        /// What is counted.
        inner: Box<Node>,
    },
    /// `first/50(…)`: within so many words from the start of the text.
    First {
        /// How many.
        words: u32,
        /// What must stand there.
        inner: Box<Node>,
    },
    /// `any2(a b c)`: at least so many of them.
    AnyOf {
        /// How many.
        least: u32,
        /// Of what.
        of: Vec<Node>,
    },
    /// `title:…`: only there.
    In {
        /// Where.
        field: TextField,
        /// What.
        inner: Box<Node>,
    },
    /// `site:…`: a value the article carries.
    Value {
        /// Which.
        field: ValueField,
        /// As written; `*` and `?` are wildcards unless it is exact.
        text: String,
        /// True for `site:=…`: this value and no other.
        exact: bool,
    },
    /// `date:…`, `after:…`, `before:…`.
    Date {
        /// How the day of publication is compared.
        test: DateTest,
        /// As written, in one of the forms of [`date`](super::date).
        text: String,
    },
    /// `words:>800`: the length of the text.
    Words {
        /// How it is compared.
        comparison: Comparison,
        /// With what.
        count: u32,
    },
    /// `…^2`: weighs so many times as much.
    Boost {
        /// How many times, in hundredths.
        hundredths: u32,
        /// What.
        inner: Box<Node>,
    },
    /// `@name`: a saved query.
    Macro {
        /// Its name.
        name: String,
        /// What it stands for.
        inner: Box<Node>,
    },
}

/// A word as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Without the signs around it.
    pub text: String,
    /// Which words of the index it means.
    pub form: Form,
}

/// Which words of the index a written word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All with the same stem, whatever their accents.
    Stem,
    /// `=word`: this spelling with its accents; capitals do not matter.
    Exact,
    /// `minist*`, `wom?n`.
    Wild,
    /// `word~1`: up to so many letters inserted, removed, replaced or swapped.
    Fuzzy(u8),
}

/// Words in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What stands between the quotes, blanks folded. `*` alone is any one word.
    pub text: String,
    /// True for `="…"`: these spellings, no other forms of the words.
    pub exact: bool,
    /// `"a b c"~5`: the same as `a w/5 b w/5 c`.
    pub within: Option<u32>,
}

/// A part of a [`Kind::List`].
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Its sign.
    pub sign: Sign,
    /// The part.
    pub node: Node,
}

/// The sign before a part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// None: may match.
    May,
    /// `+`: must match.
    Must,
    /// `-` or `NOT`: must not match.
    Not,
}

/// How near is near. A step is the distance from a word to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nearness {
    /// `w/n`: at most so many steps, either first.
    Within(u32),
    /// `pre/n`: at most so many steps, the left one first.
    Before(u32),
    /// `w/s`: in one sentence.
    Sentence,
    /// `w/p`: in one paragraph.
    Paragraph,
}

/// A part of the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The headline.
    Title,
    /// The text below the headline.
    Body,
    /// The first paragraph of the text.
    Lead,
    /// Who wrote it.
    Byline,
}

/// A value an article carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueField {
    /// The outlet, with its subdomains.
    Site,
    /// Section or category.
    Section,
    /// Language.
    Lang,
    /// Address.
    Url,
    /// A person named in it.
    Person,
    /// An organisation named in it.
    Org,
    /// A place named in it.
    Place,
    /// An event, work, law, product or other thing named in it.
    Misc,
}

/// How a day is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateTest {
    /// Within it.
    In,
    /// From its start on.
    After,
    /// Before its start.
    Before,
}

/// How a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// no sign
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Query {
    /// True if there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The same with what its macros stand for in their places and with days instead of `yesterday`, so that it means the
    /// same under other settings and on other days.
    #[must_use]
    pub fn expanded(&self, today: Date) -> Self {
        let mut query = self.clone();
        if let Some(root) = &mut query.root {
            root.expand(today);
        }
        query
    }

    /// True if it asks for a day of publication.
    pub fn has_dates(&self) -> bool {
        let mut found = false;
        if let Some(root) = &self.root {
            walk(root, &mut |node| {
                found |= matches!(node.kind, Kind::Date { .. });
            });
        }
        found
    }
}

impl TextField {
    /// The name it is printed under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Lead => "lead",
            Self::Byline => "byline",
        }
    }
}

impl ValueField {
    /// True for the fields of which an article has several values: who and what it names.
    pub fn is_of_names(self) -> bool {
        matches!(self, Self::Person | Self::Org | Self::Place | Self::Misc)
    }

    /// The name it is printed under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Section => "section",
            Self::Lang => "lang",
            Self::Url => "url",
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Misc => "misc",
        }
    }
}

impl Node {
    /// The parts it is made of.
    pub fn children(&self) -> Box<dyn Iterator<Item = &Node> + '_> {
        match &self.kind {
            Kind::List(clauses) => Box::new(clauses.iter().map(|clause| &clause.node)),
            Kind::And(nodes) | Kind::Or(nodes) | Kind::AnyOf { of: nodes, .. } => {
                Box::new(nodes.iter())
            }
            Kind::Near { left, right, .. } => Box::new([left.as_ref(), right.as_ref()].into_iter()),
            Kind::Not(inner)
            | Kind::AtLeast { inner, .. }
            | Kind::First { inner, .. }
            | Kind::In { inner, .. }
            | Kind::Boost { inner, .. }
            | Kind::Macro { inner, .. } => Box::new(std::iter::once(inner.as_ref())),
            _ => Box::new(std::iter::empty()),
        }
    }
}

impl Node {
    /// The node without weights around it: they say what comes first, and nothing of what matches.
    pub(super) fn unweighted(&self) -> &Self {
        let mut node = self;
        while let Kind::Boost { inner, .. } = &node.kind {
            node = inner;
        }
        node
    }

    fn expand(&mut self, today: Date) {
        while let Kind::Macro { inner, .. } = &mut self.kind {
            let inner = std::mem::replace(inner.as_mut(), Node::new(Kind::Everything, 0..0));
            *self = inner;
        }
        if let Kind::Date { text, .. } = &mut self.kind
            && let Some(days) = date::fixed(text, today)
        {
            *text = days;
        }
        self.change_children(&mut |child| child.expand(today));
    }

    /// Says of a node and everything below it that it was read from `span`.
    pub(super) fn place(&mut self, span: &Range<usize>) {
        self.span = span.clone();
        self.change_children(&mut |child| child.place(span));
    }

    fn change_children(&mut self, change: &mut dyn FnMut(&mut Self)) {
        match &mut self.kind {
            Kind::List(clauses) => clauses
                .iter_mut()
                .for_each(|clause| change(&mut clause.node)),
            Kind::And(nodes) | Kind::Or(nodes) | Kind::AnyOf { of: nodes, .. } => {
                nodes.iter_mut().for_each(change);
            }
            Kind::Near { left, right, .. } => {
                change(left);
                change(right);
            }
            Kind::Not(inner)
            | Kind::AtLeast { inner, .. }
            | Kind::First { inner, .. }
            | Kind::In { inner, .. }
            | Kind::Boost { inner, .. }
            | Kind::Macro { inner, .. } => change(inner),
            _ => {}
        }
    }
}

/// Calls `see` for a node and everything below it, parents first.
pub(super) fn walk(node: &Node, see: &mut dyn FnMut(&Node)) {
    see(node);
    node.children().for_each(|child| walk(child, see));
}
