//! A `/` within a line: narrowing was meant, which takes a line of its own.

use crate::error::Problem;

/// What to write in place of a line such as `met /date:2026-01`; the line's other problems stay.
pub(super) fn explained(line: &str, problems: Vec<Problem>) -> Vec<Problem> {
    let explained = |problem: Problem| match meant(line, problem.start) {
        Some(hint) => Problem {
            hint: Some(hint),
            ..problem
        },
        None => problem,
    };
    problems.into_iter().map(explained).collect()
}

/// What was meant by a `/` at a place behind other words, if no other `/` follows.
fn meant(line: &str, at: usize) -> Option<String> {
    let (before, within) = (line.get(..at)?, line.get(at..)?.strip_prefix('/')?);
    let (before, within) = (before.trim(), within.trim());
    if before.is_empty() || within.is_empty() || within.contains('/') {
        return None;
    }
    let joined = if within.contains(':') { "" } else { "AND " };
    Some(format!(
        "to narrow, type `{before}` first, then `/{within}` on a line of its own; or write `{before} {joined}{within}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;

    #[test]
    fn a_line_that_narrows_at_once_is_told_how() {
        let hint = |line: &str| {
            let problems = explained(line, query::parse(line).1);
            problems.into_iter().next().and_then(|problem| problem.hint)
        };
        let narrowed = |line| hint(line).filter(|hint| hint.starts_with("to narrow"));
        assert_eq!(
            hint("met /date:2026-01").as_deref(),
            Some(
                "to narrow, type `met` first, then `/date:2026-01` on a line of its own; or write `met date:2026-01`"
            )
        );
        assert!(
            narrowed("tram council /riga")
                .is_some_and(|hint| { hint.ends_with("or write `tram council AND riga`") })
        );
        for line in ["met /", "/colou?r", "met (/a/ w/", "met AND"] {
            assert_eq!(narrowed(line), None, "{line}");
        }
    }
}
