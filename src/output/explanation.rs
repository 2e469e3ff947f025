//! How a query was read, as a person reads it.

use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use super::problem;
use super::results::{grouped, plural};
use crate::search::{Explanation, Part};

/// The account of the query `text`:
///
/// ```text
/// read as  +minist* council
/// finds    4 articles
///
///   4  minist*
///      └ minister, ministry
///   9  council
///      └ council, councils
///
/// passed over as too common: the
/// ```
///
/// The number before a part is that of the articles that match it alone.
pub fn shown(account: &Explanation, text: &str, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let width = look.text_width();
    sheet.put(Role::Aside, "read as  ");
    flow::write(
        &mut sheet,
        &Marked::running(&account.read_as, &[]),
        FACT,
        FACT,
        width,
    );
    sheet
        .put(Role::Aside, "finds    ")
        .put(Role::Text, &plural(account.total, "article"))
        .end();
    if !account.parts.is_empty() {
        sheet.end();
    }
    let numbers = account
        .parts
        .iter()
        .map(|part| grouped(part.articles).len());
    let number_width = numbers.max().unwrap_or(1);
    for each in &account.parts {
        part(&mut sheet, each, number_width);
    }
    remarks(&mut sheet, account, text);
    sheet.into_text()
}

/// Columns of a fact's name.
const FACT: usize = 9;

fn part(sheet: &mut Sheet, part: &Part, number_width: usize) {
    let width = sheet.look().text_width();
    let number = format!("{:>number_width$}", grouped(part.articles));
    let indent = 2 + number_width + 2 + 2 * part.depth.min(width / 8);
    sheet.indent(2).put(Role::Number, &number);
    sheet.indent(indent - 2 - number_width);
    flow::write(
        sheet,
        &Marked::running(&part.text, &[]),
        indent,
        indent,
        width,
    );
    let spellings = spellings(part);
    if !spellings.is_empty() {
        let aside = Marked {
            role: Role::Aside,
            ..Marked::running(&spellings, &[])
        };
        sheet.indent(indent).corner(Role::Aside);
        flow::write(sheet, &aside, indent + 2, indent + 2, width);
    }
}

/// The spellings that a word means; nothing if there is only the word itself.
fn spellings(part: &Part) -> String {
    if let [(only, _)] = part.terms.as_slice()
        && *only == part.text
    {
        return String::new();
    }
    let terms = part.terms.iter();
    let mut shown: Vec<String> = terms.map(|(spelling, _)| spelling.clone()).collect();
    let more = part.term_count.saturating_sub(part.terms.len() as u64);
    if more > 0 {
        shown.push(format!("and {}", plural(more, "more spelling")));
    }
    shown.join(", ")
}

fn remarks(sheet: &mut Sheet, account: &Explanation, text: &str) {
    let any =
        !(account.passed_over.is_empty() && account.advice.is_empty() && account.hints.is_empty());
    if any {
        sheet.end();
    }
    if !account.passed_over.is_empty() {
        sheet
            .put(Role::Aside, "passed over as too common: ")
            .put(Role::Text, &account.passed_over.join(", "))
            .end();
    }
    problem::query(sheet, text, &account.advice);
    for hint in &account.hints {
        problem::hint(sheet, hint);
    }
}
