//! Errors as a person reads them: the message, the place in the query, what to do.

use super::flow;
use super::paint::{Look, Role, Sheet};
use super::safe;
use crate::error::{Error, Problem, Warning};

/// An error in full:
///
/// ```text
/// error: the query cannot be read
///   tram AND (council
///            ^ this bracket is never closed
/// hint: write `tram AND (council)`
/// ```
pub fn error(error: &Error, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    if let Error::Query { text, problems } = error {
        headed(&mut sheet, "the query cannot be read");
        query(&mut sheet, text, problems);
    } else {
        headed(&mut sheet, &error.to_string());
    }
    if let Some(text) = error.hint() {
        hint(&mut sheet, &text);
    }
    sheet.into_text()
}

/// `error: message`.
pub fn headed(sheet: &mut Sheet, message: &str) {
    sheet
        .put(Role::Error, "error:")
        .put(Role::Text, " ")
        .put(Role::Text, message)
        .end();
}

/// `hint: message`.
pub fn hint(sheet: &mut Sheet, message: &str) {
    sheet
        .put(Role::Hint, "hint:")
        .put(Role::Text, " ")
        .put(Role::Text, message)
        .end();
}

/// A query with a caret under each problem's span, and its hints.
pub fn query(sheet: &mut Sheet, text: &str, problems: &[Problem]) {
    for problem in problems {
        let (line, start, end) = line_of(text, problem);
        let before = line.get(..start).unwrap_or_default();
        let span = line.get(start..end).unwrap_or_default();
        sheet.indent(2).put(Role::Text, line).end();
        sheet.indent(2 + flow::columns(before));
        sheet.put(Role::Error, &"^".repeat(flow::columns(span).max(1)));
        sheet
            .put(Role::Text, " ")
            .put(Role::Text, &problem.message)
            .end();
        if let Some(text) = &problem.hint {
            hint(sheet, text);
        }
    }
}

/// The line of the query in which a problem starts, and the span inside that line, on character boundaries.
fn line_of<'a>(text: &'a str, problem: &Problem) -> (&'a str, usize, usize) {
    let start = boundary(text, problem.start);
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = boundary(text, problem.end).clamp(start, to);
    (&text[from..to], start - from, end - from)
}

/// The last character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0)
}

/// Trouble with one source: `corpus/a.jsonl, line 17: not valid JSON (expected value)`.
pub fn warning(warning: &Warning) -> String {
    let mut out = warning.path.clone();
    if let Some(member) = &warning.member {
        out.push_str(", ");
        out.push_str(member);
    }
    out.push_str(": ");
    out.push_str(warning.reason);
    if !warning.detail.is_empty() {
        out.extend([" (", &warning.detail, ")"]);
    }
    safe::line(&out).into_owned()
}
