//! A page of the manual: the little Markdown that `docs/` is written in, laid out for a terminal.
//!
//! Headings, paragraphs, indented code, and tables whose first row is passed over. A table's first column is as
//! wide as most of its cells; a longer cell has a line of its own. Backticks go from first columns,
//! which are examples, and stay in running text, where they set code apart.

use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};

/// Columns before the first cell of a row.
const INDENT: usize = 2;
/// Columns of the first cells at most, unless one stands alone.
const WIDEST_CELL: usize = 28;
/// Columns between two cells.
const GAP: usize = 2;

/// A page of the manual as text.
pub fn shown(markdown: &str, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for (n, part) in markdown.trim_end().split("\n\n").enumerate() {
        if n > 0 {
            sheet.end();
        }
        if let Some(heading) = part.strip_prefix('#') {
            let heading = heading.trim_start_matches('#').trim_start();
            sheet.put(Role::Title, heading).end();
        } else if part.starts_with('|') {
            table(part, &mut sheet);
        } else if part.starts_with(' ') {
            verbatim(part, &mut sheet);
        } else {
            running(&part.replace('\n', " "), 0, 0, &mut sheet);
        }
    }
    sheet.into_text()
}

fn running(text: &str, first: usize, indent: usize, sheet: &mut Sheet) {
    let width = sheet.look().text_width();
    flow::write(sheet, &Marked::running(text, &[]), first, indent, width);
}

fn verbatim(part: &str, sheet: &mut Sheet) {
    for line in part.lines() {
        sheet.indent(INDENT).put(Role::Text, line.trim()).end();
    }
}

fn table(part: &str, sheet: &mut Sheet) {
    let rows: Vec<(String, &str)> = part.lines().skip(2).filter_map(row).collect();
    let cells = rows.iter().map(|(cell, _)| flow::columns(cell));
    let widest = cells.filter(|width| *width <= WIDEST_CELL).max();
    let second = INDENT + widest.unwrap_or(WIDEST_CELL) + GAP;
    for (cell, text) in &rows {
        sheet.indent(INDENT).put(Role::Number, cell);
        let at = INDENT + flow::columns(cell);
        if at + GAP > second {
            sheet.end().indent(second);
        } else {
            sheet.indent(second - at);
        }
        running(text, second, second, sheet);
    }
}

/// The two cells of a row, the first one without its backticks.
fn row(line: &str) -> Option<(String, &str)> {
    let line = line.strip_prefix('|')?.trim_end().strip_suffix('|')?;
    let (first, second) = line.split_once(" | ")?;
    let first = first.trim().replace("` `", "  ").replace('`', "");
    Some((first, second.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# Words

Any of them, and `a` longer text that goes on
behind the end of the line.

    newsdex search a

| write | finds |
|---|---|
| `a` `b` | one, or a text that goes on behind the end of the line as well |
| `(tank* OR armour) w/5 deliver*` | both |
";

    #[test]
    fn headings_paragraphs_and_tables_are_laid_out() {
        let look = Look {
            width: 40,
            ..Look::default()
        };
        assert_eq!(
            shown(PAGE, look),
            "\
Words

Any of them, and `a` longer text that
goes on behind the end of the line.

  newsdex search a

  a  b  one, or a text that goes on
        behind the end of the line as
        well
  (tank* OR armour) w/5 deliver*
        both
"
        );
    }
}
