//! The colours of a line while it is typed.

use std::ops::Range;

use anstyle::Style;

use super::form::FORMS;
use super::said::{DOTTED, Said, Setting, halves};
use super::sets::Sets;
use super::settings::ORDERS;
use super::{columns, expand};
use crate::error::Problem;
use crate::output::Role;
use crate::query::{Kind, Node, Query};

/// Reads a query, the saved ones at hand.
pub(super) type Read<'a> = &'a dyn Fn(&str) -> (Query, Vec<Problem>);

/// What a line can name.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The sets of the session.
    pub sets: Sets,
    /// Articles of the answer on show.
    pub articles: u64,
}

/// A line with styles; nothing but styles is added. Without colour, only what is wrong has one.
pub(super) fn painted(line: &str, read: Read<'_>, known: &Known, colour: bool) -> String {
    let mut roles = match Said::read(line) {
        Said::Query(_) | Said::Refine(_) => query_roles(line, read, known),
        Said::Wrong { .. } | Said::Nothing => vec![Role::Text; line.len()],
        _ => vec![Role::Number; line.len()],
    };
    if let Some(wrong) = wrong(line, known) {
        roles
            .get_mut(wrong)
            .into_iter()
            .for_each(|span| span.fill(Role::TitleMark));
    }
    let mut out = String::with_capacity(line.len() + 64);
    let mut at = 0;
    while let Some(role) = roles.get(at) {
        let same = line[at..].char_indices().map(|(i, _)| at + i);
        let end = same
            .skip(1)
            .find(|i| roles.get(*i) != Some(role))
            .unwrap_or(line.len());
        let style = style(*role, colour);
        out.extend([
            style.render().to_string().as_str(),
            &harmless(&line[at..end]),
            &style.render_reset().to_string(),
        ]);
        at = end;
    }
    out
}

/// Text without what a terminal would act on. The line editor counts no columns for such signs, so none may stand for them.
fn harmless(text: &str) -> String {
    let acts = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    text.chars().filter(|c| !acts(c)).collect()
}

/// Underlining is no colour.
fn style(role: Role, colour: bool) -> Style {
    match role {
        _ if colour => role.style(),
        Role::TitleMark => Style::new().underline(),
        _ => Style::new(),
    }
}

/// The part of a command that cannot be obeyed, whatever is typed behind it.
fn wrong(line: &str, known: &Known) -> Option<Range<usize>> {
    let (word, rest) = halves(line.trim_start());
    let whole = line.len() - line.trim_start().len()..line.trim_end().len();
    let value = line.trim_end().len() - rest.len()..line.trim_end().len();
    let typed = rest.to_lowercase();
    let begins = |names: &[&str]| names.iter().any(|name| name.starts_with(&typed));
    let beyond = |number: usize| number as u64 > known.articles;
    match Said::read(line) {
        Said::Wrong { .. } if rest.is_empty() => {
            let name = word.strip_prefix('.')?;
            let begun = DOTTED.iter().any(|known| known.starts_with(name));
            (!begun).then_some(whole)
        }
        Said::Wrong { .. } => (!rest.starts_with(['"', '\''])).then_some(value),
        Said::Open(n) | Said::More(n) | Said::Why(n) | Said::Like(n) if beyond(n) => Some(value),
        Said::Facets(Some(name)) if columns::named(&name).is_err() => {
            let names: Vec<_> = columns::names().collect();
            (!begins(&names)).then_some(value)
        }
        Said::Change(Setting::Mode, Some(_)) => {
            (!begins(&FORMS.map(|(name, _)| name))).then_some(value)
        }
        Said::Change(Setting::Sort, Some(_)) => {
            (!begins(&ORDERS.map(|(name, _)| name))).then_some(value)
        }
        Said::Change(Setting::Timer, Some(_)) => (!begins(&["on", "off"])).then_some(value),
        Said::Change(Setting::Limit | Setting::Passages, Some(number)) => {
            number.parse::<usize>().is_err().then_some(value)
        }
        Said::Diff(a, b) => {
            let missing = [a, b].iter().any(|set| known.sets.get(*set).is_none());
            missing.then_some(value)
        }
        Said::Set(number) => known.sets.get(number).is_none().then_some(whole),
        _ => None,
    }
}

/// The role of each byte. The bytes of one character have one role.
fn query_roles(line: &str, read: Read<'_>, known: &Known) -> Vec<Role> {
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
    for problem in lasting(&line[from..], problems, read) {
        put(problem.start, problem.end, Role::TitleMark);
    }
    for span in expand::missing_in(&line[from..], &known.sets) {
        put(span.start, span.end, Role::TitleMark);
    }
    roles
}

/// What may come behind a line that is not ended yet: behind a word, right behind a sign such as `w/` or `~`, in a quote, in a
/// regular expression.
const OPERANDS: [&str; 1] = [" x"];
const VALUES: [&str; 4] = [" x", "x", "1", "5 x"];
const QUOTED: [&str; 2] = ["\"", "x\""];
const REGEX: [&str; 2] = ["/", "x/"];

