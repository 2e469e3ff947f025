//! A query back to text, such that reading it again gives the same tree.

use std::fmt::{self, Display, Formatter};

use super::tree::{
    Clause, Comparison, DateTest, Form, Kind, Nearness, Node, Phrase, Query, Sign, Word,
};

/// How tightly a node binds; a child that binds less tightly than its place asks gets parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Or,
    And,
    List,
    Not,
    Near,
    Single,
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.root {
            Some(node) => node.fmt(f),
            None => Ok(()),
        }
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::List(clauses) => joined(f, clauses, " ", |f, clause| clause.fmt(f)),
            Kind::And(nodes) => joined(f, nodes, " AND ", operand),
            Kind::Or(nodes) => joined(f, nodes, " OR ", |f, node| place(f, node, Tightness::And)),
            Kind::Not(inner) => {
                f.write_str("NOT ")?;
                place(f, inner, Tightness::Near)
            }
            Kind::Near {
                nearness,
                negated,
                left,
                right,
            } => {
                place(f, left, Tightness::Near)?;
                write!(f, " {}{nearness} ", if *negated { "not " } else { "" })?;
                place(f, right, Tightness::Single)
            }
            other => single(f, other),
        }
    }
}

/// Nodes that bind as tightly as a word.
fn single(f: &mut Formatter<'_>, kind: &Kind) -> fmt::Result {
    match kind {
        Kind::Word(word) => word.fmt(f),
        Kind::Phrase(phrase) => phrase.fmt(f),
        Kind::Regex(text) => write!(f, "/{text}/"),
        Kind::AtLeast { times, inner } => write!(f, "atleast{times}({inner})"),
        Kind::First { words, inner } => write!(f, "first/{words}({inner})"),
        Kind::AnyOf { least, of } => {
            write!(f, "any{least}(")?;
            joined(f, of, " ", |f, node| place(f, node, Tightness::Near))?;
            f.write_str(")")
        }
        Kind::In { field, inner } => {
            write!(f, "{}:", field.name())?;
            grouped(
                f,
                inner,
                matches!(inner.kind, Kind::Word(_) | Kind::Phrase(_)),
            )
        }
        Kind::Value { field, text, exact } => {
            let sign = if *exact { "=" } else { "" };
            write!(f, "{}:{sign}\"{text}\"", field.name())
        }
        Kind::Date { test, text } => write!(f, "{test}:\"{text}\""),
        Kind::Words { comparison, count } => write!(f, "words:{comparison}{count}"),
        Kind::Boost { hundredths, inner } => {
            place(f, inner, Tightness::Single)?;
            write!(f, "^{}", f64::from(*hundredths) / 100.0)
        }
        Kind::Macro { name, .. } => write!(f, "@{name}"),
        _ => f.write_str("*"),
    }
}

fn tightness(kind: &Kind) -> Tightness {
    match kind {
        Kind::Or(_) => Tightness::Or,
        Kind::And(_) => Tightness::And,
        Kind::List(_) => Tightness::List,
        Kind::Not(_) => Tightness::Not,
        Kind::Near { .. } => Tightness::Near,
        _ => Tightness::Single,
    }
}

/// An operand of AND. A list may stand there bare; the lone NOT of `a AND NOT b` too.
fn operand(f: &mut Formatter<'_>, node: &Node) -> fmt::Result {
    place(f, node, Tightness::List)
}

fn place(f: &mut Formatter<'_>, node: &Node, least: Tightness) -> fmt::Result {
    grouped(f, node, tightness(&node.kind) >= least)
}

fn grouped(f: &mut Formatter<'_>, node: &Node, bare: bool) -> fmt::Result {
    if bare {
        node.fmt(f)
    } else {
        write!(f, "({node})")
    }
}

fn joined<T>(
    f: &mut Formatter<'_>,
    items: &[T],
    between: &str,
    mut print: impl FnMut(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        print(f, item)?;
    }
    Ok(())
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.sign {
            Sign::May => "",
            Sign::Must => "+",
            Sign::Not => "-",
        })?;
        place(f, &self.node, Tightness::Near)
    }
}

impl Display for Word {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Stem | Form::Wild => f.write_str(&self.text),
            Form::Exact => write!(f, "={}", self.text),
            Form::Fuzzy(edits) => write!(f, "{}~{edits}", self.text),
        }
    }
}

impl Display for Phrase {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}\"{}\"", if self.exact { "=" } else { "" }, self.text)?;
        match self.within {
            Some(steps) => write!(f, "~{steps}"),
            None => Ok(()),
        }
    }
}

impl Display for Nearness {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Within(steps) => write!(f, "w/{steps}"),
            Self::Before(steps) => write!(f, "pre/{steps}"),
            Self::Sentence => f.write_str("w/s"),
            Self::Paragraph => f.write_str("w/p"),
        }
    }
}

impl Display for DateTest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::In => "date",
            Self::After => "after",
            Self::Before => "before",
        })
    }
}

impl Display for Comparison {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "",
            Self::AtLeast => ">=",
            Self::More => ">",
        })
    }
}
