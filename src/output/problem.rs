//! Errors as a person reads them: the message, the place in the query, what to do.

use super::flow::{self, Marked};
use super::paint::{CUT, Look, Role, Sheet};
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
    said(sheet, Role::Error, "error:", message);
}

/// `hint: message`.
pub fn hint(sheet: &mut Sheet, message: &str) {
    said(sheet, Role::Hint, "hint:", message);
}

/// A word in its colour and a message, which goes on below itself where the line ends.
fn said(sheet: &mut Sheet, role: Role, word: &str, message: &str) {
    let first = flow::columns(word) + 1;
    let width = sheet.look().width;
    sheet.put(role, word).put(Role::Text, " ");
    flow::write(sheet, &Marked::running(message, &[]), first, first, width);
}

/// A query with a caret under each problem's span, and its hints. Of a line that is too long, what stands around the span.
pub fn query(sheet: &mut Sheet, text: &str, problems: &[Problem]) {
    for problem in problems {
        let (line, start, end) = line_of(text, problem);
        let room = sheet.look().width.saturating_sub(INDENT);
        let room = room.clamp(16, LONGEST_LINE);
        let (line, start, end) = around(sheet.look(), line, start, end, room);
        let before = flow::columns(line.get(..start).unwrap_or_default());
        let span = flow::columns(line.get(start..end).unwrap_or_default()).max(1);
        sheet.indent(INDENT).put(Role::Text, &line).end();
        sheet.indent(INDENT + before);
        sheet.put(Role::Error, &"^".repeat(span));
        let message = &problem.message;
        if before + span + 1 + flow::columns(message) > room {
            sheet.end().indent(INDENT);
            let width = sheet.look().width;
            flow::write(sheet, &Marked::running(message, &[]), INDENT, INDENT, width);
        } else {
            sheet.put(Role::Text, " ").put(Role::Text, message).end();
        }
        if let Some(text) = &problem.hint {
            hint(sheet, text);
        }
    }
}

/// Columns of a query that are shown where nothing else limits them, as in a file of messages.
const LONGEST_LINE: usize = 160;

/// Columns before a query.
const INDENT: usize = 2;

/// A line cut to so many columns around a span, and where the span is then.
fn around(look: Look, line: &str, start: usize, end: usize, room: usize) -> (String, usize, usize) {
    if flow::columns(line) <= room {
        return (line.to_owned(), start, end);
    }
    // A third of the room shows what leads to the span.
    let lead = line[..start].char_indices().rev().map(|(at, _)| at);
    let from = lead
        .take_while(|at| flow::columns(&line[*at..start]) <= room / 3)
        .last()
        .unwrap_or(start);
    let dots = if from > 0 {
        look.sign(CUT).to_string()
    } else {
        String::new()
    };
    let cut = look.cut(&line[from..], room - flow::columns(&dots));
    let shown = format!("{dots}{cut}");
    let moved = |at: usize| (at - from + dots.len()).min(shown.len());
    let end = boundary(&shown, moved(end));
    let start = boundary(&shown, moved(start)).min(end);
    (shown, start, end)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, span: std::ops::Range<usize>, width: usize) -> Vec<String> {
        let problem = Problem {
            start: span.start,
            end: span.end,
            message: "this group is never closed by anything".to_owned(),
            hint: Some("put a ) where the group ends, or leave the ( away".to_owned()),
        };
        let mut sheet = Sheet::new(Look {
            width,
            ..Look::default()
        });
        query(&mut sheet, text, &[problem]);
        sheet.into_text().lines().map(str::to_owned).collect()
    }

    #[test]
    fn carets_stand_under_what_they_mean_in_every_window() {
        let text = format!("{}(déjà vu{}", "council ".repeat(9), " tram".repeat(20));
        for width in [30, 40, 80, 200, usize::MAX] {
            let lines = shown(&text, 72..73, width);
            let caret = lines[1].find('^').unwrap();
            assert_eq!(lines[0].chars().nth(caret), Some('('), "{lines:?}");
            for line in &lines {
                let most = width.min(LONGEST_LINE + INDENT);
                assert!(flow::columns(line) <= most, "{width}: {lines:?}");
            }
        }
        assert_eq!(
            shown("(a", 0..1, 30),
            [
                "  (a",
                "  ^",
                "  this group is never closed",
                "  by anything",
                "hint: put a ) where the group",
                "      ends, or leave the (",
                "      away",
            ]
        );
    }
}