/// Bytes of a query that is looked at so closely: each end is read.
const LOOKED_AT: usize = 2000;

/// The problems that stay however the query goes on: a quote that is still open may be closed yet.
fn lasting(query: &str, mut problems: Vec<Problem>, read: Read<'_>) -> Vec<Problem> {
    if problems.is_empty() || query.len() > LOOKED_AT {
        return problems;
    }
    // The value of a field may be half typed: `date:20`.
    let begun = |problem: &Problem| {
        let value = query.get(problem.start..).unwrap_or_default();
        problem.end == query.len() && value.contains(':') && !value.contains([' ', '"', '('])
    };
    problems.retain(|problem| !begun(problem));
    let open = query
        .matches('(')
        .count()
        .saturating_sub(query.matches(')').count());
    for end in ends(query, &problems) {
        for brackets in [0, open] {
            if problems.is_empty() {
                break;
            }
            let whole = format!("{query}{end}{}", ")".repeat(brackets));
            let (_, still) = read(&whole);
            let stays = |problem: &Problem| still.iter().any(|other| other.start == problem.start);
            problems.retain(stays);
        }
    }
    problems
}

/// What may come next.
fn ends(query: &str, problems: &[Problem]) -> &'static [&'static str] {
    let last = problems.iter().filter(|problem| problem.end == query.len());
    let mut begins = last.filter_map(|problem| query.get(problem.start..)?.chars().next());
    match begins.next_back() {
        Some(c) if columns::is_quote(c) => &QUOTED,
        Some('/') => &REGEX,
        _ if query.ends_with(|c: char| !c.is_alphanumeric() && !c.is_whitespace()) => &VALUES,
        _ => &OPERANDS,
    }
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
    use crate::repl::sets::Set;
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
        let query_roles = |line: &str| query_roles(line, &query::parse, &Known::default());
        let roles = query_roles("tram)");
        assert_eq!((roles[4], roles[1]), (wrong, fine));
        assert_eq!(query_roles("tram \"city council\"")[6], Role::Site);
        assert_eq!(query_roles("tram AND bus")[5], Role::Title);
    }

    #[test]
    fn what_cannot_be_obeyed_is_underlined_with_and_without_colour() {
        let mut sets = Sets::default();
        sets.add(Set::new("tram".to_owned()));
        let known = Known { sets, articles: 3 };
        let underlined = |line: &str| {
            let painted = painted(line, &query::parse, &known, false);
            let wrong = painted.split_once("\u{1b}[4m").map(|(_, rest)| rest);
            wrong
                .and_then(|rest| rest.split_once('\u{1b}'))
                .map(|(wrong, _)| wrong.to_owned())
        };
        let table = [
            (".bogus", Some(".bogus")),
            (".he", None),
            (".mode xyz", Some("xyz")),
            (".mode cs", None),
            ("facets xyz", Some("xyz")),
            ("facets per", None),
            ("open 99", Some("99")),
            ("open 3", None),
            ("open", None),
            ("S9", Some("S9")),
            ("S1 AND S9 tram", Some("S9")),
            ("S1 NOT tram", None),
            ("zelensky~9", Some("~9")),
            ("save \"my", None),
            ("tram)", Some(")")),
            ("tram AND AND", Some("AND")),
            ("\"\" tram", Some("\"\"")),
            ("date:20 tram", Some("date:20")),
            ("(tram \"city", None),
            ("title:(a OR \"b c", None),
        ];
        for (line, wrong) in table {
            assert_eq!(underlined(line).as_deref(), wrong, "{line}");
        }
    }

    #[test]
    fn what_is_only_half_typed_is_not_underlined() {
        let lines = [
            "\"city council\" AND (tram OR \"bus lane\") w/5 strike",
            "zelensky~1 date:2026-01..2026-03",
            "„zwei Worte\" person:\"Elin Sjöberg\" -site:daily.example",
            "/colou?r/ NOT title:storm^2",
            "\"two words\"~5 words:>800 first/50(kyiv)",
            "atleast3(sanction*) before:2026-03",
        ];
        for line in lines {
            assert_eq!(query::parse(line).1, [], "{line}");
            for (end, _) in line.char_indices().skip(1) {
                let begun = &line[..end];
                let painted = painted(begun, &query::parse, &Known::default(), false);
                assert!(!painted.contains("\u{1b}[4m"), "{begun}");
            }
        }
    }

    #[test]
    fn what_was_pasted_does_nothing_to_the_terminal() {
        let painted = painted(
            "a\u{9b}2J\u{7}b\u{0}",
            &query::parse,
            &Known::default(),
            true,
        );
        assert_eq!(bare(&painted), "a2Jb");
    }

    proptest! {
        #[test]
        fn painting_changes_no_letter(line in "[a-zäß(\" ):/.~^*0-9ANDORT+-]{0,40}") {
            prop_assert_eq!(bare(&painted(&line, &query::parse, &Known::default(), true)), line);
        }
    }
}
