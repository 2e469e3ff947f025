//! The colours of a line while it is typed.

use super::said::Said;
use crate::error::Problem;
use crate::output::Role;
use crate::query::{Kind, Node, Query};

/// Reads a query, the saved ones at hand.
pub(super) type Read<'a> = &'a dyn Fn(&str) -> (Query, Vec<Problem>);

/// A line with styles; nothing but styles is added.
pub(super) fn painted(line: &str, read: Read<'_>) -> String {
    let roles = match Said::read(line) {
        Said::Query(_) | Said::Refine(_) => query_roles(line, read),
        Said::Wrong { .. } | Said::Nothing => vec![Role::Text; line.len()],
        _ => vec![Role::Number; line.len()],
    };
    let mut out = String::with_capacity(line.len() + 64);
    let mut at = 0;
    while let Some(role) = roles.get(at) {
        let same = line[at..].char_indices().map(|(i, _)| at + i);
        let end = same
            .skip(1)
            .find(|i| roles.get(*i) != Some(role))
            .unwrap_or(line.len());
        let style = role.style();
        out.extend([
            style.render().to_string().as_str(),
            &line[at..end],
            &style.render_reset().to_string(),
        ]);
        at = end;
    }
    out
}

/// The role of each byte. The bytes of one character have one role.
fn query_roles(line: &str, read: Read<'_>) -> Vec<Role> {
    let from = query_start(line);
    let (query, problems) = read(&line[from..]);
    let mut roles = vec![Role::Text; line.len()];
    let mut put = |start: usize, end: usize, role: Role| {
        let (start, end) = (from + start, (from + end).min(line.len()));
        if let Some(span) = roles.get_mut(start..end) {
            span.fill(role);
        }
    };
    operators(&line[from..], &mut put);
    if let Some(root) = &query.root {
        nodes(root, &mut put);
    }
    for problem in &problems {
        put(problem.start, problem.end, Role::TitleMark);
    }
    roles
}

/// Where the query begins: behind `/` or `refine`.
fn query_start(line: &str) -> usize {
    let lead = line.len() - line.trim_start().len();
    let rest = &line[lead..];
    let refines = matches!(Said::read(line), Said::Refine(_));
    let sign = ["/", "refine "]
        .iter()
        .find(|sign| rest.starts_with(**sign));
    lead + sign.filter(|_| refines).map_or(0, |sign| sign.len())
}

fn nodes(node: &Node, put: &mut impl FnMut(usize, usize, Role)) {
    let role = match node.kind {
        Kind::Phrase(_) | Kind::Regex(_) => Some(Role::Site),
        Kind::Value { .. } | Kind::Date { .. } | Kind::Words { .. } | Kind::In { .. } => {
            Some(Role::Hint)
        }
        Kind::Word(_) => Some(Role::Text),
        Kind::Macro { .. } => Some(Role::Number),
        _ => None,
    };
    if let Some(role) = role {
        put(node.span.start, node.span.end, role);
    }
    // What lies within a macro stands in another text.
    if !matches!(node.kind, Kind::Macro { .. }) {
        node.children().for_each(|child| nodes(child, put));
    }
}

/// `AND`, `OR`, `NOT`, `w/5`: whatever is a word of the query in capitals or with a slash is painted over later if it is none.
fn operators(query: &str, put: &mut impl FnMut(usize, usize, Role)) {
    let mut at = 0;
    for word in query.split(' ') {
        let operator = ["AND", "OR", "NOT"].contains(&word)
            || word.starts_with("w/")
            || word.starts_with("pre/");
        if operator {
            put(at, at + word.len(), Role::Title);
        }
        at += word.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;
    use proptest::prelude::*;

    /// The line without its styles.
    fn bare(painted: &str) -> String {
        let mut out = String::new();
        let mut rest = painted;
        while let Some((before, behind)) = rest.split_once("\u{1b}[") {
            out.push_str(before);
            rest = behind.split_once('m').map_or("", |(_, rest)| rest);
        }
        out + rest
    }

    #[test]
    fn what_is_wrong_is_underlined() {
        let (wrong, fine) = (Role::TitleMark, Role::Text);
        let query_roles = |line: &str| query_roles(line, &query::parse);
        let roles = query_roles("(tram");
        assert_eq!((roles[0], roles[1]), (wrong, fine));
        assert_eq!(query_roles("tram \"city council\"")[6], Role::Site);
        assert_eq!(query_roles("tram AND bus")[5], Role::Title);
    }

    proptest! {
        #[test]
        fn painting_changes_no_letter(line in "[a-zäß(\" ):/.~^*0-9ANDORT+-]{0,40}") {
            prop_assert_eq!(bare(&painted(&line, &query::parse)), line);
        }
    }
}
